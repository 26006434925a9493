# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Ways around the models: chatter, mail, files, documents, filters, errors, buses.

Probes as in ``adversary_probes.py``.
"""

import json
from types import SimpleNamespace
from unittest.mock import patch

from odoo.addons.base.models import res_users

from .adversary_common import NOTES, attempt, each
from .adversary_probes import FORM, get_others

OURS = "asn."
APPRAISAL, CONFIGURATION = "asn.appraisal", "asn.appraisal.template"
TEAM_BOARD = "asn.appraisal.board.team"


def get_rows(test, actor, model, domain, names):
    """Return rows as the actor finds them, without those of other stages."""
    return attempt(test._as(actor, model).search_read, domain, names, order="id")


def read_chatter(test, actor, stage):
    """Read messages, notifications, followers and activities about a person's forms."""
    appraisal = test._find_appraisal(stage)
    about = [("model", "=like", f"{OURS}%")]
    of_stage = [*about, ("record_name", "!=", False)]
    hooks = [("res_model", "=like", f"{OURS}%")]
    found = [
        get_rows(test, actor, "mail.message", about, ["body", "subject", "reply_to"]),
        get_rows(test, actor, "mail.message", of_stage, ["author_id", "partner_ids"]),
        get_rows(
            test,
            actor,
            "mail.notification",
            [("mail_message_id.model", "=like", f"{OURS}%")],
            ["res_partner_id", "mail_email_address"],
        ),
        get_rows(test, actor, "mail.followers", hooks, ["partner_id", "res_id"]),
        get_rows(test, actor, "mail.activity", hooks, ["summary", "user_id", "note"]),
    ]
    mine = test._as(actor, appraisal)
    names = [
        "message_ids",
        "message_follower_ids",
        "activity_ids",
        "message_partner_ids",
    ]
    found.append(each(names, lambda name: mine.read([name])))
    forms = get_others(test, actor, stage)
    found.append(each(names, lambda name: forms.read([name])))
    return found


def read_mail(test, actor, stage):
    """Read what was sent: headers, bodies, recipients, replies, attachments."""
    names = ["email_from", "email_to", "recipient_ids", "headers", "body_html"]
    names += ["references", "message_id", "reply_to", "subject", "attachment_ids"]
    found = each(names, lambda name: get_rows(test, actor, "mail.mail", [], [name]))
    logs = get_rows(test, actor, "bus.bus", [], ["channel", "message"])
    return found, logs, get_rows(test, actor, "ir.logging", [], ["message"])


def read_files(test, actor, stage):
    """Look for attachments, and ask for fields of a form as if they were files."""
    Attachment = test._as(actor, "ir.attachment")
    forms = get_others(test, actor, stage)
    Binary = test._as(actor, "ir.binary")

    def download(name):
        record = Binary._find_record(res_model=FORM, res_id=forms[0].id, field=name)
        return Binary._get_stream_from(record, name).read()

    domain = [("res_model", "=like", f"{OURS}%")]
    return [
        attempt(Attachment.search_read, domain, ["name", "res_id", "raw"]),
        each((*NOTES, "answer_ids", "behaviour_mean"), download),
    ]


def read_marks(test, actor, stage):
    """Read external ids, metadata and defaults."""
    forms = get_others(test, actor, stage)
    return [
        attempt(forms.get_metadata),
        get_rows(
            test,
            actor,
            "ir.model.data",
            [("model", "in", [FORM, "asn.appraisal.answer"])],
            ["name", "create_uid", "create_date"],
        ),
        attempt(forms.get_external_id),
        get_rows(test, actor, "ir.default", [], ["json_value"]),
    ]


def read_by_template(test, actor, stage):
    """Let a mail template write what its reader may not."""
    form = get_others(test, actor, stage)[0]
    Template = test._as(actor, "mail.template")
    model = test.env["ir.model"]._get_id(FORM)
    texts = ["object.sudo().strengths", "object.rater_id.name", "object.strengths"]
    texts += ["object.env['asn.appraisal.answer'].sudo().search([]).mapped('comment')"]

    def render(text):
        vals = {"name": "x", "model_id": model, "body_html": f'<t t-out="{text}"/>'}
        template = Template.create(vals)
        return template._render_field("body_html", form.ids)

    def render_line(text):
        Mixin = test._as(actor, "mail.render.mixin")
        line = "{{ %s }}" % text  # noqa: UP031 - braces are the syntax of the line
        return Mixin._render_template(line, FORM, form.ids, engine="inline_template")

    return each(texts, render), each(texts, render_line)


def preview_templates(test, actor, stage):
    """Preview our own mails about somebody's form."""
    form = get_others(test, actor, stage)[0]
    Preview = test._as(actor, "mail.template.preview")
    templates = test.env["mail.template"].search([("model", "=like", f"{OURS}%")])

    def preview(template):
        record = form if template.model == FORM else test._find_appraisal(stage)
        if template.model not in (FORM, "asn.appraisal"):
            return None
        vals = {"mail_template_id": template.id}
        found = Preview.create(vals | {"resource_ref": f"{template.model},{record.id}"})
        return found.read(["body_html", "subject", "email_to", "partner_ids"])[0] | {
            "id": 0
        }

    return [attempt(preview, template) for template in templates]


def print_documents(test, actor, stage):
    """Print every document of ours about what the actor likes."""
    Report = test._as(actor, "ir.actions.report")
    reports = test.env["ir.actions.report"].search([("model", "=like", f"{OURS}%")])
    appraisal = test._find_appraisal(stage)
    ids = {
        "asn.appraisal": appraisal.ids,
        "asn.appraisal.outcome": appraisal.outcome_ids.ids,
        FORM: get_others(test, actor, stage).ids,
        "asn.appraisal.link": test.posters[stage].ids,
    }
    return [
        attempt(Report._render_qweb_html, report.report_name, ids[report.model])
        for report in reports
        if ids.get(report.model)
    ]


def use_filters(test, actor, stage):
    """Store a filter, for oneself and for everybody, and use it."""
    rater = test.voices["peer_2"].id
    one = f"[('rater_id', '=', {rater}), ('answer_ids.value', '=', 5)]"
    leaf = f"('evaluation_ids', 'any', {one})"
    Filter = test._as(actor, "ir.filters")
    Appraisal = test._as(actor, "asn.appraisal")

    def use(user_id):
        vals = {"name": "x", "model_id": "asn.appraisal", "domain": f"[{leaf}]"}
        stored = Filter.create(vals | {"user_ids": user_id})
        domain = stored._get_eval_domain()
        return Appraisal.search(domain).ids

    exports = test._as(actor, "ir.exports")
    vals = {"name": "x", "resource": FORM}
    return [
        attempt(use, [test.users[actor].id]),
        attempt(use, []),
        attempt(lambda: bool(exports.create(vals))),
    ]


def read_errors(test, actor, stage):
    """Read in errors, with all the detail that developers get, who is behind a form."""
    test.users[actor].group_ids += test.env.ref("base.group_no_one")
    forms = get_others(test, actor, stage)
    debug = SimpleNamespace(session=SimpleNamespace(debug="1"))
    test.quiet.stop()
    try:
        with patch.object(res_users, "request", debug):
            return list_errors(forms)
    finally:
        test.quiet.start()


def list_errors(forms):
    return [
        *(attempt(form.read, ["state"]) for form in forms),
        *(attempt(form.write, {"strengths": "x"}) for form in forms),
        *(attempt(form.unlink) for form in forms),
        *(attempt(form.save_answers, {}) for form in forms),
        *(attempt(form.submit_sheet) for form in forms),
        *(attempt(form.save_notes, {"strengths": "x"}) for form in forms),
        attempt(forms.submit_sheets),
    ]


def look_beside(test, actor, stage):
    """Look at people and units: nothing there leads to a form."""
    found = []
    for model in ("hr.employee", "hr.employee.public", "res.users", "res.partner"):
        Model = test._as(actor, model)
        names = [
            name
            for name, field in Model._fields.items()
            if str(field.comodel_name).startswith(OURS)
        ]
        found.append(each(names, lambda name, m=Model: m.search_read([], [name])))
        domain = [("create_uid", "=", 1)]
        found.append(attempt(Model.search_count, domain) and names)
    return json.dumps(found, default=str)


def is_short(field):
    """Tell whether a field is stored, or a text that is computed."""
    return field.store or field.type in ("char", "text")


def read_everything(test, actor, stage):
    """Read all rows of all models of ours, those of later features included.

    But for how many forms a superior's team has submitted, as of the morning: that is
    told on purpose, without whose and about whom, see ``test_board.py``.
    """
    found = {}
    for name in sorted(test.env.registry.keys() - {TEAM_BOARD}):
        Model = test._as(actor, name)
        is_config = name.startswith(CONFIGURATION) or not name.startswith(APPRAISAL)
        if is_config or Model._abstract or Model._transient:
            continue
        if Model.has_access("read"):
            names = {n for n, field in Model._fields.items() if is_short(field)}
            names = sorted(names & Model.fields_get().keys())
            scope = find_scope(test, Model, stage)
            found[name] = attempt(Model.search_read, scope, names, limit=99)
    return found


def find_scope(test, model, stage):
    """Return what tells the rows of a stage: others may be read in other stages."""
    appraisal = test._find_appraisal(stage)
    ids = {
        "cycle_id": appraisal.cycle_id.ids,
        "outcome_id": appraisal.outcome_ids.ids,
        "appraisal_id": appraisal.ids,
    }
    found = [name for name in ids if name in model._fields]
    return [(found[0], "in", ids[found[0]])] if found else []


PATHS = {
    probe.__name__: probe
    for probe in (
        *(read_chatter, read_mail, read_files, read_marks, read_by_template),
        *(preview_templates, print_documents, use_filters, read_errors),
        *(look_beside, read_everything),
    )
}
