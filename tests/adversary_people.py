# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Attacks on who rates, who has answered, and on the ways to answer for somebody.

As in ``adversary_numbers.py``.
"""

from .adversary_common import PEERS, SUBS, attempt
from .adversary_numbers import close, drop, undone
from .adversary_probes import FORGED, FORM

FAR_AWAY = "2099-12-31"
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


def tell_raters_of_own(test):
    """As a manager who is appraised, find out who rates oneself by any list."""
    with undone(test):
        test.person.user_id.group_ids += test.env.ref(
            "asn_appraisal.group_asn_appraisal_manager"
        )
        pledge_all(test)
        raters = {employee.id for employee in test.voices.values()}
        scope = [("cycle_id", "=", test.cycles["open"].id)]
        found = []
        for model in (FORM, "asn.appraisal.pledge"):
            rows = find_all(test, "self", model, scope, ["rater_id"])
            known = {row["rater_id"][0] for row in rows if row["rater_id"]} & raters
            if known:
                found.append(f"{len(known)} own raters by {model}")
        return found


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


PEOPLE = {
    attack.__name__: attack
    for attack in (
        *(tell_used_links, tell_raters_of_own, tell_pledges, tell_tokens, tell_seed),
        *(tell_by_account, tell_unpublished, tell_reopened),
    )
}
