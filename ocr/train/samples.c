/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Developer's tool, not installed: renders digits (and things that are none) in the fonts
 * of this machine, degrades them like scans, cuts them out with the pipeline's own
 * gj_ocr_ink_find() and appends them as samples for train.c.
 *
 * samples OUT SEED N_PAGES FONT… : one record is a label byte, a font byte and
 * GJ_OCR_DIGIT_INPUTS float32. */

#include <cairo.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ocr/gj-ocr-digit.h"
#include "ocr/gj-ocr-ink.h"

#define COLS 9
#define ROWS 22

/* nothing that looks like a digit even to a person: no 口 日 目, no O D Q I l S B b */
static const char *const others =
    "政府信息公开年本申请数量其他总计处理结果行维持复议诉讼小川田山中工人大万元件减月号入规章性文强制许可费"
    "FHKMNPRTVWXYhkmnrtvwxy%+*#&";

typedef struct {
  char text[12];
  guint n_full; /* glyphs that are no marks */
  gboolean digits;
  GjOcrRect box;
} Sample;

static double
uniform (double a, double b)
{
  return a + (b - a) * (double) rand () / RAND_MAX;
}

static void
random_text (Sample *s)
{
  s->digits = rand () % 8 != 0;
  s->text[0] = '\0';
  s->n_full = 0;
  if (!s->digits) {
    const char *p = g_utf8_offset_to_pointer (others, rand () % g_utf8_strlen (others, -1));
    memcpy (s->text, p, (gsize) (g_utf8_next_char (p) - p));
    s->text[g_utf8_next_char (p) - p] = '\0';
    return;
  }
  int n = 1 + rand () % 4 + (rand () % 4 == 0 ? rand () % 3 : 0);
  for (int i = 0; i < n; i++)
    s->text[s->n_full++] = (char) ('0' + rand () % 10);
  s->text[s->n_full] = '\0';
}

static PIX *
render (const char *font, double dpi, Sample *samples)
{
  double points = uniform (9, 15), px = points * dpi / 72, cw = px * 5.2, ch = px * 1.9;
  int w = (int) (cw * COLS) + 2, h = (int) (ch * ROWS) + 2, tone = (int) uniform (0, 70);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, w, h);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, tone / 255.0, tone / 255.0, tone / 255.0);
  cairo_select_font_face (cr, font, rand () % 12 == 0 ? CAIRO_FONT_SLANT_ITALIC : CAIRO_FONT_SLANT_NORMAL,
                          rand () % 6 == 0 ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
  double squeeze = uniform (0.88, 1.1);
  cairo_matrix_t m;
  cairo_matrix_init_scale (&m, px * squeeze, px);
  cairo_set_font_matrix (cr, &m);
  for (int i = 0; i < COLS * ROWS; i++) {
    int c = i % COLS, r = i / COLS;
    random_text (&samples[i]);
    samples[i].box = (GjOcrRect){ (int) (c * cw), (int) (r * ch), (int) ((c + 1) * cw), (int) ((r + 1) * ch) };
    cairo_move_to (cr, c * cw + px * 0.5 + uniform (0, 1), r * ch + px * 1.35 + uniform (0, 1));
    cairo_show_text (cr, samples[i].text);
  }
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  PIX *gray = pixCreate (w, h, 8);
  const guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  for (int y = 0; y < h; y++) {
    l_uint32 *line = pixGetData (gray) + (gsize) y * (gsize) pixGetWpl (gray);
    for (int x = 0; x < w; x++)
      SET_DATA_BYTE (line, x, data[y * stride + x * 4]);
  }
  cairo_surface_destroy (surface);
  return gray;
}

static void
replace (PIX **pix, PIX *next)
{
  if (next == NULL)
    return;
  pixDestroy (pix);
  *pix = next;
}

static void
levels (PIX *pix, double low, double high)
{
  for (int y = 0; y < pixGetHeight (pix); y++) {
    l_uint32 *line = pixGetData (pix) + (gsize) y * (gsize) pixGetWpl (pix);
    for (int x = 0; x < pixGetWidth (pix); x++)
      SET_DATA_BYTE (line, x, (int) (low + (high - low) * GET_DATA_BYTE (line, x) / 255.0));
  }
}

/* Toner that did not stick: low-frequency random lightening. */
static void
dropout (PIX *pix, double keep, double part)
{
  int w = pixGetWidth (pix), h = pixGetHeight (pix), gw = w / 5 + 2, gh = h / 5 + 2;
  g_autofree float *g = g_new (float, gw *gh);
  for (int i = 0; i < gw * gh; i++)
    g[i] = (float) uniform (0, 1);
  for (int y = 0; y < h; y++) {
    l_uint32 *line = pixGetData (pix) + (gsize) y * (gsize) pixGetWpl (pix);
    for (int x = 0; x < w; x++) {
      int ix = x / 5, iy = y / 5;
      double fx = x / 5.0 - ix, fy = y / 5.0 - iy;
      double n = g[iy * gw + ix] * (1 - fx) * (1 - fy) + g[iy * gw + ix + 1] * fx * (1 - fy) +
                 g[(iy + 1) * gw + ix] * (1 - fx) * fy + g[(iy + 1) * gw + ix + 1] * fx * fy;
      if (n < part)
        SET_DATA_BYTE (line, x, (int) (255 - (255 - GET_DATA_BYTE (line, x)) * keep));
    }
  }
}

static void
degrade (PIX **pix)
{
  if (rand () % 3 == 0) {
    double angle = uniform (-1.5, 1.5) * G_PI / 180;
    for (int back = 0; back < 2; back++) /* there and back: what deskewing leaves */
      replace (pix, pixRotateAMGray (*pix, (float) (back ? -angle * uniform (0.9, 1.1) : angle), 255));
  }
  if (rand () % 2 == 0) {
    L_KERNEL *k = makeGaussianKernel (4, 4, (float) uniform (0.4, 1.6), 1.0f);
    replace (pix, pixConvolve (*pix, k, 8, 1));
    kernelDestroy (&k);
  }
  if (rand () % 5 == 0)
    dropout (*pix, uniform (0.3, 0.7), uniform (0.2, 0.4));
  if (rand () % 3 == 0)
    levels (*pix, uniform (0, 150), uniform (225, 255));
  if (rand () % 2 == 0)
    replace (pix, pixAddGaussianNoise (*pix, (float) uniform (2, 26)));
  if (rand () % 3 == 0) {
    l_uint8 *data = NULL;
    size_t n = 0;
    if (pixWriteMemJpeg (&data, &n, *pix, 25 + rand () % 60, 0) == 0)
      replace (pix, pixReadMemJpeg (data, n, 0, 1, NULL, 0));
    lept_free (data);
  }
  if (rand () % 7 == 0) {
    PIX *one = pixThresholdToBinary (*pix, (int) uniform (110, 190));
    replace (pix, pixConvert1To8 (NULL, one, 255, 0));
    pixDestroy (&one);
  }
}

static void
write_cell (FILE *out, GjOcrPicture *picture, const Sample *s, guint8 font)
{
  g_autofree GjOcrInk *ink = gj_ocr_ink_find (picture, &s->box, uniform (0.3, 0.55));
  if (ink->n_lines == 0 || (s->digits && ink->n_lines != 1))
    return;
  gboolean touching = s->digits && ink->line[0].n_glyphs != s->n_full;
  for (guint k = 0; k < (s->digits ? 1 : ink->n_lines); k++)
    for (guint i = 0; i < ink->line[k].n_glyphs; i++) {
      const GjOcrRect *g = &ink->line[k].glyph[i];
      if (ink->line[k].mark[i] != 0 || gj_ocr_rect_height (g) < 5)
        continue;
      if (s->digits && gj_ocr_rect_height (g) < 0.8 * gj_ocr_rect_height (&ink->line[k].box))
        continue; /* broken */
      if (!s->digits && (guchar) s->text[0] >= 0x80 &&
          gj_ocr_rect_width (g) < 0.7 * gj_ocr_rect_height (&ink->line[k].box))
        continue;                                 /* a part of a character may well look like a digit */
      gboolean torn = touching && s->n_full == 1; /* pieces of one digit are none */
      if (touching && !torn && gj_ocr_rect_width (g) < 0.85 * gj_ocr_rect_height (g))
        continue; /* which of them it is, we cannot know */
      float features[GJ_OCR_DIGIT_INPUTS];
      guint8 head[2] = { s->digits && !touching ? (guint8) (s->text[i] - '0') : 10, font };
      gj_ocr_digit_features (picture->gray, g, features);
      fwrite (head, 1, 2, out);
      fwrite (features, sizeof (float), GJ_OCR_DIGIT_INPUTS, out);
    }
}

int
main (int argc, char **argv)
{
  static const double dpis[] = { 150, 150, 200, 200, 200, 240, 300 };
  if (argc < 5)
    return 2;
  FILE *out = fopen (argv[1], "ab");
  srand ((unsigned) atoi (argv[2]));
  setMsgSeverity (L_SEVERITY_NONE);
  for (int page = 0; page < atoi (argv[3]); page++) {
    int font = 4 + rand () % (argc - 4);
    double dpi = dpis[rand () % (int) G_N_ELEMENTS (dpis)];
    static Sample samples[COLS * ROWS];
    PIX *pix = render (argv[font], dpi, samples);
    degrade (&pix);
    if (rand () % 2) { /* as noise is smoothed, at times too much */
      PIX *even = pixBlockconvGray (pix, NULL, 1, 1);
      pixDestroy (&pix);
      pix = even;
    }
    GjOcrPicture picture = { .gray = pix, .dpi = dpi, .contrast = 60, .paper = 250 };
    for (int i = 0; i < COLS * ROWS; i++)
      write_cell (out, &picture, &samples[i], (guint8) (font - 4));
    pixDestroy (&pix);
  }
  fclose (out);
  return 0;
}
