# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import json

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import SQL

from .test_split import LOW, SplitCommon


@tagged("post_install", "-at_install")
class TestSplitYear(SplitCommon):
    """The year of somebody who moved is sealed, printed and computed again."""

    def setUp(self):
        super().setUp()
        self.parts = self._split()
        self._finish(self.parts, **LOW)
        self.first, self.last = (part.outcome_ids for part in self.parts)
        self.chain = self.env["asn.appraisal.seal.chain"].search(
            [("company_id", "=", self.env.company.id)]
        )

    def _check(self):
        self.env.flush_all()
        found = self.env["asn.appraisal.seal.check"]._check(self.chain)
        return {(f["kind"], f["outcome_id"], f["path"]) for f in found}

    def _compare(self, outcomes):
        return self.env["asn.appraisal.verification"]._compare(outcomes)

    def _tamper(self, year):
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE asn_appraisal_outcome SET year_result = %s WHERE id = %s",
                json.dumps(year),
                self.last.id,
            )
        )
        self.env.invalidate_all()

    def test_noted_with_the_last_part(self):
        self.assertFalse(self.first.year_result)
        year = self.last.year_result
        self.assertEqual(
            [line["outcome_id"] for line in year["lines"]],
            [self.first.id, self.last.id],
        )
        rows = [line["dimensions"]["result"] for line in year["lines"]]
        self.assertEqual([row["weight"] for row in rows], ["33.3333", "66.6667"])
        others = self.cycle.appraisal_ids.outcome_ids - self.first - self.last
        self.assertFalse(any(others.mapped("year_result")))

    def test_sealed_and_computed_again(self):
        self.assertFalse(self._check())
        states = [one["state"] for one in self._compare(self.first | self.last)]
        self.assertEqual(states, ["identical"] * 2)

    def test_every_value_of_the_year_is_guarded(self):
        """Each is found by the seal; what follows from others, by computing, too."""
        right = self.last.year_result
        for path in (
            ("predicate",),
            ("minimum_days",),
            ("dimensions", "result", "score"),
            ("dimensions", "behaviour", "exact"),
            ("lines", 0, "months"),
            ("lines", 0, "outcome_id"),
            ("lines", 1, "dimensions", "result", "weight"),
            ("lines", 1, "dimensions", "behaviour", "score"),
        ):
            with self.subTest(path=path), self.env.cr.savepoint() as undo:
                year = json.loads(json.dumps(right))
                *way, name = path
                place = year
                for step in way:
                    place = place[step]
                place[name] = 400 if name in ("minimum_days", "outcome_id") else "9"
                self._tamper(year)
                found = self._check()
                self.assertEqual(len(found), 1)
                ((kind, outcome_id, changed),) = found
                self.assertEqual((kind, outcome_id), ("changed", self.last.id))
                self.assertTrue(changed.startswith("outcome.year_result"))
                self.assertEqual(self._compare(self.last)[0]["state"], "deviating")
                undo.rollback()
                self.env.invalidate_all()
        self._tamper(None)
        self.assertTrue(self._check(), "A year that is gone is found as well")

    def test_later_version_of_a_part_notes_the_year_again(self):
        before = self.last.year_result
        vals = {
            name: field.convert_to_write(self.first[name], self.first)
            for name, field in self.first._fields.items()
            if name in self.first._workflow_fields
        }
        vals |= {"version": 2, "state": "decided", "result_rating": "meets"}
        later = self.first._workflow_create([vals])
        later._publish()
        self.assertEqual(self.last.year_result, before)
        low, high = (
            float(year["dimensions"]["result"]["score"])
            for year in (before, later.year_result)
        )
        self.assertLess(low, high)
        self.assertFalse(self._check())
        page = self.parts[1].with_user(self.person.user_id).result_page["year"]
        self.assertEqual(page["totals"]["result"], f"{high:.2f}")

    def test_what_was_noted_is_shown_whatever_the_cycle_says_later(self):
        self.cycle.sudo().segment_days = 200
        self.env.invalidate_all()
        year = self.parts[0].with_user(self.person.user_id).result_page["year"]
        self.assertEqual(year["lines"][0]["weight"], "33.33 %")
        self.assertEqual(self._compare(self.last)[0]["state"], "identical")

    def test_printed_for_those_who_read_all_parts(self):
        report = self.env.ref("asn_appraisal.action_report_appraisal_result")
        for user, is_told in (
            (self.person.user_id, True),
            (self.manager, True),
            (self.new.user_id, False),
        ):
            self.env.invalidate_all()
            html, __ = report.with_user(user)._render_qweb_html(
                report.report_name, self.parts[1].ids
            )
            self.assertEqual("The whole year" in html.decode(), is_told, user.login)
            self.assertEqual("33.33 %" in html.decode(), is_told, user.login)

    def test_no_superior_reads_the_noted_year(self):
        for user in (self.new.user_id, self.person.user_id, self.manager):
            mine = self.last.with_user(user)
            for call in (
                lambda own: own.read(["year_result"]),
                lambda own: own.search([("year_result", "!=", False)]),
            ):
                with self.assertRaises(AccessError):
                    call(mine)
