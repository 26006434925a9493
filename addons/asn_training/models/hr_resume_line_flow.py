# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import hashlib

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from odoo.addons.asn_appraisal.models.asn_one_record import check_one

MANAGER = "asn_training.group_asn_training_manager"
# Saying what a line is, is where its way to verified hours begins.
CLAIMS = {"training_method_id", "programme_id"}


class HrResumeLine(models.Model):
    # a docstring would be shown as that of core's model
    _inherit = "hr.resume.line"

    employee_id = fields.Many2one(
        default=lambda self: (
            self.env.context.get("training_own") and self.env.user.employee_id
        )
    )
    certificate_checksum = fields.Char(
        compute="_compute_certificate_checksum",
        store=True,
        groups="hr.group_hr_user",
        export_string_translation=False,
    )
    is_my_line = fields.Boolean(
        compute="_compute_is_my_line", export_string_translation=False
    )
    can_verify = fields.Boolean(
        compute="_compute_is_my_line", export_string_translation=False
    )

    _training_checksum = models.Index(
        "(certificate_checksum) WHERE verification IN ('submitted', 'verified')"
    )

    @api.depends("certificate_file")
    def _compute_certificate_checksum(self):
        # stored: the same paper is looked for among all that were ever handed in
        for line in self.with_context(bin_size=False):
            content = line.certificate_file
            line.certificate_checksum = content and hashlib.sha256(content).hexdigest()

    @api.depends("employee_id", "verification")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_is_my_line(self):
        is_manager = self.env.user.has_group(MANAGER)
        for line in self:
            # sudo: hr.employee - whose line it is, and of which agency
            mine = line.sudo().employee_id.user_id == self.env.user
            line.is_my_line = mine
            here = line.sudo().employee_id.company_id in self.env.companies
            line.can_verify = is_manager and here and not mine

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        if not self._is_workflow():
            lines._begin_claim()
        return lines

    def write(self, vals):
        result = super().write(vals)
        if not self._is_workflow() and vals.keys() & CLAIMS:
            self._begin_claim()
        return result

    def _begin_claim(self):
        claims = self.filtered(
            lambda line: line.training_method_id and not line.verification
        )
        claims._workflow_write({"verification": "draft"})
        if untyped := claims.filtered(lambda line: not line.line_type_id):
            line_type = self.env.ref("hr_skills.resume_type_training", False)
            untyped.write({"line_type_id": line_type and line_type.id})

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_submit_hours(self):
        """Hand in a certificate, to be verified by HR.

        :return: True
        :raise AccessError: for anybody but the employee and training managers
        :raise UserError: for what is incomplete or has been handed in already
        """
        check_one(self)
        self.check_access("write")
        if not (self.is_my_line or self.can_verify):
            raise AccessError(
                self.env._("Only the employee and HR hand in learning hours.")
            )
        self._check_verification("draft", "rejected")
        self._check_complete()
        self._check_not_twice()
        self._workflow_write(
            {
                "verification": "submitted",
                "submitted_on": fields.Datetime.now(),
                "verification_reason": False,
            }
        )
        return True

    def action_take_back_hours(self):
        """Take back what waits for verification, to change it.

        :raise AccessError: for anybody but the employee
        """
        check_one(self)
        if not self.is_my_line:
            raise AccessError(self.env._("Only the employee takes a certificate back."))
        self._check_verification("submitted")
        self._workflow_write({"verification": "draft", "submitted_on": False})
        return True

    def action_verify_hours(self):
        """Let the hours of certificates count, by the rules of their methods.

        :return: True
        :raise AccessError: for anybody but training managers, and for the own ones
        """
        self._check_can_verify()
        self._check_verification("submitted")
        self._check_not_twice()
        lines = self.sorted(lambda line: (line.completed_on, line.id))
        vals_list = [line._prepare_claim() for line in lines]
        entries = [
            line._prepare_entry({}, vals)
            for line, vals in zip(lines, vals_list, strict=True)
        ]
        counted = self.sudo()._count(vals_list, entries)
        for line, hours in zip(lines, counted, strict=True):
            line._workflow_write(
                hours
                | {
                    "verification": "verified",
                    "verified_by_id": self.env.uid,
                    "verified_on": fields.Datetime.now(),
                }
            )
        return True

    def action_reject_hours(self):
        """Ask why hours are rejected, or do not count any more.

        :raise AccessError: for anybody but training managers, and for the own ones
        """
        check_one(self)
        self._check_can_verify()
        self._check_verification("submitted", "verified")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Reject Learning Hours"),
            "res_model": "asn.training.rejection",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_line_id": self.id},
        }

    def _reject(self, reason):
        """Reject the hours of a line; the employee reads why."""
        self._check_can_verify()
        self._check_verification("submitted", "verified")
        self._workflow_write(
            {
                "verification": "rejected",
                "verification_reason": reason,
                "hours": 0,
                "hours_days": False,
                "hours_parts": False,
                "verified_by_id": self.env.uid,
                "verified_on": fields.Datetime.now(),
            }
        )

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    def _check_can_verify(self):
        self.check_access("write")
        if not all(line.can_verify for line in self):
            raise AccessError(
                self.env._(
                    "Training managers verify and reject learning hours, and never "
                    "their own."
                )
            )

    def _check_verification(self, *states):
        if line := self.filtered(lambda line: line.verification not in states)[:1]:
            labels = dict(self._fields["verification"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "This is not possible for “%(line)s”: %(state)s.",
                    line=line.name,
                    state=labels.get(line.verification, self.env._("no hours asked")),
                )
            )

    def _check_complete(self):
        """Refuse to hand in what nobody could verify."""
        missing = []
        if not self.certificate_file:
            missing.append(self.env._("the file of the certificate"))
        rule = self.training_method_id.hours_rule
        if rule == "session" and not self.session_count:
            missing.append(self.env._("how many sessions you took"))
        elif rule in ("actual", "programme") and not self.hours_asked:
            missing.append(self.env._("how many hours you took"))
        if self.completed_on > fields.Date.context_today(self):
            missing.append(self.env._("a day of completion that is not to come"))
        if missing:
            raise UserError(self.env._("Please add first: %s.", ", ".join(missing)))

    def _check_not_twice(self):
        """Refuse the same paper, and the same training, a second time."""
        # sudo: hr.resume.line - whether it was handed in, whoever did so
        lines = self.sudo()
        sums = [
            checksum for checksum in lines.mapped("certificate_checksum") if checksum
        ]
        others = lines.search(
            [
                ("verification", "in", ["submitted", "verified"]),
                "|",
                ("certificate_checksum", "in", sums),
                ("employee_id", "in", lines.employee_id.ids),
            ]
        )
        for line in lines:
            for other in others - line:
                line._check_differs(other)

    def _check_differs(self, other):
        mine = other.employee_id == self.employee_id
        checksum = self.certificate_checksum
        if checksum and checksum == other.certificate_checksum:
            if not mine:
                raise UserError(self.env._("Somebody else handed in the same file."))
            raise UserError(
                self.env._(
                    "The same file was handed in already, for “%(name)s” of %(day)s.",
                    name=other.name,
                    day=format_date(self.env, other.completed_on),
                )
            )
        if mine and self._is_same_training(other):
            raise UserError(
                self.env._(
                    "“%(name)s” of %(day)s is among the learning hours already.",
                    name=other.name,
                    day=format_date(self.env, other.completed_on),
                )
            )

    def _is_same_training(self, other):
        """Tell whether it is one session, or one name on the same days."""
        if self.event_id:
            return self.event_id == other.event_id
        names = [line.name.casefold().split() for line in (self, other)]
        dates = [(line.date_start, line.completed_on) for line in (self, other)]
        return names[0] == names[1] and dates[0] == dates[1]

    def _prepare_claim(self):
        """Return the values that its hours are counted by."""
        return {
            "employee_id": self.employee_id.id,
            "training_method_id": self.training_method_id.id,
            "programme_id": self.programme_id.id,
            "date_start": self.date_start,
            "date_end": self.date_end,
            "hours_asked": self.hours_asked,
            "session_count": self.session_count,
            "is_abroad": self.is_abroad,
        }
