# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from datetime import datetime, time, timedelta

from pytz import timezone, utc

from odoo import api, fields, models
from odoo.tools.date_utils import date_range

# Nothing of ours waits longer for a working day: a schedule without any would
# otherwise hold up every mail and every clock for good.
LONGEST_BREAK = 60
SATURDAY = 5
# Core prepares 50, which costs ten times the queries.
MAILS_AT_ONCE = 500


class AsnAppraisalWorkingTime(models.AbstractModel):
    """Working days and quiet hours of a company.

    Days are those of the company's working schedule (``resource.calendar``) in its
    time zone, public holidays are its global leaves. A company without a schedule
    works from Monday to Friday.
    """

    _name = "asn.appraisal.working.time"
    _description = "Working Time of a Company"

    # ------------------------------------------------------------
    # DAYS
    # ------------------------------------------------------------

    @api.model
    def _get_tz(self, company):
        """Return the time zone in which a company's days begin and end."""
        # sudo: resource.calendar, res.partner - a time zone
        company = company.sudo()
        return timezone(
            company.resource_calendar_id.tz or company.partner_id.tz or "UTC"
        )

    @api.model
    def _get_today(self, company, now=None):
        """Return the company's date.

        :param datetime now: UTC, without zone; the present by default
        """
        return self._localize(company, now).date()

    @api.model
    def _localize(self, company, now=None):
        now = utc.localize(now or fields.Datetime.now())
        return now.astimezone(self._get_tz(company))

    @api.model
    def _get_end(self, company, day):
        """Return the end of a company's day: datetime in UTC, without zone."""
        end = self._get_tz(company).localize(_at_night(day))
        return end.astimezone(utc).replace(tzinfo=None)

    @api.model
    def _get_working_days(self, company, first, last):
        """Return the working days between two dates, both included.

        :rtype: set of date
        """
        # sudo: resource.calendar - when a company works is no secret
        calendar = company.sudo().resource_calendar_id
        if not calendar:
            days = date_range(first, last, timedelta(1))
            return {day for day in days if day.weekday() < SATURDAY}
        tz = self._get_tz(company)
        start, end = tz.localize(_at_midnight(first)), tz.localize(_at_night(last))
        unusual = calendar._get_unusual_days(start, end, company)
        return {
            fields.Date.to_date(day) for day, is_free in unusual.items() if not is_free
        }

    @api.model
    def _is_working_day(self, company, day):
        return day in self._get_working_days(company, day, day)

    @api.model
    def _add_days(self, company, day, n, working=True):
        """Return the date ``n`` days after ``day``, before it if ``n`` is negative.

        ``day`` itself is not counted: one working day after a Friday is Monday, and
        so is one after the Saturday.

        :param company: one res.company
        :param date day: from when on
        :param int n: how many days
        :param bool working: count working days; otherwise all of them
        """
        if not working or not n:
            return day + timedelta(n)
        step, left = (1 if n > 0 else -1), abs(n)
        while True:
            window = sorted(
                (
                    day + timedelta(step),
                    day + step * timedelta(2 * left + LONGEST_BREAK),
                )
            )
            days = sorted(self._get_working_days(company, *window), reverse=n < 0)
            if not days:  # a schedule without working days counts all
                return day + timedelta(step * left)
            if len(days) >= left:
                return days[left - 1]
            left -= len(days)
            day = window[1] if n > 0 else window[0]

    @api.model
    def _get_limit(self, company, today, n):
        """Return the last date whose ``n``-th working day has come ``today``.

        ``_add_days(company, day, n) <= today`` holds for every ``day`` up to it and for
        none after it.
        """
        if n <= 0:
            return self._add_days(company, today, -n)
        if not self._is_working_day(company, today):
            today = self._add_days(company, today, -1)
        day = self._add_days(company, today, -n)
        return self._add_days(company, day, 1) - timedelta(1)

    # ------------------------------------------------------------
    # QUIET HOURS
    # ------------------------------------------------------------

    @api.model
    def _is_quiet(self, company, now=None):
        """Tell whether no mail is to leave now.

        :param datetime now: UTC, without zone; the present by default
        """
        return bool(self._get_opening(company, now))

    @api.model
    def _get_opening(self, company, now=None):
        """Return when mails may leave again.

        :param datetime now: UTC, without zone; the present by default
        :return: datetime in UTC, without zone; False if they may leave now
        """
        here = self._localize(company, now)
        day = self._get_mail_day(company, here.date())
        opens = timedelta(hours=company.asn_mail_from)
        closes = timedelta(hours=company.asn_mail_until)
        clock = timedelta(hours=here.hour, minutes=here.minute, seconds=here.second)
        if day == here.date() and _is_within(clock, opens, closes):
            return False
        if day == here.date() and clock >= opens:
            day = self._get_mail_day(company, day + timedelta(1))
        opening = self._get_tz(company).localize(_at_midnight(day) + opens)
        return opening.astimezone(utc).replace(tzinfo=None)

    @api.model
    def _get_mail_day(self, company, day):
        """Return the first day from ``day`` on on which mails may leave."""
        if not company.asn_mail_working_days:
            return day
        last = day + timedelta(LONGEST_BREAK)
        return min(self._get_working_days(company, day, last), default=day)

    # ------------------------------------------------------------
    # MAIL
    # ------------------------------------------------------------

    @api.model
    def _send(self, template, record_ids, company, values=None):
        """Queue a mail about each record, to leave when the company is at work.

        :param template: one mail.template
        :param list record_ids: ids of records of the template's model
        :param company: one res.company
        :param dict values: of mail.mail, beside what the template says
        """
        opening = self._get_opening(company)
        waits = {"scheduled_date": opening} if opening else {}
        template = template.with_context(asn_mail_batch=MAILS_AT_ONCE)
        template.send_mail_batch(record_ids, email_values=(values or {}) | waits)
        # sudo: ir.cron - waking the queue at its hour needs no right on it
        queue = self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()
        queue._trigger(opening or None)


def _at_midnight(day):
    return datetime.combine(day, time.min)


def _at_night(day):
    return datetime.combine(day, time.max)


def _is_within(clock, opens, closes):
    """Tell whether a time of day lies in a span, which may go over midnight."""
    if opens < closes:
        return opens <= clock < closes
    return opens == closes or clock >= opens or clock < closes
