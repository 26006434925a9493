# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Our side: a cycle over all employees, step by step as people do it."""

import random

from odoo.fields import Command

FORMS = (("template_leader", True), ("template_staff", False))


def create_cycle(env):
    """Create a cycle in draft for everybody but the one at the top."""
    return env["asn.appraisal.cycle"].create(
        {
            "name": "Bench",
            "method_id": env.ref("asn_appraisal.method_matrix_2022").id,
            "date_start": "2026-01-01",
            "date_end": "2026-12-31",
            "evaluation_start": "2026-12-01",
            "evaluation_end": "2026-12-10",
            "decision_end": "2026-12-20",
            "publication_date": "2026-12-30",
            "asks_pledge": False,  # raters are asked once a cycle, not once a form
            "population_domain": "[('parent_id', '!=', False)]",
            "template_rule_ids": [
                Command.create(
                    {
                        "sequence": sequence,
                        "template_id": env.ref(f"asn_appraisal.{form}").id,
                        "only_leaders": leaders,
                    }
                )
                for sequence, (form, leaders) in enumerate(FORMS)
            ],
        }
    )


def create_manager(env):
    """Create a user of HR who runs cycles and is nobody's employee."""
    return env["res.users"].create(
        {
            "name": "Manager",
            "login": "bench_manager",
            "email": "bench_manager@example.com",
            "group_ids": [
                Command.set(env.ref("asn_appraisal.group_asn_appraisal_manager").ids)
            ],
        }
    )


def run_job(cycle, name):
    """Work on a job as the cron does, without its commits."""
    while cycle.job == name:
        job = cycle._get_job()
        done = job._run_batch(cycle)
        if not done or not job._count_remaining(cycle):
            job._finish(cycle)
        cycle.env.flush_all()
        cycle.env.invalidate_all()


def launch(cycle, manager):
    """Launch as the manager: freeze the rules, create appraisals and forms."""
    cycle.with_user(manager).action_launch()
    run_job(cycle, "launch")


def remind(cycle, manager):
    """Do the work of a day's reminders as the cron does, without its commits."""
    digest, company = cycle.env["asn.appraisal.digest"], cycle.company_id
    digest._prepare_day(company)
    while digest._run_batch(company):
        cycle.env.flush_all()
        cycle.env.invalidate_all()
    raters = cycle.appraisal_ids.evaluation_ids.rater_id
    mails = cycle.env["mail.mail"].search_count([("model", "=", digest._name)])
    assert mails >= len(raters), (mails, len(raters))


def score(cycle, manager):
    """Close the evaluation stage as the manager, and score every appraisal."""
    cycle.with_user(manager).action_close_evaluation()
    run_job(cycle, "score")


def measure_raters(cycle, _manager):
    """Measure raters, and what hinges on one of them: as the job after scoring does."""
    run_job(cycle, "statistic")


def publish(cycle, manager):
    """Publish as the manager, with the mail to each person."""
    cycle.with_user(manager).action_publish()
    run_job(cycle, "publish")


def verify_chain(env):
    """Look at every seal and compare it with what it is about, as the auditor does."""
    chain = env["asn.appraisal.seal.chain"].search([])
    found = env["asn.appraisal.seal.check"]._check(chain)
    assert not found, found[:3]
    return chain.count


def simulate(cycle, manager):
    """Try a stricter method on everybody, as the manager; return how many it rates."""
    method = cycle.method_id.copy({"behaviour_meets_from": 2.6})
    simulation = cycle.env["asn.appraisal.simulation"].with_user(manager)
    return simulation._simulate(cycle, method, "decided")["people"]


def find_forms(cycle, statements):
    """Return evaluations that ask exactly so many statements."""
    peers = cycle.appraisal_ids.evaluation_ids.filtered(
        lambda form: form.role_id.code == "peer"
    )
    assert len(peers[0]._get_items()) == statements
    return peers


def prepare_answers(form, value):
    """Return what the rater's browser sends: an answer to every statement."""
    groups = form.get_sheet()["groups"]
    items = [item["id"] for group in groups for item in group["items"]]
    return {item: {"value": value} for item in items}


def submit(form, answers):
    """Save all answers and submit, as the rater."""
    result = form.submit_sheet(answers)
    assert result["state"] == "submitted", result


def count_answers(forms):
    """Return how many statements the forms answer in all."""
    return forms.env["asn.appraisal.answer"].search_count(
        [("evaluation_id", "in", forms.ids), ("value", ">", 0)]
    )


def fill_in(cycle):
    """Submit all other forms with seeded answers: by SQL, not measured."""
    draw = random.Random(2026)
    forms = cycle.appraisal_ids.evaluation_ids.filtered(
        lambda form: form.state == "pending"
    )
    rows = []
    for form in forms:
        level = draw.choice((2, 3, 3, 4))
        rows += [
            (form.id, item["criterion_id"], level + draw.choice((0, 0, 1)))
            for item in form._get_items()
        ]
    cr = cycle.env.cr
    cr.execute(
        "INSERT INTO asn_appraisal_answer"
        " (evaluation_id, criterion_id, value, not_observed)"
        " SELECT form, criterion, value, false"
        " FROM unnest(%s::int[], %s::int[], %s::int[]) AS row (form, criterion, value)",
        [list(column) for column in zip(*rows, strict=True)],
    )
    forms._workflow_write({"state": "submitted", "is_notified": True})


def decide_all(cycle):
    """Follow every suggestion: not measured."""
    for outcome in cycle.appraisal_ids.outcome_ids:
        outcome._workflow_write(
            {
                "state": "decided",
                "result_rating": outcome.result_suggested,
                "behaviour_rating": outcome.behaviour_suggested,
                "predicate_id": outcome.predicate_suggested_id.id,
            }
        )
    cycle.appraisal_ids._workflow_write({"state": "rated"})
