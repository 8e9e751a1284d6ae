/*
 * Tally: how often each code came, with what was skipped beside it.
 *
 * A Tally is a dict, as a Counter is: json, msgpack and others encode nothing else as an object. The dict has the codes
 * that came, in order, and is all that the counts are kept in. No method of it changes it.
 */
#include "docs.h"
#include "tallies.h"

#include <stdlib.h>
#include <string.h>

#include "convert.h"
#include "sets.h"

struct tally {
  PyDictObject dict;
  PyObject *skipped;     /* an int */
  PyObject *substatuses; /* a dict from "404.13" to how often it came; NULL where there are none */
};

static PyObject **substatuses_at(PyObject *self) {
  return &((struct tally *)self)->substatuses;
}

static PyObject **skipped_at(PyObject *self) {
  return &((struct tally *)self)->skipped;
}

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

static int convert_key(PyObject *key, bool of_column, int *code);

/*
 * The counts in a mapping of codes, whose other keys are an error; in a column's they may be whole floats. Returns 0,
 * or -1 with an exception set.
 */
static int read_counts(PyObject *dict, bool of_column, httpstatus_tally *tally) {
  PyObject *key, *value;
  Py_ssize_t at = 0;
  int failed = 0;
  while (!failed && PyDict_Next(dict, &at, &key, &value)) {
    int code;
    uint64_t count = 0;
    Py_INCREF(key); /* __index__ may change the dict */
    Py_INCREF(value);
    failed = convert_key(key, of_column, &code) < 0;
    if (!failed && (unsigned)code >= CODES) {
      httpstatus__raise_about(PyExc_ValueError, "a Tally holds codes 0..999, not %U", key);
      failed = 1;
    }
    failed = failed || convert_count(value, &count) < 0;
    if (!failed) {
      tally->counts[code] = count;
    }
    Py_DECREF(key);
    Py_DECREF(value);
  }
  return failed ? -1 : 0;
}

static int read_tally(PyObject *self, httpstatus_tally *tally) {
  memset(tally, 0, sizeof *tally);
  return convert_count(*skipped_at(self), &tally->skipped) < 0 ? -1 : read_counts(self, false, tally);
}

/* substatuses is a new dict that becomes the tally's own, or NULL. */
PyObject *httpstatus__new_tally(struct state *state, const httpstatus_tally *tally, PyObject *substatuses) {
  PyObject *none = PyTuple_New(0);
  PyObject *self = none == NULL ? NULL : PyDict_Type.tp_new((PyTypeObject *)state->tally_type, none, NULL);
  Py_XDECREF(none);
  if (self == NULL) {
    Py_XDECREF(substatuses);
    return NULL;
  }
  *substatuses_at(self) = substatuses;
  *skipped_at(self) = PyLong_FromUnsignedLongLong(tally->skipped);
  bool good = *skipped_at(self) != NULL;
  for (int code = 0; code < CODES && good; code++) {
    if (tally->counts[code] == 0) {
      continue;
    }
    PyObject *key = PyLong_FromLong(code);
    PyObject *count = key == NULL ? NULL : PyLong_FromUnsignedLongLong(tally->counts[code]);
    good = count != NULL && PyDict_SetItem(self, key, count) == 0;
    Py_XDECREF(key);
    Py_XDECREF(count);
  }
  if (!good) {
    Py_CLEAR(self);
  }
  return self;
}

/* ---- Counting ---- */

/* A whole number in a column of floats, which is what pandas makes of a column with gaps. */
static bool is_whole(double value) {
  const double first_without_fraction = 9007199254740992.0; /* 2**53 */
  bool is_large = value >= first_without_fraction || value <= -first_without_fraction;
  return is_large ? value - value == 0 : value == (double)(long long)(value == value ? value : 0);
}

/* The code of a float that is whole; refuses every other. */
static int convert_float(double value, int *code) {
  if (!is_whole(value)) {
    PyObject *item = PyFloat_FromDouble(value);
    if (item != NULL) {
      httpstatus__raise_about(PyExc_TypeError,
                              value != value
                                  ? "a status code is an int, not float: %U; drop the gaps first, as in column.dropna()"
                                  : "a status code is an int, not float: %U",
                              item);
      Py_DECREF(item);
    }
    return -1;
  }
  *code = value >= 0 && value < CODES ? (int)value : NO_CODE;
  return 0;
}

static int convert_key(PyObject *key, bool of_column, int *code) {
  return of_column && PyFloat_Check(key) ? convert_float(PyFloat_AS_DOUBLE(key), code) : convert_code(key, code);
}

static void count_code(int code, httpstatus_tally *tally) {
  if ((unsigned)code < CODES) {
    tally->counts[code]++;
  } else {
    tally->skipped++;
  }
}

static int count_item(PyObject *item, bool of_column, httpstatus_tally *tally) {
  int code;
  if (convert_key(item, of_column, &code) < 0) {
    return -1;
  }
  count_code(code, tally);
  return 0;
}

/* The items of a column may be whole floats; in a list a float is likely to be a mistake. */
static int count_iterable(PyObject *codes, bool is_column, httpstatus_tally *tally) {
  PyObject *iterator = PyObject_GetIter(codes);
  PyObject *item;
  if (iterator == NULL) {
    return -1;
  }
  while ((item = PyIter_Next(iterator)) != NULL) {
    int failed = count_item(item, is_column, tally);
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

/* The format of an item of a column of floats: 'd' or 'f', or 0. */
static char float_format(const char *format) {
  format += *format == '@' || *format == '=' || *format == (PY_BIG_ENDIAN ? '>' : '<');
  return (*format == 'd' || *format == 'f') && format[1] == '\0' ? *format : 0;
}

/* Items that lie side by side, of integers or floats. */
static int count_items(const char *items, const Py_buffer *view, bool is_signed, httpstatus_tally *tally) {
  size_t width = (size_t)view->itemsize, count = (size_t)view->len / width;
  int failed = 0;
  char format = view->format == NULL ? 0 : float_format(view->format);
  if (format == 0) {
    Py_BEGIN_ALLOW_THREADS;
    httpstatus_tally_integers(tally, items, count, width, is_signed);
    Py_END_ALLOW_THREADS;
  }
  for (size_t i = 0; format != 0 && i < count && !failed; i++) {
    double value;
    float narrow;
    if (format == 'd') {
      memcpy(&value, items + i * width, sizeof value);
    } else {
      memcpy(&narrow, items + i * width, sizeof narrow);
      value = (double)narrow;
    }
    int code;
    failed = convert_float(value, &code);
    if (!failed) {
      count_code(code, tally);
    }
  }
  return failed;
}

/* A view with gaps, such as every second item, is copied first. */
static int count_scattered(Py_buffer *view, bool is_signed, httpstatus_tally *tally) {
  char *items = PyMem_Malloc(view->len > 0 ? (size_t)view->len : 1);
  if (items == NULL) {
    PyErr_NoMemory();
    return -1;
  }
  int failed = PyBuffer_ToContiguous(items, view, view->len, 'C') < 0 || count_items(items, view, is_signed, tally) < 0;
  PyMem_Free(items);
  return failed ? -1 : 0;
}

static bool good_width(const Py_buffer *view, const char *format) {
  Py_ssize_t width = view->itemsize;
  switch (float_format(format)) {
    case 'd':
      return width == sizeof(double);
    case 'f':
      return width == sizeof(float);
    default:
      return width == 1 || width == 2 || width == 4 || width == 8;
  }
}

static int count_buffer(PyObject *codes, httpstatus_tally *tally) {
  Py_buffer view;
  bool is_signed = false;
  int failed;
  if (PyObject_GetBuffer(codes, &view, PyBUF_FULL_RO) < 0) {
    return -1;
  }
  mend_length(&view);
  const char *format = view.format == NULL ? "B" : view.format;
  if ((!integer_format(format, &is_signed) && float_format(format) == 0) || !good_width(&view, format)) {
    PyErr_Format(PyExc_TypeError, "tally takes a buffer of integers in native byte order, not of format '%.20s'",
                 format);
    failed = -1;
  } else if (PyBuffer_IsContiguous(&view, 'A')) {
    failed = count_items(view.buf, &view, is_signed, tally);
  } else {
    failed = count_scattered(&view, is_signed, tally);
  }
  PyBuffer_Release(&view);
  return failed;
}

/* Whether an object is a mapping, whose keys would be counted and not its counts: 1 or 0, or -1. */
static int is_mapping(PyObject *codes) {
  if (PyDict_Check(codes)) {
    return 1;
  }
  if (PyList_CheckExact(codes) || PyTuple_CheckExact(codes) || PyGen_CheckExact(codes) || PyRange_Check(codes)) {
    return 0;
  }
  PyObject *module = PyImport_ImportModule("_collections_abc");
  PyObject *abc = module == NULL ? NULL : PyObject_GetAttrString(module, "Mapping");
  int result = abc == NULL ? -1 : PyObject_IsInstance(codes, abc);
  Py_XDECREF(module);
  Py_XDECREF(abc);
  return result;
}

/* Whether an object is what value_counts() of pandas gives, which iterates over its counts: 1 or 0, or -1. */
static int is_value_counts(PyObject *codes) {
  static const char *const marks[] = {"value_counts", "index", "name"};
  PyObject *name = NULL;
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    Py_XDECREF(name);
    name = PyObject_GetAttrString(codes, marks[i]);
    if (name == NULL) {
      bool absent = PyErr_ExceptionMatches(PyExc_AttributeError) != 0;
      if (absent) {
        PyErr_Clear();
      }
      return absent ? 0 : -1;
    }
  }
  int result = PyUnicode_Check(name) && (PyUnicode_CompareWithASCIIString(name, "count") == 0 ||
                                         PyUnicode_CompareWithASCIIString(name, "proportion") == 0);
  Py_DECREF(name);
  return result;
}

/* Whether an object is a column of a data frame, or what looks like one: 1 or 0, or -1. */
static int is_column(PyObject *codes) {
  PyObject *type =
      PyList_CheckExact(codes) || PyTuple_CheckExact(codes) ? NULL : PyObject_GetAttrString(codes, "dtype");
  if (type == NULL && PyErr_Occurred() && !PyErr_ExceptionMatches(PyExc_AttributeError)) {
    return -1;
  }
  PyErr_Clear();
  Py_XDECREF(type);
  return type != NULL;
}

/* Counts are not codes. Returns 0, or -1 with an exception set. */
static int refuse_counts(PyObject *codes) {
  int mapping = is_mapping(codes);
  int series = mapping == 0 && !PyList_CheckExact(codes) && !PyTuple_CheckExact(codes) ? is_value_counts(codes) : 0;
  if (mapping > 0) {
    PyErr_Format(PyExc_TypeError, "tally counts codes, and %.100s has counts already; use Tally(mapping)",
                 Py_TYPE(codes)->tp_name);
  } else if (series > 0) {
    PyErr_Format(PyExc_TypeError,
                 "tally counts codes, and this %.100s has counts already; use Tally(series), or series.to_numpy() if "
                 "these are codes",
                 Py_TYPE(codes)->tp_name);
  }
  return mapping != 0 || series != 0 ? -1 : 0;
}

PyObject *httpstatus__tally(PyObject *module, PyObject *codes) {
  httpstatus_tally tally;
  memset(&tally, 0, sizeof tally);
  if (PyUnicode_Check(codes)) {
    httpstatus__raise_about(PyExc_TypeError, "tally takes codes, not text: %U (tally_log reads logs)", codes);
    return NULL;
  }
  int failed, column = 0;
  if (PyObject_CheckBuffer(codes)) {
    failed = count_buffer(codes, &tally);
  } else {
    failed =
        refuse_counts(codes) < 0 || (column = is_column(codes)) < 0 || count_iterable(codes, column != 0, &tally) < 0;
  }
  return failed ? NULL : httpstatus__new_tally(state_of(module), &tally, NULL);
}

/* ---- The Mapping ---- */

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
  if (!is_ours(type) ||
      !PyArg_ParseTupleAndKeywords(args, kwargs, "|O$OO:Tally", names, &counts, &skipped, &substatuses)) {
    return NULL;
  }
  if (skipped != NULL && convert_count(skipped, &tally.skipped) < 0) {
    return NULL;
  }
  if (counts != NULL && counts != Py_None) {
    PyObject *dict = PyObject_CallFunctionObjArgs((PyObject *)&PyDict_Type, counts, NULL);
    int column = dict == NULL || PyDict_Check(counts) ? 0 : is_column(counts);
    int failed = dict == NULL || column < 0 || read_counts(dict, column != 0, &tally) < 0;
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

/* dict's own would take the arguments for entries. */
static int tally_init(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args), PyObject *Py_UNUSED(kwargs)) {
  return 0;
}

static int tally_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(*skipped_at(self));
  Py_VISIT(*substatuses_at(self));
  int result = visit((PyObject *)Py_TYPE(self), arg);
  return result != 0 ? result : PyDict_Type.tp_traverse(self, visit, arg);
}

static void tally_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  Py_CLEAR(*skipped_at(self));
  Py_CLEAR(*substatuses_at(self));
  PyDict_Type.tp_dealloc(self);
  if (!DEALLOC_RELEASES_TYPE) {
    Py_DECREF(type);
  }
}

/* The count of what equals a code that came, borrowed; NULL without an error for everything else. */
static PyObject *find(PyObject *self, PyObject *key) {
  int code;
  if (PyLong_CheckExact(key)) {
    return PyDict_GetItemWithError(self, key);
  }
  if (httpstatus__code_equal_to(key, &code) < 0 || code == NO_CODE) {
    return NULL;
  }
  PyObject *number = PyLong_FromLong(code);
  PyObject *count = number == NULL ? NULL : PyDict_GetItemWithError(self, number);
  Py_XDECREF(number);
  return count;
}

/* 0 for a code that did not come, and for a gap in a column. */
static PyObject *tally_missing(PyObject *Py_UNUSED(self), PyObject *key) {
  int code;
  double value = PyFloat_Check(key) ? PyFloat_AS_DOUBLE(key) : 0.5;
  if (value == value && !is_whole(value) && convert_code(key, &code) < 0) {
    return NULL;
  }
  return PyLong_FromLong(0);
}

static PyObject *tally_get(PyObject *self, PyObject *key) {
  PyObject *count = find(self, key);
  return count != NULL ? new_ref(count) : PyErr_Occurred() ? NULL : tally_missing(self, key);
}

static int tally_contains(PyObject *self, PyObject *key) {
  PyObject *count = find(self, key);
  return count == NULL && PyErr_Occurred() ? -1 : count != NULL;
}

static int tally_assign(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(key), PyObject *value) {
  PyErr_SetString(PyExc_TypeError,
                  value == NULL
                      ? "'httpstatus.Tally' object doesn't support item deletion"
                      : "'httpstatus.Tally' object does not support item assignment; add tallies, or use a Counter");
  return -1;
}

static PyObject *tally_get_default(PyObject *self, PyObject *args) {
  PyObject *key, *otherwise = Py_None;
  if (!PyArg_ParseTuple(args, "O|O:get", &key, &otherwise)) {
    return NULL;
  }
  PyObject *count = find(self, key);
  return count == NULL && PyErr_Occurred() ? NULL : new_ref(count == NULL ? otherwise : count);
}

static PyObject *tally_copy(PyObject *self, PyObject *Py_UNUSED(none)) {
  return new_ref(self);
}

/* ---- The most common codes ---- */

struct entry {
  uint64_t count;
  int code;
};

static int compare_entries(const void *a, const void *b) {
  const struct entry *one = a, *other = b;
  return one->count != other->count ? (one->count < other->count) - (one->count > other->count)
                                    : (one->code > other->code) - (one->code < other->code);
}

static PyObject *tally_most_common(PyObject *self, PyObject *args, PyObject *kwargs) {
  static char *names[] = {(char *)"n", NULL};
  PyObject *n = Py_None;
  httpstatus_tally tally;
  struct entry entries[CODES];
  Py_ssize_t found = 0;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|O:most_common", names, &n) || read_tally(self, &tally) < 0) {
    return NULL;
  }
  Py_ssize_t limit = n == Py_None ? CODES : PyNumber_AsSsize_t(n, NULL);
  if (limit == -1 && PyErr_Occurred()) {
    return NULL;
  }
  for (int code = 0; code < CODES; code++) {
    if (tally.counts[code] > 0) {
      entries[found].code = code;
      entries[found++].count = tally.counts[code];
    }
  }
  qsort(entries, (size_t)found, sizeof *entries, compare_entries);
  found = found < limit ? found : limit < 0 ? 0 : limit;
  PyObject *list = PyList_New(found);
  for (Py_ssize_t i = 0; i < found && list != NULL; i++) {
    PyObject *pair = Py_BuildValue("iK", entries[i].code, (unsigned long long)entries[i].count);
    if (pair == NULL) {
      Py_SETREF(list, NULL);
    } else {
      PyList_SET_ITEM(list, i, pair);
    }
  }
  return list;
}

static PyObject *tally_rate(PyObject *self, PyObject *codes) {
  httpstatus_set set;
  httpstatus_tally tally;
  if (httpstatus__convert_set(state_of_type(Py_TYPE(self)), codes, &set) < 0) {
    return NULL;
  }
  if (read_tally(self, &tally) < 0) {
    return NULL;
  }
  uint64_t total = httpstatus_tally_total(&tally);
  return PyFloat_FromDouble(total == 0 ? 0.0 : (double)httpstatus_tally_set(&tally, &set) / (double)total);
}

static PyObject *tally_add(PyObject *a, PyObject *b) {
  if (Py_TYPE(a) != Py_TYPE(b)) {
    Py_RETURN_NOTIMPLEMENTED;
  }
  httpstatus_tally sum, other;
  if (read_tally(a, &sum) < 0 || read_tally(b, &other) < 0) {
    return NULL;
  }
  httpstatus_tally_merge(&sum, &other);
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
    PyObject *both = dict_compare(self, other, Py_EQ);
    int same = both == NULL ? -1 : both == Py_True;
    Py_XDECREF(both);
    same = same > 0 ? PyObject_RichCompareBool(*skipped_at(self), *skipped_at(other), Py_EQ) : same;
    if (same > 0 && subs != NULL && other_subs != NULL) {
      same = PyObject_RichCompareBool(subs, other_subs, Py_EQ);
    } else if (same > 0 && subs != other_subs) {
      same = 0;
    }
    return same < 0 ? NULL : PyBool_FromLong(same == (operation == Py_EQ));
  }
  return dict_compare(self, other, operation);
}

static PyObject *tally_repr(PyObject *self) {
  PyObject *dict = dict_repr(self);
  PyObject *subs = *substatuses_at(self), *skipped = *skipped_at(self);
  PyObject *text = dict == NULL   ? NULL
                   : subs == NULL ? PyUnicode_FromFormat("Tally(%U, skipped=%R)", dict, skipped)
                                  : PyUnicode_FromFormat("Tally(%U, skipped=%R, substatuses=%R)", dict, skipped, subs);
  Py_XDECREF(dict);
  return text;
}

static PyObject *tally_reduce(PyObject *self, PyObject *Py_UNUSED(none)) {
  struct state *state = state_of_type(Py_TYPE(self));
  PyObject *restore = PyObject_GetAttrString(state->module, "_restore_tally");
  PyObject *dict = restore == NULL ? NULL : PyDict_Copy(self);
  PyObject *subs = *substatuses_at(self);
  PyObject *result =
      dict == NULL ? NULL : Py_BuildValue("O(OOO)", restore, dict, *skipped_at(self), subs == NULL ? Py_None : subs);
  Py_XDECREF(restore);
  Py_XDECREF(dict);
  return result;
}

static PyObject *tally_total(PyObject *self, void *Py_UNUSED(closure)) {
  httpstatus_tally tally;
  return read_tally(self, &tally) < 0 ? NULL : PyLong_FromUnsignedLongLong(httpstatus_tally_total(&tally));
}

static PyObject *tally_skipped(PyObject *self, void *Py_UNUSED(closure)) {
  return new_ref(*skipped_at(self));
}

static PyObject *tally_substatuses(PyObject *self, void *Py_UNUSED(closure)) {
  return *substatuses_at(self) == NULL ? PyDict_New() : PyDict_Copy(*substatuses_at(self));
}

static PyObject *tally_classes(PyObject *self, void *Py_UNUSED(closure)) {
  httpstatus_tally tally;
  PyObject *dict = read_tally(self, &tally) < 0 ? NULL : PyDict_New();
  for (int i = 1; i <= 6 && dict != NULL; i++) {
    int status_class = i % 6; /* what is in no class comes last */
    PyObject *count = PyLong_FromUnsignedLongLong(httpstatus_tally_class(&tally, status_class));
    if (count == NULL || PyDict_SetItemString(dict, httpstatus_label(status_class * 100), count) < 0) {
      Py_SETREF(dict, NULL);
    }
    Py_XDECREF(count);
  }
  return dict;
}

/* A Tally has nothing that changes it, where a dict has: to hasattr() these are not there. */
static PyObject *tally_unchanging(PyObject *Py_UNUSED(self), void *name) {
  PyErr_Format(PyExc_AttributeError, "a Tally never changes and has no %s; use Counter(tally)", (const char *)name);
  return NULL;
}

/* A dict would give a dict, and a Counter the larger counts. */
static PyObject *tally_or(PyObject *Py_UNUSED(a), PyObject *Py_UNUSED(b)) {
  return new_ref(Py_NotImplemented);
}

static PyMethodDef tally_methods[] = {
    {"get",         tally_get_default,                              METH_VARARGS,                 DOC_Tally_get },
    {"copy",        tally_copy,                                     METH_NOARGS,                  DOC_Tally_copy},
    {"most_common", (PyCFunction)(void (*)(void))tally_most_common, METH_VARARGS | METH_KEYWORDS,
     DOC_Tally_most_common                                                                                      },
    {"rate",        tally_rate,                                     METH_O,                       DOC_Tally_rate},
    {"__missing__", tally_missing,                                  METH_O,                       NULL          },
    {"__reduce__",  tally_reduce,                                   METH_NOARGS,                  NULL          },
    {NULL,          NULL,                                           0,                            NULL          },
};

#define UNCHANGING(name) \
  { name, tally_unchanging, NULL, NULL, (void *)name }

static PyGetSetDef tally_attributes[] = {
    {"total",       tally_total,       NULL, DOC_Tally_total,       NULL},
    {"skipped",     tally_skipped,     NULL, DOC_Tally_skipped,     NULL},
    {"substatuses", tally_substatuses, NULL, DOC_Tally_substatuses, NULL},
    {"classes",     tally_classes,     NULL, DOC_Tally_classes,     NULL},
    UNCHANGING("clear"),
    UNCHANGING("fromkeys"),
    UNCHANGING("pop"),
    UNCHANGING("popitem"),
    UNCHANGING("setdefault"),
    UNCHANGING("update"),
    {NULL,          NULL,              NULL, NULL,                  NULL},
};

static PyType_Slot tally_slots[] = {
    {Py_tp_doc,           (void *)DOC_Tally                  },
    {Py_tp_new,           (void *)tally_new                  },
    {Py_tp_init,          (void *)tally_init                 },
    {Py_tp_dealloc,       (void *)tally_dealloc              },
    {Py_tp_traverse,      (void *)tally_traverse             },
    {Py_tp_repr,          (void *)tally_repr                 },
    {Py_tp_richcompare,   (void *)tally_compare              },
    {Py_tp_hash,          (void *)PyObject_HashNotImplemented},
    {Py_tp_methods,       tally_methods                      },
    {Py_tp_getset,        tally_attributes                   },
    {Py_mp_subscript,     (void *)tally_get                  },
    {Py_mp_ass_subscript, (void *)tally_assign               },
    {Py_sq_contains,      (void *)tally_contains             },
    {Py_nb_add,           (void *)tally_add                  },
    {Py_nb_or,            (void *)tally_or                   },
    {Py_nb_inplace_or,    (void *)tally_or                   },
    {0,                   NULL                               },
};

static PyType_Spec tally_spec = {
    .name = "httpstatus.Tally",
    .basicsize = sizeof(struct tally),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = tally_slots,
};

int httpstatus__add_tally(PyObject *module, struct state *state) {
  state->tally_type = new_type(module, &tally_spec, (PyObject *)&PyDict_Type);
  if (state->tally_type == NULL) {
    return -1;
  }
  return PyModule_AddObjectRef(module, "Tally", state->tally_type);
}
