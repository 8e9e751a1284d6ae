/* StatusSet: an immutable set of codes 0..999, a bitmap of the core. */
#include "docs.h"
#include "sets.h"

#include <string.h>

#include "convert.h"

struct set {
  PyObject_HEAD httpstatus_set set;
};

static httpstatus_set *set_at(PyObject *self) {
  return &((struct set *)self)->set;
}

const httpstatus_set *httpstatus__set_of(struct state *state, PyObject *object) {
  return (PyObject *)Py_TYPE(object) == state->set_type ? set_at(object) : NULL;
}

static PyObject *new_set(PyTypeObject *type, const httpstatus_set *set) {
  PyObject *self = type->tp_alloc(type, 0);
  if (self != NULL) {
    *set_at(self) = *set;
  }
  return self;
}

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

static int add_text(PyObject *object, httpstatus_set *set) {
  struct text text;
  httpstatus_error error;
  if (httpstatus__convert_text(object, "a set's text", &text) < 0) {
    return -1;
  }
  bool good = httpstatus_set_parse(text.text, text.length, set, &error);
  if (!good) {
    httpstatus__raise_parse("status set", &text, &error);
  }
  httpstatus__release_text(&text);
  return good ? 0 : -1;
}

/* What a StatusSet can be made of: text (bytes are text here, and not codes), a code, another set, any iterable. */
int httpstatus__convert_set(struct state *state, PyObject *object, httpstatus_set *set) {
  memset(set, 0, sizeof *set);
  const httpstatus_set *other = httpstatus__set_of(state, object);
  if (other != NULL) {
    *set = *other;
    return 0;
  }
  if (PyUnicode_Check(object) || PyBytes_Check(object) || PyByteArray_Check(object)) {
    return add_text(object, set);
  }
  if (PyIndex_Check(object)) {
    return add_code(object, set);
  }
  PyObject *iterator = PyObject_GetIter(object);
  if (iterator == NULL) {
    if (PyErr_ExceptionMatches(PyExc_TypeError)) {
      PyErr_Format(PyExc_TypeError,
                   "a StatusSet is made of text such as '2xx,!204', a code or an iterable of codes, not %.100s: %.100R",
                   Py_TYPE(object)->tp_name, object);
    }
    return -1;
  }
  PyObject *item;
  while ((item = PyIter_Next(iterator)) != NULL) {
    int failed = add_code(item, set);
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
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|O:StatusSet", names, &codes)) {
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

static int set_contains(PyObject *self, PyObject *object) {
  int code;
  if (convert_code(object, &code) < 0) {
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

static Py_hash_t set_hash(PyObject *self) {
  uint64_t hash = 0x9e3779b97f4a7c15u;
  for (size_t i = 0; i < sizeof set_at(self)->words / sizeof *set_at(self)->words; i++) {
    hash = (hash ^ set_at(self)->words[i]) * 0x100000001b3u;
    hash ^= hash >> 29;
  }
  return (Py_hash_t)(hash & (uint64_t)PY_SSIZE_T_MAX); /* never -1, which would stand for an error */
}

/* Equality, and < for subsets, as of sets. */
static PyObject *set_compare(PyObject *self, PyObject *other, int operation) {
  if (Py_TYPE(self) != Py_TYPE(other)) {
    Py_RETURN_NOTIMPLEMENTED;
  }
  httpstatus_set rest;
  bool equal = httpstatus_set_equal(set_at(self), set_at(other));
  bool result = false;
  switch (operation) {
    case Py_EQ:
      result = equal;
      break;
    case Py_NE:
      result = !equal;
      break;
    case Py_LT:
    case Py_LE:
      httpstatus_set_difference(&rest, set_at(self), set_at(other));
      result = httpstatus_set_next(&rest, -1) < 0 && (operation == Py_LE || !equal);
      break;
    default:
      httpstatus_set_difference(&rest, set_at(other), set_at(self));
      result = httpstatus_set_next(&rest, -1) < 0 && (operation == Py_GE || !equal);
      break;
  }
  return PyBool_FromLong(result);
}

typedef void set_operation(httpstatus_set *, const httpstatus_set *, const httpstatus_set *);

static PyObject *combine(PyObject *a, PyObject *b, set_operation *operation) {
  if (Py_TYPE(a) != Py_TYPE(b)) {
    Py_RETURN_NOTIMPLEMENTED;
  }
  httpstatus_set result;
  operation(&result, set_at(a), set_at(b));
  return new_set(Py_TYPE(a), &result);
}

static PyObject *set_or(PyObject *a, PyObject *b) {
  return combine(a, b, httpstatus_set_union);
}

static PyObject *set_and(PyObject *a, PyObject *b) {
  return combine(a, b, httpstatus_set_intersection);
}

static PyObject *set_subtract(PyObject *a, PyObject *b) {
  return combine(a, b, httpstatus_set_difference);
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

static PyObject *set_isdisjoint(PyObject *self, PyObject *codes) {
  httpstatus_set other, both;
  if (httpstatus__convert_set(state_of_type(Py_TYPE(self)), codes, &other) < 0) {
    return NULL;
  }
  httpstatus_set_intersection(&both, set_at(self), &other);
  return PyBool_FromLong(httpstatus_set_next(&both, -1) < 0);
}

static PyMethodDef set_methods[] = {
    {"__reduce__", set_reduce,     METH_NOARGS, NULL                    },
    {"isdisjoint", set_isdisjoint, METH_O,      DOC_StatusSet_isdisjoint},
    {NULL,         NULL,           0,           NULL                    },
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
