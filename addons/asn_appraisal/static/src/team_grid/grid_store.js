import { browser } from "@web/core/browser/browser";
import { RPCError } from "@web/core/network/rpc";
import { KeepLast } from "@web/core/utils/concurrency";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { useWorkClock } from "@asn_appraisal/work_clock/work_clock";
import { onMounted, onWillUnmount, useExternalListener, useState } from "@odoo/owl";

const MODEL = "asn.appraisal.evaluation";
const COMMENT_DELAY = 800; // ms without a key until a comment is saved
const REFRESH = 20000; // ms until what other tabs wrote is read again
const NO_ANSWER = { value: null, not_observed: false, comment: "" };

export const makeKey = (formId, criterionId) => `${formId}:${criterionId}`;

/**
 * The answers of a page with many people: each cell is saved alone, at once and in
 * order, and what other tabs write meanwhile comes in wherever nothing waits here.
 */
export function useGridStore() {
    const orm = useService("orm");
    const notification = useService("notification");
    const keepLast = new KeepLast();
    const clock = useWorkClock();
    const state = useState({ grid: null, saving: 0, failed: false });
    const pending = new Map(); // by cell: what the server does not have yet
    const seen = new Map(); // by cell: what it showed before what is pending
    const failed = new Set();
    const timers = {};
    let queue = Promise.resolve();
    let source = null;
    let steps = 0; // changes and saves so far: a refresh that overlaps one is dropped
    let interval;

    onMounted(() => {
        interval = browser.setInterval(() => refresh(), REFRESH);
    });
    onWillUnmount(() => {
        browser.clearInterval(interval);
        flush();
    });
    useExternalListener(window, "focus", () => refresh());

    // ------------------------------------------------------------------
    // Reading
    // ------------------------------------------------------------------

    async function load(cycleId, roleId) {
        await flush();
        source = [cycleId, roleId];
        state.grid = await keepLast.add(orm.call(MODEL, "get_grid", source));
        clock.take();
    }

    async function refresh() {
        if (!state.grid?.people.length || document.hidden || pending.size) {
            return;
        }
        const before = steps;
        const answers = await orm.silent.call(MODEL, "get_grid_answers", source);
        if (steps !== before) {
            return; // it may be older than what was written here meanwhile
        }
        const shown = state.grid.people.map(({ id }) => String(id)).sort();
        if (shown.join() === Object.keys(answers).sort().join()) {
            state.grid.answers = answers;
        } else {
            await load(...source); // somebody was submitted elsewhere, or came in
        }
    }

    function getAnswer(formId, criterionId) {
        return state.grid.answers[formId]?.[criterionId] || NO_ANSWER;
    }

    // ------------------------------------------------------------------
    // Writing
    // ------------------------------------------------------------------

    function change(formId, criterionId, vals, delay = 0) {
        const key = makeKey(formId, criterionId);
        if (!pending.has(key)) {
            seen.set(key, { ...getAnswer(formId, criterionId) });
        }
        const answers = (state.grid.answers[formId] ??= {});
        answers[criterionId] = { ...getAnswer(formId, criterionId), ...vals };
        pending.set(key, { ...pending.get(key), ...vals });
        steps++;
        browser.clearTimeout(timers[key]);
        delete timers[key];
        if (delay) {
            timers[key] = browser.setTimeout(() => send(key), delay);
        } else {
            send(key);
        }
    }

    /** Choose a level, 0 for “not observed”, or null to empty the cell. */
    function choose(formId, criterionId, value) {
        change(formId, criterionId, {
            value: value || null,
            not_observed: value === 0,
        });
    }

    function comment(formId, criterionId, text) {
        change(formId, criterionId, { comment: text }, COMMENT_DELAY);
    }

    function send(key) {
        delete timers[key];
        state.saving++;
        queue = queue.then(() => sendNow(key)).finally(() => state.saving--);
        return queue;
    }

    async function sendNow(key) {
        const vals = pending.get(key);
        if (!vals) {
            return; // went along with a later change of the same cell
        }
        const [formId, criterionId] = key.split(":");
        const args = [[Number(formId)], { [criterionId]: vals }];
        let refused = false;
        try {
            // the time since the last answer went into this one
            const work = {
                seconds: clock.take(),
                seen: { [criterionId]: seen.get(key) },
            };
            const found = await orm.call(MODEL, "save_answers", args, work);
            failed.delete(key);
            seen.set(key, { ...seen.get(key), ...vals });
            if (pending.get(key) === vals) {
                pending.delete(key);
            }
            if (found.replaced) {
                tellReplaced(Number(formId), found.replaced);
            }
        } catch (error) {
            refused =
                error instanceof RPCError &&
                error.exceptionName?.startsWith("odoo.exceptions.");
            failed.add(key);
            Promise.reject(error); // shown by the error service; the queue goes on
        }
        if (refused) {
            pending.delete(key);
            failed.delete(key);
            state.grid = await orm.call(MODEL, "get_grid", source);
        }
        steps++;
        state.failed = failed.size > 0;
    }

    /** Say whose answer was overwritten: the later one counts, and nobody is fooled. */
    function tellReplaced(formId, replaced) {
        const { people, groups, levels } = state.grid;
        const items = groups.flatMap((group) => group.items);
        for (const [id, gone] of Object.entries(replaced)) {
            const level = levels.find(({ value }) => value === gone.value);
            const answer = [
                level?.name,
                gone.not_observed ? _t("not observed") : "",
                gone.comment,
            ];
            const text = _t(
                "%(person)s, “%(statement)s”: meanwhile “%(answer)s” had been entered in another window. What you entered last is kept.",
                {
                    person: people.find((person) => person.id === formId)?.name,
                    statement: items.find((item) => item.id === Number(id))?.text,
                    answer: answer.filter(Boolean).join(", ") || _t("nothing"),
                }
            );
            notification.add(text, { type: "warning", sticky: true });
        }
    }

    /** Save now what waits for the end of typing. */
    function flush() {
        for (const key of Object.keys(timers)) {
            browser.clearTimeout(timers[key]);
            send(key);
        }
        return queue;
    }

    function saveAgain() {
        for (const key of failed) {
            send(key);
        }
        return queue;
    }

    /** Submit what is complete; return what the server says, or null if unsaved. */
    async function submit() {
        await flush();
        if (state.failed) {
            return null;
        }
        const ids = state.grid.people.map(({ id }) => id);
        const found = await orm.call(MODEL, "submit_sheets", [ids]);
        await load(...source);
        return found;
    }

    return {
        state,
        load,
        refresh,
        getAnswer,
        choose,
        comment,
        flush,
        saveAgain,
        submit,
    };
}
