# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Plays the demo cycles by the actions of the people concerned.

Nothing here writes a state: HR launches, closes and publishes, raters fill in their
forms and superiors decide, each as the user that they are, through the methods behind
their buttons. ``play.json`` says who is how and what is special, ``comments.json``
holds the sentences, ``plans.json`` the plans. Only ``asn.appraisal.demo`` imports this.
"""

from .after import follow_up, report_comment
from .answers import Respondent, Texts, draw
from .calibration import calibrate
from .next_year import NextYear
from .objections import play_objection
from .people import PREFIX, as_user, get_login, get_profile, get_unit, read
from .raters import Raters
from .year import Year


def play(env):
    """Play all cycles of ``play.json`` that are still drafts, and send no mail.

    :param env: Environment of the superuser, who does what the scheduler does
    """
    script, plans = read("play.json"), read("plans.json")
    _load_translations(env)
    last_mail = env["mail.mail"].search([], order="id desc", limit=1)
    texts = Texts(read("comments.json"), _get_parents(env))
    for name, part in script["cycles"].items():
        part["profiles"] = script["profiles"] | part.get("profiles", {})
        Play(env, name, part, texts, plans).run()
    # The invented people have no mailbox.
    env["mail.mail"].search([("id", ">", last_mail.id or 0)]).unlink()


def _load_translations(env):
    """Load our terms now: Odoo does so after demonstration data, and what a launch
    freezes is frozen in all languages."""
    languages = [code for code, __ in env["res.lang"].get_installed()]
    env["ir.module.module"]._load_module_terms(["asn_appraisal"], languages)
    env.invalidate_all()


def _get_parents(env):
    """Return ``{unit: unit above}`` of the demo agencies."""
    root = env.ref(f"{PREFIX}department_government")
    units = env["hr.department"].search([("id", "child_of", root.id)]) - root
    return {get_unit(unit): get_unit(unit.parent_id) for unit in units}


class Play:
    """One cycle, from its launch to wherever ``script`` lets it end."""

    def __init__(self, env, name, script, texts, plans):
        self.env, self.name, self.script, self.texts = env, name, script, texts
        self.plans = plans
        self.cycle = env.ref(f"{PREFIX}cycle_{name}")
        self.manager = env.ref(f"{PREFIX}user_sekar")
        codes = env["asn.criterion"].search_read([("code", "!=", False)], ["code"])
        self.codes = {criterion["id"]: criterion["code"] for criterion in codes}

    def run(self):
        """Play the cycle; one that has been launched stays as it is."""
        if self.cycle.state != "draft":
            return
        self._act("action_launch")
        if self.script.get("is_next_year"):
            NextYear(*self._get_planned()).prepare()
            return
        if self.cycle.has_planning:
            self._work_by_plans()
        self._change_raters()
        self._find_raters()
        self._answer_forms()
        self._extend()
        if self.script.get("is_finished") or self.script.get("is_decided"):
            self._act("action_close_evaluation")
            self._decide()
            self._calibrate()
        else:
            self._nudge()
        if self.script.get("is_finished"):
            self._publish()
        if self.script.get("is_closed"):
            self._act("action_close")

    def _find_raters(self):
        """Let people propose their raters, decline forms and hang up posters."""
        raters = Raters(self.env, self.cycle, self.script)
        raters.nominate()
        raters.decline()
        raters.ask_outside()
        self._end_request()

    def _calibrate(self):
        """Let a session look at the decisions, if the script has one."""
        if script := self.script.get("calibration"):
            calibrate(self.cycle, script)
            self._end_request()

    def _publish(self):
        """Publish, and let people read their result and do something about it."""
        self._judge_units()
        self._act("action_publish")
        self._respond()
        self._object()
        for login, script in self.script.get("reported", {}).items():
            report_comment(self._get_appraisal(login), script, self.manager)
        for login, script in self.script.get("duties", {}).items():
            follow_up(self._get_appraisal(login), script)
        self._end_request()

    def _nudge(self):
        """Let HR remind those of a unit who have not answered yet."""
        board = as_user(self.env["asn.appraisal.board"], self.manager)
        rows = board.search([("cycle_id", "=", self.cycle.id), ("is_open", "=", True)])
        left = rows.filtered(lambda row: row.submitted_count < row.invited_count)
        left[:1].action_nudge()

    def _work_by_plans(self):
        """Agree plans, work by them, and open the evaluation."""
        year = Year(*self._get_planned())
        year.agree_all()
        self._act("action_start_monitoring")
        year.work()
        self._act("action_open_evaluation")

    def _get_planned(self):
        return self.env, self.name, self.cycle, self.script, self.plans

    # ------------------------------------------------------------
    # HR
    # ------------------------------------------------------------

    def _act(self, action):
        """Press a button of the cycle as HR and do the work that it starts."""
        getattr(as_user(self.cycle, self.manager), action)()
        self._end_request()
        while self.cycle.job:
            job = self.cycle._get_job()
            done = job._run_batch(self.cycle)
            if not done or not job._count_remaining(self.cycle):
                job._finish(self.cycle)
        self._end_request()

    def _end_request(self):
        """Let each step note its own changes in the chatter, as its user."""
        self.env.cr.flush()

    def _change_raters(self):
        for login, vals in self.script.get("exempt", {}).items():
            Change = as_user(self.env["asn.appraisal.change"], self.manager)
            about = {"appraisal_id": self._get_appraisal(login).id}
            Change.create(about | vals).action_apply()
        for vals in self.script.get("acting", ()):
            self._let_act(vals)
        for login, rater, role in self.script.get("added_raters", ()):
            as_user(self.env["asn.appraisal.rater"], self.manager).create(
                {
                    "appraisal_id": self._get_appraisal(login).id,
                    "rater_id": self.env.ref(f"{PREFIX}employee_{rater}").id,
                    "role_code": role,
                    "reason": "Bekerja bersama dalam satu kegiatan.",
                }
            ).action_apply()

    def _let_act(self, vals):
        """Enter an acting superior, from today on."""
        people = {
            f"{name}_id": self.env.ref(f"{PREFIX}employee_{vals[name]}").id
            for name in ("employee", "replaced")
        }
        vals = {name: vals[name] for name in vals if f"{name}_id" not in people}
        Acting = as_user(self.env["asn.appraisal.acting"], self.manager)
        Acting.create(vals | people)

    def _extend(self):
        """Give raters who are late until the middle of the time for decisions."""
        cycle = self.cycle
        spare = cycle.decision_end and (cycle.decision_end - cycle.evaluation_end) / 2
        for login, reason in self.script.get("extended", {}).items():
            as_user(self.env["asn.appraisal.extension"], self.manager).create(
                {
                    "cycle_id": cycle.id,
                    "rater_id": self.env.ref(f"{PREFIX}employee_{login}").id,
                    "due_date": cycle.evaluation_end + spare,
                    "reason": reason,
                }
            )

    def _get_appraisal(self, login):
        employee = self.env.ref(f"{PREFIX}employee_{login}")
        return self.cycle.appraisal_ids.filtered(lambda a: a.employee_id == employee)

    # ------------------------------------------------------------
    # RATERS
    # ------------------------------------------------------------

    def _answer_forms(self):
        """Let each rater submit, begin or forget each form."""
        forms = self.env["asn.appraisal.evaluation"].search(
            [("cycle_id", "=", self.cycle.id), ("state", "=", "pending")]
        )
        for form in forms.sorted(lambda form: (form.rater_id.id, form.employee_id.id)):
            pair = [get_login(form.rater_id), get_login(form.employee_id)]
            progress = self._draw_progress(pair, form.role_kind)
            if progress:
                self._fill_in(form, pair, progress)

    def _draw_progress(self, pair, role):
        """Return what becomes of a form: "submitted", "started" or nothing.

        :param list pair: logins of rater and person appraised
        :param str role: kind of the rater's role
        """
        rater, person = pair
        script = self.script
        if pair in script.get("start", ()):
            return "started"
        if pair in script.get("late", ()) or pair in script.get("keep_open", ()):
            return None
        is_over = script.get("is_finished") or script.get("is_decided")
        is_needed = role == "superior" and is_over
        if is_needed or person in script.get("complete", ()):
            return "submitted"
        share = script.get("raters", {}).get(rater, script["answered"])
        chance = draw(self.name, "progress", *pair).random()
        if chance < share:
            return "submitted"
        return "started" if chance < share + script.get("started", 0) else None

    def _fill_in(self, form, pair, progress):
        form = as_user(form, form.rater_id.user_id)
        sheet = form.get_sheet()
        if sheet["evaluation"]["needs_pledge"]:
            form.confirm_pledge()
        respondent = Respondent(
            self.texts,
            (self.name, *pair),
            sheet["evaluation"]["role"],
            get_profile(self.script, pair[1], draw),
            # sudo: asn.appraisal - a rater does not read the appraisal itself
            get_unit(form.sudo().appraisal_id.department_id),
        )
        groups = sheet["groups"]
        if progress == "started":
            form.save_answers(self._draw(respondent, groups[: len(groups) // 2]))
        else:
            notes = self.script.get("notes", {}).get("-".join(pair), {})
            form.save_notes(respondent.notes() | notes)
            form.submit_sheet(self._draw(respondent, groups))

    def _draw(self, respondent, groups):
        """Return answers for groups of a sheet, as ``save_answers`` takes them."""
        return {
            item["id"]: respondent.answer(self.codes[group["id"]], group["dimension"])
            for group in groups
            for item in group["items"]
        }

    def _judge_units(self):
        """Let the level above give units predicates, with reasons for deviations."""
        for name, (code, reason, *deviation) in self.script.get("units", {}).items():
            department = self.env.ref(f"{PREFIX}department_{name}")
            unit = self.cycle.unit_ids.filtered_domain(
                [("department_id", "=", department.id)]
            )
            predicate = self.env.ref(f"asn_appraisal.unit_predicate_{code}")
            mine = as_user(unit, unit.above_id.user_id or self.manager)
            mine.write({"unit_predicate_id": predicate.id, "predicate_reason": reason})
            if deviation:
                mine.deviation_reason = deviation[0]
            self._end_request()

    # ------------------------------------------------------------
    # SUPERIORS
    # ------------------------------------------------------------

    def _respond(self):
        """Let people open their result and say what they think of it."""
        for login, response, reason in self.script.get("responses", ()):
            appraisal = self._get_appraisal(login)
            user = appraisal.employee_id.user_id
            as_user(self.env["asn.appraisal.response"], user).create(
                {
                    "appraisal_id": appraisal.id,
                    "response": response,
                    "reason": reason,
                }
            ).action_apply()

    def _object(self):
        """Let people object to their result, as far as the script goes."""
        for login, script in self.script.get("objections", {}).items():
            play_objection(self._get_appraisal(login), script)
            self._end_request()

    def _decide(self):
        """Let superiors accept what is suggested, or decide otherwise and say why."""
        decisions = self.script.get("decisions", {})
        for appraisal in self.cycle.appraisal_ids:
            vals = decisions.get(get_login(appraisal.employee_id), {})
            superior = appraisal.superior_id.user_id
            as_user(self.env["asn.appraisal.decision"], superior).create(
                {"appraisal_id": appraisal.id} | vals
            ).action_apply()
            self._end_request()
