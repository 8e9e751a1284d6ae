/* Counting logs by time: which lines count, in which interval, and the texts by which users say so. */
#include <string.h>

#include "../ascii.h"
#include "logs.h"

enum { LOOK_BACK = 64 }; /* counts among which one for the same code and interval is looked for */

static void count_time(httpstatus_log_times *times, int64_t time, int code) {
  int64_t begin = times->used > 0 ? times->counts[times->used - 1].begin : time + 1;
  if (time < begin || time - begin >= times->per) { /* most lines need no division */
    begin = time - time % times->per;
  }
  size_t back = times->used < LOOK_BACK ? times->used : (size_t)LOOK_BACK;
  for (httpstatus_time_count *each = times->counts + times->used; back > 0; back--) {
    each--;
    if (each->begin == begin && each->code == code) {
      each->count++;
      return;
    }
  }
  httpstatus_time_count *added = &times->counts[times->used++];
  added->begin = begin;
  added->count = 1;
  added->code = code;
}

int httpstatus__in_times(httpstatus_log_times *times, const struct httpstatus__reading *reading, int status) {
  int64_t time = 0;
  if (!httpstatus__time_of(reading, &time) || time < 0) { /* no log is older than 1970 */
    times->untimed++;
    return status < 0 ? status : LOG_NONE;
  }
  return httpstatus__at_time(times, time, status);
}

int httpstatus__at_time(httpstatus_log_times *times, int64_t time, int status) {
  times->timed++;
  if (time < times->since || time >= times->until) {
    times->outside++;
    return LOG_OUTSIDE;
  }
  if (times->per > 0) {
    count_time(times, time, status < 0 ? -1 : status);
  }
  return status;
}

void httpstatus_log_times_begin(httpstatus_log_times *times) {
  memset(times, 0, sizeof *times);
  times->since = INT64_MIN;
  times->until = INT64_MAX;
}

int64_t httpstatus_log_period(const char *text, size_t length) {
  static const char units[] = "smhdw";
  static const int64_t seconds[] = {1, 60, 3600, 86400, 604800};
  int64_t number = 0;
  const char *unit = length < 2 || length > 8 || text[length - 1] == '\0' ? NULL : strchr(units, text[length - 1]);
  for (size_t i = 0; unit != NULL && i < length - 1; i++) {
    if (!httpstatus__is_digit(text[i])) {
      return 0;
    }
    number = number * 10 + (text[i] - '0');
  }
  return unit == NULL ? 0 : number * seconds[unit - units];
}

bool httpstatus_log_time(const char *text, size_t length, int64_t now, int64_t *seconds) {
  char whole[64];
  int64_t period = httpstatus_log_period(text, length);
  if (period > 0) {
    *seconds = now - period;
    return true;
  }
  if (length + sizeof " 00:00:00" > sizeof whole) {
    return false;
  }
  /* A day, and a time without seconds, are RFC 3339 with something left out. */
  size_t kept = length, added = 0;
  if (length == 10 && text[4] == '-') {
    memcpy(whole + kept, " 00:00:00", added = 9);
  } else if (length >= 16 && text[4] == '-' && text[13] == ':' && (length == 16 || text[16] != ':')) {
    kept = 16;
    memcpy(whole + kept, ":00", added = 3);
  }
  memcpy(whole, text, kept);
  memcpy(whole + kept + added, text + kept, length - kept);
  length += added;
  return httpstatus__read_time(whole, length, seconds) == length;
}
