/* Compares tallies with the columns "counts" and "skipped" of a row. */
#ifndef HTTPSTATUS_TESTS_TALLIES_H
#define HTTPSTATUS_TESTS_TALLIES_H

#include <stdio.h>

#include "httpstatus.h"
#include "vectors.h"

/* The counts as the vectors write them: "200:3,404:1". */
static inline void expect_tally(struct vectors *file, const httpstatus_tally *tally) {
  char counts[16384];
  size_t used = 0;
  counts[0] = '\0';
  for (int code = 0; code <= 999; code++) {
    if (tally->counts[code] > 0) {
      used += (size_t)snprintf(counts + used, sizeof counts - used, "%s%d:%llu", used > 0 ? "," : "", code,
                               (unsigned long long)tally->counts[code]);
    }
  }
  vectors_expect_text(file, "counts", counts);
  vectors_expect_number(file, "skipped", (long long)tally->skipped);
}

#endif
