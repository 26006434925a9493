# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Take a fresh export of an addon's terms into its i18n folder.

Usage: ``merge_po.py EXPORT.pot I18N_FOLDER``. Writes ``ADDON.pot`` and brings every
``.po`` beside it up to date; ``id.po`` is made where there is none. The output
depends on the terms alone: the same terms give the same files, with no dates.
"""

import sys
from pathlib import Path

import polib

WRAP = 79
DATES = ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team")


def key(entry):
    """Return what identifies a term."""
    return entry.msgctxt, entry.msgid


def new_file(template, metadata):
    """Return an empty catalogue with the given header."""
    result = polib.POFile(wrapwidth=WRAP)
    result.header = template.header
    result.metadata = {k: v for k, v in metadata.items() if k not in DATES}
    return result


def copy_entry(term, known):
    """Return the template's entry with the translation known for it, if any."""
    return polib.POEntry(
        msgctxt=term.msgctxt,
        msgid=term.msgid,
        msgstr=known.msgstr if known else "",
        comment=term.comment,
        tcomment=known.tcomment if known else "",
        occurrences=sorted(set(term.occurrences)),
        flags=list(known.flags if known else term.flags),
    )


def merge(template, old):
    """Return the catalogue for the terms of the template."""
    known = {key(entry): entry for entry in old if not entry.obsolete}
    result = new_file(template, old.metadata)
    terms = sorted(template, key=lambda e: (e.msgid, e.msgctxt or ""))
    result.extend(copy_entry(term, known.get(key(term))) for term in terms)
    return result


def main(export, folder):
    """Write the template and the merged translations, and say how many lack one."""
    export, folder = Path(export), Path(folder)
    template = polib.pofile(str(export))
    empty = polib.POFile()
    empty.metadata = dict(template.metadata)
    merge(template, empty).save(str(folder / export.name), newline="\n")
    indonesian = folder / "id.po"
    if not indonesian.exists():
        empty.metadata |= {"Language": "id", "Plural-Forms": "nplurals=1; plural=0;"}
        empty.save(str(indonesian))
    for path in sorted(folder.glob("*.po")):
        merged = merge(template, polib.pofile(str(path)))
        merged.save(str(path), newline="\n")
        missing = len(merged.untranslated_entries()) + len(merged.fuzzy_entries())
        print(f"{path.name}: {len(merged)} terms, {missing} to translate")


if __name__ == "__main__":
    main(*sys.argv[1:])
