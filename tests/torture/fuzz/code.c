/*
 * Text to code, and the nearest names. The oracle knows every name and phrase from the registry as the library gives
 * it, meaning by meaning, and goes through all of them.
 */
#include <ctype.h>

#include "fuzz.h"

enum { LONGEST = 100, MOST = 4000 };

struct spelling {
  char text[LONGEST + 1];
  size_t length;
  int code;
  int rank;         /* 0: IANA's names of today; 1: its former ones; 2 and 3: the same of others */
  const char *name; /* the registry's own: one text is in one place */
};

static struct spelling spellings[MOST];
static size_t spelling_count;

/* Lower case, words with one "_" between, apostrophes left out; -1 where that is longer than any name. */
static int fold(struct slice text, char *folded) {
  int used = 0;
  bool inside = false;
  for (size_t i = 0; i < text.length; i++) {
    char c = text.at[i];
    bool separator = c == ' ' || c == '-' || c == '_';
    if (c == '\'') {
      continue;
    }
    if (!separator) {
      if (used + 2 > LONGEST) {
        return -1;
      }
      if (!inside && used > 0) {
        folded[used++] = '_';
      }
      folded[used++] = (char)tolower((unsigned char)c);
    }
    inside = !separator;
  }
  return used;
}

static void add(const char *text, const httpstatus_meaning *meaning, int rank) {
  struct slice name = {text, strlen(text)};
  struct spelling *spelling = &spellings[spelling_count];
  if (*text == '\0' || strcmp(text, "(Unused)") == 0) {
    return;
  }
  CHECK(spelling_count < MOST);
  int length = fold(name, spelling->text);
  CHECK(length > 0);
  spelling->length = (size_t)length;
  spelling->code = meaning->code;
  spelling->rank = rank;
  spelling->name = meaning->name;
  spelling_count++;
}

static void add_list(const char *list, const httpstatus_meaning *meaning, int rank) {
  for (; *list != '\0'; list += strlen(list) + 1) {
    add(list, meaning, rank);
  }
}

static void read_registry(void) {
  httpstatus_meaning meaning;
  for (size_t i = 0; httpstatus_meaning_at(i, &meaning); i++) {
    bool first = strcmp(meaning.origin, "htcpcp") == 0 ||
                 (strcmp(meaning.origin, "iana") == 0 && strcmp(meaning.standing, "reserved") != 0);
    int rank = first ? 0 : 2;
    add(meaning.name, &meaning, rank);
    add(meaning.phrase, &meaning, rank);
    add_list(meaning.former_phrases, &meaning, rank + 1);
    add_list(meaning.former_names, &meaning, rank + 1);
    add_list(meaning.aliases, &meaning, rank + 1);
  }
}

/* The codes that a name may mean; how many there are. */
static size_t named(struct slice text, int *codes) {
  char folded[LONGEST + 1] = {0};
  size_t count = 0;
  int best = 4;
  if (fold(text, folded) <= 0 || holds(text, '\0')) {
    return 0;
  }
  for (size_t i = 0; i < spelling_count; i++) {
    const struct spelling *each = &spellings[i];
    if (each->rank > best || strcmp(each->text, folded) != 0) {
      continue;
    }
    count = each->rank < best ? 0 : count;
    best = each->rank;
    size_t j = 0;
    while (j < count && codes[j] != each->code) {
      j++;
    }
    codes[j] = each->code;
    count += j == count;
  }
  return count;
}

static void check_code(struct slice text) {
  int codes[MOST], few[2] = {-7, -7};
  struct slice inner = trimmed(text);
  int answer = httpstatus_code(text.at, text.length);
  size_t candidates = httpstatus_candidates(text.at, text.length, few, 1);
  CHECK(few[1] == -7);
  if (matches("[1-9][0-9]{2}([ \t]" NO_CONTROL "*)?", inner, NULL, 0) && !holds(inner, '\0')) {
    struct slice digits = {inner.at, 3};
    CHECK(answer == to_number(digits));
    CHECK(candidates == 0);
    return;
  }
  size_t count = named(inner, codes);
  if (count == 0) {
    CHECK(answer == HTTPSTATUS_UNKNOWN && candidates == 0);
  } else if (count == 1) {
    CHECK(answer == codes[0] && candidates == 0);
  } else {
    CHECK(answer == HTTPSTATUS_AMBIGUOUS && candidates == count);
    for (size_t i = 0; i < count && few[0] != codes[i]; i++) {
      CHECK(i + 1 < count);
    }
  }
}

/* How far the nearest spelling of a name and code is from a text; of any, where name is NULL. */
static unsigned nearest(struct slice folded, unsigned allowed, const char *name, int code) {
  unsigned best = ~0u;
  for (size_t i = 0; i < spelling_count; i++) {
    struct slice spelling = {spellings[i].text, spellings[i].length};
    size_t longer = spelling.length > folded.length ? spelling.length - folded.length : folded.length - spelling.length;
    if (longer <= allowed && (name == NULL || (spellings[i].name == name && spellings[i].code == code))) {
      unsigned off = distance(folded, spelling);
      best = off < best ? off : best;
    }
  }
  return best;
}

static void check_near(struct slice text) {
  enum { ROOM = 24 };
  char folded[LONGEST + 1];
  httpstatus_near all[ROOM], few[ROOM];
  size_t filled = httpstatus_nearest(text.at, text.length, all, ROOM);
  int length = fold(trimmed(text), folded);
  if (length <= 0 || length > 64) {
    CHECK(filled == 0);
    return;
  }
  struct slice given = {folded, (size_t)length};
  unsigned allowed = length < 6 ? 1 : (unsigned)length / 3;
  unsigned least = nearest(given, allowed, NULL, 0);
  CHECK((filled > 0) == (least <= allowed));
  for (size_t i = 0; i < filled; i++) {
    unsigned off = nearest(given, allowed, all[i].name, all[i].code);
    CHECK(off <= allowed);
    CHECK(i > 0 || off == least);
    for (size_t j = 0; j < i; j++) {
      CHECK(all[j].code != all[i].code || strcmp(all[j].name, all[i].name) != 0);
    }
  }
  /* Fewer places hold the first of them. */
  size_t room = (size_t)length % 4;
  size_t kept = httpstatus_nearest(text.at, text.length, few, room);
  CHECK(kept == (filled < room ? filled : room));
  for (size_t i = 0; i < kept; i++) {
    CHECK(few[i].code == all[i].code && few[i].name == all[i].name);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct slice text = {(const char *)data, size};
  if (spelling_count == 0) {
    read_registry();
  }
  check_code(text);
  /* Distances take long: a long text is measured now and then. */
  struct random random = random_of(text);
  if (random_below(&random, 1 + size) < 8) {
    check_near(text);
  }
  return 0;
}
