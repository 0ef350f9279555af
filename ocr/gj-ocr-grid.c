/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-grid.h"

#define MAX_LINES 512

static void
cell_clear (gpointer data)
{
  GjOcrCell *cell = data;
  g_free (cell->text);
  g_free (cell->alternative);
}

void
gj_ocr_grid_free (GjOcrGrid *grid)
{
  if (grid == NULL)
    return;
  g_array_unref (grid->cells);
  g_free (grid);
}

/* Positions of the rows or columns of one table. */
typedef struct {
  int at[MAX_LINES];
  int weight[MAX_LINES]; /* length of its longest piece */
  guint n;
} Lines;

static gint
by_pos (gconstpointer a, gconstpointer b)
{
  return ((const GjOcrRule *) a)->pos - ((const GjOcrRule *) b)->pos;
}

static void
lines_add (Lines *lines, int pos, int weight, int nearest)
{
  if (lines->n > 0 && pos - lines->at[lines->n - 1] < nearest) {
    if (weight > lines->weight[lines->n - 1]) {
      lines->at[lines->n - 1] = pos;
      lines->weight[lines->n - 1] = weight;
    }
  } else if (lines->n < MAX_LINES) {
    lines->at[lines->n] = pos;
    lines->weight[lines->n++] = weight;
  }
}

/* Pieces at nearly the same position are one line; short ones are too little for one. */
static void
find_lines (GArray *rules, int table, int same, int need, int nearest, Lines *lines)
{
  g_autoptr (GArray) mine = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  for (guint i = 0; i < rules->len; i++)
    if (g_array_index (rules, GjOcrRule, i).table == table)
      g_array_append_val (mine, g_array_index (rules, GjOcrRule, i));
  g_array_sort (mine, by_pos);

  lines->n = 0;
  for (guint i = 0; i < mine->len;) {
    const GjOcrRule *r = &g_array_index (mine, GjOcrRule, i);
    int last = r->pos, length = 0, longest = 0;
    double moment = 0;
    for (; i < mine->len && (r = &g_array_index (mine, GjOcrRule, i))->pos - last <= same; i++) {
      last = r->pos;
      length += r->to - r->from;
      longest = MAX (longest, r->to - r->from);
      moment += (double) r->pos * (r->to - r->from);
    }
    if (length >= need)
      lines_add (lines, (int) (moment / length + 0.5), longest, nearest);
  }
}

/* Whether one of the outermost rules across reaches beyond @edge (low or high) by @least: where a page cuts a table its sides are
 * cut too. Strokes of a heading close above only lengthen rules in between. */
static gboolean
sides_reach (const GArray *across, int table, gboolean low, int edge, int least, int slack)
{
  int first = G_MAXINT, last = G_MININT;
  gboolean at_first = FALSE, at_last = FALSE;
  for (guint i = 0; i < across->len; i++) {
    const GjOcrRule *r = &g_array_index (across, GjOcrRule, i);
    if (r->table == table) {
      first = MIN (first, r->pos);
      last = MAX (last, r->pos);
    }
  }
  for (guint i = 0; i < across->len; i++) {
    const GjOcrRule *r = &g_array_index (across, GjOcrRule, i);
    if (r->table != table || !(low ? edge - r->from > least : r->to - edge > least))
      continue;
    at_first |= r->pos - first <= slack;
    at_last |= last - r->pos <= slack;
  }
  return at_first || at_last;
}

/* How far the rules across reach beyond the outermost line: a table cut open. */
static void
close_open_ends (GArray *across, guint n_across, int table, Lines *lines, int least)
{
  int low = G_MAXINT, high = G_MININT, slack = MAX (least, 3);
  guint n_low = 0, n_high = 0;

  if (lines->n == 0 || lines->n + 2 > MAX_LINES)
    return;
  for (guint i = 0; i < across->len; i++) {
    const GjOcrRule *r = &g_array_index (across, GjOcrRule, i);
    if (r->table != table)
      continue;
    if (lines->at[0] - r->from > least) {
      low = MIN (low, r->from);
      n_low++;
    }
    if (r->to - lines->at[lines->n - 1] > least) {
      high = MAX (high, r->to);
      n_high++;
    }
  }
  if (n_high >= 2 && n_high * 3 >= n_across && sides_reach (across, table, FALSE, lines->at[lines->n - 1], least, slack)) {
    lines->weight[lines->n] = 0;
    lines->at[lines->n++] = high;
  }
  if (n_low >= 2 && n_low * 3 >= n_across && sides_reach (across, table, TRUE, lines->at[0], least, slack)) {
    for (guint i = lines->n; i > 0; i--) {
      lines->at[i] = lines->at[i - 1];
      lines->weight[i] = lines->weight[i - 1];
    }
    lines->at[0] = low;
    lines->weight[0] = 0;
    lines->n++;
  }
}

static guint
find_root (guint *parent, guint i)
{
  while (parent[i] != i)
    i = parent[i] = parent[parent[i]];
  return i;
}

/* The extent of each joined set of unit cells, by the index of its root. */
static GjOcrRect *
extents (guint *parent, guint rows, guint cols)
{
  GjOcrRect *e = g_new (GjOcrRect, rows * cols);
  for (guint i = 0; i < rows * cols; i++)
    e[i] = (GjOcrRect){ G_MAXINT, G_MAXINT, -1, -1 };
  for (guint i = 0; i < rows * cols; i++) {
    GjOcrRect *x = &e[find_root (parent, i)];
    int r = (int) (i / cols), c = (int) (i % cols);
    *x = (GjOcrRect){ MIN (x->x0, c), MIN (x->y0, r), MAX (x->x1, c + 1), MAX (x->y1, r + 1) };
  }
  return e;
}

/* A merged cell is a rectangle: join all that lies in the extent of a set, until nothing changes. */
static void
make_rectangular (guint *parent, guint rows, guint cols)
{
  gboolean changed = TRUE;
  while (changed) {
    changed = FALSE;
    g_autofree GjOcrRect *e = extents (parent, rows, cols);
    for (guint i = 0; i < rows * cols; i++) {
      if (parent[i] != i)
        continue;
      for (int r = e[i].y0; r < e[i].y1; r++)
        for (int c = e[i].x0; c < e[i].x1; c++) {
          guint a = find_root (parent, i), b = find_root (parent, (guint) r * cols + (guint) c);
          if (a == b)
            continue;
          parent[b] = a;
          changed = TRUE;
        }
    }
  }
}

static guint *
join_unit_cells (const GjOcrRules *rules, const Lines *xs, const Lines *ys)
{
  guint rows = ys->n - 1, cols = xs->n - 1;
  guint *parent = g_new (guint, rows * cols);
  for (guint i = 0; i < rows * cols; i++)
    parent[i] = i;
  for (guint r = 0; r < rows; r++)
    for (guint c = 0; c < cols; c++) {
      guint i = r * cols + c;
      if (c + 1 < cols && !gj_ocr_rules_wall (rules, FALSE, xs->at[c + 1], ys->at[r], ys->at[r + 1],
                                              xs->weight[c + 1] < rules->dpi * 0.7))
        parent[find_root (parent, i)] = find_root (parent, i + 1);
      if (r + 1 < rows && !gj_ocr_rules_wall (rules, TRUE, ys->at[r + 1], xs->at[c], xs->at[c + 1],
                                              ys->weight[r + 1] < rules->dpi * 1.5))
        parent[find_root (parent, i)] = find_root (parent, i + cols);
    }
  make_rectangular (parent, rows, cols);
  return parent;
}

/* A row or column without a cell of its own is an artefact: drop the line that made it. */
static gboolean
drop_idle_line (guint *parent, Lines *xs, Lines *ys)
{
  guint rows = ys->n - 1, cols = xs->n - 1;

  for (guint r = 1; r < rows; r++) {
    guint c = 0;
    while (c < cols && find_root (parent, r * cols + c) == find_root (parent, (r - 1) * cols + c))
      c++;
    if (c == cols) {
      ys->n--;
      for (guint i = r; i < ys->n; i++) {
        ys->at[i] = ys->at[i + 1];
        ys->weight[i] = ys->weight[i + 1];
      }
      return TRUE;
    }
  }
  for (guint c = 1; c < cols; c++) {
    guint r = 0;
    while (r < rows && find_root (parent, r * cols + c) == find_root (parent, r * cols + c - 1))
      r++;
    if (r == rows) {
      xs->n--;
      for (guint i = c; i < xs->n; i++) {
        xs->at[i] = xs->at[i + 1];
        xs->weight[i] = xs->weight[i + 1];
      }
      return TRUE;
    }
  }
  return FALSE;
}

static gint
by_place (gconstpointer a, gconstpointer b)
{
  const GjOcrCell *p = a, *q = b;
  return p->row != q->row ? (int) p->row - (int) q->row : (int) p->col - (int) q->col;
}

static GjOcrGrid *
build_grid (guint *parent, const Lines *xs, const Lines *ys, int scale)
{
  guint rows = ys->n - 1, cols = xs->n - 1;
  g_autofree GjOcrRect *e = extents (parent, rows, cols);
  GjOcrGrid *grid = g_new0 (GjOcrGrid, 1);

  grid->n_rows = rows;
  grid->n_cols = cols;
  grid->box = (GjOcrRect){ xs->at[0] * scale, ys->at[0] * scale, xs->at[cols] * scale, ys->at[rows] * scale };
  grid->cells = g_array_new (FALSE, TRUE, sizeof (GjOcrCell));
  g_array_set_clear_func (grid->cells, cell_clear);
  for (guint i = 0; i < rows * cols; i++) {
    if (find_root (parent, i) != i)
      continue;
    GjOcrCell cell = {
      .box = { xs->at[e[i].x0] * scale, ys->at[e[i].y0] * scale, xs->at[e[i].x1] * scale, ys->at[e[i].y1] * scale },
      .row = (guint) e[i].y0, .col = (guint) e[i].x0,
      .row_span = (guint) (e[i].y1 - e[i].y0), .col_span = (guint) (e[i].x1 - e[i].x0),
    };
    g_array_append_val (grid->cells, cell);
  }
  g_array_sort (grid->cells, by_place);
  return grid;
}

static GjOcrGrid *
grid_of_table (const GjOcrRules *rules, int table)
{
  const GjOcrTolerances *t = &gj_ocr_tolerances;
  double dpi = rules->dpi;
  Lines xs, ys;

  int same = MAX ((int) (dpi * t->same_rule), 2);
  find_lines (rules->h, table, same, (int) (dpi * t->min_rule_h), (int) (dpi * t->min_row), &ys);
  find_lines (rules->v, table, same, (int) (dpi * t->min_rule_v), (int) (dpi * t->min_col), &xs);
  close_open_ends (rules->v, xs.n, table, &ys, (int) (dpi * 0.18));
  close_open_ends (rules->h, ys.n, table, &xs, (int) (dpi * 0.25));
  if (xs.n < 2 || ys.n < 2 || (xs.n - 1) * (ys.n - 1) > GJ_MAX_CELLS_PER_GRID)
    return NULL;

  int width = xs.at[xs.n - 1] - xs.at[0], height = ys.at[ys.n - 1] - ys.at[0];
  if (width < dpi * t->min_table_width || height < dpi * t->min_table_height)
    return NULL;
  g_autofree guint *parent = join_unit_cells (rules, &xs, &ys);
  while (drop_idle_line (parent, &xs, &ys)) {
    g_free (parent);
    parent = join_unit_cells (rules, &xs, &ys);
  }
  GjOcrGrid *grid = build_grid (parent, &xs, &ys, rules->scale);
  if (grid->cells->len < (width > dpi * 3 ? 2u : 4u)) {
    gj_ocr_grid_free (grid);
    return NULL;
  }
  return grid;
}

static gint
by_top (gconstpointer a, gconstpointer b)
{
  return (*(GjOcrGrid *const *) a)->box.y0 - (*(GjOcrGrid *const *) b)->box.y0;
}

GPtrArray *
gj_ocr_grids_from_rules (const GjOcrRules *rules)
{
  GPtrArray *grids = g_ptr_array_new_with_free_func ((GDestroyNotify) gj_ocr_grid_free);
  for (int i = 0; i < rules->n_tables; i++) {
    GjOcrGrid *grid = grid_of_table (rules, i);
    if (grid != NULL)
      g_ptr_array_add (grids, grid);
  }
  g_ptr_array_sort (grids, by_top);
  return grids;
}

GPtrArray *
gj_ocr_find_grids (GjOcrPicture *picture)
{
  g_autoptr (GjOcrRules) rules = gj_ocr_rules_find (picture);
  return gj_ocr_grids_from_rules (rules);
}
