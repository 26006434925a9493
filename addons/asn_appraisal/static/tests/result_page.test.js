import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    contains,
    mockService,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";

import { breakLines } from "@asn_appraisal/result_page/chart";
import { ResultPage } from "@asn_appraisal/result_page/result_page";

describe.current.tags("desktop");
defineMailModels();

function makeValue(id, name, self, others, vals = {}) {
    return {
        id,
        name,
        dimension: "behaviour",
        self,
        others,
        means: {},
        hidden: [],
        shown: { superior: others && `${others}.00` },
        texts: { self: self && `${self}.00`, others: others && `${others}.00` },
        gap: "alike",
        gap_text: "Alike.",
        ...vals,
    };
}

function makePage(vals = {}) {
    const values = [
        makeValue(1, "Service", 5, 3, { gap_text: "Others see less." }),
        makeValue(2, "Accountable", 4, 4),
        makeValue(3, "Adaptive", 2, 5),
    ];
    return {
        headline: { predicate: "Good", color: 4, sentences: ["Result: meets."] },
        scale: [1, 5],
        roles: [
            { code: "superior", name: "Superior", is_shown: true },
            { code: "peer", name: "Peer", is_shown: false },
        ],
        values,
        sides: [{ code: "improvements", title: "To work on", values: [values[0]] }],
        year: false,
        trend: [makeYear(1, "2025")],
        steps: [
            { code: "published", title: "Published", text: "4 Jan", status: "done" },
            { code: "response", title: "Response", text: "14 days", status: "open" },
        ],
        ...vals,
    };
}

function makeYear(id, cycle, scale = [1, 5]) {
    return {
        id,
        cycle,
        predicate: "Good",
        color: 4,
        scale,
        scores: { result: 3, behaviour: 4 },
        texts: { result: "3.00", behaviour: "4.00" },
    };
}

function mountPage(vals) {
    const record = {
        resModel: "asn.appraisal",
        resId: 7,
        data: { result_page: makePage(vals) },
        load: () => expect.step("load"),
    };
    return mountWithCleanup(ResultPage, {
        props: { name: "result_page", readonly: true, record },
    });
}

test("the picture, the same as a table, and groups of which nothing is told", async () => {
    await mountPage();
    expect(".o_asn_result_predicate").toHaveText("Good");
    expect(".o_asn_result_radar canvas").toHaveCount(1);
    expect(
        queryAllTexts("[aria-labelledby=asn_result_self_others] table th[scope=col]")
    ).toEqual(["Value", "Superior", "Others"]);
    expect(
        queryAllTexts(
            "[aria-labelledby=asn_result_self_others] table tbody tr:first > *"
        )
    ).toEqual(["Service", "3.00", "3.00"]);
    expect(".o_asn_result_page").toHaveText(/Not shown, too few answers: Peer\./);
    expect("[data-side=improvements] li").toHaveText(/Others 3\.00, self 5\.00/);
});

test("no picture of others where no group may be shown", async () => {
    const values = [1, 2, 3].map((id) => makeValue(id, `Value ${id}`, 4, null));
    await mountPage({ values, sides: [] });
    expect(".o_asn_result_radar").toHaveCount(0);
    expect("[aria-labelledby=asn_result_self_others] table tbody tr").toHaveCount(3);
});

test("results on unlike scales are listed, not drawn", async () => {
    await mountPage({ trend: [makeYear(1, "2025"), makeYear(2, "2026")] });
    expect(".o_asn_result_trend canvas").toHaveCount(1);
    await mountPage({ trend: [makeYear(1, "2025", [1, 3]), makeYear(2, "2026")] });
    expect(".o_asn_result_trend canvas").toHaveCount(1); // that of the first page
});

test("a response opens the dialog with what was clicked", async () => {
    onRpc("asn.appraisal", "action_respond", ({ args }) => {
        expect.step(`respond ${args[0]}`);
        return { type: "ir.actions.act_window", context: { default_appraisal_id: 7 } };
    });
    mockService("action", {
        doAction(action, options) {
            expect.step(action.context);
            options.onClose();
        },
    });
    await mountPage();
    await contains("button[data-response=disagreed]").click();
    expect.verifySteps([
        "respond 7",
        { default_appraisal_id: 7, default_response: "disagreed" },
        "load",
    ]);
});

test("no buttons once nothing is to be done", async () => {
    const steps = [{ code: "response", title: "R", text: "4 Jan", status: "done" }];
    await mountPage({ steps });
    expect("button[data-response]").toHaveCount(0);
});

test("long names are broken", () => {
    expect(breakLines("Berorientasi Pelayanan")).toEqual(["Berorientasi", "Pelayanan"]);
    expect(breakLines("Kerja sama")).toEqual(["Kerja sama"]);
});
