/* _Log: a log that is being counted, piece by piece. */
#ifndef HTTPSTATUS_LOGS_H
#define HTTPSTATUS_LOGS_H

#include "state.h"

PyObject *httpstatus__log_type(PyObject *module, PyObject *none);
PyObject *httpstatus__log_format_names(PyObject *module, PyObject *none);

#endif
