/* Counting arrays of integers. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "httpstatus.h"
#include "tallies.h"
#include "vectors.h"

/* Puts an integer of some width at a place that need not be aligned; those of fewer bits are cut. */
static void put(unsigned char *at, unsigned long long value, size_t width) {
  uint8_t byte = (uint8_t)value;
  uint16_t two = (uint16_t)value;
  uint32_t four = (uint32_t)value;
  uint64_t eight = (uint64_t)value;
  switch (width) {
    case 1:
      memcpy(at, &byte, 1);
      break;
    case 2:
      memcpy(at, &two, 2);
      break;
    case 4:
      memcpy(at, &four, 4);
      break;
    default:
      memcpy(at, &eight, 8);
      break;
  }
}

static void arrays(void **state) {
  struct vectors file;
  (void)state;
  vectors_open(&file, "tally_integers.tsv");
  while (vectors_next(&file)) {
    unsigned char array[8 * 64 + 8];
    if (vectors_is(&file, "width", "list")) {
      continue; /* C has no lists of integers of any size */
    }
    size_t width = (size_t)vectors_number(&file, "width");
    for (size_t shift = 0; shift < 8; shift++) {
      httpstatus_tally tally = {{0}, 0};
      size_t count = 0;
      for (const char *at = vectors_text(&file, "values"); *at != '\0'; count++) {
        char *end;
        /* Wide enough for what is signed and what is not. */
        unsigned long long value = *at == '-' ? (unsigned long long)strtoll(at, &end, 10) : strtoull(at, &end, 10);
        assert_true(count < 64);
        put(array + shift + count * width, value, width);
        at = *end == ',' ? end + 1 : end;
      }
      vectors_check(&file,
                    httpstatus_tally_integers(&tally, array + shift, count, width, vectors_is(&file, "signed", "1")),
                    "the width exists");
      expect_tally(&file, &tally);
    }
  }
  vectors_close(&file);
}

/* Each value of 8 and 16 bits once, so that no cut or sign is missed. */
static void every_short_integer(void **state) {
  static int16_t values[65536];
  (void)state;
  for (int i = 0; i < 65536; i++) {
    values[i] = (int16_t)(i - 32768);
  }
  for (int is_signed = 0; is_signed < 2; is_signed++) {
    httpstatus_tally tally = {{0}, 0};
    assert_true(httpstatus_tally_integers(&tally, values, 65536, 2, is_signed != 0));
    for (int code = 0; code <= 999; code++) {
      assert_int_equal(tally.counts[code], 1);
    }
    assert_int_equal(tally.skipped, 64536);
    unsigned char bytes[256];
    for (int i = 0; i < 256; i++) {
      bytes[i] = (unsigned char)i;
    }
    memset(&tally, 0, sizeof tally);
    assert_true(httpstatus_tally_integers(&tally, bytes, 256, 1, is_signed != 0));
    for (int code = 0; code < 256; code++) {
      assert_int_equal(tally.counts[code], is_signed != 0 && code > 127 ? 0 : 1);
    }
    assert_int_equal(tally.skipped, is_signed != 0 ? 128 : 0);
  }
}

static void other_widths(void **state) {
  const size_t widths[] = {0, 3, 5, 6, 7, 9, 16, (size_t)-1};
  const uint32_t values[] = {200, 404};
  httpstatus_tally tally = {{0}, 0}, empty = {{0}, 0};
  (void)state;
  for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
    assert_false(httpstatus_tally_integers(&tally, values, 1, widths[i], false));
    assert_false(httpstatus_tally_integers(&tally, values, 0, widths[i], true));
  }
  assert_true(httpstatus_tally_integers(&tally, NULL, 0, 4, false));
  assert_memory_equal(&tally, &empty, sizeof tally);
}

/* Long enough for every block and every remainder of one to be met. */
static void long_arrays(void **state) {
  enum { LONG = 3 * (1 << 20) + 7 };
  static const int codes[] = {200, 200, 200, 404, 301, 200, 500, 0, 999, 1000, -1, 200, 304};
  int16_t *two = (int16_t *)malloc(LONG * sizeof *two);
  int64_t *eight = (int64_t *)malloc(LONG * sizeof *eight);
  (void)state;
  assert_non_null(two);
  assert_non_null(eight);
  for (size_t i = 0; i < LONG; i++) {
    two[i] = (int16_t)codes[i % 13];
    eight[i] = codes[i % 13];
  }
  const size_t counts[] = {0, 1, 2, 3, 4, 5, 7, 1000, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 2 << 20, LONG};
  for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
    httpstatus_tally expected = {{0}, 0}, tally = {{0}, 0};
    for (size_t i = 0; i < counts[c]; i++) {
      int code = codes[i % 13];
      if (code >= 0 && code <= 999) {
        expected.counts[code]++;
      } else {
        expected.skipped++;
      }
    }
    assert_true(httpstatus_tally_integers(&tally, two, counts[c], 2, true));
    assert_memory_equal(&tally, &expected, sizeof tally);
    memset(&tally, 0, sizeof tally);
    assert_true(httpstatus_tally_integers(&tally, eight, counts[c], 8, true));
    assert_memory_equal(&tally, &expected, sizeof tally);
  }
  free(two);
  free(eight);
}

static void adding_up(void **state) {
  const int16_t first[] = {200, 200, 404, 599, 600, 0, 99, 100, -1}, second[] = {200, 999, 1000, 1001, 500};
  httpstatus_tally a = {{0}, 0}, b = {{0}, 0}, both = {{0}, 0};
  (void)state;
  httpstatus_tally_integers(&a, first, 9, 2, true);
  httpstatus_tally_integers(&b, second, 5, 2, true);
  httpstatus_tally_integers(&both, first, 9, 2, true);
  httpstatus_tally_integers(&both, second, 5, 2, true);
  httpstatus_tally_merge(&a, &b);
  assert_memory_equal(&a, &both, sizeof a);
  assert_int_equal(httpstatus_tally_total(&a), 11);
  assert_int_equal(a.skipped, 3);
  const uint64_t classes[] = {4, 1, 3, 0, 1, 2};
  uint64_t sum = 0;
  for (int status_class = 0; status_class <= 5; status_class++) {
    assert_int_equal(httpstatus_tally_class(&a, status_class), classes[status_class]);
    sum += classes[status_class];
  }
  assert_int_equal(sum, httpstatus_tally_total(&a));
  assert_int_equal(httpstatus_tally_class(&a, -1), 0);
  assert_int_equal(httpstatus_tally_class(&a, 6), 0);
  assert_int_equal(httpstatus_tally_class(&a, INT_MIN), 0);
  assert_int_equal(httpstatus_tally_class(&a, INT_MAX), 0);
  httpstatus_set set;
  assert_true(httpstatus_set_parse("2xx,404,999,000", 15, &set, NULL));
  assert_int_equal(httpstatus_tally_set(&a, &set), 6);
  memset(&set, 0, sizeof set);
  assert_int_equal(httpstatus_tally_set(&a, &set), 0);
  memset(&set, 0xff, sizeof set); /* also the bits that no code has */
  assert_int_equal(httpstatus_tally_set(&a, &set), 11);
}

/* A counter has 64 bits in every sum. */
static void large_counts(void **state) {
  httpstatus_tally tally = {{0}, 0};
  httpstatus_set set;
  (void)state;
  tally.counts[200] = (uint64_t)1 << 62;
  tally.counts[299] = 5;
  tally.skipped = UINT64_MAX - 1;
  httpstatus_tally_merge(&tally, &(httpstatus_tally){{[200] = 7}, 1});
  assert_true(tally.counts[200] == ((uint64_t)1 << 62) + 7);
  assert_true(tally.skipped == UINT64_MAX);
  assert_true(httpstatus_tally_total(&tally) == ((uint64_t)1 << 62) + 12);
  assert_true(httpstatus_tally_class(&tally, 2) == ((uint64_t)1 << 62) + 12);
  assert_true(httpstatus_set_parse("200", 3, &set, NULL));
  assert_true(httpstatus_tally_set(&tally, &set) == ((uint64_t)1 << 62) + 7);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(arrays),      cmocka_unit_test(every_short_integer), cmocka_unit_test(other_widths),
      cmocka_unit_test(long_arrays), cmocka_unit_test(adding_up),           cmocka_unit_test(large_counts),
  };
  return cmocka_run_group_tests_name("tallies", tests, NULL, NULL);
}
