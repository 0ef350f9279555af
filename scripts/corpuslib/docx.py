# SPDX-License-Identifier: GPL-3.0-or-later
"""A report as DOCX, written as an office suite would write it: merged cells, footers, sections."""
import base64
import struct
import zipfile
from xml.sax.saxutils import escape

W = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
     'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
     'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
     'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
     'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"')
TWIPS = 56.6929  # per mm


def fonts(style, name):
    latin = style["latin"] or style[name]
    return '<w:rFonts w:ascii="%s" w:hAnsi="%s" w:eastAsia="%s" w:cs="%s"/>' % (latin, latin, style[name], latin)


def run(text, style, font, size, bold=False, color=None):
    props = fonts(style, font) + ("<w:b/>" if bold else "") + ('<w:color w:val="%s"/>' % color if color else "") \
        + '<w:sz w:val="%d"/><w:szCs w:val="%d"/>' % (round(size * 2), round(size * 2))
    parts = []
    for k, line in enumerate(text.split("\n")):
        parts.append("%s<w:t xml:space=\"preserve\">%s</w:t>" % ("<w:br/>" if k else "", escape(line)))
    return "<w:r><w:rPr>%s</w:rPr>%s</w:r>" % (props, "".join(parts))


def paragraph(body, align=None, indent=0, line=None, before=0, after=0, extra=""):
    spacing = '<w:spacing w:before="%d" w:after="%d"%s/>' % (
        before, after, ' w:line="%d" w:lineRule="exact"' % round(line * 20) if line else "")
    ind = '<w:ind w:firstLineChars="200" w:firstLine="%d"/>' % round(indent * 20) if indent else ""
    jc = '<w:jc w:val="%s"/>' % align if align else ""
    # A comma that hangs over the margin is one that LibreOffice sometimes does not draw.
    return '<w:p><w:pPr>%s<w:overflowPunct w:val="0"/>%s%s%s</w:pPr>%s</w:p>' % (extra, spacing, ind, jc, body)


class Writer:
    def __init__(self, report, picture):
        self.r, self.s, self.T, self.picture = report, report.style, set(report.traits), picture
        self.images = []

    def page(self, landscape):
        top, right, bottom, left = self.s["margin"]
        w, h = 210, 297
        if "split-every" in self.T:
            w, h = 210, 148
        if landscape and not self.s["landscape"]:
            w, h, top, right, bottom, left = h, w, right, bottom, left, top
        elif self.s["landscape"]:
            w, h = h, w
        self.width, self.height = w - left - right, h - top - bottom - 10
        refs = ""
        if self.s["page_number"]:
            refs += '<w:footerReference w:type="default" r:id="rIdF"/>'
        if "running-header" in self.T:
            refs += '<w:headerReference w:type="default" r:id="rIdH"/>'
        return ('<w:sectPr>%s<w:pgSz w:w="%d" w:h="%d"%s/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="850" w:footer="990" w:gutter="0"/></w:sectPr>'
                % (refs, w * TWIPS, h * TWIPS, ' w:orient="landscape"' if w > h else "", *[m * TWIPS for m in (top, right, bottom, left)]))

    def text(self, b):
        s = self.s
        size, line = s["size"], s["size"] * s["leading"]
        if b.kind == "title":
            return paragraph(run(b.text, s, "title", 22, True), "center", line=32, after=360)
        if b.kind == "subtitle":
            return paragraph(run(b.text, s, "body", size - 2), "center", line=line)
        if b.kind == "docno":
            return paragraph(run(b.text, s, "body", size), "center", line=line, after=480)
        if b.kind in ("addressee", "chrome"):
            return paragraph(run(b.text, s, "body", size), None, line=line)
        if b.kind == "heading":
            return paragraph(run(b.text, s, "heading", size), None, indent=2 * size, line=line)
        if b.kind == "subheading":
            return paragraph(run(b.text, s, "subheading", size), None, indent=2 * size, line=line)
        if b.kind in ("sign", "date"):
            return paragraph(run(b.text, s, "body", size), "right", line=line, before=400 if b.kind == "sign" else 0)
        if b.kind == "note":
            return paragraph(run(b.text, s, "body", size * 0.8), None, indent=2 * size, line=line)
        return paragraph(run(b.text, s, "body", size), "both", indent=2 * size, line=line)

    def table(self, grid):
        s, T = self.s, self.T
        total = sum(grid.widths)
        widths = [self.width * TWIPS * w / total for w in grid.widths]
        if "borderless" in T:
            edge = '<w:%s w:val="none" w:sz="0" w:space="0" w:color="auto"/>'
        else:
            edge = '<w:%%s w:val="single" w:sz="%d" w:space="0" w:color="%s"/>' % (
                2 if "hairlines" in T else max(4, s["rule"] * 8), "999999" if "hairlines" in T else "000000")
        borders = "".join(edge % side for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
        out = ['<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>%s</w:tblBorders><w:tblLayout w:type="fixed"/>'
               '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>%s</w:tblGrid>'
               % (sum(widths), borders, "".join('<w:gridCol w:w="%d"/>' % w for w in widths))]
        open_cells = {}  # column → (rows left, cell)
        for k, row in enumerate(grid.rows):
            cells, todo, column = [], list(row), 0
            while column < len(widths):
                if column in open_cells:
                    left, cell = open_cells.pop(column)
                    cells.append(self.cell(cell, widths, column, k, "continue"))
                    if left > 1:
                        open_cells[column] = (left - 1, cell)
                else:
                    cell = todo.pop(0)
                    cells.append(self.cell(cell, widths, column, k, "restart" if cell.rows > 1 else None))
                    if cell.rows > 1:
                        open_cells[column] = (cell.rows - 1, cell)
                column += cell.cols
            props = '<w:cantSplit/>' if "split-in-label" not in T else ""
            if k < grid.header and "repeated-header" in T:
                props += "<w:tblHeader/>"
            height = round(s["table_size"] * 20 * 1.6)
            out.append('<w:tr><w:trPr>%s<w:trHeight w:val="%d"/></w:trPr>%s</w:tr>' % (props, height, "".join(cells)))
        out.append("</w:tbl>")
        return "".join(out)

    def cell(self, cell, widths, column, row, merge):
        s, T = self.s, self.T
        width = sum(widths[column:column + cell.cols])
        shade, color = "", None
        if cell.kind in ("block", "head") and s["header_bg"]:
            shade = '<w:shd w:val="clear" w:color="auto" w:fill="%s"/>' % s["header_bg"][1:]
            color = "FFFFFF" if s["header_bg"] == "#1f4e79" else None
        elif "zebra" in T and row % 2:
            shade = '<w:shd w:val="clear" w:color="auto" w:fill="EEEEEE"/>'
        props = '<w:tcW w:w="%d" w:type="dxa"/>' % width
        if cell.cols > 1:
            props += '<w:gridSpan w:val="%d"/>' % cell.cols
        if merge:
            props += '<w:vMerge%s/>' % (' w:val="restart"' if merge == "restart" else "")
        props += shade + '<w:vAlign w:val="center"/>'
        text = "" if merge == "continue" else cell.text
        if cell.vertical and text:
            text = "\n".join(text)
        align = "left" if cell.kind in ("label", "stub", "block", "group") or cell.kind == "head" and "left-headers" in T else s["align"] if cell.kind == "value" else "center"
        body = run(text, s, "table", s["table_size"], color=color) if text else ""
        return "<w:tc><w:tcPr>%s</w:tcPr>%s</w:tc>" % (props, paragraph(body, align, line=s["table_size"] * 1.25))

    def image(self, uri):
        data = base64.b64decode(uri.split(",", 1)[1])
        if uri.startswith("data:image/png"):
            w, h = struct.unpack(">II", data[16:24])
        else:
            w, h = jpeg_size(data)
        self.images.append((uri[11:uri.index(";")], data))
        k = len(self.images)
        cx = round(min(self.width, self.height * w / h) * 36000)  # a taller picture would be cut off by the page
        cy = round(cx * h / w)
        return paragraph('<w:r><w:drawing><wp:inline><wp:extent cx="%d" cy="%d"/><wp:docPr id="%d" name="p%d"/><a:graphic><a:graphicData '
                         'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="%d" name="p%d"/><pic:cNvPicPr/></pic:nvPicPr>'
                         '<pic:blipFill><a:blip r:embed="rIdI%d"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/></a:xfrm>'
                         '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
                         % (cx, cy, k, k, k, k, k, cx, cy))

    def document(self):
        out, sect = [], self.page(False)
        for k, b in enumerate(self.r.blocks):
            if b.kind == "table":
                if b.grid.picture and self.picture:
                    out.append(self.image(self.picture(b.grid)))
                else:
                    out.append(self.table(b.grid))
                    following = self.r.blocks[k + 1].kind if k + 1 < len(self.r.blocks) else ""
                    if following in ("table", "turn", ""):
                        out.append(paragraph("", line=4))
            elif b.kind == "break":
                out.append(paragraph('<w:r><w:br w:type="page"/></w:r>', line=4))
            elif b.kind == "spacer":
                out.append(paragraph("", line=12))
            elif b.kind == "turn":
                out.append(paragraph("", line=4, extra=sect))
                sect = self.page(b.extra["landscape"])
            elif b.kind == "cover":
                out.append(paragraph(run(b.text, self.s, "title", 28, True), "center", before=3000, after=4000))
                out.append(paragraph(run(b.extra["org"], self.s, "body", 18), "center"))
                out.append(paragraph(run(b.extra["date"], self.s, "body", 18) + '<w:r><w:br w:type="page"/></w:r>', "center"))
            elif b.kind == "contents":
                out.append(paragraph(run("目　录", self.s, "body", 20), "center"))
                for text, page in zip(b.text, b.extra["pages"]):
                    out.append(paragraph(run(text, self.s, "body", self.s["size"]) + "<w:r><w:tab/></w:r>" + run(str(page), self.s, "body", self.s["size"]),
                                         extra='<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="%d"/></w:tabs>' % (self.width * TWIPS)))
            else:
                out.append(self.text(b))
        out.append(sect)
        return '<?xml version="1.0" encoding="UTF-8"?><w:document %s><w:body>%s</w:body></w:document>' % (W, "".join(out))


def jpeg_size(data):
    k = 2
    while k < len(data):
        marker, length = data[k + 1], struct.unpack(">H", data[k + 2:k + 4])[0]
        if 0xC0 <= marker <= 0xC3:
            h, w = struct.unpack(">HH", data[k + 5:k + 9])
            return w, h
        k += 2 + length
    raise ValueError("not a JPEG")


def write(report, path, picture=None):
    w = Writer(report, picture)
    document = w.document()
    s = report.style
    types = ['<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
             '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/>',
             '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>']
    rels, parts = [], {}
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    if s["page_number"]:
        before, after = s["page_number"].split("%s")
        field = (run(before, s, "body", 14) if before else "") + '<w:fldSimple w:instr=" PAGE ">%s</w:fldSimple>' % run("1", s, "body", 14) + (run(after, s, "body", 14) if after else "")
        parts["word/footer1.xml"] = '<?xml version="1.0" encoding="UTF-8"?><w:ftr %s>%s</w:ftr>' % (W, paragraph(field, s["number_align"]))
        rels.append('<Relationship Id="rIdF" Type="%sfooter" Target="footer1.xml"/>' % base)
        types.append('<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>')
    if "running-header" in report.traits:
        parts["word/header1.xml"] = '<?xml version="1.0" encoding="UTF-8"?><w:hdr %s>%s</w:hdr>' % (W, paragraph(run(report.header_text, s, "body", 10.5), "center"))
        rels.append('<Relationship Id="rIdH" Type="%sheader" Target="header1.xml"/>' % base)
        types.append('<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>')
    for k, (kind, data) in enumerate(w.images, 1):
        parts["word/media/p%d.%s" % (k, kind)] = data
        rels.append('<Relationship Id="rIdI%d" Type="%simage" Target="media/p%d.%s"/>' % (k, base, k, kind))
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/'
    parts["[Content_Types].xml"] = '<?xml version="1.0" encoding="UTF-8"?><Types %scontent-types">%s</Types>' % (space, "".join(types))
    parts["_rels/.rels"] = '<?xml version="1.0" encoding="UTF-8"?><Relationships %srelationships"><Relationship Id="rId1" Type="%sofficeDocument" Target="word/document.xml"/></Relationships>' % (space, base)
    parts["word/_rels/document.xml.rels"] = '<?xml version="1.0" encoding="UTF-8"?><Relationships %srelationships">%s</Relationships>' % (space, "".join(rels))
    parts["word/document.xml"] = document
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in sorted(parts.items()):
            z.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data)
