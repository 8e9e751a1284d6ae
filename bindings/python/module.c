/*
 * The extension module httpstatus: SWIG's wrappers and the hand-written parts behind one definition of ours.
 *
 * SWIG's output is included, for the sake of its method table. Its own module initialisation is not run: the runtime
 * that it sets up is static mutable state, which interpreters with their own GIL would share. The condition for that
 * is that no value is passed as a SWIG pointer; the typemaps of swig/python.i see to it.
 */
#include "docs.h"
#include "state.h"

#include <stddef.h>

#include "convert.h"
#include "enums.h"
#include "functions.h"
#include "lazy.h"
#include "parsers.h"
#include "records.h"
#include "sets.h"
#include "tallies.h"
#include "texts.h"

/* The functions of a code are part of this file, so that the wrappers need not call them. */
#include "../../core/status.c"

#define SWIGEXPORT static SWIGUNUSED /* so that SWIG's initialisation is neither exported nor kept */
#include "httpstatus_wrap.c"

_Static_assert(sizeof SwigMethods / sizeof *SwigMethods < METHODS_MAX, "METHODS_MAX is too small");

_Static_assert(offsetof(struct state, unlisted) == OBJECTS * sizeof(PyObject *), "OBJECTS must count all of them");

/* Every object that the state holds: three arrays, two of which have their own memory. */
struct array {
  PyObject **objects;
  size_t count;
};

enum { ARRAYS = 3 };

static void find_arrays(struct state *state, struct array *arrays) {
  arrays[0] = (struct array){state->objects, OBJECTS};
  arrays[1] = (struct array){state->unlisted, state->unlisted == NULL ? 0 : CODES};
  arrays[2] = (struct array){state->rows, state->row_total};
}

static int traverse(PyObject *module, visitproc visit, void *arg) {
  struct array arrays[ARRAYS];
  find_arrays(state_of(module), arrays);
  for (size_t a = 0; a < ARRAYS; a++) {
    for (size_t i = 0; i < arrays[a].count; i++) {
      Py_VISIT(arrays[a].objects[i]);
    }
  }
  return 0;
}

static int clear(PyObject *module) {
  struct array arrays[ARRAYS];
  find_arrays(state_of(module), arrays);
  for (size_t a = 0; a < ARRAYS; a++) {
    for (size_t i = 0; i < arrays[a].count; i++) {
      Py_CLEAR(arrays[a].objects[i]);
    }
  }
  return 0;
}

static void release(void *module) {
  struct state *state = state_of((PyObject *)module);
  clear((PyObject *)module);
  PyMem_Free(state->unlisted);
  state->unlisted = NULL;
  PyMem_Free(state->rows);
  state->rows = NULL;
  state->row_total = 0;
}

/*
 * SWIG begins a docstring with a line end, behind which nobody finds the signature: a copy of its table goes without.
 * The copy lives as long as the module, and with it as long as any of the functions. The private functions come last.
 */
static void copy_swig_methods(struct state *state) {
  PyMethodDef *copy = state->swig_methods;
  for (int is_private = 0; is_private < 2; is_private++) {
    for (size_t i = 0; SwigMethods[i].ml_name != NULL; i++) {
      if ((*SwigMethods[i].ml_name == '_') != (is_private != 0)) {
        continue;
      }
      *copy = SwigMethods[i];
      while (copy->ml_doc != NULL && *copy->ml_doc == '\n') {
        copy->ml_doc++;
      }
      copy++;
    }
    copy++; /* an empty entry ends each part */
    if (!is_private) {
      state->private_methods = copy;
    }
  }
}

static int fill_module(PyObject *module) {
  struct state *state = state_of(module);
  state->module = module; /* borrowed: the state is the module's */
  copy_swig_methods(state);
  if (httpstatus__fill_texts(state) < 0 || httpstatus__add_rows(state) < 0 ||
      httpstatus__add_errors(module, state) < 0 || httpstatus__add_set(module, state) < 0 ||
      httpstatus__add_tally(module, state) < 0 || httpstatus__add_enums(module, state) < 0 ||
      httpstatus__add_functions(module, state->swig_methods, module, false) < 0 ||
      httpstatus__add_functions(module, httpstatus__keyword_methods, module, false) < 0) {
    return -1;
  }
  /* The types of the records that the package itself gives; the submodules ask for theirs. */
  static const struct {
    enum record_kind kind;
    const char *name;
  } records[] = {
      {RECORD_MEANING, "Meaning"   },
      {RECORD_HEADER,  "Header"    },
      {RECORD_RULE,    "Rule"      },
      {RECORD_ORIGIN,  "Origin"    },
      {RECORD_LINE,    "StatusLine"},
  };
  for (size_t i = 0; i < sizeof records / sizeof *records; i++) {
    PyObject *type = httpstatus__record_type(module, records[i].kind);
    if (type == NULL || PyModule_AddObjectRef(module, records[i].name, type) < 0) {
      return -1;
    }
  }
  return PyModule_AddStringConstant(module, "__version__", httpstatus_version()) < 0 ||
                 PyModule_AddStringConstant(module, "PROBLEM_MEDIA_TYPE", HTTPSTATUS_PROBLEM_MEDIA_TYPE) < 0 ||
                 httpstatus__add_submodules(module) < 0
             ? -1
             : 0;
}

/* What is made here stays: a collection that falls into it finds nothing, and may take longer than all the rest. */
static int execute(PyObject *module) {
  int was_enabled = PyGC_Disable();
  int result = fill_module(module);
  if (was_enabled) {
    PyGC_Enable();
  }
  return result;
}

static PyModuleDef_Slot slots[] = {
    {Py_mod_exec,                  (void *)execute                     },
#if PY_VERSION_HEX >= 0x030C0000
    {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},
#endif
#if PY_VERSION_HEX >= 0x030D0000
    {Py_mod_gil,                   Py_MOD_GIL_NOT_USED                 },
#endif
    {0,                            NULL                                },
};

PyModuleDef httpstatus__module = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "httpstatus",
    .m_doc = DOC_module,
    .m_size = sizeof(struct state),
    .m_slots = slots,
    .m_traverse = traverse,
    .m_clear = clear,
    .m_free = release,
};

PyMODINIT_FUNC PyInit_httpstatus(void) {
  return PyModuleDef_Init(&httpstatus__module);
}
