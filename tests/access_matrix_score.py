# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Rows of the table of ``access_matrix.py``: how plans are scored."""

SCORE_MATRIX = """
asn.rating.method.achievement
  shared               -    -    -    -    -    -    r    rwCd rwCd r    rwCd -    -
  agency               -    -    -    -    -    -    r    rwCd rwCd r    C    -    -
asn.appraisal.plan.score                       abstract
"""
