/**
 * One cycle in a browser, a tour for each person who takes part:
 * launch → self, superior, peer, subordinate → close → decide → publish → read.
 */
import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

/** Click an action of the cycle and confirm what it asks. */
function runStage(action, stage) {
    return [
        { trigger: `button[name="${action}"]`, run: "click" },
        { trigger: ".modal .modal-footer .btn-primary", run: "click" },
        {
            content: "the stage is reached",
            trigger: `.o_statusbar_status button[data-value="${stage}"].o_arrow_button_current`,
        },
    ];
}

tours.add("asn_appraisal_launch", {
    steps: () => [
        {
            content: "readiness is checked first",
            trigger: 'button[name="action_check_readiness"]',
            run: "click",
        },
        { trigger: ".o_notification" },
        ...runStage("action_launch", "evaluation"),
    ],
});

tours.add("asn_appraisal_close_evaluation", {
    steps: () => runStage("action_close_evaluation", "calibration"),
});

tours.add("asn_appraisal_publish", {
    steps: () => [
        { trigger: 'button[name="action_publish"]', run: "click" },
        { trigger: ".modal .modal-footer .btn-primary", run: "click" },
        { trigger: 'body:not(:has(button[name="action_publish"]))' },
    ],
});

tours.add("asn_appraisal_rate", {
    steps: () => [
        { trigger: ".o_asn_sheet .o_asn_submit", run: "click" },
        { content: "what is missing is listed", trigger: ".o_asn_sheet .alert-danger" },
        {
            content: "a key chooses a level",
            trigger: ".o_asn_sheet_item:first .o_asn_pill[data-value='1']",
            run() {
                this.anchor.focus();
                this.anchor.dispatchEvent(
                    new KeyboardEvent("keydown", { key: "3", bubbles: true })
                );
            },
        },
        { trigger: ".o_asn_sheet_item:first .o_asn_chosen[data-value='3']" },
        {
            content: "one statement was not observed",
            trigger: ".o_asn_sheet_item:last .o_asn_pill_none",
            run: "click",
        },
        {
            content: "a click chooses a level",
            trigger: ".o_asn_sheet",
            run() {
                const rows = [...this.anchor.querySelectorAll(".o_asn_sheet_item")];
                for (const row of rows.slice(1, -1)) {
                    row.querySelector("[data-value='4']").click();
                }
            },
        },
        {
            trigger: "#asn_strengths",
            run: "edit Explains decisions well",
        },
        {
            content: "everything is answered and saved",
            trigger: ".o_asn_sheet_saved:contains(Saved)",
        },
        { trigger: ".o_asn_submit", run: "click" },
        { trigger: ".o_asn_sheet_thanks" },
    ],
});

tours.add("asn_appraisal_decide", {
    steps: () => [
        { trigger: 'button[name="action_decide"]', run: "click" },
        {
            content: "the explanation stands beside the decision",
            trigger: ".modal .o_asn_explanation table",
        },
        {
            trigger:
                ".modal .o_field_widget[name='behaviour_rating'] input[data-value='above']",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name='behaviour_reason'] textarea",
            run: "edit Led the emergency team in May",
        },
        { trigger: '.modal button[name="action_apply"]', run: "click" },
        { trigger: "body:not(:has(.modal))" },
        {
            trigger:
                '.o_statusbar_status button[data-value="rated"].o_arrow_button_current',
        },
    ],
});

tours.add("asn_appraisal_read_result", {
    steps: () => [
        { trigger: ".o_data_row:contains(Test Cycle) .o_data_cell", run: "click" },
        { trigger: ".o_field_widget[name='predicate_id']:contains(Good)" },
        { trigger: ".nav-link[name='explanation']", run: "click" },
        { trigger: ".o_asn_explanation:contains(Peer)" },
        {
            content: "the own form unfolds down to the single answer",
            trigger: ".o_asn_explanation section:last [data-role='self']",
            run: "click",
        },
        { trigger: ".o_asn_row_body .o_asn_unfold:first", run: "click" },
        {
            trigger: ".o_asn_row_body .o_asn_node .o_asn_node .o_asn_unfold",
            run: "click",
        },
        {
            content: "named with the rater",
            trigger:
                ".o_asn_row_body .o_asn_node .o_asn_node .o_asn_node:contains(asn_member_0)",
        },
        {
            content: "what is stored follows from the answers",
            trigger: ".o_asn_verification button",
            run: "click",
        },
        { trigger: ".o_asn_verification .alert-success:contains(Identical)" },
        { trigger: ".o_form_view:contains(Led the emergency team in May)" },
        { trigger: ".nav-link[name='comments']", run: "click" },
        { trigger: ".o_field_widget[name='comment_ids']:contains(Superior)" },
        { trigger: "button[name='action_print_result']" },
    ],
});
