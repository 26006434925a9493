# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Holds and traces of deletions that ``access_matrix_retention.py`` speaks of."""

from odoo import fields


class RetentionRecords:
    """Places holds on the cycle that is closed, and notes a deletion."""

    @classmethod
    def _make_retention(cls):
        cycle = cls.cycles["closed"]
        Hold = cls.env["asn.appraisal.hold"]
        common = {"cycle_id": cycle.id, "reference": "1/2026", "reason": "x"}
        cls.holds = {
            subject: {
                "person": Hold.create(
                    common | {"appraisal_id": cls._find("closed", subject).id}
                ),
                "cycle": Hold.create(common),
            }
            for subject in cls.population
        }
        cls.purge = cls.env["asn.appraisal.purge"]._workflow_create(
            [
                {
                    "cycle_id": cycle.id,
                    "company_id": cycle.company_id.id,
                    "started_on": fields.Datetime.now(),
                }
            ]
        )

    @classmethod
    def _find_retention(cls, model, words, subject):
        if model == "asn.appraisal.purge":
            return cls.purge, None
        return cls.holds[subject][words[0]], None
