import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { Component, onMounted, onWillStart, useRef, useState } from "@odoo/owl";

const MODEL = "asn.appraisal.evaluation";

/** Errors that raters make most, each with an example of how to do it better. */
export class RaterGuide extends Component {
    static template = "asn_appraisal.RaterGuide";
    static props = {};
}

export class RaterGuideDialog extends Component {
    static template = "asn_appraisal.RaterGuideDialog";
    static components = { Dialog, RaterGuide };
    static props = { close: Function };
}

/** What a rater reads and confirms before the first form of a cycle. */
export class Pledge extends Component {
    static template = "asn_appraisal.Pledge";
    static components = { RaterGuide };
    static props = { resId: Number, onConfirmed: Function };

    setup() {
        this.orm = useService("orm");
        this.title = useRef("title");
        this.state = useState({ pledge: null, isRead: false, isSaving: false });
        onWillStart(async () => {
            const args = [[this.props.resId]];
            this.state.pledge = await this.orm.call(MODEL, "get_pledge", args);
        });
        onMounted(() => this.title.el.focus({ preventScroll: true }));
    }

    get introText() {
        return _t(
            "Your view counts in “%s”. Please read this once; it takes two minutes and is not asked again in this cycle.",
            this.state.pledge.cycle
        );
    }

    async confirm() {
        this.state.isSaving = true;
        try {
            await this.orm.call(MODEL, "confirm_pledge", [[this.props.resId]]);
            await this.props.onConfirmed();
        } finally {
            this.state.isSaving = false;
        }
    }
}
