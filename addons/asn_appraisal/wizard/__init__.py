# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from . import asn_appraisal_decision
from . import asn_appraisal_response
from . import asn_appraisal_decision_unit
from . import asn_appraisal_rater
from . import asn_appraisal_eligibility
from . import asn_appraisal_eligibility_line
from . import asn_appraisal_decline_reason
from . import asn_appraisal_feedback_ask
from . import asn_appraisal_cycle_preview
from . import asn_appraisal_cycle_preview_play
from . import asn_appraisal_cycle_preview_person
from . import asn_appraisal_cycle_preview_rater
from . import asn_appraisal_cycle_preview_role
from . import asn_appraisal_plan_remark
from . import asn_appraisal_goal_assign
from . import asn_appraisal_reason
