/* StatusSet. */
#ifndef HTTPSTATUS_SETS_H
#define HTTPSTATUS_SETS_H

#include "state.h"

int httpstatus__add_set(PyObject *module, struct state *state);
const httpstatus_set *httpstatus__set_of(struct state *state, PyObject *object);
int httpstatus__code_equal_to(PyObject *object, int *code);
int httpstatus__convert_set(struct state *state, PyObject *object, httpstatus_set *set);

#endif
