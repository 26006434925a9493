# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models
from odoo.tools.misc import formatLang


class AsnTrainingRecommendationText(models.AbstractModel):
    """Why a programme is recommended, in the reader's language.

    Whoever may read the result reads its values. To others the rule alone is told:
    what it asks for, not how far somebody is from it.
    """

    _name = "asn.training.recommendation.text"
    _description = "Reasons of a Recommendation in Words"

    @api.model
    def _explain(self, recommendations):
        """Yield recommendations and a line for each rule that led to them."""
        # sudo: recommendation, outcome, its names - told as far as the reader may read
        sudo = recommendations.sudo()
        Outcome = self.env["asn.appraisal.outcome"]
        readable = Outcome.search([("id", "in", sudo.outcome_id.ids)])
        rules = self.env["asn.training.rule"].sudo()
        rules = rules.with_context(active_test=False).search(
            [("id", "in", [r["rule"] for one in sudo for r in one.reasons or ()])]
        )
        texts = {rule.id: rule.text for rule in rules}
        for recommendation, known in zip(recommendations, sudo, strict=True):
            is_told = known.outcome_id.id in readable.ids
            lines = [
                self._explain_reason(known, reason, is_told, texts.get(reason["rule"]))
                for reason in known.reasons or ()
            ]
            yield recommendation, "\n".join(dict.fromkeys(lines)) or False

    @api.model
    def _explain_reason(self, recommendation, reason, is_told, advice):
        parts = [
            self._explain_part(recommendation, *part, is_told=is_told)
            for part in reason["parts"]
        ]
        text = self.env._(
            "%(parts)s, rule %(code)s", parts="; ".join(parts), code=reason["code"]
        )
        return f"{text}. {advice}" if advice else text

    @api.model
    def _explain_part(self, recommendation, kind, *values, is_told):
        explain = {
            "predicate": self._explain_predicate,
            "criterion": self._explain_criterion,
            "dimension": self._explain_dimension,
            "skill": self._explain_skill,
            "tag": self._explain_tag,
        }
        return explain[kind](recommendation, *values, is_told=is_told)

    @api.model
    def _explain_predicate(self, recommendation, id_, is_told):
        if not is_told:
            return self.env._("Predicate of the result")
        return self.env._(
            "Predicate “%s”", recommendation.env["asn.predicate"].browse(id_).name
        )

    @api.model
    def _explain_criterion(self, recommendation, id_, value, test, limit, is_told):
        names = recommendation.outcome_id._get_criterion_names()
        name = names.get(id_) or recommendation.env["asn.criterion"].browse(id_).name
        if is_told:
            name = f"{name} {self._number(value)}"
        limit = self._number(limit)
        if test == "below":
            return self.env._("%(what)s, below %(limit)s", what=name, limit=limit)
        return self.env._("%(what)s, above %(limit)s", what=name, limit=limit)

    @api.model
    def _explain_dimension(self, recommendation, code, rating, is_told):
        rule = self.env["asn.training.rule"]
        what = dict(rule._fields["dimension"]._description_selection(self.env))[code]
        how = dict(rule._fields["dimension_rating"]._description_selection(self.env))
        if not is_told:
            return self.env._("Rating of: %s", what.lower())
        return self.env._("%(what)s: %(how)s", what=what, how=how[rating].lower())

    @api.model
    def _explain_skill(self, recommendation, id_, held, asked, is_told):
        name = recommendation.env["hr.skill"].browse(id_).name
        return self.env._(
            "%(skill)s at %(held)s%%, the post asks for %(asked)s%%",
            skill=name,
            held=held,
            asked=asked,
        )

    @api.model
    def _explain_tag(self, recommendation, id_, is_told):
        category = recommendation.env["hr.employee.category"].browse(id_)
        return self.env._("tag “%s”", category.name)

    @api.model
    def _number(self, text):
        return formatLang(self.env, float(text), digits=2)
