/*
 * Functions with optional or keyword arguments. SWIG can register such functions as METH_VARARGS only, three times as
 * slow as METH_FASTCALL (measured: 37-43 ns against 11-14), and it knows no keyword-only arguments.
 */
#include "docs.h"
#include "functions.h"

#include <string.h>
#include <time.h>

#include "convert.h"
#include "logs.h"
#include "messages.h"
#include "parsers.h"
#include "records.h"
#include "tallies.h"
#include "texts.h"

/* ---- Arguments ---- */

/* Names of the parameters, NULL behind the last; those before positional may be given by position only or by name. */
struct signature {
  const char *function;
  Py_ssize_t required;   /* so many must be given */
  Py_ssize_t positional; /* so many may be given by position; the others by name */
  Py_ssize_t unnamed;    /* so many of them have no name */
  const char *const names[6];
  bool open; /* the function takes keywords of any other name, too */
};

/* The index of the parameter that a keyword names, or -1. */
static Py_ssize_t parameter(const struct signature *signature, PyObject *name) {
  for (Py_ssize_t i = signature->unnamed; signature->names[i] != NULL; i++) {
    if (PyUnicode_CompareWithASCIIString(name, signature->names[i]) == 0) {
      return i;
    }
  }
  return -1;
}

/* Sorts the arguments of a call into values, which are borrowed and NULL where not given. 0, or -1 with TypeError. */
static int take(const struct signature *signature, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames,
                PyObject **values) {
  if (nargs > signature->positional) {
    PyErr_Format(PyExc_TypeError, "%s() takes at most %zd positional argument%s (%zd given)", signature->function,
                 signature->positional, signature->positional == 1 ? "" : "s", nargs);
    return -1;
  }
  for (Py_ssize_t i = 0; signature->names[i] != NULL; i++) {
    values[i] = i < nargs ? args[i] : NULL;
  }
  Py_ssize_t named = kwnames == NULL ? 0 : PyTuple_GET_SIZE(kwnames);
  for (Py_ssize_t k = 0; k < named; k++) {
    PyObject *name = PyTuple_GET_ITEM(kwnames, k);
    Py_ssize_t i = parameter(signature, name);
    if (i < 0 && signature->open) {
      continue;
    }
    if (i < 0) {
      httpstatus__raise_format(PyExc_TypeError, "%s() got an unexpected keyword argument %R", signature->function,
                               name);
      return -1;
    }
    if (values[i] != NULL) {
      httpstatus__raise_format(PyExc_TypeError, "%s() got multiple values for argument %R", signature->function, name);
      return -1;
    }
    values[i] = args[nargs + k];
  }
  for (Py_ssize_t i = 0; i < signature->required; i++) {
    if (values[i] == NULL) {
      PyErr_Format(PyExc_TypeError, "%s() is missing its argument '%s'", signature->function, signature->names[i]);
      return -1;
    }
  }
  return 0;
}

static bool given(PyObject *value) {
  return value != NULL && value != Py_None;
}

/* Finds an origin by its id, which is the text that meanings point to; NULL with an exception set. */
static const char *find_origin(struct state *state, PyObject *name, httpstatus_origin *origin) {
  struct text text;
  if (httpstatus__convert_text(name, "an origin", &text) < 0) {
    return NULL;
  }
  bool found = httpstatus_find_origin(text.text, text.length, origin);
  if (!found) {
    httpstatus__raise_unknown_origin(state, &text);
  }
  httpstatus__release_text(&text);
  return found ? origin->id : NULL;
}

/* The same for the phrase of an origin, where "any" is the one that is first to give a code a meaning. */
static int find_origin_or_any(struct state *state, PyObject *name, const char **id) {
  httpstatus_origin origin;
  if (PyUnicode_Check(name) && PyUnicode_CompareWithASCIIString(name, "any") == 0) {
    *id = NULL;
    return 0;
  }
  *id = find_origin(state, name, &origin);
  return *id == NULL ? -1 : 0;
}

/* ---- phrase ---- */

static int find_edition(PyObject *name) {
  struct text text;
  if (httpstatus__convert_text(name, "an edition", &text) < 0) {
    return -1;
  }
  int edition = httpstatus_edition(text.text, text.length);
  if (edition < 0) {
    httpstatus__raise_unknown_edition(&text);
  }
  httpstatus__release_text(&text);
  return edition;
}

/* Which phrase is meant by the keywords; NULL with an exception set. */
static const char *choose_phrase(struct state *state, int code, PyObject *edition, PyObject *origin) {
  httpstatus_meaning meaning;
  if (given(origin)) {
    const char *id;
    if (find_origin_or_any(state, origin, &id) < 0) {
      return NULL;
    }
    if (given(edition)) {
      PyErr_SetString(PyExc_ValueError, "phrase() takes an edition or an origin, not both");
      return NULL;
    }
    return httpstatus_lookup(code, id, &meaning) ? meaning.phrase : "";
  }
  int number = given(edition) ? find_edition(edition) : HTTPSTATUS_RFC9110;
  return number < 0 ? NULL : httpstatus_phrase_edition(code, number);
}

static RARE PyObject *phrase_with(PyObject *module, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames) {
  static const struct signature signature = {
      "phrase", 1, 2, 1, {"code", "default", "edition", "origin", NULL}
  };
  struct state *state = state_of(module);
  PyObject *values[4];
  int code;
  if (take(&signature, args, nargs, kwnames, values) < 0 || convert_code(values[0], &code) < 0) {
    return NULL;
  }
  if (nargs == 1 && kwnames == NULL) {
    return phrase_of(state, code);
  }
  const char *found = choose_phrase(state, code, values[2], values[3]);
  if (found == NULL) {
    return NULL;
  }
  return *found == '\0' && values[1] != NULL ? new_ref(values[1]) : PyUnicode_FromString(found);
}

static PyObject *phrase(PyObject *module, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames) {
  int code;
  if (nargs == 1 && kwnames == NULL && small_int(args[0], &code)) { /* the common call */
    return phrase_of(state_of(module), code);
  }
  return phrase_with(module, args, nargs, kwnames);
}

/* ---- is_retryable ---- */

static RARE PyObject *is_retryable_with(PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames) {
  static const struct signature signature = {
      "is_retryable", 1, 1, 1, {"code", "idempotent", "method", NULL}
  };
  PyObject *values[3];
  int code, idempotent = 1;
  if (take(&signature, args, nargs, kwnames, values) < 0 || convert_code(values[0], &code) < 0) {
    return NULL;
  }
  if (values[1] != NULL) {
    idempotent = PyObject_IsTrue(values[1]);
    if (idempotent < 0) {
      return NULL;
    }
  }
  if (given(values[2])) {
    struct text method;
    if (values[1] != NULL) {
      PyErr_SetString(PyExc_TypeError, "is_retryable() takes idempotent or method, not both");
      return NULL;
    }
    if (httpstatus__convert_text(values[2], "a method", &method) < 0) {
      return NULL;
    }
    idempotent = httpstatus_is_idempotent(method.text, method.length);
    httpstatus__release_text(&method);
  }
  return PyBool_FromLong(httpstatus_is_retryable(code, idempotent != 0));
}

static PyObject *is_retryable(PyObject *module, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames) {
  int code;
  (void)module;
  if (nargs == 1 && kwnames == NULL && small_int(args[0], &code)) {
    return new_ref(httpstatus_is_retryable(code, true) ? Py_True : Py_False);
  }
  return is_retryable_with(args, nargs, kwnames);
}

/* ---- retry_after ---- */

/* A date's text has 24 bytes or more; what is shorter does not depend on the time. */
enum { SHORTEST_DATE = 24 };

static int seconds_of_double(double value, PyObject *shown, int64_t *seconds) {
  const double bound = 9.0e18; /* what is beyond fits no int64_t; the core bounds the time anyway */
  if (!(value - value == 0)) {
    httpstatus__raise_about(PyExc_ValueError, "now is a finite number of seconds, not %U", shown);
    return -1;
  }
  *seconds = (int64_t)(value > bound ? bound : value < -bound ? -bound : value);
  *seconds -= (double)*seconds > value; /* rounded down: nobody is to be asked too early */
  return 0;
}

/* A datetime by its methods, so that its module need not be loaded. */
static int seconds_of_datetime(PyObject *now, int64_t *seconds) {
  PyObject *zone = PyObject_GetAttrString(now, "tzinfo");
  if (zone == NULL) {
    if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
      PyErr_Clear();
      PyErr_Format(PyExc_TypeError, "now is a number of seconds or a datetime, not %.100s", Py_TYPE(now)->tp_name);
    }
    return -1;
  }
  Py_DECREF(zone);
  if (zone == Py_None) {
    httpstatus__raise_about(PyExc_ValueError, "%U has no time zone; pass datetime.now(timezone.utc)", now);
    return -1;
  }
  PyObject *stamp = PyObject_CallMethod(now, "timestamp", NULL);
  int failed =
      stamp == NULL || seconds_of_double(PyFloat_Check(stamp) ? PyFloat_AS_DOUBLE(stamp) : 0, now, seconds) < 0;
  Py_XDECREF(stamp);
  return failed ? -1 : 0;
}

static int convert_now(PyObject *now, int64_t *seconds) {
  if (PyFloat_Check(now)) {
    return seconds_of_double(PyFloat_AS_DOUBLE(now), now, seconds);
  }
  if (!PyIndex_Check(now)) {
    return seconds_of_datetime(now, seconds);
  }
  PyObject *number = PyNumber_Index(now);
  if (number == NULL) {
    return -1;
  }
  int overflow;
  long long value = PyLong_AsLongLongAndOverflow(number, &overflow);
  *seconds = overflow > 0 ? INT64_MAX : overflow < 0 ? INT64_MIN : value;
  Py_DECREF(number);
  return 0;
}

static PyObject *seconds_or_none(int64_t seconds) {
  return seconds < 0 ? new_ref(Py_None) : PyLong_FromUnsignedLongLong((unsigned long long)seconds);
}

static RARE PyObject *retry_after_with(PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames) {
  static const struct signature signature = {
      "retry_after", 1, 2, 1, {"value", "now", NULL}
  };
  PyObject *values[2];
  struct text text;
  int64_t now = 0;
  if (take(&signature, args, nargs, kwnames, values) < 0 || (given(values[1]) && convert_now(values[1], &now) < 0)) {
    return NULL;
  }
  if (values[0] == Py_None) {
    return new_ref(Py_None);
  }
  if (httpstatus__convert_text(values[0], "a Retry-After field", &text) < 0) {
    return NULL;
  }
  if (!given(values[1]) && text.length >= SHORTEST_DATE) {
    now = time(NULL);
  }
  int64_t seconds = httpstatus_retry_after(text.text, text.length, now);
  httpstatus__release_text(&text);
  return seconds_or_none(seconds);
}

static PyObject *retry_after(PyObject *module, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames) {
  (void)module;
#ifndef HTTPSTATUS_PLAIN
  if (nargs == 1 && kwnames == NULL && PyUnicode_Check(args[0]) && PyUnicode_IS_COMPACT_ASCII(args[0]) &&
      PyUnicode_GET_LENGTH(args[0]) < SHORTEST_DATE) { /* the common call: some digits */
    const char *text = (const char *)PyUnicode_DATA(args[0]);
    return seconds_or_none(httpstatus_retry_after(text, (size_t)PyUnicode_GET_LENGTH(args[0]), 0));
  }
#endif
  return retry_after_with(args, nargs, kwnames);
}

/* ---- status_line ---- */

/* A str for the wire, as Latin-1; bytes as they are. */
static PyObject *wire_text(PyObject *object, const char *what) {
  if (PyBytes_Check(object)) {
    return new_ref(object);
  }
  if (!PyUnicode_Check(object)) {
    PyObject *shown = httpstatus__shown(object);
    if (shown != NULL) {
      PyErr_Format(PyExc_TypeError, "%s is str or bytes, not %.100s: %U", what, Py_TYPE(object)->tp_name, shown);
      Py_DECREF(shown);
    }
    return NULL;
  }
  PyObject *bytes = PyUnicode_AsLatin1String(object);
  if (bytes == NULL && PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) {
    PyErr_Clear();
    PyObject *shown = httpstatus__shown(object);
    if (shown != NULL) {
      PyErr_Format(PyExc_ValueError, "%s can hold Latin-1 only: %U; give bytes for another encoding", what, shown);
      Py_DECREF(shown);
    }
  }
  return bytes;
}

static PyObject *status_line(PyObject *module, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames) {
  static const struct signature signature = {
      "status_line", 1, 1, 1, {"code", "reason", "version", NULL}
  };
  PyObject *values[3];
  PyObject *reason = NULL, *version = NULL, *result = NULL;
  httpstatus_line line = {"HTTP/1.1", 8, NULL, 0, 0};
  httpstatus_error error = {"", 0};
  (void)module;
  if (take(&signature, args, nargs, kwnames, values) < 0 || convert_code(values[0], &line.code) < 0) {
    return NULL;
  }
  line.reason = httpstatus_phrase(line.code);
  line.reason_length = strlen(line.reason);
  if (given(values[1])) {
    reason = wire_text(values[1], "a reason phrase");
    if (reason == NULL) {
      goto done;
    }
    line.reason = PyBytes_AS_STRING(reason);
    line.reason_length = (size_t)PyBytes_GET_SIZE(reason);
  }
  if (given(values[2])) {
    version = wire_text(values[2], "a version");
    if (version == NULL) {
      goto done;
    }
    line.version = PyBytes_AS_STRING(version);
    line.version_length = (size_t)PyBytes_GET_SIZE(version);
  }
  size_t length = httpstatus_write_status_line(NULL, 0, &line, &error);
  if (length == 0) {
    PyObject *wrong = line.code < 100 || line.code > 999  ? values[0]
                      : given(values[2]) && error.at == 0 ? values[2]
                                                          : values[1];
    PyObject *shown = httpstatus__shown(wrong);
    if (shown != NULL) {
      PyErr_Format(PyExc_ValueError, "cannot write %U in a status line: %s", shown, error.message);
      Py_DECREF(shown);
    }
    goto done;
  }
  result = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)length);
  if (result != NULL) {
    httpstatus_write_status_line(PyBytes_AS_STRING(result), length + 1, &line, NULL);
  }
done:
  Py_XDECREF(reason);
  Py_XDECREF(version);
  return result;
}

/* ---- problem ---- */

/* Puts a member of the document's own into the dict, if it is given and a str. */
static int put_text(PyObject *members, const char *name, PyObject *text) {
  if (!given(text)) {
    return 0;
  }
  if (!PyUnicode_Check(text)) {
    PyObject *shown = httpstatus__shown(text);
    if (shown != NULL) {
      PyErr_Format(PyExc_TypeError, "%s is a str, not %.100s: %U", name, Py_TYPE(text)->tp_name, shown);
      Py_DECREF(shown);
    }
    return -1;
  }
  return PyDict_SetItemString(members, name, text);
}

/* Puts the keyword arguments into the dict that are not in the signature. */
static int put_extensions(PyObject *members, const struct signature *signature, PyObject *const *named,
                          PyObject *kwnames) {
  for (Py_ssize_t k = 0; kwnames != NULL && k < PyTuple_GET_SIZE(kwnames); k++) {
    PyObject *name = PyTuple_GET_ITEM(kwnames, k);
    if (parameter(signature, name) >= 0) {
      continue;
    }
    if (PyUnicode_CompareWithASCIIString(name, "status") == 0) {
      PyErr_SetString(PyExc_ValueError, HTTPSTATUS__STATUS_IS_THE_CODE);
      return -1;
    }
    if (PyDict_SetItem(members, name, named[k]) < 0) {
      return -1;
    }
  }
  return 0;
}

static PyObject *problem(PyObject *module, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames) {
  static const struct signature signature = {
      "problem", 1, 2, 1, {"code", "detail", "instance", "type", "title", NULL},
          true
  };
  struct state *state = state_of(module);
  PyObject *values[5];
  int code;
  if (take(&signature, args, nargs, kwnames, values) < 0 || convert_code(values[0], &code) < 0) {
    return NULL;
  }
  if (code < 100 || code > 999) {
    return httpstatus__raise_about(PyExc_ValueError,
                                   "cannot write %U in a problem document: " HTTPSTATUS__NOT_ON_THE_WIRE, values[0]);
  }
  PyObject *title = given(values[4]) ? new_ref(values[4]) : title_of(state, code);
  PyObject *status = title == NULL ? NULL : PyLong_FromLong(code);
  PyObject *members = status == NULL ? NULL : PyDict_New();
  if (members != NULL && (put_text(members, "type", values[3]) < 0 || put_text(members, "title", title) < 0 ||
                          PyDict_SetItemString(members, "status", status) < 0 ||
                          put_text(members, "detail", values[1]) < 0 || put_text(members, "instance", values[2]) < 0 ||
                          put_extensions(members, &signature, args + nargs, kwnames) < 0)) {
    Py_CLEAR(members);
  }
  Py_XDECREF(title);
  Py_XDECREF(status);
  return members;
}

/* ---- The registry ---- */

static PyObject *lookup(PyObject *module, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames) {
  static const struct signature signature = {
      "lookup", 1, 2, 1, {"code", "origin", NULL}
  };
  struct state *state = state_of(module);
  PyObject *values[2];
  httpstatus_meaning meaning;
  httpstatus_origin origin;
  size_t first;
  int code;
  if (take(&signature, args, nargs, kwnames, values) < 0 || convert_code(values[0], &code) < 0) {
    return NULL;
  }
  if (!given(values[1])) {
    if (httpstatus_meanings(code, &first) > 0) {
      return httpstatus__row(module, RECORD_MEANING, first);
    }
    return httpstatus__raise_no_meaning(state, code, values[0], NULL);
  }
  const char *id = find_origin(state, values[1], &origin);
  if (id == NULL) {
    return NULL;
  }
  if (!httpstatus_lookup(code, id, &meaning)) {
    return httpstatus__raise_no_meaning(state, code, values[0], &origin);
  }
  return httpstatus__row(module, RECORD_MEANING, meaning.index);
}

static PyObject *registry(PyObject *module, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames) {
  static const struct signature signature = {
      "registry", 0, 2, 0, {"origin", "standing", NULL}
  };
  PyObject *values[2];
  httpstatus_origin origin;
  const char *id = NULL;
  struct text standing = {NULL, 0, {0}, false, false};
  if (take(&signature, args, nargs, kwnames, values) < 0) {
    return NULL;
  }
  if (given(values[0]) && (id = find_origin(state_of(module), values[0], &origin)) == NULL) {
    return NULL;
  }
  if (given(values[1])) {
    if (httpstatus__convert_text(values[1], "a standing", &standing) < 0) {
      return NULL;
    }
    if (!httpstatus_is_standing(standing.text, standing.length)) {
      httpstatus__raise_unknown_standing(state_of(module), &standing);
      httpstatus__release_text(&standing);
      return NULL;
    }
  }
  PyObject *list = PyList_New(0);
  for (size_t i = 0; i < httpstatus_meaning_count() && list != NULL; i++) {
    httpstatus_meaning meaning;
    httpstatus_meaning_at(i, &meaning);
    if ((id != NULL && meaning.origin != id) ||
        (standing.text != NULL && (strlen(meaning.standing) != standing.length ||
                                   memcmp(meaning.standing, standing.text, standing.length) != 0))) {
      continue;
    }
    PyObject *record = httpstatus__row(module, RECORD_MEANING, i);
    if (record == NULL || PyList_Append(list, record) < 0) {
      Py_SETREF(list, NULL);
    }
    Py_XDECREF(record);
  }
  httpstatus__release_text(&standing);
  PyObject *iterator = list == NULL ? NULL : PyObject_GetIter(list);
  Py_XDECREF(list);
  return iterator;
}

static PyObject *search(PyObject *module, PyObject *words) {
  struct text text;
  size_t indexes[256];
  if (httpstatus__convert_text(words, "a query", &text) < 0) {
    return NULL;
  }
  size_t count = httpstatus_search(text.text, text.length, indexes, sizeof indexes / sizeof *indexes);
  httpstatus__release_text(&text);
  PyObject *list = PyList_New((Py_ssize_t)count);
  for (size_t i = 0; i < count && list != NULL; i++) {
    PyObject *record = httpstatus__row(module, RECORD_MEANING, indexes[i]);
    if (record == NULL) {
      Py_SETREF(list, NULL);
    } else {
      PyList_SET_ITEM(list, (Py_ssize_t)i, record);
    }
  }
  return list;
}

static PyObject *origins(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(none)) {
  PyObject *tuple = PyTuple_New((Py_ssize_t)httpstatus_origin_count());
  for (size_t i = 0; i < httpstatus_origin_count() && tuple != NULL; i++) {
    httpstatus_origin origin;
    httpstatus_origin_at(i, &origin);
    PyObject *id = PyUnicode_FromString(origin.id);
    if (id == NULL) {
      Py_SETREF(tuple, NULL);
    } else {
      PyTuple_SET_ITEM(tuple, (Py_ssize_t)i, id);
    }
  }
  return tuple;
}

static PyObject *origin(PyObject *module, PyObject *name) {
  struct text text;
  httpstatus_origin found, each;
  if (httpstatus__convert_text(name, "an origin", &text) < 0) {
    return NULL;
  }
  PyObject *result = NULL;
  if (!httpstatus_find_origin(text.text, text.length, &found)) {
    httpstatus__raise_unknown_origin(state_of(module), &text);
  } else {
    size_t i = 0;
    while (httpstatus_origin_at(i, &each) && each.id != found.id) {
      i++;
    }
    result = httpstatus__row(module, RECORD_ORIGIN, i);
  }
  httpstatus__release_text(&text);
  return result;
}

/* ---- Counting ---- */

/* tally_log is written in Python; its module is imported with the first call. */
static PyObject *tally_log(PyObject *module, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames) {
  (void)module;
  PyObject *logs = PyImport_ImportModule("httpstatus._logs");
  PyObject *function = logs == NULL ? NULL : PyObject_GetAttrString(logs, "tally_log");
  PyObject *result = function == NULL ? NULL : PyObject_Vectorcall(function, args, (size_t)nargs, kwnames);
  Py_XDECREF(logs);
  Py_XDECREF(function);
  return result;
}

/* _restore_tally(counts, skipped, substatuses): out of a pickle. */
static PyObject *restore_tally(PyObject *module, PyObject *args) {
  PyObject *counts, *skipped, *substatuses = Py_None;
  if (!PyArg_ParseTuple(args, "OO|O", &counts, &skipped, &substatuses)) {
    return NULL;
  }
  PyObject *positional = PyTuple_Pack(1, counts);
  PyObject *named = positional == NULL ? NULL : Py_BuildValue("{sOsO}", "skipped", skipped, "substatuses", substatuses);
  PyObject *result = named == NULL ? NULL : PyObject_Call(state_of(module)->tally_type, positional, named);
  Py_XDECREF(positional);
  Py_XDECREF(named);
  return result;
}

#define FAST(name) \
  { #name, (PyCFunction)(void (*)(void))name, METH_FASTCALL | METH_KEYWORDS, DOC_##name }

PyMethodDef httpstatus__keyword_methods[] = {
    FAST(phrase),
    FAST(is_retryable),
    FAST(retry_after),
    FAST(status_line),
    FAST(problem),
    FAST(lookup),
    FAST(registry),
    {"search",         search,                     METH_O,       DOC_search },
    {"origins",        origins,                    METH_NOARGS,  DOC_origins},
    {"origin",         origin,                     METH_O,       DOC_origin },
    {"tally",          httpstatus__tally,          METH_O,       DOC_tally  },
    FAST(tally_log),
    {"_restore",       httpstatus__restore_record, METH_VARARGS, NULL       },
    {"_restore_tally", restore_tally,              METH_VARARGS, NULL       },
    {NULL,             NULL,                       0,            NULL       },
};

PyMethodDef httpstatus__private_methods[] = {
    {"_smtp_parse",    (PyCFunction)(void (*)(void))httpstatus__smtp_parse, METH_FASTCALL, NULL},
    {"_smtp_find",     (PyCFunction)(void (*)(void))httpstatus__smtp_find,  METH_FASTCALL, NULL},
    {"_warning_parse", httpstatus__warning_parse,                           METH_O,        NULL},
    {"_rows",          httpstatus__all_rows,                                METH_O,        NULL},
    {"_record_type",   httpstatus__find_record_type,                        METH_O,        NULL},
    {"_log_type",      httpstatus__log_type,                                METH_NOARGS,   NULL},
    {"_log_formats",   httpstatus__log_format_names,                        METH_NOARGS,   NULL},
    {"_shown",         httpstatus__shown_to_python,                         METH_O,        NULL},
    {"_unknown_code",  httpstatus__unknown_code,                            METH_VARARGS,  NULL},
    {"_not_listed",    httpstatus__not_listed,                              METH_VARARGS,  NULL},
    {NULL,             NULL,                                                0,             NULL},
};
