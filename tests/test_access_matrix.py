# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Every model of ours, tried by every actor in every state, against one table."""

from contextlib import contextmanager

from odoo.tests import tagged

from .access_check import OPERATIONS, TABLE, AccessCheck
from .access_matrix import ACTORS

# Whom an access line for a group reaches.
GROUPS = {
    "base.group_user": [name for name in ACTORS if name not in ("port", "publ")],
    "base.group_portal": ["port"],
    "base.group_public": ["publ"],
    "asn_appraisal.group_asn_appraisal_officer": ["unit", "mgr", "own"],
    "asn_appraisal.group_asn_appraisal_manager": ["mgr", "own"],
    "asn_appraisal.group_asn_appraisal_auditor": ["aud", "sup"],
    "asn_training.group_asn_training_officer": ["unit", "mgr", "own"],
    "asn_training.group_asn_training_manager": ["mgr", "own"],
}
OFFICER = "asn_appraisal.group_asn_appraisal_officer"
AUDITOR = "asn_appraisal.group_asn_appraisal_auditor"
TRAINING_OFFICER = "asn_training.group_asn_training_officer"
# Lines that would open nothing: the rules show these groups no record of others.
UNSEEN = {
    ("asn.appraisal.calibration.member", OFFICER, "w"),
    ("asn.appraisal.calibration.member", OFFICER, "d"),
    ("asn.appraisal.calibration.member", TRAINING_OFFICER, "w"),
    ("asn.appraisal.calibration.member", TRAINING_OFFICER, "d"),
    ("asn.appraisal.decline", OFFICER, "w"),
    ("asn.appraisal.decline", TRAINING_OFFICER, "w"),
    ("asn.appraisal.decline", AUDITOR, "w"),
    ("asn.appraisal.decline", AUDITOR, "d"),
    ("asn.training.plan.version", AUDITOR, "w"),
    ("asn.training.plan.version", AUDITOR, "d"),
    # the sources of the journal have no line for them
    ("asn.appraisal.journal", "base.group_portal", "r"),
    ("asn.appraisal.journal", "base.group_public", "r"),
}
ADD_MODEL = (
    "%s is not in the table: add its name and its rows to MATRIX in "
    "tests/access_matrix.py, and how to find its records to _get_record in "
    "tests/access_common.py."
)


@tagged("post_install", "-at_install")
class TestAccessMatrix(AccessCheck):
    def test_every_model_is_in_the_table(self):
        ours = set(self._get_our_models())
        self.assertFalse([ADD_MODEL % name for name in sorted(ours - set(TABLE))])
        gone = [name for name in TABLE if name not in ours]
        self.assertFalse(gone, "Models of the table that no longer exist")

    def test_abstract_models(self):
        abstract = {name for name, rows in TABLE.items() if not rows}
        found = {name for name in TABLE if self.env[name]._abstract}
        self.assertEqual(abstract, found, "Models without rows, and abstract models")

    def test_matrix(self):
        deviations = [text for model in TABLE for text in self._find_deviations(model)]
        self.assertFalse(deviations, "\n".join(deviations))


@tagged("post_install", "-at_install")
class TestAccessMutations(AccessCheck):
    """The matrix fails when a rule is taken away or a right is given.

    A class of its own, so that two workers share what takes longest of all.
    """

    def test_every_rule_is_missed(self):
        """Without any single rule of ours, the table no longer holds."""
        rules = self._get_our_rules()
        self.assertGreater(len(rules), 30)
        unmissed = [rule.name for rule in rules if not self._is_missed(rule)]
        self.assertFalse(unmissed, "Rules whose absence nobody notices")

    def _get_our_rules(self):
        models = [name for name, rows in TABLE.items() if rows]
        return self.env["ir.rule"].search([("model_id.model", "in", models)])

    def _is_missed(self, rule):
        model = rule.model_id.model
        with self._undone_access():
            rule.active = False
            return any(self._find_deviations(model, letters=self._get_letters(rule)))

    def _get_letters(self, rule):
        """Return which operations show that ``rule`` is gone."""
        if rule.perm_read:
            return "r"  # whatever else it holds off: reading is tried in every way
        letters = (n for n in OPERATIONS if rule[f"perm_{OPERATIONS[n]}"])
        return "".join(letters)

    def test_every_withheld_right_is_noticed(self):
        """Whatever access line is added to ours, the table no longer holds."""
        unnoticed = [
            f"{OPERATIONS[letter]} on {model} for {group}"
            for model, rows in TABLE.items()
            if rows
            for group in GROUPS
            for letter in OPERATIONS
            if self._is_withheld(model, group, letter)
            and not self._is_noticed(model, group, letter)
        ]
        self.assertFalse(unnoticed, "Access lines that nobody would notice")

    def _is_withheld(self, model, group, letter):
        if (model, group, letter) in UNSEEN:
            return False
        user = self.users[GROUPS[group][0]]
        return not self.env[model].with_user(user).has_access(OPERATIONS[letter])

    def _is_noticed(self, model, group, letter):
        with self._undone_access():
            self.env["ir.model.access"].create(
                {
                    "name": "withheld",
                    "model_id": self.env["ir.model"]._get_id(model),
                    "group_id": self.env.ref(group).id,
                    f"perm_{OPERATIONS[letter]}": True,
                }
            )
            return any(self._find_deviations(model, self._reach(group), letter))

    def _reach(self, group):
        """Return the actors whom a line for ``group`` reaches, all who would use it."""
        if group == "asn_appraisal.group_asn_appraisal_auditor":
            self.superior.user_id.group_ids += self.env.ref(group)
        return GROUPS[group]

    @contextmanager
    def _undone_access(self):
        """Take back a change of rules or access lines, which are cached."""
        with self._undone():
            yield
        self.env.registry.clear_cache()
