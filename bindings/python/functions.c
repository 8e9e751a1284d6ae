/* How a module gets functions out of a table. */
#include "functions.h"

/*
 * Adds functions of a table to a module, as those of httpstatus, whatever a copy of it is called: the public ones, or
 * those whose name begins with an underscore, without it.
 */
int httpstatus__add_functions(PyObject *module, PyMethodDef *methods, PyObject *to, bool is_private) {
  PyObject *home = PyUnicode_InternFromString(is_private ? "httpstatus._private" : "httpstatus");
  int failed = home == NULL;
  for (; methods->ml_name != NULL && !failed; methods++) {
    PyObject *function = PyCFunction_NewEx(methods, module, home);
    failed = function == NULL || PyModule_AddObjectRef(to, methods->ml_name + is_private, function) < 0;
    Py_XDECREF(function);
  }
  Py_XDECREF(home);
  return failed ? -1 : 0;
}
