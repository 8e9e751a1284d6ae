/* Counting arrays of integers. */
#include <string.h>

#include "tables.h"

/*
 * Status codes come in runs, and adding to the same counter again and again waits for the store before it: four
 * partial histograms of 32 bits take turns (measured: 0.38 ns a code against 0.68 with one). Place 1000 of each
 * collects what is out of range. A block is short enough for a counter never to overflow.
 */
enum { LANES = 4, PLACES = HTTPSTATUS__LIMIT + 1, BLOCK = 1 << 20 };

#define PLACE(value) ((value) < HTTPSTATUS__LIMIT ? (size_t)(value) : (size_t)HTTPSTATUS__LIMIT)

/* A value is read as unsigned: a negative one becomes large, and is out of range either way. */
#define COUNT_BLOCK(type)                                                                           \
  static void count_##type(uint32_t places[LANES][PLACES], const unsigned char *at, size_t count) { \
    type values[LANES];                                                                             \
    for (; count >= LANES; count -= LANES, at += sizeof values) {                                   \
      memcpy(values, at, sizeof values);                                                            \
      places[0][PLACE(values[0])]++;                                                                \
      places[1][PLACE(values[1])]++;                                                                \
      places[2][PLACE(values[2])]++;                                                                \
      places[3][PLACE(values[3])]++;                                                                \
    }                                                                                               \
    for (; count > 0; count--, at += sizeof *values) {                                              \
      memcpy(values, at, sizeof *values);                                                           \
      places[0][PLACE(values[0])]++;                                                                \
    }                                                                                               \
  }

COUNT_BLOCK(uint16_t)
COUNT_BLOCK(uint32_t)
COUNT_BLOCK(uint64_t)

/* A byte is always in range, if it is not negative. */
static void count_byte(uint32_t places[LANES][PLACES], const unsigned char *at, size_t count, unsigned limit) {
  for (size_t i = 0; i < count; i++) {
    places[i % LANES][at[i] < limit ? (size_t)at[i] : (size_t)HTTPSTATUS__LIMIT]++;
  }
}

bool httpstatus_tally_integers(httpstatus_tally *tally, const void *values, size_t count, size_t width,
                               bool is_signed) {
  const unsigned char *at = (const unsigned char *)values;
  if (width != 1 && width != 2 && width != 4 && width != 8) {
    return false;
  }
  while (count > 0) {
    uint32_t places[LANES][PLACES] = {{0}};
    size_t block = count < BLOCK ? count : (size_t)BLOCK;
    switch (width) {
      case 1:
        count_byte(places, at, block, is_signed ? 128 : 256);
        break;
      case 2:
        count_uint16_t(places, at, block);
        break;
      case 4:
        count_uint32_t(places, at, block);
        break;
      default:
        count_uint64_t(places, at, block);
        break;
    }
    for (size_t lane = 0; lane < LANES; lane++) {
      for (size_t code = 0; code < HTTPSTATUS__LIMIT; code++) {
        tally->counts[code] += places[lane][code];
      }
      tally->skipped += places[lane][HTTPSTATUS__LIMIT];
    }
    at += block * width;
    count -= block;
  }
  return true;
}

void httpstatus_tally_merge(httpstatus_tally *tally, const httpstatus_tally *other) {
  for (size_t code = 0; code < HTTPSTATUS__LIMIT; code++) {
    tally->counts[code] += other->counts[code];
  }
  tally->skipped += other->skipped;
}

static uint64_t sum(const httpstatus_tally *tally, int first, int last) {
  uint64_t total = 0;
  for (int code = first; code <= last; code++) {
    total += tally->counts[code];
  }
  return total;
}

uint64_t httpstatus_tally_total(const httpstatus_tally *tally) {
  return sum(tally, 0, HTTPSTATUS__LIMIT - 1);
}

uint64_t httpstatus_tally_class(const httpstatus_tally *tally, int status_class) {
  if (status_class == 0) {
    return sum(tally, 0, 99) + sum(tally, 600, HTTPSTATUS__LIMIT - 1);
  }
  return status_class >= 1 && status_class <= 5 ? sum(tally, status_class * 100, status_class * 100 + 99) : 0;
}

uint64_t httpstatus_tally_set(const httpstatus_tally *tally, const httpstatus_set *set) {
  uint64_t total = 0;
  for (int code = httpstatus_set_next(set, -1); code >= 0; code = httpstatus_set_next(set, code)) {
    total += tally->counts[code];
  }
  return total;
}
