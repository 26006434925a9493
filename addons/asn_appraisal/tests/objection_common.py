# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from freezegun import freeze_time

from odoo.tests import tagged

from .common import AppraisalCommon

PUBLISHED = "2027-01-04 03:00:00"  # Monday, 10:00 in Jakarta
RECEIVED = "2027-01-06 01:00:00"  # Wednesday, 08:00
REASON = "Two of the three targets were met; the letters are attached."


@tagged("post_install", "-at_install")
class ObjectionCommon(AppraisalCommon):
    """A published cycle, and a chain of superiors up to the top.

    ``person`` is led by ``superior``, who is led by ``head``, who is led by ``top``.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.resource_calendar_id.tz = "Asia/Jakarta"  # UTC+7
        cls.top = cls._employee("asn_top")
        cls.head.parent_id = cls.top
        with freeze_time(PUBLISHED):
            cls._play()
        cls.appraisal = cls._appraisal().with_user(cls.person.user_id)
        cls.outcome = cls._appraisal().outcome_ids

    @classmethod
    def _receive(cls, moment=RECEIVED):
        with freeze_time(moment):
            cls.appraisal.record_receipt()
        cls.env.flush_all()

    @classmethod
    def _draft(cls, **vals):
        """Open the draft of an objection as the person, now."""
        action = cls.appraisal.action_object()
        objection = cls.env["asn.appraisal.objection"].browse(action["res_id"])
        objection = objection.with_user(cls.person.user_id)
        objection.write({"reason": REASON} | vals)
        return objection

    @classmethod
    def _file(cls, moment="2027-01-07 03:00:00", **vals):
        with freeze_time(moment):
            objection = cls._draft(**vals)
            objection.action_file()
        return objection

    @classmethod
    def _dialog(cls, objection, user, step, **vals):
        """Take a step by its dialog, as the button does."""
        Dialog = cls.env["asn.appraisal.objection.dialog"].with_user(user)
        vals = {"objection_id": objection.id, "step": step} | vals
        return Dialog.create(vals).action_apply()

    @classmethod
    def _state(cls, objection, text="He met one target of three."):
        cls._dialog(objection, cls.superior.user_id, "state", text=text)
