# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Rows of the table of ``access_matrix.py``: the catalogue of trainings.

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
"""
