# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import SECRET, AppraisalCommon

INSULT = "He is a fool, ask Budi in room 3"


class ConfidentialCommon(AppraisalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_manager = cls._user(
            "asn_other_manager", "asn_appraisal.group_asn_appraisal_manager"
        )
        cls.env.ref("base.group_user").implied_ids += cls.env.ref(
            "base.group_allow_export"
        )
        # enough peers for their comments to be shown
        cls.members |= cls._employee("asn_member_5", cls.superior)
        cls.population |= cls.members
        cls.cycle = cls._cycle()
        cls._launch()
        for n, form in enumerate(cls.cycle.appraisal_ids.evaluation_ids):
            cls._answer(form, strengths=f"{SECRET} {n}", comment=INSULT)
        cls._close_evaluation()
        cls.appraisal = cls._appraisal()

    @classmethod
    def _go_public(cls):
        for appraisal in cls.cycle.appraisal_ids:
            cls._decide(appraisal)
        cls._publish()

    def _as(self, user, record):
        self.env.flush_all()
        self.env.invalidate_all()
        return record.with_user(user)

    def _reason(self, user, step, **vals):
        vals = {"step": step, "reason": "Because"} | vals
        return self.env["asn.appraisal.reason"].with_user(user).create(vals)

    def _open(self, user=None, appraisals=None):
        appraisals = appraisals or self.appraisal
        user = user or self.manager
        self._reason(user, "read", appraisal_ids=appraisals.ids).action_apply()
        return self._find_readings("comments")[:1]

    def _find_readings(self, kind):
        return self.env["asn.appraisal.reading"].search([("kind", "=", kind)])

    def _withhold(self, comment, kind="abusive"):
        self._open()
        self._reason(
            self.manager, "withhold", comment_id=comment.id, kind=kind
        ).action_apply()
        return self.env["asn.appraisal.moderation"].search([], limit=1)


@tagged("post_install", "-at_install")
class TestReading(ConfidentialCommon):
    """HR reads what was written about a person only by leaving a trace."""

    def test_comments_open_by_a_reason_for_an_hour(self):
        mine = self._as(self.manager, self.appraisal)
        self.assertFalse(mine.comment_ids)
        self.assertFalse(mine.can_read_comments)
        self.assertTrue(mine.can_open_comments)
        action = mine.action_read_comments()
        self.assertEqual(action["res_model"], "asn.appraisal.reason")
        reading = self._open()
        self.assertEqual(reading.user_id, self.manager)
        self.assertEqual(reading.reason, "Because")
        self.assertEqual(reading.appraisal_ids, self.appraisal)
        mine = self._as(self.manager, self.appraisal)
        self.assertTrue(mine.can_read_comments)
        self.assertIn(INSULT, mine.comment_ids.mapped("text"))
        other = self._as(self.other_manager, self.appraisal)
        self.assertFalse(other.comment_ids)
        with freeze_time(fields.Datetime.now() + timedelta(minutes=61)):
            mine = self._as(self.manager, self.appraisal)
            self.assertFalse(mine.can_read_comments)
            self.assertFalse(mine.comment_ids)

    def test_one_reading_opens_no_other_appraisal(self):
        self._open()
        comments = self.env["asn.appraisal.comment"].with_user(self.manager).search([])
        self.assertEqual(comments.sudo().outcome_id.appraisal_id, self.appraisal)

    def test_many_at_once_are_one_row(self):
        self._open(appraisals=self.cycle.appraisal_ids)
        reading = self._find_readings("comments")
        self.assertEqual(len(reading), 1)
        self.assertEqual(reading.number, len(self.cycle.appraisal_ids))
        self.assertEqual(reading.appraisal_ids, self.cycle.appraisal_ids)

    def test_who_opens_comments(self):
        people = self.auditor, self.officer, self.bare, self.head.user_id
        for user in (*people, self.person.user_id, self.members[1].user_id):
            with self.assertRaises(AccessError):
                self._open(user)
        self.assertFalse(self._find_readings("comments"))

    def test_a_manager_with_a_part_in_it_opens_nothing(self):
        """Neither by asking, nor by a reading from before that part."""
        rater = self.members[1].user_id
        for user in (self.person.user_id, self.superior.user_id, rater):
            user.group_ids += self.manager.group_ids
            with self.assertRaisesRegex(AccessError, "Another manager"):
                self._open(user)
        self._open()
        employee = self.env["hr.employee"].create(
            {"name": "x", "user_id": self.manager.id}
        )
        self.assertTrue(self._as(self.manager, self.appraisal).comment_ids)
        form = self._evaluation(self.person, self.members[1]).sudo()
        form._workflow_write({"rater_id": employee.id})
        self.assertFalse(self._as(self.manager, self.appraisal).comment_ids)

    def test_nobody_changes_or_deletes_a_trace(self):
        reading = self._open()
        for user in (self.manager, self.auditor, self.env.ref("base.user_admin")):
            with self.assertRaises(AccessError):
                reading.with_user(user).unlink()
            with self.assertRaises(AccessError):
                reading.with_user(user).write({"reason": "x"})
            with self.assertRaises(AccessError):
                reading.with_user(user).create({"user_id": self.bare.id})
        with self.assertRaises(AccessError):
            reading.sudo().unlink()
        with self.assertRaises(AccessError):
            reading.sudo()._workflow_write({"reason": "x"})

    def test_the_person_sees_who_read(self):
        self._go_public()
        self._open(appraisals=self.cycle.appraisal_ids)
        mine = self._as(self.person.user_id, self.appraisal)
        self.assertTrue(mine.can_see_readings)
        reading = mine.reading_ids
        self.assertEqual(reading.user_id, self.manager)
        self.assertEqual(reading.reason, "Because")
        self.assertEqual(reading.appraisal_ids, mine, "Nobody else in the same reading")
        read = reading.read(["appraisal_ids"])[0]
        self.assertEqual(read["appraisal_ids"], mine.ids)
        theirs = self._as(self.members[1].user_id, self.appraisal)
        self.assertFalse(theirs.can_see_readings)
        theirs = self._as(self.superior.user_id, self.appraisal)
        self.assertFalse(theirs.can_see_readings)
        self.assertTrue(self._as(self.auditor, self.appraisal).reading_ids)

    def test_named_texts_are_closed_as_well(self):
        form = self._evaluation(self.person, self.superior)
        sheet = self._as(self.manager, form).get_sheet()
        self.assertIn("Not opened", sheet["notes"]["strengths"])
        self.assertNotIn(INSULT, str(sheet))
        outcome = self._as(self.manager, self.appraisal.outcome_ids)
        self.assertNotIn(INSULT, str(outcome.get_explanation()))
        self._open()
        self.assertIn(INSULT, str(self._as(self.manager, form).get_sheet()))
        outcome = self._as(self.manager, self.appraisal.outcome_ids)
        self.assertIn(INSULT, str(outcome.get_explanation()))

    def test_reading_takes_the_same_queries_for_many(self):
        def read(appraisals):
            appraisals = self.env["asn.appraisal"].browse(appraisals.ids)
            appraisals.with_user(self.manager)._open_comments("x")

        appraisals = self.cycle.appraisal_ids
        self._count_queries(read, self.appraisal)
        one = self._count_queries(read, self.appraisal)
        many = self._count_queries(read, appraisals)
        self.assertEqual(one, many)


@tagged("post_install", "-at_install")
class TestExportTrace(ConfidentialCommon):
    """What leaves the system leaves a trace."""

    def _export(self, user, records, *names):
        records = self._as(user, records)
        return records.export_data(list(names))["datas"]

    def test_export_of_results(self):
        outcomes = self.cycle.appraisal_ids.outcome_ids
        self._export(self.auditor, outcomes, "employee_id", "result_ids/mean")
        reading = self._find_readings("export")
        self.assertEqual(len(reading), 1, "One row, however many records")
        self.assertEqual(reading.user_id, self.auditor)
        self.assertEqual(reading.number, len(outcomes))
        self.assertEqual(reading.appraisal_ids, self.cycle.appraisal_ids)
        self.assertIn("Employee, Result / Mean", reading.what)

    def test_export_by_a_path_from_elsewhere(self):
        self._export(self.auditor, self.cycle, "name", "appraisal_ids/job_title")
        reading = self._find_readings("export")
        self.assertEqual(reading.appraisal_ids, self.cycle.appraisal_ids)
        self.assertNotIn("Cycle Name", reading.what)

    def test_no_trace_of_what_is_one_s_own_or_about_nobody(self):
        self._go_public()
        self._export(self.person.user_id, self.appraisal, "comment_ids/text")
        self._export(self.manager, self.cycle, "name", "state")
        self._export(self.manager, self.department, "name")
        self.assertFalse(self._find_readings("export"))

    def test_export_takes_the_same_queries_for_many(self):
        def export(records):
            self.env["asn.appraisal.reading"].with_user(self.auditor)._note_export(
                records.with_user(self.auditor), ["mean", "role_id/name"]
            )

        results = self.cycle.appraisal_ids.outcome_ids.result_ids
        self._count_queries(export, results)
        many = self._count_queries(export, results)
        one = self._count_queries(export, self.appraisal.outcome_ids.result_ids)
        self.assertEqual(one, many)

    def test_documents(self):
        self._go_public()
        report = self.env.ref("asn_appraisal.action_report_appraisal_result")
        users = self.person.user_id, self.manager
        texts = {}
        for user in users:
            appraisals = self._as(user, self.appraisal)
            html, __ = report.with_user(user)._render_qweb_html(
                report.report_name, appraisals.ids
            )
            texts[user] = html.decode()
        reading = self._find_readings("document")
        self.assertEqual(reading.user_id, self.manager)
        self.assertIn(INSULT, texts[self.person.user_id])
        self.assertNotIn(INSULT, texts[self.manager])
        self.assertIn("Left out: comments are printed", texts[self.manager])


@tagged("post_install", "-at_install")
class TestModeration(ConfidentialCommon):
    """An abusive comment is withheld; nothing else changes."""

    def setUp(self):
        super().setUp()
        comments = self.appraisal.outcome_ids.comment_ids
        pooled = comments.filtered(lambda c: not c.role_id)
        self.comment = pooled.filtered(lambda c: c.text == INSULT)[0]
        self.named = comments.filtered(lambda c: c.role_id.code == "superior")[0]

    def _print(self, user):
        report = self.env.ref("asn_appraisal.action_report_appraisal_result")
        appraisal = self._as(user, self.appraisal)
        html, __ = report.with_user(user)._render_qweb_html(
            report.report_name, appraisal.ids
        )
        return html.decode()

    def test_withheld_before_publication(self):
        before = self.appraisal.outcome_ids.result_ids.mapped("mean")
        count = len(self.appraisal.outcome_ids.comment_ids)
        self.comment.sudo()._workflow_write({"text": "Only this is vile"})
        case = self._withhold(self.comment)
        self.assertEqual(case.state, "withheld")
        self.assertEqual(case.judged_by_id, self.manager)
        self._go_public()
        for user in (self.person.user_id, self.superior.user_id):
            mine = self._as(user, self.appraisal)
            self.assertEqual(len(mine.comment_ids), count)
            shown = mine.comment_ids.mapped("shown_text")
            self.assertIn("[Withheld by HR: insulting or threatening]", shown)
            for name in ("text", "shown_text"):
                self.assertNotIn("Only this is vile", mine.comment_ids.mapped(name))
            Comment = self.env["asn.appraisal.comment"].with_user(user)
            self.assertFalse(Comment.search([("text", "ilike", "vile")]))
            self.assertNotIn("vile", self._print(user))
        after = self.appraisal.outcome_ids.result_ids.mapped("mean")
        self.assertEqual(before, after)

    def test_the_original_is_sealed_and_comes_back(self):
        text = self.comment.text
        case = self._withhold(self.comment)
        with self.assertRaises(AccessError):
            self._as(self.manager, case).read(["sealed_text"])
        with self.assertRaises(AccessError):
            self._as(self.manager, case).search([("sealed_text", "ilike", "fool")])
        self.assertEqual(self._as(self.manager, case).original, text)
        self.assertFalse(self._as(self.other_manager, case).original)
        self.assertFalse(self._as(self.auditor, case).original)
        self.assertEqual(self._as(self.auditor, case).kind, "abusive")
        self._reason(
            self.other_manager, "restore", moderation_id=case.id
        ).action_apply()
        self.assertEqual(case.state, "restored")
        self.assertEqual(case.restored_by_id, self.other_manager)
        self.assertEqual(self.comment.text, text)
        self.assertFalse(self.comment.withheld_kind)
        with self.assertRaisesRegex(UserError, "already decided"):
            case.with_user(self.manager)._restore("Again")

    def test_a_named_comment_is_withheld_everywhere(self):
        self._withhold(self.named, "private")
        gap = "[Withheld by HR: private matters of somebody]"
        form = self._evaluation(self.person, self.superior)
        self._go_public()
        person = self.person.user_id
        sheet = str(self._as(person, form).get_sheet())
        self.assertIn(gap, sheet)
        own = str(self._as(self.superior.user_id, form).get_sheet())
        self.assertNotIn(gap, own, "Whoever wrote it reads it")
        found = self._as(person, self.appraisal.outcome_ids).get_explanation()
        if self.named.kind == "criterion":
            self.assertIn(gap, str(found))

    def test_report_withheld_or_kept(self):
        self._go_public()
        person = self.person.user_id
        comment = self._as(person, self.comment)
        self.assertTrue(comment.can_report)
        self.assertEqual(comment.action_report()["res_model"], "asn.appraisal.reason")
        vals = {"comment_id": comment.id, "kind": "names"}
        self._reason(person, "report", **vals).action_apply()
        case = self.env["asn.appraisal.moderation"].search([])
        self.assertEqual((case.state, case.reported_by_id), ("reported", person))
        comment = self._as(person, self.comment)
        self.assertFalse(comment.can_report)
        self.assertIn("HR looks at it", comment.note)
        with self.assertRaisesRegex(UserError, "already"):
            self._reason(person, "report", **vals).action_apply()
        owed = self.env["asn.appraisal.owed"].with_user(self.manager)._get_owed()
        self.assertIn("reports", [kind["key"] for kind in owed])
        owed = self.env["asn.appraisal.owed"].with_user(person)._get_owed()
        self.assertNotIn("reports", [kind["key"] for kind in owed])
        self._reason(self.manager, "keep", moderation_id=case.id).action_apply()
        comment = self._as(person, self.comment)
        self.assertIn("HR keeps it: Because", comment.note)
        self.assertEqual(self._as(person, case).answer, "Because")
        with self.assertRaises(AccessError):
            self._as(person, case).read(["judged_by_id"])

    def test_who_reports(self):
        """Those for whom a comment is, and nobody before they may read it."""
        for user in (self.person.user_id, self.members[1].user_id, self.auditor):
            with self.assertRaises(AccessError):
                self._as(user, self.comment).action_report()
        self.assertTrue(self._as(self.superior.user_id, self.comment).action_report())
        self._open()
        with self.assertRaises(AccessError):
            self._as(self.manager, self.comment).action_report()

    def test_who_withholds(self):
        for user in (self.superior.user_id, self.auditor, self.officer, self.bare):
            with self.assertRaises(AccessError):
                self._reason(
                    user, "withhold", comment_id=self.comment.id
                ).action_apply()
        with self.assertRaises(AccessError):
            # without having read it
            self._reason(
                self.manager, "withhold", comment_id=self.comment.id
            ).action_apply()
        self.superior.user_id.group_ids += self.manager.group_ids
        with self.assertRaisesRegex(AccessError, "Another manager"):
            self._reason(
                self.superior.user_id, "withhold", comment_id=self.comment.id
            ).action_apply()
        self.assertFalse(self.env["asn.appraisal.moderation"].search([]))

    def test_nobody_edits_a_case(self):
        case = self._withhold(self.comment)
        for user in (self.manager, self.auditor, self.superior.user_id):
            for call in (
                lambda case: case.write({"state": "kept"}),
                lambda case: case.write({"sealed_text": "x"}),
                lambda case: case.unlink(),
                lambda case: case.create({"state": "withheld"}),
            ):
                with self.assertRaises(AccessError):
                    call(self._as(user, case))
