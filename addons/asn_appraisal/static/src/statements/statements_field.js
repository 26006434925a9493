import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/**
 * What the person coached says to each statement: one tap answers, another one on the
 * same answer takes it back. It is saved with the form.
 */
export class StatementsField extends Component {
    static template = "asn_appraisal.StatementsField";
    static props = { ...standardFieldProps };

    setup() {
        this.answers = [
            { value: "yes", label: _t("Yes") },
            { value: "partly", label: _t("Partly") },
            { value: "no", label: _t("No") },
        ];
    }

    get lines() {
        return this.props.record.data[this.props.name].records;
    }

    getLabel(line) {
        const answer = this.answers.find(({ value }) => value === line.data.answer);
        return answer ? answer.label : "–";
    }

    choose(line, value) {
        return line.update({ answer: line.data.answer === value ? false : value });
    }
}

export const statementsField = {
    component: StatementsField,
    supportedTypes: ["one2many"],
    relatedFields: [
        { name: "name", type: "char", readonly: true },
        { name: "answer", type: "selection", selection: [], readonly: false },
    ],
};

registry.category("fields").add("asn_statements", statementsField);
