# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""What the bench writes; the bench itself runs by hand, on a machine at rest."""

import contextlib
import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from odoo.tests import BaseCase

from bench.timing import Row, Sample, best, write


class TestBench(BaseCase):
    def test_row(self):
        row = Row(
            "launch", 2000, 0.5, 40, limit_seconds=0.25, peer_seconds=10.0, cpu=0.3
        )
        self.assertEqual(
            row.as_dict(),
            {
                "name": "launch",
                "n": 2000,
                "seconds": 0.5,
                "cpu_seconds": 0.3,
                "queries": 40,
                "us_per_record": 250.0,
                "limit_seconds": 0.25,
                "ratio_to_limit": 2.0,
                "peer_seconds": 10.0,
                "ratio_to_peer": 20.0,
            },
        )

    def test_nothing_to_compare_with_is_null(self):
        row = Row("publish", 10, 0.5, 4).as_dict()
        for name in (
            "cpu_seconds",
            "limit_seconds",
            "ratio_to_limit",
            "peer_seconds",
            "ratio_to_peer",
        ):
            self.assertIsNone(row[name], name)

    def test_noise_only_adds(self):
        samples = [Sample(0.3, 5), Sample(0.2, 5), Sample(0.4, 5)]
        self.assertEqual(best(samples), samples[1])

    def test_file_and_table(self):
        out = io.StringIO()
        rows = [Row("launch", 2000, 0.5, 40, 0.25, 10.0), Row("pdf_20", 20, 2.0, 70)]
        with TemporaryDirectory() as folder, contextlib.redirect_stdout(out):
            path = Path(folder) / "bench.json"
            write(rows, path)
            found = json.loads(path.read_text())
        self.assertEqual([row["name"] for row in found], ["launch", "pdf_20"])
        lines = out.getvalue().splitlines()
        self.assertEqual(len({len(line) for line in lines}), 1)
        self.assertIn("100,000", lines[-1])
