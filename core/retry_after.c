/* Retry-After (RFC 9110, section 10.2.3): seconds, or a date in one of three forms (section 5.6.7). */
#include <string.h>

#include "ascii.h"
#include "calendar.h"
#include "httpstatus.h"

/* What a double holds exactly, so that every language gives the same number; the time is kept well within it. */
static const int64_t SECONDS_MAX = INT64_C(9007199254740991), NOW_MAX = INT64_C(1) << 52;

enum { YEAR = 31556952 }; /* seconds, on average */

static const char *const weekdays[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

/* Whether a text has the form of a pattern, letters in any case: 0 is a digit, _ a digit or a space, a any byte. */
static bool fits(const char *text, const char *pattern) {
  for (; *pattern != '\0'; text++, pattern++) {
    if (*pattern == '0' || *pattern == '_' ? !httpstatus__is_digit(*text) && (*pattern == '0' || *text != ' ')
                                           : *pattern != 'a' && httpstatus__lower(*text) != *pattern) {
      return false;
    }
  }
  return true;
}

static int two_digits(const char *text) {
  return (*text == ' ' ? 0 : (text[0] - '0') * 10) + (text[1] - '0');
}

static bool is_weekday(const char *text, size_t length, bool is_short) {
  for (size_t i = 0; i < sizeof weekdays / sizeof *weekdays; i++) {
    size_t letters = is_short ? 3 : strlen(weekdays[i]);
    if (length == letters && httpstatus__same_letters(text, weekdays[i], letters)) {
      return true;
    }
  }
  return false;
}

/* The last year with two digits in which a date is not more than 50 years ahead. seconds are those of the day. */
static int64_t full_year(int digits, int month, int day, int seconds, int64_t now) {
  int64_t year = 1970 + now / YEAR + 52, off = (year - digits) % 100;
  year -= off < 0 ? off + 100 : off;
  while (httpstatus__days_to(year - 50, month, day) * HTTPSTATUS__DAY + seconds > now) {
    year -= 100;
  }
  return year;
}

/* Reads a date; says how many seconds it is ahead of now, 0 if it has gone by, -1 if it is not a date. */
static int64_t until(const char *text, size_t length, int64_t now) {
  const char *day, *month, *year, *time;
  size_t name = 3;
  bool is_rfc850 = false;
  if (length == 29 && fits(text, "aaa, 00 aaa 0000 00:00:00 gmt")) { /* IMF-fixdate */
    day = text + 5, month = text + 8, year = text + 12, time = text + 17;
  } else if (length == 24 && fits(text, "aaa aaa _0 00:00:00 0000")) { /* asctime */
    day = text + 8, month = text + 4, year = text + 20, time = text + 11;
  } else if (length >= 30 && length <= 33 && fits(text + length - 24, ", 00-aaa-00 00:00:00 gmt")) { /* RFC 850 */
    name = length - 24;
    day = text + name + 2, month = text + name + 5, year = text + name + 9, time = text + name + 12;
    is_rfc850 = true;
  } else {
    return -1;
  }
  int d = two_digits(day), m = httpstatus__month_of(month);
  int hour = two_digits(time), minute = two_digits(time + 3), second = two_digits(time + 6);
  if (!is_weekday(text, name, !is_rfc850) || m == 0 || hour > 23 || minute > 59 ||
      second > 59 + (hour == 23 && minute == 59)) { /* a leap second is the last of a day */
    return -1;
  }
  int seconds = hour * 3600 + minute * 60 + second;
  int64_t y =
      is_rfc850 ? full_year(two_digits(year), m, d, seconds, now) : two_digits(year) * 100 + two_digits(year + 2);
  if (!httpstatus__is_day(y, m, d) || (!is_rfc850 && y == 0)) {
    return -1;
  }
  int64_t at = httpstatus__days_to(y, m, d) * HTTPSTATUS__DAY + seconds;
  return at > now ? at - now : 0;
}

int64_t httpstatus_retry_after(const char *text, size_t length, int64_t now) {
  int64_t seconds = 0;
  size_t i = 0;
  httpstatus__trim(&text, &length);
  for (; i < length && httpstatus__is_digit(text[i]); i++) {
    seconds = seconds < SECONDS_MAX ? seconds * 10 + (text[i] - '0') : SECONDS_MAX;
  }
  if (i < length || length == 0) {
    now = now > NOW_MAX ? NOW_MAX : now < -NOW_MAX ? -NOW_MAX : now;
    seconds = until(text, length, now);
  }
  return seconds < SECONDS_MAX ? seconds : SECONDS_MAX;
}
