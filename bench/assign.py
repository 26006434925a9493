# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Raters chosen for everybody with limits, conflicts and lots, batch by batch."""

from datetime import timedelta
from itertools import pairwise

from odoo import fields

from . import cycle as ours

DAYS = 30  # that two peers must have worked together
EVERY = 10  # one of so many has a conflict with a colleague


def prepare(env):
    """Launch a cycle whose raters are still to be asked, by strict forms.

    :return: the cycle; not measured, and rolled back by the caller
    """
    for xml_id, _only_leaders in ours.FORMS:
        form = env.ref(f"asn_appraisal.{xml_id}")
        peers = form.role_ids.filtered(lambda role: role.role_id.code == "peer")
        peers.write(
            {
                "proposal": "draw",
                "pool_scope": "unit",
                "min_raters": 3,
                "max_raters": 4,
                "min_days_together": DAYS,
                "allows_reciprocal": False,
            }
        )
    add_conflicts(env)
    # the employees of the bench were made today; they have worked for a year
    start = fields.Date.context_today(env["hr.version"]) - timedelta(days=365)
    env.cr.execute("UPDATE hr_version SET date_version = %s", [start])
    env.invalidate_all()
    cycle = ours.create_cycle(env)
    cycle.write(
        {
            "date_start": start,
            "date_end": start + timedelta(days=365),
            "has_planning": True,
            "planning_end": cycle.evaluation_start,
            "load_limit": 60,
        }
    )
    cycle.action_launch()
    ours.run_job(cycle, "launch")
    cycle._workflow_write({"state": "evaluation", "job": "open"})
    env.flush_all()
    env.cr.execute("ANALYZE")
    return cycle


def add_conflicts(env):
    """Record a conflict between every tenth member of a unit and the next one."""
    found = {}
    for employee in env["hr.employee"].search([("parent_id", "!=", False)], order="id"):
        found.setdefault(employee.parent_id.id, []).append(employee.id)
    pairs = [
        (one, other)
        for members in found.values()
        for one, other in pairwise(members)
        if one % EVERY == 0
    ]
    env["asn.rater.conflict"].create(
        [{"employee_id": a, "other_id": b, "reason": "Bench"} for a, b in pairs]
    )


def assign(cycle):
    """Ask the raters of everybody, as the job does.

    :return: queries of each batch
    """
    env, job, queries = cycle.env, cycle.env["asn.appraisal.job.open"], []
    while job._count_remaining(cycle):
        before = env.cr.sql_log_count
        if not job._run_batch(cycle):
            break
        env.flush_all()
        queries.append(env.cr.sql_log_count - before)
        env.invalidate_all()  # as after each commit of the job
    return queries


def check(cycle):
    """Check that all rules were kept: nobody in conflict, no pair, nobody beyond."""
    env = cycle.env
    forms = env["asn.appraisal.evaluation"].search(
        [("cycle_id", "=", cycle.id), ("role_kind", "=", "peer")]
    )
    pairs = {(form.rater_id.id, form.employee_id.id) for form in forms}
    assert pairs, "nobody was asked"
    assert not {(b, a) for a, b in pairs} & pairs, "two rate each other"
    conflicts = env["asn.rater.conflict"].search([("reason", "=", "Bench")])
    banned = {(c.employee_id.id, c.other_id.id) for c in conflicts}
    assert not (banned | {(b, a) for a, b in banned}) & pairs, "in spite of conflict"
