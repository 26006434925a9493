# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Traces and cases that ``access_matrix_confidential.py`` speaks of."""


class ConfidentialRecords:
    """Opens comments, reports and withholds some, by the real methods."""

    @classmethod
    def _make_confidential(cls):
        cls.confidential = {
            subject: cls._make_confidential_about(subject) for subject in cls.population
        }

    @classmethod
    def _make_confidential_about(cls, subject):
        appraisal = cls._find("closed", subject).with_user(cls.manager)
        reading = appraisal._open_comments("Checked for insults")
        # who moved to another agency within the hour
        reading.with_user(cls.stranger)._note(
            "comments", "x", appraisal.sudo(), open_until=reading.sudo().open_until
        )
        comments = appraisal.sudo().outcome_ids.comment_ids
        Moderation = cls.env["asn.appraisal.moderation"]
        Moderation.with_user(subject.user_id)._report(comments[0], "names", "My name")
        reported = Moderation.search([("comment_id", "=", comments[0].id)])
        withheld = cls._withhold_about("decided", subject)
        restored = cls._withhold_about("published", subject)
        restored.with_user(cls.manager)._restore("Read again")
        reason = cls.env["asn.appraisal.reason"].with_user(cls.manager)
        identities = reading.with_user(cls.manager)._note(
            "identities", "Comments", appraisal
        )
        return {
            "comments": reading,
            "identities": identities,
            "reported": reported,
            "withheld": withheld,
            "restored": restored,
            **cls._make_unsealings(appraisal),
            "read": reason.create(
                {"step": "read", "appraisal_ids": appraisal.ids, "reason": "x"}
            ),
        }

    @classmethod
    def _make_unsealings(cls, appraisal):
        """Ask as the manager, and once as another one (`waiting`)."""
        group = "asn_appraisal.group_asn_appraisal_manager"
        second = cls._user(f"asn_second_{appraisal.id}", group)
        found = {}
        for name, user in (
            ("draft", cls.manager),
            ("asked", cls.manager),
            ("granted", cls.manager),
            ("waiting", second),
        ):
            record = cls.env["asn.appraisal.unsealing"].with_user(user)
            record = record.create({"appraisal_id": appraisal.id, "reason": name})
            found[name] = record.sudo()
        comments = appraisal.sudo().outcome_ids.comment_ids
        found["granted"]._workflow_write(
            {
                "state": "granted",
                "comment_id": comments[0].id,
                "answered_by_id": second.id,
                "valid_until": "2099-12-31",
            }
        )
        for name in ("asked", "waiting"):
            found[name]._workflow_write({"state": "asked"})
        return found

    @classmethod
    def _withhold_about(cls, stage, subject):
        """Withhold a comment and forget the reading that this took."""
        appraisal = cls._find(stage, subject).with_user(cls.manager)
        reading = appraisal._open_comments("x")
        comment = appraisal.outcome_ids.comment_ids[0]
        Moderation = cls.env["asn.appraisal.moderation"].with_user(cls.manager)
        Moderation._withhold_comment(comment, "abusive", "x")
        cls.env.cr.execute(
            "DELETE FROM asn_appraisal_reading WHERE id = %s", (reading.id,)
        )
        cls.env.invalidate_all()
        return Moderation.sudo().search([("comment_id", "=", comment.id)])

    # ------------------------------------------------------------
    # RECORDS OF A ROW
    # ------------------------------------------------------------

    @classmethod
    def _find_confidential(cls, model, words, subject):
        """Return the record of a row; an assistant is lent to whoever is tried."""
        name = "read" if words[0] == "mine" else words[0]
        return cls.confidential[subject][name].sudo(), None
