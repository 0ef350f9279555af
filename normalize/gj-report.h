/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/forms/gj-form.h"
#include "normalize/gj-number.h"
#include "page/gj-page.h"

/*
 * A report: typed cells, prose, and what was found about them. Findings (flags,
 * failed checks) are data, never errors.
 */

typedef enum {
  GJ_FLAG_BLANK = 1 << 0,
  GJ_FLAG_ABSENT = 1 << 1,
  GJ_FLAG_ANNOTATED = 1 << 2,
  GJ_FLAG_UNREAD = 1 << 3,
  GJ_FLAG_DOUBTFUL = 1 << 4,
  GJ_FLAG_RESOLVED = 1 << 5,
  GJ_FLAG_CONFLICT = 1 << 6,
  GJ_FLAG_CORRECTED = 1 << 7
} GjFlags;
#define GJ_N_FLAGS 8

/** gj_flag_name: "blank", "absent", … for bit @i. */
const char *gj_flag_name (guint i);

typedef struct {
  gboolean found; /* a printed cell stands behind it */
  gboolean has_value;
  GjNumber value;
  gboolean has_alternative; /* OCR: a second reading that the picture supports */
  GjNumber alternative;
  gboolean unsure; /* only its reading is in doubt: where it belongs is certain */
  guint flags;     /* GjFlags */
  char *raw;       /* what was printed, or NULL */
  guint page;      /* from 1; 0: none */
  GjBox box;       /* as displayed; empty for text input */
  guint8 confidence;
  GjSource source;
  gconstpointer origin; /* the grid cell it was read from: to be compared, never followed */
} GjCell;

typedef struct {
  int id; /* index into gj_form_sections */
  char *heading;
  GPtrArray *paragraphs; /* of char* */
} GjSection;

typedef struct {
  char *id;       /* stable: "row:…", "column:…" */
  char *relation; /* readable */
  __int128 left, right;
  GArray *slots; /* of guint: the cells in it */
  int state;     /* 1 holds, 0 fails, -1 skipped */
  guint table;
} GjCheck;

typedef struct {
  guint slot;
  __int128 needed;
} GjSuspect;

/* Something read from a scan outside of the tables that is not certain. */
typedef struct {
  const char *pointer; /* JSON pointer, static */
  char *raw;           /* what was read, with other readings */
  guint page;          /* from 1 */
  GjBox box;           /* as displayed */
} GjDoubt;

typedef struct {
  const GjForm *form;
  gboolean table_found[GJ_N_TABLES];
  gboolean undivided;                              /* （六）其他处理 is printed as one row */
  GjCell *cells;                                   /* one per slot of the form */
  char *title, *organization, *issuer, *published; /* (nullable) */
  int year;                                        /* 0: unknown */
  GPtrArray *preamble;                             /* of char* */
  GPtrArray *sections;                             /* of GjSection */
  GArray *checks;                                  /* of GjCheck */
  GArray *suspects;                                /* of GjSuspect */
  GArray *doubts;                                  /* of GjDoubt */
} GjReport;

GjReport *gj_report_new (const GjForm *form);
void gj_report_free (GjReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GjReport, gj_report_free)
GjSection *gj_section_new (int id, const char *heading);
void gj_section_free (GjSection *section);

/** gj_report_has_slot: whether slot @i is part of this report (its table was found; （六） divided or not). */
gboolean gj_report_has_slot (const GjReport *report, guint i);

/** gj_report_check: evaluates every relation of the form; fills checks and suspects (both emptied first). */
void gj_report_check (GjReport *report);

/** gj_report_count_checks: @passed, @failed, @skipped (out). */
void gj_report_count_checks (const GjReport *report, guint *passed, guint *failed, guint *skipped);

/**
 * gj_report_resolve:
 *
 * Where OCR left a figure of tables 三 and 四 open, lets the form's relations decide: between two readings, or whether the
 * one there is stands. Figures whose row or column is in doubt stay so: relations do not see exchanged rows.
 */
void gj_report_resolve (GjReport *report);

/** gj_report_status: 0 verified, 1 review, 2 incomplete: the first that report.md names. */
int gj_report_status (const GjReport *report);
