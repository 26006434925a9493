import { describe, expect, test } from "@odoo/hoot";
import { click, edit, queryAllTexts, queryOne, queryText } from "@odoo/hoot-dom";
import { advanceTime } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    contains,
    getService,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { WebClient } from "@web/webclient/webclient";

describe.current.tags("desktop");
defineMailModels();

const MODEL = "asn.appraisal.sheet.preview";
const FORMS = [
    {
        id: 1,
        name: "Staff",
        roles: [
            { code: "self", name: "Oneself" },
            { code: "peer", name: "Peer" },
        ],
    },
    { id: 2, name: "Leaders", roles: [{ code: "peer", name: "Peer" }] },
];

function makeSheet({ form_id, role_code }) {
    return {
        evaluation: {
            id: false,
            preview: true,
            state: "pending",
            editable: true,
            closed_reason: false,
            role: role_code,
            role_name: role_code,
            employee_name: "Name of the Person",
            job: "Post",
            department: "Unit",
            cycle: `Form ${form_id}`,
            period: "",
            introduction: "",
            visibility: "",
        },
        levels: [1, 2, 3, 4, 5].map((value) => ({ value, name: `Level ${value}` })),
        comment_rule: "optional",
        groups: [
            {
                id: 1,
                name: "Accountable",
                anchors: {},
                items: [11, 12].map((id) => ({
                    id,
                    text: `Statement ${id} of ${role_code}`,
                    anchors: null,
                    value: null,
                    not_observed: false,
                    comment: "",
                })),
            },
        ],
        notes: { strengths: "", improvements: "" },
    };
}

/** Open the preview; every call to the server is noted as a step. */
async function openPreview({ forms = FORMS, missing = [] } = {}) {
    const note = (method, kwargs) =>
        expect.step(`${method} ${kwargs.form_id} ${kwargs.role_code}`);
    onRpc(MODEL, "get_choices", ({ kwargs }) => {
        expect.step(`choices of cycle ${kwargs.cycle_id}`);
        return forms;
    });
    onRpc(MODEL, "get_sheet", ({ kwargs }) => {
        note("sheet", kwargs);
        return makeSheet(kwargs);
    });
    onRpc(MODEL, "check_sheet", ({ args, kwargs }) => {
        note("check", kwargs);
        expect.step(args[0].map((item) => item.value));
        return missing;
    });
    onRpc("asn.appraisal.evaluation", "*", ({ method }) => {
        expect.step(`forbidden: ${method}`);
    });
    await mountWithCleanup(WebClient);
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "asn_appraisal.rating_sheet_preview",
        name: "Preview",
        params: { cycle_id: 3 },
    });
}

test("shows the sheet of each role and says that nothing is saved", async () => {
    await openPreview();
    await expect.waitForSteps(["choices of cycle 3", "sheet 1 self"]);
    expect(queryText(".o_asn_sheet_preview")).toBe("Preview: nothing is saved.");
    expect(".o_asn_sheet_saved").toHaveCount(0);
    expect(".o_asn_sheet:contains(Statement 11 of self)").toHaveCount(1);
    await contains('[data-role="peer"]').click();
    await expect.waitForSteps(["sheet 1 peer"]);
    expect(".o_asn_sheet:contains(Statement 11 of peer)").toHaveCount(1);
    expect('[data-role="peer"]').toHaveAttribute("aria-pressed", "true");
});

test("another form keeps the role where it is asked", async () => {
    await openPreview();
    await contains('[data-role="peer"]').click();
    await contains(".o_asn_sheet_choices select").select("2");
    await expect.waitForSteps([
        "choices of cycle 3",
        "sheet 1 self",
        "sheet 1 peer",
        "sheet 2 peer",
    ]);
    expect(queryAllTexts(".o_asn_sheet_choices [data-role]")).toEqual(["Peer"]);
});

test("clicks and words go nowhere", async () => {
    await openPreview();
    await contains('[data-criterion="11"] [data-value="4"]').click();
    expect('[data-criterion="11"] .o_asn_chosen').toHaveCount(1);
    expect(queryText(".o_asn_sheet_progress")).toBe("1 of 2");
    await click("#asn_strengths");
    await edit("Helps everybody");
    await advanceTime(2000);
    await expect.waitForSteps(["choices of cycle 3", "sheet 1 self"]);
});

test("submitting tells what is missing, and starts again without a trace", async () => {
    const missing = [{ criterion_id: 12, reason: "answer" }];
    await openPreview({ missing });
    await contains('[data-criterion="11"] [data-value="4"]').click();
    await contains(".o_asn_submit").click();
    expect('[data-criterion="12"]').toHaveClass("o_asn_missing");
    missing.length = 0;
    await contains('[data-criterion="12"] [data-value="3"]').click();
    await contains(".o_asn_submit").click();
    expect(".o_asn_sheet_thanks:contains(nothing was saved)").toHaveCount(1);
    expect(".o_asn_sheet_next").toHaveCount(0);
    await contains(".o_asn_sheet_restart").click();
    expect(".o_asn_chosen").toHaveCount(0);
    await expect.waitForSteps([
        "choices of cycle 3",
        "sheet 1 self",
        "check 1 self",
        [4, null],
        "check 1 self",
        [4, 3],
        "sheet 1 self",
    ]);
    expect(queryOne(".o_asn_sheet_progress")).toHaveText("0 of 2");
});

test("a cycle without forms says so", async () => {
    await openPreview({ forms: [] });
    expect(".o_asn_sheet_choices:contains(no form to look at)").toHaveCount(1);
    expect(".o_asn_sheet").toHaveCount(0);
    await expect.waitForSteps(["choices of cycle 3"]);
});
