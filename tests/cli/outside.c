/* SPDX-License-Identifier: GPL-3.0-or-later */

/* outside FILE NAME: converts in this process, without worker or sandbox: what the command must give as well. */
#include <stdio.h>

#include "gouji/gouji.h"

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GjConversion) conversion = NULL;
  g_autofree char *bytes = NULL;
  GjConvertOptions options = { .file = argc > 2 ? argv[2] : NULL, .max_pages = 300 };
  gsize n;

  if (argc != 3 || !g_file_get_contents (argv[1], &bytes, &n, &error) ||
      (conversion = gj_convert_bytes ((const guint8 *) bytes, n, &options, &error)) == NULL) {
    fprintf (stderr, "%s\n", error != NULL ? error->message : "usage: outside FILE NAME");
    return 1;
  }
  puts (conversion->json);
  return 0;
}
