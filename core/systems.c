/* Neighbouring systems: the tables of Warning, SMTP, IIS, Cloudflare, gRPC and of clients' retry rules. */
#include <string.h>

#include "ascii.h"
#include "tables.h"

/* The title and explanation of a digit; empty ones for a digit that has no row. */
static struct httpstatus__digit_row find_digit(const struct httpstatus__digit_row *rows, size_t count, int digit) {
  static const struct httpstatus__digit_row none = {0, 0, 0};
  for (size_t i = 0; i < count; i++) {
    if (rows[i].digit == digit) {
      return rows[i];
    }
  }
  return none;
}

/* ---- Warning ---- */

size_t httpstatus_warning_count(void) {
  return httpstatus__warnings_count;
}

bool httpstatus_warning_at(size_t index, httpstatus_warning *warning) {
  if (index >= httpstatus__warnings_count) {
    return false;
  }
  const struct httpstatus__warning_row *row = &httpstatus__warnings[index];
  warning->code = row->code;
  warning->name = httpstatus__text_at(row->name);
  warning->phrase = httpstatus__text_at(row->phrase);
  warning->persistent = row->persistent != 0;
  warning->persistence = httpstatus__text_at(httpstatus__warning_rules[row->persistent != 0].text);
  warning->explanation = httpstatus__text_at(row->explanation);
  warning->definition = httpstatus__text_at(row->definition);
  warning->spec = httpstatus__text_at(row->spec);
  warning->section = httpstatus__text_at(row->section);
  warning->other_specs = httpstatus__text_at(row->other_specs);
  warning->obsoleted_by = httpstatus__text_at(row->obsoleted_by);
  warning->former_code = row->former_code;
  warning->note = httpstatus__text_at(row->note);
  warning->source = httpstatus__text_at(row->source);
  return true;
}

bool httpstatus_warning_lookup(int code, httpstatus_warning *warning) {
  for (size_t i = 0; i < httpstatus__warnings_count; i++) {
    if (httpstatus__warnings[i].code == code) {
      return httpstatus_warning_at(i, warning);
    }
  }
  return false;
}

const char *httpstatus_warning_status(void) {
  return httpstatus__text_at(httpstatus__warning_rules[2].text);
}

/* ---- SMTP ---- */

size_t httpstatus_smtp_reply_count(void) {
  return httpstatus__replies_count;
}

const char *httpstatus_smtp_severity(int code) {
  static const char *const severities[] = {"", "", "success", "intermediate", "transient", "permanent"};
  return code >= 200 && code <= 599 ? severities[code / 100] : "";
}

bool httpstatus_smtp_reply_at(size_t index, httpstatus_smtp_reply *reply) {
  if (index >= httpstatus__replies_count) {
    return false;
  }
  const struct httpstatus__reply_row *row = &httpstatus__replies[index];
  struct httpstatus__digit_row class_row =
      find_digit(httpstatus__reply_classes, httpstatus__reply_classes_count, row->code / 100);
  struct httpstatus__digit_row category =
      find_digit(httpstatus__reply_categories, httpstatus__reply_categories_count, row->code / 10 % 10);
  reply->code = row->code;
  reply->title = httpstatus__text_at(row->title);
  reply->explanation = httpstatus__text_at(row->explanation);
  reply->severity = httpstatus_smtp_severity(row->code);
  reply->class_title = httpstatus__text_at(class_row.title);
  reply->class_explanation = httpstatus__text_at(class_row.explanation);
  reply->category = httpstatus__text_at(category.title);
  reply->standing = httpstatus__text_at(httpstatus__standings[row->standing].text);
  reply->spec = httpstatus__text_at(row->spec);
  reply->note = httpstatus__text_at(row->note);
  reply->source = httpstatus__text_at(row->source);
  return true;
}

size_t httpstatus_smtp_replies(int code, size_t *first) {
  size_t count = 0;
  *first = 0;
  for (size_t i = 0; i < httpstatus__replies_count; i++) {
    if (httpstatus__replies[i].code == code && count++ == 0) {
      *first = i;
    }
  }
  return count;
}

size_t httpstatus_smtp_enhanced_count(void) {
  return httpstatus__enhanced_count;
}

static void fill_enhanced(const struct httpstatus__enhanced_row *row, int status_class,
                          httpstatus_smtp_enhanced *enhanced) {
  struct httpstatus__digit_row class_row =
      find_digit(httpstatus__enhanced_classes, httpstatus__enhanced_classes_count, status_class);
  struct httpstatus__digit_row subject =
      find_digit(httpstatus__enhanced_subjects, httpstatus__enhanced_subjects_count, row->subject);
  enhanced->status_class = status_class;
  enhanced->subject = row->subject;
  enhanced->detail = row->detail;
  enhanced->title = httpstatus__text_at(row->title);
  enhanced->explanation = httpstatus__text_at(row->explanation);
  enhanced->severity = httpstatus_smtp_severity(status_class * 100);
  enhanced->class_title = httpstatus__text_at(class_row.title);
  enhanced->class_explanation = httpstatus__text_at(class_row.explanation);
  enhanced->subject_title = httpstatus__text_at(subject.title);
  enhanced->subject_explanation = httpstatus__text_at(subject.explanation);
  enhanced->basic = httpstatus__enhanced_basic + row->basic;
  enhanced->basic_count = row->basic_count;
  enhanced->basic_note = httpstatus__text_at(row->basic_note);
  enhanced->standing = httpstatus__text_at(httpstatus__standings[row->standing].text);
  enhanced->specs = httpstatus__text_at(row->specs);
  enhanced->note = httpstatus__text_at(row->note);
  enhanced->source = httpstatus__text_at(row->source);
}

bool httpstatus_smtp_enhanced_at(size_t index, httpstatus_smtp_enhanced *enhanced) {
  if (index >= httpstatus__enhanced_count) {
    return false;
  }
  fill_enhanced(&httpstatus__enhanced[index], -1, enhanced);
  return true;
}

bool httpstatus_smtp_enhanced_lookup(int status_class, int subject, int detail, httpstatus_smtp_enhanced *enhanced) {
  if (status_class != 2 && status_class != 4 && status_class != 5) {
    return false;
  }
  for (size_t i = 0; i < httpstatus__enhanced_count; i++) {
    if (httpstatus__enhanced[i].subject == subject && httpstatus__enhanced[i].detail == detail) {
      fill_enhanced(&httpstatus__enhanced[i], status_class, enhanced);
      return true;
    }
  }
  return false;
}

size_t httpstatus_smtp_pairing_count(void) {
  return httpstatus__pairings_count;
}

bool httpstatus_smtp_pairing_at(size_t index, httpstatus_smtp_pairing *pairing) {
  if (index >= httpstatus__pairings_count) {
    return false;
  }
  const struct httpstatus__pairing_row *row = &httpstatus__pairings[index];
  pairing->code = row->code;
  pairing->status_class = row->class_digit;
  pairing->subject = row->subject;
  pairing->detail = row->detail;
  pairing->text = httpstatus__text_at(row->text);
  pairing->agrees = row->agrees != 0;
  pairing->note = httpstatus__text_at(row->note);
  return true;
}

/* ---- IIS ---- */

size_t httpstatus_iis_substatus_count(void) {
  return httpstatus__substatuses_count;
}

bool httpstatus_iis_substatus_at(size_t index, httpstatus_iis_substatus *substatus) {
  if (index >= httpstatus__substatuses_count) {
    return false;
  }
  const struct httpstatus__substatus_row *row = &httpstatus__substatuses[index];
  substatus->code = row->code;
  substatus->sub = row->sub;
  substatus->title = httpstatus__text_at(row->title);
  substatus->explanation = httpstatus__text_at(row->explanation);
  substatus->since = httpstatus__text_at(row->since);
  substatus->note = httpstatus__text_at(row->note);
  substatus->source = httpstatus__text_at(row->source);
  return true;
}

size_t httpstatus_iis_substatuses(int code, int sub, size_t *first) {
  size_t count = 0;
  *first = 0;
  for (size_t i = 0; i < httpstatus__substatuses_count; i++) {
    const struct httpstatus__substatus_row *row = &httpstatus__substatuses[i];
    if (row->code == code && row->sub == sub && count++ == 0) {
      *first = i;
    }
  }
  return count;
}

/* ---- Cloudflare ---- */

size_t httpstatus_cloudflare_error_count(void) {
  return httpstatus__cloudflare_errors_count;
}

bool httpstatus_cloudflare_error_at(size_t index, httpstatus_cloudflare_error *error) {
  if (index >= httpstatus__cloudflare_errors_count) {
    return false;
  }
  const struct httpstatus__cloudflare_row *row = &httpstatus__cloudflare_errors[index];
  error->code = row->code;
  error->title = httpstatus__text_at(row->title);
  error->explanation = httpstatus__text_at(row->explanation);
  error->http_status = row->http_status;
  error->status_inferred = row->inferred != 0;
  error->retry_after = row->retry_after;
  error->note = httpstatus__text_at(row->note);
  error->source = httpstatus__text_at(row->source);
  return true;
}

size_t httpstatus_cloudflare_errors(int code, size_t *first) {
  size_t count = 0;
  *first = 0;
  for (size_t i = 0; i < httpstatus__cloudflare_errors_count; i++) {
    if (httpstatus__cloudflare_errors[i].code == code && count++ == 0) {
      *first = i;
    }
  }
  return count;
}

/* ---- gRPC ---- */

enum { GRPC_UNKNOWN = 2 }; /* the code for whatever has no better one (grpc/grpc doc/statuscodes.md) */

size_t httpstatus_grpc_count(void) {
  return httpstatus__grpc_codes_count;
}

bool httpstatus_grpc_at(size_t index, httpstatus_grpc_status *status) {
  if (index >= httpstatus__grpc_codes_count) {
    return false;
  }
  const struct httpstatus__grpc_row *row = &httpstatus__grpc_codes[index];
  status->number = row->number;
  status->name = httpstatus__text_at(row->name);
  status->title = httpstatus__text_at(row->title);
  status->http = row->http;
  status->note = httpstatus__text_at(row->note);
  status->source = httpstatus__text_at(row->source);
  return true;
}

int httpstatus_grpc_number(const char *name, size_t length) {
  for (size_t i = 0; i < httpstatus__grpc_codes_count; i++) {
    if (httpstatus__same_word(name, length, httpstatus__text_at(httpstatus__grpc_codes[i].name))) {
      return httpstatus__grpc_codes[i].number;
    }
  }
  return -1;
}

int httpstatus_grpc_to_http(int number) {
  bool known = number >= 0 && (size_t)number < httpstatus__grpc_codes_count;
  return httpstatus__grpc_codes[known ? number : GRPC_UNKNOWN].http;
}

int httpstatus_grpc_from_http(int code) {
  for (size_t i = 0; i < httpstatus__grpc_from_http_count; i++) {
    if (httpstatus__grpc_from_http[i].http == code) {
      return httpstatus__grpc_from_http[i].number;
    }
  }
  return httpstatus__grpc_default.number;
}

const char *httpstatus_grpc_note(void) {
  return httpstatus__text_at(httpstatus__grpc_rules[0].text);
}

/* ---- Retry rules ---- */

size_t httpstatus_retry_policy_count(void) {
  return httpstatus__policies_count;
}

bool httpstatus_retry_policy_at(size_t index, httpstatus_retry_policy *policy) {
  if (index >= httpstatus__policies_count) {
    return false;
  }
  const struct httpstatus__policy_row *row = &httpstatus__policies[index];
  policy->id = httpstatus__text_at(row->id);
  policy->client = httpstatus__text_at(row->client);
  policy->version = httpstatus__text_at(row->version);
  policy->codes = httpstatus__text_at(row->codes);
  policy->rule = httpstatus__text_at(row->rule);
  policy->methods = httpstatus__text_at(row->methods);
  policy->source = httpstatus__text_at(row->source);
  return true;
}
