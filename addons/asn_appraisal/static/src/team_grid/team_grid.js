import { browser } from "@web/core/browser/browser";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { useSetupAction } from "@web/search/action_hook";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { onWillStart, useRef, useState } from "@odoo/owl";

import { Pledge } from "@asn_appraisal/pledge/pledge";
import { useMatrixKeys } from "@asn_appraisal/role_matrix/matrix_keys";
import { GridAnswer } from "./grid_answer";
import { GridContent } from "./grid_content";
import { makeKey, useGridStore } from "./grid_store";

const MODEL = "asn.appraisal.evaluation";

/** Many people on one page: all criteria, or the same criterion for one after another. */
export class TeamGrid extends GridContent {
    static template = "asn_appraisal.TeamGrid";
    static components = { GridAnswer, Layout, Pledge };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.ui = useState(useService("ui"));
        this.root = useRef("root");
        this.display = { controlPanel: {} };
        this.store = useGridStore();
        this.data = this.store.state;
        this.state = useState({
            choices: [],
            cycleId: 0,
            roleId: 0,
            mode: "grid", // grid, criterion or person
            criterionId: 0,
            formId: 0,
            at: null, // {formId, criterionId}: the cell that the keys are on
            missing: {}, // by cell: what it lacks, after submitting
            report: null,
            said: "", // what was done, for readers of the screen
        });
        this.keys = useMatrixKeys(this);
        useSetupAction({
            rootRef: this.root,
            beforeLeave: () => this.store.flush(),
            getLocalState: () => ({
                cycleId: this.state.cycleId,
                roleId: this.state.roleId,
                mode: this.state.mode,
                criterionId: this.state.criterionId,
                formId: this.state.formId,
            }),
        });
        onWillStart(() => this.start());
    }

    // ------------------------------------------------------------------
    // Reading
    // ------------------------------------------------------------------

    async start() {
        this.state.choices = await this.orm.call(MODEL, "get_grid_choices");
        const context = this.props.action.context || {};
        const wanted = this.props.state || {
            cycleId: context.cycle_id,
            roleId: context.role_id,
            mode: context.grid_mode,
        };
        const { choices } = this.state;
        const choice =
            choices.find(
                (one) =>
                    one.cycle_id === wanted.cycleId && one.role_id === wanted.roleId
            ) ||
            choices.find((one) => one.leads) ||
            choices[0];
        if (choice) {
            await this.choose(choice);
            Object.assign(this.state, {
                mode: wanted.mode || "grid",
                criterionId: wanted.criterionId || this.state.criterionId,
                formId: wanted.formId || this.state.formId,
            });
        }
    }

    async choose({ cycle_id, role_id }) {
        await this.store.load(cycle_id, role_id);
        Object.assign(this.state, {
            cycleId: cycle_id,
            roleId: role_id,
            at: null,
            missing: {},
            report: null,
            criterionId: this.criteria[0]?.id || 0,
            formId: this.people[0]?.id || 0,
        });
    }

    chooseByKey(key) {
        return this.choose(
            this.state.choices.find((one) => this.choiceKey(one) === key)
        );
    }

    choiceKey({ cycle_id, role_id }) {
        return `${cycle_id}:${role_id}`;
    }

    choiceText({ cycle, role_name }) {
        return `${cycle} · ${role_name}`;
    }

    get choice() {
        return `${this.state.cycleId}:${this.state.roleId}`;
    }

    // ------------------------------------------------------------------
    // Moving
    // ------------------------------------------------------------------

    setMode(mode) {
        const { at } = this.state;
        Object.assign(this.state, {
            mode,
            criterionId: at?.criterionId || this.state.criterionId,
            formId: at?.formId || this.state.formId,
        });
    }

    show(id) {
        this.state[this.mode === "person" ? "formId" : "criterionId"] = id;
    }

    step(number) {
        const next = this.steps[this.stepIndex + number];
        if (next) {
            this.show(next.id);
            this.root.el.querySelector(".o_asn_grid_list")?.scrollTo({ top: 0 });
        }
    }

    /** From one answer of the list to the one above or below. */
    moveInList(place, number) {
        const { places } = this;
        const name = this.getName(place.person, place.criterion);
        const index = places.findIndex(
            (one) => this.getName(one.person, one.criterion) === name
        );
        const next = places[index + number];
        if (next) {
            this.focusInList(this.getName(next.person, next.criterion));
        }
    }

    focusInList(name) {
        const answer = this.root.el.querySelector(`[data-answer="${name}"]`);
        answer?.scrollIntoView({ block: "center" });
        answer?.querySelector('[tabindex="0"]')?.focus();
    }

    goTo(formId, criterionId) {
        if (this.mode === "grid") {
            this.keys.focus(makeKey(formId, criterionId));
            return;
        }
        Object.assign(this.state, { formId, criterionId });
        browser.requestAnimationFrame(() =>
            this.focusInList(makeKey(formId, criterionId))
        );
    }

    // ------------------------------------------------------------------
    // Keys of the grid
    // ------------------------------------------------------------------

    onFocusin(ev) {
        this.keys.onFocusin(ev);
        const item = ev.target.closest("[data-cell]");
        if (item) {
            const [formId, criterionId] = item.dataset.item.split(":").map(Number);
            this.state.at = { formId, criterionId };
        }
    }

    onKeydown(ev) {
        const item = ev.target.closest("[data-cell]");
        if (!item || ev.ctrlKey || ev.altKey || ev.metaKey || !this.onCellKey(ev.key)) {
            this.keys.onKeydown(ev);
            return;
        }
        ev.preventDefault();
    }

    /** Do what a key means for the cell; say whether it means anything. */
    onCellKey(key) {
        const { formId, criterionId } = this.state.at;
        const value = key.toLowerCase() === "n" ? 0 : Number.parseInt(key, 10);
        const values = [...this.grid.levels.map((level) => level.value), 0];
        if (values.includes(value)) {
            this.store.choose(formId, criterionId, value);
        } else if (["Delete", "Backspace"].includes(key)) {
            this.store.choose(formId, criterionId, null);
        } else if (["c", "C", "Enter"].includes(key)) {
            this.root.el.querySelector(".o_asn_grid_panel textarea")?.focus();
        } else {
            return false;
        }
        return true;
    }

    backToCell() {
        const { formId, criterionId } = this.state.at;
        this.keys.focus(makeKey(formId, criterionId));
    }

    // ------------------------------------------------------------------
    // Opening and submitting
    // ------------------------------------------------------------------

    async openSheet(person) {
        await this.store.flush();
        const args = [[person.id]];
        return this.action.doAction(
            await this.orm.call(MODEL, "action_open_sheet", args)
        );
    }

    openInbox() {
        return this.action.doAction("asn_appraisal.action_inbox", {
            clearBreadcrumbs: true,
        });
    }

    async onPledged() {
        await this.store.load(this.state.cycleId, this.state.roleId);
    }

    askSubmit() {
        if (!this.completeCount) {
            return this.submit(); // says what is missing
        }
        this.dialog.add(ConfirmationDialog, {
            title: _t("Submit all complete forms?"),
            body: _t(
                "%s. Those are submitted, and nothing in them can be changed afterwards. The others stay open.",
                this.completeText
            ),
            confirmLabel: _t("Submit"),
            confirm: () => this.submit(),
            cancel: () => {},
        });
    }

    async submit() {
        const people = Object.fromEntries(this.people.map((one) => [one.id, one]));
        const found = await this.store.submit();
        if (!found) {
            return;
        }
        const missing = {};
        const lacking = Object.entries(found.missing).map(([id, points]) => {
            for (const { criterion_id, reason } of points) {
                missing[makeKey(id, criterion_id)] = reason;
            }
            return {
                id: Number(id),
                name: people[id].name,
                criterionId: points[0].criterion_id,
                text: _t("%s points are missing", points.length),
            };
        });
        this.state.missing = missing;
        this.state.at = null;
        this.state.report = {
            submitted: found.submitted.length
                ? _t("%s forms are submitted. Thank you.", found.submitted.length)
                : "",
            lacking,
            closed: Object.values(found.closed),
        };
        if (!this.shownPerson) {
            this.state.formId = this.people[0]?.id || 0;
        }
        this.state.said = this.state.report.submitted;
    }
}

registry.category("actions").add("asn_team_grid", TeamGrid);
