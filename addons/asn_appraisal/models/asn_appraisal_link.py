# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import email_normalize

# A link is found by its first characters and compared as a whole in constant time.
LOOKUP_LENGTH = 8
# Before that no form is frozen, after that nobody is asked.
LINK_STAGES = ("planning", "monitoring", "evaluation")
FIXED = ("appraisal_id", "role_id", "kind", "email")


class AsnAppraisalLink(models.Model):
    """A way to rate somebody without an account: by mail to one, or a poster for many.

    Nothing leads from a link to the answers that came through it: they are rows of
    ``asn.appraisal.evaluation`` that know their role alone. What a link can tell is
    that it is open, and whether its role has enough answers by now.
    """

    _name = "asn.appraisal.link"
    _description = "Link for Raters from Outside"
    _inherit = ["asn.workflow.mixin"]
    _order = "appraisal_id, id"
    _rec_name = "label"
    _log_access = False  # the time of the last change would be that of an answer

    _workflow_fields = frozenset(
        {"token", "lookup", "is_used", "is_revoked", "is_sent"}
    )

    # about whom, for whom
    appraisal_id = fields.Many2one(
        "asn.appraisal", required=True, index=True, ondelete="cascade"
    )
    employee_id = fields.Many2one(related="appraisal_id.employee_id")
    cycle_id = fields.Many2one(related="appraisal_id.cycle_id")
    role_id = fields.Many2one(
        "asn.rater.role",
        string="Rates As",
        required=True,
        ondelete="restrict",
        domain=[("kind", "=", "external")],
        compute="_compute_role_id",
        store=True,
        readonly=False,
        precompute=True,
    )
    kind = fields.Selection(
        [("collection", "Poster for many"), ("personal", "Mail to one person")],
        required=True,
        default="collection",
    )
    label = fields.Char(
        string="Place or Group",
        required=True,
        help="Where the poster hangs or who is asked, such as “Class 7A” or “Counter "
        "2”. It is printed on the poster. Never the name of a child.",
    )
    email = fields.Char(help="The link is sent here and can be used once.")
    lang = fields.Selection(
        selection="_get_languages",
        string="Language",
        required=True,
        default=lambda self: self.env.lang or "en_US",
        help="Of poster, mail and page. Whoever answers can switch.",
    )
    # when, and how many
    opens_on = fields.Date(required=True, default=fields.Date.context_today)
    expires_on = fields.Date(
        string="Last Day",
        required=True,
        compute="_compute_expires_on",
        store=True,
        readonly=False,
        precompute=True,
    )
    max_respondents = fields.Integer(
        string="People Asked",
        required=True,
        default=40,
        help="How many get to see the poster, such as the pupils of a class. All links "
        "of the same kind of rater together take no more answers than people were "
        "asked, so that nobody can flood them.",
    )
    is_shared_device = fields.Boolean(
        string="Device Used by Many",
        help="For a tablet at a counter: it keeps no mark that it has answered, so "
        "that the next person can.",
    )
    # state
    # closed, since it would tell who of those asked by mail has answered
    is_used = fields.Boolean(readonly=True, copy=False, groups=fields.NO_ACCESS)
    is_revoked = fields.Boolean(readonly=True, copy=False)
    is_sent = fields.Boolean(readonly=True, copy=False)
    state = fields.Selection(
        [
            ("active", "Active"),
            ("expired", "Expired"),
            ("revoked", "Revoked"),
        ],
        compute="_compute_state",
    )
    progress = fields.Selection(
        [("enough", "Enough answers"), ("not_yet", "Not yet enough")],
        string="Answers So Far",
        compute="_compute_progress",
        help="Of all links of this kind of rater together. How many they are is told "
        "after the evaluation, together with the result.",
    )
    # what opens the form
    token = fields.Char(groups=fields.NO_ACCESS, copy=False)
    lookup = fields.Char(groups=fields.NO_ACCESS, copy=False)

    _unique_lookup = models.UniqueIndex("(lookup)", "Two links must differ.")
    _dates_follow = models.Constraint(
        "CHECK (expires_on >= opens_on)",
        "The last day of a link cannot be before its first one.",
    )
    _some_respondents = models.Constraint(
        "CHECK (max_respondents > 0)", "A link is for one person at least."
    )

    # ------------------------------------------------------------
    # DEFAULTS AND COMPUTES
    # ------------------------------------------------------------

    @api.model
    def _get_languages(self):
        return self.env["res.lang"].get_installed()

    @api.depends("appraisal_id")
    def _compute_role_id(self):
        for link in self:
            roles = link._get_roles()
            if link.role_id.id not in roles:
                link.role_id = next(iter(roles), False)

    @api.depends("appraisal_id")
    def _compute_expires_on(self):
        today = fields.Date.context_today(self)
        for link in self:
            # sudo: asn.appraisal.cycle - its deadline, which everybody knows
            end = link.appraisal_id.sudo().cycle_id.evaluation_end
            link.expires_on = end or link.expires_on or today

    @api.depends("is_revoked", "expires_on")
    def _compute_state(self):
        today = fields.Date.context_today(self)
        for link in self:
            if link.is_revoked:
                link.state = "revoked"
            else:
                late = link.expires_on and link.expires_on < today
                link.state = "expired" if late else "active"

    @api.depends("appraisal_id", "role_id")
    def _compute_progress(self):
        counts = self._count_answers()
        for link in self:
            count = counts.get((link.appraisal_id.id, link.role_id.id), 0)
            enough = link.role_id and count >= link._get_needed()
            link.progress = "enough" if enough else "not_yet"

    def _get_needed(self):
        """Return how many answers of its kind of rater are needed to show them."""
        self.ensure_one()
        # sudo: asn.appraisal.cycle - a minimum, which every rater is told
        appraisal = self.appraisal_id.sudo()
        cycle, template = appraisal.cycle_id, appraisal.template_id
        code = cycle._get_frozen_role(template, self.role_id)["code"]
        return cycle._get_minimum(code, "anonymous")

    def _count_answers(self):
        """Return ``{(appraisal id, role id): number of answers}``, for code alone."""
        # sudo: asn.appraisal.evaluation - numbers, of which one bit is told
        groups = (
            self.env["asn.appraisal.evaluation"]
            .sudo()
            ._read_group(
                [
                    ("appraisal_id", "in", self.appraisal_id.ids),
                    ("confidentiality", "=", "anonymous"),
                    ("state", "=", "submitted"),
                ],
                ["appraisal_id", "role_id"],
                ["__count"],
            )
        )
        return {(appraisal.id, role.id): count for appraisal, role, count in groups}

    def _get_roles(self):
        """Return ``{id: role of the frozen form}`` of those that links can ask."""
        # sudo: asn.appraisal, its cycle - kinds of raters, from the frozen form
        appraisal = self.appraisal_id.sudo()
        if not appraisal or appraisal.cycle_id.state not in LINK_STAGES:
            return {}
        form = appraisal.cycle_id._get_frozen_form(appraisal.template_id)
        return {
            role["id"]: role
            for role in form["roles"]
            if role["confidentiality"] == "anonymous"
        }

    # ------------------------------------------------------------
    # CONSTRAINS AND CRUD
    # ------------------------------------------------------------

    @api.constrains("kind", "email")
    def _check_email(self):
        for link in self:
            if link.kind == "personal" and not email_normalize(link.email or ""):
                raise ValidationError(
                    self.env._("“%s” needs one mail address to go to.", link.label)
                )

    @api.model_create_multi
    def create(self, vals_list):
        links = super().create(vals_list)
        links._check_maker()
        for link in links:
            if link.role_id.id not in link._get_roles():
                raise UserError(
                    self.env._(
                        "The form of %s does not ask this kind of rater by link, or "
                        "its evaluation is over.",
                        link.appraisal_id.sudo().display_name,
                    )
                )
            token = secrets.token_urlsafe(24)
            # sudo: asn.appraisal.link - the token is closed to everybody but the code
            link.sudo()._workflow_write(
                {"token": token, "lookup": token[:LOOKUP_LENGTH]}
            )
        return links

    def write(self, vals):
        fixed = [name for name in FIXED if name in vals]
        for link in self:
            if any(link._is_other(name, vals[name]) for name in fixed):
                raise UserError(
                    self.env._(
                        "For whom and about whom “%s” is cannot change: revoke it and "
                        "make another one.",
                        link.label,
                    )
                )
        return super().write(vals)

    def _is_other(self, name, value):
        field = self._fields[name]
        return field.convert_to_write(self[name], self) != (value or False)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_revoke(self):
        """Close links at once; answers that came through them are kept.

        :return: True
        :raise AccessError: for anybody but the superior and appraisal managers
        """
        self._check_maker()
        # sudo: asn.appraisal.link - a step of the workflow, checked above
        self.sudo()._workflow_write({"is_revoked": True})
        return True

    def action_print_poster(self):
        """Print a page with a QR code for each link.

        :raise UserError: for a link that is not open, or is one person's
        """
        self._check_poster()
        return self.env.ref("asn_appraisal.action_report_link_poster").report_action(
            self
        )

    def action_send(self):
        """Put the mails with personal links into the queue.

        Who has answered gets none, and nobody is told so.

        :return: True
        :raise UserError: for a link that is not open, or is a poster
        """
        self._check_maker()
        self._check_kind("personal")
        template = self.env.ref("asn_appraisal.mail_template_link")
        bot = self.env.ref("base.partner_root")
        # A message of no record: who reads the link must not read its token as well.
        values = {"model": False, "res_id": False, "author_id": bot.id}
        # sudo: asn.appraisal.link - the mail holds the token
        template = template.sudo().with_user(self.env.ref("base.user_root"))
        time = self.env["asn.appraisal.working.time"]
        unused = self.sudo().filtered(lambda link: not link.is_used)
        time._send(template, unused.ids, self.env.company, values)
        self.sudo()._workflow_write({"is_sent": True})
        return True

    # ------------------------------------------------------------
    # GUARDS
    # ------------------------------------------------------------

    def _check_maker(self):
        """Let only the superior and managers work with links, never about themselves.

        :raise AccessError: for everybody else
        """
        self.check_access("write")
        for link in self:
            link.appraisal_id._check_may_ask_outside()

    def _check_poster(self):
        self._check_maker()
        self._check_kind("collection")

    def _check_kind(self, kind):
        """:raise UserError: naming the first link that is closed or of another kind"""
        for link in self:
            if link.kind != kind:
                raise UserError(
                    self.env._("“%s” is a link of another kind.", link.label)
                )
            if link.state != "active":
                raise UserError(
                    self.env._("“%s” is closed. Make another link.", link.label)
                )

    # ------------------------------------------------------------
    # ADDRESS
    # ------------------------------------------------------------

    def _get_url(self):
        """Return the address of the form; who has it can answer."""
        self.ensure_one()
        # sudo: asn.appraisal.link - the callers print or send it, and were checked
        return f"{self.get_base_url()}/asn/rate/{self.sudo().token}"
