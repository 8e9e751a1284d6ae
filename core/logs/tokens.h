/*
 * What patterns are made of: the tokens, each of which is read by a function that returns where it ends, or NULL.
 * A token's comment says how it is written. patterns.c, which core/generate writes, puts them together.
 */
#ifndef HTTPSTATUS_LOGS_TOKENS_H
#define HTTPSTATUS_LOGS_TOKENS_H

#include <string.h>

#include "../ascii.h"
#include "logs.h"
#include "simd.h"

enum { NO_STATUS = -9 }; /* no status was read yet */

struct walk {
  const char *end;
  struct httpstatus__reading *reading;
  int tail;       /* the tail that the log's lines have, of SHAPE_COMMON */
  int tail_found; /* that of this line */
};

/* The rest of a pattern; at is behind the text that comes first in it. */
typedef int httpstatus__rest(struct walk *walk, const char *at, int status);

/* A text in a pattern. */
struct text {
  const char *at;
  size_t length;
};

static inline bool is_word(char c) {
  return httpstatus__is_digit(c) || (httpstatus__lower(c) >= 'a' && httpstatus__lower(c) <= 'z') || c == '_' ||
         c == '.' || c == '-' || c == '%' || c == '+';
}

/* Where a text is found first; NULL where it is not. */
static inline const char *find_text(const char *at, const char *end, struct text text) {
  return httpstatus__find_text(at, end, text.at, text.length);
}

static inline const char *skip_blanks(const char *at, const char *end) {
  while (at < end && *at == ' ') {
    at++;
  }
  return at;
}

static inline bool is_any(char c, const char *wanted) {
  return c != '\0' && strchr(wanted, c) != NULL;
}

static inline const char *skip_digits(const char *at, const char *end) {
  while (at < end && httpstatus__is_digit(*at)) {
    at++;
  }
  return at;
}

/* ---- What stands between tokens ---- */

static inline bool begins_with(const char *at, const char *end, const char *text, size_t length) {
  return (size_t)(end - at) >= length && memcmp(at, text, length) == 0;
}

static inline const char *read_text(const char *at, const char *end, const char *text, size_t length) {
  return begins_with(at, end, text, length) ? at + length : NULL;
}

static inline const char *read_blanks(const char *at, const char *end) {
  return at < end && *at == ' ' ? skip_blanks(at + 1, end) : NULL;
}

/* %*: whatever comes before a text, and the text */
static inline const char *find_after(const char *at, const char *end, const char *text, size_t length) {
  const char *found = httpstatus__find_text(at, end, text, length);
  return found != NULL ? found + length : NULL;
}

/* ---- Tokens ---- */

/* %D: "-" or elements in brackets, whose values may hold brackets in quotes; the blank after them too. */
static inline const char *read_structured_data(const char *at, const char *end) {
  if (at < end && *at == '-') {
    at++;
  } else {
    const char *begin = at;
    while (at < end && *at == '[') {
      bool quoted = false;
      for (at++; at < end && (quoted || *at != ']'); at++) {
        if (quoted && *at == '\\') {
          at++; /* what follows is escaped */
        } else {
          quoted = *at == '"' ? !quoted : quoted;
        }
      }
      if (at >= end) {
        return NULL;
      }
      at++;
    }
    if (at == begin) {
      return NULL;
    }
  }
  at = at < end && *at == ' ' ? at + 1 : at;
  return end - at >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0 ? at + 3 : at;
}

/* %y */
static inline const char *read_syslog_time(const char *at, const char *end) {
  static const char form[] = "Aaa dd dd:dd:dd";
  if (end - at < 15) {
    return NULL;
  }
  for (int i = 0; i < 15; i++) {
    char c = at[i], f = form[i];
    bool good = f == 'A'   ? c >= 'A' && c <= 'Z'
                : f == 'a' ? c >= 'a' && c <= 'z'
                : f == 'd' ? httpstatus__is_digit(c) || (i == 4 && c == ' ')
                           : c == f;
    if (!good) {
      return NULL;
    }
  }
  return at + 15;
}

/* %i: "<34>" or nothing */
static inline const char *read_priority(const char *at, const char *end) {
  if (at == end || *at != '<') {
    return at;
  }
  const char *next = skip_digits(at + 1, end);
  return next > at + 1 && next < end && *next == '>' ? next + 1 : at;
}

/* %d: a number with a fraction; %f: whole ones and "-" too. */
static inline const char *read_number(const char *at, const char *end, bool fraction) {
  const char *from = at;
  at += at < end && (*at == '-' || *at == '+');
  const char *digits = at;
  at = skip_digits(at, end);
  if (at == digits) {
    return !fraction && at > from && *from == '-' ? at : NULL;
  }
  if (at + 1 < end && *at == '.' && httpstatus__is_digit(at[1])) {
    return skip_digits(at + 1, end);
  }
  return fraction ? NULL : at;
}

/* %T: HAProxy's five times: "0/0/0/1/1", "-1/-1/-1/-1/+5" */
static inline const char *read_timers(const char *at, const char *end) {
  for (int i = 0; i < 5; i++) {
    if (i > 0) {
      if (at == end || *at != '/') {
        return NULL;
      }
      at++;
    }
    at += at < end && (*at == '-' || *at == '+');
    const char *next = skip_digits(at, end);
    if (next == at) {
      return NULL;
    }
    at = next;
  }
  return at;
}

/* %w: up to a blank, or to the byte that comes next in the pattern. */
static inline const char *read_word(const char *at, const char *end, char stop) {
  const char *from = at;
  if (stop == ' ') {
    at = httpstatus__find_byte(at, end, ' ');
  } else {
    while (at < end && *at != ' ' && *at != stop) {
      at++;
    }
  }
  return at > from ? at : NULL;
}

/* %s: a line may be cut off within its status, and 20 may have been 200; servers do write 0 and 99. */
static inline const char *take_status(const char *at, const char *end, int *status) {
  if (end - at > 3 && at[3] == ' ' && httpstatus__three_digits(at) >= 0) { /* nearly all */
    *status = httpstatus__three_digits(at);
    return at + 3;
  }
  if (at == end || (*at != '-' && !httpstatus__is_digit(*at))) {
    return NULL;
  }
  size_t used = httpstatus__read_status(at, (size_t)(end - at), status);
  at += used;
  return used > 0 && (used >= 3 || *status < 0 || (at < end && (*status == 0 || *status >= 60))) ? at : NULL;
}

/* %3: three digits */
static inline const char *take_three_digits(const char *at, const char *end, int *status) {
  *status = end - at >= 3 ? httpstatus__three_digits(at) : -1;
  return *status >= 0 && (end - at == 3 || !is_word(at[3])) ? at + 3 : NULL;
}

/* %S: what the software writes beside the status */
static inline const char *take_sub(struct walk *walk, const char *at) {
  const char *from = at;
  while (at < walk->end &&
         ((httpstatus__lower(*at) >= 'a' && httpstatus__lower(*at) <= 'z') || *at == '_' || *at == ',' || *at == '-')) {
    at++;
  }
  walk->reading->sub.at = from;
  walk->reading->sub.length = (size_t)(at - from);
  return at > from ? at : NULL;
}

/* %g: the tag of syslog, with a process id or without; JSON and key=value are none. */
static inline const char *read_tag(const char *at, const char *end) {
  const char *from = at;
  while (at < end && (is_word(*at) || is_any(*at, "/[]()@*"))) {
    at++;
  }
  return at > from ? at : NULL;
}

/* %a: a word that is not a number */
static inline const char *read_name(const char *at, const char *end) {
  const char *stop = read_word(at, end, ' ');
  return stop != NULL && skip_digits(at, stop) < stop ? stop : NULL;
}

/* %n: digits */
static inline const char *read_digits(const char *at, const char *end) {
  const char *from = at;
  at = skip_digits(at, end);
  return at > from ? at : NULL;
}

/* %b: digits or "-" */
static inline const char *read_bytes(const char *at, const char *end) {
  return at < end && *at == '-' ? at + 1 : read_digits(at, end);
}

/* %t: a time of any form that time.c knows */
static inline const char *take_time(struct walk *walk, const char *at) {
  size_t length = httpstatus__skip_time(at, (size_t)(walk->end - at));
  walk->reading->time.at = at;
  walk->reading->time.length = length;
  return length > 0 ? at + length : NULL;
}

/* %m: the method of a request */
static inline const char *read_method(const char *at, const char *end) {
  const char *from = at;
  while (at < end && ((*at >= 'A' && *at <= 'Z') || *at == '-' || *at == '_')) {
    at++;
  }
  return at > from ? at : NULL;
}

/* %p: a reason phrase, which may be left out */
static inline const char *read_phrase(const char *at, const char *end) {
  while (at < end && (*at == ' ' || *at == '\'' || *at == '-' ||
                      (httpstatus__lower(*at) >= 'a' && httpstatus__lower(*at) <= 'z'))) {
    at++;
  }
  return at;
}

/* %h: at least eight hexadecimal digits, or "-" */
static inline const char *read_hexadecimal(const char *at, const char *end) {
  const char *from = at;
  while (at < end && (httpstatus__is_digit(*at) || (*at >= 'a' && *at <= 'f'))) {
    at++;
  }
  return at - from >= 8 ? at : at < end && *at == '-' ? at + 1 : NULL;
}

/* %u: a URL */
static inline const char *read_url(const char *at, const char *end) {
  const struct text mark = {"://", 3};
  const char *stop = read_word(at, end, ' ');
  return stop != NULL && find_text(at, stop, mark) != NULL ? stop : NULL;
}

/* %e: the line inside of an envelope */
static inline const char *take_rest(struct walk *walk, const char *at) {
  walk->reading->inner.at = at;
  walk->reading->inner.length = (size_t)(walk->end - at);
  return walk->end;
}

/* ---- pattern.c ---- */

#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility push(hidden)
#endif

/* %r: what can end wherever the text comes that follows it in the pattern. */
int httpstatus__walk_request(struct walk *walk, const char *from, int status, struct text close,
                             httpstatus__rest *rest);
/* %H: a version, and a status after it. */
int httpstatus__find_version(const char *line, const char *end);

#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility pop
#endif

#endif
