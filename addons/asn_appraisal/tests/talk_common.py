# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.fields import Command

from .common import SECRET, AppraisalCommon

RECORD = {"agenda": "The queue", "discussion": SECRET, "agreement": "Two counters"}


class TalkCommon(AppraisalCommon):
    """Short ways to give feedback, to ask for it and to record a dialogue."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.author = cls.members[1]
        # Everybody may export: what they then get is what counts.
        export = cls.env.ref("base.group_allow_export")
        cls.env.ref("base.group_user").implied_ids += export

    @classmethod
    def _draft(cls, author=None, person=None, **vals):
        """Return a draft in the environment of its author."""
        author, person = author or cls.author, person or cls.person
        Feedback = cls.env["asn.appraisal.feedback"].with_user(author.user_id)
        return Feedback.create({"employee_id": person.id, "text": SECRET} | vals)

    @classmethod
    def _give(cls, author=None, person=None, **vals):
        feedback = cls._draft(author, person, **vals)
        feedback.action_give()
        return feedback

    @classmethod
    def _ask(cls, requester, asked, about=None, **vals):
        """Ask people, and return the requests in the environment of who asks."""
        Ask = cls.env["asn.appraisal.feedback.ask"].with_user(requester.user_id)
        Request = cls.env["asn.appraisal.feedback.request"]
        before = Request.search([])
        question = Ask.create(
            {
                "employee_id": (about or requester).id,
                "asked_ids": [Command.set(asked.ids)],
                "question": "What shall I go on with?",
            }
            | vals
        )
        question.action_ask()
        return (Request.search([]) - before).with_user(requester.user_id)

    @classmethod
    def _record(cls, **vals):
        """Return a dialogue of the superior with the person, a draft."""
        Dialogue = cls.env["asn.appraisal.dialogue"]
        return Dialogue.with_user(cls.superior.user_id).create(
            RECORD | {"appraisal_id": cls._appraisal().id} | vals
        )

    @classmethod
    def _offer(cls, **vals):
        dialogue = cls._record(**vals)
        dialogue.action_offer()
        return dialogue

    def _see(self, record, user):
        """Return whether a search by ``user`` finds a record."""
        self.env.invalidate_all()
        domain = [("id", "=", record.id)]
        return bool(self.env[record._name].with_user(user).search_count(domain))

    def _get_mails(self):
        """Return the mails so far: recipients are partners, nothing is sent."""
        return self.env["mail.mail"].search([])
