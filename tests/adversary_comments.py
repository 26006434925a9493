# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Attacks on comments: whose words are they, by role, order, number or criterion?

As in ``adversary_numbers.py``.
"""

from .adversary_common import PEERS, SUBS, VOICES
from .adversary_numbers import close, drop, undone


def tell_by_criterion(test):
    """Look for a comment on what too few of the raters were asked about."""
    with undone(test) as appraisal:
        lone = ask_alone(test, "subordinate")
        close(test)
        comments = test._as("sup", appraisal.outcome_ids.comment_ids)
        found = comments.filtered(lambda c: c.criterion_id.id == lone and not c.role_id)
        texts = sorted(set(found.mapped("text")))
        return [f"one of {len(SUBS)} subordinates wrote {texts[:2]}"] if texts else []


def ask_alone(test, role):
    """Let one protected role alone have been asked about the first criterion."""
    cycle = test.cycles["open"]
    snapshot = cycle.snapshot
    items = snapshot["templates"][str(test.template.id)]["items"]
    lone = next(item for item in items if item["dimension"] == "behaviour")
    lone["roles"] = [
        code for code in lone["roles"] if code in ("self", "superior", role)
    ]
    cycle._workflow_write({"snapshot": snapshot, "seed": "another"})
    gone = [test.forms["open"][voice].id for voice in VOICES if voice in PEERS]
    test._execute(
        "DELETE FROM asn_appraisal_answer WHERE criterion_id = %s"
        " AND evaluation_id IN %s",
        *(lone["criterion_id"], tuple(gone)),
    )
    test.env.invalidate_all()
    return lone["criterion_id"]


def tell_by_order(test):
    """Read comments in their order, and guess that raters stand in it as in others."""
    with undone(test) as appraisal:
        close(test)
        comments = test._as("sup", appraisal.outcome_ids.comment_ids)
        pool = comments.filtered(lambda c: c.kind == "strengths" and not c.role_id)
        orders = {
            "sequence": pool.sorted("sequence"),
            "number": pool.sorted("id"),
        }
        known = sorted(VOICES, key=lambda voice: test.forms["open"][voice].id)
        found = []
        for name, ordered in orders.items():
            texts = [text for text in ordered.mapped("text") if "pupil" not in text]
            voices = [text[1:].partition(":")[0] for text in texts]
            if voices in (known, known[::-1]):
                found.append(f"whose a comment is, by {name}")
        return found


def tell_by_role(test):
    """Look for the role of somebody protected beside a comment."""
    with undone(test) as appraisal:
        close(test)
        comments = test._as("sup", appraisal.outcome_ids.comment_ids)
        return [
            f"{comment.role_id.code} wrote {comment.text}"
            for comment in comments
            if comment.role_id and comment.text[1:].partition(":")[0] in VOICES
        ]


def tell_few_comments(test):
    """Look for comments of fewer people than are needed, all groups together."""
    with undone(test) as appraisal:
        drop(test, *PEERS)
        test._execute(
            "DELETE FROM asn_appraisal_evaluation WHERE appraisal_id = %s"
            " AND confidentiality = 'anonymous'",
            appraisal.id,
        )
        test.env.invalidate_all()
        close(test)
        comments = test._as("sup", appraisal.outcome_ids.comment_ids)
        texts = comments.filtered(lambda c: not c.role_id).mapped("text")
        return [f"one of {len(SUBS)} wrote {text}" for text in texts]


COMMENTS = {
    attack.__name__: attack
    for attack in (tell_by_criterion, tell_by_order, tell_by_role, tell_few_comments)
}
