# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date
from odoo.tools.safe_eval import safe_eval

from .asn_appraisal_plan import PLAN_STAGES

WAITING = Domain("state", "=", "submitted")

# What somebody may owe beside forms: the page that lists it, what of the page is
# still to be done, and the field that holds by when.
OWED = {
    "decisions": (
        "action_my_team",
        Domain("state", "=", "evaluation")
        & Domain("cycle_id.state", "=", "calibration")
        & Domain("outcome_ids.state", "=", "suggested"),
        None,
    ),
    "waiting_plans": ("action_waiting_plans", Domain.TRUE, None),
    "my_plans": (
        "action_my_plans",
        Domain("state", "=", "draft")
        & Domain("is_current", "=", True)
        & Domain("cycle_id.state", "in", PLAN_STAGES),
        "cycle_id.planning_end",
    ),
    "checks": (
        "action_team_checks",
        Domain("state", "=", "due") & Domain("date_to", "<", "today"),
        "due_date",
    ),
    "my_nominations": (
        "action_my_nominations",
        Domain("state", "in", ("draft", "returned")) & Domain("is_running", "=", True),
        "due_date",
    ),
    "nominations": (
        "action_team_nominations",
        Domain("state", "=", "submitted") & Domain("is_running", "=", True),
        "due_date",
    ),
    "declines": (
        "action_asn_appraisal_decline",
        Domain("can_handle", "=", True),
        None,
    ),
    "requests": ("action_asked_of_me", Domain("state", "=", "open"), "due_date"),
    "my_duties": ("action_my_duties", Domain("state", "=", "open"), "due_date"),
    "duties": ("action_team_duties", Domain("state", "=", "open"), "due_date"),
    "dialogues": ("action_my_dialogues", Domain("state", "=", "offered"), None),
    "my_objections": (
        "action_my_objections",
        Domain("state", "=", "draft")
        & Domain("outcome_id.objection_until", ">=", "today"),
        "outcome_id.objection_until",
    ),
    "objection_answers": (
        "action_objections_to_answer",
        Domain("state", "in", ("filed", "hearing"))
        & Domain("statement_on", "=", False),
        "statement_until",
    ),
    "objections": (
        "action_objections_to_decide",
        Domain("state", "in", ("filed", "hearing")),
        "decide_until",
    ),
    "stuck_objections": (
        "action_asn_appraisal_objection",
        Domain("state", "in", ("filed", "hearing")) & Domain("needs_hr", "=", True),
        None,
    ),
    "reports": ("action_reported_comments", Domain("state", "=", "reported"), None),
    "unsealings": ("action_asked_unsealing", Domain("state", "=", "asked"), None),
}
# What falls to HR's managers: nobody else has such a page.
HR_KINDS = ("reports", "unsealings", "stuck_objections")

# Whose it is, for reminders of many people at once: for each way in which something
# falls to somebody, the field that names the employee, and when that way holds. What
# is counted here is what the page above shows.
OWERS = {
    "decisions": [("superior_id", Domain.TRUE)],
    "waiting_plans": [
        ("superior_id", WAITING & Domain("submitted_by", "=", "employee")),
        ("employee_id", WAITING & Domain("submitted_by", "=", "superior")),
        ("escalation_id", WAITING),
    ],
    "my_plans": [("employee_id", Domain.TRUE)],
    "checks": [("superior_id", Domain.TRUE)],
    "my_nominations": [("employee_id", Domain.TRUE)],
    "nominations": [("appraisal_id.superior_id", Domain.TRUE)],
    "declines": [],  # of all managers: shown in their inbox, in no mail
    "requests": [("asked_id", Domain.TRUE)],
    "my_duties": [("employee_id", Domain.TRUE)],
    "duties": [("superior_id", Domain.TRUE)],
    "dialogues": [("employee_id", Domain.TRUE)],
    "my_objections": [("employee_id", Domain.TRUE)],
    "objection_answers": [("superior_id", Domain.TRUE)],
    "objections": [("decider_id", Domain.TRUE)],
    # these fall to all of HR's managers without a part in it: shown, not mailed
    "stuck_objections": [],
    "reports": [],
    "unsealings": [],
}


class AsnAppraisalOwed(models.AbstractModel):
    """What waits for the user beside forms: counted, and one click away.

    Each kind is counted on the page that lists it, by the rules that hold for the user,
    so that the number is what the click then shows.
    """

    _name = "asn.appraisal.owed"
    _description = "What Somebody Owes"

    @api.model
    def _get_owed(self):
        """Return the kinds of which something waits.

        :return: list of dicts: ``key``, ``name``, ``count``, ``due_text`` (the first
            day by which, or False), ``is_late`` and ``action``, which shows them
        """
        is_manager = self.env["asn.appraisal"]._is_manager()
        found = (
            self._get_kind(key, *kind)
            for key, kind in OWED.items()
            if is_manager or key not in HR_KINDS
        )
        return [kind for kind in found if kind["count"]]

    @api.model
    def _get_kind(self, key, name, open_, due):
        action = self.env["ir.actions.act_window"]._for_xml_id(f"asn_appraisal.{name}")
        domain = self._get_page_domain(action) & open_
        sums = self._sum_up(self.env[action["res_model"]], domain, None, due)
        count, first = sums.get(None, (0, False))
        today = fields.Date.context_today(self)
        return {
            "key": key,
            "name": self._get_names()[key],
            "count": count,
            "due_text": bool(first) and format_date(self.env, first),
            "is_late": bool(first) and first < today,
            "action": action | {"domain": list(domain), "context": {}},
        }

    @api.model
    def _sum_up(self, records, domain, by, due):
        """Count records and find the first day by which one is to be done.

        :param records: a model
        :param by: name of a many2one, or None for one sum over all
        :param due: name of a date, or a path to one, or None
        :return: ``{record of by or None: (count, date or False)}``
        """
        groupby = [*([by] if by else []), *([f"{due}:day"] if due else [])]
        counts, days = defaultdict(int), defaultdict(list)
        for *keys, count in records._read_group(domain, groupby, ["__count"]):
            key = keys[0] if by else None
            counts[key] += count
            days[key] += [keys[-1]] if due and keys[-1] else []
        return {
            key: (count, min(days[key], default=False))
            for key, count in counts.items()
            if count
        }

    @api.model
    def _get_page_domain(self, action):
        """Return the domain of a page of ours for the user."""
        return Domain(safe_eval(action["domain"] or "[]", {"uid": self.env.uid}))

    @api.model
    def _get_names(self):
        return {
            "decisions": self.env._("People whose ratings I decide"),
            "waiting_plans": self.env._("Plans that wait for my agreement"),
            "my_plans": self.env._("My plan, still a draft"),
            "checks": self.env._("Periodic checks of my team"),
            "my_nominations": self.env._("Whom I propose as raters"),
            "nominations": self.env._("Proposed raters that wait for my approval"),
            "declines": self.env._("Declined forms that HR decides about"),
            "requests": self.env._("Requests for my feedback"),
            "my_duties": self.env._("Follow-up of my result"),
            "duties": self.env._("Results of my team to follow up"),
            "dialogues": self.env._("Dialogues to read and sign"),
            "my_objections": self.env._("My objection, still a draft"),
            "objection_answers": self.env._("Objections that I answer"),
            "objections": self.env._("Objections that I decide"),
            "stuck_objections": self.env._("Objections that need a deputy"),
            "reports": self.env._("Reported comments to decide about"),
            "unsealings": self.env._("Unsealing that another manager asks for"),
        }
