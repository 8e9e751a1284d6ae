/* Texts of the core as str. */
#include "texts.h"

#include <string.h>

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

/* Makes the str of every phrase, name and label once. Names are interned, since they are attributes too. */
int httpstatus__fill_texts(struct state *state) {
  state->empty = PyUnicode_FromString("");
  if (state->empty == NULL) {
    return -1;
  }
  for (int code = MEMBERS_FIRST; code < MEMBERS_FIRST + MEMBERS; code++) {
    if (*httpstatus_name(code) == '\0') {
      continue;
    }
    PyObject **phrase = &state->phrases[code - MEMBERS_FIRST], **name = &state->names[code - MEMBERS_FIRST];
    if ((*phrase = PyUnicode_FromString(httpstatus_phrase(code))) == NULL ||
        (*name = PyUnicode_InternFromString(httpstatus_name(code))) == NULL) {
      return -1;
    }
  }
  for (int i = 0; i < CLASSES; i++) {
    state->labels[i] = PyUnicode_FromString(httpstatus_label(i * 100));
    if (state->labels[i] == NULL) {
      return -1;
    }
  }
  return 0;
}
