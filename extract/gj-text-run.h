/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <GfxFont.h>
#include <GfxState.h>
#include <Page.h>
#include <TextOutputDev.h>

#include <memory>
#include <string>
#include <vector>

/*
 * Carries out what a page's content stream says about text, as poppler does it, and hands each character to poppler's own
 * TextOutputDev. Poppler's interpreter builds an object for each token, and takes up the fonts anew on every page: that is half of its time with
 * pages that have nothing but text left (gj-lean.h). What is not as plain as such pages are is left to that interpreter.
 */
class GjTextRun {
public:
  /** page: Returns: FALSE if @page is not that plain, or anything about it is odd; @device is then of no use. Else what is left to do is
   * to end the page. */
  bool page (Page *page, TextOutputDev *device);

private:
  struct Font {
    Ref ref;
    std::string name;
    std::shared_ptr<GfxFont> font;
  };
  /* What an operator is told. Strings and names are parts of @bytes. */
  struct Operand {
    enum Kind { INTEGER, REAL, STRING, NAME } kind = REAL;
    double number = 0;
    size_t from = 0, length = 0;
  };

  struct Operator {
    char name[3];
    const char *kinds; /* of its operands */
    bool (*act) (GjTextRun &run);
  };
  static const Operator operators[];

  bool take_content (Page *page);
  void begin (Page *page);
  bool carry_out ();
  bool read_operand ();
  bool read_number ();
  bool read_literal ();
  bool read_hex ();
  bool read_name ();
  bool read_array ();
  bool has (const char *kinds) const;
  double number (size_t index) const
  {
    return operands[index].number;
  }
  bool obey (const char *op, size_t length);
  bool set_font ();
  bool set_matrix ();
  bool save ();
  bool restore ();
  void next_line ();
  bool ready_to_show ();
  void show (const Operand &string);
  bool show_string ();
  bool show_strings ();

  std::vector<Font> fonts;         /* of the document, those used so far */
  std::unique_ptr<GfxState> first; /* how pages of this size begin */
  PDFRectangle box;
  int turned = 0;

  std::string content;
  const char *at = nullptr, *end = nullptr; /* in it */
  std::string bytes;
  std::vector<Operand> operands;
  bool array = false; /* they stand in one */

  XRef *xref = nullptr;
  Object page_fonts;
  TextOutputDev *device = nullptr;
  GfxState *state = nullptr;
  unsigned depth = 0;
  bool font_changed = false;
};
