# SPDX-License-Identifier: GPL-3.0-or-later
"""Every way in which a drawn report may deviate: name → what it does, where it works, what excludes it.

engines: the renderers that can show the trait. H Chromium, W wkhtmltopdf, L LibreOffice from HTML,
D LibreOffice from DOCX; R redraws Chromium's page with an encoding of our own; T extracted text.
group: only one trait of a group at a time. weight: how often it is drawn; 0: only on request.
"""
from collections import namedtuple

Trait = namedtuple("Trait", "name about engines group weight stage")
ALL = "HWLDR"
TRAITS = {}


def _t(name, about, engines=ALL, group=None, weight=1.0, stage="layout"):
    if stage == "data" and "T" not in engines:
        engines += "T"
    TRAITS[name] = Trait(name, about, engines, group, weight, stage)


# what the report says
_t("form-2019", "the 2019 form", group="form", weight=2, stage="data")
_t("undivided-other", "2021 form with （六）其他处理 in one row", group="form", weight=1, stage="data")
_t("form-year-untied", "the year of the report is not one of its form's years", weight=0.5, stage="data")
_t("blank-zeros", "figures of 0 are printed as nothing, totals are printed", group="zeros", weight=1, stage="data")
_t("blank-all-zeros", "figures of 0 are printed as nothing, in totals too", group="zeros", weight=0.6, stage="data")
_t("dash-zeros", "figures of 0 are printed as a dash or slash", group="zeros", weight=1, stage="data")
_t("wu-zeros", "figures of 0 are printed as 无", group="zeros", weight=0.4, stage="data")
_t("some-blanks", "a few cells are blank or hold a dash", group="zeros", weight=1, stage="data")
_t("annotated", "cells with a note beside the number", weight=0.8, stage="data")
_t("unit-in-cell", "the fee has its unit in the cell (元 or 万元)", weight=0.6, stage="data")
_t("unit-in-header", "the fee in 元, as its header says", weight=0.4, stage="data")
_t("unit-everywhere", "the counts of table 二 end in 件", weight=0.2, stage="data")
_t("thousands", "thousands separators, half width", group="notation", weight=0.8, stage="data")
_t("thousands-full", "thousands separators, full width", group="notation", weight=0.3, stage="data")
_t("fullwidth-digits", "full-width digits in the tables", group="notation", weight=0.5, stage="data")
_t("spaced-digits", "spaces between the digits of a figure", group="notation", weight=0.5, stage="data")
_t("nbsp-figures", "NBSP before the digits", weight=0.4, stage="data")
_t("wrong-total", "a printed total does not fit its parts", group="arithmetic", weight=1, stage="data")
_t("wrong-cell", "one figure of table 三 breaks its row and its column", group="arithmetic", weight=0.8, stage="data")
_t("wrong-review", "a total of table 四 does not fit", group="arithmetic", weight=0.6, stage="data")
_t("wrong-equation", "the printed equation fails in one column", group="arithmetic", weight=0.6, stage="data")
_t("blanked-cell", "a figure that is not 0 is printed as nothing", group="arithmetic", weight=0.5, stage="data")
_t("dropped-row", "a row of table 三 that is not all 0 is not printed", group="arithmetic", weight=0.5, stage="data")
_t("no-other-row", "3.其他 is not printed", weight=0.8, stage="data")
_t("rows-reordered", "rows of a group in another order", weight=0.6, stage="data")
_t("columns-reordered", "columns and groups of columns in another order", weight=0.2, stage="data")
_t("label-variants", "labels with lost words, other numerals, inner spaces", weight=1.5, stage="data")
_t("heading-variants", "other wordings of the headings, typos", weight=1.2, stage="data")
_t("numbering-shifted", "the numerals of the headings restart or skip", weight=0.6, stage="data")
_t("sections-swapped", "section five before section four", weight=0.5, stage="data")
_t("heading-twice", "a heading is printed a second time", weight=0.3, stage="data")
_t("missing-section", "a section is not there", group="missing", weight=0.4, stage="data")
_t("missing-table", "a table is not there", group="missing", weight=0.4, stage="data")
_t("han-year", "the year of the title in Chinese figures", weight=0.6, stage="data")
_t("title-no-org", "the title names no office", weight=0.5, stage="data")
_t("title-year-first", "the year stands before the office in the title", weight=0.6, stage="data")
_t("narrative-differs", "figures in the prose contradict the tables", weight=0.5, stage="data")
# what stands around it
_t("docno", "document number above the title", engines=ALL + "T", weight=0.6)
_t("addressee", "addressee before the first paragraph", engines=ALL + "T", weight=0.5)
_t("cover", "a cover page", engines="HWD", weight=0.6)
_t("contents", "a table of contents", engines="HWLDT", weight=0.6)
_t("sign", "signature and date at the end", engines=ALL + "T", weight=1.5, group="date")
_t("date-under-title", "the date under the title", engines=ALL + "T", weight=0.8, group="date")
_t("han-date", "the date in Chinese figures", engines=ALL + "T", weight=0.4)
_t("page-numbers", "page numbers at the foot", engines="HDR", weight=3)
_t("running-header", "a running header on every page", engines="HD", weight=0.7)
_t("watermark", "a watermark across every page", engines="H", weight=0.6)
_t("web-chrome", "what a web page prints around the article", engines="HWLT", weight=0.4)
_t("notes", "a note under a table", engines=ALL + "T", weight=0.8)
_t("prose-around-tables", "paragraphs before or after a table in its section", engines=ALL + "T", weight=0.8)
_t("spaced-prose", "spaces around the digits of the prose", engines=ALL + "T", weight=1.2)
# how the tables look
_t("borderless", "tables without any rule", group="rules", weight=0.7)
_t("horizontal-rules", "tables with horizontal rules only", engines="HWLR", group="rules", weight=0.4)
_t("hairlines", "very thin gray rules", engines="HWLDR", group="rules", weight=0.5)
_t("filled-rules", "rules drawn as filled background", engines="HW", group="rules", weight=0.4)
_t("colored-headers", "block titles and header rows on a coloured ground", weight=1)
_t("zebra", "every second row on a gray ground", weight=0.4)
_t("narrow-columns", "columns so narrow that figures wrap", weight=0.8)
_t("vertical-labels", "group labels with one character a line", group="vertical", weight=0.8)
_t("vertical-writing", "group labels in vertical writing", engines="H", group="vertical", weight=0.4)
_t("broken-column-labels", "column labels broken at any point", engines=ALL + "T", weight=0.6)
_t("spaced-labels", "spaces between the characters of column labels, as Word writes them to fill a cell", engines=ALL + "T", weight=0.6)
_t("left-headers", "column labels to the left", weight=0.4)
_t("tall-header", "columns whose label stands beside 申请人情况, not below it", engines=ALL + "T", weight=0.5)
_t("empty-header-cells", "empty cells where the form has a merged header", engines=ALL + "T", weight=0.4)
_t("extra-empty-row", "an empty row at the end of a table", engines=ALL + "T", weight=0.4)
_t("separate-blocks", "each block of table 二 is a table of its own", engines=ALL + "T", weight=0.6)
_t("split-row", "a table goes on over the page between two rows", engines="HDR", group="split", weight=1.2)
_t("split-in-group", "a merged group label is cut by the page", engines="HDR", group="split", weight=1)
_t("split-in-label", "a wrapped row label is cut by the page", engines="HDR", group="split", weight=0.8)
_t("split-every", "short pages: tables split over three and more", engines="HWD", group="split", weight=0.4)
_t("repeated-header", "the header is printed again after the split", engines="HDR", weight=0.6)
_t("repeated-stub", "本年度办理结果 is printed again after the split", engines="HDR", weight=0.4)
_t("orphan-title", "a block title alone at the foot of a page", engines="HDR", weight=0.4)
_t("small-print", "tables in very small type", weight=0.4)
_t("large-print", "tables in large type", engines="HWDR", weight=0.4)
_t("padding-none", "cells without padding", engines="HWLR", weight=0.3)
_t("left-figures", "figures to the left", group="align", weight=0.5)
_t("right-figures", "figures to the right", group="align", weight=0.5)
_t("letter-spacing", "wide letter spacing in the tables", engines="HWR", weight=0.4)
_t("landscape", "the whole report in landscape", engines="HWDR", group="page", weight=0.5)
_t("landscape-table", "the page of table 三 in landscape", engines="HD", group="page", weight=0.4)
_t("picture-table", "one table is a picture", engines="HWD", group="picture", weight=0.4)
_t("picture-tables", "every table is a picture", engines="HWD", group="picture", weight=0.3)
# extracted text: see text.py
_t("text-pipes", "tables as markdown pipes", engines="T", group="texttable", weight=3)
_t("text-tabs", "tables as tabs", engines="T", group="texttable", weight=3)
_t("text-cells", "one cell a line", engines="T", group="texttable", weight=1)
_t("text-compact", "merged cells leave only one empty cell", engines="T", weight=3)
_t("text-hashes", "headings with #", engines="T", weight=2)
_t("text-wrapped", "the prose keeps the lines of the page", engines="T", weight=1)
_t("text-page-break", "table 三 and the prose are cut by a page", engines="T", weight=3)
_t("text-shifted-row", "the row of the totals slipped to the first column", engines="T", weight=2)
# what happens to the file afterwards
_t("distilled", "re-distilled by ghostscript", weight=0.8, group="file", stage="file")
_t("object-streams", "rewritten by qpdf with object streams", weight=0.4, group="file", stage="file")
_t("linearized", "linearized by qpdf", weight=0.3, group="file", stage="file")
_t("owner-password", "encrypted with an owner's password only", weight=0.4, stage="file")
_t("rotate", "/Rotate undone by the content", weight=0.4, group="turn", stage="file")
_t("sideways", "pages whose content runs sideways", engines="HWL", weight=0.3, group="turn", stage="file")
_t("upside-down", "pages whose content stands on its head", engines="HWL", weight=0.15, group="turn", stage="file")
_t("crop-box", "a crop box smaller than the media box", weight=0.3, stage="file")
_t("no-tounicode", "fonts without ToUnicode", engines="HLD", weight=0.3, group="text", stage="file")
_t("lying-tounicode", "a ToUnicode map that names other digits", engines="HLD", weight=0.3, group="text", stage="file")
_t("kangxi", "Kangxi radicals and radical supplements in the text layer", engines="HLD", weight=0.6, group="text", stage="file")
_t("two-reports", "two reports bound in one file", weight=0.3, stage="file")
_t("extra-pages", "another document's pages follow", weight=0.3, stage="file")
_t("predefined-cmap", "fonts not embedded, predefined CMaps", engines="R", weight=1, group="encoding", stage="file")
_t("shuffled", "text drawn in shuffled order", engines="R", weight=1, stage="file")
_t("double-struck", "bold by drawing twice, 1.5 pt or less apart", engines="R", weight=0.7, stage="file")
_t("hidden-text", "white or invisible text between", engines="R", weight=0.6, stage="file")
_t("char-by-char", "each character in an object of its own", engines="R", weight=0.7, stage="file")
_t("off-page-text", "text outside the page", engines="R", weight=0.4, stage="file")
# the three scan groups: see scan.py
for _n, _a, _g, _w in [
        ("scan-150", "150 dpi", "dpi", 1), ("scan-200", "200 dpi", "dpi", 2), ("scan-300", "300 dpi", "dpi", 2),
        ("scan-gray", "gray", "mode", 2), ("scan-color", "colour", "mode", 2), ("scan-fax", "1 bit, CCITT G4", "mode", 1.2),
        ("jpeg-low", "JPEG quality 30 to 45", "jpeg", 1), ("skew", "skewed by up to 3 degrees", None, 2),
        ("scan-upside-down", "upside down", "scanturn", 0.5), ("scan-sideways", "turned by 90 degrees", "scanturn", 0.5),
        ("blur", "out of focus", None, 0.8), ("noise", "sensor noise", None, 1), ("speckle", "specks", None, 0.8),
        ("faded", "faded print", None, 0.8), ("broken-rules", "rules broken and faint", None, 0.8),
        ("uneven-light", "uneven light", None, 0.8), ("curl", "curled page", None, 0.6),
        ("dark-edges", "dark edges of the scanner", None, 0.8), ("show-through", "the back of the sheet shows", None, 0.6),
        ("seal-table", "a red seal over a table", None, 0.8), ("seal-text", "a red seal over the signature", None, 0.8),
        ("wrong-ocr-layer", "a wrong invisible text layer", None, 0.8), ("right-ocr-layer", "a mostly right invisible text layer", None, 0.4),
        ("mixed-scan", "only the pages with tables are scanned", None, 0.4),
        ("scan-tiff", "no PDF, but a TIFF with all pages", "format", 0.3), ("scan-jbig2", "1 bit, JBIG2", "format", 0.3),
        ("scan-jpx", "JPEG 2000", "format", 0.2), ("scan-strips", "each page in strips", "format", 0.3),
        ("scan-layers", "ink as a mask over a coarse background", "format", 0.3),
        ("streaks", "dirt on the scanner's glass draws lines down each page", None, 0.5)]:
    TRAITS[_n] = Trait(_n, _a, ALL, _g and "scan:" + _g, _w, "scan")

CLASHES = [("unit-in-header", "unit-in-cell"), ("unit-in-header", "form-2019"), ("missing-table", "notes"), ("title-no-org", "title-year-first"),
           ("no-other-row", "form-2019"), ("no-other-row", "undivided-other"), ("form-2019", "unit-everywhere"),
           ("picture-tables", "split-row"), ("picture-tables", "split-in-group"), ("picture-tables", "split-in-label"),
           ("filled-rules", "zebra"), ("filled-rules", "colored-headers"), ("seal-table", "scan-fax"),
           ("mixed-scan", "wrong-ocr-layer"), ("mixed-scan", "right-ocr-layer"), ("right-ocr-layer", "wrong-ocr-layer"),
           ("faded", "scan-fax"), ("title-no-org", "two-reports"), ("spaced-digits", "narrow-columns"),
           *[(f, l) for f in ("scan-tiff", "scan-layers") for l in ("wrong-ocr-layer", "right-ocr-layer", "mixed-scan")],
           *[(f, "scan-fax") for f in ("scan-jpx", "scan-strips", "scan-layers")], ("scan-jbig2", "scan-gray"), ("scan-jbig2", "scan-color"),
           ("scan-jbig2", "seal-table"), ("scan-jbig2", "faded"), ("letter-spacing", "spaced-digits"), ("separate-blocks", "orphan-title"),
           ("spaced-labels", "broken-column-labels"), ("spaced-labels", "letter-spacing"), ("tall-header", "empty-header-cells"),
           ("predefined-cmap", "distilled")]  # ghostscript draws other characters then
NEEDS = {"repeated-header": "split", "repeated-stub": "split", "han-date": "date", "title-no-org": "date"}


def fits(name, chosen, engine):
    t = TRAITS[name]
    if engine not in t.engines or name in chosen:
        return False
    if t.group and any(TRAITS[c].group == t.group for c in chosen):
        return False
    return not any((name == a and b in chosen) or (name == b and a in chosen) for a, b in CLASHES)


def draw(rng, engine, forced, scans, never=()):
    """The traits of one report: the forced ones and a few others, none of NEVER."""
    chosen = list(forced)
    allowed = [t for t in TRAITS.values() if t.name not in never]
    pool = [t for t in allowed if t.stage != "scan" and t.weight]
    want = rng.choice([0, 1, 1, 2, 2, 3, 3, 4, 5, 7])
    if scans:
        pool = [t for t in pool if t.stage != "file" and t.name not in ("picture-table", "picture-tables", "hairlines", "watermark")]
        want = rng.choice([0, 1, 1, 2, 2, 3])
    for _ in range(want):
        ok = [t for t in pool if fits(t.name, chosen, engine)]
        if ok:
            chosen.append(rng.choices(ok, [t.weight for t in ok])[0].name)
    chosen = needed(rng, engine, chosen, False)
    if scans:
        for _ in range(rng.choice([0, 1, 1, 2, 2, 3])):
            ok = [t for t in allowed if t.stage == "scan" and fits(t.name, chosen, engine)]
            if not ok:
                break
            chosen.append(rng.choices(ok, [t.weight for t in ok])[0].name)
        chosen = needed(rng, engine, chosen, True)
    return chosen


def needed(rng, engine, forced, scans):
    """Adds what a trait needs to be seen."""
    chosen = list(forced)
    for name in list(chosen):
        group = NEEDS.get(name)
        if group and not any(TRAITS[c].group == group for c in chosen):
            ok = [t for t in TRAITS.values() if t.group == group and fits(t.name, chosen, engine)]
            if name == "title-no-org":
                ok = [t for t in ok if t.name == "sign"]
            if ok:
                chosen.append(rng.choice(ok).name)
    if scans:
        scan = [t for t in TRAITS.values() if t.stage == "scan"]
        if "scan-jbig2" in chosen and "scan-fax" not in chosen:
            chosen.append("scan-fax")
        for group in ("scan:dpi", "scan:mode"):
            ok = [t for t in scan if t.group == group and fits(t.name, chosen, engine)]
            if ok and not any(TRAITS[c].group == group for c in chosen):
                chosen.append(rng.choices(ok, [t.weight for t in ok])[0].name)
    return chosen
