/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdbool.h>
#include <time.h>
#include "ocr/gj-ocr-engine.h"

#include <dlfcn.h>
#include <tesseract/capi.h>

#include "page/gj-error.h"

#define MAX_SYMBOLS 20000u

struct GjOcrEngine {
  TessBaseAPI *api;
};

static void
missing_data (const char *language, GError **error)
{
  g_autofree char *package = g_strdelimit (g_strdup (language), "_", '-');
  g_set_error (error, GJ_ERROR, GJ_ERROR_MISSING_DATA,
               "tesseract's language data %s is missing (install tesseract-ocr-%s: apt-get install tesseract-ocr-%s)",
               language, package, package);
}

/* One thread: OpenMP halves nothing but doubles the CPU time. OMP_THREAD_LIMIT is read when
 * libgomp is loaded, which has happened by now if we are linked; then its own switch is used. */
static void
use_one_thread (void)
{
  g_setenv ("OMP_THREAD_LIMIT", "1", TRUE);
  void (*set_levels) (int) = NULL;
  *(void **) &set_levels = dlsym (RTLD_DEFAULT, "omp_set_max_active_levels");
  if (set_levels == NULL) {
    void *omp = dlopen ("libgomp.so.1", RTLD_NOW | RTLD_NOLOAD);
    if (omp != NULL) {
      *(void **) &set_levels = dlsym (omp, "omp_set_max_active_levels");
      dlclose (omp);
    }
  }
  if (set_levels != NULL)
    set_levels (0);
}

GjOcrEngine *
gj_ocr_engine_new (const char *language, const char *whitelist, GError **error)
{
  setMsgSeverity (L_SEVERITY_NONE);
  use_one_thread ();

  GjOcrEngine *engine = g_new0 (GjOcrEngine, 1);
  engine->api = TessBaseAPICreate ();
  /* before Init, so that a failure to open the data is silent too */
  TessBaseAPISetVariable (engine->api, "debug_file", "/dev/null");
  if (TessBaseAPIInit3 (engine->api, NULL, language) != 0) {
    gj_ocr_engine_free (engine);
    missing_data (language, error);
    return NULL;
  }
  TessBaseAPISetVariable (engine->api, "debug_file", "/dev/null");
  /* no white on black in these reports: a second reading of every weak line is saved */
  TessBaseAPISetVariable (engine->api, "tessedit_do_invert", "0");
  if (whitelist != NULL)
    TessBaseAPISetVariable (engine->api, "tessedit_char_whitelist", whitelist);
  return engine;
}

void
gj_ocr_engine_free (GjOcrEngine *engine)
{
  if (engine == NULL)
    return;
  TessBaseAPIEnd (engine->api);
  TessBaseAPIDelete (engine->api);
  g_free (engine);
}

static void
collect_symbols (TessBaseAPI *api, GArray *symbols)
{
  TessResultIterator *results = TessBaseAPIGetIterator (api);
  if (results == NULL)
    return;
  TessPageIterator *place = TessResultIteratorGetPageIterator (results);
  do {
    char *text = TessResultIteratorGetUTF8Text (results, RIL_SYMBOL);
    int l, t, r, b;
    if (text != NULL && *text != '\0' && g_utf8_validate (text, -1, NULL) &&
        TessPageIteratorBoundingBox (place, RIL_SYMBOL, &l, &t, &r, &b)) {
      float confidence = TessResultIteratorConfidence (results, RIL_SYMBOL);
      gboolean word = TessPageIteratorIsAtBeginningOf (place, RIL_WORD);
      gboolean line = TessPageIteratorIsAtBeginningOf (place, RIL_TEXTLINE);
      for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
        GjOcrSymbol s = { g_utf8_get_char (p), { l, t, r, b },    (guint8) CLAMP (confidence, 0, 100),
                          word && p == text,   line && p == text, FALSE };
        g_array_append_val (symbols, s);
      }
    }
    if (text != NULL)
      TessDeleteText (text);
  } while (symbols->len < MAX_SYMBOLS && TessResultIteratorNext (results, RIL_SYMBOL));
  TessResultIteratorDelete (results);
}

gint64
gj_ocr_cpu_ms (void)
{
  struct timespec t;
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return (gint64) t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool
is_over (void *deadline, int words)
{
  (void) words;
  return gj_ocr_cpu_ms () > *(const gint64 *) deadline;
}

gboolean
gj_ocr_engine_read (GjOcrEngine *engine, PIX *gray, double dpi, GjOcrLayout layout, int max_ms, GArray *symbols)
{
  static const TessPageSegMode modes[] = { PSM_SINGLE_LINE, PSM_SINGLE_BLOCK, PSM_SPARSE_TEXT, PSM_RAW_LINE };

  TessBaseAPISetPageSegMode (engine->api, modes[layout]);
  TessBaseAPISetImage2 (engine->api, gray);
  TessBaseAPISetSourceResolution (engine->api, (int) CLAMP (dpi, 70, 1200));
  ETEXT_DESC *monitor = TessMonitorCreate ();
  gint64 deadline = gj_ocr_cpu_ms () + max_ms;
  TessMonitorSetCancelFunc (monitor, is_over);
  TessMonitorSetCancelThis (monitor, &deadline);
  gboolean ok = TessBaseAPIRecognize (engine->api, monitor) == 0;
  TessMonitorDelete (monitor);
  if (ok)
    collect_symbols (engine->api, symbols);
  TessBaseAPIClear (engine->api);
  return ok && gj_ocr_cpu_ms () <= deadline;
}
