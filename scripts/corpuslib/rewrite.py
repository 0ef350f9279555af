# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens to a PDF after its producer: the traits of stage "file"."""
import os
import re
import subprocess
import unicodedata

import pikepdf

SUPPLEMENTS = {"民": "⺠", "页": "⻚", "车": "⻋", "见": "⻅", "长": "⻓", "门": "⻔", "风": "⻛", "食": "⻝", "贝": "⻉", "马": "⻢"}


def kangxi():
    table = {}
    for c in range(0x2F00, 0x2FD6):
        table[unicodedata.normalize("NFKC", chr(c))] = chr(c)
    table.update(SUPPLEMENTS)
    return table


def apply(j, pdf, truth):
    T = set(j.traits)
    if j.engine == "R":
        from . import redraw
        redraw.apply(j, pdf, truth)
    if {"two-reports", "extra-pages"} & T:
        append(pdf, j.second)
        truth["prose_unscored"] = True
        if "two-reports" in T:
            truth["status"] = "review"
            truth["two_reports"] = True
    if "distilled" in T:
        run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pdfwrite", "-sOutputFile=%s.new" % pdf, pdf])
        os.replace(pdf + ".new", pdf)
    if {"no-tounicode", "lying-tounicode", "kangxi", "rotate", "sideways", "upside-down", "crop-box"} & T:
        with pikepdf.open(pdf, allow_overwriting_input=True) as doc:
            if "no-tounicode" in T:
                for font in fonts_of(doc):
                    if "/ToUnicode" in font:
                        del font["/ToUnicode"]
            if "lying-tounicode" in T:
                digits = list("0123456789")
                while any(a == b for a, b in zip(digits, "0123456789")):
                    j.rng.shuffle(digits)
                remap(doc, dict(zip("0123456789", digits)))
            if "kangxi" in T:
                table = kangxi()
                if j.rng.random() < 0.5:
                    keep = set(j.rng.sample(sorted(table), len(table) // 2))
                    table = {k: v for k, v in table.items() if k in keep}
                remap(doc, table)
            if "rotate" in T or "sideways" in T or "upside-down" in T:
                turn(doc, T, j.rng)
            if "crop-box" in T:
                crop(doc)
            doc.save(pdf)
    options = []
    if "object-streams" in T:
        options.append("--object-streams=generate")
    if "linearized" in T:
        options.append("--linearize")
    if "owner-password" in T:
        bits = j.rng.choice(["128", "256"])
        options += ["--encrypt", "", "eigentuemer", bits] + (["--use-aes=y"] if bits == "128" else []) + ["--"]
    if options:
        run(["qpdf", "--warning-exit-0"] + options + [pdf, pdf + ".new"])
        os.replace(pdf + ".new", pdf)


def run(command):
    subprocess.run(["nice"] + command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180)


def append(pdf, second):
    with pikepdf.open(pdf, allow_overwriting_input=True) as doc, pikepdf.open(second) as other:
        doc.pages.extend(other.pages)
        doc.save(pdf)


def fonts_of(doc):
    """Every font dictionary that text is shown with."""
    return [o for o in doc.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font" and "/Subtype" in o
            and str(o["/Subtype"]) in ("/Type0", "/Type3", "/TrueType", "/Type1")]


_ENTRY = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>(?:\s*<([0-9A-Fa-f]+)>|\s*\[([^\]]*)\])?")


def parse_cmap(data):
    """code (hex) → text"""
    found = {}
    for m in re.finditer(rb"begin(bfchar|bfrange)(.*?)end\1", data, re.S):
        kind, body = m.group(1), m.group(2)
        if kind == b"bfchar":
            for a, b in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", body):
                found[a.decode().upper()] = bytes.fromhex(b.decode()).decode("utf-16-be")
        else:
            for a, b, c, array in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])", body):
                width, low, high = len(a), int(a, 16), int(b, 16)
                if array:
                    texts = [bytes.fromhex(t.decode()).decode("utf-16-be") for t in re.findall(rb"<([0-9A-Fa-f]+)>", array)]
                else:
                    first = bytes.fromhex(c.decode()).decode("utf-16-be")
                    texts = [first[:-1] + chr(ord(first[-1]) + k) for k in range(high - low + 1)]
                for k, t in enumerate(texts):
                    found["%0*X" % (width, low + k)] = t
    return found


def remap(doc, table):
    for font in fonts_of(doc):
        if "/ToUnicode" not in font:
            continue
        codes = parse_cmap(font["/ToUnicode"].read_bytes())
        if not codes:
            continue
        width = len(next(iter(codes)))
        out = ["/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def",
               "1 begincodespacerange <%s> <%s> endcodespacerange" % ("0" * width, "F" * width)]
        items = sorted(codes.items())
        for k in range(0, len(items), 100):
            part = items[k:k + 100]
            out.append("%d beginbfchar" % len(part))
            for code, text in part:
                text = "".join(table.get(c, c) for c in text)
                out.append("<%s> <%s>" % (code, text.encode("utf-16-be").hex()))
            out.append("endbfchar")
        out.append("endcmap CMapName currentdict /CMap defineresource pop end end")
        font["/ToUnicode"] = doc.make_stream("\n".join(out).encode())


def turn(doc, T, rng):
    pages = list(doc.pages)
    some = pages if rng.random() < 0.5 or len(pages) < 3 else pages[1:-1]
    for page in (pages if "rotate" in T else some):
        x0, y0, x1, y1 = [float(v) for v in page.mediabox]
        w, h = x1 - x0, y1 - y0
        if "upside-down" in T:
            matrix = "-1 0 0 -1 %g %g cm" % (w + 2 * x0, h + 2 * y0)
        else:
            matrix = "0 1 -1 0 %g %g cm" % (h + y0, -x0)
            page.obj["/MediaBox"] = pikepdf.Array([0, 0, h, w])
            for name in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
                if name in page.obj:
                    del page.obj[name]
            if "rotate" in T:
                page.obj["/Rotate"] = 90
        page.contents_add(("q " + matrix).encode(), prepend=True)
        page.contents_add(b"Q")


def crop(doc):
    font = doc.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica))
    for k, page in enumerate(doc.pages):
        x0, y0, x1, y1 = [float(v) for v in page.mediabox]
        page.obj["/CropBox"] = pikepdf.Array([x0, y0, x1, y1])
        page.obj["/MediaBox"] = pikepdf.Array([x0 - 40, y0 - 40, x1 + 40, y1 + 40])
        resources = page.obj.get("/Resources")
        if resources is None:
            continue
        fonts = resources.get("/Font")
        if fonts is None:
            resources["/Font"] = fonts = pikepdf.Dictionary()
        fonts["/FCrop"] = font
        page.contents_add(b"q", prepend=True)
        page.contents_add(("Q q BT /FCrop 9 Tf %g %g Td (proof 0%d 1234 5678) Tj ET Q" % (x0, y1 + 20, k + 1)).encode())
