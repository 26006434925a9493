# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Rows of the table of ``access_matrix.py``: changes in an open cycle.

An exemption that is still to be decided, in the cycle that runs: a manager never sees
one of their own. Where it is made: ``access_change.py``.
"""

CHANGE_MATRIX = """
asn.appraisal.change
  exempt               -    -    -    -    -    -    -    rwc  C    r    C    -    -

asn.appraisal.change.finder                   abstract
"""

CHANGE_METHODS = """
asn.appraisal.change
  action_apply,action_keep exempt
                  -    -    -    -    -    -    -    y    -    -    -    -    -    y
  action_undo exempt
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal
  action_exempt planning,monitoring,evaluation,suggested,decided
                  -    -    -    -    -    -    -    y    -    -    -    -    -    -
  action_exempt published,closed,cancelled
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal.cycle
  action_find_changes planning,monitoring,evaluation,suggested,decided
                  -    -    -    -    -    -    -    y    y    -    -    -    -    -
  action_find_changes draft,published,closed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
"""
