# SPDX-License-Identifier: GPL-3.0-or-later
"""The generator reads the forms as the program does: rows, columns, pointers, relations."""
import random
import unittest

import support  # noqa: F401
from corpuslib import compose, figures, forms, traits, words


class Forms(unittest.TestCase):
    def count(self, *names):
        r = compose.Composer("test", list(names), 1).compose()
        return r.truth

    def test_2021(self):
        truth = self.count()
        self.assertEqual(len(truth["cells"]), 10 + 25 * 7 + 15)
        self.assertEqual(truth["checks"], {"passed": 42, "failed": 0, "skipped": 0})

    def test_2019(self):
        truth = self.count("form-2019")
        self.assertEqual(len(truth["cells"]), 22 + 23 * 7 + 15)
        self.assertEqual(truth["checks"], {"passed": 40, "failed": 0, "skipped": 0})
        self.assertIn("/tables/applications/outcomes/other/undivided/total", truth["cells"])
        self.assertIn("/tables/disclosure/procurement/amount", truth["cells"])

    def test_wrong_arithmetic_is_known(self):
        for seed in range(30):
            truth = compose.Composer(seed, ["wrong-cell"], 1).compose().truth
            self.assertGreaterEqual(len(truth["failures"]), 2)
            self.assertEqual(truth["status"], "review")

    def test_planted_damage_is_known(self):
        for trait in ("blanked-cell", "dropped-row"):
            for seed in range(30):
                truth = compose.Composer(seed, [trait], 1).compose().truth
                self.assertGreaterEqual(len(truth["failures"]), 1, (trait, seed))
                self.assertEqual(truth["status"], "review")

    def test_sections(self):
        self.assertEqual([s[0] for s in forms.sections()],
                         ["overview", "disclosure", "applications", "review_litigation", "problems", "other_matters"])

    def test_every_printed_cell_is_in_a_grid(self):
        for seed in range(200):
            rng = random.Random(seed)
            engine = rng.choice("HWLDRT")
            report = compose.Composer(seed, traits.draw(rng, engine, [], False), seed).compose()
            printed = {}
            for b in report.blocks:
                for row in b.grid.rows if b.grid else []:
                    for c in row:
                        if c.pointer and c.text:
                            self.assertEqual(printed.setdefault(c.pointer, c.text), c.text)
            for p, v in report.truth["cells"].items():
                if v is not None:
                    self.assertEqual(printed.get(p), report.truth["printed"].get(p, v), (seed, p))

    def test_grids_are_whole(self):
        for seed in range(200):
            rng = random.Random(seed)
            drawn = traits.draw(rng, rng.choice("HWLDR"), [], False) if seed % 2 else ["split-in-label"]
            report = compose.Composer(seed, drawn, seed).compose()
            for b in report.blocks:
                if b.grid:
                    taken = set()
                    for k, row in enumerate(b.grid.rows):
                        column = 0
                        for c in row:
                            while (k, column) in taken:
                                column += 1
                            for y in range(c.rows):
                                for x in range(c.cols):
                                    self.assertNotIn((k + y, column + x), taken)
                                    taken.add((k + y, column + x))
                    self.assertEqual(len(taken), len(b.grid.rows) * len(b.grid.widths))

    def test_deterministic(self):
        a = compose.Composer("s", ["label-variants", "narrow-columns"], 7).compose().truth
        b = compose.Composer("s", ["label-variants", "narrow-columns"], 7).compose().truth
        self.assertEqual(a, b)

    def test_layout_spaces(self):
        self.assertEqual(words.layout(" 2024 年 1 月，A b  c "), "2024年1月，A b c")

    def test_skipped(self):
        form = forms.Form("2021")
        cells = dict(compose.Composer("test", [], 1).compose().truth["cells"])
        cells["/tables/applications/new_received/total"] = None
        self.assertEqual(figures.check(form, cells)[1:4], (40, 0, 2))


if __name__ == "__main__":
    unittest.main()
