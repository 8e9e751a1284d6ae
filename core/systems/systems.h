/* What the files of the core share about systems of codes. Internal to core/. */
#ifndef HTTPSTATUS_SYSTEMS_H
#define HTTPSTATUS_SYSTEMS_H

#include "../tables.h"

#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility push(hidden)
#endif

const struct httpstatus__system_row *httpstatus__system(const char *text, size_t length);

#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility pop
#endif

#endif
