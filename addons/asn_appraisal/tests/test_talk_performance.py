# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from lxml import etree

from odoo.tests import tagged

from .talk_common import TalkCommon

FEW, MANY = 2, 40


@tagged("post_install", "-at_install")
class TestTalkPerformance(TalkCommon):
    """A page of forty costs as many queries as a page of two."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._launch()
        Feedback = cls.env["asn.appraisal.feedback"].with_user(cls.author.user_id)
        people = cls.superior | cls.person | cls.members[2:]
        feedback = Feedback.create(
            [
                {
                    "employee_id": people[n % len(people)].id,
                    "text": f"Number {n}",
                    "visibility": ("person", "superior", "unit")[n % 3],
                    "notify": False,
                }
                for n in range(120)
            ]
        )
        feedback.action_give()
        cls._make_dialogues()
        cls._make_requests()

    @classmethod
    def _make_dialogues(cls):
        appraisal = cls._appraisal()
        Dialogue = cls.env["asn.appraisal.dialogue"].with_user(cls.superior.user_id)
        Dialogue.create(
            [
                {
                    "appraisal_id": appraisal.id,
                    "agenda": f"Number {n}",
                    "discussion": "x",
                    "agreement": "x",
                }
                for n in range(MANY)
            ]
        ).action_offer()

    @classmethod
    def _make_requests(cls):
        request = cls._ask(cls.person, cls.author).sudo()
        request._workflow_create(request.copy_data() * MANY)

    def _count_page(self, view, user, domain):
        """Return the queries of a page of two and of forty records."""
        view = self.env.ref(f"asn_appraisal.{view}")
        names = etree.fromstring(view.get_combined_arch()).xpath("//field/@name")
        Model = self.env[view.model].with_user(user)
        spec = {
            name: {"fields": {"display_name": {}}}
            if Model._fields[name].relational
            else {}
            for name in names
        }
        Model.web_search_read(domain, spec, limit=1)
        page = Model.web_search_read(domain, spec, limit=MANY)
        self.assertGreaterEqual(page["length"], MANY if domain else FEW)
        return [
            self._count_queries(Model.web_search_read, domain, spec, 0, limit)
            for limit in (FEW, MANY)
        ]

    def test_pages(self):
        person, boss = self.person.user_id, self.superior.user_id
        feedback, request = "asn_appraisal_feedback", "asn_appraisal_feedback_request"
        for view, user, domain in (
            (f"{feedback}_view_list", self.author.user_id, [("is_from_me", "=", True)]),
            (f"{feedback}_view_kanban", boss, [("is_about_my_team", "=", True)]),
            (f"{feedback}_view_kanban_board", boss, [("visibility", "=", "unit")]),
            (f"{feedback}_view_kanban_board", self.manager, [("state", "=", "given")]),
            (f"{feedback}_view_kanban_mine", person, []),
            (f"{request}_view_list_asked", self.author.user_id, [("id", "!=", 0)]),
            (f"{request}_view_list_mine", person, [("is_from_me", "=", True)]),
            ("asn_appraisal_dialogue_view_list", boss, [("is_from_me", "=", True)]),
            ("asn_appraisal_dialogue_view_list", person, [("is_with_me", "=", True)]),
            ("asn_appraisal_dialogue_view_list", self.manager, [("id", "!=", 0)]),
        ):
            with self.subTest(view=view, user=user.login):
                few, many = self._count_page(view, user, domain)
                self.assertLessEqual(many, few)
                self.assertLessEqual(many, 20)
