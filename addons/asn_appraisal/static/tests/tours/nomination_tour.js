/** Raters proposed by the person, approved by the superior, declined by a rater. */
import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

/** Put somebody on a list that has this many lines. */
function choose(list, lines, name) {
    return [
        {
            content: "a new line",
            trigger: `[name='${list}'] .o_field_x2many_list_row_add a`,
            run: "click",
        },
        {
            trigger: `[name='${list}'] .o_selected_row:nth-child(${lines + 1}) [name='rater_id'] input`,
            run: `edit ${name}`,
        },
        {
            trigger: `.o-autocomplete--dropdown-item:contains(${name})`,
            run: "click",
        },
    ];
}

tours.add("asn_appraisal_nomination_propose", {
    steps: () => [
        { content: "what to do", trigger: ".alert-info:contains(2 to 3 raters)" },
        ...choose("line_ids", 0, "asn_member_1"),
        ...choose("line_ids", 1, "asn_member_2"),
        { trigger: "button[name='action_submit']", run: "click" },
        {
            content: "it waits for the superior",
            trigger: ".o_arrow_button_current:contains(Submitted)",
        },
        { trigger: "body:not(:has(button[name='action_submit']:visible))" },
    ],
});

tours.add("asn_appraisal_nomination_approve", {
    steps: () => [
        { trigger: "[name='rater_ids'] .o_data_row:contains(asn_member_2)" },
        ...choose("rater_ids", 2, "asn_member_4"),
        {
            content: "why somebody is added",
            trigger: "[name='rater_ids'] .o_selected_row [name='reason'] input",
            run: "edit Same counter",
        },
        { trigger: "button[name='action_approve']", run: "click" },
        { trigger: ".o_arrow_button_current:contains(Approved)" },
    ],
});

tours.add("asn_appraisal_nomination_decline", {
    steps: () => [
        {
            content: "the form that was asked for",
            trigger: ".o_asn_inbox_form:contains(asn_member_0)",
        },
        {
            trigger: "button.o_asn_inbox_decline[aria-label*='asn_member_0']",
            run: "click",
        },
        {
            content: "who reads the reason",
            trigger: ".modal .alert-info:contains(Only HR)",
        },
        { trigger: ".modal .o_radio_input[data-value='distance']", run: "click" },
        {
            trigger: ".modal [name='reason'] textarea",
            run: "edit I moved to another unit in February",
        },
        { trigger: ".modal button[name='action_apply']", run: "click" },
        {
            content: "it no longer waits",
            trigger:
                ".o_asn_inbox:not(:has(.o_asn_inbox_form:contains(asn_member_0))):not(:has(.modal))",
        },
    ],
});
