/*
 * Logs. The name of the program is that of the format: log_common reads "common", log_auto finds it out. A log is read
 * in one piece, in many, by the minute, and line by line, without the readers of many lines at a time. A JSON log may
 * begin with a line "json:KEY", which names the key and is no part of it.
 *
 * log_long is for lines that are longer than is judged: its inputs begin with a byte for the format, and "LONG=" and a
 * byte stand for that byte so often that the longest line has 64 bytes left.
 */
#define _GNU_SOURCE /* memmem */
#include "fuzz.h"

static char program[16];

int LLVMFuzzerInitialize(int *argc, char ***argv);

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  const char *name = strrchr(**argv, '/') != NULL ? strrchr(**argv, '/') + 1 : **argv;
  (void)argc;
  CHECK(sscanf(name, "log_%15[a-z0-9]", program) == 1);
  return 0;
}

/* The log that an input of log_long stands for, in memory of its own. */
static struct slice expand(struct slice input) {
  enum { FILLED = HTTPSTATUS_LOG_LINE_MAX - 64 };
  static const char mark[] = "LONG=";
  enum { MARK = sizeof mark - 1 };
  const char *found = input.length > MARK ? (const char *)memmem(input.at, input.length - 1, mark, MARK) : NULL;
  struct slice before = input, after = {NULL, 0};
  if (found != NULL) {
    before.length = (size_t)(found - input.at);
    after.at = found + MARK;
    after.length = input.length - before.length - MARK;
  }
  size_t filled = found != NULL ? FILLED : 0, rest = found != NULL ? after.length - 1 : 0;
  char *text = (char *)malloc(before.length + filled + rest + 1);
  CHECK(text != NULL);
  memcpy(text, before.at, before.length);
  if (found != NULL) {
    memset(text + before.length, after.at[0], filled);
    memcpy(text + before.length + filled, after.at + 1, rest);
  }
  struct slice log = {text, before.length + filled + rest};
  return log;
}

static void begin(httpstatus_log *log, struct slice format) {
  memset(log, 0x5a, sizeof *log);
  CHECK(httpstatus_log_begin(log, format.at, format.length));
}

/* Feeds a log in pieces, each from memory of just its length. */
static void feed_in_pieces(httpstatus_log *log, struct slice text) {
  struct random random = random_of(text);
  static const size_t limits[] = {2, 9, 80, 1000, 70000, 200000};
  size_t limit = limits[random_below(&random, sizeof limits / sizeof *limits)];
  if (limit < text.length / 64) {
    limit = text.length / 64; /* what is left over comes again and again: smaller pieces take all day */
  }
  size_t from = 0, to = 0;
  bool last = false;
  while (!last) {
    size_t step = 1 + random_below(&random, limit);
    to = text.length - to < step ? text.length : to + step;
    last = to == text.length && random_below(&random, 4) > 0; /* else an empty piece is the last one */
    size_t length = to - from;
    char *piece = (char *)malloc(length + (length == 0));
    CHECK(piece != NULL);
    memcpy(piece, text.at + from, length);
    size_t used = httpstatus_log_feed(log, piece, length, last);
    free(piece);
    CHECK(used <= length && length - used < HTTPSTATUS_LOG_LINE_MAX);
    CHECK(!last || used == length);
    from += used;
  }
}

enum { PER = 60 };

/* A number for a line of an interval: sums of them are the same for the same lines only, or nearly so. */
static uint64_t mark_of(int64_t begin, int code) {
  return ((uint64_t)begin * 1009 + (uint64_t)(code + 1)) * UINT64_C(0x9e3779b97f4a7c15);
}

/* Counts a log by the minute, with room for few counts at a time; returns the sum of its lines' marks. */
static uint64_t feed_with_times(struct slice format, struct slice text) {
  static httpstatus_log log;
  httpstatus_time_count counts[3];
  httpstatus_log_times times;
  uint64_t sum = 0;
  bool full;
  size_t used = 0;
  begin(&log, format);
  httpstatus_log_times_begin(&times);
  times.per = PER;
  times.counts = counts;
  times.max = sizeof counts / sizeof *counts;
  do {
    used += httpstatus_log_feed_times(&log, text.at + used, text.length - used, true, &times);
    full = times.used == times.max;
    for (size_t i = 0; i < times.used; i++) {
      sum += counts[i].count * mark_of(counts[i].begin, counts[i].code);
    }
    times.used = 0;
  } while (full);
  CHECK(used == text.length && times.timed + times.untimed == log.lines);
  return sum;
}

/*
 * Reads a log line by line, which no reader of many lines at a time has a part in; returns the sum of the marks of its
 * lines.
 */
static uint64_t read_line_by_line(httpstatus_log *log, struct slice text) {
  httpstatus_log_record record;
  uint64_t lines = 0, skipped = 0, sum = 0;
  for (size_t at = 0; at < text.length;) {
    size_t used = httpstatus_log_next(log, text.at + at, text.length - at, true, &record);
    CHECK(used > 0 && used <= text.length - at && record.status >= -1 && record.status <= 999);
    CHECK(memchr(record.sub, '\0', sizeof record.sub) != NULL);
    lines += record.is_line;
    skipped += record.is_line && record.status < 0;
    sum += record.is_line && record.has_time && record.time >= 0
               ? mark_of(record.time - record.time % PER, record.status)
               : 0;
    at += used;
  }
  CHECK(lines == log->lines && skipped == log->tally.skipped);
  return sum;
}

/* Takes the key off the input, where there is one. */
static struct slice key_of(struct slice *input) {
  struct slice first, rest, none = {NULL, 0};
  regmatch_t key;
  if (!cut(*input, '\n', &first, &rest) || holds(first, '\0') || first.length >= HTTPSTATUS_LOG_KEY_SIZE ||
      !matches("json:(([^\1]|\1)+)", first, &key, 1)) {
    return none;
  }
  *input = rest;
  return group(first, &key);
}

static void check(const char *name, struct slice text, struct slice key) {
  static httpstatus_log whole, pieces, one_by_one;
  char format[16 + HTTPSTATUS_LOG_KEY_SIZE];
  int length = snprintf(format, sizeof format, "%s%s%.*s", name, key.length > 0 ? ":" : "", (int)key.length,
                        key.length > 0 ? key.at : "");
  struct slice wanted = {format, (size_t)length};
  begin(&whole, wanted);
  begin(&pieces, wanted);
  CHECK(httpstatus_log_feed(&whole, text.at, text.length, true) == text.length);
  CHECK(httpstatus_tally_total(&whole.tally) + whole.tally.skipped == whole.lines);
  CHECK(whole.fitting <= whole.lines && whole.ambiguous <= whole.tally.skipped && whole.later_misfits <= whole.later);
  feed_in_pieces(&pieces, text);
  CHECK(memcmp(&whole, &pieces, sizeof whole) == 0);
  begin(&one_by_one, wanted);
  uint64_t sum = read_line_by_line(&one_by_one, text);
  CHECK(memcmp(&whole, &one_by_one, sizeof whole) == 0);
  CHECK(feed_with_times(wanted, text) == sum);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct slice input = {(const char *)data, size}, none = {NULL, 0};
  if (strcmp(program, "long") != 0) {
    struct slice key = strcmp(program, "json") == 0 ? key_of(&input) : none;
    check(program, input, key);
  } else if (size > 0) {
    struct slice rest = {input.at + 1, size - 1}, text = expand(rest);
    const char *name = httpstatus_log_format_name(data[0] % HTTPSTATUS_LOG_FORMATS);
    httpstatus_log log;
    if (httpstatus_log_begin(&log, name, strlen(name))) { /* not one that wants a key */
      check(name, text, none);
    }
    free((void *)(uintptr_t)text.at);
  }
  return 0;
}
