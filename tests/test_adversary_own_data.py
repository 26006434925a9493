# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Nobody learns a secret from the data that the system gives out about oneself."""

from odoo.tests import tagged

from .adversary_common import AdversaryCommon


def read_own_data(test, actor, stage):
    """Take out what is held about the actor in the cycle of a stage."""
    return test._as(actor, "asn.appraisal.own.data")._collect(test.cycles[stage])


@tagged("post_install", "-at_install")
class TestAdversaryOwnData(AdversaryCommon):
    def test_own_data_unmask_nobody(self):
        probes = {"read_own_data": read_own_data}
        for actor in ("self", "sup", "peer", "sub", "mgr"):
            with self.subTest(actor):
                self.assertEqual(self._find_leaks(probes, [actor]), [])

    def test_the_person_is_told_something(self):
        """The probe is no strawman: it shows what was published."""
        found = str(read_own_data(self, "self", "published"))
        self.assertIn(
            self._find_appraisal("published").outcome_id.predicate_id.name, found
        )
