# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Who may do what with the choice of raters: a part of ``access_matrix.py``."""

ASSIGNMENT_MATRIX = """
asn.rater.choice                              abstract
asn.appraisal.assignment                      abstract
"""
