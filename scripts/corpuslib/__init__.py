# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws annual reports whose truth is known, and renders them with real producers."""
