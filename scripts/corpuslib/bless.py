# SPDX-License-Identifier: GPL-3.0-or-later
"""corpus/manifest.json: every file of the committed set, its reason, and how well the program reads it today.

The truth never comes from our own output; what is blessed here is only the distance from it. It may
shrink freely; where it grows, the difference is shown and somebody has to accept it. A silent error
(a wrong cell in a verified report) cannot be accepted.
"""
import argparse
import hashlib
import json
import os
import sys

from . import forms, score

CORPUS = os.path.join(forms.ROOT, "corpus")
MANIFEST = os.path.join(CORPUS, "manifest.json")
LIMIT = 15 * 1024 * 1024


def names(folder=CORPUS):
    return sorted(n[:-len(".truth.json")] for n in os.listdir(folder) if n.endswith(".truth.json"))


def expectation(r):
    """What golden tests hold the program to: upper bounds, and the status."""
    return {"exit": r["exit"], "status": r["status"], "wrong": len(r["wrong"]), "unread": r["unread"],
            "flags_missing": r["flags_expected"] - r["flags_right"],
            "relations_missed": r["relations"][1] - r["relations"][0], "relations_invented": r["relations"][2] - r["relations"][0],
            "prose_errors": r["prose_errors"], "metadata_wrong": sorted(k for k, ok in r["meta"].items() if not ok)}


def entry(name, expected):
    with open(os.path.join(CORPUS, name + ".truth.json"), encoding="utf-8") as f:
        truth = json.load(f)
    with open(os.path.join(CORPUS, truth["file"]), "rb") as f:
        data = f.read()
    return {"name": name, "file": truth["file"], "truth": name + ".truth.json", "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data),
            "producer": truth["producer"], "traits": truth["traits"], "reason": truth["reason"],
            "ocr": truth["producer"] != "text" and any(t.startswith(("scan-", "picture-")) or t in ("no-tounicode", "lying-tounicode") for t in truth["traits"]),
            "expect": expected}


def read():
    if not os.path.exists(MANIFEST):
        return {}
    with open(MANIFEST, encoding="utf-8") as f:
        return {e["name"]: e for e in json.load(f)["files"]}


def write(entries):
    with open(MANIFEST, "w", encoding="utf-8") as f:
        f.write('{"schema": "gouji-corpus/1", "files": [\n')
        f.write(",\n".join(json.dumps(e, ensure_ascii=False) for e in entries))
        f.write("\n]}\n")


def main():
    p = argparse.ArgumentParser(prog="scripts/bless", description="Shows, and with --accept records, how the reading of corpus/ changed.")
    p.add_argument("--gouji", default=score.default_program())
    p.add_argument("--accept", action="store_true")
    p.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    a = p.parse_args()
    a.outputs = a.keep = None
    a.option = []
    old, entries, worse, better, silent = read(), [], 0, 0, 0
    for name in names():
        r = score.one(name + ".truth.json", CORPUS, a)
        e = entry(name, expectation(r))
        entries.append(e)
        before = old.get(name)
        if r["silent"]:
            silent += 1
            print("%-22s SILENT ERROR: %d wrong cells in a verified report" % (name, r["silent"]))
        if before is None:
            print("%-22s new: %s" % (name, json.dumps(e["expect"], ensure_ascii=False)))
            continue
        if before["sha256"] != e["sha256"]:
            print("%-22s the file changed" % name)
        for key, value in e["expect"].items():
            was = before["expect"].get(key)
            if was != value:
                grown = (value > was if isinstance(value, int) and isinstance(was, int) else
                         len(value) > len(was) if isinstance(value, list) and isinstance(was, list) else value != "verified")
                worse, better = worse + grown, better + (not grown)
                print("%-22s %-18s %s → %s %s" % (name, key, was, value, "WORSE" if grown else "better"))
    for name in sorted(set(old) - {e["name"] for e in entries}):
        print("%-22s gone" % name)
    print("%d files, %d better, %d worse, %d with silent errors" % (len(entries), better, worse, silent))
    if not a.accept:
        return 1 if worse or silent else 0
    if silent:
        print("scripts/bless: a silent error cannot be accepted", file=sys.stderr)
        for e in entries:  # keep what was promised before; a new file promises to be right
            if e["expect"]["status"] == "verified" and e["expect"]["wrong"]:
                e["expect"] = old[e["name"]]["expect"] if e["name"] in old else dict(e["expect"], wrong=0)
    write(entries)
    return 1 if silent else 0
