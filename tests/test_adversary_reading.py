# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Nobody learns a secret by reading, searching, grouping or exporting."""

from odoo.tests import tagged

from .adversary_common import AdversaryCommon
from .adversary_probes import PROBES


@tagged("post_install", "-at_install")
class TestAdversaryReading(AdversaryCommon):
    def test_nobody_learns_a_secret(self):
        for actor in self.users:
            with self.subTest(actor):
                self.assertEqual(self._find_leaks(PROBES, [actor]), [])
