# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Ways to read, search, group and export, each a function that writes down what it saw.

A probe takes ``(test, actor, stage)`` and returns anything; ``AdversaryCommon`` makes
a text of it, refusals included.
"""

from .adversary_common import EXCHANGED, NOTES, attempt, each

FORM = "asn.appraisal.evaluation"
ANSWER = "asn.appraisal.answer"
# What nobody reads, or not of others.
SEALED = [*NOTES, "result_mean", "behaviour_mean", "submitted_on", "author_id"]
SEALED += ["answer_ids", "is_notified", "seconds_spent"]
OPEN_FIELDS = ["rater_id", "role_id", "state", "display_name", "progress"]
TRACES = ["create_uid", "create_date", "write_uid", "write_date"]
FORGED = {
    "active_test": False,
    "asn_workflow": True,
    "asn_config_set": True,
    "asn_keep_name": True,
    "asn_form_count": 99,
    "su": True,
    "sudo": True,
    "uid": 1,
    "bin_size": True,
    "install_mode": True,
    "import_file": True,
    "allowed_company_ids": [1],
}


def get_forms(test, actor, stage):
    """Return the forms whose secrets are exchanged, and named ones, as of the actor."""
    forms = test.forms[stage]
    ids = [forms[voice].id for voice in ("self", "superior", *EXCHANGED)]
    ids += [forms[voice].id for voice in ("peer_1", "sub_1")]
    return test._as(actor, test.env[FORM].browse(sorted(ids)))


def get_others(test, actor, stage):
    """Return the forms whose secrets are exchanged: none is the actor's own."""
    ids = [test.forms[stage][voice].id for voice in EXCHANGED]
    return test._as(actor, test.env[FORM].browse(sorted(ids)))


def get_scope(test, stage):
    return [("cycle_id", "=", test.cycles[stage].id)]


# ----------------------------------------------------------------
# READING
# ----------------------------------------------------------------


def read_by_id(test, actor, stage):
    """Read every form by its number, field by field."""
    names = [*SEALED, *OPEN_FIELDS, *TRACES]
    return [
        each(names, lambda name, form=form: form.read([name]))
        for form in get_others(test, actor, stage)
    ]


def read_all(test, actor, stage):
    """Read forms with whatever fields there are."""
    found = [attempt(form.read) for form in get_others(test, actor, stage)]
    return found, attempt(test._as(actor, FORM).fields_get)


def read_answers(test, actor, stage):
    """Read answers by number, by search and as a group."""
    answers = test._as(actor, test.forms[stage]["peer_2"].answer_ids)
    Answer = answers.browse()
    return [
        attempt(answers[0].read),
        attempt(answers.mapped, "value"),
        attempt(Answer.search_read, [], ["value", "comment"]),
        attempt(Answer.search_count, [("value", "=", 5)]),
        attempt(Answer.formatted_read_group, [], ["value"], ["__count"]),
        attempt(Answer.name_search, "peer"),
        attempt(answers.export_data, ["value", "comment"]),
        attempt(answers.get_metadata),
    ]


def read_sheets(test, actor, stage):
    """Open the forms of others by all methods that show a form."""
    names = ["get_sheet", "get_evidence", "get_neighbours", "action_open_sheet"]
    named = [test.forms[stage][code] for code in ("self", "superior")]
    forms = get_others(test, actor, stage).union(
        *(test._as(actor, form) for form in named)
    )
    return [
        each(names, lambda name, form=form: getattr(form, name)()) for form in forms
    ]


def read_nested(test, actor, stage):
    """Follow relations from what the actor may read, in one request."""
    fields = {name: {} for name in OPEN_FIELDS}
    fields["rater_id"] = {"fields": {"name": {}, "display_name": {}}}
    form_spec = {"evaluation_ids": {"fields": fields}}
    sealed = {"evaluation_ids": {"fields": {name: {} for name in SEALED}}}
    answers = {"answer_ids": {"fields": {"value": {}, "comment": {}}}}
    deep = {"evaluation_ids": {"fields": answers}}
    specs = [form_spec, sealed, deep]
    specs += [{"cycle_id": {"fields": {"appraisal_ids": {"fields": s}}}} for s in specs]
    Appraisal = test._as(actor, "asn.appraisal")
    scope = get_scope(test, stage)
    found = [attempt(Appraisal.web_search_read, scope, spec) for spec in specs]
    return hide_own(test, actor, stage, found)


def hide_own(test, actor, stage, found):
    """Take what the actor may well read out of nested forms: named and own ones."""
    own = get_forms(test, actor, stage) - get_others(test, actor, stage)
    named = [test.forms[stage][code].id for code in ("self", "superior")]

    skip = {*own.ids, *named}

    def clean(value, key=None):
        if isinstance(value, dict):
            return {k: clean(v, k) for k, v in value.items()}
        if isinstance(value, list | tuple):
            lines = [v for v in value if not (key == "evaluation_ids" and is_own(v))]
            return [clean(v) for v in lines]
        return value

    def is_own(value):
        return isinstance(value, dict) and value.get("id") in skip

    return clean(found)


def read_results(test, actor, stage):
    """Read outcome, group results and comments with all their fields."""
    appraisal = test._find_appraisal(stage)
    outcome = appraisal.outcome_ids
    parts = (outcome, outcome.result_ids, outcome.comment_ids)
    found = [attempt(test._as(actor, part).read) for part in parts]
    found += [attempt(test._as(actor, part).get_metadata) for part in parts]
    mine = test._as(actor, appraisal)
    found += [attempt(mine.read), attempt(mine.get_metadata)]
    found.append(attempt(test._as(actor, outcome).get_explanation))
    found.append(attempt(test._as(actor, test.cycles[stage]).read))
    return found


def read_by_forged_context(test, actor, stage):
    """Claim rights in the context."""
    forms = get_others(test, actor, stage).with_context(**FORGED)
    return [
        *(attempt(forms.read, [name]) for name in (*SEALED, "rater_id")),
        attempt(forms.search_count, [("strengths", "!=", False)]),
        attempt(forms.browse().search_read, get_scope(test, stage), ["rater_id"])
        if actor != "sup" and actor != "self"
        else None,
        attempt(forms[0].write, {"state": "draft"}),
        attempt(forms[0].get_sheet),
    ]


def read_defaults(test, actor, stage):
    """Ask for what a new form, a copy or an onchange would show."""
    forms = get_others(test, actor, stage)
    form = forms[:1]
    vals = {"appraisal_id": test._find_appraisal(stage).id}
    spec = {name: {} for name in (*OPEN_FIELDS, *NOTES)}
    return [
        attempt(form.default_get, [*SEALED, *OPEN_FIELDS]),
        attempt(form.onchange, vals, [], spec),
        attempt(form.copy),
        attempt(form.copy_data),
        attempt(form.load, [".id", "strengths"], [[str(form.id), "x"]]),
    ]


def read_work_lists(test, actor, stage):
    """Open the pages that raters live in."""
    Form, cycle = test._as(actor, FORM), test.cycles[stage]
    peer = test.env.ref("asn_appraisal.role_peer")
    return [
        attempt(Form.get_inbox),
        attempt(Form.get_grid_choices),
        attempt(Form.get_grid, cycle.id, peer.id),
        attempt(Form.get_grid_answers, cycle.id, peer.id),
        attempt(test._as(actor, test._find_appraisal(stage)).action_print_result),
    ]


# ----------------------------------------------------------------
# SEARCHING
# ----------------------------------------------------------------

REACHED = ("asn.appraisal", "asn.appraisal.cycle", "asn.appraisal.outcome")


def get_leaves(test, stage):
    """Return conditions on a form, each about one rater or one secret."""
    rater = test.voices["peer_2"].id
    secrets = [
        ("answer_ids.value", "=", 1),
        ("answer_ids.comment", "ilike", "peer_2"),
        ("answer_ids", "any", [("value", ">", 4)]),
        ("behaviour_mean", "ilike", "3"),
        ("author_id", "=", test.voices["peer_2"].user_id.id),
        ("author_id.employee_ids", "in", [rater]),
        ("strengths", "ilike", "peer_2"),
        ("improvements", "ilike", "peer_4"),
        ("private_note", "!=", False),
        ("submitted_on", ">", "2020-01-01 00:00:00"),
    ]
    hidden = test.voices["peer_5"].id
    raters = [
        ("rater_id", "=", hidden),
        ("rater_id.name", "=", test.voices["peer_5"].name),
        ("rater_id", "child_of", hidden),
        ("rater_id.user_id.login", "ilike", "asn_member"),
    ]
    return secrets, raters, ("rater_id", "=", rater)


def search_forms(test, actor, stage):
    """Count forms by what is hidden in them, plainly and turned round."""
    Form = test._as(actor, FORM)
    secrets, raters, of_one = get_leaves(test, stage)
    scope = get_scope(test, stage)
    domains = [[leaf] for leaf in (*secrets, *raters)]
    domains += [[of_one, leaf] for leaf in secrets]
    domains += [["!", leaf] for leaf in (*secrets, *raters)]
    domains += [["|", leaf, ("id", "=", 0)] for leaf in secrets]
    return [attempt(Form.search_count, [*scope, *domain]) for domain in domains]


def search_from_above(test, actor, stage):
    """Count what leads to forms: appraisals, cycles, outcomes, by ``any`` and dots."""
    secrets, raters, of_one = get_leaves(test, stage)
    id_ = test._find_appraisal(stage).id
    scopes = {
        "evaluation_ids": ("asn.appraisal", [("id", "=", id_)]),
        "appraisal_ids.evaluation_ids": (
            "asn.appraisal.cycle",
            [("id", "=", test.cycles[stage].id)],
        ),
        "appraisal_id.evaluation_ids": (
            "asn.appraisal.outcome",
            [("appraisal_id", "=", id_)],
        ),
        "outcome_id.appraisal_id.evaluation_ids": (
            "asn.appraisal.result",
            [("outcome_id.appraisal_id", "=", id_)],
        ),
    }
    found = []
    for path, (model, scope) in scopes.items():
        Model = test._as(actor, model)
        for name, operator, value in (*secrets, *raters):
            domain = [(f"{path}.{name}", operator, value)]
            found.append(attempt(Model.search_count, [*scope, *domain]))
        for leaf in secrets:
            inner = [(path, "any", [of_one, leaf])]
            bypass = [(path, "any!", [of_one, leaf])]
            found.append(attempt(Model.search_count, [*scope, *inner]))
            found.append(attempt(Model.search_count, [*scope, *bypass]))
    return found


def search_forms_beside(test, actor, stage):
    """Look for other people's forms from one's own form, over what they share."""
    own = get_forms(test, actor, stage) - get_others(test, actor, stage)
    paths = ["appraisal_id.evaluation_ids", "cycle_id.appraisal_ids.evaluation_ids"]
    secrets, raters, __ = get_leaves(test, stage)
    return [
        attempt(
            own.browse().search_count,
            [("id", "in", own.ids), (f"{path}.{name}", operator, value)],
        )
        for path in paths
        for name, operator, value in (*secrets, *raters)
    ]


def order_by_hidden(test, actor, stage):
    """Sort by what is hidden: the order would tell it."""
    Form = test._as(actor, FORM)
    scope = get_scope(test, stage)
    orders = [*SEALED, "answer_ids.value", "rater_id", "rater_id.name", *TRACES]
    found = each(orders, lambda name: Form.search(scope, order=name).ids)
    Appraisal = test._as(actor, "asn.appraisal")
    up = ["evaluation_ids.behaviour_mean", "evaluation_ids"]
    return found, each(up, lambda name: Appraisal.search(scope, order=name).ids)


# ----------------------------------------------------------------
# GROUPING AND EXPORT
# ----------------------------------------------------------------


def group_by_hidden(test, actor, stage):
    """Group and aggregate by what is hidden, by each method that does so."""
    Form = test._as(actor, FORM)
    scope = [*get_scope(test, stage), ("role_kind", "in", ["peer", "subordinate"])]
    names = [*SEALED, *TRACES, "rater_id", "rater_id.name", "answer_ids.value"]
    own = [("rater_id.user_id", "!=", test.users[actor].id)]
    selectable = ["rater_id", "author_id", "role_id"]
    return [
        each(names, lambda n: Form.formatted_read_group([*scope, *own], [n])),
        each(names, lambda n: Form.formatted_read_group(scope, [], [f"{n}:array_agg"])),
        each(names, lambda n: Form.formatted_read_group(scope, [], [f"{n}:max"])),
        each(names, lambda n: Form.formatted_read_group(scope, [], [f"{n}:recordset"])),
        each(names, lambda n: Form.web_read_group([*scope, *own], [n])),
        each(names, lambda n: Form.formatted_read_grouping_sets(scope, [[n]])),
        each(
            names,
            lambda n: Form.formatted_read_group(
                scope, ["role_id"], having=[(f"{n}:max", ">", "3")]
            ),
        ),
        each(selectable, Form.search_panel_select_range),
        each(selectable, Form.search_panel_select_multi_range),
        attempt(
            Form.read_progress_bar,
            scope,
            "rater_id",
            {"field": "behaviour_mean", "colors": {"3": "red"}},
        ),
    ]


def group_results(test, actor, stage):
    """Group results and comments in all ways that could split a group."""
    found = []
    outcome = test._find_appraisal(stage).outcome_ids
    for records in (outcome.result_ids, outcome.comment_ids):
        Model = test._as(actor, records.browse())
        scope = [("id", "in", records.ids)]
        found += [
            attempt(Model.formatted_read_group, scope, [name])
            for name in sorted(Model._fields)
        ]
    return found


def export(test, actor, stage):
    """Export forms and what leads to them."""
    others = get_others(test, actor, stage)
    paths = ["rater_id", "rater_id/.id", "author_id", "strengths", "state"]
    paths += ["answer_ids/value", "answer_ids/comment", "behaviour_mean"]
    appraisal = test._as(actor, test._find_appraisal(stage))
    cycle = test._as(actor, test.cycles[stage])
    own = test.users[actor].employee_ids
    named = {*test.person.ids, *test.superior.ids, *own.ids}

    def rows(records, path):
        found = records.export_data([path])["datas"]
        known = {str(id_) for id_ in named}
        known |= {test.env["hr.employee"].browse(id_).name for id_ in named}
        return [row for row in found if row[0] not in known and "peer_1" not in row[0]]

    up = [f"evaluation_ids/{path}" for path in paths if path != "state"]
    top = [f"appraisal_ids/{path}" for path in up]
    return [
        each(paths, lambda path: others.export_data([path])),
        each(up, lambda path: rows(appraisal, path)),
        each(top, lambda path: rows(cycle, path)),
    ]


def search_names(test, actor, stage):
    """Look forms up by name, as a many2one field does."""
    Form = test._as(actor, FORM)
    spec = {"display_name": {}, "rater_id": {"fields": {"display_name": {}}}}
    others = get_others(test, actor, stage)
    own = [*get_scope(test, stage), ("id", "in", others.ids)]
    return [
        attempt(Form.name_search, "Rater", own),
        attempt(Form.name_search, "asn_member_0", own),
        attempt(Form.web_name_search, "asn_member_0", spec, own),
        attempt(Form.name_create, "x"),
    ]


PROBES = {
    probe.__name__: probe
    for probe in (
        *(read_by_id, read_all, read_answers, read_sheets, read_nested, read_results),
        *(read_by_forged_context, read_defaults, read_work_lists),
        *(search_forms, search_from_above, search_forms_beside, order_by_hidden),
        *(group_by_hidden, group_results, export, search_names),
    )
}
