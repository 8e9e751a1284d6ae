/* Characters without a locale: HTTP is ASCII, and isalpha() and its kin are not. Internal to core/. */
#ifndef HTTPSTATUS_ASCII_H
#define HTTPSTATUS_ASCII_H

#include <stdbool.h>
#include <stddef.h>

static inline bool httpstatus__is_digit(char c) {
  return c >= '0' && c <= '9';
}

static inline char httpstatus__lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Optional white space (RFC 9110, section 5.6.3). */
static inline bool httpstatus__is_blank(char c) {
  return c == ' ' || c == '\t';
}

static inline bool httpstatus__is_space(char c) {
  return httpstatus__is_blank(c) || c == '\r' || c == '\n';
}

/* Whether length bytes of two texts are the same letters, in any case. */
static inline bool httpstatus__same_letters(const char *a, const char *b, size_t length) {
  size_t i = 0;
  while (i < length && httpstatus__lower(a[i]) == httpstatus__lower(b[i])) {
    i++;
  }
  return i == length;
}

/* Whether length bytes of text are the word, in any case. */
static inline bool httpstatus__same_word(const char *text, size_t length, const char *word) {
  size_t i = 0;
  while (i < length && word[i] != '\0' && httpstatus__lower(text[i]) == httpstatus__lower(word[i])) {
    i++;
  }
  return i == length && word[i] == '\0';
}

/* The number that three digits write, or -1 where they are not digits. */
static inline int httpstatus__three_digits(const char *text) {
  if (!httpstatus__is_digit(text[0]) || !httpstatus__is_digit(text[1]) || !httpstatus__is_digit(text[2])) {
    return -1;
  }
  return (text[0] - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0');
}

/* Reads 0..999 without leading zeros; returns how many digits there are, 0 where it is none. */
static inline size_t httpstatus__read_number(const char *text, size_t length, int *number) {
  size_t used = 0;
  *number = 0;
  while (used < length && used < 3 && httpstatus__is_digit(text[used])) {
    *number = *number * 10 + (text[used] - '0');
    used++;
  }
  if ((used < length && httpstatus__is_digit(text[used])) || (used > 1 && text[0] == '0')) {
    return 0;
  }
  return used;
}

/* A reason phrase holds tabs and whatever is printable, bytes beyond ASCII too (RFC 9112, section 4). */
static inline size_t httpstatus__reason_length(const char *text, size_t length) {
  size_t i = 0;
  while (i < length && (text[i] == '\t' || ((unsigned char)text[i] >= 0x20 && text[i] != 0x7f))) {
    i++;
  }
  return i;
}

/* Leaves out the white space around a text. */
static inline void httpstatus__trim(const char **text, size_t *length) {
  while (*length > 0 && httpstatus__is_space(**text)) {
    ++*text;
    --*length;
  }
  while (*length > 0 && httpstatus__is_space((*text)[*length - 1])) {
    --*length;
  }
}

#endif
