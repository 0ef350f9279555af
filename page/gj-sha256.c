/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gj-sha256.h"

#include <nettle/sha2.h>

char *
gj_sha256 (const guint8 *bytes, gsize n)
{
  static const char digits[] = "0123456789abcdef";
  struct sha256_ctx sum;
  guint8 digest[SHA256_DIGEST_SIZE];
  char *hex = g_malloc (2 * SHA256_DIGEST_SIZE + 1);

  sha256_init (&sum);
  sha256_update (&sum, n, bytes);
  sha256_digest (&sum, sizeof digest, digest);
  for (guint i = 0; i < sizeof digest; i++) {
    hex[2 * i] = digits[digest[i] >> 4];
    hex[2 * i + 1] = digits[digest[i] & 15];
  }
  hex[2 * sizeof digest] = '\0';
  return hex;
}
