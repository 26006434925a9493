# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Rows of the table of ``access_matrix.py``: reminders and progress.

What somebody was reminded of is read by nobody, the person included: the pages behind
its links show it. Where the records are made: ``access_remind.py``.
"""

REMIND_MATRIX = """
asn.appraisal.digest
  person               -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal.escalation.step
  evaluation           -    -    -    -    -    -    -    rwcd rwcd r    C    -    -
asn.appraisal.escalation
  superior             -    -    -    -    -    -    -    r    r    r    -    -    -
asn.appraisal.nudge
  unit                 -    -    -    -    -    -    -    r    r    r    -    -    -
asn.appraisal.board
  unit                 -    -    -    -    -    -    r    r    r    r    -    -    -
asn.appraisal.board.team
  superior             -    -    -    -    r    -    -    -    -    -    -    -    -

asn.appraisal.working.time                    abstract
"""

REMIND_METHODS = """
asn.appraisal.cycle
  action_open_board evaluation
                  -    -    -    -    -    -    y    y    y    y    -    -    -    -
asn.appraisal.board
  action_open_forms unit
                  -    -    -    -    -    -    y    y    y    y    -    -    -    -
  action_nudge unit
                  -    -    -    -    -    -    y    y    y    -    -    -    -    y
asn.appraisal.board.team
  action_nudge superior
                  -    -    -    -    y    -    -    -    -    -    -    -    -    -
"""
