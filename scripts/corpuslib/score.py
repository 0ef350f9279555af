# SPDX-License-Identifier: GPL-3.0-or-later
"""scripts/score: runs the program over a folder of reports with truth, and says where it is wrong.

right      the value is the printed one, and blank, absent and annotated cells are flagged as such
unread     null with the flag unread, or no output at all: not right, but nothing false was said
wrong      any other value, or a null that claims the cell was blank
unflagged  wrong, and no flag of doubt on the cell
silent     wrong, and the report says it is verified: what must never happen
"""
import argparse
import concurrent.futures
import datetime
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

META = ("title", "organization", "year", "issuer", "published", "form")
DOUBT = {"unread", "doubtful", "conflict", "corrected", "resolved"}
STATED = {"blank", "absent", "annotated"}
SHOWN = 100
UNKNOWN = "Cause not looked for."


def distance(a, b):
    """Edit distance (Myers' bit vectors, one bit per character of a)."""
    if not a or not b:
        return len(a) + len(b)
    masks = {}
    for k, c in enumerate(a):
        masks[c] = masks.get(c, 0) | 1 << k
    full, top = (1 << len(a)) - 1, 1 << (len(a) - 1)
    vp, vn, score = full, 0, len(a)
    for c in b:
        pm = masks.get(c, 0)
        d0 = (((pm & vp) + vp) ^ vp) | pm | vn
        hp, hn = vn | ~(d0 | vp) & full, d0 & vp
        if hp & top:
            score += 1
        if hn & top:
            score -= 1
        hp = (hp << 1 | 1) & full
        hn = hn << 1 & full
        vp, vn = (hn | ~(d0 | hp)) & full, hp & d0
    return score


class Number(str):
    """A JSON number with the digits it was printed with."""


def load(text):
    return json.loads(text, parse_float=Number, parse_int=Number, parse_constant=Number)


def flatten(node, path, into):
    if isinstance(node, dict):
        for key, value in node.items():
            flatten(value, path + "/" + key, into)
    else:
        into[path] = node
    return into


def prose(truth):
    parts = list(truth.get("preamble") or [])
    for s in truth.get("sections") or []:
        parts.append("%s|%s" % (s.get("id"), s.get("heading")))
        parts += s.get("paragraphs") or []
    return "\n".join(parts)


def judge(truth, output):
    """output: the parsed JSON, or None where there is none. Returns a plain dictionary."""
    r = {"cells": len(truth["cells"]), "right": 0, "unread": 0, "wrong": [], "unflagged": 0, "silent": 0,
         "flags_expected": 0, "flags_right": 0, "meta": {}, "relations": [0, 0, 0], "status": "none",
         "prose_errors": 0, "prose_length": 0}
    got = output or {}
    tables = flatten(got.get("tables") or {}, "/tables", {})
    flags = {}
    for f in got.get("flags") or []:
        flags.setdefault(f.get("cell"), set()).add(f.get("code"))
    r["status"] = got.get("status", "none")
    for pointer, value in truth["cells"].items():
        has, said = flags.get(pointer, set()), tables.get(pointer)
        expected = truth["flags"].get(pointer)
        if expected:
            r["flags_expected"] += 1
            r["flags_right"] += expected in has
        if said is None and value is None and (expected in has or has & {"blank", "absent"}):
            r["right"] += 1
        elif said is None and "blank" not in has and "absent" not in has:
            r["unread"] += 1
        elif isinstance(said, Number) and said == value:  # a number, not a string that looks like one
            r["right"] += 1
        else:
            r["wrong"].append({"cell": pointer, "truth": value, "output": None if said is None else str(said),
                               "printed": truth.get("printed", {}).get(pointer, value), "flags": sorted(has)})
    for pointer, said in tables.items():
        if pointer not in truth["cells"] and said is not None and not isinstance(said, dict):
            r["wrong"].append({"cell": pointer, "truth": "(not in this report)", "output": str(said), "printed": None,
                               "flags": sorted(flags.get(pointer, set()))})
    r["unflagged"] = sum(1 for w in r["wrong"] if not set(w["flags"]) & DOUBT)
    if r["status"] == "verified":
        r["silent"] = len(r["wrong"])
    report = got.get("report") or {}
    for key in META:
        a, b = truth["report"].get(key), report.get(key)
        r["meta"][key] = (None if a is None else str(a)) == (None if b is None else str(b))
        if key == "form" and a is None:  # table 二 is not there: nothing decides it
            r["meta"][key] = True
        if not r["meta"][key]:
            r.setdefault("meta_wrong", {})[key] = [a, b]
    want = {frozenset(f) for f in truth["failures"]}
    have = {frozenset(f.get("cells") or []) for f in ((got.get("checks") or {}).get("failures") or [])}
    r["relations"] = [len(want & have), len(want), len(have)]
    if not truth.get("prose_unscored"):
        a, b = prose(truth), prose(got)
        r["prose_length"] = len(a)
        r["prose_errors"] = min(len(a), distance(a, b)) if output else len(a)
    r["tables_right"] = r["right"] == r["cells"] and not r["wrong"]
    r["fully_right"] = (r["tables_right"] and all(r["meta"].values()) and want == have and r["prose_errors"] == 0
                        and r["flags_right"] == r["flags_expected"])
    return r


def run(program, path, extra):
    """Returns (exit code, stdout, stderr, seconds, peak KiB)."""
    started = time.monotonic()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        p = subprocess.Popen([program, "convert"] + extra + [path], stdout=out, stderr=err, stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(p.pid, 0)
        p.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return p.returncode, out.read(), err.read().decode("utf-8", "replace"), time.monotonic() - started, usage.ru_maxrss, usage.ru_utime + usage.ru_stime


def one(name, folder, a):
    with open(os.path.join(folder, name), encoding="utf-8") as f:
        truth = json.load(f)
    file = truth.get("file") or name.replace(".truth.json", ".pdf")
    base = name[:-len(".truth.json")]
    code, error, seconds, peak, cpu = 0, "", 0.0, 0, 0.0
    if a.outputs:
        try:
            with open(os.path.join(a.outputs, base + ".json"), "rb") as f:
                out = f.read()
        except FileNotFoundError:
            code, out = 4, b""
    else:
        code, out, error, seconds, peak, cpu = run(a.gouji, os.path.join(folder, file), a.option)
        if a.keep and out:
            with open(os.path.join(a.keep, base + ".json"), "wb") as f:
                f.write(out)
    output = None
    if code in (0, 3):
        try:
            output = load(out)
        except ValueError as e:
            code, error = -1, "not JSON: %s" % e
    r = judge(truth, output)
    r.update(name=base, traits=truth["traits"], producer=truth["producer"], expected=truth["status"], exit=code, error=error.strip()[:300],
             seconds=seconds, cpu=cpu, peak=peak)
    return r


def total(rows):
    """Sums over reports."""
    n = len(rows)
    t = {"reports": n}
    t["fully"] = sum(r["fully_right"] for r in rows)
    t["tables"] = sum(r["tables_right"] for r in rows)
    t["cells"] = sum(r["cells"] for r in rows)
    t["right"] = sum(r["right"] for r in rows)
    t["unread"] = sum(r["unread"] for r in rows)
    t["wrong"] = sum(len(r["wrong"]) for r in rows)
    t["unflagged"] = sum(r["unflagged"] for r in rows)
    t["silent"] = sum(r["silent"] for r in rows)
    t["silent_reports"] = sum(r["silent"] > 0 for r in rows)
    t["failed"] = sum(r["exit"] not in (0, 3) for r in rows)
    t["verifiable"] = sum(r["expected"] == "verified" for r in rows)
    t["verified"] = sum(r["expected"] == "verified" and r["status"] == "verified" for r in rows)
    t["too_sure"] = sum(r["expected"] != "verified" and r["status"] == "verified" for r in rows)
    t["prose_errors"] = sum(r["prose_errors"] for r in rows)
    t["prose_length"] = sum(r["prose_length"] for r in rows)
    t["meta"] = sum(sum(r["meta"].values()) for r in rows)
    t["flags_right"], t["flags_expected"] = sum(r["flags_right"] for r in rows), sum(r["flags_expected"] for r in rows)
    t["rel_found"], t["rel_want"], t["rel_have"] = [sum(r["relations"][k] for r in rows) for k in range(3)]
    t["seconds"] = sum(r["seconds"] for r in rows)
    t["cpu"] = sum(r["cpu"] for r in rows)
    t["peak"] = max([r["peak"] for r in rows] or [0])
    return t


def share(a, b):
    return "–" if not b else "%.1f" % (100.0 * a / b) if a != b else "100"


COLUMNS = ["reports", "tables right %", "fully right %", "cells right %", "silent", "wrong", "unflagged", "unread", "verified %",
           "prose CER %", "metadata %", "flags %", "rel. recall %", "rel. precision %", "failed", "CPU s", "peak MB"]


def columns(t):
    n = t["reports"]
    return [str(n), share(t["tables"], n), share(t["fully"], n),
            "%.3f" % (100.0 * t["right"] / t["cells"]) if t["cells"] else "–", str(t["silent"]), str(t["wrong"]), str(t["unflagged"]), str(t["unread"]),
            share(t["verified"], t["verifiable"]), "%.2f" % (100.0 * t["prose_errors"] / t["prose_length"]) if t["prose_length"] else "–",
            share(t["meta"], n * len(META)), share(t["flags_right"], t["flags_expected"]), share(t["rel_found"], t["rel_want"]), share(t["rel_found"], t["rel_have"]),
            str(t["failed"]), "%.2f" % (t["cpu"] / n if n else 0), str(t["peak"] // 1024)]


def groups(rows, key):
    found = {}
    for r in rows:
        for k in key(r):
            found.setdefault(k, []).append(r)
    order = []
    for k, part in found.items():
        t = total(part)
        order.append((-t["silent"], t["tables"] / t["reports"], t["right"] / max(1, t["cells"]), k, t))
    return [(k, t) for *_, k, t in sorted(order, key=lambda o: o[:4])]


def table(title, lines, markdown):
    head = [title] + COLUMNS
    body = [[k] + columns(t) for k, t in lines]
    if markdown:
        return "\n".join(["| " + " | ".join(head) + " |", "| --- |" + " ---: |" * len(COLUMNS)] + ["| " + " | ".join(b) + " |" for b in body])
    widths = [max(len(r[k]) for r in [head] + body) for k in range(len(head))]
    return "\n".join("  ".join(c.ljust(w) if not k else c.rjust(w) for k, (c, w) in enumerate(zip(r, widths))) for r in [head] + body)


def sections(folder, rows):
    yield "all", [("all", total(rows))]
    yield "producer", groups(rows, lambda r: [r["producer"]])
    yield "trait", groups(rows, lambda r: r["traits"] or ["(none)"])


def wrong_list(rows):
    for r in rows:
        if r["exit"] not in (0, 3):
            yield "%s: exit %d, expected %s: %s" % (r["name"], r["exit"], r["expected"], r["error"])
        for w in r["wrong"]:
            yield "%s (%s): %s is %s, printed %s%s" % (r["name"], r["status"], w["cell"], w["output"], w["printed"],
                                                     " [%s]" % ",".join(w["flags"]) if w["flags"] else "")


def commit():
    if not shutil.which("git"):  # a source tree without its history, on a small system
        return "unknown"
    p = subprocess.run(["git", "-C", os.path.dirname(os.path.abspath(__file__)), "log", "-1", "--format=%h"], capture_output=True, text=True)
    return p.stdout.strip() or "unknown"


def imperfect(rows, causes):
    """A line for every report with a wrong or unread cell or a wrong exit, most wrong first, with its cause where somebody found it."""
    bad = [r for r in rows if r["wrong"] or r["unread"] or r["exit"] not in (0, 3)]
    for r in sorted(bad, key=lambda r: (-len(r["wrong"]), -r["unread"], r["name"])):
        unflagged = sum(1 for w in r["wrong"] if not DOUBT & set(w["flags"]))
        what = "exit %d" % r["exit"] if r["exit"] not in (0, 3) else "%d wrong (%d without a flag), %d unread, %s" % (
            len(r["wrong"]), unflagged, r["unread"], r["status"])
        yield "`%s`: %s. %s" % (r["name"], what, causes.get(r["name"], UNKNOWN))


def subject(title):
    """What a section is about: of "Scans: 240 reports of seed n2" the scans."""
    return title.split(":")[0]


def named(line, causes):
    """A line of imperfect(), with the cause if it was found since."""
    parts = line.split("`")
    return line.replace(UNKNOWN, causes[parts[1]]) if len(parts) > 1 and parts[1] in causes else line


def other_sections(path, parts, causes):
    """Sections of an earlier page about something that is not among parts: they stay, with their date and commit."""
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as f:
        old = f.read().split("\n## ")[1:]
    new = {subject(os.path.basename(os.path.normpath(folder))) for folder, _ in parts}
    return ["## " + "\n".join(named(line, causes) for line in text.rstrip("\n").split("\n")) + "\n" for text in old
            if subject(text.split("\n")[0]) not in new]


def markdown(parts, built_from, causes, others=()):
    out = ["# Accuracy", "", "Generated by `scripts/score`; not edited by hand.",
           "The reports are drawn by `scripts/corpus`, so their truth is known before the program sees them. What the columns mean: "
           "[corpus/README.md](../corpus/README.md). Weakest first; a report counts under each of its traits.", "", *others]
    for folder, rows in parts:
        out += ["## %s" % os.path.basename(os.path.normpath(folder)), "",
                "Measured on %s at commit %s." % (datetime.date.today().isoformat(), built_from), ""]
        for title, lines in sections(folder, rows):
            out += [table(title, lines, True), ""]
        found = list(imperfect(rows, causes))
        out += ["%d of %d reports with a wrong or unread cell%s" % (len(found), len(rows), ":" if found else "."), ""]
        out += ["- " + line for line in found[:SHOWN]]
        if len(found) > SHOWN:
            out.append("- … and %d more" % (len(found) - SHOWN))
        out.append("")
    return "\n".join(out)


def default_program():
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    for build in ("build", "build-release", "build-dev", "build-corpus"):
        path = os.path.join(root, build, "cli", "gouji")
        if os.path.exists(path):
            return path
    return "gouji"


def main(arguments=None):
    p = argparse.ArgumentParser(prog="scripts/score", description="Holds gouji's output against the truth of generated reports.")
    p.add_argument("dirs", metavar="DIR", nargs="+", help="folder of reports with truth, or the FILE of an earlier --json")
    p.add_argument("--gouji", default=default_program())
    p.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    p.add_argument("--option", action="append", default=[], help="passed to gouji convert, e.g. --option=--ocr=never")
    p.add_argument("--outputs", help="score these NAME.json instead of running the program")
    p.add_argument("--keep", help="folder for the program's outputs")
    p.add_argument("--json", metavar="FILE", help="every report's figures and wrong cells")
    p.add_argument("--markdown", metavar="FILE", help="a page of all figures; its sections about other things stay")
    p.add_argument("--causes", metavar="FILE", help="JSON: name of a report → why its cells are wrong, for --markdown")
    p.add_argument("--commit", default=None, help="what the scored program was built from, if it is not the one checked out")
    p.add_argument("--wrong", action="store_true", help="list every wrong cell")
    p.add_argument("--strict", action="store_true", help="exit 1 on a silent error or a failed report")
    a = p.parse_args(arguments)
    if a.keep:
        os.makedirs(a.keep, exist_ok=True)
    parts = []
    for folder in a.dirs:
        if os.path.isfile(folder):
            with open(folder, encoding="utf-8") as f:
                for part in json.load(f):
                    parts.append((part["dir"], part["reports"]))
                    print(table("all", [("all", total(part["reports"]))], False) + "\n")
            continue
        names = sorted(n for n in os.listdir(folder) if n.endswith(".truth.json"))
        if not names:
            sys.exit("scripts/score: %s holds no .truth.json" % folder)
        with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
            rows = list(pool.map(lambda n: one(n, folder, a), names))
        parts.append((folder, rows))
        for title, lines in sections(folder, rows):
            print(table(title, lines, False) + "\n")
        if a.wrong:
            print("\n".join(wrong_list(rows)))
    if a.json:
        with open(a.json, "w", encoding="utf-8") as f:
            json.dump([{"dir": d, "commit": a.commit or commit(), "total": total(rows), "reports": rows} for d, rows in parts], f, ensure_ascii=False, indent=1)
    if a.markdown:
        causes = {}
        if a.causes:
            with open(a.causes, encoding="utf-8") as f:
                causes = json.load(f)
        page = markdown(parts, a.commit or commit(), causes, other_sections(a.markdown, parts, causes))
        with open(a.markdown, "w", encoding="utf-8") as f:
            f.write(page)
    bad = any(t["silent"] or t["failed"] for t in (total(rows) for _, rows in parts))
    return 1 if a.strict and bad else 0
