# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Feedback, requests and dialogues that ``access_matrix_talk.py`` speaks of."""

VISIBILITIES = ["person", "superior", "unit"]
REQUESTS = ["oneself", "team"]
KINDS = ["coaching", "counselling"]
POSSIBLE_TALK = {
    "asn.appraisal.feedback": [VISIBILITIES, ["draft", "given", "withdrawn"]],
    "asn.appraisal.feedback.request": [
        REQUESTS,
        ["open", "answered", "declined", "withdrawn"],
    ],
    "asn.appraisal.dialogue": [KINDS, ["draft", "offered", "signed"]],
}
WRITTEN = {"agenda": "Plans", "discussion": "Was open", "agreement": "More help"}


class TalkRecords:
    """Makes the records by the real methods, and finds them for a row."""

    @classmethod
    def _make_talk(cls):
        cls.talk = {
            subject: cls._make_talk_about(subject) for subject in cls.population
        }
        cls.configuration["shared"]["asn.dialogue.statement"] = cls.env[
            "asn.dialogue.statement"
        ].create({"name": "I was listened to"})

    @classmethod
    def _make_talk_about(cls, subject):
        requests = {
            kind: cls._make_request(kind, subject)
            for kind in (*REQUESTS, "upward", "downward")
        }
        requests["elsewhere"] = cls._copy_elsewhere(requests["oneself"])
        dialogues = {kind: cls._make_dialogue(kind, subject) for kind in KINDS}
        coaching = dialogues["coaching"]
        return {
            "asn.appraisal.feedback": {
                visibility: cls._make_feedback(subject, visibility)
                for visibility in VISIBILITIES
            },
            "asn.appraisal.feedback.request": requests,
            "asn.appraisal.feedback.ask": cls._make_question(
                subject, subject, cls.head
            ),
            "asn.appraisal.dialogue": dialogues,
            "asn.appraisal.dialogue.answer": coaching.answer_ids[0],
            "asn.appraisal.dialogue.competence": coaching.competence_ids,
        }

    @classmethod
    def _make_feedback(cls, subject, visibility, author=None, **vals):
        author = author or cls.peer
        feedback = cls.env["asn.appraisal.feedback"].with_user(author.user_id)
        feedback = feedback.create(
            {
                "employee_id": subject.id,
                "text": "Explains well",
                "visibility": visibility,
            }
            | vals
        )
        feedback.action_give()
        return feedback.sudo()

    @classmethod
    def _make_question(cls, requester, subject, asked):
        Ask = cls.env["asn.appraisal.feedback.ask"].with_user(requester.user_id)
        return Ask.create(
            {
                "employee_id": subject.id,
                "asked_ids": asked.ids,
                "question": "What helps?",
            }
        ).sudo()

    @classmethod
    def _make_request(cls, kind, subject):
        requester, about, asked = {
            "oneself": (subject, subject, cls.peer),
            "team": (cls.superior, subject, cls.peer),
            "upward": (subject, subject, cls.superior),
            "downward": (cls.superior, cls.superior, subject),
        }[kind]
        question = cls._make_question(requester, about, asked)
        question.with_user(requester.user_id).action_ask()
        request = cls.env["asn.appraisal.feedback.request"].search(
            [
                ("requester_id", "=", requester.id),
                ("employee_id", "=", about.id),
                ("asked_id", "=", asked.id),
            ]
        )
        request.with_user(asked.user_id).decline_reason = "Too far away"
        return request

    @classmethod
    def _copy_elsewhere(cls, request):
        """Return the same request between the same people in another company."""
        vals = request.copy_data({"company_id": cls.agency.id})
        return cls.env["asn.appraisal.feedback.request"]._workflow_create(vals)

    @classmethod
    def _make_dialogue(cls, kind, subject):
        skill_type = cls.env["hr.skill.type"].create(
            {
                "name": f"Type {kind} {subject.name}",
                "skill_level_ids": [
                    (0, 0, {"name": "x", "level_progress": 1, "default_level": True})
                ],
                "skill_ids": [(0, 0, {"name": "Writing"})],
            }
        )
        line = {"skill_id": skill_type.skill_ids.id, "level": "3", "reason": "Letters"}
        Dialogue = cls.env["asn.appraisal.dialogue"].with_user(cls.superior.user_id)
        dialogue = Dialogue.create(
            WRITTEN
            | {"appraisal_id": cls._find("evaluation", subject).id, "kind": kind}
            | ({"competence_ids": [(0, 0, line)]} if kind == "coaching" else {})
        )
        dialogue.action_offer()
        return dialogue.sudo()

    # ------------------------------------------------------------
    # RECORDS OF A ROW
    # ------------------------------------------------------------

    @classmethod
    def _find_talk(cls, model, words, subject):
        """Return the record of a row, and what makes it the row's."""
        found = cls.talk[subject][model]
        if isinstance(found, dict):
            return found[words[0]], (found[words[0]], words[1])
        if "dialogue_id" in found._fields:
            return found, (found.dialogue_id, words[0])
        return found, None
