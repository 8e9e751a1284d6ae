/* Problem documents. */
#include <stdlib.h>
#include <string.h>

#include "httpstatus.h"
#include "vectors.h"

static size_t write_problem(char *buffer, size_t size, const void *problem) {
  return httpstatus_write_problem(buffer, size, (const httpstatus_problem *)problem, NULL);
}

/* The text of a cell, NULL if it is nothing. */
static const char *text_of(const struct vectors *file, const char *column) {
  return vectors_is_nothing(file, column) ? NULL : vectors_text(file, column);
}

static void documents(void **state) {
  struct vectors file;
  (void)state;
  vectors_open(&file, "problems.tsv");
  while (vectors_next(&file)) {
    char buffer[1024];
    httpstatus_error error = {"untouched", 999};
    bool has_number = !vectors_is_nothing(&file, "number");
    httpstatus_extension extension = {
        vectors_text(&file, "extension"),
        vectors_length(&file, "extension"),
        has_number ? NULL : vectors_text(&file, "text"),
        vectors_length(&file, "text"),
        has_number ? vectors_number(&file, "number") : 0,
    };
    httpstatus_problem problem = {
        text_of(&file, "type"),
        vectors_length(&file, "type"),
        text_of(&file, "title"),
        vectors_length(&file, "title"),
        text_of(&file, "detail"),
        vectors_length(&file, "detail"),
        text_of(&file, "instance"),
        vectors_length(&file, "instance"),
        &extension,
        !vectors_is_nothing(&file, "extension"),
        (int)vectors_number(&file, "code"),
    };
    size_t length = httpstatus_write_problem(buffer, sizeof buffer, &problem, &error);
    vectors_check(&file, (length > 0) == vectors_is(&file, "result", "ok"), "it is written as expected");
    if (length > 0 && length < sizeof buffer) {
      vectors_expect_bytes(&file, "json", buffer, length);
      vectors_check(&file, strcmp(error.message, "untouched") == 0, "the error is untouched");
      check_every_size(write_problem, &problem, buffer, length);
    } else {
      vectors_check(&file, length == 0 && error.at == 0 && strlen(error.message) > 5, "the error has a message");
      vectors_check(&file, httpstatus_write_problem(NULL, 0, &problem, NULL) == 0, "there may be no buffer");
    }
  }
  vectors_close(&file);
}

/* An empty text is written, one that is NULL is not. */
static void defaults(void **state) {
  char buffer[128];
  httpstatus_problem problem = {0};
  (void)state;
  problem.code = 404;
  httpstatus_write_problem(buffer, sizeof buffer, &problem, NULL);
  assert_string_equal(buffer, "{\"title\":\"Not Found\",\"status\":404}");
  problem.title = "";
  problem.detail = "?";
  httpstatus_write_problem(buffer, sizeof buffer, &problem, NULL);
  assert_string_equal(buffer, "{\"title\":\"\",\"status\":404,\"detail\":\"\"}");
}

static httpstatus_extension number_of(const char *name, int64_t number) {
  httpstatus_extension extension = {name, strlen(name), NULL, 0, number};
  return extension;
}

static void extensions(void **state) {
  char buffer[160];
  httpstatus_error error = {NULL, 0};
  httpstatus_extension given[] = {
      number_of("most", INT64_MAX), number_of("least", INT64_MIN), number_of("", 0), {NULL, 0, "", 0, 1}
  };
  httpstatus_problem problem = {0};
  (void)state;
  problem.code = 429;
  problem.extensions = given;
  problem.extensions_count = 3;
  httpstatus_write_problem(buffer, sizeof buffer, &problem, NULL);
  assert_string_equal(buffer,
                      "{\"title\":\"Too Many Requests\",\"status\":429,\"most\":9223372036854775807,"
                      "\"least\":-9223372036854775808,\"\":0}");
  problem.extensions_count = 4; /* the last two have no name */
  assert_int_equal(httpstatus_write_problem(buffer, sizeof buffer, &problem, &error), 0);
  assert_int_equal(error.at, 3);
  assert_non_null(strstr(error.message, "same name"));
  given[1] = number_of("status", 429);
  assert_int_equal(httpstatus_write_problem(buffer, sizeof buffer, &problem, &error), 0);
  assert_int_equal(error.at, 1);
  assert_non_null(strstr(error.message, "status"));
}

/* Nothing is read behind the length: each text ends where its memory does. */
static void ends_of_texts(void **state) {
  static const char text[] = {'a', '\xF0', '\x9F', '\x98', '\x80'};
  (void)state;
  for (size_t length = 0; length <= sizeof text; length++) {
    char buffer[128], *copy = malloc(length + (length == 0));
    httpstatus_problem problem = {0};
    assert_non_null(copy);
    memcpy(copy, text, length);
    problem.code = 404;
    problem.detail = copy;
    problem.detail_length = length;
    httpstatus_write_problem(buffer, sizeof buffer, &problem, NULL);
    assert_non_null(strstr(buffer, length < 2              ? "\"detail\":\""
                                   : length == sizeof text ? "\"a\xF0\x9F\x98\x80\"}"
                                                           : "\"a\xEF\xBF\xBD\"}"));
    free(copy);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(documents),
      cmocka_unit_test(defaults),
      cmocka_unit_test(extensions),
      cmocka_unit_test(ends_of_texts),
  };
  return cmocka_run_group_tests_name("problem documents", tests, NULL, NULL);
}
