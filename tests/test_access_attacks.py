# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Ways around the front door: inference, forged contexts, chatter, files, imports."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.asn_appraisal.tests.common import SECRET

from .access_common import AccessCommon

# (actor, model, stage of the record that the actor may read, what must not be found)
INFERENCES = [
    ("self", "asn.appraisal", "suggested", ("outcome_ids.total", ">=", 0)),
    ("self", "asn.appraisal", "suggested", ("outcome_ids.state", "=", "suggested")),
    ("self", "asn.appraisal", "suggested", ("outcome_id.state", "=", "suggested")),
    ("self", "asn.appraisal", "decided", ("outcome_id.result_rating", "!=", False)),
    ("self", "asn.appraisal", "decided", ("predicate_id", "!=", False)),
    ("self", "asn.appraisal", "decided", ("predicate_id.code", "!=", False)),
    ("self", "asn.appraisal", "decided", ("result_ids.mean", ">", 0)),
    ("self", "asn.appraisal", "decided", ("outcome_ids.result_ids.mean", ">", 0)),
    ("self", "asn.appraisal", "decided", ("comment_ids.text", "ilike", SECRET)),
    ("self", "asn.appraisal", "decided", ("outcome_ids.comment_ids", "!=", False)),
    (
        "self",
        "asn.appraisal",
        "published",
        ("evaluation_ids.role_id.code", "=", "peer"),
    ),
    (
        "self",
        "asn.appraisal",
        "published",
        ("evaluation_ids.rater_id.name", "=", "asn_member_1"),
    ),
    (
        "self",
        "asn.appraisal",
        "published",
        ("evaluation_ids.strengths", "ilike", SECRET),
    ),
    ("self", "asn.appraisal", "published", ("evaluation_ids.answer_ids.value", "=", 4)),
    ("self", "asn.appraisal", "published", ("cycle_id.seed", "!=", False)),
    ("sup", "asn.appraisal", "published", ("evaluation_ids.role_kind", "=", "peer")),
    ("sup", "asn.appraisal", "published", ("evaluation_ids.behaviour_mean", "=", "4")),
    ("unit", "asn.appraisal", "decided", ("outcome_ids.total", ">=", 0)),
    ("unit", "asn.appraisal", "decided", ("predicate_id", "!=", False)),
    ("mgr", "asn.appraisal", "published", ("evaluation_ids.answer_ids.value", "=", 4)),
    ("mgr", "asn.appraisal", "published", ("evaluation_ids.private_note", "=", False)),
    ("own", "asn.appraisal", "decided", ("outcome_ids.total", ">=", 0)),
    ("own", "asn.appraisal", "decided", ("evaluation_ids.role_id.code", "=", "peer")),
    ("aud", "asn.appraisal", "decided", ("comment_ids.text", "ilike", SECRET)),
    (
        "bare",
        "asn.appraisal.cycle",
        "decided",
        ("appraisal_ids.outcome_ids.total", ">=", 0),
    ),
    (
        "bare",
        "asn.appraisal.cycle",
        "decided",
        ("appraisal_ids.evaluation_ids.state", "=", "submitted"),
    ),
    (
        "bare",
        "asn.appraisal.cycle",
        "cancelled",
        ("excluded_employee_ids", "!=", False),
    ),
    ("mgr", "asn.appraisal.cycle", "decided", ("snapshot", "!=", False)),
    (
        "peer",
        "asn.appraisal.evaluation",
        "decided",
        ("appraisal_id.outcome_ids.total", ">=", 0),
    ),
    (
        "peer",
        "asn.appraisal.evaluation",
        "decided",
        ("appraisal_id.evaluation_ids.role_id.code", "=", "superior"),
    ),
    (
        "peer",
        "asn.appraisal.evaluation",
        "decided",
        ("appraisal_id.predicate_id", "!=", False),
    ),
    ("peer", "asn.appraisal.evaluation", "decided", ("behaviour_mean", "!=", False)),
]

# Fields that nobody may sort or group by, per model.
CLOSED = {
    "asn.appraisal.evaluation": [
        "strengths",
        "improvements",
        "private_note",
        "result_mean",
        "behaviour_mean",
        "submitted_on",
        "is_notified",
    ],
    "asn.appraisal.cycle": ["seed", "snapshot"],
}

FORGED = {
    "asn_workflow": True,
    "asn_config_set": True,
    "su": True,
    "sudo": True,
    "uid": 1,
    "active_test": False,
    "default_state": "published",
    "tracking_disable": True,
    "install_mode": True,
    "import_file": True,
}


@tagged("post_install", "-at_install")
class TestAccessAttacks(AccessCommon):
    def _as(self, actor, model):
        return self.env[model].with_user(self.users[actor])

    def _assert_refused(self, call, *args, **kwargs):
        with self.assertRaises(UserError), self.env.cr.savepoint():
            call(*args, **kwargs)

    # ------------------------------------------------------------
    # INFERENCE
    # ------------------------------------------------------------

    def test_nothing_is_found_by_what_is_hidden(self):
        for actor, model, stage, leaf in INFERENCES:
            with self.subTest(f"{actor}: {model} by {leaf}"):
                record = self._get_known(model, stage, actor)
                self.assertEqual(self._search(record, []), 1)
                self.assertFalse(self._search(record, [leaf]))
                # the opposite tells no more than where there is nothing to be found
                nothing = self._get_known(model, "evaluation", actor)
                found = self._search(record, ["!", leaf])
                self.assertEqual(found, self._search(nothing, ["!", leaf]))

    def _get_known(self, model, stage, actor):
        """Return a record that the actor may well read."""
        appraisal = self._find(stage, self._get_subject(actor))
        record = {
            "asn.appraisal": appraisal,
            "asn.appraisal.cycle": appraisal.cycle_id,
            "asn.appraisal.evaluation": appraisal.evaluation_ids.filtered(
                lambda form: form.rater_id == self.peer
            ),
        }[model]
        return record.with_user(self.users[actor])

    def _search(self, record, leaves):
        """Return how many are found, None where the search itself is refused."""
        try:
            return record.search_count([("id", "=", record.id), *leaves])
        except (UserError, ValueError):
            return None

    def test_nothing_is_sorted_or_grouped_by_what_is_hidden(self):
        for model, names in CLOSED.items():
            for actor in ("self", "peer", "sup", "unit", "mgr", "aud"):
                Model = self._as(actor, model)
                for name in names:
                    with self.subTest(f"{actor}: {model} by {name}"):
                        self._assert_refused(Model.search, [], order=name)
                        self._assert_refused(Model.formatted_read_group, [], [name])
                        self._assert_refused(
                            Model.formatted_read_group, [], [], [f"{name}:array_agg"]
                        )
                        self.assertNotIn(name, Model.fields_get())

    def test_nothing_is_read_through_relations(self):
        spec = {
            "evaluation_ids": {"fields": {"rater_id": {}, "state": {}}},
            "outcome_ids": {"fields": {"total": {}}},
            "result_ids": {"fields": {"mean": {}}},
            "comment_ids": {"fields": {"text": {}}},
            "cycle_id": {
                "fields": {
                    "appraisal_ids": {
                        "fields": {"outcome_ids": {"fields": {"total": {}}}}
                    }
                }
            },
        }
        mine = self._get_known("asn.appraisal", "decided", "self")
        self.env.invalidate_all()
        read = mine.web_read(spec)[0]
        self.assertEqual(
            [e["rater_id"] for e in read["evaluation_ids"]], self.person.ids
        )
        for name in ("outcome_ids", "result_ids", "comment_ids"):
            self.assertFalse(read[name], name)
        self.assertEqual([a["id"] for a in read["cycle_id"]["appraisal_ids"]], mine.ids)
        closed = {"evaluation_ids": {"fields": {"strengths": {}}}}
        self._assert_refused(mine.web_read, closed)
        rows = mine.export_data(["evaluation_ids/rater_id/.id", "outcome_ids/total"])
        self.assertNotIn(str(self.peer.id), [row[0] for row in rows["datas"]])
        self.assertFalse(any(row[1] for row in rows["datas"]))

    def test_no_trace_of_who_wrote_and_when(self):
        names = {"create_uid", "create_date", "write_uid", "write_date"}
        for model in ("asn.appraisal.evaluation", "asn.appraisal.comment"):
            self.assertFalse(names & set(self._as("mgr", model).fields_get()))
        form = self._get_known("asn.appraisal.evaluation", "decided", "mgr")
        found = form.get_metadata()[0]
        self.assertFalse({name for name in names if found.get(name)})

    def test_forms_show_no_more_than_reading(self):
        """An onchange needs the right to write, and computes nothing for others."""
        for actor in ("bare", "self", "peer", "sub", "head"):
            for model in ("asn.appraisal", "asn.appraisal.outcome"):
                record = self._find("decided", self.person)
                record = record if model == "asn.appraisal" else record.outcome_ids
                self._assert_refused(
                    record.with_user(self.users[actor]).onchange,
                    {},
                    [],
                    {"display_name": {}},
                )

    # ------------------------------------------------------------
    # FORGED CONTEXTS AND DEFAULTS
    # ------------------------------------------------------------

    def test_forged_context(self):
        appraisal = self._find("suggested", self.person)
        attempts = [
            (appraisal, {"state": "published"}),
            (appraisal.outcome_ids, {"result_rating": "above"}),
            (appraisal.outcome_ids.result_ids[0], {"mean": 5}),
            (appraisal.outcome_ids.comment_ids[0], {"text": "x"}),
            (appraisal.evaluation_ids[0], {"state": "submitted"}),
            (appraisal.cycle_id, {"state": "published"}),
        ]
        for actor in ("bare", "self", "sup", "mgr", "own", "aud"):
            for record, vals in attempts:
                forged = record.with_user(self.users[actor]).with_context(**FORGED)
                with self.subTest(f"{actor}: {record}"):
                    self._assert_refused(forged.write, vals)
        self._assert_refused(
            self._as("othr", "asn.appraisal")
            .with_context(allowed_company_ids=self.env.company.ids)
            .search,
            [],
        )

    def test_defaults_start_no_cycle_elsewhere(self):
        """Neither a context nor a stored default chooses the state of a new cycle."""
        Default = self._as("mgr", "ir.default")
        Default.set("asn.appraisal.cycle", "state", "published", user_id=True)
        vals = self.cycles["draft"].copy_data()[0]
        Cycle = self._as("mgr", "asn.appraisal.cycle")
        cycle = Cycle.with_context(
            default_state="closed", default_job="publish"
        ).create(vals)
        self.assertEqual(cycle.state, "draft")
        self.assertFalse(cycle.job)
        self.assertFalse(cycle.launched_on)

    def test_stored_filters_find_nothing_hidden(self):
        domain = "[('evaluation_ids.strengths', 'ilike', 'a')]"
        stored = self._as("sup", "ir.filters").create(
            {"name": "x", "model_id": "asn.appraisal", "domain": domain}
        )
        Appraisal = self._as("sup", "asn.appraisal")
        self._assert_refused(Appraisal.search, stored._get_eval_domain())

    # ------------------------------------------------------------
    # COPIES, IMPORTS, QUICK CREATION
    # ------------------------------------------------------------

    def test_nothing_is_copied_or_imported(self):
        appraisal = self._find("suggested", self.person)
        records = [
            (appraisal, "date_end", "2030-01-01"),
            (appraisal.evaluation_ids[0], "confidentiality", "named"),
            (appraisal.outcome_ids, "total", "120"),
            (appraisal.outcome_ids.result_ids[0], "mean", "5"),
            (appraisal.outcome_ids.comment_ids[0], "text", "x"),
        ]
        for actor in ("bare", "self", "sup", "mgr"):
            for record, name, value in records:
                mine = record.with_user(self.users[actor])
                with self.subTest(f"{actor}: {record}"):
                    self._assert_refused(mine.copy)
                    self.assertFalse(self._create_by_name(mine))
                    found = mine.load([".id", name], [[str(record.id), value]])
                    self.assertFalse(found["ids"])

    def _create_by_name(self, record):
        try:
            return record.name_create("x")
        except AccessError:
            return False

    def test_import_leaves_the_workflow_alone(self):
        cycle = self.cycles["draft"]
        found = self._as("mgr", "asn.appraisal.cycle").load(
            [".id", "state"], [[str(cycle.id), "published"]]
        )
        self.assertFalse(found["ids"])
        self.assertTrue(found["messages"])
        self.assertEqual(cycle.state, "draft")

    def test_copied_cycle_starts_anew(self):
        copy = self.cycles["closed"].with_user(self.manager).copy()
        self.assertEqual(copy.state, "draft")
        self.assertFalse(copy.sudo().snapshot or copy.sudo().seed)
        self.assertFalse(copy.appraisal_ids or copy.launched_on)

    def test_texts_are_translated_by_those_who_write_them(self):
        predicate = self.env.ref("asn_appraisal.predicate_good")
        for actor in ("bare", "self", "sup", "unit", "aud"):
            self._assert_refused(
                predicate.with_user(self.users[actor]).update_field_translations,
                "name",
                {"en_US": "x"},
            )

    # ------------------------------------------------------------
    # CHATTER AND FILES
    # ------------------------------------------------------------

    def test_strangers_and_the_chatter(self):
        appraisal = self._find("suggested", self.person)
        appraisal.message_post(body=SECRET)
        for actor in ("bare", "peer", "sub", "head", "othr"):
            mine = appraisal.with_user(self.users[actor])
            partner = self.users[actor].partner_id
            with self.subTest(actor):
                self._assert_refused(mine.message_post, body="x")
                self.assertFalse(mine.message_subscribe(partner.ids))
                self._assert_refused(
                    mine.message_subscribe, self.manager.partner_id.ids
                )
                self._assert_refused(
                    mine.activity_schedule, "mail.mail_activity_data_todo"
                )
                self._assert_refused(
                    mine.write, {"message_partner_ids": [Command.link(partner.id)]}
                )
                found = self._as(actor, "mail.message").search(
                    [("model", "=", appraisal._name), ("res_id", "=", appraisal.id)]
                )
                self.assertFalse(found)
        followers = appraisal.message_partner_ids
        self.assertFalse(followers & (self.bare | self.peer.user_id).partner_id)

    def test_nobody_is_told_of_answers_in_the_chatter(self):
        appraisal = self._find("published", self.person)
        told = " ".join(appraisal.message_ids.mapped("body"))
        self.assertNotIn(SECRET, told)
        values = appraisal.message_ids.sudo().tracking_value_ids.field_id.mapped("name")
        self.assertLessEqual(set(values), {"state"})

    @mute_logger("odoo.addons.base.models.ir_attachment")
    def test_files_of_an_appraisal(self):
        appraisal = self._find("suggested", self.person)
        vals = {
            "name": "evidence.txt",
            "raw": b"x",
            "res_model": appraisal._name,
            "res_id": appraisal.id,
        }
        file = self.env["ir.attachment"].create(vals)
        for actor in ("bare", "peer", "sub", "head", "othr", "port", "publ"):
            with self.subTest(actor):
                Attachment = self._as(actor, "ir.attachment")
                self._assert_refused(Attachment.create, vals)
                self._assert_refused(Attachment.browse(file.id).read, ["raw"])
                domain = [("res_model", "=", appraisal._name), ("id", "=", file.id)]
                try:
                    self.assertFalse(Attachment.search(domain))
                except AccessError:
                    continue
