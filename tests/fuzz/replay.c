/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs a target over files and folders of inputs: what libFuzzer does with a corpus and no time. */
#include <stdio.h>

#include "tests/fuzz/fuzz.h"

static guint n_inputs;

static void
replay (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autofree char *bytes = NULL;
  const char *name;
  gsize n;

  if (dir == NULL) {
    if (!g_file_get_contents (path, &bytes, &n, NULL))
      return;
    n_inputs++;
    LLVMFuzzerTestOneInput ((const uint8_t *) bytes, n);
    return;
  }
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);
    replay (child);
  }
}

int
main (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    replay (argv[i]);
  printf ("%u inputs\n", n_inputs);
  return n_inputs > 0 ? 0 : 1;
}
