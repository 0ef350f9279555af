# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors planted into the output of a perfect program are all caught by the scorer."""
import copy
import json
import os
import random
import tempfile
import unittest

import support  # noqa: F401
from corpuslib import compose, score


def perfect(truth):
    """What a program without a fault would print."""
    tables = {}
    for pointer, value in truth["cells"].items():
        node, keys = tables, pointer.split("/")[2:]
        for k in keys[:-1]:
            node = node.setdefault(k, {})
        node[keys[-1]] = None if value is None else score.Number(value)
    return {"status": truth["status"], "report": dict(truth["report"]), "tables": tables,
            "preamble": truth["preamble"], "sections": copy.deepcopy(truth["sections"]),
            "checks": {"failures": [{"cells": f} for f in truth["failures"]]},
            "flags": [{"cell": p, "code": c} for p, c in truth["flags"].items()]}


def printed(node):
    """JSON with numbers as they are."""
    if isinstance(node, dict):
        return "{" + ",".join(json.dumps(k) + ":" + printed(v) for k, v in node.items()) + "}"
    if isinstance(node, list):
        return "[" + ",".join(printed(v) for v in node) + "]"
    return str(node) if isinstance(node, score.Number) else json.dumps(node)


def place(output, pointer):
    keys = pointer.split("/")[1:]
    node = output
    for k in keys[:-1]:
        node = node[k]
    return node, keys[-1]


class Planted(unittest.TestCase):
    def setUp(self):
        self.truths = [compose.Composer("planted", t, k).compose().truth
                       for k, t in enumerate([[], ["blank-zeros"], ["form-2019"], ["no-other-row", "annotated"], ["undivided-other", "dash-zeros"],
                                              ["unit-in-cell", "some-blanks"]])]
        self.rng = random.Random(5)

    def planted(self, truth, output, cells):
        """cells were falsified and nothing admits it: each is wrong, unflagged and silent."""
        output["status"] = "verified"
        r = score.judge(truth, output)
        self.assertEqual(sorted(w["cell"] for w in r["wrong"]), sorted(cells))
        self.assertEqual((r["unflagged"], r["silent"]), (len(cells), len(cells)))
        self.assertFalse(r["tables_right"])
        self.assertFalse(r["fully_right"])

    def test_perfect(self):
        for truth in self.truths + [compose.Composer("planted", ["wrong-total", "missing-table"], 9).compose().truth]:
            r = score.judge(truth, perfect(truth))
            self.assertTrue(r["fully_right"], r)

    def test_corrupted_digit(self):
        for truth in self.truths:
            for pointer in self.rng.sample([p for p, v in truth["cells"].items() if v], 20):
                output = perfect(truth)
                node, key = place(output, pointer)
                text = list(node[key])
                k = self.rng.choice([i for i, c in enumerate(text) if c.isdigit()])
                text[k] = str((int(text[k]) + self.rng.randrange(1, 10)) % 10)
                node[key] = score.Number("".join(text))
                self.planted(truth, output, [pointer])

    def test_decimals_must_keep_their_digits(self):
        truth = dict(self.truths[0], cells={"/tables/disclosure/fees/amount": "1159.00"}, flags={}, failures=[])
        output = perfect(truth)
        output["tables"]["disclosure"]["fees"]["amount"] = score.Number("1159.0")
        self.planted(truth, output, ["/tables/disclosure/fees/amount"])

    def test_blanked_cell(self):
        for truth in self.truths:
            for pointer in self.rng.sample([p for p, v in truth["cells"].items() if v], 10):
                output = perfect(truth)
                node, key = place(output, pointer)
                node[key] = None
                output["flags"].append({"cell": pointer, "code": "blank"})
                self.planted(truth, output, [pointer])
                output["flags"][-1]["code"] = "unread"  # honest: not right, but not wrong either
                r = score.judge(truth, output)
                self.assertEqual((r["wrong"], r["unread"], r["tables_right"]), ([], 1, False))

    def test_blank_read_as_zero(self):
        truth = self.truths[1]
        pointer = next(p for p, c in truth["flags"].items() if c == "blank")
        output = perfect(truth)
        node, key = place(output, pointer)
        node[key] = score.Number("0")
        self.planted(truth, output, [pointer])

    def rows(self, truth):
        return sorted({p.rsplit("/", 1)[0] for p in truth["cells"] if "/applications/" in p})

    def test_dropped_row(self):
        for truth in self.truths:
            row = self.rng.choice([r for r in self.rows(truth) if truth["cells"][r + "/total"]])
            output = perfect(truth)
            node, key = place(output, row)
            cells = [row + "/" + k for k in node[key] if truth["cells"][row + "/" + k] is not None]
            for k in node[key]:
                node[key][k] = None
            output["flags"] += [{"cell": c, "code": "absent"} for c in cells]
            self.planted(truth, output, cells)
            del node[key]  # the keys are gone altogether
            output["flags"] = [f for f in output["flags"] if f["cell"] not in cells]
            r = score.judge(truth, output)
            self.assertFalse(r["tables_right"])
            self.assertGreaterEqual(r["unread"], len(cells))

    def test_swapped_rows(self):
        for truth in self.truths:
            rows = [r for r in self.rows(truth) if truth["cells"][r + "/total"]]
            a = next(r for r in rows if any(truth["cells"][p] != truth["cells"][p.replace(r, q)] for q in rows
                                            for p in truth["cells"] if p.startswith(r + "/")))
            b = next(r for r in rows if any(truth["cells"].get(r + p[len(a):]) != v for p, v in truth["cells"].items() if p.startswith(a + "/")))
            output = perfect(truth)
            (na, ka), (nb, kb) = place(output, a), place(output, b)
            na[ka], nb[kb] = nb[kb], na[ka]
            output["status"] = "verified"
            r = score.judge(truth, output)
            self.assertGreaterEqual(r["silent"], 2)
            self.assertFalse(r["tables_right"])

    def test_invented_cell(self):
        output = perfect(self.truths[0])
        output["tables"]["applications"]["outcomes"]["other"]["undivided"] = {"total": score.Number("3")}
        self.planted(self.truths[0], output, ["/tables/applications/outcomes/other/undivided/total"])

    def test_relations(self):
        truth = compose.Composer("planted", ["wrong-cell"], 3).compose().truth
        output = perfect(truth)
        output["checks"]["failures"].pop()
        output["checks"]["failures"].append({"cells": ["/tables/x"]})
        r = score.judge(truth, output)
        n = len(truth["failures"])
        self.assertEqual(r["relations"], [n - 1, n, n])
        self.assertFalse(r["fully_right"])

    def test_prose_and_metadata(self):
        truth = self.truths[0]
        output = perfect(truth)
        output["sections"][0]["paragraphs"][0] = output["sections"][0]["paragraphs"][0][1:]
        output["report"]["year"] = 1999
        r = score.judge(truth, output)
        self.assertEqual((r["prose_errors"], r["meta"]["year"], r["meta"]["title"]), (1, False, True))

    def test_number_as_string(self):
        output = perfect(self.truths[0])
        output["tables"]["disclosure"]["licensing"]["decisions"] = str(self.truths[0]["cells"]["/tables/disclosure/licensing/decisions"])
        self.planted(self.truths[0], output, ["/tables/disclosure/licensing/decisions"])

    def test_no_output(self):
        r = score.judge(self.truths[0], None)
        self.assertEqual((r["right"], r["unread"], r["wrong"]), (0, 200, []))

    def test_distance(self):
        rng = random.Random(1)
        for _ in range(200):
            a, b = ["".join(rng.choice("甲乙丙") for _ in range(rng.randrange(0, 12))) for _ in range(2)]
            row = list(range(len(b) + 1))
            for i, x in enumerate(a, 1):
                row, last = [i] + row[1:], row
                for k, y in enumerate(b, 1):
                    row[k] = min(last[k] + 1, row[k - 1] + 1, last[k - 1] + (x != y))
            self.assertEqual(score.distance(a, b), row[-1], (a, b))

    def test_command(self):
        """The whole way: files, totals, exit code."""
        with tempfile.TemporaryDirectory() as folder:
            for k, truth in enumerate(self.truths):
                output = perfect(truth)
                output["status"] = "verified"
                if k == 0:
                    output["tables"]["disclosure"]["licensing"]["decisions"] = score.Number("987654")
                with open(os.path.join(folder, "r%d.truth.json" % k), "w") as f:
                    json.dump(truth, f)
                with open(os.path.join(folder, "r%d.json" % k), "w") as f:
                    f.write(printed(output))
            report = os.path.join(folder, "score")
            self.assertEqual(score.main([folder, "--outputs", folder, "--json", report, "--strict"]), 1)
            with open(report) as f:
                total = json.load(f)[0]["total"]
            self.assertEqual((total["reports"], total["silent"], total["silent_reports"]), (6, 1, 1))
            self.page(folder, report)

    def page(self, folder, report):
        """A page's sections about other things stay, and get the causes that were found since."""
        page, causes = os.path.join(folder, "page.md"), os.path.join(folder, "causes")
        score.main([report, "--markdown", page, "--commit", "one"])
        with open(page, encoding="utf-8") as f:
            text = f.read()
        self.assertIn("`r0`: 1 wrong (1 without a flag), 0 unread, verified. " + score.UNKNOWN, text)
        with open(page, "w", encoding="utf-8") as f:
            f.write(text.replace("## " + os.path.basename(folder), "## Another: 6 reports"))
        with open(causes, "w", encoding="utf-8") as f:
            json.dump({"r0": "Planted."}, f)
        score.main([report, "--markdown", page, "--commit", "two", "--causes", causes])
        with open(page, encoding="utf-8") as f:
            text = f.read()
        self.assertEqual(text.count("1 wrong (1 without a flag), 0 unread, verified. Planted."), 2)
        self.assertEqual([text.count("at commit one."), text.count("at commit two."), text.count("\n# "), text.count("\n## ")], [1, 1, 0, 2])


if __name__ == "__main__":
    unittest.main(buffer=True)
