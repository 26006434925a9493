import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { Component, onWillUpdateProps, useState } from "@odoo/owl";

import { OUTCOME, getOutcomeId } from "@asn_appraisal/explanation/explanation_field";

/** Computes a stored outcome again from its answers and shows what deviates. */
export class Verification extends Component {
    static template = "asn_appraisal.Verification";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ found: null, busy: false });
        onWillUpdateProps((props) => {
            if (getOutcomeId(props.record) !== this.outcomeId) {
                this.state.found = null;
            }
        });
    }

    get outcomeId() {
        return getOutcomeId(this.props.record);
    }

    get tone() {
        return (
            { identical: "success", gone: "info" }[this.state.found.state] || "danger"
        );
    }

    async compare() {
        this.state.busy = true;
        try {
            const args = [this.outcomeId];
            this.state.found = await this.orm.call(OUTCOME, "get_verification", args);
        } finally {
            this.state.busy = false;
        }
    }
}

export const verification = {
    component: Verification,
};

registry.category("view_widgets").add("asn_verification", verification);
