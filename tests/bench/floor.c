/*
 * What a call into C costs at least in Python: for each way to call that the package uses, one that does nothing.
 * Nothing can be faster that is called in the same way; tests/bench/scalars.py times it beside the package.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *same(PyObject *object) {
  Py_INCREF(object);
  return object;
}

/* ---- Functions ---- */

static PyObject *one(PyObject *self, PyObject *argument) {
  (void)self;
  (void)argument;
  return same(Py_None);
}

static PyObject *fast(PyObject *self, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames) {
  (void)self;
  (void)args;
  (void)nargs;
  (void)kwnames;
  return same(Py_None);
}

/* ---- A type that is called: by vectorcall, as HTTPStatus(404) is ---- */

static PyObject *call(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
  (void)self;
  (void)args;
  (void)nargsf;
  (void)kwnames;
  return same(Py_None);
}

/* ---- A container that is asked: by sq_contains, as 404 in StatusSet("4xx") is ---- */

static int contains(PyObject *self, PyObject *object) {
  (void)self;
  (void)object;
  return 1;
}

static PyType_Slot slots[] = {
    {Py_sq_contains, (void *)contains},
    {0,              NULL            },
};

static PyType_Spec spec = {
    .name = "floor.Empty",
    .basicsize = sizeof(PyObject),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = slots,
};

static PyMethodDef functions[] = {
    {"one",  one,                                       METH_O,                        NULL},
    {"fast", (PyCFunction)(void (*)(void))(void *)fast, METH_FASTCALL | METH_KEYWORDS, NULL},
    {NULL,   NULL,                                      0,                             NULL},
};

static int execute(PyObject *module) {
  PyObject *type = PyType_FromSpec(&spec);
  if (type == NULL) {
    return -1;
  }
  PyObject *empty = ((PyTypeObject *)type)->tp_alloc((PyTypeObject *)type, 0);
  ((PyTypeObject *)type)->tp_vectorcall = call;
  if (empty == NULL || PyModule_AddObjectRef(module, "empty", empty) < 0 ||
      PyModule_AddObjectRef(module, "Empty", type) < 0) {
    return -1;
  }
  Py_DECREF(empty);
  Py_DECREF(type);
  return 0;
}

static PyModuleDef_Slot module_slots[] = {
    {Py_mod_exec, (void *)execute},
    {0,           NULL           },
};

static PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "floor",
    .m_methods = functions,
    .m_slots = module_slots,
};

PyMODINIT_FUNC PyInit_floor(void) {
  return PyModuleDef_Init(&definition);
}
