# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Run the doctests of every ``addons/*/scoring`` package, without Odoo.

Each is imported on its own, as the top-level package ``scoring``, which also
shows that it needs nothing of the addon around it.
"""

import doctest
import importlib
import pkgutil
import sys
from pathlib import Path

ADDONS = Path(__file__).resolve().parent.parent / "addons"


def modules(package):
    """Yield the package and all modules below it."""
    yield package
    for info in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        yield importlib.import_module(info.name)


def run(addon):
    """Return the numbers of doctests that failed and that ran in one addon."""
    sys.path.insert(0, str(addon))
    try:
        results = [
            doctest.testmod(m) for m in modules(importlib.import_module("scoring"))
        ]
    finally:
        sys.path.remove(str(addon))
        for name in [n for n in sys.modules if n.split(".")[0] == "scoring"]:
            del sys.modules[name]
    return sum(r.failed for r in results), sum(r.attempted for r in results)


def main():
    """Run all, print a line for each addon and exit with 1 where one failed."""
    failures = 0
    for folder in sorted(ADDONS.glob("*/scoring")):
        if not (folder / "__init__.py").exists():
            continue
        failed, attempted = run(folder.parent)
        failures += failed
        print(f"doctests of {folder.parent.name}: {attempted} run, {failed} failed")
    if "odoo" in sys.modules:
        sys.exit("error: a scoring package imports odoo")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
