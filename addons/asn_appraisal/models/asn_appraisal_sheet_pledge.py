# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from .asn_appraisal_evaluation import OPEN_STATES
from .asn_one_record import check_one


class AsnAppraisalEvaluation(models.Model):
    """The notice that a rater reads and confirms before the first form of a cycle."""

    _inherit = "asn.appraisal.evaluation"

    @api.readonly
    def get_pledge(self):
        """Return what the rater is told, and whether it was confirmed.

        :return: dict of ``cycle`` (name), ``confirmed_on`` (day as text, or False) and
            ``roles``: for each role in which the user rates in this cycle
            ``role_name`` and ``visibility``
        :raise AccessError: unless the user is the rater
        """
        check_one(self)
        self._check_rater()
        pledge = self.env["asn.appraisal.pledge"]._get(self.rater_id, self.cycle_id)
        # sudo: asn.appraisal.cycle - its name, of a cycle in which the user rates
        return {
            "cycle": self.sudo().cycle_id.name,
            "confirmed_on": bool(pledge) and format_date(self.env, pledge.confirmed_on),
            "roles": self._get_pledge_roles(),
        }

    def _get_pledge_roles(self):
        """Return once for each role of the rater in the cycle who reads what."""
        # sudo: asn.appraisal.evaluation - the rater's own forms, nobody else's
        forms = self.sudo().search(
            [
                ("rater_id", "=", self.rater_id.id),
                ("cycle_id", "=", self.cycle_id.id),
                ("state", "!=", "cancelled"),
            ]
        )
        return [
            {
                "role_name": role.name,
                "visibility": same[0].with_env(self.env)._get_promise(),
            }
            for role, same in forms.grouped("role_id").items()
        ]

    def _get_promise(self):
        """Say who reads the answers, and the one exception to secrecy."""
        texts = [self._get_visibility()]
        if self.confidentiality == "confidential":
            texts.append(
                self.env._(
                    "The one exception: for a filed objection or an investigation, two "
                    "of HR's managers who have no part in it can together open who "
                    "wrote a comment, never who chose which level."
                )
            )
            # sudo: asn.appraisal.cycle - what it promises to raters
            if self.sudo().cycle_id.tells_unsealed:
                texts.append(self.env._("If that happens to you, you get a mail."))
        return " ".join(texts)

    def confirm_pledge(self):
        """Note that the rater has read the notice, once for all forms of the cycle.

        :return: True
        :raise AccessError: unless the user is the rater
        :raise UserError: when the form is closed
        """
        check_one(self)
        self._check_rater()
        self._check_open()
        # sudo: asn.appraisal.pledge - one's own, checked above
        pledges = self.env["asn.appraisal.pledge"].sudo()
        pledges._confirm(self.rater_id, self.cycle_id.sudo())
        return True

    def _needs_pledge(self):
        """Tell whether the rater has still to confirm the notice."""
        if self.state not in OPEN_STATES or not self.cycle_id.sudo().asks_pledge:
            return False
        return not self.env["asn.appraisal.pledge"]._get(self.rater_id, self.cycle_id)

    def _check_pledge(self):
        """Refuse a first answer before the notice was confirmed.

        A form that is begun was begun with it, so that later answers need not ask.

        :raise UserError: telling what to do first
        """
        if self.state == "pending" and self._needs_pledge():
            raise UserError(
                self.env._(
                    "Before you answer, please read who will see your answers and how "
                    "to rate fairly, and confirm it. This is asked once a cycle."
                )
            )
