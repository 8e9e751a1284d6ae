/* The one rule for arguments. */
#include "convert.h"

/* The value of an int, of whatever class; NO_CODE where no C int holds it. Nothing in this can fail. */
int httpstatus__int_value(PyObject *number) {
  int overflow;
  long value = long_value(number, &overflow);
  return overflow != 0 || value > INT_MAX || value < INT_MIN ? NO_CODE : (int)value;
}

int httpstatus__convert_code(PyObject *object, int *code) {
  if (PyLong_Check(object)) {
    *code = httpstatus__int_value(object);
    return 0;
  }
  PyObject *index = PyIndex_Check(object) ? PyNumber_Index(object) : NULL;
  if (index == NULL) {
    PyObject *shown = PyErr_Occurred() ? NULL : httpstatus__shown(object);
    if (shown != NULL) {
      PyErr_Format(PyExc_TypeError, "a status code is an int, not %.100s: %U%s", Py_TYPE(object)->tp_name, shown,
                   PyUnicode_Check(object) || PyBytes_Check(object) ? " (httpstatus.code() reads text)" : "");
      Py_DECREF(shown);
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
