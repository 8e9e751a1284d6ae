/* What the parsers of the core find, as records. */
#include "parsers.h"

#include "convert.h"
#include "records.h"

/* A piece of what was parsed, as str: bytes are read as Latin-1, which takes every byte; a str comes back as it was. */
static PyObject *piece(const char *text, size_t length, bool is_bytes) {
  return is_bytes ? PyUnicode_DecodeLatin1(text, (Py_ssize_t)length, NULL)
                  : PyUnicode_DecodeUTF8(text, (Py_ssize_t)length, "surrogatepass");
}

/*
 * The values of a record, which are added in a chain of &&: behind one that could not be made none is, since calls that
 * may run code are not to be made with an exception set.
 */
struct values {
  size_t count;
  PyObject *at[FIELDS_MAX];
};

static bool add(struct values *values, PyObject *value) {
  values->at[values->count++] = value;
  return value != NULL;
}

PyObject *httpstatus__line_record(PyObject *module, const httpstatus_line *line, bool is_bytes) {
  struct values values = {0, {NULL}};
  (void)(add(&values, piece(line->version, line->version_length, is_bytes)) &&
         add(&values, PyLong_FromLong(line->code)) && add(&values, piece(line->reason, line->reason_length, is_bytes)));
  return httpstatus__record_of(module, RECORD_LINE, values.at);
}

/* ---- SMTP ---- */

/* What a server says: replies may be in UTF-8 (RFC 6531), and bytes that are not are read as Latin-1. */
static PyObject *smtp_piece(const char *text, size_t length, bool is_bytes) {
  if (!is_bytes) {
    return piece(text, length, false);
  }
  PyObject *result = PyUnicode_DecodeUTF8(text, (Py_ssize_t)length, NULL);
  if (result == NULL && PyErr_ExceptionMatches(PyExc_UnicodeDecodeError)) {
    PyErr_Clear();
    result = PyUnicode_DecodeLatin1(text, (Py_ssize_t)length, NULL);
  }
  return result;
}

static PyObject *optional_text(const char *text) {
  return *text == '\0' ? new_ref(Py_None) : PyUnicode_FromString(text);
}

/* The text of a reply, without its codes. */
static PyObject *reply_text(const struct text *text, const httpstatus_smtp_reading *reading) {
  if (reading->text != NULL) {
    return smtp_piece(reading->text, reading->text_length, text->is_bytes);
  }
  char *buffer = (char *)PyMem_Malloc(reading->quote_length + 1); /* what a reply says is never longer */
  if (buffer == NULL) {
    return PyErr_NoMemory();
  }
  size_t length = httpstatus_smtp_text(text->text, text->length, buffer, reading->quote_length + 1);
  PyObject *result = smtp_piece(buffer, length, text->is_bytes);
  PyMem_Free(buffer);
  return result;
}

/* The names of what was put right. */
static PyObject *repairs(unsigned repaired) {
  Py_ssize_t count = 0;
  if (repaired == 0) {
    return PyTuple_New(0);
  }
  while (*httpstatus_smtp_repair_name(repaired, (size_t)count) != '\0') {
    count++;
  }
  PyObject *tuple = PyTuple_New(count);
  for (Py_ssize_t i = 0; tuple != NULL && i < count; i++) {
    PyObject *name = PyUnicode_FromString(httpstatus_smtp_repair_name(repaired, (size_t)i));
    if (name == NULL) {
      Py_SETREF(tuple, NULL);
    } else {
      PyTuple_SET_ITEM(tuple, i, name);
    }
  }
  return tuple;
}

/* Where records of the registry have what a reply says too; so no object is made twice. */
enum { REPLY_CODE = 0, REPLY_SEVERITY = 2, ENHANCED_CODE = 0, SITUATION_PARTY = 1, SITUATION_ACTION = 2 };

/* A field of a record, or what is made without one. Steals other, which may be NULL with an exception set. */
static PyObject *value_or(PyObject *record, size_t field, PyObject *other) {
  if (record == Py_None) {
    return other;
  }
  Py_XDECREF(other);
  return httpstatus__record_value(record, field);
}

static PyObject *reply_record(PyObject *module, const httpstatus_smtp_reading *reading, const struct text *text) {
  char enhanced[32] = "";
  size_t index;
  PyObject *meaning = NULL, *detail = NULL, *situation = NULL, *result = NULL;
  meaning = httpstatus_smtp_replies(reading->code, &index) > 0 ? httpstatus__row(module, RECORD_SMTP_REPLY, index)
                                                               : new_ref(Py_None);
  if (meaning != NULL) {
    detail = httpstatus__enhanced_code(module, reading->status_class, reading->subject, reading->detail);
  }
  if (detail != NULL) {
    situation = httpstatus_smtp_situation_of(reading, &index) ? httpstatus__row(module, RECORD_SMTP_SITUATION, index)
                                                              : new_ref(Py_None);
  }
  if (situation == NULL) {
    Py_XDECREF(meaning);
    Py_XDECREF(detail);
    return NULL;
  }
  struct values values = {0, {NULL}};
  PyObject *code = meaning != Py_None || reading->code < 0 ? new_ref(Py_None) : PyLong_FromLong(reading->code);
  if (detail == Py_None && reading->status_class >= 0) {
    PyOS_snprintf(enhanced, sizeof enhanced, "%d.%d.%d", reading->status_class, reading->subject, reading->detail);
  }
  int severity = reading->code >= 0 ? reading->code : reading->status_class * 100;
  (void)(add(&values, value_or(meaning, REPLY_CODE, code)) &&
         add(&values, value_or(detail, ENHANCED_CODE, optional_text(enhanced))) &&
         add(&values, reply_text(text, reading)) &&
         add(&values, meaning != Py_None ? httpstatus__record_value(meaning, REPLY_SEVERITY)
                                         : PyUnicode_FromString(httpstatus_smtp_severity(severity))) &&
         add(&values, new_ref(meaning)) && add(&values, new_ref(detail)) &&
         add(&values, optional_text(reading->command)) && add(&values, repairs(reading->repaired)) &&
         add(&values, value_or(situation, SITUATION_PARTY, new_ref(Py_None))) &&
         add(&values, value_or(situation, SITUATION_ACTION, new_ref(Py_None))) && add(&values, new_ref(situation)));
  result = httpstatus__record_of(module, RECORD_REPLY, values.at);
  Py_DECREF(meaning);
  Py_DECREF(detail);
  Py_DECREF(situation);
  return result;
}

/* The name of the command that is given; NULL with an exception set if there is none. */
static const char *command_of(PyObject *object) {
  struct text text;
  if (httpstatus__convert_text(object, "a command", &text) < 0) {
    return NULL;
  }
  const char *name = httpstatus_smtp_command(text.text, text.length);
  httpstatus__release_text(&text);
  if (*name == '\0') {
    httpstatus__raise_about(PyExc_ValueError,
                            "unknown command %U; pass a verb such as RCPT, CONNECT for the greeting, or END-OF-MESSAGE",
                            object);
    return NULL;
  }
  return name;
}

/* (text, command): the reply in a text; where there is none, None or an error. */
static PyObject *read_reply(PyObject *module, PyObject *const *args, Py_ssize_t nargs, bool required) {
  struct text text;
  httpstatus_smtp_reading reading;
  httpstatus_error error;
  PyObject *result;
  if (nargs != 2) {
    PyErr_SetString(PyExc_TypeError, "expected a reply and a command");
    return NULL;
  }
  const char *command = args[1] == Py_None ? "" : command_of(args[1]);
  if (command == NULL || httpstatus__convert_text(args[0], "a reply", &text) < 0) {
    return NULL;
  }
  if (httpstatus_smtp_read(text.text, text.length, &reading, &error)) {
    reading.command = *command == '\0' ? reading.command : command;
    result = reply_record(module, &reading, &text);
  } else {
    result = required ? httpstatus__raise_parse("SMTP reply", &text, &error) : new_ref(Py_None);
  }
  httpstatus__release_text(&text);
  return result;
}

PyObject *httpstatus__smtp_parse(PyObject *module, PyObject *const *args, Py_ssize_t nargs) {
  return read_reply(module, args, nargs, true);
}

PyObject *httpstatus__smtp_find(PyObject *module, PyObject *const *args, Py_ssize_t nargs) {
  return read_reply(module, args, nargs, false);
}

/* ---- Warning ---- */

static PyObject *unquoted(const char *text, size_t length, bool is_bytes) {
  char *buffer = (char *)PyMem_Malloc(length + 1);
  if (buffer == NULL) {
    return PyErr_NoMemory();
  }
  PyObject *result = piece(buffer, httpstatus_unquote(text, length, buffer, length + 1), is_bytes);
  PyMem_Free(buffer);
  return result;
}

static PyObject *warning_record(PyObject *module, const httpstatus_warning_value *value, bool is_bytes) {
  struct values values = {0, {NULL}};
  (void)(add(&values, PyLong_FromLong(value->code)) &&
         add(&values, piece(value->agent, value->agent_length, is_bytes)) &&
         add(&values, unquoted(value->text, value->text_length, is_bytes)) &&
         add(&values,
             value->date_length == 0 ? new_ref(Py_None) : unquoted(value->date, value->date_length, is_bytes)));
  return httpstatus__record_of(module, RECORD_WARNING_VALUE, values.at);
}

PyObject *httpstatus__warning_parse(PyObject *module, PyObject *object) {
  struct text text;
  httpstatus_warning_value value;
  httpstatus_error error;
  size_t at = 0;
  int found;
  if (httpstatus__convert_text(object, "a Warning field", &text) < 0) {
    return NULL;
  }
  PyObject *list = PyList_New(0);
  while (list != NULL && (found = httpstatus_warning_next(text.text, text.length, &at, &value, &error)) != 0) {
    PyObject *record = found < 0 ? httpstatus__raise_parse("Warning field", &text, &error)
                                 : warning_record(module, &value, text.is_bytes);
    if (record == NULL || PyList_Append(list, record) < 0) {
      Py_SETREF(list, NULL);
    }
    Py_XDECREF(record);
  }
  httpstatus__release_text(&text);
  PyObject *tuple = list == NULL ? NULL : PyList_AsTuple(list);
  Py_XDECREF(list);
  return tuple;
}
