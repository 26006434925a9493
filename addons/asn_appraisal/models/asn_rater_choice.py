# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.exceptions import ValidationError

# Sides from which several people can be chosen.
CHOSEN_KINDS = ("peer", "subordinate")
# What a form takes over from its rater role.
CHOICE_FIELDS = (
    "proposal",
    "min_raters",
    "max_raters",
    "pool_scope",
    "min_days_together",
    "allows_reciprocal",
)


class AsnRaterChoice(models.AbstractModel):
    """How the raters of one side are found, and how many there are.

    A rater role says what is usual, a form may say something else, and a cycle keeps
    what its forms said at launch.
    """

    _name = "asn.rater.choice"
    _description = "Choice of Raters"

    proposal = fields.Selection(
        [
            ("organisation", "From the organisation"),
            ("draw", "By lot"),
            ("nomination", "Nominated by the person"),
        ],
        string="Found",
        required=True,
        default="organisation",
        help="From the organisation: all who are eligible; where more are than can be "
        "asked, lots decide. By lot: a fixed number is drawn from all who are "
        "eligible. Nominated: the person names them and the superior approves.",
    )
    min_raters = fields.Integer(
        string="Fewest",
        help="Before the launch HR is told of everybody for whom fewer can be asked.",
    )
    max_raters = fields.Integer(
        string="Most",
        help="0: all who are eligible. Where more are, they are drawn at random.",
    )
    pool_scope = fields.Selection(
        [
            ("team", "The team: same unit and superior"),
            ("unit", "The unit, whoever the superior"),
            ("branch", "The unit above with all below it"),
        ],
        string="Looked For In",
        required=True,
        default="team",
        help="Where peers are looked for. Superiors and those whom the person leads "
        "are never peers.",
    )
    min_days_together = fields.Integer(
        string="Days Together",
        help="In the period, both must have worked in the same unit for so many days. "
        "0: any number. Holds for peers and subordinates.",
    )
    allows_reciprocal = fields.Boolean(
        string="Mutual",
        default=True,
        help="Two people may rate each other in this role. Without it, whoever is "
        "rated by a colleague does not rate that colleague.",
    )

    _choice_positive = models.Constraint(
        "CHECK (min_raters >= 0 AND max_raters >= 0 AND min_days_together >= 0)",
        "Numbers of raters and of days cannot be negative.",
    )

    def _get_rater_kind(self):
        """Return the side from which these raters look, see ``asn.rater.role``."""
        raise NotImplementedError

    @api.constrains("min_raters", "max_raters")
    def _check_limits(self):
        for choice in self:
            if 0 < choice.max_raters < choice.min_raters:
                raise ValidationError(
                    self.env._(
                        "“%(role)s”: at most %(most)s raters cannot be at least "
                        "%(fewest)s.",
                        role=choice.display_name,
                        most=choice.max_raters,
                        fewest=choice.min_raters,
                    )
                )

    @api.constrains("proposal", "max_raters", "pool_scope")
    def _check_choice(self):
        for choice in self:
            if problem := choice._get_choice_problem():
                raise ValidationError(problem)

    def _get_choice_problem(self):
        name, kind = self.display_name, self._get_rater_kind()
        if self.proposal != "organisation" and kind not in CHOSEN_KINDS:
            return self.env._(
                "“%s”: only peers and subordinates can be nominated or drawn, since "
                "there is no choice among the others.",
                name,
            )
        if self.proposal == "draw" and not self.max_raters:
            return self.env._("“%s”: say how many are drawn, as “Most”.", name)
        if self.pool_scope != "team" and kind != "peer":
            return self.env._(
                "“%s”: only peers can be looked for beyond the team.", name
            )
        return False

    def _prepare_choice(self):
        """Return the fields as a cycle keeps them."""
        self.ensure_one()
        names = {"pool_scope": "pool"}  # a record's "pool" is the registry
        return {names.get(name, name): self[name] for name in CHOICE_FIELDS}
