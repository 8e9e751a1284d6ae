/* What the files that read logs share. Internal to core/logs/. */
#ifndef HTTPSTATUS_LOGS_H
#define HTTPSTATUS_LOGS_H

#include <string.h>

#include "../httpstatus.h"
#include "sizes.h"

#ifdef __cplusplus
extern "C" {
#endif

struct httpstatus__slice {
  const char *at;
  size_t length;
};

/* What is read of a line beside its status; at is NULL where there is nothing. */
struct httpstatus__reading {
  struct httpstatus__slice sub;
  struct httpstatus__slice time; /* where a time begins; it may be longer */
  struct httpstatus__slice date; /* the day that belongs to it, where that is apart */
  struct httpstatus__slice inner;
  bool timed; /* whether the time is wanted, where it takes a search of its own */
};

#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility push(hidden)
#endif

/* How a format is read; its patterns or its keys are data, in core/registry/logs. */
enum httpstatus__log_shape {
  SHAPE_AUTO,
  SHAPE_PATTERN, /* patterns.c: a line like one of the patterns */
  SHAPE_COMMON,  /* pattern.c: a request in quotes after the time, a status, bytes */
  SHAPE_JSON,    /* json.c */
  SHAPE_PAIRS,   /* pairs.c: key=value or key:value */
  SHAPE_FIELDS,  /* columns.c: the W3C extended format */
  SHAPE_HEADER,  /* columns.c: columns that a header names */
  SHAPE_COLUMN   /* columns.c: the caller says which column */
};

struct httpstatus__log_format {
  char names[LOG_NAMES_SIZE]; /* each with its NUL, the canonical one first; an empty one ends them */
  char mark[LOG_MARK_SIZE];   /* of SHAPE_PAIRS: a text that each line has */
  unsigned char shape;
  char separator;          /* of SHAPE_PAIRS: between key and value */
  bool bare;               /* a line fits too easily: half of the lines must */
  bool asked;              /* never found by itself */
  bool fallback;           /* only where nothing else fits */
  char key[LOG_WORD_SIZE]; /* of SHAPE_PAIRS: where these are known */
  char sub_key[LOG_WORD_SIZE];
};

/* Where the status is, in JSON and key=value, the best first; what stands beside it there. */
struct httpstatus__log_key {
  char key[LOG_KEY_SIZE];
  char sub_key[LOG_WORD_SIZE];
  unsigned char length;
};

/* Envelopes: patterns that end in %e, or the key of a JSON object that holds the line as a string. */
struct httpstatus__log_envelope {
  char name[LOG_WORD_SIZE];
  char key[LOG_WORD_SIZE];
  char time_key[LOG_WORD_SIZE];
};

typedef char httpstatus__log_formats_are_counted[(int)LOG_FORMATS == (int)HTTPSTATUS_LOG_FORMATS ? 1 : -1];
extern const struct httpstatus__log_format httpstatus__log_format_rows[LOG_FORMATS];
extern const struct httpstatus__log_key httpstatus__log_keys[LOG_KEYS];
extern const char httpstatus__log_time_keys[LOG_TIME_KEYS][LOG_WORD_SIZE];
extern const struct httpstatus__log_envelope httpstatus__log_envelopes[LOG_ENVELOPES];

/* The texts of a list like names or patterns: the one after text, "" at the end. */
static inline const char *httpstatus__next_text(const char *text) {
  return text + strlen(text) + 1;
}

/* What a reader finds instead of a status. */
enum {
  LOG_NONE = -1,      /* the line is of the format and has no code that is counted */
  LOG_MISFIT = -2,    /* it is of another format */
  LOG_AMBIGUOUS = -3, /* it can be read in two ways */
  LOG_OUTSIDE = -4    /* it is of another time than the one that is counted */
};

/* time.c: reads a time of any known form, and returns its length, or 0. */
size_t httpstatus__read_time(const char *text, size_t length, int64_t *seconds);

/* Passes over what looks like a time of a known form; returns its length, or 0. */
size_t httpstatus__skip_time(const char *text, size_t length);

/* times.c: which status a line counts for where only some times do, and in which interval. */
int httpstatus__in_times(httpstatus_log_times *times, const struct httpstatus__reading *reading, int status);
/* The same for a line of a known time, not before 1970. */
int httpstatus__at_time(httpstatus_log_times *times, int64_t time, int status);

static inline bool httpstatus__times_are_full(const httpstatus_log_times *times) {
  return times != NULL && times->per > 0 && times->used >= times->max;
}

/* lines.c: the time of a line, if it is understood. */
bool httpstatus__time_of(const struct httpstatus__reading *reading, int64_t *seconds);

/* status.c's kin for logs: a status as a token: digits, "-" or "-1". Returns how many bytes it has, or 0. */
size_t httpstatus__read_status(const char *text, size_t length, int *status);

/* patterns.c: the status of a line by the patterns of a format, or LOG_MISFIT; 0 where the line has the envelope. */
int httpstatus__match(int format, const char *line, size_t length, struct httpstatus__reading *reading);
int httpstatus__match_envelope(int envelope, const char *line, size_t length, struct httpstatus__reading *reading);

/* pattern.c */

int httpstatus__read_common(const httpstatus_log *log, const char *line, size_t length,
                            struct httpstatus__reading *reading, int *tail);
const char *httpstatus__after_time(const char *line, const char *end);
bool httpstatus__has(const char *line, size_t length, const char *text);
enum { TAIL_ANY, TAIL_END, TAIL_QUOTE, TAIL_OTHER };

/* json.c */
int httpstatus__read_json(const httpstatus_log *log, const char *line, size_t length,
                          struct httpstatus__reading *reading);
bool httpstatus__json_string(const char *line, size_t length, const char *path, struct httpstatus__slice *found);
size_t httpstatus__unescape(struct httpstatus__slice text, char *buffer, size_t size);
/* Calls no one: fills statuses[key] for each usual key (LOG_MISFIT where the line lacks it); finds the time key. */
bool httpstatus__json_usual(const char *line, size_t length, int *statuses, int *time_key);

/* pairs.c */
int httpstatus__read_pairs(const httpstatus_log *log, char separator, const char *line, size_t length,
                           struct httpstatus__reading *reading);
void httpstatus__pairs_usual(char separator, const char *line, size_t length, int *statuses);

/* columns.c */
bool httpstatus__read_fields(httpstatus_log *log, const char *line, size_t length);
bool httpstatus__read_header(httpstatus_log *log, char separator, const char *line, size_t length);
int httpstatus__read_columns(const httpstatus_log *log, const char *line, size_t length,
                             struct httpstatus__reading *reading);

/* judge.c: finds out the format, and what there is to find out within it, by the lines of a block. */
void httpstatus__judge(httpstatus_log *log, const char *block, size_t length, char *scratch);

/* lines.c: the status of a line as the log has it: envelopes, colors, format. scratch has SCRATCH bytes. */
enum { SCRATCH = 1 << 15 };
int httpstatus__read_line(const httpstatus_log *log, const char *line, size_t length, char *scratch,
                          struct httpstatus__reading *reading);
bool httpstatus__open_envelope(int envelope, const char **line, size_t *length, char *scratch,
                               struct httpstatus__reading *reading);
bool httpstatus__open_envelopes(const httpstatus_log *log, const char **line, size_t *length, char *scratch,
                                struct httpstatus__reading *reading);
size_t httpstatus__without_colors(const char *line, size_t length, char *buffer);
int httpstatus__read_format(const httpstatus_log *log, const char *line, size_t length,
                            struct httpstatus__reading *reading);

#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif

#endif
