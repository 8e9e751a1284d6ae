/*
 * Counting the status codes of log files, line by line. What the lines look like is found out by judge.c, from a block
 * of them, before any is counted.
 */
#include <string.h>

#include "../ascii.h"
#include "fast.h"
#include "logs.h"
#include "simd.h"

static size_t lesser(size_t a, size_t b) {
  return a < b ? a : b;
}

/* ---- Formats by name ---- */

const char *httpstatus_log_format_name(int format) {
  return format >= 0 && format < LOG_FORMATS ? httpstatus__log_format_rows[format].names : "";
}

int httpstatus_log_format(const char *name, size_t length) {
  for (int i = 0; i < LOG_FORMATS; i++) {
    for (const char *each = httpstatus__log_format_rows[i].names; *each != '\0'; each = httpstatus__next_text(each)) {
      if (strlen(each) == length && memcmp(each, name, length) == 0) {
        return i;
      }
    }
  }
  return -1;
}

/* A number from 1, or 0. */
static int read_index(const char *text, size_t length) {
  int number = 0;
  for (size_t i = 0; i < length; i++) {
    if (!httpstatus__is_digit(text[i]) || number > 9999) {
      return 0;
    }
    number = number * 10 + (text[i] - '0');
  }
  return number;
}

bool httpstatus_log_begin(httpstatus_log *log, const char *format, size_t length) {
  const char *colon = length > 0 ? (const char *)memchr(format, ':', length) : NULL;
  size_t name = colon != NULL ? (size_t)(colon - format) : length;
  size_t key = length - name; /* with the colon, which stands for the NUL */
  int found = httpstatus_log_format(format, name);
  bool asked = found > 0 && httpstatus__log_format_rows[found].asked;
  bool may = found > 0 && (asked || httpstatus__log_format_rows[found].shape == SHAPE_JSON);
  if (found < 0 || (asked && colon == NULL) ||
      (colon != NULL && (!may || key < 2 || key > HTTPSTATUS_LOG_KEY_SIZE || memchr(colon, '\0', key) != NULL))) {
    return false;
  }
  memset(log, 0, sizeof *log);
  log->format = log->form = found;
  log->status_column = log->substatus_column = log->time_column = log->date_column = -1;
  if (colon != NULL) {
    memcpy(log->key, colon + 1, key - 1);
  }
  if (asked && httpstatus__log_format_rows[found].shape == SHAPE_COLUMN) {
    log->asked_column = read_index(log->key, key - 1);
    log->status_column = log->asked_column - 1;
  }
  return true;
}

void httpstatus_log_restart(httpstatus_log *log) {
  memset(&log->tally, 0, sizeof log->tally);
  memset(log->substatuses, 0, sizeof log->substatuses);
  memset(log->skipped, 0, sizeof log->skipped);
  log->lines = log->fitting = log->ambiguous = log->later = log->later_misfits = log->directives = 0;
  log->substatuses_lost = 0;
  log->examples = 0;
  log->inside_long_line = false;
  log->is_started = true;
}

/* ---- One line ---- */

/* The text of a line without the sequences that color it ("\x1b[32m"), or go back to ASCII ("\x1b(B"). */
size_t httpstatus__without_colors(const char *line, size_t length, char *buffer) {
  const char *at = line, *end = line + lesser(length, SCRATCH);
  char *to = buffer;
  while (at < end) {
    size_t plain = httpstatus__copy_to(at, end, '\x1b', to);
    at += plain;
    to += plain;
    if (end - at >= 2 && at[1] == '[') {
      for (at += 2; at < end && (httpstatus__is_digit(*at) || *at == ';'); at++) {
      }
      at += at < end;
    } else if (end - at >= 3 && at[1] == '(') {
      at += 3;
    } else if (at < end) {
      *to++ = *at++;
    }
  }
  return (size_t)(to - buffer);
}

int httpstatus__read_format(const httpstatus_log *log, const char *line, size_t length,
                            struct httpstatus__reading *reading) {
  const struct httpstatus__log_format *format = &httpstatus__log_format_rows[log->format];
  int tail;
  switch (format->shape) {
    case SHAPE_PATTERN:
      return httpstatus__match(log->format, line, length, reading);
    case SHAPE_COMMON:
      return httpstatus__read_common(log, line, length, reading, &tail);
    case SHAPE_JSON:
      return httpstatus__read_json(log, line, length, reading);
    case SHAPE_PAIRS:
      return httpstatus__read_pairs(log, (char)log->separator, line, length, reading);
    default:
      return httpstatus__read_columns(log, line, length, reading);
  }
}

static bool open_plain(int envelope, const char **line, size_t *length, char *scratch,
                       struct httpstatus__reading *reading) {
  const struct httpstatus__log_envelope *kind = &httpstatus__log_envelopes[envelope];
  struct httpstatus__slice text, time;
  if (*kind->key == '\0') {
    if (httpstatus__match_envelope(envelope, *line, *length, reading) < 0) {
      return false;
    }
    *line = reading->inner.at;
    *length = reading->inner.length;
    return true;
  }
  if (!httpstatus__json_string(*line, *length, kind->key, &text)) {
    return false;
  }
  if (reading->timed && httpstatus__json_string(*line, *length, kind->time_key, &time)) {
    reading->time = time;
  }
  if (text.length > 0 && memchr(text.at, '\\', text.length) != NULL) {
    *length = httpstatus__unescape(text, scratch, SCRATCH);
    *line = scratch;
  } else {
    *line = text.at;
    *length = text.length;
  }
  while (*length > 0 && ((*line)[*length - 1] == '\n' || (*line)[*length - 1] == '\r')) {
    --*length;
  }
  return true;
}

/* Compose colors what it puts before a line, and the line may have colors of its own. */
bool httpstatus__open_envelope(int envelope, const char **line, size_t *length, char *scratch,
                               struct httpstatus__reading *reading) {
  if (open_plain(envelope, line, length, scratch, reading)) {
    return true;
  }
  if (*length == 0 || memchr(*line, '\x1b', *length) == NULL) {
    return false;
  }
  *length = httpstatus__without_colors(*line, *length, scratch);
  *line = scratch;
  return open_plain(envelope, line, length, scratch, reading);
}

bool httpstatus__open_envelopes(const httpstatus_log *log, const char **line, size_t *length, char *scratch,
                                struct httpstatus__reading *reading) {
  for (int i = 0; i < log->envelopes; i++) {
    if (!httpstatus__open_envelope(log->envelope[i], line, length, scratch, reading)) {
      return false;
    }
  }
  return true;
}

/* scratch is memory for each of the envelopes and for the line without colors. */
int httpstatus__read_line(const httpstatus_log *log, const char *line, size_t length, char *scratch,
                          struct httpstatus__reading *reading) {
  if (!httpstatus__open_envelopes(log, &line, &length, scratch, reading)) {
    return LOG_MISFIT;
  }
  const struct httpstatus__slice time = reading->time;
  int status = httpstatus__read_format(log, line, length, reading);
  if (status < LOG_NONE && length > 0 && memchr(line, '\x1b', length) != NULL) {
    reading->time = time;
    reading->sub.length = reading->date.length = 0;
    reading->date.at = NULL;
    length = httpstatus__without_colors(line, length, scratch);
    status = httpstatus__read_format(log, scratch, length, reading);
  }
  return status;
}

/* ---- Lines that are counted ---- */

/* Counts a code with its sub-status, in a hash table with open addressing. */
static httpstatus_substatus_count *count_sub(httpstatus_log *log, int code, struct httpstatus__slice sub) {
  char text[HTTPSTATUS_LOG_SUBSTATUS_SIZE] = "";
  const size_t length = sub.length < sizeof text - 1 ? sub.length : sizeof text - 1;
  uint32_t first = 0, last = 0;
  memcpy(text, sub.at, length);
  memcpy(&first, text, sizeof first);
  memcpy(&last, text + (length > 4 ? length - 4 : 0), sizeof last);
  uint32_t slot = (uint32_t)code * 31u + first * UINT32_C(2654435761) + last * UINT32_C(40503) + (uint32_t)length;
  slot ^= slot >> 15;
  for (int tries = 0; tries < HTTPSTATUS_LOG_SUBSTATUSES; tries++) {
    httpstatus_substatus_count *place = &log->substatuses[slot % HTTPSTATUS_LOG_SUBSTATUSES];
    if (place->count == 0) {
      memcpy(place->sub, text, sizeof text);
      place->code = (int16_t)code;
    }
    if (place->code == code && memcmp(place->sub, text, length + 1) == 0) {
      place->count++;
      return place;
    }
    slot++;
  }
  log->substatuses_lost++;
  return NULL;
}

static bool is_number(const char *text) {
  while (httpstatus__is_digit(*text)) {
    text++;
  }
  return *text == '\0';
}

int httpstatus_substatus_order(const void *a, const void *b) {
  const httpstatus_substatus_count *left = (const httpstatus_substatus_count *)a;
  const httpstatus_substatus_count *right = (const httpstatus_substatus_count *)b;
  if (left->code != right->code) {
    return left->code - right->code;
  }
  const size_t left_length = strlen(left->sub), right_length = strlen(right->sub);
  if (left_length != right_length && is_number(left->sub) && is_number(right->sub)) {
    return left_length < right_length ? -1 : 1;
  }
  return strcmp(left->sub, right->sub);
}

/* A sub-status is short and without blanks; "-" says that there is none. */
static bool is_sub(struct httpstatus__slice sub) {
  if (sub.length == 0 || (sub.length == 1 && *sub.at == '-')) {
    return false;
  }
  for (size_t i = 0; i < sub.length; i++) {
    if ((unsigned char)sub.at[i] <= ' ' || (unsigned char)sub.at[i] >= 0x7f) {
      return false;
    }
  }
  return true;
}

static void keep_example(httpstatus_log *log, const char *line, size_t length) {
  httpstatus_log_line *example = &log->skipped[log->examples++];
  example->number = log->lines + log->directives;
  example->length = (uint32_t)length;
  memcpy(example->text, line, lesser(length, HTTPSTATUS_LOG_SHOWN));
}

/* Directives of a W3C log and the header of columns are no lines to count. */
static bool is_directive(httpstatus_log *log, const char *line, size_t length, char *scratch) {
  int shape = httpstatus__log_format_rows[log->format].shape;
  struct httpstatus__reading reading;
  if (shape != SHAPE_FIELDS && shape != SHAPE_HEADER && shape != SHAPE_COLUMN) {
    return false;
  }
  memset(&reading, 0, sizeof reading);
  if (!httpstatus__open_envelopes(log, &line, &length, scratch, &reading)) {
    return false;
  }
  if (shape == SHAPE_HEADER || shape == SHAPE_COLUMN) {
    bool first = log->header > 0 && !log->is_started;
    log->is_started = true;
    if (first) {
      return true;
    }
  }
  if ((shape == SHAPE_FIELDS || (shape == SHAPE_COLUMN && log->asked_column == 0)) && length > 0 && *line == '#') {
    return httpstatus__read_fields(log, line, length) || shape == SHAPE_FIELDS;
  }
  return false;
}

bool httpstatus__time_of(const struct httpstatus__reading *reading, int64_t *seconds) {
  char joined[64];
  const char *text = reading->time.at;
  size_t length = reading->time.length;
  if (reading->date.at != NULL && reading->date.length + 1 + length < sizeof joined) {
    memcpy(joined, reading->date.at, reading->date.length);
    joined[reading->date.length] = ' ';
    memcpy(joined + reading->date.length + 1, text, length);
    length += reading->date.length + 1;
    text = joined;
  }
  return text != NULL && httpstatus__read_time(text, length, seconds) > 0;
}

static void tell(httpstatus_log_record *record, const struct httpstatus__reading *reading, int status) {
  record->status = status < 0 ? -1 : status;
  record->time = 0;
  record->sub[0] = '\0';
  record->has_time = httpstatus__time_of(reading, &record->time);
  if (status >= 0 && is_sub(reading->sub)) {
    size_t length = reading->sub.length < sizeof record->sub - 1 ? reading->sub.length : sizeof record->sub - 1;
    memcpy(record->sub, reading->sub.at, length);
    record->sub[length] = '\0';
  }
}

/* The time with which a line begins, for formats that do not say where theirs is. */
static void find_time(const char *line, size_t length, struct httpstatus__reading *reading) {
  size_t bracket = length > 0 && *line == '[';
  reading->time.at = line + bracket;
  reading->time.length = length - bracket;
}

static void count_line(httpstatus_log *log, const char *line, size_t length, char *scratch,
                       httpstatus_log_record *record, httpstatus_log_times *times) {
  struct httpstatus__reading reading;
  memset(&reading, 0, sizeof reading);
  reading.timed = record != NULL || times != NULL;
  if (length > 0 && line[length - 1] == '\r') {
    length--;
  }
  if (log->lines + log->directives == 0 && length >= 3 && memcmp(line, "\xef\xbb\xbf", 3) == 0) {
    line += 3; /* a byte order mark */
    length -= 3;
  }
  if (log->is_found && is_directive(log, line, length, scratch)) {
    log->directives++;
    if (record != NULL) {
      record->is_line = false;
      record->status = -1;
      record->has_time = false;
      record->sub[0] = '\0';
    }
    return;
  }
  log->lines++;
  int status = log->is_found ? httpstatus__read_line(log, line, length, scratch, &reading) : LOG_MISFIT;
  if (status >= LOG_NONE) {
    log->fitting++;
  } else if (status == LOG_AMBIGUOUS) {
    log->ambiguous++;
  }
  if (log->waiting > 0) {
    log->waiting--;
  } else {
    log->later++;
    log->later_misfits += status < LOG_NONE && length > 0;
  }
  if (times != NULL) {
    if (reading.time.at == NULL) {
      find_time(line, length, &reading);
    }
    status = httpstatus__in_times(times, &reading, status);
  }
  if (status >= 0) {
    log->tally.counts[status]++;
    if (is_sub(reading.sub)) {
      count_sub(log, status, reading.sub);
    }
  } else if (status != LOG_OUTSIDE) {
    log->tally.skipped++;
    if (log->examples < HTTPSTATUS_LOG_EXAMPLES) {
      keep_example(log, line, length);
    }
  }
  if (record != NULL) {
    if (reading.time.at == NULL) {
      find_time(line, length, &reading);
    }
    record->is_line = true;
    tell(record, &reading, status);
  }
}

/* ---- Pieces ---- */

/*
 * How long the block is by which a log is judged, in bytes and lines; 0 bytes where more of it must come. However a log
 * is cut into pieces, the block is the same.
 */
static size_t block_length(const char *piece, size_t length, bool last, uint32_t *lines) {
  size_t limit = lesser(length, HTTPSTATUS_LOG_BLOCK_BYTES), used = 0;
  *lines = 0;
  while (used < limit && *lines < HTTPSTATUS_LOG_BLOCK_LINES) {
    const char *newline = (const char *)memchr(piece + used, '\n', limit - used);
    if (newline == NULL) {
      break;
    }
    used = (size_t)(newline + 1 - piece);
    ++*lines;
  }
  if (*lines == HTTPSTATUS_LOG_BLOCK_LINES || (*lines > 0 && length >= HTTPSTATUS_LOG_BLOCK_BYTES)) {
    return used;
  }
  if (length < HTTPSTATUS_LOG_BLOCK_BYTES) {
    *lines += last && used < length;
    return last ? length : 0;
  }
  *lines = 1; /* which is longer than a block */
  const char *newline = (const char *)memchr(piece, '\n', length);
  if (newline != NULL) {
    return (size_t)(newline + 1 - piece);
  }
  return last || length >= HTTPSTATUS_LOG_LINE_MAX ? length : 0;
}

/* ---- Many lines at a time ---- */

/* Puts the lines that are counted in the tally where else they are counted. */
static void settle_lines(struct httpstatus__fast *fast) {
  httpstatus_log *log = fast->log;
  uint64_t waiting = fast->lines < log->waiting ? fast->lines : log->waiting;
  log->lines += fast->lines;
  log->fitting += fast->lines;
  log->later += fast->lines - waiting;
  log->waiting -= (uint32_t)waiting;
  fast->lines = 0;
}

void httpstatus__slow_line(struct httpstatus__fast *fast, const char *line, const char *stop) {
  httpstatus_log *log = fast->log;
  size_t length = (size_t)(stop - line);
  int status_column = log->status_column, substatus_column = log->substatus_column;
  settle_lines(fast);
  count_line(log, line, lesser(length, HTTPSTATUS_LOG_LINE_MAX), fast->scratch, NULL, fast->times);
  fast->changed = status_column != log->status_column || substatus_column != log->substatus_column;
}

void httpstatus__fast_count(struct httpstatus__fast *fast, int status, struct httpstatus__slice sub) {
  fast->log->tally.counts[status]++;
  fast->lines++;
  if (is_sub(sub)) {
    httpstatus_substatus_count *last = fast->last;
    if (last != NULL && last->code == status && strlen(last->sub) == sub.length &&
        memcmp(last->sub, sub.at, sub.length) == 0) {
      last->count++;
    } else {
      fast->last = count_sub(fast->log, status, sub);
    }
  }
}

bool httpstatus__fast_sub(struct httpstatus__fast *fast, int status, const char *at, const char *stop, char separator) {
  struct httpstatus__slice sub = {at, 0};
  while (at < stop && *at != separator) {
    at++;
  }
  sub.length = (size_t)(at - sub.at) - (at == stop && at > sub.at && at[-1] == '\r');
  if (!is_sub(sub) || sub.length >= HTTPSTATUS_LOG_SUBSTATUS_SIZE) {
    return false;
  }
  httpstatus_substatus_count *last = fast->last;
  if (last != NULL && last->code == status && memcmp(last->sub, sub.at, sub.length) == 0 &&
      last->sub[sub.length] == '\0') {
    last->count++;
  } else {
    fast->last = count_sub(fast->log, status, sub);
  }
  return true;
}

/*
 * Times of the Common Log Format, "30/Nov/2026:12:00:59 +0000". Nearly all lines are of the minute of the line before,
 * so that only their seconds are read.
 */
bool httpstatus__fast_time(struct httpstatus__fast *fast, const char *line, const char *bracket, int status) {
  enum { SECOND = 18, ZONE = 20, LENGTH = 26 };
  const char *time = bracket - LENGTH;
  if (bracket - line <= LENGTH || time[-1] != '[' || time[SECOND] < '0' || time[SECOND] > '5' ||
      !httpstatus__is_digit(time[SECOND + 1])) {
    return false;
  }
  const int second = (time[SECOND] - '0') * 10 + (time[SECOND + 1] - '0');
  if (fast->minute == NULL || memcmp(time, fast->minute, SECOND) != 0 ||
      memcmp(time + ZONE, fast->minute + ZONE, LENGTH - ZONE) != 0) {
    int64_t seconds = 0;
    if (time[2] != '/' || httpstatus__read_time(time, LENGTH, &seconds) != LENGTH || seconds < second) {
      return false;
    }
    fast->minute = time;
    fast->minute_begin = seconds - second;
  }
  if (httpstatus__at_time(fast->times, fast->minute_begin + second, status) >= 0) {
    fast->log->tally.counts[status]++;
  }
  fast->lines++;
  return true;
}

/* Whether the lines can be read many at a time: the first one, which may be a header or have a mark, is behind. */
static bool is_fast(const httpstatus_log *log) {
  int shape = httpstatus__log_format_rows[log->format].shape;
  bool columns = shape == SHAPE_HEADER || shape == SHAPE_COLUMN;
  return log->is_found && log->lines + log->directives > 0 && (!columns || log->is_started);
}

/* How they can be read; the columns, where there are any, are next to each other. */
static enum httpstatus__way way_of(const httpstatus_log *log) {
  bool columns =
      log->status_column >= 0 && (log->substatus_column < 0 || log->substatus_column == log->status_column + 1);
  const struct httpstatus__log_format *format = &httpstatus__log_format_rows[log->format];
  if (log->envelopes == 0) {
    switch (format->shape) {
      case SHAPE_COMMON:
        return WAY_COMMON;
      case SHAPE_JSON:
        return strchr(log->sub_key, '.') == NULL ? WAY_JSON : WAY_LINES;
      case SHAPE_FIELDS:
      case SHAPE_HEADER:
        return columns ? WAY_FIELDS : WAY_LINES;
      case SHAPE_PATTERN:
        return strcmp(format->names, "plain") == 0 ? WAY_PLAIN : WAY_LINES;
      default:
        break;
    }
  }
  return WAY_LINES;
}

/* Counts the lines that end within a piece; returns where the last one does. */
static const char *read_fast(httpstatus_log *log, const char *at, const char *end, char *scratch,
                             httpstatus_log_times *times) {
  struct httpstatus__fast fast;
  memset(&fast, 0, sizeof fast);
  fast.log = log;
  fast.times = times;
  fast.scratch = scratch;
  while (end > at && end[-1] != '\n') {
    end--;
  }
  if (at < end) {
    at = httpstatus__fast_lines(&fast, way_of(log), at, end);
  }
  settle_lines(&fast);
  return at;
}

/* Counts a line, or as many as there are; returns how many bytes were used. */
static size_t read_piece(httpstatus_log *log, const char *piece, size_t length, bool last,
                         httpstatus_log_record *record, httpstatus_log_times *times) {
  char scratch[SCRATCH]; /* the only one: a thread may have a small stack, 128 KB on musl */
  const char *at = piece;
  const char *end = piece + length;
  while (at < end && !httpstatus__times_are_full(times)) {
    if (!log->is_found && log->waiting == 0 && !log->inside_long_line) {
      uint32_t lines;
      size_t block = block_length(at, (size_t)(end - at), last, &lines);
      if (block == 0) {
        break;
      }
      httpstatus__judge(log, at, block, scratch);
      log->waiting = lines;
    }
    if (record == NULL && !log->inside_long_line && is_fast(log) && (times == NULL || way_of(log) == WAY_COMMON)) {
      const char *from = at;
      at = read_fast(log, at, end, scratch, times);
      if (at > from) {
        continue;
      }
    }
    const char *newline = (const char *)memchr(at, '\n', (size_t)(end - at));
    size_t left = (size_t)((newline != NULL ? newline : end) - at);
    bool counted = false;
    if (log->inside_long_line) {
      log->inside_long_line = newline == NULL;
    } else if (newline != NULL || last || left >= HTTPSTATUS_LOG_LINE_MAX) {
      log->inside_long_line = newline == NULL && !last;
      count_line(log, at, lesser(left, HTTPSTATUS_LOG_LINE_MAX), scratch, record, times);
      counted = true;
    } else {
      break;
    }
    at = newline != NULL ? newline + 1 : end;
    if (record != NULL && counted) {
      return (size_t)(at - piece);
    }
  }
  log->inside_long_line = log->inside_long_line && !(last && at == end); /* also where the last piece is empty */
  return (size_t)(at - piece);
}

size_t httpstatus_log_feed(httpstatus_log *log, const char *piece, size_t length, bool last) {
  return read_piece(log, piece, length, last, NULL, NULL);
}

size_t httpstatus_log_next(httpstatus_log *log, const char *piece, size_t length, bool last,
                           httpstatus_log_record *record) {
  return read_piece(log, piece, length, last, record, NULL);
}

size_t httpstatus_log_feed_times(httpstatus_log *log, const char *piece, size_t length, bool last,
                                 httpstatus_log_times *times) {
  return read_piece(log, piece, length, last, NULL, times);
}
