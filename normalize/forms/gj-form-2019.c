/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalize/forms/gj-form-private.h"
#define GJ_FORM_FILE "normalize/forms/2019.def"
#define GJ_FORM_ITEMS items
#include "normalize/forms/gj-form-items.inc"
const GjFormEdition gj_form_edition_2019 = { "2019", items, G_N_ELEMENTS (items) };
