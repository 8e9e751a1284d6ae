/* What the files that read logs share. Internal to core/. */
#ifndef HTTPSTATUS_LOG_H
#define HTTPSTATUS_LOG_H

#include "httpstatus.h"

#ifdef __cplusplus
extern "C" {
#endif

/* json.c: the status of a line that is a JSON object, or -1. Finds log->key where that is empty. */
int httpstatus__json_line(httpstatus_log *log, const char *line, size_t length);

#ifdef __cplusplus
}
#endif

#endif
