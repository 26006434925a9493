# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.tests import tagged

from .test_retention import RetentionCommon


@tagged("post_install", "-at_install")
class TestPurgeLinks(RetentionCommon):
    """People from outside who were asked by mail are forgotten with the answers."""

    def _insert_link(self, kind, label, email):
        """Store a link of the closed cycle, which no longer lets anybody make one."""
        ((id_,),) = self._fetch(
            "INSERT INTO asn_appraisal_link (appraisal_id, role_id, kind,"
            " label, email, lang, opens_on, expires_on,"
            " max_respondents, token) VALUES (%s, %s, %s, %s, %s, 'en_US',"
            " '2026-01-01', '2026-12-31', 5, 'secret') RETURNING id",
            self.outside.appraisal_id.id,
            self.outside.role_id.id,
            kind,
            label,
            email,
        )
        return self.env["asn.appraisal.link"].browse(id_)

    def test_addresses_of_people_from_outside_go(self):
        personal = self._insert_link("personal", "Ibu Sari", "sari@example.org")
        poster = self._insert_link("collection", "Class 7A", None)
        self._purge()
        self.assertFalse(personal.email)
        self.assertEqual(personal.label, "…")
        self.assertEqual((poster.label, poster.sudo().token), ("Class 7A", "secret"))
        left = self._fetch("SELECT to_jsonb(link) FROM asn_appraisal_link link")
        for word in ("sari@example.org", "Sari"):
            self.assertNotIn(word, str(left))
        for user in (self.superior.user_id, self.person.user_id, self.manager):
            data = self.env["asn.appraisal.own.data"].with_user(user)._collect()
            self.assertNotIn("sari", str(data).lower())
