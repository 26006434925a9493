# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import json

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import SQL
from odoo.tools.json import json_default

# Only code of this process can hold this object: a context that arrives over
# RPC is JSON and can never contain it.
_WORKFLOW = object()


class AsnWorkflowMixin(models.AbstractModel):
    """Fields that change through the workflow's own methods alone.

    A model lists them in ``_workflow_fields``. Every other write is refused,
    whoever asks: a form, an import, RPC, an automation rule, even ``sudo()``.
    """

    _name = "asn.workflow.mixin"
    _description = "Fields Written by the Workflow Alone"

    _workflow_fields = frozenset()

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if not self._is_workflow():
            initial = self._get_workflow_initial_values()
            for vals in vals_list:
                self._check_workflow_fields(vals)
            vals_list = [initial | vals for vals in vals_list]
        return super().create(vals_list)

    def write(self, vals):
        if not self._is_workflow():
            self._check_workflow_fields(vals)
        return super().write(vals)

    # ------------------------------------------------------------
    # WORKFLOW
    # ------------------------------------------------------------

    def _workflow_create(self, vals_list):
        """Create records with values for workflow fields.

        :param vals_list: list of value dictionaries
        :return: the new records, in the environment of ``self``
        """
        records = self.with_context(asn_workflow=_WORKFLOW).create(vals_list)
        return self.browse(records.ids)

    def _workflow_insert(self, vals_list):
        """Create many records with one statement, past ``create`` and its hooks.

        For jobs that make thousands of like records: fields missing in ``vals_list``
        get their defaults, stored computed fields that it gives are taken as they are
        and all others computed. There are no followers, no log messages, and no checks
        but those of PostgreSQL: the caller has made the values itself.

        :param list vals_list: dictionaries, each with the same stored fields, values as
            for ``create`` (ids for records, JSON-able values for JSON)
        :return: the new records, in order of ``vals_list``
        """
        if not vals_list:
            return self.browse()
        given = vals_list[0].keys()
        query = self._get_insert_query(
            given, json.dumps(vals_list, default=json_default)
        )
        records = self.browse(id_ for (id_,) in self.env.execute_query(query))
        self._tell_about_insert(records, [self._fields[name] for name in given])
        return records

    def _get_insert_query(self, given, rows):
        """Return the statement that inserts ``rows``, a JSON list with ``given``."""
        common = self._prepare_common_values(given)
        values = [SQL.identifier(name) for name in given]
        values += [SQL("%s", value) for value in common.values()]
        return SQL(
            "INSERT INTO %(table)s (%(columns)s) SELECT %(values)s"
            " FROM json_populate_recordset(NULL::%(table)s, %(rows)s) RETURNING id",
            table=SQL.identifier(self._table),
            columns=SQL(", ").join(map(SQL.identifier, [*given, *common])),
            values=SQL(", ").join(values),
            rows=rows,
        )

    def _tell_about_insert(self, records, given):
        """Recompute what depends on new records; forget lines read before."""
        for field in given:
            for inverse in self.pool.field_inverses[field]:
                self.env[inverse.model_name].invalidate_model([inverse.name])
        with self.env.protecting(given, records):
            records.modified(self._fields, create=True)

    def _prepare_common_values(self, given):
        """Return ``{column: value}`` of what all new records have in common."""
        stored = [name for name, field in self._fields.items() if field.column_type]
        rest = [name for name in stored if name not in given and name != "id"]
        values = self._add_missing_default_values({})
        values |= self._get_workflow_initial_values()
        common = {
            name: self._fields[name].convert_to_column_insert(values[name], self)
            for name in rest
            if name in values
        }
        if self._log_access:
            user, now = self.env.uid, self.env.cr.now()
            common |= {"create_uid": user, "write_uid": user}
            common |= {"create_date": now, "write_date": now}
        return common

    def _workflow_write(self, vals):
        """Write workflow fields; the caller has checked the transition."""
        return self.with_context(asn_workflow=_WORKFLOW).write(vals)

    def _workflow_update(self, vals):
        """Write the same values to many records with one statement, past ``write``.

        For jobs: there is no tracking and no hook, and no check but those of
        PostgreSQL. The caller has checked the transition.

        :param dict vals: plain stored fields and their values, as for ``write``
        """
        if not self:
            return
        names = list(vals)
        if self._log_access:
            vals = vals | {"write_uid": self.env.uid, "write_date": self.env.cr.now()}
        self.flush_recordset()
        columns = (
            SQL(
                "%s = %s",
                SQL.identifier(name),
                self._fields[name].convert_to_column(value, self),
            )
            for name, value in vals.items()
        )
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET %s WHERE id = ANY(%s)",
                SQL.identifier(self._table),
                SQL(", ").join(columns),
                list(self.ids),
            )
        )
        self.invalidate_recordset(vals, flush=False)
        self.modified(names)

    def _is_workflow(self):
        return self.env.context.get("asn_workflow") is _WORKFLOW

    def _check_workflow_fields(self, vals):
        """Refuse values for workflow fields.

        :raise AccessError: naming the first such field
        """
        if name := next((name for name in vals if name in self._workflow_fields), None):
            raise AccessError(
                self.env._(
                    "“%(field)s” of %(model)s changes only through its own actions, "
                    "never by editing.",
                    field=self._fields[name]._description_string(self.env),
                    model=self.env["ir.model"]._get(self._name).sudo().name,
                )
            )

    def _get_workflow_initial_values(self):
        """Return the initial values of workflow fields, in so many words.

        Given explicitly, they leave no room for ``default_…`` keys of a context
        or for somebody's own default stored in ``ir.default``.
        """
        fields_ = (self._fields[name] for name in self._workflow_fields)
        return {
            field.name: field.default(self) if field.default else False
            for field in fields_
            if not field.groups
        }
