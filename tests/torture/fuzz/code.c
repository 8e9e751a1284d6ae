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

/* Lower case without separators and apostrophes; -1 where that is longer than any name. */
static int fold(struct slice text, char *folded) {
  int used = 0;
  for (size_t i = 0; i < text.length; i++) {
    if (strchr(" -_'", text.at[i]) == NULL || text.at[i] == '\0') {
      if (used == LONGEST) {
        return -1;
      }
      folded[used++] = (char)tolower((unsigned char)text.at[i]);
    }
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

static bool is_named(struct slice text, int code) {
  int codes[MOST];
  size_t count = named(text, codes);
  for (size_t i = 0; i < count; i++) {
    if (codes[i] == code) {
      return true;
    }
  }
  return false;
}

static struct slice from(struct slice text, size_t at) {
  struct slice rest = {text.at + at, text.length - at};
  return rest;
}

#define SEPARATOR "[ \t_.:=-]"
#define LONG_WORD "(http|status|codes?|error)"
#define WORD "(http|status|codes?|error|servlet|response|requests|net|ngx|mhd|soup|sc|rc)"

/* What other programs write before a name or a number: how long it is. The pattern sees the text in lower case. */
static size_t leading_word(struct slice text) {
  char lower[LONGEST + 1];
  regmatch_t found[1];
  size_t shown = text.length < LONGEST ? text.length : LONGEST;
  for (size_t i = 0; i < shown; i++) {
    lower[i] = text.at[i] == '\0' ? '\1' : (char)tolower((unsigned char)text.at[i]);
  }
  struct slice seen = {lower, shown};
  size_t length = 0;
  if (matches(WORD "([0-9]|[_.:=]|[a-z])([^\1]|\1)*", seen, found, 1) ||
      matches(LONG_WORD "[ \t-]([^\1]|\1)*", seen, found, 1)) {
    length = group(seen, &found[0]).length;
  } else if (matches("(e)[0-9]([^\1]|\1)*", seen, found, 1)) {
    length = 1;
  }
  if (length == 0) {
    return 0;
  }
  bool letter = isalpha((unsigned char)text.at[length]) != 0;
  if (letter &&
      !(isupper((unsigned char)text.at[length]) && (lower[0] == 'h' || !isupper((unsigned char)text.at[length - 1])))) {
    return 0;
  }
  while (length < text.length && strchr(" \t_.:=-", text.at[length]) != NULL && text.at[length] != '\0') {
    length++;
  }
  return length;
}

/* A number before a reason, or after a word before its own name; -1. */
static int number_first(struct slice text, bool after_word) {
  struct slice digits = {text.at, 3};
  if (!matches("[1-9][0-9]{2}([^\1]|\1)*", text, NULL, 0) && !(text.length > 3 && holds(text, '\0'))) {
    return -1;
  }
  if (text.length < 3 || !matches("[1-9][0-9]{2}", digits, NULL, 0)) {
    return -1;
  }
  if (matches("[1-9][0-9]{2}(:?[ \t]" NO_CONTROL "*|:)?", text, NULL, 0) && !holds(text, '\0')) {
    return to_number(digits);
  }
  struct slice rest = from(text, 3);
  bool reason = rest.length > 0 && (*rest.at == ' ' || *rest.at == '\t' || *rest.at == ':');
  return after_word && !reason && is_named(rest, to_number(digits)) ? to_number(digits) : -1;
}

/* A name, or the title of a class, before its number; -1. */
static int number_last(struct slice text) {
  static const char *const titles[] = {"informational", "successful", "redirection", "client error", "server error"};
  if (text.length < 5) {
    return -1;
  }
  bool closed = text.at[text.length - 1] == ')';
  struct slice digits = {text.at + text.length - 3 - closed, 3};
  struct slice name = {text.at, text.length - 4 - closed};
  if (!matches("[1-9][0-9]{2}", digits, NULL, 0) || name.length == 0) {
    return -1;
  }
  if (closed ? name.at[name.length] != '('
             : strchr(" \t_.:=-", name.at[name.length]) == NULL || name.at[name.length] == '\0') {
    return -1;
  }
  while (name.length > 0 && strchr(" \t_.:=-", name.at[name.length - 1]) != NULL && name.at[name.length - 1] != '\0') {
    name.length--;
  }
  int code = to_number(digits);
  bool titled = code < 600 && same_word(name, titles[code / 100 - 1]);
  return titled || is_named(name, code) ? code : -1;
}

/* The code, or -1; *count says how many codes its name has. */
static int expected(struct slice text, int *codes, size_t *count) {
  int code = number_first(text, false);
  *count = 0;
  for (int words = 0; code < 0 && words <= 8; words++) {
    *count = named(text, codes);
    if (*count > 0) {
      return codes[0];
    }
    code = number_last(text);
    size_t used = code < 0 ? leading_word(text) : 0;
    if (used == 0 || words == 8) {
      break;
    }
    text = from(text, used);
    code = number_first(text, true);
  }
  return code;
}

static void check_code(struct slice text) {
  int codes[MOST], few[2] = {-7, -7};
  int answer = httpstatus_code(text.at, text.length);
  size_t candidates = httpstatus_candidates(text.at, text.length, few, 1), count;
  CHECK(few[1] == -7);
  int code = expected(trimmed(text), codes, &count);
  if (count <= 1) {
    CHECK(answer == (code < 0 ? HTTPSTATUS_UNKNOWN : code) && candidates == 0);
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

static void check_near(struct slice whole) {
  enum { ROOM = 24 };
  char folded[LONGEST + 1];
  httpstatus_near all[ROOM], few[ROOM];
  size_t filled = httpstatus_nearest(whole.at, whole.length, all, ROOM);
  struct slice text = trimmed(whole), given = {folded, 0};
  unsigned allowed = 0, least = ~0u;
  int length = 0;
  for (int words = 0; least > allowed && words <= 8; words++) { /* without the words before a name, if that is needed */
    size_t used = words == 0 ? 0 : leading_word(text);
    if (words > 0 && used == 0) {
      break;
    }
    text = from(text, used);
    length = fold(text, folded);
    if (length <= 0 || length > 64) {
      continue;
    }
    given.length = (size_t)length;
    allowed = length < 6 ? 1 : (unsigned)length / 3;
    least = nearest(given, allowed, NULL, 0);
  }
  CHECK((filled > 0) == (least <= allowed));
  if (filled == 0) {
    return;
  }
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
  size_t kept = httpstatus_nearest(whole.at, whole.length, few, room);
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
