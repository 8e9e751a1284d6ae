/* What the files that read names share. Internal to core/. */
#ifndef HTTPSTATUS_NAMES_H
#define HTTPSTATUS_NAMES_H

#include <stddef.h>

#include "httpstatus.h"

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility push(hidden)
#endif

enum { LEADING_WORDS_MAX = 8 }; /* before a name; more than that nobody writes */

/*
 * names.c: folds a text as the table's names are folded: lower case, without space, "-", "_" and apostrophes, so that
 * NotFound is NOT_FOUND. Returns the length, or 0 if nothing is left or it is longer than size.
 */
size_t httpstatus__fold(const char *text, size_t length, char *folded, size_t size);

/* names.c: the length of a word before a name ("HttpStatus." has two), with the separators behind it, or 0. */
size_t httpstatus__word_length(const char *text, size_t length);

/* nearest.c: the names of a list that are nearest to a text, in any case, as httpstatus_nearest_origin finds ids. */
size_t httpstatus__nearest_of(const char *text, size_t length, const char *const *names, size_t count,
                              httpstatus_near *near, size_t max);

#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif

#endif
