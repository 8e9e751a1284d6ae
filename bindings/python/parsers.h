/* What the parsers of the core find, as records. */
#ifndef HTTPSTATUS_PARSERS_H
#define HTTPSTATUS_PARSERS_H

#include "state.h"

PyObject *httpstatus__line_record(PyObject *module, const httpstatus_line *line, bool is_bytes);
PyObject *httpstatus__smtp_parse(PyObject *module, PyObject *const *args, Py_ssize_t nargs);
PyObject *httpstatus__smtp_find(PyObject *module, PyObject *const *args, Py_ssize_t nargs);
PyObject *httpstatus__warning_parse(PyObject *module, PyObject *object);

#endif
