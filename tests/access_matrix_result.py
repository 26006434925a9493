# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Rows of the table of ``access_matrix.py``: what follows from a published result.

A duty that is open and has a word on what was done; a manager never changes the own.
Where it is made: ``access_result.py``.
"""

RESULT_MATRIX = """
asn.appraisal.page                            abstract
asn.appraisal.duty
  open                 -    r    -    -    rw   -    -    rw   r    r    -    -    -
asn.credit.level
  shared               r    r    r    r    r    r    r    rwcd rwcd r    rwcd -    -
asn.credit.entry
  valid                -    r    -    -    r    -    -    r    r    r    -    -    -
"""

RESULT_METHODS = """
asn.appraisal.duty
  action_done open
                  -    -    -    -    y    -    -    y    -    -    -    -    -    -
  action_waive open
                  -    -    -    -    -    -    -    y    -    -    -    -    -    -
"""
