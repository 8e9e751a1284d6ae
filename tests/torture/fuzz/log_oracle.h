/* A log counted line by line: the oracle of log.c. */
#ifndef HTTPSTATUS_TESTS_FUZZ_LOG_ORACLE_H
#define HTTPSTATUS_TESTS_FUZZ_LOG_ORACLE_H

#include "fuzz.h"

enum { SUBSTATUSES = 1 << 14 };

struct naive_log {
  int format;
  uint64_t counts[1000], skipped, lines;
  char key[HTTPSTATUS_LOG_KEY_SIZE];
  int status_column, substatus_column;
  uint64_t comments; /* "#" lines, before it was clear whether they are directives */
  bool undecided;    /* a line looks like JSON and is none: what is in it is nobody's business */
  size_t substatuses;
  struct {
    int code, sub;
  } substatus[SUBSTATUSES];
};

void naive_begin(struct naive_log *log, int format, struct slice key);
void naive_read(struct naive_log *log, struct slice text);

enum { NO_STATUS = -1, NO_JSON = -2 };

/* json_oracle.c: the status of a line, NO_STATUS, or NO_JSON where it is like an object and none. Sets an empty key. */
int naive_json(struct slice line, char *key);

#endif
