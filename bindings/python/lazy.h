/* Submodules that are loaded when one of their attributes is first asked for. */
#ifndef HTTPSTATUS_LAZY_H
#define HTTPSTATUS_LAZY_H

#include "state.h"

int httpstatus__add_submodules(PyObject *module);

#endif
