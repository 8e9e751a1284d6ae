/*
 * Bytes of a log, from a file or a text, with gzip undone. Nothing here knows Lua.
 */
#ifndef HTTPSTATUS_LUA_GZIP_H
#define HTTPSTATUS_LUA_GZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum {
  GZIP_PIECE = 16384,     /* compressed bytes that are read at once */
  GZIP_PROBLEM_MAX = 128, /* bytes of a message */
  ZLIB_OK = 0,
  ZLIB_STREAM_END = 1,
  ZLIB_BUFFER_ERROR = -5, /* no progress for want of input */
  ZLIB_GZIP = 16 + 15     /* the window's bits: gzip alone, and the largest window */
};

/* zlib's z_stream. */
struct zlib_stream {
  const unsigned char *next_in;
  unsigned avail_in;
  unsigned long total_in;
  unsigned char *next_out;
  unsigned avail_out;
  unsigned long total_out;
  const char *msg;
  void *state;
  void *(*zalloc)(void *, unsigned, unsigned);
  void (*zfree)(void *, void *);
  void *opaque;
  int data_type;
  unsigned long adler;
  unsigned long reserved;
};

struct zlib {
  void *library; /* NULL where it is not loaded */
  int (*init)(struct zlib_stream *stream, int window_bits, const char *version, int stream_size);
  int (*inflate)(struct zlib_stream *stream, int flush);
  int (*reset)(struct zlib_stream *stream);
  int (*end)(struct zlib_stream *stream);
};

struct source {
  FILE *file;       /* NULL where the bytes are a text's */
  const char *text; /* what is left of it */
  size_t length;
  int error;        /* the number of what went wrong with the file, or 0 */
  bool has_problem; /* with gzip; problem is the message */
  char problem[GZIP_PROBLEM_MAX];
  struct zlib zlib;
  struct zlib_stream stream;
  bool in_member;         /* between the header and the end of a gzip member */
  char piece[GZIP_PIECE]; /* what has been read and not given yet: the first bytes, or compressed ones */
  size_t at, held;        /* where in it, and how many bytes */
};

static bool is_gzip(const char *bytes, size_t length);
static void open_source(struct source *source, FILE *file, const char *text, size_t length);
static size_t read_source(struct source *source, char *to, size_t room);
static void close_source(struct source *source);

#endif
