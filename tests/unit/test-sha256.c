/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gj-sha256.h"

#include "tests/support/gj-cmocka.h"

/* Against GLib's, at the lengths where blocks and padding begin and end. */
static void
test_lengths (void **state)
{
  guint8 bytes[300];
  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8) (i * 37);
  for (gsize n = 0; n <= sizeof bytes; n++) {
    g_autofree char *ours = gj_sha256 (bytes, n);
    g_autofree char *theirs = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes, n);
    assert_string_equal (ours, theirs);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_lengths) };
  return cmocka_run_group_tests_name ("page/gj-sha256", tests, NULL, NULL);
}
