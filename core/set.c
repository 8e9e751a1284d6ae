/* Sets of codes 0..999: a bitmap, and the text form "2xx,301-308,!304". */
#include <string.h>

#include "ascii.h"
#include "set.h"
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

/* What an error says of a term whose digits decide what to write instead: by its first one or two. */
#define BY_DIGIT(say) \
  { say(0), say(1), say(2), say(3), say(4), say(5), say(6), say(7), say(8), say(9) }
#define ONE_DIGIT(h) "one digit may be a code or a class (write 00" #h " or " #h "xx)"
#define NO_CLASS(h) "a class is a digit and xx (write " #h "xx)"
#define NO_END(h) "the range has no end (write both, as in " #h "00-" #h "99)"
#define TEN_CODES(h, t) "x stands for two digits (write " #h #t "0-" #h #t "9)"
#define TENS_OF(h)                                                                                        \
  {                                                                                                       \
    TEN_CODES(h, 0), TEN_CODES(h, 1), TEN_CODES(h, 2), TEN_CODES(h, 3), TEN_CODES(h, 4), TEN_CODES(h, 5), \
        TEN_CODES(h, 6), TEN_CODES(h, 7), TEN_CODES(h, 8), TEN_CODES(h, 9)                                \
  }

static const char one_digit[10][sizeof ONE_DIGIT(0)] = BY_DIGIT(ONE_DIGIT);
static const char no_class[10][sizeof NO_CLASS(0)] = BY_DIGIT(NO_CLASS);
static const char no_end[10][sizeof NO_END(0)] = BY_DIGIT(NO_END);
static const char ten_codes[10][10][sizeof TEN_CODES(0, 0)] = BY_DIGIT(TENS_OF);

/* A text that is read from left to right. */
struct reader {
  const char *text;
  size_t length, at;
};

static char peek(const struct reader *in, size_t ahead) {
  return in->length - in->at > ahead ? in->text[in->at + ahead] : '\0';
}

static bool is_x(char c) {
  return c == 'x' || c == 'X';
}

static bool skip_blanks(struct reader *in) {
  size_t before = in->at;
  while (in->at < in->length && httpstatus__is_space(in->text[in->at])) {
    in->at++;
  }
  return in->at > before;
}

static bool is_separator(char c) {
  return c == ',' || c == ';';
}

/* Skips what is between terms, and terms without a text. */
static void skip_separators(struct reader *in) {
  while (skip_blanks(in) || is_separator(peek(in, 0))) {
    in->at += is_separator(peek(in, 0));
  }
}

/* What a code or a class has gone wrong with; the default if there is nothing better to say. */
static const char *explain(const struct reader *in, const char *otherwise) {
  char first = peek(in, 0), second = peek(in, 1), third = peek(in, 2);
  if (httpstatus__is_digit(first)) {
    int digit = first - '0';
    if (httpstatus__is_digit(second) && is_x(third)) {
      return ten_codes[digit][second - '0'];
    }
    return digit != 0 && (is_x(second) || second == '*') ? no_class[digit] : otherwise;
  }
  switch (first) {
    case '<':
    case '>':
    case '=':
      return "a set has no comparisons (write a range, as in 500-599)";
    case '-':
      return "a range begins with a code, and ! leaves codes out (write 000-404 or !404)";
    default:
      return otherwise;
  }
}

/* Reads a code of up to three digits or a class; returns whether there is one, and how many characters it has. */
static size_t read_codes(const struct reader *in, int *first, int *last) {
  char digit = peek(in, 0);
  if (digit >= '1' && digit <= '9' && is_x(peek(in, 1)) && is_x(peek(in, 2))) {
    *first = (digit - '0') * 100;
    *last = *first + 99;
    return 3;
  }
  size_t used = 0;
  for (*first = 0; used < 3 && httpstatus__is_digit(peek(in, used)); used++) {
    *first = *first * 10 + (peek(in, used) - '0');
  }
  *last = *first;
  return is_x(peek(in, used)) || peek(in, used) == '*' ? 0 : used;
}

/* Reads "-" and the end of a range; returns whether all is well. */
static bool read_end(struct reader *in, size_t begin, bool after_blank, int first, int *last, httpstatus_error *error) {
  static const char one_sided[] = "a blank before - needs one after it (write 404-405 or 404,!405)";
  size_t dash = in->at++;
  int end_first, end_last;
  bool before_blank = skip_blanks(in);
  size_t used = read_codes(in, &end_first, &end_last);
  if (used == 0) {
    bool is_open = in->at == in->length || is_separator(peek(in, 0)) || before_blank;
    const char *otherwise = is_open ? no_end[first / 100] : "expected a code or a class at the end of the range";
    return httpstatus__fail(error, explain(in, otherwise), in->at);
  }
  if (after_blank && !before_blank) {
    return httpstatus__fail(error, one_sided, dash);
  }
  if (end_last < first) {
    return httpstatus__fail(
        error, "the range ends before it begins (write the lower end first, as in 500-599, or leave it out)", in->at);
  }
  if (dash - begin == 1 && used == 1 && end_last != 0) { /* 4-5 */
    return httpstatus__fail(error, one_digit[first], begin);
  }
  *last = end_last;
  in->at += used;
  return true;
}

/* Reads a term into a set; *started says whether one came before it. */
static bool read_term(struct reader *in, httpstatus_set *set, bool *started, httpstatus_error *error) {
  int first, last;
  bool leave_out = peek(in, 0) == '!';
  in->at += leave_out;
  size_t begin = in->at, used = read_codes(in, &first, &last);
  if (used == 0) {
    return httpstatus__fail(error, explain(in, "expected a code (404), a class (4xx) or a range (500-504)"), begin);
  }
  in->at += used;
  if (httpstatus__is_digit(peek(in, 0))) {
    return httpstatus__fail(error, "a status code has three digits at most", in->at);
  }
  size_t end = in->at;
  bool after_blank = skip_blanks(in);
  if (peek(in, 0) == '-') {
    if (!read_end(in, begin, after_blank, first, &last, error)) {
      return false;
    }
  } else {
    in->at = end;
    if (first < 10 && used < 3 && first > 0) {
      return httpstatus__fail(error, one_digit[first], begin);
    }
  }
  if (in->at < in->length && !is_separator(peek(in, 0)) && !httpstatus__is_space(peek(in, 0))) {
    const char *message = peek(in, 0) == '.' || peek(in, 0) == ':'
                              ? "expected a comma or the end (a range has a -, as in 500-599)"
                              : "expected a comma, a blank or the end";
    return httpstatus__fail(error, message, in->at);
  }
  if (leave_out && !*started) {
    change(set, 100, 599, false);
  }
  *started = true;
  change(set, first, last, leave_out);
  return true;
}

bool httpstatus__set_read(const char *text, size_t length, httpstatus_set *set, bool *started,
                          httpstatus_error *error) {
  struct reader in = {text, length, 0};
  bool any = false;
  skip_blanks(&in);
  if (in.at == length) {
    return true;
  }
  for (skip_separators(&in); in.at < length; skip_separators(&in)) {
    if (!read_term(&in, set, started, error)) {
      return false;
    }
    any = true;
  }
  return any || httpstatus__fail(error, "expected a code (404), a class (4xx) or a range (500-504)", 0);
}

bool httpstatus_set_parse(const char *text, size_t length, httpstatus_set *set, httpstatus_error *error) {
  httpstatus_set found = {{0}};
  bool started = false;
  if (!httpstatus__set_read(text, length, &found, &started, error)) {
    return false;
  }
  *set = found;
  return true;
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
