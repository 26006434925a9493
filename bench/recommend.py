# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Programmes recommended to everybody whose result is published, by thirty rules."""

from odoo.fields import Command

from .cycle import run_job

RULES = 30
PROGRAMMES = 10


def prepare(env):
    """Make programmes and rules: by value, by predicate and by rating; measured later.

    Half of the rules hold for many people, so that as many rows are written as in a
    year in which everybody is recommended something.
    """
    method = env.ref("asn_training.method_course")
    programmes = env["asn.training.programme"].create(
        [
            {"name": f"Programme {n}", "code": f"bench_{n}", "method_id": method.id}
            for n in range(PROGRAMMES)
        ]
    )
    env["asn.training.rule"].search([]).active = False
    values = env["asn.appraisal.result"]._read_group([], ["criterion_id"])
    criteria = [value for (value,) in values if value]
    predicates = env["asn.predicate"].search([])
    env["asn.training.rule"].create(
        [
            {
                "name": f"Rule {n}",
                "code": f"B{n}",
                "priority": n,
                "programme_ids": [Command.set(programmes[n % PROGRAMMES].ids)],
            }
            | _prepare_condition(n, criteria, predicates)
            for n in range(RULES)
        ]
    )


def _prepare_condition(number, criteria, predicates):
    if number % 5 == 3:
        return {"predicate_ids": [Command.set(predicates[number % 3].ids)]}
    if number % 5 == 4:
        rating = "above" if number % 2 else "below"
        return {"dimension": "behaviour", "dimension_rating": rating}
    return {
        "criterion_id": criteria[number % len(criteria)].id,
        "criterion_test": "above" if number % 2 else "below",
        "criterion_limit": 3,
        "min_respondents": number % 4,
    }


def recommend(cycle, _manager):
    """Recommend to everybody, as the job after the publication does."""
    cycle._start_recommending()
    run_job(cycle, "recommend")
    made = cycle.env["asn.training.recommendation"].search_count(
        [("cycle_id", "=", cycle.id)]
    )
    assert made >= len(cycle.appraisal_ids), made
