/* The names nearest to a misspelled one. */
#include <string.h>

#include "ascii.h"
#include "names.h"
#include "systems/systems.h"
#include "tables.h"

enum { NEAR_MAX = 64 }; /* longer texts are near to nothing */

/*
 * The number of letters to insert, drop, change or swap with their neighbour to turn a into b (the optimal string
 * alignment distance). b has at most NEAR_MAX letters.
 */
static unsigned distance(const char *a, size_t a_length, const char *b, size_t b_length) {
  unsigned rows[3][NEAR_MAX + 1];
  unsigned *before = rows[0], *last = rows[1], *current = rows[2];
  for (unsigned j = 0; j <= b_length; j++) {
    last[j] = j;
  }
  for (unsigned i = 1; i <= a_length; i++) {
    current[0] = i;
    for (unsigned j = 1; j <= b_length; j++) {
      unsigned best = last[j - 1] + (a[i - 1] != b[j - 1]);
      if (last[j] + 1 < best) {
        best = last[j] + 1;
      }
      if (current[j - 1] + 1 < best) {
        best = current[j - 1] + 1;
      }
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && before[j - 2] + 1 < best) {
        best = before[j - 2] + 1;
      }
      current[j] = best;
    }
    unsigned *oldest = before;
    before = last;
    last = current;
    current = oldest;
  }
  return last[b_length];
}

/* How far a suggestion may be off: a third of the text, at least one letter. */
static unsigned tolerance(size_t length) {
  return length < 6 ? 1 : (unsigned)(length / 3);
}

/* Keeps the best, nearest first; a name that is there already stays once. Earlier ones win among equals. */
static size_t keep(httpstatus_near *near, unsigned *distances, size_t filled, size_t max, httpstatus_near candidate,
                   unsigned off) {
  for (size_t i = 0; i < filled; i++) {
    if (near[i].name == candidate.name && near[i].code == candidate.code) {
      if (off >= distances[i]) {
        return filled;
      }
      memmove(near + i, near + i + 1, (filled - i - 1) * sizeof *near);
      memmove(distances + i, distances + i + 1, (filled - i - 1) * sizeof *distances);
      filled--;
      break;
    }
  }
  size_t at = filled;
  while (at > 0 && distances[at - 1] > off) {
    at--;
  }
  if (at >= max) {
    return filled;
  }
  if (filled == max) {
    filled--;
  }
  memmove(near + at + 1, near + at, (filled - at) * sizeof *near);
  memmove(distances + at + 1, distances + at, (filled - at) * sizeof *distances);
  near[at] = candidate;
  distances[at] = off;
  return filled + 1;
}

enum { NEAR_KEPT = 16 }; /* more suggestions than that help nobody */

static size_t nearest_names(const char *text, size_t length, httpstatus_near *near, size_t max) {
  char folded[NEAR_MAX], name[HTTPSTATUS__NAME_MAX];
  unsigned distances[NEAR_KEPT];
  size_t filled = 0;
  max = max < NEAR_KEPT ? max : (size_t)NEAR_KEPT;
  length = httpstatus__fold(text, length, folded, sizeof folded);
  if (length == 0) {
    return 0;
  }
  for (size_t i = 0; i < httpstatus__name_count; i++) {
    const struct httpstatus__name_row *row = &httpstatus__names[i];
    const char *text_of_row = httpstatus__text_at(row->text);
    size_t name_length = httpstatus__fold(text_of_row, strlen(text_of_row), name, sizeof name);
    size_t gap = name_length > length ? name_length - length : length - name_length;
    if (name_length > NEAR_MAX || gap > tolerance(length)) {
      continue;
    }
    unsigned off = distance(folded, length, name, name_length);
    if (off <= tolerance(length)) {
      const struct httpstatus__meaning_row *meaning = &httpstatus__meaning_rows[row->row];
      httpstatus_near candidate = {httpstatus__text_at(meaning->name), meaning->code};
      filled = keep(near, distances, filled, max, candidate, off);
    }
  }
  return filled;
}

size_t httpstatus_nearest(const char *text, size_t length, httpstatus_near *near, size_t max) {
  httpstatus__trim(&text, &length);
  size_t filled = nearest_names(text, length, near, max), used;
  for (int words = 0; filled == 0 && words < LEADING_WORDS_MAX; words++) {
    used = httpstatus__word_length(text, length);
    if (used == 0) {
      break;
    }
    text += used;
    length -= used;
    filled = nearest_names(text, length, near, max);
  }
  return filled;
}

static void lower_case(const char *text, size_t length, char *lower) {
  for (size_t i = 0; i < length; i++) {
    lower[i] = httpstatus__lower(text[i]);
  }
}

size_t httpstatus__nearest_of(const char *text, size_t length, const char *const *names, size_t count,
                              httpstatus_near *near, size_t max) {
  char folded[NEAR_MAX], name[NEAR_MAX];
  unsigned distances[NEAR_KEPT];
  size_t filled = 0;
  max = max < NEAR_KEPT ? max : (size_t)NEAR_KEPT;
  if (length == 0 || length > NEAR_MAX) {
    return 0;
  }
  lower_case(text, length, folded);
  for (size_t i = 0; i < count; i++) {
    size_t name_length = strlen(names[i]);
    if (name_length > NEAR_MAX) {
      continue;
    }
    lower_case(names[i], name_length, name);
    unsigned off = distance(folded, length, name, name_length);
    if (off <= tolerance(length)) {
      httpstatus_near candidate = {names[i], -1};
      filled = keep(near, distances, filled, max, candidate, off);
    }
  }
  return filled;
}

size_t httpstatus_nearest_origin(const char *id, size_t length, httpstatus_near *near, size_t max) {
  const char *ids[HTTPSTATUS__ORIGINS];
  for (size_t i = 0; i < HTTPSTATUS__ORIGINS; i++) {
    ids[i] = httpstatus__text_at(httpstatus__origin_rows[i].id);
  }
  return httpstatus__nearest_of(id, length, ids, HTTPSTATUS__ORIGINS, near, max);
}

/* The smallest distance of a folded text to the key of an entry, or to one of its other names. */
static unsigned distance_to_entry(const char *folded, size_t length, const struct httpstatus__system_entry_row *row) {
  char name[NEAR_MAX];
  unsigned best = NEAR_MAX;
  const char *spelling = httpstatus__text_at(row->key), *names = httpstatus__system_entry_names(row);
  while (*spelling != '\0') {
    size_t name_length = 0;
    while (name_length < NEAR_MAX && spelling[name_length] != '\0') {
      name[name_length] = httpstatus__lower(spelling[name_length]);
      name_length++;
    }
    unsigned off = distance(folded, length, name, name_length);
    best = off < best ? off : best;
    spelling = names;
    names += strlen(names) + 1;
  }
  return best;
}

size_t httpstatus_system_nearest(const char *system, const char *text, size_t length, httpstatus_near *near,
                                 size_t max) {
  char folded[NEAR_MAX];
  unsigned distances[NEAR_KEPT];
  size_t filled = 0;
  const struct httpstatus__system_row *row = httpstatus__system(system, strlen(system));
  max = max < NEAR_KEPT ? max : (size_t)NEAR_KEPT;
  httpstatus__trim(&text, &length);
  if (row == NULL || length == 0 || length > NEAR_MAX) {
    return 0;
  }
  for (size_t i = 0; i < length; i++) {
    folded[i] = httpstatus__lower(text[i]);
  }
  for (size_t i = row->entries; i < (size_t)row->entries + row->entries_count; i++) {
    const struct httpstatus__system_entry_row *entry = &httpstatus__system_entry_rows[i];
    unsigned off = distance_to_entry(folded, length, entry);
    if (off <= tolerance(length) && off < length) {
      httpstatus_near candidate = {httpstatus__text_at(entry->key), -1};
      filled = keep(near, distances, filled, max, candidate, off);
    }
  }
  return filled;
}
