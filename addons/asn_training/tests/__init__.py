# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from . import test_configuration
from . import test_recommendation
from . import test_recommendation_performance
from . import test_training_credit
from . import test_enrolment
from . import test_training_plan
from . import test_training_plan_access
from . import test_effect
from . import test_training_balance
from . import test_training_hours
from . import test_training_import
from . import test_training_briefing
from . import test_training_unit_plan
