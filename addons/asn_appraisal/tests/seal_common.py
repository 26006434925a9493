# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.tests import tagged
from odoo.tools import SQL

from .common import SECRET, AppraisalCommon


@tagged("post_install", "-at_install")
class SealCommon(AppraisalCommon):
    """A published cycle of six people, and hands that reach past Odoo."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._launch()
        for form in cls.cycle.appraisal_ids.evaluation_ids:
            cls._answer(form, strengths=SECRET)
        cls._close_evaluation()
        for appraisal in cls.cycle.appraisal_ids:
            cls._decide(appraisal)
        cls._publish()
        cls.seals = cls.env["asn.appraisal.seal"].search(
            [("cycle_id", "=", cls.cycle.id)], order="number"
        )
        cls.chain = cls.env["asn.appraisal.seal.chain"].search(
            [("company_id", "=", cls.env.company.id)]
        )
        cls.outcome = cls._appraisal().outcome_ids
        cls.seal = cls._find_seal(cls.outcome)

    @classmethod
    def _find_seal(cls, outcome):
        return cls.env["asn.appraisal.seal"].search([("outcome_id", "=", outcome.id)])

    @classmethod
    def _next_version(cls, outcome=None, **vals):
        """Publish a later version, as the decision on an objection does."""
        outcome = outcome or cls.outcome
        later = cls.env["asn.appraisal.outcome"]._workflow_create(
            [
                {
                    name: field.convert_to_write(outcome[name], outcome)
                    for name, field in outcome._fields.items()
                    if name in outcome._workflow_fields
                }
                | {"version": outcome.version + 1, "state": "decided"}
                | vals
            ]
        )
        later._publish()
        return later

    # ------------------------------------------------------------
    # PAST ODOO
    # ------------------------------------------------------------

    def _execute(self, query, *args):
        """Do what somebody with the database's password can do."""
        self.env.flush_all()
        self.env.cr.execute(SQL(query, *args))
        self.env.invalidate_all()

    def _tamper(self, record, name, value):
        self._execute(
            "UPDATE %s SET %s = %s WHERE id = %s",
            SQL.identifier(record._table),
            SQL.identifier(name),
            value,
            record.id,
        )
        self.assertEqual(self.env.cr.rowcount, 1)

    def _check(self, noted=None):
        """Return what a check finds: ``{(kind, number, path)}``."""
        found = self.env["asn.appraisal.seal.check"]._check(self.chain, noted)
        return {(f["kind"], f["number"], f.get("path")) for f in found}
