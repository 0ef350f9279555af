/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * What the parent and its workers say to each other over a stream socket: frames of
 * a header (type, length) and a payload of packed fields in the machine's byte order.
 * The parent trusts nothing in a frame: every read is bounded, a bad frame is a crash
 * of the worker.
 */
typedef enum {
  GJ_FRAME_CONVERT = 1, /* parent → worker, with the descriptor of the input */
  GJ_FRAME_GO,          /* parent → worker: convert what you hashed */
  GJ_FRAME_SKIP,        /* parent → worker: these bytes are converted already */
  GJ_FRAME_READY,       /* worker → parent: which sandbox holds */
  GJ_FRAME_HASH,        /* worker → parent: sha256, answered by GO or SKIP */
  GJ_FRAME_RESULT,      /* worker → parent */
  GJ_FRAME_FAILURE      /* worker → parent */
} GjFrameType;

typedef struct {
  guint32 type, length;
} GjFrameHeader;

#define GJ_FRAME_MAX (256u * 1024u * 1024u)

/* Packing */
void gj_pack_u64 (GByteArray *out, guint64 value);
void gj_pack_string (GByteArray *out, const char *text); /* (nullable) */

/* Unpacking: after any failure bad is TRUE and everything reads as 0 or NULL. */
typedef struct {
  const guint8 *data;
  gsize left;
  gboolean bad;
} GjUnpack;

guint64 gj_unpack_u64 (GjUnpack *in);
/** gj_unpack_string: (transfer full) (nullable). */
char *gj_unpack_string (GjUnpack *in);

/** gj_frame_send: writes a whole frame to a blocking socket, with @fd unless it is -1. FALSE: the other side is gone. */
gboolean gj_frame_send (int sock, GjFrameType type, const GByteArray *payload, int fd);

/** gj_frame_receive: reads a whole frame; @fd (nullable) gets the descriptor or -1. FALSE: the other side is gone. */
gboolean gj_frame_receive (int sock, GjFrameHeader *header, GByteArray *payload, int *fd);
