/* Records: the immutable objects that the registry and the parsers answer with. */
#ifndef HTTPSTATUS_RECORDS_H
#define HTTPSTATUS_RECORDS_H

#include "state.h"

/* ---- record_specs.c: what each kind of record has ---- */

/* How a field of a C struct becomes an attribute. */
enum field_kind {
  FIELD_TEXT,     /* const char * */
  FIELD_LIST,     /* a list of texts: tuple of str */
  FIELD_INT,      /* int */
  FIELD_OPTIONAL, /* int, -1 is None */
  FIELD_LONG,     /* int64_t, -1 is None */
  FIELD_BOOL,
  FIELD_CODES,   /* const int16_t *, and its count in the next field of the struct: tuple of int */
  FIELD_HEADERS, /* of a meaning: tuple of Header */
  FIELD_RULES,   /* of a meaning: tuple of Rule */
  FIELD_DOTTED,  /* three int, of class, subject and detail: "5.1.1" */
  FIELD_SET,     /* a set's text: StatusSet */
  FIELD_OBJECT   /* given by the caller: in records that are not made from a struct */
};

struct field {
  const char *name;
  enum field_kind kind;
  size_t offset;
  const char *doc;
};

struct record_spec {
  const char *name; /* with its module */
  const char *doc;
  const struct field *fields;
  size_t count;
  size_t shown; /* how many fields its repr shows, and its hash takes */
};

extern const struct record_spec httpstatus__record_specs[RECORD_KINDS];

/* ---- records.c: their types, and making them ---- */

PyObject *httpstatus__record_type(PyObject *module, enum record_kind kind);
PyObject *httpstatus__record(PyObject *module, enum record_kind kind, const void *from);
PyObject *httpstatus__record_value(PyObject *record, size_t field);
PyObject *httpstatus__enhanced_code(PyObject *module, int status_class, int subject, int detail);
PyObject *httpstatus__record_of(PyObject *module, enum record_kind kind, PyObject *const *values);
enum record_kind httpstatus__record_kind(PyObject *name);
PyObject *httpstatus__find_record_type(PyObject *module, PyObject *name);
PyObject *httpstatus__restore_record(PyObject *module, PyObject *arguments);

/* ---- rows.c: those of the registry's rows ---- */

int httpstatus__add_rows(struct state *state);
PyObject *httpstatus__row(PyObject *module, enum record_kind kind, size_t index);
PyObject *httpstatus__rows_between(PyObject *module, enum record_kind kind, size_t first, size_t count);
PyObject *httpstatus__rows_at(PyObject *module, enum record_kind kind, const size_t *indexes, size_t count);
PyObject *httpstatus__all_rows(PyObject *module, PyObject *name);

#endif
