/**
 * A plan from the first goal to the periodic check, a tour for each step of each side,
 * on a desk and on a phone.
 */
import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

const SAVE = ".modal:not(.o_inactive_modal) .o_form_button_save";
const NO_DIALOG = "body:not(:has(.modal))";
// What a thumb takes: seconds per tap, with finding the place, and per key.
const TAP = 1.2;
const KEY = 0.3;

/** Give a file to the button that asks for one, as the phone's camera would. */
function attach(name, type, content) {
    return {
        content: "a photo as evidence",
        trigger: ".modal .o_asn_files_field .o_attach",
        run() {
            const input = document.querySelector(
                ".modal .o_asn_files_field input[type=file]"
            );
            const data = new DataTransfer();
            data.items.add(new File([content], name, { type }));
            input.files = data.files;
            input.dispatchEvent(new Event("change", { bubbles: true }));
        },
    };
}

tours.add("asn_appraisal_plan_draft", {
    steps: () => [
        { content: "ways to begin", trigger: ".o_asn_beginnings .o_asn_copy_last" },
        { trigger: ".o_asn_beginnings .o_asn_add_goal", run: "click" },
        {
            trigger: ".modal .o_field_widget[name='name'] textarea",
            run: "edit Citizens get their letter on the same day",
        },
        {
            content: "the first row is ready",
            isActive: ["desktop"],
            trigger: ".modal [name='indicator_ids'] .o_data_row td[name='name']",
            run: "click",
        },
        {
            isActive: ["mobile"],
            trigger: ".modal [name='indicator_ids'] .o-kanban-button-new",
            run: "click",
        },
        {
            isActive: ["desktop"],
            trigger: ".modal [name='indicator_ids'] [name='name'] input",
            run: "edit Letters issued",
        },
        {
            isActive: ["desktop"],
            trigger: ".modal [name='indicator_ids'] [name='target'] input",
            run: "edit 12",
        },
        {
            isActive: ["desktop"],
            trigger: ".modal [name='indicator_ids'] [name='unit'] input",
            run: "edit letters",
        },
        {
            isActive: ["mobile"],
            trigger: ".modal:not(.o_inactive_modal) div[name='name'] input",
            run: "edit Letters issued",
        },
        {
            isActive: ["mobile"],
            trigger: ".modal:not(.o_inactive_modal) div[name='target'] input",
            run: "edit 12",
        },
        {
            isActive: ["mobile"],
            trigger: ".modal:not(.o_inactive_modal) div[name='unit'] input",
            run: "edit letters",
        },
        { isActive: ["mobile"], trigger: SAVE, run: "click" },
        {
            isActive: ["mobile"],
            content: "the indicator is a card",
            trigger:
                ".modal:not(.o_inactive_modal) .o_kanban_record:contains(Letters issued)",
        },
        { trigger: SAVE, run: "click" },
        { trigger: NO_DIALOG },
        {
            content: "the goal stands there with its target",
            trigger: ".o_asn_goal:contains(same day) tr:contains(12 letters)",
        },
        { trigger: "button[name='action_submit']", run: "click" },
        {
            content: "who is asked is told",
            trigger: ".o_asn_agreement li[aria-current=step]:contains(asn_superior)",
        },
    ],
});

tours.add("asn_appraisal_plan_agree", {
    steps: () => [
        { trigger: ".o_asn_goal:contains(12 letters)" },
        { trigger: "button[name='action_agree']", run: "click" },
        { trigger: ".o_asn_agreement:contains(Agreed by asn_superior)" },
    ],
});

tours.add("asn_appraisal_plan_note", {
    steps: () => {
        const words = "8 letters at the counter";
        const taps = ["Note Work", "What Was Done", "Photo or File", "Save"].length;
        const keys = "8".length + words.length;
        let server = 0;
        const count = () => {
            const entries = performance.getEntriesByType("resource");
            const calls = entries.filter(({ initiatorType }) =>
                ["fetch", "xmlhttprequest"].includes(initiatorType)
            );
            server = calls.reduce((sum, { duration }) => sum + duration / 1000, 0);
        };
        return [
            {
                content: "one tap from the indicator",
                trigger: ".o_asn_indicators tr:contains(Letters issued) .o_asn_note",
                run({ click }) {
                    performance.clearResourceTimings();
                    return click();
                },
            },
            {
                content: "the indicator is chosen, the amount is typed at once",
                trigger: ".modal [name='amount'] input:focus",
                run: "edit 8",
            },
            { trigger: ".modal .o_asn_choice_made:contains(Letters issued)" },
            {
                trigger: ".modal .o_field_widget[name='name'] input",
                run: `edit ${words}`,
            },
            attach("counter.txt", "text/plain", "8 letters"),
            { trigger: ".modal .o_asn_files:contains(counter.txt)" },
            { trigger: SAVE, run: "click" },
            { trigger: NO_DIALOG },
            {
                content: "it counts, and took less than 20 seconds",
                trigger:
                    ".o_asn_indicators tr:contains(Letters issued):contains(66.7 %)",
                run() {
                    count();
                    const seconds = TAP * taps + KEY * keys + server;
                    const text =
                        `Noting work: ${taps} taps, ${keys} keys, ` +
                        `${server.toFixed(2)} s of the server, ` +
                        `${seconds.toFixed(1)} s in all`;
                    if (seconds > 20) {
                        throw new Error(text);
                    }
                },
            },
            {
                content: "its course is a chart, with the entry and its file beside",
                trigger: ".o_asn_indicator_toggle:contains(Letters issued)",
                run: "click",
            },
            { trigger: ".o_asn_burn_up canvas" },
            { trigger: ".o_asn_entries:contains(8 letters at the counter)" },
            { trigger: ".o_asn_entries .o_asn_files:contains(counter.txt)" },
        ];
    },
});

tours.add("asn_appraisal_plan_question", {
    steps: () => [
        {
            content: "evidence is seen without a download",
            trigger: "button.o_asn_files_open:contains(counter.txt)",
            run: "click",
        },
        { trigger: ".o-FileViewer iframe, .o-FileViewer-viewText" },
        { trigger: ".o-FileViewer [aria-label='Close']", run: "click" },
        { trigger: "button[name='action_ask_question']", run: "click" },
        {
            trigger: ".modal .o_field_widget[name='text'] textarea",
            run: "edit Which counter was it?",
        },
        { trigger: ".modal button[name='action_apply']", run: "click" },
        { trigger: NO_DIALOG },
        { trigger: ".alert-warning:contains(Which counter was it?)" },
    ],
});

tours.add("asn_appraisal_plan_answer", {
    steps: () => [
        { trigger: ".alert-warning:contains(Which counter was it?)" },
        {
            trigger: ".o_field_widget[name='answer'] textarea",
            run: "edit The one in the village",
        },
        { trigger: ".o_form_button_save", run: "click" },
        {
            content: "it counts again",
            trigger: ".o_form_view:not(:has(.alert-warning))",
        },
    ],
});

tours.add("asn_appraisal_plan_check", {
    steps: () => [
        {
            content: "what was noted stands beside the rating",
            trigger: ".o_asn_check_facts .o_kanban_record:contains(8 letters)",
        },
        { trigger: ".o_asn_check_facts .o_asn_goal:contains(66.7 %)" },
        {
            trigger: ".o_field_widget[name='rating'] input[data-value='meets']",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name='comment'] textarea",
            run: "edit Goes well, more online",
        },
        { trigger: "button[name='action_complete']", run: "click" },
        { trigger: ".o_field_widget[name='checked_by_id']" },
    ],
});

tours.add("asn_appraisal_plan_read_check", {
    steps: () => [
        { trigger: ".o_field_widget[name='comment']:contains(more online)" },
        { trigger: ".o_asn_check_facts .o_kanban_record:contains(8 letters)" },
    ],
});

tours.add("asn_appraisal_plan_change", {
    steps: () => [
        { trigger: "button[name='action_ask_amend']", run: "click" },
        {
            trigger: ".modal .o_field_widget[name='text'] textarea",
            run: "edit A second counter opens",
        },
        { trigger: ".modal button[name='action_apply']", run: "click" },
        { trigger: ".o_asn_difference:contains(Nothing yet)" },
        { trigger: ".o_asn_goal_open", run: "click" },
        {
            trigger: ".modal .o_field_widget[name='name'] textarea",
            run: "edit Citizens get their letter within an hour",
        },
        { trigger: SAVE, run: "click" },
        { trigger: NO_DIALOG },
        { trigger: ".o_asn_difference del:contains(same day)" },
        { trigger: ".o_asn_difference ins:contains(within an hour)" },
        { trigger: "button[name='action_submit']", run: "click" },
        { trigger: ".o_asn_agreement li[aria-current=step]:contains(asn_superior)" },
    ],
});

tours.add("asn_appraisal_plan_agree_change", {
    steps: () => [
        { trigger: ".o_field_widget[name='reason']:contains(A second counter opens)" },
        { trigger: ".o_asn_difference ins:contains(within an hour)" },
        { trigger: "button[name='action_agree']", run: "click" },
        { trigger: ".o_asn_agreement:contains(Agreed by asn_superior)" },
        {
            content: "what was noted goes over to the new version",
            trigger: ".o_asn_indicators tr:contains(Letters issued):contains(66.7 %)",
        },
    ],
});
