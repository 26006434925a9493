import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { Component, useState } from "@odoo/owl";

/** Shows who wrote unsealed comments. Each look is a call that leaves its trace. */
export class Identities extends Component {
    static template = "asn_appraisal.Identities";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ found: null, busy: false });
    }

    get isOpen() {
        return this.props.record.data.can_read_identities;
    }

    async read() {
        const { resModel, resId } = this.props.record;
        this.state.busy = true;
        try {
            this.state.found = await this.orm.call(resModel, "get_identities", [resId]);
        } finally {
            this.state.busy = false;
        }
    }
}

export const identities = {
    component: Identities,
    fieldDependencies: [{ name: "can_read_identities", type: "boolean" }],
};

registry.category("view_widgets").add("asn_identities", identities);
