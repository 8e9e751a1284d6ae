/* Word search over the registry. */
#include <string.h>

#include "ascii.h"
#include "tables.h"

enum { WORDS_MAX = 16, FIT = 64, SHORTNESS = 16 };

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

/*
 * Whether a word of the text begins with the one that is looked for: twice FIT for the whole word, FIT for its
 * beginning, and a little more the fewer words the text has.
 */
static unsigned match(const char *text, const struct word *word) {
  unsigned best = 0, words = 0;
  for (const char *at = text; *at != '\0';) {
    if (!in_word(*at)) {
      at++;
      continue;
    }
    size_t same = 0;
    while (same < word->length && in_word(at[same]) &&
           httpstatus__lower(at[same]) == httpstatus__lower(word->text[same])) {
      same++;
    }
    if (same == word->length && best < 2) {
      best = in_word(at[same]) ? 1 : 2;
    }
    while (in_word(*at)) {
      at++;
    }
    words++;
  }
  return best == 0 ? 0 : best * FIT + best * SHORTNESS / words;
}

static size_t count_words(const char *text) {
  struct word words[WORDS_MAX];
  return split(text, strlen(text), words);
}

static unsigned match_list(const char *list, const struct word *word) {
  unsigned best = 0;
  for (const char *text = list; *text != '\0'; text += strlen(text) + 1) {
    unsigned found = match(text, word);
    best = found > best ? found : best;
  }
  return best;
}

/* Eighths of its score that a meaning keeps: the living before the dead, the first meaning of a code before others. */
static unsigned weight(const httpstatus_meaning *meaning, bool is_first) {
  static const char *const dead[] = {"obsolete", "deprecated", "reserved"};
  for (size_t i = 0; i < sizeof dead / sizeof *dead; i++) {
    if (strcmp(meaning->standing, dead[i]) == 0) {
      return 4;
    }
  }
  return strcmp(meaning->standing, "standard") == 0 ? 9 : is_first && strcmp(meaning->standing, "draft") != 0 ? 8 : 6;
}

/*
 * How well a meaning fits: 0 where one of the words is nowhere. What it is called counts for more than what it says.
 * The uses of a standard code weigh nearly as much as a name, so that "rate limit" finds 429 before a vendor's code
 * that is called so.
 */
static unsigned score(const httpstatus_meaning *meaning, bool is_first, const struct word *words, size_t count) {
  const char digits[4] = {(char)('0' + meaning->code / 100), (char)('0' + meaning->code / 10 % 10),
                          (char)('0' + meaning->code % 10), '\0'};
  const unsigned use = strcmp(meaning->standing, "standard") == 0 ? 14 : is_first ? 8 : 4;
  size_t called = 0;
  unsigned total = 0;
  for (size_t i = 0; i < count; i++) {
    const unsigned in_phrase = match(meaning->phrase, &words[i]);
    called += in_phrase >= 2 * FIT;
    const unsigned found[] = {
        16 * match(digits, &words[i]),
        16 * in_phrase,
        15 * match(meaning->name, &words[i]),
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
  /* What is called by these words alone is what was meant. */
  if (called == count && count_words(meaning->phrase) == count) {
    total *= 2;
  }
  return total * weight(meaning, is_first);
}

size_t httpstatus_search(const char *words, size_t length, size_t *indexes, size_t max) {
  struct word found[WORDS_MAX];
  unsigned scores[HTTPSTATUS__MEANINGS];
  size_t count = split(words, length, found);
  size_t total = 0, filled = 0;
  if (count == 0 || count > WORDS_MAX) {
    return 0;
  }
  int code = -1;
  for (size_t i = 0; i < HTTPSTATUS__MEANINGS; i++) {
    httpstatus_meaning meaning;
    httpstatus_meaning_at(i, &meaning);
    scores[i] = score(&meaning, meaning.code != code, found, count);
    total += scores[i] > 0;
    code = meaning.code;
  }
  /* The best one that is left, and among equals the first of the registry, until there is none. */
  for (; filled < max && filled < total; filled++) {
    size_t best = 0;
    for (size_t i = 1; i < HTTPSTATUS__MEANINGS; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    indexes[filled] = best;
    scores[best] = 0;
  }
  return total;
}
