import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { Component } from "@odoo/owl";

/** How a score came about, as tables that turn into cards on a phone. */
export class ExplanationField extends Component {
    static template = "asn_appraisal.ExplanationField";
    static props = { ...standardFieldProps };

    get view() {
        return this.props.record.data[this.props.name];
    }
}

export const explanationField = {
    component: ExplanationField,
    supportedTypes: ["json"],
};

registry.category("fields").add("asn_explanation", explanationField);
