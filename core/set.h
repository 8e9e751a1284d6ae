/* Sets that are read piece by piece. Internal to core/ and bindings/. */
#ifndef HTTPSTATUS_SET_H
#define HTTPSTATUS_SET_H

#include "httpstatus.h"

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility push(hidden)
#endif

/*
 * Reads a text as the next terms of a set, as httpstatus_set_parse reads a whole one. *started is false before the
 * first term, which decides what "!" starts from. On failure the set has the terms before the wrong one.
 */
bool httpstatus__set_read(const char *text, size_t length, httpstatus_set *set, bool *started, httpstatus_error *error);

#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif

#endif
