# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""A year of work by the plans: the log with its evidence, and the periodic checks."""

from datetime import timedelta

from .answers import draw
from .evidence import make_file
from .people import get_login
from .plans import Plans
from .work import draw_amounts, draw_days, get_day, get_percent

# Of the entries, these many have a file; the one whom the tour shows has more.
SHARE_OF_EVIDENCE = 0.16


class Year(Plans):
    """Plans that were agreed and are worked on."""

    def work(self):
        """Let everybody note work, quarter by quarter, and superiors check it."""
        appraisals = self.get_appraisals()
        logs = {appraisal: self._draw_log(appraisal) for appraisal in appraisals}
        for part in range(4):
            for appraisal in appraisals:
                check = appraisal.check_ids[part : part + 1]
                self._note(appraisal, logs[appraisal], check.date_to)
                if self._is_checked(appraisal, check):
                    self._check(appraisal, check)
            if part == 1:
                for line in self.special.get("amended", ()):
                    self.amend(*line)
        self._judge()

    def _judge(self):
        """Let superiors ask, leave out what cannot be judged, and assess."""
        for login, question in self.special.get("questioned", ()):
            self._find_open_entry(self.find(login)).action_question(question)
        for login, key, number, reason in self.special.get("excluded", ()):
            appraisal = self.as_superior(self.find(login))
            goal = self._find_goal(appraisal, key)
            goal.indicator_ids[number].action_exclude(reason)
        for appraisal in self.get_appraisals():
            if appraisal.plan_id.approach == "qualitative":
                self._assess(appraisal)

    def _find_open_entry(self, appraisal):
        """Return the latest entry without a file that no check has closed."""
        entries = self.as_superior(appraisal).progress_ids.search(
            [("appraisal_id", "=", appraisal.id), ("check_id", "=", False)]
        )
        return entries.filtered(lambda entry: not entry.evidence_count)[:1]

    def _find_goal(self, appraisal, key):
        name = self.script["goals"][key]["name"]
        return appraisal.plan_id.goal_ids.filtered(lambda goal: goal.name == name)

    # ------------------------------------------------------------
    # LOG
    # ------------------------------------------------------------

    def _draw_log(self, appraisal):
        """Return what is noted in the year: ``[(day, key, number, amount, name)]``."""
        login = get_login(appraisal.employee_id)
        log = []
        for key in self.get_keys(appraisal):
            for number, measure in enumerate(self.script["goals"][key]["indicators"]):
                chance = draw(self.name, "log", login, key, str(number))
                indicator = self._find_goal(appraisal, key).indicator_ids[number]
                percent = chance.gauss(get_percent(self.get_level(login)), 5)
                for day, amount in self._draw_entries(
                    chance, measure, indicator, min(max(percent, 15), 128)
                ):
                    log.append((day, key, number, amount, self._tell(measure, day)))
        return sorted(log, key=lambda line: line[0])

    def _draw_entries(self, chance, measure, indicator, percent):
        start, end = self.cycle.date_start, self.cycle.date_end
        if "months" in measure:
            day = get_day(indicator.target_date, start, end, percent)
            return [(day, 0)] if day <= self.today else []
        days = draw_days(chance, start, end)
        if indicator.approach == "qualitative":
            amounts = [1] * len(days)
        else:
            target = indicator.target
            amounts = draw_amounts(chance, measure, target, percent, len(days))
        entries = [
            (day, amount)
            for day, amount in zip(days, amounts, strict=True)
            if day <= self.today
        ]
        return entries or [(start, amounts[0])]

    def _tell(self, measure, day):
        month = self.script["words"]["months"][day.month - 1]
        return measure["log"].format(month=f"{month} {day.year}")

    def _note(self, appraisal, log, until):
        """Let the employee note what was done until a day, and attach files."""
        count = sum(day <= until for day, *__ in log) if until else len(log)
        lines, log[:] = log[:count], log[count:]
        entries = self.as_employee(appraisal).progress_ids.create(
            [self._prepare_entry(appraisal, line) for line in lines]
        )
        self._attach(appraisal, entries)

    def _prepare_entry(self, appraisal, line):
        day, key, number, amount, name = line
        indicator = self._find_goal(appraisal, key).indicator_ids[number]
        return {
            "indicator_id": indicator.id,
            "date": day,
            "amount": amount,
            "name": name,
        }

    def _attach(self, appraisal, entries):
        login = get_login(appraisal.employee_id)
        share = 0.5 if login == "andi" else SHARE_OF_EVIDENCE
        files = []
        for entry in entries:
            chance = draw(self.name, "evidence", login, str(entry.date), entry.name)
            if chance.random() < share:
                name, raw = make_file(chance, entry.name, self._describe(entry))
                target = {"res_model": entry._name, "res_id": entry.id}
                files.append({"name": name, "raw": raw} | target)
        entries.env["ir.attachment"].create(files)

    def _describe(self, entry):
        indicator = entry.indicator_id
        employee = entry.sudo().employee_id
        return [
            f"{entry.date:%d-%m-%Y} - {indicator.name}",
            f"{entry.amount:g} {indicator.unit or ''}".strip(),
            f"{employee.name}, {employee.department_id.name}",
        ]

    # ------------------------------------------------------------
    # SUPERIORS
    # ------------------------------------------------------------

    def _is_checked(self, appraisal, check):
        """Tell whether a superior has looked at a quarter: most have."""
        if not check or check.date_to >= self.today:
            return False
        if self.cycle.date_end < self.today:
            return True  # all had to be looked at before anybody was rated
        login = get_login(appraisal.employee_id)
        asked = {line[0] for line in self.special.get("questioned", ())}
        following = check.date_to + timedelta(days=92)
        if following >= self.today and login in asked:
            return False  # what is asked about was not looked at before
        chance = draw(self.name, "check", login, str(check.date_to))
        is_recent = check.due_date + timedelta(days=100) >= self.today
        return not is_recent or chance.random() < 0.8

    def _check(self, appraisal, check):
        login = get_login(appraisal.employee_id)
        chance = draw(self.name, "comment", login, str(check.date_to))
        level = self.get_level(login) + chance.uniform(-0.3, 0.3)
        rating = "above" if level >= 4 else "meets" if level >= 2.5 else "below"
        mine = self.as_superior(check)
        comment = chance.choice(self.script["words"]["check"][rating])
        mine.write({"rating": rating, "comment": comment})
        mine.action_complete()
        self.put_back(check, checked_on=check.date_to + timedelta(days=6))

    def _assess(self, appraisal):
        """Let the superior give goals a level, in the running year half of them."""
        login = get_login(appraisal.employee_id)
        for goal in self.as_superior(appraisal).plan_id.goal_ids:
            chance = draw(self.name, "assess", login, goal.name)
            if self.cycle.date_end >= self.today and chance.random() < 0.5:
                continue
            level = round(self.get_level(login) + chance.uniform(-0.2, 0.2))
            tone = "high" if level >= 4 else "middle" if level == 3 else "low"
            reason = chance.choice(self.script["words"]["assess"][tone])
            goal.action_assess(level, reason)
