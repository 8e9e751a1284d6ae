/* Neighbouring systems: their tables against the facts, and their parsers. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "httpstatus.h"
#include "vectors.h"

/* ---- Warning ---- */

struct text {
  const char *start;
  size_t length;
};

static size_t unquote(char *buffer, size_t size, const void *context) {
  const struct text *text = (const struct text *)context;
  return httpstatus_unquote(text->start, text->length, buffer, size);
}

static void expect_warning(struct vectors *file, const httpstatus_warning_value *value) {
  const struct text quoted = {value->text, value->text_length};
  char *plain = (char *)malloc(value->text_length + 1);
  assert_non_null(plain);
  size_t length = unquote(plain, value->text_length + 1, &quoted);
  vectors_expect_number(file, "code", value->code);
  vectors_expect_bytes(file, "agent", value->agent, value->agent_length);
  vectors_expect_bytes(file, "text", plain, length);
  vectors_expect_bytes(file, "date", value->date, value->date_length);
  if (length < 100) {
    check_every_size(unquote, &quoted, plain, length);
  }
  free(plain);
}

static void warning_fields(void **state) {
  struct vectors file;
  (void)state;
  vectors_open(&file, "warning_fields.tsv");
  while (vectors_next(&file)) {
    const char *text = vectors_text(&file, "field");
    size_t length = vectors_length(&file, "field"), at = 0;
    httpstatus_warning_value value;
    httpstatus_error error = {NULL, 0};
    long long count = 0;
    int result;
    while ((result = httpstatus_warning_next(text, length, &at, &value, &error)) == 1) {
      if (!vectors_is_nothing(&file, "number") && count == vectors_number(&file, "number")) {
        expect_warning(&file, &value);
      }
      count++;
      assert_true(at <= length);
    }
    if (vectors_is(&file, "result", "ok")) {
      vectors_check(&file, result == 0, "the field ends well");
      vectors_expect_number(&file, "of", count);
      vectors_check(&file, httpstatus_warning_next(text, length, &at, &value, NULL) == 0, "the end stays the end");
    } else {
      size_t before = at;
      vectors_check(&file, result == -1 && error.message != NULL, "the field is refused with a message");
      vectors_expect_at(&file, error.at);
      vectors_check(&file, error.at <= length, "the error is within the field");
      vectors_check(&file, httpstatus_warning_next(text, length, &at, &value, NULL) == -1 && at == before,
                    "it is refused again, at the same place, and the error may be NULL");
    }
  }
  vectors_close(&file);
}

static void unquoting(void **state) {
  char buffer[8];
  (void)state;
  assert_int_equal(httpstatus_unquote("a\\", 2, buffer, 8), 2); /* a backslash with nothing behind stays */
  assert_string_equal(buffer, "a\\");
  assert_int_equal(httpstatus_unquote("", 0, buffer, 8), 0);
  assert_string_equal(buffer, "");
  assert_int_equal(httpstatus_unquote("\\\0x", 3, buffer, 8), 2);
  assert_memory_equal(buffer, "\0x", 3);
}

static void warnings(void **state) {
  struct vectors file;
  httpstatus_warning w, again;
  (void)state;
  vectors_open(&file, "../facts/warning.tsv");
  while (vectors_next(&file)) {
    bool found = httpstatus_warning_lookup((int)vectors_number(&file, "code"), &w);
    vectors_check(&file, found, "the warn code is known");
    if (found) {
      vectors_expect_text(&file, "name", w.name);
      vectors_expect_text(&file, "phrase", w.phrase);
      vectors_expect_text(&file, "section", w.section);
      vectors_expect_yes(&file, "persistent", w.persistent);
      vectors_expect_number(&file, "former_code", w.former_code);
      vectors_check(&file, strcmp(w.spec, "RFC 7234") == 0 && strstr(w.obsoleted_by, "RFC 9111") != NULL,
                    "the documents are named");
      vectors_check(&file, strlen(w.explanation) > 20 && strlen(w.definition) > 20 && strlen(w.persistence) > 20,
                    "it has texts");
    }
  }
  assert_int_equal(httpstatus_warning_count(), file.rows);
  vectors_close(&file);
  for (int code = -10; code <= 1100; code++) {
    assert_true(!httpstatus_warning_lookup(code, &w) || w.code == code);
  }
  for (size_t i = 0; httpstatus_warning_at(i, &w); i++) {
    assert_true(httpstatus_warning_lookup(w.code, &again) && again.name == w.name);
    assert_int_equal(w.persistent, w.code / 100 == 2);
  }
  assert_false(httpstatus_warning_at(httpstatus_warning_count(), &w));
  assert_true(strlen(httpstatus_warning_status()) > 20);
}

/* ---- SMTP ---- */

static size_t smtp_text(char *buffer, size_t size, const void *context) {
  const struct text *text = (const struct text *)context;
  return httpstatus_smtp_text(text->start, text->length, buffer, size);
}

static void enhanced_text(char buffer[32], const httpstatus_smtp_value *value) {
  if (value->status_class < 0) {
    assert_true(value->subject == -1 && value->detail == -1);
    buffer[0] = '\0';
  } else {
    snprintf(buffer, 32, "%d.%d.%d", value->status_class, value->subject, value->detail);
  }
}

/* The names of what was put right, with commas between them. */
static void repair_names(char *buffer, size_t size, unsigned repaired) {
  size_t used = 0;
  buffer[0] = '\0';
  for (size_t i = 0; *httpstatus_smtp_repair_name(repaired, i) != '\0'; i++) {
    used += (size_t)snprintf(buffer + used, size - used, "%s%s", i == 0 ? "" : ",",
                             httpstatus_smtp_repair_name(repaired, i));
    assert_true(used < size);
  }
}

static bool is_within(const char *part, size_t length, const struct text *whole) {
  return part >= whole->start && part + length <= whole->start + whole->length;
}

/* What httpstatus_smtp_read says beyond the value that httpstatus_smtp_parse gives. */
static void expect_reading(struct vectors *file, const struct text *reply, const httpstatus_smtp_value *value,
                           const char *message, size_t length) {
  httpstatus_smtp_reading reading;
  httpstatus_error error = {"untouched", 999999};
  char names[128];
  vectors_check(file, httpstatus_smtp_read(reply->start, reply->length, &reading, &error), "it is read as well");
  repair_names(names, sizeof names, reading.repaired);
  vectors_expect_text(file, "repaired", names);
  vectors_expect_text(file, "command", reading.command);
  vectors_check(file,
                reading.code == value->code && reading.lines == value->lines &&
                    reading.status_class == value->status_class && reading.subject == value->subject &&
                    reading.detail == value->detail,
                "both say the same");
  vectors_check(file, strcmp(error.message, "untouched") == 0, "the error is untouched");
  vectors_check(file, is_within(reading.quote, reading.quote_length, reply), "the quote is a part of the text");
  if (reading.text != NULL) {
    vectors_check(file, is_within(reading.text, reading.text_length, reply), "so is what it says");
    vectors_check(file, reading.text_length == length && memcmp(reading.text, message, length) == 0, "the texts agree");
  } else {
    vectors_check(file, reading.text_length == 0 && (reading.lines > 1 || (reading.repaired & HTTPSTATUS_SMTP_FOLDED)),
                  "the text is in several pieces");
  }
}

static const char *severity_of(const httpstatus_smtp_value *value) {
  return httpstatus_smtp_severity(value->code >= 0 ? value->code : value->status_class * 100);
}

static void expect_reply(struct vectors *file, const struct text *reply, const httpstatus_smtp_value *value) {
  char enhanced[32];
  char *message = (char *)malloc(reply->length + 1);
  assert_non_null(message);
  size_t length = smtp_text(message, reply->length + 1, reply);
  enhanced_text(enhanced, value);
  vectors_expect_number(file, "code", value->code);
  vectors_expect_text(file, "enhanced", enhanced);
  vectors_expect_text(file, "severity", severity_of(value));
  vectors_expect_number(file, "lines", (long long)value->lines);
  vectors_expect_bytes(file, "message", message, length);
  if (length < 300) {
    check_every_size(smtp_text, reply, message, length);
  }
  expect_reading(file, reply, value, message, length);
  free(message);
}

static void smtp_quotes(void **state) {
  struct vectors file;
  (void)state;
  vectors_open(&file, "smtp_quotes.tsv");
  while (vectors_next(&file)) {
    const struct text reply = {vectors_text(&file, "reply"), vectors_length(&file, "reply")};
    httpstatus_smtp_value value;
    httpstatus_error error = {"none", 0};
    bool good = httpstatus_smtp_parse(reply.start, reply.length, &value, &error);
    vectors_check(&file, good, error.message);
    if (good) {
      expect_reply(&file, &reply, &value);
    }
  }
  vectors_close(&file);
}

/* Replies that servers really gave. */
static void smtp_replies_seen(void **state) {
  struct vectors file;
  (void)state;
  vectors_open(&file, "../facts/smtp_replies_seen.tsv");
  while (vectors_next(&file)) {
    httpstatus_smtp_value value;
    httpstatus_error error = {"none", 0};
    bool good = httpstatus_smtp_parse(vectors_text(&file, "text"), vectors_length(&file, "text"), &value, &error);
    vectors_check(&file, good == vectors_is_nothing(&file, "refused"), error.message);
    if (good) {
      char enhanced[32];
      enhanced_text(enhanced, &value);
      vectors_expect_number(&file, "code", value.code);
      vectors_expect_text(&file, "enhanced", enhanced);
    } else {
      vectors_expect_text(&file, "refused", error.message);
    }
  }
  vectors_close(&file);
}

static void smtp_situations(void **state) {
  struct vectors file;
  httpstatus_smtp_situation situation;
  (void)state;
  vectors_open(&file, "../facts/smtp_situations.tsv");
  while (vectors_next(&file)) {
    httpstatus_smtp_reading reading;
    size_t index = 4711;
    bool good = httpstatus_smtp_read(vectors_text(&file, "reply"), vectors_length(&file, "reply"), &reading, NULL);
    vectors_check(&file, good, "it is a reply");
    if (good) {
      reading.command = vectors_text(&file, "command");
      if (httpstatus_smtp_situation_of(&reading, &index)) {
        vectors_check(&file, httpstatus_smtp_situation_at(index, &situation), "the index is good");
        vectors_expect_text(&file, "party", situation.party);
        vectors_expect_text(&file, "action", situation.action);
        vectors_check(&file, strlen(situation.title) > 3 && strlen(situation.explanation) > 50, "it has texts");
      } else {
        vectors_check(&file, vectors_is_nothing(&file, "party") && index == 4711, "nothing is to be done");
      }
    }
  }
  vectors_close(&file);
  assert_false(httpstatus_smtp_situation_at(httpstatus_smtp_situation_count(), &situation));
}

static void smtp_commands(void **state) {
  static const char *const cases[][2] = {
      {"RCPT",                          "RCPT"          },
      {"rcpt to:<a@b.example>",         "RCPT"          },
      {"RCPTX",                         ""              },
      {"Mail From",                     "MAIL"          },
      {".",                             "END-OF-MESSAGE"},
      {"end of DATA",                   "END-OF-MESSAGE"},
      {"End-Of-Message",                "END-OF-MESSAGE"},
      {"sending message body",          "END-OF-MESSAGE"},
      {"DATA",                          "DATA"          },
      {" data\r\n",                     "DATA"          },
      {"the initial server greeting",   "CONNECT"       },
      {"performing the EHLO handshake", "EHLO"          },
      {"",                              ""              },
      {"frob",                          ""              },
      {"the ",                          ""              },
  };
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_string_equal(httpstatus_smtp_command(cases[i][0], strlen(cases[i][0])), cases[i][1]);
  }
  assert_string_equal(httpstatus_smtp_repair_name(0, 0), "");
  assert_string_equal(httpstatus_smtp_repair_name(~0U, 99), "");
  assert_string_equal(httpstatus_smtp_repair_name(HTTPSTATUS_SMTP_FOLDED | HTTPSTATUS_SMTP_JOINED, 1), "joined");
}

static void smtp_replies(void **state) {
  struct vectors file;
  (void)state;
  vectors_open(&file, "smtp_replies.tsv");
  while (vectors_next(&file)) {
    const struct text reply = {vectors_text(&file, "reply"), vectors_length(&file, "reply")};
    const httpstatus_smtp_value before = {-7, -7, -7, -7, 7};
    httpstatus_smtp_value value = before;
    httpstatus_error error = {"untouched", 999999};
    bool good = httpstatus_smtp_parse(reply.start, reply.length, &value, &error);
    vectors_check(&file, good == vectors_is(&file, "result", "ok"), "it is a reply as expected");
    if (good) {
      expect_reply(&file, &reply, &value);
      vectors_check(&file, strcmp(error.message, "untouched") == 0, "the error is untouched");
    } else {
      vectors_expect_at(&file, error.at);
      vectors_check(&file, error.at <= reply.length, "the error is within the reply");
      vectors_check(&file, strcmp(error.message, "untouched") != 0, "the error has a message");
      vectors_check(&file, memcmp(&value, &before, sizeof value) == 0, "the value is untouched");
    }
    vectors_check(&file, httpstatus_smtp_parse(reply.start, reply.length, &value, NULL) == good,
                  "the error may be NULL");
  }
  vectors_close(&file);
}

/* What is no reply has no text; what follows a reply is not looked at before the first bad line. */
static void text_of_no_reply(void **state) {
  char buffer[16] = "before";
  (void)state;
  assert_int_equal(httpstatus_smtp_text("no reply", 8, buffer, sizeof buffer), 0);
  assert_string_equal(buffer, "");
  assert_int_equal(httpstatus_smtp_text("250-a\n99 b", 10, buffer, sizeof buffer), 1);
  assert_string_equal(buffer, "a");
  assert_int_equal(httpstatus_smtp_text("", 0, NULL, 0), 0);
}

static void smtp_reply_codes(void **state) {
  struct vectors file;
  httpstatus_smtp_reply reply;
  (void)state;
  vectors_open(&file, "../facts/smtp_reply.tsv");
  while (vectors_next(&file)) {
    size_t first, count = httpstatus_smtp_replies((int)vectors_number(&file, "code"), &first);
    size_t place = (size_t)vectors_number(&file, "place");
    vectors_check(&file, place <= count, "the reply code has this meaning");
    if (place <= count) {
      assert_true(httpstatus_smtp_reply_at(first + place - 1, &reply));
      vectors_expect_number(&file, "code", reply.code);
      vectors_expect_text(&file, "standing", reply.standing);
      vectors_expect_text(&file, "spec", reply.spec);
      vectors_expect_text(&file, "code",
                          (char[4]){(char)('0' + reply.code / 100), (char)('0' + reply.code / 10 % 10),
                                    (char)('0' + reply.code % 10), '\0'});
      vectors_check(&file,
                    strlen(reply.title) > 3 && strlen(reply.explanation) > 20 && reply.class_title[0] != '\0' &&
                        reply.source[0] != '\0',
                    "it has texts");
      /* RFC 5321, section 4.2.1, has no category for a second digit above 5. */
      vectors_check(&file, (reply.category[0] != '\0') == (reply.code / 10 % 10 <= 5), "its category is told");
      vectors_check(&file, strcmp(reply.severity, httpstatus_smtp_severity(reply.code)) == 0, "severities agree");
    }
  }
  assert_int_equal(httpstatus_smtp_reply_count(), file.rows);
  vectors_close(&file);
  assert_false(httpstatus_smtp_reply_at(httpstatus_smtp_reply_count(), &reply));
  size_t total = 0, first;
  for (int code = -10; code <= 1100; code++) {
    total += httpstatus_smtp_replies(code, &first);
    const char *severity = httpstatus_smtp_severity(code);
    assert_int_equal(severity[0] == '\0', code < 200 || code > 599);
  }
  assert_int_equal(total, httpstatus_smtp_reply_count());
  assert_string_equal(httpstatus_smtp_severity(INT_MAX), "");
  assert_string_equal(httpstatus_smtp_severity(INT_MIN), "");
}

static void list_of_numbers(char buffer[256], const int16_t *numbers, size_t count) {
  size_t used = 0;
  buffer[0] = '\0';
  for (size_t i = 0; i < count; i++) {
    used += (size_t)snprintf(buffer + used, 256 - used, i == 0 ? "%d" : ",%d", numbers[i]);
  }
}

static void enhanced_codes(void **state) {
  struct vectors file;
  (void)state;
  vectors_open(&file, "enhanced.tsv");
  while (vectors_next(&file)) {
    int numbers[3] = {-7, -7, -7};
    httpstatus_error error = {"untouched", 999};
    const char *text = vectors_text(&file, "text");
    size_t length = vectors_length(&file, "text");
    bool good = httpstatus_smtp_parse_enhanced(text, length, &numbers[0], &numbers[1], &numbers[2], &error);
    vectors_check(&file, good == vectors_is(&file, "result", "ok"), "it is an enhanced code as expected");
    if (!good) {
      vectors_expect_at(&file, error.at);
      vectors_check(&file, numbers[0] == -7 && numbers[1] == -7 && numbers[2] == -7, "the numbers are untouched");
      continue;
    }
    vectors_expect_number(&file, "class", numbers[0]);
    vectors_expect_number(&file, "subject", numbers[1]);
    vectors_expect_number(&file, "detail", numbers[2]);
    httpstatus_smtp_enhanced enhanced;
    bool known = httpstatus_smtp_enhanced_lookup(numbers[0], numbers[1], numbers[2], &enhanced);
    vectors_expect_yes(&file, "known", known);
    vectors_expect_text(&file, "severity", httpstatus_smtp_severity(numbers[0] * 100));
    if (known) {
      char basic[256];
      list_of_numbers(basic, enhanced.basic, enhanced.basic_count);
      vectors_expect_text(&file, "basic", basic);
      vectors_expect_text(&file, "severity", enhanced.severity);
      vectors_check(
          &file, enhanced.status_class == numbers[0] && enhanced.subject == numbers[1] && enhanced.detail == numbers[2],
          "the numbers come back");
      vectors_check(&file,
                    enhanced.class_title[0] != '\0' && enhanced.subject_title[0] != '\0' &&
                        enhanced.class_explanation[0] != '\0' && enhanced.subject_explanation[0] != '\0',
                    "class and subject have texts");
    }
  }
  vectors_close(&file);
}

static void enhanced_facts(void **state) {
  struct vectors file;
  httpstatus_smtp_enhanced enhanced;
  (void)state;
  vectors_open(&file, "../facts/smtp_enhanced.tsv");
  while (vectors_next(&file)) {
    int subject = (int)vectors_number(&file, "subject"), detail = (int)vectors_number(&file, "detail");
    bool known = httpstatus_smtp_enhanced_lookup(5, subject, detail, &enhanced);
    vectors_check(&file, known, "the enhanced code is known");
    if (known) {
      vectors_expect_text(&file, "standing", enhanced.standing);
      char specs[64] = "";
      for (const char *each = enhanced.specs; *each != '\0'; each += strlen(each) + 1) {
        snprintf(specs + strlen(specs), sizeof specs - strlen(specs), "%s%s", each == enhanced.specs ? "" : ";", each);
      }
      vectors_expect_text(&file, "spec", specs);
      vectors_check(&file, strlen(enhanced.title) > 3 && strlen(enhanced.explanation) > 20, "it has texts");
    }
    vectors_check(&file, !httpstatus_smtp_enhanced_lookup(3, subject, detail, &enhanced), "there is no class 3");
    vectors_check(&file, !httpstatus_smtp_enhanced_lookup(-1, subject, detail, &enhanced), "there is no class -1");
  }
  assert_int_equal(httpstatus_smtp_enhanced_count(), file.rows);
  vectors_close(&file);
  for (size_t i = 0; httpstatus_smtp_enhanced_at(i, &enhanced); i++) {
    assert_int_equal(enhanced.status_class, -1);
    assert_string_equal(enhanced.severity, "");
  }
  assert_false(httpstatus_smtp_enhanced_at(httpstatus_smtp_enhanced_count(), &enhanced));
}

static void pairings(void **state) {
  struct vectors file;
  httpstatus_smtp_pairing pairing;
  (void)state;
  vectors_open(&file, "../facts/smtp_pairing.tsv");
  while (vectors_next(&file)) {
    bool found = false;
    for (size_t i = 0; httpstatus_smtp_pairing_at(i, &pairing) && !found; i++) {
      char enhanced[32];
      snprintf(enhanced, sizeof enhanced, "%d.%d.%d", pairing.status_class, pairing.subject, pairing.detail);
      found = pairing.code == vectors_number(&file, "code") && vectors_is(&file, "enhanced", enhanced);
      if (found) {
        vectors_expect_yes(&file, "agrees", pairing.agrees);
        vectors_check(&file, pairing.text[0] != '\0' && (pairing.agrees || pairing.note[0] != '\0'), "it has texts");
      }
    }
    vectors_check(&file, found, "the registry has this pair");
  }
  assert_int_equal(httpstatus_smtp_pairing_count(), file.rows);
  vectors_close(&file);
  /* Agreement is not a matter of opinion: the reply code is among those that IANA has for the enhanced one. */
  for (size_t i = 0; httpstatus_smtp_pairing_at(i, &pairing); i++) {
    httpstatus_smtp_enhanced enhanced;
    assert_true(httpstatus_smtp_enhanced_lookup(pairing.status_class, pairing.subject, pairing.detail, &enhanced));
    bool among = strcmp(enhanced.basic_note, "any") == 0;
    for (size_t b = 0; b < enhanced.basic_count; b++) {
      among = among || enhanced.basic[b] == pairing.code;
    }
    assert_int_equal(pairing.agrees, among);
  }
  assert_false(httpstatus_smtp_pairing_at(httpstatus_smtp_pairing_count(), &pairing));
}

/* ---- IIS ---- */

static void substatuses(void **state) {
  struct vectors file;
  (void)state;
  vectors_open(&file, "substatus.tsv");
  while (vectors_next(&file)) {
    int code = -7, sub = -7;
    httpstatus_error error = {"untouched", 999};
    bool good = httpstatus_iis_parse(vectors_text(&file, "text"), vectors_length(&file, "text"), &code, &sub, &error);
    vectors_check(&file, good == vectors_is(&file, "result", "ok"), "it is a sub-status as expected");
    if (!good) {
      vectors_expect_at(&file, error.at);
      vectors_check(&file, code == -7 && sub == -7, "the numbers are untouched");
      continue;
    }
    vectors_expect_number(&file, "code", code);
    vectors_expect_number(&file, "sub", sub);
    size_t first, count = httpstatus_iis_substatuses(code, sub, &first);
    vectors_expect_number(&file, "meanings", (long long)count);
    httpstatus_iis_substatus substatus;
    for (size_t i = first; i < first + count; i++) {
      assert_true(httpstatus_iis_substatus_at(i, &substatus));
      vectors_check(&file, substatus.code == code && substatus.sub == sub, "the numbers come back");
      vectors_check(&file, strlen(substatus.title) > 3 && strlen(substatus.explanation) > 20, "it has texts");
      vectors_check(&file, strstr(vectors_text(&file, "since"), substatus.since) != NULL && substatus.since[0] != '\0',
                    substatus.since);
    }
  }
  vectors_close(&file);
  httpstatus_iis_substatus substatus;
  assert_false(httpstatus_iis_substatus_at(httpstatus_iis_substatus_count(), &substatus));
}

static void substatus_facts(void **state) {
  struct vectors file;
  (void)state;
  vectors_open(&file, "../facts/iis.tsv");
  while (vectors_next(&file)) {
    size_t first;
    size_t count =
        httpstatus_iis_substatuses((int)vectors_number(&file, "code"), (int)vectors_number(&file, "sub"), &first);
    vectors_check(&file, vectors_number(&file, "place") <= (long long)count, "the sub-status has this meaning");
  }
  assert_int_equal(httpstatus_iis_substatus_count(), file.rows);
  vectors_close(&file);
}

/* ---- Cloudflare ---- */

static void cloudflare_errors(void **state) {
  struct vectors file;
  httpstatus_cloudflare_error error;
  size_t known = 0;
  (void)state;
  vectors_open(&file, "cloudflare.tsv");
  while (vectors_next(&file)) {
    size_t first, count = httpstatus_cloudflare_errors((int)vectors_number(&file, "code"), &first);
    vectors_expect_number(&file, "of", (long long)count);
    if (!vectors_is_nothing(&file, "place") && vectors_number(&file, "place") <= (long long)count) {
      assert_true(httpstatus_cloudflare_error_at(first + (size_t)vectors_number(&file, "place") - 1, &error));
      vectors_expect_number(&file, "code", error.code);
      vectors_expect_number(&file, "http_status", error.http_status);
      vectors_expect_yes(&file, "inferred", error.status_inferred);
      vectors_expect_number(&file, "retry_after", error.retry_after);
      vectors_check(&file, strlen(error.title) > 3 && strlen(error.explanation) > 20 && error.source[0] != '\0',
                    "it has texts");
      known++;
    }
  }
  assert_int_equal(httpstatus_cloudflare_error_count(), known);
  vectors_close(&file);
  assert_false(httpstatus_cloudflare_error_at(httpstatus_cloudflare_error_count(), &error));
}

/* ---- gRPC ---- */

static void grpc(void **state) {
  struct vectors file;
  httpstatus_grpc_status status;
  (void)state;
  vectors_open(&file, "grpc.tsv");
  while (vectors_next(&file)) {
    int result;
    if (vectors_is(&file, "function", "number")) {
      result = httpstatus_grpc_number(vectors_text(&file, "argument"), vectors_length(&file, "argument"));
    } else if (vectors_is(&file, "function", "to_http")) {
      result = httpstatus_grpc_to_http((int)vectors_number(&file, "argument"));
    } else {
      assert_true(vectors_is(&file, "function", "from_http"));
      result = httpstatus_grpc_from_http((int)vectors_number(&file, "argument"));
    }
    vectors_expect_number(&file, "result", result);
  }
  vectors_close(&file);
  assert_int_equal(httpstatus_grpc_count(), 17);
  for (size_t i = 0; httpstatus_grpc_at(i, &status); i++) {
    assert_int_equal(status.number, i);
    assert_int_equal(status.http, httpstatus_grpc_to_http(status.number));
    assert_int_equal(httpstatus_grpc_number(status.name, strlen(status.name)), status.number);
    assert_true(status.title[0] != '\0');
  }
  assert_false(httpstatus_grpc_at(17, &status));
  assert_true(strlen(httpstatus_grpc_note()) > 40);
}

static void grpc_maps(void **state) {
  struct vectors file;
  httpstatus_grpc_map map;
  size_t count = 0;
  (void)state;
  vectors_open(&file, "grpc_maps.tsv");
  while (vectors_next(&file)) {
    int (*function)(const char *, size_t, int) =
        vectors_is(&file, "function", "map_to_http") ? httpstatus_grpc_map_to_http : httpstatus_grpc_map_from_http;
    int argument = (int)vectors_number(&file, "argument");
    int result = function(vectors_text(&file, "map"), vectors_length(&file, "map"), argument);
    if (vectors_is(&file, "result", "unknown")) {
      vectors_check(&file, result == HTTPSTATUS_GRPC_NO_MAP, "the map is unknown");
    } else if (vectors_is_nothing(&file, "result")) {
      vectors_check(&file, result == HTTPSTATUS_GRPC_NONE, "the map has none");
    } else {
      vectors_expect_number(&file, "result", result);
    }
  }
  vectors_close(&file);
  for (; httpstatus_grpc_map_at(count, &map); count++) {
    assert_int_not_equal(httpstatus_grpc_map_to_http(map.id, strlen(map.id), 5), HTTPSTATUS_GRPC_NO_MAP);
    assert_true(map.title[0] != '\0' && map.note[0] != '\0');
  }
  assert_int_equal(count, httpstatus_grpc_map_count());
  for (int i = -2; i < 1002; i++) {
    assert_int_equal(httpstatus_grpc_map_to_http("grpc", 4, i), httpstatus_grpc_to_http(i));
    assert_int_equal(httpstatus_grpc_map_from_http("grpc", 4, i), httpstatus_grpc_from_http(i));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(warning_fields),    cmocka_unit_test(unquoting),
      cmocka_unit_test(warnings),          cmocka_unit_test(smtp_situations),
      cmocka_unit_test(smtp_quotes),       cmocka_unit_test(smtp_replies_seen),
      cmocka_unit_test(smtp_commands),     cmocka_unit_test(smtp_replies),
      cmocka_unit_test(smtp_reply_codes),  cmocka_unit_test(enhanced_codes),
      cmocka_unit_test(enhanced_facts),    cmocka_unit_test(pairings),
      cmocka_unit_test(substatuses),       cmocka_unit_test(substatus_facts),
      cmocka_unit_test(cloudflare_errors), cmocka_unit_test(grpc),
      cmocka_unit_test(grpc_maps),         cmocka_unit_test(text_of_no_reply),
  };
  return cmocka_run_group_tests_name("neighbouring systems", tests, NULL, NULL);
}
