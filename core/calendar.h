/* Days, months and years of the Gregorian calendar, for dates that texts hold. Internal to core/. */
#ifndef HTTPSTATUS_CALENDAR_H
#define HTTPSTATUS_CALENDAR_H

#include <stdint.h>

#include "ascii.h"

enum { HTTPSTATUS__DAY = 86400 }; /* seconds */

/* The month, 1 to 12, whose name begins with three letters, in any case; 0 where there is none. */
static inline int httpstatus__month_of(const char *text) {
  static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
  for (int i = 0; i < 12; i++) {
    if (httpstatus__same_letters(text, &months[(size_t)i * 3], 3)) {
      return i + 1;
    }
  }
  return 0;
}

/* Whether a month, 1 to 12, has a day in a year. */
static inline bool httpstatus__is_day(int64_t year, int month, int day) {
  static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return day >= 1 && day <= days[month - 1] + (month == 2 && is_leap);
}

/* The days from 1970-01-01 to a date, counted in years that begin in March. */
static inline int64_t httpstatus__days_to(int64_t year, int month, int day) {
  int64_t y = year - (month <= 2);
  int64_t era = (y >= 0 ? y : y - 399) / 400, of_era = y - era * 400;
  int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

#endif
