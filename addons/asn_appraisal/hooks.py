# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""What happens around installation, beside loading data."""

from odoo.tools import SQL

# Each after those that hold on to it; what is not named goes with one of these.
IN_ORDER = [
    "asn.appraisal.seal",
    "asn.appraisal.seal.chain",
    "asn.appraisal.feedback",
    "asn.appraisal.feedback.request",
    "asn.appraisal.dialogue",
    "asn.dialogue.statement",
    "asn.appraisal",
    "asn.appraisal.cycle",
    "asn.appraisal.template",
    "asn.rating.method",
    "asn.criterion",
    "asn.rater.role",
    "asn.predicate",
    "asn.rating.scale",
]


def uninstall_hook(env):
    """Empty our tables, see `forget`."""
    forget(env, "asn_appraisal", IN_ORDER)


def forget(env, module, in_order):
    """Empty the tables of a module of ours, which Odoo drops next.

    By itself it would first delete one by one the records that came with the addon.
    What people made refers to them and would make that fail.

    :param str module: name of the addon
    :param list in_order: names of models, each after those that hold on to it
    """
    for model in in_order:
        env.cr.execute(SQL("DELETE FROM %s", SQL.identifier(env[model]._table)))
    ours = [
        name for name, model in env.registry.items() if model._original_module == module
    ]
    env.cr.execute(SQL("DELETE FROM ir_model_data WHERE model IN %s", tuple(ours)))
    env.invalidate_all()
