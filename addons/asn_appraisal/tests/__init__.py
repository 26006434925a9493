# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from . import test_access
from . import test_configuration
from . import test_cycle
from . import test_decision
from . import test_dialogue
from . import test_dialogue_report
from . import test_explanation
<<<<<<< HEAD
from . import test_feedback
from . import test_feedback_goal
from . import test_feedback_request
=======
from . import test_goal_assign
>>>>>>> b9c41e6 (Show who contributes what to which goal, give goals to many at once, and put plan and evidence beside the criteria)
from . import test_js
from . import test_next_step
from . import test_performance
from . import test_period
from . import test_period_score
from . import test_plan
from . import test_plan_page
from . import test_plan_progress
from . import test_plan_rules
from . import test_plan_score
from . import test_plan_remind
from . import test_plan_report
from . import test_planning
from . import test_planning_raters
from . import test_preview
from . import test_readiness
from . import test_report
from . import test_role_matrix
from . import test_rpc
from . import test_scoring
from . import test_sheet
from . import test_sheet_evidence
from . import test_sheet_preview
from . import test_talk_performance
from . import test_talk_rpc
from . import test_tour
from . import test_verification
from . import test_viewer
