/* Systems of codes: the vectors, the facts, and each entry's texts. */
#include "httpstatus.h"
#include "vectors.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM = 4096 };

/* The entries that explain a text, as the vectors have them. */
static void explain(const char *system, const char *text, size_t length, char *shown) {
  size_t entries[HTTPSTATUS_ENTRIES_MAX], used = 0;
  size_t count = httpstatus_system_lookup(system, text, length, entries, HTTPSTATUS_ENTRIES_MAX);
  assert_true(count <= HTTPSTATUS_ENTRIES_MAX);
  assert_int_equal(httpstatus_system_lookup(system, text, length, NULL, 0), count);
  shown[0] = '\0';
  for (size_t i = 0; i < count; i++) {
    httpstatus_system_entry entry;
    assert_true(httpstatus_system_entry_at(entries[i], &entry));
    used += (size_t)snprintf(shown + used, ROOM - used, "%s%s%s%s", i == 0 ? "" : ";", entry.part,
                             entry.part[0] == '\0' ? "" : ":", entry.key);
    assert_true(used < ROOM);
  }
}

static void lookups(void **state) {
  struct vectors file;
  char shown[ROOM];
  (void)state;
  vectors_open(&file, "entries.tsv");
  while (vectors_next(&file)) {
    explain(vectors_text(&file, "system"), vectors_text(&file, "text"), vectors_length(&file, "text"), shown);
    vectors_expect_text(&file, "entries", shown);
  }
  vectors_close(&file);
}

static void matches(void **state) {
  struct vectors file;
  (void)state;
  vectors_open(&file, "matches.tsv");
  while (vectors_next(&file)) {
    size_t systems[8], used = 0;
    size_t count = httpstatus_system_matches(vectors_text(&file, "text"), vectors_length(&file, "text"), systems, 8);
    char shown[ROOM] = "";
    assert_true(count <= 8);
    for (size_t i = 0; i < count; i++) {
      httpstatus_system system;
      assert_true(httpstatus_system_at(systems[i], &system));
      used += (size_t)snprintf(shown + used, ROOM - used, "%s%s", i == 0 ? "" : ",", system.id);
    }
    vectors_expect_text(&file, "systems", shown);
    if (count > 1) {
      size_t one[2] = {0, 99};
      assert_int_equal(httpstatus_system_matches(vectors_text(&file, "text"), vectors_length(&file, "text"), one, 1),
                       count);
      assert_int_equal(one[0], systems[0]);
      assert_int_equal(one[1], 99);
    }
  }
  vectors_close(&file);
}

static void spellings(void **state) {
  struct vectors file;
  (void)state;
  vectors_open(&file, "spellings.tsv");
  while (vectors_next(&file)) {
    const char *system = vectors_text(&file, "system"), *text = vectors_text(&file, "text");
    size_t length = vectors_length(&file, "text");
    char form[HTTPSTATUS_SPELLING_SIZE] = "x", small[3] = "xx";
    size_t used = httpstatus_system_spelling(system, text, length, form, sizeof form);
    assert_int_equal(used, strlen(form));
    vectors_expect_text(&file, "form", form);
    assert_int_equal(httpstatus_system_spelling(system, text, length, NULL, 0), used);
    assert_int_equal(httpstatus_system_spelling(system, text, length, small, sizeof small), used);
    assert_int_equal(strncmp(small, form, 2), 0);
    vectors_check(&file, used == 0 || httpstatus_system_lookup(system, form, used, NULL, 0) > 0, "the form is known");
    httpstatus_near near[20];
    bool found = false;
    size_t count = httpstatus_system_nearest(system, text, length, near, 20);
    for (size_t i = 0; i < count; i++) {
      assert_int_equal(near[i].code, -1);
      found = found || strcmp(near[i].name, vectors_text(&file, "nearest")) == 0;
    }
    vectors_check(&file, found != vectors_is_nothing(&file, "nearest"), "nearest");
    assert_true(httpstatus_system_nearest(system, text, length, near, 1) <= 1);
  }
  vectors_close(&file);
}

/* Whether a list of texts has a text. */
static bool has(const char *list, const char *text, size_t length) {
  for (; *list != '\0'; list += strlen(list) + 1) {
    if (strlen(list) == length && memcmp(list, text, length) == 0) {
      return true;
    }
  }
  return false;
}

/* Every row of the facts is an entry, in the order of each system, and there are no others. */
static void facts(void **state) {
  struct vectors file;
  httpstatus_system system = {0};
  httpstatus_system_entry entry;
  size_t place = 0, total = 0;
  (void)state;
  vectors_open(&file, "../facts/systems.tsv");
  while (vectors_next(&file)) {
    const char *id = vectors_text(&file, "system"), *key = vectors_text(&file, "key");
    if (place == 0 || strcmp(id, system.id) != 0) {
      assert_true(httpstatus_system_find(id, strlen(id), &system));
      place = 0;
      total += system.entries_count;
    }
    bool known = false;
    for (size_t i = 0; i < system.entries_count && !known; i++) {
      assert_true(httpstatus_system_entry_at(system.first + i, &entry));
      known = strcmp(entry.key, key) == 0 && strcmp(entry.part, vectors_text(&file, "part")) == 0;
    }
    place++;
    vectors_check(&file, known, "it is an entry");
    vectors_expect_text(&file, "system", entry.system);
    vectors_expect_number(&file, "number", entry.number);
    vectors_expect_number(&file, "last", entry.last);
    vectors_expect_number(&file, "http_status", entry.http_status);
    vectors_expect_text(&file, "retry", entry.retry);
    vectors_expect_yes(&file, "third_party", strcmp(entry.evidence, "third-party") == 0);
    for (const char *name = vectors_text(&file, "names"); *name != '\0';) {
      size_t length = strcspn(name, ";");
      vectors_check(&file, has(entry.names, name, length), "it has the name");
      name += length + (name[length] == ';');
    }
    size_t index;
    if (entry.number >= 0) {
      assert_true(httpstatus_system_number(id, entry.number, &index));
      httpstatus_system_entry same;
      assert_true(httpstatus_system_entry_at(index, &same));
      vectors_check(&file, same.number == entry.number, "it has the number");
    }
  }
  vectors_close(&file);
  assert_int_equal(httpstatus_system_entry_count(), total);
}

static void texts(void **state) {
  httpstatus_system system;
  httpstatus_system_entry entry;
  size_t first = 0;
  (void)state;
  for (size_t i = 0; httpstatus_system_at(i, &system); i++) {
    httpstatus_system same;
    assert_true(system.title[0] != '\0' && strlen(system.about) >= 60 && system.url[0] != '\0');
    assert_true(system.source[0] != '\0' && system.entries_count > 0 && system.first == first);
    assert_true(httpstatus_system_find(system.prefix, strlen(system.prefix), &same));
    assert_string_equal(same.id, system.id);
    first += system.entries_count;
    for (size_t k = system.first; k < first; k++) {
      assert_true(httpstatus_system_entry_at(k, &entry));
      assert_string_equal(entry.system, system.id);
      assert_true(entry.title[0] != '\0' && strlen(entry.explanation) >= 60 && entry.source[0] != '\0');
      assert_true(entry.standing[0] != '\0');
    }
  }
  assert_int_equal(first, httpstatus_system_entry_count());
  assert_false(httpstatus_system_at(httpstatus_system_count(), &system));
  assert_false(httpstatus_system_entry_at(first, &entry));
  assert_false(httpstatus_system_find("nobody", 6, &system));
  assert_false(httpstatus_system_find("", 0, &system));
}

static void numbers(void **state) {
  size_t index = 99;
  (void)state;
  assert_false(httpstatus_system_number("websocket", -1, &index));
  assert_false(httpstatus_system_number("websocket", INT64_MIN, &index));
  assert_false(httpstatus_system_number("websocket", INT64_MAX, &index));
  assert_false(httpstatus_system_number("haproxy", 0, &index));
  assert_false(httpstatus_system_number("nobody", 1006, &index));
  assert_int_equal(index, 99);
  assert_true(httpstatus_system_number("WS", 1006, &index));
  assert_int_equal(httpstatus_system_lookup("nobody", "1006", 4, &index, 1), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lookups), cmocka_unit_test(matches), cmocka_unit_test(spellings),
      cmocka_unit_test(facts),   cmocka_unit_test(texts),   cmocka_unit_test(numbers),
  };
  return cmocka_run_group_tests_name("systems of codes", tests, NULL, NULL);
}
