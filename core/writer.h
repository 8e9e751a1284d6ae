/*
 * Text into a caller's buffer, as snprintf writes it: as much as fits, a NUL at the end, and the length of the whole
 * text as the result. Internal to core/.
 */
#ifndef HTTPSTATUS_WRITER_H
#define HTTPSTATUS_WRITER_H

#include <stddef.h>

struct httpstatus__writer {
  char *buffer; /* may be NULL when size is 0 */
  size_t size;
  size_t used; /* of the whole text, whether it fits or not */
};

static inline void httpstatus__put(struct httpstatus__writer *out, char c) {
  if (out->used + 1 < out->size) {
    out->buffer[out->used] = c;
  }
  out->used++;
}

static inline void httpstatus__put_bytes(struct httpstatus__writer *out, const char *text, size_t length) {
  for (size_t i = 0; i < length; i++) {
    httpstatus__put(out, text[i]);
  }
}

/* Writes a code 0..999 as three digits. */
static inline void httpstatus__put_code(struct httpstatus__writer *out, int code) {
  httpstatus__put(out, (char)('0' + code / 100));
  httpstatus__put(out, (char)('0' + code / 10 % 10));
  httpstatus__put(out, (char)('0' + code % 10));
}

/* Ends the text with a NUL; returns its length without it. */
static inline size_t httpstatus__end(struct httpstatus__writer *out) {
  if (out->size > 0) {
    out->buffer[out->used < out->size ? out->used : out->size - 1] = '\0';
  }
  return out->used;
}

#endif
