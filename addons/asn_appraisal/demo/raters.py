# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Plays what comes before answers: proposals of raters, refusals, links and posters."""

from .answers import draw
from .people import PREFIX, as_user


class Raters:
    """Who rates whom in one cycle whose evaluation is open.

    :param env: Environment of the superuser
    :param cycle: asn.appraisal.cycle
    :param dict script: of the cycle, from play.json
    """

    def __init__(self, env, cycle, script):
        self.env, self.cycle, self.script = env, cycle, script

    def _get(self, login):
        return self.env.ref(f"{PREFIX}employee_{login}")

    def _find(self, model, login, *domain):
        domain = [
            ("cycle_id", "=", self.cycle.id),
            ("employee_id", "=", self._get(login).id),
            *domain,
        ]
        return self.env[model].search(domain)

    # ------------------------------------------------------------
    # NOMINATIONS
    # ------------------------------------------------------------

    def nominate(self):
        """Let people propose raters, and superiors say what they think of it."""
        for login, line in self.script.get("nominations", {}).items():
            nomination = self._find("asn.appraisal.nomination", login)
            mine = as_user(nomination, nomination.employee_id.user_id)
            mine.line_ids.create(
                [
                    {"nomination_id": mine.id, "rater_id": self._get(rater).id}
                    for rater in line["raters"]
                ]
            )
            if "end" in line:
                mine.action_submit()
                self._answer(nomination, line)

    def _answer(self, nomination, line):
        theirs = as_user(nomination, nomination.superior_id.user_id)
        for login, reason in line.get("taken_out", {}).items():
            rater = self._get(login)
            listed = theirs.rater_ids.filtered_domain([("rater_id", "=", rater.id)])
            listed.write({"is_kept": False, "reason": reason})
        if line["end"] == "returned":
            theirs.return_reason = line["reason"]
            theirs.action_give_back()
        elif line["end"] == "approved":
            theirs.action_approve()

    # ------------------------------------------------------------
    # REFUSALS
    # ------------------------------------------------------------

    def decline(self):
        """Let raters say no to a form, and HR do something about it or not yet."""
        for line in self.script.get("declined", ()):
            forms = self._find(
                "asn.appraisal.evaluation", line["about"], ("role_kind", "=", "peer")
            )
            rater = self._get(line["rater"])
            # peers are drawn: where the lot fell on others, the first of them declines
            form = forms.filtered_domain([("rater_id", "=", rater.id)]) or forms[:1]
            if not form:
                continue
            Reason = as_user(
                self.env["asn.appraisal.decline.reason"], form.rater_id.user_id
            )
            vals = {name: line[name] for name in ("kind", "reason")}
            vals["evaluation_id"] = form.id
            replacement = self._get(line["replacement"])
            if replacement not in forms.rater_id:
                vals["replacement_id"] = replacement.id
            Reason.create(vals).action_apply()

    # ------------------------------------------------------------
    # LINKS
    # ------------------------------------------------------------

    def ask_outside(self):
        """Let superiors hang up posters, and some of those who see them answer."""
        for line in self.script.get("links", ()):
            appraisal = self._find("asn.appraisal", line["about"])
            Link = as_user(
                self.env["asn.appraisal.link"], appraisal.superior_id.user_id
            )
            link = Link.create(
                {
                    "appraisal_id": appraisal.id,
                    "role_id": self.env.ref(f"asn_appraisal.role_{line['role']}").id,
                    "label": line["label"],
                    "lang": "id_ID",
                    "max_respondents": line["asked"],
                }
            )
            for number in range(line.get("answered", 0)):
                self._answer_link(link.sudo(), line, number)

    def _answer_link(self, link, line, number):
        """Answer as a browser does: a complete form, from a device of its own."""
        chance = draw("link", line["about"], line["label"], str(number))
        post = {"ticket": f"{link.id}-{number}"}
        for item in link._get_items():
            value = min(max(round(chance.gauss(line["level"], 0.7)), 1), 5)
            post[f"answer_{item['criterion_id']}"] = str(value)
        notes = line.get("notes", ())
        if number < len(notes):
            post |= notes[number]
        link._take(link._read_answers(post), post, f"192.0.2.{number}")
