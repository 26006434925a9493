# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
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
        self._start(cycle, self._prepare_launch(cycle, employees))

    @api.model
    def _prepare_launch(self, cycle, employees):
        """Return the values of an appraisal of each employee, in order."""
        posts = self._get_posts(cycle, employees)
        units = self._get_units(cycle, posts)
        match = cycle.template_rule_ids._get_matcher()
        vals_list = []
        for employee in employees:
            post = posts[employee]
            line = match(employee, post.department_id, post.job_id)
            vals = self._prepare_appraisal_vals(cycle, employee, post, line)
            vals_list.append(vals | {"unit_id": units[employee]})
        return vals_list

    @api.model
    def _start(self, cycle, vals_list):
        """Begin appraisals, with plans and raters as the stage of the cycle asks.

        :param list vals_list: see ``_prepare_launch``
        :return: the new appraisals
        """
        appraisals = self.env["asn.appraisal"]._workflow_insert(vals_list)
        if cycle.has_planning:
            self.env["asn.appraisal.plan"]._create_for(appraisals)
        self.env["asn.appraisal.acting"]._apply_to(appraisals, asks=False)
        if cycle.state == "evaluation":
            self.env["asn.appraisal.assignment"]._assign(cycle, appraisals)
        return appraisals

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

    @api.model
    def _get_units(self, cycle, posts):
        """Return among whose people each employee is counted; missing units are made.

        :param dict posts: hr.employee to hr.version
        :return: dict of hr.employee to id of asn.appraisal.unit, None without a unit
        """
        get_unit = self.env["asn.appraisal.assignment"]._get_unit
        departments = {
            employee: get_unit(employee, post.department_id)
            for employee, post in posts.items()
        }
        found = self.env["hr.department"].union(*departments.values())
        units = self.env["asn.appraisal.unit"]._get_or_create(cycle, found)
        return {
            employee: units[department.id].id if department else None
            for employee, department in departments.items()
        }

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
