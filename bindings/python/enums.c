/*
 * HTTPStatus and StatusClass: real IntEnums, made without running the enum machinery once for every member.
 *
 * An IntEnum without members is made, and its members are then put where EnumMeta puts them. The two have a metaclass
 * of their own, derived from EnumMeta, that differs in two slots: calling the class with an int is one table look-up,
 * and HTTPStatus.NOT_FOUND is type's own attribute look-up. Whatever else happens is EnumMeta's code.
 */
#include "binding.h"

#include <stddef.h>
#include <string.h>

/* ---- The metaclass ---- */

/*
 * What the metaclass keeps with each of its classes, behind the type object: where the members are by value. It is
 * borrowed from the module's state, and zero in a class that somebody else makes with this metaclass.
 */
struct member_table {
  PyObject *const *members;
  unsigned first, count;
};

/* Where it is: behind EnumMeta's own fields, which are those of a type. */
static inline struct member_table *member_table_of(PyObject *type) {
  return (struct member_table *)((char *)type + sizeof(PyHeapTypeObject));
}

/* Whatever else a class is called with goes to EnumMeta's own function. Calling the slot would come back here. */
static RARE PyObject *call_enum_meta(PyObject *type, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames) {
  struct state *state = state_of_type(Py_TYPE(type));
  Py_ssize_t total = nargs + (kwnames != NULL ? PyTuple_GET_SIZE(kwnames) : 0);
  PyObject *small[8];
  PyObject **with_type = small;
  if (total + 1 > (Py_ssize_t)(sizeof small / sizeof *small)) {
    with_type = (PyObject **)PyMem_Malloc(((size_t)total + 1) * sizeof *with_type);
    if (with_type == NULL) {
      return PyErr_NoMemory();
    }
  }
  with_type[0] = type;
  for (Py_ssize_t i = 0; i < total; i++) {
    with_type[i + 1] = args[i];
  }
  PyObject *result = PyObject_Vectorcall(state->enum_meta_call, with_type, (size_t)nargs + 1, kwnames);
  if (with_type != small) {
    PyMem_Free(with_type);
  }
  return result;
}

static PyObject *enum_vectorcall(PyObject *type, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
  const Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
  if (nargs == 1 && kwnames == NULL) {
    const struct member_table *table = member_table_of(type);
    PyObject *object = args[0];
    int value;
    if (small_int(object, &value)) {
      const unsigned place = (unsigned)value - table->first;
      PyObject *member = place < table->count ? table->members[place] : NULL;
      if (member != NULL) {
        return new_ref(member);
      }
    } else if ((PyObject *)Py_TYPE(object) == type) {
      return new_ref(object);
    }
  }
  return call_enum_meta(type, args, nargs, kwnames);
}

/*
 * Setting an attribute of a class. The classes begin as immutable types (see allow_calls), and one that gets an
 * attribute of somebody's own becomes mutable by it, as any enum is: some libraries keep what they know of an enum
 * there.
 */
static int enum_setattro(PyObject *type, PyObject *name, PyObject *value) {
  PyObject *map = PyObject_GetAttrString(type, "_member_map_");
  int is_member = map == NULL ? -1 : PySequence_Contains(map, name);
  Py_XDECREF(map);
  if (is_member == 0) {
    ((PyTypeObject *)type)->tp_flags &= ~Py_TPFLAGS_IMMUTABLETYPE;
    return PyType_Type.tp_setattro(type, name, value);
  }
  return is_member < 0 ? -1 : Py_TYPE(type)->tp_base->tp_setattro(type, name, value); /* EnumMeta's, which refuses */
}

static PyMemberDef meta_members[] = {
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(PyTypeObject, tp_vectorcall), READONLY,         NULL},
    {NULL,                      0,                             0,                            0,             NULL},
};

static PyType_Slot meta_slots[] = {
    {Py_tp_doc,      (void *)"The metaclass of HTTPStatus and StatusClass: EnumMeta with a look-up in C."},
    {Py_tp_members,  meta_members                                                                        },
    {Py_tp_getattro, NULL                                                                                }, /* type's own: set in make_meta, since a DLL has no address of it to compile in */
    {0,              NULL                                                                                },
};

static PyType_Spec meta_spec = {
    .name = "httpstatus.StatusMeta",
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_VECTORCALL,
    .slots = meta_slots,
};

static PyObject *make_meta(PyObject *module, struct state *state, PyObject *int_enum) {
  PyTypeObject *enum_meta = Py_TYPE(int_enum);
  PyType_Slot slots[sizeof meta_slots / sizeof *meta_slots];
  for (size_t i = 0; i < sizeof slots / sizeof *slots; i++) {
    slots[i] = meta_slots[i];
    if (slots[i].slot == Py_tp_getattro) {
      slots[i].pfunc = (void *)PyType_Type.tp_getattro;
    }
  }
  PyType_Spec spec = meta_spec;
  spec.slots = slots;
  if (enum_meta->tp_basicsize != (Py_ssize_t)sizeof(PyHeapTypeObject)) {
    PyErr_SetString(PyExc_SystemError, "httpstatus: EnumMeta has fields of its own, which this version does not know");
    return NULL;
  }
  spec.basicsize = (int)(sizeof(PyHeapTypeObject) + sizeof(struct member_table));
  spec.itemsize = (int)enum_meta->tp_itemsize;
  state->enum_meta_call = PyObject_GetAttrString((PyObject *)enum_meta, "__call__");
  if (state->enum_meta_call == NULL) {
    return NULL;
  }
  PyObject *meta = new_type(module, &spec, (PyObject *)enum_meta);
  if (meta != NULL) {
    /* As a slot of the spec, it would become the __setattr__ that EnumMeta's own slot calls. */
    ((PyTypeObject *)meta)->tp_setattro = enum_setattro;
  }
  return meta;
}

/*
 * From now on calling the class looks its members up: those of first and the values that follow. Of an immutable type
 * the interpreter knows (3.11 and later) that it can call tp_vectorcall itself, without looking for it at every call.
 */
static void allow_calls(PyObject *type, PyObject *const *members, unsigned first, unsigned count) {
  *member_table_of(type) = (struct member_table){members, first, count};
  ((PyTypeObject *)type)->tp_vectorcall = enum_vectorcall;
  ((PyTypeObject *)type)->tp_flags |= Py_TPFLAGS_IMMUTABLETYPE;
}

/* ---- Making an enum ---- */

/*
 * Makes an IntEnum without members; name is "httpstatus.NAME". EnumMeta.__new__ would take ten times as long.
 *
 * From 3.12 on the type is made of a spec: PyType_FromMetaclass asks for a metaclass without a tp_new of its own, and
 * lacks the search for special methods, half the time of type.__new__, that IntEnum makes superfluous.
 */
static PyObject *make_type(PyObject *module, PyObject *meta, PyObject *int_enum, const char *name, const char *doc) {
#if PY_VERSION_HEX >= 0x030C0000
  PyType_Slot slots[] = {
      {Py_tp_doc, (void *)doc},
      {0,         NULL       },
  };
  PyType_Spec spec = {
      .name = name,
      .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
      .slots = slots,
  };
  newfunc enum_new = ((PyTypeObject *)meta)->tp_new;
  ((PyTypeObject *)meta)->tp_new = PyType_Type.tp_new;
  PyObject *type = PyType_FromMetaclass((PyTypeObject *)meta, module, &spec, int_enum);
  ((PyTypeObject *)meta)->tp_new = enum_new;
  if (type == NULL && !PyErr_Occurred()) {
    PyErr_NoMemory(); /* as in new_type */
  }
  return type;
#else
  (void)module;
  const char *short_name = strrchr(name, '.') + 1;
  PyObject *args = Py_BuildValue("s(O){ssssss}", short_name, int_enum, "__module__", "httpstatus", "__qualname__",
                                 short_name, "__doc__", doc);
  PyObject *type = args == NULL ? NULL : PyType_Type.tp_new((PyTypeObject *)meta, args, NULL);
  Py_XDECREF(args);
  return type;
#endif
}

/*
 * What EnumMeta.__new__ would set is inherited from IntEnum, which is itself an enum without members, except for the
 * containers of members (_member_map_ and others, more of them with every version of Python): the class has its own, so
 * that each container of IntEnum gets an empty twin.
 */
static PyObject *make_empty(PyObject *module, PyObject *meta, PyObject *int_enum, const char *name, const char *doc) {
  PyObject *type = make_type(module, meta, int_enum, name, doc);
  PyObject *key, *value;
  Py_ssize_t at = 0;
  while (type != NULL && PyDict_Next(((PyTypeObject *)int_enum)->tp_dict, &at, &key, &value)) {
    PyObject *twin = PyList_CheckExact(value) ? PyList_New(0) : PyDict_CheckExact(value) ? PyDict_New() : NULL;
    if (twin != NULL ? PyDict_SetItem(((PyTypeObject *)type)->tp_dict, key, twin) < 0 : PyErr_Occurred() != NULL) {
      Py_SETREF(type, NULL);
    }
    Py_XDECREF(twin);
  }
  return type;
}

/* Where EnumMeta keeps the members of a class. */
struct member_maps {
  PyObject *names, *map, *by_value;
#if PY_VERSION_HEX >= 0x030D0000
  PyObject *hashable; /* the list of hashable values, where EnumMeta keeps one; else NULL */
#endif
};

static void release_maps(struct member_maps *maps) {
  Py_CLEAR(maps->names);
  Py_CLEAR(maps->map);
  Py_CLEAR(maps->by_value);
#if PY_VERSION_HEX >= 0x030D0000
  Py_CLEAR(maps->hashable);
#endif
}

static int find_maps(PyObject *type, struct member_maps *maps) {
  memset(maps, 0, sizeof *maps);
  if ((maps->names = PyObject_GetAttrString(type, "_member_names_")) == NULL ||
      (maps->map = PyObject_GetAttrString(type, "_member_map_")) == NULL ||
      (maps->by_value = PyObject_GetAttrString(type, "_value2member_map_")) == NULL) {
    release_maps(maps);
    return -1;
  }
#if PY_VERSION_HEX >= 0x030D0000
  maps->hashable = PyObject_GetAttrString(type, "_hashable_values_");
  if (maps->hashable == NULL && !PyErr_ExceptionMatches(PyExc_AttributeError)) {
    release_maps(maps);
    return -1;
  }
  if (maps->hashable == NULL) {
    PyErr_Clear();
  } else if (!PyList_Check(maps->hashable)) {
    Py_SETREF(maps->hashable, NULL);
  }
#endif
  return 0;
}

/* The names of a member's entries, made once for all members. */
enum key {
  KEY_VALUE_,
  KEY_NAME_,
  KEY_OBJCLASS,
  KEY_SORT_ORDER,
  KEY_VALUE,
  KEY_NAME,
  KEY_PHRASE,
  KEY_STATUS_CLASS,
  KEY_IS_INFORMATIONAL,
  KEY_IS_SUCCESS,
  KEY_IS_REDIRECTION,
  KEY_IS_CLIENT_ERROR,
  KEY_IS_SERVER_ERROR,
  KEY_IS_ERROR,
  KEYS
};

static const char *const key_names[KEYS] = {
    "_value_",        "_name_",          "__objclass__",    "_sort_order_",     "value",
    "name",           "phrase",          "status_class",    "is_informational", "is_success",
    "is_redirection", "is_client_error", "is_server_error", "is_error",
};

static int fill_keys(struct state *state) {
  for (size_t i = 0; i < KEYS; i++) {
    state->keys[i] = PyUnicode_InternFromString(key_names[i]);
    if (state->keys[i] == NULL) {
      return -1;
    }
  }
  return 0;
}

/* Sets an entry of a dict; steals the value, which may be NULL with an exception set. */
static int set_entry(struct state *state, PyObject *dict, enum key key, PyObject *value) {
  int result = value == NULL ? -1 : PyDict_SetItem(dict, state->keys[key], value);
  Py_XDECREF(value);
  return result;
}

/*
 * A member of the class, in none of its maps yet, with a copy of the entries that it shares with others, or without
 * any where entries is NULL.
 */
static PyObject *new_member(struct state *state, PyObject *type, PyObject *name, int value, PyObject *entries) {
  PyObject *number = PyLong_FromLong(value);
  PyObject *args = number == NULL ? NULL : PyTuple_Pack(1, number);
  PyObject *member = args == NULL ? NULL : PyLong_Type.tp_new((PyTypeObject *)type, args, NULL);
  PyObject *dict = member == NULL ? NULL : entries == NULL ? PyDict_New() : PyDict_Copy(entries);
  if (dict == NULL || set_entry(state, dict, KEY_VALUE_, new_ref(number)) < 0 ||
      set_entry(state, dict, KEY_NAME_, new_ref(name)) < 0 ||
      (entries == NULL && set_entry(state, dict, KEY_OBJCLASS, new_ref(type)) < 0) ||
      PyObject_GenericSetDict(member, dict, NULL) < 0) {
    Py_CLEAR(member);
  }
  Py_XDECREF(args);
  Py_XDECREF(number);
  Py_XDECREF(dict);
  return member;
}

/*
 * Makes a name stand for a member. EnumMeta refuses to set members, and type's own slot would check each name for being
 * a special method; they go into the dict, and whoever adds members says PyType_Modified in the end.
 */
static int add_name(PyObject *type, struct member_maps *maps, PyObject *name, PyObject *member) {
  return PyDict_SetItem(maps->map, name, member) < 0 ||
                 PyDict_SetItem(((PyTypeObject *)type)->tp_dict, name, member) < 0
             ? -1
             : 0;
}

static int add_member(struct state *state, PyObject *type, struct member_maps *maps, PyObject *name, PyObject *member) {
  PyObject *dict = PyObject_GenericGetDict(member, NULL);
  PyObject *value = dict == NULL ? NULL : PyDict_GetItemWithError(dict, state->keys[KEY_VALUE_]); /* borrowed */
  int failed =
      value == NULL || set_entry(state, dict, KEY_SORT_ORDER, PyLong_FromSsize_t(PyList_GET_SIZE(maps->names))) < 0;
  Py_XDECREF(dict); /* the member keeps it */
  if (failed || add_name(type, maps, name, member) < 0 || PyList_Append(maps->names, name) < 0) {
    return -1;
  }
#if PY_VERSION_HEX >= 0x030D0000
  if (maps->hashable != NULL && PyList_Append(maps->hashable, value) < 0) {
    return -1;
  }
#endif
  return PyDict_SetItem(maps->by_value, value, member);
}

static int add_to_type(PyObject *type, const char *key, PyObject *value) {
  int result = -1;
  if (value != NULL) {
    PyObject *name = PyUnicode_InternFromString(key);
    if (name != NULL) {
      result = PyType_Type.tp_setattro(type, name, value);
      Py_DECREF(name);
    }
    Py_DECREF(value);
  }
  return result;
}

/* ---- Attributes of the members ---- */

static PyObject *get_description(PyObject *self, void *Py_UNUSED(closure)) {
  httpstatus_meaning meaning;
  return PyUnicode_FromString(httpstatus_lookup(httpstatus__int_value(self), NULL, &meaning) ? meaning.explanation
                                                                                             : "");
}

static PyGetSetDef description_def = {"description", get_description, NULL,
                                      "A sentence or two that anyone understands; \"\" where there is none.", NULL};

static PyObject *get_class_text(PyObject *self, void *closure) {
  httpstatus_class_info info;
  if (!httpstatus_class_at(httpstatus__int_value(self), &info)) {
    return PyUnicode_FromString("");
  }
  return PyUnicode_FromString(*(const char **)((char *)&info + (size_t)closure));
}

#define CLASS_TEXT(field, doc) \
  { #field, get_class_text, NULL, doc, (void *)offsetof(httpstatus_class_info, field) }
static PyGetSetDef class_texts[] = {
    CLASS_TEXT(label, "The label for metrics: \"4xx\"."),
    CLASS_TEXT(title, "What RFC 9110 calls the class: \"Client Error\"."),
    CLASS_TEXT(section, "The section of RFC 9110 that defines it."),
    CLASS_TEXT(explanation, "What the class means: a sentence or two for anyone."),
    CLASS_TEXT(definition, "What the class means for the engineer."),
};

/* Pickles of listed members are those of any enum; others are made anew by from_code. */
static PyObject *status_reduce(PyObject *self, PyObject *Py_UNUSED(protocol)) {
  struct state *state = state_of_type(Py_TYPE((PyObject *)Py_TYPE(self)));
  int code = httpstatus__int_value(self);
  bool listed = member_of(state, code) == self;
  return Py_BuildValue("O(i)", listed ? state->status : state->from_code, code);
}

static PyMethodDef reduce_def = {"__reduce_ex__", status_reduce, METH_O, NULL};

static PyObject *status_repr(PyObject *self, PyObject *Py_UNUSED(none)) {
  const char *name = httpstatus_name(httpstatus__int_value(self));
  PyObject *number = PyLong_Type.tp_repr(self);
  PyObject *text =
      number == NULL ? NULL : PyUnicode_FromFormat("<HTTPStatus%s%s: %U>", *name == '\0' ? "" : ".", name, number);
  Py_XDECREF(number);
  return text;
}

static PyMethodDef repr_def = {"__repr__", status_repr, METH_NOARGS, NULL};

/*
 * The entries that all codes of a class share: a member's dict begins as a copy. What differs is there too, so that
 * the copy never has to grow.
 */
static PyObject *class_entries(struct state *state, int status_class) {
  PyObject *entries = PyDict_New();
  const int code = status_class * 100;
  const bool flags[] = {httpstatus_is_informational(code), httpstatus_is_success(code),
                        httpstatus_is_redirection(code),   httpstatus_is_client_error(code),
                        httpstatus_is_server_error(code),  httpstatus_is_error(code)};
  for (int i = 0; i < KEYS && entries != NULL; i++) {
    PyObject *value = i >= KEY_IS_INFORMATIONAL ? (flags[i - KEY_IS_INFORMATIONAL] ? Py_True : Py_False)
                      : i == KEY_STATUS_CLASS   ? state->classes[status_class]
                      : i == KEY_OBJCLASS       ? state->status
                                                : state->empty;
    if (PyDict_SetItem(entries, state->keys[i], value) < 0) {
      Py_SETREF(entries, NULL);
    }
  }
  return entries;
}

/* A member of HTTPStatus, listed or not: what it holds are plain entries, since reading these takes no call. */
static PyObject *new_status(struct state *state, PyObject *name, int code, PyObject *entries) {
  PyObject *member = new_member(state, state->status, name, code, entries);
  PyObject *dict = member == NULL ? NULL : PyObject_GenericGetDict(member, NULL);
  PyObject *value = dict == NULL ? NULL : PyDict_GetItemWithError(dict, state->keys[KEY_VALUE_]); /* borrowed */
  if (value == NULL || set_entry(state, dict, KEY_VALUE, new_ref(value)) < 0 ||
      set_entry(state, dict, KEY_NAME, new_ref(name)) < 0 ||
      set_entry(state, dict, KEY_PHRASE, phrase_of(state, code)) < 0) {
    Py_CLEAR(member);
  }
  Py_XDECREF(dict);
  return member;
}

/*
 * Enum's own .name and .value are properties in Python, 75 ns a read. Members hold them as entries instead, and this
 * descriptor stands before Enum's on the class: without a __set__, it lets the entry through.
 */
static PyObject *entry_get(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(member), PyObject *Py_UNUSED(type)) {
  PyErr_SetString(PyExc_AttributeError, "name and value are attributes of the members of HTTPStatus");
  return NULL;
}

/* The collector has to see the type, and through it the module, behind the class that holds the descriptor. */
static int entry_traverse(PyObject *self, visitproc visit, void *arg) {
  return visit((PyObject *)Py_TYPE(self), arg);
}

static PyObject *entry_refuse(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args)) {
  PyErr_SetString(PyExc_AttributeError, "name and value of a member of HTTPStatus cannot be set");
  return NULL;
}

/*
 * These two tell tools (help, stubtest) that this is the descriptor of data, as Enum's own is. They fill no slot: the
 * interpreter, which asks the slot, lets a member's entry through.
 */
static PyMethodDef entry_methods[] = {
    {"__set__",    entry_refuse, METH_VARARGS, NULL},
    {"__delete__", entry_refuse, METH_VARARGS, NULL},
    {NULL,         NULL,         0,            NULL},
};

static PyType_Slot entry_slots[] = {
    {Py_tp_doc,       (void *)"An attribute that every member of HTTPStatus has."},
    {Py_tp_traverse,  (void *)entry_traverse                                     },
    {Py_tp_descr_get, (void *)entry_get                                          },
    {Py_tp_methods,   entry_methods                                              },
    {0,               NULL                                                       },
};

static PyType_Spec entry_spec = {
    .name = "httpstatus.MemberEntry",
    .basicsize = sizeof(PyObject),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = entry_slots,
};

/* As with every enum, a member's name and value cannot be set. */
static int status_setattro(PyObject *self, PyObject *name, PyObject *value) {
  if (PyUnicode_CompareWithASCIIString(name, "name") == 0 || PyUnicode_CompareWithASCIIString(name, "value") == 0) {
    PyErr_Format(PyExc_AttributeError, "<enum 'HTTPStatus'> cannot %s attribute %R", value == NULL ? "delete" : "set",
                 name);
    return -1;
  }
  return PyObject_GenericSetAttr(self, name, value);
}

static int shadow_properties(PyObject *module, PyObject *type) {
  PyTypeObject *entry_type = (PyTypeObject *)new_type(module, &entry_spec, NULL);
  PyObject *entry = entry_type == NULL ? NULL : entry_type->tp_alloc(entry_type, 0);
  int failed =
      entry == NULL || add_to_type(type, "name", new_ref(entry)) < 0 || add_to_type(type, "value", new_ref(entry)) < 0;
  Py_XDECREF(entry_type);
  Py_XDECREF(entry);
  if (failed) {
    return -1;
  }
  ((PyTypeObject *)type)->tp_setattro = status_setattro;
  return 0;
}

/* ---- from_code ---- */

/* The places of the codes that are not listed; room for them is made with the first one. */
static PyObject **unlisted_places(struct state *state) {
  PyObject **places = (PyObject **)shared_get((void **)&state->unlisted);
  if (places == NULL) {
    places = (PyObject **)PyMem_Calloc(CODES, sizeof *places);
    if (places == NULL) {
      PyErr_NoMemory();
      return NULL;
    }
    void *winner = shared_set((void **)&state->unlisted, places);
    if (winner != places) {
      PyMem_Free(places);
    }
    return (PyObject **)winner;
  }
  return places;
}

static const char from_code_doc[] =
    "from_code(code, /)\n--\n\n"
    "The HTTPStatus of any code 100..999.\n"
    "\n"
    "code: 100..999, and ValueError outside. A registered code gives its member. Another one (a vendor's 520, an\n"
    "unassigned 299) gives a value that equals the int, has every attribute of a member, pickles and copies, and is "
    "not\n"
    "listed by iteration; its name and phrase are \"\". Cost: one table look-up.";

PyObject *httpstatus__from_code(PyObject *module, PyObject *object) {
  struct state *state = state_of(module);
  int code;
  if (convert_code(object, &code) < 0) {
    return NULL;
  }
  if (code < 100 || code > 999) {
    return httpstatus__raise_about(PyExc_ValueError, "%U is outside 100..999, the codes that HTTP can send", object);
  }
  PyObject *found = member_of(state, code);
  if (found != NULL) {
    return new_ref(found);
  }
  PyObject **places = unlisted_places(state);
  if (places == NULL) {
    return NULL;
  }
  found = slot_get(&places[code]);
  if (found == NULL) {
    PyObject *entries = class_entries(state, httpstatus_status_class(code));
    PyObject *made = entries == NULL ? NULL : new_status(state, state->empty, code, entries);
    Py_XDECREF(entries);
    if (made == NULL) {
      return NULL;
    }
    found = slot_fill(&places[code], made);
  }
  return new_ref(found);
}

static PyMethodDef from_code_def = {"from_code", httpstatus__from_code, METH_O, from_code_doc};
static PyMethodDef unlisted_def = {"_from_code", httpstatus__from_code, METH_O, NULL};

/* ---- HTTPStatus and StatusClass ---- */

static const char status_doc[] =
    "The status codes that IANA has registered, and I'm a Teapot (RFC 2324).\n"
    "\n"
    "An IntEnum, and a drop-in for http.HTTPStatus: every member and alias of Python 3.8 to 3.14, with .value, .name,\n"
    ".phrase (of RFC 9110) and .description, is_informational, is_success, is_redirection, is_client_error,\n"
    "is_server_error, and besides these is_error and status_class. HTTPStatus(520) is a ValueError, since the enum is\n"
    "closed; HTTPStatus.from_code(520) takes any code 100..999.";

static const char class_doc[] =
    "The five classes of status codes (RFC 9110, section 15), with .label, .title, .section, .explanation and\n"
    ".definition.";

/* The members of the codes that have a name, and the names that these codes had before. */
static int add_status_members(struct state *state, PyObject *type, struct member_maps *maps) {
  PyObject *entries = NULL;
  int failed = 0, entries_class = -1;
  for (int code = MEMBERS_FIRST; code < MEMBERS_FIRST + MEMBERS && !failed; code++) {
    httpstatus_meaning meaning;
    if (!httpstatus_lookup(code, NULL, &meaning) || *httpstatus_name(code) == '\0') {
      continue;
    }
    if (httpstatus_status_class(code) != entries_class) {
      entries_class = httpstatus_status_class(code);
      Py_XSETREF(entries, class_entries(state, entries_class));
    }
    PyObject *name = name_of(state, code);
    PyObject *member = entries == NULL ? NULL : new_status(state, name, code, entries);
    state->members[code - MEMBERS_FIRST] = member;
    failed = member == NULL || add_member(state, type, maps, name, member) < 0;
    Py_DECREF(name);
    for (const char *former = meaning.former_names; !failed && *former != '\0'; former += strlen(former) + 1) {
      PyObject *alias = PyUnicode_InternFromString(former);
      failed = alias == NULL || add_name(type, maps, alias, member) < 0;
      Py_XDECREF(alias);
    }
  }
  Py_XDECREF(entries);
  return failed ? -1 : 0;
}

static int make_status(PyObject *module, struct state *state, PyObject *int_enum) {
  struct member_maps maps;
  state->status = make_empty(module, state->enum_meta, int_enum, "httpstatus.HTTPStatus", status_doc);
  if (state->status == NULL || find_maps(state->status, &maps) < 0) {
    return -1;
  }
  PyObject *type = state->status;
  PyObject *home = PyUnicode_FromString("httpstatus");
  state->from_code = home == NULL ? NULL : PyCFunction_NewEx(&unlisted_def, module, home);
  int failed = state->from_code == NULL || add_status_members(state, type, &maps) < 0 ||
               shadow_properties(module, type) < 0 ||
               add_to_type(type, "from_code", PyCFunction_NewEx(&from_code_def, module, home)) < 0 ||
               add_to_type(type, "description", PyDescr_NewGetSet((PyTypeObject *)type, &description_def)) < 0 ||
               add_to_type(type, "__reduce_ex__", PyDescr_NewMethod((PyTypeObject *)type, &reduce_def)) < 0 ||
               add_to_type(type, "__repr__", PyDescr_NewMethod((PyTypeObject *)type, &repr_def)) < 0 ||
               /* Python 3.10's IntEnum still had Enum's str, and a format that follows the str. */
               add_to_type(type, "__str__", PyObject_GetAttrString((PyObject *)&PyLong_Type, "__repr__")) < 0 ||
               add_to_type(type, "__format__", PyObject_GetAttrString((PyObject *)&PyLong_Type, "__format__")) < 0;
  Py_XDECREF(home);
  release_maps(&maps);
  PyType_Modified((PyTypeObject *)type);
  if (failed) {
    return -1;
  }
  allow_calls(type, state->members, MEMBERS_FIRST, MEMBERS);
  return PyModule_AddObjectRef(module, "HTTPStatus", type) < 0 ||
                 PyModule_AddObjectRef(module, "_from_code", state->from_code) < 0
             ? -1
             : 0;
}

static int make_classes(PyObject *module, struct state *state, PyObject *int_enum) {
  struct member_maps maps;
  PyObject *type = make_empty(module, state->enum_meta, int_enum, "httpstatus.StatusClass", class_doc);
  if (type == NULL || find_maps(type, &maps) < 0) {
    Py_XDECREF(type);
    return -1;
  }
  int failed = 0;
  state->classes[0] = new_ref(Py_None);
  for (int digit = 1; digit <= 5 && !failed; digit++) {
    PyObject *name = PyUnicode_InternFromString(httpstatus_class_name(digit));
    PyObject *member = name == NULL ? NULL : new_member(state, type, name, digit, NULL);
    failed = member == NULL || add_member(state, type, &maps, name, member) < 0;
    Py_XDECREF(name);
    state->classes[digit] = member;
  }
  for (size_t i = 0; i < sizeof class_texts / sizeof *class_texts && !failed; i++) {
    failed = add_to_type(type, class_texts[i].name, PyDescr_NewGetSet((PyTypeObject *)type, &class_texts[i])) < 0;
  }
  release_maps(&maps);
  PyType_Modified((PyTypeObject *)type);
  allow_calls(type, state->classes + 1, 1, CLASSES - 1);
  failed = failed || PyModule_AddObjectRef(module, "StatusClass", type) < 0;
  Py_DECREF(type);
  return failed ? -1 : 0;
}

int httpstatus__add_enums(PyObject *module, struct state *state) {
  PyObject *enum_module = PyImport_ImportModule("enum");
  PyObject *int_enum = enum_module == NULL ? NULL : PyObject_GetAttrString(enum_module, "IntEnum");
  state->enum_meta = int_enum == NULL ? NULL : make_meta(module, state, int_enum);
  int failed = state->enum_meta == NULL || fill_keys(state) < 0 || make_classes(module, state, int_enum) < 0 ||
               make_status(module, state, int_enum) < 0;
  Py_XDECREF(enum_module);
  Py_XDECREF(int_enum);
  return failed ? -1 : 0;
}
