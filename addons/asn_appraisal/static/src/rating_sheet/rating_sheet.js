import { registry } from "@web/core/registry";
import { EvidencePanel } from "@asn_appraisal/evidence_panel/evidence_panel";
import { useEvidence } from "@asn_appraisal/evidence_panel/evidence_hook";
import { Pledge } from "@asn_appraisal/pledge/pledge";
import { useWorkClock } from "@asn_appraisal/work_clock/work_clock";
import { useService } from "@web/core/utils/hooks";
import { _t } from "@web/core/l10n/translation";
import { KeepLast } from "@web/core/utils/concurrency";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import {
    Component,
    onMounted,
    onPatched,
    onWillPatch,
    onWillStart,
    onWillUnmount,
    onWillUpdateProps,
    useRef,
    useState,
} from "@odoo/owl";

import { useSheetQueue } from "./sheet_queue";

const MODEL = "asn.appraisal.evaluation";

/** The form of a rater: every click is saved at once, in the order of the clicks. */
export class RatingSheet extends Component {
    static template = "asn_appraisal.RatingSheet";
    static components = { EvidencePanel, Pledge };
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.root = useRef("root");
        this.evidence = useEvidence(this.root);
        this.keepLast = new KeepLast();
        this.clock = useWorkClock();
        this.queue = useSheetQueue((...args) => this.sendAnswer(...args));
        this.state = useState({
            sheet: null,
            missing: {},
            submitted: false,
            nextId: false,
            way: null, // the forms before and after this one
            hover: {},
            open: {},
        });
        onWillStart(() => this.load(this.props));
        onWillUpdateProps((props) => {
            if (this.getKey(props) !== this.getKey(this.props)) {
                return this.load(props);
            }
        });
        // Keys work at once, and the page stays at its top.
        onMounted(() =>
            this.root.el
                .querySelector('.o_asn_pill[tabindex="0"]')
                ?.focus({ preventScroll: true })
        );
        onWillUnmount(() => this.queue.flush());
        // What has the focus may give way to something else: a button to the comment
        // that it opens, the whole form to the thanks for it.
        onWillPatch(() => {
            this.focused = document.activeElement;
            this.focusedRow = this.focused?.closest(".o_asn_sheet_item");
        });
        onPatched(() => this.keepFocus());
    }

    async load(props) {
        this.resId = this.getKey(props);
        this.state.sheet = await this.keepLast.add(this.fetchSheet(props));
        Object.assign(this.state, {
            missing: {},
            submitted: false,
            open: {},
            way: null,
        });
        this.queue.state.failed = false;
        this.clock.take(); // from here on it is this form that is worked on
        this.loadWay();
    }

    /** Find the forms before and after: the sheet does not wait for it. */
    async loadWay() {
        const { editable, preview } = this.state.sheet.evaluation;
        if (editable && !preview) {
            const args = [[this.resId]];
            const way = await this.orm.call(MODEL, "get_neighbours", args);
            if (way && args[0][0] === this.resId) {
                this.state.way = way;
            }
        }
    }

    // ------------------------------------------------------------------
    // Where the sheet comes from and goes to: a preview has others
    // ------------------------------------------------------------------

    /** What tells one sheet from another. */
    getKey(props) {
        return props.record.resId;
    }

    fetchSheet(props) {
        return this.orm.call(MODEL, "get_sheet", [[props.record.resId]]);
    }

    sendAnswer(method, resId, args) {
        const work = { seconds: this.clock.take() };
        return this.orm.call(MODEL, method, [[resId], ...args], work);
    }

    sendSheet() {
        const work = { seconds: this.clock.take() };
        return this.orm.call(MODEL, "submit_sheet", [[this.resId]], work);
    }

    // ------------------------------------------------------------------
    // What is shown
    // ------------------------------------------------------------------

    get items() {
        return this.state.sheet.groups.flatMap((group) => group.items);
    }

    /** Whether the rater has still to read who sees what. */
    get needsPledge() {
        return Boolean(this.state.sheet.evaluation.needs_pledge);
    }

    get editable() {
        const { editable } = this.state.sheet.evaluation;
        return editable && !this.state.submitted && !this.needsPledge;
    }

    get hasEvidence() {
        const { has_evidence } = this.state.sheet.evaluation;
        return has_evidence && !this.state.submitted && !this.needsPledge;
    }

    get showsEvidence() {
        return this.hasEvidence && this.evidence.state.isOpen;
    }

    get done() {
        return this.items.filter((item) => this.isAnswered(item)).length;
    }

    get postText() {
        const { job, department } = this.state.sheet.evaluation;
        return [job, department].filter(Boolean).join(" · ");
    }

    get progressText() {
        return _t("%(done)s of %(all)s", { done: this.done, all: this.items.length });
    }

    get percent() {
        return this.items.length
            ? Math.round((100 * this.done) / this.items.length)
            : 0;
    }

    get saveText() {
        if (this.queue.state.failed) {
            return _t("Not saved. Check your connection.");
        }
        return this.queue.state.saving ? _t("Saving…") : _t("Saved");
    }

    get placeText() {
        const { place, places } = this.state.way;
        return _t("Form %(place)s of %(places)s", { place, places });
    }

    get missingCount() {
        return Object.keys(this.state.missing).length;
    }

    isAnswered(item) {
        return Boolean(item.value || item.not_observed);
    }

    levelName(value) {
        return this.state.sheet.levels.find((level) => level.value === value)?.name;
    }

    anchorText(group, item) {
        const value = this.state.hover[item.id] || item.value;
        if (!value) {
            return item.not_observed
                ? _t("Not observed: left out of every average.")
                : "";
        }
        const anchor = (item.anchors || group.anchors)[value];
        return anchor ? `${this.levelName(value)}: ${anchor}` : this.levelName(value);
    }

    needsComment(item) {
        const { comment_rule, levels } = this.state.sheet;
        if (!item.value || item.comment.trim()) {
            return false;
        }
        const extremes = [levels[0].value, levels.at(-1).value];
        return (
            comment_rule === "always" ||
            (comment_rule === "extremes" && extremes.includes(item.value))
        );
    }

    isCommentOpen(item) {
        return this.state.open[item.id] || item.comment || this.needsComment(item);
    }

    /** The id of the line that says what this point still needs, if there is one. */
    describedBy(item) {
        const needs =
            this.state.missing[item.id] === "answer" || this.needsComment(item);
        return needs ? `asn_missing_${item.id}` : "";
    }

    /** The pill that Tab reaches: the chosen one, or the first. */
    isTabStop(item, value) {
        if (item.not_observed) {
            return value === 0;
        }
        return value === (item.value || this.state.sheet.levels[0].value);
    }

    // ------------------------------------------------------------------
    // Answering
    // ------------------------------------------------------------------

    choose(item, value) {
        if (!this.editable) {
            return;
        }
        item.value = value || null;
        item.not_observed = !value;
        delete this.state.missing[item.id];
        this.save("save_answer", item.id, value ? { value } : { not_observed: true });
    }

    comment(item, text) {
        item.comment = text;
        this.state.open[item.id] = true; // even when all text is deleted again
        this.queue.later(`comment-${item.id}`, () =>
            this.save("save_answer", item.id, { comment: text })
        );
    }

    note(name, text) {
        this.state.sheet.notes[name] = text;
        this.queue.later(`note-${name}`, () =>
            this.save("save_notes", { [name]: text })
        );
    }

    save(method, ...args) {
        return this.queue.save(method, this.resId, args);
    }

    async saveAgain() {
        for (const item of this.items) {
            if (this.isAnswered(item)) {
                const choice = item.value
                    ? { value: item.value }
                    : { not_observed: true };
                this.save("save_answer", item.id, { ...choice, comment: item.comment });
            }
        }
        await this.save("save_notes", { ...this.state.sheet.notes });
    }

    // ------------------------------------------------------------------
    // Keyboard
    // ------------------------------------------------------------------

    onKeydown(ev, item) {
        if (ev.ctrlKey || ev.altKey || ev.metaKey) {
            return; // a shortcut of the browser or of Odoo
        }
        const values = [...this.state.sheet.levels.map((level) => level.value), 0];
        const number = ev.key === "n" ? 0 : Number.parseInt(ev.key, 10);
        if (values.includes(number)) {
            ev.preventDefault();
            this.choose(item, number);
            this.focusPill(item, number);
            return;
        }
        const step = { ArrowRight: 1, ArrowLeft: -1 }[ev.key];
        if (step) {
            ev.preventDefault();
            const current = values.indexOf(Number(ev.target.dataset.value));
            const value = values[(current + step + values.length) % values.length];
            this.choose(item, value);
            this.focusPill(item, value);
        }
        const jump = { ArrowDown: 1, ArrowUp: -1 }[ev.key];
        if (jump) {
            ev.preventDefault();
            const next = this.items[this.items.indexOf(item) + jump];
            if (next) {
                this.focusItem(next.id);
            }
        }
    }

    focusPill(item, value) {
        const selector = `[data-criterion="${item.id}"] [data-value="${value}"]`;
        this.root.el.querySelector(selector)?.focus();
    }

    /** Where what had the focus is gone, focus what came in its place. */
    keepFocus() {
        if (this.focused?.isConnected || document.activeElement !== document.body) {
            return;
        }
        const next =
            this.focusedRow?.querySelector("textarea") ??
            this.root.el.querySelector('.o_asn_sheet_thanks, [tabindex="0"]');
        next?.focus();
    }

    focusItem(id) {
        const row = this.root.el.querySelector(`[data-criterion="${id}"]`);
        row?.scrollIntoView({ block: "center" });
        const comment =
            this.state.missing[id] === "comment" && row?.querySelector("textarea");
        (comment || row?.querySelector('[tabindex="0"]'))?.focus();
    }

    // ------------------------------------------------------------------
    // Submitting
    // ------------------------------------------------------------------

    async submit() {
        await this.queue.flush();
        if (this.queue.state.failed) {
            return;
        }
        const answer = await this.sendSheet();
        this.state.missing = Object.fromEntries(
            answer.missing.map(({ criterion_id, reason }) => [criterion_id, reason])
        );
        if (answer.missing.length) {
            this.focusItem(answer.missing[0].criterion_id);
            return;
        }
        this.state.nextId = answer.next_id;
        this.state.submitted = true;
        this.root.el.closest(".o_content")?.scrollTo({ top: 0 });
    }

    restart() {
        return this.load(this.props);
    }

    openNext() {
        return this.openForm(this.state.nextId);
    }

    /** Save without submitting, and go on to another form. */
    async saveAndOpen(id) {
        await this.queue.flush();
        if (!this.queue.state.failed) {
            await this.openForm(id);
        }
    }

    openForm(id) {
        return this.orm
            .call(MODEL, "action_open_sheet", [[id]])
            .then((action) =>
                this.action.doAction(action, { stackPosition: "replaceCurrentAction" })
            );
    }

    /** Say why one cannot rate: what was answered is saved before, and is kept. */
    async decline() {
        await this.queue.flush();
        const action = await this.orm.call(MODEL, "action_decline", [[this.resId]]);
        await this.action.doAction(action, { onClose: () => this.load(this.props) });
    }

    async takeBack() {
        await this.orm.call(MODEL, "action_take_back_decline", [[this.resId]]);
        await this.load(this.props);
    }

    openList() {
        return this.action.doAction("asn_appraisal.action_inbox", {
            clearBreadcrumbs: true,
        });
    }
}

export const ratingSheet = { component: RatingSheet };

registry.category("view_widgets").add("asn_rating_sheet", ratingSheet);
