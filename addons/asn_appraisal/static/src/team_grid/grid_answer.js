import { _t } from "@web/core/l10n/translation";
import { Component, useRef, useState } from "@odoo/owl";

/** One answer: levels as pills, what the level looks like, and a comment. */
export class GridAnswer extends Component {
    static template = "asn_appraisal.GridAnswer";
    static props = {
        name: String, // of the cell, unique on the page
        label: String,
        levels: Array,
        anchors: Object,
        answer: Object,
        needsComment: Boolean,
        missing: { type: String, optional: true },
        alwaysComment: { type: Boolean, optional: true },
        choose: Function,
        comment: Function,
        flush: Function,
        move: { type: Function, optional: true },
        leave: { type: Function, optional: true },
    };

    setup() {
        this.root = useRef("root");
        this.state = useState({ hover: 0, isOpen: false });
    }

    get values() {
        return [...this.props.levels.map(({ value }) => value), 0];
    }

    get anchorText() {
        const { answer, levels, anchors } = this.props;
        const value = this.state.hover || answer.value;
        if (!value) {
            return answer.not_observed
                ? _t("Not observed: left out of every average.")
                : "";
        }
        const name = levels.find((level) => level.value === value)?.name || "";
        return anchors[value] ? `${name}: ${anchors[value]}` : name;
    }

    get hasComment() {
        const { answer, needsComment, alwaysComment } = this.props;
        return alwaysComment || this.state.isOpen || answer.comment || needsComment;
    }

    isChosen(value) {
        const { answer } = this.props;
        return value ? answer.value === value : answer.not_observed;
    }

    /** The pill that Tab reaches: the chosen one, or the first. */
    isTabStop(value) {
        const { answer } = this.props;
        const chosen = answer.not_observed ? 0 : answer.value || this.values[0];
        return value === chosen;
    }

    onKeydown(ev) {
        if (ev.ctrlKey || ev.altKey || ev.metaKey) {
            return; // a shortcut of the browser or of Odoo
        }
        const step = { ArrowRight: 1, ArrowLeft: -1 }[ev.key];
        const jump = { ArrowDown: 1, ArrowUp: -1 }[ev.key];
        const at = this.values.indexOf(Number(ev.target.dataset.value));
        const count = this.values.length;
        const value = step
            ? this.values[(at + step + count) % count]
            : ev.key.toLowerCase() === "n"
              ? 0
              : Number.parseInt(ev.key, 10);
        if (this.values.includes(value)) {
            ev.preventDefault();
            this.props.choose(value);
            this.root.el.querySelector(`[data-value="${value}"]`).focus();
        } else if (jump && this.props.move) {
            ev.preventDefault();
            this.props.move(jump);
        }
    }

    onCommentKeydown(ev) {
        if (ev.key === "Escape" && this.props.leave) {
            ev.preventDefault();
            ev.stopPropagation();
            this.props.flush();
            this.props.leave();
        }
    }

    onComment(ev) {
        this.state.isOpen = true; // even when all text is deleted again
        this.props.comment(ev.target.value);
    }

    open() {
        this.state.isOpen = true;
    }
}
