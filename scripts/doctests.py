# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Run the doctests of all pure packages of the addons, without Odoo.

A package is pure that is named in ``PURE``. Each is imported on its own, as a top-level
package, which also shows that it needs nothing of the addon around it.
"""

import doctest
import importlib
import pkgutil
import sys
from pathlib import Path

ADDONS = Path(__file__).resolve().parent.parent / "addons"
PURE = ("effect", "figures", "hours", "objections", "raters", "rules", "scoring")
PURE += ("sealing",)


def modules(package):
    """Yield the package and all modules below it."""
    yield package
    for info in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        yield importlib.import_module(info.name)


def run(folder):
    """Return the numbers of doctests that failed and that ran in one package."""
    addon, name = str(folder.parent), folder.name
    sys.path.insert(0, addon)
    try:
        results = [doctest.testmod(m) for m in modules(importlib.import_module(name))]
    finally:
        sys.path.remove(addon)
        for loaded in [n for n in sys.modules if n.split(".")[0] == name]:
            del sys.modules[loaded]
    return sum(r.failed for r in results), sum(r.attempted for r in results)


def main():
    """Run all, print a line for each package and exit with 1 where one failed."""
    failures = 0
    folders = (folder for name in PURE for folder in ADDONS.glob(f"*/{name}"))
    for folder in sorted(folders):
        if not (folder / "__init__.py").exists():
            continue
        failed, attempted = run(folder)
        failures += failed
        name = folder.relative_to(ADDONS)
        print(f"doctests of {name}: {attempted} run, {failed} failed")
        if "odoo" in sys.modules:
            sys.exit(f"error: {folder.name} imports odoo")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
