# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, fields, models
from odoo.tools import SQL

from .asn_told_number import ToldFloat, ToldInteger

# Below this number of people nothing is told of a unit, below this number of
# objections not how they ended: it would speak of single people.
FEWEST_PEOPLE = 5
FEWEST_OBJECTIONS = 3


class AsnAppraisalObjectionStatistic(models.Model):
    """How many people of a unit objected in a cycle, and how it ended.

    Small numbers are left out, and where that concerns one unit of a cycle alone, so is
    the next smallest: nobody finds the missing number by subtraction.
    """

    _name = "asn.appraisal.objection.statistic"
    _description = "Objections of a Unit"
    _auto = False
    _order = "cycle_id desc, department_id, id"
    _rec_name = "department_id"
    _depends = {
        "asn.appraisal": ["cycle_id", "company_id", "department_id", "state"],
        "asn.appraisal.objection": [
            *("appraisal_id", "state", "decision", "escalation_count"),
            *("filed_on", "decided_on"),
        ],
    }

    cycle_id = fields.Many2one("asn.appraisal.cycle", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    department_id = fields.Many2one("hr.department", string="Unit", readonly=True)
    is_suppressed = fields.Boolean(
        string="Too Few People",
        readonly=True,
        help="Too few people, or it would give the number of another unit away.",
    )
    people_count = fields.Integer(string="Results Published", readonly=True)
    filed_count = ToldInteger(string="Objections", readonly=True)
    open_count = ToldInteger(string="Still Open", readonly=True)
    kept_count = ToldInteger(string="Result Stayed", readonly=True)
    changed_count = ToldInteger(string="Result Changed", readonly=True)
    annulled_count = ToldInteger(string="Result Annulled", readonly=True)
    withdrawn_count = ToldInteger(string="Withdrawn", readonly=True)
    late_count = ToldInteger(string="Gone Up", readonly=True)
    decision_days = ToldFloat(
        string="Days to the Decision", readonly=True, aggregator="avg"
    )

    @property
    def _table_query(self):
        return SQL(
            """
            WITH unit AS (%(units)s),
            small AS (
                SELECT *, people < %(people)s AS is_small,
                       count(*) FILTER (WHERE people < %(people)s)
                           OVER (PARTITION BY cycle_id) AS small_units,
                       row_number() OVER (
                           PARTITION BY cycle_id
                           ORDER BY people < %(people)s DESC, people, department_id
                       ) AS place
                  FROM unit
            ),
            shown AS (
                SELECT *, NOT (is_small OR small_units = 1 AND place = 2) AS told
                  FROM small
            )
            SELECT cycle_id::bigint * 1000000 + coalesce(department_id, 0) AS id,
                   cycle_id, company_id, department_id, NOT told AS is_suppressed,
                   people AS people_count,
                   CASE WHEN told THEN filed END AS filed_count,
                   %(ends)s
              FROM shown
            """,
            units=self._get_units_query(),
            people=FEWEST_PEOPLE,
            ends=SQL(", ").join(self._list_ends()),
        )

    @api.model
    def _list_ends(self):
        """Return how objections ended, told where there are enough of them."""
        columns = {
            **{name: f"{name}_count" for name in ("open", "kept", "changed")},
            **{name: f"{name}_count" for name in ("annulled", "withdrawn", "late")},
            "days": "decision_days",
        }
        return [
            SQL(
                "CASE WHEN told AND filed >= %s THEN %s END AS %s",
                FEWEST_OBJECTIONS,
                SQL.identifier(name),
                SQL.identifier(column),
            )
            for name, column in columns.items()
        ]

    @api.model
    def _get_units_query(self):
        """Return the statement that counts by cycle and department."""
        return SQL(
            """
            SELECT appraisal.cycle_id, appraisal.company_id, appraisal.department_id,
                   count(DISTINCT appraisal.id) AS people,
                   count(o.id) AS filed,
                   count(o.id) FILTER (WHERE o.state IN ('filed', 'hearing')) AS open,
                   count(o.id) FILTER (WHERE o.decision = 'keep') AS kept,
                   count(o.id) FILTER (WHERE o.decision = 'change') AS changed,
                   count(o.id) FILTER (WHERE o.decision = 'annul') AS annulled,
                   count(o.id) FILTER (WHERE o.state = 'withdrawn') AS withdrawn,
                   count(o.id) FILTER (WHERE o.escalation_count > 0) AS late,
                   avg(extract(epoch FROM o.decided_on - o.filed_on) / 86400)::float8
                       AS days
              FROM asn_appraisal appraisal
              LEFT JOIN asn_appraisal_objection o
                     ON o.appraisal_id = appraisal.id AND o.state != 'draft'
             WHERE appraisal.state IN
                   ('published', 'acknowledged', 'objected', 'final')
             GROUP BY appraisal.cycle_id, appraisal.company_id, appraisal.department_id
            """
        )
