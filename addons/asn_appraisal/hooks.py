# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""What happens around installation, beside loading data."""

from odoo.tools import SQL

# Each after those that hold on to it by a foreign key that restricts deletion.
MADE_BY_PEOPLE = [
    "asn.appraisal",
    "asn.appraisal.cycle",
    "asn.appraisal.template",
    "asn.rating.method",
]


def uninstall_hook(env):
    """Remove the appraisals, and the configuration that people added.

    Odoo deletes the records that came with the addon one by one before it drops
    the tables. Cycles, forms and methods made by people still refer to them and
    would make that fail.
    """
    for model in MADE_BY_PEOPLE:
        env.cr.execute(
            SQL(
                """DELETE FROM %s record WHERE NOT EXISTS (
                    SELECT FROM ir_model_data
                     WHERE module = 'asn_appraisal' AND model = %s
                       AND res_id = record.id)""",
                SQL.identifier(env[model]._table),
                model,
            )
        )
    env.invalidate_all()
