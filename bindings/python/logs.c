/* _Log: a log that is being counted, piece by piece. httpstatus/_logs.py opens files and feeds it. */
#include "logs.h"

#include <stdlib.h>

#include "convert.h"
#include "messages.h"
#include "tallies.h"

struct log {
  PyObject_HEAD httpstatus_log log;
  httpstatus_log_times times;
  bool is_timed;         /* whether only some times count, or intervals */
  PyObject *time_counts; /* a dict, where intervals are counted */
};

static httpstatus_log *log_at(PyObject *self) {
  return &((struct log *)self)->log;
}

static PyObject *log_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  PyObject *name;
  struct text text;
  long long since = INT64_MIN, until = INT64_MAX, per = 0;
  if (!PyArg_ParseTuple(args, "O|LLL:_Log", &name, &since, &until, &per) ||
      httpstatus__convert_text(name, "a format", &text) < 0) {
    return NULL;
  }
  (void)kwargs;
  PyObject *self = type->tp_alloc(type, 0);
  if (self != NULL) {
    httpstatus_log_times *times = &((struct log *)self)->times;
    httpstatus_log_times_begin(times);
    times->since = since;
    times->until = until;
    times->per = per;
    ((struct log *)self)->is_timed = PyTuple_GET_SIZE(args) > 1;
  }
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
  Py_XDECREF(((struct log *)self)->time_counts);
  type->tp_free(self);
  Py_DECREF(type);
}

/* Adds counts to the dict of a log, whose keys have the beginning of an interval and the code, or -1, in one number. */
static int add_time_counts(struct log *self, const httpstatus_time_count *counts, size_t used) {
  if (self->time_counts == NULL && (self->time_counts = PyDict_New()) == NULL) {
    return -1;
  }
  for (size_t i = 0; i < used; i++) {
    PyObject *key = PyLong_FromLongLong(counts[i].begin * 1001 + counts[i].code + 1);
    PyObject *old = key == NULL ? NULL : PyDict_GetItemWithError(self->time_counts, key);
    unsigned long long count = old == NULL ? 0 : PyLong_AsUnsignedLongLong(old);
    PyObject *sum = PyErr_Occurred() ? NULL : PyLong_FromUnsignedLongLong(count + counts[i].count);
    int status = sum == NULL ? -1 : PyDict_SetItem(self->time_counts, key, sum);
    Py_XDECREF(key);
    Py_XDECREF(sum);
    if (status < 0) {
      return -1;
    }
  }
  return 0;
}

/* As log_feed, for some times; the counts of intervals are added to the dict as often as there is no more room. */
static PyObject *feed_times(struct log *self, Py_buffer *piece, bool last) {
  httpstatus_time_count counts[512];
  const char *text = (const char *)piece->buf;
  size_t length = (size_t)piece->len, used = 0;
  int status = 0;
  bool full = true;
  self->times.counts = counts;
  self->times.max = sizeof counts / sizeof *counts;
  while (full && status == 0) {
    self->times.used = 0;
    Py_BEGIN_ALLOW_THREADS;
    used += httpstatus_log_feed_times(&self->log, text + used, length - used, last, &self->times);
    Py_END_ALLOW_THREADS;
    full = self->times.used == self->times.max;
    status = self->times.used == 0 ? 0 : add_time_counts(self, counts, self->times.used);
  }
  self->times.counts = NULL;
  PyBuffer_Release(piece);
  return status < 0 ? NULL : PyLong_FromSize_t(used);
}

static PyObject *log_feed(PyObject *self, PyObject *args) {
  Py_buffer piece;
  int last;
  if (!PyArg_ParseTuple(args, "y*p:feed", &piece, &last)) {
    return NULL;
  }
  if (((struct log *)self)->is_timed) {
    return feed_times((struct log *)self, &piece, last != 0);
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
    ((struct log *)twin)->times = ((struct log *)self)->times;
    ((struct log *)twin)->times.timed = 0;
    ((struct log *)twin)->is_timed = ((struct log *)self)->is_timed;
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

/* The error for a log of which no line fits; its first line comes as Python shows it. */
static PyObject *log_problem(PyObject *self, PyObject *args) {
  Py_buffer piece;
  const char *shown;
  char text[HTTPSTATUS__MESSAGE_SIZE];
  if (!PyArg_ParseTuple(args, "y*s:problem", &piece, &shown)) {
    return NULL;
  }
  size_t length = httpstatus__say_unknown_log(log_at(self)->format, shown, (const char *)piece.buf, (size_t)piece.len,
                                              text, sizeof text);
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

static PyObject *log_is_timed(PyObject *self, void *Py_UNUSED(closure)) {
  return PyBool_FromLong(((struct log *)self)->is_timed);
}

static PyObject *log_timed(PyObject *self, void *Py_UNUSED(closure)) {
  return PyLong_FromUnsignedLongLong(((struct log *)self)->times.timed);
}

/* The beginnings of intervals with what was counted in them; see add_time_counts. */
static PyObject *log_time_counts(PyObject *self, void *Py_UNUSED(closure)) {
  PyObject *counts = ((struct log *)self)->time_counts;
  return counts == NULL ? PyDict_New() : PyDict_Copy(counts);
}

/* What to say of a log without times. */
static PyObject *log_no_times(PyObject *self, void *Py_UNUSED(closure)) {
  char message[HTTPSTATUS__MESSAGE_SIZE];
  httpstatus__say_no_times(log_at(self)->format, message, sizeof message);
  return PyUnicode_FromString(message);
}

/* A time as users write it. */
static PyObject *log_time(PyObject *Py_UNUSED(none), PyObject *args) {
  const char *text;
  Py_ssize_t length;
  long long now;
  int64_t seconds;
  if (!PyArg_ParseTuple(args, "s#L:time", &text, &length, &now)) {
    return NULL;
  }
  if (!httpstatus_log_time(text, (size_t)length, now, &seconds)) {
    char message[HTTPSTATUS__MESSAGE_SIZE];
    httpstatus__say_invalid_time(text, (size_t)length, message, sizeof message);
    PyErr_SetString(PyExc_ValueError, message);
    return NULL;
  }
  return PyLong_FromLongLong(seconds);
}

static PyObject *log_period(PyObject *Py_UNUSED(none), PyObject *args) {
  const char *text;
  Py_ssize_t length;
  if (!PyArg_ParseTuple(args, "s#:period", &text, &length)) {
    return NULL;
  }
  int64_t seconds = httpstatus_log_period(text, (size_t)length);
  if (seconds == 0) {
    char message[HTTPSTATUS__MESSAGE_SIZE];
    httpstatus__say_invalid_period(text, (size_t)length, message, sizeof message);
    PyErr_SetString(PyExc_ValueError, message);
    return NULL;
  }
  return PyLong_FromLongLong(seconds);
}

static PyMethodDef log_methods[] = {
    {"feed",    log_feed,    METH_VARARGS,
     "feed($self, piece, last, /)\n--\n\nCount the lines of a piece; returns how many bytes were used."                         },
    {"problem", log_problem, METH_VARARGS,
     "problem($self, piece, shown, /)\n--\n\nWhat is wrong with a log of which no line fits."                                   },
    {"twin",    log_twin,    METH_NOARGS,                "twin($self, /)\n--\n\nA log of the same format, with nothing counted."},
    {"tally",   log_tally,   METH_NOARGS,                "tally($self, /)\n--\n\nWhat has been counted so far."                 },
    {"time",    log_time,    METH_VARARGS | METH_STATIC,
     "time(text, now, /)\n--\n\nThe seconds since 1970 of a time as users write it."                                            },
    {"period",  log_period,  METH_VARARGS | METH_STATIC, "period(text, /)\n--\n\nThe seconds of a period."                      },
    {NULL,      NULL,        0,                          NULL                                                                   },
};

static PyGetSetDef log_attributes[] = {
    {"format",      log_format,      NULL, "The format; \"auto\" until a line has fitted one.",    NULL},
    {"examples",    log_examples,    NULL, "The first skipped lines: numbers and bytes.",          NULL},
    {"lines",       log_lines,       NULL, "How many lines have been read.",                       NULL},
    {"fitting",     log_fitting,     NULL, "How many of them fit the format.",                     NULL},
    {"is_timed",    log_is_timed,    NULL, "Whether times are asked for.",                         NULL},
    {"no_times",    log_no_times,    NULL, "What to say of a log without times.",                  NULL},
    {"timed",       log_timed,       NULL, "How many have a time, where times are asked for.",     NULL},
    {"time_counts", log_time_counts, NULL, "What was counted in intervals, by a number for both.", NULL},
    {NULL,          NULL,            NULL, NULL,                                                   NULL},
};

static PyType_Slot log_slots[] = {
    {Py_tp_doc,      (void *)"_Log(format, since, until, per, /)\n--\n\nA log that is being counted, piece by piece."},
    {Py_tp_new,      (void *)log_new                                                                                 },
    {Py_tp_dealloc,  (void *)log_dealloc                                                                             },
    {Py_tp_traverse, (void *)log_traverse                                                                            },
    {Py_tp_methods,  log_methods                                                                                     },
    {Py_tp_getset,   log_attributes                                                                                  },
    {0,              NULL                                                                                            },
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
