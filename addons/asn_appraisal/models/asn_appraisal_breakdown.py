# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from collections import defaultdict
from dataclasses import dataclass

from odoo import api, models

from ..scoring import fixed, to_fraction
from .asn_config_text import pick

# Of a role that the rating method does not know: asked, shown, never counted.
UNWEIGHED = {"moved_to": (), "treatment": None}

RESULT_FIELDS = [
    "role_id",
    "criterion_id",
    "mean",
    "respondents",
    "is_suppressed",
    "details",
]


@dataclass(frozen=True)
class Source:
    """What the tree of one outcome is built from: only what its reader may read."""

    names: dict  # {role code: name in the language of the reader}
    minima: dict  # {role code of the form: answers from which on it is shown}
    named: set  # role codes whose raters sign
    items: dict  # {role code: {group id: [item of the frozen form]}}
    results: dict  # {(role code, group id): asn.appraisal.result}
    forms: dict  # {role code: [named asn.appraisal.evaluation]}
    answers: dict  # {evaluation id: {criterion id: asn.appraisal.answer}}
    shows: dict  # {evaluation id: what texts pass on their way to the reader}
    levels: dict  # {value: level of the frozen scale}
    explanation: dict  # as stored
    rules: dict  # the frozen method


class AsnAppraisalBreakdown(models.AbstractModel):
    """The explanation of a score, unfolded from the groups down to single answers.

    Every number comes from the stored explanation, from group results or from named
    forms, each read by the rules that hold for the reader. Confidential groups end at
    the means of statements, and a sentence says so.
    """

    _name = "asn.appraisal.breakdown"
    _inherit = "asn.appraisal.explanation"
    _description = "Explanation of a Score, Unfolded"

    @api.model
    def _build(self, outcome):
        """Return what ``_describe`` returns, with ``notes`` and ``children`` per row.

        :param outcome: one asn.appraisal.outcome with an explanation
        :rtype: dict
        """
        view = self._describe(outcome)
        source = self._read_source(outcome)
        for dimension in view["dimensions"]:
            stored = outcome.explanation["dimensions"][dimension["code"]]["rows"]
            for row in dimension["rows"]:
                self._unfold_row(row, stored, dimension["code"], source)
        return view

    @api.model
    def _unfold_row(self, row, stored_rows, dimension, source):
        """Add to a row how it came about and what stands below it."""
        unknown = {"role": row["code"], "status": "weight_zero", **UNWEIGHED}
        stored = next((r for r in stored_rows if r["role"] == row["code"]), unknown)
        if "kind" in stored:
            notes, nodes = self._unfold_own(stored["kind"], dimension, source)
            row["notes"] = [
                *self._explain_row(stored, stored_rows, source.names),
                *notes,
            ]
            row["notes"] = [note for note in row["notes"] if note]
            row["children"] = self._finish(nodes)
            return
        values = []
        if stored["status"] in ("counted", "weight_zero"):
            values = self._list_values(dimension, row["code"], source)
        notes = [
            *self._explain_row(stored, stored_rows, source.names),
            *self._explain_mean(stored, values, dimension, source),
            values and self._explain_privacy(row["code"], source),
        ]
        row["notes"] = [note for note in notes if note]
        row["children"] = self._finish(values)

    @api.model
    def _unfold_own(self, kind, dimension, source):
        """Return what stands below a role without people.

        :param str kind: of the role, "plan" or "period"
        :param str dimension: "result" or "behaviour"
        :return: list of sentences, and list of nodes
        """
        return [], []

    @api.model
    def _finish(self, nodes):
        """Drop the fractions that nodes were computed with: JSON has none."""
        return [
            {k: v for k, v in node.items() if k not in ("weight", "exact")}
            | {"children": self._finish(node["children"])}
            for node in nodes
        ]

    # ------------------------------------------------------------
    # READING
    # ------------------------------------------------------------

    @api.model
    def _read_source(self, outcome):
        frozen, rules = outcome._get_form(), outcome._get_rules()
        roles, forms = frozen["roles"], self._read_forms(outcome)
        return Source(
            names=self._get_role_names(rules),
            minima=self._get_minima(outcome.cycle_id, roles),
            named={r["code"] for r in roles if r["confidentiality"] == "named"},
            items=self._group_items(frozen["items"]),
            results={
                (result.role_id.code, result.criterion_id.id): result
                for result in self._read_results(outcome)
            },
            forms=forms.grouped(lambda form: form.role_id.code),
            answers=self._read_answers(forms),
            shows={form.id: form._get_text_filter() for form in forms},
            levels={level["value"]: level for level in rules["scale"]},
            explanation=outcome.explanation,
            rules=rules,
        )

    @api.model
    def _get_minima(self, cycle, roles):
        return {
            role["code"]: cycle._get_minimum(role["code"], role["confidentiality"])
            for role in roles
        }

    @api.model
    def _group_items(self, items):
        groups = defaultdict(lambda: defaultdict(list))
        for item in items:
            for code in item["roles"]:
                groups[code][item["group_id"]].append(item)
        return groups

    @api.model
    def _read_results(self, outcome):
        """Read the group results at once, by the rules that hold for the reader."""
        return self.env["asn.appraisal.result"].search_fetch(
            [("outcome_id", "=", outcome.id)],
            RESULT_FIELDS,
        )

    @api.model
    def _read_forms(self, outcome):
        """Return the named forms whose answers the user may read."""
        forms = self.env["asn.appraisal.evaluation"].search_fetch(
            [
                ("appraisal_id", "=", outcome.appraisal_id.id),
                ("confidentiality", "=", "named"),
                ("state", "=", "submitted"),
            ],
            ["appraisal_id", "rater_id", "role_id", "confidentiality", "state"],
        )
        return forms.filtered(
            lambda form: not form._is_of_another_account() and form._can_read_answers()
        )

    @api.model
    def _read_answers(self, forms):
        answers = defaultdict(dict)
        # sudo: asn.appraisal.answer - of named forms whose reader was checked
        for answer in (
            self.env["asn.appraisal.answer"]
            .sudo()
            .search_fetch(
                [("evaluation_id", "in", forms.ids)],
                ["evaluation_id", "criterion_id", "value", "not_observed", "comment"],
            )
        ):
            answers[answer.evaluation_id.id][answer.criterion_id.id] = answer
        return answers

    # ------------------------------------------------------------
    # VALUES AND STATEMENTS
    # ------------------------------------------------------------

    @api.model
    def _list_values(self, dimension, code, source):
        """Return the nodes of the values or result criteria that a role answered."""
        return [
            self._describe_value(code, items, source.results[code, group_id], source)
            for group_id, items in source.items[code].items()
            if (code, group_id) in source.results and items[0]["dimension"] == dimension
        ]

    @api.model
    def _describe_value(self, code, items, result, source):
        nodes = [self._describe_statement(code, i, result, source) for i in items]
        weight = sum(node["weight"] for node in nodes)
        exact = to_fraction(fixed(to_fraction(result.mean)))
        node = self._prepare_value(items, nodes) | {"weight": weight, "exact": exact}
        if result.is_suppressed:
            return node | {"notes": [self._explain_left_out(code, source)]}
        node["value"] = self._number(fixed(exact))
        node["info"] = self.env._(
            "weight %(weight)s, answers %(count)s",
            weight=self._weight(weight),
            count=result.respondents,
        )
        if source.minima.get(code, 1) > 1 and not all(n["weight"] for n in nodes):
            return node | {"notes": [self._explain_hidden(result.respondents)]}
        return node | self._explain_value(nodes, weight, exact, result)

    @api.model
    def _prepare_value(self, items, nodes):
        """Return the node of a value; a criterion without statements is answered."""
        id_ = items[0]["group_id"]
        is_lone = [node["key"] for node in nodes] == [id_]
        return self._node(
            pick(items[0]["group"], self.env.lang),
            children=nodes[0]["children"] if is_lone else nodes,
            key=id_,
            weight_text=self._weight(sum(to_fraction(i["weight"]) for i in items)),
        )

    @api.model
    def _explain_value(self, nodes, weight, exact, result):
        """Show how the mean of a value follows from the means of its statements."""
        if len(nodes) == 1 or not weight:
            return {}
        mean = sum(node["weight"] * node["exact"] for node in nodes) / weight
        if abs(mean - exact) <= to_fraction("0.0101"):
            return {"formula": self._write_mean(nodes, weight, mean)}
        row = {"respondents": result.respondents, "mean": fixed(exact)}
        return {"notes": [self._explain_unobserved(row, mean)]}

    @api.model
    def _explain_hidden(self, count):
        """Say why the means of statements do not give that of a protected value."""
        return self.env._(
            "Not everybody observed everything. Each of the %s forms counts once, with "
            "its own mean, so that what is not shown below may be counted here.",
            count,
        )

    @api.model
    def _describe_statement(self, code, item, result, source):
        mean = (result.details or {}).get(str(item["criterion_id"]))
        weight = to_fraction(item["weight"])
        node = self._node(
            pick(item["name"], self.env.lang),
            self._number(mean),
            key=item["criterion_id"],
            weight=weight if mean else to_fraction(0),
            exact=to_fraction(mean or 0),
            info=self.env._("weight %s", self._weight(weight)),
            weight_text=self._weight(weight),
            children=self._list_answers(code, item, source),
        )
        if not mean:
            node["notes"] = [self._explain_left_out(code, source)]
        return node

    @api.model
    def _explain_left_out(self, code, source):
        """Name the rule that left a value or a statement out."""
        minimum = source.minima.get(code, 1)
        if minimum <= 1:
            return self.env._("Not observed: left out of the mean.")
        return self.env._(
            "Not shown: observed by fewer than %s people, and then not counted either, "
            "or by nearly all, since the difference would tell what the others said.",
            minimum,
        )

    # ------------------------------------------------------------
    # SINGLE ANSWERS
    # ------------------------------------------------------------

    @api.model
    def _list_answers(self, code, item, source):
        nodes = []
        for form in source.forms.get(code, ()):
            answer = source.answers[form.id].get(item["criterion_id"])
            if answer:
                nodes.append(self._describe_answer(form, item, answer, source))
        return nodes

    @api.model
    def _describe_answer(self, form, item, answer, source):
        lang = self.env.lang
        # sudo: hr.employee - who signs a named form that the user may read
        title = form.sudo().rater_id.name
        text = source.shows[form.id]("criterion", item["criterion_id"], answer.comment)
        comment = text and self.env._("Comment: “%s”", text)
        if not answer.value:
            return self._node(title, notes=[self.env._("Not observed"), comment])
        level = pick(source.levels.get(answer.value, {}).get("name"), lang)
        anchor = pick(item["anchors"].get(str(answer.value)), lang)
        return self._node(
            title,
            f"{answer.value} · {level}",
            [anchor, comment],
            key=form.id,
            level=answer.value,
        )
