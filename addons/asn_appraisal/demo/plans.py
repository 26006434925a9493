# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Plans of the demo people: drafted, proposed and agreed, by those they bind.

``plans.json`` says which goals a post has and what is special in a cycle. Everything
goes through the methods behind the buttons, as the employee or the superior; only the
days are put back afterwards, as nobody can do that by a button.
"""

from datetime import date, timedelta

from odoo import fields
from odoo.fields import Command

from .answers import draw
from .people import PREFIX, as_user, get_login, get_profile

HOURS = timedelta(hours=4)


class Plans:
    """The drafts of one cycle.

    :param env: Environment of the superuser
    :param str name: of the cycle in the scripts
    :param cycle: asn.appraisal.cycle, launched into planning
    :param dict profiles: script with the profiles of people
    :param dict script: content of plans.json
    """

    def __init__(self, env, name, cycle, profiles, script):
        self.env, self.name, self.cycle = env, name, cycle
        self.profiles, self.script = profiles, script
        self.special = script["cycles"][name]
        self.today = fields.Date.today()
        self.goals = {}  # (login, key): asn.appraisal.goal

    # ------------------------------------------------------------
    # PEOPLE
    # ------------------------------------------------------------

    def get_appraisals(self):
        """Return the appraisals, superiors before those whom they lead."""
        return self.cycle.appraisal_ids.sorted(
            lambda a: (self._get_depth(a.employee_id), a.id)
        )

    def _get_depth(self, employee):
        depth = 0
        while employee := employee.parent_id:
            depth += 1
        return depth

    def find(self, login):
        """Return the appraisal of a person in the cycle."""
        employee = self.env.ref(f"{PREFIX}employee_{login}")
        return self.cycle.appraisal_ids.filtered(lambda a: a.employee_id == employee)

    def get_level(self, login):
        """Return the level of work result that a person is seen at."""
        return get_profile(self.profiles, login, draw)["result"]

    @staticmethod
    def as_employee(record):
        return as_user(record, record.sudo().employee_id.user_id)

    @staticmethod
    def as_superior(record):
        return as_user(record, record.sudo().superior_id.user_id)

    def get_keys(self, appraisal):
        """Return the keys of the goals that go with somebody's post."""
        return self.script["people"][get_login(appraisal.employee_id)]

    # ------------------------------------------------------------
    # DRAFTS
    # ------------------------------------------------------------

    def draft(self, appraisal, keys):
        """Let an employee write goals into the own draft.

        :param list keys: of goals in plans.json
        """
        plan = self.as_employee(appraisal.plan_ids)
        vals_list = [self._prepare_goal(plan, key) for key in keys]
        goals = plan.env["asn.appraisal.goal"].create(vals_list)
        plan.write(self._prepare_texts(appraisal))
        self.remember(appraisal, goals)
        return plan

    def remember(self, appraisal, goals):
        """Note goals under their keys, so that those of others can serve them."""
        keys = {goal["name"]: key for key, goal in self.script["goals"].items()}
        login = get_login(appraisal.employee_id)
        self.goals |= {
            (login, keys[goal.name]): goal for goal in goals if goal.name in keys
        }

    def _prepare_texts(self, appraisal):
        chance = draw(self.name, "texts", get_login(appraisal.employee_id))
        return {
            name: chance.choice(self.script["words"][name])
            for name in ("resources", "accountability", "consequences")
        }

    def _prepare_goal(self, plan, key):
        goal = self.script["goals"][key]
        is_leader = plan.sudo().appraisal_id._get_plan_rules()["perspective"]
        return {
            "plan_id": plan.id,
            "name": goal["name"],
            "kind": goal.get("kind", "main"),
            "owner": goal.get("owner", "post"),
            "weight": goal["weight"],
            "perspective": is_leader and goal.get("perspective"),
            "indicator_ids": [
                Command.create(self._prepare_indicator(plan, key, number))
                for number in range(len(goal["indicators"]))
            ],
        } | self.prepare_parent(plan, goal.get("serves"))

    def prepare_parent(self, plan, serves):
        """Return whom a goal serves: the superior's goal, or else words."""
        if not serves:
            return {}
        superior = get_login(plan.sudo().superior_id)
        if parent := self.goals.get((superior, serves)):
            return {"parent_id": parent.id}
        above = self.script["goals"].get(serves)
        return {"parent_text": above["name"] if above else serves}

    def _prepare_indicator(self, plan, key, number):
        measure = self.script["goals"][key]["indicators"][number]
        names = ("name", "aspect", "direction", "unit", "aggregation")
        vals = {name: measure[name] for name in names if name in measure}
        if plan.approach == "qualitative":
            return vals | {"target_text": measure["text"]}
        login = get_login(plan.sudo().employee_id)
        chance = draw(self.name, "target", login, key, str(number))
        if "months" in measure:
            month = chance.randint(*measure["months"])
            return vals | {"target_date": date(plan.date_start.year, month, 28)}
        low, high, step = measure["target"]
        target = low + step * chance.randint(0, round((high - low) / step))
        return vals | {"target": target}

    def expect(self, appraisal):
        """Let the superior say what behaviour two values ask for."""
        texts = self.script["words"]["expectations"]
        chance = draw(self.name, "expect", get_login(appraisal.employee_id))
        plan = self.as_superior(appraisal.plan_ids)
        plan.env["asn.appraisal.expectation"].create(
            [
                {
                    "plan_id": plan.id,
                    "criterion_id": self.env.ref(f"asn_appraisal.criterion_{code}").id,
                    "text": texts[code],
                }
                for code in chance.sample(sorted(texts), 2)
            ]
        )

    # ------------------------------------------------------------
    # AGREEMENT
    # ------------------------------------------------------------

    def agree(self, plan, first_day):
        """Let the employee propose and the superior agree, from a day on."""
        self.as_employee(plan).action_submit()
        self.as_superior(plan).action_agree()
        chance = draw(self.name, "days", get_login(plan.sudo().employee_id))
        proposed = first_day + timedelta(days=chance.randint(2, 9))
        agreed = proposed + timedelta(days=chance.randint(1, 5))
        self.put_back(plan, submitted_on=proposed, agreed_on=agreed)

    def put_back(self, record, **days):
        """Write the days of steps, none in future."""
        record.sudo()._workflow_write(
            {
                name: fields.Datetime.to_datetime(min(day, self.today)) + HOURS
                for name, day in days.items()
            }
        )

    def agree_all(self):
        """Draft and agree a plan for everybody, as at the start of the year."""
        appraisals = self.get_appraisals()
        for appraisal in appraisals:
            self.draft(appraisal, self.get_keys(appraisal))
            self.expect(appraisal)
        for appraisal in appraisals:
            self.agree(appraisal.plan_ids, self.cycle.date_start)

    def amend(self, login, reason, key, number, factor):
        """Let a person change an agreed plan in the middle of the year.

        :param str key: of the goal whose indicator changes
        :param int number: of the indicator in plans.json
        :param float factor: by which its target changes
        """
        appraisal = self.find(login)
        self.as_employee(appraisal.plan_id).action_amend(reason)
        plan = self.as_employee(appraisal.plan_ids).filtered(
            lambda plan: plan.state == "draft"
        )
        name = self.script["goals"][key]["name"]
        goal = plan.goal_ids.filtered(lambda goal: goal.name == name)
        indicator = goal.indicator_ids[number]
        indicator.target = round(indicator.target * factor)
        self.agree(plan, self.cycle.date_start.replace(month=7))
