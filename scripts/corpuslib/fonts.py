# SPDX-License-Identifier: GPL-3.0-or-later
"""TrueType copies of the Fandol fonts.

Offices print in FangSong, and the only free one in Debian (texlive-lang-chinese) is OpenType with
cubic outlines, which Chromium embeds as Type 3. The copies are made once, in the user's font folder.
"""
import os
import subprocess

HOME = os.path.expanduser("~/.local/share/fonts/gouji-corpus")
COPIES = {"FandolFang-Regular.otf": "Corpus Fang", "FandolSong-Regular.otf": "Corpus Song"}


def find(name):
    out = subprocess.run(["fc-list", "--format", "%{file}\n"], capture_output=True, text=True, check=True).stdout
    return next((f for f in out.splitlines() if os.path.basename(f) == name), None)


def target(family):
    return os.path.join(HOME, family.replace(" ", "") + ".ttf")


def ensure():
    """Returns {family: path} of the copies that exist."""
    made = {}
    for source, family in COPIES.items():
        path = target(family)
        if not os.path.exists(path):
            found = find(source)
            if not found:
                continue
            os.makedirs(HOME, exist_ok=True)
            convert(found, path, family)
            subprocess.run(["fc-cache", HOME], check=False)
        made[family] = path
    return made


def convert(source, path, family):
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTFont, newTable
    font = TTFont(source)
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        glyf.glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), glyf
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
                  "maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours", "maxCompositePoints", "maxCompositeContours", "maxComponentDepth"):
        setattr(maxp, field, 1 if field == "maxZones" else 0)
    for tag in ("CFF ", "VORG", "GSUB", "GPOS"):
        if tag in font:
            del font[tag]
    post = font["post"]
    post.formatType, post.extraNames, post.mapping = 3.0, [], {}
    for record in font["name"].names:
        if record.nameID in (1, 4, 16):
            record.string = family
        elif record.nameID == 6:
            record.string = family.replace(" ", "")
    font.sfntVersion = "\x00\x01\x00\x00"
    font.save(path)
