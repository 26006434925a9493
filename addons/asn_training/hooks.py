# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""What happens around installation, beside loading data."""

from odoo.tools import SQL

from odoo.addons.asn_appraisal.hooks import forget

# Each after those that hold on to it; what is not named goes with one of these.
IN_ORDER = [
    "asn.training.unit.plan.line",
    "asn.training.unit.plan",
    "asn.training.briefing.invite",
    "asn.training.briefing",
    "asn.training.reason",
    "asn.training.plan.version",
    "asn.training.plan.line",
    "asn.training.plan",
    "asn.training.effect",
    "asn.training.study",
    "asn.training.import",
    "asn.training.rejection",
    "asn.training.target",
    "asn.training.trial",
    "asn.training.register",
    "asn.training.enrolment",
    "asn.training.budget",
    "asn.training.recommendation",
    "asn.training.rule",
    "asn.training.programme.skill",
    "asn.training.programme",
    "asn.training.method",
]
# Records of Odoo that stay and hold on to ours until their column is dropped.
HOLDERS = [
    ("event.event", "programme_id"),
    ("hr.resume.line", "programme_id"),
    ("hr.resume.line", "training_method_id"),
]


def uninstall_hook(env):
    """Let go of what Odoo keeps, and empty our tables."""
    for model, name in HOLDERS:
        column, table = SQL.identifier(name), SQL.identifier(env[model]._table)
        env.cr.execute(SQL("UPDATE %s SET %s = NULL", table, column))
    forget(env, "asn_training", IN_ORDER)
