# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Plans, log and checks: their rows of the table in access_matrix.py.

The next superior (head) reads because the plan was escalated; the person's subordinate
takes part in the cycle and may name goals of the person that the own ones serve.
"""

PLAN_MATRIX = """
asn.appraisal.plan
  draft                -    rw   -    -    rw   rW   r    r    rw   r    -    -    -
  submitted,agreed,superseded
                       -    rW   -    -    rW   rW   r    r    rW   r    -    -    -
asn.appraisal.goal
  draft                C    rwcd C    rC   rwcd rC   rC   rC   rwcd rC   C    -    -
  submitted,agreed     C    rWCD C    rC   rWCD rC   rC   rC   rWCD rC   C    -    -
asn.appraisal.indicator
  draft                C    rwcd C    C    rwcd rC   rC   rC   rwcd rC   C    -    -
  submitted,agreed     C    rWCD C    C    rWCD rC   rC   rC   rWCD rC   C    -    -
asn.appraisal.expectation
  draft                C    rwCd C    C    rwCd rC   rC   rC   rwCd rC   C    -    -
  submitted,agreed     C    rWCD C    C    rWCD rC   rC   rC   rWCD rC   C    -    -
asn.appraisal.progress
  agreed               C    rwcd C    C    rC   C    C    rC   rwcd rC   C    -    -
asn.appraisal.check
  due                  -    -    -    -    rw   -    -    r    -    r    -    -    -
  done                 -    r    -    -    r    -    -    r    r    r    -    -    -
asn.goal.template
  shared               r    r    r    r    r    r    r    rwcd rwcd r    rwcd -    -
  agency               r    r    r    r    r    r    r    rwcd rwcd r    C    -    -
asn.goal.template.indicator
  shared               r    r    r    r    r    r    r    rwcd rwcd r    rwcd -    -
  agency               r    r    r    r    r    r    r    rwcd rwcd r    C    -    -
asn.appraisal.plan.remark
  submitted            c    c    c    c    rwcd c    c    c    c    c    c    -    -
  mine                 rwcd rwcd rwcd rwcd rwcd rwcd rwcd rwcd rwcd rwcd rwcd -    -
asn.appraisal.goal.assign
  draft                C    c    C    C    rwcd c    c    c    c    c    C    -    -
  mine                 rwCd rwcd rwCd rwCd rwcd rwcd rwcd rwcd rwcd rwcd rwCd -    -
asn.appraisal.plan.part                       abstract
report.asn_appraisal.report_appraisal_plan    abstract
report.asn_appraisal.report_appraisal_plan_evaluation  abstract
"""

PLAN_METHODS = """
asn.appraisal.plan
  action_submit draft
                  -    y    -    -    y    -    -    -    y    -    -    -    -    y
  action_submit agreed,superseded
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_take_back submitted
                  -    y    -    -    -    -    -    -    y    -    -    -    -    -
  action_take_back draft,agreed,superseded
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_return,action_agree submitted
                  -    -    -    -    y    y    -    -    -    -    -    -    -    y
  action_ask_return submitted
                  -    -    -    -    y    y    -    -    -    -    -    -    -    -
  action_return,action_ask_return,action_agree draft,agreed,superseded
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_discard draft,submitted,agreed,superseded
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_amend,action_ask_amend agreed
                  -    y    -    -    y    -    -    -    y    -    -    -    -    -
  action_amend,action_ask_amend draft,submitted,superseded
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_add_from_library draft
                  -    y    -    -    y    -    -    -    y    -    -    -    -    -
  action_add_from_library,action_copy_last submitted,agreed,superseded
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_copy_last draft
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  get_matrix,get_matrix_choices agreed
                  y    y    y    y    y    y    y    y    y    y    y    -    -    .
asn.appraisal.goal
  action_assess agreed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_ask_assess agreed
                  -    -    -    -    y    -    -    -    -    -    -    -    -    -
  action_assess,action_ask_assess draft,submitted
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_hand_on agreed
                  -    y    -    y    y    y    y    y    y    y    -    -    -    -
asn.appraisal.indicator
  action_exclude,action_ask_exclude,action_include agreed
                  -    -    -    -    y    -    -    -    -    -    -    -    -    -
  action_exclude,action_ask_exclude,action_include draft,submitted
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal.progress
  action_question,action_ask_question agreed
                  -    -    -    -    y    -    -    -    -    -    -    -    -    -
asn.appraisal.check
  action_complete due
                  -    -    -    -    y    -    -    -    -    -    -    -    -    -
asn.appraisal.plan.remark
  action_apply submitted
                  -    -    -    -    y    -    -    -    -    -    -    -    -    y
asn.appraisal.goal.assign
  action_apply draft
                  -    -    -    -    y    -    -    -    -    -    -    -    -    y
"""

PLAN_ARGUMENTS = {
    "action_return": {"comment": "x"},
    "action_amend": {"reason": "x"},
    "action_assess": {"level": 4, "reason": "x"},
    "action_exclude": {"reason": "x"},
    "action_question": {"question": "x"},
    "get_matrix": {"cycle_id": 1, "superior_id": 1},
}
