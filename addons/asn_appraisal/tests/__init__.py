# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from . import test_access
from . import test_configuration
from . import test_cycle
from . import test_decision
from . import test_explanation
from . import test_js
from . import test_next_step
from . import test_performance
from . import test_preview
from . import test_readiness
from . import test_report
from . import test_rpc
from . import test_scoring
from . import test_sheet
from . import test_sheet_preview
from . import test_tour
from . import test_verification
