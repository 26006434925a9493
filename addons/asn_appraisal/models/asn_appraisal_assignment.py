# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import secrets
from collections import Counter, defaultdict

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
        forms = cycle._get_frozen()["templates"]
        cases = {appraisal.id: self._get_case(appraisal) for appraisal in appraisals}
        world = self._get_world(cycle, cases.values(), _get_roles(forms))
        rules = self._get_rules(forms, appraisals.template_id)
        wanted, nominated = {}, defaultdict(list)
        for appraisal in appraisals:
            case = cases[appraisal.id]
            for role, rule in rules[appraisal.template_id.id]:
                if role.get("proposal") == "nomination":
                    nominated[appraisal.template_id, role["id"]].append(appraisal)
                else:
                    wanted[appraisal.id, role["id"]] = case, rule
        asked = self._choose_and_keep(cycle, world, wanted)
        self._insert(cycle, appraisals, asked)
        self._open_nominations(cycle, nominated)

    @api.model
    def _get_rules(self, forms, templates):
        """Return the roles of each form with their rules.

        :return: dict of template's id to list of pairs (role of the frozen form, Rule)
        """
        found = {}
        for template in templates:
            form = forms[str(template.id)]
            found[template.id] = [
                (role, self._get_rule(form, template, role)) for role in form["roles"]
            ]
        return found

    @api.model
    def _get_fixed(self, world, wanted):
        """Return who is asked anyhow; their time is taken before anybody is chosen."""
        found = {}
        for key, (case, rule) in wanted.items():
            if rule.kind in FIXED:
                rater = getattr(case, FIXED[rule.kind])
                if rule.kind == "superior":
                    rater = case.acting or rater
                found[key] = (rater,) if rater else ()
                self._note(world, case, rule, found[key])
        return found

    @api.model
    def _note(self, world, case, rule, raters):
        """Count what is asked of raters, before others are chosen."""
        for rater in raters:
            world.add(rater, case.person, rule.role, rule.cost)

    @api.model
    def _choose_and_keep(self, cycle, world, wanted):
        """Choose raters by the cycle's seed, and keep the draws.

        :param wanted: see ``_choose``
        :return: the same
        """
        # sudo: asn.appraisal.cycle - only the code reads the seed
        seed = cycle.sudo().seed
        found, panels, people = self._choose(world, wanted, seed)
        if panels:
            # sudo: asn.appraisal.draw - written by the code alone
            Draw = self.env["asn.appraisal.draw"].sudo()
            Draw._keep(secrets.token_hex(6), cycle, panels, people, found)
        return found

    @api.model
    def _choose(self, world, wanted, seed):
        """Choose raters: all who are eligible, or by lot where more are.

        :param wanted: dict of pairs (appraisal's id, role's id) to a case and a rule
        :param str seed: what the lots follow from
        :return: dict of the same pairs to tuples of employees' ids, ascending; dict of
            those pairs that needed lots to raters.Panel; and dict of the ids of all
            that were in a pool to the forms and the seconds left that they had
        """
        found = self._get_fixed(world, wanted)
        panels = {
            key: self._get_panel(world, case, rule)
            for key, (case, rule) in wanted.items()
            if key not in found
        }
        for key in self._find_undisputed(world, panels):
            found[key] = tuple(sorted(panels.pop(key).pool))
            self._note(world, *wanted[key], found[key])
        people = {
            id_: (world.loads.get(id_, 0), world.get_room(id_))
            for panel in panels.values()
            for id_ in panel.pool
        }
        loads = {id_: load for id_, (load, __) in people.items()}
        rooms = {id_: room for id_, (__, room) in people.items()}
        drawn = draw(seed, panels.values(), loads, rooms)
        for key, panel in panels.items():
            found[key] = drawn[panel.key]
            self._note(world, *wanted[key], found[key])
        return found, panels, people

    @api.model
    def _find_undisputed(self, world, panels):
        """Return the keys of panels that need no lot: all of their pool is asked.

        Nobody is left over, and everybody has time for all panels of that kind.
        """
        plain = {key: panel for key, panel in panels.items() if not panel.needs_lot}
        wanted = Counter()
        for panel in plain.values():
            wanted.update(dict.fromkeys(panel.pool, panel.cost))
        scarce = {
            rater
            for rater, seconds in wanted.items()
            if world.limit and seconds > world.get_room(rater)
        }
        return [key for key, panel in plain.items() if not panel.pool & scarce]

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
        cases = {appraisal: self._get_case(appraisal) for appraisal in appraisals}
        world = self._get_world(cycle, cases.values(), [role])
        wanted = {}
        for appraisal, case in cases.items():
            form = cycle._get_frozen_form(appraisal.template_id)
            rule = self._get_rule(form, appraisal.template_id, role)
            wanted[appraisal.id, role["id"]] = case, rule
        chosen = self._choose_and_keep(cycle, world, wanted)
        Employee = self.env["hr.employee"]
        return {
            appraisal: Employee.browse(chosen[appraisal.id, role["id"]])
            for appraisal in appraisals
        }

    # ------------------------------------------------------------
    # ONE
    # ------------------------------------------------------------

    @api.model
    def _ask(self, appraisal, role, rater, *, invites=True):
        """Ask one rater, with the answers of an earlier form that was taken back.

        The caller has checked who may ask, and whether the rater is eligible.

        :param appraisal: one asn.appraisal, in the name of the code
        :param dict role: of the frozen form
        :param rater: one hr.employee
        :param bool invites: False where another mail tells the rater
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
        open_ = forms.filtered("is_open")
        if not invites:
            open_._workflow_write({"is_notified": True})
        elif not appraisal.cycle_id.job:  # whose last step invites everybody
            appraisal.env["asn.appraisal.job.notify"]._invite(open_)
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


def _get_roles(forms):
    """Return all roles of frozen forms."""
    return [role for form in forms.values() for role in form["roles"]]
