/* _Log: a log that is being counted, piece by piece. httpstatus/_logs.py opens files and feeds it. */
#include "logs.h"

#include <stdlib.h>

#include "convert.h"
#include "tallies.h"

struct log {
  PyObject_HEAD httpstatus_log log;
};

static httpstatus_log *log_at(PyObject *self) {
  return &((struct log *)self)->log;
}

static PyObject *log_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  PyObject *name;
  struct text text;
  if (!PyArg_ParseTuple(args, "O:_Log", &name) || httpstatus__convert_text(name, "a format", &text) < 0) {
    return NULL;
  }
  (void)kwargs;
  PyObject *self = type->tp_alloc(type, 0);
  if (self != NULL && !httpstatus_log_begin(log_at(self), text.text, text.length)) {
    httpstatus__raise_about(PyExc_ValueError, "unknown log format %U", name);
    Py_SETREF(self, NULL);
  }
  httpstatus__release_text(&text);
  return self;
}

static int log_traverse(PyObject *self, visitproc visit, void *arg) {
  return visit((PyObject *)Py_TYPE(self), arg);
}

static void log_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  type->tp_free(self);
  Py_DECREF(type);
}

static PyObject *log_feed(PyObject *self, PyObject *args) {
  Py_buffer piece;
  int last;
  if (!PyArg_ParseTuple(args, "y*p:feed", &piece, &last)) {
    return NULL;
  }
  size_t used;
  Py_BEGIN_ALLOW_THREADS;
  used = httpstatus_log_feed(log_at(self), (const char *)piece.buf, (size_t)piece.len, last != 0);
  Py_END_ALLOW_THREADS;
  PyBuffer_Release(&piece);
  return PyLong_FromSize_t(used);
}

/* The sub-statuses that came, in order, as a dict; NULL without an exception where there are none. */
static PyObject *log_substatuses(const httpstatus_log *log) {
  httpstatus_substatus_count counts[HTTPSTATUS_LOG_SUBSTATUSES];
  size_t used = 0;
  for (size_t i = 0; i < HTTPSTATUS_LOG_SUBSTATUSES; i++) {
    if (log->substatuses[i].count > 0) {
      counts[used++] = log->substatuses[i];
    }
  }
  /* cppcheck-suppress uninitvar ; the first of them are what is used */
  qsort(counts, used, sizeof *counts, httpstatus_substatus_order);
  PyObject *dict = used == 0 ? NULL : PyDict_New();
  for (size_t i = 0; i < used && dict != NULL; i++) {
    char key[8 + HTTPSTATUS_LOG_SUBSTATUS_SIZE];
    PyOS_snprintf(key, sizeof key, "%03d.%s", counts[i].code, counts[i].sub);
    PyObject *count = PyLong_FromUnsignedLongLong(counts[i].count);
    if (count == NULL || PyDict_SetItemString(dict, key, count) < 0) {
      Py_SETREF(dict, NULL);
    }
    Py_XDECREF(count);
  }
  return dict;
}

static PyObject *log_tally(PyObject *self, PyObject *Py_UNUSED(none)) {
  PyObject *substatuses = log_substatuses(log_at(self));
  if (PyErr_Occurred()) {
    return NULL;
  }
  return httpstatus__new_tally(state_of_type(Py_TYPE(self)), &log_at(self)->tally, substatuses);
}

/* A log of the same format, with nothing counted: another thread's. */
static PyObject *log_twin(PyObject *self, PyObject *Py_UNUSED(none)) {
  PyObject *twin = Py_TYPE(self)->tp_alloc(Py_TYPE(self), 0);
  if (twin != NULL) {
    httpstatus_log *log = log_at(twin);
    *log = *log_at(self);
    httpstatus_log_restart(log);
  }
  return twin;
}

static PyObject *log_format(PyObject *self, void *Py_UNUSED(closure)) {
  return PyUnicode_FromString(httpstatus_log_format_name(log_at(self)->format));
}

static PyObject *log_lines(PyObject *self, void *Py_UNUSED(closure)) {
  return PyLong_FromUnsignedLongLong(log_at(self)->lines);
}

static PyObject *log_fitting(PyObject *self, void *Py_UNUSED(closure)) {
  return PyLong_FromUnsignedLongLong(log_at(self)->fitting);
}

/* What to try for a log whose format was not found. */
static PyObject *log_hint(PyObject *Py_UNUSED(self), PyObject *args) {
  Py_buffer piece;
  char text[1024];
  if (!PyArg_ParseTuple(args, "y*:hint", &piece)) {
    return NULL;
  }
  size_t length = httpstatus_log_hint((const char *)piece.buf, (size_t)piece.len, text, sizeof text);
  PyBuffer_Release(&piece);
  return PyUnicode_DecodeUTF8(text, (Py_ssize_t)(length < sizeof text ? length : sizeof text - 1), "replace");
}

static PyObject *log_examples(PyObject *self, void *Py_UNUSED(closure)) {
  const httpstatus_log *log = log_at(self);
  PyObject *tuple = PyTuple_New(log->examples);
  for (int i = 0; i < log->examples && tuple != NULL; i++) {
    const httpstatus_log_line *line = &log->skipped[i];
    Py_ssize_t shown = line->length < HTTPSTATUS_LOG_SHOWN ? (Py_ssize_t)line->length : HTTPSTATUS_LOG_SHOWN;
    PyObject *pair = Py_BuildValue("Ky#", (unsigned long long)line->number, line->text, shown);
    if (pair == NULL || PyTuple_SetItem(tuple, i, pair) < 0) {
      Py_SETREF(tuple, NULL);
    }
  }
  return tuple;
}

static PyMethodDef log_methods[] = {
    {"feed",  log_feed,  METH_VARARGS,
     "feed($self, piece, last, /)\n--\n\nCount the lines of a piece; returns how many bytes were used."       },
    {"hint",  log_hint,  METH_VARARGS, "hint($self, piece, /)\n--\n\nWhat to try for an unknown format."      },
    {"twin",  log_twin,  METH_NOARGS,  "twin($self, /)\n--\n\nA log of the same format, with nothing counted."},
    {"tally", log_tally, METH_NOARGS,  "tally($self, /)\n--\n\nWhat has been counted so far."                 },
    {NULL,    NULL,      0,            NULL                                                                   },
};

static PyGetSetDef log_attributes[] = {
    {"format",   log_format,   NULL, "The format; \"auto\" until a line has fitted one.", NULL},
    {"examples", log_examples, NULL, "The first skipped lines: numbers and bytes.",       NULL},
    {"lines",    log_lines,    NULL, "How many lines have been read.",                    NULL},
    {"fitting",  log_fitting,  NULL, "How many of them fit the format.",                  NULL},
    {NULL,       NULL,         NULL, NULL,                                                NULL},
};

static PyType_Slot log_slots[] = {
    {Py_tp_doc,      (void *)"_Log(format, /)\n--\n\nA log that is being counted, piece by piece."},
    {Py_tp_new,      (void *)log_new                                                              },
    {Py_tp_dealloc,  (void *)log_dealloc                                                          },
    {Py_tp_traverse, (void *)log_traverse                                                         },
    {Py_tp_methods,  log_methods                                                                  },
    {Py_tp_getset,   log_attributes                                                               },
    {0,              NULL                                                                         },
};

static PyType_Spec log_spec = {
    .name = "httpstatus._Log",
    .basicsize = sizeof(struct log),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = log_slots,
};

/* _log_type(): the type, which httpstatus/_logs.py asks for when it is loaded. */
PyObject *httpstatus__log_type(PyObject *module, PyObject *Py_UNUSED(none)) {
  return new_type(module, &log_spec, NULL);
}

/* The names of the formats, "auto" first, for messages and the command line. */
PyObject *httpstatus__log_format_names(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(none)) {
  PyObject *list = PyList_New(0);
  for (int format = HTTPSTATUS_LOG_AUTO; format < HTTPSTATUS_LOG_FORMATS && list != NULL; format++) {
    PyObject *name = PyUnicode_FromString(httpstatus_log_format_name(format));
    if (name == NULL || PyList_Append(list, name) < 0) {
      Py_SETREF(list, NULL);
    }
    Py_XDECREF(name);
  }
  PyObject *tuple = list == NULL ? NULL : PyList_AsTuple(list);
  Py_XDECREF(list);
  return tuple;
}
