# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Rows of the table of ``access_matrix.py``: the journal.

A row is read by whoever reads the record behind it and has a line for the journal.
Where the records behind are made: ``access_confidential.py``, ``access_extension.py``.
"""

JOURNAL_MATRIX = """
asn.appraisal.journal
  comments             -    -    -    -    -    -    -    r    r    r    -    -    -
  identities           -    -    -    -    -    -    -    r    -    r    -    -    -
  extension            -    -    -    -    -    -    -    r    -    r    -    -    -
  rater_added          -    -    -    -    -    -    -    r    -    r    -    -    -
asn.appraisal.rater.step
  rater_added          -    -    -    -    -    -    -    r    -    r    -    -    -
"""

JOURNAL_METHODS = """
asn.appraisal.journal
  action_open_record comments
                  -    -    -    -    -    -    -    y    y    y    -    -    -    -
  action_open_record identities
                  -    -    -    -    -    -    -    y    -    y    -    -    -    -
"""
