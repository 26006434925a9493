# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Nobody learns a secret by chatter, mail, files, documents, filters or errors."""

from odoo.tests import tagged

from .adversary_common import AdversaryCommon
from .adversary_paths import PATHS


@tagged("post_install", "-at_install")
class TestAdversaryPaths(AdversaryCommon):
    def test_nobody_learns_a_secret_on_a_side_path(self):
        for actor in self.users:
            with self.subTest(actor):
                probes = dict(PATHS)
                if actor in ("port", "publ"):  # they have no chatter but their own
                    del probes["read_chatter"]
                self.assertEqual(self._find_leaks(probes, [actor]), [])
