import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { Component, onWillStart, useExternalListener, useState } from "@odoo/owl";

import { RaterGuideDialog } from "@asn_appraisal/pledge/pledge";

const MODEL = "asn.appraisal.evaluation";
const FRESH = 10000; // ms in which coming back to the page reads nothing anew

/** One list of what the user owes: forms of all cycles by deadline, and the rest. */
export class Inbox extends Component {
    static template = "asn_appraisal.Inbox";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.display = { controlPanel: {} };
        this.state = useState({ inbox: null });
        onWillStart(() => this.load());
        // What was done in another tab is gone from the list on coming back.
        useExternalListener(window, "focus", () => this.refresh());
    }

    async load() {
        this.state.inbox = await this.orm.call(MODEL, "get_inbox");
        this.loadedOn = Date.now();
    }

    async refresh() {
        if (Date.now() - this.loadedOn >= FRESH) {
            await this.load();
        }
    }

    // ------------------------------------------------------------------
    // What is shown
    // ------------------------------------------------------------------

    /** The parts of the list in which something waits. */
    get parts() {
        const parts = [
            { key: "late", name: _t("Late") },
            { key: "week", name: _t("Within a week") },
            { key: "later", name: _t("Later") },
        ];
        const { forms } = this.state.inbox;
        return parts
            .map((part) => ({
                ...part,
                forms: forms.filter(({ when }) => when === part.key),
            }))
            .filter((part) => part.forms.length);
    }

    /** Pages that show several people at once. */
    get grids() {
        return this.state.inbox.grids.filter(({ count }) => count > 1);
    }

    get isEmpty() {
        const { forms, others } = this.state.inbox;
        return !forms.length && !others.length;
    }

    get sumText() {
        const { forms } = this.state.inbox;
        const minutes = forms.reduce((sum, form) => sum + form.minutes, 0);
        return _t("%(count)s forms, about %(minutes)s minutes in all", {
            count: forms.length,
            minutes,
        });
    }

    minutesText(form) {
        return _t("about %s min", form.minutes);
    }

    progressText(form) {
        return form.answered
            ? _t("%(done)s of %(all)s", { done: form.answered, all: form.total })
            : _t("Not begun");
    }

    percent(form) {
        return form.total ? Math.round((100 * form.answered) / form.total) : 0;
    }

    dueText(form) {
        return form.due_text ? _t("until %s", form.due_text) : "";
    }

    declineText(form) {
        return _t("Decline the form about %s", form.name);
    }

    gridText(grid) {
        return _t("%(role)s: %(count)s people on one page (%(cycle)s)", {
            role: grid.role_name,
            count: grid.count,
            cycle: grid.cycle,
        });
    }

    // ------------------------------------------------------------------
    // Opening
    // ------------------------------------------------------------------

    async openForm(form) {
        const action = await this.orm.call(MODEL, "action_open_sheet", [[form.id]]);
        return this.action.doAction(action);
    }

    async decline(form) {
        const action = await this.orm.call(MODEL, "action_decline", [[form.id]]);
        return this.action.doAction(action, { onClose: () => this.load() });
    }

    openGrid(grid) {
        return this.action.doAction("asn_appraisal.action_team_grid", {
            additionalContext: { cycle_id: grid.cycle_id, role_id: grid.role_id },
        });
    }

    openOther(other) {
        return this.action.doAction(other.action);
    }

    openAll() {
        return this.action.doAction("asn_appraisal.action_my_evaluations", {
            additionalContext: { search_default_open: 0 },
        });
    }

    openGuide() {
        this.dialog.add(RaterGuideDialog);
    }
}

registry.category("actions").add("asn_inbox", Inbox);
