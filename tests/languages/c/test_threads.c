/* Eight threads from a barrier, each with every function: the library has no state that they could share. */
#define _POSIX_C_SOURCE 200809L /* for barriers, NOLINT(bugprone-reserved-identifier) */

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "httpstatus.h"
#include "vectors.h"

enum { THREADS = 8, ROUNDS = 20, STACK = 128 * 1024 /* what musl gives a thread */ };

static pthread_barrier_t barrier;

/* Mixes what was answered into a sum, which has to be the same for every thread. */
static uint64_t mix(uint64_t sum, const void *bytes, size_t length) {
  const unsigned char *at = (const unsigned char *)bytes;
  for (size_t i = 0; i < length; i++) {
    sum = (sum ^ at[i]) * 0x100000001b3u;
  }
  return sum;
}

static uint64_t mix_text(uint64_t sum, const char *text) {
  return text == NULL ? sum : mix(sum, text, strlen(text));
}

static uint64_t mix_number(uint64_t sum, uint64_t number) {
  return mix(sum, &number, sizeof number);
}

static uint64_t of_codes(uint64_t sum) {
  for (int code = -1; code <= 1000; code++) {
    httpstatus_meaning meaning;
    size_t first;
    sum = mix_text(sum, httpstatus_phrase(code));
    sum = mix_text(sum, httpstatus_title(code));
    sum = mix_text(sum, httpstatus_name(code));
    sum = mix_text(sum, httpstatus_label(code));
    sum = mix_number(sum, (uint64_t)httpstatus_effective(code));
    sum = mix_number(sum, httpstatus_is_retryable(code, true) + 2 * (uint64_t)httpstatus_allows_content(code));
    sum = mix_number(sum, httpstatus_meanings(code, &first));
    if (httpstatus_lookup(code, NULL, &meaning)) {
      sum = mix_text(sum, meaning.explanation);
    }
  }
  return sum;
}

static uint64_t of_texts(uint64_t sum) {
  static const char *const texts[] = {"not found", "not fuond", "404 x", "precondition", "2xx,!204", "teapot", ""};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    size_t length = strlen(texts[i]), indexes[64];
    httpstatus_near near[3];
    httpstatus_error error;
    httpstatus_set set;
    char text[HTTPSTATUS_SET_TEXT_SIZE];
    sum = mix_number(sum, (uint64_t)httpstatus_code(texts[i], length));
    sum = mix_number(sum, httpstatus_nearest(texts[i], length, near, 3));
    sum = mix_number(sum, httpstatus_search(texts[i], length, indexes, 64));
    if (httpstatus_set_parse(texts[i], length, &set, &error)) {
      sum = mix(sum, text, httpstatus_set_text(&set, text, sizeof text));
    }
  }
  return sum;
}

static uint64_t of_parsers(uint64_t sum) {
  static const char line[] = "HTTP/1.1 404 Not Found\r\n", reply[] = "550 5.1.1 no",
                    field[] = "110 - \"x\", 112 a \"y\"";
  static const char log[] = "#Fields: sc-status sc-substatus\n404 13\n500 19\n404 13\n";
  httpstatus_line parts;
  httpstatus_error error;
  httpstatus_smtp_value value;
  httpstatus_warning_value warning;
  httpstatus_log state;
  size_t at = 0;
  sum = mix_number(sum, httpstatus_parse_status_line(line, sizeof line - 1, &parts, &error));
  sum = mix(sum, parts.reason, parts.reason_length);
  sum = mix_number(sum, httpstatus_smtp_parse(reply, sizeof reply - 1, &value, &error));
  while (httpstatus_warning_next(field, sizeof field - 1, &at, &warning, &error) > 0) {
    sum = mix(sum, warning.agent, warning.agent_length);
  }
  if (httpstatus_log_begin(&state, "auto", 4)) {
    httpstatus_log_feed(&state, log, sizeof log - 1, true);
    sum = mix_number(sum, httpstatus_tally_total(&state.tally));
  }
  return sum;
}

static void *work(void *result) {
  uint64_t sum = 0;
  pthread_barrier_wait(&barrier);
  for (int round = 0; round < ROUNDS; round++) {
    sum = of_parsers(of_texts(of_codes(sum)));
  }
  *(uint64_t *)result = sum;
  return NULL;
}

static void test_eight_threads(void **state) {
  pthread_t threads[THREADS];
  uint64_t sums[THREADS];
  (void)state;
  pthread_attr_t small;
  assert_int_equal(pthread_barrier_init(&barrier, NULL, THREADS), 0);
  assert_int_equal(pthread_attr_init(&small), 0);
  assert_int_equal(pthread_attr_setstacksize(&small, STACK), 0);
  for (int i = 0; i < THREADS; i++) {
    assert_int_equal(pthread_create(&threads[i], &small, work, &sums[i]), 0);
  }
  for (int i = 0; i < THREADS; i++) {
    assert_int_equal(pthread_join(threads[i], NULL), 0);
  }
  for (int i = 1; i < THREADS; i++) {
    assert_true(sums[i] == sums[0]);
  }
  pthread_attr_destroy(&small);
  pthread_barrier_destroy(&barrier);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_eight_threads),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
