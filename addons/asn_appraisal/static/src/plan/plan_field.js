import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { FormViewDialog } from "@web/views/view_dialogs/form_view_dialog";
import { Component, useRef } from "@odoo/owl";

import { PlanGoal } from "@asn_appraisal/plan/plan_goal";

const PLAN = "asn.appraisal.plan";
const GOAL = "asn.appraisal.goal";
const INDICATOR = "asn.appraisal.indicator";
const PROGRESS = "asn.appraisal.progress";

/** A form over the page; what is only read has no button to save it. */
export class PlanDialog extends FormViewDialog {
    setup() {
        super.setup();
        if (this.props.readonly) {
            this.viewProps.buttonTemplate = "web.FormView.Buttons";
        }
    }
}

/**
 * A plan as people read it: goals with their indicators, how far each is, and beside
 * each what may be done with it. What the server allows is part of the content; every
 * step saves what was typed elsewhere on the page, and reloads the page.
 */
export class PlanField extends Component {
    static template = "asn_appraisal.PlanField";
    static components = { PlanGoal };
    static props = {
        ...standardFieldProps,
        // to be read beside something else: nothing can be done here
        isCompact: { type: Boolean, optional: true },
    };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.root = useRef("root");
        this.actions = {
            open: this.openGoal.bind(this),
            remove: this.removeGoal.bind(this),
            move: this.moveGoal.bind(this),
            handOn: (goal) => this.ask(GOAL, "action_hand_on", goal.id),
            assess: (goal) => this.ask(GOAL, "action_ask_assess", goal.id),
            note: this.noteWork.bind(this),
            exclude: (it) => this.ask(INDICATOR, "action_ask_exclude", it.id),
            include: (it) => this.ask(INDICATOR, "action_include", it.id),
        };
    }

    get content() {
        return this.props.record.data[this.props.name];
    }

    get goals() {
        return this.content ? this.content.goals : [];
    }

    get canEdit() {
        return Boolean(this.content?.can_edit && !this.props.isCompact);
    }

    // ------------------------------------------------------------------
    // Steps: what was typed elsewhere is saved before, and all is shown anew after
    // ------------------------------------------------------------------

    async whenSaved(step) {
        if (await this.props.record.save()) {
            await step();
        }
    }

    reload() {
        return this.props.record.load();
    }

    /** Call a method that may answer with a dialog to open. */
    ask(model, method, id) {
        return this.whenSaved(async () => {
            const action = await this.orm.call(model, method, [[id]]);
            if (action?.type) {
                await this.action.doAction(action, { onClose: () => this.reload() });
            } else {
                await this.reload();
            }
        });
    }

    openDialog(props) {
        return this.whenSaved(() =>
            this.dialog.add(PlanDialog, {
                canExpand: false,
                onRecordSaved: () => this.reload(),
                ...props,
            })
        );
    }

    // ------------------------------------------------------------------
    // Ways to begin
    // ------------------------------------------------------------------

    addGoal() {
        const context = {
            default_plan_id: this.props.record.resId,
            default_sequence: 10 + this.goals.length, // after those that are there
        };
        if (!this.env.isSmall) {
            context.default_indicator_ids = [[0, 0, {}]]; // a row is ready to be typed in
        }
        return this.openDialog({ resModel: GOAL, title: _t("New Goal"), context });
    }

    addFromLibrary() {
        return this.ask(PLAN, "action_add_from_library", this.props.record.resId);
    }

    copyLast() {
        return this.ask(PLAN, "action_copy_last", this.props.record.resId);
    }

    // ------------------------------------------------------------------
    // Goals
    // ------------------------------------------------------------------

    openGoal(goal) {
        return this.openDialog({
            resModel: GOAL,
            resId: goal.id,
            title: _t("Goal"),
            readonly: !this.canEdit,
            preventEdit: !this.canEdit,
            preventCreate: true,
        });
    }

    removeGoal(goal) {
        this.dialog.add(ConfirmationDialog, {
            title: _t("Delete the Goal"),
            body: _t("“%s” and its indicators are deleted from this draft.", goal.name),
            confirmLabel: _t("Delete"),
            confirm: () =>
                this.whenSaved(async () => {
                    await this.orm.unlink(GOAL, [goal.id]);
                    await this.reload();
                }),
            cancel: () => {},
        });
    }

    /** Goals that the goal may change places with: main ones stay before others. */
    getNeighbour(goal, step) {
        const others = this.goals.filter(
            (other) => other.is_additional === goal.is_additional
        );
        return others[others.indexOf(goal) + step];
    }

    moveGoal(goal, step) {
        const other = this.getNeighbour(goal, step);
        const ids = this.goals.map(({ id }) => id);
        const [from, to] = [ids.indexOf(goal.id), ids.indexOf(other.id)];
        ids.splice(from, 1);
        ids.splice(to, 0, goal.id);
        return this.whenSaved(async () => {
            await this.orm.webResequence(GOAL, ids, {});
            await this.reload();
            // the button that was pressed, or its counterpart at either end
            const buttons = this.root.el.querySelectorAll(
                `[data-goal="${goal.id}"] .o_asn_goal_move:not(:disabled)`
            );
            (step > 0 ? [...buttons].at(-1) : buttons[0])?.focus();
        });
    }

    // ------------------------------------------------------------------
    // Indicators
    // ------------------------------------------------------------------

    noteWork(indicator) {
        return this.openDialog({
            resModel: PROGRESS,
            title: _t("Note Work"),
            context: { default_indicator_id: indicator.id },
            preventCreate: true,
        });
    }
}

export const planField = {
    component: PlanField,
    supportedTypes: ["json"],
    extractProps: ({ options }) => ({ isCompact: Boolean(options.compact) }),
};

registry.category("fields").add("asn_plan", planField);
