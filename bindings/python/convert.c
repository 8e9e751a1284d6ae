/* The one rule for arguments, and texts of the core as str. */
#include <string.h>

#include "binding.h"

int httpstatus__convert_code(PyObject *object, int *code) {
  int overflow;
  long value;
  if (PyLong_Check(object)) {
    value = PyLong_AsLongAndOverflow(object, &overflow);
  } else {
    PyObject *index = PyIndex_Check(object) ? PyNumber_Index(object) : NULL;
    if (index == NULL) {
      if (!PyErr_Occurred()) {
        PyErr_Format(PyExc_TypeError, "a status code is an int, not %.100s: %.100R%s", Py_TYPE(object)->tp_name, object,
                     PyUnicode_Check(object) || PyBytes_Check(object) ? " (httpstatus.code() reads text)" : "");
      }
      return -1;
    }
    value = PyLong_AsLongAndOverflow(index, &overflow);
    Py_DECREF(index);
  }
  if (value == -1 && overflow == 0 && PyErr_Occurred()) {
    return -1;
  }
  *code = overflow != 0 || value > INT_MAX || value < INT_MIN ? NO_CODE : (int)value;
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
  PyErr_Format(PyExc_TypeError, "%s is str or bytes, not %.100s: %.100R", what, Py_TYPE(object)->tp_name, object);
  return -1;
}

void httpstatus__release_text(struct text *text) {
  if (text->has_view) {
    PyBuffer_Release(&text->view);
    text->has_view = false;
  }
}

PyObject *httpstatus__new_text(const char *text) {
  return PyUnicode_FromString(text);
}

/* A tuple of str from a list of texts. */
PyObject *httpstatus__text_list(const char *list) {
  Py_ssize_t count = 0;
  for (const char *at = list; *at != '\0'; at += strlen(at) + 1) {
    count++;
  }
  PyObject *tuple = PyTuple_New(count);
  if (tuple == NULL) {
    return NULL;
  }
  for (Py_ssize_t i = 0; i < count; i++, list += strlen(list) + 1) {
    PyObject *text = PyUnicode_FromString(list);
    if (text == NULL) {
      Py_DECREF(tuple);
      return NULL;
    }
    PyTuple_SET_ITEM(tuple, i, text);
  }
  return tuple;
}

/* Names are interned, since they are attributes too. */
static int fill_text(struct state *state, const char *text, bool intern) {
  size_t place = (size_t)(text - httpstatus_phrase(NO_CODE));
  if (place >= TEXTS_MAX || state->texts[place] != NULL) {
    return 0;
  }
  state->texts[place] = intern ? PyUnicode_InternFromString(text) : PyUnicode_FromString(text);
  return state->texts[place] == NULL ? -1 : 0;
}

/* Makes the str of every phrase, name and label once. */
int httpstatus__fill_texts(struct state *state) {
  if (fill_text(state, httpstatus_phrase(NO_CODE), false) < 0) {
    return -1;
  }
  state->empty = state->texts[0];
  for (int code = 100; code < CODES; code++) {
    if (*httpstatus_name(code) == '\0') {
      continue;
    }
    if (fill_text(state, httpstatus_phrase(code), false) < 0 || fill_text(state, httpstatus_name(code), true) < 0) {
      return -1;
    }
  }
  for (int code = 0; code < 600; code += 100) {
    if (fill_text(state, httpstatus_label(code), false) < 0) {
      return -1;
    }
  }
  return 0;
}
