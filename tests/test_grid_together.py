# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""A team grid that is open in two windows at once, with real transactions."""

from threading import Barrier, Thread

from odoo.tools import mute_logger

from odoo.addons.asn_appraisal.tests.common import AppraisalCommon

from .copied import CopyCase

LEVELS = (2, 4)  # that the windows enter


class World(AppraisalCommon):
    """A superior and five people, whom the superior rates."""

    @classmethod
    def make(cls, env):
        cls.env = env
        cls._make_world()
        cls._launch()
        forms = cls.cycle.appraisal_ids.evaluation_ids
        return forms.filtered(lambda form: form.rater_id == cls.superior)


class TestGridTogether(CopyCase):
    """Nothing is lost, and whoever overwrites something is told."""

    name = "together"

    @classmethod
    def _make_world(cls, env):
        forms = World.make(env).filtered(lambda form: form.role_kind == "superior")
        cls.forms = forms.ids
        cls.criteria = [item["criterion_id"] for item in forms[0]._get_items()]
        cls.uid = World.superior.user_id.id
        cls.where = World.cycle.id, forms.role_id.id

    # ------------------------------------------------------------
    # STEPS
    # ------------------------------------------------------------

    def _save(self, form_id, answers, seen=None):
        """Save cells as a window does."""

        def work(env):
            form = env["asn.appraisal.evaluation"].browse(form_id)
            return form.save_answers(answers, seen=seen)

        return self._transact(work, self.uid)

    def _read(self):
        def work(env):
            return env["asn.appraisal.evaluation"].get_grid_answers(*self.where)

        return self._transact(work, self.uid)

    def _let_both(self, window):
        """Run ``window(0)`` and ``window(1)`` at the same time."""
        start, failures = Barrier(2), []

        def run(number):
            start.wait(30)
            try:
                window(number)
            except Exception as error:  # noqa: BLE001 - shown below
                failures.append(error)

        with mute_logger("odoo.sql_db", "odoo.service.model"):
            threads = [Thread(target=run, args=[number]) for number in range(2)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(120)
        self.assertFalse(failures)

    # ------------------------------------------------------------
    # TESTS
    # ------------------------------------------------------------

    def test_different_cells_are_all_kept(self):
        """One window fills in every other criterion, the other one the rest."""

        def window(number):
            for form_id in self.forms[:2]:
                for id_ in self.criteria[number:8:2]:
                    self._save(form_id, {id_: {"value": LEVELS[number]}})

        self._let_both(window)
        found = self._read()
        for form_id in self.forms[:2]:
            for place, id_ in enumerate(self.criteria[:8]):
                self.assertEqual(found[form_id][id_]["value"], LEVELS[place % 2])

    def test_level_and_comment_of_one_cell_are_both_kept(self):
        form_id, id_ = self.forms[2], self.criteria[0]
        sent = ({"value": 4}, {"comment": "Seen in May"})
        self._let_both(lambda number: self._save(form_id, {id_: sent[number]}))
        self.assertEqual(
            self._read()[form_id][id_],
            {"value": 4, "not_observed": False, "comment": "Seen in May"},
        )

    def test_the_last_one_on_a_cell_is_told(self):
        form_id, (id_, other) = self.forms[3], self.criteria[:2]
        self._save(form_id, {other: {"value": 3}})
        nothing = {str(id_): {"value": None, "not_observed": False, "comment": ""}}
        told = {}

        def window(number):
            vals = {id_: {"value": LEVELS[number]}}
            told[number] = self._save(form_id, vals, nothing).get("replaced")

        self._let_both(window)
        (last,) = [number for number, replaced in told.items() if replaced]
        self.assertEqual(told[last], {id_: {"value": LEVELS[1 - last]}})
        found = self._read()[form_id]
        self.assertEqual(found[id_]["value"], LEVELS[last])
        self.assertEqual(found[other]["value"], 3)

    def test_nobody_is_told_of_own_or_equal_answers(self):
        form_id, id_ = self.forms[4], self.criteria[0]
        shown = {"value": None, "not_observed": False, "comment": ""}
        self._save(form_id, {id_: {"value": 3}}, {str(id_): shown})
        same = self._save(form_id, {id_: {"value": 3}}, {str(id_): shown})
        own = self._save(form_id, {id_: {"value": 4}}, {str(id_): shown | {"value": 3}})
        comment = self._save(form_id, {id_: {"comment": "x"}}, {str(id_): shown})
        for found in (same, own, comment):
            self.assertNotIn("replaced", found)
