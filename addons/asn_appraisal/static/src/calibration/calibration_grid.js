import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import {
    Component,
    onWillStart,
    useExternalListener,
    useRef,
    useState,
} from "@odoo/owl";

import { CalibrationDialog, describeWaiting } from "./calibration_dialog";

const MODEL = "asn.appraisal.calibration";
const LINE = "asn.appraisal.calibration.line";
// How a key moves the cell that a chosen person is to go to: in result, in behaviour.
const MOVES = {
    ArrowUp: [1, 0],
    ArrowDown: [-1, 0],
    ArrowRight: [0, 1],
    ArrowLeft: [0, -1],
};

/** People of a session by work result and work behaviour. */
export class CalibrationGrid extends Component {
    static template = "asn_appraisal.CalibrationGrid";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.ui = useState(useService("ui"));
        this.root = useRef("root");
        this.display = { controlPanel: {} };
        this.state = useState({
            grid: null,
            chosenId: false,
            target: null, // key of the cell that the keyboard points at
            openKey: null, // of a phone: whose people are listed
            unitId: 0,
            onlyFlagged: false,
            search: "",
            message: "",
        });
        const { params, context } = this.props.action;
        this.calibrationId = params?.calibration_id || context?.active_id;
        onWillStart(() => this.load());
        useExternalListener(window, "focus", () => this.load());
    }

    async load() {
        if (this.calibrationId) {
            this.state.grid = await this.orm.call(MODEL, "get_calibration", [
                this.calibrationId,
            ]);
        }
    }

    // ------------------------------------------------------------------
    // What is shown
    // ------------------------------------------------------------------

    get grid() {
        return this.state.grid;
    }

    get isMatrix() {
        return this.grid.kind === "matrix";
    }

    /** The best result above, the best behaviour at the right, as in the law. */
    get resultLevels() {
        return [...this.grid.levels].reverse();
    }

    getKey(row) {
        return this.isMatrix
            ? `${row.now.result}/${row.now.behaviour}`
            : `${row.now.predicate_id}`;
    }

    getCell(key) {
        return this.isMatrix
            ? this.grid.cells[key]
            : this.grid.predicates.find(({ id }) => `${id}` === key);
    }

    get shown() {
        const { unitId, onlyFlagged, search } = this.state;
        const words = search.trim().toLowerCase();
        return this.grid.rows.filter(
            (row) =>
                (!unitId || row.unit_id === unitId) &&
                (!onlyFlagged || row.flags.length) &&
                (!words || row.name.toLowerCase().includes(words))
        );
    }

    getPeople(key) {
        return this.shown.filter((row) => this.getKey(row) === key);
    }

    /** People without ratings: nothing was decided and nothing suggested. */
    get unplaced() {
        return this.shown.filter((row) => !this.getCell(this.getKey(row)));
    }

    /** What the session comes to so far, of the rows that the reader sees. */
    get sums() {
        const { rows } = this.grid;
        const count = (test) => rows.filter(test).length;
        return [
            _t("%s people", rows.length),
            _t(
                "%s flagged",
                count((row) => row.flags.length)
            ),
            _t(
                "%s changed",
                count((row) => this.isChanged(row))
            ),
            _t(
                "%s wait for a second member",
                count((row) => row.waiting)
            ),
            _t(
                "%s extreme ratings to be confirmed",
                count((row) => row.is_calibrated && row.is_extreme && !row.is_confirmed)
            ),
        ];
    }

    describeNow(row) {
        const { now } = row;
        return this.isMatrix
            ? _t("Work result: %(result)s. Work behaviour: %(behaviour)s.", {
                  result: this.levelName(now.result),
                  behaviour: this.levelName(now.behaviour),
              })
            : _t("Points: %(result)s for the result, %(behaviour)s for behaviour.", {
                  result: now.result_points,
                  behaviour: now.behaviour_points,
              });
    }

    describeWaiting(row) {
        return describeWaiting(row.waiting);
    }

    describeGuide(unit) {
        return _t("Guide: %(unit)s (%(predicate)s)", {
            unit: unit.name,
            predicate: unit.predicate,
        });
    }

    isChanged(row) {
        return ["result", "behaviour", "result_points", "behaviour_points"].some(
            (name) => row.now[name] !== row.before[name]
        );
    }

    get chosen() {
        return this.grid.rows.find(({ id }) => id === this.state.chosenId);
    }

    get unit() {
        return this.grid.units.find(({ id }) => id === this.state.unitId);
    }

    canMove(row) {
        return this.grid.can_act && row.is_calibrated && !row.waiting;
    }

    canConfirm(row) {
        return this.canMove(row) && row.is_extreme && !row.is_confirmed;
    }

    levelName(code) {
        return this.grid.levels.find((level) => level.code === code)?.name || "–";
    }

    cardLabel(row) {
        const parts = [row.name, row.now.predicate || _t("no predicate")];
        if (row.waiting) {
            parts.push(_t("waits for a second member"));
        }
        return [...parts, ...row.flags.map(({ text }) => text)].join(". ");
    }

    moveLabel(row, cell) {
        return _t("Move %(person)s: %(predicate)s", {
            person: row.name,
            predicate: cell.name,
        });
    }

    // ------------------------------------------------------------------
    // Choosing a person, then a cell
    // ------------------------------------------------------------------

    choose(row) {
        const isChosen = this.state.chosenId === row.id;
        this.state.chosenId = isChosen ? false : row.id;
        this.state.target = isChosen ? null : this.getKey(row);
        this.say(
            isChosen
                ? _t("Nobody is chosen.")
                : _t("%s is chosen. Choose a cell.", row.name)
        );
    }

    chooseUnit(event) {
        this.state.unitId = Number(event.target.value);
    }

    openCell(key) {
        this.state.openKey = this.state.openKey === key ? null : key;
    }

    onCardKeydown(event, row) {
        if (event.key === "Escape" && this.state.chosenId) {
            this.choose(this.chosen);
        }
        const move = MOVES[event.key];
        if (!move || this.state.chosenId !== row.id || !this.isMatrix) {
            return;
        }
        event.preventDefault();
        const codes = this.grid.levels.map(({ code }) => code);
        const places = this.state.target.split("/").map((code) => codes.indexOf(code));
        const [result, behaviour] = places.map(
            (place, n) =>
                codes[Math.min(Math.max(place + move[n], 0), codes.length - 1)]
        );
        this.state.target = `${result}/${behaviour}`;
        const { name } = this.getCell(this.state.target);
        this.say(
            _t("%(result)s, %(behaviour)s: %(predicate)s. Press Enter to move.", {
                result: this.levelName(result),
                behaviour: this.levelName(behaviour),
                predicate: name,
            })
        );
    }

    /** Enter or a tap: chooses a person, or moves the chosen one to the target. */
    onCardClick(row) {
        const isAimed = this.state.target && this.state.target !== this.getKey(row);
        if (this.state.chosenId === row.id && isAimed) {
            return this.move(row, this.state.target);
        }
        return this.choose(row);
    }

    onDragStart(event, row) {
        event.dataTransfer.setData("text/plain", `${row.id}`);
        event.dataTransfer.effectAllowed = "move";
        this.state.chosenId = row.id;
        this.state.target = this.getKey(row);
    }

    onDragOver(event, key) {
        if (this.chosen && this.canMove(this.chosen)) {
            event.preventDefault();
            this.state.target = key;
        }
    }

    onDrop(event, key) {
        event.preventDefault();
        if (this.chosen) {
            this.move(this.chosen, key);
        }
    }

    // ------------------------------------------------------------------
    // Steps: each asks for its reason
    // ------------------------------------------------------------------

    move(row, key) {
        if (!this.canMove(row) || (this.isMatrix && key === this.getKey(row))) {
            return;
        }
        const [result_rating, behaviour_rating] = key.split("/");
        const vals = this.isMatrix ? { result_rating, behaviour_rating } : {};
        this.ask("move", row, vals);
    }

    confirm(row) {
        const { result, behaviour, result_points, behaviour_points } = row.now;
        const vals = this.isMatrix
            ? { result_rating: result, behaviour_rating: behaviour }
            : { result_points, behaviour_points };
        this.ask("keep", row, vals);
    }

    ask(mode, row, vals) {
        this.dialog.add(CalibrationDialog, {
            mode,
            row,
            vals,
            grid: this.grid,
            save: (given) => this.save(mode, row.id, given),
        });
    }

    async save(mode, id, { revision, vals, reasonId, reason }) {
        const args = ["move", "keep"].includes(mode)
            ? ["propose", [id, revision, vals, reasonId, reason]]
            : ["answer_change", [id, revision, mode === "agree", reason]];
        return this.take(await this.orm.call(LINE, ...args));
    }

    async withdraw(row) {
        this.take(await this.orm.call(LINE, "withdraw_change", [row.id, row.revision]));
    }

    /** Put a row as the server knows it in its place, then see what else is new. */
    async take(answer) {
        const rows = this.grid.rows.map((row) =>
            row.id === answer.row.id ? answer.row : row
        );
        this.state.grid.rows = rows;
        this.state.target = this.getKey(answer.row);
        if (!answer.is_stale) {
            this.say(_t("Saved: %s", answer.row.name));
            await this.load(); // flags of others and the guide follow from it
        }
        return answer;
    }

    say(message) {
        this.state.message = message;
    }

    openSession() {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: MODEL,
            res_id: this.calibrationId,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("asn_calibration_grid", CalibrationGrid);
