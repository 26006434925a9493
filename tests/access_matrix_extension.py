# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Rows of the table of ``access_matrix.py``: more time for `sub`.

`all` is for all forms of `sub` in the cycle that runs, `form` for the one about the
person, which a manager never sees of the own appraisal.
"""

EXTENSION_MATRIX = """
asn.appraisal.extension
  all                  -    -    -    r    -    -    rc   rc   rc   r    C    -    -
  form                 -    -    -    r    -    -    rc   rc   C    r    C    -    -
"""

EXTENSION_METHODS = """
asn.appraisal.cycle
  action_close_evaluation_now evaluation
                  -    -    -    -    -    -    -    y    y    -    -    -    -    y
  action_close_evaluation_now draft,suggested,decided,published,closed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_open_extensions evaluation
                  y    y    y    y    y    y    y    y    y    y    -    -    -    y
asn.appraisal.evaluation
  action_extend evaluation peer pending,draft
                  -    -    -    -    -    -    y    y    -    -    -    -    -    -
  action_extend evaluation peer submitted,declined,expired,cancelled
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal.extension
  action_withdraw all
                  -    -    -    -    -    -    y    y    y    -    -    -    -    y
  action_withdraw form
                  -    -    -    -    -    -    y    y    -    -    -    -    -    y
"""
