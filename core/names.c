/* Text to code: every current and former name and phrase, folded and hashed. */
#include <string.h>

#include "ascii.h"
#include "names.h"
#include "tables.h"

size_t httpstatus__fold(const char *text, size_t length, char *folded, size_t size) {
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

/* FNV-1a, as generate/emit/c.py has it. */
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
  return httpstatus__fold(name, strlen(name), name_folded, sizeof name_folded) == length &&
         memcmp(name_folded, folded, length) == 0;
}

static const struct httpstatus__name_row *find_name(const char *text, size_t length) {
  char folded[HTTPSTATUS__NAME_MAX];
  length = httpstatus__fold(text, length, folded, sizeof folded);
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

int httpstatus_code(const char *text, size_t length) {
  httpstatus__trim(&text, &length);
  if (length >= 3) {
    int code = httpstatus__three_digits(text);
    if (code >= 100 && (length == 3 || httpstatus__is_blank(text[3]))) {
      return httpstatus__reason_length(text + 3, length - 3) == length - 3 ? code : HTTPSTATUS_UNKNOWN;
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
  httpstatus__trim(&text, &length);
  const struct httpstatus__name_row *row = find_name(text, length);
  if (row == NULL || row->candidates_count == 1) {
    return 0;
  }
  for (size_t i = 0; i < max && i < row->candidates_count; i++) {
    codes[i] = httpstatus__candidates[row->candidates + i];
  }
  return row->candidates_count;
}
