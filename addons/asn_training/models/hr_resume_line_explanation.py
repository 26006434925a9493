# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.tools import formatLang


class HrResumeLine(models.Model):
    # a docstring would be shown as that of core's model
    _inherit = "hr.resume.line"

    hours_explanation = fields.Text(
        string="How They Were Counted",
        compute="_compute_hours_explanation",
        help="From what the training was worth to what counts, limit by limit.",
    )

    @api.depends("hours", "hours_parts")
    @api.depends_context("lang")
    def _compute_hours_explanation(self):
        for line in self:
            sentences = [line._explain(*part) for part in line.hours_parts or []]
            line.hours_explanation = "\n".join(sentences) or False

    def _explain(self, code, *values):
        """Return one step of the count in words."""
        values = [
            formatLang(self.env, float(value)) if isinstance(value, str) else value
            for value in values
        ]
        return self._get_explanations()[code](*values)

    def _get_explanations(self):
        """Return ``{code: function}`` that makes a sentence of a step's values."""
        return {
            "programme": lambda jp: self.env._("%s JP, as the programme says.", jp),
            "fixed": lambda jp: self.env._(
                "%s JP, the same for everyone who completes it.", jp
            ),
            "actual": lambda jp: self.env._("%s JP, as long as it took.", jp),
            "session": lambda number, each: self.env._(
                "%(number)s sessions of %(each)s JP each.", number=number, each=each
            ),
            "month": lambda most, lost: self.env._(
                "At most %(most)s sessions a month count: %(lost)s did not.",
                most=most,
                lost=lost,
            ),
            "day": lambda most, lost: self.env._(
                "At most %(most)s JP a day count: %(lost)s JP were above that.",
                most=most,
                lost=lost,
            ),
            "abroad": lambda percent, jp: self.env._(
                "Abroad, %(percent)s %% more: %(jp)s JP.", percent=percent, jp=jp
            ),
        }
