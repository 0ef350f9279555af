/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "page/gj-page.h"

/**
 * gj_page_names_topic:
 *
 * Whether a page, as it was read, has one of the words that no page of a report's beginning, contents or tables is without.
 * Says nothing about what the document is: only where several pages have none of them it is something else.
 */
gboolean gj_page_names_topic (const GjPage *page);
