/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The official forms as data. Everything that knows a label, a key or a relation
 * is driven by the .def files of this folder: matching, JSON keys and their order,
 * schema, checks and the generated documentation.
 */

typedef enum {
  GJ_ITEM_TABLE,
  GJ_ITEM_STUB,
  GJ_ITEM_HEAD,
  GJ_ITEM_BLOCK,
  GJ_ITEM_COLUMN,
  GJ_ITEM_ROW,
  GJ_ITEM_UNIT,
  GJ_ITEM_EQUATION,
  GJ_ITEM_TABLE_END
} GjItemType;

typedef enum { GJ_KIND_NONE, GJ_KIND_GROUP, GJ_KIND_LEAF, GJ_KIND_TOTAL, GJ_KIND_EITHER, GJ_KIND_UNDIVIDED } GjItemKind;

/* One line of a .def file. Indices are positions in the edition's items; -1 is none. */
typedef struct {
  GjItemType type;
  GjItemKind kind;
  int parent;          /* of a row or column; the column of a UNIT */
  const char *key;     /* JSON key, or NULL */
  const char *labels;  /* printed label and aliases, separated by | */
  const char *numeral; /* the numeral the form prints before a row's label */
  int equation[4];     /* rows: first + second = third + fourth */
} GjFormItem;

/* A value of the form: a row and a column that meet. */
typedef struct {
  guint table;   /* 0-based */
  int row, col;  /* items */
  char *pointer; /* JSON pointer in a report */
} GjSlot;

typedef struct {
  const char *key;   /* JSON key */
  const char *label; /* title */
  guint first, end;  /* items: [first, end) */
} GjFormTable;

#define GJ_N_TABLES 3
enum { GJ_TABLE_DISCLOSURE, GJ_TABLE_APPLICATIONS, GJ_TABLE_REVIEW };

typedef struct {
  const char *id; /* "2021" */
  const GjFormItem *items;
  guint n_items;
  GjFormTable tables[GJ_N_TABLES];
  GArray *slots; /* of GjSlot, in the form's order */
} GjForm;

typedef enum { GJ_EDITION_2021, GJ_EDITION_2019, GJ_N_EDITIONS } GjEdition;

/** gj_form_get: the edition; built at first use, never freed. */
const GjForm *gj_form_get (GjEdition edition);

/** gj_form_slot: index of the slot where @row and @col meet, or -1. */
int gj_form_slot (const GjForm *form, int row, int col);

/** gj_form_block: the BLOCK item that item @i of table 二 stands in, or -1. */
int gj_form_block (const GjForm *form, int i);

/** gj_form_has_values: whether row or column @i carries figures (LEAF, TOTAL, UNDIVIDED). */
gboolean gj_form_has_values (const GjForm *form, int i);

/** gj_form_is_below: whether @i is @ancestor or stands below it. */
gboolean gj_form_is_below (const GjForm *form, int i, int ancestor);

/** gj_form_unit: the unit of a column ("万元"), or NULL. */
const char *gj_form_unit (const GjForm *form, int column);

/** gj_form_is_amount: whether @column holds money, which has fractions; all others count. */
gboolean gj_form_is_amount (const GjForm *form, int column);

/** gj_form_label: the label as the form prints it, without aliases. Returns: (transfer full). */
char *gj_form_label (const GjForm *form, int i, gboolean with_numeral);

/** gj_form_phrases: what the tables of all editions have for words: titles, stubs, labels, without numerals; aliases are
 * separated by |. Columns with a unit are left out. Returns: (transfer none): NULL-terminated, each once; built at first use, never freed. */
const char *const *gj_form_phrases (void);

/* The six sections. */
typedef struct {
  const char *id, *labels, *numeral;
} GjFormSection;
#define GJ_N_SECTIONS 6
extern const GjFormSection gj_form_sections[GJ_N_SECTIONS];
