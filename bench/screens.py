# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""What the web client asks for when it opens a view, and the printed documents."""

import ast

from lxml import etree

LIST, FORM = "asn_appraisal_view_list", "asn_appraisal_view_form"


def specify(env, model, view_type, xml_id):
    """Return the specification that the web client sends for a view.

    :param str model: name of the model
    :param str view_type: "list" or "form"
    :param str xml_id: of the view, in asn_appraisal
    """
    view = env.ref(f"asn_appraisal.{xml_id}")
    arch = env[model].get_view(view.id, view_type)["arch"]
    return _specify_fields(env[model], etree.fromstring(arch))


def _specify_fields(model, node):
    specification = {}
    for child in node:
        if child.tag == "field":
            name = child.get("name")
            specification[name] = _specify_field(model, model._fields[name], child)
        else:
            specification |= _specify_fields(model, child)
    return specification


def _specify_field(model, field, node):
    if not field.relational:
        return {}
    if field.type == "many2one":
        context = ast.literal_eval(node.get("context") or "{}")
        return {"fields": {"display_name": {}}, "context": context}
    views = [child for child in node if child.tag in ("list", "kanban")]
    limit = int(views[0].get("limit") or 40) if views else 40
    fields = {}
    for view in views:
        fields |= _specify_fields(model.env[field.comodel_name], view)
    return {"fields": fields, "limit": limit, "order": ""}


def read_list(env, specification, limit=80):
    """Read a page of the list of appraisals, with the number of all."""
    return env["asn.appraisal"].web_search_read(
        [], specification, limit=limit, count_limit=10001
    )


def read_form(appraisal, specification):
    """Read what the form of one appraisal shows."""
    return appraisal.web_read(specification)


def print_documents(appraisals):
    """Print result documents in one batch, as the print button does.

    :return: the PDF, as bytes
    """
    report = appraisals.env["ir.actions.report"]
    return report.with_context(force_report_rendering=True)._render_qweb_pdf(
        "asn_appraisal.action_report_appraisal_result", appraisals.ids
    )[0]
