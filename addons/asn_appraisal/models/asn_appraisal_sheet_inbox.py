# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from math import ceil

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

from .asn_appraisal_answer import ANSWERED
from .asn_appraisal_evaluation import OPEN_STATES
from .asn_one_record import check_one

SOON = relativedelta(days=7)


class AsnAppraisalEvaluation(models.Model):
    """All forms that wait for the user, whatever cycle they belong to."""

    _inherit = "asn.appraisal.evaluation"

    # ------------------------------------------------------------
    # FORMS THAT WAIT
    # ------------------------------------------------------------

    @api.model
    def _get_waiting(self, domain=Domain.TRUE):
        """Return the forms that the user can still answer, in the order of the inbox.

        By deadline, and within it one role after the other, by name. Those that another
        account of the same rater has begun are left out.
        """
        own = self.env.user.sudo().employee_ids
        forms = self.search(
            Domain("rater_id", "in", own.ids)
            & Domain("state", "in", OPEN_STATES)
            & Domain("cycle_id.state", "=", "evaluation")
            & domain
        )
        # sudo: cycle, role, appraisal, employee - what raters are told about a form
        sudo = forms.sudo()
        sudo.appraisal_id.fetch(["employee_id", "job_title", "job_id"])
        sudo.employee_id.fetch(["name"])
        mine = sudo.filtered(lambda form: form.author_id.id in (False, self.env.uid))
        return mine.sorted(lambda form: form._get_waiting_key()).with_env(self.env)

    def _get_waiting_key(self):
        due = self.due_date
        return (
            not due,
            str(due or ""),
            self.cycle_id.id,
            self.role_id.sequence,
            self.role_id.id,
            self.employee_id.name or "",
            self.id,
        )

    @api.readonly
    def get_neighbours(self):
        """Return which forms come before and after this one in the user's inbox.

        :return: dict of ``previous_id``, ``next_id`` (False at the ends), ``place`` and
            ``places`` (its number and how many wait)
        :raise AccessError: unless the user is the rater
        """
        check_one(self)
        self._check_rater()
        ids = self._get_waiting().ids
        if self.id not in ids:
            return {"previous_id": False, "next_id": False, "place": 0, "places": 0}
        place = ids.index(self.id)
        return {
            "previous_id": place > 0 and ids[place - 1],
            "next_id": place + 1 < len(ids) and ids[place + 1],
            "place": place + 1,
            "places": len(ids),
        }

    # ------------------------------------------------------------
    # THE PAGE
    # ------------------------------------------------------------

    @api.readonly
    @api.model
    def get_inbox(self):
        """Return what the user owes.

        :return: dict of ``forms`` (in order, see ``_describe_waiting``), ``grids``
            (where several people can be rated on one page, see
            ``get_grid_choices``) and ``others`` (see ``asn.appraisal.owed``)
        """
        self.browse().check_access("read")
        forms = self._get_waiting()
        counts = forms._count_answered()
        today = fields.Date.context_today(self)
        return {
            "forms": [
                form._describe_waiting(counts.get(form.id, 0), today) for form in forms
            ],
            "grids": forms._get_grid_choices(),
            "others": self.env["asn.appraisal.owed"]._get_owed(),
        }

    def _count_answered(self):
        """Return ``{form id: number of points answered}``."""
        # sudo: asn.appraisal.answer - one's own answers, counted
        groups = (
            self.env["asn.appraisal.answer"]
            .sudo()
            ._read_group(
                Domain("evaluation_id", "in", self.ids) & ANSWERED,
                ["evaluation_id"],
                ["__count"],
            )
        )
        return {form.id: count for form, count in groups}

    def _describe_waiting(self, answered, today):
        """Return a line of the inbox.

        :param int answered: number of points answered
        :param today: the user's date
        :return: dict of ``id``, ``name``, ``job``, ``role_name``, ``cycle``,
            ``due_text``, ``when`` (late, week or later), ``answered``, ``total`` and
            ``minutes`` (expected for what is still open)
        """
        # sudo: form, role, cycle and person - what the rater is told about the form
        form = self.sudo()
        appraisal, total = form.appraisal_id, len(self._get_items())
        due = self.due_date
        seconds = form._get_open_seconds({self.id: answered})
        return {
            "id": self.id,
            "name": form.employee_id.name,
            "job": appraisal.job_title or appraisal.job_id.name or "",
            "role_name": form.role_id.name,
            "cycle": form.cycle_id.name,
            "due_text": self._format_due_date(),
            "when": self._get_when(due, today),
            "answered": answered,
            "total": total,
            "minutes": ceil(seconds / 60),
        }

    def _get_open_seconds(self, counts):
        """Return how long what is still open is expected to take.

        :param dict counts: see ``_count_answered``
        """
        left = len(self._get_items()) - counts.get(self.id, 0)
        return left * self.template_id.seconds_per_criterion

    @api.model
    def _get_when(self, due, today):
        """Return into which part of the inbox a date falls."""
        if due and due < today:
            return "late"
        return "week" if due and due <= today + SOON else "later"
