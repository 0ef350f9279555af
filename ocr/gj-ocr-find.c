/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr-grid.h"

#include "ocr/gj-ocr-streak.h"
#include "ocr/gj-ocr-trial.h"

/* The tables of a page, looked for again where rules may have been missed. */

#define LEAST_NOISE 0.1 /* of a gray picture: one bit has no faint rules */
#define MORE 6          /* cells with one word: so many more with faint rules say that these are rules */
#define ROW 2           /* cells: of a row of table 二 */
#define IN_LINE 0.05    /* inches: the sides of tables of one width */
#define PIECES 2        /* of rules: fewer are underlines */
#define LONG_PIECE 2    /* inches */
#define LOW 0.9         /* inches */
#define NARROW 0.65     /* of the page's width */
#define FITTER 7        /* cells in rows of the form: a row of table 三 more */
#define MANY_FIT 35     /* the same: five rows of it */
#define SPARE 10        /* cells with one word, or print of the back */

/* Times the usual thresholds for rules, so that those that show through the paper are not found. */
static const double strengths[] = { 2.5, 3.5 };

/* The tables of a page as some rules make them. */
typedef struct {
  GjOcrRules *rules;
  GPtrArray *grids; /* of GjOcrGrid */
  BOXA *print;      /* gj_ocr_print_boxes(), once asked for */
} Found;

static Found
tables_of (GjOcrRules *rules)
{
  return (Found){ rules, gj_ocr_grids_from_rules (rules), NULL };
}

static void
found_clear (Found *found)
{
  gj_ocr_rules_free (found->rules);
  g_ptr_array_unref (found->grids);
  boxaDestroy (&found->print);
}

static BOXA *
print_of (Found *found)
{
  if (found->print == NULL)
    found->print = gj_ocr_print_boxes (found->rules);
  return found->print;
}

static void
found_take (Found *to, Found *from)
{
  found_clear (to);
  *to = *from;
}

/* By how much @other fits the form better than @now, in cells of its rows, and print keeps better to its cells (@merit, out). */
static int
gain_of (const Found *now, const Found *other, BOXA *print, int *merit)
{
  *merit = gj_ocr_grids_merit (now->rules, print, other->grids) - gj_ocr_grids_merit (now->rules, print, now->grids);
  return (int) gj_ocr_grids_fit (now->rules, print, other->grids) -
         (int) gj_ocr_grids_fit (now->rules, print, now->grids);
}

static guint
count_long (const GArray *pieces, int least)
{
  guint n = 0;
  for (guint i = 0; i < pieces->len; i++) {
    const GjOcrRule *r = &g_array_index (pieces, GjOcrRule, i);
    n += r->to - r->from >= least;
  }
  return n;
}

/* Whether a grid holds more that speaks against it than cells with one word, or has more columns than any form. */
static gboolean
is_crowded (const Found *now, BOXA *print)
{
  for (guint i = 0; i < now->grids->len; i++)
    if (((const GjOcrGrid *) now->grids->pdata[i])->n_cols >= GJ_OCR_MOST_COLUMNS ||
        gj_ocr_grid_merit (now->rules, print, now->grids->pdata[i]) < 0)
      return TRUE;
  return FALSE;
}

/* Whether a grid is crowded, or the page has long pieces of rules and no grid: rules were missed. */
static gboolean
may_lack_rules (const Found *now, BOXA *print)
{
  if (is_crowded (now, print))
    return TRUE;
  int least = (int) (now->rules->dpi * LONG_PIECE);
  return now->grids->len == 0 &&
         count_long (now->rules->pieces[0], least) + count_long (now->rules->pieces[1], least) >= PIECES;
}

static gboolean
is_over (const GjOcrRect *a, const GjOcrRect *b)
{
  return a->x0 < b->x1 && b->x0 < a->x1 && a->y0 < b->y1 && b->y0 < a->y1;
}

/* The place in @grids of the only one that overlaps @box, or −1. */
static int
only_grid_over (const GPtrArray *grids, const GjOcrRect *box)
{
  int only = -1;
  for (guint i = 0; i < grids->len; i++) {
    if (!is_over (&((const GjOcrGrid *) grids->pdata[i])->box, box))
      continue;
    if (only >= 0)
      return -1;
    only = (int) i;
  }
  return only;
}

/* Whether @grid is as wide as one of @grids, in the same place: a piece of its table, or another of the report's. */
static gboolean
is_in_line (const GPtrArray *grids, const GjOcrGrid *grid, double dpi)
{
  int most = (int) (dpi * IN_LINE);
  for (guint i = 0; i < grids->len; i++) {
    const GjOcrRect *b = &((const GjOcrGrid *) grids->pdata[i])->box;
    if (ABS (b->x0 - grid->box.x0) <= most && ABS (b->x1 - grid->box.x1) <= most)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_over_any (const GPtrArray *grids, const GjOcrRect *box)
{
  for (guint i = 0; i < grids->len; i++)
    if (is_over (&((const GjOcrGrid *) grids->pdata[i])->box, box))
      return TRUE;
  return FALSE;
}

/* In how many cells of its rows @grid is such as the form has. */
static guint
fit_of (const Found *now, BOXA *print, GjOcrGrid *grid)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_ptr_array_add (one, grid);
  return gj_ocr_grids_fit (now->rules, print, one);
}

/* Takes grids of @other of a row at least where @now has nothing, but other tables as wide; and those in whose cells more print keeps, by
 * a row, than in those of the one grid of @now in their place. */
static void
take_better_grids (Found *now, Found *other, BOXA *print, double dpi)
{
  for (guint i = other->grids->len; i-- > 0;) {
    GjOcrGrid *its = other->grids->pdata[i];
    int at = only_grid_over (now->grids, &its->box), merit = gj_ocr_grid_merit (now->rules, print, its);
    GjOcrGrid *grid = at >= 0 ? now->grids->pdata[at] : NULL;
    gboolean better = grid != NULL && only_grid_over (other->grids, &grid->box) == (int) i &&
                      its->n_rows > grid->n_rows && merit >= gj_ocr_grid_merit (now->rules, print, grid) + ROW &&
                      fit_of (now, print, its) >= fit_of (now, print, grid);
    gboolean more = !is_over_any (now->grids, &its->box) && is_in_line (now->grids, its, dpi) && merit >= ROW;
    if (!better && !more)
      continue;
    gj_ocr_grid_doubt_cut (other->rules, print, its);
    g_ptr_array_steal_index (other->grids, i);
    if (more) {
      int before = 0;
      while (before < (int) now->grids->len && ((GjOcrGrid *) now->grids->pdata[before])->box.y0 < its->box.y0)
        before++;
      g_ptr_array_insert (now->grids, before, its);
      continue;
    }
    gj_ocr_grid_free (grid);
    now->grids->pdata[at] = its;
  }
}

/* Where rules are broken, or missed, others may be too faint to be found: those found with lower thresholds are taken if more cells hold one
 * word then, or if they are whole where these are broken, and no two tables become one; or if more rows are such as the form has. Else single
 * tables are. */
static void
look_for_faint (GjOcrPicture *picture, Found *now)
{
  BOXA *print = print_of (now);
  if (!gj_ocr_rules_broken (now->rules) && !may_lack_rules (now, print))
    return;
  Found faint = tables_of (gj_ocr_rules_find_faint (picture));
  int merit, fit = gain_of (now, &faint, print, &merit);
  gboolean whole = gj_ocr_rules_broken (now->rules) && !gj_ocr_rules_broken (faint.rules) && merit >= 0;
  gboolean joined = faint.grids->len < now->grids->len;
  if (fit < FITTER && ((!whole && merit < MORE) || fit < 0 || joined)) {
    take_better_grids (now, &faint, print, picture->dpi);
    found_clear (&faint);
    return;
  }
  for (guint i = 0; i < faint.grids->len; i++)
    gj_ocr_grid_doubt_cut (faint.rules, print, faint.grids->pdata[i]);
  found_take (now, &faint);
}

static guint
count_cells (const Found *found)
{
  guint n = 0;
  for (guint i = 0; i < found->grids->len; i++)
    n += ((const GjOcrGrid *) found->grids->pdata[i])->cells->len;
  return n;
}

/* Whether @strong makes no row of many that fit the form worse than @now does, with much fewer cells: the others are between rules of the back,
 * whose print counts for them. */
static gboolean
is_sparer (const Found *now, const Found *strong, BOXA *print, int fit, int merit)
{
  return fit >= 0 && merit >= -SPARE && count_cells (strong) * 5 <= count_cells (now) * 4 &&
         gj_ocr_grids_fit (strong->rules, print, strong->grids) >= MANY_FIT;
}

/* Rules on the back of thin paper are paler than those on its front, by less on a pale page: where a grid holds more that speaks against it
 * than cells with one word, the darker ones are taken if they are whole and so many more cells hold one word, or if more rows are such as the
 * form has, or as many with fewer cells. */
static void
look_for_strong (GjOcrPicture *picture, Found *now)
{
  g_autoptr (GjBoxa) print = boxaCopy (print_of (now), L_CLONE);
  gboolean crowded = is_crowded (now, print);
  for (guint i = 0; crowded && i < G_N_ELEMENTS (strengths); i++) {
    Found strong = tables_of (gj_ocr_rules_find_strong (picture, strengths[i]));
    int merit, fit = gain_of (now, &strong, print, &merit);
    gboolean whole = !gj_ocr_rules_broken (strong.rules) && fit >= 0 && merit >= MORE;
    if (strong.grids->len > 0 && (whole || (fit >= FITTER && merit > 0) || is_sparer (now, &strong, print, fit, merit)))
      found_take (now, &strong);
    else
      found_clear (&strong);
  }
}

/* A streak that ran along a rule was taken off together with it: it is drawn again where it ran over a table, and what is found then is
 * taken if more rows are such as the form has, and more cells hold one word: elsewhere it runs through print. */
static void
look_under_streaks (const GjOcrPicture *picture, Found *now)
{
  g_autoptr (GjBoxa) print = boxaCopy (print_of (now), L_CLONE); /* that of what is taken would have the streak in it */
  for (guint i = 0; i < picture->streaks->len; i++)
    for (guint k = 0; k < now->grids->len; k++) {
      const GjOcrGrid *grid = now->grids->pdata[k];
      GjOcrPicture again = *picture;
      g_autoptr (GjPix) gray = pixCopy (NULL, picture->gray);
      if (!gj_ocr_streak_redraw (gray, picture, &g_array_index (picture->streaks, GjOcrStreak, i), &grid->box))
        continue;
      again.gray = gray;
      Found other = tables_of (gj_ocr_rules_find_faint (&again));
      int merit, fit = gain_of (now, &other, print, &merit);
      if (fit >= FITTER && merit > 0 && other.grids->len >= now->grids->len)
        found_take (now, &other);
      else
        found_clear (&other);
    }
}

/* Strokes of a title in large type, or of two lines of prose, can make a grid: low, narrower than the page's print, and with as much print that
 * its sides cut as it has cells. No table of the forms is so narrow. */
static void
drop_prose (const GjOcrPicture *picture, Found *found)
{
  for (guint i = found->grids->len; i-- > 0;) {
    const GjOcrGrid *grid = found->grids->pdata[i];
    if (gj_ocr_rect_height (&grid->box) > picture->dpi * LOW ||
        gj_ocr_rect_width (&grid->box) > NARROW * pixGetWidth (picture->gray))
      continue;
    if (gj_ocr_grid_faults (found->rules, print_of (found), grid) >= grid->cells->len)
      g_ptr_array_remove_index (found->grids, i);
  }
}

GPtrArray *
gj_ocr_find_grids (GjOcrPicture *picture, GArray *bare)
{
  Found found = tables_of (gj_ocr_rules_find (picture));
  if (picture->noise >= LEAST_NOISE) {
    look_for_faint (picture, &found);
    look_for_strong (picture, &found);
  }
  if (picture->streaks != NULL)
    look_under_streaks (picture, &found);
  drop_prose (picture, &found);
  for (guint i = 0; i < found.grids->len && gj_ocr_rules_broken (found.rules); i++)
    gj_ocr_grid_doubt_cut (found.rules, print_of (&found), found.grids->pdata[i]);
  boxaDestroy (&found.print);
  g_autoptr (GjOcrRules) rules = found.rules;
  for (guint i = 0; bare != NULL && i < rules->bare->len; i++) {
    GjOcrRule r = g_array_index (rules->bare, GjOcrRule, i);
    r = (GjOcrRule){ r.from * rules->scale, r.to * rules->scale, r.pos * rules->scale, -1, r.cover };
    g_array_append_val (bare, r);
  }
  return found.grids;
}
