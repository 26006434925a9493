# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.tests import tagged, warmup

from .common import TrainingCommon

QUERIES = 23


@tagged("post_install", "-at_install")
class TestRecommendationPerformance(TrainingCommon):
    """A batch of the job takes as many queries for one person as for six."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._rule(1, criterion_id=cls.value.id, criterion_limit=3)
        cls._rule(2, cls.advanced, has_gap=True)
        cls._rule(
            3,
            cls.advanced,
            criterion_id=cls.value.id,
            criterion_test="above",
            criterion_limit=3,
        )
        cls._play()
        cls.env["asn.training.recommendation"].search([]).unlink()

    def _recommend(self, count):
        """Recommend to so many people, with a cold cache."""
        outcomes = self.cycle.appraisal_ids.outcome_ids[:count]
        self.env.flush_all()
        self.env.invalidate_all()
        self.env["asn.appraisal.job.recommend"]._recommend(self.cycle, outcomes)
        self.env.flush_all()

    @warmup
    def test_one_person(self):
        with self.assertQueryCount(QUERIES):
            self._recommend(1)

    @warmup
    def test_six_people(self):
        with self.assertQueryCount(QUERIES):
            self._recommend(6)
