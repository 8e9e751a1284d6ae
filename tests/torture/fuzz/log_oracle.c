/* A log counted line by line, each line by a regular expression or its columns. */
#define _GNU_SOURCE /* memmem */
#include "log_oracle.h"

void naive_begin(struct naive_log *log, int format, struct slice key) {
  memset(log, 0, offsetof(struct naive_log, substatus));
  log->format = format;
  log->status_column = log->substatus_column = -1;
  CHECK(key.length < sizeof log->key);
  if (key.length > 0) {
    memcpy(log->key, key.at, key.length);
  }
}

static int three_digits(struct slice text) {
  return matches("[0-9]{3}", text, NULL, 0) ? to_number(text) : NO_STATUS;
}

static int common(struct slice line) {
  static const char time_end[] = "] \"";
  regmatch_t groups[3];
  const char *found = line.length > 1 ? (const char *)memmem(line.at + 1, line.length - 1, time_end, 3) : NULL;
  if (found == NULL) {
    return NO_STATUS;
  }
  struct slice rest = {found + 2, line.length - (size_t)(found + 2 - line.at)};
  bool good = matches("\"([^\"\\]|\\\\[^\1]|\\\\\1)*\" ([0-9]{3})( ([^\1]|\1)*)?", rest, groups, 3);
  return good ? to_number(group(rest, &groups[1])) : NO_STATUS;
}

/* A column from 0; false where there is none. */
static bool column_of(struct slice line, char separator, int column, struct slice *found) {
  struct slice rest = line;
  bool more = true;
  for (int i = 0; i <= column; i++) {
    if (!more) {
      return false;
    }
    more = cut(rest, separator, found, &rest);
  }
  return column >= 0;
}

static int alb(struct slice line) {
  struct slice type, status;
  bool known = column_of(line, ' ', 0, &type) && matches("http|https|h2|grpcs|ws|wss", type, NULL, 0);
  return known && column_of(line, ' ', 8, &status) ? three_digits(status) : NO_STATUS;
}

static int w3c(struct naive_log *log, struct slice line) {
  char separator = holds(line, '\t') ? '\t' : ' ';
  struct slice status, sub;
  int code = column_of(line, separator, log->status_column, &status) ? three_digits(status) : NO_STATUS;
  if (code >= 0 && column_of(line, separator, log->substatus_column, &sub) &&
      matches("0|[1-9][0-9]{0,2}", sub, NULL, 0)) {
    CHECK(log->substatuses < SUBSTATUSES);
    log->substatus[log->substatuses].code = code;
    log->substatus[log->substatuses++].sub = to_number(sub);
  }
  return code;
}

/* Takes "#Fields: ..."; false for another line. */
static bool fields(struct naive_log *log, struct slice line) {
  struct slice head = {line.at, line.length < 8 ? line.length : 8};
  if (!same_word(head, "#Fields:")) {
    return false;
  }
  struct slice name, rest = {line.at + 8, line.length - 8};
  int column = 0;
  log->status_column = log->substatus_column = -1;
  while (rest.length > 0) {
    size_t i = 0;
    while (i < rest.length && rest.at[i] != ' ' && rest.at[i] != '\t') {
      i++;
    }
    name.at = rest.at;
    name.length = i;
    log->status_column = same_word(name, "sc-status") ? column : log->status_column;
    log->substatus_column = same_word(name, "sc-substatus") ? column : log->substatus_column;
    column += name.length > 0;
    i += i < rest.length;
    rest.at += i;
    rest.length -= i;
  }
  return true;
}

static int status_in(struct naive_log *log, int format, struct slice line) {
  int code;
  switch (format) {
    case HTTPSTATUS_LOG_PLAIN:
      return three_digits(line);
    case HTTPSTATUS_LOG_COMMON:
      return common(line);
    case HTTPSTATUS_LOG_JSON:
      code = naive_json(line, log->key);
      log->undecided = log->undecided || code == NO_JSON;
      return code;
    case HTTPSTATUS_LOG_W3C:
      return w3c(log, line);
    default:
      return alb(line);
  }
}

static void read_line(struct naive_log *log, struct slice line) {
  bool open = log->format == HTTPSTATUS_LOG_AUTO;
  int code = NO_STATUS;
  if (line.length > 0 && line.at[0] == '#' && (open || log->format == HTTPSTATUS_LOG_W3C)) {
    if (fields(log, line) && open) {
      log->format = HTTPSTATUS_LOG_W3C;
      log->lines -= log->comments;
      log->skipped -= log->comments;
    }
    if (log->format == HTTPSTATUS_LOG_W3C) {
      return;
    }
    log->comments++;
  }
  log->lines++;
  for (int format = open ? HTTPSTATUS_LOG_PLAIN : log->format; format <= HTTPSTATUS_LOG_ALB && code < 0; format++) {
    code = status_in(log, format, line);
    if (!open) {
      break;
    }
    log->format = code >= 0 ? format : log->format;
  }
  if (code >= 0) {
    log->counts[code]++;
  } else {
    log->skipped++;
  }
}

void naive_read(struct naive_log *log, struct slice text) {
  struct slice line;
  while (text.length > 0) {
    cut(text, '\n', &line, &text);
    line.length = line.length < HTTPSTATUS_LOG_LINE_MAX ? line.length : HTTPSTATUS_LOG_LINE_MAX;
    line.length -= line.length > 0 && line.at[line.length - 1] == '\r';
    read_line(log, line);
  }
}
