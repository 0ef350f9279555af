# SPDX-License-Identifier: GPL-3.0-or-later
"""A report as HTML for Chromium, wkhtmltopdf and LibreOffice."""
from html import escape

A4 = (210, 297)


def family(style, name):
    parts = ([style["latin"]] if style["latin"] else []) + [style[name], style.get("fallback", "Noto Serif CJK SC")]
    return ", ".join("'%s'" % p for p in parts)


TRUETYPE = {"FandolFang": "Corpus Fang", "FandolSong": "Corpus Song", "Noto Serif CJK SC": "Corpus Song", "AR PL UMing CN": "AR PL SungtiL GB",
            "AR PL UKai CN": "AR PL KaitiM GB", "FandolKai": "AR PL KaitiM GB", "FandolHei": "WenQuanYi Zen Hei",
            "Noto Sans CJK SC": "WenQuanYi Zen Hei", "WenQuanYi Micro Hei": "WenQuanYi Zen Hei"}


def choose_fonts(style, engine, rng, truetype=False):
    """Chromium embeds OpenType fonts as Type 3: mostly give it TrueType, as on an office computer."""
    if engine == "R" or engine == "H" and (rng.random() < 0.8 or truetype):
        for name in ("body", "title", "heading", "subheading", "table"):
            style[name] = TRUETYPE.get(style[name], style[name])
        style["fallback"] = "WenQuanYi Zen Hei"
        style["bold"] = not truetype and rng.random() < 0.5  # a bold of its own making is Type 3, and big


def css(report, engine):
    s, T = report.style, set(report.traits)
    top, right, bottom, left = s["margin"]
    size = "A4 landscape" if s["landscape"] else "A4"
    if "split-every" in T:
        size = "210mm 148mm"
    pad = "0" if "padding-none" in T else "2pt 3pt"
    rules = "%spt solid %s" % (0.2 if "hairlines" in T else s["rule"], "#999" if "hairlines" in T else "#000")
    out = ["@page { size: %s; margin: %dmm %dmm %dmm %dmm; }" % (size, top, right, bottom, left),
           "@page wide { size: A4 landscape; margin: %dmm %dmm %dmm %dmm; }" % (right, bottom, left, top),
           "html, body { margin: 0; padding: 0; }",
           "body { font-family: %s; font-size: %spt; line-height: %s; color: #000; }" % (family(s, "body"), s["size"], s["leading"]),
           "p { margin: 0; text-indent: %spt; text-align: justify; }" % (2 * s["size"]),
           "p.title { font-family: %s; font-size: 22pt; font-weight: %s; text-align: center; text-indent: 0; margin: 0 0 18pt 0; line-height: 1.4; }" % (family(s, "title"), "bold" if s.get("bold", True) else "normal"),
           "p.subtitle { text-align: center; text-indent: 0; font-size: %spt; }" % (s["size"] - 2),
           "p.docno { text-align: center; text-indent: 0; margin-bottom: 24pt; }",
           "p.addressee { text-indent: 0; }",
           "p.heading { font-family: %s; }" % family(s, "heading"),
           "p.subheading { font-family: %s; }" % family(s, "subheading"),
           "p.sign, p.date { text-align: right; text-indent: 0; margin-right: 3em; } p.sign { margin-top: 1.5em; }",
           "p.note { font-size: 0.8em; } p.chrome { font-family: %s; font-size: 10pt; text-indent: 0; color: #555; }" % family(s, "heading"),
           "table { width: 100%%; border-collapse: %s; font-family: %s; font-size: %spt; line-height: 1.25; margin: 6pt 0; }"
           % ("separate" if "filled-rules" in T else "collapse", family(s, "table"), s["table_size"]),
           "td { padding: %s; vertical-align: middle; text-align: center; %s }"
           % (pad, "word-break: break-all;" if engine != "L" else ""),
           "td.value { text-align: %s; }" % s["align"],
           "td.head { text-align: %s; }" % ("left" if "left-headers" in T else "center"),
           "td.label, td.stub, td.block, td.group { text-align: left; }",
           "div.break { page-break-after: always; break-after: page; height: 0; }",
           ".wide { page: wide; }",
           "div.cover { page-break-after: always; break-after: page; text-align: center; padding-top: 55mm; }",
           "div.cover p { text-align: center; text-indent: 0; }",
           "p.toc { text-indent: 0; white-space: nowrap; overflow: hidden; }"]
    if engine == "L":  # its import inherits nothing into cells
        out.append("td, td p { font-family: %s; font-size: %spt; line-height: 1.2; margin: 0; }" % (family(s, "table"), min(s["table_size"], 10.5)))
    if "letter-spacing" in T:
        out.append("td { letter-spacing: 0.25em; }")
    if "split-every" in T:
        out.append("tr { break-inside: auto; }")
    if "borderless" in T:
        pass
    elif "horizontal-rules" in T:
        out.append("td { border-top: %s; border-bottom: %s; }" % (rules, rules))
    elif "filled-rules" in T:
        out.append("table { background: #000; border-spacing: 1px; } td { background: #fff; }")
    else:
        out.append("td { border: %s; }" % rules)
    if "zebra" in T:
        out.append("tr.odd td { background: #eee; }")
    if s["header_bg"]:
        out.append("td.block, td.head { background: %s; %s }" % (s["header_bg"], "color: #fff;" if s["header_bg"] == "#1f4e79" else ""))
    if s["watermark"]:
        out.append("div.mark { position: fixed; top: 40%; left: 5%; width: 90%; text-align: center; font-size: 54pt; "
                   "transform: rotate(-35deg); color: rgba(120,120,120,0.25); z-index: 5; }")
    return "\n".join(out)


def lines(text):
    return "<br>".join(escape(t).replace("\u00a0", "&nbsp;") for t in text.split("\n"))


def cell_html(cell, T, engine):
    text = cell.text
    if cell.vertical and "vertical-labels" in T:
        body = "<br>".join(escape(c) for c in text)
    elif cell.kind == "group" and "vertical-writing" in T and engine in "HR":
        body = '<span style="writing-mode: vertical-rl">%s</span>' % escape(text)
    else:
        body = lines(text)
    if not body.strip():
        body = "&nbsp;" if engine == "L" or not text else escape(text)
        if not text and engine == "H":
            body = ""
    spans = (' colspan="%d"' % cell.cols if cell.cols > 1 else "") + (' rowspan="%d"' % cell.rows if cell.rows > 1 else "")
    return '<td class="%s"%s>%s</td>' % (cell.kind, spans, body)


def table_html(grid, report, engine):
    T = set(report.traits)
    total = sum(grid.widths)
    unit = "%d*" if engine == "L" else "%d%%"
    cols = "".join('<col width="%s">' % (unit % round((250 if engine == "L" else 100) * w / total)) for w in grid.widths)
    border = ' border="0"' if engine == "L" and "borderless" in T else ' border="1" cellspacing="0"' if engine == "L" else ""
    body = []
    for k, row in enumerate(grid.rows):
        body.append('<tr class="%s">%s</tr>' % ("odd" if k % 2 else "even", "".join(cell_html(c, T, engine) for c in row)))
    fixed = ' style="table-layout: fixed"' if engine in "HWR" else ""
    return '<table width="100%%"%s%s><colgroup>%s</colgroup><tbody>%s</tbody></table>' % (border, fixed, cols, "\n".join(body))


def picture_page(grid, report):
    """A page that holds nothing but the table, for a screenshot."""
    return ("<!DOCTYPE html><html><head><meta charset='utf-8'><style>%s\nbody { width: 620px; background: #fff; padding: 2px }"
            "</style></head><body>%s</body></html>" % (css(report, "H"), table_html(grid, report, "H")))


def render(report, engine, picture=None):
    """picture(grid): data URI of the grid as a picture."""
    s = report.style
    out, wide = [], False
    for b in report.blocks:
        if b.kind == "table":
            if b.grid.picture and picture:
                # No taller than the page, which would cut it off.
                tall = (210 if wide or s["landscape"] else 297) - s["margin"][0] - s["margin"][2] - 15
                out.append('<p style="text-indent:0"><img style="max-width:100%%; max-height:%dmm" src="%s"></p>' % (tall, picture(b.grid)))
            else:
                out.append(table_html(b.grid, report, engine))
        elif b.kind == "break":
            out.append('<div class="break"></div>' if engine != "L" else '<p style="page-break-after: always"></p>')
        elif b.kind == "spacer":
            out.append("<p>&nbsp;</p>")
        elif b.kind == "turn":
            wide = b.extra["landscape"]
            out.append('<div class="wide">' if wide else "</div>")
        elif b.kind == "cover":
            out.append('<div class="cover"><p class="title" style="font-size:28pt">%s</p><p style="margin-top:70mm">%s</p><p>%s</p></div>'
                       % (lines(b.text), escape(b.extra["org"]), escape(b.extra["date"])))
        elif b.kind == "contents":
            out.append('<p class="subtitle" style="font-size:20pt">目　录</p>')
            for text, page in zip(b.text, b.extra["pages"]):
                out.append('<p class="toc">%s%s%d</p>' % (escape(text), "…" * max(2, 22 - len(text)), page))
        else:
            out.append('<p class="%s">%s</p>' % (b.kind, lines(b.text)))
    if wide:
        out.append("</div>")
    mark = '<div class="mark">%s</div>' % escape(s["watermark"]) if s["watermark"] else ""
    return ("<!DOCTYPE html><html lang='zh-CN'><head><meta charset='utf-8'><title>%s</title><style>%s</style></head><body>%s%s</body></html>"
            % (escape(report.title), css(report, engine), mark, "\n".join(out)))
