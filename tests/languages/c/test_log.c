/* Counting the lines of logs. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "httpstatus.h"
#include "tallies.h"
#include "vectors.h"

/*
 * Feeds a log in pieces of a size, what is left over before the next one, and each time from memory of just that
 * length, so that a sanitizer sees a byte read too far.
 */
static void feed_in_pieces(httpstatus_log *log, const char *text, size_t length, size_t piece) {
  size_t from = 0, to = 0;
  do {
    to = length - to < piece ? length : to + piece;
    char *copy = (char *)malloc(to > from ? to - from : 1);
    assert_non_null(copy);
    memcpy(copy, text + from, to - from);
    size_t used = httpstatus_log_feed(log, copy, to - from, to == length);
    free(copy);
    assert_true(used <= to - from);
    assert_true(to - from - used < HTTPSTATUS_LOG_LINE_MAX);
    from += used;
  } while (to < length);
  assert_int_equal(from, length);
}

/* "404.13:2" for each code and sub-status of a list, as the log counted them; the list's order is that of the text. */
static void expect_substatuses(struct vectors *file, const httpstatus_log *log) {
  uint64_t expected = 0, counted = 0;
  int code, used;
  char sub[HTTPSTATUS_LOG_SUBSTATUS_SIZE];
  unsigned long long count;
  for (const char *at = vectors_text(file, "substatuses"); *at != '\0'; at += used + (at[used] == ',')) {
    bool found = false;
    assert_int_equal(sscanf(at, "%d.%37[^:]:%llu%n", &code, sub, &count, &used), 3);
    for (size_t i = 0; i < HTTPSTATUS_LOG_SUBSTATUSES; i++) {
      const httpstatus_substatus_count *place = &log->substatuses[i];
      found = found || (place->count == count && place->code == code && strcmp(place->sub, sub) == 0);
    }
    vectors_check(file, found, at);
    expected += count;
  }
  for (size_t i = 0; i < HTTPSTATUS_LOG_SUBSTATUSES; i++) {
    counted += log->substatuses[i].count;
  }
  vectors_check(file, counted == expected && log->substatuses_lost == 0, "there are no other sub-statuses");
}

static void expect_log(struct vectors *file, const httpstatus_log *log) {
  vectors_expect_text(file, "detected", httpstatus_log_format_name(log->format));
  vectors_expect_number(file, "lines", (long long)log->lines);
  expect_tally(file, &log->tally);
  if (strcmp(file->name, "logs.tsv") != 0) {
    expect_substatuses(file, log);
  }
}

static void begin(struct vectors *file, httpstatus_log *log) {
  memset(log, 0x5a, sizeof *log);
  vectors_check(file, httpstatus_log_begin(log, vectors_text(file, "format"), vectors_length(file, "format")),
                "the format exists");
}

static bool begin_name(httpstatus_log *log, const char *name) {
  return httpstatus_log_begin(log, name, strlen(name));
}

static void check_in_one_piece(const char *name) {
  struct vectors file;
  vectors_open(&file, name);
  while (vectors_next(&file)) {
    httpstatus_log log;
    begin(&file, &log);
    size_t length = vectors_length(&file, "log");
    vectors_check(&file, httpstatus_log_feed(&log, vectors_text(&file, "log"), length, true) == length, "all is used");
    expect_log(&file, &log);
  }
  vectors_close(&file);
}

/* However a log is cut, its tally is the same. Long ones are cut at sizes around the limit of a line. */
static void check_in_pieces(const char *name) {
  static const size_t long_pieces[] = {50021,   65536,   262144,  1048540, 1048573, 1048574,
                                       1048575, 1048576, 1048577, 1048578, 2097152};
  struct vectors file;
  vectors_open(&file, name);
  while (vectors_next(&file)) {
    size_t length = vectors_length(&file, "log");
    size_t sizes = length <= 1000 ? length : sizeof long_pieces / sizeof *long_pieces;
    for (size_t i = 0; i < sizes; i++) {
      httpstatus_log log;
      begin(&file, &log);
      feed_in_pieces(&log, vectors_text(&file, "log"), length, length <= 1000 ? i + 1 : long_pieces[i]);
      expect_log(&file, &log);
    }
  }
  vectors_close(&file);
}

/* A time or a period of a row; -1 where it is none. */
static int64_t chosen(struct vectors *file, const char *column, int64_t otherwise) {
  int64_t seconds = 0;
  size_t length = vectors_length(file, column);
  if (length == 0) {
    return otherwise;
  }
  if (strcmp(column, "per") == 0) {
    seconds = httpstatus_log_period(vectors_text(file, column), length);
    return seconds > 0 ? seconds : -1;
  }
  return httpstatus_log_time(vectors_text(file, column), length, 1796040000, &seconds) ? seconds : -1;
}

/* However little room there is for counts, and however the log is cut, the times are the same. */
static void logs_by_time(void **state) {
  (void)state;
  struct vectors file;
  vectors_open(&file, "logs_times.tsv");
  while (vectors_next(&file)) {
    const bool is_error = strcmp(vectors_text(&file, "counts"), "error") == 0;
    const size_t length = vectors_length(&file, "log");
    for (size_t max = 1; max <= 3; max++) {
      httpstatus_log log;
      httpstatus_log_times times;
      httpstatus_time_count counts[3];
      uint64_t sums[32] = {0};
      size_t used = 0, entries = 0;
      const char *entry[32];
      char *end;
      begin(&file, &log);
      httpstatus_log_times_begin(&times);
      times.since = chosen(&file, "since", times.since);
      times.until = chosen(&file, "until", times.until);
      times.per = chosen(&file, "per", 0);
      if (times.since == -1 || times.until == -1 || times.per == -1) {
        vectors_check(&file, is_error, "the time is one");
        continue;
      }
      times.counts = counts;
      times.max = max;
      for (const char *at = vectors_text(&file, "times"); *at != '\0'; at += strcspn(at, ","), at += *at == ',') {
        entry[entries++] = at;
      }
      for (bool is_full = true; is_full || used < length;) {
        const size_t piece = length - used;
        used += httpstatus_log_feed_times(&log, vectors_text(&file, "log") + used, piece, true, &times);
        is_full = times.per > 0 && times.used == times.max;
        for (size_t i = 0; i < times.used; i++) {
          bool found = false;
          for (size_t j = 0; j < entries; j++) {
            int64_t of = strtoll(entry[j], &end, 10);
            if (of == counts[i].begin && strtol(end + 1, &end, 10) == counts[i].code) {
              sums[j] += counts[i].count;
              found = true;
            }
          }
          vectors_check(&file, found, "no other interval");
        }
        times.used = 0;
      }
      vectors_check(&file, is_error == (times.timed == 0), "times are understood");
      if (is_error) {
        continue;
      }
      for (size_t j = 0; j < entries; j++) {
        const char *last = strchr(strchr(entry[j], ':') + 1, ':') + 1;
        vectors_check(&file, sums[j] == strtoull(last, NULL, 10), "the count of an interval");
      }
      expect_tally(&file, &log.tally);
    }
  }
  vectors_close(&file);
}

static void logs_in_one_piece(void **state) {
  (void)state;
  check_in_one_piece("logs.tsv");
}

static void structured_logs_in_one_piece(void **state) {
  (void)state;
  check_in_one_piece("logs_structured.tsv");
}

static void logs_of_many_formats_in_one_piece(void **state) {
  (void)state;
  check_in_one_piece("logs_formats.tsv");
}

static void logs_of_many_formats_in_pieces_of_every_size(void **state) {
  (void)state;
  check_in_pieces("logs_formats.tsv");
}

/* What real servers wrote, and how often each code came by other counts; some have no codes at all. */
static void logs_of_servers(void **state) {
  const char *directory = getenv("HTTPSTATUS_VECTORS");
  struct vectors file;
  (void)state;
  vectors_open(&file, "logs_servers.tsv");
  while (vectors_next(&file)) {
    char path[1024];
    static char text[1 << 16];
    httpstatus_log log, record_by_record;
    httpstatus_log_record record;
    snprintf(path, sizeof path, "%s/logs/%s.log", directory != NULL ? directory : "tests/contract/vectors",
             vectors_text(&file, "name"));
    FILE *opened = fopen(path, "rb");
    assert_non_null(opened);
    size_t length = fread(text, 1, sizeof text, opened);
    fclose(opened);
    assert_true(length > 0 && length < sizeof text);
    assert_true(begin_name(&log, "auto"));
    assert_int_equal(httpstatus_log_feed(&log, text, length, true), length);
    vectors_check(&file, (log.fitting == 0) == (vectors_number(&file, "refused") == 1), "is refused or not");
    expect_tally(&file, &log.tally);
    assert_true(begin_name(&record_by_record, "auto"));
    for (size_t at = 0; at < length;) {
      at += httpstatus_log_next(&record_by_record, text + at, length - at, true, &record);
      record_by_record.tally.counts[0] += record.status > 999; /* never */
    }
    assert_memory_equal(&log.tally, &record_by_record.tally, sizeof log.tally);
    assert_int_equal(log.lines, record_by_record.lines);
    assert_int_equal(log.fitting, record_by_record.fitting);
  }
  vectors_close(&file);
}

static void logs_in_pieces_of_every_size(void **state) {
  (void)state;
  check_in_pieces("logs.tsv");
}

static void structured_logs_in_pieces_of_every_size(void **state) {
  (void)state;
  check_in_pieces("logs_structured.tsv");
}

/* The block by which a log is judged must be there; a log of several pieces may also end with one of no length. */
static void an_empty_last_piece(void **state) {
  const char text[] = "200\n404";
  httpstatus_log log;
  (void)state;
  assert_true(begin_name(&log, "auto"));
  assert_int_equal(httpstatus_log_feed(&log, text, 4, false), 0);
  assert_int_equal(log.lines, 0);
  assert_int_equal(httpstatus_log_feed(&log, text, 4, true), 4);
  assert_int_equal(httpstatus_log_feed(&log, text + 4, 0, true), 0);
  assert_int_equal(log.lines, 1);
  assert_int_equal(httpstatus_log_feed(&log, NULL, 0, true), 0);
  assert_int_equal(log.lines, 1);
  /* What is left over stays the caller's until the end. */
  assert_int_equal(httpstatus_log_feed(&log, text, 7, false), 4);
  assert_int_equal(httpstatus_log_feed(&log, text + 4, 3, false), 0);
  assert_int_equal(httpstatus_log_feed(&log, text + 4, 3, true), 3);
  assert_int_equal(log.lines, 3);
  assert_int_equal(log.tally.counts[404], 1);
}

/* An endless line that ends just with the log, or goes on for several pieces, counts once. */
static void an_endless_line(void **state) {
  enum { LONG = 3 * HTTPSTATUS_LOG_LINE_MAX + 5 };
  char *text = (char *)malloc(LONG);
  const size_t lengths[] = {HTTPSTATUS_LOG_LINE_MAX - 1, HTTPSTATUS_LOG_LINE_MAX, HTTPSTATUS_LOG_LINE_MAX + 1,
                            2 * HTTPSTATUS_LOG_LINE_MAX, LONG};
  (void)state;
  assert_non_null(text);
  memset(text, '\\', LONG);
  memcpy(text, "h - - [t] \"", 11);
  for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
    for (size_t piece = 50021; piece <= LONG; piece = piece * 5 + 1) {
      httpstatus_log log;
      assert_true(begin_name(&log, "common"));
      feed_in_pieces(&log, text, lengths[i], piece);
      assert_int_equal(log.lines, 1);
      assert_int_equal(log.tally.skipped, 1);
      assert_int_equal(httpstatus_log_feed(&log, "h - - [t] \"\" 200\n", 17, true), 17);
      assert_int_equal(httpstatus_tally_total(&log.tally) + log.tally.skipped, log.lines);
    }
  }
  free(text);
}

/* Where a log ends inside of an endless line, with a last piece of no length, the next line is a line again. */
static void an_endless_line_before_an_empty_last_piece(void **state) {
  static char text[HTTPSTATUS_LOG_LINE_MAX];
  httpstatus_log log;
  (void)state;
  memset(text, 'x', sizeof text);
  assert_true(begin_name(&log, "plain"));
  assert_int_equal(httpstatus_log_feed(&log, text, sizeof text, false), sizeof text);
  assert_int_equal(httpstatus_log_feed(&log, text, 0, true), 0);
  assert_int_equal(httpstatus_log_feed(&log, "200\n", 4, true), 4);
  assert_int_equal(log.tally.counts[200], 1);
}

/* Each line is counted or skipped, whatever it is made of: there is nothing a log could hide in. */
static void check_rubbish(const char *alphabet, size_t letters) {
  char text[300];
  srand(9110);
  for (int round = 0; round < 10000; round++) {
    size_t length = (size_t)(rand() % (int)sizeof text);
    uint64_t lines = 0;
    for (size_t i = 0; i < length; i++) {
      text[i] = alphabet[(size_t)rand() % letters];
      lines += text[i] == '\n';
    }
    lines += length > 0 && text[length - 1] != '\n';
    for (int format = 0; format < HTTPSTATUS_LOG_FORMATS; format++) {
      httpstatus_log whole, pieces;
      if (!begin_name(&whole, httpstatus_log_format_name(format))) {
        continue; /* one that wants a key */
      }
      assert_true(begin_name(&pieces, httpstatus_log_format_name(format)));
      assert_int_equal(httpstatus_log_feed(&whole, text, length, true), length);
      assert_true(whole.lines <= lines); /* fewer where some are directives */
      assert_true(whole.lines == lines || memchr(alphabet, '#', letters) != NULL);
      assert_int_equal(httpstatus_tally_total(&whole.tally) + whole.tally.skipped, whole.lines);
      feed_in_pieces(&pieces, text, length, (size_t)(rand() % 50) + 1);
      assert_memory_equal(&whole.tally, &pieces.tally, sizeof whole.tally);
      assert_int_equal(whole.fitting, pieces.fitting);
      assert_int_equal(whole.later_misfits, pieces.later_misfits);
      assert_int_equal(whole.format, pieces.format);
      assert_int_equal(whole.lines, pieces.lines);
    }
  }
}

static void rubbish(void **state) {
  static const char common[] = "\"\\ ][\n\r2400-x\0\xff", structured[] = "{}[]\":,\\ \t\n#2004-.http";
  (void)state;
  check_rubbish(common, sizeof common - 1);
  check_rubbish(structured, sizeof structured - 1);
}

/* Every form of time that a format has, and lines without one. */
static void times(void **state) {
  static const struct {
    const char *format, *log;
    long long time; /* -1: none */
  } cases[] = {
      {"common",     "h - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.0\" 200 1\n",       971211336 },
      {"common",     "h - - [30/Nov/2026:23:59:60 +0000] \"GET / HTTP/1.0\" 200 1\n",       1796083200},
      {"common",     "h - - [30/Nov/2026 21:11:03] \"GET / HTTP/1.0\" 200 -\n",             1796073063},
      {"common",     "h - - [Mon, 30 Nov 2026 21:10:26 GMT] \"GET / HTTP/1.0\" 200 -\n",    1796073026},
      {"common",     "h - - [32/Nov/2026:21:10:26 +0000] \"GET / HTTP/1.0\" 200 -\n",       -1        },
      {"json",       "{\"ts\":1796073147.95,\"status\":200}\n",                             1796073147},
      {"json",       "{\"time\":1796073025804,\"status\":200}\n",                           1796073025},
      {"json",       "{\"time\":\"2026-11-30T21:10:26.123+01:00\",\"status\":200}\n",       1796069426},
      {"json",       "{\"status\":200}\n",                                                  -1        },
      {"w3c",        "#Fields: date time sc-status\n2026-11-30 21:10:26 200\n",             1796073026},
      {"csv",        "time,status\n2026-11-30T21:10:26Z,200\n",                             1796073026},
      {"logfmt",     "time=2026-11-30T21:10:26Z status=200\n",                              1796073026},
      {"heroku",     "2026-11-30T21:10:26.1+00:00 heroku[router]: at=info status=200\n",    1796073026},
      {"squid",      "1796073026.835 9 ::1 TCP_MISS/200 5 GET http://x/ - HIER_NONE/- -\n", 1796073026},
      {"gin",        "[GIN] 2026/11/30 - 21:10:26 | 200 | 2ms | ::1 | GET \"/\"\n",         1796073026},
      {"tornado",    "[I 261130 21:10:26 web:2348] 200 GET / (::1) 0.55ms\n",               1796073026},
      {"granian",    "[2026-11-30 21:10:26 +0000] ::1 - \"GET / HTTP/1.1\" 500 0.037\n",    1796073026},
      {"cloudfront", "2026-11-30\t21:10:26\tF\t5\t::1\tGET\td\t/\t200\t-\n",                1796073026},
      {"plain",      "200\n",                                                               -1        },
      {"plain",      "2026-11-30T21:10:26.1Z stdout F 200\n",                               1796073026},
  };
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    httpstatus_log log;
    httpstatus_log_record record;
    const char *at = cases[i].log, *end = at + strlen(at);
    assert_true(begin_name(&log, cases[i].format));
    do {
      at += httpstatus_log_next(&log, at, (size_t)(end - at), true, &record);
    } while (at < end);
    print_message("%s", record.has_time == (cases[i].time >= 0) ? "" : cases[i].log);
    assert_true(record.is_line);
    assert_true(record.status == 200 || record.status == 500);
    assert_int_equal(record.has_time, cases[i].time >= 0);
    assert_true(!record.has_time || record.time == cases[i].time);
  }
}

/* The first three, with their numbers and lengths. */
static void skipped_lines_are_kept(void **state) {
  httpstatus_log log;
  const char text[] = "200\nfoo\n\n404\nbar\nbaz\n500\n200\n301\n";
  (void)state;
  assert_true(begin_name(&log, "plain"));
  httpstatus_log_feed(&log, text, sizeof text - 1, true);
  assert_int_equal(log.examples, 3);
  assert_int_equal(log.skipped[0].number, 2);
  assert_int_equal(log.skipped[0].length, 3);
  assert_memory_equal(log.skipped[0].text, "foo", 3);
  assert_int_equal(log.skipped[1].number, 3);
  assert_int_equal(log.skipped[1].length, 0);
  assert_int_equal(log.skipped[2].number, 5);
  assert_int_equal(log.fitting, 5);
  httpstatus_log_restart(&log);
  assert_int_equal(log.examples + (int)log.lines + (int)log.fitting, 0);
  assert_int_equal(httpstatus_log_feed(&log, "404\n", 4, false), 4);
  assert_int_equal(log.tally.counts[404], 1);
}

static void hints(void **state) {
  static const char *const cases[][2] = {
      {"{\"a\":1,\"rc\":404,\"b\":{\"n\":200}}\n",
       "this looks like JSON; its number fields are rc, n; name one with json:KEY"                                              },
      {"a=b rc=404\n",                             "this looks like key=value; its number fields are rc; name one with key:NAME"},
      {"x [a b] \"c d\" 200 5\n",                  "its columns with three digits are 4; name one with column:N"                },
      {"",                                         ""                                                                           },
  };
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char text[200];
    size_t length = httpstatus_log_hint(cases[i][0], strlen(cases[i][0]), text, sizeof text);
    assert_string_equal(text, cases[i][1]);
    assert_int_equal(length, strlen(text));
  }
}

/* More different sub-statuses than there is room for: what is lost is told, and the codes are all counted. */
static void more_substatuses_than_places(void **state) {
  enum { MORE = HTTPSTATUS_LOG_SUBSTATUSES + 100 };
  httpstatus_log log;
  char line[64];
  uint64_t counted = 0;
  (void)state;
  assert_true(httpstatus_log_begin(&log, "w3c", 3));
  httpstatus_log_feed(&log, "#Fields: sc-status sc-substatus\n", 32, true);
  for (int round = 0; round < 2; round++) {
    for (int i = 0; i < MORE; i++) {
      int length = snprintf(line, sizeof line, "%d %d\n", 400 + i / 1000, i % 1000);
      assert_int_equal(httpstatus_log_feed(&log, line, (size_t)length, true), length);
    }
  }
  for (size_t i = 0; i < HTTPSTATUS_LOG_SUBSTATUSES; i++) {
    counted += log.substatuses[i].count;
  }
  assert_int_equal(counted, 2 * HTTPSTATUS_LOG_SUBSTATUSES);
  assert_int_equal(log.substatuses_lost, 2 * 100);
  assert_int_equal(httpstatus_tally_total(&log.tally), 2 * MORE);
}

/* The key of a JSON log fits, or the log does not begin. */
static void keys_of_every_length(void **state) {
  char format[5 + 2 * HTTPSTATUS_LOG_KEY_SIZE] = "json:";
  (void)state;
  memset(format + 5, 'k', sizeof format - 5);
  for (size_t length = 0; length < sizeof format - 5; length++) {
    httpstatus_log log;
    bool fits = length > 0 && length < HTTPSTATUS_LOG_KEY_SIZE;
    assert_int_equal(httpstatus_log_begin(&log, format, 5 + length), fits);
    if (fits) {
      assert_int_equal(strlen(log.key), length);
    }
  }
  httpstatus_log log;
  assert_false(httpstatus_log_begin(&log, "json:a\0b", 8));
}

static void formats(void **state) {
  const int outside[] = {-1, HTTPSTATUS_LOG_FORMATS, INT_MAX, INT_MIN};
  const char *const wrong[] = {"",     "common5", "COMMON", "json:",   "clf:status", ":status", "auto:status",
                               "key:", "key",     "column", "column:", "w3c:3"};
  (void)state;
  for (int format = 0; format < HTTPSTATUS_LOG_FORMATS; format++) {
    const char *name = httpstatus_log_format_name(format);
    assert_true(name[0] != '\0');
    assert_int_equal(httpstatus_log_format(name, strlen(name)), format);
  }
  assert_string_equal(httpstatus_log_format_name(HTTPSTATUS_LOG_AUTO), "auto");
  assert_string_equal(httpstatus_log_format_name(httpstatus_log_format("clf", 3)), "common");
  assert_int_equal(httpstatus_log_format("clf", 3), httpstatus_log_format("common", 6));
  assert_int_equal(httpstatus_log_format("combined", 8), httpstatus_log_format("common", 6));
  assert_int_equal(httpstatus_log_format("vhost_combined", 14), httpstatus_log_format("common", 6));
  assert_int_equal(httpstatus_log_format("", 0), -1);
  assert_int_equal(httpstatus_log_format("common", 5), -1);
  assert_int_equal(httpstatus_log_format("commonx", 7), -1);
  assert_int_equal(httpstatus_log_format("COMMON", 6), -1);
  for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
    assert_string_equal(httpstatus_log_format_name(outside[i]), "");
  }
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    httpstatus_log log, before;
    memset(&log, 0x5a, sizeof log);
    before = log;
    assert_false(httpstatus_log_begin(&log, wrong[i], strlen(wrong[i])));
    assert_memory_equal(&log, &before, sizeof log);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(logs_by_time),
      cmocka_unit_test(logs_in_one_piece),
      cmocka_unit_test(logs_in_pieces_of_every_size),
      cmocka_unit_test(structured_logs_in_one_piece),
      cmocka_unit_test(structured_logs_in_pieces_of_every_size),
      cmocka_unit_test(logs_of_many_formats_in_one_piece),
      cmocka_unit_test(logs_of_many_formats_in_pieces_of_every_size),
      cmocka_unit_test(logs_of_servers),
      cmocka_unit_test(times),
      cmocka_unit_test(skipped_lines_are_kept),
      cmocka_unit_test(hints),
      cmocka_unit_test(more_substatuses_than_places),
      cmocka_unit_test(keys_of_every_length),
      cmocka_unit_test(an_empty_last_piece),
      cmocka_unit_test(an_endless_line),
      cmocka_unit_test(an_endless_line_before_an_empty_last_piece),
      cmocka_unit_test(rubbish),
      cmocka_unit_test(formats),
  };
  return cmocka_run_group_tests_name("logs", tests, NULL, NULL);
}
