import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { Component } from "@odoo/owl";

const ICONS = { done: "fa-check-circle", now: "fa-clock-o", open: "fa-circle-o" };

/** How far both sides are with a plan: who proposed it, who is asked, since when. */
export class PlanAgreement extends Component {
    static template = "asn_appraisal.PlanAgreement";
    static props = { ...standardFieldProps };

    get steps() {
        return this.props.record.data[this.props.name] || [];
    }

    getIcon(step) {
        return ICONS[step.state];
    }

    /** What the icon says, for those who do not see it. */
    getStateName(step) {
        return { done: _t("Done"), now: _t("Now"), open: _t("Open") }[step.state];
    }
}

export const planAgreement = {
    component: PlanAgreement,
    supportedTypes: ["json"],
};

registry.category("fields").add("asn_agreement", planAgreement);
