# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

from .asn_one_record import check_one

READERS = (
    "asn_appraisal.group_asn_appraisal_manager,"
    "asn_appraisal.group_asn_appraisal_auditor"
)


class AsnAppraisalCycle(models.Model):
    """The seals of what a cycle has published."""

    _inherit = "asn.appraisal.cycle"

    seal_count = fields.Integer(
        string="Seals", compute="_compute_seals", groups=READERS
    )
    seal_number = fields.Integer(
        string="Last Place in the Chain", compute="_compute_seals", groups=READERS
    )
    seal_fingerprint = fields.Char(
        string="Last Fingerprint",
        compute="_compute_seals",
        groups=READERS,
        help="Note it outside of Odoo together with the place in the chain, on paper "
        "or in the minutes. As long as the seal of this place has this fingerprint, "
        "nothing up to it was changed.",
    )

    @api.depends_context("uid")
    def _compute_seals(self):
        groups = self.env["asn.appraisal.seal"]._read_group(
            [("cycle_id", "in", self.ids)], ["cycle_id"], ["__count", "id:max"]
        )
        found = {cycle.id: (count, last) for cycle, count, last in groups}
        for cycle in self:
            count, last = found.get(cycle.id, (0, False))
            seal = self.env["asn.appraisal.seal"].browse(last)
            cycle.seal_count, cycle.seal_number = count, seal.number
            cycle.seal_fingerprint = seal.hash

    def action_open_seals(self):
        """Open the seals of what the cycle has published."""
        self.env["asn.appraisal.seal"].check_access("read")
        return self._open("action_asn_appraisal_seal")

    def action_verify_chain(self):
        """Verify the chain of seals that the results of the cycle are part of.

        :return: see ``asn.appraisal.seal.chain.action_verify``
        """
        check_one(self)
        self.check_access("read")
        Chain = self.env["asn.appraisal.seal.chain"]
        Chain.check_access("read")
        chain = Chain.search([("company_id", "=", self.company_id.id)])
        return chain.action_verify()
