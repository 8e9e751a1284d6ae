/*
 * What httpstatus.mjs is told about the structs of the core, so that it can read them in the memory of the module.
 */
#ifndef HTTPSTATUS_WEB_H
#define HTTPSTATUS_WEB_H

#include <stddef.h>
#include <stdint.h>

#include "httpstatus.h"

/*
 * A member of a struct. The kinds: t text, s text of a set, l list of texts, i int, o int that may be absent (-1), L
 * int64_t that may be absent, q uint64_t, h int16_t, b bool, c codes with their count behind them, d three ints of an
 * enhanced code, x text with its length behind it, z array of chars, a where an array begins, H and R the header fields
 * and rules of a meaning.
 */
struct field {
  const char *name;
  int32_t kind;
  uint32_t offset;
};

struct record {
  const char *name;
  const char *functions; /* the stem of the functions that count and read its table */
  const struct field *fields;
  uint32_t count;
  uint32_t size;
};

/* records.c: both end with a row without a name. */
extern const struct record httpstatus__web_records[];
extern const struct field httpstatus__web_functions[];

#define EXPORT __attribute__((visibility("default")))

/* web.c: the tables, records.c's or its own, and the functions of a code. */
EXPORT const struct record *httpstatus__web_table(int own);
EXPORT const struct field *httpstatus__web_of_code(void);

/* Sizes that are not those of a record: each is the offset of a field. */
EXPORT const struct field *httpstatus__web_limits(void);

/* As httpstatus_log_feed, and counts by time. */
struct httpstatus_times;
EXPORT size_t httpstatus__web_log_times(httpstatus_log *log, const char *piece, size_t length, bool last,
                                        struct httpstatus_times *times);

#endif
