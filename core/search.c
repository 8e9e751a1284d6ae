/* Word search over the registry. */
#include <string.h>

#include "ascii.h"
#include "tables.h"

enum { WORDS_MAX = 16 };

struct word {
  const char *text;
  size_t length;
};

/* Letters, digits, and every byte beyond ASCII make words; everything else parts them. */
static bool in_word(char c) {
  return httpstatus__is_digit(c) || (httpstatus__lower(c) >= 'a' && httpstatus__lower(c) <= 'z') ||
         (unsigned char)c >= 0x80;
}

/* Takes a query apart; more words than WORDS_MAX give WORDS_MAX + 1. */
static size_t split(const char *text, size_t length, struct word *words) {
  size_t count = 0;
  for (size_t i = 0; i < length; i++) {
    if (!in_word(text[i])) {
      continue;
    }
    size_t first = i;
    while (i < length && in_word(text[i])) {
      i++;
    }
    if (count == WORDS_MAX) {
      return WORDS_MAX + 1;
    }
    words[count].text = text + first;
    words[count].length = i - first;
    count++;
  }
  return count;
}

/* Whether a word of the text begins with the one that is looked for: 2 for the whole word, 1 for its beginning. */
static unsigned match(const char *text, const struct word *word) {
  unsigned best = 0;
  for (const char *at = text; *at != '\0' && best < 2;) {
    if (!in_word(*at)) {
      at++;
      continue;
    }
    size_t same = 0;
    while (same < word->length && in_word(at[same]) &&
           httpstatus__lower(at[same]) == httpstatus__lower(word->text[same])) {
      same++;
    }
    if (same == word->length) {
      best = in_word(at[same]) ? (best > 0 ? best : 1) : 2;
    }
    while (in_word(*at)) {
      at++;
    }
  }
  return best;
}

static unsigned match_list(const char *list, const struct word *word) {
  unsigned best = 0;
  for (const char *text = list; *text != '\0'; text += strlen(text) + 1) {
    unsigned found = match(text, word);
    best = found > best ? found : best;
  }
  return best;
}

/*
 * How well a meaning fits: 0 where one of the words is nowhere. What it is called counts for more than what it says.
 * The uses of a standard code weigh nearly as much as a name, so that "rate limit" finds 429 before a vendor's code
 * that is called so.
 */
static unsigned score(const httpstatus_meaning *meaning, const struct word *words, size_t count) {
  const char digits[4] = {(char)('0' + meaning->code / 100), (char)('0' + meaning->code / 10 % 10),
                          (char)('0' + meaning->code % 10), '\0'};
  const unsigned use = strcmp(meaning->standing, "standard") == 0 ? 14 : 4;
  unsigned total = 0;
  for (size_t i = 0; i < count; i++) {
    const unsigned found[] = {
        16 * match(digits, &words[i]),
        16 * match(meaning->phrase, &words[i]),
        16 * match(meaning->name, &words[i]),
        8 * match_list(meaning->former_phrases, &words[i]),
        8 * match(meaning->origin, &words[i]),
        6 * match_list(meaning->aliases, &words[i]),
        use * match_list(meaning->uses, &words[i]),
        2 * match(meaning->explanation, &words[i]),
        match(meaning->definition, &words[i]),
    };
    unsigned best = 0;
    for (size_t j = 0; j < sizeof found / sizeof *found; j++) {
      best = found[j] > best ? found[j] : best;
    }
    if (best == 0) {
      return 0;
    }
    total += best;
  }
  return total;
}

size_t httpstatus_search(const char *words, size_t length, size_t *indexes, size_t max) {
  struct word found[WORDS_MAX];
  unsigned scores[HTTPSTATUS__MEANINGS];
  size_t count = split(words, length, found);
  size_t total = 0, filled = 0;
  unsigned best = 0;
  if (count == 0 || count > WORDS_MAX) {
    return 0;
  }
  for (size_t i = 0; i < HTTPSTATUS__MEANINGS; i++) {
    httpstatus_meaning meaning;
    httpstatus_meaning_at(i, &meaning);
    scores[i] = score(&meaning, found, count);
    total += scores[i] > 0;
    best = scores[i] > best ? scores[i] : best;
  }
  /* Scores are small numbers: going down from the best one keeps the order of the registry among equals. */
  for (; best > 0 && filled < max; best--) {
    for (size_t i = 0; i < HTTPSTATUS__MEANINGS && filled < max; i++) {
      if (scores[i] == best) {
        indexes[filled++] = i;
      }
    }
  }
  return total;
}
