import { registry } from "@web/core/registry";
import { FloatField, floatField } from "@web/views/fields/float/float_field";
import { onMounted } from "@odoo/owl";

/**
 * A number that is typed at once: a new record begins with it, and the first key
 * replaces the zero, so that nobody deletes it on a phone.
 */
export class AmountField extends FloatField {
    setup() {
        super.setup();
        onMounted(() => {
            if (!this.props.readonly && this.props.record.isNew) {
                this.inputRef.el.focus();
            }
        });
    }

    onFocusIn(ev) {
        super.onFocusIn(ev);
        ev.target.select();
    }
}

registry
    .category("fields")
    .add("asn_amount", { ...floatField, component: AmountField });
