# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""People and cycles whose pages are opened in a browser."""

from odoo.tests import HttpCase, tagged

from odoo.addons.asn_appraisal.tests.common import AppraisalCommon

from .browser_talk import TalkPages

STAGES = ["draft", "evaluation", "calibration", "published"]


@tagged("post_install", "-at_install")
class BrowserCommon(TalkPages, AppraisalCommon, HttpCase):
    """One cycle per stage, all about the same person, who rates as well."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("id_ID")
        cls.env["ir.module.module"]._load_module_terms(["asn_appraisal"], ["id_ID"])
        cls.population = cls.person
        cls.rater, cls.boss = cls.person.user_id, cls.superior.user_id
        cls.cycles = {
            stage: cls._make_cycle(stage, 2027 + n) for n, stage in enumerate(STAGES)
        }
        appraisals = {stage: cycle.appraisal_ids for stage, cycle in cls.cycles.items()}
        cls.records = {
            "form": appraisals["evaluation"].evaluation_ids.filtered(
                lambda form: form.rater_id == cls.person
            ),
            "undecided": appraisals["calibration"],
            "published": appraisals["published"],
            "outcome": appraisals["published"].outcome_ids,
            "cycle": cls.cycles["published"],
            "draft": cls.cycles["draft"],
            "method": cls.env.ref("asn_appraisal.method_matrix_2022"),
            "template": cls.env.ref("asn_appraisal.template_staff"),
        }
        cls.records |= cls._make_talk(appraisals["evaluation"])
        cls.env.flush_all()

    @classmethod
    def _make_cycle(cls, stage, year):
        cls.cycle = cls._cycle(
            name=f"Cycle {year}", date_start=f"{year}-01-01", date_end=f"{year}-12-31"
        )
        if stage != "draft":
            cls._launch()
        if stage in ("calibration", "published"):
            for form in cls.cycle.appraisal_ids.evaluation_ids:
                cls._answer(form, strengths="Explains decisions well")
            cls._close_evaluation()
        if stage == "published":
            cls._decide(cls.cycle.appraisal_ids)
            cls._publish()
        return cls.cycle
