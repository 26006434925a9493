/* global Chart */
import { cookie } from "@web/core/browser/cookie";
import { loadBundle } from "@web/core/assets";
import { getColor, getCustomColor } from "@web/core/colors/colors";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { formatFloat } from "@web/views/fields/formatters";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { Component, onWillStart, useEffect, useRef, useState } from "@odoo/owl";

const ROOM = 0.16; // share of the picture's width that the name of a day takes

/** Write an amount with as few decimals as it has. */
export function writeAmount(value) {
    return formatFloat(value, { digits: [16, Number.isInteger(value) ? 0 : 2] });
}

/**
 * Target against realisation over time. The picture says it at a glance; the table says
 * the same in words, for those who do not see it and for those who want the numbers.
 */
export class BurnUp extends Component {
    static template = "asn_appraisal.BurnUp";
    static props = {
        // dict of `unit` and `points`, or false where no number measures the work
        value: { type: [Object, Boolean], optional: true },
        name: { type: String, optional: true },
    };

    setup() {
        this.canvas = useRef("canvas");
        this.state = useState({ table: false });
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            () => {
                const chart =
                    this.canvas.el && new Chart(this.canvas.el, this.getConfig());
                return () => chart?.destroy();
            },
            () => [this.props.value]
        );
    }

    get points() {
        return this.props.value ? this.props.value.points : [];
    }

    get last() {
        return this.points.findLast((point) => point.realised !== null);
    }

    /** What the picture says, in one sentence. */
    get summary() {
        if (!this.last) {
            return "";
        }
        return _t("%(day)s: %(realised)s done, %(planned)s planned by then", {
            day: this.last.label,
            realised: this.write(this.last.realised),
            planned: this.write(this.last.planned),
        });
    }

    write(value) {
        if (value === null) {
            return "–";
        }
        const { unit } = this.props.value;
        return unit ? `${writeAmount(value)} ${unit}` : writeAmount(value);
    }

    /** Days that are named below the picture, so far apart that they can be read. */
    getMarks() {
        const days = this.points.map((point) => Date.parse(point.date));
        const [start, end] = [days[0], days.at(-1)];
        const room = (end - start) * ROOM;
        const marks = [start];
        for (const day of days) {
            if (day - marks.at(-1) >= room && end - day >= room) {
                marks.push(day);
            }
        }
        return end > start ? [...marks, end] : marks;
    }

    getConfig() {
        const scheme = cookie.get("color_scheme");
        const text = getCustomColor(scheme, "#374151", "#E4E4E4");
        const getX = (point) => Date.parse(point.date);
        const getLine = (name) =>
            this.points.map((point) => ({ x: getX(point), y: point[name] }));
        const labels = Object.fromEntries(
            this.points.map((point) => [getX(point), point.label])
        );
        return {
            type: "line",
            data: {
                datasets: [
                    {
                        label: _t("Planned"),
                        data: getLine("planned"),
                        borderColor: getCustomColor(scheme, "#6b7280", "#9ca3af"),
                        borderDash: [6, 4],
                        pointRadius: 0,
                    },
                    {
                        label: _t("Realised"),
                        data: getLine("realised"),
                        borderColor: getColor(0, scheme, "odoo"),
                        backgroundColor: getColor(0, scheme, "odoo"),
                        stepped: true, // work is done on a day, not little by little
                        pointRadius: 3,
                    },
                ],
            },
            options: {
                animation: false,
                maintainAspectRatio: false,
                responsive: true,
                plugins: {
                    legend: { labels: { color: text } },
                    tooltip: {
                        callbacks: { title: ([item]) => labels[item.parsed.x] },
                    },
                },
                scales: {
                    // days as far apart as they are; a mark where something is known
                    x: {
                        type: "linear",
                        min: getX(this.points[0]),
                        max: getX(this.points.at(-1)),
                        afterBuildTicks: (axis) => {
                            axis.ticks = this.getMarks().map((value) => ({ value }));
                        },
                        ticks: {
                            color: text,
                            autoSkip: false,
                            callback: (value) => labels[value],
                        },
                    },
                    y: { beginAtZero: true, ticks: { color: text } },
                },
            },
        };
    }
}

export class BurnUpField extends Component {
    static template = "asn_appraisal.BurnUpField";
    static components = { BurnUp };
    static props = { ...standardFieldProps };

    get value() {
        return this.props.record.data[this.props.name] || false;
    }

    get name() {
        return this.props.record.data.name || "";
    }
}

export const burnUpField = {
    component: BurnUpField,
    supportedTypes: ["json"],
};

registry.category("fields").add("asn_burn_up", burnUpField);
