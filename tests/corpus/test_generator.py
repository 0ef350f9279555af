# SPDX-License-Identifier: GPL-3.0-or-later
"""The producers make PDFs whose text is there; the same seed gives the same truth. Skips without them."""
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

import support

PROGRAMS = ["chromium", "soffice", "wkhtmltopdf", "gs", "qpdf", "pdftoppm", "fc-list"]
MODULES = ["pikepdf", "pdfminer", "reportlab", "fontTools", "PIL", "numpy", "scipy", "img2pdf"]
missing = [p for p in PROGRAMS if not shutil.which(p)] + [m for m in MODULES if not importlib.util.find_spec(m)]
if missing:
    print("skipped: missing " + ", ".join(missing))
    sys.exit(77)


class Generator(unittest.TestCase):
    def make(self, folder, *options):
        subprocess.run([os.path.join(support.ROOT, "scripts", "corpus"), *options, folder], check=True, stdout=subprocess.DEVNULL)
        out = {}
        for n in sorted(os.listdir(folder)):
            if n.endswith(".truth.json"):
                with open(os.path.join(folder, n), encoding="utf-8") as f:
                    out[n] = json.load(f)
        return out

    def test_every_producer(self):
        for producer in ("chromium", "wkhtmltopdf", "libreoffice-html", "libreoffice-docx", "redrawn"):
            with tempfile.TemporaryDirectory() as a, tempfile.TemporaryDirectory() as b:
                first = self.make(a, "1", "--producer", producer, "--traits", "sign", "--seed", "t")
                self.assertEqual(first, self.make(b, "1", "--producer", producer, "--traits", "sign", "--seed", "t"))
                truth = next(iter(first.values()))
                text = subprocess.run(["pdftotext", "-raw", os.path.join(a, truth["file"]), "-"], capture_output=True, check=True).stdout.decode()
                text = "".join(text.split())
                for value in truth["cells"].values():
                    self.assertIn(value, text, producer)

    def test_scan(self):
        with tempfile.TemporaryDirectory() as a:
            truth = next(iter(self.make(a, "1", "--scans", "--traits", "scan-150,scan-fax,skew", "--producer", "chromium").values()))
            text = subprocess.run(["pdftotext", os.path.join(a, truth["file"]), "-"], capture_output=True, check=True).stdout
            self.assertEqual(text.strip(), b"")


if __name__ == "__main__":
    unittest.main()
