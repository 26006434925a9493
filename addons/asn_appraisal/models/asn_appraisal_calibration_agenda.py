# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from collections import defaultdict

from odoo import api, models
from odoo.tools import formatLang

from ..scoring import check_distribution
from .asn_appraisal_calibration_line import POINTS

# Levels of the scale from which on answers do not agree, see scoring/raters.py.
OUTLIER = 0.83
# A line of the guide that is broken by those who hold what it counts.
TOO_MANY = ("at_most", "none")


class AsnAppraisalCalibrationAgenda(models.AbstractModel):
    """What members look at: the rows of a session, and why some are flagged.

    Everything is computed from the rows that the reader sees, so that by no flag and
    by no number somebody learns the own rating: neither that it is flagged, nor that
    it makes others flagged.
    """

    _name = "asn.appraisal.calibration.agenda"
    _description = "Agenda of a Calibration Session"

    # ------------------------------------------------------------
    # FLAGS
    # ------------------------------------------------------------

    @api.model
    def _get_flags(self, lines, suffix=""):
        """Return why rows are flagged, in a constant number of queries.

        :param lines: asn.appraisal.calibration.line of one session, all that the
            reader sees
        :param str suffix: ``_before`` for the ratings before the session
        :return: ``{line id: [{"code", "text"}]}``
        """
        flags = defaultdict(list)
        # sudo: outcomes, statistics - said in words about rows that the reader sees
        sudo = lines.sudo()
        predicate = f"predicate{suffix}_id"
        extremes = sudo.calibration_id._get_extremes() if sudo else sudo.predicate_id
        for line in sudo:
            flags[line.id] += self._flag_decision(line, line[predicate], extremes)
        for found in (
            self._flag_hinges(sudo),
            self._flag_raters(sudo),
            self._flag_guides(sudo, predicate),
        ):
            for line_id, flag in found:
                flags[line_id].append(flag)
        return flags

    @api.model
    def _flag_decision(self, line, predicate, extremes):
        """Yield flags about the decision itself."""
        outcome = line.outcome_id
        if not line.is_decided:
            text = self.env._(
                "The appraiser has not decided yet; shown is the suggestion."
            )
            yield {"code": "undecided", "text": text}
            return
        if predicate in extremes:
            text = self.env._(
                "“%s” is an extreme rating: two members confirm it, each with a "
                "reason.",
                predicate.name,
            )
            yield {"code": "extreme", "text": text}
        suggested = outcome.predicate_suggested_id
        if suggested and suggested != line.predicate_before_id:
            text = self.env._(
                "The appraiser decided otherwise than suggested: “%(suggested)s” was "
                "suggested, “%(decided)s” decided.",
                suggested=suggested.name,
                decided=line.predicate_before_id.name,
            )
            yield {"code": "differs", "text": text}

    @api.model
    def _flag_hinges(self, lines):
        """Yield rows that hinge on one rater, but for those who have a part in them."""
        appraisals = lines.appraisal_id.with_env(self.env)
        may = appraisals._filter_uninvolved()
        found = self.env["asn.appraisal.rater.hinge"].sudo()  # sudo: role, never who
        found = found.search_fetch(
            [("appraisal_id", "in", may.ids), ("finding", "=", "hinges")],
            ["appraisal_id", "role_id"],
        ).grouped("appraisal_id")
        for line in lines:
            if hinges := found.get(line.appraisal_id):
                text = self.env._(
                    "Without one single rater the suggested predicate would be "
                    "another. Who that is, is not told; the rater's role: %s.",
                    ", ".join(hinges.role_id.mapped("name")),
                )
                yield line.id, {"code": "hinge", "text": text}

    @api.model
    def _flag_raters(self, lines):
        """Yield rows whose appraiser answers otherwise than all the others.

        Of named raters alone, and to nobody about the own answers.
        """
        own = self.env.user.sudo().employee_ids
        statistics = self.env["asn.appraisal.rater.statistic"].sudo()  # sudo: named
        found = statistics.search_fetch(
            [
                ("cycle_id", "in", lines.calibration_id.cycle_id.ids),
                ("named_rater_id", "in", (lines.superior_id - own).ids),
                ("role_id.kind", "=", "superior"),
                ("is_compared", "=", True),
            ],
            ["named_rater_id", "leniency"],
        )
        by_rater = {statistic.named_rater_id: statistic for statistic in found}
        for line in lines:
            statistic = by_rater.get(line.superior_id)
            if statistic and abs(statistic.leniency) > OUTLIER:
                text = self._describe_leniency(statistic)
                yield line.id, {"code": "rater", "text": text}

    @api.model
    def _describe_leniency(self, statistic):
        levels = formatLang(self.env, abs(statistic.leniency), digits=1)
        name = statistic.named_rater_id.name
        if statistic.leniency > 0:
            return self.env._(
                "%(rater)s answers %(levels)s levels milder than all others about the "
                "same people.",
                rater=name,
                levels=levels,
            )
        return self.env._(
            "%(rater)s answers %(levels)s levels stricter than all others about the "
            "same people.",
            rater=name,
            levels=levels,
        )

    @api.model
    def _flag_guides(self, lines, predicate):
        """Yield rows whose predicate more people hold than the guide expects."""
        for unit, members in lines.grouped("unit_id").items():
            for line, check in self._check_guide(unit, members, predicate):
                if check["is_kept"] or line["kind"] not in TOO_MANY:
                    continue
                held = members.filtered(
                    lambda m, codes=line["predicates"]: m[predicate].code in codes
                )
                text = self.env._(
                    "More people of %(unit)s than its guide expects. %(guide)s.",
                    unit=unit.department_id.name,
                    guide=unit._describe_line(line),
                )
                for member in held:
                    yield member.id, {"code": "guide", "text": text}

    @api.model
    def _check_guide(self, unit, lines, predicate):
        """Return ``[(line of the guide, how it is kept)]`` by the rows given."""
        counts = defaultdict(int)
        for line in lines:
            if code := line[predicate].code:
                counts[code] += 1
        guide = unit._get_guide() if unit else []
        return list(zip(guide, check_distribution(guide, counts), strict=True))

    # ------------------------------------------------------------
    # ROWS
    # ------------------------------------------------------------

    @api.model
    def _describe_lines(self, lines, session=None):
        """Return rows for the page, in the words of the reader.

        :param lines: asn.appraisal.calibration.line that the reader may read
        :param session: all lines of the session that the reader may read, if known
        :return: list of dicts, see ``asn.appraisal.calibration.get_calibration``
        """
        if session is None:
            domain = [("calibration_id", "in", lines.calibration_id.ids)]
            session = lines.search(domain)
        flags = self._get_flags(session)
        # sudo: names and ratings of rows that the reader sees
        sudo = lines.sudo()
        extremes = sudo.calibration_id[:1]._get_extremes() if sudo else []
        return [self._describe_line(line, flags[line.id], extremes) for line in sudo]

    @api.model
    def _describe_line(self, line, flags, extremes):
        appraisal = line.appraisal_id
        return {
            "id": line.id,
            "revision": line.revision,
            "name": line.employee_id.name,
            "post": appraisal.job_title or False,
            "unit_id": line.unit_id.id,
            "unit": line.unit_id.department_id.name or False,
            "superior": line.superior_id.name or False,
            "is_decided": line.is_decided,
            "is_calibrated": line.is_calibrated,
            "is_confirmed": line.is_confirmed,
            "is_extreme": line.predicate_id in extremes,
            "flags": flags,
            "before": self._describe_ratings(line, "_before"),
            "now": self._describe_ratings(line),
            "waiting": self._describe_waiting(line),
            "changes": [self._describe_change(change) for change in line.change_ids],
        }

    @api.model
    def _describe_ratings(self, record, suffix=""):
        """Return ratings and predicate, of a row or of a change."""
        rating = suffix or "_rating"
        predicate = record[f"predicate{suffix}_id"]
        return {
            "result": record[f"result{rating}"] or False,
            "behaviour": record[f"behaviour{rating}"] or False,
            **{name: record[f"{name}{suffix}"] for name in POINTS},
            "predicate": predicate.name or False,
            "predicate_id": predicate.id,
            "color": predicate.color,
        }

    @api.model
    def _describe_waiting(self, line):
        change = line.waiting_change_id
        if not change:
            return False
        user = self.env.user
        is_appraiser = line.superior_id in user.sudo().employee_ids
        is_mine = change.user_id == user
        return self._describe_change(change) | {
            "is_mine": is_mine,
            "can_answer": not is_mine and not is_appraiser,
        }

    @api.model
    def _describe_change(self, change):
        states = dict(change._fields["state"]._description_selection(self.env))
        return {
            "id": change.id,
            "kind": change.kind,
            "state": change.state,
            "state_name": states[change.state],
            "by": change.user_id.name,
            "reason_name": change.reason_id.name,
            "reason": change.reason,
            "second": change.second_id.name or False,
            "second_reason": change.second_reason or False,
            "before": self._describe_ratings(change, "_before"),
            "after": self._describe_ratings(change),
        }
