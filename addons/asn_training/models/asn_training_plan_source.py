# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

# Levels of a competence evaluation in coaching that ask for help.
WEAK_LEVELS = ("1", "2")


class AsnTrainingPlan(models.Model):
    """Where proposals for a plan come from: only from what the person may read."""

    _inherit = "asn.training.plan"

    def action_generate(self):
        """Add what recommendations, the post and coaching ask for.

        Nothing that was written changes, and nothing comes twice.

        :return: True
        :raise AccessError: for anybody but the person
        :raise UserError: when the plan is not written now
        """
        self._check_mine()
        self._check_writable()
        # sudo: asn.training.plan - needs that the person reads elsewhere themselves
        self.sudo()._generate()
        return True

    def _generate(self):
        """Add lines that are missing, in a constant number of queries."""
        known = set(self.line_ids.mapped(lambda line: (line.plan_id, line.origin_key)))
        vals_list = []
        for plan, vals in self._collect():
            key = plan, vals["origin_key"]
            if key not in known:
                known.add(key)
                vals_list.append({"plan_id": plan.id} | vals)
        self._propose_programmes(vals_list)
        return self.line_ids._workflow_create(vals_list)

    def _propose_programmes(self, vals_list):
        """Add to needs the first programme of the catalogue that serves them."""
        Programme = self.env["asn.training.programme"]
        companies = [*self.company_id.ids, False]
        offered = Programme.search([("company_id", "in", companies)])
        serving = {}
        for programme in offered:
            for subject in (*programme.skill_ids.skill_id, *programme.criterion_ids):
                serving.setdefault((subject._name, subject.id), []).append(programme)
        company_of = {plan.id: plan.company_id for plan in self}
        for vals in vals_list:
            key = ("hr.skill", vals.get("skill_id"))
            if vals.get("criterion_id"):
                key = ("asn.criterion", vals["criterion_id"])
            own = (Programme.company_id.browse(), company_of[vals["plan_id"]])
            fitting = (p for p in serving.get(key, ()) if p.company_id in own)
            if programme := next(fitting, None):
                vals.pop("method_id")  # the programme's
                vals["programme_id"] = programme.id

    def _collect(self):
        """Yield plans and values of lines: another source is another method here."""
        yield from self._collect_recommendations()
        yield from self._collect_job_gaps()
        yield from self._collect_coaching()

    def _group_by_employee(self):
        plans = {}
        for plan in self:
            plans.setdefault(plan.employee_id, []).append(plan)
        return plans

    def _collect_recommendations(self):
        """Yield what was recommended and not refused."""
        plans = self._group_by_employee()
        recommended = self.env["asn.training.recommendation"].search(
            [
                ("employee_id", "in", self.employee_id.ids),
                ("state", "in", ("new", "accepted")),
            ],
            order="priority, id",
        )
        for found in recommended:
            vals = {
                "name": found.programme_id.name,
                "programme_id": found.programme_id.id,
                # values of the result stay on the recommendation
                "reason": self.env._("Recommended by rule %s", found.rule_codes or "–"),
                "origin": "recommendation",
                "origin_key": f"programme,{found.programme_id.id}",
            }
            for plan in plans[found.employee_id]:
                yield plan, vals

    def _collect_job_gaps(self):
        """Yield skills of the post of which the person has less, or nothing."""
        today = fields.Date.context_today(self)
        valid = Domain("valid_to", "=", False) | Domain("valid_to", ">=", today)
        jobs, people = self.employee_id.job_id, self.employee_id
        wanted = self.env["hr.job.skill"].search(
            valid & Domain("job_id", "in", jobs.ids)
        )
        owned = self.env["hr.employee.skill"].search(
            valid & Domain("employee_id", "in", people.ids)
        )
        levels = {(own.employee_id, own.skill_id): own for own in owned}
        by_job = wanted.grouped("job_id")
        for plan in self:
            for need in by_job.get(plan.employee_id.job_id, ()):
                own = levels.get((plan.employee_id, need.skill_id))
                if not own or own.level_progress < need.level_progress:
                    yield plan, self._prepare_gap_vals(need, own)

    @api.model
    def _prepare_gap_vals(self, need, own):
        return {
            "name": need.skill_id.name,
            "skill_id": need.skill_id.id,
            "method_id": self.env.ref("asn_training.method_on_the_job").id,
            "reason": self.env._(
                "The post asks for “%(wanted)s”; recorded: “%(owned)s”.",
                wanted=need.skill_level_id.name,
                owned=own.skill_level_id.name if own else "–",
            ),
            "origin": "job",
            "origin_key": f"skill,{need.skill_id.id}",
        }

    def _collect_coaching(self):
        """Yield what the last signed coaching of a year or two found weak."""
        first = min(self.mapped("year"), default=2000) - 1
        found = self.env["asn.appraisal.dialogue.competence"].search(
            [
                ("dialogue_id.employee_id", "in", self.employee_id.ids),
                ("dialogue_id.kind", "=", "coaching"),
                ("dialogue_id.state", "=", "signed"),
                ("dialogue_id.date", ">=", f"{first}-01-01"),
            ]
        )
        last = {}
        for line in found.sorted(lambda line: line.dialogue_id.date):
            subject = line.skill_id or line.criterion_id
            last[line.dialogue_id.employee_id, subject] = line
        plans = self._group_by_employee()
        for (employee, subject), line in last.items():
            if line.level in WEAK_LEVELS:
                for plan in plans[employee]:
                    yield plan, self._prepare_coaching_vals(line, subject)

    @api.model
    def _prepare_coaching_vals(self, line, subject):
        kind = "skill" if line.skill_id else "criterion"
        return {
            "name": subject.display_name,
            f"{kind}_id": subject.id,
            "method_id": self.env.ref("asn_training.method_coaching").id,
            "reason": self.env._(
                "Coaching of %(day)s: level %(level)s of 5.",
                day=format_date(self.env, line.dialogue_id.date),
                level=line.level,
            ),
            "origin": "coaching",
            "origin_key": f"{kind},{subject.id}",
        }
