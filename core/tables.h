/*
 * The shape of the generated tables (tables.c). Internal to core/.
 *
 * A column of type httpstatus__text holds where a text begins in the pool; the text 0 is "". A list of texts is one
 * entry of the pool: each text ends with a NUL, and an empty text ends the list.
 */
#ifndef HTTPSTATUS_TABLES_H
#define HTTPSTATUS_TABLES_H

#include <stddef.h>
#include <stdint.h>

#include "httpstatus.h"
#include "tables_sizes.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What is internal to core/ is never seen outside, however the sources are compiled. */
#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility push(hidden)
#endif

/* One hidden struct of char arrays: the address of a text is a constant, known without a relocation. */
struct httpstatus__texts;
extern const struct httpstatus__texts httpstatus__texts;
extern const size_t httpstatus__short_texts; /* texts below this offset: labels, phrases and names */

typedef uint32_t httpstatus__text;

/* Fills *error, where there is one, and returns false. */
static inline bool httpstatus__fail(httpstatus_error *error, const char *message, size_t at) {
  if (error != NULL) {
    error->message = message;
    error->at = at;
  }
  return false;
}

static inline const char *httpstatus__text_at(httpstatus__text at) {
  return (const char *)&httpstatus__texts + at;
}

/* Bits of httpstatus__flags; the order is that of TRAITS in generate/load.py. */
enum {
  HTTPSTATUS__REGISTERED = 1 << 0,
  HTTPSTATUS__NO_CONTENT = 1 << 1,
  HTTPSTATUS__CACHEABLE = 1 << 2,
  HTTPSTATUS__REDIRECT = 1 << 3,
  HTTPSTATUS__PRESERVES_METHOD = 1 << 4,
  HTTPSTATUS__PERMANENT = 1 << 5,
  HTTPSTATUS__RETRY = 1 << 6,
  HTTPSTATUS__RETRY_ANY = 1 << 7
};

extern const uint16_t httpstatus__label_at[];      /* by class, 0 is "other" */
extern const uint16_t httpstatus__class_name_at[]; /* by class, 0 is "" */
extern const uint16_t httpstatus__phrase_at[HTTPSTATUS__COUNT];
extern const uint16_t httpstatus__name_at[HTTPSTATUS__COUNT];
extern const uint8_t httpstatus__flags[HTTPSTATUS__COUNT];
extern const uint8_t httpstatus__first[HTTPSTATUS__LIMIT + 1]; /* the first row of a code */

struct httpstatus__edition_row {
  uint16_t edition;
  int16_t code;
  httpstatus__text phrase;
};
extern const struct httpstatus__edition_row httpstatus__editions[];
extern const size_t httpstatus__editions_count;

struct httpstatus__origin_row {
  httpstatus__text id, name, class_name, url, about;
};
extern const struct httpstatus__origin_row httpstatus__origin_rows[];
extern const size_t httpstatus__origins;

struct httpstatus__class_row {
  httpstatus__text title, section, explanation, definition;
};
extern const struct httpstatus__class_row httpstatus__class_rows[]; /* 1xx first */

struct httpstatus__row {
  httpstatus__text name, phrase, spec, section, url, explanation, definition, history, note, source, expires,
      confidence;
  httpstatus__text former_phrases, former_names, aliases, other_specs, uses; /* lists */
  int16_t code;
  uint8_t origin, standing;
  uint16_t see_also, headers, rules; /* where its parts of the tables below begin */
  uint8_t see_also_count, headers_count, rules_count;
};
extern const struct httpstatus__row httpstatus__rows[];
extern const size_t httpstatus__row_count;
extern const int16_t httpstatus__see_also[];

struct httpstatus__header_row {
  httpstatus__text name, when, reference;
  uint8_t need, in_request;
};
extern const struct httpstatus__header_row httpstatus__headers[];

struct httpstatus__rule_row {
  httpstatus__text text, reference;
  uint8_t topic;
};
extern const struct httpstatus__rule_row httpstatus__rules[];

struct httpstatus__text_row {
  httpstatus__text text;
};
extern const struct httpstatus__text_row httpstatus__standings[];
extern const struct httpstatus__text_row httpstatus__needs[];
extern const struct httpstatus__text_row httpstatus__topics[];
extern const struct httpstatus__text_row httpstatus__edition_names[];

struct httpstatus__source_row {
  httpstatus__text tag, title;
};
extern const struct httpstatus__source_row httpstatus__sources[];
extern const size_t httpstatus__source_count;

/* Names and phrases that lead to a code, sorted by normalised text, and a hash table of their numbers plus one. */
struct httpstatus__name_row {
  httpstatus__text text;
  uint16_t candidates;      /* where its part of httpstatus__candidates begins */
  uint8_t candidates_count; /* more than one: ambiguous */
  uint8_t row;              /* the meaning */
};
extern const struct httpstatus__name_row httpstatus__names[];
extern const size_t httpstatus__name_count;
extern const int16_t httpstatus__candidates[];
extern const uint16_t httpstatus__name_slots[HTTPSTATUS__NAME_SLOTS];

/* The neighbouring systems. A number that a row lacks is -1. */
struct httpstatus__warning_row {
  httpstatus__text name, phrase, explanation, definition, spec, section, other_specs, obsoleted_by, note, source;
  int16_t code, former_code;
  uint8_t persistent;
};
extern const struct httpstatus__warning_row httpstatus__warnings[];
extern const size_t httpstatus__warnings_count;
extern const struct httpstatus__text_row httpstatus__warning_rules[]; /* transient, persistent, status */
extern const size_t httpstatus__warning_rules_count;

struct httpstatus__digit_row {
  httpstatus__text title, explanation;
  uint8_t digit;
};
extern const struct httpstatus__digit_row httpstatus__reply_classes[];
extern const size_t httpstatus__reply_classes_count;
extern const struct httpstatus__digit_row httpstatus__reply_categories[];
extern const size_t httpstatus__reply_categories_count;
extern const struct httpstatus__digit_row httpstatus__enhanced_classes[];
extern const size_t httpstatus__enhanced_classes_count;
extern const struct httpstatus__digit_row httpstatus__enhanced_subjects[];
extern const size_t httpstatus__enhanced_subjects_count;

struct httpstatus__reply_row {
  httpstatus__text title, explanation, spec, note, source;
  int16_t code;
  uint8_t standing;
};
extern const struct httpstatus__reply_row httpstatus__replies[];
extern const size_t httpstatus__replies_count;

struct httpstatus__enhanced_row {
  httpstatus__text title, explanation, basic_note, specs, note, source;
  int16_t subject, detail;
  uint8_t standing;
  uint16_t basic, basic_count; /* part of httpstatus__enhanced_basic */
};
extern const struct httpstatus__enhanced_row httpstatus__enhanced[];
extern const size_t httpstatus__enhanced_count;
extern const int16_t httpstatus__enhanced_basic[];

struct httpstatus__pairing_row {
  httpstatus__text text, note;
  int16_t code, class_digit, subject, detail;
  uint8_t agrees;
};
extern const struct httpstatus__pairing_row httpstatus__pairings[];
extern const size_t httpstatus__pairings_count;

struct httpstatus__substatus_row {
  httpstatus__text title, explanation, since, note, source;
  int16_t code, sub;
};
extern const struct httpstatus__substatus_row httpstatus__substatuses[];
extern const size_t httpstatus__substatuses_count;

struct httpstatus__cloudflare_row {
  httpstatus__text title, explanation, note, source;
  int16_t code, http_status, retry_after;
  uint8_t inferred;
};
extern const struct httpstatus__cloudflare_row httpstatus__cloudflare_errors[];
extern const size_t httpstatus__cloudflare_errors_count;

struct httpstatus__grpc_row {
  httpstatus__text name, title, note, source;
  int16_t number, http;
};
extern const struct httpstatus__grpc_row httpstatus__grpc_codes[];
extern const size_t httpstatus__grpc_codes_count;

struct httpstatus__grpc_http_row {
  httpstatus__text note, source;
  int16_t http, number;
};
extern const struct httpstatus__grpc_http_row httpstatus__grpc_from_http[];
extern const size_t httpstatus__grpc_from_http_count;
extern const struct httpstatus__grpc_http_row httpstatus__grpc_default;
extern const struct httpstatus__text_row httpstatus__grpc_rules[];
extern const size_t httpstatus__grpc_rules_count;

struct httpstatus__policy_row {
  httpstatus__text id, client, version, codes, rule, methods, source;
};
extern const struct httpstatus__policy_row httpstatus__policies[];
extern const size_t httpstatus__policies_count;

#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif

#endif
