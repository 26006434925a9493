# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from . import asn_training_method
from . import asn_training_programme
from . import asn_training_rule
from . import asn_training_recommendation
from . import asn_training_recommendation_text
from . import asn_appraisal_cycle
from . import asn_appraisal_job_publish
from . import asn_appraisal_job_recommend
from . import asn_appraisal_outcome
from . import asn_training_programme_skill
from . import event_event
from . import hr_resume_line
from . import hr_resume_line_credit
from . import hr_resume_line_explanation
