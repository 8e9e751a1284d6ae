/*
 * Replies of mail servers: as they are sent, line by line; and as logs and bounces quote them, by writing down again
 * what was read, the way a server would.
 */
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

enum { ONLY_NOTED = HTTPSTATUS_SMTP_NOTATION | HTTPSTATUS_SMTP_OTHER_CLASS };

static bool within(const char *part, size_t length, struct slice whole) {
  return part >= whole.at && part + length <= whole.at + whole.length;
}

static bool same_numbers(const httpstatus_smtp_reading *a, const httpstatus_smtp_reading *b) {
  return a->code == b->code && a->status_class == b->status_class && a->subject == b->subject &&
         a->detail == b->detail && a->lines == b->lines;
}

/* Writes down what was read as a server sends it, and reads that: nothing is to be put right, and it is the same. */
static void check_again(struct slice text, const httpstatus_smtp_reading *reading) {
  size_t said = httpstatus_smtp_text(text.at, text.length, NULL, 0), used = 0, size = said + 64 * (reading->lines + 1);
  char *whole = (char *)malloc(said + 1), *sent = (char *)malloc(size), *again = (char *)malloc(size);
  CHECK(whole != NULL && sent != NULL && again != NULL);
  CHECK(httpstatus_smtp_text(text.at, text.length, whole, said + 1) == said);
  bool at_the_end = said > 0 && whole[said - 1] == ')'; /* an enhanced code may stand there, or look so */
  for (size_t line = 0, at = 0; line < reading->lines; line++) {
    size_t end = at;
    while (end < said && !(whole[end] == '\n')) {
      end++;
    }
    if (reading->code >= 0) {
      used += (size_t)snprintf(sent + used, size - used, "%d%c", reading->code, line + 1 < reading->lines ? '-' : ' ');
    }
    if (reading->status_class >= 0) {
      used += (size_t)snprintf(sent + used, size - used, "%d.%d.%d ", reading->status_class, reading->subject,
                               reading->detail);
    }
    memcpy(sent + used, whole + at, end - at);
    used += end - at;
    sent[used++] = '\r';
    sent[used++] = '\n';
    at = end + 1;
  }
  httpstatus_smtp_reading second;
  CHECK(httpstatus_smtp_read(sent, used, &second, NULL));
  CHECK((second.repaired & ~(unsigned)(HTTPSTATUS_SMTP_NO_CODE | ONLY_NOTED)) == 0);
  if (!at_the_end || reading->status_class >= 0) {
    CHECK(same_numbers(reading, &second));
    CHECK(httpstatus_smtp_text(sent, used, again, size) == said && memcmp(whole, again, said) == 0);
  }
  free(whole);
  free(sent);
  free(again);
}

static void check_reading(struct slice text, const httpstatus_smtp_value *value, bool sent, const struct reply *reply) {
  httpstatus_smtp_reading reading;
  httpstatus_smtp_situation situation;
  size_t index;
  CHECK(httpstatus_smtp_read(text.at, text.length, &reading, NULL));
  CHECK(reading.code == value->code && reading.lines == value->lines && reading.status_class == value->status_class);
  CHECK(reading.subject == value->subject && reading.detail == value->detail);
  CHECK(reading.code >= 0 || (reading.status_class >= 0 && (reading.repaired & HTTPSTATUS_SMTP_NO_CODE) != 0));
  CHECK(within(reading.quote, reading.quote_length, text));
  CHECK(reading.text == NULL || within(reading.text, reading.text_length, text));
  if (sent) { /* what a server sends is taken as it is, but for another notation of the enhanced code */
    CHECK((reading.repaired & ~(unsigned)ONLY_NOTED) == 0);
    CHECK(value->code == reply->value.code && value->lines == reply->value.lines);
  } else {
    CHECK((reading.repaired & ~(unsigned)ONLY_NOTED) != 0);
  }
  if (sent && reading.repaired == 0) {
    CHECK(value->status_class == reply->value.status_class);
    CHECK(value->subject == reply->value.subject && value->detail == reply->value.detail);
    check_text(text, reply);
  }
  check_again(text, &reading);
  int severity = reading.code >= 0 ? reading.code / 100 : reading.status_class;
  bool found = httpstatus_smtp_situation_of(&reading, &index);
  CHECK(severity < 4 || found);
  CHECK(!found || httpstatus_smtp_situation_at(index, &situation));
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
  bool sent = read_reply(text, &reply);
  bool good = httpstatus_smtp_parse(text.at, text.length, &value, &error);
  CHECK(good || !sent);
  if (good) {
    check_reading(text, &value, sent, &reply);
  } else {
    CHECK(memcmp(&value, &before, sizeof value) == 0);
    check_error(&error, text.length);
  }
  CHECK(*httpstatus_smtp_command(text.at, text.length) != 'x');
  free(reply.text);
  return 0;
}
