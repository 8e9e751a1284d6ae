/* Sets of codes, as arrays of a thousand answers. An input is one text, or two with "|" between for the operators. */
#include "fuzz.h"

enum { CODES = HTTPSTATUS_SET_MAX + 1 };

#define CODE "([0-9]{1,3}|[1-9][xX]{2})"
#define TERM "(!?)" CODE "([ \t\r\n]*-[ \t\r\n]*" CODE ")?"
#define BLANKS " \t\r\n"

/* The first or last code of "404", "4" or "4xx". */
static int bound(struct slice text, bool last) {
  struct slice digit = {text.at, 1};
  bool class_of_codes = text.length == 3 && (text.at[2] == 'x' || text.at[2] == 'X');
  return class_of_codes ? to_number(digit) * 100 + (last ? 99 : 0) : to_number(text);
}

/* "5" and "05", but not "0": nobody knows whether a code or a class is meant. */
static bool one_digit(struct slice text) {
  return text.length < 3 && to_number(text) >= 1 && to_number(text) <= 9;
}

static bool is_one_of(char c, const char *characters) {
  return c != '\0' && strchr(characters, c) != NULL;
}

/* The end of the longest text from a place on that is a term; its begin if there is none. */
static size_t term_end(struct slice text, size_t from) {
  for (size_t length = text.length - from; length > 0; length--) {
    struct slice part = {text.at + from, length};
    char c = part.at[length - 1];
    if (((c >= '0' && c <= '9') || c == 'x' || c == 'X') && matches(TERM, part, NULL, 0)) {
      return from + length;
    }
  }
  return from;
}

/* Whether a term means one thing; a dash that has a blank before it alone could begin a term that is left out. */
static bool is_clear(struct slice begin, struct slice end) {
  if (end.length == 0) {
    return !one_digit(begin);
  }
  struct slice between = {begin.at + begin.length, (size_t)(end.at - begin.at) - begin.length};
  bool blank_before = is_one_of(between.at[0], BLANKS), blank_after = is_one_of(end.at[-1], BLANKS);
  bool short_range = begin.length == 1 && !blank_before && end.length == 1 && to_number(end) != 0;
  return (!blank_before || blank_after) && bound(end, true) >= bound(begin, false) && !short_range;
}

/* Reads a set term by term; false where it is none. */
static bool read_set(struct slice text, bool *members) {
  bool first_term = true, only_blanks = true;
  memset(members, 0, CODES);
  for (size_t at = 0; at < text.length;) {
    if (is_one_of(text.at[at], BLANKS ",;")) {
      only_blanks = only_blanks && is_one_of(text.at[at], BLANKS);
      at++;
      continue;
    }
    size_t stop = term_end(text, at);
    struct slice term = {text.at + at, stop - at};
    regmatch_t groups[4];
    if (stop == at || (stop < text.length && !is_one_of(text.at[stop], BLANKS ",;")) ||
        !matches(TERM, term, groups, 4)) {
      return false;
    }
    struct slice begin = group(term, &groups[1]), end = {NULL, 0};
    if (groups[3].rm_so >= 0) {
      end = group(term, &groups[3]);
    }
    if (!is_clear(begin, end)) {
      return false;
    }
    bool leave_out = *term.at == '!';
    int first = bound(begin, false), last = bound(end.length > 0 ? end : begin, true);
    for (int code = 100; code < 600 && first_term && leave_out; code++) {
      members[code] = true;
    }
    for (int code = first; code <= last; code++) {
      members[code] = !leave_out;
    }
    first_term = false;
    at = stop;
  }
  return !first_term || only_blanks;
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
