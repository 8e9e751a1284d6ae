/* Replies of mail servers, line by line. */
#include "fuzz.h"

#define NUMBER "(0|[1-9][0-9]{0,2})"
#define LINE "([2-5][0-9]{2})(([ -])([^\r]*))?"
#define ENHANCED "([245])\\." NUMBER "\\." NUMBER "( ([^\r]*))?"

struct reply {
  httpstatus_smtp_value value;
  char *text;
  size_t length;
};

static void say(struct reply *reply, struct slice text) {
  if (reply->value.lines > 0) {
    reply->text[reply->length++] = '\n';
  }
  if (text.length > 0) {
    memcpy(reply->text + reply->length, text.at, text.length);
  }
  reply->length += text.length;
}

/* Takes a reply apart; false where it is none. The text has room for all of it. */
static bool read_reply(struct slice text, struct reply *reply) {
  struct slice line, rest = text;
  bool more = true, last = false;
  while (more) {
    regmatch_t groups[4], numbers[5];
    more = cut(rest, '\n', &line, &rest) && rest.length > 0;
    line.length -= line.length > 0 && line.at[line.length - 1] == '\r';
    if (last || holds(line, '\0') || !matches(LINE, line, groups, 4)) {
      return false;
    }
    int code = to_number(group(line, &groups[0]));
    struct slice separator = group(line, &groups[2]), said = group(line, &groups[3]);
    if (reply->value.lines > 0 && code != reply->value.code) {
      return false;
    }
    if (said.length > 0 && matches(ENHANCED, said, numbers, 5) && said.at[0] == line.at[0]) {
      if (reply->value.status_class < 0) {
        reply->value.status_class = to_number(group(said, &numbers[0]));
        reply->value.subject = to_number(group(said, &numbers[1]));
        reply->value.detail = to_number(group(said, &numbers[2]));
      }
      said = group(said, &numbers[4]);
    }
    say(reply, said);
    reply->value.code = code;
    reply->value.lines++;
    last = separator.length == 0 || separator.at[0] == ' ';
  }
  return last;
}

static void check_text(struct slice text, const struct reply *reply) {
  size_t size = reply->length + 1;
  char *whole = (char *)malloc(size);
  CHECK(whole != NULL);
  CHECK(httpstatus_smtp_text(text.at, text.length, whole, size) == reply->length);
  CHECK(memcmp(whole, reply->text, reply->length) == 0 && whole[reply->length] == '\0');
  size_t part = size / 2;
  memset(whole, '#', size);
  CHECK(httpstatus_smtp_text(text.at, text.length, whole, part) == reply->length);
  CHECK(part == 0 || (whole[part - 1] == '\0' && memcmp(whole, reply->text, part - 1) == 0));
  CHECK(whole[part] == '#');
  free(whole);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct slice text = {(const char *)data, size};
  struct reply reply = {
      {-1, -1, -1, -1, 0},
      (char *)malloc(size + 1), 0
  };
  httpstatus_smtp_value value, before;
  httpstatus_error error = {NULL, 0};
  CHECK(reply.text != NULL);
  memset(&value, 0x5a, sizeof value);
  before = value;
  bool good = httpstatus_smtp_parse(text.at, text.length, &value, &error);
  CHECK(good == read_reply(text, &reply));
  if (good) {
    CHECK(value.code == reply.value.code && value.lines == reply.value.lines);
    CHECK(value.status_class == reply.value.status_class);
    CHECK(value.subject == reply.value.subject && value.detail == reply.value.detail);
    check_text(text, &reply);
  } else {
    CHECK(memcmp(&value, &before, sizeof value) == 0);
    check_error(&error, text.length);
  }
  free(reply.text);
  return 0;
}
