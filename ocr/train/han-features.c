/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Developer's tool, not installed: the features of pictures of single characters, for han.py. Reads pictures from stdin, each a
 * width and a height (int32) and so many bytes of gray, and writes GJ_OCR_HAN_INPUTS float32 for each. */

#include <stdio.h>

#include "ocr/gj-ocr-han.h"

int
main (void)
{
  gint32 size[2];
  while (fread (size, sizeof size, 1, stdin) == 1) {
    float out[GJ_OCR_HAN_INPUTS];
    PIX *pix = pixCreate (size[0], size[1], 8);
    for (int y = 0; y < size[1]; y++)
      for (int x = 0; x < size[0]; x++)
        pixSetPixel (pix, x, y, (guint) getchar ());
    gj_ocr_han_features (pix, &(GjOcrRect){ 0, 0, size[0], size[1] }, out);
    fwrite (out, sizeof out, 1, stdout);
    pixDestroy (&pix);
  }
  return 0;
}
