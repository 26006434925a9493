# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Who may do what with links for people from outside: a part of ``access_matrix.py``.

What came by link is a form of the role `outside`: nobody reads even that it is there.
Where the records are made: ``access_link.py``.
"""

LINK_MATRIX = """
asn.appraisal.evaluation
  evaluation outside submitted
                       -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal.answer
  evaluation outside   -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal.link
  poster,personal      C    C    C    C    rwc  C    C    rwc  C    rC   C    -    -
asn.appraisal.link.visit
  recent               -    -    -    -    -    -    -    -    -    -    -    -    -

report.asn_appraisal.report_link_poster       abstract
"""

LINK_METHODS = """
asn.appraisal.evaluation
  get_sheet,submit_sheet,action_open_sheet evaluation outside submitted
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal.link
  action_revoke poster,personal
                  -    -    -    -    y    -    -    y    -    -    -    -    -    y
  action_print_poster poster
                  -    -    -    -    y    -    -    y    -    -    -    -    -    y
  action_send personal
                  -    -    -    -    y    -    -    y    -    -    -    -    -    y
  action_print_poster personal
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_send poster
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal
  action_open_links evaluation,published
                  -    -    -    -    y    -    -    y    -    -    -    -    -    -
"""
