import { describe, expect, test } from "@odoo/hoot";
import {
    click,
    edit,
    press,
    queryAll,
    queryAllTexts,
    queryOne,
    queryText,
} from "@odoo/hoot-dom";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    contains,
    mockService,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";

import { RatingSheet } from "@asn_appraisal/rating_sheet/rating_sheet";

describe.current.tags("desktop");
defineMailModels();

const MODEL = "asn.appraisal.evaluation";

function makeSheet(changes = {}) {
    const item = (id, vals = {}) => ({
        id,
        text: `Statement ${id}`,
        anchors: null,
        value: null,
        not_observed: false,
        comment: "",
        ...vals,
    });
    return {
        evaluation: {
            id: 7,
            state: "pending",
            editable: true,
            closed_reason: false,
            role: "peer",
            role_name: "Peer",
            employee_name: "Andi",
            job: "Analyst",
            department: "Unit",
            cycle: "Cycle",
            period: "2026",
            due_text: "8 December",
            introduction: "",
            visibility: "Nobody reads single answers.",
        },
        levels: [1, 2, 3, 4, 5].map((value) => ({ value, name: `Level ${value}` })),
        comment_rule: "extremes",
        groups: [
            {
                id: 1,
                name: "Accountable",
                description: "",
                dimension_name: "Work Behaviour",
                anchors: { 1: "Hides mistakes", 4: "Reports early" },
                items: [item(11), item(12, { value: 4 })],
            },
        ],
        notes: { strengths: "", improvements: "" },
        ...changes,
    };
}

/** Mount the sheet; what it saves is noted as steps. */
async function mountSheet(
    sheet = makeSheet(),
    submit = { missing: [], next_id: false }
) {
    onRpc(MODEL, "get_sheet", () => sheet);
    onRpc(MODEL, "get_neighbours", () => ({
        previous_id: false,
        next_id: 8,
        place: 1,
        places: 2,
    }));
    onRpc(MODEL, "save_answer", ({ args }) => {
        expect.step(`answer ${args[1]} ${JSON.stringify(args[2])}`);
        return true;
    });
    onRpc(MODEL, "save_notes", ({ args }) => {
        expect.step(`notes ${JSON.stringify(args[1])}`);
        return true;
    });
    onRpc(MODEL, "submit_sheet", () => {
        expect.step("submit");
        return submit;
    });
    await mountWithCleanup(RatingSheet, {
        props: { record: { resId: 7, data: {} }, readonly: false },
    });
}

test("says who sees the answers and how far the rater has come", async () => {
    await mountSheet();
    expect(queryText(".o_asn_sheet_progress")).toBe("1 of 2");
    expect(".o_asn_sheet:contains(Nobody reads single answers.)").toHaveCount(1);
    expect(queryAllTexts(".o_asn_chosen .o_asn_pill_value")).toEqual(["4"]);
});

test("a click is saved at once and shows the anchor", async () => {
    await mountSheet();
    await contains('[data-criterion="11"] [data-value="4"]').click();
    await expect.waitForSteps(['answer 11 {"value":4}']);
    expect(queryText('[data-criterion="11"] .o_asn_anchor')).toBe(
        "Level 4: Reports early"
    );
    expect(queryText(".o_asn_sheet_progress")).toBe("2 of 2");
});

test("keys choose levels and move between statements", async () => {
    await mountSheet();
    queryOne('[data-criterion="11"] [tabindex="0"]').focus();
    await press("2");
    await press("ArrowRight");
    await animationFrame();
    expect(queryText('[data-criterion="11"] .o_asn_chosen')).toInclude("3");
    await press("ArrowDown");
    await press("0");
    await animationFrame();
    expect('[data-criterion="12"] .o_asn_pill_none').toHaveClass("o_asn_chosen");
    await expect.waitForSteps([
        'answer 11 {"value":2}',
        'answer 11 {"value":3}',
        'answer 12 {"not_observed":true}',
    ]);
});

test("shortcuts of the browser choose nothing", async () => {
    await mountSheet();
    queryOne('[data-criterion="11"] [tabindex="0"]').focus();
    await press(["ctrl", "2"]);
    await press(["alt", "3"]);
    await animationFrame();
    expect('[data-criterion="11"] .o_asn_chosen').toHaveCount(0);
});

test("the focus goes on to what comes in place of a button", async () => {
    await mountSheet();
    queryOne('[data-criterion="11"] .o_asn_add_comment').focus();
    await press("Enter");
    await animationFrame();
    expect('[data-criterion="11"] textarea').toBeFocused();
    queryOne(".o_asn_submit").focus();
    await press("Enter");
    await expect.waitForSteps(["submit"]);
    await animationFrame();
    expect(".o_asn_sheet_thanks").toBeFocused();
});

test("a comment stays open when all its text is deleted", async () => {
    await mountSheet();
    await contains('[data-criterion="11"] .o_asn_add_comment').click();
    await contains('[data-criterion="11"] textarea').edit("x");
    await contains('[data-criterion="11"] textarea').clear();
    expect('[data-criterion="11"] textarea').toHaveCount(1);
    await advanceTime(1000);
    await expect.waitForSteps([
        'answer 11 {"comment":"x"}',
        'answer 11 {"comment":""}',
    ]);
});

test("the point that still needs an answer says so to a screen reader", async () => {
    const missing = [{ criterion_id: 11, reason: "answer" }];
    await mountSheet(makeSheet(), { missing, next_id: false });
    await contains(".o_asn_submit").click();
    await expect.waitForSteps(["submit"]);
    const group = '[data-criterion="11"] [role="radiogroup"]';
    expect(group).toHaveAttribute("aria-invalid", "true");
    const described = queryOne(group).getAttribute("aria-describedby");
    expect(queryText(`#${described}`)).toInclude("choose a level");
});

test("an extreme level asks for a comment, saved after typing", async () => {
    await mountSheet();
    await contains('[data-criterion="11"] [data-value="1"]').click();
    expect('[data-criterion="11"] textarea').toHaveCount(1);
    await click('[data-criterion="11"] textarea');
    await edit("Lost the file");
    await expect.waitForSteps(['answer 11 {"value":1}']);
    await advanceTime(1000);
    await expect.waitForSteps(['answer 11 {"comment":"Lost the file"}']);
});

test("submit shows what is missing", async () => {
    const missing = [{ criterion_id: 11, reason: "answer" }];
    await mountSheet(makeSheet(), { missing, next_id: false });
    await contains(".o_asn_submit").click();
    await expect.waitForSteps(["submit"]);
    expect(queryAllTexts(".alert-danger li")).toEqual(["Statement 11"]);
    expect('[data-criterion="11"]').toHaveClass("o_asn_missing");
    expect(".o_asn_sheet_thanks").toHaveCount(0);
});

test("what is still being typed is saved before submitting", async () => {
    await mountSheet();
    await click("#asn_strengths");
    await edit("Helps everybody");
    await contains(".o_asn_submit").click();
    await expect.waitForSteps(['notes {"strengths":"Helps everybody"}', "submit"]);
    expect(".o_asn_sheet_thanks").toHaveCount(1);
});

test("a closed form can be read and not changed", async () => {
    const sheet = makeSheet();
    Object.assign(sheet.evaluation, {
        editable: false,
        closed_reason: "The stage is over.",
    });
    await mountSheet(sheet);
    expect(queryAll(".o_asn_pill:not(:disabled)")).toHaveCount(0);
    expect(".o_asn_submit").toHaveCount(0);
    expect(".o_asn_sheet:contains(The stage is over.)").toHaveCount(1);
});

test("the next person is one click away, after what is typed is saved", async () => {
    await mountSheet();
    await animationFrame();
    onRpc(MODEL, "action_open_sheet", ({ args }) => {
        expect.step(`open ${args[0]}`);
        return { type: "ir.actions.act_window_close" };
    });
    expect(".o_asn_sheet_way:first .o_asn_sheet_previous").not.toBeEnabled();
    expect(queryText(".o_asn_sheet_way:first span")).toBe("Form 1 of 2");
    await click("#asn_strengths");
    await edit("Helps everybody");
    await contains(".o_asn_sheet_skip:first").click();
    await expect.waitForSteps(['notes {"strengths":"Helps everybody"}', "open 8"]);
});

test("a failed save keeps the rater on the form", async () => {
    await mountSheet();
    await animationFrame();
    expect.errors(1);
    onRpc(MODEL, "save_notes", () => {
        throw new Error("no connection");
    });
    await click("#asn_strengths");
    await edit("Helps everybody");
    await contains(".o_asn_sheet_skip:first").click();
    await animationFrame();
    expect(".o_asn_sheet_saved.text-danger").toHaveCount(1);
    expect("#asn_strengths").toHaveCount(1);
    await expect.waitForErrors(["no connection"]);
});

test("before the first form the rater reads the notice and confirms it", async () => {
    const sheet = makeSheet();
    sheet.evaluation.needs_pledge = true;
    onRpc(MODEL, "get_pledge", () => ({
        cycle: "2026",
        confirmed_on: false,
        roles: [
            { role_name: "Peer", visibility: "Nobody reads single answers." },
            { role_name: "Self", visibility: "The superior reads them." },
        ],
    }));
    onRpc(MODEL, "confirm_pledge", ({ args }) => {
        expect.step(`confirm ${args[0]}`);
        sheet.evaluation.needs_pledge = false;
        return true;
    });
    await mountSheet(sheet);
    expect(".o_asn_pill").toHaveCount(0);
    expect(".o_asn_submit").toHaveCount(0);
    expect(queryAllTexts(".o_asn_pledge_roles dd")).toEqual([
        "Nobody reads single answers.",
        "The superior reads them.",
    ]);
    expect(".o_asn_rater_errors section").toHaveCount(4);
    expect(".o_asn_pledge_confirm").not.toBeEnabled();
    await contains("#asn_pledge_read").click();
    await contains(".o_asn_pledge_confirm").click();
    await expect.waitForSteps(["confirm 7"]);
    await animationFrame();
    expect(".o_asn_pledge").toHaveCount(0);
    expect('[data-criterion="11"] .o_asn_pill').toHaveCount(6);
});

test("the time of work goes along with what is saved", async () => {
    await mountSheet();
    onRpc(MODEL, "save_answer", ({ kwargs }) => {
        expect.step(`seconds ${kwargs.seconds}`);
        return true;
    });
    await advanceTime(5000);
    await contains('[data-criterion="11"] [data-value="4"]').click();
    await expect.waitForSteps(["seconds 5"]);
    await advanceTime(600000); // a long break counts as one minute
    await contains('[data-criterion="11"] [data-value="3"]').click();
    await expect.waitForSteps(["seconds 60"]);
});

test("a rater who cannot judge declines; what was typed is saved first", async () => {
    const sheet = makeSheet();
    sheet.evaluation.can_decline = true;
    onRpc(MODEL, "action_decline", () => {
        expect.step("decline");
        return { name: "Decline" };
    });
    mockService("action", {
        doAction(action, { onClose }) {
            expect.step(action.name);
            Object.assign(sheet.evaluation, {
                editable: false,
                can_decline: false,
                can_take_back: true,
                closed_reason: "You have declined.",
            });
            return onClose();
        },
    });
    await mountSheet(sheet);
    await click("#asn_strengths");
    await edit("Helps everybody");
    await contains(".o_asn_sheet_decline").click();
    await expect.waitForSteps([
        'notes {"strengths":"Helps everybody"}',
        "decline",
        "Decline",
    ]);
    await animationFrame();
    expect(".o_asn_sheet_decline").toHaveCount(0);
    expect(".o_asn_submit").toHaveCount(0);
    expect(".o_asn_sheet .alert-warning").toHaveText(/You have declined/);
    onRpc(MODEL, "action_take_back_decline", ({ args }) => {
        expect.step(`take back ${args[0]}`);
        Object.assign(sheet.evaluation, {
            editable: true,
            can_take_back: false,
            closed_reason: false,
        });
        return {};
    });
    await contains(".o_asn_sheet_take_back").click();
    await expect.waitForSteps(["take back 7"]);
    await animationFrame();
    expect(".o_asn_submit").toHaveCount(1);
});

test("a rater reads what HR answered to a decline", async () => {
    const sheet = makeSheet();
    sheet.evaluation.hr_answer = "Three months are enough.";
    await mountSheet(sheet);
    expect(".o_asn_sheet_hr_answer").toHaveText(/Three months are enough/);
});
