import { Component, onMounted, useExternalListener, useRef, useState } from "@odoo/owl";

/** A goal being written in its place: its words, where it belongs, and its details. */
export class GoalEditor extends Component {
    static template = "asn_appraisal.GoalEditor";
    static props = {
        goal: Object, // {id, name}; id is false for a new one
        rowId: Number, // the goal of the superior that it serves, 0 for none
        rows: Array, // of {id, name}, to move it to
        label: String, // whose goal it is, for readers of the screen
        save: Function, // (name, focus) => Promise; an empty name changes nothing
        cancel: Function,
        move: Function, // (row id, name) => Promise
        open: Function,
        remove: Function,
    };

    setup() {
        this.root = useRef("root");
        this.text = useRef("text");
        this.state = useState({ name: this.props.goal.name });
        this.done = false;
        this.pressing = false;
        // A press elsewhere moves the focus before its click arrives: what was pressed
        // must not move away in between, so that the click decides.
        const isOutside = (ev) => !this.root.el.contains(ev.target);
        const capture = { capture: true };
        useExternalListener(
            window,
            "pointerdown",
            (ev) => (this.pressing = isOutside(ev)),
            capture
        );
        useExternalListener(
            window,
            "click",
            (ev) => isOutside(ev) && this.save(false),
            capture
        );
        onMounted(() => {
            const end = this.state.name.length; // one goes on writing at the end
            this.text.el.focus();
            this.text.el.setSelectionRange(end, end);
            this.grow();
        });
    }

    /** As high as the text, so that nothing of it is hidden. */
    grow() {
        this.text.el.style.height = "auto";
        this.text.el.style.height = `${this.text.el.scrollHeight + 2}px`;
    }

    /** Leave once, whatever comes first; where that fails, go on writing. */
    async leave(callback) {
        if (this.done) {
            return;
        }
        this.done = true;
        try {
            await callback();
        } finally {
            this.done = false;
        }
    }

    save(focus = true) {
        return this.leave(() => this.props.save(this.state.name.trim(), focus));
    }

    onInput(ev) {
        this.state.name = ev.target.value;
        this.grow();
    }

    onKeydown(ev) {
        ev.stopPropagation(); // the keys of the table are not meant here
        if (ev.key === "Escape") {
            ev.preventDefault();
            this.leave(() => this.props.cancel());
        } else if (ev.key === "Enter" && !ev.shiftKey && ev.target === this.text.el) {
            ev.preventDefault();
            this.save();
        }
    }

    /** Tab out of it keeps what was written, and the focus where it went. */
    onFocusout(ev) {
        if (
            !this.pressing &&
            ev.relatedTarget &&
            !this.root.el.contains(ev.relatedTarget)
        ) {
            this.save(false);
        }
    }

    move(ev) {
        const row = Number(ev.target.value);
        return this.leave(() => this.props.move(row, this.state.name.trim()));
    }
}
