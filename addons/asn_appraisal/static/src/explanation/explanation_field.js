import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { Component, onWillUpdateProps, useState } from "@odoo/owl";

import { ExplanationNode } from "@asn_appraisal/explanation/explanation_node";

export const OUTCOME = "asn.appraisal.outcome";

/** Return the id of the outcome that a form shows or refers to. */
export function getOutcomeId(record) {
    return record.resModel === OUTCOME ? record.resId : record.data.outcome_id?.id;
}

/**
 * How a score came about: tables that turn into cards on a phone, each row of which
 * unfolds down to the answers that the user may read. What unfolds is fetched at the
 * first click, so that a form opens as fast as without.
 */
export class ExplanationField extends Component {
    static template = "asn_appraisal.ExplanationField";
    static components = { ExplanationNode };
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ tree: null, open: {}, unfolded: false });
        this.source = this.flat;
        onWillUpdateProps((props) => {
            const flat = props.record.data[props.name];
            if (flat !== this.source) {
                this.source = flat;
                Object.assign(this.state, { tree: null, open: {}, unfolded: false });
            }
        });
    }

    get flat() {
        return this.props.record.data[this.props.name];
    }

    get view() {
        return this.state.tree || this.flat;
    }

    /** Column titles, repeated in each cell where the table turns into cards. */
    get labels() {
        return {
            answers: _t("Answers"),
            mean: _t("Mean"),
            weight: _t("Weight"),
            counted: _t("Counts with"),
            contribution: _t("Contribution"),
        };
    }

    getKey(dimension, row) {
        return `${dimension.code}_${row.code}`;
    }

    isOpen(key) {
        return Boolean(
            this.state.tree && (this.state.open[key] ?? this.state.unfolded)
        );
    }

    async fetchTree() {
        if (!this.state.tree) {
            const source = this.source;
            const id = getOutcomeId(this.props.record);
            const tree = await this.orm.call(OUTCOME, "get_explanation", [id]);
            if (source === this.source) {
                this.state.tree = tree;
            }
        }
    }

    async toggle(key) {
        const open = !this.isOpen(key);
        await this.fetchTree();
        this.state.open[key] = open;
    }

    async toggleAll() {
        const unfolded = !this.state.unfolded;
        await this.fetchTree();
        // rows follow the new state, whatever was clicked before
        Object.assign(this.state, { open: {}, unfolded });
    }
}

export const explanationField = {
    component: ExplanationField,
    supportedTypes: ["json"],
};

registry.category("fields").add("asn_explanation", explanationField);
