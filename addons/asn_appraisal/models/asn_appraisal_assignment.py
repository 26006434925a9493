# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from collections import defaultdict

from odoo import api, models

from ..raters import Panel, draw, find_refusal

# Who is asked whatever else they do, and even if they cannot log in as yet.
FIXED = {"self": "person", "superior": "superior"}


class AsnAppraisalAssignment(models.AbstractModel):
    """Who rates whom: the one place that chooses raters and asks them.

    What holds for everybody is looked up once for a batch, see
    ``asn_appraisal_assignment_world.py``; rules and lots are in ``raters/``; why
    somebody may not rate is put into words in ``asn_appraisal_assignment_refusal.py``.
    """

    _name = "asn.appraisal.assignment"
    _description = "Assignment of Raters"

    # ------------------------------------------------------------
    # MANY
    # ------------------------------------------------------------

    @api.model
    def _assign(self, cycle, appraisals):
        """Ask self, superior, peers and subordinates, as each form says.

        Where the person nominates, nobody is asked as yet: a nomination is opened.
        A constant number of queries, however many appraisals there are.

        :param cycle: one asn.appraisal.cycle
        :param appraisals: asn.appraisal of that cycle, nobody of whom is asked yet
        """
        world, cases = self._get_world(cycle, appraisals)
        asked, panels, nominated = {}, {}, defaultdict(list)
        for appraisal in appraisals:
            case = cases[appraisal.id]
            for role in cycle._get_frozen_form(appraisal.template_id)["roles"]:
                rule = self._get_rule(cycle, appraisal.template_id, role)
                if rule.kind in FIXED:
                    raters = self._get_fixed(case, rule)
                    asked[appraisal.id, role["id"]] = raters
                    self._note(world, case, rule, raters)
                elif role.get("proposal") == "nomination":
                    nominated[appraisal.template_id, role["id"]].append(appraisal)
                else:
                    panels[appraisal.id, role["id"]] = case, rule
        asked |= self._choose(cycle, world, panels)
        self._insert(cycle, appraisals, asked)
        self._open_nominations(cycle, nominated)

    @api.model
    def _get_fixed(self, case, rule):
        rater = getattr(case, FIXED[rule.kind])
        return (rater,) if rater else ()

    @api.model
    def _note(self, world, case, rule, raters):
        """Count what is asked of raters, before others are chosen."""
        for rater in raters:
            world.add(rater, case.person, rule.role, rule.cost)

    @api.model
    def _choose(self, cycle, world, wanted):
        """Choose raters: all who are eligible, or by lot where more are.

        :param wanted: dict of anything to pairs of case and rule
        :return: dict of the same keys to tuples of employees' ids, ascending
        """
        found, panels = {}, {}
        for key, (case, rule) in wanted.items():
            panel = self._get_panel(world, case, rule)
            if panel.needs_lot:
                panels[key] = panel
            else:
                found[key] = tuple(sorted(panel.pool))
                self._note(world, case, rule, found[key])
        if panels:
            found |= self._draw(cycle, world, wanted, panels)
        return found

    @api.model
    def _draw(self, cycle, world, wanted, panels):
        # sudo: asn.appraisal.cycle - only the code reads the seed
        seed = cycle.sudo().seed
        people = set().union(*(panel.pool for panel in panels.values()))
        loads = {id_: world.loads.get(id_, 0) for id_ in people}
        rooms = {id_: world.get_room(id_) for id_ in people}
        drawn = draw(seed, panels.values(), loads, rooms)
        found = {key: drawn[panel.key] for key, panel in panels.items()}
        for key, raters in found.items():
            self._note(world, *wanted[key], raters)
        return found

    @api.model
    def _get_panel(self, world, case, rule):
        """Return the seats of a role around a person, with all who are eligible.

        :rtype: raters.Panel
        """
        pool = frozenset(
            rater.id
            for rater in world.get_candidates(case, rule)
            if not find_refusal(case, rule, rater, world)
        )
        return Panel(
            key=f"{case.person}:{rule.role}",
            owner=case.person,
            role=rule.role,
            pool=pool,
            size=rule.most or len(pool),
            cost=rule.cost,
            is_mutual=rule.is_mutual,
        )

    @api.model
    def _insert(self, cycle, appraisals, asked):
        vals_list = []
        for appraisal in appraisals:
            common = self._prepare_evaluation_vals(appraisal)
            for role in cycle._get_frozen_form(appraisal.template_id)["roles"]:
                vals = common | self._prepare_role_vals(role)
                raters = asked.get((appraisal.id, role["id"]), ())
                vals_list += [vals | {"rater_id": rater} for rater in raters]
        self.env["asn.appraisal.evaluation"]._workflow_insert(vals_list)

    @api.model
    def _open_nominations(self, cycle, nominated):
        """Let people nominate: a model of its own, if it is there."""
        Nomination = self.env.get("asn.appraisal.nomination")
        if Nomination is None:
            return
        for (template, role_id), appraisals in nominated.items():
            role = self._get_role(cycle, template, role_id)
            found = self.env["asn.appraisal"].union(*appraisals)
            Nomination._open_for(found, role)

    @api.model
    def _get_role(self, cycle, template, role_id):
        role = self.env["asn.rater.role"].browse(role_id)
        return cycle._get_frozen_role(template, role)

    @api.model
    def _draw_for(self, cycle, appraisals, role):
        """Draw raters whom nobody has named, without asking them.

        :param appraisals: asn.appraisal of ``cycle`` with the same form
        :param dict role: of the frozen form
        :return: dict of asn.appraisal to hr.employee; who is asked already is left out
        """
        world, cases = self._get_world(cycle, appraisals, [role])
        wanted = {}
        for appraisal in appraisals:
            rule = self._get_rule(cycle, appraisal.template_id, role)
            wanted[appraisal] = cases[appraisal.id], rule
        Employee = self.env["hr.employee"]
        chosen = self._choose(cycle, world, wanted)
        return {appraisal: Employee.browse(ids) for appraisal, ids in chosen.items()}

    # ------------------------------------------------------------
    # ONE
    # ------------------------------------------------------------

    @api.model
    def _ask(self, appraisal, role, rater):
        """Ask one rater, with the answers of an earlier form that was taken back.

        The caller has checked who may ask, and whether the rater is eligible.

        :param appraisal: one asn.appraisal, in the name of the code
        :param dict role: of the frozen form
        :param rater: one hr.employee
        :return: the form, an asn.appraisal.evaluation; where the rater is asked in this
            role already, that one as it is
        """
        forms = appraisal.evaluation_ids.filtered(
            lambda form: form.rater_id == rater and form.role_id.id == role["id"]
        )
        if not forms:
            vals = self._prepare_evaluation_vals(appraisal)
            vals |= self._prepare_role_vals(role) | {"rater_id": rater.id}
            forms = forms._workflow_create([vals])
        forms.filtered(lambda form: form.state == "cancelled")._reopen()
        if not appraisal.cycle_id.job:  # whose last step invites everybody
            self.env["asn.appraisal.job.notify"]._invite(forms.filtered("is_open"))
        return forms

    @api.model
    def _prepare_evaluation_vals(self, appraisal):
        """Return the values that all forms about one person have in common."""
        return {
            "appraisal_id": appraisal.id,
            "template_id": appraisal.template_id.id,
            "cycle_id": appraisal.cycle_id.id,
            "company_id": appraisal.company_id.id,
            "employee_id": appraisal.employee_id.id,
        }

    @api.model
    def _prepare_role_vals(self, role):
        """Return the values that all forms of one role of the frozen form share."""
        return {
            "role_id": role["id"],
            "role_kind": role["kind"],
            "confidentiality": role["confidentiality"],
        }
