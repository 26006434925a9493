# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Rows of the table of ``access_matrix.py``: acting superiors.

An order of HR and a delegation by `sup`, both for `head`. `own`, a manager, is led by
`sup`: who stands in for their own superior is another manager's to settle. Where the
records are made: ``access_acting.py``.
"""

ACTING_MATRIX = """
asn.appraisal.acting
  plh                  C    C    C    C    rC   rC   C    rwcd rWCD rC   C    -    -
  delegate             C    C    C    C    rwcd rC   C    rwcd rWCD rC   C    -    -
"""

ACTING_METHODS = """
asn.appraisal.acting
  action_end,action_take_back_forms plh
                  -    -    -    -    -    -    -    y    -    -    -    -    -    y
  action_end,action_take_back_forms delegate
                  -    -    -    -    y    -    -    y    -    -    -    -    -    y
  action_open_appraisals plh,delegate
                  -    -    -    -    y    y    -    y    y    y    -    -    -    -
"""
