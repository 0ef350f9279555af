/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-borderless-merged.h"

#include "page/gj-char.h"

#include <math.h>
#include <string.h>

/* Tables have fewer rows and columns on a page. */
#define MAX_ROWS 64
#define MAX_COLS 16
/* How far a figure stands from the middle of its cell at most: in parts of a column's width, of the type size. */
#define OFF_X 0.25
#define OFF_Y 0.4
/* So many blanks are not explained by merged cells by chance. */
#define MANY 6
/* A table of whose blanks one in so many is explained has merged cells wherever it looks blank; so do a table's zeros explain
 * what is around them, if one in so many of those that are no totals do. */
#define MOST 5
#define ZEROS 2
/* How far a figure stands from a line of a label that is level with it, in sizes of type. */
#define LEVEL 0.3
/* A label stands over the middle of its column if it is off by less than this part of its type size. */
#define OFF_LABEL 0.3

/* How figures stand in their cells: bits, for it need not be known. */
enum { AT_START = 1, AT_MIDDLE = 2, AT_END = 4, ANYHOW = 7 };

typedef struct {
  GjGridCell *cell;
  const GjSegment *figure; /* NULL: none, or more than one */
  guint n_figures;
  gboolean blank, doubted;
  gboolean closed; /* a rule is drawn below it */
} Place;

/* The part of a table on one page. */
typedef struct {
  guint n_rows, n_cols;
  GjStretch columns[MAX_COLS];
  Place at[MAX_ROWS][MAX_COLS];
  guint blanks[MAX_ROWS + 1][MAX_COLS + 1]; /* how many above and left */
  double top[MAX_ROWS], bottom[MAX_ROWS];
  guint centered, aside; /* labels over the middle of their column, and others */
  guint down[3];         /* figures level with the first line, the middle and the last of a label that wraps */
} Plane;

GjBlanks
gj_blanks_new (guint group)
{
  return (GjBlanks){ g_ptr_array_new_with_free_func (g_free), group };
}

void
gj_blanks_clear (GjBlanks *blanks)
{
  g_clear_pointer (&blanks->planes, g_ptr_array_unref);
}

static gboolean
is_zero (const GjSegment *s)
{
  return s != NULL && gj_char_digit (g_utf8_get_char (s->text)) == 0 && *g_utf8_next_char (s->text) == '\0';
}

static void
add_figure (Plane *p, const GjSegment *s)
{
  double x = (s->box.x0 + s->box.x1) / 2;
  for (guint r = 0; r < p->n_rows; r++)
    for (guint q = 0; q < p->n_cols; q++) {
      Place *place = &p->at[r][q];
      if (place->cell == NULL || !gj_box_contains (&place->cell->box, x, s->y))
        continue;
      place->figure = place->n_figures++ == 0 ? s : NULL;
      return;
    }
}

/* A word above the figures, over one column: whether it is over the middle of the first of them. */
static void
add_label (Plane *p, const GjSegment *s)
{
  int over = -1;
  for (guint q = 0; q < p->n_cols; q++)
    if (gj_overlap (s->box.x0, s->box.x1, p->columns[q].x0, p->columns[q].x1) > 0) {
      if (over >= 0)
        return;
      over = (int) q;
    }
  for (guint r = 0; r < p->n_rows && over >= 0; r++) {
    const GjSegment *f = p->at[r][over].figure;
    if (f == NULL)
      continue;
    gboolean centered = fabs (s->box.x0 + s->box.x1 - f->box.x0 - f->box.x1) / 2 < OFF_LABEL * s->size;
    p->centered += centered;
    p->aside += !centered;
    return;
  }
}

static void
add_cells (Plane *p, GjGrid *grid, guint first_row)
{
  for (guint i = 0; i < grid->cells->len; i++) {
    GjGridCell *cell = &g_array_index (grid->cells, GjGridCell, i);
    guint r = cell->row - first_row;
    if (cell->row < first_row || r >= p->n_rows || cell->col < 1 || cell->col > p->n_cols)
      continue;
    p->at[r][cell->col - 1].cell = cell;
    p->at[r][cell->col - 1].blank = cell->text[0] == '\0';
    p->top[r] = cell->box.y0;
    p->bottom[r] = cell->box.y1;
  }
  for (guint r = 0; r < p->n_rows; r++)
    for (guint q = 0; q < p->n_cols; q++)
      p->blanks[r + 1][q + 1] = p->blanks[r][q + 1] + p->blanks[r + 1][q] - p->blanks[r][q] + p->at[r][q].blank;
}

/* A merged cell does not go over a rule. */
static void
add_rules (Plane *p, const GjPage *page)
{
  for (guint i = 0; i < page->rules->len; i++) {
    const GjRule *rule = &g_array_index (page->rules, GjRule, i);
    for (guint r = 0; r < p->n_rows && rule->horizontal; r++)
      for (guint q = 0; q < p->n_cols && fabs (rule->pos - p->bottom[r]) < OFF_Y * (p->bottom[r] - p->top[r]); q++)
        p->at[r][q].closed |= rule->from <= p->columns[q].x0 && rule->to >= p->columns[q].x1;
  }
}

/* A label that wraps shows how figures stand in its row. */
static void
add_stand (Plane *p, guint r, const GjBand *band)
{
  double last = 2 * band->y - band->first;
  for (guint q = 0; q < p->n_cols && band->kind == GJ_BAND_LABEL; q++) {
    const GjSegment *s = p->at[r][q].figure;
    if (s == NULL || last - band->first < 0.8 * s->size)
      continue;
    p->down[0] += fabs (s->y - band->first) < LEVEL * s->size;
    p->down[1] += fabs (s->y - band->y) < LEVEL * s->size;
    p->down[2] += fabs (s->y - last) < LEVEL * s->size;
  }
}

void
gj_blanks_add (GjBlanks *blanks, GjGrid *grid, GPtrArray *lines, guint first, guint end, const GjStretch *columns,
               guint n, guint first_row, const GArray *bands)
{
  Plane *p = g_new0 (Plane, 1);
  g_ptr_array_add (blanks->planes, p);
  p->n_rows = MIN (bands->len, MAX_ROWS);
  p->n_cols = MIN (n, MAX_COLS);
  memcpy (p->columns, columns, p->n_cols * sizeof *columns);
  add_cells (p, grid, first_row);
  if (p->blanks[p->n_rows][p->n_cols] == 0)
    return;
  for (guint i = first; i < end; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    for (guint k = 0; k < line->segments->len; k++) {
      const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
      if (s->value)
        add_figure (p, s);
    }
  }
  for (guint i = first; i < end; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    for (guint k = 0; k < line->segments->len; k++) {
      const GjSegment *s = &g_array_index (line->segments, GjSegment, k);
      if (!s->value && s->y < p->top[0])
        add_label (p, s);
    }
  }
  for (guint r = 0; r < p->n_rows; r++)
    add_stand (p, r, &g_array_index (bands, GjBand, r));
  add_rules (p, ((GjSegmentLine *) lines->pdata[first])->page);
}

/* How much figures of other widths in column @q differ in where they start, stand and end. FALSE: there are none. */
static gboolean
compare_widths (const Plane *p, guint q, double off[3])
{
  const GjBox *narrow = NULL, *wide = NULL;
  for (guint r = 0; r < p->n_rows; r++) {
    const GjSegment *s = p->at[r][q].figure;
    if (s == NULL)
      continue;
    narrow = narrow == NULL || gj_box_width (&s->box) < gj_box_width (narrow) ? &s->box : narrow;
    wide = wide == NULL || gj_box_width (&s->box) > gj_box_width (wide) ? &s->box : wide;
  }
  if (narrow == NULL || gj_box_width (wide) < 1.5 * gj_box_width (narrow))
    return FALSE;
  off[0] += fabs (narrow->x0 - wide->x0);
  off[1] += fabs (narrow->x0 + narrow->x1 - wide->x0 - wide->x1) / 2;
  off[2] += fabs (narrow->x1 - wide->x1);
  return TRUE;
}

static guint
stand_across (const GjBlanks *blanks)
{
  double off[3] = { 0 };
  gboolean known = FALSE;
  guint centered = 0, aside = 0;
  for (guint i = 0; i < blanks->planes->len; i++) {
    const Plane *p = blanks->planes->pdata[i];
    for (guint q = 0; q < p->n_cols; q++)
      known |= compare_widths (p, q, off);
    centered += p->centered;
    aside += p->aside;
  }
  if (!known)
    return centered > 3 && centered > 2 * aside ? AT_MIDDLE : ANYHOW;
  return off[1] <= off[0] && off[1] <= off[2] ? AT_MIDDLE : off[0] < off[2] ? AT_START : AT_END;
}

static guint
stand_down (const GjBlanks *blanks)
{
  guint n[3] = { 0 };
  for (guint i = 0; i < blanks->planes->len; i++)
    for (guint k = 0; k < 3; k++)
      n[k] += ((Plane *) blanks->planes->pdata[i])->down[k];
  if (n[0] + n[1] + n[2] == 0)
    return ANYHOW;
  return n[1] >= n[0] && n[1] >= n[2] ? AT_MIDDLE : n[0] >= n[2] ? AT_START : AT_END;
}

/* Whether figure @s of column @q stands as one for columns @a to @b does. */
static gboolean
fits_across (const Plane *p, const GjSegment *s, guint q, guint a, guint b, guint stand)
{
  const GjStretch *left = &p->columns[a], *right = &p->columns[b];
  double pitch = p->n_cols > 1 ? (p->columns[p->n_cols - 1].x0 - p->columns[0].x0) / (p->n_cols - 1) : 100;
  double off = (s->box.x0 + s->box.x1) / 2 - (left->x0 + left->x1 + right->x0 + right->x1) / 4;
  return a == b || ((stand & AT_START) && a == q) || ((stand & AT_END) && b == q) ||
         ((stand & AT_MIDDLE) && fabs (off) < OFF_X * pitch);
}

static gboolean
fits_down (const Plane *p, const GjSegment *s, guint r, guint a, guint b, guint stand)
{
  double off = s->y - (p->top[a] + p->bottom[b]) / 2;
  return a == b || ((stand & AT_START) && a == r) || ((stand & AT_END) && b == r) ||
         ((stand & AT_MIDDLE) && fabs (off) < OFF_Y * s->size);
}

/* Doubts what looks blank in rows @top to @bottom, where it stands around the 0 of row @r and column @q. Returns: whether
 * anything does. */
static gboolean
doubt_rows (Plane *p, guint r, guint q, guint top, guint bottom, guint across)
{
  gboolean any = FALSE;
  for (guint a = q + 1; a-- > 0 && (a == q || p->at[r][a].blank);)
    for (guint b = q; b < p->n_cols && (b == q || p->at[r][b].blank); b++) {
      guint held = p->blanks[bottom + 1][b + 1] - p->blanks[top][b + 1] - p->blanks[bottom + 1][a] + p->blanks[top][a];
      if (held == 0 || held + 1 != (bottom - top + 1) * (b - a + 1) ||
          !fits_across (p, p->at[r][q].figure, q, a, b, across))
        continue;
      for (guint y = top; y <= bottom; y++)
        for (guint x = a; x <= b; x++)
          p->at[y][x].doubted = p->at[y][x].blank;
      any = TRUE;
    }
  return any;
}

static gboolean
doubt_around (Plane *p, guint r, guint q, guint across, guint down)
{
  gboolean any = FALSE;
  const GjSegment *s = p->at[r][q].figure;
  for (guint top = r + 1; top-- > 0 && (top == r || (p->at[top][q].blank && !p->at[top][q].closed));)
    for (guint bottom = r;
         bottom < p->n_rows && (bottom == r || (p->at[bottom][q].blank && !p->at[bottom - 1][q].closed)); bottom++)
      any |= fits_down (p, s, r, top, bottom, down) && doubt_rows (p, r, q, top, bottom, across);
  return any;
}

static gboolean
is_full_row (const Plane *p, guint r)
{
  for (guint q = 0; q < p->n_cols; q++)
    if (p->at[r][q].blank)
      return FALSE;
  return TRUE;
}

static gboolean
is_full_column (const GjBlanks *blanks, guint q)
{
  for (guint i = 0; i < blanks->planes->len; i++) {
    const Plane *p = blanks->planes->pdata[i];
    for (guint r = 0; r < p->n_rows && q < p->n_cols; r++)
      if (p->at[r][q].blank)
        return FALSE;
  }
  return TRUE;
}

/* Doubts the blanks from row @from of @p on, down or up, in column @q. */
static void
doubt_run (Plane *p, guint from, guint q, int step)
{
  for (guint r = from; r < p->n_rows && p->at[r][q].blank; r += (guint) step)
    p->at[r][q].doubted = TRUE;
}

/* Merged cells go on behind a page's edge. */
static void
go_over_edges (const GjBlanks *blanks)
{
  for (guint i = 0; i + 1 < blanks->planes->len; i++) {
    Plane *a = blanks->planes->pdata[i], *b = blanks->planes->pdata[i + 1];
    for (guint q = 0; q < a->n_cols && q < b->n_cols && a->n_rows > 0 && b->n_rows > 0; q++) {
      const Place *last = &a->at[a->n_rows - 1][q], *first = &b->at[0][q];
      if (last->doubted || is_zero (last->figure))
        doubt_run (b, 0, q, 1);
      if (first->doubted || is_zero (first->figure))
        doubt_run (a, a->n_rows - 1, q, -1);
    }
  }
}

typedef enum { ALL_BLANKS, DOUBTED, DOUBTED_TOTALS } Which;

/* How many of @which there are, which become unread if @unread. */
static guint
mark (const GjBlanks *blanks, Which which, gboolean unread)
{
  guint n = 0;
  for (guint i = 0; i < blanks->planes->len; i++) {
    Plane *p = blanks->planes->pdata[i];
    for (guint r = 0; r < p->n_rows; r++)
      for (guint q = 0; q < p->n_cols; q++) {
        gboolean total = (q + 1) % blanks->group == 0;
        if (which == ALL_BLANKS ? !p->at[r][q].blank : !p->at[r][q].doubted || (which == DOUBTED_TOTALS && !total))
          continue;
        n++;
        if (unread)
          p->at[r][q].cell->reading = GJ_READING_UNREAD;
      }
  }
  return n;
}

/* Whether most rows print something in every column: then those that do are not just totals. */
static gboolean
are_rows_full (const GjBlanks *blanks)
{
  guint full = 0, all = 0;
  for (guint i = 0; i < blanks->planes->len; i++) {
    const Plane *p = blanks->planes->pdata[i];
    for (guint r = 0; r < p->n_rows; r++)
      full += is_full_row (p, r);
    all += p->n_rows;
  }
  return full * 2 >= all;
}

void
gj_blanks_judge (const GjBlanks *blanks)
{
  guint all = mark (blanks, ALL_BLANKS, FALSE), across = stand_across (blanks), down = stand_down (blanks);
  guint zeros = 0, explaining = 0, zero_rows = 0; /* of those that are no totals */
  gboolean mostly_full = are_rows_full (blanks);
  for (guint i = 0; i < blanks->planes->len && all > 0; i++) {
    Plane *p = blanks->planes->pdata[i];
    for (guint r = 0; r < p->n_rows; r++) {
      guint before = zeros;
      for (guint q = 0; q < p->n_cols; q++) {
        if (!is_zero (p->at[r][q].figure))
          continue;
        /* Totals are printed in tables that print other zeros as nothing: in the last column of a group, in a row of their own. */
        gboolean full_row = is_full_row (p, r), full_column = is_full_column (blanks, q);
        gboolean total = full_column && (q + 1) % blanks->group == 0;
        gboolean fits = doubt_around (p, r, q, total ? 0 : across, full_row && !mostly_full ? 0 : down);
        zeros += !full_row && !full_column;
        explaining += !full_row && !full_column && fits;
      }
      zero_rows += zeros > before;
    }
  }
  if (mark (blanks, DOUBTED, FALSE) == 0)
    return;
  go_over_edges (blanks);
  guint doubted = mark (blanks, DOUBTED, FALSE);
  gboolean totals = zero_rows == 1; /* printed where other zeros are not */
  if (doubted * MOST >= all)
    mark (blanks, ALL_BLANKS, TRUE);
  else if (doubted >= MANY || (explaining > 0 && (totals || explaining * ZEROS >= zeros)))
    mark (blanks, DOUBTED, TRUE);
  else
    mark (blanks, DOUBTED_TOTALS, TRUE);
}
