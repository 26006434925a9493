# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Who may do what in calibration sessions: a part of ``access_matrix.py``.

`self`, `sub` and `head` have a seat, `head` is in the chair; rows of people and changes
are about the person appraised, who therefore sees none. In `waiting`, `head` proposed
an extreme rating. Where the records are made: ``access_calibration.py``.
"""

CALIBRATION_MATRIX = """
asn.calibration.reason
  any                  r    r    r    r    r    r    r    rwCD rwCD r    rwCD -    -
asn.appraisal.calibration
  draft                -    r    -    r    -    rw   -    rwcd rwcd r    C    -    -
  open                 -    r    -    r    -    rw   -    rwcD rwcD r    C    -    -
  closed               -    r    -    r    -    rW   -    rWcD rWcD r    C    -    -
asn.appraisal.calibration.member
  draft                -    r    -    r    -    r    -    rWCd rWCd r    C    -    -
  open,closed          -    r    -    r    -    r    -    rWCD rWCD r    C    -    -
asn.appraisal.calibration.line
  open,waiting,closed  -    -    -    r    -    r    -    r    -    r    -    -    -
asn.appraisal.calibration.change
  open,waiting,closed  -    -    -    r    -    r    -    r    -    r    -    -    -

asn.appraisal.simulation
  mine                 -    -    -    -    -    -    -    rwcd rwcd rwcd C    -    -
asn.appraisal.calibration.agenda              abstract
report.asn_appraisal.report_calibration       abstract
"""

CALIBRATION_METHODS = """
asn.appraisal.calibration
  action_invite draft
                  -    -    -    -    -    y    -    y    y    -    -    -    -    -
  action_invite closed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_open draft
                  -    -    -    -    -    y    -    y    y    -    -    -    -    -
  action_open open,closed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_close open
                  -    -    -    -    -    y    -    y    -    -    -    -    -    -
  action_close draft,waiting,closed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_cancel draft,open
                  -    -    -    -    -    y    -    y    y    -    -    -    -    -
  action_cancel closed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  get_calibration,action_open_grid open,closed
                  -    y    -    y    -    y    -    y    y    y    -    -    -    -
asn.appraisal.calibration.member
  action_accept,action_decline draft
                  -    -    -    y    -    -    -    -    -    -    -    -    -    -
  action_accept,action_decline closed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  action_note_presence draft
                  -    -    -    -    -    y    -    y    y    -    -    -    -    -
asn.appraisal.calibration.line
  propose open
                  -    -    -    y    -    y    -    -    -    -    -    -    -    -
  propose,answer_change,withdraw_change closed
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  answer_change,withdraw_change waiting
                  -    -    -    y    -    y    -    -    -    -    -    -    -    -
asn.appraisal.simulation
  action_simulate mine
                  -    -    -    -    -    -    -    y    y    y    -    -    -    -
asn.appraisal.cycle
  action_open_calibrations decided
                  y    y    y    y    y    y    y    y    y    y    -    -    -    y
"""

# A revision that is none: nothing is done, once the guards have let the actor pass.
CALIBRATION_ARGUMENTS = {
    "propose": {"revision": -1, "vals": {}, "reason_id": 0, "reason": "x"},
    "answer_change": {"revision": -1, "agrees": True, "reason": "x"},
    "withdraw_change": {"revision": -1},
}
