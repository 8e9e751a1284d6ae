/*
 * failing_api: failing with CPython's C API in place of its allocators, for tests/languages/python/test_nomemory.py.
 *
 * A binding that is linked with --wrap (tests/torture/coverage/build.mk does it where API is set) calls the functions
 * below in place of CPython's own. Each makes the call, unless it is this one's turn to fail: then it does what the
 * function does where memory runs out. So those fail too that need no memory here and now, because CPython has a small
 * int, a dict with room or a free list. What cannot fail has no function here; test_nomemory.py lists it.
 */
#define FAILING_API
#include "failing.c"

/* ---- When ---- */

/* Whether a call fails; site is where in the binding it would return to. */
static bool fails(void *site, bool over_an_error) {
  if (plan.active && !over_an_error && PyErr_Occurred()) {
    plan.dirty++;
  }
  if (!must_fail()) {
    return false;
  }
  size_t i = 0;
  while (i < site_count && sites[i] != site) {
    i++;
  }
  if (i == site_count && site_count < SITES) {
    sites[site_count++] = site;
  }
  return true;
}

/* For what raises: MemoryError is set. */
static bool raises(void *site) {
  if (!fails(site, false)) {
    return false;
  }
  PyErr_NoMemory();
  return true;
}

/* ---- Functions with so many arguments ---- */

/* The names of some are macros, which stand for those that take Py_ssize_t. */
#define WRAPPED(name) WRAPPED_NAME(name)
#define WRAPPED_NAME(name) __wrap_##name
#define FAILS(type, failure, name, parameters, arguments) \
  type WRAPPED(name) parameters;                          \
  type WRAPPED(name) parameters {                         \
    if (raises(__builtin_return_address(0))) {            \
      return failure;                                     \
    }                                                     \
    return name arguments;                                \
  }
#define OBJECT(name, parameters, arguments) FAILS(PyObject *, NULL, name, parameters, arguments)
#define STATUS(name, parameters, arguments) FAILS(int, -1, name, parameters, arguments)

/* clang-format off */
OBJECT(PyBytes_FromStringAndSize, (const char *text, Py_ssize_t length), (text, length))
OBJECT(PyCMethod_New, (PyMethodDef *method, PyObject *self, PyObject *home, PyTypeObject *type),
       (method, self, home, type))
OBJECT(PyDescr_NewGetSet, (PyTypeObject *type, PyGetSetDef *attribute), (type, attribute))
OBJECT(PyDescr_NewMethod, (PyTypeObject *type, PyMethodDef *method), (type, method))
OBJECT(PyDict_Copy, (PyObject *dict), (dict))
OBJECT(PyDict_GetItemWithError, (PyObject *dict, PyObject *key), (dict, key))
OBJECT(PyDict_New, (void), ())
OBJECT(PyFloat_FromDouble, (double value), (value))
OBJECT(PyDict_Items, (PyObject *dict), (dict))
OBJECT(PyFrozenSet_New, (PyObject *items), (items))
OBJECT(PyImport_GetModule, (PyObject *name), (name))
OBJECT(PyImport_ImportModule, (const char *name), (name))
OBJECT(PyInstanceMethod_New, (PyObject *function), (function))
OBJECT(PyIter_Next, (PyObject *iterator), (iterator))
OBJECT(PyList_AsTuple, (PyObject *list), (list))
OBJECT(PyList_New, (Py_ssize_t length), (length))
OBJECT(PyLong_FromLong, (long value), (value))
OBJECT(PyLong_FromSize_t, (size_t value), (value))
OBJECT(PyLong_FromSsize_t, (Py_ssize_t value), (value))
OBJECT(PyLong_FromLongLong, (long long number), (number))
OBJECT(PyLong_FromUnsignedLongLong, (unsigned long long value), (value))
OBJECT(PyNumber_Add, (PyObject *a, PyObject *b), (a, b))
OBJECT(PyNumber_And, (PyObject *a, PyObject *b), (a, b))
OBJECT(PyNumber_Index, (PyObject *object), (object))
OBJECT(PyNumber_Long, (PyObject *object), (object))
OBJECT(PyNumber_Or, (PyObject *a, PyObject *b), (a, b))
OBJECT(PyNumber_Subtract, (PyObject *a, PyObject *b), (a, b))
OBJECT(PyNumber_Xor, (PyObject *a, PyObject *b), (a, b))
OBJECT(PyObject_Call, (PyObject *function, PyObject *args, PyObject *kwargs), (function, args, kwargs))
OBJECT(PyObject_CallObject, (PyObject *function, PyObject *args), (function, args))
OBJECT(PyObject_GenericGetDict, (PyObject *object, void *context), (object, context))
OBJECT(PyObject_GetAttrString, (PyObject *object, const char *name), (object, name))
OBJECT(PyObject_GetItem, (PyObject *object, PyObject *key), (object, key))
OBJECT(PyObject_GetIter, (PyObject *object), (object))
OBJECT(PyObject_RichCompare, (PyObject *a, PyObject *b, int operation), (a, b, operation))
OBJECT(PyObject_Str, (PyObject *object), (object))
OBJECT(PySequence_Concat, (PyObject *a, PyObject *b), (a, b))
OBJECT(PySequence_GetSlice, (PyObject *object, Py_ssize_t from, Py_ssize_t to), (object, from, to))
OBJECT(PyTuple_New, (Py_ssize_t length), (length))
OBJECT(PyType_FromModuleAndSpec, (PyObject *module, PyType_Spec *spec, PyObject *bases), (module, spec, bases))
OBJECT(PyType_GetModule, (PyTypeObject *type), (type))
OBJECT(PyUnicode_AsEncodedString, (PyObject *text, const char *encoding, const char *errors), (text, encoding, errors))
OBJECT(PyUnicode_AsLatin1String, (PyObject *text), (text))
OBJECT(PyUnicode_DecodeLatin1, (const char *text, Py_ssize_t length, const char *errors), (text, length, errors))
OBJECT(PyUnicode_DecodeUTF8, (const char *text, Py_ssize_t length, const char *errors), (text, length, errors))
OBJECT(PyUnicode_FromObject, (PyObject *text), (text))
OBJECT(PyUnicode_FromString, (const char *text), (text))
OBJECT(PyUnicode_FromStringAndSize, (const char *text, Py_ssize_t length), (text, length))
OBJECT(PyUnicode_InternFromString, (const char *text), (text))
STATUS(PyBuffer_ToContiguous, (void *items, const Py_buffer *view, Py_ssize_t length, char order),
       (items, view, length, order))
STATUS(PyDict_Contains, (PyObject *dict, PyObject *key), (dict, key))
STATUS(PyDict_DelItem, (PyObject *dict, PyObject *key), (dict, key))
STATUS(PyDict_MergeFromSeq2, (PyObject *dict, PyObject *pairs, int override), (dict, pairs, override))
STATUS(PyDict_SetItem, (PyObject *dict, PyObject *key, PyObject *value), (dict, key, value))
STATUS(PyDict_SetItemString, (PyObject *dict, const char *key, PyObject *value), (dict, key, value))
STATUS(PyList_Append, (PyObject *list, PyObject *item), (list, item))
STATUS(PyModule_AddObjectRef, (PyObject *module, const char *name, PyObject *value), (module, name, value))
STATUS(PyModule_AddStringConstant, (PyObject *module, const char *name, const char *value), (module, name, value))
STATUS(PyObject_GenericSetAttr, (PyObject *object, PyObject *name, PyObject *value), (object, name, value))
STATUS(PyObject_GenericSetDict, (PyObject *object, PyObject *dict, void *context), (object, dict, context))
STATUS(PyObject_GetBuffer, (PyObject *object, Py_buffer *view, int flags), (object, view, flags))
STATUS(PyObject_IsInstance, (PyObject *object, PyObject *type), (object, type))
STATUS(PyObject_IsTrue, (PyObject *object), (object))
STATUS(PyObject_RichCompareBool, (PyObject *a, PyObject *b, int operation), (a, b, operation))
STATUS(PyObject_SetAttrString, (PyObject *object, const char *name, PyObject *value), (object, name, value))
STATUS(PySequence_Contains, (PyObject *object, PyObject *item), (object, item))
FAILS(Py_hash_t, -1, PyObject_Hash, (PyObject *object), (object))
FAILS(unsigned long long, (unsigned long long)-1, PyLong_AsUnsignedLongLong, (PyObject *number), (number))
FAILS(const char *, NULL, PyModule_GetName, (PyObject *module), (module))
FAILS(Py_ssize_t, -1, PyNumber_AsSsize_t, (PyObject *number, PyObject *overflow), (number, overflow))
FAILS(const char *, NULL, PyUnicode_AsUTF8, (PyObject *text), (text))
FAILS(const char *, NULL, PyUnicode_AsUTF8AndSize, (PyObject *text, Py_ssize_t *length), (text, length))
#if PY_VERSION_HEX >= 0x030B0000
OBJECT(PyObject_Vectorcall, (PyObject *function, PyObject *const *args, size_t nargsf, PyObject *names),
       (function, args, nargsf, names))
#endif
#if PY_VERSION_HEX >= 0x030C0000
OBJECT(PyType_FromMetaclass, (PyTypeObject *meta, PyObject *module, PyType_Spec *spec, PyObject *bases),
       (meta, module, spec, bases))
#endif
OBJECT(PySequence_List, (PyObject *object), (object))
STATUS(PyList_SetSlice, (PyObject *list, Py_ssize_t low, Py_ssize_t high, PyObject *items), (list, low, high, items))
OBJECT(PyUnicode_FromFormatV, (const char *format, va_list list), (format, list))
OBJECT(PyUnicode_Substring, (PyObject *text, Py_ssize_t start, Py_ssize_t end), (text, start, end))
OBJECT(PyObject_Repr, (PyObject *object), (object))
/* clang-format on */

/* ---- Others ---- */

/* These leave no exception. */
void *__wrap_PyMem_Malloc(size_t size);
void *__wrap_PyMem_Malloc(size_t size) {
  return fails(__builtin_return_address(0), false) ? NULL : PyMem_Malloc(size);
}

void *__wrap_PyMem_Calloc(size_t count, size_t size);
void *__wrap_PyMem_Calloc(size_t count, size_t size) {
  return fails(__builtin_return_address(0), false) ? NULL : PyMem_Calloc(count, size);
}

/* An error that cannot be made becomes another one; it may stand in the place of one that is set. */
PyObject *__wrap_PyErr_FormatV(PyObject *type, const char *format, va_list list);
PyObject *__wrap_PyErr_FormatV(PyObject *type, const char *format, va_list list) {
  return fails(__builtin_return_address(0), true) ? PyErr_NoMemory() : PyErr_FormatV(type, format, list);
}

PyObject *__wrap_PyErr_Format(PyObject *type, const char *format, ...);
PyObject *__wrap_PyErr_Format(PyObject *type, const char *format, ...) {
  if (fails(__builtin_return_address(0), true)) {
    return PyErr_NoMemory();
  }
  va_list list;
  va_start(list, format);
  PyErr_FormatV(type, format, list);
  va_end(list);
  return NULL;
}

PyObject *__wrap_PyUnicode_FromFormat(const char *format, ...);
PyObject *__wrap_PyUnicode_FromFormat(const char *format, ...) {
  if (raises(__builtin_return_address(0))) {
    return NULL;
  }
  va_list list;
  va_start(list, format);
  PyObject *text = PyUnicode_FromFormatV(format, list);
  va_end(list);
  return text;
}

int WRAPPED(PyArg_ParseTuple)(PyObject *args, const char *format, ...);
int WRAPPED(PyArg_ParseTuple)(PyObject *args, const char *format, ...) {
  if (raises(__builtin_return_address(0))) {
    return 0;
  }
  va_list list;
  va_start(list, format);
  int good = PyArg_VaParse(args, format, list);
  va_end(list);
  return good;
}

#if PY_VERSION_HEX >= 0x030D0000
typedef char *const *names_of_arguments;
#else
typedef char **names_of_arguments;
#endif

int WRAPPED(PyArg_ParseTupleAndKeywords)(PyObject *args, PyObject *kwargs, const char *format, names_of_arguments names,
                                         ...);
int WRAPPED(PyArg_ParseTupleAndKeywords)(PyObject *args, PyObject *kwargs, const char *format, names_of_arguments names,
                                         ...) {
  if (raises(__builtin_return_address(0))) {
    return 0;
  }
  va_list list;
  va_start(list, names);
  int good = PyArg_VaParseTupleAndKeywords(args, kwargs, format, names, list);
  va_end(list);
  return good;
}

#if PY_VERSION_HEX < 0x030B0000
/* What is left of PyObject_Vectorcall, which is inline there: the call has been made. */
PyObject *__wrap__Py_CheckFunctionResult(PyThreadState *state, PyObject *function, PyObject *result, const char *where);
PyObject *__wrap__Py_CheckFunctionResult(PyThreadState *state, PyObject *function, PyObject *result,
                                         const char *where) {
  result = _Py_CheckFunctionResult(state, function, result, where);
  if (result != NULL && raises(__builtin_return_address(0))) {
    Py_CLEAR(result);
  }
  return result;
}
#endif

/* Takes the references of "N" also where it fails, as CPython's does. */
PyObject *WRAPPED(Py_BuildValue)(const char *format, ...);
PyObject *WRAPPED(Py_BuildValue)(const char *format, ...) {
  va_list list;
  va_start(list, format);
  PyObject *value = PyErr_Occurred() ? NULL : Py_VaBuildValue(format, list);
  va_end(list);
  if (raises(__builtin_return_address(0))) {
    Py_CLEAR(value);
  }
  return value;
}

/* Takes the reference also where it fails. */
int __wrap_PyTuple_SetItem(PyObject *tuple, Py_ssize_t at, PyObject *item);
int __wrap_PyTuple_SetItem(PyObject *tuple, Py_ssize_t at, PyObject *item) {
  if (raises(__builtin_return_address(0))) {
    Py_DECREF(item);
    return -1;
  }
  return PyTuple_SetItem(tuple, at, item);
}

PyObject *__wrap_PyTuple_Pack(Py_ssize_t count, ...);
PyObject *__wrap_PyTuple_Pack(Py_ssize_t count, ...) {
  PyObject *tuple = raises(__builtin_return_address(0)) ? NULL : PyTuple_New(count);
  va_list list;
  va_start(list, count);
  for (Py_ssize_t i = 0; tuple != NULL && i < count; i++) {
    PyObject *item = va_arg(list, PyObject *);
    Py_INCREF(item);
    PyTuple_SET_ITEM(tuple, i, item);
  }
  va_end(list);
  return tuple;
}

/* A call with the arguments of a format; one value that is no tuple is the only argument. */
static PyObject *call_built(PyObject *function, const char *format, va_list list) {
  PyObject *args = format == NULL ? PyTuple_New(0) : Py_VaBuildValue(format, list);
  if (args != NULL && !PyTuple_Check(args)) {
    PyObject *only = args;
    args = PyTuple_Pack(1, only);
    Py_DECREF(only);
  }
  PyObject *result = args == NULL ? NULL : PyObject_Call(function, args, NULL);
  Py_XDECREF(args);
  return result;
}

PyObject *WRAPPED(PyObject_CallFunction)(PyObject *function, const char *format, ...);
PyObject *WRAPPED(PyObject_CallFunction)(PyObject *function, const char *format, ...) {
  if (raises(__builtin_return_address(0))) {
    return NULL;
  }
  va_list list;
  va_start(list, format);
  PyObject *result = call_built(function, format, list);
  va_end(list);
  return result;
}

PyObject *WRAPPED(PyObject_CallMethod)(PyObject *object, const char *name, const char *format, ...);
PyObject *WRAPPED(PyObject_CallMethod)(PyObject *object, const char *name, const char *format, ...) {
  PyObject *method = raises(__builtin_return_address(0)) ? NULL : PyObject_GetAttrString(object, name);
  va_list list;
  va_start(list, format);
  PyObject *result = method == NULL ? NULL : call_built(method, format, list);
  va_end(list);
  Py_XDECREF(method);
  return result;
}

PyObject *__wrap_PyObject_CallFunctionObjArgs(PyObject *function, ...);
PyObject *__wrap_PyObject_CallFunctionObjArgs(PyObject *function, ...) {
  PyObject *list = raises(__builtin_return_address(0)) ? NULL : PyList_New(0);
  int failed = list == NULL;
  va_list rest;
  va_start(rest, function);
  for (PyObject *each; !failed && (each = va_arg(rest, PyObject *)) != NULL;) {
    failed = PyList_Append(list, each) < 0;
  }
  va_end(rest);
  PyObject *args = failed ? NULL : PyList_AsTuple(list);
  PyObject *result = args == NULL ? NULL : PyObject_Call(function, args, NULL);
  Py_XDECREF(list);
  Py_XDECREF(args);
  return result;
}
