/* global Chart */
import { cookie } from "@web/core/browser/cookie";
import { loadBundle } from "@web/core/assets";
import { getCustomColor } from "@web/core/colors/colors";
import { Component, onWillStart, useEffect, useRef, xml } from "@odoo/owl";

/**
 * Two colours that people with any kind of colour vision tell apart (Okabe and Ito);
 * lines differ by dashes and points as well, for print and for those who see none.
 */
export const FIRST = { color: "#0072B2", dash: [], point: "circle" };
export const SECOND = { color: "#D55E00", dash: [6, 4], point: "triangle" };

/** Break a name into lines that have room beside a picture on a phone. */
export function breakLines(text, width = 14) {
    const lines = [];
    for (const word of text.split(" ")) {
        const last = lines.at(-1);
        if (last && last.length + word.length < width) {
            lines[lines.length - 1] = `${last} ${word}`;
        } else {
            lines.push(word);
        }
    }
    return lines;
}

/** One line of a chart. */
export function makeLine(label, data, style) {
    return {
        label,
        data,
        borderColor: style.color,
        backgroundColor: `${style.color}22`,
        borderDash: style.dash,
        borderWidth: 2,
        pointBackgroundColor: style.color,
        pointRadius: 4,
        pointStyle: style.point,
        spanGaps: true,
    };
}

/** A picture by Chart.js; whoever uses it puts a table with the numbers beside it. */
export class ResultChart extends Component {
    static template = xml`
        <div t-att-class="props.class" style="position: relative">
            <canvas t-ref="canvas" role="img" t-att-aria-label="props.summary" />
        </div>`;
    static props = {
        type: String,
        labels: Array,
        lines: Array, // see makeLine
        scale: Array, // lowest and highest value
        summary: String, // what the picture says, in one sentence
        class: { type: String, optional: true },
    };
    static defaultProps = { class: "" };

    setup() {
        this.canvas = useRef("canvas");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            () => {
                const chart = new Chart(this.canvas.el, this.getConfig());
                return () => chart.destroy();
            },
            () => [this.props.labels, this.props.lines]
        );
    }

    getConfig() {
        const scheme = cookie.get("color_scheme");
        const text = getCustomColor(scheme, "#374151", "#E4E4E4");
        const grid = getCustomColor(scheme, "#d1d5db", "#4b5563");
        const [min, max] = this.props.scale;
        const axis = { min, max, grid: { color: grid } };
        const ticks = { color: text, stepSize: 1, backdropColor: "transparent" };
        const pointLabels = { color: text, font: { size: 12 } };
        const angleLines = { color: grid };
        const scales =
            this.props.type === "radar"
                ? { r: { ...axis, ticks, pointLabels, angleLines } }
                : { x: { ticks: { color: text } }, y: { ...axis, ticks } };
        return {
            type: this.props.type,
            data: { labels: this.props.labels, datasets: this.props.lines },
            options: {
                animation: false,
                maintainAspectRatio: false,
                responsive: true,
                plugins: {
                    legend: {
                        position: "bottom",
                        labels: { color: text, usePointStyle: true },
                    },
                },
                scales,
            },
        };
    }
}
