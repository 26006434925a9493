# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models


class AsnAppraisalResultReport(models.AbstractModel):
    """Values of the result document."""

    _name = "report.asn_appraisal.report_appraisal_result"
    _description = "Result Document of an Appraisal"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return the values of the document, for published appraisals alone.

        :raise AccessError: for appraisals that the user may not read
        :raise UserError: for one that is not published
        """
        appraisals = self.env["asn.appraisal"].browse(docids)
        appraisals.check_access("read")
        appraisals._check_published()
        appraisals.outcome_id.check_access("read")
        return {
            "doc_ids": docids,
            "doc_model": "asn.appraisal",
            "docs": appraisals,
            "get_tables": self._get_tables,
            "get_people": self._get_people,
        }

    @api.model
    def _get_people(self, appraisal):
        """Return identities as noted at launch; ids and titles only by name.

        :return: dict of dicts with ``name``, ``post``, ``unit``
        """
        # sudo: hr.employee, hr.department - names in a document that the user may read
        appraisal = appraisal.sudo()
        superior = appraisal.superior_id
        return {
            "employee": {
                "name": appraisal.employee_id.name,
                "number": self._get_employee_number(appraisal.employee_id),
                "post": appraisal.job_title or appraisal.job_id.name,
                "unit": appraisal.department_id.name,
            },
            "superior": {
                "name": superior.name,
                "number": self._get_employee_number(superior),
                "post": superior.job_title or superior.job_id.name,
                "unit": superior.department_id.name,
            },
        }

    @api.model
    def _get_employee_number(self, employee):
        """Return the number that identifies a civil servant (NIP)."""
        return employee.barcode

    @api.model
    def _get_tables(self, outcome):
        """Return the group results as one table per dimension.

        :return: list of dicts ``{"name", "roles": [name], "rows": [{"name",
            "cells": [result or empty record]}]}``
        """
        labels = dict(
            self.env["asn.appraisal.result"]
            ._fields["dimension"]
            ._description_selection(self.env)
        )
        tables = []
        for dimension, results in outcome.result_ids.grouped("dimension").items():
            roles = results.role_id.sorted("sequence")
            tables.append(
                {
                    "name": labels[dimension],
                    "roles": roles,
                    "rows": [
                        {
                            "name": rows[0].name,
                            "cells": [
                                rows.filtered(lambda r, role=role: r.role_id == role)
                                for role in roles
                            ],
                        }
                        for rows in results.grouped("criterion_id").values()
                    ],
                }
            )
        return tables
