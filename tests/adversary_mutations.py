# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Takes protections away, one at a time, for ``test_adversary_mutations.py``.

* ``domain NAME``, ``rule NAME``: a record rule lets everything through, or is gone
* ``access NAME``: an access line lets its group read
* ``field MODEL NAME``: a field that nobody may read is readable
* other words: the function ``break_…`` below, which tells what it breaks
"""

from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from odoo.tools import SQL

from odoo.addons.asn_appraisal.models import (
    asn_appraisal_job_statistic,
    asn_appraisal_link_answer,
    asn_random_id,
)
from odoo.addons.asn_appraisal.scoring import RoleSums, raters

from .adversary_probes import FORM


@contextmanager
def taken_away(test, protection):
    """Take a protection away for a while."""
    kind, __, rest = protection.partition(" ")
    find = {
        "domain": open_domain,
        "rule": drop_rule,
        "access": open_access,
        "field": open_field,
    }.get(kind)
    savepoint = test.env.cr.savepoint()
    try:
        with find(test, rest) if find else BROKEN[protection](test):
            test.env.flush_all()
            test.env.invalidate_all()
            yield
    finally:
        savepoint.rollback()
        savepoint.close(rollback=False)
        test.env.registry.clear_all_caches()
        test.env.invalidate_all()


# ----------------------------------------------------------------
# RULES, LINES, FIELDS
# ----------------------------------------------------------------


@contextmanager
def open_domain(test, name):
    test.env.ref(f"asn_appraisal.{name}").domain_force = "[(1, '=', 1)]"
    yield


@contextmanager
def drop_rule(test, name):
    test.env.ref(f"asn_appraisal.{name}").active = False
    yield


@contextmanager
def open_access(test, name):
    test.env.ref(f"asn_appraisal.access_{name}").perm_read = True
    yield


@contextmanager
def open_field(test, words):
    model, name = words.split()
    with patch.object(test.env[model]._fields[name], "groups", None):
        yield


# ----------------------------------------------------------------
# WHAT CODE PROTECTS
# ----------------------------------------------------------------


def replace(model, name, function):
    """Return a function of the test that replaces a method for a while."""
    return lambda test: patch.object(test.env.registry[model], name, function)


@contextmanager
def break_answers(test):
    """Let everybody read answers, and go there from a form."""
    with (
        open_access(test, "asn_appraisal_answer_user"),
        open_field(test, f"{FORM} answer_ids"),
    ):
        yield


@contextmanager
def break_log_access(test):
    """Note when a form was written."""
    Form = test.env.registry[FORM]
    submit, table = Form._submit, SQL.identifier(Form._table)
    test.env.cr.execute(SQL("ALTER TABLE %s ADD COLUMN write_date timestamp", table))

    def submit_and_note(self, answers):
        submit(self, answers)
        query = "UPDATE %s SET write_date = clock_timestamp() WHERE id = %s"
        self.env.cr.execute(SQL(query, table, self.id))

    with patch.object(Form, "_submit", submit_and_note):
        yield


def break_shuffle(test):
    """Leave comments in the order of the forms."""
    return patch("random.SystemRandom.shuffle", lambda _self, _list: None)


def break_comment_roles(test):
    """Keep the role of a protected rater with the comment."""
    Score = test.env.registry["asn.appraisal.job.score"]
    collect = Score._collect_texts

    def with_role(self, forms, texts, _role):
        return collect(self, forms, texts, forms.role_id)

    return patch.object(Score, "_collect_texts", with_role)


def break_random_ids(test):
    """Count forms from outside up, like all others."""

    def insert_in_order(cr, table, rows, **options):
        ids = []
        for row in rows:
            cr.execute(
                SQL(
                    "INSERT INTO %s (%s) VALUES %s RETURNING id",
                    SQL.identifier(table),
                    SQL(", ").join(map(SQL.identifier, row)),
                    tuple(row.values()),
                )
            )
            ids += cr.fetchone()
        return ids

    assert asn_appraisal_link_answer.insert_in_no_order is (
        asn_random_id.insert_in_no_order
    )
    return patch.object(
        asn_appraisal_link_answer, "insert_in_no_order", insert_in_order
    )


def break_close(test):
    """Score whenever a form is submitted."""
    Form = test.env.registry[FORM]
    submit = Form._submit

    def submit_and_score(self, answers):
        submit(self, answers)
        appraisal = self.sudo().with_env(test.env).appraisal_id
        appraisal.outcome_ids.unlink()
        Score = test.env["asn.appraisal.job.score"]
        with patch.object(type(Score), "_expire_open_forms", lambda *args: None):
            Score._score(appraisal.cycle_id, appraisal)

    return patch.object(Form, "_submit", submit_and_score)


@contextmanager
def break_late(test):
    """Take answers after the close, from forms that did not expire."""
    with (
        replace(FORM, "_get_closed_reason", lambda _self: False)(test),
        replace(FORM, "_check_pledge", lambda _self: None)(test),
    ):
        yield


def break_context(test):
    """Take a mere context for the workflow."""
    Mixin = test.env.registry["asn.workflow.mixin"]
    return patch.object(
        Mixin, "_is_workflow", lambda self: bool(self.env.context.get("asn_workflow"))
    )


def break_counts(test):
    """Count forms that came by link."""
    Cycle = test.env.registry["asn.appraisal.cycle"]

    def count(self, model):
        groups = (
            self.env[model]
            .sudo()
            ._read_group(
                [("cycle_id", "in", self.ids)], ["cycle_id", "state"], ["__count"]
            )
        )
        counts = {cycle.id: {} for cycle in self}
        for cycle, state, number in groups:
            counts[cycle.id][state] = number
        return counts

    return patch.object(Cycle, "_count_by_state", count)


def break_progress(test):
    """Count them in the progress of an appraisal."""
    Appraisal = test.env.registry["asn.appraisal"]

    def compute(self):
        for appraisal in self:
            appraisal.progress = len(appraisal.sudo().evaluation_ids)

    return patch.object(Appraisal, "_compute_progress", compute)


def break_private_notes(test):
    """Show private notes to whoever may read a form."""

    def get_notes(self):
        return {"private_note": self.sudo().private_note}

    return patch.object(test.env.registry[FORM], "_get_sheet_notes", get_notes)


@contextmanager
def break_templates(test):
    """Let everybody write templates with code, as a setting of core does."""
    test.env.ref("base.group_user").implied_ids += test.env.ref(
        "mail.group_mail_template_editor"
    )
    yield


@contextmanager
def break_mails(test):
    """Let everybody read mails."""
    let_read(test, "mail.mail")
    yield


def let_read(test, model):
    test.env["ir.model.access"].create(
        {
            "name": "x",
            "model_id": test.env["ir.model"]._get_id(model),
            "group_id": test.env.ref("base.group_user").id,
            "perm_read": True,
        }
    )


@contextmanager
def break_lines(test):
    """Let everybody inside read what is measured of raters."""
    for model in ("asn.appraisal.rater.statistic", "asn.appraisal.rater.hinge"):
        let_read(test, model)
    yield


@contextmanager
def break_few(test):
    """Measure raters of one single person."""
    with (
        patch.object(asn_appraisal_job_statistic, "MIN_PEOPLE", 1),
        patch.object(asn_appraisal_job_statistic, "MIN_RATERS", 1),
        patch.object(raters, "MIN_PEOPLE", 1),
    ):
        yield


@contextmanager
def break_copy(test):
    """Copy what was written into a form."""
    field = test.env[FORM]._fields["strengths"]
    with patch.object(field, "groups", None), patch.object(field, "copy", True):
        yield


def break_work_lists(test):
    """Show everybody all forms as their own."""
    own = test.cycles["open"].appraisal_ids.evaluation_ids

    def get_waiting(self, *args):
        return own.with_env(self.env)

    return patch.object(test.env.registry[FORM], "_get_waiting", get_waiting)


@contextmanager
def break_publication(test):
    """Print results before they are published."""
    rules = ("outcome", "comment", "result")
    with ExitStack() as stack:
        for name in rules:
            stack.enter_context(open_domain(test, f"asn_appraisal_{name}_rule_user"))
        stack.enter_context(
            replace("asn.appraisal", "_check_published", lambda _self: None)(test)
        )
        yield


@contextmanager
def break_named(test):
    """Let superiors read forms of all kinds."""
    with (
        replace(FORM, "_can_read_answers", lambda _self: True)(test),
        open_domain(test, "asn_appraisal_evaluation_rule_user"),
    ):
        yield


CYCLE = "asn.appraisal.cycle"
BROKEN = {
    "answers readable and reachable": break_answers,
    "log of access on forms": break_log_access,
    "names of forms tell raters": lambda test: patch.object(
        test.env.registry[FORM], "_rec_name", "rater_id"
    ),
    "shuffle": break_shuffle,
    "roles of comments": break_comment_roles,
    "minimum of answers": replace(CYCLE, "_get_minimum", lambda *args: 1),
    "minimum of comments": replace(CYCLE, "_get_comment_minimum", lambda *args: 1),
    "minimum of those asked": replace(
        "asn.appraisal.job.score", "_hide_narrow", lambda *args: None
    ),
    "no difference of statements": lambda test: patch.object(
        RoleSums, "_is_told", lambda *args: True
    ),
    "no difference of values": lambda test: patch.object(
        RoleSums, "_is_told", lambda *args: True
    ),
    "random numbers": break_random_ids,
    "no result before the close": break_close,
    "no answer after the close": break_late,
    "sentinel of the workflow": replace(
        "asn.workflow.mixin", "_is_workflow", lambda _self: True
    ),
    "context is no key": break_context,
    "only the rater opens a form": replace(FORM, "_check_rater", lambda _self: None),
    "only named forms are shown": break_named,
    "only the account that answered": replace(
        FORM, "_is_of_another_account", lambda _self: False
    ),
    "private notes stay private": break_private_notes,
    "counts leave out links": break_counts,
    "progress leaves out links": break_progress,
    "recomputing tells no protected number": replace(
        "asn.appraisal.verification", "_is_protected", lambda *args: False
    ),
    "pledges about oneself": lambda test: open_domain(
        test, "asn_appraisal_pledge_rule_manager"
    ),
    "links that were used": lambda test: open_field(test, "asn.appraisal.link is_used"),
    "templates are for editors": break_templates,
    "mails are closed": break_mails,
    "lines for everybody": break_lines,
    "numbers of few people": break_few,
    "notes are not copied": break_copy,
    "lists of one's own forms": break_work_lists,
    "documents of published results": break_publication,
}
