# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Rows of the table of ``access_matrix.py``: what follows from a published result."""

RESULT_MATRIX = """
asn.appraisal.page                            abstract
"""

RESULT_METHODS = ""
