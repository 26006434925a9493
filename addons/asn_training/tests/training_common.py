# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.tests import TransactionCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TrainingCommon(TransactionCase):
    """A unit with an officer, a superior and its people, and a training manager."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        group = "asn_training.group_asn_training_"
        cls.department = cls.env["hr.department"].create({"name": "Unit"})
        cls.officer = cls._employee("trn_officer", f"{group}officer")
        cls.department.manager_id = cls.officer
        cls.superior = cls._employee("trn_superior")
        cls.person = cls._employee("trn_person", parent_id=cls.superior.id)
        cls.colleague = cls._employee("trn_colleague", parent_id=cls.superior.id)
        cls.manager = cls._employee("trn_manager", f"{group}manager")
        cls.auditor = cls._employee(
            "trn_auditor", "asn_appraisal.group_asn_appraisal_auditor"
        )
        cls.programme = cls._programme("service", hours=24)

    @classmethod
    def _employee(cls, login, groups="base.group_user", **vals):
        user = new_test_user(cls.env, login, groups=f"base.group_user,{groups}")
        return cls.env["hr.employee"].create(
            {"name": login, "user_id": user.id, "department_id": cls.department.id}
            | vals
        )

    @classmethod
    def _programme(cls, code, method="course", **vals):
        method = cls.env.ref(f"asn_training.method_{method}")
        return cls.env["asn.training.programme"].create(
            {"name": code.title(), "code": code, "method_id": method.id} | vals
        )

    @classmethod
    def _completion(cls, employee=None, programme=None, **vals):
        """Return what a completion is credited with."""
        return {
            "employee_id": (employee or cls.person).id,
            "programme_id": (programme or cls.programme).id,
            "date_start": "2026-03-02",
            "date_end": "2026-03-04",
            "source": "test,1",
        } | vals

    @classmethod
    def _credit(cls, *completions):
        lines = cls.env["hr.resume.line"]._credit_training(list(completions))
        # a view knows nothing of what the same transaction has read of it before
        cls.env["asn.training.balance"].invalidate_model()
        return lines
