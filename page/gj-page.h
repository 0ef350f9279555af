/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The model that passes between the stages: extract/ and ocr/ make pages,
 * normalize/ reads them. It knows neither PDF nor OCR.
 *
 * Coordinates are points (1/72 inch) of the page as displayed (after /Rotate,
 * crop box origin), origin top left, y growing downwards. For extracted text
 * (GJ_SOURCE_TEXT) they are synthetic: y is the line of the file, x the column.
 */

typedef struct {
  double x0, y0, x1, y1;
} GjBox;

typedef enum {
  GJ_SOURCE_TEXT_LAYER, /* the PDF's own text */
  GJ_SOURCE_OCR,        /* read from a picture */
  GJ_SOURCE_TEXT        /* an already extracted .txt, .md, .tsv */
} GjSource;

/* One character. Spaces are not glyphs: they set space_before on what follows. */
typedef struct {
  gunichar ch; /* normalised: see gj_char_normalize() */
  GjBox box;
  guint8 confidence;   /* 0–100; 100 for a text layer */
  guint8 space_before; /* 1 if a space stood before it */
  guint8 hidden;       /* 1 if it leaves no ink where it stands */
  guint8 agreed;       /* not 0 if it is of a text layer, or if two readers of a picture say the same figure */
} GjGlyph;

/* GjGlyph.agreed of the first character of a figure that two readers of a picture read as one, and of its others. */
#define GJ_AGREED_FIRST 2
#define GJ_AGREED_NEXT 3

/* A straight ruling line. */
typedef struct {
  gboolean horizontal;
  double pos;      /* y of a horizontal rule, x of a vertical one */
  double from, to; /* extent along the rule, from < to */
} GjRule;

typedef enum {
  GJ_READING_PLAIN,    /* one trusted reading (text layer), or two readers that agree */
  GJ_READING_DOUBTFUL, /* readers disagree or confidence is low */
  GJ_READING_UNREAD    /* there is ink, but no reading */
} GjReading;

/* A line that is drawn aslant, or a piece of a curve, from one corner to the other: x0 > x1 and y0 > y1 may be. */
typedef GjBox GjStroke;

/*
 * A cell of a ruled (or recovered) grid, merged cells being one cell with spans.
 * text NULL means: the text is the glyphs of the page whose centres lie in box
 * (text layer). OCR and text input set it ("" for an empty cell).
 */
typedef struct {
  GjBox box;
  guint row, col;           /* 0-based position of the upper left corner */
  guint row_span, col_span; /* ≥ 1 */
  char *text;               /* owned; NULL: take the glyphs */
  char *alternative;        /* owned; OCR: a second reading that the picture supports, or NULL */
  guint8 confidence;        /* 0–100 */
  GjReading reading;
  char *printed;       /* (nullable): what stands in print where text says it with digits */
  gboolean unit_whole; /* OCR: no character was lost of the unit in a column's label or behind a figure */
  gboolean unsure;     /* OCR: doubtful because its readers are, not because of its place */
} GjGridCell;

/* What the words above a table's figures show in extracted text without marks between cells. */
typedef enum {
  GJ_HEADER_OPEN,    /* nothing for certain: the lines of labels that wrap stand between each other's */
  GJ_HEADER_PLACED,  /* by their places on lines, that the columns are in the form's order */
  GJ_HEADER_IN_ORDER /* whole labels, in the order in which cells are read: that is the columns' order */
} GjHeaderProof;

/* A grid of cells on one page. */
typedef struct {
  GjBox box;
  guint n_rows, n_cols;
  GArray *cells;   /* of GjGridCell, sorted by row, then column */
  guint recovered; /* 1 + the table whose section of a scan its figures were found in; 0: not known */
  guint above;     /* rows of its header, where that was known by its shape alone; 0: not known */
  gboolean gaps;   /* rows may be missing between its rows */
  gboolean aside;  /* a table of another year than the report's: none of its rows count */
  gboolean loose;  /* column numbers are unreliable (extracted text): cells are in order, no more */
  gboolean tabs;   /* loose, with tabs between cells: nothing shows where a row ends */
  gboolean plain;  /* loose, of lines without marks between cells: which cells make a row was told from their words */
  GjHeaderProof header; /* plain: table 三 */
} GjGrid;

/* A line of text on a page, in reading order. Made by extract/ for text input and
 * by gj_page_build_lines() from glyphs for everything else. */
typedef struct {
  char *text; /* UTF-8; layout spaces kept as single spaces */
  GjBox box;
  double size; /* median glyph height in points; 0 for text input */
  guint n_glyphs;
  guint8 confidence;          /* lowest of its glyphs */
  guint8 *confidences;        /* (nullable) of each glyph; pages read by OCR */
  guint heading_level;        /* markdown # count, else 0 */
  gboolean blank_before;      /* text input: an empty line stood before */
  gboolean maybe_page_number; /* text input: a number alone at the edge of a page */
} GjLine;

/* A picture drawn on the page (as a PDF image). */
typedef struct {
  GjBox box;
  gboolean upright; /* neither mirrored, turned nor sheared */
  double pixels;    /* its declared width × height; 0: not known */
} GjPicture;

typedef struct {
  guint number;         /* from 1, of the whole document */
  double width, height; /* points */
  GjSource source;
  /* Text that runs sideways or upside down, and skewed scans, are turned upright in this
   * model; the matrix takes a point of the model to the page as displayed (points):
   * X = m[0]·x + m[2]·y + m[4], Y = m[1]·x + m[3]·y + m[5]. Identity by default. */
  double to_display[6];
  double dpi;       /* of the picture read by OCR; 0 otherwise */
  GArray *glyphs;   /* of GjGlyph, in the order of the source */
  GArray *rules;    /* of GjRule */
  GArray *strokes;  /* of GjStroke: what a figure may be crossed out by */
  GArray *pictures; /* of GjPicture */
  GArray *
      marks; /* of GjBox: shapes painted that are neither rule nor ground: figures, or their points, may be drawn as such */
  GArray
      *unread; /* of GjBox: ink outside grids that OCR made no character of; what annotations show over a text layer */
  GArray *sealed;   /* of GjBox: where OCR took a seal off */
  GPtrArray *grids; /* of GjGrid, top to bottom */
  GPtrArray *lines; /* of GjLine, reading order; filled by extract/ only for text input */
} GjPage;

/* A document on its way through the program. */
typedef struct GjDocument GjDocument;
struct GjDocument {
  GPtrArray *pages;   /* of GjPage */
  guint n_pages;      /* of the source, whatever part was read */
  int year;           /* of the report, once it was read; 0: not yet */
  GjDocument *second; /* owned: the report bound behind the first, or NULL; see gj_document_split() */
};

/* Boxes */
static inline double
gj_box_width (const GjBox *b)
{
  return b->x1 - b->x0;
}

static inline double
gj_box_height (const GjBox *b)
{
  return b->y1 - b->y0;
}

/** gj_box_is_empty: TRUE for the all-zero box, used as "no place known". */
gboolean gj_box_is_empty (const GjBox *b);
/** gj_box_union: smallest box around both; an empty box is neutral. */
GjBox gj_box_union (const GjBox *a, const GjBox *b);
/** gj_box_contains: whether point (@x, @y) lies in @b, its edges included. */
static inline gboolean
gj_box_contains (const GjBox *b, double x, double y)
{
  return x >= b->x0 && x <= b->x1 && y >= b->y0 && y <= b->y1;
}

/** gj_overlap: length of the common part of [a0,a1] and [b0,b1], 0 if none. */
double gj_overlap (double a0, double a1, double b0, double b1);

/** gj_find_root: the element that stands for the set of element @i, in a forest of disjoint sets where @parent has each
 * element's parent, a root its own index. Halves the paths it goes (Tarjan and van Leeuwen 1984). Sets are joined by
 * parent[root] = other root. */
guint gj_find_root (guint *parent, guint i);

/** gj_page_display_box: the smallest upright box, in the page as displayed, around @b of the model. */
GjBox gj_page_display_box (const GjPage *page, const GjBox *b);

/** gj_page_new: an empty page. Free with gj_page_free(). */
GjPage *gj_page_new (guint number, double width, double height, GjSource source);
void gj_page_free (GjPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GjPage, gj_page_free)

/** gj_page_add_glyph: appends @ch (normalised here; ligatures become several glyphs sharing @box). */
void gj_page_add_glyph (GjPage *page, gunichar ch, GjBox box, guint8 confidence, gboolean space_before);

GjGrid *gj_grid_new (GjBox box, guint n_rows, guint n_cols);
void gj_grid_free (GjGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GjGrid, gj_grid_free)
/** gj_grid_add_cell: appends a cell. @text is copied, may be NULL (see GjGridCell). Returns: the cell, valid until the next call. */
GjGridCell *gj_grid_add_cell (GjGrid *grid, GjBox box, guint row, guint col, guint row_span, guint col_span,
                              const char *text);
/** gj_grid_cell_at: the cell that covers (@row, @col), or NULL. */
GjGridCell *gj_grid_cell_at (const GjGrid *grid, guint row, guint col);

/** gj_page_add_mark: keeps a painted shape that is as large as type and no rectangle, or as small as a point. */
void gj_page_add_mark (GjPage *page, const GjBox *box, gboolean rectangle);

/** gj_page_add_stroke: keeps a slanted stroke, up to a bound. */
void gj_page_add_stroke (GjPage *page, const GjStroke *stroke);

/** gj_page_figure_is_odd: whether the digits in @box, a cell of a table that no rules show, are not one plain figure: the mark
 * of a note stands beside it, digits stand over each other or far apart, it is struck out, or cut off
 * by the page's edge or together with the table's rules. Text layers only. */
gboolean gj_page_figure_is_odd (const GjPage *page, const GjBox *box);
/** gj_page_has_other: whether @box, a cell without text, holds ink all the same: such that no character came of; on a page
 * read by OCR, a character that found its way into another line or cell; in a text layer, a digit that did, or a picture or shape as large as a figure. */
gboolean gj_page_has_other (const GjPage *page, const GjBox *box);

/** gj_page_has_unread: whether @box, a cell, has of page->unread the middle of one, or much in it. */
gboolean gj_page_has_unread (const GjPage *page, const GjBox *box);

/** gj_page_is_sealed: whether a seal was taken off in @box, a cell. */
gboolean gj_page_is_sealed (const GjPage *page, const GjBox *box);

/** gj_page_insert_grid: adds @grid (transfer full) to the page's grids, which go from top to bottom. */
void gj_page_insert_grid (GjPage *page, GjGrid *grid);

/** gj_page_drop_doubles: removes glyphs that repeat one at (nearly) the same place: bold faked by printing twice. */
void gj_page_drop_doubles (GjPage *page);

/** gj_page_narrow_forms: makes full-width digits and letters, and marks between them, half-width where they are printed so. */
void gj_page_narrow_forms (GjPage *page);

/** gj_page_level_lines: OCR gives every character the box of its ink: a comma's is low, and neighbours may overlap. Gives
 * the characters of a line, which come in reading order, the height of their line and places that do not go back. */
void gj_page_level_lines (GjPage *page);

/** gj_page_build_grids: makes page->grids from page->rules: merges collinear pieces, joins rules that meet into tables,
 * closes tables that a page break leaves open, and merges cells that no rule separates. */
void gj_page_build_grids (GjPage *page);

/** gj_page_fill_cells: sets the text of every cell that has none from the glyphs in it, line by line. A figure whose
 * glyphs straddle a rule makes its cell GJ_READING_DOUBTFUL. */
void gj_page_fill_cells (GjPage *page);

/** gj_page_glyph_y: the middle of @g, on the page: of a line that the page's edge cuts it may lie beyond. */
double gj_page_glyph_y (const GjPage *page, const GjGlyph *g);

/** gj_glyph_size: the type size of @g in points, by its advance where that tells it (boxes of some fonts are twice as
 * high as their type). */
double gj_glyph_size (const GjGlyph *g);

/** gj_glyph_compare_center: for qsort() over GjGlyph: from top to bottom by the middle of the box. */
int gj_glyph_compare_center (gconstpointer a, gconstpointer b);

/** gj_glyph_compare_left: for qsort() over GjGlyph: from left to right by the left edge of the box. */
int gj_glyph_compare_left (gconstpointer a, gconstpointer b);

/** gj_glyphs_take_line: sorts nothing; @glyphs are sorted by the middle of their height from @first on: returns the
 * end of the line that starts there. */
guint gj_glyphs_take_line (const GjGlyph *glyphs, guint n, guint first);

/** gj_text_of_glyphs: the text of @n glyphs in reading order (sorts @glyphs): lines top to bottom, each left to right,
 * with no separator between lines. Returns: (transfer full). */
char *gj_text_of_glyphs (GjGlyph *glyphs, guint n);

/** gj_items_move: moves the items of @from that stand at @at or behind it to the end of @to, an array of the same items.
 * @where: where an item stands, points from the left or the top. */
void gj_items_move (GArray *from, GArray *to, double (*where) (gconstpointer item), double at);

GjLine *gj_line_new (const char *text, GjBox box);
void gj_line_free (GjLine *line);

GjDocument *gj_document_new (void);
void gj_document_free (GjDocument *doc);
/** gj_document_split: what stands from height @y (points) of page @page on becomes @doc->second; in @doc the page ends there,
 * and those behind it are empty. */
void gj_document_split (GjDocument *doc, guint page, double y);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GjDocument, gj_document_free)

/* Bounds on what one document may hold; beyond them GJ_ERROR_LIMIT. */
#define GJ_MARK_POINT 2.0 /* points: a mark as small may be a decimal point */
#define GJ_MAX_GLYPHS_PER_PAGE 60000
#define GJ_MAX_RULES_PER_PAGE 6000
#define GJ_MAX_CELLS_PER_GRID 6000
