/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/gj-rows.h"

/* Reports with known figures, made without any page. */

/** gj_sample_new: all tables and sections there, every cell a printed 0, relations checked. */
GjReport *gj_sample_new (GjEdition edition, gboolean undivided);

/** gj_sample_slot: index of the slot with JSON pointer @pointer, given without its leading "/tables/"; aborts if there
 * is none. */
guint gj_sample_slot (const GjForm *form, const char *pointer);

/** gj_sample_put: sets a cell as a page that prints @text would. Relations are not checked again. */
void gj_sample_put (GjReport *report, guint slot, const char *text);

/** gj_sample_set: the same by pointer, as in gj_sample_slot(). */
void gj_sample_set (GjReport *report, const char *pointer, const char *text);

/** gj_sample_randomize: figures at random for which every relation holds; most are 0, as in print. */
void gj_sample_randomize (GjReport *report, GRand *rand);

/* The places of figures in table 三 of a form: its items. */
typedef struct {
  int rows[32], columns[GJ_MAX_COLUMNS];
  guint n_rows, n_columns;
} GjSampleTable;

/** gj_sample_applications: the rows and columns with figures of table 三 of the 2021 form, （六） divided. */
GjSampleTable gj_sample_applications (void);

/** gj_sample_read_text: the report of extracted text, one line of it for each of @text. Returns: (transfer full). */
GjReport *gj_sample_read_text (const char *text);
