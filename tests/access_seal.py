# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Seals and what was found about them, that ``access_matrix_seal.py`` speaks of."""

from odoo import fields


class SealRecords:
    """Notes a finding and a check of a document; publishing has made the seals."""

    @classmethod
    def _make_seals(cls):
        now = fields.Datetime.now()
        cls.chain = cls.env["asn.appraisal.seal.chain"].search(
            [("company_id", "=", cls.env.company.id)]
        )
        cls.finding = cls.env["asn.appraisal.seal.finding"]._workflow_create(
            [
                {
                    "chain_id": cls.chain.id,
                    "kind": "missing",
                    "number": 1,
                    "found_on": now,
                    "seen_on": now,
                    "is_told": True,
                }
            ]
        )
        Attempt = cls.env["asn.appraisal.seal.attempt"]
        Attempt._is_allowed("198.51.100.7")
        cls.attempt = Attempt.search([], limit=1)
        cls.responses = {
            subject: cls.env["asn.appraisal.response"]
            .with_user(subject.user_id)
            .create({"appraisal_id": cls._find("published", subject).id})
            .sudo()
            for subject in cls.population
        }

    @classmethod
    def _find_seal(cls, model, words, subject):
        """Return the record of a row."""
        found = {
            "asn.appraisal.seal.chain": cls.chain,
            "asn.appraisal.seal.finding": cls.finding,
            "asn.appraisal.seal.attempt": cls.attempt,
            "asn.appraisal.response": cls.responses[subject],
        }
        if model in found:
            return found[model], None
        outcome = cls._find(words[0], subject).outcome_ids
        return cls.env[model].search([("outcome_id", "=", outcome.id)]), None
