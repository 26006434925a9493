# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from collections import defaultdict

from odoo import api, fields, models

from .asn_appraisal_acting import CAPACITIES
from .asn_talk_people import can_rate

# State of the appraisal and stage of its cycle: raters answer.
ASKED = ("evaluation", "evaluation")


class AsnAppraisal(models.Model):
    """Who decides an appraisal, and in which capacity."""

    _inherit = "asn.appraisal"

    superior_capacity = fields.Selection(
        [("definitive", "Holds the post"), *CAPACITIES],
        string="Capacity of the Appraiser",
        default="definitive",
        required=True,
        readonly=True,
        copy=False,
        help="Whether the appraiser holds the post of the superior or acts for a time.",
    )
    behalf_of_id = fields.Many2one(
        "hr.employee",
        string="On Behalf Of",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
        help="The superior who is stood in for; the appraisal goes back to them.",
    )
    acting_id = fields.Many2one(
        "asn.appraisal.acting",
        string="By Order",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
    )
    superior_title = fields.Char(
        string="Acts As",
        compute="_compute_superior_title",
        help="As printed above the signature.",
    )
    capacity_text = fields.Char(compute="_compute_capacity_text")

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("acting_id")
    def _compute_superior_title(self):
        for appraisal in self:
            # sudo: asn.appraisal.acting - the title, which is printed
            acting = appraisal.sudo().acting_id
            appraisal.superior_title = bool(acting) and acting._get_title()

    @api.depends_context("uid", "lang")
    @api.depends("acting_id", "behalf_of_id", "superior_id")
    def _compute_capacity_text(self):
        for appraisal in self:
            appraisal.capacity_text = appraisal._get_capacity_text()

    def _get_capacity_text(self):
        """Say for whom the superior acts; ``False`` for one who holds the post."""
        if not self.superior_title:
            return False
        # sudo: asn.appraisal, hr.employee - names and order no. of a readable record
        sudo = self.sudo()
        names = {
            "superior": sudo.superior_id.name,
            "title": self.superior_title,
            "holder": sudo.behalf_of_id.name,
        }
        text = self._describe_capacity(names)
        if number := sudo.acting_id.order_number:
            return self.env._(
                "%(text)s Order no. %(number)s.", text=text, number=number
            )
        return text

    def _describe_capacity(self, names):
        if self.is_my_team and names["holder"]:
            return self.env._("You act as %(title)s on behalf of %(holder)s.", **names)
        if self.is_my_team:
            return self.env._("You act as %(title)s.", **names)
        if names["holder"]:
            return self.env._(
                "%(superior)s acts as %(title)s on behalf of %(holder)s.", **names
            )
        return self.env._("%(superior)s acts as %(title)s.", **names)

    # ------------------------------------------------------------
    # WHO IT IS
    # ------------------------------------------------------------

    def _get_line_superior(self):
        """Return who leads the person in the organisation, whoever acts for them."""
        self.ensure_one()
        acts = self.superior_capacity != "definitive"
        return self.behalf_of_id if acts else self.superior_id

    def _get_line_superiors(self):
        """Return those of all appraisals together, see ``_get_line_superior``."""
        acted = self.filtered(lambda a: a.superior_capacity != "definitive")
        return (self - acted).superior_id | acted.behalf_of_id

    def _prepare_signature(self):
        """Return who signs now and as what, for a document that keeps it."""
        self.ensure_one()
        return {
            "signatory_id": self.superior_id.id,
            "signatory_title": self.superior_title,
        }

    def _group_by_returning_superior(self):
        """Return ``{hr.employee: appraisals}``: to whom each goes when nobody acts.

        To the former holder; to today's superior where that one has left.
        """
        groups = defaultdict(self.browse)
        for appraisal in self:
            holder = appraisal.behalf_of_id
            today = appraisal.employee_id.parent_id
            if not holder.active and today.active and today != appraisal.employee_id:
                holder = today
            groups[holder] |= appraisal
        return groups

    # ------------------------------------------------------------
    # HAND-OVER
    # ------------------------------------------------------------

    def _set_superior(self, superior, acting=None):
        """Hand appraisals over to another superior; the caller has checked who may.

        Whatever else names the superior of an appraisal follows here.

        :param superior: hr.employee, who decides from now on
        :param acting: asn.appraisal.acting by which they stand in for the present
            superior, which all of ``self`` must share; without it the post is theirs
        """
        vals = {"superior_capacity": "definitive", "behalf_of_id": False}
        if acting:
            vals = {
                "superior_capacity": acting.kind,
                "behalf_of_id": self.superior_id.id,
            }
        vals |= {"superior_id": superior.id, "acting_id": acting and acting.id}
        self._workflow_write(vals)
        self.outcome_ids._workflow_write({"superior_id": superior.id})
        title = acting and acting._get_title()
        name = f"{superior.name}, {title}" if title else superior.name
        text = self.env._("New appraiser: %s", name or self.env._("nobody"))
        self._message_log_batch(bodies=dict.fromkeys(self.ids, text))

    def _swap_superior_forms(self, *, takes_back=False):
        """Ask the present superiors instead of former ones.

        What was submitted counts, and a form that somebody has begun stays with them,
        unless they have left. Whatever is taken back keeps its answers.

        :param bool takes_back: take back forms that were begun as well
        """
        for appraisal in self:
            if (appraisal.state, appraisal.cycle_id.state) == ASKED:
                appraisal._swap_superior_form(takes_back)

    def _swap_superior_form(self, takes_back):
        superior = self.superior_id
        forms = self.evaluation_ids.filtered(lambda form: form.role_kind == "superior")
        others = forms.filtered(lambda f: f.rater_id != superior and f.is_open)
        begun = others.filtered(
            lambda f: not takes_back and f.state == "draft" and can_rate(f.rater_id)
        )
        (others - begun)._workflow_write({"state": "cancelled"})
        if begun or forms.filtered(lambda form: form.state == "submitted"):
            return
        if role := self._get_superior_role():
            own = self.evaluation_ids.filtered(lambda form: form.rater_id == superior)
            own = own.filtered(lambda f: f.is_open and f.role_kind != "superior")
            own._workflow_write({"state": "cancelled"})
            # who acts is told by the daily mail, once for all people led
            invites = not self.acting_id
            assignment = self.env["asn.appraisal.assignment"]
            assignment._ask(self, role, superior, invites=invites)

    def _get_superior_role(self):
        """Return the superior's role of the frozen form, if somebody can answer it."""
        if not can_rate(self.superior_id):
            return None
        roles = self.cycle_id._get_frozen_form(self.template_id)["roles"]
        return next((role for role in roles if role["kind"] == "superior"), None)

    def _resume_forms(self, former):
        """Ask ``former``, who acted as superior for a time, as a colleague again."""
        for appraisal in self:
            if (appraisal.state, appraisal.cycle_id.state) != ASKED:
                continue
            forms = appraisal.evaluation_ids.filtered(lambda f: f.rater_id == former)
            acted = forms.filtered(lambda form: form.role_kind == "superior")
            if not acted.filtered(lambda form: form.state in ("draft", "submitted")):
                colleague = (forms - acted).filtered(lambda f: f.state == "cancelled")
                colleague._reopen()
