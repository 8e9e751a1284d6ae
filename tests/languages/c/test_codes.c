/* Functions of a code. The header comes first, since it needs nothing before it. */
/* clang-format off */
#include "httpstatus.h"
/* clang-format on */

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "vectors.h"

static void every_function_of_every_code(void **state) {
  struct vectors file;
  (void)state;
  vectors_open(&file, "codes.tsv");
  while (vectors_next(&file)) {
    if (!vectors_is(&file, "width", "32")) {
      continue; /* no int */
    }
    int code = (int)vectors_number(&file, "code");
    int status_class = httpstatus_status_class(code);
    vectors_expect_text(&file, "phrase", httpstatus_phrase(code));
    httpstatus_meaning first = {.phrase = ""};
    httpstatus_lookup(code, NULL, &first);
    vectors_expect_text(&file, "phrase_any", first.phrase);
    vectors_expect_text(&file, "title", httpstatus_title(code));
    vectors_expect_text(&file, "name", httpstatus_name(code));
    vectors_expect_number(&file, "status_class", status_class == 0 ? -1 : status_class);
    vectors_expect_text(&file, "label", httpstatus_label(code));
    vectors_expect_number(&file, "effective", httpstatus_effective(code));
    vectors_expect_yes(&file, "is_informational", httpstatus_is_informational(code));
    vectors_expect_yes(&file, "is_success", httpstatus_is_success(code));
    vectors_expect_yes(&file, "is_redirection", httpstatus_is_redirection(code));
    vectors_expect_yes(&file, "is_client_error", httpstatus_is_client_error(code));
    vectors_expect_yes(&file, "is_server_error", httpstatus_is_server_error(code));
    vectors_expect_yes(&file, "is_error", httpstatus_is_error(code));
    vectors_expect_yes(&file, "is_registered", httpstatus_is_registered(code));
    vectors_expect_yes(&file, "is_known", httpstatus_is_known(code));
    vectors_expect_yes(&file, "allows_content", httpstatus_allows_content(code));
    vectors_expect_yes(&file, "is_heuristically_cacheable", httpstatus_is_heuristically_cacheable(code));
    vectors_expect_yes(&file, "is_followable_redirect", httpstatus_is_followable_redirect(code));
    vectors_expect_yes(&file, "preserves_method", httpstatus_preserves_method(code));
    vectors_expect_yes(&file, "is_permanent_redirect", httpstatus_is_permanent_redirect(code));
    vectors_expect_yes(&file, "is_retryable", httpstatus_is_retryable(code, true));
    vectors_expect_yes(&file, "is_retryable_any", httpstatus_is_retryable(code, false));
  }
  vectors_close(&file);
}

/* The header's macros and the functions that the library exports under the same names. */
static void functions_behind_macros(void **state) {
  const struct {
    const char *name;
    bool (*function)(int code);
  } predicates[] = {
      {"is_informational", httpstatus_is_informational},
      {"is_success",       httpstatus_is_success      },
      {"is_redirection",   httpstatus_is_redirection  },
      {"is_client_error",  httpstatus_is_client_error },
      {"is_server_error",  httpstatus_is_server_error },
      {"is_error",         httpstatus_is_error        },
  };
  struct vectors file;
  (void)state;
  vectors_open(&file, "codes.tsv");
  while (vectors_next(&file)) {
    if (!vectors_is(&file, "width", "32")) {
      continue; /* no int */
    }
    int code = (int)vectors_number(&file, "code");
    int status_class = (httpstatus_status_class)(code);
    vectors_expect_number(&file, "status_class", status_class == 0 ? -1 : status_class);
    for (size_t i = 0; i < sizeof predicates / sizeof *predicates; i++) {
      vectors_expect_yes(&file, predicates[i].name, predicates[i].function(code));
    }
  }
  vectors_close(&file);
}

static void macros_evaluate_their_argument_once(void **state) {
  int code = 404;
  (void)state;
  assert_true(httpstatus_is_client_error(code++));
  assert_int_equal(httpstatus_status_class(code++), 4);
  assert_int_equal(code, 406);
}

static void phrases_of_every_edition(void **state) {
  struct vectors file;
  (void)state;
  vectors_open(&file, "editions.tsv");
  while (vectors_next(&file)) {
    int edition = httpstatus_edition(vectors_text(&file, "edition"), vectors_length(&file, "edition"));
    vectors_check(&file, edition >= 0, "the edition has a number");
    vectors_expect_text(&file, "phrase", httpstatus_phrase_edition((int)vectors_number(&file, "code"), edition));
  }
  vectors_close(&file);
}

static void editions_that_do_not_exist(void **state) {
  (void)state;
  const int editions[] = {-1, HTTPSTATUS_EDITIONS, 9110, INT_MIN, INT_MAX};
  for (size_t i = 0; i < sizeof editions / sizeof *editions; i++) {
    assert_string_equal(httpstatus_phrase_edition(404, editions[i]), "");
    assert_string_equal(httpstatus_edition_name(editions[i]), "");
  }
  for (int edition = 0; edition < HTTPSTATUS_EDITIONS; edition++) {
    const char *name = httpstatus_edition_name(edition);
    assert_int_equal(httpstatus_edition(name, strlen(name)), edition);
  }
  assert_int_equal(httpstatus_edition("rfc2616", 7), HTTPSTATUS_RFC2616);
  assert_int_equal(httpstatus_edition("RFC7231", 7), HTTPSTATUS_RFC7231);
  assert_int_equal(httpstatus_edition("rfc9110", 7), HTTPSTATUS_RFC9110);
  assert_int_equal(httpstatus_edition("rfc9110", 6), -1);
  assert_int_equal(httpstatus_edition("rfc91100", 8), -1);
  assert_int_equal(httpstatus_edition("rfc9110\0", 8), -1);
  assert_int_equal(httpstatus_edition("rfc2068", 7), -1);
  assert_int_equal(httpstatus_edition("", 0), -1);
}

/* Outside of the table nothing may depend on the low bits of a code. */
static void check_outside(int code) {
  assert_string_equal(httpstatus_phrase(code), "");
  assert_string_equal(httpstatus_title(code), "Unknown Status");
  assert_string_equal(httpstatus_name(code), "");
  assert_string_equal(httpstatus_label(code), "other");
  assert_int_equal(httpstatus_status_class(code), 0);
  assert_int_equal(httpstatus_effective(code), 500);
  assert_false(httpstatus_is_informational(code) || httpstatus_is_success(code) || httpstatus_is_redirection(code) ||
               httpstatus_is_client_error(code) || httpstatus_is_server_error(code) || httpstatus_is_error(code));
  assert_false(httpstatus_is_registered(code) || httpstatus_is_known(code));
  assert_true(httpstatus_allows_content(code));
  assert_false(httpstatus_is_heuristically_cacheable(code) || httpstatus_is_followable_redirect(code) ||
               httpstatus_preserves_method(code) || httpstatus_is_permanent_redirect(code) ||
               httpstatus_is_retryable(code, true) || httpstatus_is_retryable(code, false));
}

static void integers_of_every_size(void **state) {
  (void)state;
  for (int i = 0; i < 70000; i++) {
    check_outside(-1 - i);
    check_outside(1000 + i);
    check_outside(INT_MAX - i);
    check_outside(INT_MIN + i);
  }
  /* 404 with one more bit, and its neighbours. */
  for (int bit = 10; bit < 31; bit++) {
    check_outside(404 | 1 << bit);
    check_outside(-(1 << bit) + 404);
    check_outside((1 << bit) - 1);
  }
}

/* What the answers have to do with each other, for any code. */
static void answers_agree(void **state) {
  (void)state;
  for (int code = -10; code <= 1100; code++) {
    int status_class = httpstatus_status_class(code);
    assert_int_equal(httpstatus_is_error(code), httpstatus_is_client_error(code) || httpstatus_is_server_error(code));
    assert_int_equal(httpstatus_effective(httpstatus_effective(code)), httpstatus_effective(code));
    assert_true(httpstatus_is_registered(httpstatus_effective(code)));
    assert_int_equal(httpstatus_effective(code) == code, httpstatus_is_registered(code));
    assert_true(!httpstatus_is_registered(code) || httpstatus_is_known(code));
    assert_int_equal(httpstatus_phrase(code)[0] != '\0', httpstatus_name(code)[0] != '\0');
    assert_true(!httpstatus_is_retryable(code, false) || httpstatus_is_retryable(code, true));
    assert_true(!httpstatus_preserves_method(code) || httpstatus_is_followable_redirect(code));
    assert_true(!httpstatus_is_permanent_redirect(code) || httpstatus_is_followable_redirect(code));
    if (status_class > 0) {
      assert_int_equal(httpstatus_status_class(httpstatus_effective(code)), status_class);
      assert_int_equal(httpstatus_label(code)[0], '0' + status_class);
    }
    assert_string_equal(httpstatus_phrase_edition(code, HTTPSTATUS_RFC9110), httpstatus_phrase(code));
  }
}

static void classes(void **state) {
  static const char *const names[] = {"", "INFORMATIONAL", "SUCCESS", "REDIRECTION", "CLIENT_ERROR", "SERVER_ERROR",
                                      ""};
  static const char *const sections[] = {"", "15.2", "15.3", "15.4", "15.5", "15.6"}; /* of RFC 9110 */
  (void)state;
  for (int status_class = 0; status_class <= 6; status_class++) {
    httpstatus_class_info info;
    bool exists = status_class >= 1 && status_class <= 5;
    assert_string_equal(httpstatus_class_name(status_class), names[status_class]);
    assert_int_equal(httpstatus_class_at(status_class, &info), exists);
    if (exists) {
      assert_int_equal(info.digit, status_class);
      assert_string_equal(info.name, names[status_class]);
      assert_string_equal(info.label, httpstatus_label(status_class * 100));
      assert_true(strlen(info.title) > 0 && strlen(info.explanation) > 20 && strlen(info.definition) > 20);
      assert_string_equal(info.section, sections[status_class]);
    }
  }
  assert_string_equal(httpstatus_class_name(-1), "");
  assert_string_equal(httpstatus_class_name(INT_MAX), "");
  assert_string_equal(httpstatus_class_name(INT_MIN), "");
  assert_false(httpstatus_class_at(INT_MIN, NULL));
  assert_false(httpstatus_class_at(INT_MAX, NULL));
}

/* The constants and the X-macro are the same registry at compile time. */
static void constants(void **state) {
  static const struct {
    int code;
    const char *name, *phrase;
  } map[] = {
#define HTTPSTATUS_ROW(code, name, phrase) {HTTPSTATUS_##name, #name, phrase},
      HTTPSTATUS_MAP(HTTPSTATUS_ROW)
#undef HTTPSTATUS_ROW
  };
  size_t named = 0;
  (void)state;
  for (size_t i = 0; i < sizeof map / sizeof *map; i++) {
    assert_string_equal(httpstatus_name(map[i].code), map[i].name);
    assert_string_equal(httpstatus_phrase(map[i].code), map[i].phrase);
    assert_true(i == 0 || map[i].code > map[i - 1].code);
  }
  for (int code = 0; code <= 999; code++) {
    named += httpstatus_name(code)[0] != '\0';
  }
  assert_int_equal(named, sizeof map / sizeof *map);
  assert_int_equal(HTTPSTATUS_NOT_FOUND, 404);
  assert_int_equal(HTTPSTATUS_NGINX_CLIENT_CLOSED_REQUEST, 499);
  assert_int_equal(HTTPSTATUS_ESRI_TOKEN_REQUIRED, 499);
  assert_int_equal(HTTPSTATUS_CLOUDFLARE_WEB_SERVER_IS_DOWN, 521);
}

static void version(void **state) {
  char text[64];
  (void)state;
  snprintf(text, sizeof text, "%d.%d.%d", HTTPSTATUS_VERSION_MAJOR, HTTPSTATUS_VERSION_MINOR, HTTPSTATUS_VERSION_PATCH);
  assert_string_equal(HTTPSTATUS_VERSION, text);
  assert_string_equal(httpstatus_version(), text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_function_of_every_code),
      cmocka_unit_test(functions_behind_macros),
      cmocka_unit_test(macros_evaluate_their_argument_once),
      cmocka_unit_test(phrases_of_every_edition),
      cmocka_unit_test(editions_that_do_not_exist),
      cmocka_unit_test(integers_of_every_size),
      cmocka_unit_test(answers_agree),
      cmocka_unit_test(classes),
      cmocka_unit_test(constants),
      cmocka_unit_test(version),
  };
  return cmocka_run_group_tests_name("codes", tests, NULL, NULL);
}
