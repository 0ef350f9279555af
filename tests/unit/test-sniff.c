/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-sniff.h"

#include "tests/support/gj-cmocka.h"

#define BYTES(s) s, sizeof (s) - 1

static void
test_types (void **state)
{
  static const struct {
    const char *bytes;
    gsize n;
    GjType type;
  } cases[] = {
    { BYTES (""), GJ_TYPE_EMPTY },
    { BYTES ("%PDF-1.7\n%\xE2\xE3"), GJ_TYPE_PDF },
    { BYTES ("\r\n\r\nGET / junk\n%PDF-1.4"), GJ_TYPE_PDF },
    { BYTES ("\x89PNG\r\n\x1a\n...."), GJ_TYPE_IMAGE },
    { BYTES ("\xFF\xD8\xFF\xE0"), GJ_TYPE_IMAGE },
    { BYTES ("II*\0\x08\0\0\0"), GJ_TYPE_IMAGE },
    { BYTES ("MM\0*\0\0\0\x08"), GJ_TYPE_IMAGE },
    { BYTES ("PK\3\4...."), GJ_TYPE_OFFICE },
    { BYTES ("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), GJ_TYPE_OFFICE },
    { BYTES ("{\\rtf1"), GJ_TYPE_OFFICE },
    { BYTES ("<!DOCTYPE html><html>"), GJ_TYPE_HTML },
    { BYTES ("\xEF\xBB\xBF  \n<HTML>"), GJ_TYPE_HTML },
    { BYTES ("一、总体情况\n"), GJ_TYPE_TEXT },
    { BYTES ("\xFF\xFE\0N"), GJ_TYPE_TEXT },
    { BYTES ("\xFE\xFFN\0"), GJ_TYPE_TEXT },
    { BYTES ("\xD2\xBB\xA1\xA2\xD7\xDC\xCC\xE5"), GJ_TYPE_TEXT }, /* GB18030 */
    { BYTES ("x"), GJ_TYPE_TEXT },
    { BYTES ("\0\0\0\0"), GJ_TYPE_UNKNOWN },
    { BYTES ("\x7f"
             "ELF\1\1\1\0"),
      GJ_TYPE_UNKNOWN },
    { BYTES ("<"), GJ_TYPE_TEXT },
    { BYTES ("   "), GJ_TYPE_TEXT },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (gj_sniff ((const guint8 *) cases[i].bytes, cases[i].n) != cases[i].type)
      fail_msg ("case %u: type %d, expected %d", (guint) i, gj_sniff ((const guint8 *) cases[i].bytes, cases[i].n),
                cases[i].type);
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_types) };
  return cmocka_run_group_tests_name ("extract/gj-sniff", tests, NULL, NULL);
}
