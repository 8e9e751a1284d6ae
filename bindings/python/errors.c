/* UnknownStatusError, and the words of every error: what was given, and the way out. */
#include "docs.h"
#include "convert.h"
#include "errors.h"
#include "messages.h"

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
  PyObject *text = PyObject_Repr(given); /* %.100R would do, but PyPy's has no limit */
  if (text == NULL && PyLong_Check(given) && PyErr_ExceptionMatches(PyExc_ValueError)) {
    PyErr_Clear();
    text = PyUnicode_FromString("<an int of thousands of digits>");
  }
  if (text != NULL && PyUnicode_GET_LENGTH(text) > SHOWN) {
    Py_SETREF(text, PyUnicode_Substring(text, 0, SHOWN));
  }
  Py_XDECREF(short_one); /* given may be that one: not earlier */
  return text;
}

/* The same for the package's own files. */
PyObject *httpstatus__shown_to_python(PyObject *Py_UNUSED(module), PyObject *given) {
  return httpstatus__shown(given);
}

/* PyErr_Format for formats with %R, which may raise an error of its own: PyPy's would crash then. Returns NULL. */
PyObject *httpstatus__raise_format(PyObject *type, const char *format, ...) {
  va_list values;
  va_start(values, format);
  PyObject *message = PyUnicode_FromFormatV(format, values);
  va_end(values);
  if (message != NULL) {
    PyErr_SetObject(type, message);
    Py_DECREF(message);
  }
  return NULL;
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

/* ---- The core's sentences ---- */

static PyObject *raise_message(PyObject *type, const char *message) {
  PyErr_SetString(type, message);
  return NULL;
}

/* For what httpstatus_code has refused. */
PyObject *httpstatus__raise_unknown_text(struct state *state, const struct text *text) {
  char message[HTTPSTATUS__MESSAGE_SIZE];
  httpstatus__say_unknown_status(text->text, text->length, message, sizeof message);
  return raise_message(state->unknown_error, message);
}

PyObject *httpstatus__raise_unknown_origin(struct state *state, const struct text *text) {
  char message[HTTPSTATUS__MESSAGE_SIZE];
  httpstatus__say_unknown_origin(text->text, text->length, message, sizeof message);
  return raise_message(state->unknown_error, message);
}

PyObject *httpstatus__raise_unknown_standing(struct state *state, const struct text *text) {
  char message[HTTPSTATUS__MESSAGE_SIZE];
  httpstatus__say_unknown_standing(text->text, text->length, message, sizeof message);
  return raise_message(state->unknown_error, message);
}

PyObject *httpstatus__raise_unknown_edition(const struct text *text) {
  char message[HTTPSTATUS__MESSAGE_SIZE];
  httpstatus__say_unknown_edition(text->text, text->length, message, sizeof message);
  return raise_message(PyExc_ValueError, message);
}

/* For a code without a meaning, from an origin if that is not NULL. The sentence is the format that shows the code. */
PyObject *httpstatus__raise_no_meaning(struct state *state, int code, PyObject *given,
                                       const httpstatus_origin *origin) {
  char format[HTTPSTATUS__MESSAGE_SIZE];
  httpstatus__say_no_meaning(code, "%U", origin, format, sizeof format);
  return httpstatus__raise_about(state->unknown_error, format, given);
}

/* Where a text went wrong: for a str, in characters. */
static size_t position_of(const struct text *text, const httpstatus_error *error) {
  size_t at = error->at;
  for (size_t i = 0; !text->is_bytes && i < error->at; i++) {
    at -= ((unsigned char)text->text[i] & 0xc0) == 0x80; /* the second and later bytes of a character */
  }
  return at;
}

PyObject *httpstatus__raise_parse(const char *what, const struct text *text, const httpstatus_error *error) {
  char message[HTTPSTATUS__MESSAGE_SIZE];
  httpstatus__say_invalid(what, text->text, text->length, error, position_of(text, error), message, sizeof message);
  return raise_message(PyExc_ValueError, message);
}

/*
 * The same for a set, which may be an item of a list. argparse shows the reason only of its own error: where it is
 * loaded, the error is one of those, too.
 */
PyObject *httpstatus__raise_parse_set(const struct text *text, const char *where, const httpstatus_error *error) {
  char message[HTTPSTATUS__MESSAGE_SIZE];
  httpstatus__say_invalid_item("status set", text->text, text->length, where, error, position_of(text, error), message,
                               sizeof message);
  PyObject *name = PyUnicode_FromString("argparse");
  PyObject *argparse = name == NULL ? NULL : PyImport_GetModule(name);
  PyObject *theirs = argparse == NULL ? NULL : PyObject_GetAttrString(argparse, "ArgumentTypeError");
  PyObject *type = theirs == NULL ? NULL
                                  : PyObject_CallFunction((PyObject *)&PyType_Type, "s(OO){ss}", "InvalidStatusSet",
                                                          PyExc_ValueError, theirs, "__module__", "httpstatus");
  Py_XDECREF(name);
  Py_XDECREF(argparse);
  Py_XDECREF(theirs);
  if (PyErr_Occurred() && PyErr_ExceptionMatches(PyExc_AttributeError)) {
    PyErr_Clear(); /* half a module, while another thread imports it */
  }
  if (!PyErr_Occurred()) {
    raise_message(type == NULL ? PyExc_ValueError : type, message);
  }
  Py_XDECREF(type);
  return NULL;
}

/* not_listed(what, shown, lists, hint): the sentence for a number that a table lacks, by which it is the format. */
PyObject *httpstatus__not_listed(PyObject *Py_UNUSED(module), PyObject *arguments) {
  char format[HTTPSTATUS__MESSAGE_SIZE];
  const char *what, *lists;
  PyObject *shown, *hint = NULL;
  if (!PyArg_ParseTuple(arguments, "sUs|U", &what, &shown, &lists, &hint)) {
    return NULL;
  }
  httpstatus__say_not_listed(what, "%U", lists, hint == NULL ? NULL : "%U", format, sizeof format);
  return PyUnicode_FromFormat(format, shown, hint);
}

/* unknown_code(system, given): the sentence for a code that a system lacks; for None, for an unknown system. */
PyObject *httpstatus__unknown_code(PyObject *Py_UNUSED(module), PyObject *arguments) {
  char message[HTTPSTATUS__MESSAGE_SIZE];
  const char *system;
  PyObject *given;
  struct text text;
  if (!PyArg_ParseTuple(arguments, "zO", &system, &given) || httpstatus__convert_text(given, "the text", &text) < 0) {
    return NULL;
  }
  if (system == NULL) {
    httpstatus__say_unknown_system(text.text, text.length, message, sizeof message);
  } else {
    httpstatus__say_unknown_code(system, text.text, text.length, message, sizeof message);
  }
  httpstatus__release_text(&text);
  return PyUnicode_FromString(message);
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
