# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Attacks that compute: differences, small groups, orders, numbers, moments.

Each is a function of the test that returns a sentence per secret learned. All work on
the cycle that is still open and take back what they did.
"""

from collections import defaultdict
from contextlib import contextmanager

from odoo.exceptions import AccessError, MissingError

from .adversary_common import PEERS, TURNED, attempt
from .adversary_probes import FORM

LONG_AGO = "2001-01-01"


@contextmanager
def undone(test):
    """Take back whatever is done inside."""
    savepoint = test.env.cr.savepoint()
    try:
        yield test._find_appraisal("open")
    finally:
        savepoint.rollback()
        savepoint.close(rollback=False)
        test.env.registry.clear_all_caches()
        test.env.invalidate_all()


def close(test):
    """End the evaluation as HR does, and let the job score."""
    cycle = test.cycles["open"]
    cycle.with_user(test.manager).action_close_evaluation()
    test._run_jobs(cycle)
    test.env.flush_all()
    test.env.invalidate_all()


def answer(test, voice, values, criteria=None):
    """Let a voice have given other values: one for all, or one per criterion.

    A value of 0 means not observed.
    """
    form = test.forms["open"][voice]
    criteria = criteria or form._get_items()
    for item in criteria:
        value = values[item["criterion_id"]] if isinstance(values, dict) else values
        test._execute(
            "UPDATE asn_appraisal_answer SET value = %s, not_observed = %s"
            " WHERE evaluation_id = %s AND criterion_id = %s",
            *(value, not value, form.id, item["criterion_id"]),
        )
    test.env.invalidate_all()


def drop(test, *voices):
    """Let voices not have answered at all."""
    ids = tuple(test.forms["open"][voice].id for voice in voices)
    test._execute(
        "UPDATE asn_appraisal_evaluation SET state = 'draft' WHERE id IN %s", ids
    )
    test.env.invalidate_all()


def look(test, actor="sup"):
    """Return what is told of the result, comments in the order of the alphabet."""
    outcome = test._as(actor, test._find_appraisal("open").outcome_ids)
    kept = ["explanation", "result_score", "behaviour_score", "explanation_view"]
    names = ["role_id", "criterion_id", "mean", "respondents", "details"]
    results = [outcome, *outcome.result_ids]
    told = [
        [record[name] for name in (names if record != outcome else kept)]
        for record in results
    ]
    comments = sorted(outcome.comment_ids.mapped("text"))
    return str([told, outcome.get_explanation(), comments])


def get_results(test, role="peer"):
    """Return ``{criterion id of a value: group result}`` of a role, as told."""
    outcome = test._as("sup", test._find_appraisal("open").outcome_ids)
    return {
        result.criterion_id.id: result
        for result in outcome.result_ids
        if result.role_id.code == role
    }


def get_values(test, voice="peer_1"):
    """Return ``{criterion id of a value: its items}`` of the form, behaviour alone."""
    values = defaultdict(list)
    for item in test.forms["open"][voice]._get_items():
        if item["dimension"] == "behaviour":
            values[item["group_id"]].append(item)
    return values


def weigh(items):
    """Return the weights of items as numbers."""
    weights = {}
    for item in items:
        top, __, bottom = item["weight"].partition("/")
        weights[item["criterion_id"]] = float(top) / float(bottom or 1)
    return weights


# ----------------------------------------------------------------
# SMALL GROUPS
# ----------------------------------------------------------------


def tell_from_few(test):
    """Look whether two answers, fewer than the minimum, move anything."""
    seen = []
    for value in (1, 5):
        with undone(test):
            drop(test, *PEERS[2:])
            for voice in PEERS[:2]:
                answer(test, voice, value)
            close(test)
            seen.append(look(test))
    return ["two peers are heard"] if seen[0] != seen[1] else []


def tell_from_rare(test):
    """Look whether two answers to one statement, of five forms, move anything."""
    items = next(iter(get_values(test).values()))[:1]
    seen = []
    for value in (1, 5):
        with undone(test):
            for voice in PEERS:
                answer(test, voice, value if voice in PEERS[:2] else 0, items)
            close(test)
            seen.append(look(test))
    return ["two answers to a statement are heard"] if seen[0] != seen[1] else []


def tell_before_close(test):
    """Look twice while raters answer: the difference would be the last form."""
    looks = []
    with undone(test):
        drop(test, PEERS[4])
        looks.append(look_everywhere(test))
        form = test.forms["open"][PEERS[4]]
        form.with_user(form.rater_id.user_id).submit_sheet()
        test.env.flush_all()
        looks.append(look_everywhere(test))
    return [f"{n} results before the close" for n in (1, 2) if looks[n - 1]]


def look_everywhere(test):
    """Return whatever numbers there are about the person, for whom they are."""
    found = {}
    for actor in ("self", "sup", "mgr", "aud", "unit"):
        domain = [("outcome_id.cycle_id", "=", test.cycles["open"].id)]
        rows = attempt(test._as(actor, "asn.appraisal.result").search_read, domain)
        if rows and isinstance(rows, list):
            found[actor] = rows
    return found


def tell_late_answer(test):
    """Answer after the close, ask again, and look whether the result moves."""
    with undone(test) as appraisal:
        drop(test, PEERS[4])
        close(test)
        before = look(test)
        form = test.forms["open"][PEERS[4]]
        rater = form.with_user(form.rater_id.user_id)
        attempt(rater.submit_sheet)
        Wizard = test._as("mgr", "asn.appraisal.rater")
        vals = {"appraisal_id": appraisal.id, "role_code": "peer"}
        attempt(
            lambda: Wizard.create(vals | {"rater_id": test.spare.id}).action_apply()
        )
        attempt(rater.submit_sheet)
        test.env.flush_all()
        late = form.state == "submitted"
        return ["a late answer is taken"] * late + ["it moves"] * (look(test) != before)


# ----------------------------------------------------------------
# DIFFERENCES
# ----------------------------------------------------------------


def tell_by_statements(test):
    """Compute what the one rater said who observed less of a value than all others.

    The mean of the value is that of the forms, each with its own mean; the means of
    the statements are those of whoever observed them. The difference is one voice.
    """
    return guess_twice(test, leave_statements, solve_statements)


def tell_by_values(test):
    """Compute the mean of the one rater who observed nothing of a value."""
    return guess_twice(test, leave_value, solve_values)


def guess_twice(test, prepare, solve):
    """Let one rater say two different things, and look whether both are guessed."""
    guessed = []
    for value in (2, 5):
        with undone(test):
            prepare(test, value)
            close(test)
            guess = solve(test)
            if guess is not None and abs(guess - value) < 0.4:
                guessed.append(f"one peer said {value}: computed {guess:.2f}")
    return guessed if len(guessed) == 2 else []


def leave_statements(test, value):
    items = next(iter(get_values(test).values()))
    answer(test, "peer_4", 0, items[:-1])
    answer(test, "peer_4", value, items[-1:])


def solve_statements(test):
    """Return what the rater said to the last statement of the first value."""
    value, items = next(iter(get_values(test).items()))
    result, weights = get_results(test)[value], weigh(items)
    means = result.details or {}
    if result.is_suppressed or any(str(id_) not in means for id_ in weights):
        return None
    count, last = result.respondents, items[-1]["criterion_id"]
    total = sum(weights.values())
    rest = count * float(result.mean) * total
    for id_, weight in weights.items():
        heard = count if id_ == last else count - 1
        rest -= weight * float(means[str(id_)]) * heard
    return rest / (total - weights[last])


def leave_value(test, value):
    values = get_values(test)
    for n, items in enumerate(values.values()):
        answer(test, "peer_4", value if n else 0, items)


def solve_values(test):
    """Return the mean of the rater over all values but the first."""
    values, results = get_values(test), get_results(test)
    if any(results[value].is_suppressed for value in values):
        return None
    outcome = test._as("sup", test._find_appraisal("open").outcome_ids)
    rows = outcome.explanation["dimensions"]["behaviour"]["rows"]
    row = next(row for row in rows if row["role"] == "peer")
    weights = {value: sum(weigh(items).values()) for value, items in values.items()}
    first, count = next(iter(values)), row["respondents"]
    rest = count * float(row["mean"]) * sum(weights.values())
    for value, weight in weights.items():
        heard = count - 1 if value == first else count
        rest -= weight * results[value].mean * heard
    return rest / weights[first]


def tell_by_recomputing(test):
    """Let a form be gone after scoring, and compare the stored with the new mean."""
    with undone(test) as appraisal:
        close(test)
        test._execute(
            "UPDATE asn_appraisal_evaluation SET state = 'cancelled' WHERE id = %s",
            test.forms["open"][TURNED].id,
        )
        test.env.invalidate_all()
        found = []
        for actor in ("sup", "mgr", "aud"):
            outcome = test._as(actor, appraisal.outcome_ids)
            differences = outcome.get_verification()["differences"]
            found += [
                f"{actor} compares {row['stored']} and {row['computed']}"
                for row in differences
                if "Peer" in row["label"] and row["computed"][:1].isdigit()
            ]
        return found


# ----------------------------------------------------------------
# NUMBERS AND MOMENTS
# ----------------------------------------------------------------


def tell_by_number(test):
    """Try the next numbers of forms before and after a pupil answers."""
    with undone(test):
        test.env.cr.execute("SELECT last_value FROM asn_appraisal_evaluation_id_seq")
        (last,) = test.env.cr.fetchone()
        numbers = range(last + 1, last + 5)
        before = find_existing(test, "bare", numbers)
        test._vote(test.posters["open"], (4, 4), 77)
        after = find_existing(test, "bare", numbers)
        return [f"form {id_} has come" for id_ in sorted(after - before)]


def find_existing(test, actor, numbers):
    """Return the numbers that an error gives away as those of a form."""
    test.env.flush_all()
    test.env.invalidate_all()
    found = set()
    for number in numbers:
        try:
            if not test._as(actor, test.env[FORM].browse(number)).read(["state"]):
                continue
        except MissingError:
            continue
        except AccessError:
            pass
        found.add(number)
    return found


def tell_by_moment(test):
    """Look which rows bear the time at which somebody answers."""
    tables = ["asn_appraisal", "asn_appraisal_cycle", "hr_employee", "res_users"]
    tables += ["asn_appraisal_evaluation", "asn_appraisal_answer", "res_partner"]
    with undone(test):
        drop(test, "peer_2")
        dated = [table for table in tables if has_dates(test, table)]
        for table in dated:
            test._execute(f"UPDATE {table} SET write_date = %s", LONG_AGO)  # noqa: S608
        test.env.invalidate_all()
        form = test.forms["open"]["peer_2"].with_user(test.voices["peer_2"].user_id)
        form.save_notes({"strengths": "x"})
        form.submit_sheet()
        test._vote(test.posters["open"], (4, 4), 78)
        test.env.flush_all()
        return [f"{t} tells when" for t in dated if count_later(test, t)]


def has_dates(test, table):
    test.env.cr.execute(
        "SELECT FROM information_schema.columns"
        " WHERE table_name = %s AND column_name = 'write_date'",
        [table],
    )
    return bool(test.env.cr.rowcount)


def count_later(test, table):
    query = f"SELECT FROM {table} WHERE write_date != %s"
    test.env.cr.execute(query, [LONG_AGO])
    return test.env.cr.rowcount


def tell_by_counts(test):
    """Look whether a count moves when somebody from outside answers."""
    with undone(test):
        before = {actor: count_all(test, actor) for actor in test.users}
        test._vote(test.posters["open"], (4, 4), 79)
        test.env.flush_all()
        test.env.invalidate_all()
        after = {actor: count_all(test, actor) for actor in test.users}
        return [
            f"{actor} sees a pupil answer"
            for actor in before
            if before[actor] != after[actor]
        ]


def count_all(test, actor):
    cycle = test._as(actor, test.cycles["open"])
    appraisal = test._as(actor, test._find_appraisal("open"))
    poster = test._as(actor, test.posters["open"])
    names = ["evaluation_count", "submitted_count", "submitted_rate", "appraisal_count"]
    return str(
        [
            attempt(cycle.read, names),
            attempt(appraisal.read, ["progress", "next_step"]),
            attempt(poster.read, ["progress", "state", "max_respondents"]),
            attempt(test._as(actor, FORM).search_count, []),
        ]
    )


NUMBERS = {
    attack.__name__: attack
    for attack in (
        *(tell_from_few, tell_from_rare, tell_before_close, tell_late_answer),
        *(tell_by_statements, tell_by_values, tell_by_recomputing),
        *(tell_by_number, tell_by_moment, tell_by_counts),
    )
}
