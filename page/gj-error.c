/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gj-error.h"

G_DEFINE_QUARK (gj - error - quark, gj_error)

static const struct {
  int code;
  int exit_code;
  const char *name;
} error_codes[] = {
  { GJ_ERROR_USAGE, 2, "usage" },
  { GJ_ERROR_INPUT, 4, "input" },
  { GJ_ERROR_ENCRYPTED, 4, "encrypted" },
  { GJ_ERROR_CRASHED, 4, "crashed" },
  { GJ_ERROR_NOT_REPORT, 5, "not_report" },
  { GJ_ERROR_OLD_FORM, 5, "old_form" },
  { GJ_ERROR_MISSING_DATA, 6, "missing_data" },
  { GJ_ERROR_OUTPUT, 7, "output" },
  { GJ_ERROR_LIMIT, 8, "limit" },
  { GJ_ERROR_INTERRUPTED, 130, "interrupted" },
};

int
gj_error_exit_code (const GError *error)
{
  if (error != NULL && error->domain == GJ_ERROR)
    for (gsize i = 0; i < G_N_ELEMENTS (error_codes); i++)
      if (error_codes[i].code == error->code)
        return error_codes[i].exit_code;
  return 4;
}

const char *
gj_error_name (const GError *error)
{
  if (error != NULL && error->domain == GJ_ERROR)
    for (gsize i = 0; i < G_N_ELEMENTS (error_codes); i++)
      if (error_codes[i].code == error->code)
        return error_codes[i].name;
  return "input";
}
