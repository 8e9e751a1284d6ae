/*
 * The sentences of errors, each written once: the bindings quote them and raise them. Internal to core/ and bindings/.
 *
 * Each function writes a sentence and a NUL as snprintf does and returns its length. The form is always
 * `problem 'value': detail; way out`. A text is quoted here; a number comes as the language shows it.
 */
#ifndef HTTPSTATUS_MESSAGES_H
#define HTTPSTATUS_MESSAGES_H

#include "httpstatus.h"

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility push(hidden)
#endif

enum {
  HTTPSTATUS__SHOWN = 80,         /* bytes of a text that a message shows */
  HTTPSTATUS__MESSAGE_SIZE = 2048 /* room for every message */
};

/* Why a code cannot be written, and why a problem document cannot have an extension. */
#define HTTPSTATUS__NOT_ON_THE_WIRE "a status code on the wire has three digits, 100 to 999"
#define HTTPSTATUS__STATUS_IS_THE_CODE "invalid extension 'status': the code is the status; leave it out"

/* A text as any terminal can show it, cut after max bytes; and the same between quotes, cut after HTTPSTATUS__SHOWN. */
size_t httpstatus__escape(const char *text, size_t length, size_t max, char *buffer, size_t size);
size_t httpstatus__quote(const char *text, size_t length, char *buffer, size_t size);

/* "; did you mean A (1), B (2) or C (3)?", or "" if count is 0. A name without a code is quoted. */
size_t httpstatus__say_near(const httpstatus_near *near, size_t count, char *buffer, size_t size);

/* For a text that httpstatus_code refuses: unknown, with the nearest names, or ambiguous, with the codes. */
size_t httpstatus__say_unknown_status(const char *text, size_t length, char *buffer, size_t size);

/* For names out of a closed list: the nearest ones, or all of them, or the function that lists them. */
size_t httpstatus__say_unknown_origin(const char *id, size_t length, char *buffer, size_t size);
size_t httpstatus__say_unknown_edition(const char *text, size_t length, char *buffer, size_t size);
size_t httpstatus__say_unknown_standing(const char *text, size_t length, char *buffer, size_t size);
size_t httpstatus__say_unknown(const char *what, const char *text, size_t length, const char *const *names,
                               size_t count, char *buffer, size_t size);

/* For a code of a system (its id) that the system lacks: the right form, the nearest ones, or what lists them. */
size_t httpstatus__say_unknown_code(const char *system, const char *text, size_t length, char *buffer, size_t size);
size_t httpstatus__say_unknown_system(const char *text, size_t length, char *buffer, size_t size);

/* For a number that a table lacks: what is known all the same, or if hint is NULL the function that lists the table. */
size_t httpstatus__say_not_listed(const char *what, const char *shown, const char *lists, const char *hint,
                                  char *buffer, size_t size);

/* For a code without a meaning: from an origin, or from anybody if that is NULL. */
size_t httpstatus__say_no_meaning(int code, const char *shown, const httpstatus_origin *origin, char *buffer,
                                  size_t size);

/* For a text that a parser refuses, at a position as the language counts. In a list, where is " as item 2". */
size_t httpstatus__say_invalid(const char *what, const char *text, size_t length, const httpstatus_error *error,
                               size_t position, char *buffer, size_t size);
size_t httpstatus__say_invalid_item(const char *what, const char *text, size_t length, const char *where,
                                    const httpstatus_error *error, size_t position, char *buffer, size_t size);

/* For times of logs: what log_time and log_period refuse, and a log without times if times are asked for. */
size_t httpstatus__say_invalid_time(const char *text, size_t length, char *buffer, size_t size);
size_t httpstatus__say_invalid_period(const char *text, size_t length, char *buffer, size_t size);
size_t httpstatus__say_no_times(int format, char *buffer, size_t size);

/* For a log of which no line fits the format that was asked for, or any; shown is its first line as the language shows
 * it, and piece the beginning of the log. */
size_t httpstatus__say_unknown_log(int format, const char *shown, const char *piece, size_t length, char *buffer,
                                   size_t size);

#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif

#endif
