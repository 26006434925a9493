# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Links and what came through them, that ``access_matrix_link.py`` speaks of."""

from odoo.fields import Command

LINK_YEAR = 2060
LINK_KINDS = {"poster": {"kind": "collection"}, "personal": {"kind": "personal"}}


class LinkRecords:
    """Makes a cycle of teachers with links, and lets somebody answer."""

    @classmethod
    def _make_links(cls):
        form = cls.env.ref("asn_appraisal.template_teacher")
        cycle = cls._cycle(
            name="Cycle of teachers",
            date_start=f"{LINK_YEAR}-01-01",
            date_end=f"{LINK_YEAR}-12-31",
            template_rule_ids=[Command.create({"template_id": form.id})],
        )
        cycle.with_user(cls.manager).action_launch()
        cls._run_jobs(cycle)
        cls.links = {
            appraisal.employee_id: cls._make_links_about(appraisal)
            for appraisal in cycle.appraisal_ids
        }

    @classmethod
    def _make_links_about(cls, appraisal):
        Link = cls.env["asn.appraisal.link"].with_user(cls.superior.user_id)
        common = {"appraisal_id": appraisal.id, "expires_on": "2099-12-31"}
        common |= {"email": "outside@example.com"}
        links = {
            name: Link.create(common | kind | {"label": name}).sudo()
            for name, kind in LINK_KINDS.items()
        }
        poster = links["poster"]
        ids = [item["criterion_id"] for item in poster._get_items()]
        post = {f"answer_{id_}": "4" for id_ in ids} | {"ticket": "x"}
        poster._take(poster._read_answers(post), post, "198.51.100.7")
        return links

    # ------------------------------------------------------------
    # RECORDS OF A ROW
    # ------------------------------------------------------------

    @classmethod
    def _find_link(cls, model, words, subject):
        """Return the link of a row, or what shows that it was used."""
        links = cls.links[subject]
        if model == "asn.appraisal.link":
            return links[words[0]], None
        visits = cls.env[model].search([("link_id", "=", links["poster"].id)])
        return visits, None

    @classmethod
    def _find_outside(cls, subject):
        """Return the form that came by link."""
        return cls.env["asn.appraisal.evaluation"].search(
            [
                ("employee_id", "=", subject.id),
                ("confidentiality", "=", "anonymous"),
            ]
        )
