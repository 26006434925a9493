# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Objections, that ``access_matrix_objection.py`` speaks of."""


class ObjectionRecords:
    """Drafts an objection to each result of the cycle `closed`, by the real method.

    Rows force its state. `head` decides it: what a filing would have written stands in
    it already.
    """

    @classmethod
    def _make_objections(cls):
        cls.objections = {
            subject: cls._make_objection(subject) for subject in cls.population
        }

    @classmethod
    def _make_objection(cls, subject):
        appraisal = cls._find("closed", subject).with_user(subject.user_id)
        found = appraisal.action_object()
        objection = cls.env["asn.appraisal.objection"].browse(found["res_id"])
        objection._workflow_write(
            {
                "reference": f"KEB/{subject.id}",
                "filed_on": "2027-01-01",
                "statement": "x",
                "statement_on": "2027-01-02",
                "statement_until": "2027-01-03",
                "line_id": cls.head.id,
                "decider_id": cls.head.id,
                "decide_until": "2099-01-01",
                "hearing_on": "2026-01-01",
                "hearing_place": "x",
                "decision": "keep",
            }
        )
        objection.with_user(subject.user_id).write({"reason": "x"})
        step = objection.step_ids._workflow_create(
            [
                {
                    "objection_id": objection.id,
                    "kind": "filed",
                    "done_on": "2027-01-01",
                }
            ]
        )
        found = {objection._name: objection, step._name: step}
        objection._workflow_write({"state": "filed"})
        for model, vals in cls._get_dialogs().items():
            Dialog = cls.env[model].with_user(cls.head.user_id)
            found[model] = Dialog.create({"objection_id": objection.id} | vals).sudo()
        objection._workflow_write({"state": "draft"})
        Statistic = cls.env["asn.appraisal.objection.statistic"]
        found[Statistic._name] = Statistic.search(
            [("cycle_id", "=", objection.cycle_id.id)], limit=1
        )
        return found

    @classmethod
    def _get_dialogs(cls):
        """Return ``{model: values}`` of what `head` has opened about an objection."""
        return {
            "asn.appraisal.objection.dialog": {
                "step": "hearing",
                "hearing_on": "2099-01-01",
                "hearing_place": "x",
            },
            "asn.appraisal.objection.decision": {"decision": "keep", "reason": "x"},
        }

    @classmethod
    def _find_objection(cls, model, words, subject):
        """Return the record of a row, and the state of its objection."""
        found = cls.objections[subject]
        state = "filed" if words[0] == "mine" else words[0]
        return found[model].sudo(), (found["asn.appraisal.objection"], state)

    @classmethod
    def _find_disputed(cls, model, subject):
        """Return what an open objection is about."""
        appraisal = cls._find("closed", subject)
        outcome = appraisal.outcome_ids
        records = (appraisal, outcome, outcome.result_ids[0])
        found = {record._name: record for record in records}
        objection = cls.objections[subject]["asn.appraisal.objection"]
        return found[model], (objection, "filed")
