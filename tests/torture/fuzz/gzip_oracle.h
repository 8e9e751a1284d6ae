/* gzip undone at once, and gzip to be undone: the oracle of gzip.c. */
#ifndef HTTPSTATUS_TESTS_FUZZ_GZIP_ORACLE_H
#define HTTPSTATUS_TESTS_FUZZ_GZIP_ORACLE_H

#include "fuzz.h"

/* What comes out of some bytes; the memory is reused by the next ones. */
struct unpacked {
  struct slice text; /* all that came before the problem */
  char problem[128]; /* "" where all is well */
};

/* Undoes gzip, member by member, if the bytes begin as gzip does; they are what comes out else. */
void unpack(struct slice packed, struct unpacked *unpacked);

/*
 * The bytes that an input stands for, in memory of just their length, to be freed. The first byte says how: either the
 * rest is all, or the rest is a log that gets packed, in two members, and damaged then.
 */
struct slice pack(struct slice input);

#endif
