import { Component, useState } from "@odoo/owl";

let lastId = 0;

/** One step of an explanation, with a button that unfolds what it follows from. */
export class ExplanationNode extends Component {
    static template = "asn_appraisal.ExplanationNode";
    static components = { ExplanationNode };
    static props = {
        node: Object,
        unfolded: { type: Boolean, optional: true },
    };

    setup() {
        this.bodyId = `asn_explanation_${++lastId}`;
        // null: as the whole page is
        this.state = useState({ open: null });
    }

    get hasMore() {
        const { notes, children, table, formula } = this.props.node;
        return Boolean(notes.length || children.length || table || formula);
    }

    get isOpen() {
        return this.state.open ?? Boolean(this.props.unfolded);
    }

    toggle() {
        this.state.open = !this.isOpen;
    }
}
