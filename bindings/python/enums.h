/* HTTPStatus and StatusClass. */
#ifndef HTTPSTATUS_ENUMS_H
#define HTTPSTATUS_ENUMS_H

#include "state.h"

int httpstatus__add_enums(PyObject *module, struct state *state);
PyObject *httpstatus__from_code(PyObject *module, PyObject *object);

#endif
