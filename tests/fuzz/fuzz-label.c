/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Labels: similarities are symmetric, between 0 and 1, and 1 for a label and itself. */
#include <string.h>

#include "normalize/forms/gj-form.h"
#include "normalize/gj-label.h"
#include "tests/fuzz/fuzz.h"

static gboolean
in_range (double similarity)
{
  return similarity >= 0 && similarity <= 1;
}

static void
check_against_form (const GjLabel *label)
{
  const GjForm *form = gj_form_get (GJ_EDITION_2021);
  for (guint i = 0; i < form->n_items; i++) {
    const char *labels = form->items[i].labels;
    if (labels == NULL || *labels == '\0')
      continue;
    g_autofree GjLabelSet *set = gj_label_set_new (labels);
    MUST (in_range (gj_label_match (label, labels, FALSE)));
    MUST (in_range (gj_label_match (label, labels, TRUE)));
    MUST (in_range (gj_label_set_match (set, label, FALSE)));
    gj_label_contains (label, labels);
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *bytes = g_strndup ((const char *) data, MIN (size, 4096));
  g_autofree char *text = g_utf8_make_valid (bytes, -1);
  char *second = strchr (text, '|');
  GjLabel a, b;
  double ab;

  if (second != NULL)
    *second++ = '\0';
  a = gj_label_make (text);
  b = gj_label_make (second != NULL ? second : "总计");
  MUST (a.n <= GJ_LABEL_MAX && b.n <= GJ_LABEL_MAX);
  ab = gj_label_similarity (&a, &b);
  MUST (in_range (ab));
  MUST (ab == gj_label_similarity (&b, &a));
  MUST (a.n == 0 || gj_label_similarity (&a, &a) == 1);
  MUST (in_range (gj_label_tail_similarity (&a, &b)));
  check_against_form (&a);
  return 0;
}
