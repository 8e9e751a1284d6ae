/* What the files that read logs share. Internal to core/. */
#ifndef HTTPSTATUS_LOG_H
#define HTTPSTATUS_LOG_H

#include "httpstatus.h"

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility push(hidden)
#endif

/* json.c: the status of a line that is a JSON object, or -1. Finds log->key where that is empty. */
int httpstatus__json_line(httpstatus_log *log, const char *line, size_t length);

#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif

#endif
