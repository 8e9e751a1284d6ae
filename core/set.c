/* Sets of codes 0..999: a bitmap, and the text form "2xx,301-308,!304". */
#include <string.h>

#include "ascii.h"
#include "tables.h"
#include "writer.h"

enum { WORDS = sizeof(((httpstatus_set *)0)->words) / sizeof(uint64_t) };

bool httpstatus_set_contains(const httpstatus_set *set, int code) {
  return (unsigned)code <= HTTPSTATUS_SET_MAX && (set->words[code / 64] >> (code % 64) & 1) != 0;
}

bool httpstatus_set_add(httpstatus_set *set, int code) {
  if ((unsigned)code > HTTPSTATUS_SET_MAX) {
    return false;
  }
  set->words[code / 64] |= (uint64_t)1 << (code % 64);
  return true;
}

static void change(httpstatus_set *set, int first, int last, bool leave_out) {
  for (int code = first; code <= last; code++) {
    uint64_t bit = (uint64_t)1 << (code % 64);
    if (leave_out) {
      set->words[code / 64] &= ~bit;
    } else {
      set->words[code / 64] |= bit;
    }
  }
}

static unsigned count_bits(uint64_t word) {
#ifdef __GNUC__
  return (unsigned)__builtin_popcountll(word);
#else
  unsigned count = 0;
  for (; word != 0; word &= word - 1) {
    count++;
  }
  return count;
#endif
}

size_t httpstatus_set_count(const httpstatus_set *set) {
  size_t count = 0;
  for (size_t i = 0; i < WORDS; i++) {
    count += count_bits(set->words[i]);
  }
  return count;
}

int httpstatus_set_next(const httpstatus_set *set, int code) {
  if (code >= HTTPSTATUS_SET_MAX) {
    return -1;
  }
  for (code = code < 0 ? 0 : code + 1; code <= HTTPSTATUS_SET_MAX; code++) {
    if (set->words[code / 64] >> (code % 64) == 0) {
      code |= 63; /* nothing more in this word */
    } else if (httpstatus_set_contains(set, code)) {
      return code;
    }
  }
  return -1;
}

void httpstatus_set_union(httpstatus_set *result, const httpstatus_set *a, const httpstatus_set *b) {
  for (size_t i = 0; i < WORDS; i++) {
    result->words[i] = a->words[i] | b->words[i];
  }
}

void httpstatus_set_intersection(httpstatus_set *result, const httpstatus_set *a, const httpstatus_set *b) {
  for (size_t i = 0; i < WORDS; i++) {
    result->words[i] = a->words[i] & b->words[i];
  }
}

void httpstatus_set_difference(httpstatus_set *result, const httpstatus_set *a, const httpstatus_set *b) {
  for (size_t i = 0; i < WORDS; i++) {
    result->words[i] = a->words[i] & ~b->words[i];
  }
}

void httpstatus_set_complement(httpstatus_set *result, const httpstatus_set *set) {
  httpstatus_set all = {{0}};
  change(&all, 100, 599, false);
  httpstatus_set_difference(result, &all, set);
}

bool httpstatus_set_equal(const httpstatus_set *a, const httpstatus_set *b) {
  return memcmp(a->words, b->words, sizeof a->words) == 0;
}

/* ---- Text ---- */

/* Reads a code or a class; returns how long it is, 0 where there is none. */
static size_t read_codes(const char *text, size_t length, int *first, int *last) {
  if (length < 3) {
    return 0;
  }
  if (text[0] >= '1' && text[0] <= '9' && httpstatus__lower(text[1]) == 'x' && httpstatus__lower(text[2]) == 'x') {
    *first = (text[0] - '0') * 100;
    *last = *first + 99;
    return 3;
  }
  *first = *last = httpstatus__three_digits(text);
  return *first >= 0 ? 3 : 0;
}

bool httpstatus_set_parse(const char *text, size_t length, httpstatus_set *set, httpstatus_error *error) {
  httpstatus_set found = {{0}};
  size_t at = 0;
  bool first_term = true;
  while (at < length && httpstatus__is_space(text[at])) {
    at++;
  }
  if (at == length) {
    *set = found;
    return true;
  }
  for (;; at++) {
    int first, last;
    while (at < length && httpstatus__is_space(text[at])) {
      at++;
    }
    bool leave_out = at < length && text[at] == '!';
    at += leave_out;
    if (leave_out && first_term) {
      change(&found, 100, 599, false);
    }
    first_term = false;
    size_t used = read_codes(text + at, length - at, &first, &last);
    if (used == 0) {
      return httpstatus__fail(error, "expected a code (404), a class (4xx) or a range (500-504)", at);
    }
    at += used;
    if (at < length && text[at] == '-') {
      int end_first, end_last;
      used = read_codes(text + at + 1, length - at - 1, &end_first, &end_last);
      if (used == 0) {
        return httpstatus__fail(error, "expected a code or a class at the end of the range", at + 1);
      }
      if (end_last < first) {
        return httpstatus__fail(error, "the range ends before it begins", at + 1);
      }
      last = end_last;
      at += 1 + used;
    }
    change(&found, first, last, leave_out);
    while (at < length && httpstatus__is_space(text[at])) {
      at++;
    }
    if (at == length) {
      *set = found;
      return true;
    }
    if (text[at] != ',') {
      return httpstatus__fail(error, "expected a comma or the end", at);
    }
  }
}

static void put_class(struct httpstatus__writer *out, int code) {
  httpstatus__put(out, (char)('0' + code / 100));
  httpstatus__put(out, 'x');
  httpstatus__put(out, 'x');
}

/* The last code of the run of members that begins at a code. */
static int run_end(const httpstatus_set *set, int code) {
  while (httpstatus_set_contains(set, code + 1)) {
    code++;
  }
  return code;
}

/*
 * Canonical: whole classes as classes ("4xx", "4xx-5xx"), what is left as codes and ranges, two neighbours as two
 * codes, all in order.
 */
size_t httpstatus_set_text(const httpstatus_set *set, char *buffer, size_t size) {
  struct httpstatus__writer out = {buffer, size, 0};
  for (int code = httpstatus_set_next(set, -1); code >= 0; code = httpstatus_set_next(set, code)) {
    if (out.used > 0) {
      httpstatus__put(&out, ',');
    }
    int end = run_end(set, code);
    if (code >= 100 && code % 100 == 0 && end >= code + 99) {
      int classes_end = (end + 1) / 100 * 100 - 1;
      put_class(&out, code);
      if (classes_end - code >= 199) {
        httpstatus__put(&out, '-');
        put_class(&out, classes_end);
      }
      code = classes_end;
      continue;
    }
    /* Stop before a whole class that is part of the same run. */
    int next_class = (code < 100 ? 100 : (code + 99) / 100 * 100);
    if (end >= next_class + 99) {
      end = next_class - 1;
    }
    httpstatus__put_code(&out, code);
    if (end > code + 1) {
      httpstatus__put(&out, '-');
      httpstatus__put_code(&out, end);
    } else if (end == code + 1) {
      httpstatus__put(&out, ',');
      httpstatus__put_code(&out, end);
    }
    code = end;
  }
  return httpstatus__end(&out);
}
