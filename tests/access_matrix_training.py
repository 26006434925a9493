# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Rows of the table of ``access_matrix.py``: trainings and hours.

Manager, unit officer and stranger hold the same places in the training addon. Where the
records are made: ``access_training.py``.
"""

TRAINING_MATRIX = """
asn.training.method
  shared               r    r    r    r    r    r    r    rwcd rwcd r    rwcd -    -
asn.training.programme
  shared               r    r    r    r    r    r    r    rwcd rwcd r    rwcd -    -
  agency               r    r    r    r    r    r    r    rwcd rwcd r    C    -    -
asn.training.programme.skill
  shared               r    r    r    r    r    r    r    rwCd rwCd r    rwCd -    -
  agency               r    r    r    r    r    r    r    rwCd rwCd r    C    -    -
asn.training.study
  draft                -    -    -    -    -    -    -    rwC  rwC  r    C    -    -
asn.training.effect
  measured             -    -    -    -    -    -    -    r    r    r    -    -    -
asn.training.target
  shared               r    r    r    r    r    r    r    rwCd rwCd r    rwCd -    -
  agency               r    r    r    r    r    r    r    rwCd rwCd r    C    -    -
asn.training.balance
  year                 -    r    -    -    r    -    r    r    r    r    -    -    -
asn.training.rejection
  submitted            -    -    -    -    -    -    -    rwcd c    -    c    -    -
  mine                 -    -    -    -    -    -    -    rwcd rwcd -    rwcd -    -
asn.training.import
  submitted            -    -    -    -    -    -    -    rwcd c    -    c    -    -
  mine                 -    -    -    -    -    -    -    rwcd rwcd -    rwcd -    -
asn.training.import.line
  submitted            -    -    -    -    -    -    -    r    -    -    -    -    -
  mine                 -    -    -    -    -    -    -    r    r    -    r    -    -
"""

TRAINING_METHODS = """
asn.training.programme
  action_open_sessions agency
                  -    -    -    -    -    -    -    y    y    -    -    -    -    -
  action_open_sessions shared
                  -    -    -    -    -    -    -    y    y    -    y    -    -    -
asn.training.study
  action_measure draft
                  -    -    -    -    -    -    -    y    y    -    -    -    -    -
asn.training.balance
  action_propose year
                  -    y    -    -    y    -    y    y    y    y    -    -    -    -
asn.training.rejection
  action_apply submitted
                  -    -    -    -    -    -    -    y    -    -    -    -    -    -
asn.training.import
  action_template,action_check,action_import submitted
                  -    -    -    -    -    -    -    y    -    -    -    -    -    -
hr.resume.line
  action_submit_hours draft,rejected
                  -    y    -    -    -    -    -    y    y    -    -    -    -    -
  action_submit_hours submitted,verified
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_take_back_hours submitted
                  -    y    -    -    -    -    -    -    y    -    -    -    -    -
  action_take_back_hours draft,verified,rejected
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_verify_hours submitted
                  -    -    -    -    -    -    -    y    -    -    -    -    -    y
  action_verify_hours draft,verified,rejected
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_reject_hours submitted,verified
                  -    -    -    -    -    -    -    y    -    -    -    -    -    -
  action_reject_hours draft,rejected
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
"""
