# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import logging

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .asn_appraisal_acting import IN_FORCE, TASK_STAGES
from .asn_appraisal_cycle import UNDECIDED_STATES
from .asn_one_record import check_one

_logger = logging.getLogger(__name__)


class AsnAppraisalActing(models.Model):
    """How appraisals pass to an acting superior, and back.

    What is to be handed over is read from the data every time, so that a second run,
    or one that was interrupted, ends in the same state.
    """

    _inherit = "asn.appraisal.acting"

    left_count = fields.Integer(
        string="Begun Forms",
        compute="_compute_left_count",
        help="Superiors' forms that the other side has begun and not submitted. They "
        "stay with them, unless they are taken back.",
    )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_end(self):
        """End it today, ahead of its last day; what is planned is cancelled.

        :return: True
        :raise UserError: for what has ended already
        """
        self.check_access("write")
        self._check_maker()
        if self.filtered(lambda acting: acting.state not in IN_FORCE):
            raise UserError(self.env._("This has ended already."))
        # sudo: asn.appraisal.acting - a step of the workflow, checked above
        self.sudo()._end()
        return True

    def action_take_back_forms(self):
        """Take back superiors' forms that somebody else has begun and not submitted.

        Their answers are kept; who is the superior now is asked instead.

        :return: True
        """
        self.check_access("write")
        self._check_maker()
        # sudo: asn.appraisal - a step of the workflow, checked above
        forms = self.sudo()._get_left_forms()
        forms.appraisal_id._swap_superior_forms(takes_back=True)
        return True

    def action_open_appraisals(self):
        """Open the appraisals that were taken over, as far as the user reads them."""
        check_one(self)
        self.check_access("read")
        Action = self.env["ir.actions.act_window"]
        action = Action._for_xml_id("asn_appraisal.action_asn_appraisal")
        return action | {
            "domain": [("acting_id", "=", self.id)],
            "context": {"create": False},
        }

    @api.depends("state")
    def _compute_left_count(self):
        for acting in self:
            # sudo: asn.appraisal.evaluation - a number only
            acting.left_count = len(acting.sudo()._get_left_forms())

    def _get_left_forms(self):
        """Return superiors' forms begun by one side and left when the other took over.

        The holder's when the order began, the acting person's when it ended.
        """
        begun = Domain("role_kind", "=", "superior") & Domain("state", "=", "draft")
        begun &= Domain("cycle_id.state", "=", "evaluation")
        found = self.env["asn.appraisal.evaluation"]
        for acting in self:
            person = acting.employee_id.id
            before = Domain("appraisal_id.acting_id", "=", acting.id)
            before &= Domain("rater_id", "!=", person)
            after = Domain("appraisal_id.acting_id", "=", False)
            after &= Domain("rater_id", "=", person)
            after &= Domain("appraisal_id.superior_id", "!=", person)
            found |= found.search(begun & (before | after))
        return found

    # ------------------------------------------------------------
    # DATES
    # ------------------------------------------------------------

    @api.model
    def _cron_follow_dates(self):
        """Start and end what is due; one that fails does not stop the others."""
        for acting in self.search([("state", "in", IN_FORCE)], order="date_start, id"):
            try:
                with self.env.cr.savepoint():
                    acting._follow_dates()
            except Exception:
                _logger.exception("%s could not follow its dates", acting)

    def _follow_dates(self):
        """Bring records to where their dates put them today; twice is once."""
        today = fields.Date.context_today(self)
        # sudo: asn.appraisal.acting - a step of the workflow, by dates alone
        for acting in self.sudo().filtered(lambda acting: acting.state in IN_FORCE):
            if acting.date_end and acting.date_end < today:
                acting._finish()
            elif acting.date_start <= today:
                acting._start()

    def _start(self):
        if self.state == "planned":
            self._workflow_write({"state": "active"})
        self._take_over()

    def _finish(self):
        self._workflow_write({"state": "ended"})
        self._give_back(self._get_held())

    def _end(self):
        today = fields.Date.context_today(self)
        for acting in self:
            planned = acting.state == "planned"
            state = "cancelled" if planned else "ended"
            vals = {"state": state}
            if not planned:
                vals["date_end"] = max(acting.date_start, today)
            acting._workflow_write(vals)
            acting._give_back(acting._get_held())

    # ------------------------------------------------------------
    # APPRAISALS
    # ------------------------------------------------------------

    def _take_over(self):
        """Let the acting person lead what the order covers now, and nothing else."""
        self.ensure_one()
        covered = self.env["asn.appraisal"].search(self._get_covered_domain())
        self._give_back(self._get_held() - covered)
        self._hand_over(covered)

    def _get_held(self):
        """Return the open appraisals that the acting person leads by this order."""
        return self.env["asn.appraisal"].search(
            [("acting_id", "=", self.id), ("cycle_id.state", "!=", "closed")]
        )

    def _get_stages(self):
        """Return the stages of a cycle in which the order is in effect."""
        return [s for task, stages in TASK_STAGES.items() if self[task] for s in stages]

    def _get_covered_domain(self):
        """Return what tells the appraisals that the order covers.

        Those of the superior, or of the department without one; never the acting
        person's own, and not what has been decided already.
        """
        self.ensure_one()
        held = Domain("acting_id", "=", self.id)
        if self.replaced_id:
            led = Domain("superior_id", "=", self.replaced_id.id)
        else:
            led = Domain("superior_id", "=", False)
            led |= Domain("superior_id.active", "=", False)
        domain = held | (Domain("acting_id", "=", False) & led)
        if self.department_id:
            domain &= Domain("department_id", "=", self.department_id.id)
        return (
            domain
            & Domain("state", "in", UNDECIDED_STATES)
            & Domain("cycle_id.state", "in", self._get_stages())
            & Domain("company_id", "=", self.company_id.id)
            & Domain("employee_id", "!=", self.employee_id.id)
        )

    @api.model
    def _get_cover(self, cycle, posts):
        """Return who will act as superior of whom once a cycle is launched.

        :param cycle: one asn.appraisal.cycle that is not launched yet
        :param dict posts: hr.employee to the hr.version that counts
        :return: ``{employee id: hr.employee}``, where an order is active
        """
        stage = "planning" if cycle.has_planning else "evaluation"
        domain = [("state", "=", "active"), ("company_id", "=", cycle.company_id.id)]
        orders = self.search(domain).filtered(lambda a: stage in a._get_stages())
        by_place = {(a.replaced_id.id, a.department_id.id): a for a in orders}
        found = {}
        for employee, post in posts.items():
            superior, unit = employee.parent_id, post.department_id.id
            places = [(superior.id, unit), (superior.id, False)]
            if not superior.active:  # or none
                places.append((False, unit))
            acting = next((by_place[p] for p in places if p in by_place), self)
            if acting and acting.employee_id != employee:
                found[employee.id] = acting.employee_id
        return found

    @api.model
    def _apply_to(self, appraisals, *, asks=True):
        """Let acting superiors lead those of ``appraisals`` that their orders cover.

        For the jobs of a cycle: at launch and whenever its stage changes.

        :param bool asks: whether raters have been asked already, so that the acting
            person is asked as well
        """
        actings = self.search(
            [("state", "=", "active"), ("company_id", "in", appraisals.company_id.ids)]
        )
        for acting in actings:  # first back, so that the next one finds them there
            covered = appraisals.filtered_domain(acting._get_covered_domain())
            held = appraisals.filtered(lambda a, by=acting: a.acting_id == by)
            acting._give_back(held - covered, asks=asks)
        for acting in actings:
            covered = appraisals.filtered_domain(acting._get_covered_domain())
            acting._hand_over(covered, asks=asks)

    def _hand_over(self, appraisals, *, asks=True):
        new = appraisals.filtered(lambda appraisal: appraisal.acting_id != self)
        for group in new.grouped("superior_id").values():
            group._set_superior(self.employee_id, self)
        if asks:
            new._swap_superior_forms()

    def _give_back(self, appraisals, *, asks=True):
        """Return appraisals to whoever leads them when nobody acts."""
        for superior, group in appraisals._group_by_returning_superior().items():
            former = self.employee_id
            group._set_superior(superior)
            if asks:
                group._resume_forms(former)
                group._swap_superior_forms()
