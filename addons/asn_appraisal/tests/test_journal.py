# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .test_confidential import INSULT
from .test_unsealing import UnsealingCommon


@tagged("post_install", "-at_install")
class TestJournal(UnsealingCommon):
    """Who did what, when and why, in one list, without a rater or a comment."""

    def _rows(self, *domain, user=None):
        self.env.cr.precommit.run()  # tracked values are noted there
        self.env.flush_all()
        self.env.invalidate_all()
        journal = self.env["asn.appraisal.journal"].with_user(user or self.auditor)
        return journal.search(list(domain))

    def _row(self, kind, user=None, **about):
        domain = [(name, "=", value) for name, value in about.items()]
        return self._rows(("kind", "=", kind), *domain, user=user)

    # ------------------------------------------------------------
    # CONTENT
    # ------------------------------------------------------------

    def test_unsealing_step_by_step(self):
        unsealing = self._grant()
        unsealing.get_identities()
        unsealing.action_end()
        asked = self._row("unsealing_asked")
        self.assertEqual(asked.user_id, self.manager)
        self.assertEqual(asked.reason, "Threats have to be followed up")
        self.assertEqual(asked.detail, "800/12/2026")
        self.assertEqual(asked.employee_id, self.person)
        self.assertEqual(asked.cycle_id, self.cycle)
        granted = self._row("unsealing_granted")
        self.assertEqual(
            (granted.user_id, granted.reason), (self.other_manager, "Because")
        )
        self.assertEqual(self._row("identities").user_id, self.manager)
        self.assertFalse(self._row("unsealing_refused"))
        over = self._row("unsealing_over")
        self.assertEqual(over.date, unsealing.ended_on)

    def test_refused_unsealing(self):
        unsealing = self._ask()
        self._decide_it(unsealing, self.other_manager, "refuse")
        self.assertEqual(self._row("unsealing_refused").user_id, self.other_manager)
        self.assertFalse(self._row("unsealing_granted"))

    def test_comments(self):
        self._withhold(self.appraisal.outcome_ids.comment_ids[0])
        read = self._row("comments")
        self.assertEqual((read.user_id, read.reason), (self.manager, "Because"))
        self.assertEqual(read.appraisal_id, self.appraisal)
        withheld = self._row("withheld")
        self.assertEqual((withheld.user_id, withheld.reason), (self.manager, "Because"))
        self.assertEqual(withheld.employee_id, self.person)

    def test_reading_of_many(self):
        self._open(appraisals=self.cycle.appraisal_ids[:3])
        read = self._row("comments")
        self.assertFalse(read.appraisal_id)
        self.assertFalse(read.employee_id, "About several people")
        self.assertEqual(read.cycle_id, self.cycle)

    def test_decision_and_override(self):
        plain = self._row("decision", employee_id=self.person.id)
        self.assertEqual(plain.user_id, self.superior.user_id)
        self.assertFalse(self._row("override"))
        decision = self.appraisal.outcome_ids.decision_ids
        decision._workflow_write({"result_reason": "One", "behaviour_reason": "Two"})
        override = self._row("override")
        self.assertEqual(override.employee_id, self.person)
        self.assertEqual(override.reason, "One\nTwo")
        predicate = self.appraisal.outcome_ids.predicate_id
        self.assertEqual(override.detail, predicate.name)

    def test_transition_in_the_language_of_the_reader(self):
        self._rows()  # notes what was done so far
        self.cycle.with_user(self.manager)._workflow_write({"state": "closed"})
        moved = self._row("transition", res_model="asn.appraisal.cycle")
        moved = moved.filtered(lambda row: row.res_id == self.cycle.id)[:1]
        self.assertEqual(moved.user_id, self.manager)
        self.assertEqual(moved.cycle_id, self.cycle)
        label = self.cycle._fields["state"]._description_string(self.env)
        self.assertTrue(moved.detail.startswith(f"{label}: "), moved.detail)
        self.assertIn(" → ", moved.detail)

    def test_export(self):
        outcomes = self._as(self.manager, self.cycle.appraisal_ids.outcome_ids)
        outcomes.export_data(["employee_id/name", "total"])
        row = self._row("export")
        self.assertEqual(row.user_id, self.manager)
        self.assertEqual(row.number, len(outcomes))

    def test_export_of_the_journal_stands_in_it(self):
        self._open()
        self._row("comments", user=self.manager).export_data(["detail", "reason"])
        self.assertEqual(self._row("export").user_id, self.manager)

    def test_response(self):
        wizard = self.env["asn.appraisal.response"].with_user(self.person.user_id)
        wizard = wizard.create({"appraisal_id": self.appraisal.id})
        wizard.with_user(self.person.user_id).action_apply()
        row = self._row("response")
        self.assertEqual(row.user_id, self.person.user_id)
        outcome = self.appraisal.outcome_ids
        labels = dict(outcome._fields["response"]._description_selection(self.env))
        self.assertEqual(row.detail, labels[outcome.response])

    def test_row_leads_to_its_record(self):
        self._grant()
        for row in self._rows():
            action = row.action_open_record()
            record = self.env[action["res_model"]].browse(action["res_id"])
            self.assertTrue(record.exists())

    # ------------------------------------------------------------
    # WHO
    # ------------------------------------------------------------

    def test_who_reads_it(self):
        self._open()
        self.assertTrue(self._row("comments", user=self.manager))
        self.assertTrue(self._row("comments", user=self.auditor))
        for user in (self.person.user_id, self.superior.user_id, self.officer):
            with self.assertRaises(AccessError):
                self._rows(user=user)

    def test_nobody_reads_there_what_is_closed_behind(self):
        """A manager finds no unsealing about oneself, in whatever way."""
        self._grant().get_identities()
        group = self.env.ref("asn_appraisal.group_asn_appraisal_manager")
        self.person.user_id.group_ids += group
        kinds = ("identities", "unsealing_asked", "unsealing_granted")
        rows = self._rows(("kind", "in", kinds))
        self.assertEqual(len(rows), 3)
        mine = rows.with_user(self.person.user_id)
        self.assertFalse(mine.search([("kind", "in", kinds)]))
        for row in mine:
            self.assertFalse(row.has_access("read"))
            self.assertFalse(row.read(["user_id"]), "Not there for them")
            with self.assertRaises(AccessError):
                row.action_open_record()
        count = mine.search_count([("employee_id", "=", self.person.id)])
        self.assertEqual(
            count, len(mine.search([("employee_id", "=", self.person.id)]))
        )

    def test_no_rater_and_no_comment(self):
        self._withhold(self.appraisal.outcome_ids.comment_ids[0])
        self._grant().get_identities()
        texts = str(self._rows().read(["detail", "reason", "display_name"]))
        self.assertNotIn(INSULT, texts)
        for rater in self.peers.rater_id:
            self.assertNotIn(rater.name, texts)

    def test_ids_are_the_same_for_everybody(self):
        self._grant()
        rows = self._row("unsealing_asked")
        self.assertEqual(rows, self._row("unsealing_asked", user=self.manager))
        self.assertEqual(rows.sudo().kind, "unsealing_asked")

    # ------------------------------------------------------------
    # QUERIES
    # ------------------------------------------------------------

    def test_queries_do_not_grow(self):
        def show():
            journal = self.env["asn.appraisal.journal"].with_user(self.auditor)
            journal.search([("kind", "=", "comments")], limit=80).read(
                ["date", "kind", "detail", "reason", "employee_id", "cycle_id"]
            )

        self._open()
        show()
        before = self._count_queries(show)
        for appraisal in self.cycle.appraisal_ids:
            self._open(appraisals=appraisal)
        self.assertLessEqual(self._count_queries(show), before)
