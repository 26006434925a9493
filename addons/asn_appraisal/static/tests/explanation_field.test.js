import { describe, expect, test } from "@odoo/hoot";
import { press, queryAllTexts, queryOne, queryText } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { Component, useState, xml } from "@odoo/owl";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { contains, mountWithCleanup, onRpc } from "@web/../tests/web_test_helpers";

import { ExplanationField } from "@asn_appraisal/explanation/explanation_field";
import { Verification } from "@asn_appraisal/verification/verification";

describe.current.tags("desktop");
defineMailModels();

const MODEL = "asn.appraisal.outcome";

function makeNode(title, vals = {}) {
    return { title, value: false, notes: [], children: [], table: null, ...vals };
}

function makeRow(code, role) {
    return {
        code,
        role,
        status_text: "Counted",
        respondents: 1,
        mean: "4.00",
        weight: "60 %",
        effective_weight: "60 %",
        contribution: "2.40",
    };
}

function makeView() {
    const table = {
        head: ["", "Below", "Meets"],
        rows: [
            {
                title: "Meets",
                cells: [
                    { text: "Poor", mark: "" },
                    { text: "Good", mark: "decided" },
                ],
            },
        ],
    };
    return {
        predicate: makeNode("Predicate", { value: "Good", notes: ["Note"], table }),
        dimensions: [
            {
                code: "behaviour",
                name: "Work Behaviour",
                score: "4.00",
                level_name: "Meets",
                threshold_text: "Below 2.50",
                error_text: false,
                rating: makeNode("Rating", { value: "Meets", notes: ["As suggested"] }),
                rows: [makeRow("superior", "Superior"), makeRow("peer", "Peer")],
                sum_text: "2.40 + 1.60 = 4.00",
            },
        ],
        total: null,
        notes: ["Rounded once"],
    };
}

function makeTree() {
    const tree = makeView();
    const answer = makeNode("Ratna", { value: "4 · Good", notes: ["Keeps promises"] });
    const statement = makeNode("Is honest", { value: "4.00", children: [answer] });
    const [superior, peer] = tree.dimensions[0].rows;
    Object.assign(superior, {
        notes: ["Weight: 60 % as announced."],
        children: [
            makeNode("Accountable", {
                key: 1,
                value: "4.00",
                formula: "(1 × 4.00) ÷ 1 = 4.00",
                children: [statement],
            }),
        ],
    });
    Object.assign(peer, { notes: ["Read by nobody."], children: [] });
    return tree;
}

async function mountField(record = {}) {
    onRpc(MODEL, "get_explanation", ({ args }) => {
        expect.step(`explain ${args[0]}`);
        return makeTree();
    });
    await mountWithCleanup(ExplanationField, {
        props: {
            name: "explanation_view",
            readonly: true,
            record: {
                resModel: MODEL,
                resId: 3,
                data: { explanation_view: makeView() },
                ...record,
            },
        },
    });
}

test("the first level stands there without a click or a request", async () => {
    await mountField();
    expect(queryAllTexts(".o_asn_rows tbody tr td:first-child")).toEqual([
        "Superior",
        "Peer",
    ]);
    expect(".o_asn_explanation:contains(2.40 + 1.60 = 4.00)").toHaveCount(1);
    expect(".o_asn_unfold[aria-expanded='true']").toHaveCount(0);
    expect(".o_asn_row_body").toHaveCount(0);
    expect.verifySteps([]);
});

test("a row unfolds level by level down to an answer, fetched once", async () => {
    await mountField();
    await contains("[data-role='superior']").click();
    expect.verifySteps(["explain 3"]);
    const button = queryOne("[data-role='superior']");
    expect(button).toHaveAttribute("aria-expanded", "true");
    expect(`#${button.getAttribute("aria-controls")}`).toHaveCount(1);
    expect(queryText(".o_asn_row_body p")).toBe("Weight: 60 % as announced.");
    await contains(".o_asn_unfold:contains(Accountable)").click();
    expect(".o_asn_node_body:contains(÷ 1 = 4.00)").toHaveCount(1);
    await contains(".o_asn_unfold:contains(Is honest)").click();
    await contains(".o_asn_unfold:contains(Ratna)").click();
    expect(".o_asn_node_body p:contains(Keeps promises)").toHaveCount(1);
    await contains("[data-role='peer']").click();
    expect(".o_asn_row_body:contains(Read by nobody.)").toHaveCount(1);
    await contains("[data-role='superior']").click();
    expect(".o_asn_node:contains(Accountable)").toHaveCount(0);
    expect.verifySteps([]);
});

test("it works from the keyboard", async () => {
    await mountField();
    queryOne("[data-role='superior']").focus();
    await press("Enter");
    await animationFrame();
    expect(".o_asn_row_body").toHaveCount(1);
    queryOne(".o_asn_row_body .o_asn_unfold").focus();
    await press("Enter");
    await animationFrame();
    expect(".o_asn_row_body .o_asn_unfold:first").toHaveAttribute(
        "aria-expanded",
        "true"
    );
    expect.verifySteps(["explain 3"]);
});

test("the cell of the matrix is marked by words", async () => {
    await mountField();
    await contains(".o_asn_unfold:contains(Predicate)").click();
    expect(queryAllTexts(".o_asn_marked")).toEqual(["Good\n← decided"]);
});

test("everything unfolds and folds with one button", async () => {
    await mountField();
    await contains(".o_asn_unfold_all").click();
    expect(".o_asn_unfold[aria-expanded='false']").toHaveCount(0);
    expect(".o_asn_node_body:contains(Keeps promises)").not.toHaveCount(0);
    await contains(".o_asn_unfold_all").click();
    expect(".o_asn_unfold[aria-expanded='true']").toHaveCount(0);
    expect.verifySteps(["explain 3"]);
});

test("on another form the outcome that it refers to is explained", async () => {
    await mountField({
        resModel: "asn.appraisal",
        data: { explanation_view: makeView(), outcome_id: { id: 8 } },
    });
    await contains("[data-role='peer']").click();
    expect.verifySteps(["explain 8"]);
});

test("another record starts folded and is fetched anew", async () => {
    class Parent extends Component {
        static components = { ExplanationField };
        static props = ["*"];
        static template = xml`
            <button class="next" t-on-click="next">Next</button>
            <ExplanationField name="'explanation_view'" record="state.record"/>`;
        setup() {
            this.state = useState({ record: this.make(3) });
        }
        make(resId) {
            return { resModel: MODEL, resId, data: { explanation_view: makeView() } };
        }
        next() {
            this.state.record = this.make(4);
        }
    }
    onRpc(MODEL, "get_explanation", ({ args }) => {
        expect.step(`explain ${args[0]}`);
        return makeTree();
    });
    await mountWithCleanup(Parent);
    await contains("[data-role='peer']").click();
    await contains(".next").click();
    expect(".o_asn_row_body").toHaveCount(0);
    await contains("[data-role='peer']").click();
    expect.verifySteps(["explain 3", "explain 4"]);
});

test("recomputing says that all is identical, or lists what deviates", async () => {
    let found = {
        state: "identical",
        message: "Identical: 274 figures",
        differences: [],
    };
    onRpc(MODEL, "get_verification", () => found);
    await mountWithCleanup(Verification, {
        props: { record: { resModel: MODEL, resId: 3, data: {} }, readonly: true },
    });
    await contains(".o_asn_verification button").click();
    expect(".alert-success:contains(Identical: 274 figures)").toHaveCount(1);
    expect(".o_asn_verification table").toHaveCount(0);
    const difference = { label: "Mean", stored: "4.99", computed: "4.00" };
    found = { state: "deviating", message: "1 of 274", differences: [difference] };
    await contains(".o_asn_verification button").click();
    expect(".alert-danger:contains(1 of 274)").toHaveCount(1);
    expect(queryAllTexts(".o_asn_verification tbody td")).toEqual([
        "Mean",
        "4.99",
        "4.00",
    ]);
});
