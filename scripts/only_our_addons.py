# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""A pytest plugin: Odoo's own linter, test_lint, looks at our addons alone.

Its tests walk over all addons there are, which takes six minutes for core. Once
the database is loaded they are told of the ones in ``LINT_ADDONS`` only.
"""

import os
import sys

import pytest


@pytest.fixture(scope="session", autouse=True)
def only_our_addons(load_registry):
    """Hide core's source from the tests that read source files."""
    from odoo.modules import Manifest
    from odoo.tools import config

    ours = [Manifest.for_addon(name) for name in os.environ["LINT_ADDONS"].split(",")]
    # An entry that pytest made; in it an addon hides Python's own `calendar`.
    path = [entry for entry in sys.path if not entry.endswith("/addons")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Manifest, "all_addon_manifests", staticmethod(lambda: ours))
        patch.setattr(config, "root_path", ours[0].path)
        patch.setattr(sys, "path", path)
        yield
