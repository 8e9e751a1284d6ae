/*
 * failing: CPython's allocators with a counter before them, for tests/languages/python/test_nomemory.py.
 *
 * install() puts the counter in; call(after, once, function, args, kwargs) calls a function while so many allocations
 * pass and then one fails (once) or all do, and returns what it gives; failed() tells how many have failed in that
 * call; blocks() is how many blocks there are more than when it was called before, but for CPython's cache of
 * attributes, which holds names. Only the calling thread's allocations fail.
 *
 * In failing_api.c, which includes this file, calls of the C API fail instead. Then dirty() tells how many were made
 * while an exception was set, and sites() where those return to that have failed, as offsets into a shared object.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>

enum { DOMAINS = 3, SITES = 2000 };

static PyMemAllocatorEx inner[DOMAINS];
static bool installed;

static struct {
  bool active, once;
  unsigned long thread;
  long left, failed, dirty;
} plan;

#ifdef FAILING_API
static void *sites[SITES];
static size_t site_count;
#endif

static long block_count; /* under the GIL but for raw blocks, of which other threads of a test make none */

static bool must_fail(void) {
  if (!plan.active || PyThread_get_thread_ident() != plan.thread) {
    return false;
  }
  if (plan.left > 0) {
    plan.left--;
    return false;
  }
  if (plan.once && plan.failed > 0) {
    return false;
  }
  plan.failed++;
  return true;
}

static bool allocation_fails(void) {
#ifdef FAILING_API
  return false;
#else
  return must_fail();
#endif
}

static void *counted(void *block) {
  block_count += block != NULL;
  return block;
}

static void *allocate(void *context, size_t size) {
  const PyMemAllocatorEx *to = (const PyMemAllocatorEx *)context;
  return allocation_fails() ? NULL : counted(to->malloc(to->ctx, size));
}

static void *allocate_zeroed(void *context, size_t count, size_t size) {
  const PyMemAllocatorEx *to = (const PyMemAllocatorEx *)context;
  return allocation_fails() ? NULL : counted(to->calloc(to->ctx, count, size));
}

static void *reallocate(void *context, void *block, size_t size) {
  const PyMemAllocatorEx *to = (const PyMemAllocatorEx *)context;
  if (allocation_fails()) {
    return NULL;
  }
  void *moved = to->realloc(to->ctx, block, size);
  return block == NULL ? counted(moved) : moved;
}

static void release(void *context, void *block) {
  const PyMemAllocatorEx *to = (const PyMemAllocatorEx *)context;
  block_count -= block != NULL;
  to->free(to->ctx, block);
}

static PyObject *install(PyObject *module, PyObject *none) {
  static const PyMemAllocatorDomain domains[DOMAINS] = {PYMEM_DOMAIN_RAW, PYMEM_DOMAIN_MEM, PYMEM_DOMAIN_OBJ};
  (void)module, (void)none;
  for (int i = 0; i < DOMAINS && !installed; i++) {
    PyMemAllocatorEx outer = {&inner[i], allocate, allocate_zeroed, reallocate, release};
    PyMem_GetAllocator(domains[i], &inner[i]);
    PyMem_SetAllocator(domains[i], &outer);
  }
  installed = true;
  Py_RETURN_NONE;
}

static PyObject *call(PyObject *module, PyObject *args) {
  PyObject *function, *positional, *named;
  long after;
  int once;
  (void)module;
  if (!PyArg_ParseTuple(args, "lpOO!O!", &after, &once, &function, &PyTuple_Type, &positional, &PyDict_Type, &named)) {
    return NULL;
  }
  plan.thread = PyThread_get_thread_ident();
  plan.left = after;
  plan.failed = plan.dirty = 0;
  plan.once = once != 0;
  plan.active = true;
  PyObject *result = PyObject_Call(function, positional, named);
  plan.active = false;
  return result;
}

static PyObject *failed(PyObject *module, PyObject *none) {
  (void)module, (void)none;
  return PyLong_FromLong(plan.failed);
}

static PyObject *blocks(PyObject *module, PyObject *none) {
  static long before;
  (void)module, (void)none;
  PyType_ClearCache();
  long more = block_count - before;
  before = block_count;
  return PyLong_FromLong(more);
}

#ifdef FAILING_API
static PyObject *dirty(PyObject *module, PyObject *none) {
  (void)module, (void)none;
  return PyLong_FromLong(plan.dirty);
}

static PyObject *list_sites(PyObject *module, PyObject *path) {
  const char *name = PyUnicode_AsUTF8(path);
  PyObject *list = name == NULL ? NULL : PyList_New(0);
  (void)module;
  for (size_t i = 0; i < site_count && list != NULL; i++) {
    Dl_info info;
    if (dladdr(sites[i], &info) != 0 && strcmp(info.dli_fname, name) == 0) {
      PyObject *offset = PyLong_FromSsize_t((char *)sites[i] - (char *)info.dli_fbase);
      if (offset == NULL || PyList_Append(list, offset) < 0) {
        Py_CLEAR(list);
      }
      Py_XDECREF(offset);
    }
  }
  return list;
}
#endif

static PyMethodDef methods[] = {
    {"install", install,    METH_NOARGS,  NULL},
    {"call",    call,       METH_VARARGS, NULL},
    {"failed",  failed,     METH_NOARGS,  NULL},
    {"blocks",  blocks,     METH_NOARGS,  NULL},
#ifdef FAILING_API
    {"dirty",   dirty,      METH_NOARGS,  NULL},
    {"sites",   list_sites, METH_O,       NULL},
#endif
    {NULL,      NULL,       0,            NULL},
};

static PyModuleDef definition = {PyModuleDef_HEAD_INIT, "failing", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_failing(void);

PyMODINIT_FUNC PyInit_failing(void) {
  return PyModule_Create(&definition);
}
