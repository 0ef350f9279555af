/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gj-page.h"

#include <math.h>

/* All in points. */
static const struct {
  double collinear; /* rules closer than this are one */
  double gap;       /* a break in a rule up to this is bridged */
  double meet;      /* rules that miss each other by up to this still meet */
  double same;      /* grid lines closer than this are one */
  double open;      /* rules sticking out of the grid by more than this: it is open on that side */
  double cut;       /* the same at the page's edge, which cuts a row: a line of type may reach into so little of it */
  double covered;   /* part of a cell's side that rules must cover to separate */
} tolerance = { 1.5, 3.0, 3.0, 3.0, 7.0, 3.1, 0.5 };

static int
compare_rules (gconstpointer a, gconstpointer b)
{
  const GjRule *p = a, *q = b;
  if (p->horizontal != q->horizontal)
    return p->horizontal ? -1 : 1;
  if (p->pos != q->pos)
    return p->pos < q->pos ? -1 : 1;
  return p->from < q->from ? -1 : p->from > q->from;
}

/* Lengthens the dashes of a dashed line up to the next one: pieces of one length at even distances, the first from @first on. Returns: where they
 * end. */
static guint
bridge_dashes (GArray *sorted, guint first)
{
  const double longest = 12, least = 4;
  const GjRule *r = &g_array_index (sorted, GjRule, first);
  const double length = r->to - r->from;
  guint end = first + 1;
  for (; end < sorted->len && length <= longest; end++) {
    const GjRule *last = &g_array_index (sorted, GjRule, end - 1), *next = last + 1;
    double gap = next->from - last->to;
    if (next->horizontal != r->horizontal || fabs (next->pos - last->pos) > 0.2 || gap <= 0 || gap > 1.5 * length ||
        fabs (next->to - next->from - length) > 0.25 * length)
      break;
  }
  for (guint i = first; i + 1 < end && end - first >= least; i++)
    g_array_index (sorted, GjRule, i).to = g_array_index (sorted, GjRule, i + 1).from;
  return end;
}

/* Joins collinear pieces; quadratic only among rules of nearly the same position. */
static GArray *
merge_rules (const GArray *rules)
{
  g_autoptr (GArray) sorted = g_array_sized_new (FALSE, FALSE, sizeof (GjRule), rules->len);
  GArray *out = g_array_new (FALSE, FALSE, sizeof (GjRule));

  g_array_append_vals (sorted, rules->data, rules->len);
  g_array_sort (sorted, compare_rules);
  for (guint i = 0; i < sorted->len;)
    i = bridge_dashes (sorted, i);
  for (guint i = 0; i < sorted->len; i++) {
    GjRule r = g_array_index (sorted, GjRule, i);
    gboolean joined = TRUE;
    while (joined) {
      joined = FALSE;
      for (guint k = out->len; k-- > 0;) {
        GjRule o = g_array_index (out, GjRule, k);
        if (o.horizontal != r.horizontal || r.pos - o.pos > tolerance.collinear + 1)
          break;
        if (fabs (o.pos - r.pos) <= tolerance.collinear && r.from <= o.to + tolerance.gap &&
            o.from <= r.to + tolerance.gap) {
          double lo = o.to - o.from, lr = r.to - r.from;
          r.pos = (o.pos * lo + r.pos * lr) / MAX (lo + lr, 1e-9);
          r.from = MIN (r.from, o.from);
          r.to = MAX (r.to, o.to);
          g_array_remove_index (out, k);
          joined = TRUE;
          break;
        }
      }
    }
    g_array_append_val (out, r);
  }
  return out;
}

static gboolean
rules_meet (const GjRule *a, const GjRule *b)
{
  const double e = tolerance.meet;
  if (a->horizontal == b->horizontal)
    return fabs (a->pos - b->pos) <= e && a->from <= b->to + e && b->from <= a->to + e;
  return b->pos >= a->from - e && b->pos <= a->to + e && a->pos >= b->from - e && a->pos <= b->to + e;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double p = *(const double *) a, q = *(const double *) b;
  return p < q ? -1 : p > q;
}

/* Positions of grid lines, clustered; open sides are closed at the ends of the crossing rules. @size: of the page, across the
 * lines. */
static GArray *
grid_lines (const GArray *rules, gboolean horizontal, double size)
{
  GArray *pos = g_array_new (FALSE, FALSE, sizeof (double));
  double lo = G_MAXDOUBLE, hi = -G_MAXDOUBLE;
  for (guint i = 0; i < rules->len; i++) {
    const GjRule *r = &g_array_index (rules, GjRule, i);
    if (r->horizontal == horizontal)
      g_array_append_val (pos, r->pos);
    else {
      lo = MIN (lo, r->from);
      hi = MAX (hi, r->to);
    }
  }
  if (pos->len == 0 || hi < lo)
    return pos;
  g_array_sort (pos, compare_doubles);
  double first = g_array_index (pos, double, 0), last = g_array_index (pos, double, pos->len - 1);
  if (lo < first - (horizontal && lo < 1 ? tolerance.cut : tolerance.open))
    g_array_append_val (pos, lo);
  if (hi > last + (hi > size - 1 ? tolerance.cut : tolerance.open))
    g_array_append_val (pos, hi);
  g_array_sort (pos, compare_doubles);
  guint n = 0;
  double sum = 0;
  guint count = 0;
  for (guint i = 0; i < pos->len; i++) {
    double p = g_array_index (pos, double, i);
    if (count > 0 && p - sum / count <= tolerance.same) {
      sum += p;
      count++;
    } else {
      sum = p;
      count = 1;
      n++;
    }
    g_array_index (pos, double, n - 1) = sum / count;
  }
  g_array_set_size (pos, n);
  return pos;
}

/* Whether rules at @pos cover enough of [@from, @to]. */
static gboolean
separated (const GArray *rules, gboolean horizontal, double pos, double from, double to)
{
  double covered = 0;
  for (guint i = 0; i < rules->len; i++) {
    const GjRule *r = &g_array_index (rules, GjRule, i);
    if (r->horizontal == horizontal && fabs (r->pos - pos) <= tolerance.same)
      covered = MAX (covered, gj_overlap (r->from - 1, r->to + 1, from, to));
  }
  return covered >= tolerance.covered * (to - from);
}

static void
emit_cells (GjGrid *grid, guint *parent, const GArray *xs, const GArray *ys)
{
  guint n_cols = xs->len - 1, n_rows = ys->len - 1;
  for (guint u = 0; u < n_rows * n_cols; u++) {
    if (gj_find_root (parent, u) != u)
      continue;
    guint r0 = n_rows, c0 = n_cols, r1 = 0, c1 = 0, area = 0;
    for (guint q = 0; q < n_rows * n_cols; q++)
      if (gj_find_root (parent, q) == u) {
        guint r = q / n_cols, c = q % n_cols;
        r0 = MIN (r0, r);
        c0 = MIN (c0, c);
        r1 = MAX (r1, r);
        c1 = MAX (c1, c);
        area++;
      }
    if (area != (r1 - r0 + 1) * (c1 - c0 + 1)) { /* not a rectangle: a rule is missing; keep the pieces apart */
      for (guint q = 0; q < n_rows * n_cols; q++)
        if (gj_find_root (parent, q) == u) {
          guint r = q / n_cols, c = q % n_cols;
          gj_grid_add_cell (grid,
                            (GjBox){ g_array_index (xs, double, c), g_array_index (ys, double, r),
                                     g_array_index (xs, double, c + 1), g_array_index (ys, double, r + 1) },
                            r, c, 1, 1, NULL);
        }
      continue;
    }
    gj_grid_add_cell (grid,
                      (GjBox){ g_array_index (xs, double, c0), g_array_index (ys, double, r0),
                               g_array_index (xs, double, c1 + 1), g_array_index (ys, double, r1 + 1) },
                      r0, c0, r1 - r0 + 1, c1 - c0 + 1, NULL);
  }
}

static int
compare_cells (gconstpointer a, gconstpointer b)
{
  const GjGridCell *p = a, *q = b;
  if (p->row != q->row)
    return p->row < q->row ? -1 : 1;
  return p->col < q->col ? -1 : p->col > q->col;
}

static GjGrid *
grid_from_rules (const GArray *rules, const GjPage *page)
{
  g_autoptr (GArray) xs = grid_lines (rules, FALSE, G_MAXDOUBLE);
  g_autoptr (GArray) ys = grid_lines (rules, TRUE, page->height);
  if (xs->len < 2 || ys->len < 2 || (xs->len - 1) * (ys->len - 1) > GJ_MAX_CELLS_PER_GRID)
    return NULL;
  guint n_cols = xs->len - 1, n_rows = ys->len - 1;
  g_autofree guint *parent = g_new (guint, n_cols * n_rows);
  for (guint i = 0; i < n_cols * n_rows; i++)
    parent[i] = i;
  for (guint r = 0; r < n_rows; r++)
    for (guint c = 0; c < n_cols; c++) {
      double x0 = g_array_index (xs, double, c), x1 = g_array_index (xs, double, c + 1);
      double y0 = g_array_index (ys, double, r), y1 = g_array_index (ys, double, r + 1);
      if (c + 1 < n_cols && !separated (rules, FALSE, x1, y0, y1))
        parent[gj_find_root (parent, r * n_cols + c + 1)] = gj_find_root (parent, r * n_cols + c);
      if (r + 1 < n_rows && !separated (rules, TRUE, y1, x0, x1))
        parent[gj_find_root (parent, (r + 1) * n_cols + c)] = gj_find_root (parent, r * n_cols + c);
    }
  GjBox box = { g_array_index (xs, double, 0), g_array_index (ys, double, 0), g_array_index (xs, double, n_cols),
                g_array_index (ys, double, n_rows) };
  g_autoptr (GjGrid) grid = gj_grid_new (box, n_rows, n_cols);
  emit_cells (grid, parent, xs, ys);
  g_array_sort (grid->cells, compare_cells);
  return grid->cells->len >= 1 ? g_steal_pointer (&grid) : NULL;
}

static int
compare_grids (gconstpointer a, gconstpointer b)
{
  const GjGrid *p = *(GjGrid *const *) a, *q = *(GjGrid *const *) b;
  return p->box.y0 < q->box.y0 ? -1 : p->box.y0 > q->box.y0;
}

/* The outer side of a label's column that a page break cuts at both ends meets no other rule: a lone vertical rule beside
 * a grid, as high as the grid, is its side. */
static void
widen_by_lone_rules (GjPage *page, const GArray *rules)
{
  const double reach = 150, slack = 5;
  for (guint g = 0; g < page->grids->len; g++) {
    GjGrid *grid = page->grids->pdata[g];
    for (guint i = 0; i < rules->len; i++) {
      const GjRule *r = &g_array_index (rules, GjRule, i);
      if (r->horizontal || fabs (r->from - grid->box.y0) > slack || fabs (r->to - grid->box.y1) > slack)
        continue;
      if (r->pos < grid->box.x0 && r->pos > grid->box.x0 - reach)
        grid->box.x0 = r->pos;
    }
  }
}

void
gj_page_build_grids (GjPage *page)
{
  g_autoptr (GArray) rules = merge_rules (page->rules);
  g_autofree guint *parent = g_new (guint, rules->len + 1);

  for (guint i = 0; i < rules->len; i++)
    parent[i] = i;
  for (guint i = 0; i < rules->len; i++)
    for (guint j = i + 1; j < rules->len; j++)
      if (rules_meet (&g_array_index (rules, GjRule, i), &g_array_index (rules, GjRule, j)))
        parent[gj_find_root (parent, i)] = gj_find_root (parent, j);
  for (guint root = 0; root < rules->len; root++) {
    if (gj_find_root (parent, root) != root)
      continue;
    g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (GjRule));
    for (guint i = 0; i < rules->len; i++)
      if (gj_find_root (parent, i) == root)
        g_array_append_val (own, g_array_index (rules, GjRule, i));
    GjGrid *grid = own->len >= 3 ? grid_from_rules (own, page) : NULL;
    if (grid != NULL)
      g_ptr_array_add (page->grids, grid);
  }
  widen_by_lone_rules (page, rules);
  g_ptr_array_sort (page->grids, compare_grids);
}
