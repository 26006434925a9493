# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.tools import SQL

from .asn_appraisal_cycle_issue import KINDS
from .asn_one_record import check_one


class AsnAppraisalCycleGap(models.Model):
    """How many gaps of one kind a cycle has, and what to do about them."""

    _name = "asn.appraisal.cycle.gap"
    _description = "Kind of Gaps Found in a Cycle"
    _auto = False
    _order = "is_blocking desc, issue_count desc, kind, id"
    _rec_name = "kind"
    _depends = {
        "asn.appraisal.cycle.issue": ["cycle_id", "company_id", "kind", "is_blocking"]
    }

    cycle_id = fields.Many2one("asn.appraisal.cycle", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    kind = fields.Selection(KINDS, string="What Is Missing", readonly=True)
    is_blocking = fields.Boolean(string="Blocking", readonly=True)
    issue_count = fields.Integer(string="How Many", readonly=True)
    advice = fields.Char(string="What to Do", compute="_compute_advice")

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT min(id) AS id, cycle_id, company_id, kind, is_blocking,
                   count(*) AS issue_count
              FROM asn_appraisal_cycle_issue
             GROUP BY cycle_id, company_id, kind, is_blocking
            """
        )

    @api.depends("kind")
    @api.depends_context("lang")
    def _compute_advice(self):
        advice = self._get_advice()
        for gap in self:
            gap.advice = advice.get(gap.kind)

    def action_open_issues(self):
        """List the gaps of this kind."""
        check_one(self)
        return self.cycle_id._open_issues([("kind", "=", self.kind)])

    @api.model
    def _get_advice(self):
        """Return, per kind, what the gap means and where it is closed."""
        return {
            "no_population": self.env._(
                "Nobody can be launched. Widen the population, or add people by hand."
            ),
            "method": self.env._(
                "Nobody can be launched. Put the method right, or choose another one."
            ),
            "form": self.env._("Nobody can be launched. Put the form right."),
            "plan_curve": self.env._(
                "Nobody can be launched. Give the method an achievement curve, or let "
                "the forms plan in words."
            ),
            "plan_unweighed": self.env._(
                "Plans are agreed and shown, but change no result. Give the plan a "
                "weight in the method where they should count."
            ),
            "plan_cap": self.env._(
                "Nobody can reach the highest value with the plan. Raise what the form "
                "counts at most, or lower the curve of the method."
            ),
            "period_unweighed": self.env._(
                "Nobody can be launched. Give shorter periods a weight in the method, "
                "or choose that they are not counted."
            ),
            "period_scale": self.env._(
                "Nobody can be launched. Choose methods with the same scale for the "
                "year and its periods."
            ),
            "period_none": self.env._(
                "The weight goes where the method says for a part without a value. Say "
                "in the cycle how shorter periods count, if there are any."
            ),
            "no_superior": self.env._(
                "Left out: nobody would decide. Enter the superior."
            ),
            "self_superior": self.env._(
                "Left out: nobody decides about themselves. Enter another superior."
            ),
            "superior_loop": self.env._(
                "Left out: two people would decide about each other. Put one of the "
                "superiors right."
            ),
            "superior_archived": self.env._(
                "Left out: the superior is gone. Enter the new one."
            ),
            "no_form": self.env._(
                "Left out: there is nothing to fill in. Add a line to the forms of "
                "the cycle, or put the post right."
            ),
            "overlap": self.env._(
                "Left out: nobody is appraised twice for the same days. Leave them out "
                "by hand, or change the period."
            ),
            "error": self.env._("Left out: read why, then launch again."),
            "superior_no_user": self.env._(
                "Takes part, but the appraisal cannot be decided. Give the superior a "
                "user."
            ),
            "superior_company": self.env._(
                "Takes part, but the superior finds the form only with access to this "
                "company as well."
            ),
            "superior_above_loop": self.env._(
                "Takes part. Somebody further up is in a loop and is left out."
            ),
            "no_department": self.env._(
                "Takes part, but has peers without department alone, and counts in no "
                "unit. Enter the department."
            ),
            "few_raters": self.env._(
                "Takes part, but this group will be neither shown nor counted. "
                "Colleagues need a user to be asked; raters can be added after the "
                "launch."
            ),
            "overload": self.env._(
                "Rates all the same. Give some people another superior, or raise the "
                "most minutes per rater of the cycle."
            ),
            "superior_conflict": self.env._(
                "Takes part all the same. Enter another superior, or replace the "
                "appraiser after the launch."
            ),
            "no_user": self.env._(
                "Takes part, but cannot rate and read the result. Give them a user."
            ),
            "no_email": self.env._(
                "Takes part, but is not told by mail. Enter the address of the user."
            ),
            "form_few": self.env._(
                "This group will never be shown nor counted. Ask more raters in the "
                "form, or lower the minimum of the method."
            ),
            "form_dimension": self.env._(
                "The superior decides one of the two ratings without a suggestion."
            ),
            "anchors": self.env._(
                "Raters see the name of a level alone. Describe what the level looks "
                "like."
            ),
        }
