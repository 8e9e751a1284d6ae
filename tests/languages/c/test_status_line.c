/* Status lines, read and written. */
#include <stdio.h>
#include <string.h>

#include "httpstatus.h"
#include "vectors.h"

static httpstatus_line line_of(const char *version, int code, const char *reason) {
  httpstatus_line line = {version, strlen(version), reason, strlen(reason), code};
  return line;
}

static void lines_read(void **state) {
  struct vectors file;
  (void)state;
  vectors_open(&file, "status_lines.tsv");
  while (vectors_next(&file)) {
    static const httpstatus_line before = {"untouched", 9, "untouched", 9, -7}; /* static: its padding is zero */
    httpstatus_line line;
    httpstatus_error error = {"untouched", 999};
    const char *text = vectors_text(&file, "line");
    size_t length = vectors_length(&file, "line");
    memcpy(&line, &before, sizeof line);
    bool good = httpstatus_parse_status_line(text, length, &line, &error);
    vectors_check(&file, good == vectors_is(&file, "result", "ok"), "it is a status line as expected");
    if (good) {
      vectors_expect_bytes(&file, "version", line.version, line.version_length);
      vectors_expect_number(&file, "code", line.code);
      vectors_expect_bytes(&file, "reason", line.reason, line.reason_length);
      vectors_check(&file, strcmp(error.message, "untouched") == 0, "the error is untouched");
      vectors_check(&file, line.version == text, "the version points into the text");
      vectors_check(&file, line.reason >= text && line.reason + line.reason_length <= text + length,
                    "the reason points into the text");
    } else {
      vectors_expect_at(&file, error.at);
      vectors_check(&file, error.message != NULL && strlen(error.message) > 5, "the error has a message");
      vectors_check(&file, memcmp(&line, &before, sizeof line) == 0, "the line is untouched");
    }
    vectors_check(&file, httpstatus_parse_status_line(text, length, &line, NULL) == good, "the error may be NULL");
  }
  vectors_close(&file);
}

static size_t write_line(char *buffer, size_t size, const void *line) {
  return httpstatus_write_status_line(buffer, size, (const httpstatus_line *)line, NULL);
}

static void lines_written(void **state) {
  struct vectors file;
  (void)state;
  vectors_open(&file, "write_status_line.tsv");
  while (vectors_next(&file)) {
    char buffer[32768];
    httpstatus_error error = {"untouched", 999};
    httpstatus_line line = {vectors_text(&file, "version"), vectors_length(&file, "version"),
                            vectors_text(&file, "reason"), vectors_length(&file, "reason"),
                            (int)vectors_number(&file, "code")};
    size_t length = httpstatus_write_status_line(buffer, sizeof buffer, &line, &error);
    vectors_check(&file, (length > 0) == vectors_is(&file, "result", "ok"), "it is written as expected");
    if (length > 0 && length < sizeof buffer) {
      vectors_expect_bytes(&file, "line", buffer, length);
      vectors_check(&file, strcmp(error.message, "untouched") == 0, "the error is untouched");
      if (length < 200) {
        check_every_size(write_line, &line, buffer, length);
      }
    } else {
      vectors_expect_at(&file, error.at);
      vectors_check(&file, strcmp(error.message, "untouched") != 0, "the error has a message");
      vectors_check(&file, httpstatus_write_status_line(buffer, sizeof buffer, &line, NULL) == 0,
                    "the error may be NULL");
      vectors_check(&file, httpstatus_write_status_line(NULL, 0, &line, &error) == 0, "there may be no buffer");
    }
  }
  vectors_close(&file);
}

static void what_is_written_can_be_read(void **state) {
  (void)state;
  for (int code = 100; code <= 999; code++) {
    char buffer[128];
    httpstatus_line line = line_of("HTTP/1.1", code, httpstatus_phrase(code)), read;
    size_t length = httpstatus_write_status_line(buffer, sizeof buffer, &line, NULL);
    assert_true(httpstatus_parse_status_line(buffer, length, &read, NULL));
    assert_int_equal(read.code, code);
    assert_int_equal(read.version_length, 8);
    assert_int_equal(read.reason_length, line.reason_length);
    assert_memory_equal(read.reason, line.reason, line.reason_length);
  }
}

/* What is NULL is the usual; an empty reason stays empty. */
static void defaults(void **state) {
  char buffer[128];
  httpstatus_error error;
  httpstatus_line line = {0};
  (void)state;
  line.code = 404;
  assert_int_equal(httpstatus_write_status_line(buffer, sizeof buffer, &line, NULL), 24);
  assert_string_equal(buffer, "HTTP/1.1 404 Not Found\r\n");
  assert_null(line.version);
  line.reason = "";
  httpstatus_write_status_line(buffer, sizeof buffer, &line, NULL);
  assert_string_equal(buffer, "HTTP/1.1 404 \r\n");
  line.reason = NULL;
  line.code = 299;
  httpstatus_write_status_line(buffer, sizeof buffer, &line, NULL);
  assert_string_equal(buffer, "HTTP/1.1 299 \r\n");
  line.version = "";
  assert_int_equal(httpstatus_write_status_line(buffer, sizeof buffer, &line, &error), 0);
  assert_non_null(strstr(error.message, "HTTP/1.1"));
}

/* Every prefix of a line is either a line or an error within it; nothing is read behind the length. */
static void every_prefix(void **state) {
  const char text[] = "HTTP/1.1 404 Not Found\r\n";
  (void)state;
  for (size_t length = 0; length < sizeof text; length++) {
    httpstatus_line line;
    httpstatus_error error = {NULL, 999};
    bool good = httpstatus_parse_status_line(text, length, &line, &error);
    assert_int_equal(good, length >= 12 && length != 23); /* 23: a CR without its LF */
    if (!good) {
      assert_true(error.at <= length);
      assert_non_null(error.message);
    }
  }
}

/* Each byte of the reason is taken or refused by what it is (RFC 9112, section 4). */
static void every_byte_of_a_reason(void **state) {
  (void)state;
  for (int byte = 0; byte < 256; byte++) {
    char text[] = "HTTP/1.1 404 Not?Found";
    char buffer[64];
    httpstatus_line line;
    httpstatus_error error;
    bool allowed = byte == '\t' || (byte >= 0x20 && byte != 0x7f);
    text[16] = (char)byte;
    assert_int_equal(httpstatus_parse_status_line(text, sizeof text - 1, &line, &error), allowed);
    assert_true(allowed || error.at == 16);
    line = line_of("HTTP/1.1", 404, "");
    line.reason = text + 13;
    line.reason_length = sizeof text - 1 - 13;
    assert_int_equal(httpstatus_write_status_line(buffer, sizeof buffer, &line, &error) > 0, allowed);
    assert_true(allowed || error.at == 3);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lines_read), cmocka_unit_test(lines_written), cmocka_unit_test(what_is_written_can_be_read),
      cmocka_unit_test(defaults),   cmocka_unit_test(every_prefix),  cmocka_unit_test(every_byte_of_a_reason),
  };
  return cmocka_run_group_tests_name("status lines", tests, NULL, NULL);
}
