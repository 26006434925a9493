# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models
from odoo.exceptions import AccessError

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

    def _workflow_write(self, vals):
        """Write workflow fields; the caller has checked the transition."""
        return self.with_context(asn_workflow=_WORKFLOW).write(vals)

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
