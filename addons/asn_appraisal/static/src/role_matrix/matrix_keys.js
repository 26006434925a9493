import { browser } from "@web/core/browser/browser";
import { onMounted, onPatched, useState } from "@odoo/owl";

const ITEM = "[data-item]";

/**
 * Keys of the table: Tab reaches one item of it, arrows go on to the others.
 *
 * An item has `data-item` (its name), `data-col` and `data-row`.
 *
 * @param {Object} matrix the component, with `root` and what its keys do
 */
export function useMatrixKeys(matrix) {
    const state = useState({ current: "" });
    let wanted = "";

    const find = (name) =>
        matrix.root.el?.querySelector(`[data-item="${CSS.escape(name)}"]`);

    /** Where what Tab reaches is gone, it reaches the first item instead. */
    function keepTabStop() {
        const items = matrix.root.el?.querySelectorAll(ITEM) || [];
        if (items.length && !find(state.current)) {
            state.current = items[0].dataset.item;
        }
        tryFocus();
    }

    function tryFocus() {
        const item = wanted && find(wanted);
        if (item) {
            wanted = "";
            item.focus();
        }
    }

    onMounted(keepTabStop);
    onPatched(keepTabStop);

    /** Focus an item, at once or when it has come. */
    function focus(name) {
        wanted = name;
        state.current = name;
        browser.requestAnimationFrame(tryFocus);
    }

    /** Return the next item up or down in the column, or sideways in the row. */
    function getNext(item, key) {
        const column = [
            ...matrix.root.el.querySelectorAll(`[data-col="${item.dataset.col}"]`),
        ];
        const row = [
            ...matrix.root.el.querySelectorAll(`[data-row="${item.dataset.row}"]`),
        ];
        const beside = (step) => {
            const number = Number(item.dataset.col) + step;
            return row.find((one) => Number(one.dataset.col) === number);
        };
        const next = {
            ArrowUp: () => column[column.indexOf(item) - 1],
            ArrowDown: () => column[column.indexOf(item) + 1],
            ArrowLeft: () => beside(-1),
            ArrowRight: () => beside(1),
            Home: () => row[0],
            End: () => row.at(-1),
        }[key];
        return next && (next() || item);
    }

    function onKeydown(ev) {
        const item = ev.target.closest(ITEM);
        if (!item || ev.ctrlKey || ev.metaKey) {
            return;
        }
        if (ev.altKey) {
            const step = { ArrowUp: -1, ArrowDown: 1 }[ev.key];
            if (step && item.dataset.item.startsWith("goal-")) {
                ev.preventDefault();
                matrix.onMoveKey(item.dataset.item, step);
            }
            return;
        }
        if (ev.key === "Delete" && item.dataset.item.startsWith("goal-")) {
            ev.preventDefault();
            matrix.onDeleteKey(item.dataset.item);
            return;
        }
        const next = getNext(item, ev.key);
        if (next) {
            ev.preventDefault();
            state.current = next.dataset.item;
            next.focus();
        }
    }

    return {
        focus,
        onKeydown,
        /** A click or a finger chooses what Tab reaches next. */
        onFocusin(ev) {
            const item = ev.target.closest(ITEM);
            if (item) {
                state.current = item.dataset.item;
            }
        },
        tabindex: (name) => (name === state.current ? "0" : "-1"),
    };
}
