#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Developer's tool, not installed: makes ocr/gj-ocr-han.bin, what gj-ocr-han.c knows about characters.

han.py FEATURES OUT.bin [--held-out N,...]: FEATURES is the program of han-features.c; fonts held out are only tested. Renders the characters of GB 2312
in the fonts of this machine, degrades them like scans, finds the directions that part characters best
from the spread within each (linear discriminant analysis), and stores the mean of each character in them.
Needs python3-numpy and python3-pil, and the fonts of FONTS.

The file: int32 N characters, int32 D dimensions; float32 scale; float32 offset[D]; float32 matrix[D][inputs];
uint16 code point[N]; int8 mean[N][D]. Little-endian. Distances are in units where the spread within a character is 1.
"""
import struct
import subprocess
import sys

import numpy
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONTS = [("opentype/noto/NotoSerifCJK-Regular.ttc", 2), ("opentype/noto/NotoSerifCJK-Bold.ttc", 2), ("opentype/noto/NotoSansCJK-Regular.ttc", 2),
         ("opentype/noto/NotoSansCJK-Bold.ttc", 2), ("truetype/arphic-gbsn00lp/gbsn00lp.ttf", 0), ("truetype/arphic-gkai00mp/gkai00mp.ttf", 0),
         ("truetype/arphic/ukai.ttc", 0), ("truetype/arphic/uming.ttc", 0), ("opentype/fandol/FandolFang-Regular.otf", 0),
         ("opentype/fandol/FandolSong-Bold.otf", 0), ("opentype/fandol/FandolKai-Regular.otf", 0), ("opentype/fandol/FandolHei-Regular.otf", 0),
         ("opentype/fandol/FandolSong-Regular.otf", 0), ("truetype/wqy/wqy-zenhei.ttc", 0), ("truetype/wqy/wqy-microhei.ttc", 0),
         ("truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", 0)]
INPUTS, DIMENSIONS = 8 * 7 * 7, 64
rng = numpy.random.default_rng(20)


def characters():
    out = []
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                out.append(bytes([row, cell]).decode("gb2312"))
            except UnicodeDecodeError:
                pass
    return out


def picture(ch, font, size):
    im = Image.new("L", (size * 3 // 2, size * 3 // 2), 255)
    ImageDraw.Draw(im).text((size / 4 + rng.random(), size / 4 + rng.random()), ch, font=font, fill=int(rng.integers(0, 90)),
                            stroke_width=int(rng.random() < 0.15))
    if rng.random() < 0.6:
        im = im.filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 0.045 * size)))
    a = numpy.asarray(im, numpy.float32)
    if rng.random() < 0.3:
        a = a + rng.normal(0, rng.uniform(3, 15), a.shape)
    if rng.random() < 0.3:
        a = numpy.where(a < rng.uniform(100, 190), 0.0, 255.0)
    return numpy.clip(a, 0, 255).astype(numpy.uint8)


def features(program, pictures):
    data = b"".join(struct.pack("<ii", p.shape[1], p.shape[0]) + p.tobytes() for p in pictures)
    out = subprocess.run([program], input=data, stdout=subprocess.PIPE, check=True).stdout
    return numpy.frombuffer(out, "<f4").reshape(-1, INPUTS)


def samples(program, chars, fonts, rounds):
    """Features (characters × samples × inputs)."""
    out = []
    for path, index in fonts:
        for _ in range(rounds):
            size = int(rng.choice([26, 30, 34, 40, 48, 60]))
            font = ImageFont.truetype("/usr/share/fonts/" + path, size, index=index)
            out.append(features(program, [picture(c, font, size) for c in chars]))
            print(path, size, file=sys.stderr)
    return numpy.stack(out, 1)


def main():
    program, path = sys.argv[1:3]
    held = [int(k) for k in sys.argv[4].split(",")] if len(sys.argv) > 4 else []
    chars = characters()
    x = samples(program, chars, [f for k, f in enumerate(FONTS) if k not in held], 2)
    mean = x.mean(1)
    within = numpy.zeros((INPUTS, INPUTS))
    for k in range(x.shape[1]):
        d = (x[:, k] - mean).astype(numpy.float64)
        within += d.T @ d
    within /= len(chars) * (x.shape[1] - 1)
    within += numpy.eye(INPUTS) * numpy.trace(within) / INPUTS * 0.1
    values, vectors = numpy.linalg.eigh(within)
    white = vectors / numpy.sqrt(values)
    center = mean.mean(0)
    m = (mean - center) @ white
    values, vectors = numpy.linalg.eigh(m.T @ m)
    matrix = (white @ vectors[:, ::-1][:, :DIMENSIONS]).T  # D × inputs
    means = (mean - center) @ matrix.T
    scale = numpy.abs(means).max() / 127
    stored = numpy.round(means / scale).astype(numpy.int8)
    with open(path, "wb") as f:
        f.write(struct.pack("<iif", len(chars), DIMENSIONS, scale))
        f.write((matrix @ center).astype("<f4").tobytes() + matrix.astype("<f4").tobytes())
        f.write(numpy.array([ord(c) for c in chars], "<u2").tobytes() + stored.tobytes())
    table = stored.astype(numpy.float32) * scale
    for k in held:
        y = (samples(program, chars, [FONTS[k]], 1)[:, 0] - center) @ matrix.T
        d = (y * y).sum(1)[:, None] + (table * table).sum(1)[None] - 2 * y @ table.T
        best = d.argmin(1)
        print("%s: %.2f %% right" % (FONTS[k][0], 100 * (best == numpy.arange(len(chars))).mean()))


if __name__ == "__main__":
    main()
