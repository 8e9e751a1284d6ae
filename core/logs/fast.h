/* Many lines at a time. Internal to core/logs/. */
#ifndef HTTPSTATUS_LOGS_FAST_H
#define HTTPSTATUS_LOGS_FAST_H

#include "logs.h"

#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility push(hidden)
#endif

enum httpstatus__way {
  WAY_PLAIN,
  WAY_COMMON,
  WAY_FIELDS,
  WAY_JSON,
  WAY_LINES /* one by one, by the reader of the format */
};

/* A log while its lines are counted fast. */
struct httpstatus__fast {
  httpstatus_log *log;
  char *scratch;               /* SCRATCH bytes */
  httpstatus_log_times *times; /* NULL where all times count alike */
  const char *minute;          /* the last time that was read, for lines of the same minute; NULL before the first */
  int64_t minute_begin;
  uint64_t lines;      /* that are counted in the tally and nowhere else yet */
  bool changed;        /* a directive has named other columns */
  const char *stopped; /* where the reader stopped, because of that or because the times are full */
  httpstatus_substatus_count *last;
};

/* lines.c: a line that needs a closer look; its line end is at stop. */
void httpstatus__slow_line(struct httpstatus__fast *fast, const char *line, const char *stop);
/* lines.c: counts a line, with its sub-status where it has one. */
void httpstatus__fast_count(struct httpstatus__fast *fast, int status, struct httpstatus__slice sub);
/* lines.c: counts a sub-status that is simple; false, and nothing is counted, for another. */
bool httpstatus__fast_sub(struct httpstatus__fast *fast, int status, const char *at, const char *stop, char separator);

/* lines.c: counts a line whose time ends at a bracket; false, and nothing is counted, for a time that is not simple. */
bool httpstatus__fast_time(struct httpstatus__fast *fast, const char *line, const char *bracket, int status);

/* fast.c */
const char *httpstatus__fast_lines(struct httpstatus__fast *fast, enum httpstatus__way way, const char *piece,
                                   const char *end);

#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility pop
#endif

#endif
