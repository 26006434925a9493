# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Every method that can be called from outside, called by every actor over HTTP."""

import inspect
import json
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_model import IrModelAccess
from odoo.addons.base.models.ir_rule import IrRule

from .access_common import AccessCommon
from .access_matrix import ACTORS, ARGUMENTS, METHODS, expand, parse

TABLE = parse(METHODS)
# Refusals in words. Anything else is an error that nobody foresaw.
REFUSALS = {
    "odoo.exceptions.AccessError",
    "odoo.exceptions.UserError",
    "odoo.exceptions.ValidationError",
    "odoo.http.SessionExpiredException",
    "werkzeug.exceptions.Unauthorized",
}
OURS = "odoo.addons.asn_"
# Who tries two records at once: the first of these who may try one.
FIRST = ["mgr", "sup", *ACTORS]
# Cycles that stand for a second one of another stage, once they have its state.
TWINS = {"suggested": "decided", "closed": "published", "monitoring": "planning"}
TWIN_STAGES = ["draft", "evaluation", "decided", "published", "planning"]
ADD_METHOD = (
    "%s.%s can be called from outside and is not in the table: add a row to METHODS in "
    "tests/access_matrix.py, or mark it @api.private."
)


class MethodsCommon(AccessCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.twins = {
            stage: cls._make_cycle(stage, 2040 + n)
            for n, stage in enumerate(TWIN_STAGES)
        }
        cls.keys = {
            actor: cls.env["res.users.apikeys"]
            .with_user(user)
            .sudo()
            ._generate(None, "test", fields.Datetime.now() + timedelta(days=1))
            for actor, user in cls.users.items()
            if actor != "publ"
        }

    def _is_of_records(self, model, name):
        return not getattr(getattr(self.env[model], name), "_api_model", False)

    def _get_names(self, model):
        labels = [label.split() for label, _cells in TABLE.get(model, [])]
        return {name for words in labels for name in words[0].split(",")}

    def _get_public_methods(self, model):
        """Return methods that addons of ours bring in, to models of others as well.

        What every model has (``write``, ``copy`` …) is tried by MATRIX.
        """
        bases = self.env.registry[model].mro()
        ours = [base for base in bases if base.__module__.startswith(OURS)]
        others = {name for base in bases if base not in ours for name in base.__dict__}
        return {
            name
            for base in ours
            for name, method in base.__dict__.items()
            if inspect.isfunction(method)
            and not name.startswith("_")
            and name not in others
            and not getattr(method, "_api_private", False)
        }

    def _check_rows(self, actor, rows, call):
        for model, words, cells in rows:
            with self.subTest(f"{model} {words}: {actor}"), self._undone():
                record = self._prepare(model, words[1:], actor)
                self.assertEqual(call(actor, model, record, words[0]), cells[actor])

    def _get_rows(self, most=None):
        for model, rows in TABLE.items():
            for label, cells in rows:
                possible = [None, *self._get_possible(model)]
                for words in expand(label, possible)[:most]:
                    yield model, words, cells

    def _get_first_rows(self):
        """Yield one row of those that share their cells."""
        return self._get_rows(most=1)

    def _prepare_two(self, model, words, actor):
        """Return the record of a row and another one like it."""
        record = self._prepare(model, words, actor)
        if model == "asn.appraisal.cycle":
            twin = self.twins[TWINS.get(words[0], words[0])]
            self._force((twin, record.sudo().state))
            return record + record.browse(twin.id)
        if model == "asn.appraisal.cycle.gap":
            issue = self.issue.copy({"kind": "overlap"})
            return record + record.browse(self._get_gap(issue).id)
        if model in ("asn.appraisal.cycle.issue", "asn.appraisal.cycle.preview"):
            return record + record.browse(record.sudo().copy().id)
        if model == "asn.appraisal.template":
            other = self.configuration["shared"][model]
            return record + record.browse(other.copy().id)
        other, forced = self._get_record(model, words, self.owner)
        self._force(forced)
        return record + record.browse(other.id)

    # ------------------------------------------------------------
    # WAYS TO CALL
    # ------------------------------------------------------------

    def _call_directly(self, actor, model, records, name):
        arguments = self._get_arguments(model, records, name)
        ids = [records.ids] if self._is_of_records(model, name) else []
        try:
            call_kw(records.env[model], name, ids, arguments)
        except UserError as error:
            return "-" if str(error) else "an error without words"
        return "y"

    def _log_in(self, actor):
        user = self.users[actor]
        self.authenticate(None if actor == "publ" else user.login, user.login)

    def _get_arguments(self, model, records, name):
        if model == "asn.appraisal.sheet.preview":
            return self._get_preview_arguments(records.sudo(), name)
        text = json.dumps(ARGUMENTS.get(name, {}))
        if "criterion" in text:
            item = records[0].sudo()._get_items()[0]
            text = text.replace('"criterion"', f'"{item["criterion_id"]}"')
        arguments = json.loads(text)
        if "criterion_id" in arguments:
            arguments["criterion_id"] = int(arguments["criterion_id"])
        return arguments

    def _get_preview_arguments(self, record, name):
        is_form = record._name == "asn.appraisal.template"
        form = record if is_form else record.template_rule_ids[0].template_id
        arguments = {"template_id" if is_form else "cycle_id": record.id}
        if name != "get_choices":
            arguments |= {"form_id": form.id, "role_code": "peer"}
        if name == "check_sheet":
            arguments["answers"] = []
        return arguments

    def _call_json_rpc(self, actor, model, records, name):
        params = {
            "model": model,
            "method": name,
            "args": [records.ids] if self._is_of_records(model, name) else [],
            "kwargs": self._get_arguments(model, records, name),
        }
        with mute_logger("odoo.http"):
            response = self.url_open("/web/dataset/call_kw", json={"params": params})
        error = response.json().get("error")
        return self._judge(error["data"]) if error else "y"

    def _call_json_2(self, actor, model, records, name):
        body = self._get_arguments(model, records, name)
        if self._is_of_records(model, name):
            body["ids"] = records.ids
        key = self.keys.get(actor)
        with mute_logger("odoo.http"):
            response = self.url_open(
                f"/json/2/{model}/{name}",
                json=body,
                method="POST",  # also where nothing is to be said
                headers={"Authorization": f"Bearer {key}"} if key else {},
            )
        return "y" if response.status_code == 200 else self._judge(response.json())

    def _judge(self, error):
        """Return the mark of a refusal in words, or the unforeseen error itself."""
        if error["name"] in REFUSALS and error["message"]:
            return "-"
        return f"{error['name']}: {error['message']}"


@tagged("post_install", "-at_install")
class TestAccessMethods(MethodsCommon):
    # ------------------------------------------------------------
    # COMPLETENESS
    # ------------------------------------------------------------

    def test_every_method_is_in_the_table(self):
        missing = [
            ADD_METHOD % (model, name)
            for model in self.env.registry
            for name in self._get_public_methods(model)
            if name not in self._get_names(model)
        ]
        self.assertFalse(missing, "\n".join(missing))

    def test_every_row_is_a_method(self):
        gone = [
            f"{model}.{name}"
            for model in TABLE
            for name in self._get_names(model)
            if name not in self._get_public_methods(model)
        ]
        self.assertFalse(gone)

    def test_every_dot_is_a_method_of_no_record(self):
        for model, words, cells in self._get_first_rows():
            with self.subTest(f"{model} {words}"):
                of_records = self._is_of_records(model, words[0])
                self.assertEqual(of_records, cells["two"] != ".")

    # ------------------------------------------------------------
    # CALLS
    # ------------------------------------------------------------

    def test_every_row(self):
        """As both APIs call it, without HTTP around it."""
        # Refused all the same, without the long texts, which cost much of the time.
        for model in (IrModelAccess, IrRule):
            self.patch(model, "_make_access_error", lambda *args: AccessError("No"))
        for actor in self.users:
            self._check_rows(actor, self._get_rows(), self._call_directly)


@tagged("post_install", "-at_install")
class TestAccessRemote(MethodsCommon):
    """The same over the network; apart, so that two workers share the time."""

    def test_over_json_rpc(self):
        for actor in self.users:
            self._log_in(actor)
            self._check_rows(actor, self._get_first_rows(), self._call_json_rpc)

    def test_over_json_2(self):
        self.authenticate(None, None)
        for actor in self.users:
            self._check_rows(actor, self._get_first_rows(), self._call_json_2)

    def test_on_two_records(self):
        """It works, or is refused in so many words, for whom it works on one."""
        for model, words, cells in self._get_rows():
            actor = next((name for name in FIRST if cells[name] == "y"), None)
            if actor and self._is_of_records(model, words[0]):
                self._log_in(actor)
                with self.subTest(f"{model} {words}: two by {actor}"), self._undone():
                    records = self._prepare_two(model, words[1:], actor)
                    found = self._call_json_rpc(actor, model, records, words[0])
                    self.assertEqual(found, cells["two"])
