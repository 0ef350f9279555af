# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the characters and rules of a Chromium page again with reportlab, in an encoding and an order of our own."""
import os

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTCurve, LTFigure, LTLine, LTRect
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from . import fonts

FACES = {"Corpus Fang": None, "Corpus Song": None,
         "AR PL SungtiL GB": ("gbsn00lp.ttf", 0), "AR PL KaitiM GB": ("gkai00mp.ttf", 0),
         "WenQuanYi Zen Hei": ("wqy-zenhei.ttc", 0), "LXGW WenKai": ("LXGWWenKai-Regular.ttf", 0),
         "Liberation Serif": ("LiberationSerif-Regular.ttf", 0), "Liberation Sans": ("LiberationSans-Regular.ttf", 0)}
FALLBACK = "WenQuanYi Zen Hei"
_known = {}


def face(name):
    """The reportlab name of a family, registered at first use."""
    if name not in _known:
        path, index = (fonts.target(name), 0) if FACES[name] is None else (fonts.find(FACES[name][0]), FACES[name][1])
        font = TTFont(name.replace(" ", ""), path, subfontIndex=index)
        pdfmetrics.registerFont(font)
        _known[name] = font
    return _known[name]


def family_of(fontname):
    plain = fontname.split("+")[-1].replace("-", "").replace(" ", "").lower()
    aliases = {"corpusfang": "Corpus Fang", "corpussong": "Corpus Song", "arplsungtilgb": "AR PL SungtiL GB", "arplkaitimgb": "AR PL KaitiM GB",
               "gbsn00lp": "AR PL SungtiL GB", "gkai00mp": "AR PL KaitiM GB", "bousunglightgb": "AR PL SungtiL GB", "boukaigb": "AR PL KaitiM GB", "wenquanyi": FALLBACK, "wqy": FALLBACK,
               "lxgw": "LXGW WenKai", "liberationserif": "Liberation Serif", "liberationsans": "Liberation Sans"}
    for key, name in aliases.items():
        if plain.startswith(key):
            return name
    return FALLBACK


class Glyph:
    def __init__(self, c, height):
        self.text, self.size, self.bold = c.get_text(), c.matrix[0] * c.size / max(c.size, 0.01), "Bold" in c.fontname
        self.family = family_of(c.fontname)
        self.x, self.y = c.matrix[4], c.matrix[5]
        self.size = c.size
        self.x1 = c.bbox[2]


def walk(item, glyphs, rules):
    for o in item:
        if isinstance(o, LTChar):
            glyphs.append(o)
        elif isinstance(o, (LTRect, LTLine, LTCurve)):
            rules.append(o)
        elif isinstance(o, LTFigure) or hasattr(o, "__iter__"):
            walk(o, glyphs, rules)


def runs(glyphs):
    """Neighbours of one font on one baseline."""
    out = []
    for g in glyphs:
        last = out[-1][-1] if out else None
        if last and last.family == g.family and abs(last.y - g.y) < 0.5 and abs(last.size - g.size) < 0.2 and -0.6 < g.x - last.x1 < 0.6 and last.bold == g.bold:
            out[-1].append(g)
        else:
            out.append([g])
    return out


def apply(j, pdf, truth):
    T, rng = set(j.traits), j.rng
    new = pdf + ".new"
    out = canvas.Canvas(new, invariant=1)
    predefined = "predefined-cmap" in T
    if predefined:
        for name in ("STSong-Light",):
            pdfmetrics.registerFont(UnicodeCIDFont(name))
    offset = rng.choice([0.3, 0.6, 1.0, 1.4])
    for number, page in enumerate(extract_pages(pdf, laparams=None)):
        x0, y0, x1, y1 = page.bbox
        out.setPageSize((x1 - x0, y1 - y0))
        chars, rules = [], []
        walk(page, chars, rules)
        for r in rules:
            draw_rule(out, r)
        glyphs = [Glyph(c, y1) for c in chars if c.get_text().strip() and not c.get_text().startswith("(cid")]
        parts = [[g] for g in glyphs] if "char-by-char" in T else runs(glyphs)
        if "hidden-text" in T:
            hide(out, rng, glyphs, x1, y1)
        if "off-page-text" in T:
            out.setFont("Helvetica", 10)
            for k in range(4):
                out.drawString(x1 + 20, y1 - 100 - 90 * k, "%d %d" % (rng.randrange(100), rng.randrange(9999)))
                out.drawString(-90, y1 - 100 - 90 * k, "%d" % rng.randrange(9999))
        if "shuffled" in T:
            rng.shuffle(parts)
        for part in parts:
            draw(out, part, predefined, "char-by-char" in T)
            if "double-struck" in T and (part[0].bold or part[0].size > 13 and part[0].family == FALLBACK):
                shifted = [copy(g, offset) for g in part]
                draw(out, shifted, predefined, "char-by-char" in T)
        out.showPage()
    out.save()
    os.replace(new, pdf)


def copy(g, dx):
    other = Glyph.__new__(Glyph)
    other.__dict__.update(g.__dict__)
    other.x += dx
    return other


def draw(out, part, predefined, single):
    g = part[0]
    text = out.beginText()
    if predefined:
        text.setFont("STSong-Light", g.size)
        for p in part:
            text.setTextOrigin(p.x, p.y)
            text.textOut(p.text)
    else:
        for p in part:
            font = face(p.family)
            if any(ord(c) not in font.face.charToGlyph for c in p.text):
                font = face(FALLBACK)
            text.setFont(font.fontName, p.size)
            text.setTextOrigin(p.x, p.y)
            text.textOut(p.text)
    out.drawText(text)


def draw_rule(out, r):
    w, h = r.width, r.height
    color = getattr(r, "non_stroking_color", None)
    if isinstance(r, LTLine) or r.stroke and not r.fill:
        out.setLineWidth(max(0.1, r.linewidth or 0.5))
        if isinstance(r, LTLine):
            out.line(*r.bbox)
        else:
            out.rect(r.x0, r.y0, w, h, stroke=1, fill=0)
        return
    try:
        values = list(color) if isinstance(color, (list, tuple)) else [color or 0]
        if len(values) == 3:
            out.setFillColorRGB(*values)
        else:
            out.setFillGray(values[0])
    except (TypeError, ValueError):
        out.setFillGray(0)
    out.rect(r.x0, r.y0, w, h, stroke=0, fill=1)
    out.setFillGray(0)


def hide(out, rng, glyphs, width, height):
    """White and invisible text: in the margins, and beside figures of the tables."""
    figures = [g for g in glyphs if g.text.isdigit()]
    places = [(rng.uniform(20, width - 80), rng.uniform(20, height - 20)) for _ in range(6)]
    places += [(g.x + rng.choice([-1, 1]) * g.size, g.y) for g in rng.sample(figures, min(len(figures), 6))]
    for x, y in places:
        text = out.beginText(x, y)
        text.setFont("Helvetica", 9)
        if rng.random() < 0.5:
            text.setTextRenderMode(3)
            text.textOut(str(rng.randrange(1, 99)))
            text.setTextRenderMode(0)
        else:
            text.setFillGray(1)
            text.textOut(str(rng.randrange(1, 99)))
            text.setFillGray(0)
        out.drawText(text)
