/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/gj-segment.h"

#include "normalize/gj-frame.h"
#include "normalize/gj-prose.h"
#include "normalize/gj-rows.h"
#include "page/gj-char.h"

#include <math.h>
#include <string.h>

/* A gap wider than this part of the type size parts two cells; between figures a narrower one does. */
#define GAP 0.75
#define GAP_FIGURES 0.45
#define GAP_MIXED 0.4
#define GAP_AGREED 1.2  /* OCR: within a figure; a full-width comma leaves much room */
#define GAP_NUMERAL 1.4 /* OCR: a numeral and the label behind it */
/* Neighbours on one line are level within this part of the type size. */
#define LEVEL 0.35
/* Half of what type covers of its size: lines without leading just do not touch. */
#define TYPE_HALF 0.4

static void
segment_clear (gpointer data)
{
  GjSegment *s = data;
  g_free (s->text);
  g_clear_pointer (&s->places, g_array_unref);
}

void
gj_segment_line_free (GjSegmentLine *line)
{
  g_array_unref (line->segments);
  g_free (line);
}

static void
line_free (gpointer data)
{
  gj_segment_line_free (data);
}

static GjSegmentLine *
line_new (GjPage *page)
{
  GjSegmentLine *line = g_new0 (GjSegmentLine, 1);
  line->page = page;
  line->segments = g_array_new (FALSE, TRUE, sizeof (GjSegment));
  g_array_set_clear_func (line->segments, segment_clear);
  return line;
}

/* A label that starts with a numeral, whose stop OCR may miss, is no figure with a note. */
static gboolean
is_label (const char *text)
{
  guint letters = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    letters += gj_char_is_ideograph (g_utf8_get_char (p));
  return letters >= 4 && strstr (text, "（") == NULL;
}

static void
add_segment (GjSegmentLine *line, const GjGlyph *glyphs, guint n)
{
  GString *s = g_string_new (NULL);
  GjSegment segment = { .confidence = 100,
                        .agreed = TRUE,
                        .places = g_array_sized_new (FALSE, FALSE, sizeof (GjPlace), n) };
  for (guint i = 0; i < n; i++) {
    GjPlace place = { (float) glyphs[i].box.x0, (float) glyphs[i].box.x1 };
    g_array_append_val (segment.places, place);
    g_string_append_unichar (s, glyphs[i].ch);
    segment.box = gj_box_union (&segment.box, &glyphs[i].box);
    segment.y += (glyphs[i].box.y0 + glyphs[i].box.y1) / 2 / n;
    segment.size = MAX (segment.size, gj_glyph_size (&glyphs[i]));
    segment.confidence = MIN (segment.confidence, glyphs[i].confidence);
    segment.agreed &= glyphs[i].agreed != 0 && (line->page->source == GJ_SOURCE_OCR || glyphs[i].confidence >= 60);
  }
  segment.text = g_string_free (s, FALSE);
  segment.value = gj_cell_is_value (segment.text) && (segment.agreed || !is_label (segment.text));
  g_array_append_val (line->segments, segment);
}

static gboolean
is_figure (gunichar ch)
{
  return gj_char_digit (ch) >= 0 || gj_char_is_dash (ch);
}

static double
middle (const GjGlyph *g)
{
  return (g->box.y0 + g->box.y1) / 2;
}

/* Whether @b goes on behind @a in the same cell. */
static gboolean
goes_on (const GjGlyph *a, const GjGlyph *b)
{
  double size = MAX (gj_glyph_size (a), gj_glyph_size (b)), gap = b->box.x0 - a->box.x1;
  gboolean numeral = is_figure (a->ch) || g_utf8_strchr (".．、，,", -1, a->ch) != NULL;
  if (is_figure (a->ch) && b->agreed == GJ_AGREED_FIRST) /* the next figure, however near */
    return FALSE;
  double widest = numeral && gj_char_is_ideograph (b->ch) && a->agreed == 0 ? GAP_NUMERAL
                  : is_figure (a->ch) && is_figure (b->ch)                  ? GAP_FIGURES
                  : !is_figure (a->ch) && is_figure (b->ch)                 ? GAP_MIXED
                                                                            : GAP;
  if (b->agreed == GJ_AGREED_NEXT && a->agreed != 0) /* the same figure */
    widest = MAX (widest, GAP_AGREED);
  return gap <= widest * size && fabs (middle (a) - middle (b)) < LEVEL * size;
}

/* Glyphs that come one after the other in the source and in print. */
typedef struct {
  guint first, n;
  double y, x0, size;
} Run;

static GArray *
collect_runs (const GArray *glyphs)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));
  for (guint i = 0; i < glyphs->len; i++) {
    const GjGlyph *g = &g_array_index (glyphs, GjGlyph, i);
    Run *last = runs->len > 0 ? &g_array_index (runs, Run, runs->len - 1) : NULL;
    if (last != NULL && goes_on (g - 1, g) && g->box.x0 > (g - 1)->box.x0) {
      last->y = (last->y * last->n + middle (g)) / (last->n + 1);
      last->size = MAX (last->size, gj_glyph_size (g));
      last->n++;
      continue;
    }
    Run run = { i, 1, middle (g), g->box.x0, gj_glyph_size (g) };
    g_array_append_val (runs, run);
  }
  return runs;
}

static int
compare_heights (gconstpointer a, gconstpointer b)
{
  const Run *p = a, *q = b;
  return p->y < q->y ? -1 : p->y > q->y;
}

static int
compare_left (gconstpointer a, gconstpointer b)
{
  const Run *p = a, *q = b;
  return p->x0 < q->x0 ? -1 : p->x0 > q->x0;
}

/* The glyphs of @n runs of one line, parted where the runs are. */
static GjSegmentLine *
make_line (GjPage *page, const GArray *glyphs, Run *runs, guint n)
{
  GjSegmentLine *line = line_new (page);
  g_autoptr (GArray) held = g_array_new (FALSE, FALSE, sizeof (GjGlyph));
  double size = 0;
  guint all = 0;
  qsort (runs, n, sizeof *runs, compare_left);
  for (guint r = 0; r < n; r++) {
    const GjGlyph *first = &g_array_index (glyphs, GjGlyph, runs[r].first);
    if (held->len > 0 && !goes_on (&g_array_index (held, GjGlyph, held->len - 1), first)) {
      add_segment (line, (GjGlyph *) held->data, held->len);
      g_array_set_size (held, 0);
    }
    g_array_append_vals (held, first, runs[r].n);
    g_array_sort (held, gj_glyph_compare_left);
    line->y = (line->y * all + runs[r].y * runs[r].n) / (all + runs[r].n);
    all += runs[r].n;
    size = MAX (size, runs[r].size);
  }
  add_segment (line, (GjGlyph *) held->data, held->len);
  line->top = line->y - TYPE_HALF * size;
  line->bottom = line->y + TYPE_HALF * size;
  return line;
}

/* The end of the line that starts with run @first; runs are sorted by height. */
static guint
take_line (const GArray *runs, guint first)
{
  guint j = first;
  double y = 0, size = 0;
  guint n = 0;
  for (; j < runs->len; j++) {
    const Run *r = &g_array_index (runs, Run, j);
    if (n > 0 && r->y - y >= 0.5 * MIN (size, r->size))
      break;
    y = (y * n + r->y * r->n) / (n + r->n);
    n += r->n;
    size = MAX (size, r->size);
  }
  return j;
}

/* OCR gives a character the box of its ink, or less: it has the room that one of its line's height takes, as far as its
 * neighbours leave it. */
static void
widen_characters (GArray *glyphs)
{
  double last = -G_MAXDOUBLE, y = 0;
  for (guint i = 0; i < glyphs->len; i++) {
    GjGlyph *g = &g_array_index (glyphs, GjGlyph, i);
    const GjGlyph *next = i + 1 < glyphs->len && g[1].box.y0 == g->box.y0 && g[1].box.x0 > g->box.x0 ? g + 1 : NULL;
    double more = (gj_box_height (&g->box) - gj_box_width (&g->box)) / 2;
    if (g->box.y0 != y || g->box.x0 < last)
      last = -G_MAXDOUBLE;
    y = g->box.y0;
    if (gj_char_is_cjk (g->ch) && more > 0) {
      double right = next != NULL ? (g->box.x1 + next->box.x0) / 2 : G_MAXDOUBLE;
      g->box.x0 = MAX (g->box.x0 - more, MIN (last, g->box.x0));
      g->box.x1 = MAX (g->box.x1, MIN (g->box.x1 + more, right));
    }
    last = g->box.x1;
  }
}

GPtrArray *
gj_segment_lines (GjPage *page)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  g_autoptr (GArray) loose = g_array_sized_new (FALSE, FALSE, sizeof (GjGlyph), page->glyphs->len);
  g_autoptr (GArray) tables = gj_page_tables (page);
  for (guint i = 0; i < page->glyphs->len; i++) {
    GjGlyph g = g_array_index (page->glyphs, GjGlyph, i);
    if (!gj_tables_contain (tables, (g.box.x0 + g.box.x1) / 2, middle (&g)))
      g_array_append_val (loose, g);
  }
  if (page->source == GJ_SOURCE_OCR)
    widen_characters (loose);
  g_autoptr (GArray) runs = collect_runs (loose);
  g_array_sort (runs, compare_heights);
  for (guint i = 0; i < runs->len;) {
    guint j = take_line (runs, i);
    g_ptr_array_add (lines, make_line (page, loose, &g_array_index (runs, Run, i), j - i));
    i = j;
  }
  return lines;
}

/* Whether @text ends and @more, on the next line, begins with a digit: two figures, or one that wraps. */
static gboolean
may_be_two (const char *text, const char *more)
{
  const char *last = g_utf8_find_prev_char (text, text + strlen (text));
  return last != NULL && gj_char_digit (g_utf8_get_char (last)) >= 0 && gj_char_digit (g_utf8_get_char (more)) >= 0;
}

/* Adds a copy of @s below what stands at its place, or as a piece of its own. */
static void
merge_segment (GjSegmentLine *line, const GjSegment *s)
{
  for (guint i = 0; i < line->segments->len; i++) {
    GjSegment *own = &g_array_index (line->segments, GjSegment, i);
    if (gj_overlap (own->box.x0, own->box.x1, s->box.x0, s->box.x1) <= 0)
      continue;
    g_autofree char *before = own->text;
    char *text = g_strconcat (before, s->text, NULL);
    own->text = text;
    g_clear_pointer (&own->places, g_array_unref);
    own->box = gj_box_union (&own->box, &s->box);
    own->y = (own->y + s->y) / 2;
    own->size = MAX (own->size, s->size);
    own->confidence = MIN (own->confidence, s->confidence);
    own->agreed &= s->agreed && !may_be_two (before, s->text);
    own->value = gj_cell_is_value (text);
    return;
  }
  GjSegment copy = *s;
  copy.text = g_strdup (s->text);
  copy.places = NULL;
  g_array_append_val (line->segments, copy);
}

static int
compare_segments (gconstpointer a, gconstpointer b)
{
  const GjSegment *p = a, *q = b;
  return p->box.x0 < q->box.x0 ? -1 : p->box.x0 > q->box.x0;
}

static void
merge_line (GjSegmentLine *to, const GjSegmentLine *from)
{
  for (guint i = 0; i < from->segments->len; i++)
    merge_segment (to, &g_array_index (from->segments, GjSegment, i));
  g_array_sort (to->segments, compare_segments);
  to->top = MIN (to->top, from->top);
  to->bottom = MAX (to->bottom, from->bottom);
  to->y = (to->top + to->bottom) / 2;
}

GjSegmentLine *
gj_segment_join (const GjSegmentLine *a, const GjSegmentLine *b)
{
  GjSegmentLine *line = line_new (a->page);
  line->top = a->top;
  line->bottom = a->bottom;
  merge_line (line, a);
  merge_line (line, b);
  return line;
}

GPtrArray *
gj_segment_strips (GPtrArray *lines, guint first, guint end)
{
  GPtrArray *strips = g_ptr_array_new_with_free_func (line_free);
  for (guint i = first; i < end; i++) {
    const GjSegmentLine *line = lines->pdata[i];
    GjSegmentLine *last = strips->len > 0 ? strips->pdata[strips->len - 1] : NULL;
    if (last == NULL || last->page != line->page || line->top >= last->bottom) {
      last = line_new (line->page);
      last->top = line->top;
      last->bottom = line->bottom;
      g_ptr_array_add (strips, last);
    }
    merge_line (last, line);
  }
  return strips;
}
