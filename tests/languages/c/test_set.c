/* Sets of codes. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "httpstatus.h"
#include "vectors.h"

static httpstatus_set set_of(const char *text) {
  httpstatus_set set;
  assert_true(httpstatus_set_parse(text, strlen(text), &set, NULL));
  return set;
}

static size_t write_set(char *buffer, size_t size, const void *set) {
  return httpstatus_set_text((const httpstatus_set *)set, buffer, size);
}

static void check_members(struct vectors *file, const httpstatus_set *set, const char *column, bool expected) {
  const char *list = vectors_text(file, column);
  for (long long code; vectors_next_number(&list, &code);) {
    vectors_check(file, httpstatus_set_contains(set, (int)code) == expected, column);
  }
}

static void texts_of_sets(void **state) {
  struct vectors file;
  (void)state;
  vectors_open(&file, "sets.tsv");
  while (vectors_next(&file)) {
    const httpstatus_set before = {
        {7, 7, 7}
    };
    httpstatus_set set = before;
    httpstatus_error error = {"untouched", 999999};
    const char *text = vectors_text(&file, "text");
    size_t length = vectors_length(&file, "text");
    bool good = httpstatus_set_parse(text, length, &set, &error);
    vectors_check(&file, good == vectors_is(&file, "result", "ok"), "it is a set as expected");
    if (good) {
      char buffer[HTTPSTATUS_SET_TEXT_SIZE];
      size_t used = httpstatus_set_text(&set, buffer, sizeof buffer);
      vectors_expect_bytes(&file, "canonical", buffer, used);
      vectors_expect_number(&file, "count", (long long)httpstatus_set_count(&set));
      check_members(&file, &set, "members", true);
      check_members(&file, &set, "absent", false);
      check_every_size(write_set, &set, buffer, used);
      vectors_check(&file, strcmp(error.message, "untouched") == 0, "the error is untouched");
    } else {
      vectors_expect_at(&file, error.at);
      vectors_check(&file, strcmp(error.message, "untouched") != 0, "the error has a message");
      vectors_check(&file, httpstatus_set_equal(&set, &before), "the set is untouched");
    }
    vectors_check(&file, httpstatus_set_parse(text, length, &set, NULL) == good, "the error may be NULL");
  }
  vectors_close(&file);
}

/* What proxies, probes and telemetry take, as they take it. */
static void texts_of_other_systems(void **state) {
  struct vectors file;
  (void)state;
  vectors_open(&file, "set_grammars.tsv");
  while (vectors_next(&file)) {
    httpstatus_set set;
    char buffer[HTTPSTATUS_SET_TEXT_SIZE];
    const char *text = vectors_text(&file, "text");
    bool good = httpstatus_set_parse(text, vectors_length(&file, "text"), &set, NULL);
    vectors_check(&file, good == vectors_is(&file, "result", "ok"), "it is taken as expected");
    if (good) {
      vectors_expect_bytes(&file, "canonical", buffer, httpstatus_set_text(&set, buffer, sizeof buffer));
    }
  }
  vectors_close(&file);
}

/* An error says what to write instead. */
static void ways_out(void **state) {
  static const char *const rows[][2] = {
      {"50x",      "write 500-509"                 },
      {"5**",      "write 5xx"                     },
      {"5x",       "write 5xx"                     },
      {"5",        "write 005 or 5xx"              },
      {"4-5",      "write 004 or 4xx"              },
      {">=500",    "as in 500-599"                 },
      {"500-",     "as in 500-599"                 },
      {"-404",     "000-404 or !404"               },
      {"599-500",  "as in 500-599, or leave it out"},
      {"500..599", "as in 500-599"                 },
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    httpstatus_set set;
    httpstatus_error error;
    assert_false(httpstatus_set_parse(rows[i][0], strlen(rows[i][0]), &set, &error));
    assert_non_null(strstr(error.message, rows[i][1]));
  }
}

static void expect_set(struct vectors *file, const char *column, const httpstatus_set *set) {
  char buffer[HTTPSTATUS_SET_TEXT_SIZE];
  vectors_expect_bytes(file, column, buffer, httpstatus_set_text(set, buffer, sizeof buffer));
}

static void algebra(void **state) {
  struct vectors file;
  (void)state;
  vectors_open(&file, "set_algebra.tsv");
  while (vectors_next(&file)) {
    httpstatus_set a = set_of(vectors_text(&file, "a")), b = set_of(vectors_text(&file, "b")), result;
    httpstatus_set_union(&result, &a, &b);
    expect_set(&file, "union", &result);
    httpstatus_set_intersection(&result, &a, &b);
    expect_set(&file, "intersection", &result);
    httpstatus_set_difference(&result, &a, &b);
    expect_set(&file, "difference", &result);
    httpstatus_set_complement(&result, &a);
    expect_set(&file, "complement", &result);
    vectors_expect_yes(&file, "equal", httpstatus_set_equal(&a, &b));
    /* The result may be an operand. */
    result = a;
    httpstatus_set_union(&result, &result, &b);
    expect_set(&file, "union", &result);
    result = b;
    httpstatus_set_difference(&result, &a, &result);
    expect_set(&file, "difference", &result);
    result = b;
    httpstatus_set_intersection(&result, &a, &result);
    expect_set(&file, "intersection", &result);
    result = a;
    httpstatus_set_complement(&result, &result);
    expect_set(&file, "complement", &result);
  }
  vectors_close(&file);
}

/* Whatever a set holds, its text fits, parses back to it, and going through it finds count members in order. */
static void check_set(const httpstatus_set *set) {
  char text[HTTPSTATUS_SET_TEXT_SIZE];
  httpstatus_set back;
  size_t length = httpstatus_set_text(set, text, sizeof text);
  size_t count = 0;
  int last = -1;
  assert_true(length < sizeof text);
  assert_int_equal(strlen(text), length);
  assert_true(httpstatus_set_parse(text, length, &back, NULL));
  assert_true(httpstatus_set_equal(set, &back));
  for (int code = httpstatus_set_next(set, -1); code >= 0; code = httpstatus_set_next(set, code)) {
    assert_true(code > last && httpstatus_set_contains(set, code));
    for (int between = last + 1; between < code; between++) {
      assert_false(httpstatus_set_contains(set, between));
    }
    last = code;
    count++;
  }
  assert_int_equal(httpstatus_set_count(set), count);
}

static void sets_of_every_pattern(void **state) {
  (void)state;
  srand(9110);
  for (int step = 1; step <= 40; step++) {
    httpstatus_set every = {{0}}, without = {{0}};
    for (int code = 0; code <= HTTPSTATUS_SET_MAX; code++) {
      httpstatus_set_add(code % step == 0 ? &every : &without, code);
    }
    check_set(&every);
    check_set(&without);
  }
  for (int chance = 1; chance <= 100; chance++) {
    httpstatus_set set = {{0}};
    for (int code = 0; code <= HTTPSTATUS_SET_MAX; code++) {
      if (rand() % 100 < chance) {
        httpstatus_set_add(&set, code);
      }
    }
    check_set(&set);
  }
  for (int first = 0; first <= HTTPSTATUS_SET_MAX; first += 7) {
    httpstatus_set set = {{0}};
    for (int last = first; last <= HTTPSTATUS_SET_MAX; last++) {
      httpstatus_set_add(&set, last);
      if (last - first < 3 || last % 100 > 97 || last % 100 < 2 || last % 64 < 2) {
        check_set(&set);
      }
    }
  }
}

static void edges(void **state) {
  httpstatus_set set = {{0}}, before;
  const int outside[] = {-1, 1000, 1024, -64, INT_MAX, INT_MIN, 404 - 1024, 404 + 1024};
  (void)state;
  for (int code = 0; code <= HTTPSTATUS_SET_MAX; code++) {
    assert_false(httpstatus_set_contains(&set, code));
    assert_true(httpstatus_set_add(&set, code));
    assert_true(httpstatus_set_contains(&set, code));
    assert_int_equal(httpstatus_set_count(&set), code + 1);
  }
  before = set;
  for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
    assert_false(httpstatus_set_add(&set, outside[i]));
    assert_false(httpstatus_set_contains(&set, outside[i]));
  }
  assert_true(httpstatus_set_equal(&set, &before));
  assert_int_equal(httpstatus_set_next(&set, INT_MIN), 0);
  assert_int_equal(httpstatus_set_next(&set, -1), 0);
  assert_int_equal(httpstatus_set_next(&set, 998), 999);
  assert_int_equal(httpstatus_set_next(&set, 999), -1);
  assert_int_equal(httpstatus_set_next(&set, 1000), -1);
  assert_int_equal(httpstatus_set_next(&set, INT_MAX), -1);
  memset(&set, 0, sizeof set);
  assert_int_equal(httpstatus_set_next(&set, INT_MIN), -1);
  assert_int_equal(httpstatus_set_next(&set, 0), -1);
}

/* Each single code, class and range as a text. */
static void every_single_term(void **state) {
  char text[16];
  (void)state;
  for (int code = 0; code <= HTTPSTATUS_SET_MAX; code++) {
    httpstatus_set set;
    snprintf(text, sizeof text, "%03d", code);
    set = set_of(text);
    assert_int_equal(httpstatus_set_count(&set), 1);
    assert_int_equal(httpstatus_set_next(&set, -1), code);
  }
  for (int digit = 1; digit <= 9; digit++) {
    httpstatus_set set;
    snprintf(text, sizeof text, "%dxx", digit);
    set = set_of(text);
    assert_int_equal(httpstatus_set_count(&set), 100);
    assert_int_equal(httpstatus_set_next(&set, -1), digit * 100);
    assert_int_equal(httpstatus_set_next(&set, digit * 100 + 98), digit * 100 + 99);
    assert_int_equal(httpstatus_set_next(&set, digit * 100 + 99), -1);
  }
}

/* Nothing is read behind the length. */
static void every_prefix(void **state) {
  const char text[] = "2xx,301-308,!304,!5xx-6xx";
  (void)state;
  for (size_t length = 0; length < sizeof text; length++) {
    char *copy = (char *)malloc(length + 1); /* of just that size, for the sanitizers */
    httpstatus_set set;
    httpstatus_error error = {NULL, 999};
    assert_non_null(copy);
    memcpy(copy, text, length);
    char *exact = (char *)realloc(copy, length > 0 ? length : 1);
    assert_non_null(exact);
    if (!httpstatus_set_parse(exact, length, &set, &error)) {
      assert_true(error.at <= length);
      assert_non_null(error.message);
    }
    free(exact);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(texts_of_sets),     cmocka_unit_test(texts_of_other_systems), cmocka_unit_test(ways_out),
      cmocka_unit_test(algebra),           cmocka_unit_test(sets_of_every_pattern),  cmocka_unit_test(edges),
      cmocka_unit_test(every_single_term), cmocka_unit_test(every_prefix),
  };
  return cmocka_run_group_tests_name("sets", tests, NULL, NULL);
}
