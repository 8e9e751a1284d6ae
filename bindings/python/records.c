/*
 * The types of the records, and making records. Each kind is a small immutable type with read-only attributes; one
 * table describes them all (record_specs.c), and one set of functions serves them all.
 */
#include "records.h"

#include <stddef.h>
#include <string.h>

#include "errors.h"
#include "insides.h"
#include "sets.h"
#include "texts.h"

/* ---- The type ---- */

struct record {
  PyObject_HEAD const struct record_spec *spec;
  PyObject *values[FIELDS_MAX]; /* as many as the spec has fields */
};

static struct record *record_at(PyObject *self) {
  return (struct record *)self;
}

/*
 * Records keep their type alive, the type its module, and the module's state the records of its rows: the collector
 * has to see all of that, or no module would ever be freed.
 */
static int record_traverse(PyObject *self, visitproc visit, void *arg) {
  for (size_t i = 0; i < record_at(self)->spec->count; i++) {
    Py_VISIT(record_at(self)->values[i]);
  }
  return visit((PyObject *)Py_TYPE(self), arg);
}

static void record_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  for (size_t i = 0; i < record_at(self)->spec->count; i++) {
    Py_XDECREF(record_at(self)->values[i]);
  }
  type->tp_free(self);
  Py_DECREF(type);
}

/* The name without its module. */
static const char *short_name(const struct record_spec *spec) {
  return strrchr(spec->name, '.') + 1;
}

static PyObject *record_repr(PyObject *self) {
  const struct record_spec *spec = record_at(self)->spec;
  PyObject *text = PyUnicode_FromFormat("%s(", short_name(spec));
  for (size_t i = 0; i < spec->shown && text != NULL; i++) {
    PyObject *next =
        PyUnicode_FromFormat("%U%s%s=%R", text, i == 0 ? "" : ", ", spec->fields[i].name, record_at(self)->values[i]);
    Py_DECREF(text);
    text = next;
  }
  PyObject *whole = text == NULL ? NULL : PyUnicode_FromFormat("%U)", text);
  Py_XDECREF(text);
  return whole;
}

static PyObject *values_tuple(PyObject *self, size_t count) {
  PyObject *tuple = PyTuple_New((Py_ssize_t)count);
  for (size_t i = 0; i < count && tuple != NULL; i++) {
    PyTuple_SET_ITEM(tuple, (Py_ssize_t)i, new_ref(record_at(self)->values[i]));
  }
  return tuple;
}

static Py_hash_t record_hash(PyObject *self) {
  PyObject *key = values_tuple(self, record_at(self)->spec->shown);
  Py_hash_t hash = key == NULL ? -1 : PyObject_Hash(key);
  Py_XDECREF(key);
  return hash;
}

static PyObject *record_asdict(PyObject *self, PyObject *none);

/* Equal to a record with the same fields, and to what _asdict() gives; ordered by the fields, as named tuples are. */
static PyObject *record_compare(PyObject *self, PyObject *other, int operation) {
  if (PyDict_CheckExact(other)) {
    PyObject *dict = record_asdict(self, NULL);
    PyObject *result = dict == NULL ? NULL : PyObject_RichCompare(dict, other, operation);
    Py_XDECREF(dict);
    return result;
  }
  if (Py_TYPE(self) != Py_TYPE(other)) {
    Py_RETURN_NOTIMPLEMENTED;
  }
  if (operation != Py_EQ && operation != Py_NE) {
    PyObject *values = values_tuple(self, record_at(self)->spec->count);
    PyObject *others = values == NULL ? NULL : values_tuple(other, record_at(other)->spec->count);
    PyObject *result = others == NULL ? NULL : PyObject_RichCompare(values, others, operation);
    Py_XDECREF(values);
    Py_XDECREF(others);
    return result;
  }
  int same = 1;
  for (size_t i = 0; i < record_at(self)->spec->count && same > 0 && self != other; i++) {
    same = PyObject_RichCompareBool(record_at(self)->values[i], record_at(other)->values[i], Py_EQ);
  }
  return same < 0 ? NULL : PyBool_FromLong(operation == Py_EQ ? same : !same);
}

static PyObject *record_iter(PyObject *self) {
  PyObject *values = values_tuple(self, record_at(self)->spec->count);
  PyObject *iterator = values == NULL ? NULL : PyObject_GetIter(values);
  Py_XDECREF(values);
  return iterator;
}

static Py_ssize_t record_length(PyObject *self) {
  return (Py_ssize_t)record_at(self)->spec->count;
}

static PyObject *record_subscript(PyObject *self, PyObject *index) {
  PyObject *values = values_tuple(self, record_at(self)->spec->count);
  PyObject *result = values == NULL ? NULL : PyObject_GetItem(values, index);
  Py_XDECREF(values);
  return result;
}

/* The names of the first fields with their values: a dict. */
static PyObject *fields_of(PyObject *self, size_t count) {
  const struct record_spec *spec = record_at(self)->spec;
  PyObject *dict = PyDict_New();
  for (size_t i = 0; i < count && dict != NULL; i++) {
    if (PyDict_SetItemString(dict, spec->fields[i].name, record_at(self)->values[i]) < 0) {
      Py_SETREF(dict, NULL);
    }
  }
  return dict;
}

/* A value as JSON has it: a record as a dict, a set as its text; tuples and what is in them likewise. New reference. */
static PyObject *plain(struct state *state, PyObject *value) {
  if (PyType_IsSubtype(Py_TYPE(value), (PyTypeObject *)state->record_base)) {
    return record_asdict(value, NULL);
  }
  if (httpstatus__set_of(state, value) != NULL) {
    return PyObject_Str(value);
  }
  if (!PyTuple_CheckExact(value)) {
    return new_ref(value);
  }
  PyObject *tuple = PyTuple_New(PyTuple_GET_SIZE(value));
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(value) && tuple != NULL; i++) {
    PyObject *item = plain(state, PyTuple_GET_ITEM(value, i));
    if (item == NULL) {
      Py_SETREF(tuple, NULL);
    } else {
      PyTuple_SET_ITEM(tuple, i, item);
    }
  }
  return tuple;
}

static PyObject *record_asdict(PyObject *self, PyObject *Py_UNUSED(none)) {
  const struct record_spec *spec = record_at(self)->spec;
  struct state *state = state_of_type(Py_TYPE(self));
  PyObject *dict = PyDict_New();
  for (size_t i = 0; i < spec->count && dict != NULL; i++) {
    PyObject *value = plain(state, record_at(self)->values[i]);
    if (value == NULL || PyDict_SetItemString(dict, spec->fields[i].name, value) < 0) {
      Py_SETREF(dict, NULL);
    }
    Py_XDECREF(value);
  }
  return dict;
}

/* What rich asks for, to show a record on several lines. */
static PyObject *record_rich_repr(PyObject *self, PyObject *Py_UNUSED(none)) {
  PyObject *dict = fields_of(self, record_at(self)->spec->shown);
  PyObject *items = dict == NULL ? NULL : PyDict_Items(dict);
  Py_XDECREF(dict);
  return items;
}

static struct record *new_record(PyObject *module, enum record_kind kind);

/* The place of a field's name; the count of fields if there is none, and -1 with an exception set. */
static Py_ssize_t place_of(const struct record_spec *spec, PyObject *name) {
  Py_ssize_t place = 0;
  while (place < (Py_ssize_t)spec->count && PyUnicode_CompareWithASCIIString(name, spec->fields[place].name) != 0) {
    place++;
  }
  if (place == (Py_ssize_t)spec->count) {
    httpstatus__raise_format(PyExc_TypeError, "a %s has no field %R; the fields are in %s._fields", short_name(spec),
                             name, short_name(spec));
    return -1;
  }
  return place;
}

/* Puts named values into their places, where there may be others. Returns 0, or -1 with an exception set. */
static int put_fields(const struct record_spec *spec, PyObject *fields, PyObject **values, Py_ssize_t given) {
  PyObject *name, *value;
  Py_ssize_t at = 0;
  while (fields != NULL && PyDict_Next(fields, &at, &name, &value)) {
    Py_ssize_t place = place_of(spec, name);
    if (place < 0) {
      return -1;
    }
    if (place < given) {
      httpstatus__raise_format(PyExc_TypeError, "%s got two values for the field %R", short_name(spec), name);
      return -1;
    }
    Py_XSETREF(values[place], new_ref(value));
  }
  return 0;
}

static PyObject *record_replace(PyObject *self, PyObject *args, PyObject *fields) {
  const struct record_spec *spec = record_at(self)->spec;
  if (PyTuple_GET_SIZE(args) > 0) {
    return PyErr_Format(PyExc_TypeError, "fields are replaced by name, as in _replace(%s=...)", spec->fields[0].name);
  }
  struct record *copy =
      new_record(state_of_type(Py_TYPE(self))->module, (enum record_kind)(spec - httpstatus__record_specs));
  for (size_t i = 0; i < spec->count && copy != NULL; i++) {
    copy->values[i] = new_ref(record_at(self)->values[i]);
  }
  if (copy != NULL && put_fields(spec, fields, copy->values, 0) < 0) {
    Py_CLEAR(copy);
  }
  return (PyObject *)copy;
}

/* What a parser has found is made by the parser alone; what the registry has can be made of anything. */
static bool is_parsed(const struct record_spec *spec) {
  return spec->fields[0].kind == FIELD_OBJECT;
}

/* A record of anything, as a named tuple takes anything: for tests, and for codes that only their owner knows. */
static PyObject *record_new(PyTypeObject *type, PyObject *args, PyObject *fields) {
  struct state *state = is_ours(type) ? state_of_type(type) : NULL;
  int kind = 0;
  if (state == NULL) {
    return NULL;
  }
  while (kind < RECORD_KINDS && slot_get(&state->record_types[kind]) != (PyObject *)type) {
    kind++;
  }
  if (kind == RECORD_KINDS || is_parsed(&httpstatus__record_specs[kind])) {
    return PyErr_Format(PyExc_TypeError, "cannot create '%.100s' instances", type->tp_name);
  }
  const struct record_spec *spec = &httpstatus__record_specs[kind];
  Py_ssize_t given = PyTuple_GET_SIZE(args);
  if (given > (Py_ssize_t)spec->count) {
    return PyErr_Format(PyExc_TypeError, "cannot create a %s of %zd values; it has %zu fields", short_name(spec), given,
                        spec->count);
  }
  struct record *record = new_record(state->module, (enum record_kind)kind);
  for (Py_ssize_t i = 0; i < given && record != NULL; i++) {
    record->values[i] = new_ref(PyTuple_GET_ITEM(args, i));
  }
  if (record != NULL && put_fields(spec, fields, record->values, given) < 0) {
    Py_CLEAR(record);
  }
  for (size_t i = 0; record != NULL && i < spec->count; i++) {
    if (record->values[i] == NULL) {
      PyErr_Format(PyExc_TypeError, "cannot create a %s without %s; _replace() makes one of another", short_name(spec),
                   spec->fields[i].name);
      Py_CLEAR(record);
    }
  }
  return (PyObject *)record;
}

/* A pickle holds the name of the type and the fields by name, so that records may get more of them later. */
static PyObject *record_reduce(PyObject *self, PyObject *Py_UNUSED(none)) {
  struct state *state = state_of_type(Py_TYPE(self));
  PyObject *restore = PyObject_GetAttrString(state->module, "_restore");
  PyObject *dict = restore == NULL ? NULL : fields_of(self, record_at(self)->spec->count);
  PyObject *result = dict == NULL ? NULL : Py_BuildValue("O(sO)", restore, record_at(self)->spec->name, dict);
  Py_XDECREF(restore);
  Py_XDECREF(dict);
  return result;
}

static PyMethodDef record_methods[] = {
    {"_asdict",       record_asdict,                               METH_NOARGS,
     "_asdict($self, /)\n--\n\nThe fields as a dict that json takes, in their order: records in it are dicts, too."},
    {"_replace",      (PyCFunction)(void (*)(void))record_replace, METH_VARARGS | METH_KEYWORDS,
     "_replace($self, /, **fields)\n--\n\nA record with other values for some fields."                             },
    {"__replace__",   (PyCFunction)(void (*)(void))record_replace, METH_VARARGS | METH_KEYWORDS,
     "__replace__($self, /, **fields)\n--\n\nA record with other values for some fields: copy.replace()."          },
    {"__rich_repr__", record_rich_repr,                            METH_NOARGS,                  NULL              },
    {"__reduce__",    record_reduce,                               METH_NOARGS,                  NULL              },
    {NULL,            NULL,                                        0,                            NULL              },
};

enum { RECORD_FLAGS = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC };

/* What all record types have in common is in one base type, so that it is made once. Borrowed reference. */
static PyObject *record_base(PyObject *module) {
  static PyType_Slot slots[] = {
      {Py_tp_doc,         (void *)"An immutable record of httpstatus."},
      {Py_tp_dealloc,     (void *)record_dealloc                      },
      {Py_tp_traverse,    (void *)record_traverse                     },
      {Py_tp_repr,        (void *)record_repr                         },
      {Py_tp_hash,        (void *)record_hash                         },
      {Py_tp_iter,        (void *)record_iter                         },
      {Py_tp_richcompare, (void *)record_compare                      },
      {Py_tp_methods,     record_methods                              },
      {Py_tp_new,         (void *)record_new                          },
      {Py_mp_length,      (void *)record_length                       },
      {Py_mp_subscript,   (void *)record_subscript                    },
      {0,                 NULL                                        },
  };
  static PyType_Spec spec = {
      .name = "httpstatus.Record",
      .basicsize = (int)offsetof(struct record, values),
      .flags = RECORD_FLAGS | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_IMMUTABLETYPE,
      .slots = slots,
  };
  PyObject **slot = &state_of(module)->record_base;
  PyObject *type = slot_get(slot);
  return type != NULL ? type : slot_fill(slot, new_type(module, &spec, NULL));
}

/* The docstring, with the signature before it if the record can be made. New reference to a str. */
static PyObject *doc_of(const struct record_spec *spec) {
  if (is_parsed(spec)) {
    return PyUnicode_FromString(spec->doc);
  }
  PyObject *text = PyUnicode_FromFormat("%s(", short_name(spec));
  for (size_t i = 0; i < spec->count && text != NULL; i++) {
    Py_SETREF(text, PyUnicode_FromFormat("%U%s%s", text, i == 0 ? "" : ", ", spec->fields[i].name));
  }
  if (text != NULL) {
    Py_SETREF(text, PyUnicode_FromFormat("%U)\n--\n\n%s", text, spec->doc));
  }
  return text;
}

static PyObject *make_type(PyObject *module, const struct record_spec *spec) {
  PyObject *text = doc_of(spec);
  const char *doc = text == NULL ? NULL : PyUnicode_AsUTF8(text);
  PyMemberDef members[FIELDS_MAX + 1];
  memset(members, 0, sizeof members);
  for (size_t i = 0; i < spec->count; i++) {
    members[i].name = spec->fields[i].name;
    members[i].type = T_OBJECT_EX;
    members[i].offset = (Py_ssize_t)(offsetof(struct record, values) + i * sizeof(PyObject *));
    members[i].flags = READONLY;
    members[i].doc = spec->fields[i].doc;
  }
  PyType_Slot slots[] = {
      {Py_tp_doc,      (void *)doc            },
      {Py_tp_dealloc,  (void *)record_dealloc },
      {Py_tp_traverse, (void *)record_traverse},
      {Py_tp_members,  members                },
      {0,              NULL                   },
  };
  PyType_Spec type_spec = {
      .name = spec->name,
      .basicsize = (int)(offsetof(struct record, values) + spec->count * sizeof(PyObject *)),
      .flags = RECORD_FLAGS | IMMUTABLE_LATER,
      .slots = slots,
  };
  PyObject *base = doc == NULL ? NULL : record_base(module);
  PyObject *type = base == NULL ? NULL : new_type(module, &type_spec, base);
  Py_XDECREF(text); /* the type has a copy of it */
  PyObject *names = type == NULL ? NULL : PyTuple_New((Py_ssize_t)spec->count);
  for (size_t i = 0; i < spec->count && names != NULL; i++) {
    PyObject *name = PyUnicode_InternFromString(spec->fields[i].name);
    if (name == NULL) {
      Py_SETREF(names, NULL);
    } else {
      PyTuple_SET_ITEM(names, (Py_ssize_t)i, name);
    }
  }
  static const char *const attributes[] = {"_fields", "__match_args__"};
  PyObject *const values[] = {names, names};
  if (names == NULL || httpstatus__finish_type(type, attributes, values, 2) < 0) {
    Py_CLEAR(type);
  }
  Py_XDECREF(names);
  return type;
}

/* The type of a kind, made when it is first asked for. Borrowed reference. */
PyObject *httpstatus__record_type(PyObject *module, enum record_kind kind) {
  PyObject **slot = &state_of(module)->record_types[kind];
  PyObject *type = slot_get(slot);
  return type != NULL ? type : slot_fill(slot, make_type(module, &httpstatus__record_specs[kind]));
}

/* ---- Records ---- */

/* A record without values. */
static struct record *new_record(PyObject *module, enum record_kind kind) {
  PyTypeObject *type = (PyTypeObject *)httpstatus__record_type(module, kind);
  struct record *record = type == NULL ? NULL : (struct record *)type->tp_alloc(type, 0);
  if (record != NULL) {
    record->spec = &httpstatus__record_specs[kind]; /* at once: the collector may come with the next allocation */
  }
  return record;
}

static PyObject *headers_of(PyObject *module, const httpstatus_meaning *meaning) {
  PyObject *tuple = PyTuple_New((Py_ssize_t)meaning->headers_count);
  for (size_t i = 0; i < meaning->headers_count && tuple != NULL; i++) {
    httpstatus_header header;
    httpstatus_meaning_header(meaning, i, &header);
    PyObject *record = httpstatus__record(module, RECORD_HEADER, &header);
    if (record == NULL) {
      Py_SETREF(tuple, NULL);
    } else {
      PyTuple_SET_ITEM(tuple, (Py_ssize_t)i, record);
    }
  }
  return tuple;
}

static PyObject *rules_of(PyObject *module, const httpstatus_meaning *meaning) {
  PyObject *tuple = PyTuple_New((Py_ssize_t)meaning->rules_count);
  for (size_t i = 0; i < meaning->rules_count && tuple != NULL; i++) {
    httpstatus_rule rule;
    httpstatus_meaning_rule(meaning, i, &rule);
    PyObject *record = httpstatus__record(module, RECORD_RULE, &rule);
    if (record == NULL) {
      Py_SETREF(tuple, NULL);
    } else {
      PyTuple_SET_ITEM(tuple, (Py_ssize_t)i, record);
    }
  }
  return tuple;
}

static PyObject *codes_tuple(const int16_t *codes, size_t count) {
  PyObject *tuple = PyTuple_New((Py_ssize_t)count);
  for (size_t i = 0; i < count && tuple != NULL; i++) {
    PyObject *code = PyLong_FromLong(codes[i]);
    if (code == NULL) {
      Py_SETREF(tuple, NULL);
    } else {
      PyTuple_SET_ITEM(tuple, (Py_ssize_t)i, code);
    }
  }
  return tuple;
}

static PyObject *set_of_text(PyObject *module, const char *text) {
  PyObject *type = state_of(module)->set_type;
  return PyObject_CallFunction(type, "s", text);
}

#define IN_A_ROW(type) (offsetof(type, detail) == offsetof(type, status_class) + 2 * sizeof(int))
_Static_assert(IN_A_ROW(httpstatus_smtp_enhanced) && IN_A_ROW(httpstatus_smtp_pairing), "for FIELD_DOTTED");

/* The code of an enhanced status or a pairing: "5.1.1", and "x.1.1" where it goes with every class. */
static PyObject *dotted(const int *numbers) {
  return numbers[0] == -1 ? PyUnicode_FromFormat("x.%d.%d", numbers[1], numbers[2])
                          : PyUnicode_FromFormat("%d.%d.%d", numbers[0], numbers[1], numbers[2]);
}

static PyObject *field_value(PyObject *module, const struct field *field, const void *from) {
  const char *at = (const char *)from + field->offset;
  switch (field->kind) {
    case FIELD_TEXT:
      return PyUnicode_FromString(*(const char *const *)at);
    case FIELD_LIST:
      return httpstatus__text_list(*(const char *const *)at);
    case FIELD_OPTIONAL:
      if (*(const int *)at < 0) {
        return new_ref(Py_None);
      }
      return PyLong_FromLong(*(const int *)at);
    case FIELD_LONG:
      if (*(const int64_t *)at < 0) {
        return new_ref(Py_None);
      }
      return PyLong_FromLongLong(*(const int64_t *)at);
    case FIELD_INT:
      return PyLong_FromLong(*(const int *)at);
    case FIELD_BOOL:
      return PyBool_FromLong(*(const bool *)at);
    case FIELD_CODES:
      return codes_tuple(*(const int16_t *const *)at, *(const size_t *)(at + sizeof(const int16_t *)));
    case FIELD_HEADERS:
      return headers_of(module, (const httpstatus_meaning *)from);
    case FIELD_RULES:
      return rules_of(module, (const httpstatus_meaning *)from);
    case FIELD_DOTTED:
      return dotted((const int *)at);
    default: /* FIELD_SET */
      return set_of_text(module, *(const char *const *)at);
  }
}

/* The value of a field, by its index. New reference. */
PyObject *httpstatus__record_value(PyObject *record, size_t field) {
  return new_ref(record_at(record)->values[field]);
}

/* A record of a struct of the core. */
PyObject *httpstatus__record(PyObject *module, enum record_kind kind, const void *from) {
  struct record *record = new_record(module, kind);
  for (size_t i = 0; record != NULL && i < httpstatus__record_specs[kind].count; i++) {
    record->values[i] = field_value(module, &httpstatus__record_specs[kind].fields[i], from);
    if (record->values[i] == NULL) {
      Py_SETREF(record, NULL);
    }
  }
  return (PyObject *)record;
}

/* A record of values, as many as it has fields; steals them, and is NULL where one is. */
PyObject *httpstatus__record_of(PyObject *module, enum record_kind kind, PyObject *const *values) {
  bool good = true;
  for (size_t i = 0; i < httpstatus__record_specs[kind].count; i++) {
    good = good && values[i] != NULL;
  }
  struct record *record = good ? new_record(module, kind) : NULL;
  for (size_t i = 0; i < httpstatus__record_specs[kind].count; i++) {
    if (record != NULL) {
      record->values[i] = values[i];
    } else {
      Py_XDECREF(values[i]);
    }
  }
  return (PyObject *)record;
}

/* The kind of a name, with its module; RECORD_KINDS with an exception set where there is none. */
enum record_kind httpstatus__record_kind(PyObject *name) {
  int kind = 0;
  while (kind < RECORD_KINDS &&
         !(PyUnicode_Check(name) && PyUnicode_CompareWithASCIIString(name, httpstatus__record_specs[kind].name) == 0)) {
    kind++;
  }
  if (kind == RECORD_KINDS) {
    httpstatus__raise_format(PyExc_ValueError, "httpstatus has no record type %R", name);
  }
  return (enum record_kind)kind;
}

/* _record_type(name): the type of that name. */
PyObject *httpstatus__find_record_type(PyObject *module, PyObject *name) {
  enum record_kind kind = httpstatus__record_kind(name);
  PyObject *type = kind == RECORD_KINDS ? NULL : httpstatus__record_type(module, kind);
  Py_XINCREF(type);
  return type;
}

/* _restore(name, fields): a record out of a pickle; fields that the pickle lacks are None, others are left out. */
PyObject *httpstatus__restore_record(PyObject *module, PyObject *arguments) {
  PyObject *name, *fields;
  PyObject *values[FIELDS_MAX] = {NULL};
  if (!PyArg_ParseTuple(arguments, "OO!", &name, &PyDict_Type, &fields)) {
    return NULL;
  }
  enum record_kind kind = httpstatus__record_kind(name);
  if (kind == RECORD_KINDS) {
    return NULL;
  }
  /* PyDict_GetItemString would take a key that cannot be made for one that is not there. */
  bool good = true;
  for (size_t i = 0; i < httpstatus__record_specs[kind].count; i++) {
    PyObject *key = good ? PyUnicode_FromString(httpstatus__record_specs[kind].fields[i].name) : NULL;
    PyObject *value = key == NULL ? NULL : PyDict_GetItemWithError(fields, key); /* borrowed */
    good = value != NULL || (key != NULL && !PyErr_Occurred());
    values[i] = good ? new_ref(value == NULL ? Py_None : value) : NULL;
    Py_XDECREF(key);
  }
  return httpstatus__record_of(module, kind, values);
}
