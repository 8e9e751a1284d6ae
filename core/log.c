/*
 * Counting the status codes of log files.
 *
 * The C library's memchr is the fast part: it finds the end of the line and the quotes of the request, and nothing
 * else of a line is looked at.
 */
#include <string.h>

#include "ascii.h"
#include "tables.h"

static const struct {
  const char *name;
  int format;
} format_names[] = {
    {"auto", HTTPSTATUS_LOG_AUTO},       {"plain", HTTPSTATUS_LOG_PLAIN},
    {"common", HTTPSTATUS_LOG_COMMON},   {"clf", HTTPSTATUS_LOG_COMMON},
    {"combined", HTTPSTATUS_LOG_COMMON}, {"vhost_combined", HTTPSTATUS_LOG_COMMON},
};

const char *httpstatus_log_format_name(int format) {
  for (size_t i = 0; i < sizeof format_names / sizeof *format_names; i++) {
    if (format_names[i].format == format) {
      return format_names[i].name;
    }
  }
  return "";
}

int httpstatus_log_format(const char *name, size_t length) {
  for (size_t i = 0; i < sizeof format_names / sizeof *format_names; i++) {
    if (strlen(format_names[i].name) == length && memcmp(format_names[i].name, name, length) == 0) {
      return format_names[i].format;
    }
  }
  return -1;
}

/* ---- One line: the status, or -1 where the line is not of the format or has none ---- */

static int plain_line(const char *line, size_t length) {
  return length == 3 ? httpstatus__three_digits(line) : -1;
}

/* The first quote at or after from that no backslash escapes; NULL where there is none. */
static const char *find_quote(const char *from, const char *end) {
  const char *at = from;
  while ((at = (const char *)memchr(at, '"', (size_t)(end - at))) != NULL) {
    const char *slash = at;
    while (slash > from && slash[-1] == '\\') {
      slash--;
    }
    if ((at - slash) % 2 == 0) {
      return at;
    }
    at++;
  }
  return NULL;
}

/* The quote that begins the request: the first one behind the time. A user's name may have quotes of its own. */
static const char *find_request(const char *line, const char *end) {
  const char *at = line;
  while ((at = (const char *)memchr(at, '"', (size_t)(end - at))) != NULL) {
    if (at - line >= 3 && at[-1] == ' ' && at[-2] == ']') {
      return at;
    }
    at++;
  }
  return NULL;
}

/*
 * host ident user [time] "request" status bytes ...
 * The request is what stands between the first quotes behind the time; servers escape a quote within it, nginx as
 * \x22 and Apache as \".
 */
static int common_line(const char *line, size_t length) {
  const char *end = line + length;
  const char *open = find_request(line, end);
  if (open == NULL) {
    return -1;
  }
  const char *close = find_quote(open + 1, end);
  if (close == NULL || end - close < 5 || close[1] != ' ') {
    return -1;
  }
  if (end - close > 5 && close[5] != ' ') {
    return -1;
  }
  return httpstatus__three_digits(close + 2);
}

static int line_status(int format, const char *line, size_t length) {
  return format == HTTPSTATUS_LOG_PLAIN ? plain_line(line, length) : common_line(line, length);
}

/* ---- Lines ---- */

static const size_t line_max = HTTPSTATUS_LOG_LINE_MAX;

static void count_line(httpstatus_log *log, const char *line, size_t length) {
  int code = -1;
  if (length > 0 && line[length - 1] == '\r') {
    length--;
  }
  log->lines++;
  if (log->format != HTTPSTATUS_LOG_AUTO) {
    code = line_status(log->format, line, length);
  } else {
    for (int format = HTTPSTATUS_LOG_AUTO + 1; format < HTTPSTATUS_LOG_FORMATS && code < 0; format++) {
      code = line_status(format, line, length);
      if (code >= 0) {
        log->format = format;
      }
    }
  }
  if (code >= 0) {
    log->tally.counts[code]++;
  } else {
    log->tally.skipped++;
  }
}

bool httpstatus_log_begin(httpstatus_log *log, int format) {
  if (format < HTTPSTATUS_LOG_AUTO || format >= HTTPSTATUS_LOG_FORMATS) {
    return false;
  }
  memset(log, 0, sizeof *log);
  log->format = format;
  return true;
}

size_t httpstatus_log_feed(httpstatus_log *log, const char *piece, size_t length, bool last) {
  const char *at = piece;
  const char *end = piece + length;
  while (at < end) {
    const char *newline = (const char *)memchr(at, '\n', (size_t)(end - at));
    size_t left = (size_t)((newline != NULL ? newline : end) - at);
    if (log->inside_long_line) {
      log->inside_long_line = newline == NULL;
    } else if (newline != NULL || last || left >= line_max) {
      log->inside_long_line = newline == NULL && !last;
      count_line(log, at, left < line_max ? left : line_max);
    } else {
      break;
    }
    at = newline != NULL ? newline + 1 : end;
  }
  return (size_t)(at - piece);
}
