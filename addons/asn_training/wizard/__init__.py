# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from . import asn_training_register
from . import asn_training_trial
from . import asn_training_reason
from . import asn_training_rejection
from . import asn_training_import
from . import asn_training_import_line
from . import asn_training_briefing_invite
