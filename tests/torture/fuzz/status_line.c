/* Status lines, read and written. An input with "|" is also taken as version|reason to be written. */
#include "fuzz.h"

#define VERSION "HTTP/[0-9](\\.[0-9])?"
#define STATUS_LINE "(" VERSION ") ([1-9][0-9]{2})( (" NO_CONTROL "*))?(\r?\n)?"

static struct slice version_of(const httpstatus_line *line) {
  struct slice version = {line->version, line->version_length};
  return version;
}

static struct slice reason_of(const httpstatus_line *line) {
  struct slice reason = {line->reason, line->reason_length};
  return reason;
}

/* Writes into memory of a size, and returns the whole length. */
static size_t write_line(char **buffer, size_t size, const httpstatus_line *line) {
  *buffer = (char *)malloc(size + 1);
  CHECK(*buffer != NULL);
  memset(*buffer, '#', size + 1);
  size_t length = httpstatus_write_status_line(*buffer, size, line, NULL);
  CHECK((*buffer)[size] == '#');
  return length;
}

/* What is written reads back as it was, and a buffer that is too small holds its beginning. */
static void check_round_trip(const httpstatus_line *line) {
  char *whole, *part;
  httpstatus_line again;
  size_t length = write_line(&whole, line->reason_length + 32, line);
  CHECK(length == line->version_length + 5 + line->reason_length + 2);
  CHECK(strlen(whole) == length);
  CHECK(httpstatus_parse_status_line(whole, length, &again, NULL));
  CHECK(again.code == line->code && same(version_of(&again), version_of(line)));
  CHECK(same(reason_of(&again), reason_of(line)));
  size_t size = (size_t)line->code % (length + 2);
  CHECK(write_line(&part, size, line) == length);
  CHECK(size == 0 || (strlen(part) < size && strncmp(part, whole, strlen(part)) == 0));
  free(part);
  free(whole);
}

static void check_reading(struct slice text) {
  regmatch_t groups[6];
  httpstatus_line line, before;
  httpstatus_error error = {NULL, 0};
  memset(&line, 0x5a, sizeof line);
  before = line;
  bool good = httpstatus_parse_status_line(text.at, text.length, &line, &error);
  CHECK(good == (matches(STATUS_LINE, text, groups, 6) && !holds(text, '\0')));
  if (!good) {
    CHECK(memcmp(&line, &before, sizeof line) == 0);
    check_error(&error, text.length);
    return;
  }
  CHECK(same(version_of(&line), group(text, &groups[0])));
  CHECK(line.code == to_number(group(text, &groups[2])));
  CHECK(same(reason_of(&line), group(text, &groups[4])));
  check_round_trip(&line);
}

static void check_writing(struct slice version, struct slice reason) {
  httpstatus_error error = {NULL, 0};
  int code = reason.length > 0 ? 96 + 4 * (unsigned char)reason.at[0] : 404;
  httpstatus_line line = {version.at, version.length, reason.at, reason.length, code};
  bool good = httpstatus_write_status_line(NULL, 0, &line, &error) > 0;
  CHECK(good == (matches(VERSION, version, NULL, 0) && code >= 100 && code <= 999 && !holds(reason, '\0') &&
                 matches(NO_CONTROL "*", reason, NULL, 0)));
  if (good) {
    check_round_trip(&line);
  } else {
    check_error(&error, reason.length);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct slice text = {(const char *)data, size}, version, reason;
  check_reading(text);
  if (cut(text, '|', &version, &reason)) {
    check_writing(version, reason);
  }
  return 0;
}
