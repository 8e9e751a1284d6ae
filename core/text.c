/* Text to code, the nearest names, and status lines. */
#include <string.h>

#include "ascii.h"
#include "tables.h"

/* ---- Names ---- */

/*
 * Folds a text as the table's names are folded: lower case, runs of space, "-" and "_" as one "_", none at the ends,
 * no apostrophes. Returns the length, or 0 where the text is empty or longer than size.
 */
static size_t normalise(const char *text, size_t length, char *folded, size_t size) {
  size_t used = 0;
  bool separator = false;
  for (size_t i = 0; i < length; i++) {
    char c = text[i];
    if (c == ' ' || c == '-' || c == '_') {
      separator = used > 0;
    } else if (c != '\'') {
      if (used + separator >= size) {
        return 0;
      }
      if (separator) {
        folded[used++] = '_';
        separator = false;
      }
      folded[used++] = httpstatus__lower(c);
    }
  }
  return used;
}

/* FNV-1a, as generate/emit_c.py has it. */
static uint32_t hash(const char *text, size_t length) {
  uint32_t value = 2166136261u;
  for (size_t i = 0; i < length; i++) {
    value = (value ^ (unsigned char)text[i]) * 16777619u;
  }
  return value;
}

/* Whether a name of the table folds to a text. */
static bool folds_to(const char *name, const char *folded, size_t length) {
  char name_folded[HTTPSTATUS__NAME_MAX];
  return normalise(name, strlen(name), name_folded, sizeof name_folded) == length &&
         memcmp(name_folded, folded, length) == 0;
}

static const struct httpstatus__name_row *find_name(const char *text, size_t length) {
  char folded[HTTPSTATUS__NAME_MAX];
  length = normalise(text, length, folded, sizeof folded);
  if (length == 0) {
    return NULL;
  }
  uint32_t slot = hash(folded, length) % HTTPSTATUS__NAME_SLOTS;
  while (httpstatus__name_slots[slot] != 0) {
    const struct httpstatus__name_row *row = &httpstatus__names[httpstatus__name_slots[slot] - 1];
    if (folds_to(httpstatus__text_at(row->text), folded, length)) {
      return row;
    }
    slot = (slot + 1) % HTTPSTATUS__NAME_SLOTS;
  }
  return NULL;
}

/* A reason phrase holds tabs and whatever is printable, bytes beyond ASCII too (RFC 9112, section 4). */
static size_t reason_length(const char *text, size_t length) {
  size_t i = 0;
  while (i < length && (text[i] == '\t' || ((unsigned char)text[i] >= 0x20 && text[i] != 0x7f))) {
    i++;
  }
  return i;
}

static void trim(const char **text, size_t *length) {
  while (*length > 0 && httpstatus__is_space(**text)) {
    ++*text;
    --*length;
  }
  while (*length > 0 && httpstatus__is_space((*text)[*length - 1])) {
    --*length;
  }
}

int httpstatus_code(const char *text, size_t length) {
  trim(&text, &length);
  if (length >= 3) {
    int code = httpstatus__three_digits(text);
    if (code >= 100 && (length == 3 || httpstatus__is_blank(text[3]))) {
      return reason_length(text + 3, length - 3) == length - 3 ? code : HTTPSTATUS_UNKNOWN;
    }
  }
  const struct httpstatus__name_row *row = find_name(text, length);
  if (row == NULL) {
    return HTTPSTATUS_UNKNOWN;
  }
  if (row->candidates_count > 1) {
    return HTTPSTATUS_AMBIGUOUS;
  }
  return httpstatus__candidates[row->candidates];
}

size_t httpstatus_candidates(const char *text, size_t length, int *codes, size_t max) {
  trim(&text, &length);
  const struct httpstatus__name_row *row = find_name(text, length);
  if (row == NULL || row->candidates_count == 1) {
    return 0;
  }
  for (size_t i = 0; i < max && i < row->candidates_count; i++) {
    codes[i] = httpstatus__candidates[row->candidates + i];
  }
  return row->candidates_count;
}

/* ---- Nearest names ---- */

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

size_t httpstatus_nearest(const char *text, size_t length, httpstatus_near *near, size_t max) {
  char folded[NEAR_MAX], name[HTTPSTATUS__NAME_MAX];
  unsigned distances[NEAR_KEPT];
  size_t filled = 0;
  max = max < NEAR_KEPT ? max : (size_t)NEAR_KEPT;
  trim(&text, &length);
  length = normalise(text, length, folded, sizeof folded);
  if (length == 0) {
    return 0;
  }
  for (size_t i = 0; i < httpstatus__name_count; i++) {
    const struct httpstatus__name_row *row = &httpstatus__names[i];
    const char *text_of_row = httpstatus__text_at(row->text);
    size_t name_length = normalise(text_of_row, strlen(text_of_row), name, sizeof name);
    size_t gap = name_length > length ? name_length - length : length - name_length;
    if (name_length > NEAR_MAX || gap > tolerance(length)) {
      continue;
    }
    unsigned off = distance(folded, length, name, name_length);
    if (off <= tolerance(length)) {
      const struct httpstatus__row *meaning = &httpstatus__rows[row->row];
      httpstatus_near candidate = {httpstatus__text_at(meaning->name), meaning->code};
      filled = keep(near, distances, filled, max, candidate, off);
    }
  }
  return filled;
}

size_t httpstatus_nearest_origin(const char *id, size_t length, httpstatus_near *near, size_t max) {
  char folded[NEAR_MAX];
  unsigned distances[NEAR_KEPT];
  size_t filled = 0;
  max = max < NEAR_KEPT ? max : (size_t)NEAR_KEPT;
  if (length == 0 || length > NEAR_MAX) {
    return 0;
  }
  for (size_t i = 0; i < length; i++) {
    folded[i] = httpstatus__lower(id[i]);
  }
  for (size_t i = 0; i < httpstatus__origins; i++) {
    const char *name = httpstatus__text_at(httpstatus__origin_rows[i].id);
    unsigned off = distance(folded, length, name, strlen(name));
    if (off <= tolerance(length)) {
      httpstatus_near candidate = {name, -1};
      filled = keep(near, distances, filled, max, candidate, off);
    }
  }
  return filled;
}

/* ---- Status lines ---- */

/* The length of an HTTP version at the beginning of a text, 0 where there is none: HTTP/ DIGIT [ "." DIGIT ]. */
static size_t version_length(const char *text, size_t length) {
  if (length < 6 || memcmp(text, "HTTP/", 5) != 0 || !httpstatus__is_digit(text[5])) {
    return 0;
  }
  return length >= 8 && text[6] == '.' && httpstatus__is_digit(text[7]) ? 8 : 6;
}

bool httpstatus_parse_status_line(const char *text, size_t length, httpstatus_line *line, httpstatus_error *error) {
  if (length > 0 && text[length - 1] == '\n') {
    length--;
    if (length > 0 && text[length - 1] == '\r') {
      length--;
    }
  }
  size_t at = version_length(text, length);
  if (at == 0) {
    return httpstatus__fail(error, "expected an HTTP version such as HTTP/1.1", 0);
  }
  size_t version = at;
  if (at == length || text[at] != ' ') {
    return httpstatus__fail(error, "expected a space after the version", at);
  }
  at++;
  int code = length - at >= 3 ? httpstatus__three_digits(text + at) : -1;
  if (code < 100) {
    return httpstatus__fail(error, "expected a status code of three digits, 100 to 999", at);
  }
  at += 3;
  if (at < length) {
    if (text[at] != ' ') {
      return httpstatus__fail(error, "expected a space or the end after the status code", at);
    }
    at++;
  }
  size_t reason = reason_length(text + at, length - at);
  if (reason != length - at) {
    return httpstatus__fail(error, "a reason phrase has no control characters", at + reason);
  }
  line->version = text;
  line->version_length = version;
  line->code = code;
  line->reason = text + at;
  line->reason_length = reason;
  return true;
}

size_t httpstatus_write_status_line(char *buffer, size_t size, const httpstatus_line *line, httpstatus_error *error) {
  if (line->version_length == 0 || version_length(line->version, line->version_length) != line->version_length) {
    httpstatus__fail(error, "expected an HTTP version such as HTTP/1.1", 0);
    return 0;
  }
  if (line->code < 100 || line->code > 999) {
    httpstatus__fail(error, "a status code on the wire has three digits, 100 to 999", 0);
    return 0;
  }
  size_t good = reason_length(line->reason, line->reason_length);
  if (good != line->reason_length) {
    httpstatus__fail(error, "a reason phrase has no control characters", good);
    return 0;
  }
  char digits[5] = {' ', (char)('0' + line->code / 100), (char)('0' + line->code / 10 % 10),
                    (char)('0' + line->code % 10), ' '};
  const struct {
    const char *text;
    size_t length;
  } parts[] = {
      {line->version, line->version_length},
      {digits,        sizeof digits       },
      {line->reason,  line->reason_length },
      {"\r\n",        2                   }
  };
  size_t total = 0;
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    for (size_t j = 0; j < parts[i].length; j++, total++) {
      if (total + 1 < size) {
        buffer[total] = parts[i].text[j];
      }
    }
  }
  if (size > 0) {
    buffer[total < size ? total : size - 1] = '\0';
  }
  return total;
}
