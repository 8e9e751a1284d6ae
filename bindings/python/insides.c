/* The tricks of insides.h that are more than a line. Nothing of this is compiled for an interpreter that gets plain.c.
 */
#include "insides.h"

#ifndef HTTPSTATUS_PLAIN

#include <string.h>

/* ---- ENUM_PARTS: an enum without running the machinery of enum once for every member ---- */

/* Where EnumType keeps the members of a class. */
struct parts {
  PyObject *names, *map, *by_value;
  PyObject *hashable; /* the list of hashable values, which some versions from 3.13 on keep; else NULL */
};

static void release_parts(struct parts *parts) {
  Py_CLEAR(parts->names);
  Py_CLEAR(parts->map);
  Py_CLEAR(parts->by_value);
  Py_CLEAR(parts->hashable);
}

static int find_parts(PyObject *type, struct parts *parts) {
  memset(parts, 0, sizeof *parts);
  if ((parts->names = PyObject_GetAttrString(type, "_member_names_")) == NULL ||
      (parts->map = PyObject_GetAttrString(type, "_member_map_")) == NULL ||
      (parts->by_value = PyObject_GetAttrString(type, "_value2member_map_")) == NULL) {
    release_parts(parts);
    return -1;
  }
#if PY_VERSION_HEX >= 0x030D0000
  parts->hashable = PyObject_GetAttrString(type, "_hashable_values_");
  if (parts->hashable == NULL && !PyErr_ExceptionMatches(PyExc_AttributeError)) {
    release_parts(parts);
    return -1;
  }
  if (parts->hashable == NULL) {
    PyErr_Clear();
  } else if (!PyList_Check(parts->hashable)) {
    Py_SETREF(parts->hashable, NULL);
  }
#endif
  return 0;
}

/*
 * An IntEnum without members, made by type's own __new__: EnumType's would take ten times as long. What EnumType would
 * set is inherited from IntEnum, which is itself an enum without members, except for the containers of members
 * (_member_map_ and others, more of them with every version of Python): the class has its own, so each container of
 * IntEnum gets an empty twin.
 */
static PyObject *make_empty(PyObject *int_enum, const char *name, const char *doc) {
  PyObject *args =
      Py_BuildValue("s(O){ssssss}", name, int_enum, "__module__", "httpstatus", "__qualname__", name, "__doc__", doc);
  PyObject *type = args == NULL ? NULL : PyType_Type.tp_new(Py_TYPE(int_enum), args, NULL);
  PyObject *key, *value;
  Py_ssize_t at = 0;
  Py_XDECREF(args);
  while (type != NULL && PyDict_Next(((PyTypeObject *)int_enum)->tp_dict, &at, &key, &value)) {
    PyObject *twin = PyList_CheckExact(value) ? PyList_New(0) : PyDict_CheckExact(value) ? PyDict_New() : NULL;
    if (twin != NULL ? PyDict_SetItem(((PyTypeObject *)type)->tp_dict, key, twin) < 0 : PyErr_Occurred() != NULL) {
      Py_SETREF(type, NULL);
    }
    Py_XDECREF(twin);
  }
  return type;
}

/* Sets an entry of a member's dict; steals the value, which may be NULL with an exception set. */
static int set_entry(struct state *state, PyObject *dict, enum key key, PyObject *value) {
  int result = value == NULL ? -1 : PyDict_SetItem(dict, state->keys[key], value);
  Py_XDECREF(value);
  return result;
}

/* A member without a name gets one later, by whoever makes it: in _name_, where the entry below finds it. */
static int set_name(struct state *state, PyObject *dict, PyObject *name) {
  if (name == NULL) {
    return PyDict_DelItem(dict, state->keys[KEY_NAME_]) < 0 || PyDict_DelItem(dict, state->keys[KEY_NAME]) < 0 ? -1 : 0;
  }
  return PyDict_SetItem(dict, state->keys[KEY_NAME_], name) < 0 || PyDict_SetItem(dict, state->keys[KEY_NAME], name) < 0
             ? -1
             : 0;
}

/* A value of the class, in none of its containers. *number is a new reference to its value as an int. */
static PyObject *make_value(struct state *state, PyObject *type, const struct enum_row *row, PyObject **number) {
  *number = PyLong_FromLong(row->value);
  PyObject *args = *number == NULL ? NULL : PyTuple_Pack(1, *number);
  PyObject *member = args == NULL ? NULL : PyLong_Type.tp_new((PyTypeObject *)type, args, NULL);
  PyObject *dict = member == NULL ? NULL : row->entries == NULL ? PyDict_New() : new_ref(row->entries);
  if (dict == NULL || set_entry(state, dict, KEY_VALUE_, new_ref(*number)) < 0 ||
      set_name(state, dict, row->name) < 0 || set_entry(state, dict, KEY_OBJCLASS, new_ref(type)) < 0 ||
      set_entry(state, dict, KEY_VALUE, new_ref(*number)) < 0 || PyObject_GenericSetDict(member, dict, NULL) < 0) {
    Py_CLEAR(member);
    Py_CLEAR(*number);
  }
  Py_XDECREF(args);
  Py_XDECREF(dict);
  return member;
}

PyObject *httpstatus__make_value(struct state *state, PyObject *type, const struct enum_row *row) {
  PyObject *number;
  PyObject *member = make_value(state, type, row, &number);
  Py_XDECREF(number);
  return member;
}

/*
 * Makes a name stand for a member. EnumType refuses to set members, and type's own slot would check each name for being
 * a special method; they go into the dict, and PyType_Modified follows in the end.
 */
static int add_name(PyObject *type, struct parts *parts, PyObject *name, PyObject *member) {
  return PyDict_SetItem(parts->map, name, member) < 0 ||
                 PyDict_SetItem(((PyTypeObject *)type)->tp_dict, name, member) < 0
             ? -1
             : 0;
}

static int add_member(struct state *state, PyObject *type, struct parts *parts, struct enum_row *row) {
  PyObject *number;
  PyObject *member = row->member = make_value(state, type, row, &number);
  PyObject *dict = member == NULL ? NULL : PyObject_GenericGetDict(member, NULL);
  int failed = dict == NULL ||
               set_entry(state, dict, KEY_SORT_ORDER, PyLong_FromSsize_t(PyList_GET_SIZE(parts->names))) < 0 ||
               add_name(type, parts, row->name, member) < 0 || PyList_Append(parts->names, row->name) < 0 ||
               (parts->hashable != NULL && PyList_Append(parts->hashable, number) < 0) ||
               PyDict_SetItem(parts->by_value, number, member) < 0;
  Py_XDECREF(dict);
  Py_XDECREF(number);
  return failed ? -1 : 0;
}

/* ---- ENUM_ENTRIES: name and value at the cost of an entry ---- */

/*
 * Enum's own .name and .value are properties in Python, 75 ns a read. Members hold them as entries, and this descriptor
 * comes before Enum's on the class: without a slot for __set__, it lets the entry through. It is asked on the class,
 * and for members without the entry, which somebody else has made.
 */
struct entry {
  PyObject_HEAD const char *hidden; /* "_name_" or "_value_" */
};

static PyObject *entry_get(PyObject *self, PyObject *member, PyObject *Py_UNUSED(type)) {
  if (member != NULL && member != Py_None) {
    return PyObject_GetAttrString(member, ((struct entry *)self)->hidden);
  }
  PyErr_SetString(PyExc_AttributeError, "name and value are attributes of the members of an enum");
  return NULL;
}

/* The collector has to see the type, and through it the module, behind the class that holds the descriptor. */
static int entry_traverse(PyObject *self, visitproc visit, void *arg) {
  return visit((PyObject *)Py_TYPE(self), arg);
}

static PyObject *entry_refuse(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args)) {
  PyErr_SetString(PyExc_AttributeError, "name and value of a member of an enum cannot be set");
  return NULL;
}

/*
 * These two tell tools (help, stubtest) that this is a data descriptor, as Enum's own is. They fill no slot: the
 * interpreter, which asks the slot, lets a member's entry through.
 */
static PyMethodDef entry_methods[] = {
    {"__set__",    entry_refuse, METH_VARARGS, NULL},
    {"__delete__", entry_refuse, METH_VARARGS, NULL},
    {NULL,         NULL,         0,            NULL},
};

static PyType_Slot entry_slots[] = {
    {Py_tp_doc,       (void *)"An attribute that every member of the enum has."},
    {Py_tp_traverse,  (void *)entry_traverse                                   },
    {Py_tp_descr_get, (void *)entry_get                                        },
    {Py_tp_methods,   entry_methods                                            },
    {0,               NULL                                                     },
};

static PyType_Spec entry_spec = {
    .name = "httpstatus.MemberEntry",
    .basicsize = sizeof(struct entry),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = entry_slots,
};

/* As with every enum, a member's name and value cannot be set. */
static int member_setattro(PyObject *self, PyObject *name, PyObject *value) {
  if (PyUnicode_CompareWithASCIIString(name, "name") == 0 || PyUnicode_CompareWithASCIIString(name, "value") == 0) {
    PyErr_Format(PyExc_AttributeError, "<enum '%s'> cannot %s attribute %R", Py_TYPE(self)->tp_name,
                 value == NULL ? "delete" : "set", name);
    return -1;
  }
  return PyObject_GenericSetAttr(self, name, value);
}

static int shadow_properties(struct state *state, PyObject *type) {
  static const char *const names[][2] = {
      {"name",  "_name_" },
      {"value", "_value_"},
  };
  PyTypeObject *entry_type = (PyTypeObject *)new_type(state->module, &entry_spec, NULL);
  int failed = entry_type == NULL;
  for (size_t i = 0; i < 2 && !failed; i++) {
    struct entry *entry = (struct entry *)entry_type->tp_alloc(entry_type, 0);
    if (entry != NULL) {
      entry->hidden = names[i][1];
    }
    failed = httpstatus__set_on_enum(type, names[i][0], (PyObject *)entry) < 0;
  }
  Py_XDECREF(entry_type);
  ((PyTypeObject *)type)->tp_setattro = member_setattro;
  return failed ? -1 : 0;
}

PyObject *httpstatus__make_enum(struct state *state, PyObject *int_enum, const char *name, const char *doc,
                                struct enum_row *rows, size_t count) {
  struct parts parts;
  PyObject *type = make_empty(int_enum, name, doc);
  if (type == NULL || find_parts(type, &parts) < 0) {
    Py_XDECREF(type);
    return NULL;
  }
  int failed = 0;
  PyObject *member = NULL; /* the last one, borrowed */
  for (size_t i = 0; i < count && !failed; i++) {
    if (i > 0 && rows[i].value == rows[i - 1].value) {
      failed = add_name(type, &parts, rows[i].name, member) < 0;
    } else {
      failed = add_member(state, type, &parts, &rows[i]) < 0;
      member = rows[i].member;
    }
  }
  release_parts(&parts);
  if (failed || shadow_properties(state, type) < 0) {
    Py_CLEAR(type);
  } else {
    PyType_Modified((PyTypeObject *)type);
  }
  return type;
}

int httpstatus__set_on_enum(PyObject *type, const char *name, PyObject *value) {
  PyObject *key = value == NULL ? NULL : PyUnicode_InternFromString(name);
  int result = key == NULL ? -1 : PyType_Type.tp_setattro(type, key, value);
  Py_XDECREF(key);
  Py_XDECREF(value);
  return result;
}

/* ---- CLASS_CALL: HTTPStatus(404) is one look-up ---- */

#ifdef HTTPSTATUS_CLASS_CALL

/*
 * The class refuses attributes while it is immutable. It is mutable while EnumType sets or deletes one, and becomes
 * immutable again with the next call.
 */
static void freeze(PyObject *type) {
  ((PyTypeObject *)type)->tp_flags |= Py_TPFLAGS_IMMUTABLETYPE;
}

static void thaw(PyObject *type) {
  ((PyTypeObject *)type)->tp_flags &= ~Py_TPFLAGS_IMMUTABLETYPE;
}

#else

static void freeze(PyObject *Py_UNUSED(type)) {
}

static void thaw(PyObject *Py_UNUSED(type)) {
}

#endif

/* What a call of HTTPStatus with one argument gives without a question to enum; borrowed, NULL for everything else. */
static inline PyObject *find_member(PyObject *const *members, PyObject *type, PyObject *object) {
  int value;
  if (small_int(object, &value)) {
    return (unsigned)value - MEMBERS_FIRST < MEMBERS ? members[(unsigned)value - MEMBERS_FIRST] : NULL;
  }
  return (PyObject *)Py_TYPE(object) == type ? object : NULL;
}

/*
 * The interpreter's own instruction for calling a class takes tp_vectorcall of an immutable one without a question to
 * its metaclass. Everything else goes to EnumType.__call__, and so does every call that does not come through that
 * instruction: PyObject_Vectorcall asks the metaclass.
 */
#ifdef HTTPSTATUS_CLASS_CALL
/*
 * Where the class keeps the members by code: in a field that is read only while a type is made, and is NULL in a type
 * that a class statement or type() makes. A call of PyModule_GetState would take a fifth of the whole. The members are
 * there as long as the module, which the class holds until the collector clears it.
 */
static inline PyObject *const *members_of(PyObject *type) {
  return ((PyHeapTypeObject *)type)->ht_module == NULL ? NULL : (PyObject *const *)((PyTypeObject *)type)->tp_methods;
}

static PyObject *status_vectorcall(PyObject *type, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
  PyObject *const *members = members_of(type);
  if (PyVectorcall_NARGS(nargsf) == 1 && kwnames == NULL && members != NULL) {
    PyObject *member = find_member(members, type, args[0]);
    if (member != NULL) {
      return new_ref(member);
    }
  }
  return PyObject_Vectorcall(type, args, nargsf, kwnames);
}
#endif

/* HTTPStatus.__new__, which EnumType.__call__ calls: Enum's own for what is not a member. */
static PyObject *status_new(PyObject *module, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames) {
  struct state *state = state_of(module);
  if (nargs == 2 && kwnames == NULL && args[0] == state->status) {
    freeze(state->status);
    PyObject *member = find_member(state->members, state->status, args[1]);
    if (member != NULL) {
      return new_ref(member);
    }
  }
  PyObject *function = PyObject_GetAttrString((PyObject *)((PyTypeObject *)state->status)->tp_base, "__new__");
  PyObject *result = function == NULL ? NULL : PyObject_Vectorcall(function, args, (size_t)nargs, kwnames);
  Py_XDECREF(function);
  return result;
}

static PyMethodDef new_def = {"__new__", (PyCFunction)(void (*)(void))status_new, METH_FASTCALL | METH_KEYWORDS,
                              "__new__($module, cls, value)\n--\n\nThe member for a value."};

int httpstatus__finish_status(struct state *state) {
  if (httpstatus__set_on_enum(state->status, "__new__", PyCFunction_New(&new_def, state->module)) < 0) {
    return -1;
  }
#ifdef HTTPSTATUS_CLASS_CALL
  PyHeapTypeObject *type = (PyHeapTypeObject *)state->status;
  type->ht_module = new_ref(state->module); /* the type releases it */
  type->ht_type.tp_methods = (PyMethodDef *)state->members;
  type->ht_type.tp_vectorcall = status_vectorcall;
#endif
  freeze(state->status);
  return 0;
}

/* Whether the function that asks is one of EnumType that will set or delete the attribute. */
static bool asked_by_setter(void) {
  PyFrameObject *frame = PyEval_GetFrame(); /* borrowed */
  PyCodeObject *code = frame == NULL ? NULL : PyFrame_GetCode(frame);
  bool found = code != NULL && (PyUnicode_CompareWithASCIIString(code->co_name, "__setattr__") == 0 ||
                                PyUnicode_CompareWithASCIIString(code->co_name, "__delattr__") == 0);
  Py_XDECREF(code);
  return found;
}

int httpstatus__map_contains(PyObject *map, PyObject *name) {
  int found = PyDict_Contains(map, name);
  if (found == 0 && asked_by_setter()) {
    thaw(state_of_type(Py_TYPE(map))->status);
  }
  return found;
}

/* ---- TYPE_DICT: attributes of a type that is immutable for everybody else ---- */

int httpstatus__finish_type(PyObject *type, const char *const *names, PyObject *const *values, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (PyDict_SetItemString(((PyTypeObject *)type)->tp_dict, names[i], values[i]) < 0) {
      return -1;
    }
  }
  PyType_Modified((PyTypeObject *)type);
  return 0;
}

#endif
