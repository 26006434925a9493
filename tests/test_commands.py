# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""What the commands of the Makefile promise to a person who types them."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from odoo.tests import BaseCase

ROOT = Path(__file__).resolve().parent.parent

POT = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"POT-Creation-Date: {date}\\n"

#. module: asn_x
#: model:ir.model,name:asn_x.model_asn_x
msgid "Kept"
msgstr ""

#. module: asn_x
#: model:ir.model,name:asn_x.model_asn_y
msgid "New"
msgstr ""
"""
PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: id\\n"

msgid "Kept"
msgstr "Tetap"

msgid "Gone"
msgstr "Hilang"
"""


def run(*command, **environment):
    """Run a script of ours and return what became of it."""
    return subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


class TestDemoPort(BaseCase):
    def test_a_taken_port_is_told_at_once(self):
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
            result = run("scripts/demo", PORT=str(port))
        self.assertEqual(result.returncode, 1)
        self.assertIn(f"port {port} is taken", result.stderr)
        self.assertIn("make demo PORT=", result.stderr)

    def test_a_port_is_a_number_below_65536(self):
        for port in ("web", "0", "70000"):
            result = run("scripts/demo", PORT=port)
            self.assertEqual(result.returncode, 1, port)
            self.assertIn(f"PORT={port} is not", result.stderr)


class TestTranslationFiles(BaseCase):
    def merge(self, folder, date):
        export = folder / "asn_x.pot"
        export.write_text(POT.format(date=date))
        result = run(sys.executable, "scripts/merge_po.py", str(export), str(folder))
        self.assertEqual(result.returncode, 0, result.stderr)
        return {path.name: path.read_text() for path in folder.iterdir()}

    def test_translations_are_kept_and_dead_terms_dropped(self):
        folder = Path(self.enterContext(TemporaryDirectory()))
        (folder / "id.po").write_text(PO)
        merged = self.merge(folder, "2025-01-01 00:00+0000")["id.po"]
        self.assertIn('msgid "Kept"\nmsgstr "Tetap"', merged)
        self.assertIn('msgid "New"\nmsgstr ""', merged)
        self.assertNotIn("Gone", merged)

    def test_the_same_terms_give_the_same_files(self):
        folder = Path(self.enterContext(TemporaryDirectory()))
        (folder / "id.po").write_text(PO)
        first = self.merge(folder, "2025-01-01 00:00+0000")
        self.assertEqual(first, self.merge(folder, "2026-02-02 00:00+0000"))
