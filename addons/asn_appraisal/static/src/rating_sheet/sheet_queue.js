import { useState } from "@odoo/owl";

const COMMENT_DELAY = 800; // ms without a key until a comment is saved

/**
 * What a sheet saves, one after the other in the order of the clicks.
 *
 * @param {Function} send `(method, resId, args)`: hands it to the server
 */
export function useSheetQueue(send) {
    const state = useState({ saving: 0, failed: false });
    const timers = {};
    let queue = Promise.resolve();

    function save(method, resId, args) {
        state.saving++;
        queue = queue.then(async () => {
            try {
                await send(method, resId, args);
                state.failed = false;
            } catch (error) {
                state.failed = true;
                Promise.reject(error); // shown by the error service; the queue goes on
            } finally {
                state.saving--;
            }
        });
        return queue;
    }

    /** Do it once nobody has typed for a while. */
    function later(key, callback) {
        clearTimeout(timers[key]?.id);
        const run = () => {
            delete timers[key];
            callback();
        };
        timers[key] = { run, id: setTimeout(run, COMMENT_DELAY) };
    }

    /** Save now what waits for the end of typing. */
    function flush() {
        for (const timer of Object.values(timers)) {
            clearTimeout(timer.id);
            timer.run();
        }
        return queue;
    }

    return { state, save, later, flush };
}
