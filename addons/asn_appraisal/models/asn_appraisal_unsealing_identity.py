# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from .asn_one_record import check_one


class AsnAppraisalUnsealing(models.Model):
    """The one way to identities, and what raters are told afterwards.

    What is opened is who wrote comments that were shown to the person or withheld from
    them: never a level, and never a comment of a group that was too small to be shown.
    """

    _inherit = "asn.appraisal.unsealing"

    def get_identities(self):
        """Return who wrote the comments; each call leaves a trace.

        :return: dict of ``people``, a list of dicts of ``name``, ``role`` and
            ``comments`` (dicts of ``kind`` and ``text``), and ``note``, a sentence on
            comments that nobody's name belongs to, or False
        :raise AccessError: for everybody but the manager who asked
        :raise UserError: before it is granted and once it is over
        """
        self._check_reader()
        people = self._find_people()
        self._leave_trace()
        return {"people": people, "note": self._describe_nameless(people)}

    def _check_reader(self):
        check_one(self)
        self.check_access("read")
        self.appraisal_id._check_guardian()
        if self.asked_by_id != self.env.user:
            raise AccessError(
                self.env._(
                    "Only the manager who asked for it reads identities, not the one "
                    "who granted it."
                )
            )
        if self.state != "granted" or self.valid_until <= fields.Datetime.now():
            raise UserError(
                self.env._("Identities are sealed: nothing is granted, or it is over.")
            )

    def _leave_trace(self):
        # sudo: asn.appraisal.unsealing - counted by whoever reads
        sudo = self.sudo()
        sudo._workflow_write({"read_count": sudo.read_count + 1})
        self.env["asn.appraisal.reading"]._note(
            "identities",
            self.display_name,
            self.appraisal_id,
            reason=self.reason,
        )

    # ------------------------------------------------------------
    # WHO WROTE WHAT
    # ------------------------------------------------------------

    def _get_comments(self):
        """Return the protected comments in scope: asn.appraisal.comment."""
        comments = self.comment_id or self.appraisal_id.outcome_ids.comment_ids
        return comments.filtered(lambda comment: not comment.role_id)

    def _get_keys(self):
        """Return the comments in scope as forms hold them.

        :return: set of ``(kind, criterion id or None, text)``
        """
        comments = self._get_comments()
        cases = self.env["asn.appraisal.moderation"].search(
            [
                ("comment_id", "in", comments._get_first().ids),
                ("state", "=", "withheld"),
            ]
        )
        sealed = {case.comment_id: case.sealed_text for case in cases}
        return {
            (
                comment.kind,
                comment.criterion_id.id or None,
                sealed.get(comment._get_first(), comment.text),
            )
            for comment in comments
        }

    def _get_texts(self):
        """Return ``{confidential form: [comment in scope]}``; to be called by sudo."""
        forms = self.env["asn.appraisal.evaluation"].search(
            [
                ("appraisal_id", "=", self.appraisal_id.id),
                ("confidentiality", "=", "confidential"),
                ("state", "=", "submitted"),
            ],
            order="rater_id",
        )
        keys = self._get_keys()
        texts = self.env["asn.appraisal.job.score"]._fetch_texts(forms)
        found = {
            form: [row for row in texts.get(form.id, ()) if _is_shown(row, keys)]
            for form in forms
        }
        return {form: rows for form, rows in found.items() if rows}

    def _get_sealed_forms(self):
        """Return the confidential forms in scope; to be called by sudo."""
        return self.env["asn.appraisal.evaluation"].union(*self._get_texts())

    def _find_people(self):
        # sudo: asn.appraisal.evaluation - identities, whose reader was checked
        texts = self.sudo()._get_texts()
        Comment = self.env["asn.appraisal.comment"]
        kinds = dict(Comment._fields["kind"]._description_selection(self.env))
        return [
            {
                "name": form.rater_id.name,
                "role": form.role_id.with_context(lang=self.env.lang).name,
                "comments": [
                    {"kind": kinds[kind], "text": text} for kind, __, text in rows
                ],
            }
            for form, rows in texts.items()
        ]

    def _describe_nameless(self, people):
        """Say of comments without an author that there is none to be found."""
        # sudo: asn.appraisal.comment - how many have no author
        keys = self.sudo()._get_keys()
        named = {row["text"] for person in people for row in person["comments"]}
        if not [key for key in keys if key[2] not in named]:
            return False
        return self.env._(
            "Some comments came by link. Nothing in the data says who wrote them, "
            "and nobody can find out."
        )

    # ------------------------------------------------------------
    # TELLING
    # ------------------------------------------------------------

    def _tell(self):
        """Send each rater whose identity was read one mail, and note that.

        The mails hang on no record: on which form they hung would tell who was told.
        """
        forms = self._get_sealed_forms().filtered(
            lambda form: form.rater_id.user_id.active and form.rater_id.user_id.email
        )
        template = self.env.ref("asn_appraisal.mail_template_unsealed")
        template.with_context(asn_unsealing=self).send_mail_batch(
            forms.ids, email_values={"model": False, "res_id": False}
        )
        self._workflow_write({"told_on": fields.Datetime.now()})


def _is_shown(row, keys):
    """Tell whether a text of a form is among the comments, with or without criterion.

    A criterion that few raters were asked about is not named beside a comment.
    """
    kind, __, text = row
    return row in keys or (kind, None, text) in keys
