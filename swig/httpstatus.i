/*
 * What of the C library every scripting language gets, whatever its typemaps. A language's own file (python.i, ...)
 * says %module and its typemaps, and then includes this one.
 *
 * Everything of the header is ignored but what is named here: the structs are for C, and a language that wants one
 * turns it into an object of its own with typemaps.
 */
%{
#include "httpstatus.h"
%}

%ignore "";

%include "names.i"

#define HTTPSTATUS_API
