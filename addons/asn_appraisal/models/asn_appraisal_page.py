# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models
from odoo.tools import format_date

from ..scoring import compare, find_extremes, fixed, mean_of_others
from .asn_config_text import pick

SELF = "self"
MAX_TREND = 10  # cycles that the trend goes back


class AsnAppraisalPage(models.AbstractModel):
    """What a published result says to the person appraised, on one page.

    Every number comes from group results, outcomes and explanations, each read by the
    rules that hold for the reader: the page shows nothing that is not shown elsewhere,
    and a group below its minimum is in no number of it.
    """

    _name = "asn.appraisal.page"
    _inherit = "asn.appraisal.explanation"
    _description = "Page of a Published Result"

    @api.model
    def _build(self, appraisal):
        """Return the page of one published appraisal.

        :param appraisal: asn.appraisal whose ``outcome_id`` the user may read
        :return: dict of ``headline`` (``predicate``, ``color``, ``sentences``),
            ``scale`` (lowest and highest value), ``roles``, ``values`` (rows of the
            table), ``sides``, ``trend`` and ``steps``, all ready to be shown
        """
        outcome = appraisal.outcome_id
        form = outcome._get_form()
        values = self._list_values(outcome, form)
        return {
            "headline": self._describe_headline(outcome),
            "scale": self._get_scale(outcome),
            "roles": self._list_roles(values, form),
            "values": values,
            "sides": self._list_sides(values),
            "year": self._describe_year(outcome),
            "trend": self._list_trend(outcome),
            "steps": self._list_steps(appraisal, outcome),
        }

    @api.model
    def _get_scale(self, outcome):
        levels = [int(level["value"]) for level in outcome._get_rules()["scale"]]
        return [min(levels), max(levels)]

    # ------------------------------------------------------------
    # PREDICATE
    # ------------------------------------------------------------

    @api.model
    def _describe_headline(self, outcome):
        """Say the predicate, and which ratings it was read from."""
        rules = outcome._get_rules()
        ids = {found["id"]: found["name"] for found in rules["predicates"].values()}
        frozen = pick(ids.get(outcome.predicate_id.id), self.env.lang)
        return {
            "predicate": frozen or outcome.predicate_id.name,
            "color": outcome.predicate_id.color,
            "sentences": [*self._describe_ratings(outcome, rules)],
        }

    @api.model
    def _describe_ratings(self, outcome, rules):
        """Yield the meaning of the predicate, and what it was read from."""
        known = {found["id"]: found for found in rules["predicates"].values()}
        frozen = known.get(outcome.predicate_id.id, {}).get("description")
        if description := pick(frozen, self.env.lang):
            yield description
        for code in ("result", "behaviour"):
            name = "points" if rules["kind"] == "score" else "rating"
            decided = self._get_decided(outcome, f"{code}_{name}")
            yield self.env._(
                "%(dimension)s: %(rating)s.",
                dimension=self._get_dimension_name(code),
                rating=self._write_rating(decided) or "–",
            )
        if outcome.kind == "score":
            total = self._number(f"{outcome.total:.2f}")
            yield self.env._("The total of %s points gives the predicate.", total)
        else:
            yield self.env._(
                "Both together give the predicate, by the table of the rules below."
            )

    # ------------------------------------------------------------
    # SELF AGAINST OTHERS
    # ------------------------------------------------------------

    @api.model
    def _list_values(self, outcome, form):
        """Return a row for each value or result criterion, in order of the form."""
        codes = {role["id"]: role["code"] for role in form["roles"]}
        names = outcome._get_criterion_names()
        rows = {}
        for line in outcome.result_ids.sorted("sequence"):
            row = rows.setdefault(
                line.criterion_id.id,
                {
                    "id": line.criterion_id.id,
                    "name": names.get(line.criterion_id.id),
                    "dimension": line.dimension,
                    "means": {},
                    "hidden": [],
                },
            )
            code = codes.get(line.role_id.id)
            if line.is_suppressed:
                row["hidden"].append(code)
            else:
                row["means"][code] = f"{line.mean:.2f}"
        return [self._compare_row(row) for row in rows.values()]

    @api.model
    def _compare_row(self, row):
        """Add what the person and the others say, and what their difference means."""
        own = row["means"].get(SELF)
        others = mean_of_others(
            [mean for code, mean in row["means"].items() if code != SELF]
        )
        numbers = {SELF: own, "others": fixed(others)}
        return row | {
            "self": own and float(own),
            "others": None if others is None else float(fixed(others)),
            "shown": {code: self._number(m) for code, m in row["means"].items()},
            "texts": {side: self._number(text) for side, text in numbers.items()},
            "gap": compare(own, others),
            "gap_text": self._describe_gap(compare(own, others)),
        }

    @api.model
    def _describe_gap(self, gap):
        return {
            "alike": self.env._("Self-rating and others are alike."),
            "less": self.env._("Others see less of it than the self-rating."),
            "more": self.env._("Others see more of it than the self-rating."),
        }.get(gap, False)

    @api.model
    def _list_roles(self, values, form):
        """Return the groups that the table has a column for.

        One of which nothing may be shown is named as well, with the reason.
        """
        found = {code for row in values for code in (*row["means"], *row["hidden"])}
        shown = {code for row in values for code in row["means"]}
        return [
            {
                "code": role["code"],
                "name": pick(role["name"], self.env.lang),
                "is_shown": role["code"] in shown,
            }
            for role in form["roles"]
            if role["code"] in found
        ]

    @api.model
    def _list_sides(self, values):
        """Return what stands out, as seen by others: strengths, and what to work on."""
        highest, lowest = find_extremes([(row["id"], row["others"]) for row in values])
        rows = {row["id"]: row for row in values}
        sides = {
            "strengths": (self.env._("What others value most"), highest),
            "improvements": (self.env._("What to work on"), lowest),
        }
        return [
            {"code": code, "title": title, "values": [rows[key] for key in keys]}
            for code, (title, keys) in sides.items()
            if keys
        ]

    @api.model
    def _describe_year(self, outcome):
        """Hook: return what the parts of the year come to, False for a whole one."""
        return False

    # ------------------------------------------------------------
    # TREND
    # ------------------------------------------------------------

    @api.model
    def _list_trend(self, outcome):
        """Return the person's published results that the reader may read, oldest first.

        Results that were superseded are left out, so are later ones.
        """
        found = self.env["asn.appraisal.outcome"].search(
            [
                ("employee_id", "=", outcome.employee_id.id),
                ("company_id", "=", outcome.company_id.id),
                ("state", "=", "published"),
                ("cycle_id.date_end", "<=", outcome.cycle_id.date_end),
                ("appraisal_id", "!=", outcome.appraisal_id.id),
            ],
            order="published_on desc, id desc",
            limit=MAX_TREND,
        )
        results = (found | outcome).sorted(
            lambda o: (o.appraisal_id.date_end, o.published_on, o.id)
        )
        return [self._describe_past(past) for past in results]

    @api.model
    def _describe_past(self, outcome):
        scores = {
            code: outcome.explanation["dimensions"][code]["score"]
            for code in ("result", "behaviour")
            if outcome.explanation
        }
        return {
            "id": outcome.id,
            "cycle": outcome.cycle_id.name,
            "predicate": outcome.predicate_id.name,
            "color": outcome.predicate_id.color,
            "scale": self._get_scale(outcome),
            "scores": {code: text and float(text) for code, text in scores.items()},
            "texts": {code: self._number(text) for code, text in scores.items()},
        }

    # ------------------------------------------------------------
    # WHAT HAPPENS NEXT
    # ------------------------------------------------------------

    @api.model
    def _list_steps(self, appraisal, outcome):
        """Return what has happened and what can happen, with dates, in order of time.

        Extended by what follows a result: an objection, a duty, training.

        :return: list of dicts of ``code``, ``title``, ``text`` and ``status``, one of
            "done", "open" (the reader can act now), "coming"
        """
        return [
            self._step(
                "published",
                self.env._("Published"),
                self._write_day(outcome, outcome.published_on),
                "done",
            ),
            self._describe_receipt(outcome),
            self._describe_response(appraisal, outcome),
        ]

    @api.model
    def _step(self, code, title, text, status):
        return {"code": code, "title": title, "text": text, "status": status}

    @api.model
    def _write_day(self, outcome, moment):
        return format_date(self.env, outcome._get_day(moment)) if moment else "–"

    @api.model
    def _describe_receipt(self, outcome):
        title = self.env._("Received")
        if outcome.received_on:
            kinds = outcome._fields["receipt"]._description_selection(self.env)
            text = self.env._(
                "%(day)s (%(how)s)",
                day=self._write_day(outcome, outcome.received_on),
                how=dict(kinds)[outcome.receipt].lower(),
            )
            return self._step("received", title, text, "done")
        day = format_date(self.env, outcome.deemed_on)
        text = self.env._("Once opened; counts as received after %s.", day)
        return self._step("received", title, text, "coming")

    @api.model
    def _describe_response(self, appraisal, outcome):
        title = self.env._("Response")
        if outcome.response:
            kinds = outcome._fields["response"]._description_selection(self.env)
            text = self.env._(
                "%(response)s on %(day)s",
                response=dict(kinds)[outcome.response],
                day=self._write_day(outcome, outcome.responded_on),
            )
            return self._step("response", title, text, "done")
        status = "open" if appraisal.can_respond else "coming"
        if outcome.response_until:
            day = format_date(self.env, outcome.response_until)
            text = self.env._("Possible until %s; silence ends it by itself.", day)
        else:
            days = outcome.cycle_id.response_days
            text = self.env._("Possible until %s days after the receipt.", days)
        return self._step("response", title, text, status)
