/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-late-pictures.h"
#include "extract/gj-text-layer.h"
#include "extract/gj-text-run.h"

#include <ErrorCodes.h>
#include <Gfx.h>
#include <GlobalParams.h>
#include <PDFDoc.h>
#include <Page.h>
#include <Stream.h>
#include <TextOutputDev.h>
#include <poppler-config.h>

#include <memory>
#include <vector>

/* Poppler's core has no interface that it promises to keep: whether this fits the one that is there, the build finds out
 * (extract/CMakeLists.txt). It asks for the same as poppler-glib does, call by call. */

/* What is odd about a file is said as messages; what matters comes back as an error. */
static void
drop_message (ErrorCategory category, Goffset pos, const char *message)
{
}

struct GjTextLayer {
  GlobalParamsIniter params{ drop_message };
  std::unique_ptr<PDFDoc> doc;
  GjTextRun run; /* ends before the document */
  guint n_plain = 0;
};

GjTextLayer *
gj_text_layer_open (const guint8 *bytes, gsize n_bytes, gboolean *encrypted)
{
  auto layer = std::make_unique<GjTextLayer> ();
  auto stream = new MemStream ((const char *) bytes, 0, (Goffset) n_bytes, Object (objNull)); /* the document's */
  layer->doc = std::make_unique<PDFDoc> (stream);
  *encrypted = !layer->doc->isOk () && layer->doc->getErrorCode () == errEncrypted;
  return layer->doc->isOk () ? layer.release () : nullptr;
}

void
gj_text_layer_close (GjTextLayer *layer)
{
  delete layer;
}

int
gj_text_layer_n_pages (GjTextLayer *layer)
{
  return layer->doc->getNumPages ();
}

typedef std::vector<TextWordSelection *> Line;

/* How many characters and spaces @lines have, and an end of each line but the last. */
static gsize
count_rects (Line **lines, int n_lines)
{
  gsize n = (gsize) n_lines - 1;
  for (int i = 0; i < n_lines; i++)
    for (gsize j = 0; j < lines[i]->size (); j++) {
      const TextWordSelection *part = (*lines[i])[j];
      n += (gsize) (part->getEnd () - part->getBegin ());
      n += part->getWord ()->hasSpaceAfter () && j + 1 < lines[i]->size ();
    }
  return n;
}

/* Places of spaces and line ends are left out: nobody asks for them. */
static void
take_rects (Line **lines, int n_lines, GjTextOfPage *out)
{
  out->n_rects = (guint) count_rects (lines, n_lines);
  out->rects = g_new0 (GjTextRect, out->n_rects);
  GjTextRect *to = out->rects;
  for (int i = 0; i < n_lines; i++, to++)
    for (gsize j = 0; j < lines[i]->size (); j++) {
      const TextWordSelection *part = (*lines[i])[j];
      const TextWord *word = part->getWord ();
      for (int k = part->getBegin (); k < part->getEnd (); k++, to++)
        word->getCharBBox (k, &to->x0, &to->y0, &to->x1, &to->y1);
      to += word->hasSpaceAfter () && j + 1 < lines[i]->size ();
    }
}

static void
free_lines (Line **lines, int n_lines)
{
  for (int i = 0; i < n_lines; i++) {
    for (TextWordSelection *part : *lines[i])
      delete part;
    delete lines[i];
  }
  gfree (lines);
}

static TextPage *
interpret (GjTextLayer *layer, Page *page)
{
  TextOutputDev plain (nullptr, true, 0, false, false);
  if (layer->run.page (page, &plain)) {
    plain.endPage ();
    layer->n_plain++;
    return plain.takeText ();
  }
  TextOutputDev device (nullptr, true, 0, false, false);
  std::unique_ptr<Gfx> gfx (page->createGfx (&device, 72, 72, 0, false, true, -1, -1, -1, -1, false, nullptr, nullptr));
  page->display (gfx.get ());
  device.endPage ();
  return device.takeText ();
}

gboolean
gj_text_layer_read (GjTextLayer *layer, guint number, GjTextOfPage *out)
{
  Page *page = layer->doc->getPage ((int) number);
  if (page == nullptr)
    return FALSE;
  int turned = page->getRotate ();
  out->width = turned == 90 || turned == 270 ? page->getCropHeight () : page->getCropWidth ();
  out->height = turned == 90 || turned == 270 ? page->getCropWidth () : page->getCropHeight ();
  PDFRectangle area (-GJ_TEXT_BEYOND, -GJ_TEXT_BEYOND, out->width + GJ_TEXT_BEYOND, out->height + GJ_TEXT_BEYOND);
  TextPage *text = interpret (layer, page);
  std::unique_ptr<GooString> selected (text->getSelectionText (&area, selectionStyleGlyph));
  out->text = g_strdup (selected->c_str ());
  int n_lines = 0;
  Line **lines = text->getSelectionWords (&area, selectionStyleGlyph, &n_lines);
  if (lines != nullptr) {
    take_rects (lines, n_lines, out);
    free_lines (lines, n_lines);
  }
  text->decRefCnt ();
  return TRUE;
}

guint
gj_text_layer_n_plain (const GjTextLayer *layer)
{
  return layer->n_plain;
}

void
gj_text_layer_keep_warm (void)
{
  static GlobalParamsIniter *kept = nullptr;
  if (kept == nullptr)
    kept = new GlobalParamsIniter (drop_message);
}

const char *
gj_text_layer_version (void)
{
  return POPPLER_VERSION;
}
