# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Rows of the table of ``access_matrix.py``: what the pages of plans open."""

PAGES_METHODS = """
asn.appraisal.plan
  action_open draft,submitted,agreed,superseded
                  -    y    -    -    y    y    y    y    y    y    -    -    -    -
asn.appraisal
  action_open_log *
                  -    y    -    -    y    -    y    y    y    y    -    -    -    -
  action_open_plan planning,monitoring
                  -    y    -    -    y    -    y    y    y    y    -    -    -    -
  action_open_plan evaluation,suggested,decided,published,closed,cancelled
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_open_plan acknowledged,objected,final
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal.progress
  action_open agreed
                  -    y    -    -    y    -    -    y    y    y    -    -    -    -
asn.appraisal.check
  action_open due
                  -    -    -    -    y    -    -    y    -    y    -    -    -    -
  action_open done
                  -    y    -    -    y    -    -    y    y    y    -    -    -    -
"""
