# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import itertools
from unittest.mock import patch

from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tools import mute_logger

from ..models import asn_random_id as random_id
from .common import SECRET
from .link_common import VOTES, LinkCommon


class TestLinkAnonymity(LinkCommon):
    """What is kept of an answer that came by link, and who learns what from it."""

    # ------------------------------------------------------------
    # ANONYMITY
    # ------------------------------------------------------------

    def test_an_answer_holds_nothing_of_who_gave_it(self):
        self._vote(self.poster, strengths=SECRET)
        vote = self._get_votes()
        self.assertFalse(vote.rater_id or vote.author_id or vote.submitted_on)
        self.assertFalse(vote._log_access or vote.answer_ids._log_access)
        self.env.cr.execute(
            "SELECT to_jsonb(e)::text FROM asn_appraisal_evaluation e WHERE id = %s",
            [vote.id],
        )
        (row,) = self.env.cr.fetchone()
        secrets = (self.poster.token, "198.51.100.7", '"link', "address", "client")
        for told in secrets:
            self.assertNotIn(told, row)

    def test_no_rater_for_anonymous_forms_alone(self):
        self._vote(self.poster)
        named = self.appraisal.evaluation_ids.filtered("rater_id")[:1]
        forged = [
            (self._get_votes(), {"rater_id": self.head.id}),
            (self._get_votes(), {"author_id": self.bare.id}),
            (self._get_votes(), {"submitted_on": fields.Datetime.now()}),
            (named, {"rater_id": False}),
        ]
        for form, vals in forged:
            with (
                self.subTest(vals),
                mute_logger("odoo.sql_db"),
                self.assertRaises(CheckViolation),
                self.cr.savepoint(),
            ):
                form._workflow_write(vals)
                form.flush_recordset()

    def test_ids_tell_no_order(self):
        """Of many answers in a row, ids go up about as often as down."""
        ids = []
        for n in range(40):
            self._vote(self.poster, address=f"198.51.100.{n}")
            ids += set(self._get_votes().ids) - set(ids)
        ups = sum(a < b for a, b in itertools.pairwise(ids))
        self.assertTrue(5 < ups < 34, ups)  # once in 10 million by chance
        answers = self._get_votes().answer_ids
        self.assertGreaterEqual(min([*ids, *answers.ids]), random_id.FIRST)

    def test_an_id_that_is_taken_is_drawn_again(self):
        self._vote(self.poster)
        taken = self._get_votes().id - random_id.FIRST
        draws = iter([1, taken, *range(2, 50)])
        with patch.object(random_id.secrets, "randbelow", lambda _n: next(draws)):
            self._vote(self.poster)
        self.assertIn(random_id.FIRST + 2, self._get_votes().ids)

    def test_nobody_reads_what_came_by_link(self):
        self._vote(self.poster, strengths=SECRET)
        vote = self._get_votes()
        own = self.person.user_id
        readers = (own, self.superior.user_id, self.manager, self.auditor, self.officer)
        for user in (*readers, self.bare, self.env.ref("base.public_user")):
            with self.subTest(user.login):
                Form = self.env["asn.appraisal.evaluation"].with_user(user)
                domain = [("confidentiality", "=", "anonymous")]
                if Form.has_access("read"):
                    self.assertFalse(Form.search_count(domain))
                    groups = Form._read_group(domain, ["role_id"], ["__count"])
                    self.assertFalse(groups)
                with self.assertRaises(AccessError):
                    vote.with_user(user).read(["state"])
                with self.assertRaises(AccessError):
                    vote.with_user(user).get_sheet()
                with self.assertRaises(AccessError):
                    vote.answer_ids.with_user(user).read(["value"])

    def test_no_count_moves_with_an_answer(self):
        readers = (self.superior.user_id, self.manager, self.auditor)
        before = [self._get_counts(user) for user in readers]
        self._vote(self.poster)
        self.env.invalidate_all()
        self.assertEqual([self._get_counts(user) for user in readers], before)

    def _get_counts(self, user):
        cycle, appraisal = self.cycle.with_user(user), self.appraisal.with_user(user)
        return (
            cycle.evaluation_count,
            cycle.submitted_count,
            appraisal.progress,
            self.poster.with_user(user).progress,
        )

    def test_token_and_visits_are_closed_to_everybody(self):
        self._vote(self.poster)
        visits = self.env["asn.appraisal.link.visit"].search([])
        for user in (self.superior.user_id, self.manager, self.auditor):
            for name in ("token", "lookup"):
                with self.assertRaises(AccessError):
                    self.poster.with_user(user).read([name])
                with self.assertRaises(AccessError):
                    domain = [(name, "=like", "a%")]
                    self.poster.with_user(user).search(domain)
            with self.assertRaises(AccessError):
                visits.with_user(user).read(["client"])

    def test_visits_are_forgotten(self):
        self._vote(self.poster)
        Visit = self.env["asn.appraisal.link.visit"]
        visit = Visit.search([("link_id", "=", self.poster.id)])
        self.assertNotIn("198.51.100.7", str(visit.read()))
        Visit._cron_forget()
        self.assertTrue(visit.exists())
        visit.hour -= 2
        Visit._cron_forget()
        self.assertFalse(visit.exists())

    def test_an_address_looks_different_elsewhere_and_later(self):
        visit_hour = type(self.env["asn.appraisal.link.visit"])
        hashes = {
            link._hash_address("198.51.100.7") for link in (self.poster, self._link())
        }
        with patch.object(visit_hour, "_get_hour", lambda _self: 1):
            hashes.add(self.poster._hash_address("198.51.100.7"))
        self.assertEqual(len(hashes), 3)

    # ------------------------------------------------------------
    # RESULTS
    # ------------------------------------------------------------

    def _score(self):
        self._close_evaluation()
        results = self.appraisal.outcome_ids.result_ids
        return results.filtered(lambda result: result.role_id == self.pupil)

    def test_enough_answers_are_shown_as_a_group(self):
        for value in VOTES[:-1]:
            self._vote(self.poster, value, strengths="Explains well")
        self.assertEqual(self.poster.progress, "not_yet")
        self._vote(self.poster, VOTES[-1], strengths="Explains well")
        self.poster.invalidate_recordset(["progress"])
        self.assertEqual(self.poster.progress, "enough")
        result = self._score()
        self.assertEqual((result.respondents, result.mean), (5, 4.2))
        comments = self.appraisal.outcome_ids.comment_ids
        self.assertEqual(comments.mapped("text"), ["Explains well"] * 5)
        self.assertFalse(comments.role_id)

    def test_too_few_are_as_if_nobody_had_answered(self):
        self._vote(self.poster, strengths=SECRET)
        result = self._score()
        self.assertTrue(result.is_suppressed)
        self.assertFalse(result.mean or result.respondents or result.details)
        self.assertFalse(self.appraisal.outcome_ids.comment_ids)
        parents = self.appraisal.outcome_ids.result_ids.filtered(
            lambda found: found.role_id == self.parent
        )
        self.assertEqual(parents.is_suppressed, result.is_suppressed)

    def test_weight_is_nothing_until_an_agency_sets_one(self):
        for value in VOTES:
            self._vote(self.poster, value)
        self._close_evaluation()
        rows = self.appraisal.outcome_ids.explanation["dimensions"]["behaviour"]["rows"]
        row = next(row for row in rows if row["role"] == "pupil")
        self.assertEqual((row["weight"], row["contribution"]), ("0", None))
        self.assertEqual(row["mean"], "4.2")
