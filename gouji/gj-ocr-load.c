/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gouji/gj-ocr-load.h"

#include <dlfcn.h>

#include "normalize/forms/gj-form.h"

/* Where the module may be, relative to libgouji, or to the command that has it inside: beside it, installed, in the build
 * tree. */
static const char *const places[] = {
  "gouji-ocr.so",
  "gouji/gouji-ocr.so",
#ifdef GOUJI_OCR_FROM_BIN
  GOUJI_OCR_FROM_BIN,
#endif
  "../ocr/gouji-ocr.so",
};

static void *
open_module (void)
{
  Dl_info info;
  if (dladdr ((void *) gj_ocr_module_get, &info) == 0 || info.dli_fname == NULL)
    return NULL;
  g_autofree char *folder = g_path_get_dirname (info.dli_fname);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *path = g_build_filename (folder, places[i], NULL);
    void *module = g_file_test (path, G_FILE_TEST_EXISTS) ? dlopen (path, RTLD_NOW | RTLD_LOCAL) : NULL;
    if (module != NULL)
      return module;
  }
  return NULL;
}

const GjOcrModule *
gj_ocr_module_get (GError **error)
{
  static const GjOcrModule *kept = NULL;
  if (kept != NULL)
    return kept;
  /* OpenMP inside tesseract doubles the CPU time and gains nothing: its threads wait for each other by spinning, which on a
   * busy machine even uses up the CPU time that a block may take. In a sandbox there are no threads at all. */
  g_setenv ("OMP_THREAD_LIMIT", "1", FALSE);
  void *module = open_module ();
  const char *why = module == NULL ? dlerror () : NULL;
  const GjOcrModule *found = module != NULL ? dlsym (module, "gj_ocr_module") : NULL;
  if (found == NULL || found->abi != GJ_OCR_ABI) {
    g_set_error (error, GJ_ERROR, GJ_ERROR_MISSING_DATA,
                 "OCR is needed, but the module gouji-ocr.so cannot be loaded: %s",
                 why != NULL ? why : "not found, or of another version");
    return NULL;
  }
  kept = found;
  return kept;
}

GjOcr *
gj_ocr_get (GError **error)
{
  static GjOcr *kept = NULL;
  if (kept == NULL) {
    const GjOcrModule *module = gj_ocr_module_get (error);
    if (module != NULL)
      kept = module->open (gj_form_phrases (), error);
  }
  return kept;
}
