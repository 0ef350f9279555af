/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gouji/gouji.h"
#include "tests/support/gj-cmocka.h"

#include <malloc.h>

static const char *corpus;

/* Bytes of the heap that are in use. */
static gsize
used (void)
{
  struct mallinfo2 info = mallinfo2 ();
  return info.uordblks + info.hblkhd;
}

static void
convert (const char *name)
{
  g_autofree char *path = g_build_filename (corpus, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GjConversion) c = gj_convert_file (path, NULL, &error);
  if (c == NULL)
    fail_msg ("%s: %s", name, error->message);
}

/* A report whose pages are rendered every time leaves nothing behind: the fonts of one conversion are half a MiB. */
static void
test_rendered (void **state)
{
  for (int i = 0; i < 3; i++)
    convert ("some-blanks.pdf");
  gsize before = used ();
  for (int i = 0; i < 10; i++)
    convert ("some-blanks.pdf");
  assert_true (used () < before + 512 * 1024);
}

int
main (int argc, char **argv)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_rendered) };
  corpus = argc > 1 ? argv[1] : "corpus";
  gj_warm_up (FALSE, NULL);
  return cmocka_run_group_tests (tests, NULL, NULL);
}
