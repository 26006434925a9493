# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Who reads what was written about somebody: a part of ``access_matrix.py``.

The manager has opened the comments of the cycle `closed`, and of no other. Where the
records are made: ``access_confidential.py``.
"""

CONFIDENTIAL_MATRIX = """
asn.appraisal.comment
  closed               -    r    -    -    r    -    -    r    r    -    -    -    -
asn.appraisal.reading
  comments             -    r    -    -    -    -    -    r    r    r    -    -    -
  identities           -    -    -    -    -    -    -    r    -    r    -    -    -
asn.appraisal.moderation
  reported             -    r    -    -    -    -    -    r    r    r    -    -    -
  withheld,restored    -    -    -    -    -    -    -    r    -    r    -    -    -
asn.appraisal.reason
  read                 C    c    C    C    c    C    c    rwcd c    c    C    -    -
  mine                 rwCd rwcd rwCd rwCd rwcd rwCd rwcd rwcd rwcd rwcd rwCd -    -
asn.appraisal.unsealing
  draft                -    -    -    -    -    -    -    rWcd C    r    C    -    -
  asked,granted        -    -    -    -    -    -    -    rWcD C    r    C    -    -
  waiting              -    -    -    -    -    -    -    rWcD C    r    C    -    -

asn.reading.mixin                             abstract
"""

CONFIDENTIAL_METHODS = """
asn.appraisal
  action_read_comments evaluation,suggested,decided,published,closed
                  -    -    -    -    -    -    -    y    -    -    -    -    -    y
asn.appraisal.comment
  action_report published,closed
                  -    y    -    -    y    -    -    -    y    -    -    -    -    -
  action_report suggested
                  -    -    -    -    y    -    -    -    -    -    -    -    -    -
  action_withhold closed
                  -    -    -    -    -    -    -    y    -    -    -    -    -    -
  action_withhold suggested,published
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal.moderation
  action_read_comments reported,withheld,restored
                  -    -    -    -    -    -    -    y    -    -    -    -    -    -
  action_withhold,action_keep reported
                  -    -    -    -    -    -    -    y    -    -    -    -    -    -
  action_withhold,action_keep withheld,restored
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_restore withheld
                  -    -    -    -    -    -    -    y    -    -    -    -    -    -
  action_restore reported,restored
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal.comment
  action_unseal closed,published
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal.unsealing
  action_ask draft,asked,granted
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_grant,action_refuse waiting
                  -    -    -    -    -    -    -    y    -    -    -    -    -    -
  action_grant,action_refuse draft,asked,granted
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_withdraw asked
                  -    -    -    -    -    -    -    y    -    -    -    -    -    -
  action_withdraw draft,waiting,granted
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_end,get_identities granted
                  -    -    -    -    -    -    -    y    -    -    -    -    -    -
  action_end,get_identities draft,asked,waiting
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal.reason
  action_apply read
                  -    -    -    -    -    -    -    y    -    -    -    -    -    y
"""
