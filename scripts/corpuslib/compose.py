# SPDX-License-Identifier: GPL-3.0-or-later
"""From a seed and traits to a report: blocks that a renderer lays out, and the truth about them."""
import random
import re

from . import figures, forms, words
from .traits import TRAITS


class Cell:
    def __init__(self, text="", kind="label", cols=1, rows=1, pointer=None):
        self.text, self.kind, self.cols, self.rows, self.pointer = text, kind, cols, rows, pointer
        self.vertical = False  # one character a line


class Grid:
    """A printed table: rows of anchor cells, as HTML has them."""

    def __init__(self, key, widths):
        self.key, self.widths, self.rows, self.header, self.picture = key, widths, [], 0, False
        self.merged_header = True

    def add(self, *cells):
        self.rows.append(list(cells))


class Block:
    """kind: title subtitle docno addressee para subheading heading note sign date center table break cover contents spacer."""

    def __init__(self, kind, text="", grid=None, **extra):
        self.kind, self.text, self.grid, self.extra = kind, text, grid, extra


class Report:
    pass


SONG = ["Noto Serif CJK SC", "AR PL SungtiL GB", "AR PL UMing CN", "FandolSong"]
FANG = ["FandolFang"]
KAI = ["AR PL KaitiM GB", "AR PL UKai CN", "LXGW WenKai", "FandolKai"]
HEI = ["WenQuanYi Zen Hei", "Noto Sans CJK SC", "WenQuanYi Micro Hei", "FandolHei"]


def _style(rng, T):
    s = {}
    s["body"] = rng.choice(FANG * 5 + SONG + KAI[:3])
    s["title"] = rng.choice(["Noto Serif CJK SC", "FandolSong", "Noto Serif CJK SC", "WenQuanYi Zen Hei"])
    s["heading"] = rng.choice(HEI)
    s["subheading"] = rng.choice(KAI)
    s["table"] = rng.choice(SONG * 2 + FANG * 3 + KAI[:2] + HEI[:2])
    s["latin"] = rng.choice(["", "Liberation Serif", "Liberation Serif", "Liberation Sans"])
    s["size"] = rng.choice([14, 16, 16, 16])
    s["leading"] = rng.choice([1.4, 1.5, 1.6, 1.75])
    s["table_size"] = rng.choice([9, 10, 10.5, 10.5, 12])
    if "small-print" in T:
        s["table_size"] = rng.choice([6, 6.5, 7])
    if "large-print" in T:
        s["table_size"] = rng.choice([13, 14])
    s["margin"] = rng.choice([(37, 28, 35, 26), (30, 26, 30, 26), (25, 20, 25, 20), (25, 30, 25, 30)])
    s["align"] = "left" if "left-figures" in T else "right" if "right-figures" in T else "center"
    s["header_bg"] = rng.choice(["#c6d9f1", "#d9d9d9", "#deeaf6", "#fff2cc", "#1f4e79"]) if "colored-headers" in T else None
    s["rule"] = rng.choice([0.5, 0.75, 1.0, 1.5])
    s["landscape"] = "landscape" in T
    s["page_number"] = rng.choice(["- %s -", "— %s —", "%s", "第%s页", "－%s－"]) if "page-numbers" in T else None
    s["number_align"] = rng.choice(["center", "center", "right", "left"])
    s["watermark"] = rng.choice(["政务公开专用", "仅供查阅", "信息公开"]) if "watermark" in T else None
    return s


def _variant_numeral(rng, numeral, T, dot):
    if numeral.endswith("."):
        return numeral[:-1] + (rng.choice([".", "．", "、", ". "]) if "label-variants" in T and rng.random() < 0.3 else dot)
    if "label-variants" in T and numeral.startswith("（") and rng.random() < 0.4:
        return "(" + numeral[1:-1] + ")" + rng.choice(["", " "])
    return numeral


def _label(rng, node, T):
    text = node.labels[0]
    if "label-variants" in T and rng.random() < 0.35:
        text = rng.choice(node.labels)
        if "“" in text and rng.random() < 0.6:
            text = text.replace("“", "").replace("”", "")
        if rng.random() < 0.25 and 2 <= len(text) <= 6:
            k = rng.randrange(1, len(text))
            text = text[:k] + " " + text[k:]
        elif rng.random() < 0.12 and len(text) > 8:  # a character lost in print
            k = rng.randrange(2, len(text) - 2)
            text = text[:k] + text[k + 1:]
    elif len(node.labels) > 1 and node.id == "NORMATIVE" and rng.random() < 0.4:
        text = rng.choice(node.labels)
    return text


class Composer:
    def __init__(self, seed, traits, number, brief=False):
        self.brief = brief  # little prose: small files
        self.rng = random.Random("%s/%s" % (seed, number))
        self.T, self.traits = set(traits), list(traits)
        self.cells, self.flags, self.printed = {}, {}, {}

    # ---- figures -------------------------------------------------------------------------

    def figures(self):
        rng, T, form = self.rng, self.T, self.form
        table = form.tables["applications"]
        drop = set()
        other = next(r for r in table.rows if r.kind == "EITHER")
        undivided = next(r for r in table.rows if r.kind == "UNDIVIDED")
        parts = [r for r in table.children(table.rows, other.id) if r.kind == "LEAF"]
        if self.undivided:
            drop.update(r.id for r in parts)
        else:
            drop.add(undivided.id)
        self.dropped = drop
        outcome = [r for r in table.leaves_below(table.rows, other.parent) if r.id not in drop]
        self.absent_rows = []
        drawn = outcome
        if "no-other-row" in T:
            self.absent_rows = [parts[-1]]
            drawn = [r for r in outcome if r is not parts[-1]]
        self.cells.update(figures.disclosure(rng, form.tables["disclosure"], self.size))
        busy = "county" if self.size == "township" and T & {"blanked-cell", "dropped-row"} else self.size
        self.cells.update(figures.applications(rng, table, busy, drawn))
        self.cells.update(figures.review(rng, form.tables["review_litigation"], self.size))
        if "dropped-row" in T:
            total = next(c for c in table.columns if c.kind == "TOTAL")
            self.absent_rows.append(rng.choice([r for r in drawn if self.cells[table.pointer(r, total)] != "0"]))
        for r in self.absent_rows:
            for c in table.columns:
                if c.figures:
                    p = table.pointer(r, c)
                    self.cells[p], self.flags[p] = None, "absent"

    def break_arithmetic(self):
        rng, T = self.rng, self.T
        table = self.form.tables["applications"]
        rows = [r for r in table.rows if r.figures and r.id not in self.dropped and r not in self.absent_rows]
        leaf = [c for c in table.columns if c.kind == "LEAF"]
        total = next(c for c in table.columns if c.kind == "TOTAL")

        def bump(p):
            v = int(self.cells[p])
            self.cells[p] = str(rng.choice([x for x in (v + 1, v + 10, v - 1, v // 10, v * 10) if x != v and x >= 0]))

        if "wrong-total" in T:
            for _ in range(rng.choice([1, 1, 2])):
                bump(table.pointer(rng.choice(rows), total))
        if "wrong-cell" in T:
            bump(table.pointer(rng.choice(rows), rng.choice(leaf)))
        if "wrong-equation" in T:
            new = table.row(table.equations[0][0])
            c = rng.choice(leaf)
            v = rng.randrange(1, 4)
            for column in (c, total):
                p = table.pointer(new, column)
                self.cells[p] = str(int(self.cells[p]) + v)
        if "wrong-review" in T:
            t = self.form.tables["review_litigation"]
            totals = [c for c in t.columns if c.kind == "TOTAL"]
            for c in rng.sample(totals, rng.choice([1, 2])):
                p = t.pointer(t.rows[0], c)
                self.cells[p] = "0" if self.cells[p] != "0" and rng.random() < 0.5 else str(int(self.cells[p]) + rng.randrange(1, 6))

    def print_cells(self):
        """What stands in each cell; may turn a value to null."""
        rng, T = self.rng, self.T
        dash = rng.choice(["/", "-", "—", "——", "－", "----", "\\", "–", "―"])
        for p, v in list(self.cells.items()):
            if v is None:
                continue
            total = p.endswith("/total") or "/outcomes/total/" in p
            if v == "0":
                text = None
                if "blank-zeros" in T and not total or "blank-all-zeros" in T:
                    text = rng.choice(["", "", " ", "\u3000"])
                elif "dash-zeros" in T and not ("applications" in p and total):
                    text = dash
                elif "wu-zeros" in T and "applications" not in p:
                    text = "无"
                if text is not None:
                    self.blank(p, text)
                    continue
            self.printed[p] = self.notation(v)
        if "some-blanks" in T:
            keys = [p for p, v in self.cells.items() if v == "0"]
            for p in rng.sample(keys, min(len(keys), rng.randrange(1, 9))):
                self.blank(p, rng.choice(["", "", "/", "—", "无", "-"]))
        if "blanked-cell" in T:
            keys = [p for p, v in self.cells.items() if v not in (None, "0") and p in self.printed and "/disclosure/" not in p
                    and "/total" not in p]
            self.blank(rng.choice(keys), rng.choice(["", "", " ", "/", "—"]))
        self.annotate()

    def blank(self, p, text):
        self.cells[p], self.flags[p], self.printed[p] = None, "blank", text

    def notation(self, v):
        rng, T = self.rng, self.T
        minus = v.startswith("-")
        digits = v.lstrip("-")
        if ("thousands" in T or "thousands-full" in T) and "." not in digits:
            digits = "{:,}".format(int(digits))
            if "thousands-full" in T:
                digits = digits.replace(",", "，")
        if "fullwidth-digits" in T:
            digits = digits.translate({ord(str(d)): chr(0xff10 + d) for d in range(10)})
        if "spaced-digits" in T and len(digits) > 1 and "." not in digits:
            digits = " ".join(digits)
        if minus:
            digits = rng.choice(["减", "-", "-", "－"]) + digits
        if "nbsp-figures" in T:
            digits = "\u00a0" + digits
        return digits

    def annotate(self):
        rng, T = self.rng, self.T
        table = self.form.tables["disclosure"]
        if "annotated" in T:
            keys = [p for p, v in self.cells.items() if v and v != "0" and "/disclosure/" in p and "." not in v
                    and not p.endswith("/amount") and not v.startswith("-")]
            for p in rng.sample(keys, min(len(keys), rng.choice([1, 1, 2]))):
                n = rng.randrange(1, max(2, int(self.cells[p]) + 1))
                self.printed[p] += rng.choice(["（其中修订%d件）", "（含自然失效%d件）", "（其中联合制发%d件）", "(含上年%d件)"]) % n
                self.flags[p] = "annotated"
        if "unit-in-cell" in T:
            for column in table.columns:
                if column.unit:
                    for row in table.rows:
                        p = table.pointer(row, column)
                        if p in self.cells and self.cells[p] and self.cells[p] != "0":
                            self.money_unit(p)
        if "unit-in-header" in T:
            self.money_header()
        if "unit-everywhere" in T:
            for p, v in self.cells.items():
                if "/disclosure/" in p and v and not p.endswith("/amount") and p not in self.flags:
                    self.printed[p] += "件"
                    self.flags[p] = "annotated"

    def money_unit(self, p):
        rng = self.rng
        v = self.cells[p]
        self.flags[p] = "annotated"
        if rng.random() < 0.4:
            self.printed[p] += "万元"
            return
        yuan = rng.randrange(1, 99999999)  # in 元, printed whole
        self.printed[p] = self.notation(str(yuan)) + "元"
        text = "%d.%04d" % divmod(yuan, 10000)
        self.cells[p] = text.rstrip("0").rstrip(".")

    def money_header(self):
        """The fee in 元, as its header says: the cell has the figure alone."""
        table = self.form.tables["disclosure"]
        for column in table.columns:
            for row in table.rows if column.unit else []:
                p = table.pointer(row, column)
                if p in self.cells and self.cells[p] and self.cells[p] != "0":
                    yuan = self.rng.randrange(1, 99999999)
                    self.printed[p] = self.notation(str(yuan))
                    self.flags[p] = "annotated"
                    self.cells[p] = ("%d.%04d" % divmod(yuan, 10000)).rstrip("0").rstrip(".")

    def unit_label(self, column, label):
        return column.labels[0].replace(column.unit, "元") if "unit-in-header" in self.T and column.unit else label

    # ---- tables --------------------------------------------------------------------------

    def value(self, p):
        return Cell(self.printed.get(p, ""), "value", pointer=p)

    def head(self, text, cols=1, rows=1):
        if "spaced-labels" in self.T and 2 < len(text) < 7:
            text = " ".join(text)
        if "broken-column-labels" in self.T and len(text) > 2 and self.rng.random() < 0.6:
            k = self.rng.randrange(1, len(text))
            text = text[:k] + "\n" + text[k:]
            if len(text) > 5 and self.rng.random() < 0.4:
                k = self.rng.randrange(1, len(text))
                if "\n" not in (text[k - 1], text[k]):
                    text = text[:k] + "\n" + text[k:]
        return Cell(text, "head", cols, rows)

    def table2(self):
        rng, T = self.rng, self.T
        table = self.form.tables["disclosure"]
        space = rng.choice(["", " ", ""])
        widest = max(len(b.columns) for b in table.blocks) + 1
        grids, grid = [], None
        for block in table.blocks:
            if grid is None or "separate-blocks" in T:
                grid = Grid("disclosure", [1.6] + [1] * (widest - 1))
                grids.append(grid)
            columns = self.beside(block.columns)
            spans = [1] * (len(columns) + 1)
            spans[-1] += widest - len(spans)
            title = block.title.replace("条第", "条" + space + "第")
            if "label-variants" in T and rng.random() < 0.3:
                title = title.replace("（", "(").replace("）", ")")
            if "empty-header-cells" in T and rng.random() < 0.5:
                grid.add(Cell(title, "block"), *[Cell("", "block") for _ in range(widest - 1)])
            else:
                grid.add(Cell(title, "block", widest))
            grid.add(self.head(table.head, spans[0]),
                     *[self.head(self.unit_label(c, _label(rng, c, T)), s) for c, s in zip(columns, spans[1:])])
            for r in block.rows:
                cells = [Cell(_label(rng, r, T), "label", spans[0])]
                for c, s in zip(columns, spans[1:]):
                    cells.append(self.value(table.pointer(r, c)))
                    cells[-1].cols = s
                grid.add(*cells)
        if "extra-empty-row" in T and rng.random() < 0.4:
            grid.add(*[Cell("", "value") for _ in range(widest)])
        return grids

    def beside(self, columns):
        """Columns of one group, two of them exchanged where the trait asks for it."""
        columns = list(columns)
        if "columns-reordered" in self.T and len(columns) > 1 and self.rng.random() < 0.6:
            i, j = self.rng.sample(range(len(columns)), 2)
            columns[i], columns[j] = columns[j], columns[i]
        return columns

    def order(self, rows):
        rows = list(rows)
        if "rows-reordered" in self.T and len(rows) > 2 and self.rng.random() < 0.6:
            i, j = self.rng.sample(range(len(rows)), 2)
            rows[i], rows[j] = rows[j], rows[i]
        return rows

    def table3(self):
        rng, T = self.rng, self.T
        table = self.form.tables["applications"]
        leaf = [c for c in table.columns if c.figures]
        narrow = "narrow-columns" in T
        widths = [1.0, 1.4, 4.2] + [0.78 if narrow else 1.15] * len(leaf)
        if narrow:
            widths = [0.9, 1.5, 5.4] + [0.62] * len(leaf)
        grid = Grid("applications", widths)
        dot = rng.choice([".", ".", "．", "、", ". "])
        top = next(c for c in table.columns if c.parent is None)
        group = next(c for c in table.columns if c.kind == "GROUP" and c is not top)
        inner = self.beside(table.leaves_below(table.columns, group.id))
        moved = iter(inner)
        leaf = [next(moved) if c in inner else c for c in leaf]
        stub = "" if "empty-header-cells" in T and rng.random() < 0.3 else table.stub[0]
        beside = [n for n in table.columns if n.parent == top.id]
        tall = rng.choice([[beside[-1]], [beside[0], beside[-1]]]) if "tall-header" in T else []
        grid.add(Cell(stub, "stub", 3, 3), *[self.head(c.labels[0], 1, 3) for c in tall[:-1]],
                 self.head(top.labels[0], len(leaf) - len(tall)), *[self.head(c.labels[0], 1, 3) for c in tall[-1:]])
        row, below = [], []
        for c in beside:
            if c in tall:
                continue
            if c is group:
                row.append(self.head(c.labels[0], len(inner)))
                below += [self.head(_label(rng, i, T)) for i in inner]
            elif "empty-header-cells" in T and rng.random() < 0.4:
                row.append(self.head(_label(rng, c, T)))
                below.insert(0 if not below else len(below), Cell("", "head"))
            else:
                row.append(self.head(_label(rng, c, T), 1, 2))
        grid.rows.append(row)
        grid.rows.append(below)
        grid.header = 3

        def figures_of(r):
            return [self.value(table.pointer(r, c)) for c in leaf]

        def name(n):
            return _variant_numeral(rng, n.numeral, T, dot) + _label(rng, n, T)

        def renumbered(rows):
            """Numerals follow the printed order, labels move."""
            out = []
            for r, n in zip(self.order(rows), rows):
                out.append((r, _variant_numeral(rng, n.numeral, T, dot) + _label(rng, r, T)))
            return out

        def printed(rows):
            return [r for r in rows if r.id not in self.dropped and r not in self.absent_rows]

        for r in [n for n in table.rows if n.parent is None]:
            if r.kind != "GROUP":
                grid.add(Cell(name(r), "label", 3), *figures_of(r))
                continue
            stub_cell = Cell(name(r), "group")
            stub_cell.vertical = "vertical-labels" in T
            first = len(grid.rows)
            for c in [n for n in table.rows if n.parent == r.id]:
                if c.kind == "EITHER" and self.undivided:
                    c = next(n for n in table.children(table.rows, c.id) if n.kind == "UNDIVIDED")
                children = printed(table.children(table.rows, c.id)) if c.kind in ("GROUP", "EITHER") else []
                if not children:
                    grid.add(Cell(name(c), "label", 2), *figures_of(c))
                    continue
                cell = Cell(name(c), "group", 1, len(children))
                cell.vertical = "vertical-labels" in T and rng.random() < 0.5
                for k, (leaf_row, text) in enumerate(renumbered(children)):
                    grid.add(*([cell] if not k else []), Cell(text, "label"), *figures_of(leaf_row))
            stub_cell.rows = len(grid.rows) - first
            grid.rows[first].insert(0, stub_cell)
        if "extra-empty-row" in T:
            grid.add(*[Cell("", "value") for _ in widths])
        return grid

    def table4(self):
        rng, T = self.rng, self.T
        table = self.form.tables["review_litigation"]
        leaf = [c for c in table.columns if c.figures]
        grid = Grid("review_litigation", [1] * len(leaf))
        parents = list(dict.fromkeys(c.parent for c in leaf))
        exchanged = "columns-reordered" in T and rng.random() < 0.5
        if exchanged:  # the two groups of litigation
            parents[-2:] = parents[:-3:-1]
        leaf = [c for parent in parents for c in self.beside(c for c in leaf if c.parent == parent)]
        tops = [c for c in table.columns if c.parent is None]
        row, second, third = [], [], []
        for t in tops:
            groups = [c for c in table.columns if c.parent == t.id and not c.figures]
            n = len(leaf) * (1 if not groups else 0) or 0
            n = sum(1 for c in leaf if c.parent == t.id or any(c.parent == g.id for g in groups))
            deep = bool(groups)
            row.append(self.head(t.labels[0], n, 1 if deep else 2))
            for g in groups[::-1] if exchanged else groups:
                second.append(self.head(_label(rng, g, T), sum(1 for c in leaf if c.parent == g.id)))
        for c in leaf:
            text = _label(rng, c, T)
            if rng.random() < 0.4 and len(text) == 4:
                text = text[:2] + "\n" + text[2:]
            third.append(Cell(text, "head"))
        grid.rows = [row, second, third]
        grid.header = 3
        grid.add(*[self.value(table.pointer(table.rows[0], c)) for c in leaf])
        if "extra-empty-row" in T and rng.random() < 0.5:
            grid.add(*[Cell("", "value") for _ in leaf])
        return grid

    # ---- the report ----------------------------------------------------------------------

    def compose(self):
        rng, T = self.rng, self.T
        self.size = rng.choice(["township", "township", "township", "department", "department", "county", "county", "city"])
        if "narrow-columns" in T or "thousands" in T or "thousands-full" in T or "spaced-digits" in T:
            self.size = rng.choice(["city", "city", "county"])
        self.form_name = "2019" if "form-2019" in T else "2021"
        self.form = forms.Form(self.form_name)
        self.undivided = "form-2019" in T or "undivided-other" in T
        if "form-2019" in T:
            year = rng.choice([2021, 2022, 2023]) if "form-year-untied" in T else rng.choice([2019, 2020])
        else:
            year = 2020 if "form-year-untied" in T else rng.choice([2021, 2022, 2023, 2024, 2025])
        self.year = year
        self.org, self.we, self.upper = words.office(rng, self.size)
        self.figures()
        self.break_arithmetic()
        self.print_cells()
        r = Report()
        r.style = _style(rng, T)
        r.traits = self.traits
        r.blocks = []
        self.style_prose = "spaced" if "spaced-prose" in T else "plain"
        self.prose = words.Prose(rng, self.we, year, self.style_prose)
        self.truth = {"preamble": [], "sections": []}
        self.front(r)
        missing_section = rng.choice(["problems", "other_matters", "overview"]) if "missing-section" in T else None
        self.missing_table = rng.choice(["disclosure", "applications", "review_litigation"]) if "missing-table" in T else None
        self.body(r, missing_section)
        self.sign(r)
        if "contents" in T:
            self.contents(r)
        if "cover" in T:
            r.blocks[0:0] = [Block("cover", self.title_lines(), date=self.date_text if self.published else "", org=self.org)]
        if "web-chrome" in T:
            r.blocks[0:0] = [Block("chrome", rng.choice(["首页 > 政务公开 > 法定主动公开内容 > 年度报告", "当前位置：首页 / 信息公开年报"])),
                             Block("chrome", "字号：大 中 小　打印　收藏　浏览次数：%d" % rng.randrange(20, 3000))]
            r.blocks.append(Block("chrome", rng.choice(["扫一扫在手机打开当前页", "关闭窗口　返回顶部", "主办：%s　网站标识码：%d" % (self.org, rng.randrange(10 ** 9, 10 ** 10))])))
        r.truth = self.make_truth(missing_section)
        r.title, r.org, r.year = self.title, self.org, year
        r.header_text = self.title if rng.random() < 0.6 else self.org
        return r

    def title_lines(self):
        return self.title_printed

    def front(self, r):
        rng, T = self.rng, self.T
        y = words.han_year(self.year) if "han-year" in T else str(self.year)
        kind = rng.choice(["政府信息公开工作年度报告"] * 6 + ["政府信息公开年度报告", "政府信息公开工作报告"])
        word = rng.choice(["年", "年", "年度"])
        if kind.startswith("政府信息公开工作报告"):
            word = "年度"
        if word == "年度" and "年度报告" in kind:
            kind = "政府信息公开工作报告" if rng.random() < 0.3 else kind
        if "title-no-org" in T:
            parts = [y + word, kind]
        elif "title-year-first" in T:
            parts = [y + word, self.org, kind]
        else:
            parts = [self.org, y + word, kind]
        self.title = "".join(parts)
        lines = parts[0] + ("\n" if rng.random() < 0.4 and len(parts) == 3 else "") + "".join(parts[1:])
        if len(self.title) > 24 and "\n" not in lines:
            k = lines.index("政府信息公开") if rng.random() < 0.6 else len(lines) - rng.choice([4, 6])
            lines = lines[:k] + "\n" + lines[k:]
        if rng.random() < 0.3:
            lines = lines.replace(str(self.year), str(self.year) + " ")
        self.title_printed = lines
        month, day = rng.choice([1, 1, 1, 2, 3]), rng.randrange(3, 29)
        self.published = "%d-%02d-%02d" % (self.year + 1, month, day) if {"sign", "date-under-title"} & T else None
        if "han-date" in T:
            self.date_text = "%s年%s月%s日" % (words.han_year(self.year + 1), words.han_number(month), words.han_number(day))
        else:
            s = " " if rng.random() < 0.3 else ""
            self.date_text = s.join([str(self.year + 1), "年", str(month), "月", str(day), "日"])
        self.issuer = None
        if "docno" in T:
            r.blocks.append(Block("docno", "%s政公开〔%d〕%d号" % (self.org[0], self.year + 1, rng.randrange(1, 90))))
        r.blocks.append(Block("title", lines))
        if "date-under-title" in T:
            r.blocks.append(Block("subtitle", rng.choice(["（%s）", "%s", "发布日期：%s"]) % self.date_text))
        if "addressee" in T:
            r.blocks.append(Block("addressee", rng.choice(["市人民政府办公室：", "区政务公开办公室：", self.upper + "政务公开领导小组："])))
        if rng.random() < 0.85:
            for text in self.prose.preamble(self.org, self.upper):
                self.para(r, text, self.truth["preamble"])

    def para(self, r, text, into, kind="para"):
        r.blocks.append(Block(kind, text))
        into.append(words.layout(text))

    def heading_text(self, k, ident, labels, numeral):
        rng, T = self.rng, self.T
        text = labels[0]
        if "heading-variants" in T:
            text = rng.choice(labels)
            if rng.random() < 0.25 and len(text) > 5:
                i = rng.randrange(1, len(text) - 1)
                text = text[:i] + rng.choice([text[i - 1:i], ""]) + text[i:] if rng.random() < 0.5 else text[:i] + text[i + 1:]
        if "numbering-shifted" in T:
            numeral = "一二三四五六七八"[(k + self.shift) % 8] + "、" if k >= self.shift_from else numeral
        if self.heading_space:
            text = " " + text
        return numeral + text

    def body(self, r, missing_section):
        rng, T = self.rng, self.T
        self.shift, self.shift_from = rng.choice([1, 7]), rng.randrange(0, 5)
        self.heading_space = rng.random() < 0.1
        length = rng.choice([1, 2, 2, 3, 4]) if not self.brief else 1
        entries = [e for e in forms.sections() if e[0] != missing_section]
        if "sections-swapped" in T and len(entries) > 5:
            entries[3], entries[4] = entries[4], entries[3]
        tables = {"disclosure": self.table2, "applications": lambda: [self.table3()], "review_litigation": lambda: [self.table4()]}
        for k, (ident, labels, numeral) in enumerate(entries):
            if "sections-swapped" in T and rng.random() < 0.7:
                numeral = forms.sections()[k][2]
            text = self.heading_text(k, ident, labels, numeral)
            r.blocks.append(Block("heading", text, id=ident))
            section = {"id": ident, "heading": words.layout(text), "paragraphs": []}
            self.truth["sections"].append(section)
            paragraphs = section["paragraphs"]
            if ident not in tables:
                printed = self.prose.section(ident, length)
                if self.brief and ident == "overview":
                    printed = printed[:3]
                for p in printed:
                    self.para(r, p, paragraphs, "subheading" if len(p) < 14 and p.startswith("（") else "para")
                    if ident == "overview" and "heading-twice" in T and len(paragraphs) == 2:
                        r.blocks.append(Block("heading", text, id=ident))
                continue
            if "prose-around-tables" in T and rng.random() < 0.6:
                self.para(r, self.prose.paragraph(1), paragraphs)
            if ident == self.missing_table:
                if rng.random() < 0.5:
                    self.para(r, "本年度情况详见附件。", paragraphs)
            else:
                grids = tables[ident]()
                for g, grid in enumerate(grids):
                    if "picture-tables" in T or "picture-table" in T and ident == self.picture_of():
                        grid.picture = True
                    if g:
                        r.blocks.append(Block("spacer"))
                    self.place(r, grid, ident)
            if "notes" in T and rng.random() < 0.6 and ident != self.missing_table:
                self.para(r, rng.choice(["注：表内数据由各承办单位汇总，以年末统计为准。", "注：本表数据含下属单位。",
                                         "备注：收费金额按实际入库数填列。", "注：1.计量口径与上年一致；2.空格表示未发生。"]), paragraphs, "note")
            if "prose-around-tables" in T and rng.random() < 0.4:
                self.para(r, self.prose.paragraph(1), paragraphs)
            if "narrative-differs" in T and ident == "applications":
                self.para(r, "全年共收到申请%d件，已答复%d件。" % (rng.randrange(1, 99), rng.randrange(1, 99)), paragraphs)

    def picture_of(self):
        if not hasattr(self, "_picture"):
            self._picture = self.rng.choice(["disclosure", "applications", "review_litigation"])
        return self._picture

    def place(self, r, grid, ident):
        """Puts the grid into the flow, cut by a page break where a trait asks for it."""
        rng, T = self.rng, self.T
        turn = "landscape-table" in T and ident == "applications"
        if turn:
            r.blocks.append(Block("turn", landscape=True))
        parts = [grid]
        if not grid.picture:
            if ident == "applications" and "split-row" in T:
                parts = self.split(grid, rng.randrange(grid.header, len(grid.rows)))
            elif ident == "applications" and "split-in-group" in T:
                inside = [k for k in range(grid.header + 1, len(grid.rows)) if len(open_groups(grid, k)) == 2]
                parts = self.split(grid, rng.choice(inside))
            elif ident == "applications" and "split-in-label" in T:
                rows = [k for k in range(grid.header, len(grid.rows)) if len(self.label_of(grid.rows[k]).text) > 10]
                parts = self.split_label(grid, rng.choice(rows))
            elif ident == "disclosure" and "orphan-title" in T:
                titles = [k for k, row in enumerate(grid.rows) if row[0].kind == "block" and k]
                if titles:
                    parts = self.split(grid, rng.choice(titles) + 1)
        for k, part in enumerate(parts):
            if k:
                r.blocks.append(Block("break"))
            r.blocks.append(Block("table", grid=part))
        if turn:
            r.blocks.append(Block("turn", landscape=False))

    @staticmethod
    def label_of(row):
        return next((c for c in row if c.kind == "label"), row[0])

    def split(self, grid, at, cut_labels=True):
        rng, T = self.rng, self.T
        first, second = Grid(grid.key, grid.widths), Grid(grid.key, grid.widths)
        first.header = grid.header
        crossing = open_groups(grid, at)
        first.rows = [list(row) for row in grid.rows[:at]]
        second.rows = [list(row) for row in grid.rows[at:]]
        for k, (row, cell, left) in enumerate(crossing):
            rest = Cell("", cell.kind, cell.cols, left)
            rest.vertical = cell.vertical
            text = cell.text
            mode = "cut" if "split-in-group" in T and k == len(crossing) - 1 else rng.choice(["none", "none", "cut"])
            if "repeated-stub" in T and k == 0:
                mode = "again"
            if mode == "cut" and len(text) > 3:
                n = rng.randrange(2, len(text))
                text, rest.text = text[:n], text[n:]
            elif mode == "again":
                rest.text = text
            short = Cell(text, cell.kind, cell.cols, cell.rows - left)
            short.vertical = cell.vertical
            first.rows[row][first.rows[row].index(cell)] = short
            second.rows[0].insert(k, rest)
        if "repeated-header" in T and grid.header:
            second.rows[0:0] = [list(row) for row in grid.rows[:grid.header]]
            second.header = grid.header
        return [first, second]

    def split_label(self, grid, at):
        """The label of row at is cut in two, its figures stand on either side."""
        rng = self.rng
        first, second = self.split(grid, at)
        skip = second.header
        row = second.rows[skip]
        label = self.label_of(row)
        n = rng.randrange(4, len(label.text) - 2)
        upper = rng.random() < 0.5  # figures above the break
        head, tail = [], []
        for c in row:
            if c is label:
                a, b = Cell(c.text[:n], "label", c.cols), Cell(c.text[n:], "label", c.cols)
                head.append(a)
                tail.append(b)
            elif c.kind == "value":
                head.append(Cell(c.text if upper else "", "value", pointer=c.pointer))
                tail.append(Cell("" if upper else c.text, "value", pointer=c.pointer))
            else:
                tail.append(c)
        # The groups that were open go on above the break for one more row.
        for k, cell, _ in open_groups(grid, at):
            first.rows[k][grid.rows[k].index(cell)].rows += 1
        opened = [c for c in row if c.kind == "group"]
        already = sum(1 for _ in open_groups(grid, at))
        fresh = opened[already:]
        for c in fresh:
            copy = Cell(c.text, c.kind, c.cols, 1)
            copy.vertical = c.vertical
            c.text = ""
            head.insert(fresh.index(c), copy)
        first.rows.append(head)
        second.rows[skip] = tail
        return [first, second]

    def sign(self, r):
        if "sign" in self.T:
            self.issuer = self.org if self.rng.random() < 0.7 or "title-no-org" in self.T else self.org.replace("人民政府办公室", "人民政府")
            r.blocks.append(Block("sign", self.issuer))
            r.blocks.append(Block("date", self.date_text))

    def contents(self, r):
        entries = [b.text for b in r.blocks if b.kind == "heading"]
        at = 0 if self.rng.random() < 0.7 or "docno" in self.T else next(k for k, b in enumerate(r.blocks) if b.kind == "title") + 1
        page, pages = 1, []
        for _ in entries:
            pages.append(page)
            page += self.rng.choice([0, 1, 1, 2])
        r.blocks[at:at] = [Block("contents", entries, pages=pages), Block("break")]

    def make_truth(self, missing_section):
        T = self.T
        absent = [self.missing_table] if self.missing_table else []
        cells = {p: v for p, v in self.cells.items() if p.split("/")[2] not in absent}
        flags = {p: v for p, v in self.flags.items() if p in cells}
        failures, passed, failed, skipped, judged = figures.check(self.form, cells, absent_tables=absent)
        status = "verified"
        if failures or any(v == 0 for v in judged.values()):
            status = "review"
        if absent or missing_section:
            status = "incomplete"
        organization = self.org if "title-no-org" not in T else self.issuer
        return {
            "traits": self.traits, "producer": "", "reason": "",
            "report": {"title": self.title, "organization": organization, "year": self.year, "issuer": self.issuer,
                       "published": self.published, "form": None if "disclosure" in absent else self.form_name},
            "status": status, "tables_missing": absent, "sections_missing": [missing_section] if missing_section else [],
            "checks": {"passed": passed, "failed": failed, "skipped": skipped},
            "cells": cells, "flags": flags,
            "printed": {p: t for p, t in self.printed.items() if p in cells and t != cells[p]},
            "failures": failures, "preamble": self.truth["preamble"], "sections": self.truth["sections"],
        }


def open_groups(grid, at):
    """[(row index, cell, rows left)] of the merged cells that cross above row at."""
    found = []
    for k, row in enumerate(grid.rows[:at]):
        for c in row:
            if c.rows > 1 and k + c.rows > at and c.kind == "group":
                found.append((k, c, k + c.rows - at))
    return found
