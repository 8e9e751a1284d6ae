/* The registry: every fact of tests/contract/facts is in it, and what it says holds together. */
#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "httpstatus.h"
#include "vectors.h"

/* ---- Against the facts ---- */

/* The meaning with that key; two of one code and origin are told apart by name. */
static bool find_meaning(int code, const char *origin, const char *name, httpstatus_meaning *meaning) {
  size_t first;
  size_t count = httpstatus_meanings(code, &first);
  for (size_t i = first; i < first + count; i++) {
    assert_true(httpstatus_meaning_at(i, meaning));
    if (strcmp(meaning->origin, origin) == 0 && strcmp(meaning->name, name) == 0) {
      return true;
    }
  }
  return false;
}

static void every_meaning_is_there(void **state) {
  struct vectors file;
  (void)state;
  vectors_open(&file, "../facts/registry_keys.tsv");
  while (vectors_next(&file)) {
    httpstatus_meaning meaning;
    int code = (int)vectors_number(&file, "code");
    if (!find_meaning(code, vectors_text(&file, "origin"), vectors_text(&file, "name"), &meaning)) {
      vectors_check(&file, false, "the registry has this meaning");
      continue;
    }
    vectors_expect_text(&file, "phrase", meaning.phrase);
    vectors_expect_text(&file, "standing", meaning.standing);
    vectors_expect_text(&file, "spec", meaning.spec);
    vectors_expect_text(&file, "section", meaning.section);
    vectors_expect_text(&file, "expires", meaning.expires);
    vectors_expect_text(&file, "confidence", meaning.confidence);
    char formers[256];
    assert_true(vectors_length(&file, "former_phrases") < sizeof formers);
    strcpy(formers, vectors_text(&file, "former_phrases"));
    size_t count = 0;
    for (char *former = strtok(formers, ";"); former != NULL; former = strtok(NULL, ";")) {
      vectors_check(&file, list_holds(meaning.former_phrases, former), former);
      count++;
    }
    for (const char *former = meaning.former_phrases; *former != '\0'; former += strlen(former) + 1) {
      count--;
    }
    vectors_check(&file, count == 0, "it has no other former phrases");
    vectors_check(&file, httpstatus_is_known(code), "the code is known");
  }
  assert_int_equal(httpstatus_meaning_count(), file.rows);
  vectors_close(&file);
}

/* Whether a meaning of a code has a constant of this name, in any case, among its own, its former ones and aliases. */
static bool is_listed(int code, const char *name) {
  char upper[64] = "";
  httpstatus_meaning meaning;
  size_t first, count = httpstatus_meanings(code, &first);
  for (size_t i = 0; name[i] != '\0' && i + 1 < sizeof upper; i++) {
    upper[i] = (char)toupper((unsigned char)name[i]);
  }
  for (size_t i = first; i < first + count && httpstatus_meaning_at(i, &meaning); i++) {
    if (strcmp(meaning.name, upper) == 0 || list_holds(meaning.former_names, upper) ||
        list_holds(meaning.aliases, upper)) {
      return true;
    }
  }
  return false;
}

static void every_name_of_other_libraries(void **state) {
  struct vectors file;
  (void)state;
  vectors_open(&file, "../facts/other_names.tsv");
  while (vectors_next(&file)) {
    const char *name = vectors_text(&file, "name");
    int codes[8];
    size_t count = httpstatus_candidates(name, strlen(name), codes, 8);
    bool found = count == 0 && httpstatus_code(name, strlen(name)) == vectors_number(&file, "code");
    for (size_t i = 0; i < count; i++) {
      found = found || codes[i] == vectors_number(&file, "code");
    }
    vectors_check(&file, found, name);
    vectors_check(&file, is_listed((int)vectors_number(&file, "code"), name), "a meaning of the code lists it");
  }
  vectors_close(&file);
}

static void every_header(void **state) {
  struct vectors file;
  (void)state;
  vectors_open(&file, "../facts/headers.tsv");
  httpstatus_meaning meaning;
  httpstatus_header header;
  while (vectors_next(&file)) {
    bool found = false;
    assert_true(httpstatus_lookup((int)vectors_number(&file, "code"), vectors_text(&file, "origin"), &meaning));
    for (size_t i = 0; httpstatus_meaning_header(&meaning, i, &header); i++) {
      found = found || (vectors_is(&file, "header", header.name) && vectors_is(&file, "message", header.message) &&
                        vectors_is(&file, "need", header.need));
    }
    vectors_check(&file, found, vectors_text(&file, "header"));
  }
  vectors_close(&file);
  size_t count = 0;
  for (size_t i = 0; httpstatus_meaning_at(i, &meaning); i++) {
    for (size_t j = 0; httpstatus_meaning_header(&meaning, j, &header); j++) {
      count++;
    }
  }
  assert_int_equal(count, file.rows);
}

static void every_client_that_repeats(void **state) {
  struct vectors file;
  (void)state;
  vectors_open(&file, "../facts/retry.tsv");
  while (vectors_next(&file)) {
    httpstatus_retry_policy policy;
    size_t i = 0;
    while (httpstatus_retry_policy_at(i, &policy) && !vectors_is(&file, "id", policy.id)) {
      i++;
    }
    vectors_check(&file, i < httpstatus_retry_policy_count(), "the registry has this client");
    if (i < httpstatus_retry_policy_count()) {
      httpstatus_set expected, set;
      assert_true(httpstatus_set_parse(vectors_text(&file, "codes"), vectors_length(&file, "codes"), &expected, NULL));
      vectors_check(
          &file,
          httpstatus_set_parse(policy.codes, strlen(policy.codes), &set, NULL) && httpstatus_set_equal(&set, &expected),
          policy.codes);
      vectors_check(&file, policy.client[0] != '\0' && policy.version[0] != '\0' && policy.source[0] != '\0',
                    "client, version and source are stated");
    }
  }
  assert_int_equal(httpstatus_retry_policy_count(), file.rows);
  vectors_close(&file);
}

/* ---- The order of meanings, and who comes first ---- */

static void order(void **state) {
  httpstatus_meaning meaning, before;
  (void)state;
  for (size_t i = 0; httpstatus_meaning_at(i, &meaning); i++) {
    size_t first;
    size_t count = httpstatus_meanings(meaning.code, &first);
    assert_int_equal(meaning.index, i);
    assert_true(i >= first && i < first + count);
    if (i > 0) {
      assert_true(httpstatus_meaning_at(i - 1, &before));
      assert_true(meaning.code >= before.code);
    }
    bool iana = strcmp(meaning.origin, "iana") == 0;
    bool reserved = strcmp(meaning.standing, "reserved") == 0;
    assert_true(!iana || i == (reserved ? first + count - 1 : first));
    assert_int_equal(iana && !reserved, httpstatus_is_registered(meaning.code) && i == first);
    assert_int_equal(reserved, strcmp(meaning.phrase, "(Unused)") == 0);
  }
  size_t total = 0;
  for (int code = -5; code <= 1005; code++) {
    size_t first = 999;
    size_t count = httpstatus_meanings(code, &first);
    assert_int_equal(count > 0, httpstatus_is_known(code));
    assert_true(first + count <= httpstatus_meaning_count());
    total += count;
  }
  assert_int_equal(total, httpstatus_meaning_count());
}

/* The numbers that several have taken: whose comes first, and who else is there. */
static void shared_codes(void **state) {
  static const struct {
    int code;
    const char *origins[4];
  } shared[] = {
      {0,   {"nginx", "squid", "envoy"}  },
      {9,   {"nginx"}                    },
      {103, {"iana", "spring"}           },
      {306, {"ietf-draft", "iana"}       },
      {308, {"iana", "google"}           },
      {418, {"htcpcp", "binance", "iana"}},
      {421, {"iana", "webdav-draft"}     },
      {424, {"iana", "webdav-draft"}     },
      {425, {"iana", "webdav-draft"}     },
      {430, {"shopify", "shopify"}       },
      {451, {"iana", "exchange"}         },
      {498, {"esri", "nginx"}            },
      {499, {"nginx", "esri"}            },
      {506, {"iana", "ietf-draft"}       },
      {508, {"iana", "cpanel"}           },
      {529, {"qualys", "anthropic"}      },
      {530, {"cloudflare", "pantheon"}   },
      {599, {"unknown", "tornado"}       },
      {420, {"twitter", "spring", NULL}  },
      {419, {"laravel", NULL}            },
      {440, {"iis", NULL}                },
      {509, {"apache", NULL}             },
      {561, {"aws-elb", NULL}            },
      {598, {"unknown", NULL}            },
  };
  (void)state;
  for (size_t s = 0; s < sizeof shared / sizeof *shared; s++) {
    httpstatus_meaning meaning, first;
    assert_true(httpstatus_lookup(shared[s].code, NULL, &first));
    assert_string_equal(first.origin, shared[s].origins[0]);
    for (size_t i = 0; i < 4 && shared[s].origins[i] != NULL; i++) {
      assert_true(httpstatus_lookup(shared[s].code, shared[s].origins[i], &meaning));
      assert_int_equal(meaning.code, shared[s].code);
      assert_string_equal(meaning.origin, shared[s].origins[i]);
    }
  }
  httpstatus_meaning meaning;
  assert_true(httpstatus_lookup(499, "NGINX", &meaning) && strcmp(meaning.origin, "nginx") == 0);
  assert_true(httpstatus_lookup(499, "Esri", &meaning) && strcmp(meaning.origin, "esri") == 0);
  assert_false(httpstatus_lookup(499, "ngin", &meaning) || httpstatus_lookup(499, "nginx ", &meaning) ||
               httpstatus_lookup(499, "", &meaning));
  assert_true(httpstatus_lookup(999, "yahoo", &meaning) && httpstatus_lookup(999, "linkedin", &meaning));
  assert_true(httpstatus_lookup(0, "aws-elb", &meaning) && httpstatus_lookup(0, "whatwg", &meaning));
}

static void lookups_that_find_nothing(void **state) {
  const int unknown[] = {-1, 1, 99, 299, 471, 998, 1000, 1404, INT_MAX, INT_MIN, 404 - 1024};
  httpstatus_meaning meaning, before;
  size_t first;
  (void)state;
  memset(&meaning, 0x5a, sizeof meaning);
  before = meaning;
  for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
    assert_false(httpstatus_lookup(unknown[i], NULL, &meaning));
    assert_false(httpstatus_lookup(unknown[i], "iana", &meaning));
    assert_int_equal(httpstatus_meanings(unknown[i], &first), 0);
  }
  assert_false(httpstatus_lookup(404, "nginx", &meaning));
  assert_false(httpstatus_lookup(404, "", &meaning));
  assert_false(httpstatus_lookup(404, "ian", &meaning));
  assert_false(httpstatus_lookup(404, "ianas", &meaning));
  assert_false(httpstatus_lookup(499, "nobody", &meaning));
  assert_false(httpstatus_meaning_at(httpstatus_meaning_count(), &meaning));
  assert_false(httpstatus_meaning_at((size_t)-1, &meaning));
  assert_memory_equal(&meaning, &before, sizeof meaning);
}

/* ---- What the registry says of itself ---- */

static bool is_constant(const char *name) {
  return name[0] >= 'A' && name[0] <= 'Z' && strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == strlen(name);
}

/* Printable, in one line, with nothing around it. */
static bool is_clean(const char *text) {
  size_t length = strlen(text);
  for (size_t i = 0; i < length; i++) {
    if ((unsigned char)text[i] < 0x20 || text[i] == 0x7f || (text[i] == ' ' && text[i + 1] == ' ')) {
      return false;
    }
  }
  return length == 0 || (text[0] != ' ' && text[length - 1] != ' ');
}

static bool all_clean(const char *list) {
  for (; *list != '\0'; list += strlen(list) + 1) {
    if (!is_clean(list)) {
      return false;
    }
  }
  return true;
}

static size_t count_list(const char *list) {
  size_t count = 0;
  for (; *list != '\0'; list += strlen(list) + 1) {
    count++;
  }
  return count;
}

/* "rfc9110; nginx": each tag stands for something. */
static bool sources_resolve(const char *source) {
  while (*source != '\0') {
    size_t length = strcspn(source, ";");
    if (length == 0 || httpstatus_source(source, length)[0] == '\0') {
      return false;
    }
    source += length;
    source += strspn(source, "; ");
  }
  return true;
}

static void texts_of_meanings(void **state) {
  httpstatus_meaning m;
  (void)state;
  for (size_t i = 0; httpstatus_meaning_at(i, &m); i++) {
    httpstatus_origin origin;
    const char *const texts[] = {m.name,        m.phrase,     m.origin,  m.standing, m.spec,   m.section, m.url,
                                 m.explanation, m.definition, m.history, m.note,     m.source, m.expires, m.confidence};
    const char *const lists[] = {m.uses, m.former_phrases, m.former_names, m.aliases, m.other_specs};
    bool good = is_constant(m.name) && m.source[0] != '\0' && sources_resolve(m.source) &&
                httpstatus_is_standing(m.standing, strlen(m.standing)) &&
                httpstatus_find_origin(m.origin, strlen(m.origin), &origin);
    good = good && (m.url[0] == '\0' || strncmp(m.url, "https://", 8) == 0);
    good = good && (strncmp(m.spec, "RFC ", 4) != 0 || m.url[0] != '\0');
    good =
        good && strlen(m.explanation) >= 60 && strlen(m.definition) >= 40 && strcmp(m.explanation, m.definition) != 0;
    good = good && (strcmp(m.standing, "standard") != 0 || count_list(m.uses) >= 2);
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
      good = good && is_clean(texts[t]);
    }
    for (size_t t = 0; t < sizeof lists / sizeof *lists; t++) {
      good = good && all_clean(lists[t]);
    }
    if (!good) {
      fail_msg("%d %s %s: a text is missing, too short, or not clean", m.code, m.origin, m.name);
    }
  }
}

/* Whether some meaning of a code refers to another code. */
static bool refers(int code, int to) {
  httpstatus_meaning meaning;
  size_t first;
  size_t count = httpstatus_meanings(code, &first);
  for (size_t i = first; i < first + count && httpstatus_meaning_at(i, &meaning); i++) {
    for (size_t s = 0; s < meaning.see_also_count; s++) {
      if (meaning.see_also[s] == to) {
        return true;
      }
    }
  }
  return false;
}

/*
 * A reference leads somewhere, and between registered codes it leads back. A vendor's code may refer to the standard
 * one that it resembles: the standard one cannot name them all.
 */
static void relations(void **state) {
  httpstatus_meaning m;
  (void)state;
  for (size_t i = 0; httpstatus_meaning_at(i, &m); i++) {
    for (size_t s = 0; s < m.see_also_count; s++) {
      int code = m.see_also[s];
      bool both_registered = strcmp(m.origin, "iana") == 0 && httpstatus_is_registered(code);
      if (code == m.code || !httpstatus_is_known(code) || (both_registered && !refers(code, m.code))) {
        fail_msg("%d %s refers to %d, which is unknown, itself, or does not refer back", m.code, m.origin, code);
      }
    }
  }
  /* Relations that a reader looks for. */
  assert_true(refers(301, 308) && refers(302, 303) && refers(302, 307) && refers(303, 307) && refers(401, 403));
  assert_true(refers(401, 407) && refers(404, 410) && refers(100, 417) && refers(208, 508) && refers(429, 503));
  assert_true(refers(431, 494) && refers(451, 403));
}

static void headers_and_rules(void **state) {
  httpstatus_meaning m;
  (void)state;
  for (size_t i = 0; httpstatus_meaning_at(i, &m); i++) {
    httpstatus_header header = {NULL, NULL, NULL, NULL, NULL};
    httpstatus_rule rule = {NULL, NULL, NULL};
    assert_false(httpstatus_meaning_header(&m, m.headers_count, &header));
    assert_false(httpstatus_meaning_header(&m, (size_t)-1, &header));
    assert_false(httpstatus_meaning_rule(&m, m.rules_count, &rule));
    assert_false(httpstatus_meaning_rule(&m, (size_t)-1, &rule));
    assert_true(header.name == NULL && rule.topic == NULL);
    for (size_t j = 0; j < m.headers_count; j++) {
      assert_true(httpstatus_meaning_header(&m, j, &header));
      assert_true(header.name[0] != '\0' && header.when[0] != '\0' && header.reference[0] != '\0');
      assert_true(strcmp(header.message, "request") == 0 || strcmp(header.message, "response") == 0);
      assert_true(strcmp(header.need, "must") == 0 || strcmp(header.need, "should") == 0 ||
                  strcmp(header.need, "may") == 0);
    }
    for (size_t j = 0; j < m.rules_count; j++) {
      assert_true(httpstatus_meaning_rule(&m, j, &rule));
      assert_true(strlen(rule.text) > 10 && rule.reference[0] != '\0');
      assert_true(strcmp(rule.topic, "content") == 0 || strcmp(rule.topic, "cache") == 0 ||
                  strcmp(rule.topic, "redirect") == 0 || strcmp(rule.topic, "repeat") == 0);
    }
  }
  /* A meaning that the library did not fill is no way out of the tables. */
  httpstatus_header header;
  httpstatus_rule rule;
  memset(&m, 0xff, sizeof m);
  assert_false(httpstatus_meaning_header(&m, 0, &header));
  assert_false(httpstatus_meaning_rule(&m, 0, &rule));
}

static void origins(void **state) {
  httpstatus_origin origin, other;
  httpstatus_meaning meaning;
  (void)state;
  for (size_t i = 0; httpstatus_origin_at(i, &origin); i++) {
    bool used = false;
    assert_true(origin.name[0] != '\0' && origin.about[0] != '\0' && is_clean(origin.about));
    assert_true(origin.url[0] == '\0' || strncmp(origin.url, "https://", 8) == 0);
    assert_true(origin.class_name[0] >= 'A' && origin.class_name[0] <= 'Z');
    for (size_t j = 0; j < i; j++) {
      assert_true(httpstatus_origin_at(j, &other));
      assert_string_not_equal(origin.id, other.id);
      assert_string_not_equal(origin.class_name, other.class_name);
    }
    for (size_t j = 0; httpstatus_meaning_at(j, &meaning); j++) {
      used = used || strcmp(meaning.origin, origin.id) == 0;
    }
    assert_true(used);
  }
  assert_false(httpstatus_origin_at(httpstatus_origin_count(), &origin));
  assert_false(httpstatus_origin_at((size_t)-1, &origin));
  assert_true(httpstatus_find_origin("AWS-Elb", 7, &origin));
  assert_string_equal(origin.id, "aws-elb");
  assert_true(httpstatus_find_origin("nginxx", 5, &origin));
  assert_string_equal(origin.id, "nginx");
  assert_false(httpstatus_find_origin("nginx", 4, &origin));
  assert_false(httpstatus_find_origin("nginx\0", 6, &origin));
  assert_false(httpstatus_find_origin("", 0, &origin));
  assert_string_equal(origin.id, "nginx");
}

static void small_lookups(void **state) {
  (void)state;
  assert_true(httpstatus_is_standing("standard", 8));
  assert_true(httpstatus_is_standing("unofficial!", 10));
  assert_false(httpstatus_is_standing("Standard", 8));
  assert_false(httpstatus_is_standing("standar", 7));
  assert_false(httpstatus_is_standing("", 0));
  for (size_t i = 0; i < 7; i++) {
    const char *standing = httpstatus_standing_at(i);
    assert_true(standing[0] != '\0' && httpstatus_is_standing(standing, strlen(standing)));
  }
  assert_string_equal(httpstatus_standing_at(7), "");
  assert_string_equal(httpstatus_standing_at((size_t)-1), "");
  assert_true(strlen(httpstatus_source("rfc9110", 7)) > 3);
  assert_string_equal(httpstatus_source("rfc9110", 6), "");
  assert_string_equal(httpstatus_source("", 0), "");
  assert_string_equal(httpstatus_source("nonsense", 8), "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_meaning_is_there),
      cmocka_unit_test(every_name_of_other_libraries),
      cmocka_unit_test(every_header),
      cmocka_unit_test(every_client_that_repeats),
      cmocka_unit_test(order),
      cmocka_unit_test(shared_codes),
      cmocka_unit_test(lookups_that_find_nothing),
      cmocka_unit_test(texts_of_meanings),
      cmocka_unit_test(relations),
      cmocka_unit_test(headers_and_rules),
      cmocka_unit_test(origins),
      cmocka_unit_test(small_lookups),
  };
  return cmocka_run_group_tests_name("registry", tests, NULL, NULL);
}
