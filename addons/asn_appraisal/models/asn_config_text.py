# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Texts of the configuration in all languages, for the snapshots of a cycle."""


def load_texts(records, *names):
    """Read translated fields in all installed languages with one query.

    :param records: records of one model
    :param str names: translated fields
    """
    records.invalidate_recordset(names)
    records.with_context(prefetch_langs=True).fetch(names)


def get_texts(record, name):
    """Return a translated field in all installed languages and in English.

    A language without a translation has the English text.

    :param record: one record, or none
    :param str name: translated field
    :return: dict of language code to text, "" where empty
    """
    installed = (code for code, _name in record.env["res.lang"].get_installed())
    return {
        code: record.with_context(lang=code)[name] or ""
        for code in sorted({"en_US", *installed})
    }


def pick(texts, lang):
    """Return the text in ``lang`` of a frozen ``{language: text}``, or the English.

    >>> pick({"en_US": "Good", "id_ID": "Baik"}, "id_ID")
    'Baik'
    >>> pick({"en_US": "Good"}, "id_ID")
    'Good'
    """
    return (texts or {}).get(lang) or (texts or {}).get("en_US") or ""
