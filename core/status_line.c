/* Status lines (RFC 9112, section 4): parsing and writing. */
#include <string.h>

#include "ascii.h"
#include "messages.h"
#include "tables.h"
#include "writer.h"

/* The length of an HTTP version at the beginning of a text, 0 where there is none: HTTP/ DIGIT [ "." DIGIT ]. */
static size_t version_length(const char *text, size_t length) {
  if (length < 6 || memcmp(text, "HTTP/", 5) != 0 || !httpstatus__is_digit(text[5])) {
    return 0;
  }
  return length >= 8 && text[6] == '.' && httpstatus__is_digit(text[7]) ? 8 : 6;
}

bool httpstatus_parse_status_line(const char *text, size_t length, httpstatus_line *line, httpstatus_error *error) {
  if (length > 0 && text[length - 1] == '\n') {
    length--;
    if (length > 0 && text[length - 1] == '\r') {
      length--;
    }
  }
  size_t at = version_length(text, length);
  if (at == 0) {
    return httpstatus__fail(error, "expected an HTTP version such as HTTP/1.1", 0);
  }
  size_t version = at;
  if (at == length || text[at] != ' ') {
    return httpstatus__fail(error, "expected a space after the version", at);
  }
  at++;
  int code = length - at >= 3 ? httpstatus__three_digits(text + at) : -1;
  if (code < 100) {
    return httpstatus__fail(error, "expected a status code of three digits, 100 to 999", at);
  }
  at += 3;
  if (at < length) {
    if (text[at] != ' ') {
      return httpstatus__fail(error, "expected a space or the end after the status code", at);
    }
    at++;
  }
  size_t reason = httpstatus__reason_length(text + at, length - at);
  if (reason != length - at) {
    return httpstatus__fail(error, "a reason phrase must not contain control characters", at + reason);
  }
  line->version = text;
  line->version_length = version;
  line->code = code;
  line->reason = text + at;
  line->reason_length = reason;
  return true;
}

size_t httpstatus_write_status_line(char *buffer, size_t size, const httpstatus_line *given, httpstatus_error *error) {
  httpstatus_line whole = *given;
  const httpstatus_line *line = &whole;
  if (whole.version == NULL) {
    whole.version = "HTTP/1.1";
    whole.version_length = strlen(whole.version);
  }
  if (whole.reason == NULL) {
    whole.reason = httpstatus_phrase(whole.code);
    whole.reason_length = strlen(whole.reason);
  }
  if (line->version_length == 0 || version_length(line->version, line->version_length) != line->version_length) {
    httpstatus__fail(error, "expected an HTTP version such as HTTP/1.1", 0);
    return 0;
  }
  if (line->code < 100 || line->code > 999) {
    httpstatus__fail(error, HTTPSTATUS__NOT_ON_THE_WIRE, 0);
    return 0;
  }
  size_t good = httpstatus__reason_length(line->reason, line->reason_length);
  if (good != line->reason_length) {
    httpstatus__fail(error, "a reason phrase must not contain control characters", good);
    return 0;
  }
  struct httpstatus__writer out = {buffer, size, 0};
  httpstatus__put_bytes(&out, line->version, line->version_length);
  httpstatus__put(&out, ' ');
  httpstatus__put_code(&out, line->code);
  httpstatus__put(&out, ' ');
  httpstatus__put_bytes(&out, line->reason, line->reason_length);
  httpstatus__put_bytes(&out, "\r\n", 2);
  return httpstatus__end(&out);
}
