# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Conflicts, draws and pools that ``access_matrix_assignment.py`` speaks of."""

from odoo.addons.asn_appraisal.raters import Panel


class AssignmentRecords:
    """Makes a conflict, a draw and a page about the pool of each of the two."""

    @classmethod
    def _make_assignment(cls):
        cls.assigned = {
            subject: cls._make_assignment_about(subject) for subject in cls.population
        }

    @classmethod
    def _make_assignment_about(cls, subject):
        appraisal = cls._find("evaluation", subject)
        relative = cls.env["hr.employee"].create({"name": "asn_relative"})
        conflict = cls.env["asn.rater.conflict"].create(
            {"employee_id": relative.id, "other_id": subject.id, "reason": "x"}
        )
        Eligibility = cls.env["asn.appraisal.eligibility"].with_user(cls.manager)
        action = Eligibility._open(appraisal.with_user(cls.manager))
        page = cls.env["asn.appraisal.eligibility"].browse(action["res_id"])
        records = conflict, cls._make_draw(appraisal), page, page.line_ids[0]
        return {record._name: record for record in records}

    @classmethod
    def _make_draw(cls, appraisal):
        role = cls.env.ref("asn_appraisal.role_peer")
        pool = frozenset(cls.members.ids)
        panel = Panel("x", appraisal.employee_id.id, role.id, pool, size=1)
        key, people = (appraisal.id, role.id), dict.fromkeys(pool, (0, None))
        Draw = cls.env["asn.appraisal.draw"]
        drawn = {key: (cls.peer.id,)}
        Draw._keep("lot", appraisal.cycle_id, {key: panel}, people, drawn)
        return Draw.search([("appraisal_id", "=", appraisal.id)])

    # ------------------------------------------------------------
    # RECORDS OF A ROW
    # ------------------------------------------------------------

    @classmethod
    def _find_assigned(cls, model, words, subject):
        return cls.assigned[subject][model], None
