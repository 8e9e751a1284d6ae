/* Retry-After, at a time that depends on the input. The oracle: regular expressions, and the dates of the C library. */
#include <ctype.h>
#include <time.h>

#include "fuzz.h"

#define CLOCK "([0-9]{2}):([0-9]{2}):([0-9]{2})"
#define WEEKDAY "(mon|tue|wed|thu|fri|sat|sun)"
#define LONG_WEEKDAY "(mon|tues|wednes|thurs|fri|satur|sun)day"
#define MONTH "([a-z]{3})"

static const int64_t MOST = 9007199254740991;

/* What a form has at which group: day, month, year, hour, minute, second. */
static const struct {
  const char *pattern;
  int groups[6];
} forms[] = {
    {WEEKDAY ", ([0-9]{2}) " MONTH " ([0-9]{4}) " CLOCK " gmt",      {1, 2, 3, 4, 5, 6}},
    {LONG_WEEKDAY ", ([0-9]{2})-" MONTH "-([0-9]{2}) " CLOCK " gmt", {1, 2, 3, 4, 5, 6}},
    {WEEKDAY " " MONTH " ([0-9]{2}| [0-9]) " CLOCK " ([0-9]{4})",    {2, 1, 6, 3, 4, 5}},
};

static int month_of(struct slice name) {
  static const char *const names[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                      "jul", "aug", "sep", "oct", "nov", "dec"};
  for (int i = 0; i < 12; i++) {
    if (same_text(name, names[i])) {
      return i;
    }
  }
  return -1;
}

/* Seconds since 1970, or false where the calendar has no such day. */
static bool to_seconds(struct tm date, int64_t *seconds) {
  struct tm again = date;
  *seconds = timegm(&again);
  return again.tm_mday == date.tm_mday && again.tm_mon == date.tm_mon && again.tm_year == date.tm_year;
}

static int64_t wait_until(struct slice text, int64_t now) {
  regmatch_t found[7];
  int values[6] = {0};
  size_t form = 0;
  while (form < 3 && !matches(forms[form].pattern, text, found, 7)) {
    form++;
  }
  if (form == 3) {
    return -1;
  }
  for (int i = 0; i < 6; i++) {
    struct slice part = group(text, &found[forms[form].groups[i]]);
    while (part.length > 0 && *part.at == ' ') {
      part.at++;
      part.length--;
    }
    values[i] = i == 1 ? month_of(part) : to_number(part);
  }
  bool leap = values[3] == 23 && values[4] == 59 && values[5] == 60;
  if (values[1] < 0 || values[3] > 23 || values[4] > 59 || (values[5] > 59 && !leap) || (form != 1 && values[2] == 0)) {
    return -1;
  }
  struct tm date = {.tm_mday = values[0], .tm_mon = values[1], .tm_year = values[2] - 1900};
  int64_t seconds, of_day = values[3] * 3600 + values[4] * 60 + values[5];
  if (form == 1) { /* from the farthest year back, until it is not more than 50 years ahead */
    date.tm_year = 2700 + values[2] - 1900;
    for (;;) {
      struct tm earlier = date;
      earlier.tm_year -= 50;
      if (timegm(&earlier) + of_day <= now) {
        break;
      }
      date.tm_year -= 100;
    }
  }
  if (!to_seconds(date, &seconds)) {
    return -1;
  }
  return seconds + of_day > now ? seconds + of_day - now : 0;
}

static int64_t expected(struct slice text, int64_t now) {
  int64_t seconds = 0;
  char lower[64];
  if (!matches("[0-9]+", text, NULL, 0) || holds(text, '\0')) {
    if (text.length >= sizeof lower || holds(text, '\0')) {
      return -1;
    }
    for (size_t i = 0; i < text.length; i++) {
      lower[i] = (char)tolower((unsigned char)text.at[i]);
    }
    struct slice folded = {lower, text.length};
    return wait_until(folded, now);
  }
  for (size_t i = 0; i < text.length && seconds < MOST; i++) {
    seconds = seconds * 10 + (text.at[i] - '0');
  }
  return seconds < MOST ? seconds : MOST;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct slice text = {(const char *)data, size};
  struct random random = random_of(text);
  int64_t now = (int64_t)random_below(&random, (size_t)1 << 34) - ((int64_t)1 << 32); /* 1833 to 2378 */
  int64_t seconds = httpstatus_retry_after(text.at, text.length, now);
  CHECK(seconds == expected(trimmed(text), now));
  for (int end = 0; end < 2; end++) { /* no time is too early or too late */
    int64_t far = httpstatus_retry_after(text.at, text.length, end == 0 ? INT64_MIN : INT64_MAX);
    CHECK(far >= -1 && far <= MOST);
  }
  return 0;
}
