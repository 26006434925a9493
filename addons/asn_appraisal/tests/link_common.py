# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo.fields import Command

from .common import AppraisalCommon

VOTES = (5, 4, 4, 3, 5)


class LinkCommon(AppraisalCommon):
    """A teacher in an open cycle, with a poster for pupils."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make_teacher()

    @classmethod
    def _make_teacher(cls):
        cls.population = cls.person
        cls.cycle = cls._teacher_cycle()
        cls._launch()
        cls.appraisal = cls._appraisal()
        cls.pupil = cls.env.ref("asn_appraisal.role_pupil")
        cls.parent = cls.env.ref("asn_appraisal.role_parent")
        cls.poster = cls._link(label="Class 7A")

    @classmethod
    def _teacher_cycle(cls, **vals):
        form = cls.env.ref("asn_appraisal.template_teacher")
        rule = Command.create({"sequence": 1, "template_id": form.id})
        return cls._cycle(template_rule_ids=[rule], **vals)

    @classmethod
    def _link(cls, maker=None, **vals):
        """Make a link as the superior does, or as somebody else."""
        Link = cls.env["asn.appraisal.link"].with_user(maker or cls.superior.user_id)
        vals = {
            "appraisal_id": cls.appraisal.id,
            "role_id": cls.pupil.id,
            "label": "Class",
            "expires_on": "2099-12-31",
            "lang": "en_US",
        } | vals
        return Link.create(vals).sudo()

    @classmethod
    def _personal(cls, **vals):
        vals = {"kind": "personal", "email": "outside@example.com"} | vals
        return cls._link(role_id=cls.parent.id, **vals)

    @classmethod
    def _fill_in(cls, link, value=4, **vals):
        """Return what a browser sends, with the same level everywhere."""
        ids = [item["criterion_id"] for item in link._get_items()]
        answers = {f"answer_{id_}": str(value) for id_ in ids}
        return answers | {"ticket": link._get_page()["ticket"]} | vals

    @classmethod
    def _vote(cls, link, value=4, address="198.51.100.7", **vals):
        """Answer as the controller lets people answer."""
        post = cls._fill_in(link, value, **vals)
        return link._take(link._read_answers(post), post, address)

    @classmethod
    def _get_votes(cls, role=None):
        """Return the forms that came by link."""
        return cls.env["asn.appraisal.evaluation"].search(
            [
                ("appraisal_id", "=", cls.appraisal.id),
                ("confidentiality", "=", "anonymous"),
                ("role_id", "=", (role or cls.pupil).id),
            ]
        )
