# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Rows of the table of ``access_matrix.py``: matrix, goals for many, evidence."""

MATRIX_MATRIX = """
report.asn_appraisal.report_role_matrix       abstract
report.asn_appraisal.report_role_matrix_a3    abstract
"""

MATRIX_METHODS = """
asn.appraisal.plan
  action_assign_goals draft
                  -    y    -    -    y    -    -    y    y    -    -    -    -    y
  action_assign_goals agreed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal.evaluation
  get_evidence evaluation self draft
                  -    y    -    -    -    -    -    -    y    -    -    -    -    -
  get_evidence evaluation superior draft
                  -    -    -    -    y    -    -    -    -    -    -    -    -    -
  get_evidence evaluation superior submitted
                  -    -    -    -    y    -    -    y    -    -    -    -    -    -
  get_evidence published superior submitted
                  -    y    -    -    y    -    -    y    y    -    -    -    -    -
  get_evidence * peer *
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  get_evidence published subordinate submitted,expired
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
"""
