# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import io
import json
import zipfile

import openpyxl

from odoo.tests import HttpCase, tagged

from .common import SECRET
from .seal_common import SealCommon


@tagged("post_install", "-at_install")
class TestOwnData(SealCommon, HttpCase):
    """Whoever asks what is held about them gets it, and nothing about others."""

    def _collect(self, employee=None):
        user = (employee or self.person).user_id
        data = self.env["asn.appraisal.own.data"].with_user(user)
        return dict(data._collect())

    def test_what_is_there(self):
        found = self._collect()
        outcome = self.env["ir.model"]._get("asn.appraisal.outcome").name
        (row,) = found[outcome]
        self.assertIn(self.outcome.predicate_id.name, row.values())
        self.assertIn("Forms I filled in", found)

    def test_only_own(self):
        """Colleagues are named as people whom one rated oneself, and nowhere else."""
        found = self._collect()
        del found["Forms I filled in"]
        text = json.dumps(list(found.items()), default=str)
        for member in self.members - self.person:
            self.assertNotIn(member.name, text)

    def test_own_answers_alone(self):
        rater = self.members[1]
        forms = self._collect(rater)["Forms I filled in"]
        mine = self.cycle.appraisal_ids.evaluation_ids.filtered(
            lambda form: form.rater_id == rater
        )
        names = {row["About"] for row in forms}
        self.assertEqual(names, set(mine.employee_id.mapped("name")))
        self.assertIn(SECRET, {row["Comment"] for row in forms})

    def test_whoever_has_no_part(self):
        data = self.env["asn.appraisal.own.data"].with_user(self.bare)
        self.assertFalse(data._collect())
        self.assertTrue(data._make_zip())

    def test_files(self):
        self.authenticate(self.person.user_id.login, self.person.user_id.login)
        response = self.url_open("/asn/my_data")
        self.assertEqual(response.status_code, 200)
        archive = zipfile.ZipFile(io.BytesIO(response.content))
        content = json.loads(archive.read("data.json"))
        self.assertEqual(content["person"], self.person.user_id.name)
        book = openpyxl.load_workbook(io.BytesIO(archive.read("data.xlsx")))
        self.assertEqual(len(book.sheetnames), len(content["sections"]))

    def test_without_an_account(self):
        self.authenticate(None, None)
        response = self.url_open("/asn/my_data", allow_redirects=False)
        self.assertIn(response.status_code, (302, 303))
