/* The tables of functions, and how a module gets them. */
#ifndef HTTPSTATUS_FUNCTIONS_H
#define HTTPSTATUS_FUNCTIONS_H

#include "state.h"

extern PyMethodDef httpstatus__keyword_methods[]; /* keywords.c */
extern PyMethodDef httpstatus__private_methods[];

int httpstatus__add_functions(PyObject *module, PyMethodDef *methods, PyObject *to, bool is_private);

#endif
