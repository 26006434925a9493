import { _t } from "@web/core/l10n/translation";
import { Dialog } from "@web/core/dialog/dialog";
import { Component, useState } from "@odoo/owl";

/** Say in a sentence what waits for a second member. */
export function describeWaiting(waiting) {
    return _t("%(member)s proposes “%(predicate)s”. Reason: %(reason)s. %(words)s", {
        member: waiting.by,
        predicate: waiting.after.predicate,
        reason: waiting.reason_name,
        words: waiting.reason,
    });
}

/** Asks why: for a change, for keeping an extreme rating, and of the second member. */
export class CalibrationDialog extends Component {
    static template = "asn_appraisal.CalibrationDialog";
    static components = { Dialog };
    static props = {
        mode: { type: String }, // move, keep, agree or refuse
        row: { type: Object },
        grid: { type: Object },
        vals: { type: Object, optional: true },
        save: { type: Function },
        close: { type: Function },
    };

    setup() {
        const { vals, row } = this.props;
        this.state = useState({
            row,
            points: {
                result_points: vals?.result_points ?? row.now.result_points,
                behaviour_points: vals?.behaviour_points ?? row.now.behaviour_points,
            },
            reasonId: 0,
            reason: "",
            problem: "",
            isSaving: false,
        });
    }

    get title() {
        const { name } = this.state.row;
        return {
            move: _t("Change the rating of %s", name),
            keep: _t("Confirm the rating of %s", name),
            agree: _t("Agree as the second member: %s", name),
            refuse: _t("Refuse as the second member: %s", name),
        }[this.props.mode];
    }

    get needsCode() {
        return ["move", "keep"].includes(this.props.mode);
    }

    get asksPoints() {
        return this.props.grid.kind === "score" && this.props.mode === "move";
    }

    /** The predicate that a move leads to; unknown before points are weighed. */
    get target() {
        const { grid, vals, mode } = this.props;
        if (mode !== "move" || grid.kind === "score") {
            return null;
        }
        return grid.cells[`${vals.result_rating}/${vals.behaviour_rating}`];
    }

    /** What stays as it is needs a second member only where it is extreme. */
    get needsSecond() {
        return this.props.mode === "keep" || this.target?.is_extreme;
    }

    get targetText() {
        const { vals } = this.props;
        return _t("Work result: %(result)s. Work behaviour: %(behaviour)s.", {
            result: this.levelName(vals.result_rating),
            behaviour: this.levelName(vals.behaviour_rating),
        });
    }

    get keptText() {
        return _t("The rating stays: %s", this.state.row.now.predicate);
    }

    get waitingText() {
        return describeWaiting(this.state.row.waiting);
    }

    levelName(code) {
        return this.props.grid.levels.find((level) => level.code === code)?.name || "–";
    }

    get description() {
        return this.props.grid.reasons.find(({ id }) => id === this.state.reasonId)
            ?.description;
    }

    chooseReason(event) {
        this.state.reasonId = Number(event.target.value);
    }

    get canSave() {
        const { reason, reasonId, isSaving } = this.state;
        return !isSaving && reason.trim() && (reasonId || !this.needsCode);
    }

    async save() {
        if (!this.canSave) {
            this.state.problem = _t("Please choose a reason and say it in words.");
            return;
        }
        this.state.isSaving = true;
        const vals = this.asksPoints ? { ...this.state.points } : this.props.vals || {};
        try {
            const answer = await this.props.save({
                revision: this.state.row.revision,
                vals,
                reasonId: this.state.reasonId,
                reason: this.state.reason,
            });
            if (answer.is_stale) {
                // what was typed stays, and is sent only after another look
                this.state.row = answer.row;
                this.state.problem = _t(
                    "Another member changed this meanwhile: it is now “%s”. Nothing of yours is lost; look again, then save or leave it.",
                    answer.row.now.predicate
                );
            } else {
                this.props.close();
            }
        } finally {
            this.state.isSaving = false;
        }
    }
}
