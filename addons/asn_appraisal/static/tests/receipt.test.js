import { describe, expect, test } from "@odoo/hoot";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    defineModels,
    fields,
    MockServer,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineMailModels();

class Result extends models.Model {
    _name = "result";
    is_mine = fields.Boolean();
    state = fields.Char();
    received_on = fields.Datetime();
    _records = [
        { id: 1, is_mine: true, state: "published", received_on: false },
        { id: 2, is_mine: false, state: "published", received_on: false },
        { id: 3, is_mine: true, state: "rated", received_on: false },
        {
            id: 4,
            is_mine: true,
            state: "published",
            received_on: "2027-01-04 03:00:00",
        },
    ];
}

defineModels([Result]);

test("only the own published result is noted, once", async () => {
    onRpc("result", "record_receipt", ({ args }) => {
        expect.step(args[0]);
        MockServer.env["result"].write(args, { received_on: "2027-01-04 03:00:00" });
        return true;
    });
    for (const resId of [1, 2, 3, 4]) {
        await mountView({
            type: "form",
            resModel: "result",
            resId,
            arch: `<form><field name="is_mine"/><field name="state"/><field name="received_on"/><widget name="asn_receipt"/></form>`,
        });
        await animationFrame();
    }
    expect.verifySteps([1]);
});
