# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Feedback and dialogues whose pages are opened in a browser, and these pages."""

from odoo.fields import Command

RECORDS = ".o_data_row, .o_kanban_record:not(.o_kanban_ghost), .o_group_header"
GIVE, SIGN = "[name=action_give]", "[name=action_sign]"
# user, action, record, and what the page shows when it is there
TALK_PLACES = [
    ("rater", "action_my_feedback", None, RECORDS),
    ("rater", "action_my_feedback", "feedback", "[name=action_thank]"),
    ("rater", "action_appreciation_board", None, RECORDS),
    ("rater", "action_asked_of_me", None, RECORDS),
    ("rater", "action_asked_of_me", "request", "[name=action_answer]"),
    ("rater", "action_give_feedback", None, GIVE),
    ("rater", "action_my_dialogues", None, RECORDS),
    ("rater", "action_my_dialogues", "offered", ".o_asn_statement button"),
    ("boss", "action_team_feedback", None, RECORDS),
    ("boss", "action_team_dialogues", None, RECORDS),
    ("boss", "action_team_dialogues", "talk", "[name=action_offer]"),
    ("manager", "action_asn_dialogue_statement", None, RECORDS),
    ("bare", "action_appreciation_board", None, ".o_view_nocontent"),
    ("bare", "action_my_dialogues", None, ".o_view_nocontent"),
]


class TalkPages:
    """Makes one record for each page, by the real methods."""

    @classmethod
    def _make_talk(cls, appraisal):
        """Return the records by name.

        :param appraisal: of the person, in a cycle that runs
        """
        colleague = cls.members[1]
        return {
            "feedback": cls._give_feedback(colleague, "superior"),
            "praise": cls._give_feedback(colleague, "unit"),
            "request": cls._ask_for_feedback(colleague),
            "offered": cls._hold_dialogue(appraisal, True),
            "talk": cls._hold_dialogue(appraisal, False),
        }

    @classmethod
    def _give_feedback(cls, author, visibility):
        Feedback = cls.env["asn.appraisal.feedback"].with_user(author.user_id)
        feedback = Feedback.create(
            {
                "employee_id": cls.person.id,
                "text": "On Monday you explained the documents to every family.",
                "visibility": visibility,
                "criterion_id": cls.env.ref("asn_appraisal.criterion_service").id,
            }
        )
        feedback.action_give()
        return feedback.sudo()

    @classmethod
    def _ask_for_feedback(cls, requester):
        Ask = cls.env["asn.appraisal.feedback.ask"].with_user(requester.user_id)
        Ask.create(
            {
                "employee_id": requester.id,
                "asked_ids": [Command.link(cls.person.id)],
                "question": "How clear were my explanations at the training?",
            }
        ).action_ask()
        return cls.env["asn.appraisal.feedback.request"].search(
            [("requester_id", "=", requester.id)]
        )

    @classmethod
    def _hold_dialogue(cls, appraisal, is_offered):
        line = {
            "criterion_id": cls.env.ref("asn_appraisal.criterion_service").id,
            "level": "4",
            "reason": "Explains every document",
        }
        Dialogue = cls.env["asn.appraisal.dialogue"].with_user(cls.boss)
        dialogue = Dialogue.create(
            {
                "appraisal_id": appraisal.id,
                "agenda": "The queue at the counter",
                "discussion": "Two counters are open at noon, families wait long.",
                "agreement": "A third counter opens on Mondays.",
                "competence_ids": [Command.create(line)],
            }
        )
        if is_offered:
            dialogue.action_offer()
        return dialogue.sudo()
