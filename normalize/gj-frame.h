/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "page/gj-page.h"

/* Pages of the web have tables for layout: a cell may hold the report's prose, or its tables with the prose between them. */

/** gj_grid_is_table: FALSE for frames around prose. */
gboolean gj_grid_is_table (const GjGrid *grid);

/* A table of a page, without its cells that frame prose. */
typedef struct {
  const GjGrid *grid;
  GArray *prose; /* of GjBox */
} GjTableArea;

/** gj_page_tables: where the tables of @page are; valid while its grids are. Returns: of GjTableArea, free with g_array_unref(). */
GArray *gj_page_tables (const GjPage *page);

/** gj_tables_contain: whether point (@x, @y) lies in one of @tables. */
gboolean gj_tables_contain (const GArray *tables, double x, double y);
