# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds scripts/corpuslib."""
import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "scripts"))
