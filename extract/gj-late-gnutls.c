/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The functions of gnutls that libqpdf calls, found in libgnutls when the first of them is called. Loading and setting up
 * libgnutls takes longer than reading a page, and only encrypted files need it. The declarations repeat gnutls/crypto.h
 * of gnutls 3.7 (soname 30, whose interface is fixed), so that its header is no further dependency. */
#include <dlfcn.h>
#include <stddef.h>

#define MISSING (-1) /* any negative number is an error to libqpdf, which then gives up on that file */

/* function: The function of libgnutls called [name], or NULL where the library or the function is missing. */
static void *
function (const char *name)
{
  static void *library = NULL;
  if (library == NULL)
    library = dlopen ("libgnutls.so.30", RTLD_LAZY | RTLD_LOCAL);
  return library != NULL ? dlsym (library, name) : NULL;
}

/* Defines NAME as a call of the function of that name in libgnutls; ABSENT is what it gives without one. */
#define LATE(TYPE, NAME, PARAMETERS, ARGUMENTS, ABSENT) \
  TYPE NAME PARAMETERS;                                 \
  TYPE NAME PARAMETERS                                  \
  {                                                     \
    static TYPE (*late) PARAMETERS = NULL;              \
    if (late == NULL)                                   \
      *(void **) &late = function (#NAME);              \
    return late != NULL ? late ARGUMENTS : ABSENT;      \
  }

LATE (int, gnutls_cipher_init, (void **handle, int cipher, const void *key, const void *iv), (handle, cipher, key, iv),
      MISSING)
LATE (int, gnutls_cipher_encrypt2, (void *handle, const void *text, size_t n_text, void *to, size_t n_to),
      (handle, text, n_text, to, n_to), MISSING)
LATE (int, gnutls_cipher_decrypt2, (void *handle, const void *text, size_t n_text, void *to, size_t n_to),
      (handle, text, n_text, to, n_to), MISSING)
LATE (size_t, gnutls_cipher_get_key_size, (int cipher), (cipher), 0)
LATE (void, gnutls_cipher_deinit, (void *handle), (handle), (void) 0)
LATE (int, gnutls_hash_init, (void **handle, int algorithm), (handle, algorithm), MISSING)
LATE (int, gnutls_hash, (void *handle, const void *text, size_t n_text), (handle, text, n_text), MISSING)
LATE (void, gnutls_hash_deinit, (void *handle, void *digest), (handle, digest), (void) 0)
LATE (int, gnutls_rnd, (int level, void *data, size_t n_data), (level, data, n_data), MISSING)
LATE (const char *, gnutls_strerror, (int error), (error), "libgnutls cannot be loaded")
