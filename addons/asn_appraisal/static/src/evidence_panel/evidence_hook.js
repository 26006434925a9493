import { browser } from "@web/core/browser/browser";
import { useService } from "@web/core/utils/hooks";
import { useState } from "@odoo/owl";

const KEY = "asn_appraisal.evidence_open";

/**
 * Whether the panel with plan and evidence is open, remembered on this device.
 *
 * @param {Object} root ref of what holds the button that opens the panel
 */
export function useEvidence(root) {
    const ui = useService("ui");
    const kept = browser.localStorage.getItem(KEY);
    const state = useState({
        // Where there is no room beside the form, it opens when asked for.
        isOpen: !ui.isSmall && kept !== "no",
        focus: false,
    });
    return {
        state,
        toggle() {
            state.isOpen = !state.isOpen;
            state.focus = state.isOpen;
            browser.localStorage.setItem(KEY, state.isOpen ? "yes" : "no");
            if (!state.isOpen) {
                root.el.querySelector(".o_asn_evidence_toggle")?.focus();
            }
        },
    };
}
