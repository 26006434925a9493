# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Who may do what with development plans and briefings: a part of ``access_matrix.py``.

A row names the state of the plan; `kept` and `done` are about an approved plan of
which an activity was noted as done. Where the records are made:
``access_development.py``.
"""

DEVELOPMENT_MATRIX = """
asn.training.plan
  draft                C    rWcd C    C    C    C    C    C    rWcd C    C    -    -
  waiting,revision,approved
                       C    rWcD C    C    rC   C    C    rC   rWcD rC   C    -    -
asn.training.plan.line
  draft                C    rwcd C    C    C    C    C    C    rwcd C    C    -    -
  revision             C    rwcd C    C    rC   C    C    rC   rwcd rC   C    -    -
  waiting,approved     C    rWCD C    C    rC   C    C    rC   rWCD rC   C    -    -
  done                 C    rC   C    C    rC   C    C    rC   rC   rC   C    -    -
asn.training.plan.version
  kept                 -    r    -    -    r    -    -    r    r    r    -    -    -
asn.training.reason
  waiting              C    c    C    C    rwcd C    C    c    c    c    C    -    -
  mine                 rWCd rwcd rWCd rWCd rwcd rWCd rWCd rwcd rwcd rwcd rWCd -    -
asn.training.unit.plan
  draft                -    -    -    -    -    -    rwCd rwCd rwCd r    C    -    -
  submitted,approved   -    -    -    -    -    -    rwCD rwCD rwCD r    C    -    -
  elsewhere            -    -    -    -    -    -    C    rwCd rwCd r    C    -    -
asn.training.unit.plan.line
  draft                -    -    -    -    -    -    r    r    r    r    -    -    -
  elsewhere            -    -    -    -    -    -    -    r    r    r    -    -    -
asn.training.briefing
  open                 -    r    -    -    -    -    r    r    r    r    -    -    -
asn.training.briefing.invite
  open                 -    -    -    -    -    -    c    rwcd c    -    C    -    -
  mine                 -    -    -    -    -    -    rwcd rwcd rwcd -    rWCd -    -
"""

DEVELOPMENT_METHODS = """
asn.training.plan
  action_generate,action_submit draft,revision
                  -    y    -    -    -    -    -    -    y    -    -    -    -    -
  action_generate,action_submit waiting,approved
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_take_back waiting
                  -    y    -    -    -    -    -    -    y    -    -    -    -    -
  action_take_back draft,revision,approved
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_change approved
                  -    y    -    -    y    -    -    -    y    -    -    -    -    -
  action_change draft,waiting,revision
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_approve waiting
                  -    -    -    -    y    -    -    -    -    -    -    -    -    y
  action_revise waiting
                  -    -    -    -    y    -    -    -    -    -    -    -    -    -
  action_approve,action_revise draft,revision,approved
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_open_lines waiting,approved
                  -    y    -    -    y    -    -    y    y    y    -    -    -    -
asn.training.plan.line
  action_open done
                  -    y    -    -    y    -    -    y    y    y    -    -    -    -
  action_done approved
                  -    y    -    -    -    -    -    -    y    -    -    -    -    -
  action_done draft,waiting,revision,done
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_take_back done
                  -    y    -    -    -    -    -    -    y    -    -    -    -    -
  action_take_back approved
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_verify done
                  -    -    -    -    y    -    -    y    -    -    -    -    -    y
  action_reject done
                  -    -    -    -    y    -    -    y    -    -    -    -    -    -
  action_verify,action_reject approved
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
asn.training.reason
  action_apply waiting
                  -    -    -    -    y    -    -    -    -    -    -    -    -    -
asn.training.unit.plan
  action_generate,action_submit draft
                  -    -    -    -    -    -    y    y    y    -    -    -    -    y
  action_generate,action_submit submitted,approved
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_approve,action_give_back submitted
                  -    -    -    -    -    -    -    y    y    -    -    -    -    y
  action_approve,action_give_back draft,approved
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_export draft
                  -    -    -    -    -    -    y    y    y    y    -    -    -    -
asn.training.briefing
  action_invite open
                  -    y    -    -    -    -    y    y    y    y    -    -    -    y
asn.training.briefing.invite
  action_apply open
                  -    -    -    -    -    -    -    y    -    -    -    -    -    -
asn.appraisal.cycle
  action_open_briefings draft
                  -    -    -    -    -    -    -    y    y    y    -    -    -    -
  action_open_briefings evaluation,published
                  -    -    -    -    -    -    y    y    y    y    -    -    -    -
"""
