/* Tally, and the counting of codes. */
#ifndef HTTPSTATUS_TALLIES_H
#define HTTPSTATUS_TALLIES_H

#include "state.h"

int httpstatus__add_tally(PyObject *module, struct state *state);
PyObject *httpstatus__tally(PyObject *module, PyObject *codes);
PyObject *httpstatus__new_tally(struct state *state, const httpstatus_tally *tally, PyObject *substatuses);

#endif
