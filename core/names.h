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

/*
 * names.c: folds a text as the table's names are folded: lower case, runs of space, "-" and "_" as one "_", none at the
 * ends, no apostrophes. Returns the length, or 0 if the text is empty or longer than size.
 */
size_t httpstatus__fold(const char *text, size_t length, char *folded, size_t size);

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
