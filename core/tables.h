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

struct httpstatus__text_row {
  httpstatus__text text;
};
extern const struct httpstatus__text_row httpstatus__standings[];
extern const struct httpstatus__text_row httpstatus__needs[];
extern const struct httpstatus__text_row httpstatus__topics[];
extern const struct httpstatus__text_row httpstatus__edition_names[];

#include "rows.h" /* the rows of the records, and their traits */

extern const uint16_t httpstatus__label_at[];      /* by class, 0 is "other" */
extern const uint16_t httpstatus__class_name_at[]; /* by class, 0 is "" */
extern const uint16_t httpstatus__phrase_at[HTTPSTATUS__COUNT];
extern const uint16_t httpstatus__name_at[HTTPSTATUS__COUNT];
extern const httpstatus__traits httpstatus__traits_of[HTTPSTATUS__COUNT];
extern const uint8_t httpstatus__first[HTTPSTATUS__LIMIT + 1]; /* the first row of a code */

struct httpstatus__edition_row {
  uint16_t edition;
  int16_t code;
  httpstatus__text phrase;
};
extern const struct httpstatus__edition_row httpstatus__editions[];
extern const size_t httpstatus__editions_count;

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

/* What the related systems have beside their records. */
extern const struct httpstatus__text_row httpstatus__warning_rules[]; /* transient, persistent, status */
extern const size_t httpstatus__warning_rules_count;

/* When a situation of a reply holds; numbers of the enhanced code are -1 for any. */
struct httpstatus__smtp_match_row {
  uint32_t says[3];    /* bits of httpstatus__smtp_words: one of them has to be in the text, if there are any */
  uint32_t commands;   /* bits of httpstatus__smtp_commands; 0 is any */
  int16_t first, last; /* reply codes */
  int16_t status_class, subject, detail;
  uint8_t situation;
};
extern const struct httpstatus__smtp_match_row httpstatus__smtp_matches[];
extern const size_t httpstatus__smtp_matches_count;
extern const uint16_t httpstatus__smtp_match_first[];              /* by class, enhanced code and command */
extern const struct httpstatus__text_row httpstatus__smtp_words[]; /* in order; each begins with a letter */
extern const size_t httpstatus__smtp_words_count;
extern const uint8_t httpstatus__smtp_word_first[]; /* by first letter */
extern const struct httpstatus__text_row httpstatus__smtp_commands[];
extern const size_t httpstatus__smtp_commands_count;

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

struct httpstatus__grpc_http_row {
  httpstatus__text note, source;
  int16_t http, number;
};
extern const struct httpstatus__grpc_http_row httpstatus__grpc_from_http[];
extern const size_t httpstatus__grpc_from_http_count;
extern const struct httpstatus__grpc_http_row httpstatus__grpc_default;

/* A map named by its index turns each number from first to last into the result; the first row that fits counts. */
struct httpstatus__grpc_range_row {
  int16_t map, first, last, result;
};
extern const struct httpstatus__grpc_range_row httpstatus__grpc_maps_to[];
extern const size_t httpstatus__grpc_maps_to_count;
extern const struct httpstatus__grpc_range_row httpstatus__grpc_maps_from[];
extern const size_t httpstatus__grpc_maps_from_count;
extern const struct httpstatus__text_row httpstatus__grpc_rules[];
extern const size_t httpstatus__grpc_rules_count;

#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif

#endif
