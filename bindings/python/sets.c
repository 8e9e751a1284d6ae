/* StatusSet: an immutable set of codes 0..999, a bitmap of the core, that gets along with every other set. */
#include "docs.h"
#include "sets.h"

#include <string.h>

#include "convert.h"
#include "messages.h"
#include "set.h"

struct set {
  PyObject_HEAD httpstatus_set set;
};

static httpstatus_set *set_at(PyObject *self) {
  return &((struct set *)self)->set;
}

const httpstatus_set *httpstatus__set_of(struct state *state, PyObject *object) {
  return (PyObject *)Py_TYPE(object) == state->set_type ? set_at(object) : NULL;
}

/*
 * collections.abc.Set, borrowed. StatusSet is registered there with the first set that is made: at import it would take
 * 30 us.
 */
static PyObject *set_abc(struct state *state) {
  PyObject *found = slot_get(&state->set_abc);
  if (found != NULL) {
    return found;
  }
  PyObject *module = PyImport_ImportModule("_collections_abc");
  PyObject *abc = module == NULL ? NULL : PyObject_GetAttrString(module, "Set");
  PyObject *done = abc == NULL ? NULL : PyObject_CallMethod(abc, "register", "O", state->set_type);
  Py_XDECREF(module);
  if (done == NULL) {
    Py_CLEAR(abc);
  }
  Py_XDECREF(done);
  return slot_fill(&state->set_abc, abc);
}

static PyObject *new_set(PyTypeObject *type, const httpstatus_set *set) {
  PyObject *self = set_abc(state_of_type(type)) == NULL ? NULL : type->tp_alloc(type, 0);
  if (self != NULL) {
    *set_at(self) = *set;
  }
  return self;
}

/* ---- What is in other sets ---- */

/*
 * The code that an object equals, as an element of Python's sets does: an int, 404.0, or what has __index__. Returns 0
 * and NO_CODE for everything else, without an error, and -1 if asking the object raised one.
 */
int httpstatus__code_equal_to(PyObject *object, int *code) {
  *code = NO_CODE;
  if (small_int(object, code) || PyUnicode_Check(object) || PyBytes_Check(object) || object == Py_None) {
    return 0;
  }
  if (PyLong_Check(object) || PyIndex_Check(object)) {
    if (convert_code(object, code) < 0) { /* an array of numpy has __index__, and an error if it is called */
      if (!PyErr_ExceptionMatches(PyExc_TypeError)) {
        return -1;
      }
      PyErr_Clear();
    }
    return 0;
  }
  Py_hash_t hash = PyObject_Hash(object); /* what equals an int has its hash, which is the int */
  if (hash == -1) {
    if (!PyErr_ExceptionMatches(PyExc_TypeError)) {
      return -1;
    }
    PyErr_Clear();
    return 0;
  }
  if (hash < 0 || hash > HTTPSTATUS_SET_MAX) {
    return 0;
  }
  PyObject *number = PyLong_FromSsize_t(hash);
  int same = number == NULL ? -1 : PyObject_RichCompareBool(object, number, Py_EQ);
  Py_XDECREF(number);
  *code = same > 0 ? (int)hash : NO_CODE;
  return same < 0 ? -1 : 0;
}

/* The codes of a set of any kind, and the first element that is not one: a new reference, or NULL. */
static int read_elements(PyObject *other, httpstatus_set *set, PyObject **stranger) {
  PyObject *iterator = PyObject_GetIter(other);
  PyObject *item;
  memset(set, 0, sizeof *set);
  *stranger = NULL;
  if (iterator == NULL) {
    return -1;
  }
  while ((item = PyIter_Next(iterator)) != NULL) {
    int code;
    if (httpstatus__code_equal_to(item, &code) < 0) {
      Py_DECREF(item);
      break;
    }
    if (!httpstatus_set_add(set, code) && *stranger == NULL) {
      *stranger = new_ref(item);
    }
    Py_DECREF(item);
  }
  Py_DECREF(iterator);
  if (PyErr_Occurred()) {
    Py_CLEAR(*stranger);
    return -1;
  }
  return 0;
}

/* Whether an object is a set of any kind: 1 or 0, or -1 with an exception set. */
static int is_set(struct state *state, PyObject *object) {
  if (PyAnySet_Check(object)) {
    return 1;
  }
  if (PyUnicode_CheckExact(object) || PyLong_CheckExact(object) || PyList_CheckExact(object) || object == Py_None) {
    return 0;
  }
  PyObject *abc = set_abc(state);
  return abc == NULL ? -1 : PyObject_IsInstance(object, abc);
}

/*
 * The codes of another set. Returns 1, or 0 if the object is not a set, or -1. *stranger is the first element that is
 * not a code, if there is one.
 */
static int read_set(struct state *state, PyObject *object, httpstatus_set *set, PyObject **stranger) {
  const httpstatus_set *own = httpstatus__set_of(state, object);
  *stranger = NULL;
  if (own != NULL) {
    *set = *own;
    return 1;
  }
  int good = is_set(state, object);
  return good > 0 && read_elements(object, set, stranger) < 0 ? -1 : good;
}

/* ---- Making one ---- */

static int add_code(PyObject *item, httpstatus_set *set) {
  int code;
  if (convert_code(item, &code) < 0) {
    return -1;
  }
  if (!httpstatus_set_add(set, code)) {
    httpstatus__raise_about(PyExc_ValueError, "a StatusSet holds codes 0..999, not %U", item);
    return -1;
  }
  return 0;
}

static bool is_text(PyObject *object) {
  return PyUnicode_Check(object) || PyBytes_Check(object) || PyByteArray_Check(object);
}

static int add_text(PyObject *object, const char *where, httpstatus_set *set, bool *started) {
  struct text text;
  httpstatus_error error;
  if (httpstatus__convert_text(object, "a set's text", &text) < 0) {
    return -1;
  }
  bool good = httpstatus__set_read(text.text, text.length, set, started, &error);
  if (!good) {
    httpstatus__raise_parse_set(&text, where, &error);
  }
  httpstatus__release_text(&text);
  return good ? 0 : -1;
}

/* Says before the message of the error that is set which item it is about. */
static void name_item(size_t index) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  if (value != NULL &&
      (PyErr_GivenExceptionMatches(type, PyExc_TypeError) || PyErr_GivenExceptionMatches(type, PyExc_ValueError))) {
    PyObject *message = PyUnicode_FromFormat("invalid item at index %zu: %S", index, value);
    if (message == NULL) { /* no memory: that is the error now */
      Py_XDECREF(type);
      Py_XDECREF(value);
      Py_XDECREF(traceback);
      return;
    }
    Py_SETREF(value, message);
  }
  PyErr_Restore(type, value, traceback);
}

/* An item of an iterable: a code, or text that is read as the next terms. */
static int add_item(struct state *state, PyObject *item, size_t index, httpstatus_set *set, bool *started) {
  const httpstatus_set *other = httpstatus__set_of(state, item);
  if (other != NULL) {
    httpstatus_set_union(set, set, other);
    *started = true;
    return 0;
  }
  if (is_text(item)) {
    char where[sizeof " at index " + 3 * sizeof index];
    PyOS_snprintf(where, sizeof where, " at index %llu", (unsigned long long)index);
    return add_text(item, where, set, started);
  }
  *started = true;
  if (add_code(item, set) < 0) {
    name_item(index);
    return -1;
  }
  return 0;
}

/* What a StatusSet can be made of: text (bytes are text here, and not codes), a code, another set, any iterable. */
int httpstatus__convert_set(struct state *state, PyObject *object, httpstatus_set *set) {
  bool started = false;
  memset(set, 0, sizeof *set);
  const httpstatus_set *other = httpstatus__set_of(state, object);
  if (other != NULL) {
    *set = *other;
    return 0;
  }
  if (is_text(object)) {
    return add_text(object, "", set, &started);
  }
  if (PyIndex_Check(object) && !PyObject_CheckBuffer(object)) { /* an array of numpy has both, and is an iterable */
    return add_code(object, set);
  }
  PyObject *iterator = PyObject_GetIter(object);
  if (iterator == NULL) {
    if (PyErr_ExceptionMatches(PyExc_TypeError)) {
      PyErr_Clear();
      if (PyIndex_Check(object)) {
        return add_code(object, set);
      }
      PyObject *shown = httpstatus__shown(object);
      if (shown != NULL) {
        PyErr_Format(PyExc_TypeError,
                     "a StatusSet is made of text such as '2xx,!204', a code or an iterable of codes, not %.100s: %U",
                     Py_TYPE(object)->tp_name, shown);
        Py_DECREF(shown);
      }
    }
    return -1;
  }
  PyObject *item;
  for (size_t index = 0; (item = PyIter_Next(iterator)) != NULL; index++) {
    int failed = add_item(state, item, index, set, &started);
    Py_DECREF(item);
    if (failed) {
      break;
    }
  }
  Py_DECREF(iterator);
  return PyErr_Occurred() ? -1 : 0;
}

static PyObject *set_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  static char *names[] = {(char *)"", NULL};
  PyObject *codes = NULL;
  httpstatus_set set = {{0}};
  if (!is_ours(type) || !PyArg_ParseTupleAndKeywords(args, kwargs, "|O:StatusSet", names, &codes)) {
    return NULL;
  }
  if (codes != NULL) {
    if ((PyObject *)Py_TYPE(codes) == (PyObject *)type) {
      return new_ref(codes);
    }
    if (httpstatus__convert_set(state_of_type(type), codes, &set) < 0) {
      return NULL;
    }
  }
  return new_set(type, &set);
}

static int set_traverse(PyObject *self, visitproc visit, void *arg) {
  return visit((PyObject *)Py_TYPE(self), arg);
}

static void set_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  type->tp_free(self);
  Py_DECREF(type);
}

/* Whether a code, or what equals one, is in the set: False, and not an error, for everything else. */
static int set_contains(PyObject *self, PyObject *object) {
  int code;
  if (!small_int(object, &code) && httpstatus__code_equal_to(object, &code) < 0) {
    return -1;
  }
  return httpstatus_set_contains(set_at(self), code);
}

static Py_ssize_t set_length(PyObject *self) {
  return (Py_ssize_t)httpstatus_set_count(set_at(self));
}

static PyObject *set_list(PyObject *self) {
  PyObject *list = PyList_New(0);
  for (int code = httpstatus_set_next(set_at(self), -1); code >= 0 && list != NULL;
       code = httpstatus_set_next(set_at(self), code)) {
    PyObject *item = PyLong_FromLong(code);
    if (item == NULL || PyList_Append(list, item) < 0) {
      Py_SETREF(list, NULL);
    }
    Py_XDECREF(item);
  }
  return list;
}

static PyObject *set_iter(PyObject *self) {
  PyObject *list = set_list(self);
  PyObject *iterator = list == NULL ? NULL : PyObject_GetIter(list);
  Py_XDECREF(list);
  return iterator;
}

static PyObject *set_str(PyObject *self) {
  char text[HTTPSTATUS_SET_TEXT_SIZE];
  size_t length = httpstatus_set_text(set_at(self), text, sizeof text);
  return PyUnicode_FromStringAndSize(text, (Py_ssize_t)length);
}

static PyObject *set_repr(PyObject *self) {
  char text[HTTPSTATUS_SET_TEXT_SIZE];
  httpstatus_set_text(set_at(self), text, sizeof text);
  return PyUnicode_FromFormat("StatusSet('%s')", text);
}

/* The frozenset of the same codes. */
static PyObject *frozen(PyObject *self) {
  PyObject *list = set_list(self);
  PyObject *result = list == NULL ? NULL : PyFrozenSet_New(list);
  Py_XDECREF(list);
  return result;
}

/* The hash of the frozenset of the same codes, as collections.abc.Set._hash says how to take it. */
static Py_hash_t set_hash(PyObject *self) {
#ifdef HTTPSTATUS_PLAIN
  PyObject *same = frozen(self);
  Py_hash_t result = same == NULL ? -1 : PyObject_Hash(same);
  Py_XDECREF(same);
  return result;
#else
  Py_uhash_t hash = 0, count = 0;
  for (int code = httpstatus_set_next(set_at(self), -1); code >= 0; code = httpstatus_set_next(set_at(self), code)) {
    Py_uhash_t each = (Py_uhash_t)code;
    hash ^= (each ^ (each << 16) ^ 89869747u) * 3644798167u;
    count++;
  }
  hash ^= (count + 1) * 1927868237u;
  hash ^= (hash >> 11) ^ (hash >> 25);
  hash = hash * 69069u + 907133923u;
  return hash == (Py_uhash_t)-1 ? 590923713 : (Py_hash_t)hash;
#endif
}

static bool is_subset(const httpstatus_set *a, const httpstatus_set *b) {
  httpstatus_set rest;
  httpstatus_set_difference(&rest, a, b);
  return httpstatus_set_next(&rest, -1) < 0;
}

/* Equality, and < for subsets, with a set of any kind. A stranger in the other one is never in this one. */
static PyObject *set_compare(PyObject *self, PyObject *other, int operation) {
  httpstatus_set codes;
  PyObject *stranger;
  int good = read_set(state_of_type(Py_TYPE(self)), other, &codes, &stranger);
  if (good <= 0) {
    if (good < 0) {
      return NULL;
    }
    Py_RETURN_NOTIMPLEMENTED;
  }
  bool within = is_subset(set_at(self), &codes), around = stranger == NULL && is_subset(&codes, set_at(self));
  bool equal = within && around;
  Py_XDECREF(stranger);
  switch (operation) {
    case Py_EQ:
      return PyBool_FromLong(equal);
    case Py_NE:
      return PyBool_FromLong(!equal);
    case Py_LT:
      return PyBool_FromLong(within && !equal);
    case Py_LE:
      return PyBool_FromLong(within);
    case Py_GT:
      return PyBool_FromLong(around && !equal);
    default:
      return PyBool_FromLong(around);
  }
}

typedef void set_operation(httpstatus_set *, const httpstatus_set *, const httpstatus_set *);

static PyObject *set_or(PyObject *a, PyObject *b);

static void set_symmetric_difference(httpstatus_set *result, const httpstatus_set *a, const httpstatus_set *b) {
  httpstatus_set first, second;
  httpstatus_set_difference(&first, a, b);
  httpstatus_set_difference(&second, b, a);
  httpstatus_set_union(result, &first, &second);
}

/* Whether the result has the strangers of the other set, too. */
static bool keeps_strangers(set_operation *operation) {
  return operation == httpstatus_set_union || operation == set_symmetric_difference;
}

/* The state behind a StatusSet; NULL for an object of another type. */
static struct state *state_of_set(PyObject *object) {
  return Py_TYPE(object)->tp_as_number != NULL && Py_TYPE(object)->tp_as_number->nb_or == set_or
             ? state_of_type(Py_TYPE(object))
             : NULL;
}

/*
 * The operators. With a StatusSet on the left the result is one, as Python has it for two kinds of sets; a set or a
 * frozenset on the left does it itself.
 */
static PyObject *combine(PyObject *a, PyObject *b, set_operation *operation, binaryfunc python) {
  PyObject *stranger = NULL;
  httpstatus_set codes, result;
  struct state *state = state_of_set(a);
  if (state == NULL) {
    if (!PyAnySet_Check(a)) {
      Py_RETURN_NOTIMPLEMENTED;
    }
    PyObject *right = frozen(b);
    PyObject *found = right == NULL ? NULL : python(a, right);
    Py_XDECREF(right);
    return found;
  }
  int good = read_set(state, b, &codes, &stranger);
  if (good <= 0) {
    if (good < 0) {
      return NULL;
    }
    Py_RETURN_NOTIMPLEMENTED;
  }
  if (stranger != NULL && keeps_strangers(operation)) {
    httpstatus__raise_about(PyExc_ValueError,
                            "a StatusSet holds codes 0..999, not %U; frozenset(a) and frozenset(b) combine anything",
                            stranger);
    Py_DECREF(stranger);
    return NULL;
  }
  Py_XDECREF(stranger);
  operation(&result, set_at(a), &codes);
  return new_set(Py_TYPE(a), &result);
}

static PyObject *set_or(PyObject *a, PyObject *b) {
  return combine(a, b, httpstatus_set_union, PyNumber_Or);
}

static PyObject *set_and(PyObject *a, PyObject *b) {
  return combine(a, b, httpstatus_set_intersection, PyNumber_And);
}

static PyObject *set_subtract(PyObject *a, PyObject *b) {
  return combine(a, b, httpstatus_set_difference, PyNumber_Subtract);
}

static PyObject *set_xor(PyObject *a, PyObject *b) {
  return combine(a, b, set_symmetric_difference, PyNumber_Xor);
}

static PyObject *set_invert(PyObject *self) {
  httpstatus_set result;
  httpstatus_set_complement(&result, set_at(self));
  return new_set(Py_TYPE(self), &result);
}

/* A pickle holds the canonical text. */
static PyObject *set_reduce(PyObject *self, PyObject *Py_UNUSED(none)) {
  PyObject *text = set_str(self);
  return text == NULL ? NULL : Py_BuildValue("O(N)", Py_TYPE(self), text);
}

/* ---- The methods of a frozenset ---- */

/*
 * The codes of an argument: another set, or what one can be made of. *strange says whether a set has other elements;
 * they are an error where strange is NULL.
 */
static int read_argument(PyObject *self, PyObject *object, httpstatus_set *set, bool *strange) {
  PyObject *stranger;
  struct state *state = state_of_type(Py_TYPE(self));
  int good = strange == NULL ? 0 : read_set(state, object, set, &stranger);
  if (good == 0) {
    return httpstatus__convert_set(state, object, set);
  }
  if (good > 0) {
    *strange = stranger != NULL;
    Py_XDECREF(stranger);
  }
  return good < 0 ? -1 : 0;
}

/* A method that takes any number of others, one after the other. */
static PyObject *combine_all(PyObject *self, PyObject *others, set_operation *operation) {
  httpstatus_set result = *set_at(self), codes;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(others); i++) {
    bool strange = false;
    if (read_argument(self, PyTuple_GET_ITEM(others, i), &codes, keeps_strangers(operation) ? NULL : &strange) < 0) {
      return NULL;
    }
    operation(&result, &result, &codes);
  }
  return new_set(Py_TYPE(self), &result);
}

static PyObject *set_union(PyObject *self, PyObject *others) {
  return combine_all(self, others, httpstatus_set_union);
}

static PyObject *set_intersection(PyObject *self, PyObject *others) {
  return combine_all(self, others, httpstatus_set_intersection);
}

static PyObject *set_difference(PyObject *self, PyObject *others) {
  return combine_all(self, others, httpstatus_set_difference);
}

static PyObject *set_symmetric(PyObject *self, PyObject *other) {
  httpstatus_set codes, result;
  if (read_argument(self, other, &codes, NULL) < 0) {
    return NULL;
  }
  set_symmetric_difference(&result, set_at(self), &codes);
  return new_set(Py_TYPE(self), &result);
}

static PyObject *set_issubset(PyObject *self, PyObject *other) {
  httpstatus_set codes;
  bool strange = false;
  return read_argument(self, other, &codes, &strange) < 0 ? NULL : PyBool_FromLong(is_subset(set_at(self), &codes));
}

static PyObject *set_issuperset(PyObject *self, PyObject *other) {
  httpstatus_set codes;
  bool strange = false;
  return read_argument(self, other, &codes, &strange) < 0
             ? NULL
             : PyBool_FromLong(!strange && is_subset(&codes, set_at(self)));
}

static PyObject *set_isdisjoint(PyObject *self, PyObject *other) {
  httpstatus_set codes, both;
  bool strange = false;
  if (read_argument(self, other, &codes, &strange) < 0) {
    return NULL;
  }
  httpstatus_set_intersection(&both, set_at(self), &codes);
  return PyBool_FromLong(httpstatus_set_next(&both, -1) < 0);
}

static PyObject *set_copy(PyObject *self, PyObject *Py_UNUSED(none)) {
  return new_ref(self);
}

/* ---- What other libraries ask for ---- */

/* A one-dimensional array of the codes: numpy would make an array of one object of it, and isin() find nothing. */
static PyObject *set_array(PyObject *self, PyObject *args, PyObject *kwargs) {
  static char *names[] = {(char *)"dtype", (char *)"copy", NULL};
  PyObject *dtype = Py_None, *copy = Py_None;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|OO:__array__", names, &dtype, &copy)) {
    return NULL;
  }
  PyObject *numpy = PyImport_ImportModule("numpy");
  PyObject *list = numpy == NULL ? NULL : set_list(self);
  PyObject *type = list == NULL ? NULL : dtype == Py_None ? PyUnicode_FromString("int64") : new_ref(dtype);
  PyObject *array = type == NULL ? NULL : PyObject_CallMethod(numpy, "array", "OO", list, type);
  Py_XDECREF(numpy);
  Py_XDECREF(list);
  Py_XDECREF(type);
  return array;
}

/* Both are written in Python, in a file that is loaded when pydantic asks. */
static PyObject *ask_pydantic(const char *function, PyObject *type, PyObject *args) {
  PyObject *module = PyImport_ImportModule("httpstatus._pydantic");
  PyObject *found = module == NULL ? NULL : PyObject_GetAttrString(module, function);
  PyObject *first = found == NULL ? NULL : PyTuple_Pack(1, type);
  PyObject *all = first == NULL ? NULL : PySequence_Concat(first, args);
  PyObject *result = all == NULL ? NULL : PyObject_CallObject(found, all);
  Py_XDECREF(module);
  Py_XDECREF(found);
  Py_XDECREF(first);
  Py_XDECREF(all);
  return result;
}

static PyObject *set_core_schema(PyObject *type, PyObject *args) {
  return ask_pydantic("core_schema_of", type, args);
}

static PyObject *set_json_schema(PyObject *type, PyObject *args) {
  return ask_pydantic("json_schema_of", type, args);
}

static PyMethodDef set_methods[] = {
    {"__reduce__",                   set_reduce,                             METH_NOARGS,                  NULL                              },
    {"__array__",                    (PyCFunction)(void (*)(void))set_array, METH_VARARGS | METH_KEYWORDS, NULL                              },
    {"__get_pydantic_core_schema__", set_core_schema,                        METH_VARARGS | METH_CLASS,    NULL                              },
    {"__get_pydantic_json_schema__", set_json_schema,                        METH_VARARGS | METH_CLASS,    NULL                              },
    {"union",                        set_union,                              METH_VARARGS,                 DOC_StatusSet_union               },
    {"intersection",                 set_intersection,                       METH_VARARGS,                 DOC_StatusSet_intersection        },
    {"difference",                   set_difference,                         METH_VARARGS,                 DOC_StatusSet_difference          },
    {"symmetric_difference",         set_symmetric,                          METH_O,                       DOC_StatusSet_symmetric_difference},
    {"issubset",                     set_issubset,                           METH_O,                       DOC_StatusSet_issubset            },
    {"issuperset",                   set_issuperset,                         METH_O,                       DOC_StatusSet_issuperset          },
    {"isdisjoint",                   set_isdisjoint,                         METH_O,                       DOC_StatusSet_isdisjoint          },
    {"copy",                         set_copy,                               METH_NOARGS,                  DOC_StatusSet_copy                },
    {NULL,                           NULL,                                   0,                            NULL                              },
};

static PyType_Slot set_slots[] = {
    {Py_tp_doc,         (void *)DOC_StatusSet},
    {Py_tp_new,         (void *)set_new      },
    {Py_tp_dealloc,     (void *)set_dealloc  },
    {Py_tp_traverse,    (void *)set_traverse },
    {Py_tp_iter,        (void *)set_iter     },
    {Py_tp_str,         (void *)set_str      },
    {Py_tp_repr,        (void *)set_repr     },
    {Py_tp_hash,        (void *)set_hash     },
    {Py_tp_richcompare, (void *)set_compare  },
    {Py_tp_methods,     set_methods          },
    {Py_sq_contains,    (void *)set_contains },
    {Py_sq_length,      (void *)set_length   },
    {Py_nb_or,          (void *)set_or       },
    {Py_nb_and,         (void *)set_and      },
    {Py_nb_subtract,    (void *)set_subtract },
    {Py_nb_xor,         (void *)set_xor      },
    {Py_nb_invert,      (void *)set_invert   },
    {0,                 NULL                 },
};

static PyType_Spec set_spec = {
    .name = "httpstatus.StatusSet",
    .basicsize = sizeof(struct set),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = set_slots,
};

int httpstatus__add_set(PyObject *module, struct state *state) {
  state->set_type = new_type(module, &set_spec, NULL);
  return state->set_type == NULL ? -1 : PyModule_AddObjectRef(module, "StatusSet", state->set_type);
}
