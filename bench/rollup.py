# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Plans rolled up into results: goals and indicators of everybody, batch by batch."""

import random
import time
from fractions import Fraction

GOALS = 2
INDICATORS = 5  # per goal
DIRECTIONS = ("more", "less", "exact", "date")


def add_plans(cycle):
    """Give every appraisal an agreed plan with ten indicators: not measured.

    :return: number of appraisals
    """
    env = cycle.env
    # a cycle that has planned: its rules are frozen with or without
    env.cr.execute(
        "UPDATE asn_appraisal_cycle SET has_planning = true WHERE id = %s", [cycle.id]
    )
    env.invalidate_all()
    env["asn.appraisal.plan"].search([("cycle_id", "=", cycle.id)]).unlink()
    appraisals = cycle.appraisal_ids
    plans = env["asn.appraisal.plan"]._workflow_insert(
        [_prepare_plan(appraisal) for appraisal in appraisals]
    )
    goals = env["asn.appraisal.goal"]._workflow_insert(
        [_prepare_goal(plan, n) for plan in plans for n in range(GOALS)]
    )
    draw = random.Random(2026)
    env["asn.appraisal.indicator"]._workflow_insert(
        [_prepare_indicator(goal, n, draw) for goal in goals for n in range(INDICATORS)]
    )
    return len(appraisals)


def _prepare_plan(appraisal):
    return {
        "appraisal_id": appraisal.id,
        "cycle_id": appraisal.cycle_id.id,
        "company_id": appraisal.company_id.id,
        "employee_id": appraisal.employee_id.id,
        "superior_id": appraisal.superior_id.id or None,
        "department_id": appraisal.department_id.id or None,
        "version": 1,
        "state": "agreed",
        "is_current": True,
        "approach": "quantitative",
    }


def _prepare_part(plan):
    """Return the values that goals and indicators copy from their plan."""
    return {
        "plan_id": plan.id,
        "appraisal_id": plan.appraisal_id.id,
        "employee_id": plan.employee_id.id,
        "company_id": plan.company_id.id,
    }


def _prepare_goal(plan, number):
    return _prepare_part(plan) | {
        "name": f"Goal {number}",
        "sequence": number,
        "weight": number + 1,
    }


def _prepare_indicator(goal, number, draw):
    return _prepare_part(goal.plan_id) | {
        "goal_id": goal.id,
        "name": f"Indicator {number}",
        "sequence": number,
        "weight": number + 1,
        "direction": DIRECTIONS[number % len(DIRECTIONS)],
        "target": 100,
        "target_date": "2026-06-30",
        "realisation": draw.randrange(4000, 13000) / 100,
        "realised_on": f"2026-{draw.randrange(3, 10):02}-15",
        "entry_count": 3,
        "cap": 120,
    }


def roll_up(cycle):
    """Score the plans of all appraisals, in batches as the job of scoring has them.

    :return: ``({appraisal id: exact value}, [queries of each batch])``
    """
    env, Job = cycle.env, cycle.env["asn.appraisal.job.score"]
    ids, found, queries = cycle.appraisal_ids.ids, {}, []
    for start in range(0, len(ids), Job._batch_size):
        before = env.cr.sql_log_count
        batch = env["asn.appraisal"].browse(ids[start : start + Job._batch_size])
        _parts, extras = Job._get_extra_parts(cycle, batch)
        found |= {id_: extra["plan"]["exact"] for id_, extra in extras.items()}
        queries.append(env.cr.sql_log_count - before)
        env.invalidate_all()  # as after each commit of the job
    return {id_: Fraction(exact) for id_, exact in found.items()}, queries


def roll_up_in_sql(cycle):
    """Do the bare arithmetic in one statement, without a word of explanation.

    :return: ``({appraisal id: value}, seconds)``
    """
    curve = cycle._get_frozen()["method"]["achievement"]
    points = [(float(p["percent"]), float(p["value"])) for p in curve]
    start = time.perf_counter()
    cycle.env.cr.execute(
        _SQL,
        {"cycle": cycle.id, "x": [x for x, __ in points], "y": [y for __, y in points]},
    )
    found = dict(cycle.env.cr.fetchall())
    return found, time.perf_counter() - start


_SQL = """
WITH line AS (
    SELECT i.goal_id, i.plan_id, i.weight, a.date_start,
           least(i.cap, greatest(0, CASE i.direction
               WHEN 'more' THEN i.realisation / i.target
               WHEN 'less' THEN 2 - i.realisation / i.target
               WHEN 'exact' THEN 1 - abs(i.realisation - i.target) / i.target
               ELSE 2 - (i.realised_on - a.date_start + 1)::numeric
                        / (i.target_date - a.date_start + 1)
           END * 100)) AS percent
      FROM asn_appraisal_indicator i
      JOIN asn_appraisal_plan p ON p.id = i.plan_id AND p.state = 'agreed'
      JOIN asn_appraisal a ON a.id = p.appraisal_id
     WHERE p.cycle_id = %(cycle)s
), curve AS (
    SELECT x, y, lead(x) OVER (ORDER BY x) AS next_x,
           lead(y) OVER (ORDER BY x) AS next_y
      FROM unnest(%(x)s::numeric[], %(y)s::numeric[]) AS point (x, y)
), goal AS (
    SELECT goal_id, plan_id, sum(weight * percent) / sum(weight) AS percent
      FROM line GROUP BY goal_id, plan_id
), valued AS (
    SELECT goal.goal_id, goal.plan_id,
           CASE WHEN percent <= (SELECT min(x) FROM curve)
                THEN (SELECT min(y) FROM curve)
                WHEN percent >= (SELECT max(x) FROM curve)
                THEN (SELECT max(y) FROM curve)
                ELSE y + (next_y - y) * (percent - x) / (next_x - x) END AS value
      FROM goal
      LEFT JOIN curve ON percent > x AND percent <= next_x
)
SELECT p.appraisal_id, sum(g.weight * v.value) / sum(g.weight)
  FROM valued v
  JOIN asn_appraisal_goal g ON g.id = v.goal_id
  JOIN asn_appraisal_plan p ON p.id = v.plan_id
 GROUP BY p.appraisal_id
"""
