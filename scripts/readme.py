# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Puts the fragments in an addon's readme/ together into its README.md.

A package shows that file as its description. With ``--check`` nothing is written
and a file that is not in step is an error.
"""

import sys

from addons import ROOT, manifests

HEADINGS = {
    "DESCRIPTION": None,
    "INSTALL": "Installation",
    "CONFIGURE": "Configuration",
    "USAGE": "Usage",
}


def compose(folder, manifest):
    """Return the text of the README of the addon in ``folder``."""
    parts = [f"# {manifest['name']}"]
    for name, heading in HEADINGS.items():
        path = folder / "readme" / f"{name}.md"
        if path.exists():
            parts += [f"## {heading}"] if heading else []
            parts.append(path.read_text(encoding="utf-8").strip())
    return "\n\n".join(parts) + "\n"


def main(check):
    """Write the README of every addon of ours, or say which are not in step."""
    late = []
    for folder, manifest in manifests().values():
        path, text = folder / "README.md", compose(folder, manifest)
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        late.append(str(path.relative_to(ROOT)))
        if not check:
            path.write_text(text, encoding="utf-8")
    if check and late:
        sys.exit(f"not in step with readme/, run `make format`: {', '.join(late)}")


if __name__ == "__main__":
    main("--check" in sys.argv[1:])
