import { _t } from "@web/core/l10n/translation";
import { Component, useState } from "@odoo/owl";

import { PlanIndicator } from "@asn_appraisal/plan/plan_indicator";

/** One goal of a plan, its indicators as a table that turns into cards on a phone. */
export class PlanGoal extends Component {
    static template = "asn_appraisal.PlanGoal";
    static components = { PlanIndicator };
    static props = {
        goal: Object,
        number: Number,
        content: Object,
        actions: Object,
        canEdit: { type: Boolean, optional: true },
        canMoveUp: { type: Boolean, optional: true },
        canMoveDown: { type: Boolean, optional: true },
        isCompact: { type: Boolean, optional: true },
    };

    setup() {
        this.state = useState({ open: {} });
    }

    get goal() {
        return this.props.goal;
    }

    get isQualitative() {
        return this.props.content.approach === "qualitative";
    }

    get canAssess() {
        const { content, isCompact } = this.props;
        return this.isQualitative && content.can_judge && !isCompact;
    }

    get canHandOn() {
        return this.props.content.can_hand_on && !this.props.isCompact;
    }

    /** Column titles, repeated in each cell where the table turns into cards. */
    get labels() {
        return {
            aspect: _t("Aspect"),
            target: _t("Target"),
            realisation: _t("Realised"),
            percent: _t("Percent"),
        };
    }

    get weightText() {
        const { weight, share } = this.goal;
        return share
            ? _t("Weight %(weight)s (%(share)s of the plan)", { weight, share })
            : _t("Weight %s", weight);
    }

    toggle(indicator) {
        this.state.open[indicator.id] = !this.state.open[indicator.id];
    }
}
