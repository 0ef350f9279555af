/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/gj-text-run.h"

#include <PDFDoc.h>
#include <Stream.h>

#include <cstring>

#define MAX_CONTENT (32 << 20) /* bytes */
#define MAX_DEPTH 64
#define MAX_DIGITS 9 /* before the point */
#define MAX_NAME 100

/* What a byte is in a content stream (ISO 32000-1, 7.2.2): white space ends a token, a delimiter begins the next. */
enum { SPACE = 1, DELIMITER = 2, DIGIT = 4, SIGN = 8 /* or point, of a number */ };

static constexpr struct Classes {
  unsigned char of[256] = {};
  constexpr Classes ()
  {
    for (unsigned char c : { '\0', '\t', '\n', '\f', '\r', ' ' })
      of[c] = SPACE;
    for (unsigned char c : { '(', ')', '<', '>', '[', ']', '{', '}', '/', '%' })
      of[c] = DELIMITER;
    for (unsigned char c = '0'; c <= '9'; c++)
      of[c] = DIGIT;
    for (unsigned char c : { '+', '-', '.' })
      of[c] = SIGN;
  }
} classes;

static bool
is (char c, int what)
{
  return (classes.of[(unsigned char) c] & what) != 0;
}

static int
hex_value (char c)
{
  return is (c, DIGIT) ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The same value as poppler gets, to the last bit. */
bool
GjTextRun::read_number ()
{
  bool negative = *at == '-', digits = false, real = false;
  double value = 0, scale = 0.1;
  if (*at == '-' || *at == '+')
    at++;
  const char *from = at;
  for (; at < end && is (*at, DIGIT); at++, digits = true)
    value = value * 10 + (*at - '0');
  if (at - from > MAX_DIGITS)
    return false;
  if (at < end && *at == '.')
    for (at++, real = true; at < end && is (*at, DIGIT); at++, digits = true, scale *= 0.1)
      value = value + scale * (*at - '0');
  operands.push_back ({ real ? Operand::REAL : Operand::INTEGER, negative ? -value : value, 0, 0 });
  return digits && at < end && (is (*at, SPACE | DELIMITER));
}

/* What a backslash and @c stand for; NUL: something else than one character. */
static char
escaped (char c)
{
  static const char from[] = "nrtbf\\()", to[] = "\n\r\t\b\f\\()";
  const char *found = c != '\0' ? strchr (from, c) : nullptr;
  return found != nullptr ? to[found - from] : '\0';
}

bool
GjTextRun::read_literal ()
{
  size_t from = bytes.size ();
  int open = 1;
  for (at++; at < end; at++) {
    char c = *at;
    if (c == '\\') {
      if (++at >= end)
        return false;
      if (*at >= '0' && *at <= '7') {
        int code = *at - '0';
        for (int n = 1; n < 3 && at + 1 < end && at[1] >= '0' && at[1] <= '7'; n++)
          code = code * 8 + *++at - '0';
        c = (char) code;
      } else if ((c = escaped (*at)) == '\0')
        return false;
    } else if (c == '(')
      open++;
    else if (c == ')' && --open == 0) {
      at++;
      operands.push_back ({ Operand::STRING, 0, from, bytes.size () - from });
      return true;
    }
    bytes.push_back (c);
  }
  return false;
}

bool
GjTextRun::read_hex ()
{
  size_t from = bytes.size ();
  int high = -1;
  for (at++; at < end && *at != '>'; at++) {
    int value = hex_value (*at);
    if (value < 0)
      return false;
    if (high >= 0)
      bytes.push_back ((char) (high << 4 | value));
    high = high >= 0 ? -1 : value;
  }
  operands.push_back ({ Operand::STRING, 0, from, bytes.size () - from });
  return at++ < end && high < 0;
}

bool
GjTextRun::read_name ()
{
  size_t from = bytes.size ();
  for (at++; at < end && !is (*at, SPACE | DELIMITER); at++)
    bytes.push_back (*at);
  size_t length = bytes.size () - from;
  bool plain = length > 0 && length <= MAX_NAME && bytes.find ('#', from) == std::string::npos;
  operands.push_back ({ Operand::NAME, 0, from, length });
  bytes.push_back ('\0');
  return plain;
}

bool
GjTextRun::read_array ()
{
  if (array || !operands.empty ())
    return false;
  for (at++, array = true; at < end && *at != ']';)
    if (is (*at, SPACE))
      at++;
    else if (*at == '/' || *at == '[' || !read_operand ())
      return false;
  return at++ < end;
}

bool
GjTextRun::read_operand ()
{
  switch (*at) {
  case '(':
    return read_literal ();
  case '<':
    return read_hex ();
  case '/':
    return read_name ();
  case '[':
    return read_array ();
  default:
    return is (*at, DIGIT | SIGN) && read_number ();
  }
}

/* Whether the operands are of @kinds: n numbers, i integers, s strings, / names. */
bool
GjTextRun::has (const char *kinds) const
{
  if (array || operands.size () != strlen (kinds))
    return false;
  for (size_t i = 0; i < operands.size (); i++) {
    Operand::Kind kind = operands[i].kind;
    if (kinds[i] == 's'   ? kind != Operand::STRING
        : kinds[i] == '/' ? kind != Operand::NAME
        : kinds[i] == 'i' ? kind != Operand::INTEGER
                          : kind > Operand::REAL)
      return false;
  }
  return true;
}

bool
GjTextRun::set_font ()
{
  if (!has ("/n"))
    return false;
  const char *name = bytes.c_str () + operands[0].from;
  const Object &entry = page_fonts.dictLookupNF (name);
  if (!entry.isRef ())
    return false;
  font_changed = true;
  for (const Font &known : fonts)
    if (known.ref == entry.getRef () && known.name == name) {
      state->setFont (known.font, number (1));
      return true;
    }
  Object dict = entry.fetch (xref);
  if (!dict.isDict ())
    return false;
  std::shared_ptr<GfxFont> font = GfxFont::makeFont (xref, name, entry.getRef (), dict.getDict ());
  if (font == nullptr || !font->isOk ())
    return false;
  fonts.push_back ({ entry.getRef (), name, font });
  state->setFont (font, number (1));
  return true;
}

bool
GjTextRun::ready_to_show ()
{
  if (state->getFont () == nullptr)
    return false;
  if (font_changed)
    device->updateFont (state);
  font_changed = false;
  return true;
}

void
GjTextRun::show (const Operand &string)
{
  const GfxFont *font = state->getFont ().get ();
  bool down = font->getWMode () != 0;
  const char *p = bytes.data () + string.from;
  int left = (int) string.length;
  double rise_x, rise_y;
  state->textTransformDelta (0, state->getRise (), &rise_x, &rise_y);
  while (left > 0) {
    CharCode code;
    const Unicode *u = nullptr;
    int n_u = 0;
    double dx, dy, origin_x, origin_y;
    int n = font->getNextChar (p, left, &code, &u, &n_u, &dx, &dy, &origin_x, &origin_y);
    double *along = down ? &dy : &dx;
    dx *= state->getFontSize ();
    dy *= state->getFontSize ();
    *along += state->getCharSpace ();
    if (n == 1 && *p == ' ')
      *along += state->getWordSpace ();
    dx *= down ? 1 : state->getHorizScaling ();
    state->textTransformDelta (dx, dy, &dx, &dy);
    origin_x *= state->getFontSize ();
    origin_y *= state->getFontSize ();
    state->textTransformDelta (origin_x, origin_y, &origin_x, &origin_y);
    device->drawChar (state, state->getCurX () + rise_x, state->getCurY () + rise_y, dx, dy, origin_x, origin_y, code,
                      n, u, n_u);
    state->shift (dx, dy);
    p += n;
    left -= n;
  }
}

bool
GjTextRun::show_strings ()
{
  if (!array || !ready_to_show ())
    return false;
  bool down = state->getFont ()->getWMode () != 0;
  for (const Operand &operand : operands)
    if (operand.kind == Operand::STRING)
      show (operand);
    else if (down)
      state->textShift (0, -operand.number * 0.001 * state->getFontSize ());
    else
      state->textShift (-operand.number * 0.001 * state->getFontSize () * state->getHorizScaling (), 0);
  return true;
}

void
GjTextRun::next_line ()
{
  state->textMoveTo (state->getLineX (), state->getLineY () - state->getLeading ());
}

bool
GjTextRun::show_string ()
{
  if (!ready_to_show ())
    return false;
  show (operands[0]);
  return true;
}

bool
GjTextRun::set_matrix ()
{
  state->setTextMat (number (0), number (1), number (2), number (3), number (4), number (5));
  state->textMoveTo (0, 0);
  return font_changed = true;
}

bool
GjTextRun::save ()
{
  state = state->save ();
  return ++depth <= MAX_DEPTH;
}

bool
GjTextRun::restore ()
{
  if (depth == 0)
    return false;
  depth--;
  state = state->restore ();
  device->restoreState (state);
  return true;
}

/* By how often they are met. What they are told: n numbers, i integers, s strings, / names. */
const GjTextRun::Operator GjTextRun::operators[] = {
  { "Tj", "s", [] (GjTextRun &r) { return r.show_string (); } },
  { "Td", "nn",
    [] (GjTextRun &r) {
      r.state->textMoveTo (r.state->getLineX () + r.number (0), r.state->getLineY () + r.number (1));
      return true;
    } },
  { "Tf", "/n", [] (GjTextRun &r) { return r.set_font (); } },
  { "Tm", "nnnnnn", [] (GjTextRun &r) { return r.set_matrix (); } },
  { "BT", "",
    [] (GjTextRun &r) {
      r.operands.assign ({ { Operand::REAL, 1 }, {}, {}, { Operand::REAL, 1 }, {}, {} });
      return r.set_matrix ();
    } },
  { "ET", "", [] (GjTextRun &) { return true; } },
  { "q", "", [] (GjTextRun &r) { return r.save (); } },
  { "Q", "", [] (GjTextRun &r) { return r.restore (); } },
  { "cm", "nnnnnn",
    [] (GjTextRun &r) {
      r.state->concatCTM (r.number (0), r.number (1), r.number (2), r.number (3), r.number (4), r.number (5));
      return r.font_changed = true;
    } },
  { "Tr", "i", [] (GjTextRun &r) { return r.state->setRender ((int) r.number (0)), true; } },
  { "Tc", "n", [] (GjTextRun &r) { return r.state->setCharSpace (r.number (0)), true; } },
  { "Tw", "n", [] (GjTextRun &r) { return r.state->setWordSpace (r.number (0)), true; } },
  { "Tz", "n",
    [] (GjTextRun &r) {
      r.state->setHorizScaling (r.number (0));
      return r.font_changed = true;
    } },
  { "TL", "n", [] (GjTextRun &r) { return r.state->setLeading (r.number (0)), true; } },
  { "Ts", "n", [] (GjTextRun &r) { return r.state->setRise (r.number (0)), true; } },
  { "T*", "", [] (GjTextRun &r) { return r.next_line (), true; } },
  { "TD", "nn",
    [] (GjTextRun &r) {
      r.state->setLeading (-r.number (1));
      r.state->textMoveTo (r.state->getLineX () + r.number (0), r.number (1) + r.state->getLineY ());
      return true;
    } },
  { "'", "s", [] (GjTextRun &r) { return r.next_line (), r.show_string (); } },
};

bool
GjTextRun::obey (const char *op, size_t length)
{
  if (length == 2 && op[0] == 'T' && op[1] == 'J')
    return show_strings ();
  for (const Operator &known : operators)
    if (known.name[0] == op[0] && known.name[1] == (length > 1 ? op[1] : '\0'))
      return has (known.kinds) && known.act (*this);
  return false;
}

bool
GjTextRun::carry_out ()
{
  for (at = content.data (), end = at + content.size (); at < end;) {
    if (is (*at, SPACE)) {
      at++;
      continue;
    }
    if (!is (*at, DELIMITER | DIGIT | SIGN)) {
      const char *from = at;
      while (at < end && !is (*at, SPACE | DELIMITER))
        at++;
      if (at - from > 2 || !obey (from, (size_t) (at - from)))
        return false;
      operands.clear ();
      bytes.clear ();
      array = false;
    } else if (array || !read_operand ())
      return false;
  }
  return operands.empty () && !array;
}

/* The page's content, if it is one stream that is stored as it is. */
bool
GjTextRun::take_content (Page *page)
{
  Object stream = page->getContents ();
  if (!stream.isStream () || page->getDoc ()->isEncrypted () ||
      !stream.streamGetDict ()->lookupNF ("Filter").isNull () || !stream.streamGetDict ()->lookupNF ("F").isNull ())
    return false;
  unsigned char piece[8192];
  int n;
  content.clear ();
  stream.streamReset ();
  while ((n = stream.getStream ()->doGetChars (sizeof piece, piece)) > 0 && content.size () < MAX_CONTENT)
    content.append ((const char *) piece, (size_t) n);
  stream.streamClose ();
  return n <= 0;
}

/* Text has no use for the tables that colours are converted by, which take poppler longer to make than a page. */
static std::unique_ptr<GfxState>
without_colours (const PDFRectangle *size, int turned)
{
#ifdef USE_CMS
  static char nothing;
  GfxLCMSProfilePtr kept = GfxState::sRGBProfile;
  if (kept == nullptr)
    GfxState::sRGBProfile = GfxLCMSProfilePtr (&nothing, [] (void *) {});
#endif
  auto state = std::make_unique<GfxState> (72, 72, size, turned, true);
#ifdef USE_CMS
  GfxState::sRGBProfile = kept;
#endif
  return state;
}

void
GjTextRun::begin (Page *page)
{
  const PDFRectangle *now = page->getCropBox ();
  if (first == nullptr || turned != page->getRotate () || box.x1 != now->x1 || box.y1 != now->y1 || box.x2 != now->x2 ||
      box.y2 != now->y2) {
    first = without_colours (now, page->getRotate ());
    box = *now;
    turned = page->getRotate ();
  }
  first->textMoveTo (0, 0); /* that is not restored */
  font_changed = false;
  device->startPage (page->getNum (), first.get (), xref);
  device->setDefaultCTM (first->getCTM ());
  device->updateAll (first.get ());
}

bool
GjTextRun::page (Page *page, TextOutputDev *to)
{
  Dict *resources = page->getResourceDict ();
  if (resources == nullptr || !take_content (page))
    return false;
  xref = page->getDoc ()->getXRef ();
  page_fonts = resources->lookup ("Font");
  if (!page_fonts.isDict ())
    return false;
  device = to;
  begin (page);
  state = first->save ();
  depth = 0;
  operands.clear ();
  bytes.clear ();
  array = false;
  bool done = carry_out ();
  while (state != first.get ()) {
    state = state->restore ();
    device->restoreState (state);
  }
  return done;
}
