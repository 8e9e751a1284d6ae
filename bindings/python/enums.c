/*
 * HTTPStatus and StatusClass: real IntEnums, whose metaclass is EnumType itself.
 *
 * insides.h makes the classes and their members; here is what the members have that other enums lack: phrase,
 * description and the predicates, from_code, and values for codes without a member.
 */
#include "docs.h"
#include "enums.h"

#include <stddef.h>
#include <string.h>

#include "convert.h"
#include "insides.h"
#include "texts.h"

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

/* ---- Attributes of the members ---- */

/* Whether IANA's registry gives the code a name: such codes are members. */
static bool is_member(int code) {
  return *httpstatus_name(code) != '\0';
}

/* The description that somebody has given to a member of their own, see status_new_member; "" otherwise. */
static PyObject *given_description(PyObject *self) {
  PyObject *dict = PyObject_GenericGetDict(self, NULL);
  PyObject *key = dict == NULL ? NULL : PyUnicode_InternFromString("description");
  PyObject *given = key == NULL ? NULL : PyDict_GetItemWithError(dict, key); /* borrowed */
  Py_XINCREF(given);
  Py_XDECREF(key);
  Py_XDECREF(dict);
  return given != NULL || PyErr_Occurred() ? given : PyUnicode_FromString("");
}

static PyObject *get_description(PyObject *self, void *Py_UNUSED(closure)) {
  httpstatus_meaning meaning;
  int code = httpstatus__int_value(self);
  return is_member(code) && httpstatus_lookup(code, NULL, &meaning) ? PyUnicode_FromString(meaning.explanation)
                                                                    : given_description(self);
}

static PyGetSetDef description_def = {"description", get_description, NULL, DOC_HTTPStatus_description, NULL};

static PyObject *get_class_text(PyObject *self, void *closure) {
  httpstatus_class_info info;
  if (!httpstatus_class_at(httpstatus__int_value(self), &info)) {
    return PyUnicode_FromString("");
  }
  return PyUnicode_FromString(*(const char **)((char *)&info + (size_t)closure));
}

#define CLASS_TEXT(field) \
  { #field, get_class_text, NULL, DOC_StatusClass_##field, (void *)offsetof(httpstatus_class_info, field) }
static PyGetSetDef class_texts[] = {
    CLASS_TEXT(label), CLASS_TEXT(title), CLASS_TEXT(section), CLASS_TEXT(explanation), CLASS_TEXT(definition),
};

/*
 * A method of the members: a function of the module, which has the state, and which an instancemethod gives the member
 * as its argument. A descriptor of a C method would only have the class, which has no way to the state.
 */
static PyObject *new_method(PyObject *module, PyMethodDef *def) {
  PyObject *function = PyCFunction_New(def, module);
  PyObject *method = function == NULL ? NULL : PyInstanceMethod_New(function);
  Py_XDECREF(function);
  return method;
}

/* Pickles of listed members are those of any enum; others are made again by from_code. */
static PyObject *status_reduce(PyObject *module, PyObject *const *args, Py_ssize_t nargs) {
  struct state *state = state_of(module);
  if (nargs < 1) {
    PyErr_SetString(PyExc_TypeError, "__reduce_ex__() is a method of the members of HTTPStatus");
    return NULL;
  }
  int code = httpstatus__int_value(args[0]);
  bool listed = member_of(state, code) == args[0];
  return Py_BuildValue("O(i)", listed ? state->status : state->from_code, code);
}

static PyMethodDef reduce_def = {"__reduce_ex__", (PyCFunction)(void (*)(void))status_reduce, METH_FASTCALL, NULL};

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
                                                : state->empty;
    if (PyDict_SetItem(entries, state->keys[i], value) < 0) {
      Py_SETREF(entries, NULL);
    }
  }
  return entries;
}

/* The entries of one code: a copy of those of its class, which may be NULL with an exception set. */
static PyObject *code_entries(struct state *state, PyObject *shared, int code) {
  PyObject *phrase = phrase_of(state, code);
  PyObject *entries = shared == NULL ? NULL : PyDict_Copy(shared);
  if (entries != NULL && PyDict_SetItem(entries, state->keys[KEY_PHRASE], phrase) < 0) {
    Py_CLEAR(entries);
  }
  Py_DECREF(phrase);
  return entries;
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

/* The member that somebody else has added for a code; Py_None if there is none. New reference. */
static PyObject *added_member(struct state *state, int code) {
  PyObject *by_value = PyObject_GetAttrString(state->status, "_value2member_map_");
  PyObject *number = by_value == NULL ? NULL : PyLong_FromLong(code);
  PyObject *found = number == NULL ? NULL : PyDict_GetItemWithError(by_value, number); /* borrowed */
  found = found == NULL && PyErr_Occurred() ? NULL : new_ref(found == NULL ? Py_None : found);
  Py_XDECREF(by_value);
  Py_XDECREF(number);
  return found;
}

static PyObject *new_unlisted(struct state *state, int code) {
  PyObject *shared = class_entries(state, httpstatus_status_class(code));
  struct enum_row row = {code, NULL, code_entries(state, shared, code), NULL};
  row.name = row.entries == NULL ? NULL : PyUnicode_FromFormat("%d", code);
  PyObject *made = row.name == NULL ? NULL : httpstatus__make_value(state, state->status, &row);
  Py_XDECREF(shared);
  Py_XDECREF(row.entries);
  Py_XDECREF(row.name);
  return made;
}

/* The value of a code 100..999 that has no member. Its name is the number, and HTTPStatus[name] is that value again. */
static PyObject *unlisted_value(struct state *state, int code) {
  PyObject **places = unlisted_places(state);
  if (places == NULL) {
    return NULL;
  }
  PyObject *found = slot_get(&places[code]);
  if (found == NULL) {
    PyObject *made = added_member(state, code);
    if (made == Py_None) {
      Py_DECREF(made);
      made = new_unlisted(state, code);
    }
    found = slot_fill(&places[code], made);
  }
  Py_XINCREF(found);
  return found;
}

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
  return found != NULL ? new_ref(found) : unlisted_value(state, code);
}

static PyMethodDef from_code_def = {"from_code", httpstatus__from_code, METH_O, DOC_HTTPStatus_from_code};
static PyMethodDef unlisted_def = {"_from_code", httpstatus__from_code, METH_O, NULL};

/*
 * The code 100..999 that a number equals, whatever its type; 0 for other objects, and -1 where memory runs out. Any
 * other exception is the object's own, and is dropped.
 */
static int code_of_number(PyObject *object) {
  PyObject *number = PyNumber_Check(object) ? PyNumber_Long(object) : NULL;
  int code = number == NULL ? 0 : httpstatus__int_value(number);
  int same = code < 100 || code > 999 ? 0 : PyObject_RichCompareBool(object, number, Py_EQ);
  Py_XDECREF(number);
  if (PyErr_Occurred() && PyErr_ExceptionMatches(PyExc_MemoryError)) {
    return -1;
  }
  PyErr_Clear();
  return same > 0 ? code : 0;
}

/*
 * _missing_, which Enum asks about a value that is not a member's: for a code it raises the error that Enum would
 * raise, with a note (PEP 678) about from_code. None lets Enum raise its own.
 */
static PyObject *status_missing(PyObject *module, PyObject *object) {
  struct state *state = state_of(module);
  int code = code_of_number(object);
  if (code < 0) {
    return NULL;
  }
  if (code == 0 || member_of(state, code) != NULL) {
    Py_RETURN_NONE;
  }
  PyObject *text = PyUnicode_FromFormat("%R is not a valid HTTPStatus", object);
  PyObject *error = text == NULL ? NULL : PyObject_CallFunctionObjArgs(PyExc_ValueError, text, NULL);
  PyObject *notes = error == NULL ? NULL : PyList_New(1);
  PyObject *note =
      notes == NULL ? NULL : PyUnicode_FromFormat("HTTPStatus.from_code(%d) accepts any code 100..999", code);
  if (note != NULL) {
    PyList_SET_ITEM(notes, 0, note);
    if (PyObject_SetAttrString(error, "__notes__", notes) == 0) {
      PyErr_SetObject(PyExc_ValueError, error);
    }
  }
  Py_XDECREF(text);
  Py_XDECREF(error);
  Py_XDECREF(notes);
  return NULL;
}

static PyMethodDef missing_def = {"_missing_", status_missing, METH_O, NULL};

/* ---- Members that somebody else adds ---- */

/*
 * _new_member_, with which libraries such as aenum make a further member: http.HTTPStatus has the same arguments. The
 * member gets its name later.
 */
static PyObject *status_new_member(PyObject *module, PyObject *args) {
  struct state *state = state_of(module);
  PyObject *type, *phrase = state->empty, *description = state->empty;
  int code;
  if (!PyArg_ParseTuple(args, "Oi|OO:_new_member_", &type, &code, &phrase, &description)) {
    return NULL;
  }
  if (type != state->status) {
    return httpstatus__raise_format(PyExc_TypeError, "_new_member_ makes members of HTTPStatus, not of %R", type);
  }
  PyObject *shared = class_entries(state, httpstatus_status_class(code));
  struct enum_row row = {code, NULL, shared == NULL ? NULL : code_entries(state, shared, code), NULL};
  PyObject *member = NULL;
  if (row.entries != NULL && PyDict_SetItem(row.entries, state->keys[KEY_PHRASE], phrase) == 0 &&
      PyDict_SetItemString(row.entries, "description", description) == 0) {
    member = httpstatus__make_value(state, type, &row);
  }
  Py_XDECREF(shared);
  Py_XDECREF(row.entries);
  return member;
}

static PyMethodDef new_member_def = {"_new_member_", status_new_member, METH_VARARGS, NULL};

/* ---- dir(HTTPStatus) ---- */

/*
 * dir() of an enum shows the names of its members, which EnumType adds to a list of its own: [...] + _member_names_.
 * The attributes of the members come with them, so that completion and help() know them.
 */
static PyObject *names_add(PyObject *left, PyObject *right) {
  if (!PyList_Check(left) || !PyList_Check(right)) {
    Py_RETURN_NOTIMPLEMENTED;
  }
  /* Not PySequence_Concat, which in PyPy calls this function again. */
  PyObject *both = PySequence_List(left);
  if (both == NULL || PyList_SetSlice(both, PyList_GET_SIZE(both), PyList_GET_SIZE(both), right) < 0) {
    Py_XDECREF(both);
    return NULL;
  }
  if (!PyList_CheckExact(left)) {
    return both;
  }
  struct state *state = state_of_type(Py_TYPE(right));
  static const char *const others[] = {"from_code", "description"};
  int failed = 0;
  for (size_t i = 0; i < 2 && !failed; i++) {
    PyObject *name = PyUnicode_FromString(others[i]);
    failed = name == NULL || PyList_Append(both, name) < 0;
    Py_XDECREF(name);
  }
  for (int key = KEYS_OF_ENUM; key < KEYS && !failed; key++) {
    failed = PyList_Append(both, state->keys[key]) < 0;
  }
  if (failed) {
    Py_CLEAR(both);
  }
  return both;
}

static int names_traverse(PyObject *self, visitproc visit, void *arg) {
  int result = visit((PyObject *)Py_TYPE(self), arg);
  return result != 0 ? result : PyList_Type.tp_traverse(self, visit, arg);
}

static int names_clear(PyObject *self) {
  return PyList_Type.tp_clear(self);
}

static PyType_Slot names_slots[] = {
    {Py_tp_doc,      (void *)"The names of the members of HTTPStatus."},
    {Py_tp_traverse, (void *)names_traverse                           },
    {Py_tp_clear,    (void *)names_clear                              },
    {Py_nb_add,      (void *)names_add                                },
    {0,              NULL                                             },
};

static PyType_Spec names_spec = {
    .name = "httpstatus.MemberNames",
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .slots = names_slots,
};

/* ---- HTTPStatus[name] ---- */

/* The code of a name of unlisted_value; 0 for every other object. */
static int code_of_name(struct state *state, PyObject *name) {
  int code = 0;
  if (!PyUnicode_CheckExact(name) || PyUnicode_GetLength(name) != 3) {
    return 0;
  }
  for (Py_ssize_t i = 0; i < 3; i++) {
    Py_UCS4 digit = PyUnicode_ReadChar(name, i);
    if (digit < '0' || digit > '9') {
      return 0;
    }
    code = code * 10 + (int)(digit - '0');
  }
  return code < 100 || member_of(state, code) != NULL ? 0 : code;
}

/* As every enum has it, HTTPStatus[status.name] is status; the members' map makes the values that it does not hold. */
static PyObject *map_missing(PyObject *self, PyObject *name) {
  struct state *state = state_of_type(Py_TYPE(self));
  int code = code_of_name(state, name);
  if (code != 0) {
    return unlisted_value(state, code);
  }
  PyObject *error = PyObject_CallFunctionObjArgs(PyExc_KeyError, name, NULL);
  if (error != NULL) {
    PyErr_SetObject(PyExc_KeyError, error);
    Py_DECREF(error);
  }
  return NULL;
}

static int map_traverse(PyObject *self, visitproc visit, void *arg) {
  int result = visit((PyObject *)Py_TYPE(self), arg);
  return result != 0 ? result : PyDict_Type.tp_traverse(self, visit, arg);
}

static int map_clear(PyObject *self) {
  return PyDict_Type.tp_clear(self);
}

static PyMethodDef map_methods[] = {
    {"__missing__", map_missing, METH_O, NULL},
    {NULL,          NULL,        0,      NULL},
};

static PyType_Slot map_slots[] = {
    {Py_tp_doc,      (void *)"The members of HTTPStatus by name."},
    {Py_tp_traverse, (void *)map_traverse                        },
    {Py_tp_clear,    (void *)map_clear                           },
    {Py_tp_methods,  map_methods                                 },
    {Py_sq_contains, (void *)httpstatus__map_contains            },
    {0,              NULL                                        },
};

static PyType_Spec map_spec = {
    .name = "httpstatus.MemberMap",
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .slots = map_slots,
};

/* Replaces a container of the class by a copy whose type we make. */
static int replace(struct state *state, const char *name, PyType_Spec *spec, PyTypeObject *base) {
  PyObject *given = PyObject_GetAttrString(state->status, name);
  PyObject *type = given == NULL ? NULL : new_type(state->module, spec, (PyObject *)base);
  PyObject *own = type == NULL ? NULL : PyObject_CallFunctionObjArgs(type, given, NULL);
  Py_XDECREF(given);
  Py_XDECREF(type);
  return httpstatus__set_on_enum(state->status, name, own);
}

/* ---- HTTPStatus and StatusClass ---- */

enum { ROWS = 2 * MEMBERS };

static void release_rows(struct enum_row *rows, size_t count) {
  for (size_t i = 0; i < count; i++) {
    Py_XDECREF(rows[i].name);
    Py_XDECREF(rows[i].entries);
    Py_XDECREF(rows[i].member);
  }
}

/*
 * The rows of the codes that have a name, and of the names that these codes had before. Returns how many there are; an
 * exception is set if one could not be made.
 */
static size_t fill_rows(struct state *state, struct enum_row *rows) {
  PyObject *shared = NULL;
  int failed = 0, shared_class = -1;
  size_t count = 0;
  for (int code = MEMBERS_FIRST; code < MEMBERS_FIRST + MEMBERS && !failed; code++) {
    httpstatus_meaning meaning;
    if (!is_member(code) || !httpstatus_lookup(code, NULL, &meaning)) {
      continue;
    }
    if (httpstatus_status_class(code) != shared_class) {
      shared_class = httpstatus_status_class(code);
      Py_XSETREF(shared, class_entries(state, shared_class));
    }
    struct enum_row row = {code, NULL, code_entries(state, shared, code), NULL};
    failed = row.entries == NULL;
    row.name = name_of(state, code);
    rows[count++] = row;
    for (const char *former = meaning.former_names; !failed && *former != '\0' && count < ROWS;
         former += strlen(former) + 1) {
      struct enum_row alias = {code, PyUnicode_InternFromString(former), NULL, NULL};
      failed = alias.name == NULL;
      rows[count++] = alias;
    }
  }
  Py_XDECREF(shared);
  return count;
}

static int make_members(struct state *state, PyObject *int_enum) {
  struct enum_row *rows = (struct enum_row *)PyMem_Calloc(ROWS, sizeof *rows);
  if (rows == NULL) {
    PyErr_NoMemory();
    return -1;
  }
  size_t count = fill_rows(state, rows);
  state->status =
      PyErr_Occurred() ? NULL : httpstatus__make_enum(state, int_enum, "HTTPStatus", DOC_HTTPStatus, rows, count);
  for (size_t i = 0; i < count && state->status != NULL; i++) {
    if (rows[i].member != NULL) {
      state->members[rows[i].value - MEMBERS_FIRST] = new_ref(rows[i].member);
    }
  }
  release_rows(rows, count);
  PyMem_Free(rows);
  return state->status == NULL ? -1 : 0;
}

static int make_status(PyObject *module, struct state *state, PyObject *int_enum) {
  PyObject *home = PyUnicode_FromString("httpstatus");
  state->from_code = home == NULL ? NULL : PyCFunction_NewEx(&unlisted_def, module, home);
  if (state->from_code == NULL || make_members(state, int_enum) < 0) {
    Py_XDECREF(home);
    return -1;
  }
  PyObject *type = state->status;
  int failed =
      replace(state, "_member_map_", &map_spec, &PyDict_Type) < 0 ||
      replace(state, "_member_names_", &names_spec, &PyList_Type) < 0 ||
      httpstatus__set_on_enum(type, "from_code", PyCFunction_NewEx(&from_code_def, module, home)) < 0 ||
      httpstatus__set_on_enum(type, "description", PyDescr_NewGetSet((PyTypeObject *)type, &description_def)) < 0 ||
      httpstatus__set_on_enum(type, "__reduce_ex__", new_method(module, &reduce_def)) < 0 ||
      httpstatus__set_on_enum(type, "_missing_", PyCFunction_NewEx(&missing_def, module, home)) < 0 ||
      httpstatus__set_on_enum(type, "_new_member_", PyCFunction_NewEx(&new_member_def, module, home)) < 0 ||
#if PY_VERSION_HEX < 0x030D0000
      /* IntEnum has Enum's str in Python 3.10, and object's in a subinterpreter of the first releases of 3.12. */
      httpstatus__set_on_enum(type, "__str__", PyObject_GetAttrString((PyObject *)&PyLong_Type, "__repr__")) < 0 ||
#endif
#if PY_VERSION_HEX < 0x030B0000
      /* There the format follows the str. */
      httpstatus__set_on_enum(type, "__format__", PyObject_GetAttrString((PyObject *)&PyLong_Type, "__format__")) < 0 ||
#endif
      httpstatus__finish_status(state) < 0;
  Py_DECREF(home);
  return failed || PyModule_AddObjectRef(module, "HTTPStatus", type) < 0 ||
                 PyModule_AddObjectRef(module, "_from_code", state->from_code) < 0
             ? -1
             : 0;
}

static int make_classes(PyObject *module, struct state *state, PyObject *int_enum) {
  struct enum_row rows[CLASSES - 1];
  PyObject *type = NULL;
  size_t count = 0;
  int failed = 0;
  for (; count < CLASSES - 1 && !failed; count++) {
    rows[count] = (struct enum_row){(int)count + 1, NULL, NULL, NULL};
    rows[count].name = PyUnicode_InternFromString(httpstatus_class_name((int)count + 1));
    failed = rows[count].name == NULL;
  }
  type = failed ? NULL : httpstatus__make_enum(state, int_enum, "StatusClass", DOC_StatusClass, rows, count);
  state->classes[0] = new_ref(Py_None);
  for (size_t i = 0; i < count && type != NULL; i++) {
    state->classes[i + 1] = new_ref(rows[i].member);
  }
  release_rows(rows, count);
  failed = type == NULL;
  for (size_t i = 0; i < sizeof class_texts / sizeof *class_texts && !failed; i++) {
    failed = httpstatus__set_on_enum(type, class_texts[i].name,
                                     PyDescr_NewGetSet((PyTypeObject *)type, &class_texts[i])) < 0;
  }
  failed = failed || PyModule_AddObjectRef(module, "StatusClass", type) < 0;
  Py_XDECREF(type);
  return failed ? -1 : 0;
}

int httpstatus__add_enums(PyObject *module, struct state *state) {
  PyObject *enum_module = PyImport_ImportModule("enum");
  PyObject *int_enum = enum_module == NULL ? NULL : PyObject_GetAttrString(enum_module, "IntEnum");
  if (int_enum != NULL && !PyType_Check(int_enum)) {
    httpstatus__raise_format(PyExc_TypeError, "enum.IntEnum is not a class: %R", int_enum);
    Py_CLEAR(int_enum);
  }
  int failed = int_enum == NULL || fill_keys(state) < 0 || make_classes(module, state, int_enum) < 0 ||
               make_status(module, state, int_enum) < 0;
  Py_XDECREF(enum_module);
  Py_XDECREF(int_enum);
  return failed ? -1 : 0;
}
