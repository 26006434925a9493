# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models

MANAGER = "asn_appraisal.group_asn_appraisal_manager"


class AsnAppraisalJobVerify(models.AbstractModel):
    """Recompute and compare all outcomes of a cycle; mark those that deviate."""

    _name = "asn.appraisal.job.verify"
    _inherit = "asn.appraisal.job"
    _description = "Verification of a Cycle"

    @api.model
    def _get_waiting_domain(self, cycle):
        return [
            ("cycle_id", "=", cycle.id),
            ("outcome_ids", "any", [("verified_on", "=", False)]),
        ]

    @api.model
    def _run_batch(self, cycle):
        appraisals = self._get_batch(cycle)
        outcomes = appraisals.outcome_ids
        comparisons = self.env["asn.appraisal.verification"]._compare(outcomes)
        states = {
            outcome.id: comparison["state"]
            for outcome, comparison in zip(outcomes, comparisons, strict=True)
        }
        now = fields.Datetime.now()
        for state, group in outcomes.grouped(lambda o: states[o.id]).items():
            group._workflow_write({"verification_state": state, "verified_on": now})
        return len(appraisals)

    @api.model
    def _finish(self, cycle):
        result = super()._finish(cycle)
        counts = dict(
            self.env["asn.appraisal.outcome"]._read_group(
                [("cycle_id", "=", cycle.id)], ["verification_state"], ["__count"]
            )
        )
        deviating = counts.get("deviating", 0)
        is_news = deviating and deviating != cycle.deviating_count
        cycle._workflow_write(
            {
                "verified_on": fields.Datetime.now(),
                "deviating_count": deviating,
                "unverifiable_count": counts.get("gone", 0),
            }
        )
        if is_news:
            self._report(cycle, sum(counts.values()))
        return result

    @api.model
    def _report(self, cycle, count):
        """Tell the managers how many outcomes deviate; the list names them."""
        managers = self.env.ref(MANAGER).all_user_ids.filtered(
            lambda user: user.active and cycle.company_id in user.company_ids
        )
        for lang, users in managers.grouped("lang").items():
            localized = cycle.with_context(lang=lang)
            localized.message_post(
                body=localized.env._(
                    "Recompute and compare: %(deviating)s of %(count)s outcomes "
                    "deviate from what the answers and the frozen rules give. Open "
                    "“Deviating” on the cycle to see which.",
                    deviating=cycle.deviating_count,
                    count=count,
                ),
                partner_ids=users.partner_id.ids,
            )
