import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts, queryText } from "@odoo/hoot-dom";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    contains,
    makeMockEnv,
    mockService,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { getDefaultConfig } from "@web/views/view";

import { Inbox } from "@asn_appraisal/inbox/inbox";

describe.current.tags("desktop");
defineMailModels();

const MODEL = "asn.appraisal.evaluation";

function makeForm(id, when, vals = {}) {
    return {
        id,
        when,
        name: `Person ${id}`,
        job: "Analyst",
        role_name: "Peer",
        cycle: "2026",
        due_text: "8 December",
        answered: 0,
        total: 21,
        minutes: 7,
        ...vals,
    };
}

async function mountInbox(inbox) {
    onRpc(MODEL, "get_inbox", () => inbox);
    onRpc(MODEL, "action_open_sheet", ({ args }) => `sheet ${args[0]}`);
    mockService("action", {
        doAction(action, options) {
            const context = options?.additionalContext;
            expect.step([action.name || action, JSON.stringify(context)].join(" "));
        },
    });
    await makeMockEnv({ config: getDefaultConfig() }); // as the action service gives it
    await mountWithCleanup(Inbox, { props: { action: {} } });
}

const INBOX = {
    forms: [
        makeForm(1, "late", { answered: 7, minutes: 5 }),
        makeForm(2, "week"),
        makeForm(3, "week"),
    ],
    grids: [
        { cycle_id: 5, role_id: 6, cycle: "2026", role_name: "Superior", count: 4 },
        { cycle_id: 5, role_id: 7, cycle: "2026", role_name: "Peer", count: 1 },
    ],
    others: [
        {
            key: "checks",
            name: "Periodic checks",
            count: 2,
            due_text: "1 December",
            is_late: true,
            action: { name: "Checks" },
        },
    ],
};

test("forms are grouped by when they are due", async () => {
    await mountInbox(INBOX);
    expect(queryAllTexts("section h2")).toEqual([
        "Several people at once",
        "Late1",
        "Within a week2",
        "Beside forms",
    ]);
    expect(queryText(".o_asn_inbox_late .o_asn_inbox_progress")).toInclude("7 of 21");
    expect(queryText(".o_asn_inbox_late")).toInclude("about 5 min");
    expect(queryText(".o_asn_inbox_week .o_asn_inbox_progress:first")).toInclude(
        "Not begun"
    );
    expect(queryText(".o_asn_inbox_sum")).toBe("3 forms, about 19 minutes in all");
});

test("everything is one click away", async () => {
    await mountInbox(INBOX);
    await contains('[data-form="2"]').click();
    await expect.waitForSteps(["sheet 2 "]);
    await contains(".o_asn_inbox_grid").click();
    await expect.waitForSteps([
        'asn_appraisal.action_team_grid {"cycle_id":5,"role_id":6}',
    ]);
    await contains('[data-key="checks"]').click();
    await expect.waitForSteps(["Checks "]);
});

test("forms about others can be declined from the list", async () => {
    onRpc(MODEL, "action_decline", ({ args }) => ({ name: `decline ${args[0]}` }));
    await mountInbox({
        ...INBOX,
        forms: [makeForm(1, "late"), makeForm(2, "late", { can_decline: true })],
    });
    expect("button.o_asn_inbox_decline").toHaveCount(1);
    expect("button.o_asn_inbox_decline").toHaveAttribute(
        "aria-label",
        "Decline the form about Person 2"
    );
    await contains("button.o_asn_inbox_decline").click();
    await expect.waitForSteps(["decline 2 "]);
});

test("one person alone is no page for several", async () => {
    await mountInbox(INBOX);
    expect(".o_asn_inbox_grid").toHaveCount(1);
});

test("an empty inbox says so", async () => {
    await mountInbox({ forms: [], grids: [], others: [] });
    expect(".o_asn_inbox_empty").toHaveCount(1);
    expect(".o_asn_inbox_sum").toHaveCount(0);
});

test("common errors of raters can be read again at any time", async () => {
    await mountInbox(INBOX);
    await contains(".o_asn_inbox_guide").click();
    expect(".modal .o_asn_rater_errors section").toHaveCount(4);
});
