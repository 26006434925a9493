# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from .asn_appraisal_reading import OPEN_FOR


class AsnAppraisal(models.Model):
    """Who reads the comments about somebody, and the trace that it leaves.

    The person and the superior are those whom comments are for. HR's managers read
    them only after giving a reason, for an hour; the person sees who did.
    """

    _name = "asn.appraisal"
    _inherit = ["asn.appraisal", "asn.reading.mixin"]

    _reading_path = ""

    reading_ids = fields.Many2many(
        "asn.appraisal.reading",
        "asn_appraisal_reading_rel",
        "appraisal_id",
        "reading_id",
        string="Who Read This",
        readonly=True,
        copy=False,
    )
    is_opened = fields.Boolean(
        string="Comments Opened",
        compute="_compute_is_opened",
        search="_search_is_opened",
        help="Whether you opened the comments by giving a reason, within the last "
        "hour.",
    )
    can_read_comments = fields.Boolean(compute="_compute_can_read_comments")
    can_open_comments = fields.Boolean(compute="_compute_can_open_comments")
    can_see_readings = fields.Boolean(compute="_compute_can_see_readings")

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends_context("uid")
    def _compute_is_opened(self):
        opened = self._filter_opened()
        for appraisal in self:
            appraisal.is_opened = appraisal in opened

    def _search_is_opened(self, operator, value):
        if operator != "in":
            return NotImplemented
        opened = self.env["asn.appraisal.reading"]._get_opened()
        return [("id", "in", opened._filter_uninvolved().ids)]

    def _filter_opened(self):
        """Keep those that the user opened and, as things are now, may open."""
        if not self._is_manager():
            return self.browse()
        opened = self.env["asn.appraisal.reading"]._get_opened()
        return (self & opened)._filter_uninvolved()

    @api.depends_context("uid")
    @api.depends("employee_id", "superior_id")
    def _compute_can_read_comments(self):
        """Say what the rules of comments come to, so that no page stays empty."""
        for appraisal in self:
            appraisal.can_read_comments = (
                appraisal.is_mine or appraisal.is_my_team or appraisal.is_opened
            )

    @api.depends_context("uid")
    @api.depends("employee_id", "superior_id")
    def _compute_can_open_comments(self):
        may = self._filter_uninvolved() if self._is_manager() else self.browse()
        for appraisal in self:
            appraisal.can_open_comments = appraisal in may and not appraisal.is_opened

    @api.depends_context("uid")
    def _compute_can_see_readings(self):
        is_auditor = self.env.user.has_group(
            "asn_appraisal.group_asn_appraisal_auditor"
        )
        sees_all = is_auditor or self._is_manager()
        for appraisal in self:
            appraisal.can_see_readings = sees_all or appraisal.is_mine

    @api.model
    def _is_manager(self):
        return self.env.user.has_group("asn_appraisal.group_asn_appraisal_manager")

    # ------------------------------------------------------------
    # WHO IS INVOLVED
    # ------------------------------------------------------------

    def _filter_uninvolved(self, user=None):
        """Keep the appraisals in which a user is neither rated, superior nor rater.

        Who has a part in an appraisal does not guard its confidentiality.

        :param user: res.users; by default whoever asks
        """
        # sudo: hr.employee, evaluation - whether the user has a part in it, no more
        employees = (user or self.env.user).sudo().employee_ids.ids
        forms = [("rater_id", "in", employees), ("state", "!=", "cancelled")]
        involved = (
            Domain("employee_id", "in", employees)
            | Domain("superior_id", "in", employees)
            | Domain("evaluation_ids", "any", forms)
        )
        return self - self.sudo().search(Domain("id", "in", self.ids) & involved)

    def _check_guardian(self):
        """Let managers guard what is confidential, unless they have a part in it.

        :raise AccessError: naming the first appraisal that another manager handles
        """
        self.check_access("read")
        if not self._is_manager():
            raise AccessError(
                self.env._("Only managers of performance appraisal may do this.")
            )
        if involved := (self - self._filter_uninvolved())[:1]:
            raise AccessError(
                self.env._(
                    "%s: you are rated here, decide or rate yourself. Another manager "
                    "has to do this.",
                    involved.display_name,
                )
            )

    # ------------------------------------------------------------
    # READING COMMENTS
    # ------------------------------------------------------------

    def action_read_comments(self):
        """Ask HR's manager for the reason, then open the comments for an hour.

        :return: action of the dialog
        :raise AccessError: for others, and for managers who have a part in it
        """
        self._check_guardian()
        return self.env["asn.appraisal.reason"]._ask(
            "read", self.env._("Read Comments"), appraisal_ids=self.ids
        )

    def _open_comments(self, reason):
        """Open the comments of appraisals to the user and leave the trace.

        :param str reason: why, for the person and the auditor
        """
        self._check_guardian()
        return self.env["asn.appraisal.reading"]._note(
            "comments",
            self.env._("Comments"),
            self,
            reason=reason,
            open_until=fields.Datetime.now() + OPEN_FOR,
        )
