# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ..sealing import GENESIS

READERS = (
    "asn_appraisal.group_asn_appraisal_manager",
    "asn_appraisal.group_asn_appraisal_auditor",
)
# More than these are checked in the background.
MAX_AT_ONCE = 20_000


class AsnAppraisalSealChain(models.Model):
    """The chain of seals of one company: how long it is, and where it ends.

    Its row is what two publications at once wait for. Auditors note the last
    fingerprint outside of Odoo: whoever rewrites the whole chain cannot rewrite that.
    """

    _name = "asn.appraisal.seal.chain"
    _description = "Chain of Seals"
    _inherit = ["asn.workflow.mixin", "mail.thread"]
    _order = "company_id"
    _rec_name = "company_id"

    _workflow_fields = frozenset(
        {"company_id", "count", "head", "verified_on", "verified_count", "found_count"}
    )

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict"
    )
    count = fields.Integer(string="Seals", default=0, required=True, readonly=True)
    head = fields.Char(
        string="Last Fingerprint",
        default=GENESIS,
        required=True,
        readonly=True,
        help="Note it outside of Odoo together with the number of seals, on paper or "
        "in the minutes. As long as the seal of this number has this fingerprint, "
        "nothing before it was changed.",
    )
    # last check
    verified_on = fields.Datetime(readonly=True)
    verified_count = fields.Integer(
        string="Seals Verified", default=0, readonly=True, aggregator=None
    )
    found_count = fields.Integer(
        string="Findings", default=0, readonly=True, aggregator=None
    )
    finding_ids = fields.One2many("asn.appraisal.seal.finding", "chain_id")

    _unique_company = models.UniqueIndex(
        "(company_id)", "A company has one chain of seals."
    )

    # ------------------------------------------------------------
    # GROWING
    # ------------------------------------------------------------

    @api.model
    def _lock(self, company):
        """Return the chain of a company, held until the transaction ends.

        Where somebody else made it longer meanwhile, PostgreSQL lets the transaction
        fail as not serializable, and it is tried again: by Odoo for a request, by
        ``asn.appraisal.job`` for a job.
        """
        self.env.cr.execute(
            SQL(
                "INSERT INTO asn_appraisal_seal_chain (company_id, count, head)"
                " VALUES (%s, 0, %s) ON CONFLICT (company_id) DO NOTHING",
                company.id,
                GENESIS,
            )
        )
        self.env.cr.execute(
            SQL(
                "SELECT id FROM asn_appraisal_seal_chain WHERE company_id = %s"
                " FOR NO KEY UPDATE",
                company.id,
            )
        )
        chain = self.browse(self.env.cr.fetchone()[0])
        chain.invalidate_recordset()
        return chain

    def _advance(self, seals):
        """Note the new end of the chain, after ``seals``."""
        self.ensure_one()
        last = seals[-1]
        self._workflow_write({"count": last.number, "head": last.hash})

    # ------------------------------------------------------------
    # VERIFYING
    # ------------------------------------------------------------

    def action_verify(self):
        """Look whether every seal is there, unchanged, and says what the results say.

        :return: action: a message, or the list of what was found
        :raise AccessError: for anybody but appraisal managers and auditors
        """
        self._check_reader()
        # sudo: seals and results - hashes and columns are compared, differences named
        chains = self.sudo()
        large = chains.filtered(lambda chain: chain.count > MAX_AT_ONCE)
        small = chains - large
        small._verify()
        if large or small.finding_ids.filtered(lambda f: not f.is_told):
            # sudo: ir.cron - waking the scheduler needs no right on it
            self.env.ref("asn_appraisal.ir_cron_seal_chain").sudo()._trigger()
        if sum(small.mapped("found_count")):
            return self.action_open_findings()
        return self._say(large, sum(small.mapped("verified_count")))

    def action_open_findings(self):
        """Open what the checks of the chain found."""
        self._check_reader()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "asn_appraisal.action_asn_appraisal_seal_finding"
        )
        return action | {"domain": [("chain_id", "in", self.ids)]}

    def action_open_seals(self):
        """Open the seals of the chain."""
        self._check_reader()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "asn_appraisal.action_asn_appraisal_seal"
        )
        return action | {"domain": [("company_id", "in", self.company_id.ids)]}

    @api.model
    def _cron_check(self):
        """Verify all chains, and tell auditors and managers what is new."""
        # sudo: asn.appraisal.seal.chain - as for the button
        chains = self.sudo().search([("count", ">", 0)])
        for position, chain in enumerate(chains, start=1):
            chain._verify()
            chain._tell()
            remaining = len(chains) - position
            if not self.env["ir.cron"]._commit_progress(1, remaining=remaining):
                break

    def _verify(self):
        """Check chains and note what was found."""
        for chain in self:
            found = self.env["asn.appraisal.seal.check"]._check(chain)
            now = fields.Datetime.now()
            chain.finding_ids._note(chain, found, now)
            chain._workflow_write(
                {
                    "verified_on": now,
                    "verified_count": chain.count,
                    "found_count": len(found),
                }
            )

    def _tell(self):
        """Tell auditors and managers of findings that nobody was told of yet."""
        self.ensure_one()
        news = self.finding_ids.filtered(lambda finding: not finding.is_told)
        if not news:
            return
        people = self.env["res.users"].union(
            *(self.env.ref(group).all_user_ids for group in READERS)
        )
        people = people.filtered(
            lambda user: user.active and self.company_id in user.company_ids
        )
        for lang, users in people.grouped("lang").items():
            chain = self.with_context(lang=lang)
            chain.message_post(
                body=chain.env._(
                    "Verifying the chain of seals found %s deviations: a published "
                    "result or its seal was changed past Odoo. Open “Findings” to see "
                    "which.",
                    self.found_count,
                ),
                partner_ids=users.partner_id.ids,
            )
        news._workflow_write({"is_told": True})

    @api.model
    def _say(self, waiting, count):
        """Return the action that shows what came of a check without findings."""
        message = self.env._(
            "All %s seals are there and unchanged, and say what the results say. "
            "Compare the last fingerprint with the one you noted.",
            count,
        )
        if waiting:
            message = self.env._(
                "The chain is long and is verified in the background. Auditors and "
                "managers are told if something is found."
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info" if waiting else "success",
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _check_reader(self):
        """:raise AccessError: for anybody but appraisal managers and auditors"""
        self.check_access("read")
        if not self.env.su and not any(map(self.env.user.has_group, READERS)):
            raise AccessError(
                self.env._(
                    "Only managers of performance appraisal and auditors verify seals."
                )
            )
