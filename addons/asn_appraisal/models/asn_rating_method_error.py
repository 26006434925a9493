# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models


class AsnRatingMethodError(models.AbstractModel):
    """What is wrong with a method, in the words of those who configure it."""

    _name = "asn.rating.method.error"
    _description = "Errors of Rating Methods in Words"

    @api.model
    def _describe(self, method, error):
        """Return a sentence that names the method and what is wrong.

        :param method: one asn.rating.method
        :param RulesError error: as raised by ``check_rules``
        """
        return self.env._(
            "Rating method “%(method)s”: %(problem)s",
            method=method.name,
            problem=self._get_problem(error),
        )

    @api.model
    def _get_problem(self, error):
        problem = self._get_problems().get(error.code)
        if not problem:
            return str(error)
        return problem % (error.data | self._get_names(error.data))

    @api.model
    def _get_names(self, data):
        """Replace codes of dimensions, levels and roles by what people call them."""
        fields_ = self.env["asn.rating.method.matrix"]._fields
        levels = dict(fields_["result_level"]._description_selection(self.env))
        criteria = self.env["asn.criterion"]._fields["dimension"]
        dimensions = dict(criteria._description_selection(self.env))
        roles = self.env["asn.rater.role"].with_context(active_test=False)
        names = {
            "dimension": dimensions,
            "result": levels,
            "behaviour": levels,
            "role": {role.code: role.name for role in roles.search([])},
        }
        return {
            key: names[key].get(value, value)
            for key, value in data.items()
            if key in names
        }

    @api.model
    def _get_problems(self):
        """Return ``{code of RulesError: sentence with named placeholders}``."""
        return self._get_plan_problems() | {
            "scale_size": self.env._("its scale needs two levels or more."),
            "points_order": self.env._(
                "the points of its scale must rise with the value (level %(value)s)."
            ),
            "points_flat": self.env._("the levels of its scale have no points."),
            "role_duplicate": self.env._("rater role “%(role)s” is there twice."),
            "weight_negative": self.env._("the weight of “%(role)s” is negative."),
            "weight_sum": self.env._(
                "weights of the raters for %(dimension)s sum to %(value)s %%, not to "
                "100 %%."
            ),
            "roll_up_target": self.env._(
                "the weight of “%(role)s” must be given to another role of the method."
            ),
            "roll_up_cycle": self.env._(
                "the weight of “%(role)s” is passed on in a circle."
            ),
            "neutral_value": self.env._(
                "the neutral value %(value)s is not on its scale."
            ),
            "thresholds": self.env._(
                "the limits for %(dimension)s must lie on its scale, “meets” below "
                "“above”."
            ),
            "dimension_weights": self.env._(
                "work result and work behaviour weigh %(value)s %% together, not "
                "100 %%."
            ),
            "matrix_duplicate": self.env._(
                "the matrix has result “%(result)s” with behaviour “%(behaviour)s” "
                "twice."
            ),
            "matrix_hole": self.env._(
                "the matrix lacks result “%(result)s” with behaviour “%(behaviour)s”."
            ),
            "band_order": self.env._("the band from %(lower)s to %(upper)s is empty."),
            "band_range": self.env._(
                "the band from %(lower)s to %(upper)s is outside of the scale's points."
            ),
            "band_hole": self.env._(
                "no band covers the points from %(lower)s to %(upper)s."
            ),
            "band_overlap": self.env._(
                "two bands cover the points from %(lower)s to %(upper)s."
            ),
        }

    @api.model
    def _get_plan_problems(self):
        """Return the same of what plans are weighed with."""
        return {
            "own_minimum": self.env._(
                "“%(role)s” has one voice, so it cannot need %(value)s answers."
            ),
            "plan_behaviour": self.env._(
                "“%(role)s” speaks about the work result alone and cannot weigh in the "
                "work behaviour."
            ),
            "achievement_percent": self.env._(
                "its achievement curve has a percentage below 0 (%(percent)s)."
            ),
            "achievement_range": self.env._(
                "its achievement curve gives %(value)s for %(percent)s %%, which is "
                "not on its scale."
            ),
            "achievement_order": self.env._(
                "its achievement curve falls before %(percent)s %%."
            ),
            "achievement_flat": self.env._(
                "its achievement curve gives every achievement the same value."
            ),
            "achievement_twice": self.env._(
                "its achievement curve has %(percent)s %% twice."
            ),
        }
