# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import re

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import AppraisalCommon

DAY = "2026-11-10"
TASKS = ("does_plans", "does_rating", "does_decision")
FLOW = "odoo.addons.asn_appraisal.models.asn_appraisal_acting_flow"


class ActingCommon(AppraisalCommon):
    """A deputy beside the team, who acts for its superior."""

    @classmethod
    def setUpClass(cls):
        cls.startClassPatcher(freeze_time(DAY))
        super().setUpClass()
        cls.deputy = cls._employee("asn_deputy", cls.head)

    @classmethod
    def _act(cls, user=None, **vals):
        return (
            cls.env["asn.appraisal.acting"]
            .with_user(user or cls.manager)
            .create(
                {
                    "kind": "plh",
                    "employee_id": cls.deputy.id,
                    "replaced_id": cls.superior.id,
                    "date_start": DAY,
                    "date_end": "2026-11-20",
                }
                | vals
            )
        )

    @classmethod
    def _run_cron(cls, day):
        with freeze_time(day):
            cls.env["asn.appraisal.acting"]._cron_follow_dates()
        cls.env.invalidate_all()

    @classmethod
    def _get_forms(cls, employee=None, kind="superior"):
        forms = cls._appraisal(employee).evaluation_ids
        forms = forms.filtered(lambda form: form.role_kind == kind)
        return {form.rater_id: form.state for form in forms}

    @classmethod
    def _get_superiors(cls):
        return cls.cycle.appraisal_ids.filtered(
            lambda appraisal: appraisal.employee_id in cls.members
        ).superior_id


@tagged("post_install", "-at_install")
class TestActing(ActingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._launch()

    # ------------------------------------------------------------
    # THERE AND BACK
    # ------------------------------------------------------------

    def test_takes_over_at_once_and_gives_back(self):
        self._act(order_number="800/1/2026")
        appraisal = self._appraisal()
        self.assertEqual(self._get_superiors(), self.deputy)
        self.assertEqual(appraisal.superior_capacity, "plh")
        self.assertEqual(appraisal.behalf_of_id, self.superior)
        self.assertEqual(
            self._get_forms(), {self.superior: "cancelled", self.deputy: "pending"}
        )
        # the superior's own appraisal is not the superior's to decide
        self.assertEqual(self._appraisal(self.superior).superior_id, self.head)
        self._run_cron("2026-11-20")
        self.assertEqual(self._get_superiors(), self.deputy)
        self._run_cron("2026-11-21")
        self.assertEqual(self._get_superiors(), self.superior)
        self.assertEqual(appraisal.superior_capacity, "definitive")
        self.assertFalse(appraisal.behalf_of_id or appraisal.acting_id)
        self.assertEqual(
            self._get_forms(), {self.superior: "pending", self.deputy: "cancelled"}
        )

    def test_twice_is_once(self):
        acting = self._act()
        count = len(self._appraisal().message_ids)
        forms = self.cycle.appraisal_ids.evaluation_ids
        for day in (DAY, "2026-11-12", "2026-11-12"):
            self._run_cron(day)
        self.assertEqual(len(self._appraisal().message_ids), count)
        self.assertEqual(self.cycle.appraisal_ids.evaluation_ids, forms)
        for __ in range(2):
            self._run_cron("2026-12-01")
        self.assertEqual(acting.state, "ended")
        self.assertEqual(len(self._appraisal().message_ids), count + 1)
        self.assertEqual(self._get_superiors(), self.superior)

    def test_starts_on_its_day(self):
        acting = self._act(date_start="2026-11-15")
        self.assertEqual(acting.state, "planned")
        self._run_cron("2026-11-14")
        self.assertEqual(self._get_superiors(), self.superior)
        self._run_cron("2026-11-16")
        self.assertEqual((acting.state, self._get_superiors()), ("active", self.deputy))

    def test_missed_altogether(self):
        acting = self._act(date_start="2026-11-15", date_end="2026-11-16")
        self._run_cron("2026-11-17")
        self.assertEqual(acting.state, "ended")
        self.assertEqual(self._get_superiors(), self.superior)

    def test_ended_by_hand_and_renewed(self):
        acting = self._act()
        acting.action_end()
        self.assertEqual(self._get_superiors(), self.superior)
        self.assertEqual(str(acting.date_end), DAY)
        with self.assertRaisesRegex(UserError, "ended already"):
            acting.action_end()
        self.assertEqual(self._act(kind="plt", date_end=False).state, "active")
        self.assertEqual(self._appraisal().superior_capacity, "plt")

    def test_longer_and_shorter(self):
        acting = self._act()
        acting.date_end = "2026-12-05"
        self._run_cron("2026-11-25")
        self.assertEqual(self._get_superiors(), self.deputy)
        acting.date_end = "2026-11-10"
        self._run_cron("2026-11-11")
        self.assertEqual(self._get_superiors(), self.superior)

    def test_copy_follows(self):
        copy = self._act().copy()
        self.assertEqual(str(copy.date_start), "2026-11-21")
        self.assertEqual(str(copy.date_end), "2026-12-01")
        self.assertEqual(copy.state, "planned")

    def test_one_bad_record_stops_nobody(self):
        bad = self._act(
            employee_id=self.members[1].id,
            replaced_id=self.head.id,
            date_start="2026-11-11",
        )
        good = self._act(date_start="2026-11-12")
        start = type(bad)._start

        def fail(acting):
            if acting == bad:
                raise ValueError("bad")
            return start(acting)

        self.patch(type(bad), "_start", fail)
        with mute_logger(FLOW):
            self._run_cron("2026-11-13")
        self.assertEqual(good.state, "active")
        self.assertEqual(bad.state, "planned")

    # ------------------------------------------------------------
    # FORMS
    # ------------------------------------------------------------

    def test_begun_form_stays_or_is_taken_back(self):
        form = self._evaluation(self.person, self.superior)
        item = form.get_sheet()["groups"][0]["items"][0]["id"]
        form.save_answer(item, {"value": 4})
        acting = self._act()
        self.assertEqual(self._get_forms(), {self.superior: "draft"})
        self.assertEqual(acting.left_count, 1)
        acting.action_take_back_forms()
        self.env.invalidate_all()
        self.assertEqual(
            self._get_forms(), {self.superior: "cancelled", self.deputy: "pending"}
        )
        acting.action_end()
        self.env.invalidate_all()
        self.assertEqual(
            self._get_forms(), {self.superior: "draft", self.deputy: "cancelled"}
        )
        self.assertEqual(form.get_sheet()["groups"][0]["items"][0]["value"], 4)

    def test_form_begun_by_the_acting_person(self):
        acting = self._act()
        form = self._evaluation(self.person, self.deputy)
        item = form.get_sheet()["groups"][0]["items"][0]["id"]
        form.save_answer(item, {"value": 4})
        acting.action_end()
        self.env.invalidate_all()
        self.assertEqual(self._get_forms()[self.deputy], "draft")
        self.assertEqual(self._get_forms()[self.superior], "cancelled")
        self.assertEqual(acting.left_count, 1)
        self._answer(form)
        self.env.invalidate_all()
        self.assertEqual(self._get_forms()[self.deputy], "submitted")
        self.assertFalse(acting.left_count)

    def test_submitted_form_counts(self):
        self._answer(self._evaluation(self.person, self.superior))
        self._act()
        self.assertEqual(self._get_forms(), {self.superior: "submitted"})
        self.assertEqual(self._appraisal().superior_id, self.deputy)

    def test_form_of_one_who_has_left_is_taken_back(self):
        form = self._evaluation(self.person, self.superior)
        item = form.get_sheet()["groups"][0]["items"][0]["id"]
        form.save_answer(item, {"value": 4})
        self.superior.active = False
        self._act(kind="plt", date_end=False)
        self.assertEqual(
            self._get_forms(), {self.superior: "cancelled", self.deputy: "pending"}
        )

    def test_colleague_acts_and_is_a_colleague_again(self):
        peer = self.members[1]
        acting = self._act(employee_id=peer.id)
        self.assertEqual(self._get_forms()[peer], "pending")
        self.assertEqual(self._get_forms(kind="peer")[peer], "cancelled")
        # never about oneself
        self.assertEqual(self._appraisal(peer).superior_id, self.superior)
        acting.action_end()
        self.env.invalidate_all()
        self.assertEqual(self._get_forms()[peer], "cancelled")
        self.assertEqual(self._get_forms(kind="peer")[peer], "pending")

    def test_capacity_on_the_form(self):
        self._act(order_number="800/1/2026")
        form = self._evaluation(self.person, self.deputy)
        head = form.get_sheet()["evaluation"]
        self.assertEqual(
            head["capacity"],
            "You act as Plh. Post of asn_superior on behalf of asn_superior. "
            "Order no. 800/1/2026.",
        )
        self._answer(form)
        self.assertEqual(form.rater_title, "Plh. Post of asn_superior")
        own = self._evaluation(self.person, self.person)
        self.assertFalse(own.get_sheet()["evaluation"]["capacity"])

    # ------------------------------------------------------------
    # DECISION AND PRINT
    # ------------------------------------------------------------

    def test_decision_stays_with_who_took_it(self):
        acting = self._act(date_end="2026-12-31")
        for form in self.cycle.appraisal_ids.evaluation_ids.filtered("is_open"):
            self._answer(form)
        self._close_evaluation()
        wizard = self.env["asn.appraisal.decision"].with_user(self.deputy.user_id)
        wizard = wizard.create({"appraisal_id": self._appraisal().id})
        self.assertIn("Plh. Post of asn_superior", wizard.capacity_text)
        with self.assertRaises(AccessError):
            self.env["asn.appraisal.decision"].with_user(self.superior.user_id).create(
                {"appraisal_id": self._appraisal(self.members[1]).id}
            )
        for appraisal in self.cycle.appraisal_ids:
            self._decide(appraisal)
        acting.action_end()
        self._publish()
        outcome = self._appraisal().outcome_ids
        self.assertEqual(outcome.superior_id, self.superior)
        self.assertEqual(outcome.signatory_id, self.deputy)
        text = self._get_report("report_appraisal_result", self._appraisal())
        self.assertIn("Plh. Post of asn_superior", text)
        self.assertIn("asn_deputy", text)
        self.assertNotIn("<u>asn_superior<", text)

    def _get_report(self, name, record):
        Report = self.env["ir.actions.report"].with_user(self.superior.user_id)
        html, __ = Report._render_qweb_html(f"asn_appraisal.{name}", record.ids)
        return re.sub(r"\s+", " ", html.decode())

    def test_delegate_signs_on_behalf(self):
        self._act(kind="delegate", post="Camat")
        self.assertEqual(self._appraisal().superior_title, "a.n. Camat")

    # ------------------------------------------------------------
    # WHOM IT CONCERNS
    # ------------------------------------------------------------

    def test_vacant_post(self):
        self._appraisal()._set_superior(self.env["hr.employee"])
        acting = self._act(
            kind="plt",
            replaced_id=False,
            department_id=self.department.id,
            date_end=False,
        )
        self.assertEqual(acting.post, "Head of Unit")
        self.assertEqual(acting.appraisal_ids, self._appraisal())
        self.assertFalse(self._appraisal().behalf_of_id)
        self.person.parent_id = self.head
        acting.action_end()
        self.assertEqual(self._appraisal().superior_id, self.head)

    def test_post_of_one_who_has_left(self):
        self.superior.active = False
        acting = self._act(
            kind="plt", replaced_id=False, department_id=self.department.id
        )
        self.assertEqual(self._get_superiors(), self.deputy)
        self.members.parent_id = self.head
        acting.action_end()
        self.assertEqual(self._get_superiors(), self.head)

    def test_one_department_alone(self):
        other = self.env["hr.department"].create({"name": "Other"})
        self.assertFalse(self._act(department_id=other.id).appraisal_ids)

    def test_superior_replaced_meanwhile(self):
        acting = self._act()
        self.env["asn.appraisal.rater"].with_user(self.manager).create(
            {
                "appraisal_id": self._appraisal().id,
                "role_code": "superior",
                "rater_id": self.head.id,
            }
        ).action_apply()
        self.assertEqual(self._appraisal().superior_capacity, "definitive")
        self._run_cron("2026-11-12")
        acting.action_end()
        self.assertEqual(self._appraisal().superior_id, self.head)

    def test_launch_while_somebody_acts(self):
        self._act(date_end="2027-12-31")
        other = self._cycle(name="Next", date_start="2027-01-01", date_end="2027-12-31")
        other.action_launch()
        self._run_jobs(other)
        forms = {
            appraisal.employee_id: appraisal.evaluation_ids.filtered(
                lambda form: form.role_kind in ("superior", "peer")
            ).rater_id
            for appraisal in other.appraisal_ids
        }
        peers = self.members - self.person
        self.assertIn(self.deputy, forms[self.person])
        self.assertNotIn(self.superior, forms[self.person])
        self.assertTrue(forms[self.person] & peers)
        self.assertEqual(other.appraisal_ids[0].cycle_id, other)
