import { describe, expect, test } from "@odoo/hoot";
import { press, queryAllTexts, queryOne } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { contains, mountWithCleanup, onRpc } from "@web/../tests/web_test_helpers";

import { EvidencePanel } from "@asn_appraisal/evidence_panel/evidence_panel";

describe.current.tags("desktop");
defineMailModels();

const MODEL = "asn.appraisal.evaluation";

function makeEvidence(changes = {}) {
    const entry = (id, vals = {}) => ({
        id,
        date: "1 March",
        name: `Entry ${id}`,
        amount: "6 files",
        is_questioned: false,
        question: "",
        answer: "",
        files: [],
        ...vals,
    });
    const files = [{ id: 4, name: "receipt.pdf", url: "/web/content/4" }];
    const indicator = {
        id: 2,
        name: "Applications",
        target: "12 files",
        realisation: "6 files",
        percent: "50 %",
        bar: 50,
        excluded: false,
        log: [entry(3, { files })],
    };
    return {
        plan: {
            id: 1,
            state_name: "Agreed",
            percent: "50 %",
            goals: [
                {
                    id: 1,
                    name: "Twelve",
                    percent: "50 %",
                    assessment: false,
                    indicators: [indicator],
                },
            ],
        },
        other: [entry(9, { is_questioned: true, question: "Where?", amount: "" })],
        checks: [],
        feedback: [],
        dialogues: [],
        ...changes,
    };
}

async function mountPanel(evidence = makeEvidence()) {
    onRpc(MODEL, "get_evidence", () => evidence);
    await mountWithCleanup(EvidencePanel, {
        props: { resId: 7, focus: true, close: () => expect.step("close") },
    });
    await animationFrame();
}

test("goals show target, realisation and evidence", async () => {
    await mountPanel();
    expect(".o_asn_evidence_goal").toHaveText(/12 files/);
    expect('[role="progressbar"]').toHaveAttribute("aria-valuetext", "50 %");
    expect(queryOne(".o_asn_evidence_goal a").getAttribute("href")).toBe(
        "/web/content/4"
    );
    expect(".o_asn_evidence_goal a").toHaveAttribute("target", "_blank");
});

test("a questioned entry says that it does not count", async () => {
    await mountPanel();
    expect(queryAllTexts(".o_asn_evidence_entry .badge")).toEqual([
        "Questioned: does not count",
    ]);
});

test("opened by somebody, it has the focus, and Escape closes it", async () => {
    await mountPanel();
    expect("#asn_evidence_title").toBeFocused();
    await press("Escape");
    expect.verifySteps(["close"]);
    await contains(".o_asn_evidence_close").click();
    expect.verifySteps(["close"]);
});

test("where there is nothing, it says so", async () => {
    await mountPanel(makeEvidence({ plan: false, other: [] }));
    expect(".o_asn_evidence_empty").toHaveText(/no plan in this cycle/);
});

test("feedback, checks and dialogues have sections of their own", async () => {
    await mountPanel(
        makeEvidence({
            checks: [{ id: 1, period: "Q1", rating: "Meets", comment: "Go on" }],
            feedback: [
                {
                    id: 1,
                    date: "2 May",
                    kind: "praise",
                    kind_name: "Praise",
                    author: "Budi",
                    criterion: "",
                    text: "Well done",
                },
            ],
            dialogues: [
                {
                    id: 1,
                    date: "3 June",
                    kind_name: "Coaching",
                    agreement: "A course",
                    next_step: "Book it",
                },
            ],
        })
    );
    expect(queryAllTexts(".o_asn_evidence_panel h4")).toEqual([
        "Other work",
        "Periodic checks",
        "Feedback in this period",
        "Dialogues",
    ]);
});
