import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts, queryText } from "@odoo/hoot-dom";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { MainComponentsContainer } from "@web/core/main_components_container";

import { BurnUp } from "@asn_appraisal/burn_up/burn_up";
import { Evidence } from "@asn_appraisal/evidence/evidence";
import { PlanAgreement } from "@asn_appraisal/plan_agreement/plan_agreement";
import { PlanDifference } from "@asn_appraisal/plan_difference/plan_difference";

describe.current.tags("desktop");

class Indicator extends models.Model {
    _name = "asn.appraisal.indicator";
    name = fields.Char();
    target_display = fields.Char();
    goal_id = fields.Many2one({ relation: "asn.appraisal.goal" });
    _records = [
        { id: 1, name: "Letters", target_display: "12 letters", goal_id: 1 },
        { id: 2, name: "Days", target_display: "3 days", goal_id: 1 },
    ];
}

class Goal extends models.Model {
    _name = "asn.appraisal.goal";
    name = fields.Char();
    _records = [{ id: 1, name: "Served at once" }];
}

class Progress extends models.Model {
    _name = "asn.appraisal.progress";
    indicator_id = fields.Many2one({ relation: "asn.appraisal.indicator" });
    amount = fields.Float();
    _records = [{ id: 1, indicator_id: 2, amount: 5 }];
}

defineMailModels();
defineModels([Indicator, Goal, Progress]);

function mountField(component, value) {
    const record = { data: { value } };
    return mountWithCleanup(component, {
        props: { name: "value", readonly: true, record },
    });
}

// ---------------------------------------------------------------------
// Chart
// ---------------------------------------------------------------------

const POINTS = [
    { date: "2026-01-01", label: "1 Jan", planned: 0.5, realised: 0 },
    { date: "2026-04-01", label: "1 Apr", planned: 3, realised: 4 },
    { date: "2026-12-31", label: "31 Dec", planned: 12, realised: null },
];

test("the chart says the same in words and as a table", async () => {
    await mountWithCleanup(BurnUp, {
        props: { value: { unit: "files", points: POINTS }, name: "Applications" },
    });
    expect("canvas").toHaveAttribute(
        "aria-label",
        "1 Apr: 4 files done, 3 files planned by then"
    );
    expect("table").toHaveClass("visually-hidden");
    expect(queryAllTexts("tbody tr:nth-child(2) > *")).toEqual([
        "1 Apr",
        "3 files",
        "4 files",
    ]);
    expect(queryText("tbody tr:nth-child(1) td:first")).toBe("0.50 files");
    expect(queryText("tbody tr:nth-child(3) td:last")).toBe("–");
    await contains(".o_asn_burn_up_toggle").click();
    expect("table").not.toHaveClass("visually-hidden");
    expect(".o_asn_burn_up_toggle").toHaveAttribute("aria-expanded", "true");
});

test("a day is as far from the next as it is in the year", async () => {
    const chart = Object.create(BurnUp.prototype);
    chart.props = { value: { unit: "", points: POINTS } };
    const { data, options } = chart.getConfig();
    const [first, second, third] = data.datasets[0].data.map(({ x }) => x);
    expect((second - first) / 864e5).toBe(90);
    expect((third - second) / 864e5).toBe(274);
    expect(options.scales.x.ticks.callback(second)).toBe("1 Apr");
    expect(chart.getMarks()).toEqual([first, second, third]);
    chart.props.value.points = [POINTS[0], { date: "2026-12-01" }, POINTS[2]];
    expect(chart.getMarks()).toEqual([first, third]);
    expect(data.datasets[1].data[2].y).toBe(null);
});

test("where no number measures the work there is no chart", async () => {
    await mountWithCleanup(BurnUp, { props: { value: false } });
    expect("canvas, table").toHaveCount(0);
});

// ---------------------------------------------------------------------
// Agreement and difference
// ---------------------------------------------------------------------

test("the way to the agreement tells each step and its state", async () => {
    await mountField(PlanAgreement, [
        { state: "done", title: "Submitted by Ayu", text: "1 Jan" },
        { state: "now", title: "Budi is asked to agree", text: "for 3 days" },
        { state: "open", title: "Agreed by both sides", text: false },
    ]);
    expect(queryAllTexts("li .visually-hidden")).toEqual(["Done:", "Now:", "Open:"]);
    expect("li:first:contains(Submitted by Ayu)").toHaveCount(1);
    expect("li:last .small").toHaveCount(0);
    expect("li[aria-current=step]").toHaveCount(1);
    expect("li:contains(Budi)").toHaveAttribute("aria-current", "step");
});

test("the difference is a table of before and after", async () => {
    const field = { label: "Planned", before: "120 letters", after: "150 letters" };
    await mountField(PlanDifference, [
        { change: "removed", title: "Old goal", fields: [] },
        { change: "changed", title: "Letters", fields: [field] },
        {
            change: "added",
            title: "New",
            fields: [{ label: "Weight", before: "", after: "1" }],
        },
    ]);
    expect(queryAllTexts(".o_asn_change .badge")).toEqual([
        "Removed",
        "Changed",
        "Added",
    ]);
    expect("del").toHaveText("120 letters");
    expect(queryAllTexts("ins")).toEqual(["150 letters", "1"]);
    expect(queryText(".o_asn_change_field:last td:nth-child(3)")).toBe("–");
});

test("a version that says the same says so", async () => {
    await mountField(PlanDifference, []);
    expect("table").toHaveCount(0);
    expect(".o_asn_difference:contains(Nothing yet)").toHaveCount(1);
});

// ---------------------------------------------------------------------
// Evidence and the choice of an indicator
// ---------------------------------------------------------------------

test("evidence opens in place where a browser can show it", async () => {
    await mountWithCleanup(MainComponentsContainer);
    await mountWithCleanup(Evidence, {
        props: {
            files: [
                { id: 1, name: "counter.png", mimetype: "image/png" },
                { id: 2, name: "list.pdf", mimetype: "application/pdf" },
                { id: 3, name: "data.zip", mimetype: "application/zip" },
            ],
            onRemove: (id) => expect.step(`remove ${id}`),
        },
    });
    expect("button.o_asn_files_open").toHaveCount(2);
    expect("a.o_asn_files_open").toHaveText("data.zip");
    await contains(".o_asn_files_open[data-id='1']").click();
    expect(".o-FileViewer:contains(counter.png)").toHaveCount(1);
    await contains(".o-FileViewer [aria-label='Close']").click();
    await contains(".o_asn_files_remove:last").click();
    expect.verifySteps(["remove 3"]);
});

const ARCH = `
    <form>
        <field name="indicator_id" widget="asn_indicator_choice"/>
        <field name="amount" widget="asn_amount" invisible="not indicator_id"/>
    </form>`;

test("few indicators are large choices, and the amount is typed at once", async () => {
    onRpc("asn.appraisal.progress", "web_save", ({ args }) => {
        expect.step(args[1]);
    });
    await mountView({ type: "form", resModel: "asn.appraisal.progress", arch: ARCH });
    expect(queryAllTexts(".o_asn_choice")).toEqual([
        "Letters\n12 letters · Served at once",
        "Days\n3 days · Served at once",
        "Other work\nkept as a note",
    ]);
    await contains(".o_asn_choice:contains(Letters)").click();
    expect(".o_asn_choice_made strong").toHaveText("Letters");
    expect("[name=amount] input").toBeFocused();
    await contains("[name=amount] input").edit("12", { confirm: false });
    await contains(".o_asn_choice_again").click();
    expect(".o_asn_choice[aria-pressed=true]").toHaveText(/Letters/);
    await contains(".o_asn_choice:contains(Letters)").click();
    await contains(".o_form_button_save").click();
    expect.verifySteps([{ indicator_id: 1, amount: 12 }]);
});

test("what was chosen before is shown, and can be changed", async () => {
    await mountView({
        type: "form",
        resModel: "asn.appraisal.progress",
        resId: 1,
        arch: ARCH,
    });
    expect(".o_asn_choice_made strong").toHaveText("Days");
    expect("[name=amount] input").not.toBeFocused();
});

test("many indicators are searched by typing", async () => {
    for (let id = 3; id < 20; id++) {
        Indicator._records.push({ id, name: `Indicator ${id}`, goal_id: 1 });
    }
    await mountView({ type: "form", resModel: "asn.appraisal.progress", arch: ARCH });
    expect(".o_asn_choice").toHaveCount(0);
    expect("[name=indicator_id] .o-autocomplete--input").toHaveCount(1);
});
