# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Who may do what with the choice of raters: a part of ``access_matrix.py``.

A conflict of interest and its reason are for managers, but not for those it is about;
who was drawn is read by those who read evaluations, and never about oneself.
Where the records are made: ``access_assignment.py``.
"""

ASSIGNMENT_MATRIX = """
asn.rater.choice                              abstract
asn.appraisal.assignment                      abstract
asn.rater.conflict
  lasting              -    -    -    -    -    -    -    rwCd C    -    C    -    -
asn.appraisal.draw
  evaluation           -    -    -    -    -    -    -    r    -    r    -    -    -
asn.appraisal.eligibility
  evaluation           -    -    -    -    -    -    -    r    -    -    -    -    -
  mine                 -    -    -    -    -    -    -    r    r    -    -    -    -
asn.appraisal.eligibility.line
  evaluation           -    -    -    -    -    -    -    r    -    -    -    -    -
  mine                 -    -    -    -    -    -    -    r    r    -    -    -    -
"""

ASSIGNMENT_METHODS = """
asn.appraisal.draw
  action_repeat evaluation
                  -    -    -    -    -    -    -    y    -    y    -    -    -    -
asn.appraisal
  action_open_eligibility evaluation,published
                  -    -    -    -    -    -    -    y    -    -    -    -    -    -
"""
