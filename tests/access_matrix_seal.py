# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Who may do what with seals: a part of ``access_matrix.py``.

A seal and a response are about the published result of `self` or of `own`; a chain and
its findings are a company's. Where the records are made: ``access_seal.py``.
"""

SEAL_MATRIX = """
asn.appraisal.seal
  published            -    -    -    -    -    -    -    r    r    r    -    -    -
asn.appraisal.seal.chain
  published            -    -    -    -    -    -    -    r    r    r    -    -    -
asn.appraisal.seal.finding
  published            -    -    -    -    -    -    -    r    r    r    -    -    -
asn.appraisal.seal.attempt
  recent               -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal.response
  published            c    rwcd c    c    c    c    c    c    rwcd c    c    -    -
  mine                 rwcd rwcd rwcd rwcd rwcd rwcd rwcd rwcd rwcd rwcd rwcd -    -

asn.appraisal.seal.content                    abstract
asn.appraisal.seal.check                      abstract
"""

SEAL_METHODS = """
asn.appraisal
  record_receipt,action_respond published
                  -    y    -    -    -    -    -    -    y    -    -    -    -    -
  record_receipt,action_respond evaluation,suggested,decided
                  -    -    -    -    -    -    -    -    -    -    -    -    -    -
asn.appraisal.response
  action_apply published
                  -    y    -    -    -    -    -    -    y    -    -    -    -    -
asn.appraisal.seal.chain
  action_verify,action_open_findings,action_open_seals published
                  -    -    -    -    -    -    -    y    y    y    -    -    -    y
asn.appraisal.cycle
  action_open_seals published,draft
                  -    -    -    -    -    -    -    y    y    y    -    -    -    y
  action_verify_chain published
                  -    -    -    -    -    -    -    y    y    y    -    -    -    -
"""
