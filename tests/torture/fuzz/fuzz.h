/*
 * What the fuzz targets share. A target is one file with LLVMFuzzerTestOneInput, which gives an input to the library
 * and compares the answer with an oracle: the same rule told another way, by a regular expression, a table that is
 * gone through from end to end, or a property that any answer must have. libFuzzer holds each input in memory of just
 * its size, so that AddressSanitizer sees a byte read too far.
 */
#ifndef HTTPSTATUS_TESTS_FUZZ_H
#define HTTPSTATUS_TESTS_FUZZ_H

#include <regex.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "httpstatus.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the run where something is not so; libFuzzer then writes the input to a file. */
#define CHECK(condition)                                                                  \
  do {                                                                                    \
    if (!(condition)) {                                                                   \
      fprintf(stderr, "%s:%d: this does not hold: %s\n", __FILE__, __LINE__, #condition); \
      abort();                                                                            \
    }                                                                                     \
  } while (0)

/* Bytes without a NUL behind them. */
struct slice {
  const char *at;
  size_t length;
};

/* Whether a whole text fits a POSIX extended regular expression; its groups, as many as there is room for. */
bool matches(const char *pattern, struct slice text, regmatch_t *groups, size_t count);
struct slice group(struct slice text, const regmatch_t *match);
int to_number(struct slice digits);

bool same(struct slice a, struct slice b);
bool same_text(struct slice a, const char *b);
bool same_word(struct slice a, const char *b); /* in any case */
bool holds(struct slice text, char c);

/* Cuts a text at the first c; without one the whole is the first part, and false. */
bool cut(struct slice text, char c, struct slice *before, struct slice *after);

/* The white space that the library strips from both ends. */
struct slice trimmed(struct slice text);

/* Any byte that may stand in a reason phrase, for a bracket expression; NUL, which none can hold, asks holds(). */
#define NO_CONTROL "[^\001-\010\012-\037\177]"

/* Where and why something was refused must make sense. */
void check_error(const httpstatus_error *error, size_t length);

/* Letters to insert, drop, change or swap with their neighbour to make one text of the other; case counts. */
unsigned distance(struct slice a, struct slice b);

/* Numbers that depend on the input alone. */
struct random {
  uint64_t state;
};
struct random random_of(struct slice text);
size_t random_below(struct random *random, size_t limit);

#endif
