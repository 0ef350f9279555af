/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gj-frame.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define NO_STRING G_MAXUINT64

void
gj_pack_u64 (GByteArray *out, guint64 value)
{
  g_byte_array_append (out, (const guint8 *) &value, sizeof value);
}

void
gj_pack_string (GByteArray *out, const char *text)
{
  gsize n = text != NULL ? strlen (text) : 0;
  gj_pack_u64 (out, text != NULL ? n : NO_STRING);
  if (n > 0)
    g_byte_array_append (out, (const guint8 *) text, (guint) n);
}

guint64
gj_unpack_u64 (GjUnpack *in)
{
  guint64 value;
  if (in->bad || in->left < sizeof value) {
    in->bad = TRUE;
    return 0;
  }
  memcpy (&value, in->data, sizeof value);
  in->data += sizeof value;
  in->left -= sizeof value;
  return value;
}

char *
gj_unpack_string (GjUnpack *in)
{
  guint64 n = gj_unpack_u64 (in);
  char *text;
  if (in->bad || n == NO_STRING)
    return NULL;
  if (n > in->left) {
    in->bad = TRUE;
    return NULL;
  }
  text = g_strndup ((const char *) in->data, n);
  in->data += n;
  in->left -= n;
  return text;
}

static gboolean
write_all (int sock, const guint8 *data, gsize n)
{
  while (n > 0) {
    gssize done = send (sock, data, n, MSG_NOSIGNAL);
    if (done < 0 && errno == EINTR)
      continue;
    if (done <= 0)
      return FALSE;
    data += done;
    n -= (gsize) done;
  }
  return TRUE;
}

/* The first bytes of a frame carry the descriptor. */
static gssize
send_with_fd (int sock, const void *data, gsize n, int fd)
{
  union {
    struct cmsghdr align;
    char bytes[CMSG_SPACE (sizeof (int))];
  } control = { 0 };
  struct iovec iov = { (void *) data, n };
  struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1 };

  if (fd >= 0) {
    struct cmsghdr *c;
    msg.msg_control = control.bytes;
    msg.msg_controllen = sizeof control.bytes;
    c = CMSG_FIRSTHDR (&msg);
    c->cmsg_level = SOL_SOCKET;
    c->cmsg_type = SCM_RIGHTS;
    c->cmsg_len = CMSG_LEN (sizeof (int));
    memcpy (CMSG_DATA (c), &fd, sizeof fd);
  }
  return TEMP_FAILURE_RETRY (sendmsg (sock, &msg, MSG_NOSIGNAL));
}

gboolean
gj_frame_send (int sock, GjFrameType type, const GByteArray *payload, int fd)
{
  GjFrameHeader header = { type, payload != NULL ? payload->len : 0 };
  gssize done = send_with_fd (sock, &header, sizeof header, fd);
  if (done <= 0 || !write_all (sock, (const guint8 *) &header + done, sizeof header - (gsize) done))
    return FALSE;
  return header.length == 0 || write_all (sock, payload->data, payload->len);
}

static gssize
receive_with_fd (int sock, void *data, gsize n, int *fd)
{
  union {
    struct cmsghdr align;
    char bytes[CMSG_SPACE (sizeof (int))];
  } control;
  struct iovec iov = { data, n };
  struct msghdr msg = {
    .msg_iov = &iov, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes
  };
  gssize done = TEMP_FAILURE_RETRY (recvmsg (sock, &msg, MSG_CMSG_CLOEXEC));

  for (struct cmsghdr *c = done > 0 ? CMSG_FIRSTHDR (&msg) : NULL; c != NULL; c = CMSG_NXTHDR (&msg, c))
    if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_RIGHTS && c->cmsg_len == CMSG_LEN (sizeof (int)))
      memcpy (fd, CMSG_DATA (c), sizeof *fd);
  return done;
}

static gboolean
read_all (int sock, guint8 *data, gsize n)
{
  while (n > 0) {
    gssize done = TEMP_FAILURE_RETRY (recv (sock, data, n, 0));
    if (done <= 0)
      return FALSE;
    data += done;
    n -= (gsize) done;
  }
  return TRUE;
}

gboolean
gj_frame_receive (int sock, GjFrameHeader *header, GByteArray *payload, int *fd)
{
  int got = -1;
  gssize done = receive_with_fd (sock, header, sizeof *header, &got);

  if (fd != NULL)
    *fd = got;
  else if (got >= 0)
    close (got);
  if (done <= 0 || !read_all (sock, (guint8 *) header + done, sizeof *header - (gsize) done) ||
      header->length > GJ_FRAME_MAX)
    return FALSE;
  g_byte_array_set_size (payload, header->length);
  return header->length == 0 || read_all (sock, payload->data, header->length);
}
