# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .asn_appraisal_cycle_stage import LAUNCH_STAGES
from .asn_one_record import check_one

ROLL_UPS = [
    ("none", "Not counted"),
    ("mean", "Mean of the periods"),
    ("days", "Mean of the periods by their days"),
    ("last", "Last period"),
    ("best", "Best period"),
]


class AsnAppraisalCycle(models.Model):
    """Shorter periods inside a year: quarters or months that roll up into it.

    A period is a cycle of its own, with its own stages and results. The year counts
    what its periods came to by the rule ``roll_up``, with the weight that the rating
    method gives to “shorter periods”.
    """

    _inherit = "asn.appraisal.cycle"

    parent_id = fields.Many2one(
        "asn.appraisal.cycle",
        string="Part of the Year",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        copy=False,
        domain="[('id', '!=', id), ('parent_id', '=', False)]",
        help="The longer cycle that counts what this one comes to.",
    )
    child_ids = fields.One2many(
        "asn.appraisal.cycle", "parent_id", string="Shorter Periods", copy=False
    )
    child_count = fields.Integer(
        string="Number of Periods", compute="_compute_child_count"
    )
    roll_up = fields.Selection(
        ROLL_UPS,
        string="Periods Count As",
        default="none",
        required=True,
        help="How the decided results of the shorter periods become one value. What it "
        "weighs is said by the rating method, in its line for shorter periods. Of a "
        "period without a score, nothing counts.",
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("child_ids")
    def _compute_child_count(self):
        counts = dict(
            self._read_group(
                [("parent_id", "in", self.ids)], ["parent_id"], ["__count"]
            )
        )
        for cycle in self:
            cycle.child_count = counts.get(cycle._origin, 0)

    # ------------------------------------------------------------
    # CONSTRAINS AND CRUD
    # ------------------------------------------------------------

    @api.constrains("parent_id", "date_start", "date_end", "company_id")
    def _check_parent(self):
        # sudo: asn.appraisal.cycle - periods and year of cycles that may be written
        cycles = self.sudo()
        for period in cycles.filtered("parent_id") | cycles.child_ids:
            period._check_inside()

    def _check_inside(self):
        """Check that a period fits into its year.

        :raise ValidationError: naming both
        """
        year = self.parent_id
        names = {"period": self.name, "year": year.name}
        if year.parent_id or self.child_ids:
            raise ValidationError(
                self.env._(
                    "“%(period)s” cannot be part of “%(year)s”: the parts of a year "
                    "have no parts themselves.",
                    **names,
                )
            )
        if self.company_id != year.company_id:
            raise ValidationError(
                self.env._(
                    "“%(period)s” cannot be part of “%(year)s”: they belong to "
                    "different companies.",
                    **names,
                )
            )
        if self.date_start < year.date_start or self.date_end > year.date_end:
            raise ValidationError(
                self.env._(
                    "The period of “%(period)s” must lie within that of “%(year)s”.",
                    **names,
                )
            )

    @api.constrains("parent_id")
    def _check_year_open(self):
        for year in self.sudo().parent_id:
            year._check_counts_periods()

    def write(self, vals):
        if "parent_id" in vals:
            # sudo: asn.appraisal.cycle - the stage of the year that is left
            for cycle in self.sudo():
                if cycle.parent_id and cycle.parent_id.id != vals["parent_id"]:
                    cycle.parent_id._check_counts_periods()
        return super().write(vals)

    def _check_counts_periods(self):
        """Refuse that periods join or leave a year once its scores are computed.

        :raise UserError: naming the year
        """
        if self.state not in LAUNCH_STAGES:
            raise UserError(
                self.env._(
                    "The evaluation of “%s” is closed and its scores are computed: "
                    "periods can no longer join or leave it.",
                    self.name,
                )
            )

    @api.model
    def _get_frozen_fields(self):
        return super()._get_frozen_fields() | {"roll_up"}

    def _prepare_snapshot(self):
        return super()._prepare_snapshot() | {"roll_up": self.roll_up}

    def _get_roll_up(self):
        """Return the rule by which periods count, as frozen at the launch."""
        return self._get_frozen().get("roll_up", "none")

    def _get_relatives(self):
        """Return the cycles that may appraise the same people for the same days."""
        # sudo: asn.appraisal.cycle - compared with, no more
        cycle = self.sudo()
        return cycle | cycle.parent_id | cycle.child_ids

    # ------------------------------------------------------------
    # WHAT IS NEXT
    # ------------------------------------------------------------

    def _get_evaluation_step(self, superiors):
        step = super()._get_evaluation_step(superiors)
        if self.child_count and self.roll_up != "none":
            step += " " + self._get_period_step()
        return step

    def _get_period_step(self):
        """Say what has to be there before the year is scored."""
        # sudo: asn.appraisal.cycle - the stages of a cycle's own periods
        done = self.sudo().child_ids.filtered(
            lambda period: period.state in ("published", "closed")
        )
        return self.env._(
            "%(done)s of %(all)s shorter periods are published; what is not decided in "
            "them by then does not count for the year.",
            done=len(done),
            all=self.child_count,
        )

    # ------------------------------------------------------------
    # NAVIGATION
    # ------------------------------------------------------------

    def action_open_periods(self):
        """Open the shorter periods of the cycle."""
        check_one(self)
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "asn_appraisal.action_asn_appraisal_cycle"
        )
        name = self.env._("Shorter Periods")
        return action | {
            "name": name,
            "path": False,  # that of all cycles
            "domain": [("parent_id", "=", self.id)],
            "context": {"create": False},
        }
