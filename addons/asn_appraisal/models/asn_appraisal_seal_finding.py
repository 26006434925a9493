# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

KINDS = [
    ("changed", "Changed"),
    ("missing", "Missing"),
    ("inserted", "Inserted"),
    ("reordered", "Reordered"),
    ("unsealed", "Published without a seal"),
]
# Of one check: more say nothing more.
MAX_NOTED = 500
MODELS = {
    "seal": "asn.appraisal.seal",
    "outcome": "asn.appraisal.outcome",
    "appraisal": "asn.appraisal",
    "cycle": "asn.appraisal.cycle",
    "results": "asn.appraisal.result",
}


class AsnAppraisalSealFinding(models.Model):
    """Something that a check of the chain found, kept also once it is put right."""

    _name = "asn.appraisal.seal.finding"
    _description = "Finding in the Chain of Seals"
    _inherit = ["asn.workflow.mixin"]
    _order = "is_current desc, number, id"
    _rec_name = "description"
    _rec_names_search = ["path"]

    _workflow_fields = frozenset(
        {
            *("chain_id", "kind", "number", "outcome_id", "path"),
            *("found_on", "seen_on", "is_current", "is_told"),
        }
    )

    chain_id = fields.Many2one(
        "asn.appraisal.seal.chain",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    kind = fields.Selection(KINDS, required=True, readonly=True)
    number = fields.Integer(
        string="Place in the Chain",
        default=0,
        required=True,
        readonly=True,
        aggregator=None,
        help="Empty: it has no seal.",
    )
    outcome_id = fields.Many2one(
        "asn.appraisal.outcome",
        string="Result",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    path = fields.Char(string="Column", readonly=True)
    description = fields.Char(
        string="What Was Found", compute="_compute_description", compute_sudo=True
    )
    # when
    found_on = fields.Datetime(string="First Found", required=True, readonly=True)
    seen_on = fields.Datetime(string="Last Found", required=True, readonly=True)
    is_current = fields.Boolean(
        string="In the Latest Check", default=True, readonly=True
    )
    is_told = fields.Boolean(string="Told to Auditors", readonly=True)

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends_context("lang")
    @api.depends("kind", "number", "path")
    def _compute_description(self):
        for finding in self:
            finding.description = finding._describe()

    def _describe(self):
        if self.kind == "changed":
            return self.env._(
                "Seal %(number)s: “%(column)s” is not what was sealed.",
                number=self.number,
                column=self._describe_path(),
            )
        if self.kind == "missing":
            return self.env._("Seal %s is gone.", self.number)
        if self.kind == "reordered":
            return self.env._("Seal %s stood elsewhere in the chain.", self.number)
        if self.kind == "inserted":
            return self.env._("Seal %s was put in past Odoo.", self.number)
        return self.env._("A result is published that was never sealed.")

    def _describe_path(self):
        """Return the label of the column that differs."""
        names = {
            "rules": self.env._("Rules as frozen at launch"),
            "comments": self.env._("Published comments"),
            "outcome": self.env._("The whole result"),
            "head": self.env._("Last fingerprint of the chain"),
        }
        path = self.path or ""
        if path in names:
            return names[path]
        part, *rest = path.split(".")
        fields_ = self.env[MODELS[part]]._fields if part in MODELS else {}
        for name in reversed(rest):
            if name in fields_:
                return fields_[name]._description_string(self.env)
        if part == "results":
            return self.env._("Group results")
        return self.env._("Content of the seal")

    # ------------------------------------------------------------
    # NOTING
    # ------------------------------------------------------------

    def _note(self, chain, found, now):
        """Note what a check found: what is new, what is still so, what is no more.

        :param self: findings noted before, all of one chain
        :param list found: see ``asn.appraisal.seal.check``
        """
        before = {finding._get_key(): finding for finding in self}
        keys = {}
        for finding in found[:MAX_NOTED]:
            key = (
                finding["kind"],
                finding["number"],
                finding.get("outcome_id") or False,
                finding.get("path") or False,
            )
            keys[key] = finding
        again = self.browse().union(*(before[key] for key in keys if key in before))
        again._workflow_write({"seen_on": now, "is_current": True})
        (self - again)._workflow_write({"is_current": False})
        known = self._list_existing(keys)
        self._workflow_create(
            [
                {
                    "chain_id": chain.id,
                    "kind": kind,
                    "number": number,
                    "outcome_id": outcome_id if outcome_id in known else False,
                    "path": path,
                    "found_on": now,
                    "seen_on": now,
                }
                for kind, number, outcome_id, path in keys
                if (kind, number, outcome_id, path) not in before
            ]
        )

    def _get_key(self):
        return self.kind, self.number, self.outcome_id.id, self.path

    @api.model
    def _list_existing(self, keys):
        """Return the ids of results that are there: those of seals may be gone."""
        ids = [outcome_id for __, __, outcome_id, __ in keys if outcome_id]
        return set(self.env["asn.appraisal.outcome"].browse(ids).exists().ids)
