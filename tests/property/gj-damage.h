/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tests/property/gj-print.h"

/*
 * What bad tools do to extracted text, and whether anybody could notice.
 *
 * A damaged text may say something else, and say it well: where a row without anything but 0 is lost, it looks like the text of
 * a report that does not print this row. Nobody who sees that text alone could know, and so it is no error of a
 * program to read what stands there. Exactly: a reading is what a text says if printing that reading gives the rows of this very text.
 */

/* What was done to a text. */
typedef struct {
  GString *names;  /* for people */
  GjReport *meant; /* what was printed, with the figures of rows exchanged whose labels or figures were */
  guint blanked;   /* cells without their text, which look blank */
  guint lost;      /* rows of which nothing may be left */
} GjDamage;

/** gj_damage_clear: frees what @damage holds. */
void gj_damage_clear (GjDamage *damage);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GjDamage, gj_damage_clear)

/** gj_damage_text: one more damage to the tables of @text: cells run together or torn, lost, doubled or moved; the same with rows, lines
 * and headings; figures or labels exchanged; other marks between cells. @damage: has names and meant set. Returns: (transfer full). */
char *gj_damage_text (const char *text, GRand *rand, GjDamage *damage);

/** gj_damage_explains: whether @read has what @damage left to be read in @text: the figures of its meant, but as many cells as were
 * blanked are blank, and rows that are nowhere in @text are absent. */
gboolean gj_damage_explains (const GjDamage *damage, const char *text, const GjReport *read);

/** gj_damage_exchange_columns: exchanges two labels of columns in the header of a table of @text, whole ones that are not the same. @table, @a, @b
 * (out): which items of @form. Returns: (transfer full) (nullable): NULL if none is there to exchange. */
char *gj_damage_exchange_columns (const char *text, const GjForm *form, GRand *rand, guint *table, int *a, int *b);

/** gj_damage_is_reading: whether @text says what @read has, where it differs from what was meant: @print is what printing @read gives, @meant what
 * printing the other gives. The rows in which these differ must be in @text as @print has them, and not as @meant has them. Where they stand does not
 * count, for their labels tell which they are. @full: every cell that differs has a figure; then the marks between them do not count either. */
gboolean gj_damage_is_reading (const char *text, const char *print, const char *meant, gboolean full);
