# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..rules import Rule

DIGITS = 2  # as group results have them


class AsnTrainingRule(models.Model):
    """What a published result asks for: conditions, and the programmes that help.

    Every condition that is filled in has to hold. It sees what the person sees on the
    page of the result and nothing else.
    """

    _name = "asn.training.rule"
    _inherit = ["asn.coded.mixin"]
    _description = "Recommendation Rule"
    _order = "priority, code, id"
    _check_company_auto = True

    # description
    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True,
        help="Short, such as R4: it is named in the explanation of a recommendation.",
    )
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", help="Empty: for all agencies."
    )
    kind = fields.Selection(
        [("help", "Help"), ("advance", "Advance")],
        required=True,
        default="help",
        help="Help closes a gap; advance takes further who does well.",
    )
    priority = fields.Integer(
        required=True, default=10, help="The smaller the number, the more urgent."
    )
    date_from = fields.Date(string="Valid From")
    date_to = fields.Date(string="Valid Until", help="The last day counts.")
    text = fields.Text(
        string="What to Tell",
        translate=True,
        help="A sentence for the person: what for, and what comes of it.",
    )
    # conditions
    predicate_ids = fields.Many2many("asn.predicate", string="Predicate Is One Of")
    criterion_id = fields.Many2one(
        "asn.criterion",
        string="Value",
        index="btree_not_null",
        ondelete="restrict",
        domain=[("parent_id", "=", False)],
        check_company=True,
        help="Compared is what others say, as on the page of the result: the mean of "
        "the groups that may be shown.",
    )
    criterion_test = fields.Selection(
        [("below", "Below"), ("above", "Above")], string="Is", default="below"
    )
    criterion_limit = fields.Float(string="Limit", digits=(16, DIGITS), default=3)
    min_respondents = fields.Integer(
        string="Answers at Least",
        help="How many answers of others have to stand behind the mean, of groups "
        "that may be shown. 0: any number.",
    )
    dimension = fields.Selection(
        [("result", "Work Result"), ("behaviour", "Work Behaviour")],
        string="Rating Of",
    )
    dimension_rating = fields.Selection(
        [("below", "Below expectation"), ("above", "Above expectation")],
        string="Was Decided As",
    )
    has_gap = fields.Boolean(
        string="Skill Gap of the Post",
        help="The post asks for a skill at a higher level than the person has.",
    )
    skill_ids = fields.Many2many(
        "hr.skill", string="Skills", help="Empty: any skill that the post asks for."
    )
    category_ids = fields.Many2many("hr.employee.category", string="Tag Is One Of")
    # what follows
    programme_ids = fields.Many2many(
        "asn.training.programme", string="Programmes", check_company=True
    )
    method_ids = fields.Many2many(
        "asn.training.method",
        string="Methods",
        help="Stands for all programmes of these methods.",
    )

    _unique_code = models.UniqueIndex("(code)", "Another rule has this code already.")
    _dates_follow = models.Constraint(
        "CHECK (date_to >= date_from)", "The last day cannot be before the first one."
    )
    _respondents_not_negative = models.Constraint(
        "CHECK (min_respondents >= 0)", "The number of answers cannot be negative."
    )

    # ------------------------------------------------------------
    # CONSTRAINS
    # ------------------------------------------------------------

    @api.constrains("code", "predicate_ids", "criterion_id", "dimension", "has_gap")
    def _check_condition(self):
        for rule in self:
            if not (
                rule.predicate_ids
                or rule.criterion_id
                or rule.dimension
                or rule.has_gap
            ):
                raise ValidationError(
                    self.env._(
                        "Rule %s needs a condition on the result: a predicate, a "
                        "value, a rating or a skill gap.",
                        rule.code,
                    )
                )

    @api.constrains("code", "programme_ids", "method_ids")
    def _check_proposal(self):
        for rule in self:
            if not (rule.programme_ids or rule.method_ids):
                raise ValidationError(
                    self.env._("Rule %s proposes no programme yet.", rule.code)
                )

    @api.constrains("criterion_id", "criterion_test", "criterion_limit")
    def _check_criterion(self):
        for rule in self.filtered("criterion_id"):
            # sudo: asn.rating.scale - the numbers of a scale
            values = rule.sudo().criterion_id.scale_id.level_ids.mapped("value")
            low, high = min(values, default=0), max(values, default=0)
            limit = rule.criterion_limit
            fits = {"below": limit > low, "above": limit < high}
            if not fits.get(rule.criterion_test):
                raise ValidationError(
                    self.env._(
                        "Rule %(code)s would never hold: “%(criterion)s” is rated from "
                        "%(low)s to %(high)s.",
                        code=rule.code,
                        criterion=rule.criterion_id.name,
                        low=low,
                        high=high,
                    )
                )

    @api.constrains("dimension", "dimension_rating")
    def _check_dimension(self):
        for rule in self:
            if bool(rule.dimension) != bool(rule.dimension_rating):
                raise ValidationError(
                    self.env._(
                        "Rule %s names half of a rating: choose of what, and how.",
                        rule.code,
                    )
                )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_try(self):
        """Open the trial of these rules on a published cycle."""
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Try the Rules"),
            "res_model": "asn.training.trial",
            "view_mode": "form",
            "target": "new",
            "context": {"default_rule_ids": self.ids},
        }

    # ------------------------------------------------------------
    # MATCHING
    # ------------------------------------------------------------

    @api.model
    def _get_in_force(self, company, day):
        """Return the rules of a company on a day."""
        return self.search(
            Domain("company_id", "in", (False, company.id))
            & (Domain("date_from", "=", False) | Domain("date_from", "<=", day))
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", day))
        )

    def _prepare_rules(self, company):
        """Return the rules as plain values, with the programmes open to a company.

        :return: list of ``(asn.training.rule, rules.Rule)``
        """
        programmes = self.env["asn.training.programme"].search(
            [("company_id", "in", (False, company.id))]
        )
        by_method = programmes.grouped("method_id")
        prepared = []
        for rule in self:
            found = rule.programme_ids & programmes
            for method in rule.method_ids:
                found |= by_method.get(method, programmes[:0])
            prepared.append((rule, rule._prepare_rule(found)))
        return prepared

    def _prepare_rule(self, programmes):
        self.ensure_one()
        limit = Decimal(f"{self.criterion_limit:.{DIGITS}f}")
        return Rule(
            code=self.code,
            priority=self.priority,
            programmes=tuple(programmes.ids),
            predicates=frozenset(self.predicate_ids.ids),
            criterion=self.criterion_id.id or None,
            test=self.criterion_test or "below",
            limit=limit,
            min_respondents=self.min_respondents,
            dimension=self.dimension or None,
            rating=self.dimension_rating or None,
            skills=frozenset(self.skill_ids.ids) if self.has_gap else None,
            tags=frozenset(self.category_ids.ids),
        )
