# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Rows of the table of ``access_matrix.py``: inbox, many forms at once, pledge.

Pledges of `peer` and of `self`, in the cycle that runs. Where they are made:
``access_inbox.py``.
"""

INBOX_MATRIX = """
asn.appraisal.pledge
  peer                 -    -    r    -    -    -    -    r    r    r    -    -    -
  self                 -    r    -    -    -    -    -    r    r    r    -    -    -

asn.appraisal.owed                            abstract
"""

INBOX_METHODS = """
asn.appraisal.evaluation
  get_inbox,get_grid_choices,get_grid,get_grid_answers evaluation peer draft
                  y    y    y    y    y    y    y    y    y    y    y    -    -    .
  get_neighbours,get_pledge evaluation peer draft,submitted
                  -    -    y    -    -    -    -    -    -    -    -    -    -    -
  confirm_pledge evaluation peer pending,draft
                  -    -    y    -    -    -    -    -    -    -    -    -    -    -
  confirm_pledge evaluation peer submitted,expired,cancelled
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
  submit_sheets evaluation peer pending,draft,submitted,expired
                  -    -    y    -    -    -    -    -    -    -    -    -    -    y
  submit_sheets evaluation superior draft
                  -    -    -    -    y    -    -    -    -    -    -    -    -    y
"""

INBOX_ARGUMENTS = {
    "get_grid": {"cycle_id": 1, "role_id": 1},
    "get_grid_answers": {"cycle_id": 1, "role_id": 1},
}
