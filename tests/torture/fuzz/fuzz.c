/* What the fuzz targets share. */
#include "fuzz.h"

#include <ctype.h>

bool matches(const char *pattern, struct slice text, regmatch_t *groups, size_t count) {
  static struct {
    const char *pattern;
    regex_t compiled;
  } known[16];
  size_t i = 0;
  while (i < sizeof known / sizeof *known && known[i].pattern != NULL && known[i].pattern != pattern) {
    i++;
  }
  CHECK(i < sizeof known / sizeof *known);
  if (known[i].pattern == NULL) {
    CHECK(regcomp(&known[i].compiled, pattern, REG_EXTENDED) == 0);
    known[i].pattern = pattern;
  }
  regmatch_t whole[16];
  CHECK(count < sizeof whole / sizeof *whole);
  whole[0].rm_so = 0;
  whole[0].rm_eo = (regoff_t)text.length;
  /* AddressSanitizer measures the text with strlen before it hands it on, whatever REG_STARTEND says. */
  char *copy = (char *)malloc(text.length + 1);
  CHECK(copy != NULL);
  if (text.length > 0) {
    memcpy(copy, text.at, text.length);
  }
  copy[text.length] = '\0';
  int answer = regexec(&known[i].compiled, copy, count + 1, whole, REG_STARTEND);
  free(copy);
  CHECK(answer == 0 || answer == REG_NOMATCH);
  if (answer != 0 || whole[0].rm_so != 0 || (size_t)whole[0].rm_eo != text.length) {
    return false;
  }
  for (size_t j = 0; j < count; j++) {
    groups[j] = whole[j + 1];
  }
  return true;
}

struct slice group(struct slice text, const regmatch_t *match) {
  struct slice none = {NULL, 0};
  struct slice found = {text.at + match->rm_so, (size_t)(match->rm_eo - match->rm_so)};
  return match->rm_so < 0 ? none : found;
}

int to_number(struct slice digits) {
  int number = 0;
  for (size_t i = 0; i < digits.length; i++) {
    number = number * 10 + digits.at[i] - '0';
  }
  return number;
}

bool same(struct slice a, struct slice b) {
  return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

bool same_text(struct slice a, const char *b) {
  struct slice text = {b, strlen(b)};
  return same(a, text);
}

bool same_word(struct slice a, const char *b) {
  bool alike = a.length == strlen(b);
  for (size_t i = 0; alike && i < a.length; i++) {
    alike = tolower((unsigned char)a.at[i]) == tolower((unsigned char)b[i]);
  }
  return alike;
}

bool holds(struct slice text, char c) {
  return text.length > 0 && memchr(text.at, c, text.length) != NULL;
}

bool cut(struct slice text, char c, struct slice *before, struct slice *after) {
  const char *found = text.length > 0 ? (const char *)memchr(text.at, c, text.length) : NULL;
  size_t length = found != NULL ? (size_t)(found - text.at) : text.length;
  size_t rest = length + (found != NULL);
  before->at = text.at;
  before->length = length;
  after->at = text.at + rest;
  after->length = text.length - rest;
  return found != NULL;
}

struct slice trimmed(struct slice text) {
  while (text.length > 0 && strchr(" \t\r\n", text.at[0]) != NULL && text.at[0] != '\0') {
    text.at++;
    text.length--;
  }
  while (text.length > 0 && strchr(" \t\r\n", text.at[text.length - 1]) != NULL && text.at[text.length - 1] != '\0') {
    text.length--;
  }
  return text;
}

void check_error(const httpstatus_error *error, size_t length) {
  CHECK(error->message != NULL && strlen(error->message) > 10);
  CHECK(error->at <= length);
}

unsigned distance(struct slice a, struct slice b) {
  enum { LONGEST = 200 };
  static unsigned table[LONGEST + 1][LONGEST + 1];
  CHECK(a.length <= LONGEST && b.length <= LONGEST);
  for (size_t i = 0; i <= a.length; i++) {
    for (size_t j = 0; j <= b.length; j++) {
      unsigned best = i == 0 ? (unsigned)j : table[i - 1][j] + 1;
      if (i > 0 && j > 0) {
        unsigned changed = table[i - 1][j - 1] + (a.at[i - 1] != b.at[j - 1]);
        best = changed < best ? changed : best;
      }
      if (j > 0 && table[i][j - 1] + 1 < best) {
        best = table[i][j - 1] + 1;
      }
      if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1] &&
          table[i - 2][j - 2] + 1 < best) {
        best = table[i - 2][j - 2] + 1;
      }
      table[i][j] = best;
    }
  }
  return table[a.length][b.length];
}

struct random random_of(struct slice text) {
  struct random random = {1469598103934665603u};
  for (size_t i = 0; i < text.length; i++) {
    random.state = (random.state ^ (unsigned char)text.at[i]) * 1099511628211u;
  }
  return random;
}

size_t random_below(struct random *random, size_t limit) {
  random->state = random->state * 6364136223846793005u + 1442695040888963407u;
  return (size_t)(random->state >> 33) % limit;
}
