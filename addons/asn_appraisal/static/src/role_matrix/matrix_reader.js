import { _t } from "@web/core/l10n/translation";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { Component, onWillStart, useExternalListener, useState } from "@odoo/owl";

export const PLAN = "asn.appraisal.plan";
const FRESH = 10000; // ms in which coming back to the page reads nothing anew

/** What a matrix shows: which one is chosen, its goals and people, and their words. */
export class MatrixReader extends Component {
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.keepLast = new KeepLast();
        this.state = useState({
            choices: [],
            cycleId: 0,
            superiorId: 0,
            matrix: null,
            editing: null, // {row, plan, id}: the goal, or with id false the place
            drag: null, // {goal, row, plan} of what is dragged
            over: "",
            mode: "person", // on a phone: by person or by goal
            shownId: null,
            said: "", // what was done, for readers of the screen
        });
        onWillStart(() => this.start());
        // What others did meanwhile is seen on coming back to the page.
        useExternalListener(window, "focus", () => this.refresh());
    }

    // ------------------------------------------------------------------
    // Reading
    // ------------------------------------------------------------------

    async start() {
        this.state.choices = await this.orm.call(PLAN, "get_matrix_choices");
        const { cycle_id, superior_id } = this.props.action.context || {};
        const wanted = this.props.state || {
            cycleId: cycle_id,
            superiorId: superior_id,
        };
        Object.assign(this.state, { mode: wanted.mode || "person" });
        const { choices } = this.state;
        const choice =
            choices.find(
                (one) =>
                    one.cycle_id === wanted.cycleId &&
                    one.superior_id === wanted.superiorId
            ) ||
            choices.find((one) => one.is_mine) ||
            choices[0];
        if (choice) {
            await this.choose(choice.cycle_id, choice.superior_id);
            this.state.shownId = wanted.shownId ?? this.state.shownId;
        }
    }

    async choose(cycleId, superiorId) {
        const people = this.state.choices.filter((one) => one.cycle_id === cycleId);
        const choice =
            people.find((one) => one.superior_id === superiorId) ||
            people.find((one) => one.is_mine) ||
            people[0];
        Object.assign(this.state, {
            cycleId,
            superiorId: choice.superior_id,
            editing: null,
        });
        await this.load();
        this.state.shownId = this.shown[0]?.id ?? null;
    }

    async load() {
        const { cycleId, superiorId } = this.state;
        const args = [cycleId, superiorId];
        this.state.matrix = await this.keepLast.add(
            this.orm.call(PLAN, "get_matrix", args)
        );
        this.loadedOn = Date.now();
    }

    async refresh() {
        const isFresh = Date.now() - this.loadedOn < FRESH;
        if (this.state.matrix && !isFresh && !this.state.editing && !this.state.drag) {
            await this.load();
        }
    }

    async reload() {
        await this.load();
        this.say(_t("The matrix is up to date."));
    }

    // ------------------------------------------------------------------
    // What is shown
    // ------------------------------------------------------------------

    get cycles() {
        return this.state.choices.filter(
            (one, index, all) =>
                all.findIndex((other) => other.cycle_id === one.cycle_id) === index
        );
    }

    get superiors() {
        return this.state.choices.filter((one) => one.cycle_id === this.state.cycleId);
    }

    /** The superior's goals, and below them the row of what serves none of them. */
    get rows() {
        const other = { id: 0, name: _t("Serves none of these goals"), kind: "main" };
        return [...this.state.matrix.rows, other];
    }

    get people() {
        return this.state.matrix.people;
    }

    /** On a phone: what one is chosen of. */
    get shown() {
        return this.state.mode === "person"
            ? this.people.map(({ plan_id, name }) => ({ id: plan_id, name }))
            : this.rows;
    }

    /** On a phone: the places of the person or of the goal that is shown. */
    get places() {
        const { mode, shownId } = this.state;
        if (mode === "person") {
            const person = this.people.find(({ plan_id }) => plan_id === shownId);
            return person ? this.rows.map((row) => ({ row, person })) : [];
        }
        const row = this.rows.find(({ id }) => id === shownId);
        return row ? this.people.map((person) => ({ row, person })) : [];
    }

    getKey(row, person) {
        return `${row.id}:${person.plan_id}`;
    }

    getGoals(row, person) {
        return this.state.matrix.cells[this.getKey(row, person)] || [];
    }

    countText(row) {
        const having = this.people.filter((one) => this.getGoals(row, one).length);
        return _t("%(some)s of %(all)s people", {
            some: having.length,
            all: this.people.length,
        });
    }

    get nobodyText() {
        return _t(
            "Nobody whom %s leads has a plan that you may read in this cycle.",
            this.state.matrix.superior
        );
    }

    get noGoalsText() {
        return _t(
            "%s has no goals yet. Goals can be written now and moved to one of them later.",
            this.state.matrix.superior
        );
    }

    get captionText() {
        return _t(
            "Role–result matrix of %s: goals of the superior as rows, people as columns",
            this.state.matrix.superior
        );
    }

    get cornerText() {
        return _t("Goals of %s", this.state.matrix.superior);
    }

    isEditing(row, person, id) {
        const { editing } = this.state;
        return Boolean(
            editing &&
            editing.row === row.id &&
            editing.plan === person.plan_id &&
            editing.id === id
        );
    }

    labelAdd(row, person) {
        const names = { person: person.name, goal: row.name };
        return row.id
            ? _t("Add a goal of %(person)s that serves: %(goal)s", names)
            : _t("Add a goal of %(person)s that serves none of these", names);
    }

    get labelPerson() {
        return _t("Person shown");
    }

    get labelRow() {
        return _t("Goal shown");
    }

    labelGoal(person) {
        return _t("Goal of %s", person.name);
    }

    labelCount(goal) {
        const count = goal.indicators
            ? _t("%s indicators", goal.indicators)
            : _t("no indicator");
        return goal.kind === "additional" ? _t("Additional, %s", count) : count;
    }

    setMode(mode) {
        this.state.mode = mode;
        this.state.editing = null;
        this.state.shownId = this.shown[0]?.id ?? null;
    }

    show(id) {
        this.state.shownId = id;
        this.state.editing = null;
    }

    say(text) {
        this.state.said = text;
    }
}
