# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Nobody learns a secret by computing, counting, waiting or guessing."""

from odoo.tests import tagged

from .adversary_comments import COMMENTS
from .adversary_common import AdversaryCommon
from .adversary_numbers import NUMBERS
from .adversary_people import PEOPLE


@tagged("post_install", "-at_install")
class TestAdversaryNumbers(AdversaryCommon):
    def test_nothing_is_computed(self):
        for name, attack in (COMMENTS | NUMBERS | PEOPLE).items():
            with self.subTest(name):
                self.assertEqual(attack(self), [])
