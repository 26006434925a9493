# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Who may do what with units and their predicates: a part of ``access_matrix.py``.

`unit` leads the department. What is written is the reason for a deviation: until
results are published by the head, the level above and HR's managers.
Where the records are found: ``access_unit.py``.
"""

UNIT_MATRIX = """
asn.unit.predicate
  shared               r    r    r    r    r    r    r    rwcd rwcd r    rwcd -    -
asn.unit.predicate.line
  shared               r    r    r    r    r    r    r    rwcd rwcd r    rwcd -    -
asn.appraisal.unit
  evaluation,suggested -    -    -    -    rW   -    rw   rw   rw   r    -    -    -
  published,closed     -    -    -    -    rW   -    rW   rW   rW   r    -    -    -
"""

UNIT_METHODS = """
asn.appraisal.unit
  action_open_people evaluation,published
                  -    -    -    -    y    -    y    y    y    y    -    -    -    -
asn.appraisal.cycle
  action_open_units draft
                  -    -    -    -    -    -    -    y    y    y    -    -    -    y
  action_open_units published
                  y    y    y    y    y    y    y    y    y    y    -    -    -    y
"""
