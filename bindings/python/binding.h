/*
 * The Python binding: what its files share.
 *
 * SWIG wraps the C library's functions (swig/python.i); these files hold what it cannot express: the module
 * definition, the enum's metaclass, the types, buffers, and calls with keywords at the speed of METH_FASTCALL.
 * Everything that lives as long as an interpreter is in struct state; nothing is global, so that interpreters with
 * their own GIL, and threads without one, do not meet.
 */
#ifndef HTTPSTATUS_BINDING_H
#define HTTPSTATUS_BINDING_H

#define PY_SSIZE_T_CLEAN
#include <Python.h> /* before any standard header, which it configures: so this file comes first everywhere */
#include <structmember.h>

#include "httpstatus.h"

#if PY_VERSION_HEX < 0x030B0000
#include <longintrepr.h>
#endif

/* A function that is called rarely stays out of its caller, which then has no registers to save. */
#if defined(__GNUC__)
#define RARE __attribute__((noinline, cold))
#elif defined(_MSC_VER)
#define RARE __declspec(noinline)
#else
#define RARE
#endif

enum {
  CODES = 1000,        /* codes 0..999 have a place in tables */
  MEMBERS_FIRST = 100, /* and 100..599 in that of the members of HTTPStatus */
  MEMBERS = 500,
  METHODS_MAX = 40,
  KEYS_MAX = 16,
  CLASSES = 6 /* classes 1 to 5, and 0 for codes in none */
};

/* The record types; records.c describes each. */
enum record_kind {
  RECORD_MEANING,
  RECORD_HEADER,
  RECORD_RULE,
  RECORD_ORIGIN,
  RECORD_STATUS_LINE,
  RECORD_WARNING_CODE,
  RECORD_WARNING_VALUE,
  RECORD_REPLY_CODE,
  RECORD_ENHANCED_CODE,
  RECORD_REPLY,
  RECORD_PAIRING,
  RECORD_SUBSTATUS,
  RECORD_CLOUDFLARE_ERROR,
  RECORD_GRPC_STATUS,
  RECORD_RETRY_POLICY,
  RECORD_KINDS
};

struct state {
  PyObject *module;
  PyObject *empty;            /* "" */
  PyObject *unknown_error;    /* UnknownStatusError */
  PyObject *enum_meta_call;   /* EnumMeta.__call__, the function */
  PyObject *enum_meta;        /* the metaclass of HTTPStatus and StatusClass */
  PyObject *status;           /* HTTPStatus */
  PyObject *members[MEMBERS]; /* its members by code - MEMBERS_FIRST; NULL where a code has none */
  PyObject **unlisted;        /* what from_code has made of other codes; CODES places, from the first one on */
  PyObject *from_code;        /* the function that pickles of those call */
  PyObject *classes[CLASSES]; /* None, and the members of StatusClass */
  PyObject *keys[KEYS_MAX];   /* the names of the members' entries; enums.c numbers them */
  PyObject *phrases[MEMBERS]; /* by code - MEMBERS_FIRST; NULL where a code has none */
  PyObject *names[MEMBERS];   /* the same */
  PyObject *labels[CLASSES];
  PyObject *record_base;
  PyObject *record_types[RECORD_KINDS];
  PyObject **rows[RECORD_KINDS]; /* the records of the registry's rows, each made when it is first asked for */
  PyObject **row_slots;          /* the block that rows points into */
  size_t row_total;
  PyMethodDef swig_methods[METHODS_MAX]; /* SWIG's table, mended: see module.c */
  PyMethodDef *private_methods;          /* the part of it that is private */
  PyObject *set_type;                    /* StatusSet */
  PyObject *tally_type;                  /* Tally */
  bool tally_registered;                 /* as a Mapping */
};

extern PyModuleDef httpstatus__module;

static inline struct state *state_of(PyObject *module) {
  return (struct state *)PyModule_GetState(module);
}

/* The listed member of a code, borrowed; NULL where there is none. */
static inline PyObject *member_of(struct state *state, int code) {
  return (unsigned)code - MEMBERS_FIRST < MEMBERS ? state->members[code - MEMBERS_FIRST] : NULL;
}

/* The state behind an object whose type this module made. */
static inline struct state *state_of_type(PyTypeObject *type) {
  return (struct state *)PyType_GetModuleState(type);
}

static inline PyObject *new_ref(PyObject *object) {
  Py_INCREF(object);
  return object;
}

/*
 * A pointer that is set once, by whoever comes first, and then only read. Without a GIL two threads may set it at the
 * same time: one of them wins, and shared_set tells both who.
 */
#ifdef Py_GIL_DISABLED
static inline void *shared_get(void **place) {
  return _Py_atomic_load_ptr_acquire(place);
}

static inline void *shared_set(void **place, void *value) {
  void *expected = NULL;
  return _Py_atomic_compare_exchange_ptr(place, &expected, value) ? value : expected;
}
#else
static inline void *shared_get(void **place) {
  return *place;
}

static inline void *shared_set(void **place, void *value) {
  if (*place == NULL) { /* making the value may have let another thread run */
    *place = value;
  }
  return *place;
}
#endif

/* The same for an object. slot_fill takes a new reference, or NULL with an exception set, and gives a borrowed one. */
static inline PyObject *slot_get(PyObject **slot) {
  return (PyObject *)shared_get((void **)slot);
}

static inline PyObject *slot_fill(PyObject **slot, PyObject *object) {
  if (object == NULL) {
    return NULL;
  }
  PyObject *winner = (PyObject *)shared_set((void **)slot, object);
  if (winner != object) {
    Py_DECREF(object);
  }
  return winner;
}

/*
 * PyType_FromModuleAndSpec, which leaves no exception behind where memory for the type's name cannot be had (seen in
 * CPython 3.12 and 3.13).
 */
static inline PyObject *new_type(PyObject *module, PyType_Spec *spec, PyObject *bases) {
  PyObject *type = PyType_FromModuleAndSpec(module, spec, bases);
  if (type == NULL && !PyErr_Occurred()) {
    PyErr_NoMemory();
  }
  return type;
}

/* ---- convert.c: the one rule for arguments, and texts ---- */

enum { NO_CODE = -1 }; /* stands for every integer that no C int holds: all functions answer alike for those */

int httpstatus__int_value(PyObject *number);
int httpstatus__convert_code(PyObject *object, int *code);

/* The value of an exact int that fits a digit; false for every other object. */
static inline bool small_int(PyObject *object, int *value) {
  if (!PyLong_CheckExact(object)) {
    return false;
  }
#if PY_VERSION_HEX >= 0x030C0000
  if (!PyUnstable_Long_IsCompact((PyLongObject *)object)) {
    return false;
  }
  *value = (int)PyUnstable_Long_CompactValue((PyLongObject *)object);
#else
  Py_ssize_t size = Py_SIZE(object);
  if (size < -1 || size > 1) {
    return false;
  }
  *value = size == 0 ? 0 : (int)size * (int)((PyLongObject *)object)->ob_digit[0];
#endif
  return true;
}

/*
 * The one rule: a status code is an int, or an object with __index__ (numpy's integers, say); anything else is a
 * TypeError that names it. An int too large for C becomes NO_CODE. Returns 0, or -1 with an exception set.
 */
static inline int convert_code(PyObject *object, int *code) {
  if (small_int(object, code)) {
    return 0;
  }
  return httpstatus__convert_code(object, code);
}

/* Text that goes to the core: str or a bytes-like object. */
struct text {
  const char *text;
  size_t length;
  Py_buffer view; /* held while text is used, where the object has a buffer */
  bool has_view, is_bytes;
};

/* what names the argument for the error. */
int httpstatus__convert_text(PyObject *object, const char *what, struct text *text);
void httpstatus__release_text(struct text *text);

PyObject *httpstatus__text_list(const char *list);

/* New references to what httpstatus_phrase, _name and _label say, made at import. */
static inline PyObject *text_of(struct state *state, PyObject *const *texts, int code) {
  PyObject *text = (unsigned)code - MEMBERS_FIRST < MEMBERS ? texts[code - MEMBERS_FIRST] : NULL;
  return new_ref(text != NULL ? text : state->empty);
}

static inline PyObject *phrase_of(struct state *state, int code) {
  return text_of(state, state->phrases, code);
}

static inline PyObject *name_of(struct state *state, int code) {
  return text_of(state, state->names, code);
}

static inline PyObject *label_of(struct state *state, int code) {
  return new_ref(state->labels[httpstatus_status_class(code)]);
}

int httpstatus__fill_texts(struct state *state);

/* ---- errors.c ---- */

PyObject *httpstatus__raise_unknown_text(struct state *state, PyObject *given, const struct text *text, int result);
PyObject *httpstatus__shown(PyObject *given);
PyObject *httpstatus__shown_to_python(PyObject *module, PyObject *given);
PyObject *httpstatus__raise_about(PyObject *type, const char *format, PyObject *given);
PyObject *httpstatus__raise_unknown_origin(struct state *state, PyObject *given);
PyObject *httpstatus__raise_unknown(struct state *state, const char *format, ...);
PyObject *httpstatus__raise_parse(const char *what, PyObject *given, const struct text *text,
                                  const httpstatus_error *error);
int httpstatus__add_errors(PyObject *module, struct state *state);

/* ---- enums.c ---- */

int httpstatus__add_enums(PyObject *module, struct state *state);
PyObject *httpstatus__from_code(PyObject *module, PyObject *object);

/* ---- records.c ---- */

PyObject *httpstatus__record_type(PyObject *module, enum record_kind kind);
PyObject *httpstatus__record(PyObject *module, enum record_kind kind, const void *from);
PyObject *httpstatus__record_of(PyObject *module, enum record_kind kind, PyObject *const *values);
int httpstatus__add_rows(struct state *state);
PyObject *httpstatus__row(PyObject *module, enum record_kind kind, size_t index);
PyObject *httpstatus__rows_between(PyObject *module, enum record_kind kind, size_t first, size_t count);
PyObject *httpstatus__all_rows(PyObject *module, PyObject *name);
PyObject *httpstatus__find_record_type(PyObject *module, PyObject *name);
PyObject *httpstatus__restore_record(PyObject *module, PyObject *arguments);

/* ---- parsers.c ---- */

PyObject *httpstatus__line_record(PyObject *module, const httpstatus_line *line, bool is_bytes);
PyObject *httpstatus__smtp_parse(PyObject *module, PyObject *object);
PyObject *httpstatus__warning_parse(PyObject *module, PyObject *object);

/* ---- sets.c ---- */

int httpstatus__add_set(PyObject *module, struct state *state);
const httpstatus_set *httpstatus__set_of(struct state *state, PyObject *object);
int httpstatus__convert_set(struct state *state, PyObject *object, httpstatus_set *set);

/* ---- tallies.c ---- */

int httpstatus__add_tally(PyObject *module, struct state *state);
PyObject *httpstatus__tally(PyObject *module, PyObject *codes);
PyObject *httpstatus__new_tally(struct state *state, const httpstatus_tally *tally, PyObject *substatuses);

/* ---- logs.c ---- */

PyObject *httpstatus__log_type(PyObject *module, PyObject *none);
PyObject *httpstatus__log_formats(PyObject *module, PyObject *none);

/* ---- lazy.c ---- */

int httpstatus__add_submodules(PyObject *module);

/* ---- module.c ---- */

int httpstatus__add_private(PyObject *module, PyObject *private_module);

/* ---- keywords.c ---- */

extern PyMethodDef httpstatus__keyword_methods[];
extern PyMethodDef httpstatus__private_methods[];

#endif
