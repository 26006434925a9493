# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Who may do what: the one expected table of the whole product.

``test_access_matrix.py`` holds every model of ours against ``MATRIX``, and
``test_access_methods.py`` every method that can be called from outside against
``METHODS``. Something of ours that has no line here fails the tests: nothing is
added without somebody deciding who may use it.

To extend: give a new model a block in ``MATRIX`` (its name, or its name and
``abstract``, and below it a row per kind of record) and, unless it is abstract, a
way to find its records in ``access_common.py``; give a new method a row in
``METHODS`` below the name of its model and, if it needs arguments, a line in
``ARGUMENTS``.
"""

from itertools import product

from .access_matrix_acting import ACTING_MATRIX, ACTING_METHODS
from .access_matrix_assignment import ASSIGNMENT_MATRIX, ASSIGNMENT_METHODS
from .access_matrix_calibration import (
    CALIBRATION_ARGUMENTS,
    CALIBRATION_MATRIX,
    CALIBRATION_METHODS,
)
from .access_matrix_change import CHANGE_MATRIX, CHANGE_METHODS
from .access_matrix_confidential import (
    CONFIDENTIAL_MATRIX,
    CONFIDENTIAL_METHODS,
)
from .access_matrix_cycle import CYCLE_MATRIX, CYCLE_METHODS
from .access_matrix_development import DEVELOPMENT_MATRIX, DEVELOPMENT_METHODS
from .access_matrix_enrolment import ENROLMENT_MATRIX, ENROLMENT_METHODS
from .access_matrix_extension import EXTENSION_MATRIX, EXTENSION_METHODS
from .access_matrix_inbox import INBOX_ARGUMENTS, INBOX_MATRIX, INBOX_METHODS
from .access_matrix_journal import JOURNAL_MATRIX, JOURNAL_METHODS
from .access_matrix_link import LINK_MATRIX, LINK_METHODS
from .access_matrix_matrix import MATRIX_MATRIX, MATRIX_METHODS
from .access_matrix_nomination import NOMINATION_MATRIX, NOMINATION_METHODS
from .access_matrix_objection import OBJECTION_MATRIX, OBJECTION_METHODS
from .access_matrix_pages import PAGES_METHODS
from .access_matrix_plan import PLAN_ARGUMENTS, PLAN_MATRIX, PLAN_METHODS
from .access_matrix_rater import RATER_MATRIX, RATER_METHODS
from .access_matrix_remind import REMIND_MATRIX, REMIND_METHODS
from .access_matrix_result import RESULT_MATRIX, RESULT_METHODS
from .access_matrix_retention import RETENTION_MATRIX, RETENTION_METHODS
from .access_matrix_score import SCORE_MATRIX
from .access_matrix_seal import SEAL_MATRIX, SEAL_METHODS
from .access_matrix_talk import TALK_MATRIX, TALK_METHODS
from .access_matrix_training import TRAINING_MATRIX, TRAINING_METHODS
from .access_matrix_unit import UNIT_MATRIX, UNIT_METHODS

# The columns. Records are those about the person appraised, or about `own` for `own`.
ACTORS = {
    "bare": "internal user with no part in a cycle and no group of ours",
    "self": "the person appraised",
    "peer": "a confidential rater: peer of the person",
    "sub": "a confidential rater: led by the person",
    "sup": "the superior who decides",
    "head": "the superior's superior",
    "unit": "unit officer who leads the department",
    "mgr": "manager",
    "own": "manager, looking at the own appraisal",
    "aud": "auditor",
    "othr": "manager of another company",
    "port": "portal user",
    "publ": "public, not logged in",
}

# A cell: r read, w write, c create, d delete. A capital: the access lines let the
# actor pass, and a guard refuses in so many words (for C also a record rule).
# A row: words with commas stand for a row each; * is every word possible there.
MATRIX = """
                       bare self peer sub  sup  head unit mgr  own  aud  othr port publ
asn.rating.scale
  shared               -    -    -    -    -    -    r    rwcD rwcD r    rwcD -    -
  agency               -    -    -    -    -    -    r    rwcD rwcD r    C    -    -
asn.rating.scale.level
  shared               -    -    -    -    -    -    r    rwCd rwCd r    rwCd -    -
  agency               -    -    -    -    -    -    r    rwCd rwCd r    C    -    -
asn.criterion
  shared               r    r    r    r    r    r    r    rwcd rwcd r    rwcd -    -
  agency               r    r    r    r    r    r    r    rwcd rwcd r    C    -    -
asn.criterion.anchor
  shared               -    -    -    -    -    -    r    rwCd rwCd r    rwCd -    -
  agency               -    -    -    -    -    -    r    rwCd rwCd r    C    -    -
asn.criterion.wording
  shared               -    -    -    -    -    -    r    rwCd rwCd r    rwCd -    -
  agency               -    -    -    -    -    -    r    rwCd rwCd r    C    -    -
asn.rating.method
  shared               -    -    -    -    -    -    r    rwcd rwcd r    rwcd -    -
  agency               -    -    -    -    -    -    r    rwcd rwcd r    C    -    -
asn.rating.method.role
  shared               -    -    -    -    -    -    r    rwCd rwCd r    rwCd -    -
  agency               -    -    -    -    -    -    r    rwCd rwCd r    C    -    -
asn.rating.method.matrix
  shared               -    -    -    -    -    -    r    rwCD rwCD r    rwCD -    -
  agency               -    -    -    -    -    -    r    rwCD rwCD r    C    -    -
asn.rating.method.band
  shared               -    -    -    -    -    -    r    rwCD rwCD r    rwCD -    -
  agency               -    -    -    -    -    -    r    rwCD rwCD r    C    -    -
asn.appraisal.template
  shared               -    -    -    -    -    -    r    rwcd rwcd r    rwcd -    -
  agency               -    -    -    -    -    -    r    rwcd rwcd r    C    -    -
asn.appraisal.template.line
  shared               -    -    -    -    -    -    r    rwCd rwCd r    rwCd -    -
  agency               -    -    -    -    -    -    r    rwCd rwCd r    C    -    -
asn.appraisal.template.role
  shared               -    -    -    -    -    -    r    rwCd rwCd r    rwCd -    -
  agency               -    -    -    -    -    -    r    rwCd rwCd r    C    -    -
asn.rater.role
  shared               r    r    r    r    r    r    r    rwcd rwcd r    rwcd -    -
asn.predicate
  shared               r    r    r    r    r    r    r    rwcd rwcd r    rwcd -    -

asn.appraisal.cycle
  draft                -    -    -    -    -    -    -    rwcd rwcd r    C    -    -
  *                    r    r    r    r    r    r    r    rwcD rwcD r    C    -    -
asn.appraisal.cycle.template
  draft                -    -    -    -    -    -    -    rwcd rwcd r    C    -    -
asn.appraisal.cycle.issue
  evaluation           -    -    -    -    -    -    -    rwcd rwcd r    C    -    -
asn.appraisal.cycle.gap
  evaluation           -    -    -    -    -    -    -    r    r    r    -    -    -
asn.appraisal.cycle.preview
  draft                -    -    -    -    -    -    -    r    -    -    -    -    -
  mine                 -    -    -    -    -    -    -    r    r    -    -    -    -
asn.appraisal.cycle.preview.person
  draft                -    -    -    -    -    -    -    r    -    -    -    -    -
  mine                 -    -    -    -    -    -    -    r    r    -    -    -    -
asn.appraisal.cycle.preview.rater
  draft                -    -    -    -    -    -    -    r    -    -    -    -    -
  mine                 -    -    -    -    -    -    -    r    r    -    -    -    -
asn.appraisal.cycle.preview.role
  draft                -    -    -    -    -    -    -    r    -    -    -    -    -
  mine                 -    -    -    -    -    -    -    r    r    -    -    -    -

asn.appraisal
  *                    -    r    -    -    r    -    r    r    r    r    -    -    -
asn.appraisal.evaluation
  * self submitted     -    r    -    -    r    -    r    r    r    r    -    -    -
  * self pending,draft -    r    -    -    -    -    r    r    r    r    -    -    -
  * self expired       -    r    -    -    -    -    r    r    r    r    -    -    -
  * self cancelled     -    r    -    -    -    -    r    r    r    r    -    -    -
  evaluation superior *
                       -    -    -    -    r    -    r    r    -    r    -    -    -
  published superior submitted
                       -    r    -    -    r    -    r    r    r    r    -    -    -
  published superior pending,draft,expired
                       -    -    -    -    r    -    r    r    -    r    -    -    -
  * peer *             -    -    r    -    -    -    r    r    -    r    -    -    -
  * subordinate *      -    -    -    r    -    -    r    r    -    r    -    -    -
asn.appraisal.answer
  * self,superior,peer -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal.outcome
  suggested,decided,cancelled
                       -    -    -    -    r    -    -    r    -    r    -    -    -
  published,closed,superseded
                       -    r    -    -    r    -    -    r    r    r    -    -    -
asn.appraisal.result
  suggested,decided,cancelled
                       -    -    -    -    r    -    -    r    -    r    -    -    -
  published,closed,superseded
                       -    r    -    -    r    -    -    r    r    r    -    -    -
asn.appraisal.comment
  suggested,decided,cancelled
                       -    -    -    -    r    -    -    -    -    -    -    -    -
  published,superseded -    r    -    -    r    -    -    -    r    -    -    -    -

asn.appraisal.outcome.decision
  decided,published    -    -    -    -    -    -    -    r    -    r    -    -    -

asn.appraisal.decision
  suggested            C    C    C    C    rwcd C    C    C    C    C    C    -    -
  mine                 rwCd rwCd rwCd rwCd rwcd rwCd rwCd rwCd rwCd rwCd rwCd -    -
asn.appraisal.rater
  evaluation           -    -    -    -    -    -    -    rwcd C    -    C    -    -
  mine                 -    -    -    -    -    -    -    rwcd rwCd -    rwCd -    -

asn.coded.mixin                               abstract
asn.workflow.mixin                            abstract
asn.reason.mixin                              abstract
asn.config.set                                abstract
asn.config.set.line                           abstract
asn.appraisal.cycle.doctor                    abstract
asn.appraisal.sheet.builder                   abstract
asn.appraisal.sheet.preview                   abstract
asn.appraisal.explanation                     abstract
asn.appraisal.breakdown                       abstract
asn.appraisal.verification                    abstract
asn.rating.method.error                       abstract
asn.appraisal.job                             abstract
asn.appraisal.job.launch                      abstract
asn.appraisal.job.notify                      abstract
asn.appraisal.job.score                       abstract
asn.appraisal.job.publish                     abstract
asn.appraisal.job.verify                      abstract
asn.appraisal.demo                            abstract
report.asn_appraisal.report_appraisal_result  abstract
"""
MATRIX += CYCLE_MATRIX + SCORE_MATRIX + PLAN_MATRIX + TALK_MATRIX + MATRIX_MATRIX
MATRIX += INBOX_MATRIX
MATRIX += REMIND_MATRIX
MATRIX += LINK_MATRIX
MATRIX += ASSIGNMENT_MATRIX
MATRIX += SEAL_MATRIX
MATRIX += JOURNAL_MATRIX
MATRIX += RETENTION_MATRIX
MATRIX += RATER_MATRIX
MATRIX += NOMINATION_MATRIX
MATRIX += CONFIDENTIAL_MATRIX
MATRIX += ACTING_MATRIX + CHANGE_MATRIX + EXTENSION_MATRIX
MATRIX += UNIT_MATRIX
MATRIX += RESULT_MATRIX
MATRIX += OBJECTION_MATRIX
MATRIX += CALIBRATION_MATRIX
MATRIX += DEVELOPMENT_MATRIX
MATRIX += TRAINING_MATRIX
MATRIX += TRAINING_MATRIX + ENROLMENT_MATRIX

# A cell: y works, - is refused in so many words. `two`: on two records at once, by the
# first actor for whom it works on one; a dot where a method works on no record, but on
# what its arguments name.
METHODS = """
                  bare self peer sub  sup  head unit mgr  own  aud  othr port publ two
asn.appraisal.cycle
  action_check_readiness draft,evaluation
                  -    -    -    -    -    -    -    y    y    -    -    -    -    y
  action_check_readiness suggested,decided,published,closed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_launch draft,evaluation
                  -    -    -    -    -    -    -    y    y    -    -    -    -    y
  action_launch suggested,decided,published,closed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_close_evaluation evaluation
                  -    -    -    -    -    -    -    y    y    -    -    -    -    y
  action_close_evaluation draft,suggested,decided,published,closed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_publish decided
                  -    -    -    -    -    -    -    y    y    -    -    -    -    y
  action_publish draft,evaluation,suggested,published,closed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_close published
                  -    -    -    -    -    -    -    y    y    -    -    -    -    y
  action_close draft,evaluation,suggested,decided,closed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_verify suggested,decided,published,closed
                  -    -    -    -    -    -    -    y    y    -    -    -    -    y
  action_verify draft,evaluation
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_preview_launch,action_preview_sheet,action_open_population draft,evaluation
                  -    -    -    -    -    -    -    y    y    -    -    -    -    -
  action_preview_launch suggested,decided,published,closed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_preview_sheet published,closed
                  -    -    -    -    -    -    -    y    y    -    -    -    -    -
  action_open_appraisals,action_open_evaluations,action_open_outcomes draft
                  -    -    -    -    -    -    -    y    y    y    -    -    -    y
  action_open_appraisals,action_open_evaluations,action_open_outcomes published
                  y    y    y    y    y    y    y    y    y    y    -    -    -    y
  action_open_deviating draft
                  -    -    -    -    -    -    -    y    y    y    -    -    -    y
  action_open_deviating published
                  y    y    y    y    y    y    y    y    y    y    -    -    -    y
  action_open_issues draft,published
                  -    -    -    -    -    -    -    y    y    y    -    -    -    y
asn.appraisal.cycle.issue
  action_open_fix evaluation
                  -    -    -    -    -    -    -    y    y    y    -    -    -    -
asn.appraisal.cycle.gap
  action_open_issues evaluation
                  -    -    -    -    -    -    -    y    y    y    -    -    -    -
asn.appraisal.cycle.preview
  action_open_persons,action_open_forms,action_open_left_out draft
                  -    -    -    -    -    -    -    y    -    -    -    -    -    -
  action_open_raters,action_open_overloaded,action_open_without_mail draft
                  -    -    -    -    -    -    -    y    -    -    -    -    -    -
  action_open_roles,action_open_issues draft
                  -    -    -    -    -    -    -    y    -    -    -    -    -    -
asn.appraisal.template
  action_preview_sheet agency
                  -    -    -    -    -    -    -    y    y    -    -    -    -    -
  action_preview_sheet shared
                  -    -    -    -    -    -    -    y    y    -    y    -    -    -
asn.appraisal.sheet.preview
  get_choices,get_sheet,check_sheet draft,published,agency
                  -    -    -    -    -    -    -    y    y    -    -    -    -    .
  get_choices,get_sheet,check_sheet shared
                  -    -    -    -    -    -    -    y    y    -    y    -    -    .
asn.appraisal
  action_decide suggested,decided
                  -    -    -    -    y    -    -    -    -    -    -    -    -    -
  action_decide evaluation,published,closed,cancelled
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_cancel evaluation,suggested,decided,cancelled
                  -    -    -    -    -    -    -    y    -    -    -    -    -    y
  action_cancel published,closed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_print_result published,closed
                  -    y    -    -    y    -    -    y    y    y    -    -    -    y
  action_print_result evaluation,suggested,decided,cancelled
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal.evaluation
  action_open_sheet evaluation peer draft
                  -    -    y    -    -    -    y    y    -    y    -    -    -    -
  get_sheet evaluation,published self submitted
                  -    y    -    -    y    -    -    y    y    -    -    -    -    -
  get_sheet evaluation self draft
                  -    y    -    -    -    -    -    -    y    -    -    -    -    -
  get_sheet evaluation superior submitted
                  -    -    -    -    y    -    -    y    -    -    -    -    -    -
  get_sheet published superior submitted
                  -    y    -    -    y    -    -    y    y    -    -    -    -    -
  get_sheet * peer *
                  -    -    y    -    -    -    -    -    -    -    -    -    -    -
  get_sheet published subordinate submitted,expired
                  -    -    -    y    -    -    -    -    -    -    -    -    -    -
  save_answer,save_answers,save_notes evaluation peer pending,draft
                  -    -    y    -    -    -    -    -    -    -    -    -    -    -
  save_answer,save_answers,save_notes evaluation peer submitted,expired,cancelled
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  save_answer,save_answers,save_notes published self,superior,peer draft,submitted
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  save_answer,save_answers,save_notes published peer expired
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  submit_sheet evaluation peer pending,draft,submitted
                  -    -    y    -    -    -    -    -    -    -    -    -    -    -
  submit_sheet evaluation superior draft
                  -    -    -    -    y    -    -    -    -    -    -    -    -    -
  submit_sheet published peer draft,expired
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal.outcome
  get_explanation,get_verification suggested,decided,cancelled
                  -    -    -    -    y    -    -    y    -    y    -    -    -    -
  get_explanation,get_verification published,closed,superseded
                  -    y    -    -    y    -    -    y    y    y    -    -    -    -
asn.appraisal.decision
  action_apply suggested
                  -    -    -    -    y    -    -    -    -    -    -    -    -    y
asn.appraisal.rater
  action_apply evaluation
                  -    -    -    -    -    -    -    y    -    -    -    -    -    y
"""

METHODS += CYCLE_METHODS + PLAN_METHODS + TALK_METHODS + MATRIX_METHODS
METHODS += INBOX_METHODS
METHODS += REMIND_METHODS
METHODS += PAGES_METHODS + LINK_METHODS
METHODS += SEAL_METHODS
METHODS += JOURNAL_METHODS
METHODS += RETENTION_METHODS
METHODS += RATER_METHODS
METHODS += ASSIGNMENT_METHODS
METHODS += NOMINATION_METHODS
METHODS += CONFIDENTIAL_METHODS
METHODS += ACTING_METHODS + CHANGE_METHODS + EXTENSION_METHODS
METHODS += UNIT_METHODS
METHODS += RESULT_METHODS
METHODS += OBJECTION_METHODS
METHODS += CALIBRATION_METHODS
METHODS += DEVELOPMENT_METHODS
METHODS += TRAINING_METHODS
METHODS += TRAINING_METHODS + ENROLMENT_METHODS

# What a method is called with; `criterion` stands for one of the form.
ARGUMENTS = (
    PLAN_ARGUMENTS
    | CALIBRATION_ARGUMENTS
    | INBOX_ARGUMENTS
    | {
        "save_answer": {"criterion_id": "criterion", "vals": {"value": 3}},
        "save_answers": {"answers": {"criterion": {"value": 3}}},
        "save_notes": {"vals": {"strengths": "x"}},
    }
)


def parse(text):
    """Return ``{model: [(label, {actor: cell})]}``; no rows for an abstract model.

    >>> table = parse('''
    ...        bare self
    ... asn.a
    ...   x    -    rw
    ... asn.b  abstract
    ... ''')
    >>> table["asn.a"], table["asn.b"]
    ([('x', {'bare': '-', 'self': 'rw'})], [])
    """
    header, *lines = [line for line in text.splitlines() if line.strip()]
    columns = header.split()
    table, label = {}, []
    for line in lines:
        words = line.split()
        if not line.startswith(" "):
            rows = table.setdefault(words[0], [])
        elif len(words) < len(columns):  # a long label, its cells are on the next line
            label = words
        else:
            label = " ".join([*label, *words[: -len(columns)]])
            cells = words[-len(columns) :]
            rows.append((label, dict(zip(columns, cells, strict=True))))
            label = []
    return table


def expand(label, possible):
    """Return the rows that a label stands for.

    :param list possible: per word of the label, what a * stands for

    >>> expand("a,b *", [None, ["x", "y"]])
    [('a', 'x'), ('a', 'y'), ('b', 'x'), ('b', 'y')]
    """
    words = [
        choice if word == "*" else word.split(",")
        for word, choice in zip(label.split(), possible, strict=True)
    ]
    return list(product(*words))
