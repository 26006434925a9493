import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { Component } from "@odoo/owl";

import {
    breakLines,
    FIRST,
    makeLine,
    ResultChart,
    SECOND,
} from "@asn_appraisal/result_page/chart";

const MIN_CORNERS = 3; // of a radar

/**
 * A published result as the person appraised reads it: what it is, what happens next,
 * how others see it against the self-rating, how it was in earlier cycles.
 */
export class ResultPage extends Component {
    static template = "asn_appraisal.ResultPage";
    static components = { ResultChart };
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
    }

    get page() {
        return this.props.record.data[this.props.name];
    }

    // ------------------------------------------------------------
    // SELF AGAINST OTHERS
    // ------------------------------------------------------------

    /** Values of work behaviour: results have too few to make a picture. */
    get corners() {
        const rows = this.page.values.filter((row) => row.dimension === "behaviour");
        const told = rows.filter((row) => row.self || row.others);
        return told.length >= MIN_CORNERS ? told : [];
    }

    get radar() {
        const rows = this.corners;
        return {
            labels: rows.map((row) => breakLines(row.name)),
            lines: [
                makeLine(
                    _t("Others"),
                    rows.map((row) => row.others),
                    FIRST
                ),
                makeLine(
                    _t("Self"),
                    rows.map((row) => row.self),
                    SECOND
                ),
            ],
            summary: _t(
                "Self against others by value; the table below has the numbers."
            ),
        };
    }

    /** Column titles, repeated in each row where a table turns into cards. */
    get labels() {
        return {
            others: _t("Others"),
            predicate: _t("Predicate"),
            post: _t("Post"),
            months: _t("Months"),
            weight: _t("Counts with"),
            result: _t("Work Result"),
            behaviour: _t("Work Behaviour"),
        };
    }

    get hasOthers() {
        return this.page.values.some((row) => row.others);
    }

    /** Names of the groups of which nothing may be shown. */
    get hiddenRoles() {
        const names = this.page.roles.filter((r) => !r.is_shown).map((r) => r.name);
        return names.join(", ");
    }

    get shownRoles() {
        return this.page.roles.filter((role) => role.is_shown);
    }

    // ------------------------------------------------------------
    // TREND
    // ------------------------------------------------------------

    /** Earlier results as lines, if they were rated on the same scale. */
    get trend() {
        const past = this.page.trend;
        const scales = new Set(past.map((result) => result.scale.join()));
        if (past.length < 2 || scales.size > 1) {
            return false;
        }
        const getLine = (label, code, style) =>
            makeLine(
                label,
                past.map((result) => result.scores[code] ?? null),
                style
            );
        return {
            labels: past.map((result) => breakLines(result.cycle)),
            lines: [
                getLine(_t("Work Result"), "result", FIRST),
                getLine(_t("Work Behaviour"), "behaviour", SECOND),
            ].map((line) => ({ ...line, backgroundColor: line.borderColor })),
            scale: past[0].scale,
            summary: _t("Scores over the cycles; the table below has the numbers."),
        };
    }

    // ------------------------------------------------------------
    // WHAT HAPPENS NEXT
    // ------------------------------------------------------------

    getStepIcon(step) {
        return {
            done: "fa-check-circle text-success",
            open: "fa-arrow-circle-right text-primary",
            coming: "fa-circle-o text-muted",
        }[step.status];
    }

    getStepStatus(step) {
        return { done: _t("Done"), open: _t("Now"), coming: _t("To come") }[
            step.status
        ];
    }

    get responses() {
        return [
            { code: "acknowledged", label: _t("Acknowledge"), class: "btn-primary" },
            { code: "disagreed", label: _t("Disagree"), class: "btn-secondary" },
            { code: "refused", label: _t("Refuse"), class: "btn-secondary" },
        ];
    }

    async object() {
        const { resId, resModel } = this.props.record;
        await this.action.doAction(
            await this.orm.call(resModel, "action_object", [resId])
        );
    }

    async respond(response) {
        const { resId, resModel } = this.props.record;
        const action = await this.orm.call(resModel, "action_respond", [resId]);
        action.context = { ...action.context, default_response: response };
        await this.action.doAction(action, {
            onClose: () => this.props.record.load(),
        });
    }
}

export const resultPage = {
    component: ResultPage,
    supportedTypes: ["json"],
};

registry.category("fields").add("asn_result_page", resultPage);
