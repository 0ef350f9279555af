# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads normalize/forms/*.def, the only place where a label of a form is written."""
import os
import re

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FORMS = os.path.join(ROOT, "normalize", "forms")
_CALL = re.compile(r'GJ_([A-Z_]+)\s*\(((?:[^()"]|"(?:[^"\\]|\\.)*")*)\)')
_ARG = re.compile(r'"((?:[^"\\]|\\.)*)"|([A-Za-z0-9_]+)')


class Node:
    """A row or a column: kind is GROUP, LEAF, TOTAL, EITHER or UNDIVIDED."""

    def __init__(self, ident, parent, kind, key, labels, numeral=""):
        self.id, self.parent, self.kind, self.key = ident, parent, kind, key
        self.labels, self.numeral, self.unit = labels.split("|"), numeral, None

    @property
    def figures(self):
        return self.kind in ("LEAF", "TOTAL", "UNDIVIDED")


class Block:
    def __init__(self, title):
        self.title, self.columns, self.rows = title, [], []


class Table:
    def __init__(self, ident, key, title):
        self.id, self.key, self.title = ident, key, title
        self.columns, self.rows, self.blocks, self.equations = [], [], [], []
        self.stub = self.head = None

    def _node(self, nodes, ident):
        return next((n for n in nodes if n.id == ident), None)

    def row(self, ident):
        return self._node(self.rows, ident)

    def column(self, ident):
        return self._node(self.columns, ident)

    def children(self, nodes, ident):
        return [n for n in nodes if n.parent == ident]

    def _keys(self, nodes, node):
        keys = []
        while node is not None:
            if node.key:
                keys.insert(0, node.key)
            node = self._node(nodes, node.parent)
        return keys

    def pointer(self, row, column):
        return "/".join(["/tables", self.key] + self._keys(self.rows, row)
                        + self._keys(self.columns, column))

    def leaves_below(self, nodes, ident):
        """Every node with figures of its own below ident, totals left out."""
        found = []
        for n in self.children(nodes, ident):
            if n.kind in ("LEAF", "UNDIVIDED"):
                found.append(n)
            elif n.kind in ("GROUP", "EITHER"):
                found += self.leaves_below(nodes, n.id)
        return found


class Form:
    def __init__(self, name):
        self.name, self.tables = name, {}
        table = block = None
        for macro, args in _calls(os.path.join(FORMS, name + ".def")):
            if macro == "TABLE":
                table, block = Table(*args), None
                self.tables[table.key] = table
            elif macro == "HEAD":
                table.head = args[1]
            elif macro == "STUB":
                table.stub = args[1].split("|")
            elif macro == "BLOCK":
                block = Block(args[1])
                table.blocks.append(block)
            elif macro == "COLUMN":
                node = Node(*args)
                table.columns.append(node)
                if block:
                    block.columns.append(node)
            elif macro == "ROW":
                node = Node(*args)
                table.rows.append(node)
                if block:
                    block.rows.append(node)
            elif macro == "UNIT":
                table.column(args[0]).unit = args[1]
            elif macro == "EQUATION":
                table.equations.append(args)


def _calls(path):
    with open(path, encoding="utf-8") as f:
        text = f.read()
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    for line in re.split(r"(?m)^(?=#include)", text):
        m = re.match(r'#include "([^"]+)"', line)
        if m:
            yield from _calls(os.path.join(ROOT, m.group(1)))
            line = line[m.end():]
        for call in _CALL.finditer(line):
            args = [a.group(1) if a.group(1) is not None else
                    (None if a.group(2) in ("NULL", "NONE") else a.group(2))
                    for a in _ARG.finditer(call.group(2))]
            yield call.group(1), args


def sections():
    """[(id, [headings], numeral)] in the form's order."""
    return [(a[1], a[2].split("|"), a[3])
            for m, a in _calls(os.path.join(FORMS, "sections.def")) if m == "SECTION"]
