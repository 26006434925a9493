# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Rows of the table of ``access_matrix.py``: legal holds and deletions.

A hold is on one `person` or on a whole `cycle`. No cycle of the table is due, so that
nobody can start a deletion. Where the records are made: ``access_retention.py``.
"""

RETENTION_MATRIX = """
asn.appraisal.hold
  person               -    -    -    -    -    -    -    rc   C    r    C    -    -
  cycle                -    -    -    -    -    -    -    rc   rc   r    C    -    -
asn.appraisal.purge
  trace                -    -    -    -    -    -    -    r    r    r    -    -    -

asn.appraisal.job.purge                       abstract
asn.appraisal.own.data                        abstract
"""

RETENTION_METHODS = """
asn.appraisal.cycle
  action_purge draft,evaluation,published,closed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_open_holds draft
                  -    -    -    -    -    -    -    y    y    y    -    -    -    -
  action_open_holds published
                  y    y    y    y    y    y    y    y    y    y    -    -    -    -
  action_publish_figures draft,evaluation,published,closed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal.hold
  action_release person
                  -    -    -    -    -    -    -    y    -    -    -    -    -    -
  action_release cycle
                  -    -    -    -    -    -    -    y    y    -    -    -    -    -
"""
