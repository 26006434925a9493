# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import random
from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain


class AsnAppraisalJobLaunch(models.AbstractModel):
    """Create the appraisals of a cycle with the raters of each."""

    _name = "asn.appraisal.job.launch"
    _inherit = "asn.appraisal.job"
    _description = "Launch of a Cycle"

    _batch_size = 500

    # ------------------------------------------------------------
    # JOB
    # ------------------------------------------------------------

    @api.model
    def _count_remaining(self, cycle):
        return self.env["hr.employee"].search_count(self._get_waiting_domain(cycle))

    @api.model
    def _run_batch(self, cycle):
        employees = self._get_batch(cycle)
        if not employees:
            return 0
        try:
            with self.env.cr.savepoint():
                self._launch(cycle, employees)
        except Exception:  # noqa: BLE001 - whatever it is, one record must not stop all
            self._log_failure(cycle, employees)
            self._launch_one_by_one(cycle, employees)
        return len(employees)

    @api.model
    def _finish(self, cycle):
        result = super()._finish(cycle)
        if next_job := self._get_next_job(cycle):
            cycle._start_job(next_job)
        return result

    @api.model
    def _get_next_job(self, cycle):
        """Return what follows, once everybody is in the cycle.

        Before the evaluation nobody is asked; once it is open, whoever could not be
        asked for an error is tried again.
        """
        if cycle.state != "evaluation":
            return False
        waiting = self.env["asn.appraisal.job.open"]._count_remaining(cycle)
        return "open" if waiting else "notify"

    @api.model
    def _get_waiting_domain(self, cycle):
        """Return what tells who belongs to the cycle and is not in it yet."""
        launched = self.env["asn.appraisal"]._search([("cycle_id", "=", cycle.id)])
        blocked = self.env["asn.appraisal.cycle.issue"]._search(
            [
                ("cycle_id", "=", cycle.id),
                ("is_blocking", "=", True),
                ("employee_id", "!=", False),  # gaps in the rules name nobody
            ]
        )
        return (
            cycle._get_participants_domain()
            & Domain("id", "not in", launched.subselect("employee_id"))
            & Domain("id", "not in", blocked.subselect("employee_id"))
        )

    @api.model
    def _get_batch(self, cycle):
        return self.env["hr.employee"].search_fetch(
            self._get_waiting_domain(cycle),
            ["parent_id", "category_ids"],
            limit=self._batch_size,
            order="id",
        )

    def _launch_one_by_one(self, cycle, employees):
        for employee in employees:
            try:
                with self.env.cr.savepoint():
                    self._launch(cycle, employee)
            except Exception as error:  # noqa: BLE001 - shown to HR as a gap
                self._log_failure(cycle, employee)
                doctor = self.env["asn.appraisal.cycle.doctor"]
                doctor._add_issue(cycle, employee, "error", str(error))

    # ------------------------------------------------------------
    # APPRAISALS
    # ------------------------------------------------------------

    def _launch(self, cycle, employees):
        posts = self._get_posts(cycle, employees)
        match = cycle.template_rule_ids._get_matcher()
        vals_list = []
        for employee in employees:
            post = posts[employee]
            line = match(employee, post.department_id, post.job_id)
            vals_list.append(self._prepare_appraisal_vals(cycle, employee, post, line))
        appraisals = self.env["asn.appraisal"]._workflow_insert(vals_list)
        if cycle.has_planning:
            self.env["asn.appraisal.plan"]._create_for(appraisals)
        if cycle.state == "evaluation":
            self._add_raters(cycle, appraisals)

    @api.model
    def _get_posts(self, cycle, employees):
        """Return the version of each employee on the day that counts.

        As ``hr.employee._get_version``, for all of them with one query.

        :return: dict of hr.employee to hr.version
        """
        day = self._get_reference_date(cycle)
        posts = {}
        for version in self.env["hr.version"].search_fetch(
            [("employee_id", "in", employees.ids)],
            ["employee_id", "date_version", "department_id", "job_id", "job_title"],
            order="date_version",
        ):
            if version.date_version <= day or version.employee_id not in posts:
                posts[version.employee_id] = version
        return posts

    def _prepare_appraisal_vals(self, cycle, employee, post, line):
        """Return the values of an appraisal.

        :param employee: hr.employee, who is appraised
        :param post: hr.version of that employee on the day that counts
        :param line: asn.appraisal.cycle.template that fits that employee
        """
        return {
            "cycle_id": cycle.id,
            "company_id": cycle.company_id.id,
            "employee_id": employee.id,
            "template_id": line.template_id.id,
            "superior_id": employee.parent_id.id or None,
            "department_id": post.department_id.id or None,
            "job_id": post.job_id.id or None,
            "job_title": post.job_title or None,
            "date_start": cycle.date_start,
            "date_end": cycle.date_end,
            "state": "evaluation" if cycle.state == "evaluation" else "planning",
        }

    @api.model
    def _get_reference_date(self, cycle):
        """Return the day on which post and unit are looked up."""
        return min(cycle.date_end, fields.Date.context_today(self))

    # ------------------------------------------------------------
    # RATERS
    # ------------------------------------------------------------

    def _add_raters(self, cycle, appraisals):
        """Ask self, superior, peers and subordinates, as each form says."""
        # sudo: asn.appraisal.cycle - only the code reads the seed
        seed = cycle.sudo().seed
        pools = self._get_pools(appraisals)
        vals_list = []
        for appraisal in appraisals:
            common = self._prepare_evaluation_vals(appraisal)
            for role in cycle._get_frozen_form(appraisal.template_id)["roles"]:
                pool = pools[role["kind"]](appraisal)
                drawn = self._draw(pool, role, f"{seed}:{appraisal.employee_id.id}")
                asked = common | self._prepare_role_vals(role)
                vals_list += [asked | {"rater_id": rater_id} for rater_id in drawn]
        self.env["asn.appraisal.evaluation"]._workflow_insert(vals_list)

    @api.model
    def _get_pools(self, appraisals):
        """Return, per kind of role, a function from appraisal to eligible raters' ids.

        Peers share unit and superior; the unit of somebody who leads a department is
        the one above it. Colleagues without a user cannot answer
        and are not drawn; oneself and one's superior are asked all the same, since
        they can be given a user later.
        """
        team = defaultdict(list)
        superiors = appraisals.superior_id | appraisals.employee_id
        for member in self.env["hr.employee"].search_fetch(
            [("parent_id", "in", superiors.ids), ("user_id.active", "=", True)],
            ["parent_id", "department_id"],
            order="id",
        ):
            unit = self._get_unit(member, member.department_id)
            team[member.parent_id.id].append((member.id, unit))

        def get_peers(appraisal):
            person = appraisal.employee_id
            own_unit = self._get_unit(person, appraisal.department_id)
            return [
                id_
                for id_, unit in team[appraisal.superior_id.id]
                if unit == own_unit and id_ != person.id
            ]

        def get_subordinates(appraisal):
            return [
                id_
                for id_, __ in team[appraisal.employee_id.id]
                if id_ != appraisal.employee_id.id
            ]

        return {
            "self": lambda appraisal: appraisal.employee_id.ids,
            "superior": lambda appraisal: appraisal.superior_id.ids,
            "peer": get_peers,
            "subordinate": get_subordinates,
            "external": lambda appraisal: [],
        }

    @api.model
    def _get_unit(self, employee, department):
        """Return the department among whose members ``employee`` works."""
        leads = department.manager_id == employee and department.parent_id
        return department.parent_id if leads else department

    @api.model
    def _draw(self, pool, role, seed):
        """Draw raters from the eligible, the same for the same seed and pool.

        :param pool: employee ids, ascending
        :param role: role of the frozen form, with ``code`` and ``max_raters``
        :param seed: text that holds the cycle's secret seed and the person appraised
        :return: employee ids, ascending
        """
        size = role["max_raters"]
        if not size or len(pool) <= size:
            return pool
        # Not for secrecy: the draw must be repeatable, and the seed is secret.
        draw = random.Random(f"{seed}:{role['code']}")  # noqa: S311
        return sorted(draw.sample(pool, size))

    @api.model
    def _prepare_evaluation_vals(self, appraisal):
        """Return the values that all forms about one person have in common."""
        return {
            "appraisal_id": appraisal.id,
            "template_id": appraisal.template_id.id,
            "cycle_id": appraisal.cycle_id.id,
            "company_id": appraisal.company_id.id,
            "employee_id": appraisal.employee_id.id,
        }

    @api.model
    def _prepare_role_vals(self, role):
        """Return the values that all forms of one role of the frozen form share."""
        return {
            "role_id": role["id"],
            "role_kind": role["kind"],
            "confidentiality": role["confidentiality"],
        }
