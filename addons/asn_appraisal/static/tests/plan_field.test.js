import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts, queryOne, queryText, waitFor } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    contains,
    getService,
    mockService,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { MainComponentsContainer } from "@web/core/main_components_container";

import { PlanField } from "@asn_appraisal/plan/plan_field";

describe.current.tags("desktop");
defineMailModels();

function makeIndicator(id, vals = {}) {
    return {
        id,
        name: `Indicator ${id}`,
        aspect: "Quantity",
        target: "12 files",
        realisation: "6 files",
        percent: "50 %",
        bar: 50,
        entries: 2,
        questions: 0,
        excluded: false,
        is_open: false,
        ...vals,
    };
}

function makeGoal(id, vals = {}) {
    return {
        id,
        name: `Goal ${id}`,
        is_additional: false,
        owner_name: "Post",
        perspective_name: false,
        parent: false,
        weight: "1",
        share: "50 %",
        percent: "50 %",
        assessment: false,
        reason: false,
        indicators: [makeIndicator(10 * id)],
        ...vals,
    };
}

function makeContent(vals = {}) {
    return {
        percent: "50 %",
        bar: 50,
        approach: "quantitative",
        is_current: true,
        can_edit: false,
        can_copy: false,
        can_judge: false,
        can_hand_on: false,
        goals: [makeGoal(1), makeGoal(2)],
        ...vals,
    };
}

/** Show a plan; what is saved, reloaded or asked of the server is noted as a step. */
async function mountPlan(
    content = makeContent(),
    { saved = true, answers = {}, ...props } = {}
) {
    onRpc("*", ({ method, model, args }) => {
        if (method === "read") {
            expect.step(`chart ${args[0]}`);
            return [{ id: args[0][0], burn_up: false }];
        }
        if (method === "web_search_read") {
            expect.step("entries");
            return { records: [], length: 0 };
        }
        expect.step(`${model} ${method} ${args[0]}`);
        return answers[method] ?? true;
    });
    await mountWithCleanup(PlanField, {
        props: {
            name: "content",
            readonly: true,
            record: {
                resId: 7,
                data: { content },
                save: () => expect.step("save") || saved,
                load: () => expect.step("load"),
            },
            ...props,
        },
    });
}

function mockDialogs() {
    mockService("dialog", {
        add(component, props) {
            expect.step(`dialog ${props.resModel || props.title}`);
            expect.step(props.context || props.resId || "");
            return props.onRecordSaved?.();
        },
    });
}

test("shows goals, their indicators and how far each is", async () => {
    await mountPlan(
        makeContent({
            goals: [
                makeGoal(1, { parent: "Clean water", is_additional: true }),
                makeGoal(2, {
                    indicators: [
                        makeIndicator(20, { excluded: "No data", questions: 2 }),
                    ],
                }),
            ],
        })
    );
    expect(queryAllTexts(".o_asn_goal h3")).toEqual(["1. Goal 1", "2. Goal 2"]);
    expect(queryText(".o_asn_goal:first .o_asn_goal_parent")).toBe(
        "Serves: Clean water"
    );
    expect("[data-goal='1'] .badge:contains(Additional)").toHaveCount(1);
    expect(".o_asn_plan_total strong").toHaveText("50 %");
    expect("[data-indicator='10'] [role=progressbar]").toHaveAttribute(
        "aria-valuetext",
        "50 %"
    );
    expect("[data-indicator='20']").toHaveClass("o_asn_left_out");
    expect("[data-indicator='20']:contains(No data)").toHaveCount(1);
    expect("[data-indicator='20'] .badge:contains(Questioned: 2)").toHaveCount(1);
    expect(".o_asn_note, .o_asn_exclude, .o_asn_goal_remove").toHaveCount(0);
    expect.verifySteps([]);
});

test("a version that is not in force shows no realisation", async () => {
    await mountPlan(makeContent({ is_current: false }));
    expect("[role=progressbar], .o_asn_goal_percent").toHaveCount(0);
    expect(".o_asn_indicators:contains(6 files)").toHaveCount(0);
    expect(".o_asn_indicators:contains(12 files)").toHaveCount(2);
});

test("an empty draft explains three ways to begin", async () => {
    mockDialogs();
    await mountPlan(makeContent({ goals: [], can_edit: true, can_copy: true }));
    expect(queryAllTexts(".o_asn_beginnings h4")).toEqual([
        "Write",
        "Take from the library",
        "Copy",
    ]);
    await contains(".o_asn_copy_last").click();
    expect.verifySteps(["save", "asn.appraisal.plan action_copy_last 7", "load"]);
    await contains(".o_asn_add_goal").click();
    expect.verifySteps([
        "save",
        "dialog asn.appraisal.goal",
        {
            default_plan_id: 7,
            default_sequence: 10,
            default_indicator_ids: [[0, 0, {}]],
        },
        "load",
    ]);
});

test("nothing happens where what was typed elsewhere cannot be saved", async () => {
    mockDialogs();
    await mountPlan(makeContent({ can_edit: true }), { saved: false });
    await contains(".o_asn_add_goal").click();
    await contains("[data-goal='1'] .o_asn_goal_open").click();
    expect.verifySteps(["save", "save"]);
});

test("goals move among their own kind, and the button keeps the focus", async () => {
    const goals = [makeGoal(1), makeGoal(2), makeGoal(3, { is_additional: true })];
    await mountPlan(makeContent({ goals, can_edit: true }));
    expect("[data-goal='1'] .o_asn_goal_move:disabled").toHaveCount(1);
    expect("[data-goal='2'] .o_asn_goal_move:last").not.toBeEnabled();
    expect("[data-goal='3'] .o_asn_goal_move:disabled").toHaveCount(2);
    queryOne("[data-goal='1'] .o_asn_goal_move:last").focus();
    await contains("[data-goal='1'] .o_asn_goal_move:last").click();
    await animationFrame();
    expect.verifySteps(["save", "asn.appraisal.goal web_resequence 2,1,3", "load"]);
    expect("[data-goal='1'] .o_asn_goal_move:last").toBeFocused();
});

test("deleting a goal asks first", async () => {
    await mountWithCleanup(MainComponentsContainer);
    await mountPlan(makeContent({ can_edit: true }));
    await contains("[data-goal='2'] .o_asn_goal_remove").click();
    expect(".modal:contains(Goal 2)").toHaveCount(1);
    expect.verifySteps([]);
    await contains(".modal .btn-primary, .modal .btn-danger").click();
    expect.verifySteps(["save", "asn.appraisal.goal unlink 2", "load"]);
});

test("work is noted at the indicator that it counts for", async () => {
    mockDialogs();
    const goal = makeGoal(1, { indicators: [makeIndicator(10, { is_open: true })] });
    await mountPlan(makeContent({ goals: [goal] }));
    await contains("[data-indicator='10'] .o_asn_note").click();
    expect.verifySteps([
        "save",
        "dialog asn.appraisal.progress",
        { default_indicator_id: 10 },
        "load",
    ]);
});

test("the superior leaves out and counts again", async () => {
    const goal = makeGoal(1, {
        indicators: [makeIndicator(10), makeIndicator(11, { excluded: "No data" })],
    });
    await mountPlan(makeContent({ goals: [goal], can_judge: true }));
    expect(".o_asn_goal_assess").toHaveCount(0);
    await contains("[data-indicator='11'] .o_asn_include").click();
    await contains("[data-indicator='10'] .o_asn_exclude").click();
    expect.verifySteps([
        "save",
        "asn.appraisal.indicator action_include 11",
        "load",
        "save",
        "asn.appraisal.indicator action_ask_exclude 10",
        "load",
    ]);
});

test("a goal of a qualitative plan is assessed in a dialog", async () => {
    await mountPlan(makeContent({ approach: "qualitative", can_judge: true }), {
        answers: { action_ask_assess: { type: "ir.actions.act_window" } },
    });
    getService("action").doAction = async (action, { onClose }) => {
        expect.step(action.type);
        await onClose();
    };
    await contains("[data-goal='1'] .o_asn_goal_assess").click();
    expect.verifySteps([
        "save",
        "asn.appraisal.goal action_ask_assess 1",
        "ir.actions.act_window",
        "load",
    ]);
});

test("beside something else a plan is read alone", async () => {
    const content = makeContent({ can_edit: true, can_judge: true, can_hand_on: true });
    await mountPlan(content, { isCompact: true });
    expect(".o_asn_goal").toHaveCount(2);
    expect(".o_asn_plan .btn").toHaveCount(0);
});

test("what stands behind a percentage is fetched when it is opened", async () => {
    await mountPlan();
    const button = "[data-indicator='10'] .o_asn_indicator_toggle";
    expect(button).toHaveAttribute("aria-expanded", "false");
    await contains(button).click();
    await expect.waitForSteps(["chart 10", "entries"]);
    await waitFor(".o_asn_entries", { timeout: 5000 }); // the chart's code is loaded
    expect(button).toHaveAttribute("aria-expanded", "true");
    expect(".o_asn_entries:contains(Nothing is noted yet)").toHaveCount(1);
    await contains(button).click();
    expect(".o_asn_indicator_detail").toHaveCount(0);
});
