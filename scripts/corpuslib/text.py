# SPDX-License-Identifier: GPL-3.0-or-later
"""A report as extracted text: what an extraction tool leaves of it in .txt, .md and .tsv."""


def matrix(grid, T, rng):
    """Rows of texts. A merged cell is its text and empty cells; "compact" tools leave only one empty cell."""
    width = len(grid.widths)
    compact = "text-compact" in T
    rows, covered = [], {}
    for k, row in enumerate(grid.rows):
        out, todo, column = [], list(row), 0
        while column < width:
            if (k, column) in covered:
                span = covered[k, column]
                out += [""] * (1 if compact else span)
                column += span
                continue
            cell = todo.pop(0)
            for below in range(1, cell.rows):
                covered[k + below, column] = cell.cols
            text = cell.text.replace("\n", " " if rng.random() < 0.3 else "").replace("\u3000", " ").strip()
            out += [text] + [""] * ((min(1, cell.cols - 1)) if compact else cell.cols - 1)
            column += cell.cols
        rows.append(out)
    for row in rows:
        if compact and len(row) < width:
            row += [""] * (width - len(row))
    return rows


def page_break(grid, rows, rng):
    """Table 三 cut by a page: the row at the break lost or gained a leading cell, or its label is in two pieces."""
    inside = [k for k, row in enumerate(grid.rows) if k > grid.header + 3 and row[0].kind == "label" and row[0].cols == 1 and len(row[0].text) > 7]
    if not inside:
        return rows
    k = rng.choice(inside)
    row = rows[k]
    label = next(i for i, t in enumerate(row) if t)
    figures = row[label + 1:]
    out = [list(r) for r in rows[:k]]
    kind = rng.choice(["lost", "cut", "lost-after"])
    width = len(row)
    if kind == "lost":
        out.append(([row[label], ""] + figures + [""] * width)[:width])
        out.append(None)
        out += rows[k + 1:]
    elif kind == "cut":
        n = rng.randrange(4, len(row[label]) - 1)
        out.append(([row[label][:n], ""] + figures + [""] * width)[:width])
        out.append(None)
        out.append([""] * label + [row[label][n:]] + [""] * (width - label - 1))
        out += rows[k + 1:]
    else:
        out.append(row)
        out.append(None)
        out += [r[1:] if r[0] == "" else r for r in rows[k + 1:]]
    return out


def table(grid, T, rng, style):
    rows = matrix(grid, T, rng)
    if grid.key == "applications" and "text-page-break" in T:
        rows = page_break(grid, rows, rng)
    if grid.key == "applications" and "text-shifted-row" in T:
        at = [i for i, r in enumerate(grid.rows) if any("总计" in c.text.replace(" ", "") or "合计" in c.text for c in r if c.kind == "label")]
        for k, r in enumerate(rows):
            if at and r and grid.rows[at[-1]][0].text.replace("\n", "").strip() in r:
                texts = [c.text for c in grid.rows[at[-1]]]
                rows[k] = (texts + [""] * len(r))[:len(r)]
    out = []
    if style == "pipes":
        for k, row in enumerate(rows):
            if row is None:
                out.append("")
                continue
            out.append("| " + " | ".join(t.replace("|", "/") for t in row) + " |")
            if not k:
                out.append("|" + "|".join("---" for _ in row) + "|")
        return "\n".join(out)
    if style == "tabs":
        return "\n".join("" if row is None else "\t".join(row) for row in rows)
    for row in rows:  # one cell a line
        out += [t for t in row or [] if t]
    return "\n".join(out)


def wrap(text, rng, width):
    """Lines as a page had them, with its spaces around figures."""
    return [text[k:k + width] for k in range(0, len(text), width)]


def render(report, rng):
    """Returns (suffix, text)."""
    T = set(report.traits)
    style = next((s for t, s in (("text-pipes", "pipes"), ("text-tabs", "tabs"), ("text-cells", "cells")) if t in T), None)
    style = style or rng.choice(["pipes", "tabs"])
    out = []
    width = rng.randrange(24, 34)
    for b in report.blocks:
        if b.kind == "table":
            out.append(table(b.grid, T, rng, style))
        elif b.kind in ("break", "spacer", "turn"):
            continue
        elif b.kind == "cover":
            out += [b.text, b.extra["org"], b.extra["date"]]
        elif b.kind == "contents":
            out.append("目  录")
            out += ["%s%s%d" % (t, "." * 30, p) for t, p in zip(b.text, b.extra["pages"])]
        else:
            text = b.text
            if b.kind == "title":
                out.append(("# " + text.replace("\n", "") if "text-hashes" in T else text.replace("\n", "\n\n" if rng.random() < 0.5 else "\n")))
            elif b.kind == "heading" and "text-hashes" in T:
                out.append(rng.choice(["## ", "## ", "### "]) + text)
            elif b.kind == "subheading" and "text-hashes" in T:
                out.append("### " + text)
            elif "text-wrapped" in T and b.kind in ("para", "note"):
                out.append(("\n\n" if rng.random() < 0.6 else "\n").join(wrap(text, rng, width)))
            elif "text-page-break" in T and b.kind == "para" and len(text) > 60 and rng.random() < 0.25:
                k = rng.randrange(20, len(text) - 20)
                while text[k - 1] in "。；！？：" or text[k] in "（一二三四五六七八九十、。，；" or text[k - 1].isdigit() or text[k].isdigit():
                    k += 1
                    if k >= len(text) - 2:
                        break
                out.append(text[:k].strip() + "\n\n" + text[k:].strip())
            else:
                out.append(text)
    suffix = ".md" if "text-hashes" in T or style == "pipes" and rng.random() < 0.3 else ".tsv" if style == "tabs" and rng.random() < 0.1 else ".txt"
    gap = "\n" if rng.random() < 0.1 and style != "cells" else "\n\n"
    head = "\n\n" if rng.random() < 0.3 else "\ufeff" if rng.random() < 0.1 else ""
    end = "\r\n" if rng.random() < 0.1 else "\n"
    return suffix, (head + gap.join(out) + "\n").replace("\n", end)
