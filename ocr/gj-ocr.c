/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/gj-ocr.h"

#include "ocr/gj-ocr-arcs.h"
#include "ocr/gj-ocr-bare.h"
#include "ocr/gj-ocr-cells.h"
#include "ocr/gj-ocr-crowd.h"
#include "ocr/gj-ocr-crumbs.h"
#include "ocr/gj-ocr-engine.h"
#include "ocr/gj-ocr-erase.h"
#include "ocr/gj-ocr-image.h"
#include "ocr/gj-ocr-module.h"
#include "ocr/gj-ocr-orient.h"
#include "ocr/gj-ocr-prose.h"
#include "ocr/gj-ocr-shade.h"
#include "ocr/gj-ocr-strike.h"
#include "ocr/gj-ocr-under.h"
#include "ocr/gj-ocr-veil.h"
#include "page/gj-char.h"

struct GjOcr {
  GjOcrEngine *chinese;  /* labels and prose */
  GjOcrEngine *digits;   /* figures */
  GjOcrPhrases *phrases; /* labels that are known by their shape */
  guint turns;           /* quarter turns that made the last page upright: scans keep their way */
};

void
gj_ocr_close (GjOcr *ocr)
{
  if (ocr == NULL)
    return;
  gj_ocr_engine_free (ocr->chinese);
  gj_ocr_engine_free (ocr->digits);
  gj_ocr_phrases_free (ocr->phrases);
  g_free (ocr);
}

GjOcr *
gj_ocr_open (const char *const *phrases, GError **error)
{
  GjOcr *ocr = g_new0 (GjOcr, 1);
  ocr->phrases = gj_ocr_phrases_new (phrases);
  ocr->chinese = gj_ocr_engine_new ("chi_sim", NULL, error);
  ocr->digits = ocr->chinese != NULL ? gj_ocr_engine_new ("eng", "0123456789.,-", error) : NULL;
  if (ocr->digits == NULL) {
    gj_ocr_close (ocr);
    return NULL;
  }
  return ocr;
}

static GjBox
points (const GjOcrRect *r, double dpi)
{
  double s = 72 / dpi;
  return (GjBox){ r->x0 * s, r->y0 * s, r->x1 * s, r->y1 * s };
}

/* Spaces stand only between characters neither of which is Chinese. */
static gboolean
space_between (const GjOcrSymbol *a, const GjOcrSymbol *b)
{
  return b->word_start && !b->line_start && !gj_char_is_cjk (a->ch) && !gj_char_is_cjk (b->ch);
}

static void
add_glyphs (GjPage *page, GArray *symbols, double dpi)
{
  for (guint i = 0; i < symbols->len && page->glyphs->len < GJ_MAX_GLYPHS_PER_PAGE; i++) {
    const GjOcrSymbol *s = &g_array_index (symbols, GjOcrSymbol, i);
    gboolean space = i > 0 && space_between (s - 1, s);
    if (gj_char_is_space (s->ch))
      continue;
    gj_page_add_glyph (page, s->ch, points (&s->box, dpi), s->confidence, space);
    g_array_index (page->glyphs, GjGlyph, page->glyphs->len - 1).agreed = !s->agreed      ? 0
                                                                          : s->word_start ? GJ_AGREED_FIRST
                                                                                          : GJ_AGREED_NEXT;
  }
}

static void
add_grids (GjPage *page, GPtrArray *grids, double dpi)
{
  for (guint i = 0; i < grids->len; i++) {
    const GjOcrGrid *from = g_ptr_array_index (grids, i);
    GjGrid *grid = gj_grid_new (points (&from->box, dpi), from->n_rows, from->n_cols);
    for (guint k = 0; k < from->cells->len; k++) {
      const GjOcrCell *c = &g_array_index (from->cells, GjOcrCell, k);
      GjGridCell *cell = gj_grid_add_cell (grid, points (&c->box, dpi), c->row, c->col, c->row_span, c->col_span,
                                           c->text != NULL ? c->text : "");
      cell->alternative = g_strdup (c->alternative);
      cell->confidence = c->confidence;
      cell->reading = c->reading;
      cell->unit_whole = c->unit_whole;
      cell->unsure = c->reading == GJ_READING_DOUBTFUL && !c->supposed;
    }
    g_ptr_array_add (page->grids, grid);
  }
}

/* Rules across that part the rows of a table without other rules. */
static void
add_rules (GjPage *page, const GArray *rules, double dpi)
{
  double s = 72 / dpi;
  for (guint i = 0; i < rules->len; i++) {
    const GjOcrRule *r = &g_array_index (rules, GjOcrRule, i);
    GjRule rule = { TRUE, r->pos * s, r->from * s, r->to * s };
    g_array_append_val (page->rules, rule);
  }
}

static void
add_boxes (GArray *to, const GArray *from, double dpi)
{
  for (guint i = 0; i < from->len; i++) {
    GjBox box = points (&g_array_index (from, GjOcrRect, i), dpi);
    g_array_append_val (to, box);
  }
}

static GjPage *
make_page (const GjOcrPicture *picture, guint number, GPtrArray *grids, GArray *symbols)
{
  double dpi = picture->dpi, scale = 72 / dpi;
  GjPage *page =
      gj_page_new (number, pixGetWidth (picture->gray) * scale, pixGetHeight (picture->gray) * scale, GJ_SOURCE_OCR);

  page->dpi = dpi;
  for (int i = 0; i < 6; i++)
    page->to_display[i] = picture->to_given[i] * (i < 4 ? 1 : scale);
  add_grids (page, grids, dpi);
  add_glyphs (page, symbols, dpi);
  return page;
}

GjPage *
gj_ocr_read_page (GjOcr *ocr, const GjPixmap *pixmap, guint number, GError **error)
{
  g_autoptr (GjOcrPicture) picture = gj_ocr_upright_picture (ocr->chinese, pixmap, &ocr->turns);
  g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (GjOcrRule));
  gj_ocr_shade_turn (picture);
  g_autoptr (GPtrArray) grids = gj_ocr_find_grids (picture, rules);
  g_autoptr (GArray) symbols = g_array_new (FALSE, FALSE, sizeof (GjOcrSymbol));

  gj_ocr_arcs_measure (picture);
  picture->given = pixmap;
  picture->seals = gj_ocr_veil_find (picture);
  gj_ocr_grids_drop_characters (grids, picture->dpi, pixGetWidth (picture->gray));
  gj_ocr_crowd_drop (picture, grids);
  gj_ocr_under_part (picture, grids);
  gj_ocr_strikes_lift (picture, grids);
  gj_ocr_read_cells (ocr->chinese, ocr->digits, ocr->phrases, picture, grids);
  gj_ocr_erase_rules (picture, rules);
  gj_ocr_crumbs_erase (picture, grids);
  g_autoptr (GArray) lifted = g_array_new (FALSE, FALSE, sizeof (GjOcrRect));
  gj_ocr_veil_lift_seals (picture, grids, lifted);
  g_autoptr (GjOcrBare) bare = gj_ocr_bare_find (picture, grids);
  gj_ocr_bare_read (ocr->digits, picture, bare);
  gj_ocr_read_prose (ocr->chinese, picture, grids, bare->writings, symbols);
  gj_ocr_bare_symbols (bare, symbols);
  g_autoptr (GArray) unread = gj_ocr_bare_unread (bare, symbols);
  GjPage *page = make_page (picture, number, grids, symbols);
  add_rules (page, rules, picture->dpi);
  add_boxes (page->unread, unread, picture->dpi);
  add_boxes (page->sealed, lifted, picture->dpi);
  return page;
}
