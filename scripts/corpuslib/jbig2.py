# SPDX-License-Identifier: GPL-3.0-or-later
"""A 1-bit picture as an embedded JBIG2 stream (ITU-T T.88). No Debian package of this release encodes it."""
import struct

import numpy as np

# T.88, table E.1: probability, next state after the more and after the less probable symbol, whether they change places.
STATES = [tuple(int(v, 16 if k == 0 else 10) for k, v in enumerate(s.split())) for s in (
    "5601 1 1 1,3401 2 6 0,1801 3 9 0,0AC1 4 12 0,0521 5 29 0,0221 38 33 0,5601 7 6 1,5401 8 14 0,4801 9 14 0,3801 10 14 0,"
    "3001 11 17 0,2401 12 18 0,1C01 13 20 0,1601 29 21 0,5601 15 14 1,5401 16 14 0,5101 17 15 0,4801 18 16 0,3801 19 17 0,"
    "3401 20 18 0,3001 21 19 0,2801 22 19 0,2401 23 20 0,2201 24 21 0,1C01 25 22 0,1801 26 23 0,1601 27 24 0,1401 28 25 0,"
    "1201 29 26 0,1101 30 27 0,0AC1 31 28 0,09C1 32 29 0,08A1 33 30 0,0521 34 31 0,0441 35 32 0,02A1 36 33 0,0221 37 34 0,"
    "0141 38 35 0,0111 39 36 0,0085 40 37 0,0049 41 38 0,0025 42 39 0,0015 43 40 0,0009 44 41 0,0005 45 42 0,0001 45 43 0,"
    "5601 46 46 0").split(",")]
# T.88, figure 3: the pixels of template 0, adaptive ones at their usual places.
TEMPLATE = [(-1, 0), (-2, 0), (-3, 0), (-4, 0), (3, -1), (2, -1), (1, -1), (0, -1), (-1, -1), (-2, -1), (-3, -1),
            (2, -2), (1, -2), (0, -2), (-1, -2), (-2, -2)]


class Coder:
    """The arithmetic encoder of T.88, annex E.2."""

    def __init__(self):
        self.a, self.c, self.ct, self.out = 0x8000, 0, 12, bytearray(1)

    def byte(self):
        if self.out[-1] != 0xFF and self.c >= 0x8000000:
            self.out[-1] += 1
            self.c &= 0x7FFFFFF
        shift = 20 if self.out[-1] == 0xFF else 19
        self.out.append(self.c >> shift)
        self.c &= (1 << shift) - 1
        self.ct = 27 - shift

    def code(self, contexts, bits):
        index, mps = [0] * 65536, [0] * 65536
        for cx, bit in zip(contexts, bits):
            qe, more, less, switch = STATES[index[cx]]
            self.a -= qe
            if bit == mps[cx]:
                if self.a & 0x8000:
                    self.c += qe
                    continue
                if self.a < qe:
                    self.a = qe
                else:
                    self.c += qe
                index[cx] = more
            else:
                if self.a < qe:
                    self.c += qe
                else:
                    self.a = qe
                if switch:
                    mps[cx] ^= 1
                index[cx] = less
            while not self.a & 0x8000:
                self.a <<= 1
                self.c <<= 1
                self.ct -= 1
                if not self.ct:
                    self.byte()

    def finish(self):
        top = self.c + self.a
        self.c |= 0xFFFF
        if self.c >= top:
            self.c -= 0x8000
        for _ in range(2):
            self.c <<= self.ct
            self.byte()
        return bytes(self.out[1:]).removesuffix(b"\xff") + b"\xff\xac"


def encode(image):
    """Page information and one generic region. image: a Pillow picture of mode 1."""
    black = ~np.asarray(image, dtype=bool)
    h, w = black.shape
    room = np.pad(black, ((2, 0), (4, 3))).astype(np.uint16)
    contexts = np.zeros((h, w), np.uint16)
    for k, (dx, dy) in enumerate(TEMPLATE):
        contexts |= room[2 + dy:2 + dy + h, 4 + dx:4 + dx + w] << k
    coder = Coder()
    coder.code(contexts.ravel().tolist(), black.ravel().astype(int).tolist())
    size = struct.pack(">II", w, h)
    page = size + bytes(8) + b"\0" + bytes(2)
    region = size + bytes(8) + b"\0" + b"\0" + bytes.fromhex("03fffdff02fefefe") + coder.finish()
    return b"".join(struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data for number, (kind, data) in enumerate([(48, page), (38, region)]))
