# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""A year of work, from the draft of a plan to the rating that it suggests."""

from fractions import Fraction

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.asn_appraisal.tests.plan_common import PlanCommon

from . import plan_reference


@tagged("post_install", "-at_install")
class TestPlanStory(PlanCommon, HttpCase):
    def test_year_of_work(self):
        self._draft_before_the_superior()
        self._agree_and_change()
        self._work_with_evidence()
        self._coach()
        self._rate()
        self._compare_with_the_reference()
        self._move_the_rating()

    # ------------------------------------------------------------
    # THE YEAR, STEP BY STEP
    # ------------------------------------------------------------

    def _draft_before_the_superior(self):
        """The plan is submitted while the superior's own is still empty."""
        above = self._plan(self.superior)
        self.assertFalse(above.goal_ids)
        service = self._goal(self.plan, "Citizens are served within a day", weight=2)
        self._indicator(service, name="Served", target=40, weight=3)
        self._indicator(service, name="Complaints", target=5, direction="less")
        report = self._goal(self.plan, "The yearly report is ready", weight=1)
        self._indicator(
            report, name="Report", direction="date", target_date="2026-06-30"
        )
        self.plan.action_submit()
        self.assertEqual(above.state, "draft")

    def _agree_and_change(self):
        self._as_superior(self.plan).action_agree()
        first = self.plan
        action = self._as_superior(first).action_amend("The counter was rebuilt")
        self.plan = first.browse(action["res_id"])
        served = self._get("Served")
        served.target = 30
        self._goal(self.plan, "Files are digital")
        self._indicator(
            self.plan.goal_ids.filtered(lambda goal: goal.name == "Files are digital"),
            name="Digital",
            target=90,
            direction="exact",
        )
        self._as_superior(self.plan).action_submit()
        self.plan.action_agree()
        self.assertEqual((first.state, self.plan.state), ("superseded", "agreed"))
        self.assertEqual(
            sorted(line["change"] for line in self.plan.difference),
            ["added", "added", "changed"],
        )

    def _work_with_evidence(self):
        self._note(self._get("Served"), 20, "2026-03-01")
        entry = self._note(self._get("Served"), 14, "2026-05-01")
        self._note(self._get("Complaints"), 6, "2026-05-02")
        self._note(self._get("Report"), 0, "2026-06-20")
        self.evidence = (
            self.env["ir.attachment"]
            .with_user(self.person.user_id)
            .create(
                {
                    "name": "evidence.txt",
                    "raw": b"Seen by few",
                    "res_model": entry._name,
                    "res_id": entry.id,
                }
            )
        )
        self._check_evidence_is_closed()

    def _check_evidence_is_closed(self):
        """A colleague opens it neither by id nor by address nor over RPC."""
        user = self.members[1].user_id
        with self.assertRaises(AccessError):
            self.evidence.with_user(user).read(["raw"])
        self.authenticate(user.login, user.login)
        for url in (
            f"/web/content/{self.evidence.id}",
            f"/web/content/ir.attachment/{self.evidence.id}/raw",
            f"/web/image/{self.evidence.id}",
        ):
            with mute_logger("odoo.http"):
                response = self.url_open(url, allow_redirects=False)
            self.assertNotIn(b"Seen by few", response.content, url)
        params = {
            "model": "ir.attachment",
            "method": "read",
            "args": [self.evidence.ids, ["raw", "datas", "name"]],
            "kwargs": {},
        }
        with mute_logger("odoo.http"):
            response = self.url_open("/web/dataset/call_kw", json={"params": params})
        self.assertEqual(
            response.json()["error"]["data"]["name"], "odoo.exceptions.AccessError"
        )

    def _coach(self):
        dialogue = (
            self.env["asn.appraisal.dialogue"]
            .with_user(self.superior.user_id)
            .create(
                {
                    "appraisal_id": self.appraisal.id,
                    "kind": "coaching",
                    "agenda": "Complaints at the counter",
                    "discussion": "Where they come from",
                    "agreement": "A second counter on Mondays",
                }
            )
        )
        dialogue.action_offer()
        theirs = dialogue.with_user(self.person.user_id)
        theirs.answer_ids.write({"answer": "yes"})
        theirs.action_sign()
        self.assertEqual(dialogue.state, "signed")

    def _rate(self):
        self._open_evaluation()
        for form in self.cycle.appraisal_ids.evaluation_ids:
            self._answer(form, 3)
        self._close_evaluation()

    # ------------------------------------------------------------
    # THE ARITHMETIC
    # ------------------------------------------------------------

    def _compare_with_the_reference(self):
        """Plan 60 %, superior 40 %: the sum is that of the slow reference."""
        method = self.cycle._get_frozen()["method"]
        value = plan_reference.value(method, self._read_plan())
        weights = {r["code"]: Fraction(r["result_weight"]) for r in method["roles"]}
        expected = (weights["plan"] * value + weights["superior"] * Fraction(3)) / 100
        outcome = self.appraisal.outcome_ids
        stored = outcome.explanation["dimensions"]["result"]
        self.assertEqual(Fraction(stored["exact"]), expected)
        self.assertEqual(f"{outcome.result_score:.2f}", stored["score"])
        self.assertEqual(
            Fraction(outcome.explanation["plan"]["exact"]), value, "value of the plan"
        )

    def _read_plan(self):
        """Return the plan in force as the reference takes it, read by plain reads."""
        names = ("weight", "direction", "target", "target_date", "realisation")
        names += ("realised_on", "entry_count", "cap", "is_excluded")
        return {
            "approach": self.plan.approach,
            "date_start": self.appraisal.date_start,
            "goals": [
                {
                    "weight": goal.weight,
                    "assessment": goal.assessment,
                    "indicators": [
                        {name: indicator[name] for name in names}
                        for indicator in goal.indicator_ids
                    ],
                }
                for goal in self.plan.goal_ids
            ],
        }

    def _move_the_rating(self):
        """By hand: what one indicator more, or one entry more, comes to.

        Served 34 of 30 gives 113.33 %, complaints 6 of 5 at most give 80 %: the goal
        has (3 x 113.33 + 1 x 80) / 4 = 105 %, value 4. The report on 20 June instead
        of 30 June is 171 of 181 days: 105.52 %, value 4.0350. Nothing is noted
        about digital files: 0 %, value 1. Plan: (2 x 4 + 4.0350 + 1) / 4 = 3.2587.
        Result: 0.6 x 3.2587 + 0.4 x 3 = 3.16, which meets expectation.
        """
        outcome = self.appraisal.outcome_ids
        self.assertEqual(outcome.explanation["plan"]["value"], "3.2587")
        self.assertEqual(f"{outcome.result_score:.2f}", "3.16")
        self.assertEqual(outcome.result_suggested, "meets")
        # A colleague whose plan has no goal is measured by the superior alone.
        other = self._appraisal(self.members[1]).outcome_ids
        self.assertEqual(other.result_score, 3)
        # Had nothing been noted at all, the plan would be worth the lowest value.
        self.cycle.appraisal_ids.outcome_ids.sudo().unlink()
        self.plan.sudo().indicator_ids.progress_ids.unlink()
        job = self.env["asn.appraisal.job.score"]
        vals = job._prepare_scores(self.cycle, self.appraisal)[0][0]
        self.assertEqual(f"{vals['result_score']:.2f}", "1.80")
        self.assertEqual(vals["result_suggested"], "below")

    def _get(self, name):
        """Return an indicator of the plan in force, by name, as the employee."""
        return self.plan.with_user(self.person.user_id).indicator_ids.filtered(
            lambda indicator: indicator.name == name
        )

    def _note(self, indicator, amount=1, date="2026-03-01", **vals):
        today = fields.Date.context_today(indicator)
        self.assertGreater(str(today), date, "The story is told in the past")
        return super()._note(indicator, amount, date, **vals)
