import { describe, expect, test } from "@odoo/hoot";
import {
    click,
    edit,
    press,
    queryAllTexts,
    queryOne,
    queryText,
    resize,
} from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    contains,
    makeMockEnv,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { getDefaultConfig } from "@web/views/view";

import { RoleMatrix } from "@asn_appraisal/role_matrix/role_matrix";

describe.current.tags("desktop");
defineMailModels();

const PLAN = "asn.appraisal.plan";
const GOAL = "asn.appraisal.goal";

function makeMatrix(changes = {}) {
    const person = (number, vals = {}) => ({
        plan_id: number,
        employee_id: number,
        name: `Person ${number}`,
        job: "Analyst",
        state: "draft",
        state_name: "Draft",
        can_edit: true,
        can_open: true,
        note: false,
        ...vals,
    });
    const goal = (id, name) => ({ id, name, kind: "main", indicators: 1 });
    return {
        cycle: "2026",
        superior: "Boss",
        is_mine: true,
        can_hand_on: true,
        own_plan_id: 99,
        reason: false,
        rows: [
            { id: 1, name: "Row one", kind: "main" },
            { id: 2, name: "Row two", kind: "main" },
        ],
        people: [person(10), person(11, { can_edit: false, note: "Agreed" })],
        cells: { "1:10": [goal(100, "Mine")], "0:11": [goal(101, "Theirs")] },
        ...changes,
    };
}

/** Mount the matrix; what it writes is noted as steps. */
async function mountMatrix(matrix = makeMatrix(), stored = "Mine") {
    const choice = { cycle: "2026", cycle_id: 5, superior_id: 6, superior: "Boss" };
    onRpc(PLAN, "get_matrix_choices", () =>
        matrix ? [{ ...choice, is_mine: true }] : []
    );
    onRpc(PLAN, "get_matrix", ({ args }) => {
        expect.step(`matrix ${args}`);
        return matrix;
    });
    onRpc(GOAL, "read", () => [{ id: 100, name: stored }]);
    onRpc(GOAL, "create", ({ args }) => {
        expect.step(`create ${JSON.stringify(args[0])}`);
        return [200];
    });
    onRpc(GOAL, "write", ({ args }) => {
        expect.step(`write ${args[0]} ${JSON.stringify(args[1])}`);
        return true;
    });
    onRpc(GOAL, "unlink", ({ args }) => {
        expect.step(`unlink ${args[0]}`);
        return true;
    });
    await makeMockEnv({ config: getDefaultConfig() }); // as the action service gives it
    await mountWithCleanup(RoleMatrix, { props: { action: { context: {} } } });
    if (matrix) {
        expect.verifySteps(["matrix 5,6"]);
    }
}

const MINE = '[data-item="goal-100"]';
const ADD = '[data-item="add-2:10"]';

test("goals of the superior are rows, people are columns", async () => {
    await mountMatrix();
    expect(queryAllTexts("tbody th .o_asn_matrix_name")).toEqual([
        "Row one",
        "Row two",
        "Serves none of these goals",
    ]);
    expect(queryAllTexts(".o_asn_matrix_person")).toEqual(["Person 10", "Person 11"]);
    expect("tbody tr:eq(0) td:eq(0) .o_asn_matrix_goal").toHaveCount(1);
    expect("tbody tr:eq(2) td:eq(1) .o_asn_matrix_goal").toHaveCount(1);
});

test("a column that is not the user's to change says why", async () => {
    await mountMatrix();
    expect(queryText("thead th:eq(2)")).toInclude("Agreed");
    expect("td.o_asn_matrix_locked .o_asn_matrix_add").toHaveCount(0);
    expect("td.o_asn_matrix_locked").toHaveCount(3);
});

test("a goal typed into an empty place serves the goal of its row", async () => {
    await mountMatrix();
    await contains(ADD).click();
    expect(".o_asn_goal_editor textarea").toBeFocused();
    await edit("New goal");
    await press("Enter");
    await animationFrame();
    expect.verifySteps(['create [{"plan_id":10,"name":"New goal","parent_id":2}]']);
    expect("tbody tr:eq(1) td:eq(0) .o_asn_matrix_goal").toHaveText(/New goal/);
    await animationFrame();
    expect(ADD).toBeFocused();
});

test("a rename writes the name alone", async () => {
    await mountMatrix();
    await contains(MINE).click();
    await edit("Better");
    await press("Enter");
    await animationFrame();
    expect.verifySteps(['write 100 {"name":"Better"}']);
    expect(MINE).toHaveText(/Better/);
});

test("what somebody else wrote meanwhile is not lost", async () => {
    await mountMatrix(makeMatrix(), "Of somebody else");
    await contains(MINE).click();
    await edit("Better");
    await press("Enter");
    await animationFrame();
    expect(".modal-body").toHaveText(/Of somebody else/);
    await contains(".modal-footer .btn-secondary").click();
    expect.verifySteps([]);
    expect(MINE).toHaveText(/Of somebody else/);
});

test("Escape gives up, a click elsewhere keeps what was written", async () => {
    await mountMatrix();
    await contains(MINE).click();
    await edit("Dropped");
    await press("Escape");
    await animationFrame();
    expect(MINE).toHaveText(/Mine/);
    await contains(MINE).click();
    await edit("Kept");
    await click(".o_asn_matrix_corner");
    await animationFrame();
    expect.verifySteps(['write 100 {"name":"Kept"}']);
});

test("a goal moves to another row from the editor, by key and by drag", async () => {
    await mountMatrix();
    await contains(MINE).click();
    await contains(".o_asn_goal_editor select").select("2");
    expect.verifySteps(['write 100 {"parent_id":2}']);
    expect(`tbody tr:eq(1) ${MINE}`).toHaveCount(1);
    await animationFrame();
    queryOne(MINE).focus();
    await press(["alt", "ArrowDown"]);
    await animationFrame();
    expect.verifySteps(['write 100 {"parent_id":false}']);
    expect(`tbody tr:eq(2) ${MINE}`).toHaveCount(1);
    await contains(MINE).dragAndDrop("tbody tr:eq(0) td:eq(0)");
    await animationFrame();
    expect.verifySteps(['write 100 {"parent_id":1}']);
    await contains(MINE).dragAndDrop("tbody tr:eq(0) td:eq(1)");
    expect.verifySteps([]);
});

test("a goal is deleted after a question", async () => {
    await mountMatrix();
    queryOne(MINE).focus();
    await press("Delete");
    await animationFrame();
    await contains(".modal-footer .btn-secondary").click();
    expect.verifySteps([]);
    await contains(MINE).click();
    await contains(".o_asn_goal_delete").click();
    await contains(".modal-footer .btn-primary").click();
    expect.verifySteps(["unlink 100"]);
    expect(MINE).toHaveCount(0);
});

test("Tab reaches one item of the table, arrows the others", async () => {
    await mountMatrix();
    expect('.o_asn_matrix_table [tabindex="0"]').toHaveCount(1);
    expect('.o_asn_matrix_table [tabindex="0"]').toHaveText("Person 10");
    queryOne('.o_asn_matrix_table [tabindex="0"]').focus();
    await press("ArrowDown");
    expect(MINE).toBeFocused();
    await press("ArrowDown");
    expect('[data-item="add-1:10"]').toBeFocused();
    await press("ArrowLeft");
    expect('[data-item="row-1"]').toBeFocused();
    await animationFrame();
    expect('.o_asn_matrix_table [tabindex="0"]').toHaveCount(1);
});

test("reload shows what others did", async () => {
    const matrix = makeMatrix();
    await mountMatrix(matrix);
    matrix.cells["2:10"] = [
        { id: 300, name: "By others", kind: "main", indicators: 0 },
    ];
    await contains(".o_asn_matrix_reload").click();
    expect.verifySteps(["matrix 5,6"]);
    expect('[data-item="goal-300"]').toHaveCount(1);
});

test("a matrix to read says why, and goals without access are plain text", async () => {
    const people = makeMatrix().people.map((person) => ({
        ...person,
        can_edit: false,
        can_open: false,
    }));
    await mountMatrix(makeMatrix({ people, reason: "You can read this matrix." }));
    expect(".o_asn_matrix_reason").toHaveText("You can read this matrix.");
    expect(".o_asn_matrix_add").toHaveCount(0);
    expect("button.o_asn_matrix_goal").toHaveCount(0);
    expect("div.o_asn_matrix_goal").toHaveCount(2);
});

test("without any plan the page says when there will be one", async () => {
    await mountMatrix(null);
    expect(".o_asn_matrix_none").toHaveText(/When HR opens the planning/);
});

test("on a phone it is a list by person or by goal", async () => {
    await resize({ width: 390 });
    await mountMatrix();
    expect(".o_asn_matrix_table").toHaveCount(0);
    expect(".o_asn_matrix_place").toHaveCount(3);
    await contains(".o_asn_matrix_by_goal").click();
    expect(queryAllTexts(".o_asn_matrix_place h3")).toEqual(["Person 10", "Person 11"]);
    await contains(".o_asn_matrix_shown").select("2");
    await contains(ADD).click();
    await edit("On the way");
    await contains(".o_asn_goal_save").click();
    expect.verifySteps(['create [{"plan_id":10,"name":"On the way","parent_id":2}]']);
});
