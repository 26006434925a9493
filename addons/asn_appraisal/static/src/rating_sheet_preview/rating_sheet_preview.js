import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { Component, onWillStart, useState } from "@odoo/owl";

import { RatingSheet } from "../rating_sheet/rating_sheet";

const MODEL = "asn.appraisal.sheet.preview";

/** The very sheet of a rater, whose answers go nowhere. */
export class RatingSheetTrial extends RatingSheet {
    static props = { source: Object };

    getKey({ source }) {
        return JSON.stringify(source);
    }

    fetchSheet({ source }) {
        return this.orm.call(MODEL, "get_sheet", [], source);
    }

    async sendAnswer() {}

    async sendSheet() {
        const missing = await this.orm.call(
            MODEL,
            "check_sheet",
            [this.items],
            this.props.source
        );
        return { missing, next_id: false };
    }
}

/** See a form with the eyes of each kind of rater. */
export class RatingSheetPreview extends Component {
    static template = "asn_appraisal.RatingSheetPreview";
    static components = { Layout, RatingSheetTrial };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        const { template_id = false, cycle_id = false } = this.props.action.params;
        this.params = { template_id, cycle_id };
        this.state = useState({ forms: [], form: null, role: null });
        onWillStart(async () => {
            this.state.forms = await this.orm.call(
                MODEL,
                "get_choices",
                [],
                this.params
            );
            this.chooseForm(this.state.forms[0]?.id);
        });
    }

    get source() {
        const { form, role } = this.state;
        return { ...this.params, form_id: form.id, role_code: role.code };
    }

    /** Keep the role where the other form asks it as well. */
    chooseForm(id) {
        const form = this.state.forms.find((each) => each.id === Number(id));
        const code = this.state.role?.code;
        const roles = form?.roles ?? [];
        this.state.form = form;
        this.state.role = roles.find((role) => role.code === code) ?? roles[0];
    }
}

registry
    .category("actions")
    .add("asn_appraisal.rating_sheet_preview", RatingSheetPreview);
