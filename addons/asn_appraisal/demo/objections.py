# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Plays objections to published results: filed, answered, heard and decided."""

from datetime import timedelta

from odoo import fields

from .people import as_user


def play_objection(appraisal, script):
    """Let the person object, and the others do what ``script`` says.

    :param appraisal: asn.appraisal that was published
    :param dict script: ``ground``, ``reason``, ``demand``, and as far as it goes
        ``statement``, ``reply``, ``hearing`` (``days`` from now and ``place``) and
        ``decision`` (values of the decision)
    """
    env = appraisal.env
    person = as_user(appraisal, appraisal.employee_id.user_id)
    draft = env["asn.appraisal.objection"].browse(person.action_object()["res_id"])
    objection = as_user(draft, person.env.user)
    objection.write({name: script[name] for name in ("ground", "reason", "demand")})
    objection.action_file()
    if "statement" in script:
        _say(draft, draft.superior_id.user_id, "state", script["statement"])
    if "reply" in script:
        _say(draft, person.env.user, "reply", script["reply"])
    decider = draft.decider_id.user_id
    if "hearing" in script:
        day = fields.Datetime.today() + timedelta(days=script["hearing"]["days"])
        place = script["hearing"]["place"]
        vals = {"hearing_on": day.replace(hour=3), "hearing_place": place}
        _say(draft, decider, "hearing", **vals)
    if "decision" in script:
        Decision = as_user(env["asn.appraisal.objection.decision"], decider)
        Decision.create({"objection_id": draft.id} | script["decision"]).action_apply()


def _say(objection, user, step, text=False, **vals):
    Dialog = as_user(objection.env["asn.appraisal.objection.dialog"], user)
    vals |= {"objection_id": objection.id, "step": step, "text": text}
    Dialog.create(vals).action_apply()
