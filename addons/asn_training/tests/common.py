# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.addons.asn_appraisal.tests.common import AppraisalCommon


class TrainingCommon(AppraisalCommon):
    """A training manager, two programmes and a value that people are rated on."""

    @classmethod
    def _make_world(cls):
        result = super()._make_world()
        cls.trainer = cls._user(
            "asn_trainer", "asn_training.group_asn_training_manager"
        )
        cls.env["asn.training.rule"].search([]).active = False
        cls.programme = cls._programme("together")
        cls.advanced = cls._programme("advanced")
        form = cls.env.ref("asn_appraisal.template_staff")
        values = form.line_ids.criterion_id
        cls.value = (values.parent_id | values.filtered(lambda v: not v.parent_id))[0]
        return result

    @classmethod
    def _programme(cls, code, **vals):
        return cls.env["asn.training.programme"].create(
            {
                "name": f"Programme {code}",
                "code": f"test_{code}",
                "method_id": cls.env.ref("asn_training.method_course").id,
                "hours": 10,
            }
            | vals
        )

    @classmethod
    def _rule(cls, code, programmes=None, **vals):
        programmes = programmes or cls.programme
        return cls.env["asn.training.rule"].create(
            {
                "name": f"Rule {code}",
                "code": f"T{code}",
                "programme_ids": [(6, 0, programmes.ids)],
            }
            | vals
        )

    @classmethod
    def _get_recommendations(cls, employee=None):
        return cls.env["asn.training.recommendation"].search(
            [("employee_id", "=", (employee or cls.person).id)]
        )
