/* The one rule for arguments. */
#include "convert.h"

/* The value of an int, of whatever class; NO_CODE where no C int holds it. Nothing in this can fail. */
int httpstatus__int_value(PyObject *number) {
  int overflow;
  long value = long_value(number, &overflow);
  return overflow != 0 || value > INT_MAX || value < INT_MIN ? NO_CODE : (int)value;
}

/* What a function's number is, by the function's name, and what reads it from text; the last row is for all others. */
static const struct {
  const char *prefix;
  const char *what;
  const char *reader;
} NUMBERS[] = {
    {"_smtp_",    "an SMTP code",  "httpstatus.smtp.parse()"},
    {"_warning_", "a warn code",   "int()"                  },
    {"",          "a status code", "httpstatus.code()"      },
};

static void raise_not_int(PyObject *object, const char *function) {
  PyObject *shown = httpstatus__shown(object);
  size_t i = 0;
  while (strncmp(function, NUMBERS[i].prefix, strlen(NUMBERS[i].prefix)) != 0) {
    i++;
  }
  if (shown != NULL && (PyUnicode_Check(object) || PyBytes_Check(object))) {
    PyErr_Format(PyExc_TypeError, "%s is an int, not %.100s: %U (%s reads text)", NUMBERS[i].what,
                 Py_TYPE(object)->tp_name, shown, NUMBERS[i].reader);
  } else if (shown != NULL) {
    PyErr_Format(PyExc_TypeError, "%s is an int, not %.100s: %U", NUMBERS[i].what, Py_TYPE(object)->tp_name, shown);
  }
  Py_XDECREF(shown);
}

int httpstatus__convert_code(PyObject *object, const char *function, int *code) {
  if (PyLong_Check(object)) {
    *code = httpstatus__int_value(object);
    return 0;
  }
  PyObject *index = PyIndex_Check(object) ? PyNumber_Index(object) : NULL;
  if (index == NULL) {
    if (!PyErr_Occurred()) {
      raise_not_int(object, function);
    }
    return -1;
  }
  *code = httpstatus__int_value(index);
  Py_DECREF(index);
  return 0;
}

/* A str with lone surrogates (bytes read with surrogateescape, say): the core takes any bytes, so they may pass. */
static int encode_surrogates(PyObject *object, struct text *text) {
  PyObject *bytes = PyUnicode_AsEncodedString(object, "utf-8", "surrogatepass");
  int failed = bytes == NULL || PyObject_GetBuffer(bytes, &text->view, PyBUF_SIMPLE) < 0;
  Py_XDECREF(bytes); /* the view keeps it */
  if (failed) {
    return -1;
  }
  text->has_view = true;
  text->text = (const char *)text->view.buf;
  text->length = (size_t)text->view.len;
  return 0;
}

int httpstatus__convert_text(PyObject *object, const char *what, struct text *text) {
  text->has_view = false;
  text->is_bytes = false;
  if (PyUnicode_Check(object)) {
    Py_ssize_t length;
    text->text = PyUnicode_AsUTF8AndSize(object, &length);
    if (text->text == NULL) {
      if (!PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) {
        return -1;
      }
      PyErr_Clear();
      return encode_surrogates(object, text);
    }
    text->length = (size_t)length;
    return 0;
  }
  if (PyObject_CheckBuffer(object)) {
    if (PyObject_GetBuffer(object, &text->view, PyBUF_SIMPLE) < 0) {
      return -1;
    }
    text->has_view = true;
    text->is_bytes = true;
    text->text = (const char *)text->view.buf;
    text->length = (size_t)text->view.len;
    return 0;
  }
  PyObject *shown = httpstatus__shown(object);
  if (shown != NULL) {
    PyErr_Format(PyExc_TypeError, "%s is str or bytes, not %.100s: %U", what, Py_TYPE(object)->tp_name, shown);
    Py_DECREF(shown);
  }
  return -1;
}

void httpstatus__release_text(struct text *text) {
  if (text->has_view) {
    PyBuffer_Release(&text->view);
    text->has_view = false;
  }
}
