/* Values of the Warning field, and the backslashes in them. */
#include "fuzz.h"

#define QUOTED "\"(([^\"\\]|\\\\[^\1]|\\\\\1)*)\""
#define VALUE "([0-9]{3}) ([!#-+.-~-]+)[ \t]*" QUOTED "([ \t]+" QUOTED ")?"
#define FIELD "[ \t,]*(" VALUE "([ \t]*,[ \t,]*" VALUE ")*[ \t]*(,[ \t,]*)?)?"
/* The next value, and what must be behind it. */
#define NEXT "[ \t,]*" VALUE "[ \t]*(,([^\1]|\1)*)?"

static void check_unquote(struct slice text) {
  char *expected = (char *)malloc(text.length + 1), *whole = (char *)malloc(text.length + 1);
  size_t length = 0;
  bool escaped = false;
  CHECK(expected != NULL && whole != NULL);
  for (size_t i = 0; i < text.length; i++) {
    bool escapes = text.at[i] == '\\' && !escaped && i + 1 < text.length;
    if (!escapes) {
      expected[length++] = text.at[i];
    }
    escaped = escapes;
  }
  CHECK(httpstatus_unquote(text.at, text.length, whole, text.length + 1) == length);
  CHECK(memcmp(whole, expected, length) == 0 && whole[length] == '\0');
  CHECK(httpstatus_unquote(text.at, text.length, NULL, 0) == length);
  CHECK(httpstatus_unquote(text.at, text.length, whole, 1) == length && whole[0] == '\0');
  free(expected);
  free(whole);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct slice text = {(const char *)data, size};
  bool good = matches(FIELD, text, NULL, 0);
  size_t at = 0;
  check_unquote(text);
  for (;;) {
    httpstatus_warning_value value;
    httpstatus_error error = {NULL, 0};
    regmatch_t groups[7];
    memset(&value, 0x5a, sizeof value);
    httpstatus_warning_value untouched = value;
    size_t before = at;
    struct slice rest = {text.at + at, text.length - at};
    int answer = httpstatus_warning_next(text.at, text.length, &at, &value, &error);
    if (answer != 1) {
      CHECK(memcmp(&value, &untouched, sizeof value) == 0);
      CHECK((answer == 0) == good);
      if (answer < 0) {
        CHECK(at == before);
        check_error(&error, text.length);
      } else {
        CHECK(at == text.length);
      }
      return 0;
    }
    CHECK(at > before && at <= text.length);
    CHECK(matches(NEXT, rest, groups, 7));
    struct slice agent = {value.agent, value.agent_length};
    struct slice said = {value.text, value.text_length};
    struct slice date = {value.date, value.date_length};
    CHECK(value.code == to_number(group(rest, &groups[0])));
    CHECK(same(agent, group(rest, &groups[1])));
    CHECK(same(said, group(rest, &groups[2])));
    CHECK(same(date, group(rest, &groups[5])));
  }
}
