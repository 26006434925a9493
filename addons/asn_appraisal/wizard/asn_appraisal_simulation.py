# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from collections import Counter, defaultdict

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import split_every

from ..models.asn_config_text import pick
from ..models.asn_one_record import check_one
from ..scoring import Rules, RulesError, simulate

FINISHED = ("published", "closed")
BATCH = 1000
USED = ["unit_id", "kind", "explanation", "predicate_id", "predicate_suggested_id"]
USED += ["result_rating", "behaviour_rating", "result_points", "behaviour_points"]
USED += ["innovation"]


class AsnAppraisalSimulation(models.TransientModel):
    """What results of a finished cycle would have been by another method.

    A method that is being prepared is tried on people who are rated already, before
    anybody is rated by it. Nothing is written but the page itself. Counted are the
    outcomes that whoever asks may read.
    """

    _name = "asn.appraisal.simulation"
    _description = "Simulation of Another Method"

    cycle_id = fields.Many2one(
        "asn.appraisal.cycle",
        required=True,
        ondelete="cascade",
        domain=[("state", "in", FINISHED)],
    )
    method_id = fields.Many2one(
        "asn.rating.method",
        string="Other Method",
        required=True,
        ondelete="cascade",
        help="Copy a rating method, change weights, limits, bands or matrix, and "
        "choose the copy here.",
    )
    basis = fields.Selection(
        [
            ("suggested", "The suggestion alone"),
            ("decided", "As superiors decided"),
        ],
        required=True,
        default="suggested",
        help="As superiors decided: who followed the suggestion follows the new one, "
        "who decided otherwise stays with that.",
    )
    result = fields.Json(readonly=True)
    result_html = fields.Html(
        compute="_compute_result_html", sanitize=False, string="What Would Be"
    )

    @api.depends("result")
    def _compute_result_html(self):
        for simulation in self:
            simulation.result_html = simulation.result and simulation._render_result()

    def _render_result(self):
        result = self.result
        changed_text = self.env._(
            "%(changed)s of %(people)s predicates would be another.",
            changed=result["changed"],
            people=result["people"],
        )
        unsure_text = result["unsure"] and self.env._(
            "For %s people the stored means lie so near to a limit that the result may "
            "be one step off.",
            result["unsure"],
        )
        return self.env["ir.qweb"]._render(
            "asn_appraisal.simulation_result",
            {
                "result": result,
                "changed_text": changed_text,
                "unsure_text": unsure_text,
            },
        )

    def action_simulate(self):
        """Compute and show the result.

        :raise AccessError: for anybody but HR's managers and auditors
        :raise UserError: for a cycle that is not finished, or another scale
        """
        check_one(self)
        self.check_access("write")
        self.result = self._simulate(self.cycle_id, self.method_id, self.basis)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Simulation: %s", self.cycle_id.name),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "current",
        }

    # ------------------------------------------------------------
    # SIMULATION
    # ------------------------------------------------------------

    @api.model
    def _simulate(self, cycle, method, basis):
        """Score a finished cycle by another method; nothing is written.

        :param cycle: one asn.appraisal.cycle
        :param method: one asn.rating.method
        :param str basis: "suggested" or "decided"
        :return: dict of JSON's types: ``people``, ``changed``, ``unsure``, ``moves``
            (lists of from, to, people, kind) and ``units`` (lists of name, people,
            changed, better, worse)
        """
        self._check_reader()
        self._check_cycle(cycle)
        cycle.check_access("read")
        method.check_access("read")
        frozen, rules = cycle._get_frozen_rules(), self._get_rules(method)
        self._check_comparable(frozen, rules, basis)
        moves, unsure = defaultdict(Counter), 0
        for outcomes in self._get_batches(cycle):
            for outcome in outcomes:
                before = self._get_before(outcome, basis)
                decided = basis == "decided" and self._get_decided(outcome)
                found = simulate(rules, frozen, outcome.explanation, decided or None)
                unsure += not found["is_sure"]
                moves[outcome.unit_id][before, found["predicate"]] += 1
            outcomes.invalidate_recordset(["explanation"], flush=False)
        return self._describe(moves, unsure, cycle, method)

    @api.model
    def _get_batches(self, cycle):
        """Yield outcomes in force that the user may read, with what is needed."""
        Outcome = self.env["asn.appraisal.outcome"]
        found = Outcome.search(
            [("cycle_id", "=", cycle.id), ("state", "=", "published")], order="id"
        )
        for ids in split_every(BATCH, found.ids, Outcome.browse):
            ids.fetch(USED)
            yield ids.filtered("explanation")

    @api.model
    def _get_rules(self, method):
        try:
            return Rules.from_snapshot(method._prepare_snapshot())
        except RulesError as error:
            raise UserError(
                self.env["asn.rating.method.error"]._describe(method, error)
            ) from error

    @api.model
    def _get_before(self, outcome, basis):
        name = "predicate_id" if basis == "decided" else "predicate_suggested_id"
        return outcome[name].code or None

    @api.model
    def _get_decided(self, outcome):
        if outcome.kind == "score":
            ratings = {
                "result": f"{outcome.result_points:.2f}",
                "behaviour": f"{outcome.behaviour_points:.2f}",
            }
        else:
            ratings = {
                "result": outcome.result_rating or None,
                "behaviour": outcome.behaviour_rating or None,
            }
        return ratings | {"innovation": outcome.innovation}

    # ------------------------------------------------------------
    # GUARDS
    # ------------------------------------------------------------

    @api.model
    def _check_reader(self):
        """:raise AccessError: for anybody but HR's managers and auditors"""
        user = self.env.user
        groups = ("manager", "auditor")
        if not self.env.su and not any(
            user.has_group(f"asn_appraisal.group_asn_appraisal_{name}")
            for name in groups
        ):
            raise AccessError(
                self.env._("Only managers of appraisal and auditors simulate.")
            )

    @api.model
    def _check_cycle(self, cycle):
        if cycle.state not in FINISHED:
            raise UserError(
                self.env._(
                    "“%s” is not published yet: methods are tried on finished cycles.",
                    cycle.name,
                )
            )

    @api.model
    def _check_comparable(self, frozen, rules, basis):
        """:raise UserError: for another scale, or decisions of another kind"""
        scales = [[value for value, __ in r.scale] for r in (frozen, rules)]
        if scales[0] != scales[1]:
            raise UserError(
                self.env._(
                    "The other method has another rating scale: what people answered "
                    "cannot be read by it."
                )
            )
        if basis == "decided" and frozen.kind != rules.kind:
            raise UserError(
                self.env._(
                    "Two ratings and a number of points cannot be compared as decided. "
                    "Compare the suggestion alone."
                )
            )

    # ------------------------------------------------------------
    # DESCRIPTION
    # ------------------------------------------------------------

    @api.model
    def _describe(self, moves, unsure, cycle, method):
        predicates = self._get_predicates(cycle, method)
        total = Counter()
        for counts in moves.values():
            total.update(counts)
        order = {code: place for place, code in enumerate(predicates)}
        units = [
            self._describe_unit(unit, counts, order) for unit, counts in moves.items()
        ]
        return {
            "people": sum(total.values()),
            "changed": sum(n for (a, b), n in total.items() if a != b),
            "unsure": unsure,
            "moves": [
                [
                    predicates.get(before, "–"),
                    predicates.get(after, "–"),
                    count,
                    _compare(before, after, order),
                ]
                for (before, after), count in sorted(
                    total.items(), key=lambda item: (-item[1], str(item[0]))
                )
                if before != after
            ],
            "units": sorted(units, key=lambda unit: (-unit[2], unit[0])),
        }

    @api.model
    def _describe_unit(self, unit, counts, order):
        kinds = Counter()
        for (before, after), count in counts.items():
            kinds[_compare(before, after, order)] += count
        people = sum(counts.values())
        # sudo: hr.department - the name of a unit whose outcomes the user reads
        name = unit.sudo().department_id.name or self.env._("Without a unit")
        return [name, people, people - kinds["same"], kinds["better"], kinds["worse"]]

    @api.model
    def _get_predicates(self, cycle, method):
        """Return ``{code: name}`` of both methods, the best first."""
        snapshots = (cycle._get_frozen()["method"], method._prepare_snapshot())
        found = {}
        for snapshot in snapshots:
            found |= snapshot["predicates"]
        ordered = sorted(found.items(), key=lambda item: item[1]["sequence"])
        return {code: pick(value["name"], self.env.lang) for code, value in ordered}


def _compare(before, after, order):
    """Tell whether one predicate is better than another.

    >>> _compare("poor", "good", {"good": 0, "poor": 1})
    'better'
    >>> _compare("good", None, {"good": 0})
    'open'
    """
    if before == after:
        return "same"
    if before is None or after is None:
        return "open"
    return "better" if order[after] < order[before] else "worse"
