import { describe, expect, test } from "@odoo/hoot";
import { press, queryAllTexts, queryFirst, queryText } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    contains,
    makeMockEnv,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { getDefaultConfig } from "@web/views/view";
import { MainComponentsContainer } from "@web/core/main_components_container";

import { CalibrationGrid } from "@asn_appraisal/calibration/calibration_grid";

describe.current.tags("desktop");
defineMailModels();

const LEVELS = ["below", "meets", "above"];
const GOOD = { id: 2, name: "Good", color: 4, is_extreme: false };
const BEST = { id: 1, name: "Very good", color: 10, is_extreme: true };
const CELLS = Object.fromEntries(
    LEVELS.flatMap((result) =>
        LEVELS.map((behaviour) => [`${result}/${behaviour}`, GOOD])
    )
);
CELLS["above/above"] = BEST;

function makeRatings(result, behaviour, predicate = GOOD) {
    return {
        result,
        behaviour,
        result_points: 0,
        behaviour_points: 0,
        predicate: predicate.name,
        predicate_id: predicate.id,
        color: predicate.color,
    };
}

function makeRow(id, vals = {}) {
    return {
        id,
        revision: 0,
        name: `Person ${id}`,
        post: "Analyst",
        unit_id: 7,
        unit: "Unit",
        superior: "Superior",
        is_decided: true,
        is_calibrated: true,
        is_confirmed: false,
        is_extreme: false,
        flags: [],
        before: makeRatings("meets", "meets"),
        now: makeRatings("meets", "meets"),
        waiting: false,
        changes: [],
        ...vals,
    };
}

function makeGrid(rows, vals = {}) {
    return {
        id: 5,
        name: "Session",
        cycle: "2026",
        state: "open",
        next_step: "Look",
        can_act: true,
        can_close: false,
        kind: "matrix",
        levels: LEVELS.map((code) => ({ code, name: code })),
        cells: CELLS,
        predicates: [BEST, GOOD],
        reasons: [{ id: 3, name: "Comparable", description: "As others" }],
        units: [{ id: 7, name: "Unit", predicate: "Good", people: 1, lines: [] }],
        rows,
        ...vals,
    };
}

async function mountGrid(grid) {
    onRpc("asn.appraisal.calibration", "get_calibration", () => grid);
    await makeMockEnv({ config: getDefaultConfig() });
    await mountWithCleanup(MainComponentsContainer);
    await mountWithCleanup(CalibrationGrid, {
        props: { action: { params: { calibration_id: 5 } } },
    });
}

async function fillIn(text = "Because") {
    await contains(".modal select").select("3");
    await contains(".modal textarea").edit(text);
    await contains(".modal .btn-primary").click();
}

test("people stand in the cell of their ratings", async () => {
    await mountGrid(
        makeGrid([makeRow(1), makeRow(2, { now: makeRatings("above", "above", BEST) })])
    );
    expect(queryText("td[data-key='meets/meets'] .o_asn_calibration_card")).toBe(
        "Person 1"
    );
    expect(queryText("td[data-key='above/above'] .o_asn_calibration_card")).toBe(
        "Person 2"
    );
});

test("a person is chosen, then a cell, and the reason is asked", async () => {
    onRpc("asn.appraisal.calibration.line", "propose", ({ args }) => {
        expect.step(JSON.stringify(args));
        return { is_stale: false, row: makeRow(1, { revision: 1 }) };
    });
    await mountGrid(makeGrid([makeRow(1)]));
    await contains(".o_asn_calibration_card").click();
    await contains("td[data-key='above/above'] .o_asn_calibration_here").click();
    expect(queryText(".modal .alert-info")).toInclude("second member");
    await fillIn();
    expect.verifySteps([
        JSON.stringify([
            1,
            0,
            { result_rating: "above", behaviour_rating: "above" },
            3,
            "Because",
        ]),
    ]);
    expect(".modal").toHaveCount(0);
});

test("nothing is saved without a reason", async () => {
    await mountGrid(makeGrid([makeRow(1)]));
    await contains(".o_asn_calibration_card").click();
    await contains("td[data-key='below/meets'] .o_asn_calibration_here").click();
    await contains(".modal .btn-primary").click();
    expect(queryText(".modal .alert-warning")).toInclude("choose a reason");
});

test("what was typed stays when another member was faster", async () => {
    const row = makeRow(1, { revision: 4, now: makeRatings("below", "meets") });
    const revisions = [];
    onRpc("asn.appraisal.calibration.line", "propose", ({ args }) => {
        revisions.push(args[1]);
        return { is_stale: revisions.length === 1, row };
    });
    await mountGrid(makeGrid([makeRow(1)]));
    await contains(".o_asn_calibration_card").click();
    await contains("td[data-key='above/meets'] .o_asn_calibration_here").click();
    await fillIn("My words");
    expect(queryText(".modal .alert-warning")).toInclude("Another member");
    expect(queryFirst(".modal textarea").value).toBe("My words");
    await contains(".modal .btn-primary").click();
    expect(revisions).toEqual([0, 4]);
});

test("keys choose, point and move", async () => {
    await mountGrid(makeGrid([makeRow(1)]));
    queryFirst(".o_asn_calibration_card").focus();
    await press("Enter");
    await animationFrame();
    await press("ArrowUp");
    await animationFrame();
    expect("td[data-key='above/meets']").toHaveClass("o_asn_calibration_target");
    await press("Enter");
    await animationFrame();
    expect(".modal").toHaveCount(1);
});

test("a second member answers what waits, its author takes it back", async () => {
    const waiting = {
        id: 9,
        by: "Chair",
        reason_name: "Comparable",
        reason: "x",
        after: makeRatings("above", "above", BEST),
        is_mine: false,
        can_answer: true,
    };
    onRpc("asn.appraisal.calibration.line", "answer_change", ({ args }) => {
        expect.step(JSON.stringify(args));
        return { is_stale: false, row: makeRow(1, { revision: 2 }) };
    });
    await mountGrid(makeGrid([makeRow(1, { waiting, revision: 1 })]));
    await contains(".o_asn_calibration_card").click();
    expect(".o_asn_calibration_here").toHaveCount(0);
    await contains(".o_asn_calibration_person .btn-primary").click();
    await contains(".modal textarea").edit("I agree");
    await contains(".modal .btn-primary").click();
    expect.verifySteps([JSON.stringify([1, 1, true, "I agree"])]);
});

test("only flagged people, with the reason in words", async () => {
    const flags = [{ code: "hinge", text: "Hinges on one" }];
    await mountGrid(makeGrid([makeRow(1), makeRow(2, { flags })]));
    await contains(".o_asn_calibration_flagged").click();
    expect(queryAllTexts(".o_asn_calibration_card")).toEqual(["Person 2"]);
    await contains(".o_asn_calibration_card").click();
    expect(queryText(".o_asn_calibration_person")).toInclude("Hinges on one");
});

test("who looks on moves nobody", async () => {
    await mountGrid(makeGrid([makeRow(1)], { can_act: false }));
    await contains(".o_asn_calibration_card").click();
    expect(".o_asn_calibration_here").toHaveCount(0);
    expect(".o_asn_calibration_card").toHaveAttribute("draggable", "false");
});
