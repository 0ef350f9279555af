# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures of an invented office, consistent by construction, and the relations between them."""
from decimal import Decimal

# How busy an office is: (chance that a cell is not 0, largest ordinary figure)
SIZES = {"township": (0.06, 4), "department": (0.12, 15), "county": (0.3, 80), "city": (0.6, 3800)}


def _small(rng, chance, top):
    if rng.random() >= chance:
        return 0
    return int(min(top, 1 + rng.expovariate(1 / max(1.0, top / 4))))


def applications(rng, table, size, rows):
    """Values of table 三. rows: the leaf outcome rows that are printed."""
    chance, top = SIZES[size]
    values = {}
    leaf_columns = [c for c in table.columns if c.kind == "LEAF"]
    total_column = next(c for c in table.columns if c.kind == "TOTAL")
    new, carried, total, forward = [table.row(i) for i in table.equations[0]]
    # Busy rows differ from report to report.
    weight = {r.id: rng.choice([0.1, 0.3, 0.6, 1.0, 1.6]) for r in rows}
    if rows:
        weight[rows[0].id] = 2.5
    for c in leaf_columns:
        share = 1.0 if c is leaf_columns[0] else rng.choice([0.05, 0.15, 0.3])
        done = 0
        for r in rows:
            v = _small(rng, min(0.95, chance * weight[r.id] * (share ** 0.5)),
                       max(1, int(top * share * weight[r.id] / 2.5)))
            values[r, c] = v
            done += v
        after = _small(rng, chance, max(1, int(top * share / 12)))
        before = min(done + after, _small(rng, chance, max(1, int(top * share / 15))))
        values[total, c], values[forward, c] = done, after
        values[carried, c], values[new, c] = before, done + after - before
    for r in rows + [new, carried, total, forward]:
        values[r, total_column] = sum(values[r, c] for c in leaf_columns)
    return {table.pointer(r, c): str(v) for (r, c), v in values.items()}


def review(rng, table, size):
    chance, top = SIZES[size]
    row, values = table.rows[0], {}
    for c in table.columns:
        if c.kind == "TOTAL":
            below = table.leaves_below(table.columns, c.parent)
            values[table.pointer(row, c)] = str(sum(int(values[table.pointer(row, b)]) for b in below))
        elif c.kind == "LEAF":
            values[table.pointer(row, c)] = str(_small(rng, min(0.9, chance * 1.2), max(2, top // 12)))
    return values


def _big(rng, size):
    top = {"township": 60, "department": 5000, "county": 90000, "city": 4000000}[size]
    if rng.random() < (0.5 if size == "township" else 0.12):
        return 0
    return int(rng.random() ** 3 * top)


def money(rng, size):
    """A fee or a sum in 万元, with the digits an office might print."""
    if rng.random() < (0.6 if size == "township" else 0.25):
        return "0"
    whole = int(rng.random() ** 2 * {"township": 20, "department": 900, "county": 9000, "city": 120000}[size])
    places = rng.choice([0, 0, 1, 2, 2, 2, 3, 4, 6])
    if not places:
        return str(max(1, whole))
    return "%d.%0*d" % (whole, places, rng.randrange(10 ** places))


def disclosure(rng, table, size):
    values = {}
    for block in table.blocks:
        for r in block.rows:
            for c in block.columns:
                p = table.pointer(r, c)
                if c.key == "amount":
                    v = money(rng, size)
                elif c.key == "change":
                    v = str(rng.choice([0, 0, 0, rng.randrange(1, 40), -rng.randrange(1, 90)]))
                elif c.key in ("decisions",):
                    v = str(_big(rng, size))
                elif r.key == "regulations":
                    v = str(rng.randrange(0, 30) if size == "city" and rng.random() < 0.6 else 0)
                elif c.key in ("in_force", "total_disclosed", "previous_items"):
                    v = str(rng.randrange(0, {"township": 6, "department": 40, "county": 160, "city": 420}[size]))
                else:
                    v = str(_small(rng, 0.6, {"township": 3, "department": 8, "county": 40, "city": 130}[size]))
                values[p] = v
    return values


def relations(form, cells, absent_tables=()):
    """[(kind, [left pointers], [right pointers])] over the pointers that exist in cells."""
    found = []

    def has(*pointers):
        return all(p in cells for p in pointers)

    table = form.tables["applications"]
    if table.key not in absent_tables:
        rows = [r for r in table.rows if r.figures]
        total = next(c for c in table.columns if c.kind == "TOTAL")
        leaves = [c for c in table.columns if c.kind == "LEAF"]
        rows = [r for r in rows if has(table.pointer(r, total))]
        for r in rows:
            found.append(("row", [table.pointer(r, total)], [table.pointer(r, c) for c in leaves]))
        sum_row = next(r for r in table.rows if r.kind == "TOTAL")
        parts = [r for r in table.leaves_below(table.rows, sum_row.parent) if r in rows]
        new, carried, done, forward = [table.row(i) for i in table.equations[0]]
        for c in leaves + [total]:
            found.append(("column", [table.pointer(sum_row, c)], [table.pointer(r, c) for r in parts]))
        for c in leaves + [total]:
            found.append(("printed", [table.pointer(new, c), table.pointer(carried, c)],
                          [table.pointer(done, c), table.pointer(forward, c)]))
    table = form.tables["review_litigation"]
    if table.key not in absent_tables:
        for c in table.columns:
            if c.kind == "TOTAL":
                found.append(("row", [table.pointer(table.rows[0], c)],
                              [table.pointer(table.rows[0], b) for b in table.leaves_below(table.columns, c.parent)]))
    return found


def check(form, cells, unread=(), absent_tables=()):
    """Returns (failures as sorted pointer lists, passed, failed, skipped, table → judged relations)."""
    failures, passed, skipped, judged = [], 0, 0, {}
    for kind, left, right in relations(form, cells, absent_tables):
        name = left[0].split("/")[2]
        judged.setdefault(name, 0)
        needed = [left[0]] if kind != "printed" else [left[0], right[0]]
        if any(cells[p] is None for p in needed) or any(p in unread for p in left + right):
            skipped += 1
            continue
        judged[name] += 1
        a = sum(Decimal(cells[p] or "0") for p in left)
        b = sum(Decimal(cells[p] or "0") for p in right)
        if a == b:
            passed += 1
        else:
            failures.append(sorted(left + right))
    return sorted(failures), passed, len(failures), skipped, judged
