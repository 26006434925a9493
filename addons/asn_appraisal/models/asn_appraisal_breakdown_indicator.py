# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models
from odoo.fields import Date
from odoo.tools import format_date, formatLang

AMOUNTS = ("target", "realisation")


class AsnAppraisalBreakdown(models.AbstractModel):
    """An indicator of a plan in words: target, realisation and the formula between."""

    _inherit = "asn.appraisal.breakdown"

    @api.model
    def _describe_indicator(self, line, texts):
        """Return the node of an indicator.

        :param dict line: as stored, see ``scoring.score_plan``
        :param dict texts: what the reader may read of the asn.appraisal.indicator
        """
        is_measured = "direction" in line
        write = self._write_amount if is_measured else self._write_words
        amounts = {name: write(line, name, texts) for name in AMOUNTS}
        info = {"info": self._describe_share(line)} if is_measured else {}
        return self._node(
            texts.get("name") or self.env._("Indicator %s", line["number"]),
            self._percent(line["percent"]),
            [
                self._describe_amounts(line, amounts),
                *self._explain_excluded(line, texts),
                *(self._explain_percent(line) if is_measured else ()),
            ],
            key=f"indicator_{line['id']}",
            share=is_measured and self._percent(line["share"]),
            **amounts,
            **info,
        )

    @api.model
    def _explain_percent(self, line):
        """Say how the percent of a measured indicator came about."""
        if line["status"] != "excluded":
            yield self._explain_missing(line["status"])
            yield line["raw"] and self._write_formula(line)
            yield self._explain_limit(line)

    # ------------------------------------------------------------
    # TARGET AND REALISATION
    # ------------------------------------------------------------

    @api.model
    def _describe_amounts(self, line, amounts):
        text = self.env._(
            "Target: %(target)s. Realisation: %(realisation)s.",
            target=amounts["target"] or "–",
            realisation=amounts["realisation"] or self.env._("nothing noted"),
        )
        if "direction" not in line:
            return text
        return f"{self._get_direction_text(line['direction'])}. {text}"

    @api.model
    def _get_direction_text(self, direction):
        field = self.env["asn.appraisal.indicator"]._fields["direction"]
        return dict(field._description_selection(self.env))[direction]

    @api.model
    def _write_amount(self, line, name, texts):
        """Write a target or realisation with its unit, or as a date."""
        if line[name] is None:
            return False
        if line["direction"] != "date":
            return f"{self._amount(line[name])} {texts.get('unit') or ''}".strip()
        day = line["target_date" if name == "target" else "realised_on"]
        return self.env._(
            "%(date)s, day %(number)s",
            date=format_date(self.env, Date.to_date(day)),
            number=line[name],
        )

    @api.model
    def _write_words(self, line, name, texts):
        """Write a target in words, and of realisation how much was noted."""
        if name == "target":
            return texts.get("target_text")
        return line["entries"] and self.env._("%s entries", line["entries"])

    @api.model
    def _amount(self, text):
        """Write a number without needless decimals."""
        decimals = len(text.partition(".")[2])
        return formatLang(self.env, float(text), digits=decimals)

    # ------------------------------------------------------------
    # FORMULA
    # ------------------------------------------------------------

    @api.model
    def _write_formula(self, line):
        """Write the percent before cap and floor so that it can be done by hand."""
        target, actual = (self._amount(line[n]) for n in AMOUNTS)
        formula = {
            "more": f"{actual} ÷ {target} × 100",
            "less": f"(2 × {target} − {actual}) ÷ {target} × 100",
            "exact": f"(1 − |{actual} − {target}| ÷ {target}) × 100",
            "date": f"(2 × {target} − {actual}) ÷ {target} × 100",
        }[line["direction"]]
        return f"{formula} {self._get_sign(line['raw'])} {self._percent(line['raw'])}"

    @api.model
    def _explain_limit(self, line):
        """Say what made the percent differ from what the formula gives."""
        return {
            "cap": self.env._("Counts up to %s at most.", self._percent(line["cap"])),
            "floor": self.env._("Counts as 0 %, not below."),
            "target_zero": self.env._(
                "There is no quotient with this target: by the rules it counts as %s.",
                self._percent(line["percent"]),
            ),
        }.get(line["limit"])

    # ------------------------------------------------------------
    # WHAT IS MISSING
    # ------------------------------------------------------------

    @api.model
    def _explain_missing(self, status):
        """Name the rule for an indicator about which nothing is noted."""
        return {
            "missing_zero": self.env._("By the rules it counts as 0 %."),
            "missing_left_out": self.env._(
                "By the rules it is left out, and the others take its weight."
            ),
            "missing_blocked": self.env._("By the rules the plan has no score then."),
        }.get(status)

    @api.model
    def _explain_excluded(self, line, texts):
        if line["status"] != "excluded":
            return
        yield self.env._(
            "Left out: the superior found that it cannot be judged. The others take "
            "its weight."
        )
        if texts.get("excluded_reason"):
            yield self.env._("Reason: %s", texts["excluded_reason"])
