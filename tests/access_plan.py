# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""A plan with everything that hangs on it, about `self` and about `own`."""

from .access_cycles import AccessCycles

# Steps that need words or choices, opened by the superior.
WIZARDS = ("asn.appraisal.plan.remark", "asn.appraisal.goal.assign")


class AccessPlans(AccessCycles):
    """Makes the records of plans, log and checks; ``_find_plan_part`` finds them."""

    @classmethod
    def _make_plans(cls):
        """Return ``{employee: {model: record}}`` in a cycle whose days are past."""
        population = cls.population
        cls.population |= cls.subordinate | cls.other_subordinate
        cycle = cls._make_cycle("monitoring", 2025)
        cls.population = population
        return {
            employee: cls._make_plan(
                cycle.appraisal_ids.filtered(lambda a, e=employee: a.employee_id == e)
            )
            for employee in population
        }

    @classmethod
    def _make_plan(cls, appraisal):
        plan = appraisal.plan_ids
        plan._workflow_write({"submitted_by": "employee", "escalation_id": cls.head.id})
        goal = cls.env["asn.appraisal.goal"].create({"plan_id": plan.id, "name": "x"})
        indicator = cls.env["asn.appraisal.indicator"].create(
            {"goal_id": goal.id, "name": "x", "target": 1}
        )
        expectation = cls.env["asn.appraisal.expectation"].create(
            {
                "plan_id": plan.id,
                "criterion_id": cls.env.ref("asn_appraisal.criterion_service").id,
                "text": "x",
            }
        )
        entry = cls.env["asn.appraisal.progress"].create(
            {"indicator_id": indicator.id, "name": "x", "date": "2025-03-01"}
        )
        check = cls.env["asn.appraisal.check"]._create_for(appraisal)[0]
        check.write({"rating": "meets", "comment": "x"})
        records = (plan, goal, indicator, expectation, entry, check)
        wizards = cls._make_plan_wizards(plan)
        return {record._name: record for record in (*records, *wizards)}

    @classmethod
    def _make_plan_wizards(cls, plan):
        superior = cls.superior.user_id
        library = cls.env["asn.goal.template"].create({"name": f"Of {plan.id}"})
        remark = {"purpose": "return", "plan_id": plan.id, "text": "x"}
        assign = {"template_ids": library.ids, "plan_ids": plan.ids}
        return [
            cls.env[model].with_user(superior).create(vals).sudo()
            for model, vals in zip(WIZARDS, (remark, assign), strict=True)
        ]

    @classmethod
    def _find_plan_part(cls, model, words, subject):
        records = cls.plans[subject]
        record = records[model]
        if model == "asn.appraisal.check":
            return record, (record, words[0])
        forced = (
            None if words[0] == "mine" else (records["asn.appraisal.plan"], words[0])
        )
        return record, forced
