# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""What the demonstration data holds: run by `make lint` on a database that has it."""

import json

from freezegun import freeze_time
from lxml import etree

from odoo import fields
from odoo.exceptions import AccessError
from odoo.service.model import get_public_method
from odoo.tests import TransactionCase
from odoo.tools.convert import convert_file
from odoo.tools.safe_eval import safe_eval

from .check_demo_plan import PlanChecks, TestDemoPlan  # noqa: F401 - is run here
from .check_demo_talk import TestDemoTalk  # noqa: F401 - is run with these
from .test_demo_files import LOGIN, ROOT

CYCLES = ("pilot", "last", "running", "wave", "draft", "next")
PAGES = {
    "action_my_evaluations": ("andi", "ratna", "bustami"),
    "action_my_appraisals": ("andi", "ratna", "bustami", "sekar"),
    "action_my_team": ("ratna", "bustami", "sekar"),
    "action_asn_appraisal_cycle": ("sekar", "bustami", "hendra"),
    "action_asn_appraisal": ("sekar", "bustami", "hendra"),
    "action_monitor_evaluations": ("sekar", "bustami", "hendra"),
    "action_asn_appraisal_board": ("sekar", "bustami", "hendra"),
    "action_team_board": ("ratna",),
    "action_asn_appraisal_nudge": ("sekar", "hendra"),
    "action_asn_appraisal_outcome": ("sekar", "hendra"),
    "action_asn_appraisal_seal": ("sekar", "hendra"),
    "action_asn_appraisal_seal_chain": ("sekar", "hendra"),
    "action_my_feedback": ("andi", "ratna"),
    "action_given_feedback": ("andi", "ratna"),
    "action_team_feedback": ("ratna",),
    "action_appreciation_board": ("andi", "sekar", "hendra"),
    "action_asked_of_me": ("andi",),
    "action_my_feedback_requests": ("andi", "ratna", "bayu"),
    "action_my_dialogues": ("andi", "bayu"),
    "action_team_dialogues": ("ratna",),
    "action_my_plans": ("andi", "ratna", "bustami", "sekar"),
    "action_my_progress": ("andi", "ratna", "wulan"),
    "action_my_checks": ("andi", "ratna"),
    "action_waiting_plans": ("ratna", "melati"),
    "action_team_plans": ("ratna", "bustami", "sekar"),
    "action_team_progress": ("ratna", "bustami"),
    "action_team_checks": ("ratna", "bustami"),
    "action_asn_appraisal_plan": ("sekar", "hendra"),
    "action_asn_goal_template": ("sekar",),
    "action_asn_appraisal_acting": ("sekar", "hendra"),
    "action_my_delegations": ("hasan", "erna"),
    "action_asn_appraisal_extension": ("sekar", "hendra", "ratna"),
    "action_asn_appraisal_change": ("sekar", "hendra"),
    "action_my_objections": ("novi", "fajar"),
    "action_objections_to_answer": ("arif",),
    "action_asn_appraisal_objection": ("sekar", "hendra"),
}

SUGGESTED = {
    "result_rating": "result_suggested",
    "behaviour_rating": "behaviour_suggested",
    "result_points": "result_points_suggested",
    "behaviour_points": "behaviour_points_suggested",
}
REASON = {name: f"{name.split('_')[0]}_reason" for name in SUGGESTED}


class TestDemo(PlanChecks, TransactionCase):
    def setUp(self):
        super().setUp()
        self._find_cycles()

    def _find_cycles(self):
        for name in CYCLES:
            setattr(self, name, self._ref("cycle", name))

    def _ref(self, kind, name):
        return self.env.ref(f"asn_appraisal.demo_{kind}_{name}")

    def _count(self, model, cycle, *domain):
        return self.env[model].search_count([("cycle_id", "=", cycle.id), *domain])

    # ------------------------------------------------------------
    # WHAT THE README SAYS
    # ------------------------------------------------------------

    def test_logins_of_the_readme_work(self):
        context = self.env["res.users"]._crypt_context()
        for login, password in LOGIN.findall((ROOT / "README.md").read_text()):
            user = self.env["res.users"].search([("login", "=", login)])
            self.assertTrue(user.active, login)
            self.env.cr.execute(
                "SELECT password FROM res_users WHERE id = %s", (user.id,)
            )
            self.assertTrue(context.verify(password, self.env.cr.fetchone()[0]))

    def test_no_page_is_empty(self):
        """Read what list and form show, as those who open them."""
        for name, logins in PAGES.items():
            action = self.env.ref(f"asn_appraisal.{name}")
            for login in logins:
                user = self._ref("user", login)
                with self.subTest(page=name, login=login):
                    self._read_page(action.with_user(user), user)

    def _read_page(self, action, user):
        # sudo: ir.actions.act_window - the web client reads it for everybody
        action = action.sudo()
        domain = safe_eval(action.domain or "[]", {"uid": user.id})
        Model = self.env[action.res_model].with_user(user)
        for view_id, kind in ((action.view_id.id, "list"), (False, "form")):
            arch = etree.fromstring(Model.get_view(view_id, kind)["arch"])
            names = arch.xpath("//field[not(ancestor::field)]/@name")
            self.env.invalidate_all()  # nothing read by somebody else before
            page = Model.web_search_read(domain, {name: {} for name in names}, limit=80)
            self.assertTrue(page["length"])

    def test_nobody_else_is_in_the_agency(self):
        self._check_nobody_else()
        self.env["asn.appraisal.demo"]._prepare_stage()
        self._check_nobody_else()

    def _check_nobody_else(self):
        people = self.env["hr.employee"].search([])
        self.assertEqual(len(people), 67)
        for record in (*people, *self.env["hr.department"].search([])):
            name = record.get_external_id()[record.id]
            self.assertTrue(name.startswith("asn_appraisal.demo_"), name)

    def test_everybody_starts_on_our_page(self):
        starts = {"andi": "inbox", "ratna": "inbox"}
        starts |= dict.fromkeys(("sekar", "bustami", "hendra"), "asn_appraisal_cycle")
        for login, name in starts.items():
            action = self.env.ref(f"asn_appraisal.action_{name}")
            self.assertEqual(self._ref("user", login).action_id.id, action.id, login)
        users = self.env["hr.employee"].search([]).user_id
        users |= self.env.ref("base.user_admin")
        self.assertFalse(users.filtered(lambda user: not user.action_id))

    def test_what_is_published_is_sealed(self):
        chain = self.env["asn.appraisal.seal.chain"].search([])
        sealed = self.env["asn.appraisal.seal"].search([]).outcome_id
        published = self.env["asn.appraisal.outcome"].search(
            [("state", "in", ("published", "superseded"))]
        )
        self.assertEqual(sealed, published)
        self.assertEqual(chain.count, len(published))
        self.assertFalse(self.env["asn.appraisal.seal.check"]._check(chain))

    def test_people_answered_their_results(self):
        answered = self.env["asn.appraisal.outcome"].search([("response", "!=", False)])
        self.assertEqual(
            set(answered.mapped("response")),
            {"acknowledged", "disagreed", "objected"},
        )
        self.assertEqual(set(answered.mapped("receipt")), {"opened"})

    def test_objections(self):
        """One waits for the appraiser's answer, one has changed a result."""
        found = self.env["asn.appraisal.objection"].search([]).grouped("state")
        waiting, decided = found["filed"], found["decided"]
        self.assertEqual(waiting.employee_id, self._ref("employee", "novi"))
        self.assertEqual(waiting.decider_id, self._ref("employee", "melati"))
        self.assertEqual(decided.employee_id, self._ref("employee", "fajar"))
        self.assertEqual(decided.signatory_id, self._ref("employee", "suparman"))
        self.assertEqual(decided.new_outcome_id.version, 2)
        self.assertEqual(decided.outcome_id.state, "superseded")

    def test_introductions_are_in_both_languages(self):
        for name in CYCLES:
            cycle = getattr(self, name)
            texts = [
                cycle.with_context(lang=lang).introduction
                for lang in ("en_US", "id_ID")
            ]
            self.assertTrue(all(texts), name)
            self.assertNotEqual(*texts)

    def test_decisions_differ_from_what_was_suggested(self):
        self._check_decisions()

    def test_newest_cycle_comes_first(self):
        finished = [self.last, self.pilot]
        for model, cycles in (
            ("asn.appraisal", [self.next, self.wave, self.running, *finished]),
            ("asn.appraisal.outcome", [self.wave, *finished]),
        ):
            found = self.env[model].search([("cycle_id", "!=", self.draft.id)])
            self.assertEqual(list(found.cycle_id), cycles)

    def test_stages(self):
        self._check_stages()

    def test_published_cycle(self):
        self._check_published()

    def test_running_cycle(self):
        self._check_running()

    def test_draft_can_be_launched(self):
        self._check_draft()

    def test_any_day_will_do(self):
        """Play the cycles once more, on the first day of another year."""
        ids = self.env["ir.model.data"].search(
            [
                ("module", "=", "asn_appraisal"),
                ("name", "in", [f"demo_cycle_{name}" for name in CYCLES]),
            ]
        )
        ids.unlink()
        self._end_acting()
        with freeze_time("2041-01-01 06:00:00"):
            convert_file(
                self.env,
                "asn_appraisal",
                "demo/asn_appraisal_cycle_demo.xml",
                {},
                mode="init",
                noupdate=True,
            )
            self._find_cycles()
            self.assertEqual(self.last.date_end.year, 2040)
            self._check_stages()
            self._check_published()
            self._check_decisions()
            self._check_running()
            self._check_draft()
            self._check_plans()

    def _end_acting(self):
        """Give the posts back, so that the other year begins as this one did."""
        Acting = self.env["asn.appraisal.acting"]
        for acting in Acting.search([("state", "=", "active")]):
            acting._workflow_write({"state": "ended", "date_end": acting.date_start})

    # ------------------------------------------------------------
    # WHAT HOLDS ON ANY DAY
    # ------------------------------------------------------------

    def _check_stages(self):
        states = [getattr(self, name).state for name in CYCLES]
        self.assertEqual(
            states,
            ["closed", "published", "evaluation", "calibration", "draft", "planning"],
        )
        self.assertEqual(
            [getattr(self, name).job for name in CYCLES], [False] * len(CYCLES)
        )
        self.assertLess(self.last.publication_date, fields.Date.today())
        self.assertGreater(self.running.evaluation_end, fields.Date.today())

    def _check_published(self):
        outcomes = self.env["asn.appraisal.outcome"].search(
            [("cycle_id", "in", (self.pilot + self.last).ids)]
        )
        self.assertGreaterEqual(len(outcomes), 70)
        self.assertEqual(set(outcomes.mapped("state")), {"published", "superseded"})
        predicates = self.env["asn.predicate"].search([])
        self.assertEqual(outcomes.predicate_id, predicates)
        results = outcomes.result_ids.filtered(lambda r: r.role_id.code == "peer")
        self.assertEqual(set(results.mapped("is_suppressed")), {True, False})
        pooled = outcomes.comment_ids.filtered(lambda comment: not comment.role_id)
        self.assertGreaterEqual(len(pooled.outcome_id), 10)
        texts = outcomes.comment_ids.mapped("text")
        self.assertGreater(len(set(texts)), 0.9 * len(texts))
        differing = outcomes.filtered(lambda o: o.result_reason or o.behaviour_reason)
        self.assertGreaterEqual(len(differing), 5)
        expired = ("state", "=", "expired")
        self.assertTrue(self._count("asn.appraisal.evaluation", self.last, expired))

    def _check_decisions(self):
        """Those that play.json names, with the reason that it gives."""
        path = ROOT / "addons/asn_appraisal/demo/play.json"
        script = json.loads(path.read_text())["cycles"]
        for cycle in ("pilot", "last"):
            for login, decision in script[cycle]["decisions"].items():
                outcome = self.env["asn.appraisal.outcome"].search(
                    [
                        ("cycle_id", "=", getattr(self, cycle).id),
                        ("employee_id", "=", self._ref("employee", login).id),
                        ("version", "=", 1),
                    ]
                )
                for name, value in decision.items():
                    with self.subTest(cycle=cycle, login=login, field=name):
                        self.assertEqual(outcome[name], value)
                        if name in SUGGESTED:
                            self.assertNotEqual(outcome[SUGGESTED[name]], value)
                            self.assertIn(REASON[name], decision)

    def test_acting_superior(self):
        hasan, erna = self._ref("employee", "hasan"), self._ref("employee", "erna")
        taken = self.running.appraisal_ids.filtered(lambda a: a.superior_id == hasan)
        taken = taken.filtered("acting_id")
        self.assertEqual(set(taken.mapped("superior_capacity")), {"plt"})
        self.assertEqual(taken.behalf_of_id, erna)
        self.assertEqual(taken[0].superior_title, "Plt. Sekretaris Kecamatan")

    def _check_running(self):
        self.assertTrue(35 < self.running.submitted_rate < 65)
        begun = ("state", "=", "draft")
        self.assertTrue(self._count("asn.appraisal.evaluation", self.running, begun))
        kinds = set(self.running.issue_ids.mapped("kind"))
        self.assertEqual(kinds, {"no_superior", "no_email", "few_raters"})
        cancelled = ("state", "=", "cancelled")
        self.assertTrue(self._count("asn.appraisal", self.running, cancelled))
        added = self.running.included_employee_ids
        self.assertTrue(added)
        self.assertLessEqual(added, self.running.appraisal_ids.employee_id)
        left_out = self.running.excluded_employee_ids
        self.assertGreaterEqual(len(left_out), 3)
        own = self.env["asn.appraisal.evaluation"].search(
            [
                ("cycle_id", "=", self.running.id),
                ("rater_id", "=", self._ref("employee", "andi").id),
            ]
        )
        self.assertLessEqual({"pending", "draft"}, set(own.mapped("state")))

    def _check_draft(self):
        draft = self.draft.with_user(self._ref("user", "sekar"))
        self.assertEqual(len(draft._get_population()), 5)
        draft.action_check_readiness()
        self.assertFalse(draft.issue_ids.filtered("is_blocking"))
        draft._check_can_launch(draft._get_snapshot())

    # ------------------------------------------------------------
    # THE PLAY
    # ------------------------------------------------------------

    def test_second_play_changes_nothing(self):
        models = ("asn.appraisal.evaluation", "asn.appraisal.outcome", "mail.message")
        before = [self.env[model].search_count([]) for model in models]
        self.env["asn.appraisal.demo"]._play()
        self.assertEqual([self.env[m].search_count([]) for m in models], before)

    def test_play_is_closed_to_rpc(self):
        with self.assertRaises(AccessError):
            get_public_method(self.env["asn.appraisal.demo"], "_play")

    def test_no_mail_waits(self):
        waiting = self.env["mail.mail"].search([("state", "=", "outgoing")])
        # core's own demonstration of events assigns tasks
        self.assertLessEqual({*waiting.mapped("model")}, {"event.event"})

    def test_forms_are_frozen_in_both_languages(self):
        user = self._ref("user", "andi")
        forms = self.env["asn.appraisal.evaluation"].with_user(user)
        form = forms.search([("is_mine", "=", True)], limit=1)
        names = [
            form.with_context(lang=lang).get_sheet()["groups"][0]["name"]
            for lang in ("en_US", "id_ID")
        ]
        self.assertNotEqual(*names)

    def test_chatter_names_who_did_it(self):
        manager = self._ref("user", "sekar").partner_id
        tracked = self.last.message_ids.filtered("tracking_value_ids")
        self.assertIn(manager, tracked.author_id)
