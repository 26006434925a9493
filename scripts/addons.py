# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""What the manifests of our addons say, for the scripts beside this file.

``names``
    our installable addons, separated by commas, in an order to install them in
``depends``
    what they need and do not hold themselves
``hash``
    one value that changes when any file of theirs does
"""

import ast
import hashlib
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def folders():
    """Return the folders that may hold addons of ours."""
    extra = [Path(p) for p in os.environ.get("ODOO_EXTRA_ADDONS", "").split(",") if p]
    return [ROOT / "addons", *extra]


def manifests():
    """Return ``{addon name: (folder, manifest)}`` of the installable ones."""
    found = {}
    for folder in folders():
        for path in sorted(folder.glob("*/__manifest__.py")):
            manifest = ast.literal_eval(path.read_text(encoding="utf-8"))
            if manifest.get("installable", True):
                found[path.parent.name] = (path.parent, manifest)
    return found


def content_hash(found):
    """Return a hash over names and content of all files of the addons."""
    digest = hashlib.sha256()
    for name, (folder, _manifest) in sorted(found.items()):
        for path in sorted(folder.rglob("*")):
            relative = path.relative_to(folder)
            if path.is_file() and not {"__pycache__", "tests"} & set(relative.parts):
                digest.update(f"{name}/{relative}\0".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def main(what):
    """Print one of the answers named in the module's docstring."""
    found = manifests()
    if what == "names":
        print(",".join(sorted(found)))
    elif what == "depends":
        needed = {dep for _, manifest in found.values() for dep in manifest["depends"]}
        print(",".join(sorted(needed - set(found)) or ["base"]))
    elif what == "hash":
        print(content_hash(found))
    else:
        sys.exit(f"unknown question {what!r}")


if __name__ == "__main__":
    main(*sys.argv[1:])
