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
  PyObject *at[6];
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

static PyObject *optional_text(char *text) {
  return *text == '\0' ? new_ref(Py_None) : PyUnicode_FromString(text);
}

/* The text of a reply, without its codes. */
static PyObject *reply_text(const struct text *text) {
  size_t length = httpstatus_smtp_text(text->text, text->length, NULL, 0);
  char *buffer = (char *)PyMem_Malloc(length + 1);
  if (buffer == NULL) {
    return PyErr_NoMemory();
  }
  httpstatus_smtp_text(text->text, text->length, buffer, length + 1);
  PyObject *result = smtp_piece(buffer, length, text->is_bytes);
  PyMem_Free(buffer);
  return result;
}

static PyObject *reply_record(PyObject *module, const httpstatus_smtp_value *value, const struct text *text) {
  char enhanced[32] = "";
  httpstatus_smtp_enhanced detail;
  size_t first;
  if (value->status_class >= 0) {
    PyOS_snprintf(enhanced, sizeof enhanced, "%d.%d.%d", value->status_class, value->subject, value->detail);
  }
  struct values values = {0, {NULL}};
  (void)(add(&values, PyLong_FromLong(value->code)) && add(&values, optional_text(enhanced)) &&
         add(&values, reply_text(text)) && add(&values, PyUnicode_FromString(httpstatus_smtp_severity(value->code))) &&
         add(&values, httpstatus_smtp_replies(value->code, &first) > 0
                          ? httpstatus__row(module, RECORD_SMTP_REPLY, first)
                          : new_ref(Py_None)) &&
         add(&values, httpstatus_smtp_enhanced_lookup(value->status_class, value->subject, value->detail, &detail)
                          ? httpstatus__record(module, RECORD_SMTP_ENHANCED, &detail)
                          : new_ref(Py_None)));
  return httpstatus__record_of(module, RECORD_REPLY, values.at);
}

PyObject *httpstatus__smtp_parse(PyObject *module, PyObject *object) {
  struct text text;
  httpstatus_smtp_value value;
  httpstatus_error error;
  PyObject *result;
  if (httpstatus__convert_text(object, "a reply", &text) < 0) {
    return NULL;
  }
  if (httpstatus_smtp_parse(text.text, text.length, &value, &error)) {
    result = reply_record(module, &value, &text);
  } else {
    result = httpstatus__raise_parse("SMTP reply", &text, &error);
  }
  httpstatus__release_text(&text);
  return result;
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
