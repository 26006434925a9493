import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts, queryOne } from "@odoo/hoot-dom";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    contains,
    makeMockEnv,
    mockService,
    mountWithCleanup,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import { user } from "@web/core/user";
import { getDefaultConfig } from "@web/views/view";

import { Guide } from "@asn_appraisal/guide/guide";
import { getChapters, getRoles } from "@asn_appraisal/guide/guide_content";

describe.current.tags("desktop");
defineMailModels();

async function open(group, context = {}) {
    patchWithCleanup(user, {
        hasGroup: async (name) => name === `asn_appraisal.group_asn_appraisal_${group}`,
    });
    const env = await makeMockEnv({ config: getDefaultConfig() });
    await mountWithCleanup(Guide, { env, props: { action: { context }, actionId: 1 } });
}

test("everybody begins with the part that they have", async () => {
    await open("manager");
    expect("button.active").toHaveAttribute("data-role", "manager");
    expect("h1").toHaveText("HR Manager");
    await contains("[data-role=employee]").click();
    expect("button.active").toHaveAttribute("data-role", "employee");
    expect(queryAllTexts("h2")).toEqual([
        "Plan",
        "Log of work",
        "Feedback",
        "Dialogue",
    ]);
});

test("a link can ask for a part", async () => {
    await open("none", { guide_role: "superior" });
    expect("button.active").toHaveAttribute("data-role", "superior");
});

test("every chapter says how, by when and who sees it, and leads to its page", async () => {
    const opened = [];
    mockService("action", { doAction: (name) => opened.push(name) });
    await open("none");
    await contains("[data-chapter=log] button").click();
    expect(opened).toEqual(["asn_appraisal.action_my_progress"]);
    for (const { key } of getRoles()) {
        for (const chapter of getChapters(key)) {
            const texts = [...chapter.steps, chapter.when, chapter.who].map(String);
            expect(texts.length).toBeGreaterThan(2);
            expect(texts.every(Boolean)).toBe(true);
            expect(Boolean(chapter.action)).toBe(Boolean(chapter.label));
        }
    }
    expect(queryOne(".o_asn_guide_page").querySelectorAll("section").length).toBe(4);
});
