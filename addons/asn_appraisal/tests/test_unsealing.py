# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import base64
import json
from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import SECRET
from .test_confidential import INSULT, ConfidentialCommon

FILE = base64.b64encode(b"Order of the inspectorate")


class UnsealingCommon(ConfidentialCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._go_public()
        cls.env.flush_all()
        cls.env.invalidate_all()
        cls.peers = cls.appraisal.evaluation_ids.filtered(
            lambda form: form.confidentiality == "confidential"
        )

    def _draft(self, user=None, **vals):
        vals = {
            "appraisal_id": self.appraisal.id,
            "ground": "investigation",
            "reference": "800/12/2026",
            "reason": "Threats have to be followed up",
            "document": FILE,
        } | vals
        Unsealing = self.env["asn.appraisal.unsealing"].with_user(user or self.manager)
        return Unsealing.create(vals)

    def _ask(self, **vals):
        unsealing = self._draft(**vals)
        unsealing.action_ask()
        return unsealing

    def _grant(self, **vals):
        unsealing = self._ask(**vals)
        self._decide_it(unsealing, self.other_manager, "grant")
        return unsealing

    def _decide_it(self, unsealing, user, step):
        self._reason(user, step, unsealing_id=unsealing.id).action_apply()
        self.env.flush_all()
        self.env.invalidate_all()

    def _run_cron(self):
        self.env.flush_all()
        before = self.env["mail.mail"].search([])
        self.env["asn.appraisal.unsealing"]._cron_close()
        return self.env["mail.mail"].search([]) - before


@tagged("post_install", "-at_install")
class TestUnsealing(UnsealingCommon):
    """Who wrote what is opened by two people, for a ground, for a short time."""

    # ------------------------------------------------------------
    # THE WAY
    # ------------------------------------------------------------

    def test_identities_of_all_comments(self):
        unsealing = self._grant()
        self.assertEqual(unsealing.state, "granted")
        self.assertTrue(unsealing.can_read_identities)
        found = unsealing.get_identities()
        names = [person["name"] for person in found["people"]]
        self.assertEqual(sorted(names), sorted(self.peers.rater_id.mapped("name")))
        self.assertFalse(found["note"])
        for person in found["people"]:
            texts = [comment["text"] for comment in person["comments"]]
            self.assertIn(INSULT, texts)
            own = [text for text in texts if text.startswith(SECRET)]
            self.assertEqual(len(own), 1, "Nobody else's words")
        self.assertNotIn("value", json.dumps(found), "No level is opened")

    def test_identity_of_one_comment(self):
        form = self.peers[0]
        comment = self.appraisal.outcome_ids.comment_ids.filtered(
            lambda c: c.text == form.sudo().strengths
        )
        self._open()
        action = comment.with_user(self.manager).action_unseal()
        self.assertEqual(action["context"]["default_comment_id"], comment.id)
        unsealing = self._grant(comment_id=comment.id)
        people = unsealing.get_identities()["people"]
        self.assertEqual([p["name"] for p in people], form.rater_id.mapped("name"))

    def test_identity_of_a_withheld_comment(self):
        form = self.peers[0]
        comment = self.appraisal.outcome_ids.comment_ids.filtered(
            lambda c: c.text == form.sudo().strengths
        )
        self._withhold(comment)
        unsealing = self._grant(comment_id=comment.id)
        people = unsealing.get_identities()["people"]
        self.assertEqual([p["name"] for p in people], form.rater_id.mapped("name"))

    def test_a_group_that_was_not_shown_stays_closed(self):
        self.appraisal.outcome_ids.comment_ids.filtered(
            lambda c: not c.role_id
        ).sudo().unlink()
        with self.assertRaisesRegex(UserError, "nothing to unseal"):
            self._ask()

    def test_what_came_by_link_has_no_author(self):
        """A comment that no form of a known rater holds stays nameless."""
        comment = self.appraisal.outcome_ids.comment_ids.filtered(
            lambda c: not c.role_id
        )[0]
        unsealing = self._grant()
        comment.sudo()._workflow_write({"text": "From a citizen"})
        found = unsealing.get_identities()
        self.assertIn("nobody can find out", found["note"])
        self.assertNotIn("From a citizen", json.dumps(found["people"]))
        self._open()
        with self.assertRaisesRegex(UserError, "hold no name"):
            self._ask(comment_id=comment.id)

    # ------------------------------------------------------------
    # TWO PEOPLE
    # ------------------------------------------------------------

    def test_nobody_grants_to_themselves(self):
        unsealing = self._ask()
        self.assertFalse(unsealing.can_answer)
        for step in ("grant", "refuse"):
            with self.assertRaisesRegex(AccessError, "Another manager has to decide"):
                self._decide_it(unsealing, self.manager, step)
        with self.assertRaises(AccessError):
            unsealing.action_grant()
        self.assertEqual(unsealing.state, "asked")

    def test_a_second_account_is_the_same_person(self):
        unsealing = self._ask()
        second = self._user("asn_second", "asn_appraisal.group_asn_appraisal_manager")
        second.email = self.manager.email
        with self.assertRaisesRegex(AccessError, "Another manager has to decide"):
            self._decide_it(unsealing, second, "grant")
        second.email = "second@example.com"
        self.env["hr.employee"].create({"name": "x", "user_id": self.manager.id})
        second.partner_id = self.manager.partner_id
        with self.assertRaisesRegex(AccessError, "Another manager has to decide"):
            self._decide_it(unsealing, second, "grant")

    def test_nobody_with_a_part_in_it(self):
        unsealing = self._ask()
        people = self.person, self.superior, self.peers[0].rater_id
        for user in (employee.user_id for employee in people):
            user.group_ids += self.manager.group_ids
            with self.assertRaises(AccessError):
                self._draft(user).action_ask()
            with self.assertRaises(AccessError):
                self._decide_it(unsealing, user, "grant")
        self.assertEqual(unsealing.state, "asked")

    def test_others_do_not_even_see_it(self):
        unsealing = self._grant()
        people = self.bare, self.officer, self.head.user_id, self.person.user_id
        for user in (*people, self.superior.user_id, self.peers[0].rater_id.user_id):
            with self.assertRaises(AccessError):
                self._as(user, unsealing).read(["state"])
            with self.assertRaises(AccessError):
                self._as(user, unsealing).get_identities()
            with self.assertRaises(AccessError):
                self._draft(user)

    def test_only_the_asker_reads(self):
        unsealing = self._grant()
        with self.assertRaisesRegex(AccessError, "not the one who granted"):
            self._as(self.other_manager, unsealing).get_identities()
        with self.assertRaises(AccessError):
            self._as(self.auditor, unsealing).get_identities()
        self.assertEqual(self._as(self.auditor, unsealing).answer, "Because")
        self.assertEqual(unsealing.read_count, 0)

    def test_concurrent_decisions(self):
        """The second one is told, whichever it is."""
        unsealing = self._grant()
        third = self._user("asn_third", "asn_appraisal.group_asn_appraisal_manager")
        for step in ("refuse", "grant"):
            with self.assertRaisesRegex(UserError, "not possible any more"):
                self._decide_it(unsealing, third, step)
        self.assertEqual(unsealing.answered_by_id, self.other_manager)

    def test_refused_and_withdrawn(self):
        refused = self._ask()
        self._decide_it(refused, self.other_manager, "refuse")
        withdrawn = self._ask()
        with self.assertRaises(AccessError):
            withdrawn.with_user(self.other_manager).action_withdraw()
        withdrawn.action_withdraw()
        for unsealing in (refused, withdrawn):
            with self.assertRaisesRegex(UserError, "sealed"):
                unsealing.get_identities()
            with self.assertRaises(UserError):
                self._decide_it(unsealing, self.other_manager, "grant")
        self.assertEqual(refused.state, "refused")

    # ------------------------------------------------------------
    # GROUND AND FORGERY
    # ------------------------------------------------------------

    def test_ground_is_needed(self):
        for name in ("reference", "document"):
            with self.assertRaisesRegex(UserError, "filed objection or an"):
                self._draft(**{name: False}).action_ask()
        with self.assertRaisesRegex(UserError, "filed objection or an"):
            self._draft(reason=" ").action_ask()

    def test_forged_values(self):
        forged = {
            "state": "granted",
            "valid_until": "2099-01-01",
            "answered_by_id": self.other_manager.id,
            "asked_by_id": self.other_manager.id,
            "read_count": 0,
            "told_on": "2026-01-01",
        }
        draft, asked = self._draft(), self._ask()
        for name, value in forged.items():
            with self.assertRaises(AccessError):
                self._draft(**{name: value})
            for unsealing in (draft, asked):
                with self.assertRaises(AccessError):
                    unsealing.write({name: value})
            context = {f"default_{name}": value, "asn_workflow": True}
            Unsealing = self.env["asn.appraisal.unsealing"].with_user(self.manager)
            made = Unsealing.with_context(**context).create(
                {"appraisal_id": self.appraisal.id, "reason": "x"}
            )
            self.assertEqual((made.state, made.asked_by_id), ("draft", self.manager))
            self.assertFalse(made.valid_until or made.answered_by_id or made.told_on)
        with self.assertRaises(UserError):
            draft.get_identities()

    def test_nothing_changes_once_it_is_asked(self):
        draft, asked = self._draft(), self._ask()
        other = self._appraisal(self.members[1])
        for vals in ({"reason": "y"}, {"appraisal_id": other.id}, {"document": False}):
            with self.assertRaises(AccessError):
                asked.write(vals)
            with self.assertRaises(AccessError):
                draft.with_user(self.other_manager).write(vals)
        with self.assertRaises(AccessError):
            asked.unlink()
        with self.assertRaises(AccessError):
            draft.with_user(self.other_manager).unlink()
        draft.write({"reason": "y"})
        draft.unlink()

    def test_a_comment_of_somebody_else(self):
        other = self._appraisal(self.members[1])
        self._open(appraisals=other)
        comment = other.outcome_ids.comment_ids.filtered(lambda c: not c.role_id)[0]
        with self.assertRaisesRegex(UserError, "somebody else"):
            self._draft(comment_id=comment.id)

    # ------------------------------------------------------------
    # TRACE AND CLOCK
    # ------------------------------------------------------------

    def test_each_look_leaves_a_trace(self):
        unsealing = self._grant()
        unsealing.get_identities()
        unsealing.get_identities()
        readings = self._find_readings("identities")
        self.assertEqual(len(readings), 2)
        self.assertEqual(readings.user_id, self.manager)
        self.assertEqual(unsealing.read_count, 2)
        seen = readings.with_user(self.auditor).mapped("what")
        self.assertFalse(
            [n for n in self.peers.rater_id.mapped("name") if n in str(seen)]
        )
        mine = self._as(self.person.user_id, self.appraisal).reading_ids
        self.assertNotIn("identities", mine.mapped("kind"))

    def test_hours(self):
        unsealing = self._grant()
        unsealing.get_identities()
        later = unsealing.valid_until - timedelta(minutes=1)
        with freeze_time(later):
            unsealing.get_identities()
        with freeze_time(unsealing.valid_until):
            with self.assertRaisesRegex(UserError, "over"):
                unsealing.get_identities()
            self.env.invalidate_all()
            self.assertFalse(unsealing.can_read_identities)
            self._run_cron()
        self.assertEqual(unsealing.state, "lapsed")
        hours = unsealing.valid_until - unsealing.answered_on
        self.assertEqual(round(hours.total_seconds() / 3600), 72)

    def test_what_nobody_decides_lapses(self):
        unsealing = self._ask()
        with freeze_time(fields.Datetime.now() + timedelta(days=13)):
            self._run_cron()
        self.assertEqual(unsealing.state, "asked")
        with freeze_time(fields.Datetime.now() + timedelta(days=15)):
            self._run_cron()
        self.assertEqual(unsealing.state, "lapsed")

    def test_raters_are_told_once_it_is_over(self):
        unsealing = self._grant()
        unsealing.get_identities()
        self.assertFalse(self._run_cron(), "Not while it goes on")
        unsealing.action_end()
        mails = self._run_cron()
        raters = self.peers.rater_id.user_id.partner_id
        self.assertEqual(mails.recipient_ids, raters)
        self.assertEqual(len(mails), len(raters))
        self.assertFalse(any(mails.mapped("model")) or any(mails.mapped("res_id")))
        self.assertIn("800/12/2026", mails[0].body_html)
        self.assertTrue(unsealing.told_on)
        self.assertFalse(self._run_cron(), "Once")

    def test_nobody_is_told_of_what_was_not_read(self):
        unsealing = self._grant()
        unsealing.action_end()
        self.assertFalse(self._run_cron())

    def test_a_cycle_may_keep_quiet(self):
        with self.assertRaisesRegex(UserError, "promised"):
            self.cycle.with_user(self.manager).tells_unsealed = False
        draft = self._cycle(tells_unsealed=False, unsealing_hours=24)
        self.assertFalse(draft.tells_unsealed)
        with self.assertRaises(ValidationError):
            self._cycle(unsealing_hours=0)

    def test_who_is_asked_finds_it(self):
        self._ask()
        for user, is_owed in ((self.other_manager, True), (self.manager, False)):
            owed = self.env["asn.appraisal.owed"].with_user(user)._get_owed()
            self.assertEqual("unsealings" in [k["key"] for k in owed], is_owed)
