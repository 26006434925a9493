# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.service.model import call_kw, get_public_method
from odoo.tests import tagged
from odoo.tools import mute_logger

from .objection_common import ObjectionCommon

OBJECTION = "asn.appraisal.objection"
QUIET = ("odoo.addons.base.models.ir_rule", "odoo.sql_db")


@tagged("post_install", "-at_install")
class TestObjectionAttacks(ObjectionCommon):
    """What people try by the API who are no side, or who want more than is theirs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._receive()
        cls.objection = cls._file()
        cls._state(cls.objection)
        group = "asn_appraisal.group_asn_appraisal_manager"
        agency = cls.env["res.company"].create({"name": "Other agency"})
        cls.stranger = cls._user("asn_stranger", group)
        cls.stranger.write(
            {"company_ids": [Command.set(agency.ids)], "company_id": agency.id}
        )
        cls.outsider = cls._employee("asn_other_superior", cls.top)
        cls.others = {
            "superior of another unit": cls.outsider.user_id,
            "confidential rater": cls.members[1].user_id,
            "manager of another company": cls.stranger,
            "officer": cls.officer,
            "internal user": cls.bare,
        }

    def _call(self, user, model, method, ids=(), **kwargs):
        record = self.env[model].with_user(user)
        return call_kw(record, method, [list(ids)] if ids else [], kwargs)

    @mute_logger(*QUIET)
    def test_no_side_reads_nothing(self):
        scope = [("id", "=", self.objection.id)]
        steps = [("objection_id", "=", self.objection.id)]
        for name, user in self.others.items():
            with self.subTest(name):
                found = self._call(user, OBJECTION, "search_read", domain=scope)
                self.assertFalse(found)
                found = self._call(
                    user, f"{OBJECTION}.step", "search_read", domain=steps
                )
                self.assertFalse(found)
                found = self._call(
                    user, OBJECTION, "name_search", name=self.objection.reference
                )
                self.assertFalse(found)
                for method in ("read", "action_print_letter", "action_open_result"):
                    with self.assertRaises(AccessError):
                        self._call(user, OBJECTION, method, self.objection.ids)

    @mute_logger(*QUIET)
    def test_no_side_takes_no_step(self):
        for name, user in self.others.items():
            with self.subTest(name), self.assertRaises(AccessError):
                self._dialog(self.objection, user, "state", text="x")
            Decision = self.env[f"{OBJECTION}.decision"].with_user(user)
            with self.subTest(name), self.assertRaises(AccessError):
                Decision.create({"objection_id": self.objection.id, "reason": "x"})

    @mute_logger(*QUIET)
    def test_forged_state(self):
        forged = {"asn_workflow": True, "default_state": "decided"}
        vals = {"state": "decided", "decision": "change"}
        for user in (self.person.user_id, self.superior.user_id, self.head.user_id):
            with self.assertRaises(AccessError):
                self._call(
                    user,
                    OBJECTION,
                    "write",
                    self.objection.ids,
                    vals=vals,
                    context=forged,
                )
            with self.assertRaises(AccessError):
                self._call(user, OBJECTION, "create", vals_list=[vals], context=forged)
        self.assertEqual(self.objection.state, "filed")

    def test_private_steps_are_not_to_be_called(self):
        for name in (
            "_decide",
            "_state",
            "_set_line",
            "_make_version",
            "_workflow_write",
        ):
            with self.assertRaises(AccessError):
                get_public_method(self.env[OBJECTION], name)

    @mute_logger(*QUIET)
    def test_appraiser_does_not_decide_own_rating(self):
        Decision = self.env[f"{OBJECTION}.decision"].with_user(self.superior.user_id)
        wizard = Decision.create({"objection_id": self.objection.id, "reason": "x"})
        with self.assertRaises(AccessError):
            wizard.action_apply()
        with self.assertRaises(AccessError):
            self._dialog(
                self.objection,
                self.superior.user_id,
                "hand_over",
                deputy_id=self.outsider.id,
                text="My friend",
            )

    @mute_logger(*QUIET)
    def test_evidence_of_others_is_not_taken_in(self):
        secret = self.env["ir.attachment"].create(
            {
                "name": "secret.txt",
                "raw": b"x",
                "res_model": "hr.employee",
                "res_id": self.superior.id,
            }
        )
        self._dialog(self.objection, self.person.user_id, "withdraw")
        action = self.appraisal.action_object()
        draft = self.env[OBJECTION].with_user(self.person.user_id)
        draft = draft.browse(action["res_id"])
        with self.assertRaises(AccessError):
            draft.write({"evidence_ids": [Command.link(secret.id)]})
            self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(secret.res_model, "hr.employee")

    @mute_logger(*QUIET)
    def test_who_decides_learns_of_no_rater(self):
        """The result is readable, forms, answers and single comments are not."""
        head = self.head.user_id
        appraisal = self._appraisal()
        self.assertTrue(appraisal.with_user(head).outcome_id)
        scope = [("appraisal_id", "=", appraisal.id)]
        forms = self._call(head, "asn.appraisal.evaluation", "search", domain=scope)
        self.assertFalse(forms)
        self.assertFalse(appraisal.with_user(head).comment_ids)
        with self.assertRaises(AccessError):
            self._call(head, "asn.appraisal.answer", "search", domain=[])
        texts = [self.objection.with_user(head).conflict_text or ""]
        texts += [self.objection.with_user(head).next_step]
        peers = self.members[1:] - self.person
        for name in peers.mapped("name"):
            self.assertFalse([text for text in texts if name in text])

    @mute_logger(*QUIET)
    def test_manager_reads_and_decides_nothing(self):
        manager = self.manager
        self.assertTrue(self.objection.with_user(manager).reason)
        with self.assertRaises(AccessError):
            self._call(manager, OBJECTION, "action_decide", self.objection.ids)
        with self.assertRaises(UserError):
            self._call(manager, OBJECTION, "unlink", self.objection.ids)
