# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from functools import partial

from odoo import api, fields, models
from odoo.tools import SQL

from .asn_one_record import check_one

KINDS = [
    ("transition", "Moved on"),
    ("change", "Changed"),
    ("decision", "Decided as suggested"),
    ("override", "Decided otherwise than suggested"),
    ("response", "Response to a result"),
    ("comments", "Comments read"),
    ("export", "Exported"),
    ("document", "Printed"),
    ("identities", "Identities unsealed"),
    ("unsealing_asked", "Unsealing asked for"),
    ("unsealing_granted", "Unsealing granted"),
    ("unsealing_refused", "Unsealing refused"),
    ("unsealing_over", "Unsealing over"),
    ("reported", "Comment reported"),
    ("withheld", "Comment withheld"),
    ("kept", "Reported comment kept"),
    ("restored", "Comment restored"),
    ("extension", "Due date extended"),
    ("extension_withdrawn", "Extension withdrawn"),
    ("acting", "Acting superior recorded"),
    ("amendment", "Change in an open cycle decided"),
    ("decline", "Declined form handled"),
    ("nudge", "Raters reminded"),
    ("finding", "Finding in the chain of seals"),
    ("objection", "Step of an objection"),
    ("hold", "Legal hold placed"),
    ("hold_released", "Legal hold released"),
    ("purge", "Raw answers deleted"),
]
# The columns of a source, in the order of the view.
COLUMNS = {
    "date": SQL("NULL::timestamp"),
    "user_id": SQL("NULL::integer"),
    "kind": SQL("NULL::varchar"),
    "detail": SQL("NULL::varchar"),
    "reason": SQL("NULL::text"),
    "number": SQL("NULL::integer"),
    "appraisal_id": SQL("NULL::integer"),
    "employee_id": SQL("NULL::integer"),
    "cycle_id": SQL("NULL::integer"),
    "company_id": SQL("NULL::integer"),
}
# Two digits of an id say from which source the row is.
MAX_SOURCES = 100


class AsnAppraisalJournal(models.Model):
    """Who did what, when and why, in one list over all records that tell it.

    A row is there for whoever may read the record behind it: each source is searched
    with the rules of its own model, so that nobody finds here what is closed there.
    Sources say what ``_list_sources`` of ``asn_appraisal_journal_source.py`` says.
    """

    _name = "asn.appraisal.journal"
    _description = "Journal"
    _inherit = ["asn.reading.mixin"]
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "detail"

    # who, when
    date = fields.Datetime(string="When", readonly=True)
    user_id = fields.Many2one(
        "res.users",
        string="Who",
        readonly=True,
        help="Empty: the system itself, by the clock or in a check.",
    )
    # what, why
    kind = fields.Selection(KINDS, string="What", readonly=True)
    detail = fields.Char(string="In Detail", readonly=True)
    reason = fields.Text(
        string="Why", readonly=True, help="As whoever acted gave it, at that time."
    )
    number = fields.Integer(
        string="Records", readonly=True, help="How many it was about, if counted."
    )
    # about
    appraisal_id = fields.Many2one("asn.appraisal", readonly=True)
    employee_id = fields.Many2one("hr.employee", string="About", readonly=True)
    cycle_id = fields.Many2one("asn.appraisal.cycle", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    # the record behind
    res_model = fields.Char(string="Model of the Record", readonly=True)
    res_id = fields.Many2oneReference(
        string="Record", model_field="res_model", readonly=True
    )

    @property
    def _table_query(self):
        # numbered before any is left out: an id is of the same row for everybody
        selects = [
            self._get_select(number, source)
            for number, source in enumerate(self._list_sources())
            if self._is_open(source)
        ]
        nothing = SQL("SELECT %s WHERE FALSE", self._get_columns(0, {}))
        return SQL(" UNION ALL ").join([nothing, *selects])

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends_context("lang")
    @api.depends("kind", "detail")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for row in self:
            parts = filter(None, (labels.get(row.kind), row.detail))
            row.display_name = ": ".join(parts)

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def _check_access(self, operation):
        """Hold reading to what the user finds: rules of sources are in the query."""
        result = super()._check_access(operation)
        if result or operation != "read" or self.env.su or not self.ids:
            return result
        found = self.browse(self._search([("id", "in", self.ids)]))
        if forbidden := self - found:
            Rule = self.env["ir.rule"]
            return forbidden, partial(Rule._make_access_error, operation, forbidden)
        return None

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_open_record(self):
        """Open the record that tells this row.

        :return: window action
        :raise AccessError: for whoever may not read it
        """
        check_one(self)
        self.check_access("read")
        record = self.env[self.res_model].browse(self.res_id)
        record.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": record._name,
            "res_id": record.id,
            "views": [(False, "form")],
        }

    # ------------------------------------------------------------
    # SOURCES
    # ------------------------------------------------------------

    @api.model
    def _list_sources(self):
        """Return the sources of the journal. To be extended by further models.

        :return: list of dicts: ``model``, its records called ``src`` in SQL; ``joins``
            and ``where``, where needed; and an expression for each of ``COLUMNS``
        """
        return []

    @api.model
    def _is_open(self, source):
        return source["model"] in self.env and self.env[source["model"]].has_access(
            "read"
        )

    @api.model
    def _get_select(self, number, source):
        """Return the statement for those rows of a source that the user may read."""
        Model = self.env[source["model"]]
        Model.flush_model()
        readable = Model._search(source.get("domain", []))
        return SQL(
            "SELECT %(columns)s FROM %(table)s src %(joins)s"
            " WHERE src.id IN %(readable)s AND %(where)s",
            columns=self._get_columns(number, source),
            table=SQL.identifier(Model._table),
            joins=source.get("joins", SQL()),
            readable=readable.subselect(),
            where=source.get("where", SQL("TRUE")),
        )

    @api.model
    def _get_columns(self, number, source):
        name = source.get("model")
        res_id = source.get("res_id", SQL("src.id")) if name else SQL("NULL::integer")
        row = source.get("row", SQL("src.id")) if name else SQL("0")
        columns = {
            "id": SQL("%s::bigint * %s + %s", row, MAX_SOURCES, number),
            "res_model": SQL("%s::varchar", name),
            "res_id": res_id,
        }
        columns |= {key: source.get(key, empty) for key, empty in COLUMNS.items()}
        return SQL(", ").join(
            SQL("%s AS %s", value, SQL.identifier(key))
            for key, value in columns.items()
        )
