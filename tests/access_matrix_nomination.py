# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Rows of the table of ``access_matrix.py``: raters who decline, or are proposed.

Declined by `sub`, in the cycle that runs, where `peer` is about to decline. Where
they are made: ``access_nomination.py``.
"""

NOMINATION_MATRIX = """
asn.appraisal.decline
  subordinate          -    -    -    r    -    -    -    rw   -    -    -    -    -
asn.appraisal.decline.reason
  peer                 C    C    rwcd C    C    C    C    C    C    C    C    -    -
  mine                 rwCd rwCd rwcd rwCd rwCd rwCd rwCd rwCd rwCd rwCd rwCd -    -
asn.appraisal.nomination
  draft                -    rW   -    -    rW   -    r    r    rW   r    -    -    -
  submitted            -    rW   -    -    rw   -    r    r    rW   r    -    -    -
asn.appraisal.nomination.line
  draft                C    rwCd C    C    C    C    C    C    rwCd C    C    -    -
  submitted            C    rWCD C    C    C    C    C    rC   rWCD rC   C    -    -
asn.appraisal.nomination.rater
  submitted            C    C    C    C    rWCD C    C    rC   C    rC   C    -    -
"""

NOMINATION_METHODS = """
asn.appraisal.nomination
  action_submit draft
                  -    y    -    -    -    -    -    -    y    -    -    -    -    -
  action_submit submitted
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_approve,action_give_back submitted
                  -    -    -    -    y    -    -    -    -    -    -    -    -    y
  action_approve,action_give_back draft
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_close draft,submitted
                  -    -    -    -    -    -    -    y    -    -    -    -    -    y
asn.appraisal.cycle
  action_open_nominations draft,evaluation,published
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
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
