/* Tally: how often each code came. A Mapping from code to count, with what was skipped beside it. */
#include "docs.h"
#include "tallies.h"

#include <string.h>

#include "convert.h"
#include "sets.h"

struct tally {
  PyObject_HEAD httpstatus_tally tally;
  PyObject *substatuses; /* a dict from "404.13" to how often it came; NULL where there are none */
};

static httpstatus_tally *tally_at(PyObject *self) {
  return &((struct tally *)self)->tally;
}

/* Makes isinstance(tally, collections.abc.Mapping) true, with the first tally: at import it would take 40 us. */
static int register_mapping(struct state *state) {
  if (state->tally_registered) {
    return 0;
  }
  PyObject *abc = PyImport_ImportModule("_collections_abc");
  PyObject *mapping = abc == NULL ? NULL : PyObject_GetAttrString(abc, "Mapping");
  PyObject *result = mapping == NULL ? NULL : PyObject_CallMethod(mapping, "register", "O", state->tally_type);
  Py_XDECREF(abc);
  Py_XDECREF(mapping);
  Py_XDECREF(result);
  state->tally_registered = result != NULL; /* to register twice does no harm */
  return result == NULL ? -1 : 0;
}

static PyObject **substatuses_at(PyObject *self) {
  return &((struct tally *)self)->substatuses;
}

/* substatuses is a new dict that becomes the tally's own, or NULL. */
PyObject *httpstatus__new_tally(struct state *state, const httpstatus_tally *tally, PyObject *substatuses) {
  PyTypeObject *type = (PyTypeObject *)state->tally_type;
  PyObject *self = register_mapping(state) < 0 ? NULL : type->tp_alloc(type, 0);
  if (self == NULL) {
    Py_XDECREF(substatuses);
    return NULL;
  }
  *tally_at(self) = *tally;
  *substatuses_at(self) = substatuses;
  return self;
}

/* ---- Counting ---- */

static int count_item(PyObject *item, httpstatus_tally *tally) {
  int code;
  if (convert_code(item, &code) < 0) {
    return -1;
  }
  if ((unsigned)code < CODES) {
    tally->counts[code]++;
  } else {
    tally->skipped++;
  }
  return 0;
}

static int count_iterable(PyObject *codes, httpstatus_tally *tally) {
  PyObject *iterator = PyObject_GetIter(codes);
  PyObject *item;
  if (iterator == NULL) {
    return -1;
  }
  while ((item = PyIter_Next(iterator)) != NULL) {
    int failed = count_item(item, tally);
    Py_DECREF(item);
    if (failed) {
      break;
    }
  }
  Py_DECREF(iterator);
  return PyErr_Occurred() ? -1 : 0;
}

/* Whether a buffer's items of this format are integers in this machine's byte order; sets whether they have a sign. */
static bool integer_format(const char *format, bool *is_signed) {
  if (*format == '@' || *format == '=' || *format == (PY_BIG_ENDIAN ? '>' : '<') || (PY_BIG_ENDIAN && *format == '!')) {
    format++;
  }
  if (*format == '\0' || format[1] != '\0' || strchr("bBhHiIlLqQnN", *format) == NULL) {
    return false;
  }
  *is_signed = *format >= 'a';
  return true;
}

static int count_buffer(PyObject *codes, httpstatus_tally *tally) {
  Py_buffer view;
  bool is_signed, good;
  if (PyObject_GetBuffer(codes, &view, PyBUF_FORMAT | PyBUF_ND | PyBUF_ANY_CONTIGUOUS) < 0) {
    return -1;
  }
  const char *format = view.format == NULL ? "B" : view.format;
  good = integer_format(format, &is_signed) &&
         (view.itemsize == 1 || view.itemsize == 2 || view.itemsize == 4 || view.itemsize == 8);
  if (!good) {
    PyErr_Format(PyExc_TypeError, "tally takes a buffer of integers in native byte order, not of format '%.20s'",
                 format);
  } else {
    Py_BEGIN_ALLOW_THREADS;
    httpstatus_tally_integers(tally, view.buf, (size_t)(view.len / view.itemsize), (size_t)view.itemsize, is_signed);
    Py_END_ALLOW_THREADS;
  }
  PyBuffer_Release(&view);
  return good ? 0 : -1;
}

PyObject *httpstatus__tally(PyObject *module, PyObject *codes) {
  httpstatus_tally tally;
  memset(&tally, 0, sizeof tally);
  if (PyUnicode_Check(codes)) {
    httpstatus__raise_about(PyExc_TypeError, "tally takes codes, not text: %U (tally_log reads logs)", codes);
    return NULL;
  }
  int failed = PyObject_CheckBuffer(codes) ? count_buffer(codes, &tally) : count_iterable(codes, &tally);
  return failed ? NULL : httpstatus__new_tally(state_of(module), &tally, NULL);
}

/* ---- The Mapping ---- */

/* Reads a count that is not negative; returns -1 with an exception set. */
static int convert_count(PyObject *object, uint64_t *count) {
  PyObject *index = PyNumber_Index(object);
  if (index == NULL) {
    return -1;
  }
  *count = PyLong_AsUnsignedLongLong(index);
  Py_DECREF(index);
  if (*count == (uint64_t)-1 && PyErr_Occurred()) {
    if (PyErr_ExceptionMatches(PyExc_OverflowError)) {
      PyErr_Clear();
      httpstatus__raise_about(PyExc_ValueError, "a count is 0 to 2**64-1, not %U", object);
    }
    return -1;
  }
  return 0;
}

/* Adds counts to those in a dict, in place. */
static int add_counts(PyObject *dict, PyObject *more) {
  PyObject *key, *value;
  Py_ssize_t at = 0;
  while (PyDict_Next(more, &at, &key, &value)) {
    PyObject *before = PyDict_GetItemWithError(dict, key); /* borrowed */
    if (before == NULL && PyErr_Occurred()) {
      return -1;
    }
    PyObject *sum = before == NULL ? new_ref(value) : PyNumber_Add(before, value);
    int failed = sum == NULL || PyDict_SetItem(dict, key, sum) < 0;
    Py_XDECREF(sum);
    if (failed) {
      return -1;
    }
  }
  return 0;
}

/* A code, a dot, and what HAProxy, Squid and others write beside it, such as "504.sH--". */
static bool is_substatus(const struct text *text) {
  size_t length = text->length;
  if (length < 5 || length >= 4 + HTTPSTATUS_LOG_SUBSTATUS_SIZE || text->text[3] != '.') {
    return false;
  }
  for (size_t i = 0; i < length; i++) {
    unsigned char c = (unsigned char)text->text[i];
    if (i < 3 ? c < '0' || c > '9' : c <= ' ' || c >= 0x7f) {
      return false;
    }
  }
  return text->text[4] < '0' || text->text[4] > '9';
}

/* Adds an entry to a dict of sub-statuses: a text such as "404.13", and how often it came. */
static int add_substatus(PyObject *dict, PyObject *key, PyObject *value) {
  uint64_t count;
  int code, sub;
  struct text text;
  httpstatus_error error;
  if (httpstatus__convert_text(key, "a sub-status", &text) < 0) {
    return -1;
  }
  bool good = httpstatus_iis_parse(text.text, text.length, &code, &sub, &error);
  bool other = !good && is_substatus(&text);
  if (!good && !other) {
    httpstatus__raise_parse("sub-status", &text, &error);
  }
  httpstatus__release_text(&text);
  if ((!good && !other) || convert_count(value, &count) < 0) {
    return -1;
  }
  PyObject *name = other ? PyUnicode_FromObject(key) : PyUnicode_FromFormat("%d.%d", code, sub);
  PyObject *number = name == NULL ? NULL : PyLong_FromUnsignedLongLong(count);
  int failed = number == NULL || PyDict_SetItem(dict, name, number) < 0;
  Py_XDECREF(name);
  Py_XDECREF(number);
  return failed ? -1 : 0;
}

/* A dict of sub-statuses out of what was given, whose keys are str and counts int; NULL where it is empty. */
static PyObject *convert_substatuses(PyObject *given) {
  PyObject *from = PyObject_CallFunctionObjArgs((PyObject *)&PyDict_Type, given, NULL);
  PyObject *dict = from == NULL ? NULL : PyDict_New();
  PyObject *key, *value;
  Py_ssize_t at = 0;
  while (dict != NULL && PyDict_Next(from, &at, &key, &value)) {
    if (add_substatus(dict, key, value) < 0) {
      Py_SETREF(dict, NULL);
    }
  }
  Py_XDECREF(from);
  if (dict != NULL && PyDict_GET_SIZE(dict) == 0) {
    Py_SETREF(dict, NULL);
  }
  return dict;
}

static PyObject *tally_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  static char *names[] = {(char *)"", (char *)"skipped", (char *)"substatuses", NULL};
  PyObject *counts = NULL, *skipped = NULL, *substatuses = NULL;
  httpstatus_tally tally;
  memset(&tally, 0, sizeof tally);
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|O$OO:Tally", names, &counts, &skipped, &substatuses)) {
    return NULL;
  }
  if (skipped != NULL && convert_count(skipped, &tally.skipped) < 0) {
    return NULL;
  }
  if (counts != NULL && counts != Py_None) {
    PyObject *dict = PyObject_CallFunctionObjArgs((PyObject *)&PyDict_Type, counts, NULL);
    PyObject *key, *value;
    Py_ssize_t at = 0;
    int failed = dict == NULL;
    while (!failed && PyDict_Next(dict, &at, &key, &value)) {
      int code;
      failed = convert_code(key, &code) < 0;
      if (!failed && (unsigned)code >= CODES) {
        httpstatus__raise_about(PyExc_ValueError, "a Tally holds codes 0..999, not %U", key);
        failed = true;
      }
      failed = failed || convert_count(value, &tally.counts[code]) < 0;
    }
    Py_XDECREF(dict);
    if (failed) {
      return NULL;
    }
  }
  PyObject *subs = substatuses == NULL || substatuses == Py_None ? NULL : convert_substatuses(substatuses);
  if (PyErr_Occurred()) {
    return NULL;
  }
  return httpstatus__new_tally(state_of_type(type), &tally, subs);
}

static int tally_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(*substatuses_at(self));
  return visit((PyObject *)Py_TYPE(self), arg);
}

static void tally_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  Py_XDECREF(*substatuses_at(self));
  type->tp_free(self);
  Py_DECREF(type);
}

static PyObject *tally_get(PyObject *self, PyObject *key) {
  int code;
  if (convert_code(key, &code) < 0) {
    return NULL;
  }
  return PyLong_FromUnsignedLongLong((unsigned)code < CODES ? tally_at(self)->counts[code] : 0);
}

static int tally_contains(PyObject *self, PyObject *key) {
  int code;
  if (convert_code(key, &code) < 0) {
    return -1;
  }
  return (unsigned)code < CODES && tally_at(self)->counts[code] > 0;
}

static Py_ssize_t tally_length(PyObject *self) {
  Py_ssize_t length = 0;
  for (size_t code = 0; code < CODES; code++) {
    length += tally_at(self)->counts[code] > 0;
  }
  return length;
}

/* The codes that came, or pairs of code and count: a list, in the order of codes. */
static PyObject *tally_list(PyObject *self, bool with_counts) {
  PyObject *list = PyList_New(0);
  for (int code = 0; code < CODES && list != NULL; code++) {
    uint64_t count = tally_at(self)->counts[code];
    if (count == 0) {
      continue;
    }
    PyObject *item = with_counts ? Py_BuildValue("iK", code, (unsigned long long)count) : PyLong_FromLong(code);
    if (item == NULL || PyList_Append(list, item) < 0) {
      Py_SETREF(list, NULL);
    }
    Py_XDECREF(item);
  }
  return list;
}

static PyObject *tally_iter(PyObject *self) {
  PyObject *list = tally_list(self, false);
  PyObject *iterator = list == NULL ? NULL : PyObject_GetIter(list);
  Py_XDECREF(list);
  return iterator;
}

static PyObject *tally_dict(PyObject *self) {
  PyObject *items = tally_list(self, true);
  PyObject *dict = items == NULL ? NULL : PyDict_New();
  if (dict != NULL && PyDict_MergeFromSeq2(dict, items, 1) < 0) {
    Py_SETREF(dict, NULL);
  }
  Py_XDECREF(items);
  return dict;
}

/* The views of a dict with the same content, so that they behave as views do; a tally never changes. */
static PyObject *dict_view(PyObject *self, const char *method) {
  PyObject *dict = tally_dict(self);
  PyObject *view = dict == NULL ? NULL : PyObject_CallMethod(dict, method, NULL);
  Py_XDECREF(dict);
  return view;
}

static PyObject *tally_keys(PyObject *self, PyObject *Py_UNUSED(none)) {
  return dict_view(self, "keys");
}

static PyObject *tally_values(PyObject *self, PyObject *Py_UNUSED(none)) {
  return dict_view(self, "values");
}

static PyObject *tally_items(PyObject *self, PyObject *Py_UNUSED(none)) {
  return dict_view(self, "items");
}

static PyObject *tally_get_default(PyObject *self, PyObject *args) {
  PyObject *key, *otherwise = Py_None;
  if (!PyArg_ParseTuple(args, "O|O:get", &key, &otherwise)) {
    return NULL;
  }
  int found = tally_contains(self, key);
  if (found < 0) {
    return NULL;
  }
  return found ? tally_get(self, key) : new_ref(otherwise);
}

static PyObject *tally_rate(PyObject *self, PyObject *codes) {
  httpstatus_set set;
  if (httpstatus__convert_set(state_of_type(Py_TYPE(self)), codes, &set) < 0) {
    return NULL;
  }
  uint64_t total = httpstatus_tally_total(tally_at(self));
  return PyFloat_FromDouble(total == 0 ? 0.0 : (double)httpstatus_tally_set(tally_at(self), &set) / (double)total);
}

static PyObject *tally_add(PyObject *a, PyObject *b) {
  if (Py_TYPE(a) != Py_TYPE(b)) {
    Py_RETURN_NOTIMPLEMENTED;
  }
  httpstatus_tally sum = *tally_at(a);
  httpstatus_tally_merge(&sum, tally_at(b));
  PyObject *of_a = *substatuses_at(a), *of_b = *substatuses_at(b);
  PyObject *subs = of_a == NULL && of_b == NULL ? NULL : PyDict_New();
  if ((of_a != NULL || of_b != NULL) &&
      (subs == NULL || (of_a != NULL && add_counts(subs, of_a) < 0) || (of_b != NULL && add_counts(subs, of_b) < 0))) {
    Py_XDECREF(subs);
    return NULL;
  }
  return httpstatus__new_tally(state_of_type(Py_TYPE(a)), &sum, subs);
}

/* Equal to another tally with the same counts and skips, and to a mapping with the same counts. */
static PyObject *tally_compare(PyObject *self, PyObject *other, int operation) {
  if (operation != Py_EQ && operation != Py_NE) {
    Py_RETURN_NOTIMPLEMENTED;
  }
  if (Py_TYPE(self) == Py_TYPE(other)) {
    PyObject *subs = *substatuses_at(self), *other_subs = *substatuses_at(other);
    int same = memcmp(tally_at(self), tally_at(other), sizeof(httpstatus_tally)) == 0;
    if (same && subs != NULL && other_subs != NULL) {
      same = PyObject_RichCompareBool(subs, other_subs, Py_EQ);
    } else if (subs != other_subs) {
      same = 0;
    }
    return same < 0 ? NULL : PyBool_FromLong(same == (operation == Py_EQ));
  }
  if (!PyDict_Check(other)) {
    Py_RETURN_NOTIMPLEMENTED;
  }
  PyObject *dict = tally_dict(self);
  PyObject *result = dict == NULL ? NULL : PyObject_RichCompare(dict, other, operation);
  Py_XDECREF(dict);
  return result;
}

static PyObject *tally_repr(PyObject *self) {
  PyObject *dict = tally_dict(self);
  PyObject *subs = *substatuses_at(self);
  unsigned long long skipped = (unsigned long long)tally_at(self)->skipped;
  PyObject *text = dict == NULL ? NULL
                   : subs == NULL
                       ? PyUnicode_FromFormat("Tally(%R, skipped=%llu)", dict, skipped)
                       : PyUnicode_FromFormat("Tally(%R, skipped=%llu, substatuses=%R)", dict, skipped, subs);
  Py_XDECREF(dict);
  return text;
}

static PyObject *tally_reduce(PyObject *self, PyObject *Py_UNUSED(none)) {
  struct state *state = state_of_type(Py_TYPE(self));
  PyObject *restore = PyObject_GetAttrString(state->module, "_restore_tally");
  PyObject *dict = restore == NULL ? NULL : tally_dict(self);
  PyObject *subs = *substatuses_at(self);
  PyObject *result = dict == NULL ? NULL
                                  : Py_BuildValue("O(OKO)", restore, dict, (unsigned long long)tally_at(self)->skipped,
                                                  subs == NULL ? Py_None : subs);
  Py_XDECREF(restore);
  Py_XDECREF(dict);
  return result;
}

static PyObject *tally_total(PyObject *self, void *Py_UNUSED(closure)) {
  return PyLong_FromUnsignedLongLong(httpstatus_tally_total(tally_at(self)));
}

static PyObject *tally_skipped(PyObject *self, void *Py_UNUSED(closure)) {
  return PyLong_FromUnsignedLongLong(tally_at(self)->skipped);
}

static PyObject *tally_substatuses(PyObject *self, void *Py_UNUSED(closure)) {
  return *substatuses_at(self) == NULL ? PyDict_New() : PyDict_Copy(*substatuses_at(self));
}

static PyObject *tally_classes(PyObject *self, void *Py_UNUSED(closure)) {
  PyObject *dict = PyDict_New();
  for (int i = 1; i <= 6 && dict != NULL; i++) {
    int status_class = i % 6; /* what is in no class comes last */
    PyObject *count = PyLong_FromUnsignedLongLong(httpstatus_tally_class(tally_at(self), status_class));
    if (count == NULL || PyDict_SetItemString(dict, httpstatus_label(status_class * 100), count) < 0) {
      Py_SETREF(dict, NULL);
    }
    Py_XDECREF(count);
  }
  return dict;
}

static PyMethodDef tally_methods[] = {
    {"keys",       tally_keys,        METH_NOARGS,  DOC_Tally_keys  },
    {"values",     tally_values,      METH_NOARGS,  DOC_Tally_values},
    {"items",      tally_items,       METH_NOARGS,  DOC_Tally_items },
    {"get",        tally_get_default, METH_VARARGS, DOC_Tally_get   },
    {"rate",       tally_rate,        METH_O,       DOC_Tally_rate  },
    {"__reduce__", tally_reduce,      METH_NOARGS,  NULL            },
    {NULL,         NULL,              0,            NULL            },
};

static PyGetSetDef tally_attributes[] = {
    {"total",       tally_total,       NULL, DOC_Tally_total,       NULL},
    {"skipped",     tally_skipped,     NULL, DOC_Tally_skipped,     NULL},
    {"substatuses", tally_substatuses, NULL, DOC_Tally_substatuses, NULL},
    {"classes",     tally_classes,     NULL, DOC_Tally_classes,     NULL},
    {NULL,          NULL,              NULL, NULL,                  NULL},
};

static PyType_Slot tally_slots[] = {
    {Py_tp_doc,         (void *)DOC_Tally                  },
    {Py_tp_new,         (void *)tally_new                  },
    {Py_tp_dealloc,     (void *)tally_dealloc              },
    {Py_tp_traverse,    (void *)tally_traverse             },
    {Py_tp_iter,        (void *)tally_iter                 },
    {Py_tp_repr,        (void *)tally_repr                 },
    {Py_tp_richcompare, (void *)tally_compare              },
    {Py_tp_hash,        (void *)PyObject_HashNotImplemented},
    {Py_tp_methods,     tally_methods                      },
    {Py_tp_getset,      tally_attributes                   },
    {Py_mp_subscript,   (void *)tally_get                  },
    {Py_mp_length,      (void *)tally_length               },
    {Py_sq_contains,    (void *)tally_contains             },
    {Py_nb_add,         (void *)tally_add                  },
    {0,                 NULL                               },
};

static PyType_Spec tally_spec = {
    .name = "httpstatus.Tally",
    .basicsize = sizeof(struct tally),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_MAPPING,
    .slots = tally_slots,
};

int httpstatus__add_tally(PyObject *module, struct state *state) {
  state->tally_type = new_type(module, &tally_spec, NULL);
  if (state->tally_type == NULL) {
    return -1;
  }
  return PyModule_AddObjectRef(module, "Tally", state->tally_type);
}
