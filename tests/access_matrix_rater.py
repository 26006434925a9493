# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Who reads how raters answered: a part of ``access_matrix.py``.

`named` is the statistic of the person as a superior, `confidential` as a peer. Where
the records are made: ``access_rater.py``.
"""

RATER_MATRIX = """
asn.appraisal.rater.statistic
  named                -    -    -    -    -    -    -    r    -    r    -    -    -
  confidential         -    -    -    -    -    -    -    r    r    r    -    -    -
asn.appraisal.rater.hinge
  suggested,decided,published,closed
                       -    -    -    -    -    -    -    r    -    r    -    -    -

asn.appraisal.job.statistic                   abstract
"""

RATER_METHODS = """
asn.appraisal.cycle
  action_open_rater_statistics,action_open_hinges draft,suggested,published
                  -    -    -    -    -    -    -    y    y    y    -    -    -    y
asn.appraisal.rater.hinge
  action_open_appraisal suggested,published
                  -    -    -    -    -    -    -    y    -    y    -    -    -    -
"""
