# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from functools import partial

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import AppraisalCommon

# What the preview cannot know, or says on purpose: nobody is rated.
OWN = ("id", "preview", "employee_id", "employee_name", "job", "department")
OWN += ("has_evidence", "can_decline", "can_take_back", "hr_answer")
OWN += ("capacity",)


@tagged("post_install", "-at_install")
class TestSheetPreview(AppraisalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.staff = cls.env.ref("asn_appraisal.template_staff")
        cls.Preview = cls.env["asn.appraisal.sheet.preview"].with_user(cls.manager)

    def _get_items(self, sheet):
        return [item for group in sheet["groups"] for item in group["items"]]

    def _answers(self, sheet, value=4, **changes):
        return [
            {**item, "value": value, "comment": "x"} | changes.get(str(item["id"]), {})
            for item in self._get_items(sheet)
        ]

    def test_choices(self):
        choices = self.Preview.get_choices(cycle_id=self.cycle.id)
        codes = {
            form["id"]: [role["code"] for role in form["roles"]] for form in choices
        }
        self.assertEqual(codes[self.staff.id], ["self", "superior", "peer"])
        self.assertEqual(len(codes), 2)
        own = self.Preview.get_choices(template_id=self.staff.id)
        self.assertEqual([form["id"] for form in own], self.staff.ids)
        empty = self._cycle(template_rule_ids=[])
        self.assertFalse(self.Preview.get_choices(cycle_id=empty.id))

    def test_choices_of_nothing(self):
        cycles = self.cycle | self._cycle()
        for params in ({}, {"cycle_id": cycles.ids}, {"cycle_id": 0}):
            with self.assertRaisesRegex(UserError, "one record at a time"):
                self.Preview.get_choices(**params)

    def test_the_same_as_the_sheet_of_a_rater(self):
        """Before the launch the preview shows what raters are shown after it."""
        params = {"form_id": self.staff.id, "cycle_id": self.cycle.id}
        codes = ("self", "superior", "peer")
        before = {c: self.Preview.get_sheet(role_code=c, **params) for c in codes}
        self._launch()
        raters = (self.person, self.superior, self.members[1])
        for code, rater in zip(codes, raters, strict=True):
            form = self._evaluation(self.person, rater)
            self.assertEqual(form.sudo().role_id.code, code)
            real, preview = form.get_sheet(), before[code]
            for name in OWN:
                real["evaluation"].pop(name, None)
                preview["evaluation"].pop(name, None)
            self.assertEqual(preview, real)

    def test_form_alone(self):
        sheet = self.Preview.get_sheet(
            form_id=self.staff.id, role_code="peer", template_id=self.staff.id
        )
        self.assertEqual(len(self._get_items(sheet)), 21)
        self.assertEqual([level["value"] for level in sheet["levels"]], [1, 2, 3, 4, 5])
        self.assertTrue(sheet["evaluation"]["preview"])
        visibility = sheet["evaluation"]["visibility"]
        self.assertIn("Nobody reads", visibility)
        self.assertIn("if enough people answer", visibility)

    def test_told_from_how_many_answers_on(self):
        line = self.cycle.method_id.role_ids.filtered(
            lambda r: r.role_id.code == "peer"
        )
        line.write({"min_respondents": 4, "min_comments": 6})
        sheet = self.Preview.get_sheet(
            form_id=self.staff.id, role_code="peer", cycle_id=self.cycle.id
        )
        visibility = sheet["evaluation"]["visibility"]
        self.assertIn("from 4 answers on", visibility)
        self.assertIn("from 6 people on", visibility)

    def test_draft_shows_today_and_a_launched_cycle_what_is_frozen(self):
        params = {"form_id": self.staff.id, "role_code": "self"}
        criterion = self.env.ref("asn_appraisal.criterion_service_1")

        def get_ids(**source):
            sheet = self.Preview.get_sheet(**params, **source)
            return {item["id"] for item in self._get_items(sheet)}

        self.assertIn(criterion.id, get_ids(cycle_id=self.cycle.id))
        self._launch()
        criterion.active = False
        self.assertIn(criterion.id, get_ids(cycle_id=self.cycle.id))
        self.assertNotIn(criterion.id, get_ids(template_id=self.staff.id))
        draft = self._cycle(name="Draft")
        self.assertNotIn(criterion.id, get_ids(cycle_id=draft.id))

    def test_submitting_tells_what_is_missing_and_saves_nothing(self):
        source = {
            "form_id": self.staff.id,
            "role_code": "peer",
            "cycle_id": self.cycle.id,
        }
        sheet = self.Preview.get_sheet(**source)
        first, second = (item["id"] for item in self._get_items(sheet)[:2])
        before = self.env["asn.appraisal.answer"].search_count([])
        self.assertFalse(self.Preview.check_sheet(self._answers(sheet), **source))
        answers = self._answers(
            sheet, **{str(first): {"value": None}, str(second): {"value": 5}}
        )
        answers[1]["comment"] = " "
        self.assertEqual(
            self.Preview.check_sheet(answers, **source),
            [
                {"criterion_id": first, "reason": "answer"},
                {"criterion_id": second, "reason": "comment"},
            ],
        )
        self.assertEqual(self.env["asn.appraisal.answer"].search_count([]), before)

    def test_role_that_is_not_asked(self):
        with self.assertRaises(UserError):
            self.Preview.get_sheet(
                form_id=self.staff.id,
                role_code="subordinate",
                template_id=self.staff.id,
            )

    def test_only_managers(self):
        source = {"template_id": self.staff.id}
        role = {"form_id": self.staff.id, "role_code": "self"}
        for user in (self.officer, self.auditor, self.bare, self.superior.user_id):
            preview = self.Preview.with_user(user)
            for call in (
                partial(preview.get_choices, **source),
                partial(preview.get_sheet, **source, **role),
                partial(preview.check_sheet, [], **source, **role),
                self.staff.with_user(user).action_preview_sheet,
                self.cycle.with_user(user).action_preview_sheet,
            ):
                with self.assertRaises(AccessError):
                    call()

    def test_other_company(self):
        company = self.env["res.company"].create({"name": "Other agency"})
        stranger = self._user(
            "asn_stranger", "asn_appraisal.group_asn_appraisal_manager"
        )
        stranger.write({"company_ids": [(6, 0, company.ids)], "company_id": company.id})
        with self.assertRaises(AccessError):
            self.Preview.with_user(stranger).get_choices(cycle_id=self.cycle.id)

    def test_actions(self):
        for record, params in (
            (self.staff, {"template_id": self.staff.id}),
            (self.cycle, {"cycle_id": self.cycle.id}),
        ):
            action = record.with_user(self.manager).action_preview_sheet()
            self.assertEqual(action["params"], params)
            self.assertIn(record.name, action["name"])
