# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command, Date
from odoo.tests import TransactionCase, tagged

MATRIX = {
    ("above", "below"): "poor",
    ("above", "meets"): "good",
    ("above", "above"): "very_good",
    ("meets", "below"): "poor",
    ("meets", "meets"): "good",
    ("meets", "above"): "good",
    ("below", "below"): "very_poor",
    ("below", "meets"): "needs_improvement",
    ("below", "above"): "needs_improvement",
}  # PermenPANRB 6/2022, by result and behaviour


@tagged("post_install", "-at_install")
class TestConfiguration(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.matrix = cls.env.ref("asn_appraisal.method_matrix_2022")
        cls.score = cls.env.ref("asn_appraisal.method_score_2019_feedback")

    def test_default_data(self):
        Criterion = self.env["asn.criterion"]
        values = Criterion.search(
            [("parent_id", "=", False), ("dimension", "=", "behaviour")]
        )
        practice = values.filtered(lambda value: value.code in ("pupils", "parents"))
        self.assertEqual(len(practice.child_ids), 12)
        self.assertEqual(len(values - practice), 7)
        self.assertEqual(len((values - practice).child_ids), 21)
        self.assertEqual([len(value.anchor_ids) for value in values], [5] * 9)
        self.assertEqual(
            {
                (cell.result_level, cell.behaviour_level): cell.predicate_id.code
                for cell in self.matrix.matrix_ids
            },
            MATRIX,
        )

    def test_matrix_hole(self):
        with self.assertRaisesRegex(ValidationError, "Two ratings.*lacks"):
            self.matrix.matrix_ids[0].unlink()

    def test_matrix_cell_twice(self):
        with self.assertRaisesRegex(ValidationError, "Two ratings.*twice"):
            self.matrix.matrix_ids[0].copy()

    def test_band_hole_and_overlap(self):
        band = self.score.band_ids.filtered(lambda band: band.lower == 70)
        with self.assertRaisesRegex(ValidationError, "Points, with feedback.*70"):
            band.lower = 71
        with self.assertRaisesRegex(
            ValidationError, "Points, with feedback.*two bands"
        ):
            band.lower = 69

    def test_weights_sum(self):
        line = self.matrix.role_ids.filtered(lambda line: line.role_id.code == "peer")
        with self.assertRaisesRegex(ValidationError, "Two ratings.*90"):
            line.behaviour_weight = 10
        other = self.matrix.role_ids.filtered(lambda line: line.behaviour_weight == 60)
        self.matrix.role_ids = [
            Command.update(line.id, {"behaviour_weight": 10}),
            Command.update(other.id, {"behaviour_weight": 70}),
        ]
        self.assertEqual(sum(self.matrix.role_ids.mapped("behaviour_weight")), 100)

    def test_dimension_weights(self):
        with self.assertRaisesRegex(ValidationError, "90"):
            self.score.result_weight = 50

    def test_validity(self):
        self.matrix._check_usable(
            Date.to_date("2026-01-01"), Date.to_date("2026-12-31")
        )
        with self.assertRaisesRegex(UserError, "Two ratings"):
            self.matrix._check_usable(
                Date.to_date("2020-01-01"), Date.to_date("2020-12-31")
            )

    def test_named_roles(self):
        with self.assertRaisesRegex(ValidationError, "Superior"):
            self.env.ref("asn_appraisal.role_superior").confidentiality = "confidential"

    def test_copies_are_whole(self):
        copy = self.matrix.copy()
        self.assertEqual(len(copy.matrix_ids), 9)
        self.assertEqual(len(copy.role_ids), 7)
        form = self.env.ref("asn_appraisal.template_staff").copy()
        self.assertEqual(len(form.line_ids), 10)

    def test_snapshot(self):
        form = self.env.ref("asn_appraisal.template_staff")._prepare_snapshot()
        self.assertEqual(len(form["items"]), 24)
        item = form["items"][-1]
        self.assertEqual(item["weight"], "1/3")
        self.assertEqual(item["roles"], ["self", "superior", "peer"])
        self.assertEqual(sorted(item["anchors"]), ["1", "2", "3", "4", "5"])

    def test_criterion_twice(self):
        form = self.env.ref("asn_appraisal.template_staff")
        with self.assertRaisesRegex(ValidationError, "Staff.*twice"):
            form.line_ids = [
                Command.create(
                    {"criterion_id": self.env.ref("asn_appraisal.criterion_loyal_1").id}
                )
            ]
