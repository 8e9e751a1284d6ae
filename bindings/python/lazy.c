/*
 * Submodules that are loaded when one of their attributes is first asked for, and are ordinary modules from then on.
 *
 * The package itself is an extension module: one file less to find and run at import (measured: 160 us against 350 us
 * for an empty package with an empty extension beside it). A __getattr__ of the package (PEP 562) would slow each of
 * its attributes by 10 ns, and running seven files that few programs use takes longer than everything else together.
 */
#include "lazy.h"

#include <string.h>

#include "functions.h"

static const char *const submodules[] = {
    "cloudflare", "grpc", "iis", "retry", "smtp", "systems", "vendors", "warning", "_private",
};

/*
 * httpstatus._private holds the functions that only the files of the package call; it is filled here, and out of their
 * way who looks at the package. Two threads may fill it at the same time: the second one finds or makes the same.
 */
static int fill_private(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  if (type == &PyModule_Type) {
    return 0;
  }
  PyObject *module = PyType_GetModule(type); /* borrowed */
  return module == NULL || httpstatus__add_functions(module, state_of(module)->private_methods, self, true) < 0 ||
                 httpstatus__add_functions(module, httpstatus__private_methods, self, true) < 0 ||
                 PyObject_SetAttrString(self, "__class__", (PyObject *)&PyModule_Type) < 0
             ? -1
             : 0;
}

/* Returns when the module is loaded, or is being loaded by this thread: its own code sees what is there so far. */
static int load(PyObject *self) {
  const char *module = PyModule_GetName(self);
  if (module == NULL) {
    return -1;
  }
  if (strcmp(module, "httpstatus._private") == 0) {
    return fill_private(self);
  }
  PyObject *loader = PyImport_ImportModule("httpstatus._lazy");
  PyObject *done = loader == NULL ? NULL : PyObject_CallMethod(loader, "load", "O", self);
  Py_XDECREF(loader);
  Py_XDECREF(done);
  return done == NULL ? -1 : 0;
}

/* What the loader itself reads and sets. */
static bool is_before_loading(PyObject *name) {
  return PyUnicode_CompareWithASCIIString(name, "__name__") == 0 ||
         PyUnicode_CompareWithASCIIString(name, "__dict__") == 0 ||
         PyUnicode_CompareWithASCIIString(name, "__class__") == 0;
}

/*
 * Whatever is asked for, the module is loaded first, and not only where the name is missing: while one thread runs the
 * module's file, another would find a function whose globals are not there yet.
 */
static PyObject *lazy_getattro(PyObject *self, PyObject *name) {
  return !is_before_loading(name) && load(self) < 0 ? NULL : PyModule_Type.tp_getattro(self, name);
}

static int lazy_setattro(PyObject *self, PyObject *name, PyObject *value) {
  return !is_before_loading(name) && load(self) < 0 ? -1 : PyModule_Type.tp_setattro(self, name, value);
}

/* dir() shows what is there once the module is loaded. */
static PyObject *lazy_dir(PyObject *self, PyObject *Py_UNUSED(none)) {
  return load(self) < 0 ? NULL : PyObject_CallMethod((PyObject *)&PyModule_Type, "__dir__", "O", self);
}

/*
 * The collector has to see the type, and through it the package, behind each module that has not been used. There is
 * nothing to clear: every cycle goes through the module's dict, which clears itself.
 */
static int lazy_traverse(PyObject *self, visitproc visit, void *arg) {
  int result = visit((PyObject *)Py_TYPE(self), arg);
  return result != 0 ? result : PyModule_Type.tp_traverse(self, visit, arg);
}

static PyMethodDef lazy_methods[] = {
    {"__dir__", lazy_dir, METH_NOARGS, NULL},
    {NULL,      NULL,     0,           NULL},
};

static PyType_Slot lazy_slots[] = {
    {Py_tp_doc,      (void *)"A submodule of httpstatus that has not been used yet."},
    {Py_tp_getattro, (void *)lazy_getattro                                          },
    {Py_tp_setattro, (void *)lazy_setattro                                          },
    {Py_tp_traverse, (void *)lazy_traverse                                          },
    {Py_tp_methods,  lazy_methods                                                   },
    {0,              NULL                                                           },
};

static PyType_Spec lazy_spec = {
    .name = "httpstatus.LazyModule",
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .slots = lazy_slots,
};

/* What adding submodules takes again and again. */
struct adding {
  PyObject *module, *type, *none, *name_key;
};

/*
 * A lazy module that has nothing but its name: the loader fills in the rest. module.__init__ would set four more
 * attributes, at half of the price of each module.
 */
static PyObject *new_submodule(const struct adding *adding, PyObject *full_name) {
#if defined(HTTPSTATUS_PLAIN) || PY_VERSION_HEX < 0x030C0000
  return PyObject_CallOneArg(adding->type, full_name);
#else
  PyObject *made = PyModule_Type.tp_new((PyTypeObject *)adding->type, adding->none, NULL);
  if (made != NULL && PyDict_SetItem(PyModule_GetDict(made), adding->name_key, full_name) < 0) {
    Py_SETREF(made, NULL);
  }
  return made;
#endif
}

static int add_submodule(const struct adding *adding, const char *name) {
  char full[64]; /* an id has 40 letters at most */
  PyOS_snprintf(full, sizeof full, "httpstatus.%s", name);
  PyObject *full_name = PyUnicode_FromString(full);
  PyObject *made = full_name == NULL ? NULL : new_submodule(adding, full_name);
  int failed = made == NULL || PyDict_SetItem(PyImport_GetModuleDict(), full_name, made) < 0 ||
               PyModule_AddObjectRef(adding->module, name, made) < 0;
  Py_XDECREF(full_name);
  Py_XDECREF(made);
  return failed ? -1 : 0;
}

/* Each system of codes has a module too, of its id; the generator writes their files. */
int httpstatus__add_submodules(PyObject *module) {
  struct adding adding = {module, new_type(module, &lazy_spec, (PyObject *)&PyModule_Type), NULL, NULL};
  adding.none = adding.type == NULL ? NULL : PyTuple_New(0);
  adding.name_key = adding.none == NULL ? NULL : PyUnicode_InternFromString("__name__");
  int result = adding.name_key == NULL ? -1 : 0;
  for (size_t i = 0; i < sizeof submodules / sizeof *submodules && result == 0; i++) {
    result = add_submodule(&adding, submodules[i]);
  }
  httpstatus_system system;
  for (size_t i = 0; result == 0 && httpstatus_system_at(i, &system); i++) {
    result = add_submodule(&adding, system.id);
  }
  Py_XDECREF(adding.type);
  Py_XDECREF(adding.none);
  Py_XDECREF(adding.name_key);
  return result;
}
