# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models

from .asn_appraisal_outcome import LEVELS
from .asn_config_text import pick
from .asn_one_record import check_one


class AsnAppraisalCalibration(models.Model):
    """The page of a session: people by work result and work behaviour."""

    _inherit = "asn.appraisal.calibration"

    def action_open_grid(self):
        """Open the page on which members work."""
        check_one(self)
        self.check_access("read")
        return {
            "type": "ir.actions.client",
            "tag": "asn_calibration_grid",
            "name": self.name,
            "params": {"calibration_id": self.id},
            "context": {"active_id": self.id},
        }

    @api.readonly
    def get_calibration(self):
        """Return a session as the reader sees it, in a constant number of queries.

        :return: dict of ``id``, ``name``, ``cycle``, ``state``, ``kind``, ``can_act``,
            ``can_close``, ``levels`` [{``code``, ``name``}], ``cells``
            {"result/behaviour": {``name``, ``color``, ``is_extreme``}}, ``predicates``
            (the best first), ``reasons``, ``units`` (with the guide as the rows of the
            reader keep it) and ``rows``. A row has ``flags`` [{``code``, ``text``}],
            ``before`` and ``now`` (ratings), ``waiting`` (a proposal or False) and
            ``changes``
        :raise AccessError: for anybody but members, HR's managers and auditors
        """
        check_one(self)
        self.check_access("read")
        Agenda = self.env["asn.appraisal.calibration.agenda"]
        lines = self.env["asn.appraisal.calibration.line"].search(
            [("calibration_id", "=", self.id)]
        )
        return {
            "id": self.id,
            "name": self.name,
            # sudo: asn.appraisal.cycle - its name and method, of a readable session
            "cycle": self.sudo().cycle_id.name,
            "state": self.state,
            "next_step": self.next_step,
            "can_act": self.state == "open" and self.is_member,
            "can_close": self.can_close,
            **self._describe_rules(),
            "reasons": self._describe_reasons(),
            "units": self._describe_units(lines),
            "rows": Agenda._describe_lines(lines, session=lines),
        }

    def _describe_rules(self):
        """Return levels, cells and predicates of the method as frozen."""
        method = self.cycle_id._get_frozen()["method"]
        extremes = self._get_extremes().ids
        found = {
            code: {
                "id": predicate["id"],
                "name": pick(predicate["name"], self.env.lang),
                "color": predicate["color"],
                "is_extreme": predicate["id"] in extremes,
            }
            for code, predicate in sorted(
                method["predicates"].items(), key=lambda item: item[1]["sequence"]
            )
        }
        labels = self.env["asn.appraisal.outcome"]._fields["result_rating"]
        labels = dict(labels._description_selection(self.env))
        return {
            "kind": method["kind"],
            "levels": [{"code": code, "name": labels[code]} for code, __ in LEVELS],
            "cells": {
                f"{cell['result']}/{cell['behaviour']}": found[cell["predicate"]]
                for cell in method["matrix"]
            },
            "predicates": list(found.values()),
        }

    def _describe_reasons(self):
        reasons = self.env["asn.calibration.reason"].search([], limit=100)
        return [
            {
                "id": reason.id,
                "name": reason.name,
                "description": reason.description or False,
            }
            for reason in reasons
        ]

    def _describe_units(self, lines):
        """Return the units of the rows that the reader sees, beside their guides."""
        Agenda = self.env["asn.appraisal.calibration.agenda"]
        found = []
        # sudo: asn.appraisal.unit - names and guides of units with readable rows
        for unit, members in lines.sudo().grouped("unit_id").items():
            checks = Agenda._check_guide(unit, members, "predicate_id")
            found.append(
                {
                    "id": unit.id,
                    "name": unit.department_id.name or False,
                    "predicate": unit.unit_predicate_id.name or False,
                    "people": len(members),
                    "lines": [
                        {
                            "text": unit._describe_line(line),
                            "people_text": unit._describe_people(line, check),
                            "is_kept": check["is_kept"],
                        }
                        for line, check in checks
                    ],
                }
            )
        return sorted(found, key=lambda unit: unit["name"] or "")
