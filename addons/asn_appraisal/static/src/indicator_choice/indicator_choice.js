import { Domain } from "@web/core/domain";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import {
    buildM2OFieldDescription,
    Many2OneField,
} from "@web/views/fields/many2one/many2one_field";
import { onWillStart, useState } from "@odoo/owl";

// So many fit under a thumb; a longer list is searched by typing.
const FEW = 12;

/** The indicators of one's own plan as large choices, where they are few. */
export class IndicatorChoiceField extends Many2OneField {
    static template = "asn_appraisal.IndicatorChoiceField";

    setup() {
        this.orm = useService("orm");
        this.state = useState({ choices: [], isOpen: !this.value });
        onWillStart(() => this.load());
    }

    get value() {
        return this.props.record.data[this.props.name];
    }

    /** Whether the choices are to be seen; otherwise only what was chosen. */
    get isAsked() {
        return this.state.isOpen || !this.value;
    }

    get isFew() {
        return this.state.choices.length > 0 && this.state.choices.length <= FEW;
    }

    async load() {
        if (this.props.readonly) {
            return;
        }
        const { domain, context } = this.m2oProps;
        const found = await this.orm.webSearchRead(
            "asn.appraisal.indicator",
            new Domain(typeof domain === "function" ? domain() : domain || []).toList(),
            {
                context,
                limit: FEW + 1,
                specification: {
                    name: {},
                    target_display: {},
                    goal_id: { fields: { display_name: {} } },
                },
            }
        );
        this.state.choices = found.records;
    }

    choose(choice) {
        this.state.isOpen = false;
        return this.props.record.update({
            [this.props.name]: choice && { id: choice.id, display_name: choice.name },
        });
    }

    reopen() {
        this.state.isOpen = true;
    }
}

registry
    .category("fields")
    .add("asn_indicator_choice", buildM2OFieldDescription(IndicatorChoiceField));
