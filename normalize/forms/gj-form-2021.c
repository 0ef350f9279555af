/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/forms/gj-form-private.h"
#define GJ_FORM_FILE "normalize/forms/2021.def"
#define GJ_FORM_ITEMS items
#include "normalize/forms/gj-form-items.inc"
const GjFormEdition gj_form_edition_2021 = { "2021", items, G_N_ELEMENTS (items) };
