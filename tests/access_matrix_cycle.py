# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Planning, monitoring and periods: their rows of the table in access_matrix.py."""

CYCLE_MATRIX = """
asn.appraisal.job.open                        abstract
asn.appraisal.period.score                    abstract
"""

CYCLE_METHODS = """
asn.appraisal.cycle
  action_check_readiness,action_launch planning,monitoring
                  -    -    -    -    -    -    -    y    y    -    -    -    -    y
  action_close_evaluation,action_publish,action_close,action_verify planning,monitoring
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_preview_launch,action_preview_sheet,action_open_population planning,monitoring
                  -    -    -    -    -    -    -    y    y    -    -    -    -    -
  action_start_monitoring planning
                  -    -    -    -    -    -    -    y    y    -    -    -    -    y
  action_start_monitoring draft,monitoring,evaluation,suggested,decided,published,closed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_open_evaluation planning,monitoring
                  -    -    -    -    -    -    -    y    y    -    -    -    -    y
  action_open_evaluation draft,evaluation,suggested,decided,published,closed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_open_plans draft
                  -    -    -    -    -    -    -    y    y    y    -    -    -    y
  action_open_plans planning,published
                  y    y    y    y    y    y    y    y    y    y    -    -    -    y
  action_create_quarters draft,planning,monitoring,evaluation
                  -    -    -    -    -    -    -    y    y    -    -    -    -    -
  action_create_quarters suggested,decided,published,closed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_open_periods draft
                  -    -    -    -    -    -    -    y    y    y    -    -    -    -
  action_open_periods planning,published
                  y    y    y    y    y    y    y    y    y    y    -    -    -    -
asn.appraisal
  action_cancel planning,monitoring
                  -    -    -    -    -    -    -    y    -    -    -    -    -    y
  action_decide,action_print_result planning,monitoring
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
"""
