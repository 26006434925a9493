# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""The same curiosity over the wire: JSON-2, XML-RPC and the web client."""

import json

from odoo.tests import tagged
from odoo.tools import mute_logger

from .adversary_common import NOTES, AdversaryCommon
from .adversary_probes import ANSWER, FORGED, FORM, SEALED
from .test_api_client import ApiCase

CURIOUS = ("self", "sup", "mgr", "aud", "bare")
QUIET = ("odoo.http", "odoo.addons.base.models.ir_rule", "odoo.sql_db")


@tagged("post_install", "-at_install")
class TestAdversaryRpc(AdversaryCommon, ApiCase):
    def _get_calls(self, stage):
        """Return (model, method, arguments) that try to learn what a form holds."""
        ids = [self.forms[stage][voice].id for voice in ("peer_2", "peer_5", "sub_2")]
        scope = [["id", "in", ids]]
        secret = [["answer_ids.value", "=", 1]]
        nested = {
            "evaluation_ids": {"fields": {"answer_ids": {"fields": {"value": {}}}}}
        }
        appraisal = self._find_appraisal(stage).ids
        return [
            *((FORM, "read", {"ids": ids, "fields": [name]}) for name in SEALED),
            (FORM, "read", {"ids": ids, "context": {**FORGED, "lang": "en_US"}}),
            (FORM, "search_read", {"domain": scope, "fields": ["rater_id", *NOTES]}),
            (FORM, "search_count", {"domain": scope + secret}),
            (FORM, "search", {"domain": scope, "order": "behaviour_mean"}),
            (FORM, "formatted_read_group", {"domain": scope, "groupby": ["author_id"]}),
            (FORM, "export_data", {"ids": ids, "fields_to_export": ["strengths"]}),
            (FORM, "get_sheet", {"ids": ids[:1]}),
            (FORM, "_get_answers", {"ids": ids[:1]}),
            (FORM, "_workflow_write", {"ids": ids[:1], "vals": {"state": "draft"}}),
            (FORM, "sudo", {"ids": ids[:1]}),
            (FORM, "mapped", {"ids": ids, "func": "strengths"}),
            (FORM, "filtered_domain", {"ids": ids, "domain": secret}),
            (ANSWER, "search_read", {"domain": []}),
            ("asn.appraisal", "web_read", {"ids": appraisal, "specification": nested}),
            ("asn.appraisal.job.score", "_fetch_texts", {"ids": []}),
            ("ir.model.data", "search_read", {"domain": [["model", "=", FORM]]}),
            ("mail.message", "search_read", {"domain": [["model", "=", FORM]]}),
        ]

    def _assert_clean(self, actor, stage, text, call):
        words = self._get_forbidden_words(actor, stage)
        words |= self._get_forbidden_names(actor)
        self.assertFalse([w for w in words if w in text], f"{actor}: {call}")

    @mute_logger(*QUIET)
    def test_nothing_is_told_over_json(self):
        for actor in CURIOUS:
            for model, method, vals in self._get_calls("published"):
                found = self._call(self.users[actor], model, method, **vals)
                self._assert_clean(actor, "published", str(found), (model, method))

    @mute_logger(*QUIET)
    def test_nothing_is_told_over_xml(self):
        for actor in ("self", "mgr"):
            user = self.users[actor]
            key = self._key(user)
            self.env.flush_all()
            for model, method, vals in self._get_calls("open"):
                args = [vals.pop("ids")] if "ids" in vals else []
                found = self._ask(user, key, model, method, args, vals)
                self.env.invalidate_all()
                self._assert_clean(actor, "open", found, (model, method))

    def _ask(self, user, key, model, method, args, vals):
        call = (self.env.cr.dbname, user.id, key, model, method, args, vals)
        try:
            return str(self.xmlrpc_object.execute_kw(*call))
        except Exception as error:  # noqa: BLE001 - an error tells as well
            return str(error)

    @mute_logger(*QUIET)
    def test_nothing_is_told_by_pages(self):
        form = self.forms["published"]["peer_2"].id
        outcome = self._find_appraisal("published").outcome_ids.id
        export = {"import_compat": False, "domain": [], "groupby": [], "ids": [form]}
        export |= {"model": FORM, "fields": [{"name": "strengths", "label": "x"}]}
        pages = [
            *(f"/web/content/{FORM}/{form}/{name}" for name in SEALED),
            f"/web/content?model={FORM}&id={form}&field=strengths",
            f"/web/image/{FORM}/{form}/strengths",
            f"/report/html/asn_appraisal.report_appraisal_result/{form}",
            f"/report/html/asn_appraisal.report_appraisal_result/{outcome}",
            f"/odoo/action-0/{form}",
            f"/mail/view?model={FORM}&res_id={form}",
            f"/web/export/csv?data={json.dumps(export)}",
        ]
        for actor in ("self", "sup", "mgr"):
            login = self.users[actor].login
            self.authenticate(login, login)
            for page in pages:
                found = self.url_open(page, allow_redirects=False)
                self._assert_clean(actor, "published", found.text, page)
        self.authenticate(None, None)
        for page in pages:
            found = self.url_open(page, allow_redirects=False)
            self._assert_clean("publ", "published", found.text, page)
