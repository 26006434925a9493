# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Planning of the year to come: each plan stands somewhere else on its way."""

from datetime import timedelta

from .answers import draw
from .people import PREFIX, as_user, get_login
from .plans import Plans


class NextYear(Plans):
    """Drafts that were copied, given, proposed, returned, agreed or lie about."""

    def prepare(self):
        """Let everybody draft, and some go further."""
        appraisals = self.get_appraisals()
        for appraisal in appraisals:
            login = get_login(appraisal.employee_id)
            if login not in self.special["empty"]:
                self._draft(appraisal, login)
        self._give()
        for appraisal in appraisals:
            self._go_on(appraisal.plan_ids, get_login(appraisal.employee_id))
        # what the scheduler does every day
        self.env["asn.appraisal.plan"]._remind(self.cycle)

    def _draft(self, appraisal, login):
        """Let somebody begin with last year's plan, or with new goals."""
        chance = draw(self.name, "draft", login)
        plan = self.as_employee(appraisal.plan_ids)
        if not plan._get_last_plan() or chance.random() < 0.4:
            self.draft(appraisal, self.get_keys(appraisal))
            return
        plan.action_copy_last()
        self.remember(appraisal, plan.goal_ids)
        for (owner, key), goal in list(self.goals.items()):
            serves = self.script["goals"][key].get("serves")
            if owner == login and serves:
                goal.write(self.prepare_parent(plan, serves))

    def _give(self):
        """Let HR give one goal to an agency, and a superior one to the own team."""
        for line in self.special["given"]:
            user = self.env.ref(f"{PREFIX}user_{line['by']}")
            vals = {
                "cycle_id": self.cycle.id,
                "scope": line["scope"],
                "template_ids": self.env.ref(f"{PREFIX}goal_{line['goal']}").ids,
            }
            if line["scope"] == "unit":
                department = self.env.ref(f"{PREFIX}department_{line['unit']}")
                vals["department_id"] = department.id
            if "serves" in line:
                vals["parent_id"] = self.goals[line["by"], line["serves"]].id
            as_user(self.env["asn.appraisal.goal.assign"], user).create(
                vals
            ).action_apply()

    def _go_on(self, plan, login):
        """Bring a draft to where the script wants it."""
        special = self.special
        if login in special["agreed"]:
            self.agree(plan, self.today - timedelta(days=12))
        elif login in special["returned"]:
            self.as_employee(plan).action_submit()
            self.as_superior(plan).action_return(special["returned"][login])
        elif login in special["submitted"] or login in special["escalated"]:
            days = 3 * self.cycle.plan_wait_days + 1  # twice as many working days
            if login in special["submitted"]:
                days = draw(self.name, "wait", login).randint(1, 4)
            self.as_employee(plan).action_submit()
            self.put_back(plan, submitted_on=self.today - timedelta(days=days))
