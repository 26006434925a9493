# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models
from odoo.tools import SQL

# Of an appraisal that a source names.
ABOUT = {
    "appraisal_id": SQL("about.id"),
    "employee_id": SQL("about.employee_id"),
    "cycle_id": SQL("about.cycle_id"),
    "company_id": SQL("about.company_id"),
}
JOIN_ABOUT = SQL("JOIN asn_appraisal about ON about.id = src.appraisal_id")
JOIN_OUTCOME = SQL(
    "JOIN asn_appraisal_outcome outcome ON outcome.id = src.outcome_id"
    " JOIN asn_appraisal about ON about.id = outcome.appraisal_id"
)
OF_CYCLE = {"cycle_id": SQL("src.cycle_id"), "company_id": SQL("src.company_id")}


class AsnAppraisalJournal(models.Model):
    """What the journal is made of. A rater is never among it, nor a comment."""

    _inherit = "asn.appraisal.journal"

    @api.model
    def _list_sources(self):
        return [
            *super()._list_sources(),
            *self._list_tracked_sources(),
            *self._list_result_sources(),
            self._get_reading_source(),
            *self._list_unsealing_sources(),
            *self._list_moderation_sources(),
            *self._list_extension_sources(),
            *self._list_cycle_sources(),
            *self._list_retention_sources(),
        ]

    @api.model
    def _text(self, expression):
        """Return a translated column in the language of the user."""
        return SQL(
            "coalesce(%(text)s ->> %(lang)s, %(text)s ->> 'en_US')",
            text=expression,
            lang=self.env.lang or "en_US",
        )

    # ------------------------------------------------------------
    # TRACKED FIELDS
    # ------------------------------------------------------------

    @api.model
    def _list_tracked_sources(self):
        """Return a source per model of ours whose fields are tracked."""
        names = self.env.registry.descendants(["mail.thread"], "_inherit")
        return [
            self._get_tracked_source(self.env[name], tracked)
            for name in sorted(names)
            if name.startswith("asn.") and not self.env[name]._abstract
            if (tracked := self._list_tracked(name))
        ]

    @api.model
    def _list_tracked(self, name):
        """Return the fields of a model that are tracked and read by everybody."""
        return [
            field.name
            for field in self.env[name]._fields.values()
            if getattr(field, "tracking", None) and not field.groups
        ]

    @api.model
    def _get_tracked_source(self, records, tracked):
        """Return what the chatter of a model tracked."""
        return {
            "model": records._name,
            "row": SQL("tracked.id"),
            "joins": SQL(
                "JOIN mail_message message"
                " ON message.model = %s AND message.res_id = src.id"
                " JOIN mail_tracking_value tracked"
                " ON tracked.mail_message_id = message.id"
                " JOIN ir_model_fields field ON field.id = tracked.field_id",
                records._name,
            ),
            "where": SQL("field.name = ANY(%s)", tracked),
            "date": SQL("message.date"),
            "user_id": SQL("message.create_uid"),
            "kind": SQL(
                "CASE field.name WHEN 'state' THEN 'transition' ELSE 'change' END"
            ),
            "detail": self._get_tracked_detail(),
            **self._get_tracked_about(records),
        }

    @api.model
    def _get_tracked_detail(self):
        values = (
            SQL(
                "coalesce(tracked.%s, tracked.%s, tracked.%s::date::text, '–')",
                SQL.identifier(f"{age}_value_char"),
                SQL.identifier(f"{age}_value_text"),
                SQL.identifier(f"{age}_value_datetime"),
            )
            for age in ("old", "new")
        )
        label = self._text(SQL("field.field_description"))
        return SQL("concat(%s, ': ', %s, ' → ', %s)", label, *values)

    @api.model
    def _get_tracked_about(self, records):
        """Return what rows are about, from those columns that a model has."""
        about = {
            name: _column(name)
            for name in ("appraisal_id", "employee_id", "cycle_id", "company_id")
            if name in records._fields and records._fields[name].store
        }
        own = {"asn.appraisal": "appraisal_id", "asn.appraisal.cycle": "cycle_id"}
        if records._name in own:
            about[own[records._name]] = SQL("src.id")
        return about

    # ------------------------------------------------------------
    # RESULTS
    # ------------------------------------------------------------

    @api.model
    def _list_result_sources(self):
        """Return decisions of superiors, and what the person says to the result."""
        return [
            {
                "model": "asn.appraisal.outcome.decision",
                "joins": SQL(
                    "%s LEFT JOIN asn_predicate predicate"
                    " ON predicate.id = src.predicate_id",
                    JOIN_OUTCOME,
                ),
                "date": SQL("src.decided_on"),
                "user_id": SQL("src.decided_by_id"),
                "kind": SQL(
                    "CASE WHEN coalesce(src.result_reason, '') = ''"
                    " AND coalesce(src.behaviour_reason, '') = ''"
                    " THEN 'decision' ELSE 'override' END"
                ),
                "detail": self._text(SQL("predicate.name")),
                "reason": SQL(
                    "nullif(concat_ws(E'\\n', nullif(src.result_reason, ''),"
                    " nullif(src.behaviour_reason, '')), '')"
                ),
                **ABOUT,
            },
            {
                "model": "asn.appraisal.outcome",
                "domain": [("responded_on", "!=", False)],
                "joins": SQL(
                    "%s LEFT JOIN hr_employee person ON person.id = about.employee_id",
                    JOIN_ABOUT,
                ),
                "date": SQL("src.responded_on"),
                # nobody responds but the person; silence is the clock's
                "user_id": SQL(
                    "CASE WHEN src.response != 'silent' THEN person.user_id END"
                ),
                "kind": SQL("'response'"),
                "detail": self._label("asn.appraisal.outcome", "response"),
                "reason": SQL("src.response_reason"),
                **ABOUT,
            },
        ]

    @api.model
    def _label(self, model, name):
        """Return the label of a selection field, in the language of the user."""
        field = self.env[model]._fields[name]
        cases = [
            SQL("WHEN %s THEN %s", value, label)
            for value, label in field._description_selection(self.env)
        ]
        return SQL("CASE %s %s END", _column(name), SQL(" ").join(cases))

    # ------------------------------------------------------------
    # CONFIDENTIALITY
    # ------------------------------------------------------------

    @api.model
    def _get_reading_source(self):
        """Return traces of reading; about one person where all records are hers."""
        return {
            "model": "asn.appraisal.reading",
            "joins": SQL(
                "LEFT JOIN LATERAL (SELECT"
                " CASE WHEN count(*) = 1 THEN min(one.id) END AS appraisal_id,"
                " CASE WHEN count(DISTINCT one.employee_id) = 1"
                " THEN min(one.employee_id) END AS employee_id,"
                " CASE WHEN count(DISTINCT one.cycle_id) = 1"
                " THEN min(one.cycle_id) END AS cycle_id"
                " FROM asn_appraisal_reading_rel rel"
                " JOIN asn_appraisal one ON one.id = rel.appraisal_id"
                " WHERE rel.reading_id = src.id) about ON TRUE"
            ),
            "date": SQL("src.read_on"),
            "user_id": SQL("src.user_id"),
            "kind": SQL("src.kind"),
            "detail": SQL("src.what"),
            "reason": SQL("src.reason"),
            "number": SQL("src.number"),
            "appraisal_id": SQL("about.appraisal_id"),
            "employee_id": SQL("about.employee_id"),
            "cycle_id": SQL("about.cycle_id"),
            "company_id": SQL("src.company_id"),
        }

    @api.model
    def _list_steps(self, model, steps, **common):
        """Return a source per step of one model.

        :param list steps: kind, and names of the fields that say when, who and why; a
            step is there once it is dated, and nobody took it where no field says who
        """
        return [
            {
                "model": model,
                "where": SQL("%s IS NOT NULL", _column(when)),
                "date": _column(when),
                "kind": kind if isinstance(kind, SQL) else SQL("%s", kind),
                **({"user_id": _column(who)} if who else {}),
                **({"reason": _column(why)} if why else {}),
                **common,
            }
            for kind, when, who, why in steps
        ]

    @api.model
    def _list_unsealing_sources(self):
        answered = SQL(
            "CASE src.state WHEN 'refused' THEN 'unsealing_refused'"
            " ELSE 'unsealing_granted' END"
        )
        return self._list_steps(
            "asn.appraisal.unsealing",
            [
                ("unsealing_asked", "asked_on", "asked_by_id", "reason"),
                (answered, "answered_on", "answered_by_id", "answer"),
                # by the one who asked or by the clock: the record does not say which
                ("unsealing_over", "ended_on", None, None),
            ],
            joins=JOIN_ABOUT,
            detail=SQL("src.reference"),
            **ABOUT,
        )

    @api.model
    def _list_moderation_sources(self):
        """Return cases about comments, without words of a comment or of a reporter."""
        judged = SQL("CASE src.state WHEN 'kept' THEN 'kept' ELSE 'withheld' END")
        return self._list_steps(
            "asn.appraisal.moderation",
            [
                ("reported", "opened_on", "reported_by_id", None),
                (judged, "judged_on", "judged_by_id", "reason"),
                ("restored", "restored_on", "restored_by_id", "restore_reason"),
            ],
            joins=JOIN_ABOUT,
            detail=self._label("asn.appraisal.moderation", "kind"),
            **ABOUT,
        )

    # ------------------------------------------------------------
    # CYCLES
    # ------------------------------------------------------------

    @api.model
    def _list_extension_sources(self):
        """Return extensions, without the rater who got one."""
        sources = self._list_steps(
            "asn.appraisal.extension",
            [
                ("extension", "granted_on", "granted_by_id", "reason"),
                ("extension_withdrawn", "write_date", "withdrawn_by_id", None),
            ],
            detail=SQL("src.due_date::text"),
            **OF_CYCLE,
        )
        sources[-1]["where"] = SQL("src.state = 'withdrawn'")
        return sources

    @api.model
    def _list_cycle_sources(self):
        """Return what was arranged while a cycle runs, and what checks have found."""
        acting = [("acting", "create_date", "create_uid", "description")]
        change = [("amendment", "done_on", "done_by_id", "reason")]
        # free words of a rater or to one could tell who it is
        decline = [("decline", "handled_on", "handled_by_id", None)]
        nudge = [("nudge", "nudged_on", "user_id", None)]
        finding = [("finding", "found_on", None, None)]
        about = {"joins": JOIN_ABOUT, **ABOUT}
        person = {"employee_id": SQL("src.employee_id")}
        return [
            *self._list_steps(
                "asn.appraisal.acting",
                acting,
                detail=SQL("src.order_number"),
                company_id=SQL("src.company_id"),
                **person,
            ),
            *self._list_steps(
                "asn.appraisal.change",
                change,
                detail=self._label("asn.appraisal.change", "kind"),
                appraisal_id=SQL("src.appraisal_id"),
                **person,
                **OF_CYCLE,
            ),
            *self._list_steps("asn.appraisal.decline", decline, **about),
            *self._list_steps(
                "asn.appraisal.nudge",
                nudge,
                number=SQL("src.told_count"),
                **OF_CYCLE,
            ),
            *self._list_steps("asn.appraisal.seal.finding", finding, **_finding(self)),
        ]

    @api.model
    def _list_retention_sources(self):
        holds = [
            ("hold", "placed_on", "placed_by_id", "reason"),
            ("hold_released", "released_on", "released_by_id", "release_reason"),
        ]
        objections = [("objection", "done_on", "user_id", "note")]
        purges = [("purge", "started_on", "user_id", None)]
        return [
            *self._list_steps(
                "asn.appraisal.objection.step",
                objections,
                joins=SQL(
                    "JOIN asn_appraisal_objection objection"
                    " ON objection.id = src.objection_id"
                    " JOIN asn_appraisal about ON about.id = objection.appraisal_id"
                ),
                detail=self._label("asn.appraisal.objection.step", "kind"),
                **ABOUT,
            ),
            *self._list_steps(
                "asn.appraisal.hold",
                holds,
                joins=SQL("LEFT %s", JOIN_ABOUT),
                detail=SQL("src.reference"),
                appraisal_id=SQL("src.appraisal_id"),
                employee_id=SQL("about.employee_id"),
                **OF_CYCLE,
            ),
            *self._list_steps(
                "asn.appraisal.purge",
                purges,
                detail=self._label("asn.appraisal.purge", "state"),
                number=SQL("src.appraisal_count"),
                **OF_CYCLE,
            ),
        ]


def _finding(journal):
    return {
        "joins": SQL(
            "JOIN asn_appraisal_seal_chain chain ON chain.id = src.chain_id"
            " LEFT JOIN asn_appraisal_outcome outcome ON outcome.id = src.outcome_id"
            " LEFT JOIN asn_appraisal about ON about.id = outcome.appraisal_id"
        ),
        "detail": SQL(
            "concat_ws(' · ', %s, src.number::text, src.path)",
            journal._label("asn.appraisal.seal.finding", "kind"),
        ),
        **ABOUT,
        "company_id": SQL("chain.company_id"),
    }


def _column(name):
    return SQL("src.%s", SQL.identifier(name))
