# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tests.common import warmup

from .common import AppraisalCommon


@tagged("post_install", "-at_install")
class TestReadiness(AppraisalCommon):
    """Every gap is named, says whether it blocks, and opens where it is closed."""

    def _check(self, cycle=None):
        cycle = cycle or self.cycle
        cycle.with_user(self.manager).action_check_readiness()
        return cycle.issue_ids

    def _get_kinds(self, employee, cycle=None):
        issues = self._check(cycle)
        found = issues.filtered(lambda issue: issue.employee_id == employee)
        return {issue.kind: issue.is_blocking for issue in found}

    def test_superiors(self):
        stranger = self._employee("asn_other_superior")
        company = self.env["res.company"].create({"name": "Other agency"})
        stranger.user_id = False
        stranger.company_id = company
        self.members[0].parent_id = self.members[0]
        self.members[1].parent_id = stranger
        self.assertEqual(self._get_kinds(self.members[0]), {"self_superior": True})
        self.assertEqual(
            self._get_kinds(self.members[1]),
            {"superior_company": False, "superior_no_user": False, "few_raters": False},
        )

    def test_loops_of_any_length(self):
        loop = self.env["hr.employee"].union(
            *(self._employee(f"asn_loop_{n}") for n in range(4))
        )
        for employee, superior in zip(loop, loop[1:] | loop[:1], strict=True):
            employee.parent_id = superior
        below = self._employee("asn_below", loop[0])
        self.cycle.included_employee_ids = loop | below
        for employee in loop:
            self.assertTrue(self._get_kinds(employee)["superior_loop"])
        self.assertIs(self._get_kinds(below)["superior_above_loop"], False)
        message = self.cycle.issue_ids.filtered(
            lambda issue: issue.kind == "superior_above_loop"
        ).message
        self.assertIn("asn_loop_0 → asn_loop_1 → asn_loop_2 → asn_loop_3", message)
        self.assertNotIn("superior_loop", self._get_kinds(self.person))
        self._launch()
        launched = self.cycle.appraisal_ids.employee_id
        self.assertIn(below, launched)
        self.assertFalse(loop & launched)

    def test_department_missing(self):
        self.person.department_id = False
        self.assertIs(self._get_kinds(self.person)["no_department"], False)

    def test_pools_below_the_minimum(self):
        """As many as the launch asks are told, and who has enough is not."""
        for member in self.members[3:]:
            member.user_id = False
        alone = self._employee("asn_alone", self.head)
        self.cycle.included_employee_ids = alone | self.head
        told = {
            issue.employee_id: issue.message
            for issue in self._check()
            if issue.kind == "few_raters"
        }
        self._launch()
        labels = {"peer": "Peer", "subordinate": "Subordinate"}
        for appraisal in self.cycle.appraisal_ids:
            message = told.pop(appraisal.employee_id, "")
            asks = appraisal.template_id.role_ids.role_id.mapped("kind")
            for kind, label in labels.items():
                asked = appraisal.evaluation_ids.mapped("role_kind").count(kind)
                few = kind in asks and asked < 3
                words = f"{asked} of 3 as “{label}"
                self.assertEqual(words in message, few, (appraisal, message))
        self.assertFalse(told)

    def test_form_asks_fewer_than_the_minimum(self):
        staff = self.env.ref("asn_appraisal.template_staff")
        peer = staff.role_ids.filtered(lambda role: role.role_id.kind == "peer")
        peer.max_raters = 2
        issue = self._check().filtered(lambda issue: issue.kind == "form_few")
        self.assertEqual(issue.template_id, staff)
        self.assertFalse(issue.is_blocking)

    def test_form_without_dimension_or_anchors(self):
        staff = self.env.ref("asn_appraisal.template_staff")
        staff.line_ids.filtered(lambda line: line.dimension == "result").unlink()
        self.env.ref("asn_appraisal.criterion_loyal").anchor_ids[0].unlink()
        issues = self._check()
        found = {(issue.kind, issue.template_id, issue.is_blocking) for issue in issues}
        self.assertIn(("form_dimension", staff, False), found)
        self.assertIn(("anchors", staff, False), found)
        self.assertIn(
            "Loyal", issues.filtered(lambda i: i.kind == "anchors")[0].message
        )

    def test_role_without_criteria(self):
        staff = self.env.ref("asn_appraisal.template_staff")
        peer = self.env.ref("asn_appraisal.role_peer")
        for line in staff.line_ids:
            line.role_ids -= peer
        issue = self._check().filtered(lambda issue: issue.kind == "form")
        self.assertEqual((issue.template_id, issue.is_blocking), (staff, True))
        with self.assertRaisesRegex(UserError, "Staff.*Peer.*no criterion"):
            self.cycle.with_user(self.manager).action_launch()

    def test_method_with_wrong_weights(self):
        """Data that was changed past the ORM is found before it is frozen."""
        method = self.cycle.method_id
        self.env.cr.execute(
            "UPDATE asn_rating_method_role SET behaviour_weight = behaviour_weight + 1 "
            "WHERE method_id = %s AND behaviour_weight > 0",
            [method.id],
        )
        self.env.invalidate_all()
        issue = self._check().filtered(lambda issue: issue.kind == "method")
        self.assertTrue(issue.is_blocking)
        self.assertIn("103", issue.message)
        with self.assertRaisesRegex(UserError, "103"):
            self.cycle.with_user(self.manager).action_launch()

    def test_bands_with_a_hole(self):
        method = self.env.ref("asn_appraisal.method_score_2019")
        cycle = self._cycle(name="Bands", method_id=method.id)
        band = method.band_ids.sorted("lower")[1]
        self.env.cr.execute(
            "DELETE FROM asn_rating_method_band WHERE id = %s", [band.id]
        )
        self.env.invalidate_all()
        issue = self._check(cycle).filtered(lambda issue: issue.kind == "method")
        self.assertIn("no band covers", issue.message)

    def test_gaps_that_stay_keep_their_record(self):
        """Whoever has a list of gaps open can go on with it after another check."""
        first, second = self.members[1:3]
        first.user_id.email = second.user_id.email = False
        before = self._check()
        self.assertEqual(self._check(), before)
        first.user_id.email = "first@example.com"
        closed = before.filtered(lambda issue: issue.employee_id == first)
        self.assertEqual(closed.kind, "no_email")
        self.assertEqual(self._check(), before - closed)

    def test_nobody_takes_part(self):
        self.cycle.population_domain = "[('id', '=', 0)]"
        self.assertEqual(self._check().mapped("kind"), ["no_population"])

    def test_gap_that_names_nobody_keeps_nobody_out(self):
        self._launch()
        self.cycle.population_domain = "[('id', '=', 0)]"
        self.assertEqual(self._check().mapped("kind"), ["no_population"])
        late = self._employee("asn_late", self.superior)
        self.cycle.included_employee_ids = late
        job = self.env["asn.appraisal.job.launch"]
        self.assertEqual(job._count_remaining(self.cycle), 1)

    def test_no_gap(self):
        self.cycle.excluded_employee_ids = self.superior  # has no peers
        self.assertFalse(self._check())
        self.assertFalse(self.cycle.gap_ids)

    def test_gaps_are_grouped_and_one_click_away(self):
        self.members[1:3].parent_id = False
        self.members[3].user_id.email = False
        self._check()
        gaps = {gap.kind: gap for gap in self.cycle.gap_ids.with_user(self.manager)}
        self.assertEqual(gaps["no_superior"].issue_count, 2)
        self.assertTrue(gaps["no_superior"].is_blocking)
        self.assertFalse(gaps["no_email"].is_blocking)
        self.assertEqual(self.cycle.gap_ids[0].kind, "no_superior")
        opened = gaps["no_superior"].action_open_issues()
        found = self.env[opened["res_model"]].search(opened["domain"])
        self.assertEqual(found.employee_id, self.members[1:3])
        self.assertEqual(found[0].action_open_fix()["res_id"], found[0].employee_id.id)

    def test_every_kind_says_what_to_do(self):
        Gap = self.env["asn.appraisal.cycle.gap"]
        kinds = dict(self.env["asn.appraisal.cycle.issue"]._fields["kind"].selection)
        self.assertEqual(kinds.keys(), Gap._get_advice().keys())

    def test_fixes_open_where_the_gap_is(self):
        self.superior.user_id = False
        staff = self.env.ref("asn_appraisal.template_staff")
        staff.line_ids.filtered(lambda line: line.dimension == "result").unlink()
        issues = self._check()
        opened = {
            issue.kind: (
                issue.with_user(self.manager).action_open_fix()["res_model"],
                issue.action_open_fix()["res_id"],
            )
            for issue in issues
        }
        self.assertEqual(opened["superior_no_user"], ("hr.employee", self.superior.id))
        self.assertEqual(opened["no_user"], ("hr.employee", self.superior.id))
        self.assertEqual(opened["form_dimension"], ("asn.appraisal.template", staff.id))

    def test_running_cycle_keeps_to_what_can_still_change(self):
        self._launch()
        self.members[1].parent_id = False
        self.members[2].user_id.email = False
        found = {(issue.employee_id, issue.kind) for issue in self._check()}
        # nobody is a peer of the superior, before the launch and after it
        few = (self.superior, "few_raters")
        self.assertEqual(found, {(self.members[2], "no_email"), few})

    def test_running_cycle_counts_who_is_asked(self):
        self._launch()
        self.assertNotIn((self.person, "few_raters"), self._get_found())
        peers = self._appraisal().evaluation_ids.filtered(
            lambda form: form.role_id.code == "peer"
        )
        peers[1:]._workflow_write({"state": "cancelled"})
        self.assertIn((self.person, "few_raters"), self._get_found())

    def _get_found(self):
        return {(issue.employee_id, issue.kind) for issue in self._check()}

    def test_only_managers_check(self):
        self.members[1].parent_id = False
        self._check()
        gap = self.cycle.gap_ids
        self.assertTrue(gap.with_user(self.auditor).mapped("issue_count"))
        for user in (self.officer, self.bare, self.superior.user_id):
            for records in (gap, self.cycle.issue_ids):
                with self.assertRaises(AccessError):
                    records.with_user(user).read()
        for user in (self.officer, self.auditor, self.bare, self.superior.user_id):
            with self.assertRaises(AccessError):
                self.cycle.with_user(user).action_check_readiness()

    def test_everybody_concerned_opens_the_cycle(self):
        """Pages with what somebody may not read are left out of the form."""
        self.members[1].parent_id = False
        self._launch()
        self.env.invalidate_all()
        for user, sees in (
            (self.manager, True),
            (self.auditor, True),
            (self.officer, False),
            (self.bare, False),
        ):
            form = Form(self.cycle.with_user(user))
            self.assertEqual("gap_ids" in form._view["fields"], sees, user.login)

    def test_left_out_by_hand_wins(self):
        self.cycle.included_employee_ids = self.person
        self.cycle.excluded_employee_ids = self.person | self.members[1]
        self._launch()
        launched = self.cycle.appraisal_ids.employee_id
        self.assertEqual(launched, self.population - self.person - self.members[1])
        self.cycle.excluded_employee_ids = self.members[1]
        self._launch()
        self.assertIn(self.person, self.cycle.appraisal_ids.employee_id)
        opened = self.cycle.with_user(self.manager).action_open_population()
        found = self.env["hr.employee"].search(opened["domain"])
        self.assertEqual(found, self.population - self.members[1])

    @warmup
    def test_queries_do_not_grow_with_people(self):
        """Loops, posts and pools are looked up for all at once."""
        many = self.env["hr.employee"].union(
            *(self._employee(f"asn_many_{n}", self.superior) for n in range(20))
        )
        many[10:].parent_id = False
        counts = []
        doctor = self.env["asn.appraisal.cycle.doctor"]
        for number, people in enumerate((many[9:11], many)):
            cycle = self._cycle(
                population_domain=str([("id", "in", people.ids)]),
                date_start=f"{2030 + number}-01-01",
                date_end=f"{2030 + number}-12-31",
            )
            counts.append(self._count_queries(doctor._refresh_issues, cycle))
        self.assertLessEqual(counts[1], counts[0])
        self.assertLessEqual(counts[1], 95)
