# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Who may do what with objections: a part of ``access_matrix.py``.

The result of the cycle `closed` is objected to; `head`, the superior of `sup`, decides.
`disputed` is what an open objection is about: `head` reads it as long as it is open.
Where the records are made: ``access_objection.py``.
"""

OBJECTION_MATRIX = """
asn.appraisal.objection
  draft                -    rwd  -    -    -    -    -    -    rwd  -    -    -    -
  filed,hearing,decided,withdrawn
                       -    r    -    -    r    r    -    r    r    r    -    -    -
asn.appraisal.objection.step
  filed,decided        -    r    -    -    r    r    -    r    r    r    -    -    -
asn.appraisal.objection.dialog
  filed                C    c    C    C    c    rwcd C    c    c    c    C    -    -
  mine                 rWCd rwcd rWCd rWCd rwcd rwcd rWCd rwcd rwcd rwcd rWCd -    -
asn.appraisal.objection.decision
  filed                C    c    C    C    c    rwcd C    c    c    c    C    -    -
  mine                 rWCd rwcd rWCd rWCd rwcd rwcd rWCd rwcd rwcd rwcd rWCd -    -
asn.appraisal.objection.statistic
  filed                -    -    -    -    -    -    -    r    r    r    -    -    -
report.asn_appraisal.report_objection_decision  abstract
asn.appraisal
  disputed             -    r    -    -    r    r    r    r    r    r    -    -    -
asn.appraisal.outcome
  disputed             -    r    -    -    r    r    -    r    r    r    -    -    -
asn.appraisal.result
  disputed             -    r    -    -    r    r    -    r    r    r    -    -    -
"""

OBJECTION_METHODS = """
asn.appraisal
  action_object published
                  -    y    -    -    -    -    -    -    y    -    -    -    -    -
  action_object evaluation,suggested,decided,cancelled
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_open_objections disputed
                  -    y    -    -    y    y    y    y    y    y    -    -    -    -
asn.appraisal.objection
  action_file draft
                  -    y    -    -    -    -    -    -    y    -    -    -    -    -
  action_file filed,hearing,decided,withdrawn
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_state filed,hearing
                  -    -    -    -    y    -    -    -    -    -    -    -    -    -
  action_reply,action_withdraw filed,hearing
                  -    y    -    -    -    -    -    -    y    -    -    -    -    -
  action_set_hearing filed,hearing
                  -    -    -    -    -    y    -    -    -    -    -    -    -    -
  action_write_minutes hearing
                  -    -    -    -    -    y    -    -    -    -    -    -    -    -
  action_write_minutes filed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_decide filed,hearing
                  -    -    -    -    -    y    -    -    -    -    -    -    -    -
  action_decide draft,decided,withdrawn
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_hand_over filed,hearing
                  -    -    -    -    -    y    -    y    -    -    -    -    -    -
  action_state,action_reply,action_withdraw,action_hand_over draft,decided,withdrawn
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_set_hearing,action_write_minutes draft,decided,withdrawn
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_open_result filed
                  -    y    -    -    y    y    -    y    y    y    -    -    -    -
  action_open_result decided
                  -    y    -    -    y    -    -    y    y    y    -    -    -    -
  action_print_letter decided
                  -    y    -    -    y    y    -    y    y    y    -    -    -    -
  action_print_letter filed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal.objection.decision
  action_apply filed
                  -    -    -    -    -    y    -    -    -    -    -    -    -    y
  action_apply decided
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal.objection.dialog
  action_apply filed
                  -    -    -    -    -    y    -    -    -    -    -    -    -    y
  action_apply decided
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
"""
