/*
 * Systems of codes, such as WebSocket's close codes: one table for all, and how a code is read by what its system says
 * of itself. core/registry/systems/README.md has the rules.
 */
#include "systems.h"

#include <string.h>

#include "../ascii.h"
#include "../writer.h"

typedef struct httpstatus__system_row system_row;
typedef struct httpstatus__system_entry_row entry_row;

size_t httpstatus_system_count(void) {
  return httpstatus__system_rows_count;
}

bool httpstatus_system_at(size_t index, httpstatus_system *system) {
  if (index >= httpstatus__system_rows_count) {
    return false;
  }
  httpstatus__system_fill(&httpstatus__system_rows[index], system);
  system->first = httpstatus__system_rows[index].entries;
  return true;
}

/* The row of an id or prefix, or NULL. */
const struct httpstatus__system_row *httpstatus__system(const char *text, size_t length) {
  for (size_t i = 0; i < httpstatus__system_rows_count; i++) {
    const system_row *row = &httpstatus__system_rows[i];
    if (httpstatus__same_word(text, length, httpstatus__text_at(row->id)) ||
        httpstatus__same_word(text, length, httpstatus__text_at(row->prefix))) {
      return row;
    }
  }
  return NULL;
}

bool httpstatus_system_find(const char *text, size_t length, httpstatus_system *system) {
  const system_row *row = httpstatus__system(text, length);
  return row != NULL && httpstatus_system_at((size_t)(row - httpstatus__system_rows), system);
}

/* ---- How texts are compared ---- */

enum comparing {
  EXACTLY,
  IN_ANY_CASE,
  BY_LETTERS /* in any case, and with "-" or a blank for "_" */
};

static char folded(char c, enum comparing how) {
  if (how == BY_LETTERS && (c == '-' || c == ' ')) {
    return '_';
  }
  return how == EXACTLY ? c : httpstatus__lower(c);
}

static bool same(const char *text, size_t length, const char *word, enum comparing how) {
  size_t i = 0;
  while (i < length && word[i] != '\0' && folded(text[i], how) == folded(word[i], how)) {
    i++;
  }
  return i == length && word[i] == '\0';
}

/* Which spelling of an entry a text is: 1 for its key, 2 and up for its other names, 0 for none. */
static unsigned spelling_of(const entry_row *row, const char *text, size_t length, enum comparing how) {
  unsigned place = 1;
  if (same(text, length, httpstatus__text_at(row->key), how)) {
    return place;
  }
  for (const char *name = httpstatus__system_entry_names(row); *name != '\0'; name += strlen(name) + 1) {
    place++;
    if (same(text, length, name, how)) {
      return place;
    }
  }
  return 0;
}

/* ---- What a lookup finds ---- */

#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility push(hidden) /* as its row is, which C++ wants */
#endif
struct finding {
  const system_row *system;
  enum comparing how;
  bool only_bare;  /* such codes only as are known without the name of the system */
  size_t *entries; /* room for max indexes */
  size_t max, count;
  uint8_t seen[(HTTPSTATUS_ENTRIES_MAX + 7) / 8]; /* a bit for each entry of the system: each counts once */
};
#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility pop
#endif

static const entry_row *entries_of(const system_row *system) {
  return httpstatus__system_entry_rows + system->entries;
}

static void found(struct finding *finding, size_t place) {
  uint8_t bit = (uint8_t)(1 << place % 8);
  if ((finding->seen[place / 8] & bit) != 0) {
    return;
  }
  finding->seen[place / 8] |= bit;
  if (finding->count < finding->max) {
    finding->entries[finding->count] = finding->system->entries + place;
  }
  finding->count++;
}

/* Finds the entries with a text, of the parts with a rank from low to high; false where there is none. */
static bool find_text(struct finding *finding, const char *text, size_t length, int low, int high) {
  bool any = false;
  for (size_t i = 0; i < finding->system->entries_count; i++) {
    const entry_row *row = &entries_of(finding->system)[i];
    unsigned spelling = row->rank < low || row->rank > high ? 0 : spelling_of(row, text, length, finding->how);
    if (spelling > 0 && (!finding->only_bare || (row->bare >> (spelling - 1) & 1) != 0)) {
      found(finding, i);
      any = true;
    }
  }
  return any;
}

enum { WHOLE = 0, FIRST_PART = 1, LAST_PART = INT16_MAX };

static bool find_number(struct finding *finding, int64_t number) {
  const entry_row *rows = entries_of(finding->system);
  size_t range = finding->system->entries_count;
  for (size_t i = 0; i < finding->system->entries_count; i++) {
    int64_t first = httpstatus__system_entry_number(&rows[i]), last = httpstatus__system_entry_last(&rows[i]);
    int64_t step = httpstatus__system_entry_step(&rows[i]);
    if (first == number && last < 0) {
      found(finding, i);
      return true;
    }
    if (last >= 0 && number >= first && number <= last && (step <= 0 || (number - first) % step == 0)) {
      range = i;
    }
  }
  if (range == finding->system->entries_count) {
    return false;
  }
  found(finding, range);
  return true;
}

/* Reads "267" or "0x10b"; false where it is neither, or more than an int64_t holds. */
static bool read_number(const char *text, size_t length, int64_t *number) {
  bool hexadecimal = length > 2 && text[0] == '0' && httpstatus__lower(text[1]) == 'x';
  int base = hexadecimal ? 16 : 10;
  *number = 0;
  for (size_t i = hexadecimal ? 2 : 0; i < length; i++) {
    char c = httpstatus__lower(text[i]);
    int digit = httpstatus__is_digit(c) ? c - '0' : hexadecimal && c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit < 0 || *number > (INT64_MAX - digit) / base) {
      return false;
    }
    *number = *number * base + digit;
  }
  return length > 0;
}

/* How the texts of a system are compared where nothing is misspelled. */
static enum comparing usual(const system_row *system) {
  return system->case_matters != 0 ? EXACTLY : IN_ANY_CASE;
}

static bool is_word(httpstatus__text text, const char *word) {
  return strcmp(httpstatus__text_at(text), word) == 0;
}

/* A key, another name, or a number. */
static bool find_one(struct finding *finding, const char *text, size_t length) {
  int64_t number;
  bool by_number = !is_word(finding->system->key, "name"), by_name = !is_word(finding->system->key, "number");
  return (by_name && find_text(finding, text, length, WHOLE, LAST_PART)) ||
         (by_number && !finding->only_bare && read_number(text, length, &number) && find_number(finding, number));
}

/* The highest rank of a part. */
static int parts_of(const system_row *system) {
  int parts = 0;
  for (size_t i = 0; i < system->entries_count; i++) {
    parts = entries_of(system)[i].rank > parts ? entries_of(system)[i].rank : parts;
  }
  return parts;
}

/* Whether a part has a text. */
static bool has(const system_row *system, const char *text, size_t length, int low, int high) {
  struct finding finding = {system, usual(system), false, NULL, 0, 0, {0}};
  return find_text(&finding, text, length, low, high);
}

enum { PAIR = 2 }; /* letters that may stand by themselves, and have a meaning together */

/* A letter for each part, or for the first two. */
static bool is_letters(const system_row *system, const char *text, size_t length) {
  size_t parts = (size_t)parts_of(system);
  bool all = length == PAIR || length == parts;
  for (size_t i = 0; i < length && all; i++) {
    all = has(system, text + i, 1, (int)i + FIRST_PART, (int)i + FIRST_PART);
  }
  return all;
}

static void find_letters(struct finding *finding, const char *text, size_t length) {
  if (!is_letters(finding->system, text, length)) {
    find_one(finding, text, length);
    return;
  }
  if (finding->only_bare && finding->system->is_bare == 0) {
    return;
  }
  finding->only_bare = false;
  find_text(finding, text, PAIR, WHOLE, WHOLE);
  for (size_t i = 0; i < length; i++) {
    find_text(finding, text + i, 1, (int)i + FIRST_PART, (int)i + FIRST_PART);
  }
}

/* Where the next separator is, or the end. */
static size_t piece_end(const char *text, size_t length, size_t at, char separator) {
  while (at < length && text[at] != separator) {
    at++;
  }
  return at;
}

static char separator_of(const system_row *system) {
  return httpstatus__text_at(system->separator)[0];
}

/* Without the slash and the status code that a log has behind the tags. */
static size_t without_status(const char *text, size_t length) {
  bool has_status = length > 4 && text[length - 4] == '/' && httpstatus__three_digits(text + length - 3) >= 0;
  return has_status ? length - 4 : length;
}

/* The whole code, then its tags, whose parts stand in order. */
static void find_tags(struct finding *finding, const char *text, size_t length) {
  length = without_status(text, length);
  bool known = find_text(finding, text, length, WHOLE, WHOLE), all = true;
  bool bare =
      !finding->only_bare || known ||
      (finding->system->is_bare != 0 && piece_end(text, length, 0, separator_of(finding->system)) < length &&
       has(finding->system, text, piece_end(text, length, 0, separator_of(finding->system)), FIRST_PART, FIRST_PART));
  int low = FIRST_PART, parts = parts_of(finding->system);
  finding->only_bare = false;
  for (size_t at = 0, end; at <= length; at = end + 1) {
    end = piece_end(text, length, at, separator_of(finding->system));
    int part = low;
    while (part <= parts && !has(finding->system, text + at, end - at, part, part)) {
      part++;
    }
    if (part <= parts) {
      find_text(finding, text + at, end - at, part, part);
      low = part;
    } else {
      all = false;
    }
  }
  if (!bare || (!all && !known)) {
    finding->count = 0;
  }
}

/* Each code by itself; an unknown one makes the whole list unknown. */
static void find_list(struct finding *finding, const char *text, size_t length) {
  for (size_t at = 0, end; at <= length; at = end + 1) {
    end = piece_end(text, length, at, separator_of(finding->system));
    const char *piece = text + at;
    size_t piece_length = end - at;
    httpstatus__trim(&piece, &piece_length);
    if (!find_one(finding, piece, piece_length)) {
      finding->count = 0;
      return;
    }
  }
}

static size_t find(const system_row *system, bool only_bare, const char *text, size_t length, size_t *entries,
                   size_t max) {
  struct finding finding = {system, usual(system), only_bare, entries, max, 0, {0}};
  httpstatus__trim(&text, &length);
  if (length == 0) {
    return 0;
  }
  if (is_word(system->compose, "letters")) {
    find_letters(&finding, text, length);
  } else if (is_word(system->compose, "tags")) {
    find_tags(&finding, text, length);
  } else if (is_word(system->compose, "list")) {
    find_list(&finding, text, length);
  } else {
    find_one(&finding, text, length);
  }
  return finding.count;
}

size_t httpstatus_system_lookup(const char *system, const char *text, size_t length, size_t *entries, size_t max) {
  const system_row *row = httpstatus__system(system, strlen(system));
  return row == NULL ? 0 : find(row, false, text, length, entries, max);
}

bool httpstatus_system_number(const char *system, int64_t number, size_t *index) {
  const system_row *row = httpstatus__system(system, strlen(system));
  struct finding finding = {row, EXACTLY, false, index, 1, 0, {0}};
  return row != NULL && !is_word(row->key, "name") && find_number(&finding, number);
}

size_t httpstatus_system_matches(const char *text, size_t length, size_t *systems, size_t max) {
  size_t count = 0;
  for (size_t i = 0; i < httpstatus__system_rows_count; i++) {
    if (find(&httpstatus__system_rows[i], true, text, length, NULL, 0) > 0) {
      if (count < max) {
        systems[count] = i;
      }
      count++;
    }
  }
  return count;
}

/* ---- The right form of a misspelled code ---- */

enum { LONGEST = 250 }; /* no form is longer by more letters than a state has */

/* Writes the spelling that a text of these parts is meant for; false where there is none. */
static bool put_spelling(struct httpstatus__writer *out, const system_row *system, const char *text, size_t length,
                         int low, int high) {
  static const enum comparing ways[] = {EXACTLY, IN_ANY_CASE, BY_LETTERS};
  for (size_t way = 0; way < sizeof ways / sizeof *ways; way++) {
    for (size_t i = 0; i < system->entries_count; i++) {
      const entry_row *row = &entries_of(system)[i];
      unsigned place = row->rank < low || row->rank > high ? 0 : spelling_of(row, text, length, ways[way]);
      if (place > 0) {
        const char *spelling = place == 1 ? httpstatus__text_at(row->key) : httpstatus__system_entry_names(row);
        for (; place > 2; place--) {
          spelling += strlen(spelling) + 1;
        }
        httpstatus__put_bytes(out, spelling, strlen(spelling));
        return true;
      }
    }
  }
  return false;
}

/* Letters that are missing at the end are "-": nothing happened there. */
static bool put_letters(struct httpstatus__writer *out, const system_row *system, const char *text, size_t length) {
  size_t parts = (size_t)parts_of(system), wanted = length == PAIR ? length : parts;
  bool good = length >= PAIR && length <= parts;
  for (size_t i = 0; i < wanted && good; i++) {
    good = put_spelling(out, system, i < length ? text + i : "-", 1, (int)i + FIRST_PART, (int)i + FIRST_PART);
  }
  return good;
}

static bool put_tags(struct httpstatus__writer *out, const system_row *system, const char *text, size_t length) {
  size_t tags = without_status(text, length);
  int part = FIRST_PART, parts = parts_of(system);
  for (size_t at = 0, end; at <= tags && part <= parts; at = end + 1) {
    for (end = at; end < tags && folded(text[end], BY_LETTERS) != separator_of(system); end++) {
    }
    if (at > 0) {
      httpstatus__put(out, separator_of(system));
    }
    while (part <= parts && !put_spelling(out, system, text + at, end - at, part, part)) {
      part++;
    }
  }
  httpstatus__put_bytes(out, text + tags, length - tags);
  return part <= parts;
}

static bool put_list(struct httpstatus__writer *out, const system_row *system, const char *text, size_t length) {
  bool good = true;
  for (size_t at = 0, end; at <= length && good; at = end + 1) {
    end = piece_end(text, length, at, separator_of(system));
    const char *piece = text + at;
    size_t piece_length = end - at;
    httpstatus__trim(&piece, &piece_length);
    if (at > 0) {
      httpstatus__put(out, separator_of(system));
    }
    good = put_spelling(out, system, piece, piece_length, WHOLE, LAST_PART);
  }
  return good;
}

size_t httpstatus_system_spelling(const char *system, const char *text, size_t length, char *buffer, size_t size) {
  struct httpstatus__writer out = {buffer, size, 0};
  const system_row *row = httpstatus__system(system, strlen(system));
  httpstatus__trim(&text, &length);
  bool good = row != NULL && length <= LONGEST;
  if (good && is_word(row->compose, "list")) {
    good = put_list(&out, row, text, length);
  } else if (good) {
    good = put_spelling(&out, row, text, length, WHOLE, LAST_PART) ||
           (is_word(row->compose, "letters") && put_letters(&out, row, text, length)) ||
           (is_word(row->compose, "tags") && put_tags(&out, row, text, length));
    if (!good && find(row, false, text, length, NULL, 0) > 0) { /* a number, which has one form only */
      out.used = 0;
      httpstatus__put_bytes(&out, text, length);
      good = true;
    }
  }
  out.used = good ? out.used : 0;
  return httpstatus__end(&out);
}
