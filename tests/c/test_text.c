/* Text to code, and the nearest names. */
#include "httpstatus.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
  if (strcmp(meaning->origin, "iana") == 0 && strcmp(meaning->standing, "reserved") != 0 &&
      !list_holds(meaning->aliases, name)) {
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
    if (strcmp(meaning.standing, "reserved") == 0) {
      continue; /* "(Unused)" stands for two codes and names neither */
    }
    check_name(&meaning, meaning.name);
    if (meaning.phrase[0] != '\0') {
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
    size_t count = of_origins ? httpstatus_nearest_origin(text, length, near, 8) : httpstatus_nearest(text, length, near, 8);
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
static void as_many_as_wanted(void **state) {
  const char *const texts[] = {"not fund", "timeout", "request", "moved", "unauthorizd", "ok", "no"};
  httpstatus_near all[40], some[40];
  (void)state;
  for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
    size_t length = strlen(texts[t]);
    size_t total = httpstatus_nearest(texts[t], length, all, 40);
    assert_true(total <= 40);
    for (size_t i = 0; i < total; i++) {
      assert_true(all[i].name[0] != '\0');
      for (size_t j = 0; j < i; j++) {
        assert_true(all[i].code != all[j].code || strcmp(all[i].name, all[j].name) != 0);
      }
    }
    for (size_t max = 0; max < 40; max++) {
      memset(some, 0, sizeof some);
      size_t count = httpstatus_nearest(texts[t], length, some, max);
      assert_int_equal(count, max < total ? max : total);
      for (size_t i = 0; i < count; i++) {
        assert_string_equal(some[i].name, all[i].name);
        assert_int_equal(some[i].code, all[i].code);
      }
      assert_null(some[count].name);
    }
  }
  assert_int_equal(httpstatus_nearest("not fund", 8, NULL, 0), 0);
  assert_int_equal(httpstatus_nearest_origin("ngnix", 5, NULL, 0), 0);
}

/* A right name is nearest to itself, and every single slip in one still leads back to it. */
static void slips_of_every_name(void **state) {
  (void)state;
  for (int code = 100; code <= 599; code++) {
    const char *name = httpstatus_name(code);
    size_t length = strlen(name);
    char slip[128];
    httpstatus_near near[8];
    if (length < 6) {
      continue; /* too short for one letter to be sure */
    }
    assert_true(httpstatus_nearest(name, length, near, 8) > 0);
    assert_int_equal(near[0].code, code);
    for (size_t left_out = 0; left_out < length; left_out++) {
      memcpy(slip, name, left_out);
      memcpy(slip + left_out, name + left_out + 1, length - left_out);
      size_t count = httpstatus_nearest(slip, length - 1, near, 8);
      bool found = false;
      for (size_t i = 0; i < count; i++) {
        found = found || near[i].code == code;
      }
      if (!found) {
        fail_msg("\"%s\" does not lead to %s", slip, name);
      }
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(texts_and_their_codes),         cmocka_unit_test(length_decides),
      cmocka_unit_test(candidates_into_small_buffers), cmocka_unit_test(every_name_of_the_registry),
      cmocka_unit_test(every_three_digits),            cmocka_unit_test(misspelt_names),
      cmocka_unit_test(as_many_as_wanted),             cmocka_unit_test(slips_of_every_name),
  };
  return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
