# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""What the demo people said to each other; ``check_demo.py`` takes this in."""

from odoo.tests import TransactionCase


class TestDemoTalk(TransactionCase):
    def _search(self, model, domain=(), login=None):
        Model = self.env[model]
        if login:
            Model = Model.with_user(self.env.ref(f"asn_appraisal.demo_user_{login}"))
        return Model.search(list(domain))

    def test_feedback(self):
        feedback = self._search("asn.appraisal.feedback")
        self.assertGreaterEqual(len(feedback), 25)
        self.assertEqual(set(feedback.mapped("state")), {"given"})
        for name, count in (("kind", 2), ("visibility", 3), ("author_id", 15)):
            self.assertGreaterEqual(len(set(feedback.mapped(name))), count)
        self.assertEqual(len({day.year for day in feedback.mapped("date")}), 2)
        texts = feedback.mapped("text")
        self.assertEqual(len(set(texts)), len(texts))

    def test_private_feedback_stays_private(self):
        private = [("visibility", "=", "person")]
        self.assertTrue(self._search("asn.appraisal.feedback", private))
        found = self._search("asn.appraisal.feedback", private, "hendra")
        self.assertFalse(found)
        found = self._search("asn.appraisal.feedback", private, "sekar").sudo()
        self.assertEqual(found.employee_id.user_id.login, "sekar")

    def test_requests(self):
        requests = self._search("asn.appraisal.feedback.request")
        states = {"open", "answered", "declined"}
        self.assertEqual(set(requests.mapped("state")), states)
        self.assertTrue(
            self._search(
                "asn.appraisal.feedback.request",
                [("is_asked_of_me", "=", True), ("state", "=", "open")],
                "andi",
            )
        )

    def test_dialogues(self):
        dialogues = self._search("asn.appraisal.dialogue")
        self.assertEqual(len(dialogues), 6)
        states = {"draft", "offered", "signed"}
        self.assertEqual(set(dialogues.mapped("state")), states)
        self.assertEqual(set(dialogues.mapped("kind")), {"coaching", "counselling"})
        for dialogue in dialogues.filtered(lambda d: d.state == "signed"):
            self.assertGreater(dialogue.employee_signed_on.date(), dialogue.date)
        found = self._search("asn.appraisal.dialogue", login="sekar")
        self.assertEqual(set(found.mapped("kind")), {"coaching"})

    def test_second_talk_changes_nothing(self):
        models = ("asn.appraisal.feedback", "asn.appraisal.dialogue", "hr.skill")
        before = [self.env[model].search_count([]) for model in models]
        self.env["asn.appraisal.demo"]._talk()
        self.assertEqual([self.env[m].search_count([]) for m in models], before)
