/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdint.h>
#include <stdlib.h>

/*
 * One small target per parser. Under clang they are linked with libFuzzer (preset
 * "fuzz"); otherwise with replay.c, which runs them over stored inputs, so that every
 * input that once found something stays a test.
 */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* What must hold, whatever the input is. Unlike g_assert() it cannot be switched off. */
#define MUST(condition)                                                      \
  do {                                                                       \
    if (!(condition)) {                                                      \
      g_printerr ("%s:%d: must hold: %s\n", __FILE__, __LINE__, #condition); \
      abort ();                                                              \
    }                                                                        \
  } while (0)
