# SPDX-License-Identifier: GPL-3.0-or-later
"""Every file of corpus/ is accounted for, has a reason, and its truth is consistent in itself."""
import hashlib
import json
import os
import unittest

import support  # noqa: F401
from corpuslib import bless, committed, figures, forms, traits


class Manifest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.entries = bless.read()

    def test_every_file_is_accounted_for(self):
        listed = {"README.md", "manifest.json"}
        for e in self.entries.values():
            listed |= {e["file"], e["truth"]}
        self.assertEqual(listed, set(os.listdir(bless.CORPUS)))

    def test_files_are_the_listed_ones(self):
        for e in self.entries.values():
            with open(os.path.join(bless.CORPUS, e["file"]), "rb") as f:
                self.assertEqual(hashlib.sha256(f.read()).hexdigest(), e["sha256"], e["file"])

    def test_reasons(self):
        reasons = {name: reason for name, _, _, reason in committed.REPORTS}
        self.assertEqual(set(reasons), set(self.entries))
        for name, e in self.entries.items():
            self.assertTrue(e["reason"], name)

    def test_every_trait_is_shown(self):
        shown = {t for e in self.entries.values() for t in e["traits"]}
        self.assertEqual(set(), set(traits.TRAITS) - shown)

    def test_size(self):
        self.assertLessEqual(sum(os.path.getsize(os.path.join(bless.CORPUS, n)) for n in os.listdir(bless.CORPUS)), bless.LIMIT)

    def test_no_silent_error_is_expected(self):
        for name, e in self.entries.items():
            if e["expect"]["status"] == "verified":
                self.assertEqual(e["expect"]["wrong"], 0, name)

    def test_truths(self):
        known = {f: self.pointers(forms.Form(f)) for f in ("2019", "2021")}
        for e in self.entries.values():
            with open(os.path.join(bless.CORPUS, e["truth"]), encoding="utf-8") as f:
                truth = json.load(f)
            name, form = e["name"], forms.Form(truth["report"]["form"] or "2021")
            self.assertLessEqual(set(truth["cells"]), known[form.name], name)
            self.assertLessEqual(set(truth["flags"]), set(truth["cells"]), name)
            for p, v in truth["cells"].items():
                self.assertTrue(v is not None or truth["flags"].get(p) in ("blank", "absent"), (name, p))
            failures, passed, failed, skipped, _ = figures.check(form, truth["cells"], absent_tables=truth["tables_missing"])
            self.assertEqual(failures, truth["failures"], name)
            self.assertEqual({"passed": passed, "failed": failed, "skipped": skipped}, truth["checks"], name)

    @staticmethod
    def pointers(form):
        found = set()
        for table in form.tables.values():
            parts = table.blocks or [table]
            for part in parts:
                found |= {table.pointer(r, c) for r in part.rows if r.figures for c in part.columns if c.figures}
        return found


if __name__ == "__main__":
    unittest.main()
