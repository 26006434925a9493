# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.asn_appraisal.models.asn_one_record import check_one

from ..effect import LEAST_PEOPLE, compare_changes

FINISHED = ("published", "closed")
# Their values come from forms; plans and shorter periods are no view of conduct.
NO_VIEW = ("self", "plan", "period")


class AsnTrainingStudy(models.Model):
    """What became of trained values from one published cycle to the next.

    It is measured once and stays as it is: from two versions the difference could be
    told, which is one person. It says what happened, and never why.
    """

    _name = "asn.training.study"
    _description = "Study of Effect"
    _inherit = ["asn.workflow.mixin"]
    _order = "measured_on desc, id desc"
    _rec_name = "cycle_id"

    _workflow_fields = frozenset({"state", "measured_on", "company_id"})

    earlier_cycle_id = fields.Many2one(
        "asn.appraisal.cycle",
        string="Before",
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("state", "in", FINISHED)],
        help="The cycle whose values are the start.",
    )
    cycle_id = fields.Many2one(
        "asn.appraisal.cycle",
        string="After",
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("state", "in", FINISHED)],
        help="The cycle in which the same values are looked at again.",
    )
    company_id = fields.Many2one(related="cycle_id.company_id", store=True, index=True)
    minimum = fields.Integer(
        string="Fewest People",
        default=LEAST_PEOPLE,
        required=True,
        help="Nothing is told of fewer participants or fewer comparable others.",
    )
    state = fields.Selection(
        [("draft", "To be measured"), ("measured", "Measured")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )
    measured_on = fields.Date(readonly=True, copy=False)
    line_ids = fields.One2many("asn.training.effect", "study_id", readonly=True)

    _one_per_cycles = models.UniqueIndex(
        "(earlier_cycle_id, cycle_id)", "These two cycles have a study already."
    )
    _minimum_protects = models.Constraint(
        f"CHECK (minimum >= {LEAST_PEOPLE})",
        f"Below {LEAST_PEOPLE} people, figures would speak of single people.",
    )

    # ------------------------------------------------------------
    # CONSTRAINTS
    # ------------------------------------------------------------

    @api.constrains("earlier_cycle_id", "cycle_id")
    def _check_cycles(self):
        """Let only a cycle be compared with a later one of the same agency.

        :raise UserError: naming both
        """
        for study in self:
            # sudo: asn.appraisal.cycle - names and dates, chosen by the user
            before, after = study.earlier_cycle_id.sudo(), study.cycle_id.sudo()
            if (
                before.company_id != after.company_id
                or before.date_end > after.date_end
            ):
                raise UserError(
                    self.env._(
                        "“%(before)s” is not an earlier cycle of the same agency as "
                        "“%(after)s”.",
                        before=before.name,
                        after=after.name,
                    )
                )
            if before == after:
                raise UserError(
                    self.env._("Choose two cycles, not the same one twice.")
                )

    def write(self, vals):
        if not self._is_workflow() and "measured" in self.mapped("state"):
            raise UserError(self.env._("This study is measured and stays as it is."))
        return super().write(vals)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_measure(self):
        """Measure what became of every value that a programme addresses.

        :return: True
        :raise AccessError: for others than training managers
        :raise UserError: before both cycles are published, or a second time
        """
        check_one(self)
        self.check_access("write")
        self._check_ready()
        # sudo: asn.appraisal.result - group results of everybody, of which means of at
        # least `minimum` people are all that is kept
        self.sudo()._measure()
        self._workflow_write(
            {"state": "measured", "measured_on": fields.Date.context_today(self)}
        )
        return True

    def _check_ready(self):
        if self.state != "draft":
            raise UserError(
                self.env._(
                    "These cycles are measured already. They are never measured again, "
                    "for the difference could tell what concerns one person."
                )
            )
        # sudo: asn.appraisal.cycle - its state
        for cycle in (self.earlier_cycle_id | self.cycle_id).sudo():
            if cycle.state not in FINISHED:
                raise UserError(self.env._("“%s” is not published yet.", cycle.name))

    # ------------------------------------------------------------
    # MEASURING
    # ------------------------------------------------------------

    def _measure(self):
        """Compare, and keep a line for each programme and value."""
        programmes = self._get_programmes()
        learners = self._get_learners(programmes)
        values = self._get_values(programmes.criterion_ids)
        rows = [
            self._prepare_effect_vals(
                programme, criterion, programmes, learners, values
            )
            for programme in programmes
            if learners[programme.id]
            for criterion in programme.criterion_ids
            if values[criterion.id]
        ]
        return self.env["asn.training.effect"]._workflow_create(rows)

    def _get_programmes(self):
        """Return what addresses a value, archived programmes included."""
        every = self.env["asn.training.programme"].with_context(active_test=False)
        return every.search(
            [
                ("criterion_ids", "!=", False),
                ("company_id", "in", [self.company_id.id, False]),
            ]
        )

    def _get_learners(self, programmes):
        """Return who completed each programme between the two evaluations.

        :return: ``{programme id: set of employee ids}``
        """
        found = defaultdict(set)
        for programme, employees in self.env["hr.resume.line"]._read_group(
            self._get_learning_domain(programmes),
            ["programme_id"],
            ["employee_id:recordset"],
        ):
            found[programme.id] = set(employees.ids)
        return found

    def _get_learning_domain(self, programmes):
        """Hook: return which lines of the ledger are a completed programme."""
        return Domain(
            [
                ("programme_id", "in", programmes.ids),
                ("verification", "=", "verified"),
                ("date_end", ">", self.earlier_cycle_id.evaluation_end),
                ("date_end", "<=", self.cycle_id.evaluation_end),
                ("employee_id.company_id", "=", self.company_id.id),
            ]
        )

    def _get_values(self, criteria):
        """Return where each person stood before and after, as others saw it.

        A value is the mean of the groups that are shown in both cycles: one that is
        shown in one of them alone would make people look changed who are not.

        :return: ``{criterion id: {employee id: (before, after)}}``
        """
        found = defaultdict(dict)
        self.env.flush_all()
        if criteria:
            for criterion, employee, before, after in self.env.execute_query(
                self._get_values_query(criteria)
            ):
                found[criterion][employee] = before, after
        return found

    def _get_values_query(self, criteria):
        return SQL(
            """
            WITH shown AS (
                SELECT outcome.cycle_id, result.criterion_id, outcome.employee_id,
                       result.role_id, avg(result.mean) AS mean
                  FROM asn_appraisal_result result
                  JOIN asn_appraisal_outcome outcome ON outcome.id = result.outcome_id
                  JOIN asn_rater_role role ON role.id = result.role_id
                 WHERE outcome.cycle_id IN (%(before)s, %(after)s)
                   AND outcome.state = 'published'
                   AND outcome.annulled IS NOT TRUE
                   AND result.criterion_id IN %(criteria)s
                   AND result.is_suppressed IS NOT TRUE
                   AND role.kind NOT IN %(no_view)s
              GROUP BY 1, 2, 3, 4
            )
            SELECT b.criterion_id, b.employee_id, avg(b.mean)::float8,
                   avg(a.mean)::float8
              FROM shown b
              JOIN shown a USING (criterion_id, employee_id, role_id)
             WHERE b.cycle_id = %(before)s AND a.cycle_id = %(after)s
          GROUP BY 1, 2
          ORDER BY 1, 2
            """,
            before=self.earlier_cycle_id.id,
            after=self.cycle_id.id,
            criteria=tuple(criteria.ids),
            no_view=NO_VIEW,
        )

    def _prepare_effect_vals(self, programme, criterion, programmes, learners, values):
        """Return the values of the line of one programme and criterion.

        Whoever learnt the same value in another programme is in neither group.
        """
        people = values[criterion.id]
        alike = programmes.filtered(lambda p: criterion in p.criterion_ids)
        here = learners[programme.id]
        taught = here.union(*(learners[p.id] for p in alike))
        found = compare_changes(
            [people[id_] for id_ in sorted(here & people.keys())],
            [people[id_] for id_ in sorted(people.keys() - taught)],
            self.minimum,
        )
        told = "nothing" if found.change is None else "change"
        return {
            "study_id": self.id,
            "programme_id": programme.id,
            "criterion_id": criterion.id,
            "told": told if found.difference is None else "all",
            "participants": found.participants,
            "comparable": found.comparable,
            **{
                name: getattr(found, name) or 0.0
                for name in ("change", "others", "difference", "low", "high")
            },
            "cost": programme.cost,
        }
