# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Plays what follows a published result: a comment reported, a duty done or agreed."""

from .people import as_user


def report_comment(appraisal, script, manager):
    """Let the person report a comment, and HR decide or not yet.

    :param appraisal: asn.appraisal that was published
    :param dict script: ``text`` of the comment, ``kind`` and ``message`` of the
        report; where HR withholds it, why it took a ``look`` and its ``reason``
    :param manager: res.users who decides about it
    """
    person = appraisal.employee_id.user_id
    comment = appraisal.outcome_ids.comment_ids.filtered(
        lambda found: found.text == script["text"]
    )
    if not comment:  # the lot has chosen other raters
        return
    Reason = as_user(appraisal.env["asn.appraisal.reason"], person)
    vals = {"kind": script["kind"], "comment_id": comment.id}
    Reason.create(vals | {"step": "report", "reason": script["message"]}).action_apply()
    if "reason" in script:
        case = appraisal.env["asn.appraisal.moderation"].search(
            [("comment_id", "=", comment.id)]
        )
        about = {"appraisal_ids": appraisal.ids, "moderation_id": case.id}
        for step, reason in (("read", script["look"]), ("withhold", script["reason"])):
            as_user(Reason, manager).create(
                about | {"step": step, "reason": reason, "kind": script["kind"]}
            ).action_apply()


def follow_up(appraisal, script):
    """Let the superior agree a follow-up with the person, and say what was done.

    :param dict script: ``kind``, ``description``, and ``closing_note`` once it is done
    """
    duty = appraisal.env["asn.appraisal.duty"].search(
        [("appraisal_id", "=", appraisal.id)]
    )
    mine = as_user(duty, duty.superior_id.user_id)
    mine.write(script)
    if "closing_note" in script:
        mine.action_done()
