# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from dateutil.relativedelta import MO, relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

# Working days before and after a deadline on which `auto` reminds daily.
AROUND = 5
# Working days before a deadline, itself included, on which `deadline` reminds.
LAST = 2
# Days within which these working days are looked for, holidays included.
WINDOW = 21


class AsnAppraisalDigest(models.Model):
    """What one person was last reminded of, and when: one mail a day, about everything.

    One row per person for good. A row is locked, looked at and dated in the same
    transaction that queues its mail: whatever is interrupted and started again, and
    however many crons run at once, a person gets at most one mail a day. Nobody reads
    these rows: what somebody owes is between the page and the person.
    """

    _name = "asn.appraisal.digest"
    _inherit = ["asn.workflow.mixin"]
    _description = "Daily Reminder of a Person"
    _rec_name = "user_id"
    _log_access = False

    _batch_size = 2000  # most of what a batch asks of the database is asked once

    _workflow_fields = frozenset(
        {"user_id", "looked_on", "sent_on", "pushed_on", "content"}
    )

    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="user_id.company_id",
        store=True,  # every batch asks for it
        index=True,
    )
    looked_on = fields.Date(
        readonly=True, help="When it was last seen to whether a mail is due."
    )
    sent_on = fields.Date(readonly=True, help="When the last mail left.")
    pushed_on = fields.Date(
        readonly=True,
        help="Asked for by somebody or by a step of the escalation: the next mail "
        "leaves whatever the person prefers.",
    )
    content = fields.Json(readonly=True, help="What the last mail told.")

    _one_per_user = models.UniqueIndex(
        "(user_id)", "There is one reminder for each person."
    )

    # ------------------------------------------------------------
    # CRON
    # ------------------------------------------------------------

    @api.model
    def _cron_send(self):
        """Remind whoever is due, in every company whose working hours it is."""
        for company in self.env["res.company"].search([("active", "=", True)]):
            if not self._run(company):
                break

    @api.model
    def _run(self, company):
        """Remind the people of one company, batch by batch.

        :return: whether there is time left for other companies
        """
        time = self.env["asn.appraisal.working.time"]
        if time._is_quiet(company):
            return True
        # dates written as "today" are the company's
        here = self.with_context(tz=str(time._get_tz(company)))
        here._prepare_day(company)
        time_left = self.env["ir.cron"]._commit_progress()
        while time_left:
            done = here._run_batch(company)
            remaining = here._count_remaining(company) if done else 0
            time_left = self.env["ir.cron"]._commit_progress(done, remaining=remaining)
            self.env.invalidate_all()  # or memory would grow with every batch
            if not remaining:
                break
        return bool(time_left)

    @api.model
    def _prepare_day(self, company):
        """Do what comes before the first mail of a day."""
        self._ensure(self.env["res.users"].search(self._get_new_domain(company)))

    @api.model
    def _get_new_domain(self, company):
        """Return what tells the people who have no row yet."""
        return (
            Domain("company_id", "=", company.id)
            & Domain("share", "=", False)
            & Domain("employee_ids", "!=", False)
            & Domain("asn_digest_ids", "=", False)
        )

    @api.model
    def _ensure(self, users):
        """Return the rows of ``users``, made where there are none.

        Two that make the same row at once: the second one fails and starts again.
        """
        found = self.search([("user_id", "in", users.ids)])
        new = users - found.user_id
        return found + self._workflow_insert(
            [{"user_id": user.id, "company_id": user.company_id.id} for user in new]
        )

    @api.model
    def _count_remaining(self, company):
        return self.search_count(self._get_waiting_domain(company))

    @api.model
    def _get_waiting_domain(self, company):
        """Return what tells the rows that have not been looked at today."""
        today = self._get_today(company)
        return (
            Domain("company_id", "=", company.id)
            & Domain("user_id.active", "=", True)
            & (Domain("looked_on", "=", False) | Domain("looked_on", "<", today))
        )

    @api.model
    def _get_today(self, company):
        return self.env["asn.appraisal.working.time"]._get_today(company)

    # ------------------------------------------------------------
    # A BATCH
    # ------------------------------------------------------------

    @api.model
    def _run_batch(self, company):
        """Look at up to ``_batch_size`` people; return at how many."""
        waiting = self.search(
            self._get_waiting_domain(company), limit=self._batch_size, order="id"
        )
        digests = waiting.try_lock_for_update(allow_referencing=True)
        today = self._get_today(company)
        digests._workflow_write({"looked_on": today})
        digests._remind(company, today)
        return len(digests)

    def _remind(self, company, today):
        """Queue the mail of those for whom something waits and who are due."""
        contents = self._collect(today)
        calendar = self._get_calendar(company, today)
        due = self.filtered(
            lambda digest: (
                digest.user_id.email
                and digest.sent_on != today
                and digest._is_due(contents.get(digest.user_id.id), calendar)
            )
        )
        for digest in due:
            digest._workflow_write({"content": contents[digest.user_id.id]})
        due._workflow_write({"sent_on": today, "pushed_on": False})
        due._note_sent()
        template = self.env.ref("asn_appraisal.mail_template_digest")
        self.env["asn.appraisal.working.time"]._send(template, due.ids, company)

    def _note_sent(self):
        """Hook: these rows have just been told what waited for them."""

    @api.model
    def _get_calendar(self, company, today):
        """Return the dates between which a deadline is near, see ``_is_due``."""
        time = self.env["asn.appraisal.working.time"]
        window = relativedelta(days=WINDOW)
        days = time._get_working_days(company, today - window, today + window)
        before = sorted(day for day in days if day < today)
        after = sorted(day for day in days if day > today)
        return {
            "today": today,
            "monday": today + relativedelta(weekday=MO(-1)),
            "since": before[-AROUND] if len(before) >= AROUND else today - window,
            "until": after[AROUND - 1] if len(after) >= AROUND else today + window,
            "last": after[LAST - 1] if len(after) >= LAST else today + window,
        }

    def _is_due(self, lines, calendar):
        """Tell whether the person is to get a mail today, if only one.

        :param list lines: what waits for the person, see ``_collect``
        :param dict calendar: see ``_get_calendar``
        """
        if not lines:
            return False
        if self.pushed_on:
            return True
        days = [fields.Date.to_date(line["due"]) for line in lines if line["due"]]
        is_near = any(calendar["since"] <= day <= calendar["until"] for day in days)
        is_last = any(calendar["today"] <= day <= calendar["last"] for day in days)
        is_new_week = not self.sent_on or self.sent_on < calendar["monday"]
        return {
            "auto": is_near or is_new_week,
            "daily": True,
            "weekly": is_new_week,
            "deadline": is_last,
        }[self.user_id.asn_digest]

    # ------------------------------------------------------------
    # FROM OTHER PLACES
    # ------------------------------------------------------------

    @api.model
    def _push(self, users):
        """Remind ``users`` with their next mail, whatever they prefer.

        Nobody gets a second mail on the same day by it.

        :return: those who get a mail by it, res.users
        """
        pushed = self.browse()
        for company, own in users.filtered("email").grouped("company_id").items():
            today = self._get_today(company)
            rows = self._ensure(own).filtered(
                lambda row, today=today: today not in (row.sent_on, row.pushed_on)
            )
            rows._workflow_write({"pushed_on": today, "looked_on": False})
            pushed += rows
        if pushed:
            # sudo: ir.cron - waking the scheduler needs no right on it
            self.env.ref("asn_appraisal.ir_cron_digest").sudo()._trigger()
        return pushed.user_id

    @api.model
    def _note_told(self, users):
        """Note that ``users`` have been written to for another reason.

        That mail leaves today, or on the day on which mails may leave again.
        """
        time = self.env["asn.appraisal.working.time"]
        for company, own in users.grouped("company_id").items():
            day = time._get_today(company, time._get_opening(company) or None)
            rows = self._ensure(own)
            rows._workflow_write({"sent_on": day, "looked_on": day})
