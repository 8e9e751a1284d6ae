/* What to try for a log whose format is not known. */
#include <string.h>

#include "../ascii.h"
#include "../writer.h"
#include "logs.h"

static void put_text(struct httpstatus__writer *out, const char *text) {
  httpstatus__put_bytes(out, text, strlen(text));
}

/* The keys of a JSON object, or of key=value, whose values are numbers 100..999. */
static int put_keys(struct httpstatus__writer *out, const char *line, const char *end, char between) {
  int count = 0;
  for (const char *at = line; at < end && count < 8; at++) {
    if (*at != between || at == line) {
      continue;
    }
    const char *value = at + 1;
    while (value < end && (*value == ' ' || *value == '"')) {
      value++;
    }
    if (end - value < 3 || httpstatus__three_digits(value) < 100 ||
        (end - value > 3 && strchr(",}\" \t.", value[3]) == NULL)) {
      continue;
    }
    const char *close = at;
    while (close > line && (close[-1] == ' ' || close[-1] == '"')) {
      close--;
    }
    const char *open = close;
    while (open > line && open[-1] != '"' && open[-1] != ' ' && open[-1] != '{' && open[-1] != ',' &&
           open[-1] != '\t') {
      open--;
    }
    if (open < close && close - open < HTTPSTATUS_LOG_KEY_SIZE) {
      put_text(out, count++ > 0 ? ", " : "");
      httpstatus__put_bytes(out, open, (size_t)(close - open));
    }
  }
  return count;
}

/* The columns, from 1, that hold three digits. */
static int put_columns(struct httpstatus__writer *out, const char *line, const char *end) {
  int column = 0, count = 0;
  for (const char *at = line; at < end && count < 8;) {
    while (at < end && *at == ' ') {
      at++;
    }
    char close = at < end && *at == '"' ? '"' : at < end && *at == '[' ? ']' : ' ';
    const char *from = at;
    at += close != ' ' && at < end;
    while (at < end && *at != close) {
      at++;
    }
    at += close != ' ' && at < end;
    column++;
    if (at - from == 3 && httpstatus__three_digits(from) >= 100) {
      put_text(out, count++ > 0 ? ", " : "");
      if (column >= 10) {
        httpstatus__put(out, (char)('0' + column / 10 % 10));
      }
      httpstatus__put(out, (char)('0' + column % 10));
    }
  }
  return count;
}

size_t httpstatus_log_hint(const char *piece, size_t length, char *buffer, size_t size) {
  struct httpstatus__writer out = {buffer, size, 0};
  const char *at = piece, *end = piece + length;
  if (length >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0) {
    at += 3;
  }
  while (at < end && httpstatus__is_space(*at)) {
    at++;
  }
  const char *newline = at < end ? (const char *)memchr(at, '\n', (size_t)(end - at)) : NULL;
  const char *stop = newline != NULL ? newline : end;
  bool json = at < stop && *at == '{', pairs = at < stop && !json && memchr(at, '=', (size_t)(stop - at)) != NULL;
  put_text(&out, json ? "this looks like JSON; " : pairs ? "this looks like key=value; " : "");
  size_t before = out.used;
  if (json || pairs) {
    put_text(&out, "its number fields are ");
    if (put_keys(&out, at, stop, json ? ':' : '=') > 0) {
      put_text(&out, json ? "; name one with json:KEY" : "; name one with key:NAME");
    } else {
      out.used = before;
      put_text(&out, "none of its fields is a number from 100 to 999");
    }
  } else if (at < stop) {
    put_text(&out, "its columns with three digits are ");
    if (put_columns(&out, at, stop) > 0) {
      put_text(&out, "; name one with column:N");
    } else {
      out.used = before;
      put_text(&out, "none of its columns has three digits");
    }
  }
  return httpstatus__end(&out);
}
