# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

# How long comments stay open to the manager who gave a reason.
OPEN_FOR = timedelta(hours=1)
# Characters that a trace keeps of what was taken out.
MAX_WHAT = 500


class AsnAppraisalReading(models.Model):
    """The trace of one reading: who, when, about whom, why.

    One row per reading and company, however many records were read. Nobody changes
    or deletes a row, code of this addon included.
    """

    _name = "asn.appraisal.reading"
    _description = "Trace of Reading"
    _inherit = ["asn.workflow.mixin"]
    _order = "read_on desc, id desc"
    _rec_name = "what"
    _log_access = False  # said by its own fields

    _workflow_fields = frozenset(
        {
            "company_id",
            "user_id",
            "read_on",
            "kind",
            "what",
            "number",
            "reason",
            "open_until",
            "appraisal_ids",
        }
    )

    user_id = fields.Many2one(
        "res.users",
        string="Read By",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    read_on = fields.Datetime(required=True, readonly=True)
    kind = fields.Selection(
        [
            ("comments", "Comments read"),
            ("export", "Exported"),
            ("document", "Printed"),
            ("identities", "Identities unsealed"),
        ],
        required=True,
        readonly=True,
    )
    what = fields.Char(string="What Was Read", required=True, readonly=True)
    number = fields.Integer(
        string="Records", readonly=True, default=0, help="How many were read at once."
    )
    reason = fields.Text(
        readonly=True,
        help="As whoever read it gave it. The person appraised reads it too.",
    )
    open_until = fields.Datetime(
        readonly=True, help="Comments can be read until then without a further trace."
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    appraisal_ids = fields.Many2many(
        "asn.appraisal",
        "asn_appraisal_reading_rel",
        "reading_id",
        "appraisal_id",
        string="Appraisals",
        readonly=True,
    )
    is_about_me = fields.Boolean(
        compute="_compute_is_about_me", search="_search_is_about_me"
    )

    _open_comments = models.Index("(user_id, open_until) WHERE open_until IS NOT NULL")

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends_context("uid")
    def _compute_is_about_me(self):
        # sudo: only whether; by a search, so that nothing read here stays in the cache
        domain = [("id", "in", self.ids), *self._search_is_about_me("in", [True])]
        mine = self.sudo().search(domain)
        for reading in self:
            reading.is_about_me = reading in mine

    def _search_is_about_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("appraisal_ids.employee_id.user_id", "=", self.env.uid)]

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def write(self, vals):
        if vals:
            raise AccessError(self.env._("A trace of reading can never be changed."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise AccessError(self.env._("A trace of reading can never be deleted."))

    # ------------------------------------------------------------
    # NOTING
    # ------------------------------------------------------------

    @api.model
    def _note(self, kind, what, appraisals, number=0, **vals):
        """Note one reading of the user, unless it was about the user alone.

        :param str kind: one of the field's values
        :param str what: what was read, in the language of the reader
        :param appraisals: asn.appraisal that it was about
        :param int number: how many records were read
        :param vals: ``reason`` and ``open_until``, where there are
        :return: the new rows, one per company
        """
        # sudo: asn.appraisal, its reading - a trace is left by people who write none
        others = appraisals.sudo().search(
            [
                ("id", "in", appraisals.ids),
                ("employee_id.user_id", "!=", self.env.uid),
            ],
            order="id",
        )
        by_company = others.grouped("company_id")
        common = {
            "user_id": self.env.uid,
            "read_on": fields.Datetime.now(),
            "kind": kind,
            "what": what[:MAX_WHAT],
            "number": number or len(others),
        }
        common |= {"reason": None, "open_until": None} | vals
        rows = self.sudo()._workflow_insert(
            [common | {"company_id": company.id} for company in by_company]
        )
        rows._link(by_company.values())
        return rows

    def _link(self, groups):
        """Say which appraisals each row is about."""
        pairs = [
            (row.id, appraisal.id)
            for row, appraisals in zip(self, groups, strict=True)
            for appraisal in appraisals
        ]
        if pairs:
            self.env.execute_query(
                SQL(
                    "INSERT INTO asn_appraisal_reading_rel (reading_id, appraisal_id)"
                    " VALUES %s RETURNING 1",
                    SQL(", ").join(pairs),
                )
            )
        self.invalidate_model(["appraisal_ids"], flush=False)
        self.env["asn.appraisal"].invalidate_model(
            ["reading_ids", "is_opened", "can_read_comments"], flush=False
        )

    # ------------------------------------------------------------
    # EXPORTS
    # ------------------------------------------------------------

    @api.model
    def _note_export(self, records, names):
        """Note that fields were exported, if any of them is of an appraised person.

        :param records: of any model
        :param list names: paths of fields as ``export_data`` takes them
        """
        paths = {}
        for name in names:
            path, labels = self._find_traced(records, name.split("/"))
            if path is not None:
                paths.setdefault(path, []).append(labels)
        if not paths or not records:
            return
        records = records.browse(records.ids)  # to be read together
        appraisals = self.env["asn.appraisal"].sudo()
        for path in paths:
            # sudo: whom the exported records are about; what was exported is done
            found = records.sudo().mapped(".".join(path)) if path else records.sudo()
            appraisals |= found._get_traced_appraisals()
        what = ", ".join(label for labels in paths.values() for label in labels)
        about = self.env["ir.model"]._get(records._name).sudo().name
        self._note("export", f"{about}: {what}", appraisals, len(records))

    @api.model
    def _find_traced(self, records, parts):
        """Return how a path of fields gets to traced records, and what it exports.

        :return: tuple of field names to the first traced model, or ``None``; label
        """
        model, path, traced, labels = records, (), None, []
        for part in parts:
            if traced is None and hasattr(model, "_get_traced_appraisals"):
                traced = path
            field = model._fields.get(part.partition(".")[0])
            if field is None or not field.relational:
                labels.append((field and field._description_string(self.env)) or part)
                break
            path += (field.name,)
            labels.append(field._description_string(self.env))
            model = self.env[field.comodel_name]
        return traced, " / ".join(labels)

    # ------------------------------------------------------------
    # DOCUMENTS
    # ------------------------------------------------------------

    @api.model
    def _note_document(self, report, records):
        """Note that a document about appraised people was made.

        :param report: ir.actions.report
        :param records: what it was made of
        """
        if hasattr(records, "_get_traced_appraisals"):
            appraisals = records.sudo()._get_traced_appraisals()
            self._note("document", report.sudo().name, appraisals, len(records))

    # ------------------------------------------------------------
    # COMMENTS
    # ------------------------------------------------------------

    @api.model
    def _get_opened(self):
        """Return the appraisals whose comments are open to the user by a trace."""
        # sudo: asn.appraisal - the user's own readings
        return (
            self.env["asn.appraisal"]
            .sudo()
            .search(
                [
                    (
                        "reading_ids",
                        "any",
                        [
                            ("user_id", "=", self.env.uid),
                            ("open_until", ">", fields.Datetime.now()),
                        ],
                    )
                ]
            )
        )
