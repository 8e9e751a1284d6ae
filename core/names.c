/* Text to code: every current and former name and phrase, folded and hashed. */
#include <string.h>

#include "ascii.h"
#include "names.h"
#include "tables.h"

size_t httpstatus__fold(const char *text, size_t length, char *folded, size_t size) {
  size_t used = 0;
  for (size_t i = 0; i < length; i++) {
    char c = text[i];
    if (c != ' ' && c != '-' && c != '_' && c != '\'') {
      if (used == size) {
        return 0;
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

/* ---- What other programs write around a name or a number: HttpStatus.NOT_FOUND, status=404, Status404NotFound ---- */

static bool is_separator(char c) {
  return httpstatus__is_blank(c) || c == '-' || c == '_' || c == '.' || c == ':' || c == '=';
}

static bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

/* Where the word ends has to show: "net found" is a slip of "not found", and not the name Found. */
size_t httpstatus__word_length(const char *text, size_t length) {
  static const char words[][9] = {"http",    "status",   "codes",    "code", "error", /* a blank may follow these */
                                  "servlet", "response", "requests", "net",  "ngx",   "mhd", "soup", "sc", "rc", "e"};
  enum { WITH_BLANK = 5 };
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    size_t at = strlen(words[i]);
    if (length <= at || !httpstatus__same_letters(text, words[i], at)) {
      continue;
    }
    bool blank = httpstatus__is_blank(text[at]) || text[at] == '-', digit = httpstatus__is_digit(text[at]);
    bool camel = is_upper(text[at]) && (i == 0 || !is_upper(text[at - 1]));
    if (words[i][1] == '\0' ? digit : digit || camel || (is_separator(text[at]) && (!blank || i < WITH_BLANK))) {
      while (at < length && is_separator(text[at])) {
        at++;
      }
      return at;
    }
  }
  return 0;
}

/* Whether a name is one of those of a code. */
static bool is_name_of(const char *text, size_t length, int code) {
  const struct httpstatus__name_row *row = find_name(text, length);
  for (size_t i = 0; row != NULL && i < row->candidates_count; i++) {
    if (httpstatus__candidates[row->candidates + i] == code) {
      return true;
    }
  }
  return false;
}

static int number_at(const char *text, size_t length) {
  int code = length >= 3 ? httpstatus__three_digits(text) : -1;
  return code >= 100 ? code : -1;
}

/* A number before any reason: "404", "404 Gone Fishing", "404: Not Found". after_word: "404_NOT_FOUND", "404NotFound".
 */
static int leading_number(const char *text, size_t length, bool after_word) {
  int code = number_at(text, length);
  if (code < 0 || length == 3) {
    return code;
  }
  text += 3;
  length -= 3;
  if (httpstatus__is_blank(*text) || (*text == ':' && (length == 1 || httpstatus__is_blank(text[1])))) {
    return httpstatus__reason_length(text, length) == length ? code : HTTPSTATUS_UNKNOWN;
  }
  return after_word && is_name_of(text, length, code) ? code : HTTPSTATUS_UNKNOWN;
}

/* A name before its number: NOT_FOUND_404; or the title of its class: "Client Error (418)". */
static int trailing_number(const char *text, size_t length) {
  bool closed = length > 0 && text[length - 1] == ')';
  length -= closed;
  int code = length > 4 ? number_at(text + length - 3, 3) : -1;
  if (code < 0 || (closed ? text[length - 4] != '(' : !is_separator(text[length - 4]))) {
    return HTTPSTATUS_UNKNOWN;
  }
  length -= 4;
  while (length > 0 && is_separator(text[length - 1])) {
    length--;
  }
  int status_class = httpstatus_status_class(code);
  const char *title = status_class == 0 ? "" : httpstatus__text_at(httpstatus__class_info_rows[status_class - 1].title);
  return is_name_of(text, length, code) || (length > 0 && httpstatus__same_word(text, length, title))
             ? code
             : HTTPSTATUS_UNKNOWN;
}

/* The code, or why there is none; *row is the name that has several. */
static int resolve(const char *text, size_t length, const struct httpstatus__name_row **row) {
  httpstatus__trim(&text, &length);
  int code = leading_number(text, length, false);
  size_t used = 0;
  for (int words = 0; code < 0; words++) {
    *row = find_name(text, length);
    if (*row != NULL) {
      return (*row)->candidates_count > 1 ? (int)HTTPSTATUS_AMBIGUOUS : (int)httpstatus__candidates[(*row)->candidates];
    }
    code = trailing_number(text, length);
    used = code < 0 && words < LEADING_WORDS_MAX ? httpstatus__word_length(text, length) : 0;
    if (used == 0) {
      break;
    }
    text += used;
    length -= used;
    code = leading_number(text, length, true);
  }
  return code < 0 ? HTTPSTATUS_UNKNOWN : code;
}

int httpstatus_code(const char *text, size_t length) {
  const struct httpstatus__name_row *row;
  return resolve(text, length, &row);
}

size_t httpstatus_candidates(const char *text, size_t length, int *codes, size_t max) {
  const struct httpstatus__name_row *row;
  if (resolve(text, length, &row) != HTTPSTATUS_AMBIGUOUS) {
    return 0;
  }
  for (size_t i = 0; i < max && i < row->candidates_count; i++) {
    codes[i] = httpstatus__candidates[row->candidates + i];
  }
  return row->candidates_count;
}
