/*
 * The module for WebAssembly: what JavaScript needs beside the functions of the core, which are exported as they are.
 */
#include "web.h"

#include <string.h>

#include "messages.h"

#define FIELD(struct, member, kind) \
  { #member, kind, offsetof(struct, member) }
#define RECORD(name) \
  { #name, "", name##_fields, sizeof name##_fields / sizeof *name##_fields, sizeof(httpstatus_##name) }

static const struct field error_fields[] = {
    FIELD(httpstatus_error, message, 't'),
    FIELD(httpstatus_error, at, 'i'),
};
static const struct field near_fields[] = {
    FIELD(httpstatus_near, name, 't'),
    FIELD(httpstatus_near, code, 'i'),
};
static const struct field line_fields[] = {
    FIELD(httpstatus_line, version, 'x'),
    FIELD(httpstatus_line, code, 'i'),
    FIELD(httpstatus_line, reason, 'x'),
};
static const struct field set_fields[] = {FIELD(httpstatus_set, words, 'a')};
static const struct field tally_fields[] = {
    FIELD(httpstatus_tally, counts, 'a'),
    FIELD(httpstatus_tally, skipped, 'q'),
};
static const struct field warning_value_fields[] = {
    FIELD(httpstatus_warning_value, code, 'i'),
    FIELD(httpstatus_warning_value, agent, 'x'),
    FIELD(httpstatus_warning_value, text, 'x'),
    FIELD(httpstatus_warning_value, date, 'x'),
};
static const struct field smtp_reading_fields[] = {
    FIELD(httpstatus_smtp_reading, code, 'i'),         FIELD(httpstatus_smtp_reading, status_class, 'i'),
    FIELD(httpstatus_smtp_reading, subject, 'i'),      FIELD(httpstatus_smtp_reading, detail, 'i'),
    FIELD(httpstatus_smtp_reading, repaired, 'i'),     FIELD(httpstatus_smtp_reading, command, 't'),
    FIELD(httpstatus_smtp_reading, quote_length, 'i'),
};
static const struct field log_fields[] = {
    FIELD(httpstatus_log, tally, 'a'),       FIELD(httpstatus_log, lines, 'q'),
    FIELD(httpstatus_log, fitting, 'q'),     FIELD(httpstatus_log, ambiguous, 'q'),
    FIELD(httpstatus_log, later, 'q'),       FIELD(httpstatus_log, later_misfits, 'q'),
    FIELD(httpstatus_log, directives, 'q'),  FIELD(httpstatus_log, substatuses_lost, 'q'),
    FIELD(httpstatus_log, format, 'i'),      FIELD(httpstatus_log, examples, 'i'),
    FIELD(httpstatus_log, skipped, 'a'),     FIELD(httpstatus_log, key, 'z'),
    FIELD(httpstatus_log, substatuses, 'a'),
};
static const struct field log_line_fields[] = {
    FIELD(httpstatus_log_line, number, 'q'),
    FIELD(httpstatus_log_line, length, 'i'),
    FIELD(httpstatus_log_line, text, 'a'),
};
static const struct field substatus_count_fields[] = {
    FIELD(httpstatus_substatus_count, count, 'q'),
    FIELD(httpstatus_substatus_count, code, 'h'),
    FIELD(httpstatus_substatus_count, sub, 'z'),
};

/* ---- A log over time ---- */

enum { BINS = 240, COLUMNS = 6 }; /* a column for each class, and the first for all other codes */

/* Seconds that a bin may have; each is a multiple of the one before, so that bins can be joined. */
static const int64_t widths[] = {1,    5,     10,    30,    60,    300,    600,     1800,
                                 3600, 10800, 21600, 43200, 86400, 604800, 2419200, 24192000};

struct httpstatus_times {
  int64_t first;    /* the number of the first bin, since 1970 */
  int64_t width;    /* seconds */
  uint64_t used;    /* bins; 0 until a time is known */
  uint64_t without; /* lines with a code and without a time */
  uint32_t level;
  uint32_t counts[BINS][COLUMNS];
};

typedef struct httpstatus_times httpstatus_times;

static const struct field times_fields[] = {
    FIELD(httpstatus_times, first, 'L'),   FIELD(httpstatus_times, width, 'L'),  FIELD(httpstatus_times, used, 'q'),
    FIELD(httpstatus_times, without, 'q'), FIELD(httpstatus_times, counts, 'a'),
};

static int64_t floor_of(int64_t time, int64_t width) {
  return time / width - (time % width < 0);
}

/* Takes the next width. */
static void join_bins(struct httpstatus_times *times) {
  uint32_t joined[BINS][COLUMNS];
  int64_t ratio = widths[times->level + 1] / widths[times->level];
  int64_t first = floor_of(times->first, ratio);
  memset(joined, 0, sizeof joined);
  for (uint64_t i = 0; i < times->used; i++) {
    for (size_t column = 0; column < COLUMNS; column++) {
      joined[floor_of(times->first + (int64_t)i, ratio) - first][column] += times->counts[i][column];
    }
  }
  times->used = (uint64_t)(floor_of(times->first + (int64_t)times->used - 1, ratio) - first + 1);
  times->first = first;
  times->width = widths[++times->level];
  memcpy(times->counts, joined, sizeof joined);
}

static void count_time(struct httpstatus_times *times, int64_t time, int status) {
  if (times->used == 0) {
    times->width = widths[times->level];
    times->first = floor_of(time, times->width);
    times->used = 1;
  }
  for (;;) {
    int64_t bin = floor_of(time, times->width), last = times->first + (int64_t)times->used - 1;
    int64_t first = bin < times->first ? bin : times->first;
    last = bin > last ? bin : last;
    if (last - first < BINS) {
      size_t shift = (size_t)(times->first - first);
      if (shift > 0) {
        memmove(times->counts[shift], times->counts[0], (size_t)times->used * sizeof times->counts[0]);
        memset(times->counts[0], 0, shift * sizeof times->counts[0]);
      }
      times->first = first;
      times->used = (uint64_t)(last - first + 1);
      times->counts[bin - first][httpstatus_status_class(status)]++;
      return;
    }
    if (times->level + 1 == sizeof widths / sizeof *widths) {
      times->without++; /* a time that is centuries away from the others */
      return;
    }
    join_bins(times);
  }
}

size_t httpstatus__web_log_times(httpstatus_log *log, const char *piece, size_t length, bool last,
                                 struct httpstatus_times *times) {
  size_t used = 0, taken;
  httpstatus_log_record record;
  while (used < length && (taken = httpstatus_log_next(log, piece + used, length - used, last, &record)) > 0) {
    used += taken;
    if (record.status >= 0 && record.has_time) {
      count_time(times, record.time, record.status);
    } else if (record.status >= 0) {
      times->without++;
    }
  }
  return used;
}

/* ---- What httpstatus.mjs asks first ---- */

static const struct record own_records[] = {
    RECORD(error),           RECORD(near),         RECORD(line),          RECORD(set),
    RECORD(tally),           RECORD(log),          RECORD(warning_value), RECORD(log_line),
    RECORD(substatus_count), RECORD(smtp_reading), RECORD(times),         {NULL, NULL, NULL, 0, 0},
};

const struct record *httpstatus__web_table(int own) {
  return own ? own_records : httpstatus__web_records;
}

static const struct field limits[] = {
    {"set_text",    0, HTTPSTATUS_SET_TEXT_SIZE},
    {"message",     0, HTTPSTATUS__MESSAGE_SIZE},
    {"spelling",    0, HTTPSTATUS_SPELLING_SIZE},
    {"entries",     0, HTTPSTATUS_ENTRIES_MAX  },
    {"line_shown",  0, HTTPSTATUS_LOG_SHOWN    },
    {"time_counts", 0, COLUMNS                 },
    {NULL,          0, 0                       },
};

const struct field *httpstatus__web_limits(void) {
  return limits;
}

const struct field *httpstatus__web_of_code(void) {
  return httpstatus__web_functions;
}
