/*
 * What the files of the Python binding share.
 *
 * SWIG wraps the C library's functions (swig/python.i). The other files hold what SWIG cannot express: the module
 * definition, the enums, the types, buffers, and calls with keywords at the speed of METH_FASTCALL. Everything that
 * lives as long as an interpreter is in struct state. Nothing is global, so interpreters with their own GIL, and
 * threads without one, do not share anything.
 *
 * The headers depend on each other in one direction only:
 * state.h, insides.h <- errors.h <- convert.h <- texts.h, enums.h, records.h, sets.h ... <- functions.h <- module.c
 */
#ifndef HTTPSTATUS_STATE_H
#define HTTPSTATUS_STATE_H

#define PY_SSIZE_T_CLEAN
#include <Python.h> /* before any standard header, which it configures: so this file comes first everywhere */
#include <structmember.h>

#include "httpstatus.h"
#include "record_kinds.h"

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
  MEMBERS_FIRST = 100, /* and 100..599 in the table of the members of HTTPStatus */
  MEMBERS = 500,
  METHODS_MAX = 64,
  KEYS_MAX = 16,
  ENHANCED_SUBJECTS = 8, /* enhanced status codes below these numbers have a place: all that are registered */
  ENHANCED_DETAILS = 32,
  ENHANCED_PLACES = 4 * ENHANCED_SUBJECTS * ENHANCED_DETAILS, /* classes 2 to 5 */
  CLASSES = 6                                                 /* classes 1 to 5, and 0 for codes without a class */
};

enum { OBJECTS = 8 + 3 * MEMBERS + 2 * CLASSES + KEYS_MAX + RECORD_KINDS };

struct state {
  union {
    struct {
      PyObject *empty;            /* "" */
      PyObject *unknown_error;    /* UnknownStatusError */
      PyObject *status;           /* HTTPStatus */
      PyObject *from_code;        /* the function that pickles of codes without a member call */
      PyObject *set_type;         /* StatusSet */
      PyObject *set_abc;          /* collections.abc.Set, once StatusSet is registered there */
      PyObject *tally_type;       /* Tally */
      PyObject *record_base;      /* the base of all record types */
      PyObject *members[MEMBERS]; /* of HTTPStatus, by code - MEMBERS_FIRST; NULL if a code has none */
      PyObject *phrases[MEMBERS]; /* the same for phrases */
      PyObject *names[MEMBERS];   /* and for names */
      PyObject *classes[CLASSES]; /* None, and the members of StatusClass */
      PyObject *labels[CLASSES];
      PyObject *keys[KEYS_MAX]; /* the names of the members' entries; enums.h numbers them */
      PyObject *record_types[RECORD_KINDS];
    };
    PyObject *objects[OBJECTS]; /* all of these, for the garbage collector */
  };
  PyObject **unlisted; /* what from_code has made of other codes; CODES places, allocated with the first one */
  PyObject **rows;     /* the records of the registry's rows, each made when it is first asked for */
  size_t row_total;
  size_t row_first[RECORD_KINDS];        /* where the rows of a kind begin */
  size_t enhanced_first;                 /* and the enhanced status codes, by class, subject and detail */
  PyObject *module;                      /* borrowed: the state belongs to the module */
  PyMethodDef swig_methods[METHODS_MAX]; /* SWIG's table, corrected: see module.c */
  PyMethodDef *private_methods;          /* the private part of it */
};

extern PyModuleDef httpstatus__module;

static inline struct state *state_of(PyObject *module) {
  return (struct state *)PyModule_GetState(module);
}

/* The state behind an object whose type this module made. */
static inline struct state *state_of_type(PyTypeObject *type) {
  return (struct state *)PyType_GetModuleState(type);
}

/* The listed member for a code, borrowed; NULL if there is none. */
static inline PyObject *member_of(struct state *state, int code) {
  return (unsigned)code - MEMBERS_FIRST < MEMBERS ? state->members[code - MEMBERS_FIRST] : NULL;
}

static inline PyObject *new_ref(PyObject *object) {
  Py_INCREF(object);
  return object;
}

/*
 * PyType_FromModuleAndSpec with one base or none, which leaves no exception behind if memory for the type's name cannot
 * be allocated (seen in CPython 3.12 and 3.13). PyPy takes bases in a tuple only.
 */
static inline PyObject *new_type(PyObject *module, PyType_Spec *spec, PyObject *bases) {
  PyObject *tuple = bases == NULL || PyTuple_Check(bases) ? bases : PyTuple_Pack(1, bases);
  PyObject *type = bases != NULL && tuple == NULL ? NULL : PyType_FromModuleAndSpec(module, spec, tuple);
  if (tuple != bases) {
    Py_XDECREF(tuple);
  }
  if (type == NULL && !PyErr_Occurred()) {
    PyErr_NoMemory();
  }
  return type;
}

#endif
