import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { useRecordObserver } from "@web/model/relational_model/utils";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { Component, xml } from "@odoo/owl";

/** Notes that the person appraised has the own published result on the screen. */
export class Receipt extends Component {
    static template = xml``;
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        useRecordObserver((record) => this.note(record));
    }

    async note(record) {
        const { data, resId, resModel } = record;
        if (
            data.is_mine &&
            data.state === "published" &&
            !data.received_on &&
            this.noted !== resId
        ) {
            this.noted = resId;
            if (await this.orm.silent.call(resModel, "record_receipt", [resId])) {
                await record.load(); // the days that follow from it
            }
        }
    }
}

registry.category("view_widgets").add("asn_receipt", { component: Receipt });
