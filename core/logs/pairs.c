/* key=value, as logfmt has it, and key:value between tabs. */
#include <string.h>

#include "../ascii.h"
#include "logs.h"

/* Goes from pair to pair; false at the end of the line. Values may be in quotes, with backslashes before quotes. */
static bool next_pair(char separator, const char **at, const char *end, struct httpstatus__slice *key,
                      struct httpstatus__slice *value) {
  char between = separator == ':' ? '\t' : ' ';
  const char *p = *at;
  while (p < end) {
    while (p < end && (*p == between || *p == ',')) {
      p++;
    }
    const char *from = p;
    while (p < end && *p != between && *p != separator && *p != '"') {
      p++;
    }
    if (p == end || *p != separator) {
      if (p < end && *p == '"') { /* a text in quotes that has no key */
        for (p++; p < end && *p != '"'; p++) {
          p += *p == '\\';
        }
        p++;
      }
      continue;
    }
    key->at = from;
    key->length = (size_t)(p - from);
    value->at = ++p;
    if (p < end && *p == '"') {
      value->at = ++p;
      while (p < end && *p != '"') {
        p += 1 + (*p == '\\');
      }
      p = p < end ? p : end;
      value->length = (size_t)(p - value->at);
      p += p < end;
    } else {
      while (p < end && *p != between) {
        p++;
      }
      value->length = (size_t)(p - value->at);
      if (separator == '=' && value->length > 0 && value->at[value->length - 1] == ',') {
        value->length--;
      }
    }
    *at = p;
    return true;
  }
  return false;
}

static int status_of(struct httpstatus__slice value) {
  int status = LOG_MISFIT;
  size_t used = httpstatus__read_status(value.at, value.length, &status);
  return used == value.length && used > 0 ? status : LOG_MISFIT;
}

static bool same(struct httpstatus__slice text, const char *word) {
  return strlen(word) == text.length && memcmp(text.at, word, text.length) == 0;
}

int httpstatus__read_pairs(const httpstatus_log *log, char separator, const char *line, size_t length,
                           struct httpstatus__reading *reading) {
  const char *at = line, *end = line + length;
  size_t key_length = strlen(log->key), sub_length = strlen(log->sub_key), time_length = strlen(log->time_key);
  struct httpstatus__slice key, value;
  int status = LOG_MISFIT;
  while (next_pair(separator, &at, end, &key, &value)) {
    if (key.length == key_length && memcmp(key.at, log->key, key_length) == 0) {
      int found = status_of(value);
      if (status != LOG_MISFIT && found != status) {
        return LOG_AMBIGUOUS;
      }
      status = found;
    } else if (sub_length > 0 && key.length == sub_length && memcmp(key.at, log->sub_key, sub_length) == 0) {
      reading->sub = value;
    } else if (time_length > 0 && key.length == time_length && memcmp(key.at, log->time_key, time_length) == 0) {
      reading->time = value;
    }
  }
  return status;
}

void httpstatus__pairs_usual(char separator, const char *line, size_t length, int *statuses) {
  const char *at = line, *end = line + length;
  struct httpstatus__slice key, value;
  for (int i = 0; i < LOG_KEYS; i++) {
    statuses[i] = LOG_MISFIT;
  }
  while (next_pair(separator, &at, end, &key, &value)) {
    int status = status_of(value);
    for (int i = 0; i < LOG_KEYS && status != LOG_MISFIT; i++) {
      if (httpstatus__log_keys[i].length == key.length && same(key, httpstatus__log_keys[i].key)) {
        statuses[i] = statuses[i] == LOG_MISFIT || statuses[i] == status ? status : LOG_AMBIGUOUS;
      }
    }
  }
}
