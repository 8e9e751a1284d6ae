/*
 * The times of log lines. One reader knows all forms: a format says where its time begins, and the characters between
 * its numbers say which form it is. A form is a pattern: Y, M, D, h, m and s are digits of a field, b is the name of a
 * month, w a letter, ? anything, and other characters stand for themselves.
 */
#include <string.h>

#include "../ascii.h"
#include "../calendar.h"
#include "logs.h"

enum form {
  CLF,     /* Common Log Format; HAProxy with a fraction */
  RFC3339, /* also with a blank, or the tab between CloudFront's columns */
  SLASHES, /* Caddy's console */
  GIN,
  RFC9110,
  CTIME, /* as uWSGI has it */
  TORNADO,
  EPOCH, /* seconds, or milliseconds and so on */
  NO_TIME
};

/* In the order of enum form. */
static const struct {
  const char *text;
  unsigned char length;
  bool zone; /* a zone may follow */
} forms[] = {
    {"DD/bbb/YYYY?hh:mm:ss",      20, true },
    {"YYYY-MM-DD?hh:mm:ss",       19, true },
    {"YYYY/MM/DD hh:mm:ss",       19, true },
    {"YYYY/MM/DD - hh:mm:ss",     21, false},
    {"www, DD bbb YYYY hh:mm:ss", 25, true },
    {"www bbb DD hh:mm:ss YYYY",  24, false},
    {"YYMMDD hh:mm:ss",           15, false},
};

/* Which form it looks like, by the characters between the numbers. */
static inline enum form form_of(const char *t, size_t length) {
  if (length >= 20 && t[2] == '/' && t[6] == '/') {
    return (t[11] == ':' || t[11] == ' ') && t[14] == ':' && t[17] == ':' ? CLF : NO_TIME;
  }
  if (length >= 19 && t[4] == '-' && t[7] == '-') {
    return (t[10] == 'T' || t[10] == ' ' || t[10] == '\t') && t[13] == ':' && t[16] == ':' ? RFC3339 : NO_TIME;
  }
  if (length >= 19 && t[4] == '/' && t[7] == '/' && t[10] == ' ') {
    return t[13] == ':' && t[16] == ':'                                   ? SLASHES
           : length >= 21 && t[11] == '-' && t[15] == ':' && t[18] == ':' ? GIN
                                                                          : NO_TIME;
  }
  if (length >= 24 && (t[3] == ' ' || t[3] == ',')) {
    return t[3] == ',' && length >= 25 && t[19] == ':' && t[22] == ':' ? RFC9110
           : t[3] == ' ' && t[13] == ':' && t[16] == ':'               ? CTIME
                                                                       : NO_TIME;
  }
  if (length >= 15 && t[6] == ' ' && t[9] == ':' && t[12] == ':') {
    return TORNADO;
  }
  return length >= 10 && httpstatus__is_digit(t[0]) && httpstatus__is_digit(t[9]) ? EPOCH : NO_TIME;
}

struct parts {
  int year, month, day, hour, minute, second;
};

static bool add_digit(int *number, char c) {
  *number = *number * 10 + (c - '0');
  return httpstatus__is_digit(c);
}

/* Reads one form; returns its length, or 0. */
static size_t read_form(const char *form, const char *text, size_t length, struct parts *parts) {
  size_t i = 0;
  memset(parts, 0, sizeof *parts);
  for (; form[i] != '\0'; i++) {
    if (i >= length) {
      return 0;
    }
    char c = text[i];
    bool good;
    switch (form[i]) {
      case 'Y':
        good = add_digit(&parts->year, c);
        break;
      case 'M':
        good = add_digit(&parts->month, c);
        break;
      case 'D':
        good = add_digit(&parts->day, c == ' ' ? '0' : c); /* ctime has "Nov  3" */
        break;
      case 'h':
        good = add_digit(&parts->hour, c);
        break;
      case 'm':
        good = add_digit(&parts->minute, c);
        break;
      case 's':
        good = add_digit(&parts->second, c);
        break;
      case 'w':
        good = httpstatus__lower(c) >= 'a' && httpstatus__lower(c) <= 'z';
        break;
      case 'b':
        parts->month = i + 3 <= length ? httpstatus__month_of(text + i) : 0;
        good = parts->month != 0;
        i += 2;
        break;
      default:
        good = c == form[i] || form[i] == '?';
    }
    if (!good) {
      return 0;
    }
  }
  if (form[0] == 'Y' && form[2] != 'Y') {
    parts->year += 2000;
  }
  /* A second of 60 is a leap second: it counts as the one after it, as POSIX has it. */
  bool good = parts->month >= 1 && parts->month <= 12 && httpstatus__is_day(parts->year, parts->month, parts->day) &&
              parts->hour <= 23 && parts->minute <= 59 && parts->second <= 60;
  return good ? i : 0;
}

static inline size_t skip_fraction(const char *text, size_t length, size_t at) {
  if (at + 1 < length && (text[at] == '.' || text[at] == ',') && httpstatus__is_digit(text[at + 1])) {
    at++;
    while (at < length && httpstatus__is_digit(text[at])) {
      at++;
    }
  }
  return at;
}

/* "Z", "+01:00", "+0100", " +0100", " UTC" and " GMT"; without any, the time is taken for UTC. */
static inline size_t read_zone(const char *text, size_t length, size_t at, int64_t *seconds) {
  size_t i = at + (at < length && text[at] == ' ');
  if (i < length && text[i] == 'Z') {
    return i + 1;
  }
  if (i + 3 <= length && (memcmp(text + i, "UTC", 3) == 0 || memcmp(text + i, "GMT", 3) == 0)) {
    return i + 3;
  }
  if (i + 5 > length || (text[i] != '+' && text[i] != '-')) {
    return at;
  }
  size_t colon = text[i + 3] == ':';
  int hours = 0, minutes = 0;
  if (i + 5 + colon > length || !add_digit(&hours, text[i + 1]) || !add_digit(&hours, text[i + 2]) ||
      !add_digit(&minutes, text[i + 3 + colon]) || !add_digit(&minutes, text[i + 4 + colon])) {
    return at;
  }
  int64_t offset = (int64_t)hours * 3600 + (int64_t)minutes * 60;
  *seconds += text[i] == '-' ? offset : -offset;
  return i + 5 + colon;
}

/* Seconds since 1970 with 10 digits, or milli-, micro- or nanoseconds with 13, 16 or 19. */
static size_t read_epoch(const char *text, size_t length, int64_t *seconds) {
  size_t i = 0;
  int64_t number = 0;
  while (i < length && i < 20 && httpstatus__is_digit(text[i])) {
    number = i < 10 ? number * 10 + (text[i] - '0') : number;
    i++;
  }
  if (i != 10 && i != 13 && i != 16 && i != 19) {
    return 0;
  }
  *seconds = number;
  return i == 10 ? skip_fraction(text, length, i) : i;
}

size_t httpstatus__read_time(const char *text, size_t length, int64_t *seconds) {
  struct parts parts;
  enum form form = form_of(text, length);
  if (form == NO_TIME) {
    return 0;
  }
  if (form == EPOCH) {
    return read_epoch(text, length, seconds);
  }
  size_t used = read_form(forms[form].text, text, length, &parts);
  if (used == 0) {
    return 0;
  }
  *seconds = httpstatus__days_to(parts.year, parts.month, parts.day) * HTTPSTATUS__DAY + (int64_t)parts.hour * 3600 +
             (int64_t)parts.minute * 60 + parts.second;
  used = skip_fraction(text, length, used);
  return forms[form].zone ? read_zone(text, length, used, seconds) : used;
}

size_t httpstatus__skip_time(const char *text, size_t length) {
  int64_t ignored = 0;
  enum form form = form_of(text, length);
  if (form == NO_TIME || form == EPOCH) {
    return form == EPOCH ? read_epoch(text, length, &ignored) : 0;
  }
  size_t used = skip_fraction(text, length, forms[form].length);
  return forms[form].zone ? read_zone(text, length, used, &ignored) : used;
}
