# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Fail where a ``.po`` file of ours is incomplete or behind its template."""

import sys
from pathlib import Path

import polib

ADDONS = Path(__file__).resolve().parent.parent / "addons"


def problems(path):
    """Yield one line for each thing wrong with a translation file."""
    catalogue = polib.pofile(str(path))
    for entry in catalogue.untranslated_entries():
        yield f"not translated: {entry.msgid[:60]!r}"
    for entry in catalogue.fuzzy_entries():
        yield f"fuzzy: {entry.msgid[:60]!r}"
    for template in path.parent.glob("*.pot"):
        terms = {entry.msgid for entry in polib.pofile(str(template))}
        for msgid in sorted(terms ^ {entry.msgid for entry in catalogue}):
            yield f"not the template's terms (make pot): {msgid[:60]!r}"


def main():
    """Print the problems of all files; exit with 1 where there is one."""
    found = [
        f"{path.relative_to(ADDONS)}: {line}"
        for path in sorted(ADDONS.glob("*/i18n/*.po"))
        for line in problems(path)
    ]
    print("\n".join(found) or "all translations are complete")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
