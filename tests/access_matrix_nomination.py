# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Rows of the table of ``access_matrix.py``: forms that raters decline.

Declined by `sub`, in the cycle that runs, where `peer` is about to decline. Where
they are made: ``access_nomination.py``.
"""

NOMINATION_MATRIX = """
asn.appraisal.decline
  subordinate          -    -    -    r    -    -    -    rw   -    -    -    -    -
asn.appraisal.decline.reason
  peer                 C    C    rwcd C    C    C    C    C    C    C    C    -    -
  mine                 rwCd rwCd rwcd rwCd rwCd rwCd rwCd rwCd rwCd rwCd rwCd -    -
"""

NOMINATION_METHODS = """
asn.appraisal.decline
  action_replace,action_draw,action_leave,action_refuse subordinate
                  -    -    -    -    -    -    -    y    -    -    -    -    -    y
asn.appraisal.decline.reason
  action_apply peer
                  -    -    y    -    -    -    -    -    -    -    -    -    -    y
asn.appraisal.evaluation
  action_decline evaluation peer pending,draft
                  -    -    y    -    -    -    -    -    -    -    -    -    -    -
  action_decline evaluation peer submitted,declined,expired,cancelled
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_decline evaluation self,superior pending,draft
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_decline published peer draft
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_take_back_decline evaluation subordinate declined
                  -    -    -    y    -    -    -    -    -    -    -    -    -    -
  action_take_back_decline evaluation peer pending,draft,submitted,cancelled
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
"""
