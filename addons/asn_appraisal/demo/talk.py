# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Lets the demo people give feedback, ask for it and sign dialogues.

Each acts as the user that they are, through the methods behind their buttons;
``talk.json`` says who says what. Only the days are put back afterwards, as nobody can
do that by a button. Only ``asn.appraisal.demo`` imports this.
"""

import json
from datetime import timedelta

from odoo import fields
from odoo.fields import Command
from odoo.tools import file_open

PREFIX = "asn_appraisal.demo_"


def talk(env):
    """Say all that ``talk.json`` holds, once, and send no mail.

    :param env: Environment of the superuser
    """
    if env["asn.appraisal.feedback"].search_count([], limit=1):
        return
    with file_open("asn_appraisal/demo/talk.json") as file:
        script = json.load(file)
    last_mail = env["mail.mail"].search([], order="id desc", limit=1)
    Talk(env, script).run()
    # The invented people have no mailbox.
    env["mail.mail"].search([("id", ">", last_mail.id or 0)]).unlink()


class Talk:
    """What the demo people say to each other."""

    def __init__(self, env, script):
        self.env, self.script = env, script
        self.today = fields.Date.today()

    def run(self):
        """Play all parts in order."""
        self._make_skills(**self.script["skills"])
        for line in self.script["feedback"]:
            self._give(line)
        for line in self.script["questions"]:
            self._ask(line)
        for line in self.script["answers"]:
            self._answer(line)
        for line in self.script["declined"]:
            self._decline(line)
        for line in self.script["dialogues"]:
            self._hold(line)

    # ------------------------------------------------------------
    # PEOPLE AND DAYS
    # ------------------------------------------------------------

    def _get(self, kind, name):
        return self.env.ref(f"{PREFIX}{kind}_{name}")

    def _as(self, model, login):
        """Return a model as the user of that login uses it."""
        user = self._get("user", login)
        return self.env[model].with_user(user).with_context(lang=user.lang)

    def _get_value(self, line):
        code = line.get("value")
        return code and self.env.ref(f"asn_appraisal.criterion_{code}").id

    def _get_day(self, line, key="this"):
        """Return a day of this year, so many days ago, or a day of last year."""
        if "last" in line:
            return self._get_last(line["last"])
        first = self.today.replace(month=1, day=1)
        return max(self.today - timedelta(days=line[key]), first)

    def _get_last(self, text):
        return fields.Date.to_date(f"{self.today.year - 1}-{text}")

    def _get_noon(self, day):
        return fields.Datetime.to_datetime(day) + timedelta(hours=5)

    # ------------------------------------------------------------
    # FEEDBACK
    # ------------------------------------------------------------

    def _give(self, line, **vals):
        feedback = self._as("asn.appraisal.feedback", line["from"]).create(
            {
                "employee_id": self._get("employee", line["to"]).id,
                "kind": line["kind"],
                "visibility": line["shown"],
                "criterion_id": self._get_value(line),
                "text": line["text"],
            }
            | vals
        )
        feedback.action_give()
        mine = feedback.with_user(self._get("user", line["to"]))
        if line.get("thanked"):
            mine.action_thank()
        elif line.get("seen"):
            mine.action_mark_read()
        if "this" in line or "last" in line:
            self._put_back(feedback.sudo(), self._get_day(line))

    def _put_back(self, feedback, day):
        vals = {"date": day, "given_on": self._get_noon(day)}
        for name in ("seen_on", "thanked_on"):
            if feedback[name]:
                vals[name] = self._get_noon(day) + timedelta(hours=3)
        feedback._workflow_write(vals)

    def _ask(self, line):
        self._as("asn.appraisal.feedback.ask", line["from"]).create(
            {
                "employee_id": self._get("employee", line["about"]).id,
                "asked_ids": [
                    Command.link(self._get("employee", login).id)
                    for login in line["asked"]
                ],
                "question": line["question"],
                "criterion_id": self._get_value(line),
            }
        ).action_ask()

    def _find_request(self, asked, about):
        return self._as("asn.appraisal.feedback.request", asked).search(
            [
                ("is_asked_of_me", "=", True),
                ("employee_id", "=", self._get("employee", about).id),
            ]
        )

    def _answer(self, line):
        request = self._find_request(line["from"], line["to"])
        self._give(line, request_id=request.id, criterion_id=request.criterion_id.id)

    def _decline(self, line):
        request = self._find_request(line["from"], line["about"])
        request.decline_reason = line["reason"]
        request.action_decline()

    # ------------------------------------------------------------
    # DIALOGUES
    # ------------------------------------------------------------

    def _make_skills(self, type, names, levels):  # noqa: A002 - as in talk.json
        self.env["hr.skill.type"].create(
            {
                "name": type,
                "skill_ids": [Command.create({"name": name}) for name in names],
                "skill_level_ids": [
                    Command.create(
                        {
                            "name": name,
                            "level_progress": 100 * (n + 1) // len(levels),
                            "default_level": n == 0,
                        }
                    )
                    for n, name in enumerate(levels)
                ],
            }
        )

    def _hold(self, line):
        """Record a dialogue as the appraiser, and let it go as far as it went."""
        appraisal = self.env["asn.appraisal"].search(
            [
                ("cycle_id", "=", self._get("cycle", line["cycle"]).id),
                ("employee_id", "=", self._get("employee", line["person"]).id),
            ]
        )
        superior = appraisal.superior_id.user_id
        dialogue = self._as("asn.appraisal.dialogue", superior.login).create(
            self._prepare_dialogue(line) | {"appraisal_id": appraisal.id}
        )
        if line["end"] != "draft":
            dialogue.action_offer()
        if line["end"] == "signed":
            self._sign(dialogue, line)
        self._put_back_signatures(dialogue.sudo())

    def _prepare_dialogue(self, line):
        texts = ("kind", "place", "agenda", "discussion", "agreement", "next_step")
        vals = {name: line[name] for name in texts if name in line}
        if line["cycle"] == "last":
            vals["date"] = self._get_last(line["date"])
            vals["next_date"] = self._get_last(line["next"])
        else:
            vals["date"] = self._get_day(line, "days")
            if "next_days" in line:
                vals["next_date"] = self.today + timedelta(days=line["next_days"])
        vals["competence_ids"] = [
            Command.create(self._prepare_competence(item))
            for item in line.get("competences", ())
        ]
        return vals

    def _prepare_competence(self, item):
        skill = self.env["hr.skill"].search([("name", "=", item.get("skill"))])
        return {
            "skill_id": skill.id,
            "criterion_id": self._get_value(item),
            "level": item["level"],
            "reason": item["reason"],
        }

    def _sign(self, dialogue, line):
        mine = dialogue.with_user(dialogue.sudo().employee_id.user_id)
        answers = line.get("answers", ())
        for answer, value in zip(mine.answer_ids, answers, strict=bool(answers)):
            answer.answer = value
        if "remark" in line:
            mine.remark = line["remark"]
        mine.action_sign()

    def _put_back_signatures(self, dialogue):
        """Let both have signed on the day after they talked, but not in future."""
        day = min(dialogue.date + timedelta(days=1), self.today)
        names = ("superior_signed_on", "employee_signed_on")
        dialogue._workflow_write(
            {name: self._get_noon(day) for name in names if dialogue[name]}
        )
