/* UnknownStatusError, and the words of every error: what was given, and the way out. */
#include "docs.h"
#include "errors.h"

#include <stdarg.h>

/* "did you mean A (1), B or C?" with a separator before it, or "" where nothing is near. New reference. */
static PyObject *suggestions(const httpstatus_near *near, size_t count) {
  if (count == 0) {
    return PyUnicode_FromString("");
  }
  PyObject *text = PyUnicode_FromString("; did you mean ");
  for (size_t i = 0; i < count && text != NULL; i++) {
    const char *between = i == 0 ? "" : i + 1 == count ? " or " : ", ";
    PyObject *next = near[i].code < 0 ? PyUnicode_FromFormat("%U%s'%s'", text, between, near[i].name)
                                      : PyUnicode_FromFormat("%U%s%s (%d)", text, between, near[i].name, near[i].code);
    Py_DECREF(text);
    text = next;
  }
  if (text != NULL) {
    PyObject *next = PyUnicode_FromFormat("%U?", text);
    Py_DECREF(text);
    text = next;
  }
  return text;
}

/* Names that are near: a list of str. */
PyObject *httpstatus__near_names(const httpstatus_near *near, size_t count) {
  PyObject *names = PyList_New((Py_ssize_t)count);
  for (size_t i = 0; i < count && names != NULL; i++) {
    PyObject *name = PyUnicode_FromString(near[i].name);
    if (name == NULL) {
      Py_SETREF(names, NULL);
    } else {
      PyList_SET_ITEM(names, (Py_ssize_t)i, name);
    }
  }
  return names;
}

/*
 * What was given, as a message shows it: the beginning of its repr. Of a long text no more is made; Python writes no
 * int of some thousand digits, and would raise an error of its own. New reference.
 */
PyObject *httpstatus__shown(PyObject *given) {
  enum { SHOWN = 100 };
  PyObject *short_one = NULL;
  if ((PyUnicode_CheckExact(given) && PyUnicode_GET_LENGTH(given) > SHOWN) ||
      (PyBytes_CheckExact(given) && PyBytes_GET_SIZE(given) > SHOWN)) {
    short_one = PySequence_GetSlice(given, 0, SHOWN);
    if (short_one == NULL) {
      return NULL;
    }
    given = short_one;
  }
  PyObject *text = PyUnicode_FromFormat("%.100R", given);
  if (text == NULL && PyLong_Check(given) && PyErr_ExceptionMatches(PyExc_ValueError)) {
    PyErr_Clear();
    text = PyUnicode_FromString("<an int of thousands of digits>");
  }
  Py_XDECREF(short_one); /* given may be that one: not earlier */
  return text;
}

/* The same for the package's own files. */
PyObject *httpstatus__shown_to_python(PyObject *Py_UNUSED(module), PyObject *given) {
  return httpstatus__shown(given);
}

/* Raises an error whose format has one %U, for what was given; returns NULL. */
PyObject *httpstatus__raise_about(PyObject *type, const char *format, PyObject *given) {
  PyObject *shown = httpstatus__shown(given);
  if (shown != NULL) {
    PyErr_Format(type, format, shown);
    Py_DECREF(shown);
  }
  return NULL;
}

PyObject *httpstatus__raise_unknown(struct state *state, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  PyErr_FormatV(state->unknown_error, format, arguments);
  va_end(arguments);
  return NULL;
}

/* For what httpstatus_code has refused. */
PyObject *httpstatus__raise_unknown_text(struct state *state, PyObject *given, const struct text *text, int result) {
  if (result == HTTPSTATUS_AMBIGUOUS) {
    int codes[16];
    size_t count = httpstatus_candidates(text->text, text->length, codes, 16);
    PyObject *list = PyUnicode_FromString("");
    for (size_t i = 0; i < count && i < 16 && list != NULL; i++) {
      PyObject *next = PyUnicode_FromFormat("%U%s%d", list, i == 0 ? "" : i + 1 == count ? " or " : ", ", codes[i]);
      Py_DECREF(list);
      list = next;
    }
    if (list != NULL) {
      httpstatus__raise_unknown(state, "%.200R means several status codes: %U", given, list);
      Py_DECREF(list);
    }
    return NULL;
  }
  httpstatus_near near[SUGGESTIONS];
  size_t count = httpstatus_nearest(text->text, text->length, near, SUGGESTIONS);
  PyObject *hint = suggestions(near, count);
  if (hint != NULL) {
    httpstatus__raise_unknown(state, "%.200R names no status code%U", given, hint);
    Py_DECREF(hint);
  }
  return NULL;
}

PyObject *httpstatus__raise_unknown_origin(struct state *state, PyObject *given, const struct text *text) {
  httpstatus_near near[SUGGESTIONS];
  size_t count = httpstatus_nearest_origin(text->text, text->length, near, SUGGESTIONS);
  PyObject *hint = count > 0 ? suggestions(near, count) : PyUnicode_FromString("; httpstatus.origins() lists them");
  if (hint != NULL) {
    httpstatus__raise_unknown(state, "%.200R is no origin%U", given, hint);
    Py_DECREF(hint);
  }
  return NULL;
}

/* A ValueError that says where a text went wrong: for a str, in characters. */
PyObject *httpstatus__raise_parse(const char *what, PyObject *given, const struct text *text,
                                  const httpstatus_error *error) {
  size_t at = error->at;
  for (size_t i = 0; !text->is_bytes && i < error->at; i++) {
    at -= ((unsigned char)text->text[i] & 0xc0) == 0x80; /* the second and later bytes of a character */
  }
  PyErr_Format(PyExc_ValueError, "%.200R is no %s: %s (at position %zu)", given, what, error->message, at);
  return NULL;
}

/* By a spec, and not as PyErr_NewException does, which runs the whole of a class statement (90 us against 15). */
static PyType_Slot unknown_slots[] = {
    {Py_tp_doc, (void *)DOC_UnknownStatusError},
    {0,         NULL                          },
};

static PyType_Spec unknown_spec = {
    .name = "httpstatus.UnknownStatusError",
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .slots = unknown_slots,
};

int httpstatus__add_errors(PyObject *module, struct state *state) {
  PyObject *bases = PyTuple_Pack(2, PyExc_ValueError, PyExc_LookupError);
  if (bases == NULL) {
    return -1;
  }
  state->unknown_error = new_type(module, &unknown_spec, bases);
  Py_DECREF(bases);
  return state->unknown_error == NULL ? -1 : PyModule_AddObjectRef(module, "UnknownStatusError", state->unknown_error);
}
