/* Text to code, the nearest names, and Retry-After. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "httpstatus.h"
#include "vectors.h"

/* "ambiguous:419,425", "unknown", or the code. */
static void result_of(const char *text, size_t length, char result[64]) {
  int codes[16];
  int code = httpstatus_code(text, length);
  size_t count = httpstatus_candidates(text, length, codes, 16);
  assert_int_equal(code == HTTPSTATUS_AMBIGUOUS, count > 0);
  if (code == HTTPSTATUS_UNKNOWN) {
    strcpy(result, "unknown");
  } else if (code != HTTPSTATUS_AMBIGUOUS) {
    snprintf(result, 64, "%d", code);
  } else {
    int used = snprintf(result, 64, "ambiguous:");
    assert_true(count > 1 && count <= 8);
    for (size_t i = 0; i < count; i++) {
      used += snprintf(result + used, 64 - (size_t)used, i == 0 ? "%d" : ",%d", codes[i]);
    }
  }
}

static void texts_and_their_codes(void **state) {
  struct vectors file;
  (void)state;
  vectors_open(&file, "text_to_code.tsv");
  while (vectors_next(&file)) {
    char result[64];
    result_of(vectors_text(&file, "text"), vectors_length(&file, "text"), result);
    vectors_expect_text(&file, "result", result);
  }
  vectors_close(&file);
}

static void seconds_to_wait(void **state) {
  struct vectors file;
  (void)state;
  vectors_open(&file, "retry_after.tsv");
  while (vectors_next(&file)) {
    const char *value = vectors_text(&file, "value");
    size_t length = vectors_length(&file, "value");
    int64_t now = vectors_number(&file, "now");
    vectors_expect_number(&file, "result", httpstatus_retry_after(value, length, now));
  }
  vectors_close(&file);
}

/* What is behind the length does not count, and no time is too early or too late. */
static void retry_after_at_the_ends(void **state) {
  const char date[] = "Mon, 30 Nov 2026 12:02:00 GMT";
  (void)state;
  assert_int_equal(httpstatus_retry_after("1205", 3, 0), 120);
  assert_int_equal(httpstatus_retry_after("120", 0, 0), -1);
  assert_int_equal(httpstatus_retry_after(date, sizeof date - 1, 1796040000), 120);
  assert_int_equal(httpstatus_retry_after(date, sizeof date - 2, 1796040000), -1);
  assert_int_equal(httpstatus_retry_after(date, sizeof date, 1796040000), -1);
  for (int years = 0; years < 100; years++) { /* whatever the year is, within 50 of now */
    char text[] = "Monday, 30-Nov-00 12:02:00 GMT";
    text[15] = (char)('0' + years / 10);
    text[16] = (char)('0' + years % 10);
    int64_t seconds = httpstatus_retry_after(text, sizeof text - 1, 1796040000);
    assert_true(years >= 26 && years < 76 ? seconds > 0 : seconds == 0);
    assert_true(httpstatus_retry_after(text, sizeof text - 1, INT64_MAX) >= 0);
    assert_true(httpstatus_retry_after(text, sizeof text - 1, INT64_MIN) >= 0);
  }
}

/* The text may lie anywhere: what is behind its length does not count. */
static void length_decides(void **state) {
  (void)state;
  assert_int_equal(httpstatus_code("404Not", 3), 404);
  assert_int_equal(httpstatus_code("404", 2), HTTPSTATUS_UNKNOWN);
  assert_int_equal(httpstatus_code("OKAY", 2), 200);
  assert_int_equal(httpstatus_code("Gonezo", 4), 410);
  assert_int_equal(httpstatus_code("Gone", 0), HTTPSTATUS_UNKNOWN);
  assert_int_equal(httpstatus_code("404\0", 4), HTTPSTATUS_UNKNOWN);
  assert_int_equal(httpstatus_code("Gone\0", 5), HTTPSTATUS_UNKNOWN);
}

static void candidates_into_small_buffers(void **state) {
  int codes[4] = {-7, -7, -7, -7};
  (void)state;
  assert_int_equal(httpstatus_candidates("method failure", 14, NULL, 0), 2);
  assert_int_equal(codes[0], -7);
  assert_int_equal(httpstatus_candidates("method failure", 14, codes, 1), 2);
  assert_int_equal(codes[0], 420);
  assert_int_equal(codes[1], -7);
  assert_int_equal(httpstatus_candidates("method failure", 14, codes, 4), 2);
  assert_int_equal(codes[1], 424);
  assert_int_equal(codes[2], -7);
  assert_int_equal(httpstatus_candidates("not found", 9, codes, 4), 0);
  assert_int_equal(httpstatus_candidates("404", 3, codes, 4), 0);
  assert_int_equal(httpstatus_candidates("nonsense", 8, codes, 4), 0);
  assert_int_equal(httpstatus_candidates("", 0, codes, 4), 0);
}

/* A name of a meaning finds its code, or one with a stronger claim; it is never unknown. */
static void check_name(const httpstatus_meaning *meaning, const char *name) {
  int codes[16];
  int code = httpstatus_code(name, strlen(name));
  if (code == HTTPSTATUS_AMBIGUOUS) {
    size_t count = httpstatus_candidates(name, strlen(name), codes, 16);
    for (size_t i = 0; i < count; i++) {
      if (codes[i] == meaning->code) {
        return;
      }
    }
    fail_msg("\"%s\" has not its own %d among the candidates", name, meaning->code);
  }
  if (code == meaning->code) {
    return;
  }
  if (code < 0) {
    fail_msg("\"%s\" of %s does not find %d", name, meaning->origin, meaning->code);
  }
  /* Somebody else's: then that code has this name too. */
  if (strcmp(meaning->origin, "iana") == 0 && !list_holds(meaning->aliases, name)) {
    fail_msg("IANA's \"%s\" finds %d and not %d", name, code, meaning->code);
  }
}

static void check_list(const httpstatus_meaning *meaning, const char *list) {
  for (; *list != '\0'; list += strlen(list) + 1) {
    check_name(meaning, list);
  }
}

static void every_name_of_the_registry(void **state) {
  httpstatus_meaning meaning;
  (void)state;
  for (size_t i = 0; httpstatus_meaning_at(i, &meaning); i++) {
    check_name(&meaning, meaning.name);
    /* IANA's "(Unused)" stands beside two codes and names neither. */
    if (meaning.phrase[0] != '\0' && strcmp(meaning.standing, "reserved") != 0) {
      check_name(&meaning, meaning.phrase);
    }
    check_list(&meaning, meaning.former_phrases);
    check_list(&meaning, meaning.former_names);
    check_list(&meaning, meaning.aliases);
  }
  for (int code = 0; code <= 999; code++) {
    const char *phrase = httpstatus_phrase(code);
    const char *name = httpstatus_name(code);
    if (phrase[0] != '\0') {
      assert_int_equal(httpstatus_code(phrase, strlen(phrase)), code);
      assert_int_equal(httpstatus_code(name, strlen(name)), code);
    }
    for (int edition = 0; edition < HTTPSTATUS_EDITIONS; edition++) {
      const char *old = httpstatus_phrase_edition(code, edition);
      assert_true(old[0] == '\0' || httpstatus_code(old, strlen(old)) == code);
    }
  }
}

static void every_three_digits(void **state) {
  char text[16];
  (void)state;
  for (int number = 0; number <= 1100; number++) {
    int expected = number >= 100 && number <= 999 ? number : HTTPSTATUS_UNKNOWN;
    snprintf(text, sizeof text, "%03d", number);
    assert_int_equal(httpstatus_code(text, strlen(text)), expected);
    snprintf(text, sizeof text, "%03d any", number);
    assert_int_equal(httpstatus_code(text, strlen(text)), expected);
    snprintf(text, sizeof text, "%03dany", number);
    assert_int_equal(httpstatus_code(text, strlen(text)), HTTPSTATUS_UNKNOWN);
  }
}

/* ---- Nearest names ---- */

static void misspelt_names(void **state) {
  struct vectors file;
  (void)state;
  vectors_open(&file, "nearest.tsv");
  while (vectors_next(&file)) {
    httpstatus_near near[8];
    const char *text = vectors_text(&file, "text");
    size_t length = vectors_length(&file, "text");
    bool of_origins = vectors_is(&file, "kind", "origin");
    size_t count =
        of_origins ? httpstatus_nearest_origin(text, length, near, 8) : httpstatus_nearest(text, length, near, 8);
    size_t place = 0;
    if (vectors_is_nothing(&file, "name")) {
      vectors_check(&file, count == 0, "there are no suggestions");
      continue;
    }
    while (place < count && !vectors_is(&file, "name", near[place].name)) {
      place++;
    }
    vectors_check(&file, place < count, "the name is among the suggestions");
    vectors_check(&file, (long long)place < vectors_number(&file, "within"), "the name is among the first ones");
    if (place < count) {
      vectors_expect_number(&file, "code", near[place].code);
    }
  }
  vectors_close(&file);
}

/* Any number may be asked for: nothing is written behind it, and a shorter list begins a longer one. */
static void check_every_max(const char *text, size_t length) {
  httpstatus_near all[40], some[40];
  size_t total = httpstatus_nearest(text, length, all, 40);
  assert_true(total < 40);
  for (size_t i = 0; i < total; i++) {
    assert_true(all[i].name[0] != '\0');
    for (size_t j = 0; j < i; j++) {
      assert_true(all[i].code != all[j].code || strcmp(all[i].name, all[j].name) != 0);
    }
  }
  for (size_t max = 0; max < total + 3; max++) {
    memset(some, 0, sizeof some);
    size_t count = httpstatus_nearest(text, length, some, max);
    assert_int_equal(count, max < total ? max : total);
    for (size_t i = 0; i < count; i++) {
      assert_string_equal(some[i].name, all[i].name);
      assert_int_equal(some[i].code, all[i].code);
    }
    assert_null(some[count].name);
  }
}

static void as_many_as_wanted(void **state) {
  const char *const texts[] = {"not fund", "timeout", "request", "moved", "unauthorizd", "ok", "no"};
  httpstatus_meaning meaning;
  (void)state;
  for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
    check_every_max(texts[t], strlen(texts[t]));
  }
  for (size_t i = 0; httpstatus_meaning_at(i, &meaning); i++) {
    /* Two letters fewer: several names may be as near as the right one. */
    check_every_max(meaning.name, strlen(meaning.name) - 2);
    check_every_max(meaning.name + 2, strlen(meaning.name) - 2);
  }
  assert_int_equal(httpstatus_nearest("not fund", 8, NULL, 0), 0);
  assert_int_equal(httpstatus_nearest_origin("ngnix", 5, NULL, 0), 0);
}

/* Whether one of the nearest names has the code of a text, or one of its codes. */
static bool leads_back(const char *slip, size_t length, const char *name) {
  httpstatus_near near[16];
  int codes[16];
  size_t count = httpstatus_nearest(slip, length, near, 16);
  size_t candidates = httpstatus_candidates(name, strlen(name), codes, 16);
  if (candidates == 0) {
    codes[candidates++] = httpstatus_code(name, strlen(name));
  }
  for (size_t i = 0; i < count; i++) {
    for (size_t j = 0; j < candidates; j++) {
      if (near[i].code == codes[j]) {
        return true;
      }
    }
  }
  return false;
}

/* A letter left out, doubled, or swapped with its neighbour, anywhere in a name. */
static void check_slips(const char *name) {
  size_t length = strlen(name);
  char slip[128];
  if (length < 6 || length > 63) {
    return; /* too short for one letter to be sure, or too long to be looked at with one more */
  }
  assert_true(leads_back(name, length, name));
  for (size_t at = 0; at < length; at++) {
    memcpy(slip, name, at);
    memcpy(slip + at, name + at + 1, length - at);
    bool left_out = leads_back(slip, length - 1, name);
    memcpy(slip, name, at + 1);
    memcpy(slip + at + 1, name + at, length - at + 1);
    bool doubled = leads_back(slip, length + 1, name);
    memcpy(slip, name, length + 1);
    slip[at] = name[at > 0 ? at - 1 : 0];
    slip[at > 0 ? at - 1 : 0] = name[at];
    if (!left_out || !doubled || !leads_back(slip, length, name)) {
      fail_msg("a slip in letter %lu of \"%s\" does not lead back to it", (unsigned long)at, name);
    }
  }
}

static void slips_of_every_name(void **state) {
  httpstatus_meaning meaning;
  (void)state;
  for (size_t i = 0; httpstatus_meaning_at(i, &meaning); i++) {
    check_slips(meaning.name);
    if (strcmp(meaning.phrase, "(Unused)") != 0) {
      check_slips(meaning.phrase);
    }
    for (const char *former = meaning.former_phrases; *former != '\0'; former += strlen(former) + 1) {
      check_slips(former);
    }
  }
}

/* Separators count between letters only. */
static void separators_at_the_ends(void **state) {
  const char *const texts[] = {"_not_found", "-not-found-", "__NOT__FOUND__", "- not - found -"};
  (void)state;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    assert_int_equal(httpstatus_code(texts[i], strlen(texts[i])), HTTPSTATUS_NOT_FOUND);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(texts_and_their_codes),
      cmocka_unit_test(length_decides),
      cmocka_unit_test(seconds_to_wait),
      cmocka_unit_test(retry_after_at_the_ends),
      cmocka_unit_test(candidates_into_small_buffers),
      cmocka_unit_test(every_name_of_the_registry),
      cmocka_unit_test(every_three_digits),
      cmocka_unit_test(misspelt_names),
      cmocka_unit_test(as_many_as_wanted),
      cmocka_unit_test(slips_of_every_name),
      cmocka_unit_test(separators_at_the_ends),
  };
  return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
