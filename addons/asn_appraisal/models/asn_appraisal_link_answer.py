# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import secrets
from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.tools import SQL, consteq, hmac

from ..scoring import evaluation_means, missing_answers
from ..scoring.exact import to_exact
from .asn_appraisal_link import LOOKUP_LENGTH
from .asn_config_text import pick
from .asn_random_id import insert_in_no_order

# A class behind the one address of its school has to get through.
MAX_PER_CLIENT = 60  # answers per link, address and hour
MAX_TEXT = 1000  # characters of a comment
MAX_TICKET = 64  # characters
NOTES = ("strengths", "improvements")
# How far clocks on earth are ahead of and behind that of the server.
EARLIEST, LATEST = timedelta(hours=14), timedelta(hours=12)
# Read at once: an answer shall be quick.
GATE_FIELDS = [
    "appraisal_id",
    "role_id",
    "kind",
    "label",
    "lang",
    "opens_on",
    "expires_on",
    "is_shared_device",
    "is_used",
    "is_revoked",
    "token",
]

# All that decides whether an answer is taken, at once.
STATE_QUERY = """
    SELECT state = 'evaluation',
        EXISTS(
            SELECT FROM asn_appraisal_link_visit
            WHERE link_id = %(link)s AND ticket = %(ticket)s
        ),
        (
            SELECT count(*) FROM asn_appraisal_link_visit
            WHERE link_id = %(link)s AND client = %(client)s
        ),
        (
            SELECT count(*) FROM asn_appraisal_evaluation
            WHERE appraisal_id = %(appraisal)s AND role_id = %(role)s
                AND confidentiality = 'anonymous'
        ),
        (
            SELECT sum(CASE kind WHEN 'personal' THEN 1 ELSE max_respondents END)
            FROM asn_appraisal_link
            WHERE appraisal_id = %(appraisal)s AND role_id = %(role)s
        )
    FROM asn_appraisal_cycle WHERE id = %(cycle)s FOR SHARE
"""


class AsnAppraisalLink(models.Model):
    """What people without an account do with a link: open its form and answer once.

    Everything here runs for whoever holds the token, whatever account the browser may
    be logged in with, and stores nothing about either.
    """

    _inherit = "asn.appraisal.link"

    # ------------------------------------------------------------
    # GATE
    # ------------------------------------------------------------

    @api.model
    def _find_open(self, token):
        """Return the link that a token opens, or none: why is never told.

        :param str token: as it came from outside
        :return: asn.appraisal.link, in the environment of ``self``, which may read it
        """
        if not token.isascii():  # which is all that can be compared in constant time
            return self.browse()
        link = self.search_fetch(
            [("lookup", "=", token[:LOOKUP_LENGTH])], GATE_FIELDS, limit=1
        )
        is_right = link and consteq(link.token, token)
        return link if is_right and link._is_open() else self.browse()

    def _is_open(self):
        """Tell whether people can answer now.

        Nobody knows in which time zone they are, so that a link is open on a day as
        long as it is that day anywhere on earth.
        """
        now, appraisal = fields.Datetime.now(), self.appraisal_id
        return (
            not self.is_revoked
            and not self.is_used
            and self.opens_on <= (now + EARLIEST).date()
            and self.expires_on >= (now - LATEST).date()
            and appraisal.state == "evaluation"
            and appraisal.cycle_id.state == "evaluation"
        )

    def _get_mark(self):
        """Return what a device keeps to know that it has answered.

        The same for everybody who answered through this link, so that it tells nobody
        apart.
        """
        return hmac(self.env, "asn_appraisal.link", self.token)

    def _has_mark(self, value):
        return not self.is_shared_device and consteq(self._get_mark(), value or "")

    # ------------------------------------------------------------
    # PAGE
    # ------------------------------------------------------------

    def _get_page(self):
        """Return what the form shows, in the language of the context.

        :return: dict of ``ticket``, ``employee``, ``job``, ``company``, ``role``,
            ``groups``, ``levels``, ``minima``, ``max_text`` and the ``link``
        """
        appraisal = self.appraisal_id
        cycle, role = appraisal.cycle_id, self._get_role()
        builder = self.env["asn.appraisal.sheet.builder"]
        return {
            "link": self,
            "ticket": secrets.token_urlsafe(16),
            "employee": appraisal.employee_id.name,
            "job": appraisal.job_title or "",
            "company": appraisal.company_id.name,
            "role": pick(role["name"], self.env.lang),
            "groups": builder._get_groups(self._get_items(), role["code"], {}),
            "levels": builder._get_levels(cycle._get_frozen()["method"]["scale"]),
            "minima": cycle._get_minima(role["code"], "anonymous"),
            "max_text": MAX_TEXT,
        }

    def _get_role(self):
        cycle, template = self.appraisal_id.cycle_id, self.appraisal_id.template_id
        return cycle._get_frozen_role(template, self.role_id)

    def _get_items(self):
        cycle, template = self.appraisal_id.cycle_id, self.appraisal_id.template_id
        return cycle._get_frozen_items(template, self.role_id)

    # ------------------------------------------------------------
    # ANSWERING
    # ------------------------------------------------------------

    def _read_answers(self, post):
        """Return the answers of a posted form: ``{criterion id: answer}``.

        :param post: dict of texts as they came from outside
        """
        scale = self.appraisal_id.cycle_id._get_frozen()["method"]["scale"]
        levels = {str(level["value"]): level["value"] for level in scale}
        answers = {}
        for item in self._get_items():
            id_ = item["criterion_id"]
            given = post.get(f"answer_{id_}")
            answers[id_] = {
                "value": levels.get(given),
                "not_observed": given == "not_observed",
                "comment": _clean(post.get(f"comment_{id_}")),
            }
        return answers

    def _get_missing(self, answers):
        """Return the ids of criteria without an answer; comments are never required."""
        scale = self.appraisal_id.cycle_id._get_frozen()["method"]["scale"]
        values = [level["value"] for level in scale]
        missing = missing_answers(self._get_items(), answers, "optional", values)
        return [row["criterion_id"] for row in missing]

    def _take(self, answers, post, address):
        """Store a complete form, unless it is one too many.

        :param dict answers: complete, from ``_read_answers``
        :param post: dict of texts as they came from outside: ``ticket`` and notes
        :param str address: of the device; hashed at once
        :return: "taken"; "repeated" for a form sent twice; "later" where too many came
            from this address; "closed" where the link is used up
        """
        ticket = (post.get("ticket") or "")[:MAX_TICKET]
        client = self._hash_address(address)
        if verdict := self._refuse(ticket, client):
            return verdict
        if not self._note_visit(ticket, client):
            return "repeated"
        if self.kind == "personal" and not self._use_up():
            return "closed"
        notes = {name: _clean(post.get(name)) or None for name in NOTES}
        self._store(answers, notes)
        return "taken"

    def _hash_address(self, address):
        """Return a hash that neither another link nor the next hour can be told by."""
        hour = self.env["asn.appraisal.link.visit"]._get_hour()
        message = (self.token, hour, address)
        return hmac(self.env, "asn_appraisal.link.client", message)

    def _refuse(self, ticket, client):
        """Say why an answer is not taken, or nothing.

        The cycle is held, so that its evaluation does not close in between. Where it
        has just changed, Odoo starts the request anew, which is nothing to report.
        """
        appraisal = self.appraisal_id
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                STATE_QUERY,
                link=self.id,
                ticket=ticket,
                client=client,
                appraisal=appraisal.id,
                role=self.role_id.id,
                cycle=appraisal.cycle_id.id,
            ),
            log_exceptions=False,
        )
        is_open, is_repeated, from_client, answers, asked = self.env.cr.fetchone()
        if is_repeated:
            return "repeated"
        if not is_open or not ticket or answers >= asked:
            return "closed"
        return "later" if from_client >= MAX_PER_CLIENT else False

    def _note_visit(self, ticket, client):
        """Note that a form is sent; False where a second tap of it was quicker.

        Two taps in flight do not see each other: the index lets the second one wait for
        the first, and refuses it once the first is stored; should that one fail, this
        one takes its place. Nothing is written before, so that all may be rolled back,
        which costs nothing where nobody taps twice.
        """
        visit = {
            "link_id": self.id,
            "client": client,
            "ticket": ticket,
            "hour": self.env["asn.appraisal.link.visit"]._get_hour(),
        }
        table, cr = "asn_appraisal_link_visit", self.env.cr
        try:
            insert_in_no_order(cr, table, [visit], log_exceptions=False)
        except UniqueViolation:
            cr.rollback()
            return False
        return True

    def _use_up(self):
        """Mark a personal link as used; False where another form was quicker."""
        self.env.cr.execute(
            SQL(
                "UPDATE asn_appraisal_link SET is_used = TRUE"
                " WHERE id = %s AND is_used IS NOT TRUE RETURNING id",
                self.id,
            )
        )
        self.invalidate_recordset(["is_used"], flush=False)
        return bool(self.env.cr.rowcount)

    def _store(self, answers, notes):
        """Store a form that knows its role and nothing of the rater, link or time."""
        values = {id_: answer["value"] for id_, answer in answers.items()}
        means = evaluation_means(self._get_items(), values)
        Assignment = self.env["asn.appraisal.assignment"]
        form = Assignment._prepare_evaluation_vals(self.appraisal_id)
        form |= Assignment._prepare_role_vals(self._get_role()) | notes
        form |= {
            "state": "submitted",
            "is_notified": True,
            "result_mean": to_exact(means["result"]),
            "behaviour_mean": to_exact(means["behaviour"]),
        }
        (form_id,) = insert_in_no_order(self.env.cr, "asn_appraisal_evaluation", [form])
        self._store_answers(form_id, answers)
        self.env["asn.appraisal.evaluation"].invalidate_model(flush=False)
        self.appraisal_id.invalidate_recordset(["evaluation_ids"], flush=False)

    def _store_answers(self, form_id, answers):
        rows = [
            {
                "evaluation_id": form_id,
                "criterion_id": criterion_id,
                "value": answer["value"] or 0,
                "not_observed": answer["not_observed"],
                "comment": answer["comment"] or None,
            }
            for criterion_id, answer in answers.items()
        ]
        insert_in_no_order(self.env.cr, "asn_appraisal_answer", rows)


def _clean(text):
    """Return a text from outside, without blanks around it and not endless."""
    return (text or "").replace("\x00", "").strip()[:MAX_TEXT]
