# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from . import asn_appraisal_result_report
from . import asn_appraisal_plan_report
from . import asn_appraisal_plan_evaluation_report
from . import asn_appraisal_dialogue_report
from . import asn_role_matrix_report
from . import asn_appraisal_link_report
from . import asn_appraisal_objection_report
from . import asn_appraisal_calibration_report
