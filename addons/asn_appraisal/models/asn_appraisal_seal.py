# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import secrets

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..sealing import canonical_json, digest, fingerprint

# A seal is found by the first characters of its token and compared as a whole.
LOOKUP_LENGTH = 12
# Of control numbers: no letter that can be taken for a digit.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 12
# Columns of a seal that its content repeats, so that a change of them is found.
REPEATED = (
    *("company_id", "number", "reference", "sealed_on"),
    *("outcome_id", "appraisal_id", "cycle_id", "version"),
)
SECRET = ("token", "lookup", "code")


class AsnAppraisalSeal(models.Model):
    """What was published about one appraisal, hashed together with the seal before.

    Written once, at publication, and never changed or deleted: what is in force is
    told by whether a later version is sealed. A change past Odoo is found by
    ``asn.appraisal.seal.check``.
    """

    _name = "asn.appraisal.seal"
    _description = "Seal of a Published Result"
    _inherit = ["asn.workflow.mixin"]
    _order = "company_id, number desc"
    _rec_name = "reference"
    _rec_names_search = ["reference", "code", "hash"]
    _log_access = False  # sealed_on is all there is to know

    _workflow_fields = frozenset({*REPEATED, *SECRET, "content", "previous", "hash"})

    # what it is about
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="restrict"
    )
    outcome_id = fields.Many2one(
        "asn.appraisal.outcome",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    appraisal_id = fields.Many2one(
        "asn.appraisal", required=True, readonly=True, index=True, ondelete="restrict"
    )
    employee_id = fields.Many2one(related="appraisal_id.employee_id")
    cycle_id = fields.Many2one(
        "asn.appraisal.cycle",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    version = fields.Integer(default=1, required=True, readonly=True, aggregator=None)
    sealed_on = fields.Datetime(required=True, readonly=True)
    state = fields.Selection(
        [("in_force", "In force"), ("superseded", "Superseded")],
        compute="_compute_state",
        search="_search_state",
        help="Superseded: a later version of the same result has been published.",
    )
    # what people hold in hands
    reference = fields.Char(
        string="Decision No.", required=True, readonly=True, index=True
    )
    code = fields.Char(
        string="Control Number",
        required=True,
        readonly=True,
        help="Printed on every document of this result.",
    )
    token = fields.Char(required=True, groups=fields.NO_ACCESS)
    lookup = fields.Char(required=True, index=True, groups=fields.NO_ACCESS)
    # chain
    number = fields.Integer(
        string="Place in the Chain",
        default=0,
        required=True,
        readonly=True,
        aggregator=None,
    )
    content = fields.Text(required=True, groups=fields.NO_ACCESS, prefetch=False)
    previous = fields.Char(string="Fingerprint Before", required=True, readonly=True)
    hash = fields.Char(
        string="Fingerprint",
        required=True,
        readonly=True,
        index=True,
        help="SHA-256 of the fingerprint before and of all that was published.",
    )

    _unique_number = models.UniqueIndex(
        "(company_id, number)", "Every seal has a place of its own in the chain."
    )
    _unique_outcome = models.UniqueIndex(
        "(outcome_id)", "A version of a result is sealed once."
    )
    _unique_code = models.UniqueIndex("(code)", "Control numbers must differ.")

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("appraisal_id", "number")
    def _compute_state(self):
        later = self._get_later()
        for seal in self:
            seal.state = "superseded" if later.get(seal.id) else "in_force"

    def _get_later(self):
        """Return ``{seal id: latest seal of the same appraisal}`` where another is.

        The latest is what is in force now, whatever came in between.
        """
        latest = {}
        for seal in self.search(
            [("appraisal_id", "in", self.appraisal_id.ids)], order="number"
        ):
            latest[seal.appraisal_id] = seal
        return {
            seal.id: latest[seal.appraisal_id]
            for seal in self
            if seal.appraisal_id in latest and latest[seal.appraisal_id] != seal
        }

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        superseded = Domain("id", "in", self._find_superseded())
        domains = {"in_force": ~superseded, "superseded": superseded}
        return Domain.OR(domains[state] for state in value if state in domains)

    @api.model
    def _find_superseded(self):
        """Return the ids of seals with a later one, which are few."""
        self.env.cr.execute(
            "SELECT id FROM asn_appraisal_seal AS seal WHERE EXISTS (SELECT FROM"
            " asn_appraisal_seal AS later WHERE later.appraisal_id = seal.appraisal_id"
            " AND later.number > seal.number)"
        )
        return [id_ for (id_,) in self.env.cr.fetchall()]

    # ------------------------------------------------------------
    # APPEND ONLY
    # ------------------------------------------------------------

    def write(self, vals):
        """Refuse every change, also by the code of an addon.

        :raise AccessError: always
        """
        if self:
            raise AccessError(self.env._("A seal is written once and never changed."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        """Refuse every deletion, also by the code of an addon."""
        raise AccessError(self.env._("A seal is written once and never deleted."))

    # ------------------------------------------------------------
    # SEALING
    # ------------------------------------------------------------

    @api.model
    def _seal(self, outcomes):
        """Seal published outcomes, in a constant number of queries per company.

        The head of the chain is held until the end of the transaction, so that two
        publications at once come one after the other.

        :param outcomes: asn.appraisal.outcome, published and not sealed yet
        :return: asn.appraisal.seal
        """
        # sudo: asn.appraisal.seal - publishing is what the caller has checked
        Seal, sealed = self.sudo(), self.sudo().browse()
        for company, group in outcomes.sudo().grouped("company_id").items():
            chain = Seal.env["asn.appraisal.seal.chain"]._lock(company)
            seals = Seal._workflow_insert(Seal._prepare_seals(chain, group))
            chain._advance(seals)
            sealed |= seals
        return sealed

    @api.model
    def _prepare_seals(self, chain, outcomes):
        """Return the values of new seals, in the order of the chain."""
        now, end = fields.Datetime.now(), chain.head
        contents = self.env["asn.appraisal.seal.content"]._prepare(outcomes)
        vals_list = []
        for number, outcome in enumerate(outcomes.sorted("id"), chain.count + 1):
            vals = self._prepare_seal(outcome, number, now) | {"previous": end}
            content = contents[outcome.id] | {"seal": self._get_repeated(vals)}
            vals["content"] = canonical_json(content)
            vals["hash"] = end = fingerprint(vals["content"], end)
            vals_list.append(vals)
        return vals_list

    @api.model
    def _prepare_seal(self, outcome, number, now):
        token = secrets.token_urlsafe(24)
        return {
            "company_id": outcome.company_id.id,
            "outcome_id": outcome.id,
            "appraisal_id": outcome.appraisal_id.id,
            "cycle_id": outcome.cycle_id.id,
            "version": outcome.version,
            "sealed_on": now,
            "number": number,
            "reference": f"{number}/{now.year}",
            "code": "".join(secrets.choice(LETTERS) for __ in range(CODE_LENGTH)),
            "token": token,
            "lookup": token[:LOOKUP_LENGTH],
        }

    @api.model
    def _get_repeated(self, vals):
        """Return what the content says of its own seal; secrets as hashes."""
        return {name: vals[name] for name in REPEATED} | {
            name: digest(vals[name]) for name in SECRET
        }

    # ------------------------------------------------------------
    # PAPER
    # ------------------------------------------------------------

    @api.model
    def _get_stamps(self, outcomes):
        """Return what documents of published results show to prove themselves.

        :param outcomes: asn.appraisal.outcome that the user may read
        :return: ``{outcome id: {"url", "code", "reference", "fingerprint"}}`` of those
            that are sealed
        """
        # sudo: asn.appraisal.seal - who may read a result may prove it
        seals = self.sudo().search([("outcome_id", "in", outcomes.ids)])
        return {
            seal.outcome_id.id: {
                "url": f"{seal.get_base_url()}/asn/check/{seal.token}",
                "code": seal._write_code(),
                "reference": seal.reference,
                "fingerprint": seal._write_fingerprint(),
            }
            for seal in seals
        }

    def _write_code(self):
        """Return the control number in groups of four."""
        return "-".join(self.code[n : n + 4] for n in range(0, CODE_LENGTH, 4))

    def _write_fingerprint(self):
        """Return the first 16 digits of the fingerprint in groups of four."""
        return " ".join(self.hash[n : n + 4] for n in range(0, 16, 4))
