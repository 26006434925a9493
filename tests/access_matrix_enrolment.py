# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Rows of the table of ``access_matrix.py``: recommendations, enrolments, budgets.

Where the records are made: ``access_enrolment.py``.
"""

ENROLMENT_MATRIX = """
asn.training.rule
  shared               -    -    -    -    -    -    -    rwcd rwcd r    rwcd -    -
  agency               -    -    -    -    -    -    -    rwcd rwcd r    C    -    -
asn.training.recommendation
  new                  -    rw   -    -    rw   -    -    rw   rw   r    -    -    -
  dismissed            -    rW   -    -    rW   -    -    rW   rW   r    -    -    -
asn.training.enrolment
  proposed             C    rwC  C    C    rwC  C    C    rwC  rwC  rC   C    -    -
  cancelled            C    rWc  C    C    rWc  C    C    rWc  rWc  rC   C    -    -
asn.training.budget
  yearly               -    -    -    -    -    -    -    rwCd rwCd r    C    -    -
asn.training.trial
  mine                 -    -    -    -    -    -    -    rwcd rwcd -    rwcd -    -
asn.training.register
  mine                 -    -    -    -    -    -    -    rwcd rwcd -    rwcd -    -
asn.appraisal.job.recommend                   abstract
asn.training.recommendation.text              abstract
"""

ENROLMENT_METHODS = """
asn.appraisal.cycle
  action_recommend published,closed
                  -    -    -    -    -    -    -    y    y    -    -    -    -    -
  action_recommend draft,evaluation,suggested,decided
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
asn.training.rule
  action_try shared
                  -    -    -    -    -    -    -    y    y    y    y    -    -    y
  action_try agency
                  -    -    -    -    -    -    -    y    y    y    -    -    -    y
asn.training.recommendation
  action_accept,action_dismiss new
                  -    y    -    -    y    -    -    y    y    -    -    -    -    -
  action_accept,action_dismiss dismissed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
asn.training.enrolment
  action_approve proposed
                  -    -    -    -    y    -    -    y    -    -    -    -    -    y
  action_decline proposed
                  -    -    -    -    y    -    -    y    -    -    -    -    -    -
  action_cancel proposed
                  -    y    -    -    y    -    -    y    y    -    -    -    -    y
  action_open_register proposed,cancelled
                  -    -    -    -    -    -    -    y    y    -    -    -    -    y
  action_complete proposed,cancelled
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_approve,action_decline,action_cancel cancelled
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
asn.training.trial
  action_recommend mine
                  -    -    -    -    -    -    -    y    y    -    -    -    -    -
asn.training.register
  action_register mine
                  -    -    -    -    -    -    -    y    y    -    y    -    -    -
"""
