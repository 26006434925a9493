# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Who may do what with feedback and dialogues: a part of ``access_matrix.py``.

Feedback comes from `peer`: shown to the person alone, to the superior as well, or to
the unit. Requests ask `peer` about the person: `oneself` by the person, `team` by
`sup`, `elsewhere` the first in another company; `upward` asks `sup`, and `downward` is
asked by `sup` of the person. Dialogues are between the person and `sup`. Where the
records are made: ``access_talk.py``.
"""

TALK_MATRIX = """
asn.appraisal.feedback
  * draft              C    C    rwcd c    c    c    c    C    C    C    C    -    -
  * withdrawn          C    C    rWcD c    c    c    c    C    C    C    C    -    -
  person given         C    rC   rwcD c    c    c    c    C    rC   C    C    -    -
  superior given       C    rC   rwcD c    rc   c    c    C    rC   C    C    -    -
  unit given           C    rC   rwcD rc   rc   rc   rc   rC   rC   rC   C    -    -
asn.appraisal.feedback.request
  oneself open         -    r    rw   -    -    -    -    -    r    -    -    -    -
  oneself answered,declined,withdrawn
                       -    r    rW   -    -    -    -    -    r    -    -    -    -
  team open            -    r    rw   -    r    -    -    -    r    -    -    -    -
  team answered,declined,withdrawn
                       -    r    rW   -    r    -    -    -    r    -    -    -    -
  upward open          -    r    -    -    rw   -    -    -    r    -    -    -    -
  downward open        -    rw   -    -    r    -    -    -    rw   -    -    -    -
  elsewhere open       -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal.feedback.ask
  oneself              c    rwcd c    c    c    c    c    c    rwcd c    C    -    -
  mine                 rwcd rwcd rwcd rwcd rwcd rwcd rwcd rwcd rwcd rwcd rwCd -    -
asn.dialogue.statement
  shared               r    r    r    r    r    r    r    rwcd rwcd r    rwcd -    -
asn.appraisal.dialogue
  * draft              C    C    C    C    rwcd C    C    C    C    C    C    -    -
  coaching offered,signed
                       C    rWC  C    C    rWcD C    C    rC   rWC  C    C    -    -
  counselling offered,signed
                       C    rWC  C    C    rWcD C    C    C    rWC  C    C    -    -
asn.appraisal.dialogue.answer
  draft                -    -    -    -    -    -    -    -    -    -    -    -    -
  offered              -    rw   -    -    -    -    -    -    rw   -    -    -    -
  signed               -    rW   -    -    r    -    -    r    rW   -    -    -    -
asn.appraisal.dialogue.competence
  draft                C    C    C    C    rwcd C    C    C    C    C    C    -    -
  offered,signed       C    rC   C    C    rWCD C    C    rC   rC   C    C    -    -

report.asn_appraisal.report_dialogue          abstract
"""

TALK_METHODS = """
asn.appraisal.feedback
  action_give * draft
                  -    -    y    -    -    -    -    -    -    -    -    -    -    y
  action_give * given,withdrawn
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_withdraw * given
                  -    -    y    -    -    -    -    -    -    -    -    -    -    y
  action_withdraw * draft,withdrawn
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_mark_read,action_thank * given
                  -    y    -    -    -    -    -    -    y    -    -    -    -    -
  action_mark_read,action_thank * draft,withdrawn
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal.feedback.request
  action_answer * open
                  -    -    y    -    -    -    -    -    -    -    -    -    -    -
  action_decline * open
                  -    -    y    -    -    -    -    -    -    -    -    -    -    y
  action_withdraw oneself open
                  -    y    -    -    -    -    -    -    y    -    -    -    -    -
  action_withdraw team open
                  -    -    -    -    y    -    -    -    -    -    -    -    -    y
  action_answer,action_decline,action_withdraw * answered,declined,withdrawn
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal.feedback.ask
  action_ask oneself
                  -    y    -    -    -    -    -    -    y    -    -    -    -    -
asn.appraisal.dialogue
  action_offer * draft
                  -    -    -    -    y    -    -    -    -    -    -    -    -    y
  action_offer * offered,signed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_take_back * offered
                  -    -    -    -    y    -    -    -    -    -    -    -    -    y
  action_take_back * draft,signed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_sign * offered
                  -    y    -    -    -    -    -    -    y    -    -    -    -    -
  action_sign * draft,signed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_print coaching offered,signed
                  -    y    -    -    y    -    -    y    y    -    -    -    -    y
  action_print counselling offered,signed
                  -    y    -    -    y    -    -    -    y    -    -    -    -    y
  action_print * draft
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal
  action_open_feedback,action_open_dialogues evaluation,published
                  -    y    -    -    y    -    y    y    y    y    -    -    -    -
"""
