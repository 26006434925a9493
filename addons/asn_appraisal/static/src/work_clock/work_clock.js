import { useExternalListener } from "@odoo/owl";

const IDLE = 60000; // ms after a sign of life that still count as work
const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel", "touchmove"];

/**
 * The seconds of work on a page: while it is in sight, and somebody reads or moves.
 *
 * Pauses of more than a minute count as one minute; a tab behind another one counts
 * nothing. Raters are told about it before their first form.
 *
 * @returns {Object} with `take()`: the whole seconds since it was last called
 */
export function useWorkClock() {
    let last = Date.now();
    let visible = !document.hidden;
    let worked = 0;

    function note() {
        const now = Date.now();
        if (visible) {
            worked += Math.min(now - last, IDLE);
        }
        last = now;
        visible = !document.hidden;
    }

    for (const sign of SIGNS) {
        useExternalListener(document, sign, note, { capture: true, passive: true });
    }
    useExternalListener(document, "visibilitychange", note);

    return {
        take() {
            note();
            const seconds = Math.floor(worked / 1000);
            worked -= seconds * 1000;
            return seconds;
        },
    };
}
