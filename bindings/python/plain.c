/* What insides.c does, in portable C API: enums that enum itself has made, and types that are mutable for a moment. */
#include "insides.h"

#ifdef HTTPSTATUS_PLAIN

/* The entries of a member that do not belong to enum become attributes. */
static int set_attributes(struct state *state, PyObject *member, PyObject *entries) {
  PyObject *own = entries == NULL ? NULL : PyObject_GenericGetDict(member, NULL);
  PyObject *all = own == NULL ? NULL : PyDict_Copy(entries);
  int failed = entries != NULL && all == NULL;
  for (int key = 0; key < KEYS_OF_ENUM && all != NULL && !failed; key++) {
    failed = PyDict_DelItem(all, state->keys[key]) < 0;
  }
  failed = failed || (all != NULL && PyDict_Update(own, all) < 0);
  Py_XDECREF(own);
  Py_XDECREF(all);
  return failed ? -1 : 0;
}

/* IntEnum(name, [(name, value), ...], module="httpstatus", qualname=name) */
static PyObject *call_int_enum(PyObject *int_enum, const char *name, PyObject *pairs) {
  PyObject *args = Py_BuildValue("(sO)", name, pairs);
  PyObject *kwargs = Py_BuildValue("{ssss}", "module", "httpstatus", "qualname", name);
  PyObject *type = args == NULL || kwargs == NULL ? NULL : PyObject_Call(int_enum, args, kwargs);
  Py_XDECREF(args);
  Py_XDECREF(kwargs);
  return type;
}

PyObject *httpstatus__make_enum(struct state *state, PyObject *int_enum, const char *name, const char *doc,
                                struct enum_row *rows, size_t count) {
  PyObject *pairs = PyList_New((Py_ssize_t)count);
  for (size_t i = 0; i < count && pairs != NULL; i++) {
    PyObject *pair = Py_BuildValue("Oi", rows[i].name, rows[i].value);
    if (pair == NULL) {
      Py_CLEAR(pairs);
    } else {
      PyList_SET_ITEM(pairs, (Py_ssize_t)i, pair);
    }
  }
  PyObject *type = pairs == NULL ? NULL : call_int_enum(int_enum, name, pairs);
  Py_XDECREF(pairs);
  if (type != NULL && httpstatus__set_on_enum(type, "__doc__", PyUnicode_FromString(doc)) < 0) {
    Py_CLEAR(type);
  }
  for (size_t i = 0; i < count && type != NULL; i++) {
    if (i > 0 && rows[i].value == rows[i - 1].value) {
      continue;
    }
    rows[i].member = PyObject_GetAttr(type, rows[i].name);
    if (rows[i].member == NULL || set_attributes(state, rows[i].member, rows[i].entries) < 0) {
      Py_CLEAR(type);
    }
  }
  return type;
}

PyObject *httpstatus__make_value(struct state *state, PyObject *type, const struct enum_row *row) {
  PyObject *number = PyLong_FromLong(row->value);
  PyObject *value =
      number == NULL ? NULL : PyObject_CallMethod((PyObject *)&PyLong_Type, "__new__", "OO", type, number);
  if (value == NULL || PyObject_SetAttr(value, state->keys[KEY_VALUE_], number) < 0 ||
      (row->name != NULL && PyObject_SetAttr(value, state->keys[KEY_NAME_], row->name) < 0) ||
      PyObject_SetAttr(value, state->keys[KEY_OBJCLASS], type) < 0 ||
      PyObject_SetAttr(value, state->keys[KEY_SORT_ORDER], state->empty) < 0 ||
      set_attributes(state, value, row->entries) < 0) {
    Py_CLEAR(value);
  }
  Py_XDECREF(number);
  return value;
}

int httpstatus__set_on_enum(PyObject *type, const char *name, PyObject *value) {
  int result = value == NULL ? -1 : PyObject_SetAttrString(type, name, value);
  Py_XDECREF(value);
  return result;
}

int httpstatus__finish_status(struct state *Py_UNUSED(state)) {
  return 0;
}

int httpstatus__map_contains(PyObject *map, PyObject *name) {
  return PyDict_Contains(map, name);
}

int httpstatus__finish_type(PyObject *type, const char *const *names, PyObject *const *values, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (PyObject_SetAttrString(type, names[i], values[i]) < 0) {
      return -1;
    }
  }
#if defined(PYPY_VERSION) || defined(GRAALVM_PYTHON)
  return 0;
#elif PY_VERSION_HEX >= 0x030E0000
  return PyType_Freeze((PyTypeObject *)type);
#else
  ((PyTypeObject *)type)->tp_flags |= Py_TPFLAGS_IMMUTABLETYPE;
  return 0;
#endif
}

#endif
