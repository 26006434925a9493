import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

import { statementsField } from "@asn_appraisal/statements/statements_field";

describe.current.tags("desktop");
defineMailModels();

class Line extends models.Model {
    _name = "line";
    name = fields.Char();
    answer = fields.Selection({
        selection: [
            ["yes", "Yes"],
            ["partly", "Partly"],
            ["no", "No"],
        ],
    });
    _records = [
        { id: 1, name: "I was heard", answer: false },
        { id: 2, name: "I know what is next", answer: "no" },
    ];
}

class Talk extends models.Model {
    _name = "talk";
    line_ids = fields.One2many({ relation: "line" });
    _records = [{ id: 1, line_ids: [1, 2] }];
}

defineModels([Line, Talk]);

function mountForm(readonly) {
    return mountView({
        type: "form",
        resModel: "talk",
        resId: 1,
        arch: `<form><field name="line_ids" widget="asn_statements" readonly="${readonly}"/></form>`,
    });
}

test("one tap answers, another takes it back, and the form saves both", async () => {
    onRpc("talk", "web_save", ({ args }) => {
        expect.step(args[1].line_ids);
    });
    await mountForm(0);
    expect(statementsField.supportedTypes).toEqual(["one2many"]);
    await contains(".o_asn_statement:eq(0) button:contains(Partly)").click();
    expect(".o_asn_statement:eq(0) button[aria-pressed=true]").toHaveText("Partly");
    await contains(".o_asn_statement:eq(1) button:contains(No)").click();
    expect(".o_asn_statement:eq(1) button[aria-pressed=true]").toHaveCount(0);
    await contains(".o_form_button_save").click();
    expect.verifySteps([
        [
            [1, 1, { answer: "partly" }],
            [1, 2, { answer: false }],
        ],
    ]);
});

test("whoever only reads sees answers and no buttons", async () => {
    await mountForm(1);
    expect(".o_asn_statement button").toHaveCount(0);
    expect(queryAllTexts(".o_asn_statement strong")).toEqual(["–", "No"]);
});
