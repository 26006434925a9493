/**
 * Before a launch: what it would do, what is missing, and what raters will see.
 */
import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

tours.add("asn_appraisal_preview_launch", {
    steps: () => [
        { trigger: 'button[name="action_preview_launch"]', run: "click" },
        {
            content: "the facts are shown",
            trigger: ".o_asn_preview_facts:contains(people take part)",
        },
        {
            content: "who takes part is one click away",
            trigger: '.o_asn_preview_facts button[name="action_open_persons"]',
            run: "click",
        },
        {
            content: "with the number of peers",
            trigger:
                '.o_data_row:contains(asn_member_0) td[name="peer_count"]:contains(4)',
        },
        { trigger: ".o_back_button, .breadcrumb-item:last a", run: "click" },
        { trigger: '.o_asn_preview_facts button[name="action_open_raters"]' },
        { trigger: 'a.nav-link[name="gaps"]', run: "click" },
        {
            content: "a gap says what to do and opens its list",
            trigger: ".o_asn_gaps:contains(No superior) button:contains(Show)",
            run: "click",
        },
        {
            content: "the list opens where the gap is closed",
            trigger:
                '.o_data_row:contains(asn_member_1 has no superior) button[name="action_open_fix"]',
            run: "click",
        },
        { trigger: '.o_form_view .o_field_widget[name="parent_id"]' },
    ],
});

tours.add("asn_appraisal_preview_sheet", {
    steps: () => [
        { trigger: 'button[name="action_preview_sheet"]', run: "click" },
        { trigger: ".o_asn_sheet_preview:contains(nothing is saved)" },
        { trigger: '.o_asn_sheet_choices [data-role="peer"]', run: "click" },
        { trigger: ".o_asn_sheet:contains(You rate as: Peer)" },
        { trigger: '.o_asn_pill[data-value="4"]:first', run: "click" },
        { trigger: ".o_asn_sheet_progress:contains(1 of 21)" },
        { trigger: ".o_asn_submit", run: "click" },
        {
            content: "what is missing is told as to a rater",
            trigger: ".o_asn_sheet .alert-danger:contains(20)",
        },
    ],
});
