import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { Component } from "@odoo/owl";

/** How a score came about, as tables that turn into cards on a phone. */
export class ExplanationField extends Component {
    static template = "asn_appraisal.ExplanationField";
    static props = { ...standardFieldProps };

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

    get view() {
        return this.props.record.data[this.props.name];
    }
}

export const explanationField = {
    component: ExplanationField,
    supportedTypes: ["json"],
};

registry.category("fields").add("asn_explanation", explanationField);
