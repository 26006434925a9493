import { describe, expect, test } from "@odoo/hoot";
import {
    edit,
    manuallyDispatchProgrammaticEvent,
    press,
    queryAllTexts,
    queryOne,
    queryText,
    resize,
} from "@odoo/hoot-dom";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    contains,
    makeMockEnv,
    makeServerError,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { getDefaultConfig } from "@web/views/view";

import { TeamGrid } from "@asn_appraisal/team_grid/team_grid";

describe.current.tags("desktop");
defineMailModels();

const MODEL = "asn.appraisal.evaluation";

function makeGrid(changes = {}) {
    const person = (id, criteria = [1, 2, 3]) => ({
        id,
        name: `Person ${id}`,
        job: "Analyst",
        comment_rule: "extremes",
        criteria,
    });
    const item = (id) => ({ id, text: `Statement ${id}`, anchors: null });
    const group = (id, ids) => ({
        id,
        name: `Value ${id}`,
        anchors: { 4: "Reports early" },
        items: ids.map(item),
    });
    return {
        levels: [1, 2, 3, 4, 5].map((value) => ({ value, name: `Level ${value}` })),
        groups: [group(90, [1, 2]), group(91, [3])],
        people: [person(10), person(11, [1, 2])],
        answers: { 10: {}, 11: { 1: makeAnswer(4), 2: makeAnswer(3) } },
        due_text: "8 December",
        visibility: "The person reads your answers.",
        needs_pledge: false,
        ...changes,
    };
}

function makeAnswer(value, comment = "") {
    return { value, not_observed: false, comment };
}

/** Mount the page; what it saves is noted as steps. */
async function mountGrid(grid = makeGrid(), found = {}) {
    const choice = { cycle_id: 5, role_id: 6, cycle: "2026", role_name: "Superior" };
    onRpc(MODEL, "get_grid_choices", () => [{ ...choice, count: 2, leads: true }]);
    onRpc(MODEL, "get_grid", () => structuredClone(grid));
    onRpc(MODEL, "get_grid_answers", () => structuredClone(grid.answers));
    onRpc(MODEL, "save_answers", ({ args }) => {
        expect.step(`${args[0]} ${JSON.stringify(args[1])}`);
        return { answered: 1, total: 3 };
    });
    onRpc(MODEL, "submit_sheets", ({ args }) => {
        expect.step(`submit ${args[0]}`);
        return { submitted: [], missing: {}, closed: {}, ...found };
    });
    await makeMockEnv({ config: getDefaultConfig() }); // as the action service gives it
    await mountWithCleanup(TeamGrid, { props: { action: { context: {} } } });
}

const cell = (form, criterion) => `[data-item="${form}:${criterion}"]`;

async function goTo(form, criterion) {
    queryOne(cell(form, criterion)).focus();
    await animationFrame();
}

test("people are rows, criteria are columns", async () => {
    await mountGrid();
    expect(queryAllTexts(".o_asn_grid_person")).toEqual(["Person 10", "Person 11"]);
    expect(queryAllTexts(".o_asn_grid_criterion")).toEqual([
        "Statement 1",
        "Statement 2",
        "Statement 3",
    ]);
    expect(queryText(cell(11, 1))).toBe("4");
    expect("tbody tr:eq(1) .o_asn_grid_unasked").toHaveCount(1);
    expect(queryText(".o_asn_grid_complete")).toBe("1 of 2 people complete");
});

test("keys choose levels, N and Delete, and arrows move", async () => {
    await mountGrid();
    await goTo(10, 1);
    await press("3");
    await press("ArrowRight");
    await press("n");
    await press("ArrowDown");
    await press("Delete");
    await animationFrame();
    expect(cell(11, 2)).toBeFocused();
    expect(queryText(cell(10, 1))).toBe("3");
    expect(queryText(cell(10, 2))).toBe("N");
    expect(queryText(cell(11, 2))).toBe("·");
    await expect.waitForSteps([
        '10 {"1":{"value":3,"not_observed":false}}',
        '10 {"2":{"value":null,"not_observed":true}}',
        '11 {"2":{"value":null,"not_observed":false}}',
    ]);
});

test("shortcuts of the browser choose nothing", async () => {
    await mountGrid();
    await goTo(10, 1);
    await press(["ctrl", "2"]);
    await press(["alt", "3"]);
    await animationFrame();
    expect(queryText(cell(10, 1))).toBe("·");
});

test("a key opens the comment and Escape goes back to the cell", async () => {
    await mountGrid();
    await goTo(10, 2);
    await press("c");
    expect(".o_asn_grid_panel textarea").toBeFocused();
    await edit("Seen in May");
    await press("Escape");
    await animationFrame();
    await animationFrame();
    expect(cell(10, 2)).toBeFocused();
    expect(cell(10, 2)).toHaveClass("o_asn_grid_said");
    await expect.waitForSteps(['10 {"2":{"comment":"Seen in May"}}']);
});

test("an extreme level asks for a comment and is not complete without", async () => {
    await mountGrid();
    await goTo(11, 1);
    await press("5");
    await animationFrame();
    expect(cell(11, 1)).toHaveClass("o_asn_grid_wants");
    expect(queryText(".o_asn_grid_complete")).toBe("0 of 2 people complete");
    await expect.waitForSteps(['11 {"1":{"value":5,"not_observed":false}}']);
});

test("what another tab wrote comes in, what is typed here stays", async () => {
    const grid = makeGrid();
    await mountGrid(grid);
    await goTo(10, 2);
    await press("c");
    await edit("Mine");
    grid.answers[10] = { 1: makeAnswer(2), 2: makeAnswer(1, "Theirs") };
    await manuallyDispatchProgrammaticEvent(window, "focus");
    await animationFrame();
    expect(queryText(cell(10, 1))).toBe("·", { message: "waits for the typing" });
    await advanceTime(1000);
    await expect.waitForSteps(['10 {"2":{"comment":"Mine"}}']);
    grid.answers[10][2] = makeAnswer(1, "Mine");
    await advanceTime(20000);
    await animationFrame();
    expect(queryText(cell(10, 1))).toBe("2");
    expect(queryText(cell(10, 2))).toBe("1");
    expect(".o_asn_grid_panel textarea").toHaveValue("Mine");
});

test("whoever overwrites what another window wrote is told", async () => {
    await mountGrid();
    onRpc(MODEL, "save_answers", ({ kwargs }) => {
        expect.step(JSON.stringify(kwargs.seen));
        return { answered: 1, total: 3, replaced: { 1: { value: 2 } } };
    });
    await goTo(11, 1);
    await press("3");
    await animationFrame();
    await expect.waitForSteps(['{"1":{"value":4,"not_observed":false,"comment":""}}']);
    await animationFrame();
    expect(queryText(".o_notification_content")).toBe(
        "Person 11, “Statement 1”: meanwhile “Level 2” had been entered in another window. What you entered last is kept."
    );
    expect(queryText(cell(11, 1))).toBe("3");
    await press("5");
    await expect.waitForSteps(['{"1":{"value":3,"not_observed":false,"comment":""}}']);
});

test("a form that is submitted elsewhere leaves the page", async () => {
    const grid = makeGrid();
    await mountGrid(grid);
    grid.people.pop();
    delete grid.answers[11];
    await advanceTime(20000);
    await animationFrame();
    expect(queryAllTexts(".o_asn_grid_person")).toEqual(["Person 10"]);
});

test("what was not saved is told and sent again", async () => {
    await mountGrid();
    expect.errors(1);
    let isDown = true;
    onRpc(MODEL, "save_answers", ({ args }) => {
        if (isDown) {
            throw new Error("no connection");
        }
        expect.step(`again ${args[0]} ${JSON.stringify(args[1])}`);
        return {};
    });
    await goTo(10, 1);
    await press("3");
    await animationFrame();
    expect(".o_asn_grid_saved").toHaveClass("text-danger");
    isDown = false;
    await contains(".btn-outline-danger").click();
    await expect.waitForSteps(['again 10 {"1":{"value":3,"not_observed":false}}']);
    await animationFrame();
    expect(queryText(".o_asn_grid_saved")).toBe("Saved");
    await expect.waitForErrors(["no connection"]);
});

test("what the server refuses is shown as it is there", async () => {
    await mountGrid();
    expect.errors(1);
    onRpc(MODEL, "save_answers", () => {
        throw makeServerError({ type: "UserError", message: "It is closed" });
    });
    await goTo(11, 1);
    await press("2");
    await animationFrame();
    await animationFrame();
    expect(queryText(cell(11, 1))).toBe("4");
    await expect.waitForErrors(["It is closed"]);
});

test("submitting says what is missing and leads there", async () => {
    const missing = { 10: [{ criterion_id: 2, reason: "answer" }] };
    await mountGrid(makeGrid(), { submitted: [11], missing });
    await contains(".o_asn_grid_submit").click();
    await contains(".modal .btn-primary").click();
    await expect.waitForSteps(["submit 10,11"]);
    expect(queryText(".o_asn_grid_report")).toInclude("1 forms are submitted");
    expect("tbody tr:eq(0) td:eq(1)").toHaveClass("o_asn_grid_missing");
    await contains(".o_asn_grid_report li button").click();
    await animationFrame();
    expect(cell(10, 2)).toBeFocused();
});

test("one criterion for all people, with its anchors", async () => {
    await mountGrid();
    await contains(".o_asn_grid_by_criterion").click();
    expect(queryAllTexts(".o_asn_grid_place h3")).toEqual(["Person 10", "Person 11"]);
    expect(queryText(".o_asn_grid_anchors")).toInclude("Reports early");
    expect(queryText(".o_asn_grid_spread")).toBe("1 × level 4");
    queryOne('[data-answer="10:1"] [tabindex="0"]').focus();
    await press("2");
    await press("ArrowDown");
    await press("n");
    await animationFrame();
    expect(queryText(".o_asn_grid_spread")).toBe("1 × level 2");
    await expect.waitForSteps([
        '10 {"1":{"value":2,"not_observed":false}}',
        '11 {"1":{"value":null,"not_observed":true}}',
    ]);
    await contains(".o_asn_grid_forward").click();
    await contains(".o_asn_grid_forward").click();
    expect(queryAllTexts(".o_asn_grid_place h3")).toEqual(["Person 10"]);
});

test("on a phone it is one criterion or one person", async () => {
    await resize({ width: 390, height: 800 });
    await mountGrid();
    expect("table").toHaveCount(0);
    expect(".o_asn_grid_by_grid").toHaveCount(0);
    expect(".o_asn_grid_place").toHaveCount(2);
    await contains(".o_asn_grid_by_person").click();
    expect(queryAllTexts(".o_asn_grid_place h3")).toEqual([
        "Statement 1",
        "Statement 2",
        "Statement 3",
    ]);
});

test("before the first form the notice is read here as well", async () => {
    onRpc(MODEL, "get_pledge", () => ({ cycle: "2026", roles: [] }));
    await mountGrid(makeGrid({ needs_pledge: true }));
    expect(".o_asn_pledge").toHaveCount(1);
    expect("table").toHaveCount(0);
});
