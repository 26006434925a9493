import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { Dropdown } from "@web/core/dropdown/dropdown";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { _t } from "@web/core/l10n/translation";
import { RPCError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { useSetupAction } from "@web/search/action_hook";
import { FormViewDialog } from "@web/views/view_dialogs/form_view_dialog";
import { useRef, useState } from "@odoo/owl";

import { GoalEditor } from "./goal_editor";
import { useMatrixKeys } from "./matrix_keys";
import { MatrixReader, PLAN } from "./matrix_reader";

const GOAL = "asn.appraisal.goal";

/** Who contributes what to which goal: people as columns, a superior's goals as rows. */
export class RoleMatrix extends MatrixReader {
    static template = "asn_appraisal.RoleMatrix";
    static components = { Dropdown, DropdownItem, GoalEditor, Layout };

    setup() {
        super.setup();
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.ui = useState(useService("ui"));
        this.root = useRef("root");
        this.display = { controlPanel: {} };
        this.keys = useMatrixKeys(this);
        useSetupAction({
            rootRef: this.root,
            getLocalState: () => ({
                cycleId: this.state.cycleId,
                superiorId: this.state.superiorId,
                mode: this.state.mode,
                shownId: this.state.shownId,
            }),
        });
    }

    // ------------------------------------------------------------------
    // Writing: each step writes one value, so that nothing of others is lost
    // ------------------------------------------------------------------

    edit(row, person, id = false) {
        if (person.can_edit) {
            this.state.editing = { row: row.id, plan: person.plan_id, id };
        } else if (id) {
            this.openGoal(row, person, id);
        }
    }

    stop(row, person, id, focus = true) {
        if (this.isEditing(row, person, id)) {
            this.state.editing = null;
        }
        if (focus) {
            this.keys.focus(id ? `goal-${id}` : `add-${this.getKey(row, person)}`);
        }
    }

    /** Do something on the server; where it is refused, show how things are. */
    async attempt(callback) {
        try {
            return await callback();
        } catch (error) {
            if (error instanceof RPCError) {
                await this.load();
            }
            throw error;
        }
    }

    async save(row, person, goal, name, focus) {
        if (!name || name === goal.name) {
            return this.stop(row, person, goal.id, focus);
        }
        if (goal.id) {
            await this.rename(person, goal, name);
            return this.stop(row, person, goal.id, focus);
        }
        const vals = { plan_id: person.plan_id, name, parent_id: row.id || false };
        const [id] = await this.attempt(() => this.orm.create(GOAL, [vals]));
        const key = this.getKey(row, person);
        const goals = this.state.matrix.cells[key] || [];
        this.state.matrix.cells[key] = [
            ...goals,
            { id, name, kind: "main", indicators: 0 },
        ];
        this.say(_t("Goal added for %s.", person.name));
        return this.stop(row, person, false, focus);
    }

    /** Write the name alone, unless somebody else has changed it meanwhile. */
    async rename(person, goal, name) {
        const [now] = await this.attempt(() =>
            this.orm.read(GOAL, [goal.id], ["name"])
        );
        if (!now) {
            this.notification.add(_t("Somebody has deleted this goal meanwhile."), {
                type: "warning",
            });
            return this.load();
        }
        if (now.name !== goal.name && !(await this.askOverwrite(now.name, name))) {
            goal.name = now.name;
            return;
        }
        await this.attempt(() => this.orm.write(GOAL, [goal.id], { name }));
        goal.name = name;
        this.say(_t("Goal of %s saved.", person.name));
    }

    askOverwrite(theirs, mine) {
        return new Promise((resolve) => {
            this.dialog.add(ConfirmationDialog, {
                title: _t("Somebody else has changed this goal meanwhile"),
                body: _t("It now reads “%(theirs)s”. Yours: “%(mine)s”.", {
                    theirs,
                    mine,
                }),
                confirmLabel: _t("Use mine"),
                cancelLabel: _t("Keep theirs"),
                confirm: () => resolve(true),
                cancel: () => resolve(false),
            });
        });
    }

    async move(row, person, goal, rowId) {
        if (rowId === row.id) {
            return;
        }
        await this.attempt(() =>
            this.orm.write(GOAL, [goal.id], { parent_id: rowId || false })
        );
        const target = this.rows.find(({ id }) => id === rowId);
        const { cells } = this.state.matrix;
        const key = this.getKey(row, person);
        cells[key] = cells[key].filter(({ id }) => id !== goal.id);
        const to = this.getKey(target, person);
        cells[to] = [...(cells[to] || []), goal];
        this.say(_t("Moved to: %s", target.name));
        this.stop(target, person, goal.id);
    }

    /** The editor was left by choosing another row: keep its words as well. */
    async moveFromEditor(row, person, goal, rowId, name) {
        if (name && name !== goal.name) {
            await this.rename(person, goal, name);
        }
        this.state.editing = null;
        await this.move(row, person, goal, rowId);
    }

    remove(row, person, goal) {
        this.state.editing = null;
        this.dialog.add(
            ConfirmationDialog,
            {
                title: _t("Delete this goal?"),
                body: _t("“%(goal)s” of %(person)s and its indicators are deleted.", {
                    goal: goal.name,
                    person: person.name,
                }),
                confirmLabel: _t("Delete"),
                confirm: async () => {
                    await this.attempt(() => this.orm.unlink(GOAL, [goal.id]));
                    const key = this.getKey(row, person);
                    const goals = this.state.matrix.cells[key];
                    this.state.matrix.cells[key] = goals.filter(
                        ({ id }) => id !== goal.id
                    );
                    this.say(_t("Goal of %s deleted.", person.name));
                },
                cancel: () => {},
            },
            { onClose: () => this.keys.focus(`add-${this.getKey(row, person)}`) }
        );
    }

    // ------------------------------------------------------------------
    // Keys on a goal
    // ------------------------------------------------------------------

    /** Return where a goal is: its row, person and itself. */
    findGoal(item) {
        const id = Number(item.slice("goal-".length));
        for (const person of this.people) {
            for (const row of this.rows) {
                const goal = this.getGoals(row, person).find((one) => one.id === id);
                if (goal) {
                    return { row, person, goal };
                }
            }
        }
    }

    onMoveKey(item, step) {
        const { row, person, goal } = this.findGoal(item);
        const index = this.rows.findIndex(({ id }) => id === row.id);
        const target = this.rows[index + step];
        if (person.can_edit && target) {
            return this.move(row, person, goal, target.id);
        }
    }

    onDeleteKey(item) {
        const { row, person, goal } = this.findGoal(item);
        if (person.can_edit) {
            this.remove(row, person, goal);
        }
    }

    // ------------------------------------------------------------------
    // Dragging, within the column of one person
    // ------------------------------------------------------------------

    onDragstart(ev, row, person, goal) {
        ev.dataTransfer?.setData("text/plain", goal.name);
        this.state.drag = { goal, row, plan: person.plan_id };
    }

    onDragover(ev, row, person) {
        if (this.state.drag?.plan === person.plan_id) {
            ev.preventDefault(); // says that it can be dropped here
            this.state.over = this.getKey(row, person);
        }
    }

    onDragend() {
        Object.assign(this.state, { drag: null, over: "" });
    }

    async onDrop(ev, row, person) {
        const { drag } = this.state;
        this.onDragend();
        if (drag?.plan === person.plan_id) {
            ev.preventDefault();
            await this.move(drag.row, person, drag.goal, row.id);
        }
    }

    // ------------------------------------------------------------------
    // Opening
    // ------------------------------------------------------------------

    async openGoal(row, person, id, name) {
        if (!person.can_open) {
            return;
        }
        const goal = this.getGoals(row, person).find((one) => one.id === id);
        if (name && goal && name !== goal.name) {
            await this.rename(person, goal, name);
        }
        this.state.editing = null;
        this.dialog.add(
            FormViewDialog,
            {
                resModel: GOAL,
                resId: id,
                title: this.labelGoal(person),
                preventEdit: !person.can_edit,
                onRecordSaved: () => this.load(),
            },
            { onClose: () => this.keys.focus(`goal-${id}`) }
        );
    }

    openPlan(planId) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: PLAN,
            res_id: planId,
            views: [[false, "form"]],
        });
    }

    /** Give the goal of a row, as it is, to many people at once. */
    async handOn(row) {
        const action = await this.orm.call(GOAL, "action_hand_on", [[row.id]]);
        return this.action.doAction(action, { onClose: () => this.load() });
    }

    print(format) {
        const { cycleId, superiorId } = this.state;
        const suffix = format === "A3" ? "_a3" : "";
        return this.action.doAction({
            type: "ir.actions.report",
            report_type: "qweb-pdf",
            report_name: `asn_appraisal.report_role_matrix${suffix}`,
            name: _t("Role–Result Matrix"),
            data: { cycle_id: cycleId, superior_id: superiorId },
        });
    }
}

registry.category("actions").add("asn_role_matrix", RoleMatrix);
