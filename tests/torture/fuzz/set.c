/* Sets of codes, as arrays of a thousand answers. An input is one text, or two with "|" between for the operators. */
#include "fuzz.h"

enum { CODES = HTTPSTATUS_SET_MAX + 1 };

#define TERM "(!?)([0-9]{3}|[1-9][xX]{2})(-([0-9]{3}|[1-9][xX]{2}))?"

/* The first or last code of "404" or "4xx". */
static int bound(struct slice text, bool last) {
  struct slice digit = {text.at, 1};
  bool class_of_codes = text.at[2] == 'x' || text.at[2] == 'X';
  return class_of_codes ? to_number(digit) * 100 + (last ? 99 : 0) : to_number(text);
}

/* Reads a set term by term; false where it is none. */
static bool read_set(struct slice text, bool *members) {
  struct slice term, rest = text;
  bool more = trimmed(text).length > 0, first_term = true;
  memset(members, 0, CODES);
  while (more) {
    regmatch_t groups[4];
    more = cut(rest, ',', &term, &rest);
    term = trimmed(term);
    if (!matches(TERM, term, groups, 4)) {
      return false;
    }
    struct slice begin = group(term, &groups[1]), end = group(term, &groups[3]);
    bool leave_out = groups[0].rm_eo > groups[0].rm_so;
    int first = bound(begin, false), last = bound(end.length > 0 ? end : begin, true);
    if (last < first) {
      return false;
    }
    for (int code = 100; code < 600 && first_term && leave_out; code++) {
      members[code] = true;
    }
    for (int code = first; code <= last; code++) {
      members[code] = !leave_out;
    }
    first_term = false;
  }
  return true;
}

static void check_members(const httpstatus_set *set, const bool *members) {
  size_t count = 0;
  int previous = -1;
  for (int code = 0; code < CODES; code++) {
    CHECK(httpstatus_set_contains(set, code) == members[code]);
    if (members[code]) {
      CHECK(httpstatus_set_next(set, previous) == code);
      previous = code;
      count++;
    }
  }
  CHECK(httpstatus_set_next(set, previous) == -1);
  CHECK(httpstatus_set_count(set) == count);
  CHECK(!httpstatus_set_contains(set, -1) && !httpstatus_set_contains(set, CODES));
}

/* The text of a set is short, says the same, and a buffer that is too small holds its beginning. */
static void check_text(const httpstatus_set *set, const bool *members) {
  char text[HTTPSTATUS_SET_TEXT_SIZE], part[HTTPSTATUS_SET_TEXT_SIZE];
  bool again[CODES];
  httpstatus_set parsed;
  size_t length = httpstatus_set_text(set, text, sizeof text);
  struct slice written = {text, length};
  CHECK(length < sizeof text && strlen(text) == length);
  CHECK(read_set(written, again) && memcmp(again, members, CODES) == 0);
  CHECK(httpstatus_set_parse(text, length, &parsed, NULL) && httpstatus_set_equal(&parsed, set));
  CHECK(httpstatus_set_text(set, part, length / 2) == length);
  CHECK(length < 2 || (strlen(part) == length / 2 - 1 && strncmp(part, text, length / 2 - 1) == 0));
}

static bool check_one(struct slice text, httpstatus_set *set, bool *members) {
  httpstatus_error error = {NULL, 0};
  memset(set, 0x5a, sizeof *set);
  httpstatus_set before = *set;
  bool good = httpstatus_set_parse(text.at, text.length, set, &error);
  CHECK(good == read_set(text, members));
  if (!good) {
    CHECK(memcmp(set, &before, sizeof *set) == 0);
    check_error(&error, text.length);
    return false;
  }
  check_members(set, members);
  check_text(set, members);
  return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct slice text = {(const char *)data, size}, left, right;
  bool two = cut(text, '|', &left, &right);
  bool a_members[CODES], b_members[CODES], both[CODES], either[CODES], only[CODES], others[CODES];
  httpstatus_set a, b, result;
  if (!check_one(left, &a, a_members) || !two || !check_one(right, &b, b_members)) {
    return 0;
  }
  for (int code = 0; code < CODES; code++) {
    both[code] = a_members[code] && b_members[code];
    either[code] = a_members[code] || b_members[code];
    only[code] = a_members[code] && !b_members[code];
    others[code] = code >= 100 && code < 600 && !a_members[code];
  }
  CHECK(httpstatus_set_equal(&a, &b) == (memcmp(a_members, b_members, CODES) == 0));
  httpstatus_set_intersection(&result, &a, &b);
  check_members(&result, both);
  httpstatus_set_union(&result, &a, &b);
  check_members(&result, either);
  httpstatus_set_complement(&result, &a);
  check_members(&result, others);
  httpstatus_set_difference(&a, &a, &b);
  check_members(&a, only);
  return 0;
}
