# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import secrets
from fractions import Fraction

from odoo import api, models
from odoo.tools import SQL

from ..scoring import Form, Rated, find_hinges, is_mutual_extreme, measure_rater
from ..scoring.exact import to_fraction
from ..scoring.raters import MIN_PAIRS, MIN_PEOPLE, MIN_RATERS, coarse
from .asn_appraisal_verification import BROKEN
from .asn_random_id import insert_in_no_order

SCORED = ("evaluation", "rated", "published", "acknowledged", "objected", "final")
FIELDS = ["appraisal_id", "employee_id", "rater_id", "role_id", "template_id"]
FIELDS += ["confidentiality", "behaviour_mean", "seconds_spent"]
# How finely numbers are stored: of confidential raters so that they tell no answer.
STEPS = {"named": Fraction(1, 100), "confidential": Fraction(1, 10)}
PERCENT = {"straight", "fast"}
KNOWN = {
    "leniency": "is_compared",
    "distance": "is_compared",
    "spread": "is_spread_known",
    "straight": "is_straight_known",
    "fast": "is_timed",
}

WAITING_QUERY = """
    SELECT form.rater_id, form.role_id
    FROM asn_appraisal_evaluation form
    JOIN asn_appraisal appraisal ON appraisal.id = form.appraisal_id
    WHERE form.cycle_id = %(cycle)s AND form.state = 'submitted'
        AND form.rater_id IS NOT NULL AND form.role_kind != 'self'
        AND appraisal.state != 'cancelled'
        AND NOT EXISTS (
            SELECT FROM asn_appraisal_rater_statistic known
            WHERE known.cycle_id = form.cycle_id
                AND known.rater_id = form.rater_id AND known.role_id = form.role_id
        )
    GROUP BY form.rater_id, form.role_id
    HAVING count(*) >= %(people)s
    ORDER BY min(form.appraisal_id), form.rater_id, form.role_id
"""  # raters of the same people together: their forms are read once

PAIRS_QUERY = """
    SELECT count(*) FROM asn_appraisal_evaluation one
    JOIN asn_appraisal_evaluation other
        ON other.cycle_id = one.cycle_id AND other.rater_id = one.employee_id
        AND other.employee_id = one.rater_id AND other.state = 'submitted'
        AND other.confidentiality = 'confidential'
    WHERE one.cycle_id = %(cycle)s AND one.state = 'submitted'
        AND one.confidentiality = 'confidential' AND one.rater_id < one.employee_id
"""

FEW_QUERY = """
    DELETE FROM asn_appraisal_rater_statistic
    WHERE cycle_id = %(cycle)s AND confidentiality != 'named' AND role_id IN (
        SELECT role_id FROM asn_appraisal_rater_statistic
        WHERE cycle_id = %(cycle)s AND confidentiality != 'named'
        GROUP BY role_id HAVING count(*) < %(raters)s
    )
"""


class AsnAppraisalJobStatistic(models.AbstractModel):
    """Measure raters, and find what hinges on one of them, once all is scored.

    First the appraisals, then the raters. Rows are only added, so that superiors who
    decide meanwhile are never in the way.
    """

    _name = "asn.appraisal.job.statistic"
    _inherit = "asn.appraisal.job"
    _description = "Statistics of Raters"

    _batch_size = 300

    # ------------------------------------------------------------
    # JOB
    # ------------------------------------------------------------

    @api.model
    def _get_waiting_domain(self, cycle):
        # sudo: asn.appraisal.rater.hinge - which are done, whoever asks how far it is
        Hinge = self.env["asn.appraisal.rater.hinge"].sudo()
        known = Hinge._search([("cycle_id", "=", cycle.id)])
        return [
            ("cycle_id", "=", cycle.id),
            ("state", "in", SCORED),
            ("outcome_ids", "!=", False),
            ("id", "not in", known.subselect("appraisal_id")),
        ]

    @api.model
    def _count_remaining(self, cycle):
        return super()._count_remaining(cycle) + len(self._fetch_raters(cycle))

    @api.model
    def _run_batch(self, cycle):
        if appraisals := self._get_batch(cycle):
            self._examine(cycle, appraisals)
            return len(appraisals)
        pairs = self._fetch_raters(cycle, self._batch_size)
        self._measure(cycle, pairs)
        return len(pairs)

    @api.model
    def _finish(self, cycle):
        """Take back what too few confidential raters of a role have."""
        self.env.cr.execute(SQL(FEW_QUERY, cycle=cycle.id, raters=MIN_RATERS))
        self.env["asn.appraisal.rater.statistic"].invalidate_model(flush=False)
        return super()._finish(cycle)

    @api.model
    def _fetch_raters(self, cycle, limit=None):
        """Return the next (rater id, role id) with forms enough and no statistic."""
        self.env.flush_all()
        return self.env.execute_query(
            SQL(
                "%s LIMIT %s",
                SQL(WAITING_QUERY, cycle=cycle.id, people=MIN_PEOPLE),
                limit,
            )
        )

    # ------------------------------------------------------------
    # READING
    # ------------------------------------------------------------

    @api.model
    def _read_forms(self, cycle, appraisals):
        """Read what was answered about people, in a constant number of queries.

        :return: ``(forms, values, sums)``: submitted asn.appraisal.evaluation, ``{form
            id: {criterion id: value}}`` and ``{appraisal id: {role id: RoleSums}}``
        """
        Score = self.env["asn.appraisal.job.score"]
        forms = self.env["asn.appraisal.evaluation"].search_fetch(
            [("appraisal_id", "in", appraisals.ids), ("state", "=", "submitted")],
            FIELDS,
            order="id",
        )
        values = Score._fetch_values(forms)
        sums = {
            appraisal.id: Score._sum_up(
                cycle, appraisal, about.grouped("role_id"), values
            )
            for appraisal, about in forms.grouped("appraisal_id").items()
        }
        return forms, values, sums

    # ------------------------------------------------------------
    # APPRAISALS
    # ------------------------------------------------------------

    @api.model
    def _examine(self, cycle, appraisals):
        """Note on which roles, if any, each suggested predicate hinges."""
        Hinge = self.env["asn.appraisal.rater.hinge"]
        forms, values, sums = self._read_forms(cycle, appraisals)
        about = forms.filtered(_is_by_others).grouped("appraisal_id")
        extra, __ = self.env["asn.appraisal.job.score"]._get_extra_parts(
            cycle, appraisals
        )
        predicates = self._get_suggested(appraisals)
        vals_list = []
        for appraisal in appraisals:
            code = predicates.get(appraisal)
            given = about.get(appraisal, forms[:0]), values, sums.get(appraisal.id, {})
            roles = code and self._find_roles(cycle, code, given, extra[appraisal.id])
            vals_list += Hinge._prepare_vals(cycle, appraisal, code, roles)
        Hinge._workflow_insert(vals_list)

    @api.model
    def _get_suggested(self, appraisals):
        """Return ``{appraisal: code of the predicate suggested, or None}``."""
        outcomes = self.env["asn.appraisal.outcome"].search_fetch(
            [("appraisal_id", "in", appraisals.ids)],
            ["appraisal_id", "explanation"],
            order="version",
        )
        return {
            outcome.appraisal_id: (outcome.explanation or {}).get("predicate")
            for outcome in outcomes
        }

    @api.model
    def _find_roles(self, cycle, predicate, given, extra):
        """Return the roles of which one rater alone makes the predicate.

        :param tuple given: forms, their values and the sums by role, of one appraisal
        :param dict extra: parts that no rater stands behind
        """
        forms, values, sums = given
        groups = {
            role.code: (
                role,
                [sums[role.id].means(values.get(i, {})) for i in same.ids],
            )
            for role, same in forms.grouped("role_id").items()
        }
        means = {code: found for code, (__, found) in groups.items()}
        parts = self.env["asn.appraisal.job.score"]._get_parts(sums) | extra
        try:
            codes = find_hinges(cycle._get_frozen_rules(), parts, means, predicate)
        except BROKEN:  # one that cannot be computed must not stop the others
            self._log_failure(cycle, forms.appraisal_id)
            codes = []
        return forms.role_id.browse(groups[code][0].id for code in codes)

    # ------------------------------------------------------------
    # RATERS
    # ------------------------------------------------------------

    @api.model
    def _measure(self, cycle, pairs):
        """Store the statistics of raters, in a constant number of queries.

        :param list pairs: ``(rater id, role id)``
        """
        forms, values, sums = self._read_around(cycle, [rater for rater, __ in pairs])
        forms = forms.filtered(_is_by_others)
        mutual = self._find_mutual(cycle, forms)
        by_rater = forms.grouped(lambda form: (form.rater_id.id, form.role_id.id))
        own = self._get_self_roles(sums)
        rated = {
            id_: Rated({role: one for role, one in found.items() if role not in own})
            for id_, found in sums.items()
        }
        rows = []
        for pair in pairs:
            same = by_rater[pair]
            described = [self._describe(form, values, sums, rated) for form in same]
            rows.append(
                self._prepare_rater_vals(cycle, same)
                | self._prepare_measure_vals(same, measure_rater(described))
                | mutual(same)
            )
        self._insert(rows)

    @api.model
    def _read_around(self, cycle, rater_ids):
        """Read the forms about whom raters rated, and about the raters themselves."""
        domain = [("cycle_id", "=", cycle.id), ("state", "!=", "cancelled")]
        rated = self.env["asn.appraisal.evaluation"]._search(
            [
                ("cycle_id", "=", cycle.id),
                ("rater_id", "in", rater_ids),
                ("state", "=", "submitted"),
            ]
        )
        around = [("employee_id", "in", rater_ids)]
        around = ["|", ("id", "in", rated.subselect("appraisal_id")), *around]
        return self._read_forms(
            cycle, self.env["asn.appraisal"].search(domain + around)
        )

    @api.model
    def _get_self_roles(self, sums):
        """Return the ids of roles in which people speak of themselves."""
        ids = {role_id for found in sums.values() for role_id in found}
        roles = self.env["asn.rater.role"].browse(ids)
        return set(roles.filtered(lambda role: role.kind == "self").ids)

    @api.model
    def _describe(self, form, values, sums, rated):
        """Return a form as plain values, see ``scoring.Form``."""
        role_id, given = form.role_id.id, values.get(form.id, {})
        items = sums[form.appraisal_id.id][role_id].form.items
        return Form(
            answers=tuple(given[id_] for id_ in items if id_ in given),
            differences=tuple(rated[form.appraisal_id.id].differences(role_id, given)),
            seconds=form.seconds_spent,
            expected=len(items) * form.template_id.seconds_per_criterion,
        )

    # ------------------------------------------------------------
    # MUTUAL EXTREMES
    # ------------------------------------------------------------

    @api.model
    def _find_mutual(self, cycle, forms):
        """Return a function that counts the mutual extremes among a rater's forms."""
        self.env.cr.execute(SQL(PAIRS_QUERY, cycle=cycle.id))
        enough = self.env.cr.fetchone()[0] >= MIN_PAIRS
        forms = forms.filtered("behaviour_mean")
        means = {form.id: to_fraction(form.behaviour_mean) for form in forms}
        about = forms.grouped("appraisal_id")
        between = forms.grouped(
            lambda form: (form.rater_id.id, form.employee_id.id, form.confidentiality)
        )

        def position(form):
            others = about[form.appraisal_id] - form
            others = others.filtered(lambda other: other.rater_id != form.rater_id)
            return means[form.id], [means[other.id] for other in others]

        def answer(form):
            key = form.employee_id.id, form.rater_id.id, form.confidentiality
            return between.get(key, forms[:0])[:1]

        def count(same):
            pairs = [(one, answer(one)) for one in same & forms]
            pairs = [pair for pair in pairs if pair[1]]
            named = same[:1].confidentiality == "named"
            if not (pairs if named else enough):
                return {"mutual_count": None, "is_mutual_known": False}
            found = [is_mutual_extreme(*map(position, pair)) for pair in pairs]
            return {"mutual_count": sum(found), "is_mutual_known": True}

        return count

    # ------------------------------------------------------------
    # WRITING
    # ------------------------------------------------------------

    @api.model
    def _prepare_rater_vals(self, cycle, forms):
        """Return who it is, as far as that may be told."""
        first = forms[0]
        rater = first.rater_id
        named = first.confidentiality == "named"
        return {
            "cycle_id": cycle.id,
            "company_id": cycle.company_id.id,
            "rater_id": rater.id,
            "role_id": first.role_id.id,
            "confidentiality": first.confidentiality,
            "code": secrets.token_hex(4).upper(),
            "named_rater_id": rater.id if named else None,
            "department_id": rater.department_id.id or None if named else None,
            "people_count": len(forms) if named else None,
        }

    @api.model
    def _prepare_measure_vals(self, forms, measures):
        """Return what was measured, as finely as it may be told."""
        step = STEPS[forms[0].confidentiality]
        vals = {}
        for name, flag in KNOWN.items():
            exact = coarse(measures[name], step)
            factor = 100 if name in PERCENT else 1
            vals[name] = None if exact is None else float(exact * factor)
            vals[flag] = exact is not None
        return vals

    @api.model
    def _insert(self, rows):
        """Insert rows in no order: neither id nor place tells whose they are."""
        if rows:
            table = "asn_appraisal_rater_statistic"
            insert_in_no_order(self.env.cr, table, rows)
            self.env["asn.appraisal.rater.statistic"].invalidate_model(flush=False)


def _is_by_others(form):
    """Tell whether somebody else than the person appraised filled in a form."""
    return form.role_id.kind != "self"
