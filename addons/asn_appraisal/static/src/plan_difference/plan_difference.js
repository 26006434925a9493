import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { Component } from "@odoo/owl";

const COLORS = { added: "success", removed: "danger", changed: "warning" };

/** What a version of a plan changes in the one before: a line for each, in words. */
export class PlanDifference extends Component {
    static template = "asn_appraisal.PlanDifference";
    static props = { ...standardFieldProps };

    get lines() {
        return this.props.record.data[this.props.name] || [];
    }

    /** Column titles, repeated in each cell where the table turns into cards. */
    get labels() {
        return { before: _t("Before"), after: _t("After") };
    }

    getColor(line) {
        return COLORS[line.change];
    }

    getName(line) {
        return { added: _t("Added"), removed: _t("Removed"), changed: _t("Changed") }[
            line.change
        ];
    }
}

export const planDifference = {
    component: PlanDifference,
    supportedTypes: ["json"],
};

registry.category("fields").add("asn_difference", planDifference);
