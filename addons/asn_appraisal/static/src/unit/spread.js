import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { Component } from "@odoo/owl";

/**
 * How the people of a unit spread over the predicates, beside the guide. The bars repeat
 * what the table says in numbers, so that nothing depends on seeing them.
 */
export class Spread extends Component {
    static template = "asn_appraisal.Spread";
    static props = { ...standardFieldProps };

    get spread() {
        return this.props.record.data[this.props.name] || false;
    }

    /** Predicates that somebody holds or that the guide may speak of: all of them. */
    get rows() {
        const most = Math.max(1, ...this.spread.rows.map((row) => row.count));
        return this.spread.rows.map((row) => ({
            ...row,
            width: `width: ${Math.round((100 * row.count) / most)}%`,
        }));
    }

    get open() {
        return this.spread.total - this.spread.decided;
    }
}

registry.category("fields").add("asn_spread", {
    component: Spread,
    supportedTypes: ["json"],
});
