/*
 * The formats that most logs have, many lines at a time: the lines that are as simple as nearly all are. Every other
 * line is left to the readers, which say what is right; here it is only found faster.
 */
#include "fast.h"

#include <string.h>

#include "../ascii.h"
#include "simd.h"
#include "tokens.h"

enum { BLOCK = 64 };

static void count_status(struct httpstatus__fast *fast, int status) {
  fast->log->tally.counts[status]++;
  fast->lines++;
}

/* ---- What is looked at closely, of one line ---- */

#if HTTPSTATUS_SSE2 || HTTPSTATUS_NEON /* the first byte is the lowest one */
/*
 * How many of eight bytes are digits, up to the first that is not; a first "-" is one. How long a number is, no
 * processor can foresee, so that nothing here branches on it.
 */
static int digits_of_eight(const char *at) {
  const uint64_t ones = UINT64_C(0x0101010101010101);
  uint64_t bytes;
  memcpy(&bytes, at, sizeof bytes);
  bytes ^= ones * '0'; /* digits are 0..9 now */
  bytes ^= *at == '-' ? '-' ^ '0' : 0;
  uint64_t other = (((bytes & ones * 0x7f) + ones * (0x80 - 10)) | bytes) & ones * 0x80;
  return other == 0 ? 8 : httpstatus__lowest_bit(other) / 8;
}
#endif

/* The status behind the quote, where it has three digits and bytes follow; -1 for what must be looked at closely. */
static int simple_status(const char *quote, const char *stop) {
  if (stop - quote < 7 || quote[-1] == '\\' || quote[5] != ' ') {
    return -1;
  }
  const char *at = quote + 6;
#if HTTPSTATUS_SSE2 || HTTPSTATUS_NEON
  if (stop - at >= 8) {
    int digits = digits_of_eight(at);
    if (digits < 8) {
      bool number = digits > 0 && (*at != '-' || digits == 1);
      return number && at[digits] == ' ' ? httpstatus__three_digits(quote + 2) : -1;
    }
  }
#endif
  if (*at == '-') {
    at++;
  } else {
    const char *from = at;
    while (httpstatus__is_digit(*at)) { /* the line end stops it */
      at++;
    }
    if (at == from) {
      return -1;
    }
  }
  return *at == ' ' || *at == '\n' || (*at == '\r' && at[1] == '\n') ? httpstatus__three_digits(quote + 2) : -1;
}

static int three_digits_before(const char *at, char after) {
  return at[3] == after || at[3] == '\n' || at[3] == '\r' ? httpstatus__three_digits(at) : -1;
}

/* Whether the object that begins at a brace is the value of a key. */
static bool is_under(const char *line, const char *brace, const char *key, size_t length) {
  const char *at = brace;
  if (at == NULL) {
    return false;
  }
  while (at > line && at[-1] == ' ') {
    at--;
  }
  if (at == line || at[-1] != ':') {
    return false;
  }
  for (at--; at > line && at[-1] == ' ';) {
    at--;
  }
  return (size_t)(at - line) > length + 2 && at[-1] == '"' && memcmp(at - 1 - length, key, length) == 0 &&
         at[-2 - (ptrdiff_t)length] == '"' && at[-3 - (ptrdiff_t)length] != '\\';
}

/* Whether nothing can stand beside the status: the key has "-" for a value wherever it comes. */
static bool lacks_sub(const char *line, const char *stop, struct text key) {
  for (const char *at = line; (at = find_text(at, stop, key)) != NULL; at += key.length) {
    const char *after = at + key.length;
    if (at > line && at[-1] == '"' && !begins_with(after, stop, "\":\"-\"", 5)) {
      return false;
    }
  }
  return true;
}

/* The value behind a key, where it is a number of three digits, in quotes or not; -1 for another. */
static int simple_value(const char *at, const char *stop) {
  while (at < stop && *at == ' ') {
    at++;
  }
  const bool quoted = at < stop && *at == '"';
  at += quoted;
  if (stop - at < 4 || (quoted ? at[3] != '"' : at[3] != ',' && at[3] != '}')) {
    return -1;
  }
  return httpstatus__three_digits(at);
}

/* ---- Codes alone ---- */

static void fast_plain(struct httpstatus__fast *fast, const char *piece, const char *end) {
  for (const char *line = piece; line < end;) {
    int status = end - line >= 4 && line[3] == '\n' ? httpstatus__three_digits(line) : -1;
    if (status >= 0) {
      count_status(fast, status);
      line += 4;
      continue;
    }
    const char *stop = (const char *)memchr(line, '\n', (size_t)(end - line));
    httpstatus__slow_line(fast, line, stop);
    line = stop + 1;
  }
}

/* ---- Blocks ---- */

#if defined(__GNUC__)
#define LIKELY(condition) __builtin_expect(condition, 1)
__attribute__((noinline, cold))
#else
#define LIKELY(condition) (condition)
#endif
static void
pad_block(char *padded, const char *at, const char *end) {
  memset(padded, 0, BLOCK);
  memcpy(padded, at, (size_t)(end - at));
}

#include "fast_lines.h"

#if HTTPSTATUS_WIDER
#define block64 block64_avx2
#define load_block load_block_avx2
#define join_masks join_masks_avx2
#define block_equal block_equal_avx2
#define block_lowered block_lowered_avx2
#define count_bits count_bits_avx2
#define load_some load_some_avx2
#define fast_common fast_common_avx2
#define bit_or_any bit_or_any_avx2
#define common_line common_line_avx2
#define see_quote see_quote_avx2
#define end_common_line end_common_line_avx2
#define fast_fields fast_fields_avx2
#define fast_json fast_json_avx2
#define fast_any fast_any_avx2
#define inside_strings inside_strings_avx2
#define escaped_bytes escaped_bytes_avx2
#define fast_lines fast_lines_avx2
#define HTTPSTATUS_AVX2 1
#pragma GCC push_options
#pragma GCC target("avx2,bmi,popcnt")
#include "fast_lines.h" /* NOLINT(readability-duplicate-include) */
#pragma GCC pop_options
#undef fast_lines
#endif

/* The lines of a piece that has whole lines only; returns where it stopped. */
const char *httpstatus__fast_lines(struct httpstatus__fast *fast, enum httpstatus__way way, const char *piece,
                                   const char *end) {
#if HTTPSTATUS_WIDER
  if (__builtin_cpu_supports("avx2")) {
    return fast_lines_avx2(fast, way, piece, end);
  }
#endif
  return fast_lines(fast, way, piece, end);
}
