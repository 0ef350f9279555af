# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns a PDF into what a scanner makes of its print: traits of stage "scan"."""
import contextlib
import io
import math
import os
import shutil
import subprocess
import tempfile

import img2pdf
import numpy as np
import pikepdf
from PIL import Image, ImageChops, ImageDraw, ImageFont, TiffImagePlugin
from scipy import ndimage

from . import fonts, forms, jbig2

Image.MAX_IMAGE_PIXELS = None


class Page:
    """A page picture as float32, rows × columns × channels, 0 black to 255 white."""

    def __init__(self, array, dpi):
        self.a, self.dpi = array, dpi

    @property
    def shape(self):
        return self.a.shape[:2]


def rasterise(pdf, dpi, color):
    folder = tempfile.mkdtemp(prefix="gouji-scan-")
    subprocess.run(["nice", "pdftoppm", "-r", str(dpi)] + ([] if color else ["-gray"]) + [pdf, os.path.join(folder, "p")], check=True, stderr=subprocess.DEVNULL)
    pages = []
    for name in sorted(os.listdir(folder)):
        a = np.asarray(Image.open(os.path.join(folder, name)), dtype=np.float32)
        pages.append(Page(a if a.ndim == 3 else a[:, :, None], dpi))
    shutil.rmtree(folder)
    return pages


def smooth(rs, shape, cell, low, high):
    """A field that varies slowly, from low to high."""
    small = rs.uniform(low, high, (max(2, shape[0] // cell + 2), max(2, shape[1] // cell + 2))).astype(np.float32)
    big = Image.fromarray(small).resize((shape[1], shape[0]), Image.BICUBIC)
    return np.asarray(big, dtype=np.float32)


def paper(page, rs):
    """The sheet itself: not quite white, not quite even; ink not quite black."""
    white = rs.uniform(243, 255)
    ink = rs.uniform(10, 45)
    page.a = ink + page.a * ((white - ink) / 255)
    page.a = page.a + smooth(rs, page.shape, 300, -2, 2)[:, :, None]
    if page.a.shape[2] == 3:
        page.a = page.a + np.float32([rs.uniform(-1, 2), 0, rs.uniform(-7, 1)])


def rotate(page, angle):
    layers = []
    for k in range(page.a.shape[2]):
        layer = Image.fromarray(page.a[:, :, k])
        fill = float(np.percentile(page.a[::16, ::16, k], 90))
        layers.append(np.asarray(layer.rotate(angle, Image.BICUBIC, fillcolor=fill), dtype=np.float32))
    page.a = np.stack(layers, 2)


def turn(page, quarter):
    page.a = np.ascontiguousarray(np.rot90(page.a, quarter))


def blur(page, sigma):
    page.a = ndimage.gaussian_filter(page.a, (sigma, sigma, 0))


def speckle(page, rs):
    h, w = page.shape
    for _ in range(int(h * w / 30000 * rs.uniform(0.6, 3))):
        r = rs.choice([0, 1, 1, 2]) * page.dpi // 200
        y, x = rs.randint(0, h), rs.randint(0, w)
        page.a[max(0, y - r):y + r + 1, max(0, x - r):x + r + 1] = rs.uniform(0, 90) if rs.rand() < 0.8 else 255


def dirt_on_glass(rs):
    """Where dirt lies across the page, how wide it is in inches, and its gray."""
    return [(rs.uniform(0.02, 0.98), rs.uniform(1, 3) / 200, rs.uniform(10, 190)) for _ in range(rs.randint(1, 5))]


def streaks(page, dirt):
    for at, width, level in dirt:
        x = int(at * page.shape[1])
        line = page.a[:, x:x + max(1, int(width * page.dpi))]
        np.minimum(line, level, out=line)


def broken_rules(page, rs):
    dark = page.a.min(axis=2) < 160
    length = page.dpi // 4
    lines = np.zeros_like(dark)
    for axis in (0, 1):
        opened = ndimage.maximum_filter1d(ndimage.minimum_filter1d(dark.astype(np.uint8), length, axis=axis), length, axis=axis)
        lines |= opened.astype(bool)
    lines = ndimage.binary_dilation(lines, iterations=1)
    gaps = smooth(rs, page.shape, max(20, page.dpi // 6), 0, 1) > rs.uniform(0.6, 0.75)
    weight = np.where(gaps, rs.uniform(0.85, 1.0), rs.uniform(0.2, 0.6)).astype(np.float32)
    mask = (lines * weight)[:, :, None]
    page.a = page.a * (1 - mask) + np.percentile(page.a, 90) * mask


def curl(page, rs):
    """The sheet rises at one side: lines bend there."""
    h, w = page.shape
    x = np.arange(w, dtype=np.float32) / w
    if rs.rand() < 0.5:
        x = 1 - x
    lift = rs.uniform(0.006, 0.014) * h * np.exp(-x / rs.uniform(0.08, 0.2))
    squeeze = np.clip(np.arange(w) + 0, 0, w - 1).astype(np.float32)
    yy = np.arange(h, dtype=np.float32)[:, None] + (lift[None, :] * (0.4 + np.linspace(0, 1, h, dtype=np.float32)[:, None]))
    xx = np.broadcast_to(squeeze, (h, w))
    page.a = np.stack([ndimage.map_coordinates(page.a[:, :, k], [yy, xx], order=1, mode="nearest") for k in range(page.a.shape[2])], 2)
    shade = 1 - 0.25 * np.exp(-x / 0.06)
    page.a = page.a * shade[None, :, None]


def dark_edges(page, rs):
    h, w = page.shape
    for side in rs.choice(4, rs.randint(1, 3), replace=False):
        depth = rs.uniform(0.004, 0.025) * w
        n = h if side < 2 else w
        edge = depth * (1 + 0.4 * np.interp(np.arange(n), np.linspace(0, n, 12), rs.uniform(-1, 1, 12)))
        index = np.arange(w if side < 2 else h)
        mask = index[None, :] < edge[:, None] if side < 2 else index[:, None] < edge[None, :]
        if side == 1:
            mask = mask[:, ::-1]
        if side == 3:
            mask = mask[::-1, :]
        page.a[mask] = rs.uniform(5, 60)


def seal(size, text, rs):
    """A round red seal: ring, star, name along the arc. Returns RGBA."""
    image = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    d = ImageDraw.Draw(image)
    red = (rs.randint(190, 235), rs.randint(20, 70), rs.randint(20, 60), 255)
    d.ellipse([4, 4, size - 5, size - 5], outline=red, width=max(3, size // 34))
    c = size / 2
    points = []
    for k in range(10):
        radius = size * (0.17 if k % 2 == 0 else 0.067)
        points.append((c + radius * math.sin(k * math.pi / 5), c - radius * math.cos(k * math.pi / 5)))
    d.polygon(points, fill=red)
    font = ImageFont.truetype(fonts.find("wqy-zenhei.ttc") or fonts.target("Corpus Song"), int(size * 0.11))
    spread = min(260, 26 * len(text))
    for k, ch in enumerate(text):
        angle = -spread / 2 + spread * k / max(1, len(text) - 1)
        tile = Image.new("RGBA", (int(size * 0.16),) * 2, (0, 0, 0, 0))
        ImageDraw.Draw(tile).text((tile.width / 2, tile.height / 2), ch, font=font, fill=red, anchor="mm")
        tile = tile.rotate(-angle, Image.BICUBIC)
        radius = size * 0.385
        x, y = c + radius * math.sin(math.radians(angle)), c - radius * math.cos(math.radians(angle))
        image.alpha_composite(tile, (int(x - tile.width / 2), int(y - tile.height / 2)))
    alpha = np.asarray(image).astype(np.float32)
    worn = smooth(rs, (size, size), max(4, size // 40), 0.35, 1.2).clip(0, 1)
    alpha[:, :, 3] *= worn * rs.uniform(0.75, 1)
    return Image.fromarray(alpha.astype(np.uint8)).rotate(rs.uniform(-25, 25), Image.BICUBIC)


def stamp(page, rs, text, x, y):
    size = int(page.dpi * rs.uniform(1.45, 1.75))
    s = np.asarray(seal(size, text, rs), dtype=np.float32)
    h, w = page.shape
    x0, y0 = int(np.clip(x * w - size / 2, 0, w - size)), int(np.clip(y * h - size / 2, 0, h - size))
    alpha = s[:, :, 3:] / 255
    ink = s[:, :, :3] if page.a.shape[2] == 3 else s[:, :, :3] @ np.float32([[0.299], [0.587], [0.114]])
    spot = page.a[y0:y0 + size, x0:x0 + size]
    # Ink on ink: the seal multiplies, print shines through.
    page.a[y0:y0 + size, x0:x0 + size] = spot * (1 - alpha) + spot * ink / 255 * alpha


def table_pages(pdf):
    """Page numbers (from 0) that hold table rows, and the one with most of them."""
    labels = [r.labels[0][:6] for t in forms.Form("2021").tables.values() for r in t.rows if len(r.labels[0]) >= 4]
    count = []
    with pikepdf.open(pdf) as doc:
        n = len(doc.pages)
    for k in range(n):
        text = subprocess.run(["pdftotext", "-f", str(k + 1), "-l", str(k + 1), "-raw", pdf, "-"], capture_output=True).stdout.decode("utf-8", "replace")
        text = "".join(text.split())
        count.append(sum(1 for label in labels if label in text))
    pages = [k for k, c in enumerate(count) if c >= 3] or list(range(n))
    return pages, int(np.argmax(count))


def degrade(pages, T, rs, pdf, truth):
    tables, fullest = table_pages(pdf) if {"seal-table", "mixed-scan"} & T else ([], 0)
    originals = [p.a.copy() for p in pages] if "show-through" in T else None
    angle = rs.uniform(0.6, 3) * rs.choice([-1, 1]) if "skew" in T else None
    dirt = dirt_on_glass(rs) if "streaks" in T else []
    for k, page in enumerate(pages):
        if "faded" in T:
            page.a = 255 - (255 - page.a) * rs.uniform(0.3, 0.5)
        if "broken-rules" in T:
            broken_rules(page, rs)
        if originals:
            back = originals[(k + 1) % len(originals)][:, ::-1]
            if back.shape == page.a.shape:
                back = ndimage.gaussian_filter(back, (2, 2, 0))
                page.a = page.a * (1 - (255 - back) / 255 * rs.uniform(0.1, 0.2))
        paper(page, rs)
        if "seal-table" in T and k == fullest:
            for _ in range(rs.randint(1, 3)):
                stamp(page, rs, truth["report"]["organization"] or "", rs.uniform(0.3, 0.9), rs.uniform(0.25, 0.85))
        if "seal-text" in T and k == len(pages) - 1:
            ys = np.nonzero((page.a.min(axis=2) < 120).any(axis=1))[0]
            y = ys[-1] / page.shape[0] if len(ys) else 0.5
            stamp(page, rs, truth["report"]["organization"] or "", rs.uniform(0.62, 0.8), max(0.1, y - 0.03))
        if "curl" in T:
            curl(page, rs)
        tilt = angle + rs.uniform(-0.3, 0.3) if angle is not None else rs.uniform(-0.35, 0.35)
        rotate(page, tilt)
        blur(page, page.dpi / 200 * (rs.uniform(0.9, 1.3) if "blur" in T else rs.uniform(0.3, 0.5)))
        if "uneven-light" in T:
            page.a = page.a * smooth(rs, page.shape, max(page.shape) // 2, 0.7, 1.05)[:, :, None].clip(0.66, 1)
        if "dark-edges" in T:
            dark_edges(page, rs)
        if "speckle" in T:
            speckle(page, rs)
        streaks(page, dirt)
        sigma = rs.uniform(7, 15) if "noise" in T else rs.uniform(1, 3)
        page.a = page.a + rs.normal(0, sigma, page.a.shape).astype(np.float32)
        if "scan-upside-down" in T:
            turn(page, 2)
        elif "scan-sideways" in T:
            turn(page, 1 if rs.rand() < 0.5 else 3)


def picture(page, T, rs):
    """What the scanner hands over: gray, colour, or one bit."""
    a = page.a.clip(0, 255).astype(np.uint8)
    if {"scan-fax", "scan-jbig2"} & T:
        level = float(np.percentile(a, 95)) * rs.uniform(0.6, 0.72)
        return Image.fromarray((a[:, :, 0] > level).astype(np.uint8) * 255).convert("1")
    return Image.fromarray(a if a.shape[2] == 3 else a[:, :, 0])


def encode(image, dpi, quality, jpx=False):
    out = io.BytesIO()
    if image.mode == "1":
        image.save(out, "TIFF", compression="group4", dpi=(dpi, dpi))
    elif jpx:
        image.save(out, "JPEG2000", quality_mode="rates", quality_layers=[1000 / quality], irreversible=True)
    else:
        image.save(out, "JPEG", quality=quality, dpi=(dpi, dpi))
    return out.getvalue()


def group4(image):
    """The bare T.6 data of a 1-bit picture, black is 1."""
    out, usual = io.BytesIO(), TiffImagePlugin.STRIP_SIZE
    TiffImagePlugin.STRIP_SIZE = 2 ** 31  # one strip
    # Pillow writes such pictures with photometric interpretation 1, whose runs of "black" are its zeros' opposite.
    ImageChops.invert(image).save(out, "TIFF", compression="group4")
    TiffImagePlugin.STRIP_SIZE = usual
    with Image.open(out) as tiff:
        (offset,), (length,) = tiff.tag_v2[273], tiff.tag_v2[279]
    return out.getvalue()[offset:offset + length]


class Assembly:
    """A PDF put together from pictures, page by page."""

    def __init__(self):
        self.doc = pikepdf.new()

    def image(self, data, width, height, **entries):
        return self.doc.make_indirect(pikepdf.Stream(self.doc, data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image,
                                                     Width=width, Height=height, **entries))

    def page(self, size, dpi, images):
        """images: (image, box in pixels from the top left)."""
        w, h = (72 * v / dpi for v in size)
        content, names = "", pikepdf.Dictionary()
        for k, (image, (x0, y0, x1, y1)) in enumerate(images):
            names["/I%d" % k] = image
            content += "q %.4f 0 0 %.4f %.4f %.4f cm /I%d Do Q\n" % ((x1 - x0) * 72 / dpi, (y1 - y0) * 72 / dpi, x0 * 72 / dpi, h - y1 * 72 / dpi, k)
        self.doc.pages.append(pikepdf.Page(pikepdf.Dictionary(
            Type=pikepdf.Name.Page, MediaBox=[0, 0, w, h], Resources=pikepdf.Dictionary(XObject=names),
            Contents=pikepdf.Stream(self.doc, content.encode()))))


def jpeg_image(pdf, image, quality):
    name = pikepdf.Name.DeviceRGB if image.mode == "RGB" else pikepdf.Name.DeviceGray
    return pdf.image(encode(image, 72, quality), image.width, image.height, BitsPerComponent=8, ColorSpace=name, Filter=pikepdf.Name.DCTDecode)


def assemble(images, dpi, T, quality, target):
    """What some scanners and their programs make of a page: not one JPEG, but JBIG2, strips, or layers."""
    pdf = Assembly()
    for image in images:
        w, h = image.size
        whole = (0, 0, w, h)
        if "scan-jbig2" in T:
            parts = [(pdf.image(jbig2.encode(image), w, h, BitsPerComponent=1, ColorSpace=pikepdf.Name.DeviceGray, Filter=pikepdf.Name.JBIG2Decode), whole)]
        elif "scan-strips" in T:
            cuts = list(range(0, h, h // 7 + 1)) + [h]
            parts = [(jpeg_image(pdf, image.crop((0, a, w, b)), quality), (0, a, w, b)) for a, b in zip(cuts, cuts[1:])]
        else:
            # Dark ink through a stencil at full resolution, everything else coarse behind it.
            gray = np.asarray(image.convert("L"), dtype=np.float32)
            dark = gray < 0.62 * np.percentile(gray, 95)
            ground = np.asarray(image, dtype=np.float32).copy()
            ground[dark] = np.percentile(ground.reshape(-1, ground.shape[2]) if ground.ndim == 3 else ground.ravel(), 90, axis=0)
            coarse = Image.fromarray(ground.astype(np.uint8)).resize((max(1, w // 3), max(1, h // 3)), Image.BOX)
            stencil = Image.fromarray(np.where(dark, 0, 255).astype(np.uint8)).convert("1")
            parms = pikepdf.Dictionary(K=-1, Columns=w, Rows=h, BlackIs1=False)
            parts = [(jpeg_image(pdf, coarse, quality), whole),
                     (pdf.image(group4(stencil), w, h, BitsPerComponent=1, ImageMask=True, Filter=pikepdf.Name.CCITTFaxDecode, DecodeParms=parms), whole)]
        pdf.page(image.size, dpi, parts)
    pdf.doc.save(target)


def apply(j, pdf, target, truth):
    T = set(j.traits)
    rs = np.random.RandomState(j.rng.randrange(2 ** 32))
    dpi = next((int(t[5:]) for t in T if t in ("scan-150", "scan-200", "scan-300")), 200)
    color = "scan-color" in T
    pages = rasterise(pdf, dpi, color)
    degrade(pages, T, rs, pdf, truth)
    quality = int(rs.uniform(30, 45)) - 6 * j.small if "jpeg-low" in T or j.small else int(rs.uniform(50, 85))
    images = [picture(p, T, rs) for p in pages]
    if "scan-tiff" in T:
        options = {"compression": "group4"} if "scan-fax" in T else {"compression": "jpeg", "quality": quality}
        images[0].save(target, "TIFF", save_all=True, append_images=images[1:], dpi=(dpi, dpi), **options)
        return
    if {"scan-jbig2", "scan-strips", "scan-layers"} & T:
        assemble(images, dpi, T, quality, target)
    else:
        data = [encode(i, dpi, quality, "scan-jpx" in T) for i in images]
        size = img2pdf.get_layout_fun(tuple(img2pdf.in_to_pt(v / dpi) for v in images[0].size)) if "scan-jpx" in T else img2pdf.default_layout_fun
        with open(target, "wb") as f, contextlib.redirect_stdout(io.StringIO()):  # it prints about TIFF strips
            f.write(img2pdf.convert(data, layout_fun=size))
    if {"wrong-ocr-layer", "right-ocr-layer"} & T:
        layer(pdf, target, rs, "wrong-ocr-layer" in T)
    if "mixed-scan" in T:
        keep, _ = table_pages(pdf)
        with pikepdf.open(target, allow_overwriting_input=True) as scanned, pikepdf.open(pdf) as digital:
            for k in range(len(digital.pages)):
                if k not in keep:
                    scanned.pages[k] = digital.pages[k]
            scanned.save(target)


def layer(pdf, target, rs, wrong):
    """Text behind the picture as a bad OCR program leaves it."""
    from pdfminer.high_level import extract_pages
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen import canvas

    from .redraw import walk
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    confused = "己已日曰未末土士入人干千太大兔免末侯候"
    data = io.BytesIO()
    out = canvas.Canvas(data, invariant=1)
    rate = 0.2 if wrong else 0.01
    for page in extract_pages(pdf, laparams=None):
        out.setPageSize((page.width, page.height))
        chars = []
        walk(page, chars, [])
        for c in chars:
            text = c.get_text()
            if not text.strip() or text.startswith("(cid"):
                continue
            if rs.rand() < rate:
                text = str(rs.randint(0, 10)) if text.isdigit() else rs.choice(list(confused)) if rs.rand() < 0.7 else rs.choice(list("ZOq5lI|·"))
            t = out.beginText(c.x0, c.matrix[5])
            t.setTextRenderMode(3)
            t.setFont("STSong-Light", max(3, c.size))
            t.textOut(str(text))
            out.drawText(t)
        out.showPage()
    out.save()
    data.seek(0)
    with pikepdf.open(target, allow_overwriting_input=True) as doc, pikepdf.open(data) as text:
        for k, page in enumerate(doc.pages):
            if k < len(text.pages):
                page.add_underlay(text.pages[k])
        doc.save(target)
