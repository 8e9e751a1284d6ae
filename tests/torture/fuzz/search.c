/* Word search. The oracle has every word of every meaning in a row, and goes through them. */
#define _GNU_SOURCE /* memmem */
#include <ctype.h>

#include "fuzz.h"

enum { MEANINGS = 1000, TEXT = 1 << 14, QUERY_WORDS = 16 };

static char *texts[MEANINGS]; /* a meaning's words, lower case, each with a space before it and one behind the last */
static size_t lengths[MEANINGS];
static size_t meanings;

static bool in_word(char c) {
  return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

static void add(char *text, const char *more) {
  size_t used = strlen(text), length = strlen(more);
  CHECK(used + length + 2 < TEXT);
  for (size_t i = 0; i < length; i++) {
    text[used + i] = in_word(more[i]) ? (char)tolower((unsigned char)more[i]) : ' ';
  }
  text[used + length] = ' ';
}

static void add_list(char *text, const char *list) {
  for (; *list != '\0'; list += strlen(list) + 1) {
    add(text, list);
  }
}

static void read_registry(void) {
  httpstatus_meaning meaning;
  for (; httpstatus_meaning_at(meanings, &meaning); meanings++) {
    char code[8];
    CHECK(meanings < MEANINGS);
    char *text = texts[meanings] = (char *)calloc(1, TEXT);
    CHECK(text != NULL);
    snprintf(code, sizeof code, " %03d", meaning.code);
    add(text, code);
    add(text, meaning.phrase);
    add(text, meaning.name);
    add(text, meaning.origin);
    add_list(text, meaning.former_phrases);
    add_list(text, meaning.aliases);
    add_list(text, meaning.uses);
    add(text, meaning.explanation);
    add(text, meaning.definition);
    lengths[meanings] = strlen(text);
  }
}

/* The words of a query, each as " word"; -1 where there are too many. */
static int query_words(struct slice text, char **words) {
  int count = 0;
  for (size_t i = 0; i < text.length; i++) {
    size_t first = i;
    while (i < text.length && in_word(text.at[i])) {
      i++;
    }
    if (i == first) {
      continue;
    }
    if (count == QUERY_WORDS) {
      return -1;
    }
    char *word = words[count++] = (char *)calloc(1, i - first + 2);
    CHECK(word != NULL);
    word[0] = ' ';
    for (size_t j = first; j < i; j++) {
      word[j - first + 1] = (char)tolower((unsigned char)text.at[j]);
    }
  }
  return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct slice text = {(const char *)data, size};
  static size_t found[MEANINGS], few[MEANINGS];
  char *words[QUERY_WORDS] = {NULL};
  size_t expected = 0;
  if (meanings == 0) {
    read_registry();
  }
  size_t total = httpstatus_search(text.at, text.length, found, MEANINGS);
  int count = query_words(text, words);
  for (size_t i = 0; i < meanings && count > 0; i++) {
    bool all = true;
    for (int j = 0; j < count && all; j++) {
      all = memmem(texts[i], lengths[i], words[j], strlen(words[j])) != NULL;
    }
    if (all) {
      size_t place = 0;
      while (place < total && found[place] != i) {
        place++;
      }
      CHECK(place < total);
      expected++;
    }
  }
  CHECK(total == expected);
  struct random random = random_of(text);
  if (random_below(&random, 8) == 0) {
    size_t room = random_below(&random, 5);
    CHECK(httpstatus_search(text.at, text.length, few, room) == total);
    CHECK(memcmp(few, found, (room < total ? room : total) * sizeof *few) == 0);
  }
  for (int j = 0; j < QUERY_WORDS; j++) {
    free(words[j]);
  }
  return 0;
}
