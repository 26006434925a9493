# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import secrets
from collections import Counter, defaultdict
from contextlib import contextmanager

from odoo import api, models
from odoo.tools.misc import Callbacks

from ..models.asn_appraisal_cycle_planning import PLANNING_STAGES

# What a launch creates, with the fields that the preview reads.
LAUNCHED = {
    "asn.appraisal": ["employee_id", "superior_id", "department_id", "template_id"],
    "asn.appraisal.evaluation": ["appraisal_id", "rater_id", "role_id", "role_kind"],
}


class AsnAppraisalCyclePreview(models.TransientModel):
    """The dry run: the real launch, on a savepoint that is always rolled back."""

    _inherit = "asn.appraisal.cycle.preview"

    @api.model
    def _play(self, cycle):
        """Launch, look and take everything back.

        :param cycle: one asn.appraisal.cycle that can be launched
        :return: dict of ``persons``, ``raters``, ``roles`` (values of the lines) and
            ``errors`` (pairs of employee id and message)
        """
        with self._rolled_back():
            # sudo: cycle and what is launched - as the job does; only plain values stay
            cycle = cycle.sudo()
            last_ids = self._get_last_ids(cycle)
            self._launch(cycle)
            found = [
                cycle.env[model].search_fetch(
                    [
                        ("cycle_id", "=", cycle.id),
                        ("id", ">", last_id),
                        ("state", "!=", "cancelled"),
                    ],
                    names,
                )
                for (model, names), last_id in zip(
                    LAUNCHED.items(), last_ids, strict=True
                )
            ]
            return self._collect(cycle, *found)

    @contextmanager
    def _rolled_back(self):
        """Undo all that is done inside: rows, caches, hooks at the end."""
        cr = self.env.cr
        savepoint, hooks = cr.savepoint(), cr.postcommit
        cr.postcommit = Callbacks()
        try:
            yield
        finally:
            cr.postcommit = hooks
            savepoint.close(rollback=True)  # clears the caches of the ORM as well

    def _launch(self, cycle):
        """Do what ``action_launch`` and the job that follows it do, but the mails.

        Where raters are asked later, that is played as well, as people stand today.
        The draw is another one each time: HR cannot look for a seed whose draw it
        likes, since the seed of a launch is drawn at the launch.
        """
        if cycle.state == "draft":
            cycle._freeze_rules(cycle._get_snapshot())
        cycle._workflow_write({"seed": secrets.token_hex(16)})
        self._work(cycle, "launch")
        if cycle.state in PLANNING_STAGES:
            cycle._workflow_write({"state": "evaluation"})
            self._work(cycle, "open")

    def _work(self, cycle, name):
        """Do a job to its end."""
        job = cycle.env[f"asn.appraisal.job.{name}"]
        while job._count_remaining(cycle):
            if not job._run_batch(cycle):
                break

    # ------------------------------------------------------------
    # READING, before it is taken back
    # ------------------------------------------------------------

    def _get_last_ids(self, cycle):
        """Return the last id, per model, of what a running cycle has already, or 0.

        Before its raters are asked it has nothing yet that a launch would not touch.
        """
        if cycle.state != "evaluation":
            return [0 for _model in LAUNCHED]
        domain = [("cycle_id", "=", cycle.id)]
        return [
            cycle.env[model].search(domain, order="id desc", limit=1).id or 0
            for model in LAUNCHED
        ]

    def _collect(self, cycle, appraisals, evaluations):
        issues = cycle.issue_ids
        return {
            "persons": [
                *self._collect_persons(appraisals, evaluations, issues),
                *self._collect_left_out(issues),
            ],
            "raters": self._collect_raters(cycle, evaluations),
            "roles": self._collect_roles(cycle, appraisals, evaluations),
            "errors": [
                (issue.employee_id.id, issue.message)
                for issue in issues
                if issue.kind == "error"
            ],
        }

    def _collect_persons(self, appraisals, evaluations, issues):
        counts = defaultdict(Counter)
        for evaluation in evaluations:
            counts[evaluation.appraisal_id.id][evaluation.role_kind] += 1
        problems = self._get_problems(issues)
        return [
            {
                "employee_id": appraisal.employee_id.id,
                "department_id": appraisal.department_id.id,
                "template_id": appraisal.template_id.id,
                "superior_id": appraisal.superior_id.id,
                "is_left_out": False,
                "problem": problems.get(appraisal.employee_id),
            }
            | {f"{kind}_count": n for kind, n in counts[appraisal.id].items()}
            for appraisal in appraisals
        ]

    def _collect_left_out(self, issues):
        problems = self._get_problems(issues)
        return [
            {
                "employee_id": employee.id,
                "department_id": employee.department_id.id,
                "template_id": False,
                "superior_id": employee.parent_id.id,
                "is_left_out": True,
                "problem": problems[employee],
            }
            for employee in issues.filtered("is_blocking").employee_id
        ]

    def _get_problems(self, issues):
        """Name the kinds of gaps of each person."""
        field = self.env["asn.appraisal.cycle.issue"]._fields["kind"]
        names = dict(field._description_selection(self.env))
        return {
            employee: ", ".join(names[issue.kind] for issue in found)
            for employee, found in issues.grouped("employee_id").items()
        }

    def _collect_raters(self, cycle, evaluations):
        items = self._count_items(cycle)
        raters = []
        for rater, forms in evaluations.grouped("rater_id").items():
            asked = [(f.appraisal_id.template_id, f.role_id.code) for f in forms]
            seconds = sum(
                items[template.id, code] * template.seconds_per_criterion
                for template, code in asked
            )
            raters.append(
                {
                    "rater_id": rater.id,
                    "department_id": rater.department_id.id,
                    "form_count": len(forms),
                    "item_count": sum(items[form.id, code] for form, code in asked),
                    "minutes": seconds / 60,
                    "is_overloaded": 0 < cycle.load_limit < seconds / 60,
                    "gets_mail": bool(rater.user_id.active and rater.user_id.email),
                }
            )
        return raters

    def _count_items(self, cycle):
        """Count the criteria per form and role: ``{(template id, code): number}``."""
        return Counter(
            (form["id"], code)
            for form in cycle._get_frozen()["templates"].values()
            for item in form["items"]
            for code in item["roles"]
        )

    def _collect_roles(self, cycle, appraisals, evaluations):
        counts = Counter((e.appraisal_id.id, e.role_id.id) for e in evaluations)
        roles = []
        for template, persons in appraisals.grouped("template_id").items():
            form = cycle._get_frozen_form(template)
            for role in form["roles"]:
                numbers = [counts[id_, role["id"]] for id_ in persons.ids]
                roles.append(
                    {
                        "template_id": template.id,
                        "role_id": role["id"],
                        "person_count": len(numbers),
                        "evaluation_count": sum(numbers),
                        "fewest": min(numbers),
                        "most": max(numbers),
                        "short_count": sum(
                            number < role.get("min_raters", 0) for number in numbers
                        ),
                        "without_count": numbers.count(0),
                    }
                )
        return roles
