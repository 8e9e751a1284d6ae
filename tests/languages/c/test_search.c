/* Word search over the registry. */
#include <string.h>

#include "httpstatus.h"
#include "vectors.h"

enum { ALL = 200 }; /* more than there are meanings */

static void queries(void **state) {
  struct vectors file;
  (void)state;
  assert_true(httpstatus_meaning_count() <= ALL);
  vectors_open(&file, "search.tsv");
  while (vectors_next(&file)) {
    size_t indexes[ALL];
    size_t count = httpstatus_search(vectors_text(&file, "query"), vectors_length(&file, "query"), indexes, ALL);
    if (vectors_is_nothing(&file, "place")) {
      vectors_check(&file, count == 0, "nothing is found");
      continue;
    }
    size_t place = 0;
    httpstatus_meaning meaning;
    for (; place < count; place++) {
      assert_true(httpstatus_meaning_at(indexes[place], &meaning));
      if (meaning.code == vectors_number(&file, "code")) {
        break;
      }
    }
    if (vectors_is(&file, "place", "first")) {
      vectors_check(&file, count > 0 && place == 0, "the code comes first");
    } else {
      vectors_check(&file, (place < count) == vectors_is(&file, "place", "found"), "the code is found, or absent");
    }
  }
  vectors_close(&file);
}

/* A shorter list begins a longer one, and the number that is returned does not depend on it. */
static void as_many_as_wanted(void **state) {
  const char *const words[] = {"timeout", "request", "t", "nginx", "the"};
  (void)state;
  for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
    size_t all[ALL], some[ALL];
    size_t total = httpstatus_search(words[w], strlen(words[w]), all, ALL);
    assert_true(total > 0 && total <= httpstatus_meaning_count());
    for (size_t max = 0; max < ALL; max++) {
      memset(some, 0xff, sizeof some);
      assert_int_equal(httpstatus_search(words[w], strlen(words[w]), some, max), total);
      size_t filled = max < total ? max : total;
      assert_memory_equal(some, all, filled * sizeof *some);
      assert_int_equal(some[filled], (size_t)-1);
    }
    assert_int_equal(httpstatus_search(words[w], strlen(words[w]), NULL, 0), total);
    for (size_t i = 0; i < total; i++) {
      for (size_t j = 0; j < i; j++) {
        assert_int_not_equal(all[i], all[j]);
      }
    }
  }
}

/* Every meaning is found by its own name together with its origin, and by its code. */
static void everything_can_be_found(void **state) {
  httpstatus_meaning meaning;
  (void)state;
  for (size_t i = 0; httpstatus_meaning_at(i, &meaning); i++) {
    const char digits[4] = {(char)('0' + meaning.code / 100), (char)('0' + meaning.code / 10 % 10),
                            (char)('0' + meaning.code % 10), '\0'};
    const char *const query[] = {meaning.name, meaning.origin, digits};
    for (size_t q = 0; q < 3; q++) {
      size_t indexes[ALL];
      size_t count = httpstatus_search(query[q], strlen(query[q]), indexes, ALL);
      bool found = false;
      for (size_t place = 0; place < count; place++) {
        found = found || indexes[place] == i;
      }
      if (!found) {
        fail_msg("\"%s\" does not find %d of %s", query[q], meaning.code, meaning.origin);
      }
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(queries),
      cmocka_unit_test(as_many_as_wanted),
      cmocka_unit_test(everything_can_be_found),
  };
  return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}
