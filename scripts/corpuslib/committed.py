# SPDX-License-Identifier: GPL-3.0-or-later
"""The reports of corpus/: small, few, and each with the reason why it is there."""

SEED = "committed"
C, W, L, D, R, X = "chromium", "wkhtmltopdf", "libreoffice-html", "libreoffice-docx", "redrawn", "text"

REPORTS = [
    ("plain-docx", D, "page-numbers sign", "The ordinary case: what an office suite exports."),
    ("plain-chromium", C, "", "The ordinary case of a browser: its print dialogue."),
    ("plain-wkhtmltopdf", W, "date-under-title", "An old web engine: text in small pieces."),
    ("plain-html-office", L, "", "A web page opened in an office suite; column widths follow the text."),
    ("form-2019", D, "form-2019 page-numbers", "The 2019 form with all its five blocks."),
    ("form-2019-late", D, "form-2019 form-year-untied sign", "The 2019 form in a year of the other: the columns decide, not the year."),
    ("hybrid", D, "undivided-other notes", "The 2021 form with （六）其他处理 in one row."),
    ("form-2021-early", L, "form-year-untied heading-variants", "The 2021 form in a report of 2020."),
    ("blank-data-cells", D, "blank-zeros page-numbers", "Blank means 0 in the data cells but not in the totals: blank stays null."),
    ("blank-everywhere", D, "blank-all-zeros", "Blank totals: relations are skipped, not failed."),
    ("dashes", D, "dash-zeros colored-headers", "A dash is blank, not 0."),
    ("no-data-word", W, "wu-zeros", "无 in a cell is blank."),
    ("some-blanks", D, "some-blanks right-figures", "A few empty cells among figures: nothing may shift into them."),
    ("annotated", D, "annotated notes", "Numbers with a note in the cell, and notes under the table."),
    ("unit-in-cell", D, "unit-in-cell unit-everywhere", "元 in a 万元 column is converted exactly; 件 is a note."),
    ("thousands", D, "thousands", "Thousands separators are notation."),
    ("thousands-full-width", D, "thousands-full", "The same with the Chinese comma."),
    ("full-width-digits", W, "fullwidth-digits spaced-labels left-headers tall-header",
     "Full-width digits are notation; column labels spread, to the left, beside 申请人情况."),
    ("spaced-digits", D, "spaced-digits", "Spaces between the digits of one figure, none between two figures."),
    ("nbsp", D, "nbsp-figures left-figures", "NBSP before the digits, figures to the left."),
    ("wrong-total", D, "wrong-total", "Wrong at the source: kept, and the failing relations are named."),
    ("wrong-cell", D, "wrong-cell split-row", "One wrong figure breaks its row and its column."),
    ("wrong-review", L, "wrong-review", "Totals of table 四 printed wrong."),
    ("wrong-equation", D, "wrong-equation narrative-differs", "The equation that the form prints does not hold; the prose says something else again."),
    ("row-missing", D, "no-other-row label-variants", "3.其他 is not printed: absent, not 0, and the rows below do not move up."),
    ("rows-reordered", D, "rows-reordered", "Rows exchanged under their own numerals: the label decides."),
    ("headings", D, "heading-variants numbering-shifted spaced-prose", "Long wordings, typos and shifted numerals of headings."),
    ("sections-swapped", D, "sections-swapped heading-twice", "Section five before four, one heading printed twice."),
    ("section-missing", D, "missing-section", "A section is missing: incomplete."),
    ("table-missing", D, "missing-table", "A table is missing: incomplete, its member null."),
    ("title-year-first", D, "title-year-first han-year han-date sign", "The year first in the title and in Chinese figures, the date too."),
    ("title-no-office", D, "title-no-org sign docno addressee", "The title names no office: the signature does."),
    ("cover-contents", D, "cover contents running-header page-numbers", "Headings stand in the contents too; the title on the cover too."),
    ("web-page", W, "web-chrome extra-empty-row", "What a web page prints around the article."),
    ("watermark", C, "watermark prose-around-tables", "Watermark letters lie between the figures."),
    ("borderless", C, "borderless", "Tables without any rule."),
    ("borderless-docx", D, "borderless split-row repeated-header", "Without rules and over two pages."),
    ("rules-odd", C, "filled-rules empty-header-cells", "Rules that are gaps in a filled ground; empty header cells."),
    ("rules-faint", W, "horizontal-rules", "Horizontal rules only."),
    ("hairlines", D, "hairlines zebra small-print", "Hairlines, shaded rows, small type."),
    ("narrow", D, "narrow-columns", "Figures that wrap inside their cells."),
    ("narrow-chromium", C, "narrow-columns split-in-group", "The same, with a group label cut by the page."),
    ("vertical", C, "vertical-writing broken-column-labels", "Vertical writing turns punctuation into presentation forms."),
    ("vertical-lines", D, "vertical-labels separate-blocks large-print", "One character a line in the group labels."),
    ("cut-group", D, "split-in-group repeated-stub", "（四）无 on one page, 法提供 on the next; the stub is repeated."),
    ("cut-label", D, "split-in-label page-numbers", "A row label is cut by the page, its figures on one side."),
    ("cut-everywhere", D, "split-every orphan-title", "Short pages: tables over three and more."),
    ("landscape", D, "landscape-table", "Table 三 on a landscape page."),
    ("landscape-all", W, "landscape padding-none letter-spacing", "Everything in landscape, wide letters."),
    ("distilled", W, "distilled", "Passed through ghostscript."),
    ("qpdf-streams", D, "object-streams owner-password", "Object streams and an owner's password: opens without asking."),
    ("linearized-crop", D, "linearized crop-box", "Text outside the crop box does not exist."),
    ("turned", D, "rotate", "/Rotate 90 on every page."),
    ("sideways", C, "sideways", "Pages that lie on their side as displayed."),
    ("head-down", W, "upside-down", "Pages that stand on their head."),
    ("kangxi", D, "kangxi", "Radicals in the text layer are to become ideographs."),
    ("two-reports", C, "two-reports", "Two reports in one file: never verified, never mixed unseen."),
    ("other-pages", D, "extra-pages", "Pages of another document follow."),
    ("predefined-cmap", R, "predefined-cmap", "Fonts not embedded: needs poppler-data."),
    ("shuffled", R, "shuffled char-by-char", "Text order says nothing: characters in shuffled order."),
    ("double-struck", R, "double-struck off-page-text", "Bold by drawing twice; text beyond the page."),
    ("hidden-text", R, "hidden-text", "White and invisible digits beside figures."),
    ("text-pipes", X, "text-pipes text-compact text-shifted-row", "Markdown tables with a slipped row."),
    ("text-tabs", X, "text-tabs text-compact text-page-break sign", "Tabs; a page cut a row and a paragraph."),
    ("text-hashes", X, "text-pipes text-hashes label-variants", "Markdown headings of uneven level."),
    ("text-cells", X, "text-cells text-wrapped", "One cell a line, prose in the lines of the page."),
    ("picture-table", C, "picture-table", "One table is a picture in a page of text."),
    ("picture-tables", D, "picture-tables", "Every table is a picture."),
    ("no-tounicode", L, "no-tounicode", "A text layer that is garbage: only the picture can be read."),
    ("lying-tounicode", D, "lying-tounicode", "A text layer that names other digits than it shows: never verified."),
    ("scan-200-gray", D, "scan-200 scan-gray jpeg-low", "The ordinary scan, low JPEG quality."),
    ("scan-300", D, "scan-300 scan-fax", "Fine, black and white."),
    ("scan-fax", D, "scan-200 scan-fax speckle", "Black and white, G4, specks."),
    ("scan-150-skew", C, "scan-150 scan-gray skew noise", "Coarse, skewed, noisy."),
    ("scan-seals", D, "scan-200 scan-color seal-table seal-text sign", "Red seals over a table and over the signature."),
    ("scan-faded", D, "scan-200 scan-gray faded broken-rules", "Faded print, broken rules."),
    ("scan-upside-down", D, "scan-150 scan-gray scan-upside-down dark-edges", "Upside down, dark edges."),
    ("scan-sideways", D, "scan-200 scan-fax scan-sideways", "Turned by 90 degrees."),
    ("scan-curl", D, "scan-200 scan-gray curl uneven-light", "The sheet did not lie flat."),
    ("scan-through", D, "scan-150 scan-gray show-through blur form-2019", "The back shows through; out of focus."),
    ("scan-wrong-layer", D, "scan-200 scan-fax wrong-ocr-layer", "A wrong invisible text layer: not to be believed."),
    ("scan-right-layer", D, "scan-200 scan-fax right-ocr-layer", "A nearly right text layer: not to be believed either."),
    ("scan-mixed", D, "scan-200 scan-gray mixed-scan", "Only the pages with tables are scanned."),
    ("columns-reordered", D, "columns-reordered", "Columns in another order than the form's: their labels decide."),
    ("unit-in-header", C, "unit-in-header", "The fee in 元, which only the header says."),
    ("text-columns", X, "text-tabs columns-reordered", "Columns in another order in text, which has no places."),
    ("text-blanked", X, "text-pipes blanked-cell", "A figure that is not 0 is left out: a relation says so."),
    ("text-dropped", X, "text-tabs dropped-row", "A row with figures is left out: a relation says so, and it is not 0."),
    ("scan-tiff", D, "scan-200 scan-fax scan-tiff", "A fax server's file: a TIFF with all pages."),
    ("scan-jbig2", C, "scan-200 scan-fax scan-jbig2 streaks", "Black and white as JBIG2; dirt on the glass drew lines down each page."),
    ("scan-jpx", D, "scan-150 scan-gray scan-jpx", "JPEG 2000."),
    ("scan-strips", C, "scan-150 scan-gray jpeg-low scan-strips", "No page is one picture: a scanner that writes in strips."),
    ("scan-layers", D, "scan-200 scan-color scan-layers", "Compact PDF: ink as a mask over a coarse background."),
]


FULL = {"plain-docx", "plain-chromium", "plain-wkhtmltopdf", "plain-html-office", "cover-contents", "text-cells", "text-tabs"}  # all their prose


# TrueType, and small when embedded
FACES = ["WenQuanYi Zen Hei", "AR PL SungtiL GB", "Corpus Fang", "WenQuanYi Micro Hei", "LXGW WenKai", "WenQuanYi Zen Hei", "Corpus Song"]


def few_fonts(style, number):
    """Small files: one face, a second one in every third."""
    style["body"] = FACES[number % len(FACES)]
    style["table"] = style["subheading"] = style["title"] = style["body"]
    if number % 3:
        style["heading"] = style["body"]
    else:
        style["heading"] = "WenQuanYi Zen Hei"
    if number % 2:
        style["latin"] = ""
