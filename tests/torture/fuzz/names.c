/* Short texts: enhanced codes, sub-statuses of IIS, and every function that takes a name and nothing else. */
#include <ctype.h>

#include "fuzz.h"

#define NUMBER "(0|[1-9][0-9]{0,2})"

static void check_enhanced(struct slice text) {
  int status_class = -7, subject = -7, detail = -7;
  regmatch_t groups[3];
  httpstatus_error error = {NULL, 0};
  httpstatus_smtp_enhanced enhanced;
  bool good = httpstatus_smtp_parse_enhanced(text.at, text.length, &status_class, &subject, &detail, &error);
  CHECK(good == matches("([245])\\." NUMBER "\\." NUMBER, text, groups, 3));
  if (!good) {
    CHECK(status_class == -7 && subject == -7 && detail == -7);
    check_error(&error, text.length);
    return;
  }
  CHECK(status_class == to_number(group(text, &groups[0])));
  CHECK(subject == to_number(group(text, &groups[1])));
  CHECK(detail == to_number(group(text, &groups[2])));
  if (httpstatus_smtp_enhanced_lookup(status_class, subject, detail, &enhanced)) {
    CHECK(enhanced.status_class == status_class && enhanced.subject == subject && enhanced.detail == detail);
  }
}

static void check_substatus(struct slice text) {
  int code = -7, sub = -7;
  regmatch_t groups[2];
  size_t first, found = 0;
  httpstatus_error error = {NULL, 0};
  httpstatus_iis_substatus substatus;
  bool good = httpstatus_iis_parse(text.at, text.length, &code, &sub, &error);
  CHECK(good == matches("([1-9][0-9]{2})\\." NUMBER, text, groups, 2));
  if (!good) {
    CHECK(code == -7 && sub == -7);
    check_error(&error, text.length);
    return;
  }
  CHECK(code == to_number(group(text, &groups[0])) && sub == to_number(group(text, &groups[1])));
  for (size_t i = 0; httpstatus_iis_substatus_at(i, &substatus); i++) {
    found += substatus.code == code && substatus.sub == sub;
  }
  CHECK(httpstatus_iis_substatuses(code, sub, &first) == found);
}

/* A name as it is spelled is found, and what is found has its letters. */
static void check_grpc(struct slice text) {
  httpstatus_grpc_status status;
  int number = httpstatus_grpc_number(text.at, text.length);
  for (size_t i = 0; httpstatus_grpc_at(i, &status); i++) {
    CHECK(!same_word(text, status.name) || number == status.number);
    size_t letters = 0;
    for (size_t j = 0; j < text.length && status.number == number; j++) {
      letters += tolower((unsigned char)text.at[j]) == tolower((unsigned char)status.name[0]);
    }
    CHECK(status.number != number || letters > 0);
  }
}

static void check_edition(struct slice text) {
  int expected = -1;
  for (int edition = 0; edition < HTTPSTATUS_EDITIONS; edition++) {
    expected = same_word(text, httpstatus_edition_name(edition)) ? edition : expected;
  }
  CHECK(httpstatus_edition(text.at, text.length) == expected);
}

static void check_standing(struct slice text) {
  bool expected = false;
  for (size_t i = 0; *httpstatus_standing_at(i) != '\0'; i++) {
    expected = expected || same_text(text, httpstatus_standing_at(i));
  }
  CHECK(httpstatus_is_standing(text.at, text.length) == expected);
}

/* A tag of a source is known where some meaning names it; others there may be. */
static void check_source(struct slice text) {
  const char *title = httpstatus_source(text.at, text.length);
  CHECK(title != NULL);
  CHECK(*title == '\0' || (text.length > 0 && !holds(text, '\0')));
}

static void check_origin(struct slice text) {
  enum { ROOM = 20 };
  httpstatus_origin each, origin;
  httpstatus_near near[ROOM];
  char lower[65] = "";
  unsigned least = ~0u, allowed = text.length < 6 ? 1 : (unsigned)(text.length / 3);
  bool expected = false, short_enough = text.length > 0 && text.length < sizeof lower;
  for (size_t i = 0; i < text.length && short_enough; i++) {
    lower[i] = (char)tolower((unsigned char)text.at[i]);
  }
  struct slice folded = {lower, short_enough ? text.length : 0};
  for (size_t i = 0; httpstatus_origin_at(i, &each); i++) {
    struct slice id = {each.id, strlen(each.id)};
    expected = expected || same_word(text, each.id);
    unsigned off = distance(folded, id);
    least = off < least ? off : least;
  }
  bool good = httpstatus_find_origin(text.at, text.length, &origin);
  CHECK(good == expected);
  CHECK(!good || same_word(text, origin.id));
  size_t filled = httpstatus_nearest_origin(text.at, text.length, near, ROOM);
  CHECK((filled > 0) == (short_enough && least <= allowed));
  for (size_t i = 0, before = least; i < filled; i++) {
    struct slice id = {near[i].name, strlen(near[i].name)};
    unsigned off = distance(folded, id);
    CHECK(off >= before && off <= allowed && (i > 0 || off == least));
    CHECK(near[i].code == -1);
    before = off;
  }
}

static void check_log_format(struct slice text) {
  /* clang-format off */
  static const char *const known[] = {
      "auto", "alb", "aspnet", "chi", "cloudfront", "column", "common", "clf", "combined", "vhost_combined",
      "apache", "nginx", "tomcat", "fastly", "csv", "tsv", "curl", "django", "elb", "envoy", "istio", "fiber",
      "gin", "granian", "haproxy", "httplog", "httpslog", "heroku", "json", "ndjson", "caddy", "console", "zap",
      "key", "logfmt", "ltsv", "morgan", "next", "npm", "phoenix", "php", "plain", "rails", "request", "s3",
      "squid", "status-line", "tornado", "uvicorn", "uwsgi", "w3c", "iis",
  };
  /* clang-format on */
  httpstatus_log log;
  regmatch_t key;
  bool expected = false;
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    expected = expected || same_text(text, known[i]);
  }
  CHECK((httpstatus_log_format(text.at, text.length) >= 0) == expected);
  const char *colon = text.length > 0 ? (const char *)memchr(text.at, ':', text.length) : NULL;
  bool has_key = matches("(json|ndjson|caddy|console|zap|key|column):([^\1]|\1)+", text, &key, 0) &&
                 !holds(text, '\0') && text.at + text.length - colon - 1 < HTTPSTATUS_LOG_KEY_SIZE;
  bool alone = expected && !same_text(text, "key") && !same_text(text, "column");
  CHECK(httpstatus_log_begin(&log, text.at, text.length) == (alone || has_key));
  struct slice after = {has_key ? colon + 1 : NULL, has_key ? (size_t)(text.at + text.length - colon - 1) : 0};
  CHECK(!has_key || same_text(after, log.key));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct slice text = {(const char *)data, size};
  check_enhanced(text);
  check_substatus(text);
  check_grpc(text);
  check_edition(text);
  check_standing(text);
  check_source(text);
  check_origin(text);
  check_log_format(text);
  return 0;
}
