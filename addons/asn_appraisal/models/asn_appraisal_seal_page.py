# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
import re

from odoo import api, models
from odoo.tools import consteq

from ..sealing import fingerprint, parse
from .asn_appraisal_seal import LOOKUP_LENGTH

MAX_TEXT = 200  # characters of what is typed in


class AsnAppraisalSeal(models.Model):
    """What the public page tells: whether a document is genuine, not about whom.

    Who holds the document can type in what it says, and is told whether it is right.
    """

    _inherit = "asn.appraisal.seal"

    @api.model
    def _find(self, token):
        """Return the seal of a token, or none.

        :param str token: as it came from outside
        """
        if not token.isascii():  # which is all that can be compared in constant time
            return self.browse()
        found = self.search([("lookup", "=", token[:LOOKUP_LENGTH])])
        return found.filtered(lambda seal: consteq(seal.token, token))[:1]

    @api.model
    def _find_by_code(self, code):
        """Return the seal of a control number, or none.

        :param str code: as it came from outside
        """
        code = _squeeze(code).upper()
        return self.search([("code", "=", code)], limit=1) if code else self.browse()

    def _judge(self):
        """Tell what holds for a document, and which decision took its place.

        :return: ``(state, reference)``: "authentic", "superseded" with the number of
            the decision in force, or "unknown", as is a seal whose content was changed
        """
        if not self or fingerprint(self.content, self.previous) != self.hash:
            return "unknown", None
        if later := self._get_later().get(self.id):
            return "superseded", later.reference
        return "authentic", None

    def _matches(self, post):
        """Tell whether a document says what was sealed.

        Blanks, capitals and punctuation do not count.

        :param post: dict of texts as they came from outside: ``code``, ``who`` (name or
            employee number) and ``predicate``, in any language
        """
        if self._judge()[0] == "unknown":
            return False
        who = parse(self.content)["who"]
        right = {
            "code": [self.code],
            "who": who["person"].values(),
            "predicate": (who["predicate"] or {}).values(),
        }
        return all(
            _squeeze(post.get(name)) in {_squeeze(text) for text in texts if text}
            for name, texts in right.items()
        )


def _squeeze(text):
    """Return the letters and digits of a text from outside, all small.

    >>> _squeeze(" Drs. Budi-Santoso, M.Si ")
    'drsbudisantosomsi'
    """
    return re.sub(r"[\W_]+", "", (text or "")[:MAX_TEXT]).casefold()
