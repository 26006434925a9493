# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from itertools import product

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.asn_appraisal_moderation_flow import GONE
from ..models.asn_appraisal_objection_decision import NO_RATING, _take
from .objection_common import ObjectionCommon

# What happens to a comment, in this order; "v2" and "v3" publish the next version.
ORDERS = [
    ("withhold", "v2"),
    ("v2", "withhold"),
    ("withhold", "v2", "restore"),
    ("withhold", "restore", "v2"),
    ("v2", "withhold", "restore"),
    ("withhold", "v2", "restore", "withhold"),
    ("withhold", "v2", "v3", "restore"),
    ("withhold", "v2", "restore", "v3"),
    ("v2", "withhold", "v3", "restore"),
    ("v2", "withhold", "restore", "v3", "withhold"),
    ("v2", "v3", "withhold", "restore"),
    ("report", "v2", "withhold"),
    ("report", "withhold", "v2", "restore", "v3"),
]


@tagged("post_install", "-at_install")
class TestModerationVersions(ObjectionCommon):
    """A withheld comment is withheld in each version, and each seal stays true."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._receive()
        cls.chain = cls.env["asn.appraisal.seal.chain"].search(
            [("company_id", "=", cls.env.company.id)]
        )
        cls.objection = cls._file()
        cls.original = cls.outcome.comment_ids.sorted("id")[0].text

    def _step(self, step, place):
        """Take one step at the copy of the comment in the version at that place."""
        if step in ("v2", "v3"):
            return self._next_version()
        versions = self._appraisal().outcome_ids.sorted("version")
        comment = versions[place].comment_ids.filtered(self._is_it)
        return getattr(self, f"_{step}")(comment)

    def _is_it(self, comment):
        return comment._get_first() == self.outcome.comment_ids.sorted("id")[0]

    def _next_version(self):
        """Publish the next version, as a decision that changes nothing would."""
        latest = self._appraisal().outcome_ids.sorted("version")[-1]
        objection = self.objection.sudo()
        objection._workflow_write({"outcome_id": latest.id})
        ratings = _take(latest, (*NO_RATING, "signatory_id", "signatory_title"))
        objection._make_version(ratings)

    def _reason(self, user, step, **vals):
        vals = {"step": step, "reason": "Because", "kind": "abusive"} | vals
        self.env["asn.appraisal.reason"].with_user(user).create(vals).action_apply()

    def _report(self, comment):
        self._reason(self.person.user_id, "report", comment_id=comment.id)

    def _withhold(self, comment):
        self._reason(self.manager, "read", appraisal_ids=self.appraisal.ids)
        self._reason(self.manager, "withhold", comment_id=comment.id)

    def _restore(self, comment):
        case = self.env["asn.appraisal.moderation"].search([("state", "=", "withheld")])
        self._reason(self.manager, "restore", moderation_id=case.id)

    def _check_chain(self):
        """Return what a check of all seals finds, and how scores compare."""
        self.env.flush_all()
        found = self.env["asn.appraisal.seal.check"]._check(self.chain)
        compared = self.env["asn.appraisal.verification"]._compare(
            self._appraisal().outcome_id
        )
        return found, [one["state"] for one in compared]

    def _check_texts(self, is_withheld, order):
        copies = self._appraisal().outcome_ids.comment_ids.filtered(self._is_it)
        self.assertEqual(len(copies), len(self._appraisal().outcome_ids))
        text = GONE if is_withheld else self.original
        self.assertEqual(set(copies.mapped("text")), {text}, order)
        kind = "abusive" if is_withheld else False
        self.assertEqual(set(copies.mapped("withheld_kind")), {kind}, order)
        self.env.invalidate_all()
        for user in (self.person.user_id, self.superior.user_id):
            shown = copies.with_user(user).mapped("shown_text")
            self.assertEqual(self.original not in shown, is_withheld, order)

    def test_all_orders(self):
        for order, place in product(ORDERS, (0, -1)):
            with self.subTest(order=order, place=place), self.env.cr.savepoint() as sp:
                is_withheld = False
                for step in order:
                    self._step(step, place)
                    is_withheld = {"withhold": True, "restore": False}.get(
                        step, is_withheld
                    )
                    self._check_texts(is_withheld, order)
                    self.assertEqual(self._check_chain(), ([], ["identical"]), order)
                sp.rollback()
                self.env.invalidate_all()

    def test_the_check_sees_what_stands_in_the_place_of_a_copy(self):
        """The orders above would show a false text, or one of another comment."""
        first = self.outcome.comment_ids.sorted("id")[0]
        self._withhold(first)
        self._next_version()
        case = self.env["asn.appraisal.moderation"].search([])
        case._workflow_write({"sealed_text": "Another text"})
        found, __ = self._check_chain()
        self.assertEqual(
            [(f["kind"], f["path"]) for f in found], [("changed", "comments")] * 2
        )

    @mute_logger("odoo.sql_db")
    def test_one_case_for_all_copies(self):
        first = self.outcome.comment_ids.sorted("id")[0]
        self._report(first)
        self._next_version()
        later = self._appraisal().outcome_id.comment_ids.filtered(self._is_it)
        self.assertNotEqual(later, first)
        mine = later.with_user(self.person.user_id)
        self.assertFalse(mine.can_report)
        self.assertIn("HR looks at it", mine.note)
        with self.assertRaisesRegex(UserError, "already"):
            self._report(later)
