/* What arguments may be: the one rule for status codes, and text for the core. */
#ifndef HTTPSTATUS_CONVERT_H
#define HTTPSTATUS_CONVERT_H

#include "errors.h"
#include "insides.h"

enum { NO_CODE = -1 }; /* stands for every integer that no C int holds: all functions answer alike for those */

int httpstatus__int_value(PyObject *number);
int httpstatus__convert_code(PyObject *object, const char *function, int *code);

/*
 * The one rule: a status code is an int, or an object with __index__ (numpy's integers, for example); anything else is
 * a TypeError that names it. An int too large for C becomes NO_CODE. Returns 0, or -1 with an exception set.
 */
static inline int convert_code(PyObject *object, int *code) {
  return small_int(object, code) ? 0 : httpstatus__convert_code(object, "", code);
}

/* Likewise for the number that a function takes, which may be another system's: the error says whose. */
static inline int convert_number(PyObject *object, const char *function, int *number) {
  return small_int(object, number) ? 0 : httpstatus__convert_code(object, function, number);
}

/* what names the argument for the error. */
int httpstatus__convert_text(PyObject *object, const char *what, struct text *text);
void httpstatus__release_text(struct text *text);

#endif
