# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import subprocess

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import SECRET, AppraisalCommon

REPORT = "asn_appraisal.action_report_appraisal_result"


@tagged("post_install", "-at_install")
class TestReport(AppraisalCommon):
    def _get_text(self, user, lang="en_US", appraisal=None, layout="-layout"):
        appraisal = appraisal or self._appraisal()
        Report = self.env["ir.actions.report"].with_user(user).with_context(lang=lang)
        pdf, __ = Report.with_context(force_report_rendering=True)._render_qweb_pdf(
            REPORT, appraisal.ids
        )
        process = subprocess.run(
            ["pdftotext", layout, "-", "-"],
            input=pdf,
            capture_output=True,
            check=True,
        )
        return process.stdout.decode()

    def test_document(self):
        self._launch()
        for form in self._appraisal().evaluation_ids:
            self._answer(form, 4, SECRET if form.role_id.code == "peer" else "Careful")
        self._close_evaluation()
        self._decide(
            self._appraisal(), result_rating="meets", result_reason="Targets were low"
        )
        self._publish()
        text = self._get_text(self.person.user_id)
        for part in (
            "asn_member_0",
            "asn_superior",
            "Post of asn_member_0",
            "Test Cycle",
            "Service oriented",
            "Targets were low",
            "Careful",
            "Meets expectation",
            "PermenPANRB 6/2022",
        ):
            self.assertIn(part, text)
        self.assertNotIn(SECRET, text)
        for peer in self.members[1:]:
            self.assertNotIn(peer.name, text)

    def test_document_in_indonesian(self):
        self.env["res.lang"]._activate_lang("id_ID")
        self.env["ir.module.module"]._load_module_terms(["asn_appraisal"], ["id_ID"])
        self._play()
        text = self._get_text(self.person.user_id, "id_ID")
        for part in (
            "Hasil Penilaian Kinerja",
            "Pejabat Penilai Kinerja",
            "Sangat Baik",
            "Di atas ekspektasi",
            "Berorientasi Pelayanan",
            "Rekan kerja",
            "4,00",
        ):
            self.assertIn(part, text)
        for part in ("Superior", "Appraiser", "expectation", "4.00"):
            self.assertNotIn(part, text)

    def test_same_sentences_as_on_screen(self):
        """Every sentence and number that unfolds for the reader is printed."""
        self.env["res.lang"]._activate_lang("id_ID")
        self.env["ir.module.module"]._load_module_terms(["asn_appraisal"], ["id_ID"])
        self._launch()
        for value, form in enumerate(self._appraisal().evaluation_ids):
            self._answer(form, 3 + value % 2, comment=SECRET)
            answers = form.sudo().answer_ids
            answers[value].write({"value": 0, "not_observed": True})
            answers.flush_recordset()  # forms are stored by SQL
        self._close_evaluation()
        self._decide(
            self._appraisal(), behaviour_rating="below", behaviour_reason="Left early"
        )
        self._publish()
        user = self.person.user_id
        for lang in ("en_US", "id_ID"):
            text = self._squeeze(self._get_text(user, lang, layout="-raw"))
            outcome = self._appraisal().outcome_ids.with_user(user)
            view = outcome.with_context(lang=lang).get_explanation()
            parts = list(self._list_parts(view))
            self.assertGreater(len(parts), 150)
            for part in parts:
                self.assertIn(self._squeeze(part), text)

    def _squeeze(self, text):
        """Drop the blanks: lines of a document break anywhere."""
        return "".join(text.split())

    def _list_parts(self, view):
        """List sentences, numbers and marks of the tree, but for single answers."""
        yield from view["notes"]
        yield from view["predicate"]["notes"]
        for row in view["predicate"]["table"]["rows"]:
            yield row["title"]
            for cell in row["cells"]:
                yield from (cell["text"], cell["mark"])
        for dimension in view["dimensions"]:
            for key in ("name", "score", "level_name", "sum_text", "threshold_text"):
                yield dimension[key]
            yield from dimension["rating"]["notes"]
            for row in dimension["rows"]:
                for key in ("role", "status_text", "mean", "weight", "contribution"):
                    yield row[key] or ""
                yield from row["notes"]
                for value in row["children"]:
                    statements = [n for n in value["children"] if "weight_text" in n]
                    for node in (value, *statements):
                        yield from (node["title"], node["value"] or "*")
                        yield from node["notes"]

    def test_only_published(self):
        self._launch()
        with self.assertRaisesRegex(UserError, "asn_member_0"):
            self._appraisal().action_print_result()

    def test_not_for_others(self):
        self._play()
        with self.assertRaises(AccessError):
            self._get_text(self.members[1].user_id)

    def test_several_people_in_one_print(self):
        """With any build of the renderer, and each person on a sheet of their own."""
        self._play()
        two = self._appraisal() | self._appraisal(self.members[1])
        text = self._get_text(self.manager, appraisal=two)
        sheets = text.split("\f")
        for name, other in (
            ("asn_member_0", "asn_member_1"),
            ("asn_member_1", "asn_member_0"),
        ):
            own = [sheet for sheet in sheets if f"Post of {name}" in sheet]
            self.assertEqual(len(own), 1)
            self.assertNotIn(f"Post of {other}", own[0])
