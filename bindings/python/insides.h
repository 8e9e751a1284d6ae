/*
 * Everything that rests on the insides of CPython, and the only place that asks for a version because of them.
 *
 * Each trick makes something faster and changes no answer. insides.c has the tricks, and plain.c the same functions in
 * portable C API; an interpreter gets one of the two. Plain are those that nobody has tried the tricks on (another
 * implementation, or a CPython newer than the newest one here), and every build with -DHTTPSTATUS_PLAIN.
 *
 *   trick             known for    what it rests on, and what plain.c does instead
 *   small_int         3.10 - 3.15  the digits of an int; PyLong_AsLongAndOverflow
 *   ENUM_PARTS        3.10 - 3.15  where EnumType keeps the members of a class; IntEnum(name, members)
 *   ENUM_ENTRIES      3.10 - 3.15  name and value as entries of a member's dict, since no slot of the class forbids it;
 *                                  the properties that enum makes
 *   CLASS_CALL        3.11 - 3.15  the interpreter calls tp_vectorcall of an immutable class, whatever its metaclass;
 *                                  EnumType.__call__
 *   TYPE_DICT         3.10 - 3.15  entries in the dict of an immutable type; the type becomes immutable later
 *
 * What PyPy's C API does in another way (tried on 8.0) is here too: long_value,
 * DEALLOC_RELEASES_TYPE, mend_length, dict_compare and dict_repr.
 */
#ifndef HTTPSTATUS_INSIDES_H
#define HTTPSTATUS_INSIDES_H

#include "state.h"

#if !defined(HTTPSTATUS_PLAIN) && (defined(PYPY_VERSION) || defined(GRAALVM_PYTHON) || PY_VERSION_HEX >= 0x03100000)
#define HTTPSTATUS_PLAIN
#endif

#ifndef HTTPSTATUS_PLAIN
#if PY_VERSION_HEX >= 0x030B0000
#define HTTPSTATUS_CLASS_CALL
#else
#include <longintrepr.h>
#endif
#endif

/* ---- Ints ---- */

/* PyLong_AsLongAndOverflow for an int of any class. */
static inline long long_value(PyObject *number, int *overflow) {
#ifdef PYPY_VERSION
  /* There it asks the methods of a subclass, and so do most of the methods of int; its addition takes the value. */
  PyObject *exact = PyLong_CheckExact(number)
                        ? new_ref(number)
                        : PyObject_CallMethod((PyObject *)&PyLong_Type, "__add__", "Oi", number, 0);
  if (exact == NULL) {
    PyErr_Clear();
    *overflow = 1;
    return 0;
  }
  long value = PyLong_AsLongAndOverflow(exact, overflow);
  Py_DECREF(exact);
  return value;
#else
  return PyLong_AsLongAndOverflow(number, overflow);
#endif
}

/* The value of an exact int that is small; false for every other object. */
static inline bool small_int(PyObject *object, int *value) {
  if (!PyLong_CheckExact(object)) {
    return false;
  }
#if defined(HTTPSTATUS_PLAIN)
  int overflow;
  long number = PyLong_AsLongAndOverflow(object, &overflow);
  if (overflow != 0 || number > INT_MAX || number < INT_MIN) {
    return false;
  }
  *value = (int)number;
#elif PY_VERSION_HEX >= 0x030C0000
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

/* ---- Enums ---- */

/* The entries of a member's dict, in the order in which state->keys has their names. */
enum key {
  KEY_VALUE_,
  KEY_NAME_,
  KEY_OBJCLASS,
  KEY_SORT_ORDER,
  KEY_VALUE,
  KEY_NAME,
  KEYS_OF_ENUM, /* the keys before this one belong to enum; insides.c or plain.c fills them */
  KEY_PHRASE = KEYS_OF_ENUM,
  KEY_STATUS_CLASS,
  KEY_IS_INFORMATIONAL,
  KEY_IS_SUCCESS,
  KEY_IS_REDIRECTION,
  KEY_IS_CLIENT_ERROR,
  KEY_IS_SERVER_ERROR,
  KEY_IS_ERROR,
  KEYS
};

/* A member of an enum that is to be made. A row with the value of the row before it is another name for that member. */
struct enum_row {
  int value;
  PyObject *name;    /* NULL for httpstatus__make_value: somebody else will name it */
  PyObject *entries; /* the member's dict, which may hold anything at the keys of enum; NULL if it has no others */
  PyObject *member;  /* what httpstatus__make_enum has made: a new reference, NULL for another name */
};

/* An IntEnum of the module httpstatus with these members. New reference. */
PyObject *httpstatus__make_enum(struct state *state, PyObject *int_enum, const char *name, const char *doc,
                                struct enum_row *rows, size_t count);

/* A value of an enum that is not among its members. New reference. */
PyObject *httpstatus__make_value(struct state *state, PyObject *type, const struct enum_row *row);

/* Sets an attribute of an enum; steals the value, which may be NULL with an exception set. */
int httpstatus__set_on_enum(PyObject *type, const char *name, PyObject *value);

/*
 * The last step of making HTTPStatus: calling the class becomes one look-up if that is possible. The class accepts
 * attributes afterwards, as every enum does. Returns 0, or -1 with an exception set.
 */
int httpstatus__finish_status(struct state *state);

/* Whether an enum has a name, asked by `in` for its _member_map_; EnumType asks before it sets or deletes an attribute.
 */
int httpstatus__map_contains(PyObject *map, PyObject *name);

/* ---- Types ---- */

/*
 * Whether the class that a tp_new is called for is one of this module; if not, an exception is set. Only PyPy lets
 * StatusSet.__new__(int) come so far.
 */
static inline bool is_ours(PyTypeObject *type) {
#ifdef PYPY_VERSION
  PyObject *module = PyType_GetModule(type); /* borrowed */
  if (module != NULL && PyModule_GetDef(module) == &httpstatus__module) {
    return true;
  }
  PyErr_Format(PyExc_TypeError, "'%.100s' is not a class of httpstatus", type->tp_name);
  return false;
#else
  (void)type;
  return true;
#endif
}

/* Whether tp_dealloc of a type of the interpreter also releases the type of the object, as PyPy's does. */
#ifdef PYPY_VERSION
#define DEALLOC_RELEASES_TYPE 1
#else
#define DEALLOC_RELEASES_TYPE 0
#endif

/* A type is immutable once it is finished, which only the makers of its attributes can delay. */
#ifdef HTTPSTATUS_PLAIN
#define IMMUTABLE_LATER 0
#else
#define IMMUTABLE_LATER Py_TPFLAGS_IMMUTABLETYPE
#endif

/* Sets attributes of a type whose flags have IMMUTABLE_LATER, and finishes it. Returns 0, or -1 with an exception set.
 */
int httpstatus__finish_type(PyObject *type, const char *const *names, PyObject *const *values, size_t count);

/* ---- Buffers ---- */

/* PyPy's slices of a view with several dimensions have a length that is too small; the shape is right. */
static inline void mend_length(Py_buffer *view) {
#ifdef PYPY_VERSION
  view->len = view->shape == NULL ? view->len : view->itemsize;
  for (int i = 0; i < view->ndim && view->shape != NULL; i++) {
    view->len *= view->shape[i];
  }
#else
  (void)view;
#endif
}

/* ---- Dicts ---- */

/* What dict itself says of an object whose class is derived from it. PyPy's slots of dict ask the object's own class.
 */
static inline PyObject *dict_compare(PyObject *self, PyObject *other, int operation) {
#ifdef HTTPSTATUS_PLAIN
  return PyObject_CallMethod((PyObject *)&PyDict_Type, operation == Py_EQ ? "__eq__" : "__ne__", "OO", self, other);
#else
  return PyDict_Type.tp_richcompare(self, other, operation);
#endif
}

static inline PyObject *dict_repr(PyObject *self) {
#ifdef HTTPSTATUS_PLAIN
  return PyObject_CallMethod((PyObject *)&PyDict_Type, "__repr__", "O", self);
#else
  return PyDict_Type.tp_repr(self);
#endif
}

/* ---- Pointers between threads ---- */

/*
 * A pointer that is set once, by whoever comes first, and then only read. Without a GIL two threads may set it at the
 * same time: one of them wins, and shared_set tells both which.
 */
#ifdef Py_GIL_DISABLED
#if defined(__GNUC__)
static inline void *shared_get(void **place) {
  return __atomic_load_n(place, __ATOMIC_ACQUIRE);
}

static inline void *shared_set(void **place, void *value) {
  void *expected = NULL;
  return __atomic_compare_exchange_n(place, &expected, value, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE) ? value
                                                                                                         : expected;
}
#else
#include <intrin.h>
static inline void *shared_get(void **place) {
  return _InterlockedCompareExchangePointer(place, NULL, NULL);
}

static inline void *shared_set(void **place, void *value) {
  void *before = _InterlockedCompareExchangePointer(place, value, NULL);
  return before == NULL ? value : before;
}
#endif
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

#endif
