# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models
from odoo.tools import SQL

from .asn_appraisal_evaluation import OPEN_STATES

MAX_STEP = 10 * 60  # seconds that one save can add
MAX_TOTAL = 4 * 60 * 60  # seconds that a form can come to


class AsnAppraisalEvaluation(models.Model):
    """How long a rater worked on a form: what the page counts while it is in sight.

    Only statistics of raters use it, as a share of very fast forms. Nobody reads it,
    and it is a sum without any hour: it tells nothing of when somebody answered.
    """

    _inherit = "asn.appraisal.evaluation"

    seconds_spent = fields.Integer(groups=fields.NO_ACCESS, copy=False)

    def _lock(self, seconds=0):
        """Make a second tab wait, and then look again at what the first one did.

        An update, not a mere lock: the later transaction fails to serialize and Odoo
        runs it once more on fresh data.

        :param int seconds: worked since the last save, as the page says: not trusted
            beyond what is likely
        """
        if not isinstance(seconds, int):
            seconds = 0
        self.env.cr.execute(
            SQL(
                "UPDATE asn_appraisal_evaluation SET seconds_spent ="
                " CASE WHEN state IN %s"
                " THEN LEAST(COALESCE(seconds_spent, 0) + %s, %s)"
                " ELSE seconds_spent END WHERE id = %s",
                OPEN_STATES,
                min(max(seconds, 0), MAX_STEP),
                MAX_TOTAL,
                self.id,
            )
        )
        self.invalidate_recordset(["state", "seconds_spent"])
