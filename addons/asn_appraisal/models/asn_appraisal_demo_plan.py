# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from odoo import api, models

FORMS = (
    (
        "template_leader",
        "demo_template_head",
        {"en_US": "Head of agency", "id_ID": "Kepala perangkat daerah"},
        {"plan_perspective": True, "sequence": 5},
    ),
    (
        "template_staff",
        "demo_template_teacher",
        {"en_US": "Teacher", "id_ID": "Guru"},
        {"plan_approach": "qualitative", "sequence": 15},
    ),
    (
        "template_teacher",
        "demo_template_school",
        {
            "en_US": "Teacher, heard by pupils and parents",
            "id_ID": "Guru, didengar murid dan orang tua",
        },
        {"plan_approach": "qualitative", "sequence": 16},
    ),
)
# Who chooses the own peers: the superior approves them.
NOMINATING = "demo_template_school"


class AsnAppraisalDemo(models.AbstractModel):
    """Where demonstration data gets the forms that its plans need."""

    _inherit = "asn.appraisal.demo"

    @api.model
    def _prepare_forms(self):
        """Copy the forms that came with us, once: with perspectives, and in words."""
        for source, name, names, vals in FORMS:
            xml_id = f"asn_appraisal.{name}"
            if self.env.ref(xml_id, raise_if_not_found=False):
                continue
            form = self.env.ref(f"asn_appraisal.{source}").copy(
                {"name": names["en_US"], **vals}
            )
            form.update_field_translations("name", names)
            if name == NOMINATING:
                peers = form.role_ids.filtered(lambda line: line.role_id.kind == "peer")
                peers.write({"proposal": "nomination", "min_raters": 3})
            self.env["ir.model.data"]._update_xmlids(
                [{"xml_id": xml_id, "record": form, "noupdate": True}]
            )
