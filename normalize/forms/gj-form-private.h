/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "normalize/forms/gj-form.h"

typedef struct {
  const char *id;
  const GjFormItem *items;
  guint n_items;
} GjFormEdition;

extern const GjFormEdition gj_form_edition_2021, gj_form_edition_2019;
