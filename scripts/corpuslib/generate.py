# SPDX-License-Identifier: GPL-3.0-or-later
"""scripts/corpus: draws the traits, composes the reports, runs the producers in batches."""
import argparse
import json
import os
import random
import shutil
import sys
import tempfile

from . import committed, compose, fonts, html, producers, text, traits

ENGINES = {"chromium": "H", "wkhtmltopdf": "W", "libreoffice-html": "L", "libreoffice-docx": "D", "redrawn": "R", "text": "T"}
WEIGHTS = {"chromium": 4, "wkhtmltopdf": 1.5, "libreoffice-html": 1.5, "libreoffice-docx": 3, "redrawn": 2, "text": 0}
BATCH = 24


def arguments():
    p = argparse.ArgumentParser(prog="scripts/corpus", description="Makes N annual reports with their truth in DIR.")
    p.add_argument("where", metavar="N DIR", nargs="*", help="how many, and where to")
    p.add_argument("--scans", action="store_true", help="page pictures instead of text")
    p.add_argument("--seed", default="1", help="anything; the same seed gives the same truth")
    p.add_argument("--first", type=int, default=0, help="number of the first report")
    p.add_argument("--traits", default=None, help="comma-separated; every report has exactly these ('' for none)")
    p.add_argument("--with", dest="also", default="", help="comma-separated; every report has these and drawn ones")
    p.add_argument("--without", default="", help="comma-separated; none of these is drawn")
    p.add_argument("--each-trait", action="store_true", help="go through the traits one after the other, alone; N is how many of each")
    p.add_argument("--producer", default=None, help="comma-separated: " + ", ".join(ENGINES))
    p.add_argument("--committed", action="store_true", help="the reports of corpus/ themselves (DIR only)")
    p.add_argument("--only", default="", help="with --committed: these names, comma-separated")
    p.add_argument("--list-traits", action="store_true")
    a = p.parse_intermixed_args()
    a.n, a.dir = 0, a.where[-1] if a.where else None
    if not a.committed and not a.list_traits:
        if len(a.where) != 2 or not a.where[0].isdigit():
            p.error("N and DIR are needed")
        a.n = int(a.where[0])
    return a


class Job:
    def __init__(self, number, name, producer, chosen, seed, small=False, brief=False):
        self.number, self.name, self.producer, self.engine = number, name, producer, ENGINES[producer]
        self.reason = "; ".join(traits.TRAITS[t].about for t in chosen) or "an ordinary report"
        self.traits = chosen
        self.report = compose.Composer(seed, chosen, number, brief).compose()
        self.small = small
        self.rng = random.Random("file/%s/%s" % (seed, number))
        html.choose_fonts(self.report.style, self.engine, self.rng, small)
        self.suffix = ".pdf"
        self.second = None  # a second document bound behind the first
        if "two-reports" in chosen or "extra-pages" in chosen:
            plain = [t for t in chosen if traits.TRAITS[t].stage != "file"] if self.rng.random() < 0.5 else []
            self.other = compose.Composer(seed, plain, number + 1000000).compose()
            self.other.style = self.report.style
            if "extra-pages" in chosen:
                keep = ("title", "para")
                self.other.blocks = [b for b in self.other.blocks if b.kind in keep]
                for b in self.other.blocks:
                    if b.kind == "title":
                        b.text = "关于开展政务公开培训的通知"


def split_names(text):
    names = [t for t in (text or "").split(",") if t]
    for t in names:
        if t not in traits.TRAITS:
            sys.exit("scripts/corpus: no trait is called %s (see --list-traits)" % t)
    return names


def plan(a):
    wanted = a.producer.split(",") if a.producer else None
    for w in wanted or []:
        if w not in ENGINES:
            sys.exit("scripts/corpus: no producer is called %s" % w)
    todo = []
    if a.each_trait:
        for t in traits.TRAITS.values():
            if (t.stage == "scan") == a.scans:
                todo += [[t.name]] * a.n
    else:
        todo = [None] * a.n
    for k, single in enumerate(todo):
        number = a.first + k
        rng = random.Random("plan/%s/%s" % (a.seed, number))
        forced = single or split_names(a.also if a.traits is None else a.traits)
        usual = [p for p in ENGINES if WEIGHTS[p]] if not single else ENGINES
        able = [p for p in wanted or usual if all(ENGINES[p] in traits.TRAITS[t].engines for t in forced)]
        if not able:
            sys.exit("scripts/corpus: no producer can show " + ", ".join(forced))
        producer = rng.choices(able, [WEIGHTS[p] or 1 for p in able])[0]
        if single is not None:
            chosen = traits.needed(rng, ENGINES[producer], forced, a.scans)
        elif a.traits is not None:
            chosen = forced
        else:
            chosen = traits.draw(rng, ENGINES[producer], forced, a.scans, split_names(a.without))
        label = single[0] if single else (chosen[0] if len(chosen) == 1 else "mixed" if chosen else "plain")
        yield Job(number, "%04d-%s-%s" % (number, producer, label), producer, chosen, a.seed)


def plan_committed():
    """The jobs of corpus/; checks that together they show every trait."""
    seen = set()
    for number, (name, producer, names, reason) in enumerate(committed.REPORTS):
        chosen = []
        for t in names.split():
            if not traits.fits(t, chosen, ENGINES[producer]):
                sys.exit("scripts/corpus: %s: %s does not go with %s by %s" % (name, t, chosen, producer))
            chosen.append(t)
        seen.update(chosen)
        job = Job(number, name, producer, chosen, committed.SEED, small=True, brief=name not in committed.FULL)
        committed.few_fonts(job.report.style, number)
        job.reason = reason
        yield job
    missing = sorted(set(traits.TRAITS) - seen)
    if missing:
        sys.exit("scripts/corpus: no committed report shows " + ", ".join(missing))


def render(jobs, chromium, work):
    """Fills work/NAME.pdf for every job."""
    sources = {"L": [], "D": []}
    for j in jobs:
        path = os.path.join(work, j.name)

        def picture(grid, j=j):
            quality = 60 if j.small else j.rng.choice([None, 60, 80])
            return chromium.picture(html.picture_page(grid, j.report), 2.0 if j.small else j.rng.choice([2.0, 2.5, 3.0]), quality)

        if j.traits and {"two-reports", "extra-pages"} & set(j.traits):
            j.second = path + "-second.pdf"
            chromium.pdf(html.render(j.other, "H", picture), j.second, j.other)
        if j.engine == "T":
            j.suffix, content = text.render(j.report, j.rng)
            with open(path + j.suffix, "w", encoding="utf-8", newline="") as f:
                f.write(content)
        elif j.engine in "HR":
            chromium.pdf(html.render(j.report, "H", picture), path + ".pdf", j.report)
        elif j.engine == "D":
            from . import docx
            docx.write(j.report, path + ".docx", picture)
            sources["D"].append(path + ".docx")
        else:
            with open(path + ".html", "w", encoding="utf-8") as f:
                f.write(html.render(j.report, j.engine, picture))
            if j.engine == "W":
                producers.wkhtmltopdf(path + ".html", path + ".pdf", j.report)
            else:
                sources["L"].append(path + ".html")
    if sources["L"]:
        producers.soffice(sources["L"], work, "HTML (StarWriter)")
    if sources["D"]:
        producers.soffice(sources["D"], work, None)


def finish(j, work, out):
    from . import rewrite, scan
    pdf = os.path.join(work, j.name + j.suffix)
    truth = dict(j.report.truth)
    truth["producer"] = j.producer
    truth["reason"] = j.reason
    if j.engine != "T":
        share = producers.left_out(j.report, pdf)
        if share > 0.05:
            raise ValueError("%.0f %% of its tables are not in what %s made" % (100 * share, j.producer))
        rewrite.apply(j, pdf, truth)
    target = os.path.join(out, j.name + (".tif" if "scan-tiff" in j.traits else j.suffix))
    if any(traits.TRAITS[t].stage == "scan" for t in j.traits):
        scan.apply(j, pdf, target, truth)
    else:
        shutil.move(pdf, target)
    truth["file"] = os.path.basename(target)
    with open(os.path.join(out, j.name + ".truth.json"), "w", encoding="utf-8") as f:
        f.write("{\n" + ",\n".join("%s: %s" % (json.dumps(k), json.dumps(v, ensure_ascii=False)) for k, v in truth.items()) + "\n}\n")


def main():
    a = arguments()
    if a.list_traits:
        for t in traits.TRAITS.values():
            print("%-20s %-6s %-5s %s" % (t.name, t.stage, t.engines, t.about))
        return 0
    if a.committed and not a.dir:
        a.dir = "corpus"
    os.makedirs(a.dir, exist_ok=True)
    fonts.ensure()
    jobs = list(plan_committed() if a.committed else plan(a))
    if a.only:
        jobs = [j for j in jobs if j.name in a.only.split(",")]
    chromium = producers.Chromium()
    failed = 0
    try:
        for k in range(0, len(jobs), BATCH):
            batch = jobs[k:k + BATCH]
            work = tempfile.mkdtemp(prefix="gouji-corpus-")
            render(batch, chromium, work)
            for j in batch:
                try:
                    finish(j, work, a.dir)
                except Exception as e:  # one report less, the campaign goes on
                    failed += 1
                    print("scripts/corpus: %s: %s: %s" % (j.name, type(e).__name__, e), file=sys.stderr)
            shutil.rmtree(work)
    finally:
        chromium.close()
    print("%d reports in %s%s" % (len(jobs) - failed, a.dir, ", %d failed" % failed if failed else ""))
    return 1 if failed else 0
