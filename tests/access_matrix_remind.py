# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Rows of the table of ``access_matrix.py``: reminders and progress.

What somebody was reminded of is read by nobody, the person included: the pages behind
its links show it. Where the records are made: ``access_remind.py``.
"""

REMIND_MATRIX = """
asn.appraisal.digest
  person               -    -    -    -    -    -    -    -    -    -    -    -    -

asn.appraisal.working.time                    abstract
"""
