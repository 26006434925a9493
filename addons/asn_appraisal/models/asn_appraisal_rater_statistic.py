# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

from .asn_rater_role import CONFIDENTIALITY

NAMES = "asn_appraisal.group_asn_appraisal_calibrator"


class AsnAppraisalRaterStatistic(models.Model):
    """How one rater answered in one role of a cycle, beside the others.

    For those who look at many results together, and advisory: nothing here changes a
    score. What each measure is, and from how many on: ``scoring/raters.py``.

    **Why it unmasks nobody.** HR knows who was asked about whom, and reads group
    results, so that what must not follow from a statistic is a single answer.

    - A number is a mean over three people or more, each rated by three others or more:
      one equation for three unknown forms. Differences are taken from group results
      that are shown, never from a group below its minimum; else the measure of a
      superior, whose own answers HR reads, would tell a suppressed group by difference.
    - A confidential rater stands under a code drawn anew for each cycle, without name,
      department and number of people, in no order, with numbers rounded coarsely; and
      not at all unless five raters of the role have numbers. What could be told by
      elimination is not stored.
    - Mutual extremes are pairs of confidential raters, from five such pairs on, or of
      named ones. Of a mixed pair the named half would tell the other.
    - It is computed once, when the evaluation closes: there are no two states of it
      to be compared.
    """

    _name = "asn.appraisal.rater.statistic"
    _description = "Statistic of a Rater"
    _inherit = ["asn.workflow.mixin"]
    _order = "cycle_id, role_id, leniency desc, code"  # never by id
    _rec_name = "code"
    _rec_names_search = ["code"]
    _log_access = False

    _workflow_fields = frozenset(
        {
            "cycle_id",
            "company_id",
            "rater_id",
            "role_id",
            "confidentiality",
            "code",
            "named_rater_id",
            "department_id",
            "people_count",
            "leniency",
            "distance",
            "spread",
            "straight",
            "fast",
            "mutual_count",
            "is_compared",
            "is_spread_known",
            "is_straight_known",
            "is_timed",
            "is_mutual_known",
        }
    )

    # who
    cycle_id = fields.Many2one(
        "asn.appraisal.cycle",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    rater_id = fields.Many2one(
        "hr.employee",
        string="Whose It Is",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        groups=fields.NO_ACCESS,
    )
    role_id = fields.Many2one(
        "asn.rater.role",
        string="Rates As",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    confidentiality = fields.Selection(CONFIDENTIALITY, required=True, readonly=True)
    code = fields.Char(
        required=True,
        readonly=True,
        help="Stands for the rater in this cycle alone: the next one draws another.",
    )
    named_rater_id = fields.Many2one(
        "hr.employee",
        string="Rater",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
        groups=NAMES,
        help="Only raters whose answers carry their name; auditors see codes alone.",
    )
    department_id = fields.Many2one(
        "hr.department", readonly=True, ondelete="set null", groups=NAMES
    )
    people_count = fields.Integer(
        string="People Rated",
        readonly=True,
        aggregator=None,
        help="Not told of confidential raters: it would tell who they are.",
    )
    # measures; the flag beside each says whether there is a number at all
    leniency = fields.Float(
        digits=(16, 2),
        readonly=True,
        aggregator="avg",
        help="Levels above (or below) what all others said about the same people on "
        "the same points. +0.5: half a level milder than the others.",
    )
    is_compared = fields.Boolean(string="Enough to Compare", readonly=True)
    distance = fields.Float(
        digits=(16, 2),
        readonly=True,
        aggregator="avg",
        help="How far from the others on average, up or down alike, in levels. On a "
        "scale of five, up to 0.83 counts as agreement.",
    )
    spread = fields.Float(
        digits=(16, 2),
        readonly=True,
        aggregator="avg",
        help="How much the answers differ within a form (standard deviation, in "
        "levels). 0: every point got the same level.",
    )
    is_spread_known = fields.Boolean(string="Enough for the Spread", readonly=True)
    straight = fields.Float(
        string="Equal in a Row (%)",
        digits=(16, 0),
        readonly=True,
        aggregator="avg",
        help="The longest run of equal answers, as a share of the form. 100: all.",
    )
    is_straight_known = fields.Boolean(string="Enough for Rows", readonly=True)
    fast = fields.Float(
        string="Very Fast Forms (%)",
        digits=(16, 0),
        readonly=True,
        aggregator="avg",
        help="Forms done in less than a quarter of the time that their points are "
        "expected to take, of those whose time is known.",
    )
    is_timed = fields.Boolean(string="Time Known", readonly=True)
    mutual_count = fields.Integer(
        string="Mutual Extremes",
        readonly=True,
        aggregator="sum",
        help="How many people and this rater put each other at the top, or at the "
        "bottom, against everybody else.",
    )
    is_mutual_known = fields.Boolean(string="Enough Pairs", readonly=True)

    _unique_rater = models.UniqueIndex(
        "(cycle_id, rater_id, role_id)",
        "This rater already has a statistic for this role of the cycle.",
    )

    @api.depends_context("uid")
    @api.depends("code")
    def _compute_display_name(self):
        may_name = self.env.su or self.env.user.has_group(NAMES)
        for statistic in self:
            # sudo: hr.employee - the name alone, for those who may know it
            rater = statistic.sudo().named_rater_id if may_name else False
            statistic.display_name = rater.name if rater else statistic.code
