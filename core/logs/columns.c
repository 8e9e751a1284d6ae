/* Columns: of the W3C extended format, under a header, and the one that the caller names. */
#include <string.h>

#include "../ascii.h"
#include "logs.h"

/* The columns of a line, one by one. */
struct columns {
  const char *at, *end;
  char separator; /* a blank stands for a run of them */
  bool quotes;    /* a column that begins with a quote or a bracket ends with one */
  bool done;
};

static struct columns columns_of(const char *line, size_t length, char separator, bool quotes) {
  struct columns columns = {line, line + length, separator, quotes, length == 0};
  return columns;
}

static bool ends_column(const struct columns *columns, const char *at) {
  return at == columns->end || *at == columns->separator;
}

/* Where a column in quotes or brackets ends, or NULL; a quote is written twice in CSV, and behind a backslash in CLF.
 */
static const char *closing(const struct columns *columns, const char *from, char close) {
  for (const char *at = from; at < columns->end; at++) {
    if (*at == '\\' && columns->separator == ' ') {
      at++;
    } else if (*at == close && columns->separator != ' ' && at + 1 < columns->end && at[1] == close) {
      at++;
    } else if (*at == close && ends_column(columns, at + 1)) {
      return at;
    }
  }
  return NULL;
}

static bool next_column(struct columns *columns, struct httpstatus__slice *column) {
  const char *at = columns->at, *end = columns->end;
  if (columns->separator == ' ') {
    while (at < end && *at == ' ') {
      at++;
    }
    columns->done = at == end;
  }
  if (columns->done) {
    return false;
  }
  const char *close = NULL;
  if (columns->quotes && at < end && (*at == '"' || (*at == '[' && columns->separator == ' '))) {
    close = closing(columns, at + 1, *at == '"' ? '"' : ']');
  }
  const char *from = at;
  if (close != NULL) {
    from++;
    at = close + 1;
  } else {
    const char *found = at < end ? (const char *)memchr(at, columns->separator, (size_t)(end - at)) : NULL;
    close = at = found != NULL ? found : end;
  }
  column->at = from;
  column->length = (size_t)(close - from);
  columns->done = at == end;
  columns->at = at < end ? at + 1 : end;
  return true;
}

/* Puts a name's column, from 0, where it belongs. */
static void take_name(httpstatus_log *log, struct httpstatus__slice name, int column) {
  static const struct {
    const char *name;
    size_t offset;
  } names[] = {
      {"sc-status",    offsetof(httpstatus_log, status_column)   },
      {"sc-substatus", offsetof(httpstatus_log, substatus_column)},
      {"date",         offsetof(httpstatus_log, date_column)     },
      {"time",         offsetof(httpstatus_log, time_column)     },
      {"ts",           offsetof(httpstatus_log, time_column)     },
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (httpstatus__same_word(name.at, name.length, names[i].name) && (i > 0 || *log->key == '\0')) {
      memcpy((char *)log + names[i].offset, &column, sizeof column);
    }
  }
  const char *zeek = "status_code";
  if (httpstatus__same_word(name.at, name.length, *log->key != '\0' ? log->key : zeek)) {
    log->status_column = column;
  }
}

/*
 * Reads "#Fields: date time ... sc-status sc-substatus ...", or Zeek's "#fields", whose columns have other names; true
 * where the line is that directive.
 */
bool httpstatus__read_fields(httpstatus_log *log, const char *line, size_t length) {
  static const char directive[] = "#Fields";
  size_t skip = sizeof directive - 1;
  if (length <= skip || !httpstatus__same_word(line, skip, directive) ||
      (line[skip] != ':' && !httpstatus__is_blank(line[skip]))) {
    return false;
  }
  skip++;
  log->status_column = log->substatus_column = log->time_column = log->date_column = -1;
  log->header = 0;
  log->separator = ' ';
  const char *at = line + skip, *end = line + length;
  while (at < end) {
    while (at < end && httpstatus__is_blank(*at)) {
      at++;
    }
    struct httpstatus__slice name = {at, 0};
    while (at < end && !httpstatus__is_blank(*at)) {
      at++;
    }
    name.length = (size_t)(at - name.at);
    if (name.length > 0) {
      take_name(log, name, log->header++);
    }
  }
  return true;
}

/* Reads the names of columns; true where one of them is usual for the status, or is the caller's. */
bool httpstatus__read_header(httpstatus_log *log, char separator, const char *line, size_t length) {
  struct columns columns = columns_of(line, length, separator, true);
  struct httpstatus__slice name;
  int best = LOG_KEYS;
  log->status_column = log->substatus_column = log->time_column = log->date_column = -1;
  log->separator = (unsigned char)separator;
  log->header = 0;
  for (int column = 0; next_column(&columns, &name); column++, log->header++) {
    httpstatus__trim(&name.at, &name.length);
    if (*log->key != '\0' && httpstatus__same_word(name.at, name.length, log->key)) {
      log->status_column = column;
    }
    for (int i = 0; i < best && *log->key == '\0'; i++) {
      if (httpstatus__same_word(name.at, name.length, httpstatus__log_keys[i].key)) {
        log->status_column = column;
        best = i;
      }
    }
    for (int i = 0; i < LOG_TIME_KEYS && log->time_column < 0; i++) {
      if (httpstatus__same_word(name.at, name.length, httpstatus__log_time_keys[i])) {
        log->time_column = column;
      }
    }
  }
  return log->status_column >= 0 && log->header > 1;
}

/* Columns have three digits, or "0"; fewer may be the beginning of more, where a line is cut off. */
static int status_of(struct httpstatus__slice column) {
  int status = LOG_MISFIT;
  const char *at = column.at;
  size_t length = column.length;
  httpstatus__trim(&at, &length);
  size_t used = httpstatus__read_status(at, length, &status);
  bool good = used == length && (used == 3 || status < 0 || (used == 1 && *at == '0'));
  return used > 0 && good ? status : LOG_MISFIT;
}

static int read_with(const httpstatus_log *log, const char *line, size_t length, char separator, bool quotes,
                     struct httpstatus__reading *reading, int *count) {
  struct columns columns = columns_of(line, length, separator, quotes);
  struct httpstatus__slice column;
  int status = LOG_MISFIT;
  *count = 0;
  for (int i = 0; next_column(&columns, &column); i++) {
    if (i == log->status_column) {
      status = status_of(column);
    }
    if (i == log->substatus_column) {
      reading->sub = column;
    }
    if (i == log->time_column) {
      reading->time = column;
    }
    if (i == log->date_column) {
      reading->date = column;
    }
    ++*count;
  }
  return status;
}

/*
 * A column in quotes may hold separators. Where that does not give the number of columns that the header has, the
 * quotes may be a client's; where neither does and the two readings differ, nobody knows.
 */
int httpstatus__read_columns(const httpstatus_log *log, const char *line, size_t length,
                             struct httpstatus__reading *reading) {
  char separator = (char)log->separator;
  int count;
  if (log->status_column < 0) {
    return LOG_MISFIT;
  }
  if (separator == ' ' && log->header > 0 && memchr(line, '\t', length) != NULL) {
    separator = '\t'; /* IIS has blanks between its columns; CloudFront has tabs, which the W3C draft encourages */
  }
  int status = read_with(log, line, length, separator, true, reading, &count);
  if (log->header > 0 && count != log->header && memchr(line, '"', length) != NULL) {
    int plain_count;
    struct httpstatus__reading plain_reading;
    memset(&plain_reading, 0, sizeof plain_reading);
    int plain = read_with(log, line, length, separator, false, &plain_reading, &plain_count);
    if (plain_count == log->header) {
      *reading = plain_reading;
      return plain;
    }
    if (plain >= 0 && status >= 0 && plain != status) {
      return LOG_AMBIGUOUS;
    }
  }
  return status;
}
