/*
 * Counting the status codes of log files: lines, and the formats that need no parser of their own.
 *
 * The C library's memchr is the fast part: it finds the end of the line and the quotes of the request, and nothing
 * else of a line is looked at.
 */
#include "log.h"

#include <string.h>

#include "ascii.h"

/* ---- Formats ---- */

static const struct {
  const char *name;
  int format;
} format_names[] = {
    {"auto",           HTTPSTATUS_LOG_AUTO  },
    {"plain",          HTTPSTATUS_LOG_PLAIN },
    {"common",         HTTPSTATUS_LOG_COMMON},
    {"clf",            HTTPSTATUS_LOG_COMMON},
    {"combined",       HTTPSTATUS_LOG_COMMON},
    {"vhost_combined", HTTPSTATUS_LOG_COMMON},
    {"json",           HTTPSTATUS_LOG_JSON  },
    {"w3c",            HTTPSTATUS_LOG_W3C   },
    {"iis",            HTTPSTATUS_LOG_W3C   },
    {"alb",            HTTPSTATUS_LOG_ALB   },
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

bool httpstatus_log_begin(httpstatus_log *log, const char *format, size_t length) {
  const char *colon = length > 0 ? (const char *)memchr(format, ':', length) : NULL;
  size_t name = colon != NULL ? (size_t)(colon - format) : length;
  size_t key = length - name;
  int found = httpstatus_log_format(format, name);
  if (found < 0 || (colon != NULL && (found != HTTPSTATUS_LOG_JSON || key < 2 || key > HTTPSTATUS_LOG_KEY_SIZE ||
                                      memchr(colon, '\0', key) != NULL))) {
    return false;
  }
  memset(log, 0, sizeof *log);
  log->format = found;
  log->status_column = -1;
  log->substatus_column = -1;
  if (colon != NULL) {
    memcpy(log->key, colon + 1, key - 1);
  }
  return true;
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

/* The column of a line of columns with one separator between; NULL where it has fewer. */
static const char *find_column(const char *line, size_t length, char separator, int column, size_t *column_length) {
  const char *end = line + length;
  for (;;) {
    const char *space = (const char *)memchr(line, separator, (size_t)(end - line));
    if (column == 0) {
      *column_length = (size_t)((space != NULL ? space : end) - line);
      return line;
    }
    if (space == NULL) {
      return NULL;
    }
    line = space + 1;
    column--;
  }
}

/* A column of three digits, or -1. */
static int column_status(const char *line, size_t length, char separator, int column) {
  size_t column_length;
  const char *at = column < 0 ? NULL : find_column(line, length, separator, column, &column_length);
  return at != NULL && column_length == 3 ? httpstatus__three_digits(at) : -1;
}

/* type time elb client target times(3) elb_status_code ...; none of the columns before the status is quoted. */
static int alb_line(const char *line, size_t length) {
  static const char *const types[] = {"http", "https", "h2", "grpcs", "ws", "wss"};
  enum { STATUS_COLUMN = 8 };
  size_t type_length;
  const char *type = find_column(line, length, ' ', 0, &type_length);
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    if (strlen(types[i]) == type_length && memcmp(types[i], type, type_length) == 0) {
      return column_status(line, length, ' ', STATUS_COLUMN);
    }
  }
  return -1;
}

/* ---- W3C extended format ---- */

/* Reads "#Fields: date time ... sc-status sc-substatus ..."; true where the line is that directive. */
static bool read_fields(httpstatus_log *log, const char *line, size_t length) {
  static const char directive[] = "#Fields:";
  const size_t skip = sizeof directive - 1;
  if (length < skip || !httpstatus__same_word(line, skip, directive)) {
    return false;
  }
  log->status_column = -1;
  log->substatus_column = -1;
  const char *at = line + skip;
  const char *end = line + length;
  for (int column = 0; at < end;) {
    while (at < end && httpstatus__is_blank(*at)) {
      at++;
    }
    const char *name = at;
    while (at < end && !httpstatus__is_blank(*at)) {
      at++;
    }
    if (httpstatus__same_word(name, (size_t)(at - name), "sc-status")) {
      log->status_column = column;
    } else if (httpstatus__same_word(name, (size_t)(at - name), "sc-substatus")) {
      log->substatus_column = column;
    }
    column++;
  }
  return true;
}

/* Counts a code with its sub-status, in a hash table with open addressing. */
static void count_substatus(httpstatus_log *log, int code, int sub) {
  unsigned slot = ((unsigned)code * 31u + (unsigned)sub) % HTTPSTATUS_LOG_SUBSTATUSES;
  for (int tries = 0; tries < HTTPSTATUS_LOG_SUBSTATUSES; tries++) {
    httpstatus_substatus_count *place = &log->substatuses[slot];
    if (place->count == 0 || (place->code == code && place->sub == sub)) {
      place->code = (int16_t)code;
      place->sub = (int16_t)sub;
      place->count++;
      return;
    }
    slot = (slot + 1) % HTTPSTATUS_LOG_SUBSTATUSES;
  }
  log->substatuses_lost++;
}

/* IIS has spaces between its columns; Amazon CloudFront tabs, which the W3C draft encourages. */
static int w3c_line(httpstatus_log *log, const char *line, size_t length) {
  char separator = length > 0 && memchr(line, '\t', length) != NULL ? '\t' : ' ';
  int code = column_status(line, length, separator, log->status_column);
  size_t sub_length;
  const char *sub = code < 0 || log->substatus_column < 0
                        ? NULL
                        : find_column(line, length, separator, log->substatus_column, &sub_length);
  int number;
  if (sub != NULL && httpstatus__read_number(sub, sub_length, &number) == sub_length && sub_length > 0) {
    count_substatus(log, code, number);
  }
  return code;
}

/* ---- Lines ---- */

static int line_status(httpstatus_log *log, int format, const char *line, size_t length) {
  switch (format) {
    case HTTPSTATUS_LOG_PLAIN:
      return plain_line(line, length);
    case HTTPSTATUS_LOG_JSON:
      return httpstatus__json_line(log, line, length);
    case HTTPSTATUS_LOG_W3C:
      return w3c_line(log, line, length);
    case HTTPSTATUS_LOG_ALB:
      return alb_line(line, length);
    default:
      return common_line(line, length);
  }
}

/*
 * Whether a line is a directive of a W3C log, and no line to count. Before the format is known, "#" lines count as
 * skipped; with #Fields they turn out to have been directives.
 */
static bool is_directive(httpstatus_log *log, const char *line, size_t length) {
  if (length == 0 || *line != '#' || (log->format != HTTPSTATUS_LOG_AUTO && log->format != HTTPSTATUS_LOG_W3C)) {
    return false;
  }
  if (read_fields(log, line, length) && log->format == HTTPSTATUS_LOG_AUTO) {
    log->format = HTTPSTATUS_LOG_W3C;
    log->lines -= log->directives;
    log->tally.skipped -= log->directives;
  }
  log->directives++;
  return log->format == HTTPSTATUS_LOG_W3C;
}

static void count_line(httpstatus_log *log, const char *line, size_t length) {
  int code = -1;
  if (length > 0 && line[length - 1] == '\r') {
    length--;
  }
  if (is_directive(log, line, length)) {
    return;
  }
  log->lines++;
  if (log->format != HTTPSTATUS_LOG_AUTO) {
    code = line_status(log, log->format, line, length);
  } else {
    for (int format = HTTPSTATUS_LOG_AUTO + 1; format < HTTPSTATUS_LOG_FORMATS && code < 0; format++) {
      code = line_status(log, format, line, length);
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

static const size_t line_max = HTTPSTATUS_LOG_LINE_MAX;

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
  log->inside_long_line = log->inside_long_line && !last; /* also where the last piece is empty */
  return (size_t)(at - piece);
}
