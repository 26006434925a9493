# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Attacks on who rates, who has answered, and on the ways to answer for somebody.

As in ``adversary_numbers.py``.
"""

from .adversary_common import PEERS, SUBS, attempt
from .adversary_numbers import close, count_all, drop, undone
from .adversary_paths import read_everything
from .adversary_probes import FORGED

FAR_AWAY = "2099-12-31"
CLOSED = ["asn.appraisal.answer", "asn.appraisal.link.visit", "asn.appraisal.digest"]
CLOSED += ["asn.appraisal.seal.attempt"]
MEASURES = ["asn.appraisal.rater.statistic", "asn.appraisal.rater.hinge"]
NOBODY = ("self", "peer", "sub", "head", "unit", "bare", "othr", "port", "publ")


def find_all(test, actor, model, domain, names=("display_name",)):
    """Return the rows that an actor finds, none where nothing may be found."""
    found = attempt(test._as(actor, model).search_read, domain, list(names))
    return found if isinstance(found, list) else []


def tell_used_links(test):
    """Look which of the people asked by mail has answered."""
    with undone(test) as appraisal:
        vals = {"appraisal_id": appraisal.id, "kind": "personal", "label": "Ms X"}
        vals |= {"email": "outside@example.com", "expires_on": FAR_AWAY}
        link = test._as("sup", "asn.appraisal.link").create(vals).sudo()
        before = {actor: read_link(test, actor, link) for actor in test.users}
        test._vote(link, (4, 4), 80)
        test.env.flush_all()
        test.env.invalidate_all()
        after = {actor: read_link(test, actor, link) for actor in test.users}
        return [
            f"{actor} sees that a person asked by mail has answered"
            for actor, seen in before.items()
            if seen != after[actor]
        ]


def read_link(test, actor, link):
    mine = test._as(actor, link)
    domain = [("id", "=", link.id), ("is_used", "=", True)]
    return str([attempt(mine.read), attempt(mine.search_count, domain)])


def tell_own_progress(test):
    """As the person appraised, look at the moment when a colleague answers."""
    with undone(test):
        drop(test, "peer_2")
        before = count_all(test, "self")
        form = test.forms["open"]["peer_2"]
        form.with_user(form.rater_id.user_id).submit_sheet()
        test.env.flush_all()
        test.env.invalidate_all()
        moved = count_all(test, "self") != before
        return ["the person sees a colleague answer"] if moved else []


def tell_raters_of_own(test):
    """As a manager who is appraised, find out who rates oneself by any list."""
    with undone(test):
        test.person.user_id.group_ids += test.env.ref(
            "asn_appraisal.group_asn_appraisal_manager"
        )
        pledge_all(test)
        lists = read_everything(test, "self", "open")
        return [
            f"{name} by {model}"
            for model, rows in lists.items()
            for name in test._get_forbidden_names("self")
            if name in str(rows)
        ]


def pledge_all(test):
    cycle = test.cycles["open"]
    cycle._workflow_write({"asks_pledge": True})
    for voice in (*PEERS, *SUBS):
        test.env["asn.appraisal.pledge"]._confirm(test.voices[voice], cycle)
    test.env.flush_all()
    test.env.invalidate_all()


def tell_pledges(test):
    """Look who has given the word of a rater, without being HR."""
    with undone(test):
        pledge_all(test)
        found = []
        for actor in (*NOBODY, "sup"):
            own = test.users[actor].employee_ids.ids
            domain = [("rater_id", "not in", own)]
            if rows := find_all(test, actor, "asn.appraisal.pledge", domain):
                found.append(f"{actor} reads {len(rows)} pledges")
        return found


def tell_tokens(test):
    """Look for what opens a link, or for whose browser has used it."""
    poster = test.posters["open"]
    found = []
    for actor in test.users:
        mine = test._as(actor, poster)
        seen = str([attempt(mine.read, [name]) for name in ("token", "lookup")])
        if poster.token[:8] in seen:
            found.append(f"{actor} reads the token")
        leaf = ("lookup", "=like", poster.token[:2] + "%")
        if find_all(test, actor, poster._name, [leaf]):
            found.append(f"{actor} finds the token")
        if find_all(test, actor, "asn.appraisal.link.visit", [], ["client"]):
            found.append(f"{actor} reads visits")
    return found


def tell_seed(test):
    """Look for the seed: who has it can repeat the draw of raters."""
    cycle = test.cycles["open"]
    found = []
    for actor in test.users:
        mine = test._as(actor, cycle)
        for name in ("seed", "snapshot"):
            rows = attempt(mine.read, [name])
            if isinstance(rows, list) and rows[0].get(name):
                found.append(f"{actor} reads {name}")
    return found


def tell_by_account(test):
    """As HR, give a rater one's own account, and open the form that was submitted."""
    with undone(test):
        form, rater = test.forms["open"]["peer_2"], test.voices["peer_2"]
        mine = test._as("mgr", rater)
        attempt(mine.write, {"user_id": test.manager.id})
        if rater.user_id != test.manager:  # whoever may do so, once it is done
            rater.user_id = test.manager
        test.env.flush_all()
        test.env.invalidate_all()
        own = test._as("mgr", form)
        seen = str([attempt(own.get_sheet), attempt(own.get_grid_answers, 1, 1)])
        return ["HR reads a form by another account"] if "peer_2" in seen else []


def tell_unpublished(test):
    """Look for results and comments before those concerned may read them."""
    outcome = test._find_appraisal("closed").outcome_ids
    scopes = {
        records._name: [("id", "in", records.ids)]
        for records in (outcome, outcome.result_ids, outcome.comment_ids)
    }
    found = []
    with undone(test):
        for actor in NOBODY:
            found += look_for(test, actor, scopes)
        # a manager who is appraised waits like everybody else
        test.person.user_id.group_ids += test.env.ref(
            "asn_appraisal.group_asn_appraisal_manager"
        )
        test.env.invalidate_all()
        found += look_for(test, "self", scopes)
        return found


def look_for(test, actor, scopes):
    return [
        f"{actor} reads {model} before publication"
        for model, scope in scopes.items()
        if find_all(test, actor, model, scope)
    ]


def tell_reopened(test):
    """Open the evaluation again after the close, in all words that might do it."""
    with undone(test) as appraisal:
        drop(test, PEERS[4])
        close(test)
        cycle, form = test.cycles["open"], test.forms["open"][PEERS[4]]
        rater = form.with_user(form.rater_id.user_id)
        for context in ({}, FORGED, {"asn_workflow": "1"}):
            for record, vals in (
                (test._as("mgr", cycle), {"state": "evaluation"}),
                (test._as("sup", appraisal), {"state": "evaluation"}),
                (rater, {"state": "draft"}),
            ):
                attempt(record.with_context(**context).write, vals)
        test.env.flush_all()
        return [
            f"{record._name} is open again"
            for record in (cycle, form)
            if record.state in ("evaluation", "draft")
        ]


def tell_closed_models(test):
    """Look into the models that nobody has access to at all."""
    found = []
    for name in sorted(CLOSED):
        fields = [n for n, field in test.env[name]._fields.items() if field.store]
        for actor in test.users:
            if test._as(actor, name).has_access("read"):
                found.append(f"{actor} reads {name}")
            if find_all(test, actor, name, [], fields):
                found.append(f"{actor} finds rows of {name}")
    return found


def tell_statistics(test):
    """Look for numbers of raters who have too few people to hide among."""
    with undone(test):
        close(test)
        found = []
        for model in MEASURES:
            scope = [("cycle_id", "=", test.cycles["open"].id)]
            found += [
                f"{actor} reads {model}"
                for actor in (*NOBODY, "sup")
                if find_all(test, actor, model, scope)
            ]
            for actor in ("mgr", "aud"):
                rows = find_all(test, actor, model, scope, measured(test, model))
                found += [f"{actor} reads {row}" for row in rows if tells_one(row)]
        return found


def measured(test, model):
    names = {"confidentiality", "named_rater_id", "code", "leniency", "spread"}
    return sorted(names & test.env[model]._fields.keys())


def tells_one(row):
    """Tell whether a row holds numbers of one confidential rater of this world."""
    return row.get("confidentiality") == "confidential"


PEOPLE = {
    attack.__name__: attack
    for attack in (
        *(tell_used_links, tell_raters_of_own, tell_pledges, tell_tokens, tell_seed),
        *(tell_by_account, tell_unpublished, tell_reopened),
        *(tell_closed_models, tell_statistics, tell_own_progress),
    )
}
