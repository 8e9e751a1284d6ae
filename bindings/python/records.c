/*
 * Records: what the registry and the parsers answer with. Each kind is a small immutable type with read-only
 * attributes; one table describes them all, and one set of functions serves them all.
 */
#include "binding.h"

#include <stddef.h>
#include <string.h>

/* How a field of a C struct becomes an attribute. */
enum field_kind {
  FIELD_TEXT,     /* const char * */
  FIELD_LIST,     /* a list of texts: tuple of str */
  FIELD_INT,      /* int */
  FIELD_OPTIONAL, /* int, -1 is None */
  FIELD_BOOL,
  FIELD_CODES,   /* const int16_t *, and its count in the next field of the struct: tuple of int */
  FIELD_HEADERS, /* of a meaning: tuple of Header */
  FIELD_RULES,   /* of a meaning: tuple of Rule */
  FIELD_DOTTED,  /* three int, of class, subject and detail: "5.1.1" */
  FIELD_SET,     /* a set's text: StatusSet */
  FIELD_OBJECT   /* given by the caller: in records that are made of no struct */
};

struct field {
  const char *name;
  enum field_kind kind;
  size_t offset;
  const char *doc;
};

struct record_spec {
  const char *name; /* with its module */
  const char *doc;
  const struct field *fields;
  size_t count;
  size_t shown; /* how many fields its repr shows, and its hash takes */
};

enum { FIELDS_MAX = 24 };

#define FIELD(type, member, kind, doc) \
  { #member, kind, offsetof(type, member), doc }
#define NAMED(type, name, member, kind, doc) \
  { name, kind, offsetof(type, member), doc }
#define COUNT(array) (sizeof(array) / sizeof *(array))

#define MEANING(member, kind, doc) FIELD(httpstatus_meaning, member, kind, doc)
static const struct field meaning_fields[] = {
    MEANING(code, FIELD_INT, "The status code."),
    MEANING(origin, FIELD_TEXT, "Who gives the code this meaning: an id of origins()."),
    MEANING(name, FIELD_TEXT, "The constant's name."),
    MEANING(phrase, FIELD_TEXT, "The reason phrase, \"\" where the origin gives none."),
    MEANING(standing, FIELD_TEXT, "standard, temporary, deprecated, obsolete, reserved, draft or unofficial."),
    MEANING(spec, FIELD_TEXT, "The defining document, such as \"RFC 9110\"; \"\" for none."),
    MEANING(section, FIELD_TEXT, "The section in it, such as \"15.5.5\"."),
    MEANING(url, FIELD_TEXT, "Where to read it."),
    MEANING(explanation, FIELD_TEXT, "What it means: a sentence or two for anyone."),
    MEANING(definition, FIELD_TEXT, "What it means for the engineer, and what sender and receiver have to do."),
    MEANING(uses, FIELD_LIST, "Common uses, a few words each."),
    MEANING(former_phrases, FIELD_LIST, "Every other wording of the phrase, of older documents or seen on the wire."),
    MEANING(former_names, FIELD_LIST, "Names of the constant before."),
    MEANING(aliases, FIELD_LIST, "Names that other libraries give it."),
    MEANING(other_specs, FIELD_LIST, "Documents that defined it before."),
    MEANING(see_also, FIELD_CODES, "Related codes."),
    {"headers", FIELD_HEADERS, 0, "The header fields that belong to it: a tuple of Header."},
    {"rules",   FIELD_RULES,   0, "Its semantics with their citations: a tuple of Rule."   },
    MEANING(history, FIELD_TEXT, "Where the code comes from."),
    MEANING(note, FIELD_TEXT, "Where sources disagree, and what is not certain."),
    MEANING(source, FIELD_TEXT, "The tags of its sources, \"; \" between them."),
    MEANING(expires, FIELD_TEXT, "The day on which its registration ends, such as \"2026-11-13\"; \"\" for most."),
    MEANING(confidence, FIELD_TEXT,
            "\"documented\" by its owner, shown by its \"source code\", or only \"reported\" by others."),
};

#define HEADER(member, doc) FIELD(httpstatus_header, member, FIELD_TEXT, doc)
static const struct field header_fields[] = {
    HEADER(name, "The field's name."),
    HEADER(message, "\"request\" or \"response\"."),
    HEADER(need, "\"must\", \"should\" or \"may\"."),
    HEADER(when, "In which case."),
    HEADER(reference, "The document and section that say so."),
};

#define RULE(member, doc) FIELD(httpstatus_rule, member, FIELD_TEXT, doc)
static const struct field rule_fields[] = {
    RULE(topic, "\"content\", \"cache\", \"redirect\" or \"repeat\"."),
    RULE(text, "The rule."),
    RULE(reference, "The document and section that set it."),
};

#define ORIGIN(member, doc) FIELD(httpstatus_origin, member, FIELD_TEXT, doc)
static const struct field origin_fields[] = {
    ORIGIN(id, "The id that functions take."),
    ORIGIN(name, "The name to show."),
    ORIGIN(class_name, "What its enum in httpstatus.vendors is called."),
    ORIGIN(url, "Where it documents its codes."),
    ORIGIN(about, "Who that is."),
};

static const struct field status_line_fields[] = {
    {"version", FIELD_OBJECT, 0, "\"HTTP/1.1\"."                  },
    {"code",    FIELD_OBJECT, 0, "The status code, 100..999."     },
    {"reason",  FIELD_OBJECT, 0, "The reason phrase, maybe empty."},
};

#define WARNING(member, kind, doc) FIELD(httpstatus_warning, member, kind, doc)
static const struct field warning_fields[] = {
    WARNING(code, FIELD_INT, "The warn code."),
    WARNING(name, FIELD_TEXT, "The constant's name."),
    WARNING(phrase, FIELD_TEXT, "The warn text that goes with it."),
    WARNING(persistent, FIELD_BOOL, "Whether it stays when a response is validated."),
    WARNING(persistence, FIELD_TEXT, "The rule on that, in words."),
    WARNING(explanation, FIELD_TEXT, "What it means: a sentence or two for anyone."),
    WARNING(definition, FIELD_TEXT, "What it means for the engineer."),
    WARNING(spec, FIELD_TEXT, "The defining document."),
    WARNING(section, FIELD_TEXT, "The section in it."),
    WARNING(other_specs, FIELD_LIST, "Documents that defined it before."),
    WARNING(obsoleted_by, FIELD_TEXT, "What made it obsolete."),
    WARNING(former_code, FIELD_OPTIONAL, "Its number in RFC 2068, or None."),
    WARNING(note, FIELD_TEXT, "What is not certain."),
    WARNING(source, FIELD_TEXT, "The tags of its sources, \"; \" between them."),
};

static const struct field warning_value_fields[] = {
    {"code",  FIELD_OBJECT, 0, "The warn code, 0..999."                             },
    {"agent", FIELD_OBJECT, 0, "Who added it: host and port, a pseudonym, or \"-\"."},
    {"text",  FIELD_OBJECT, 0, "The warn text."                                     },
    {"date",  FIELD_OBJECT, 0, "The warn date as it stands, or None."               },
};

#define REPLY(member, doc) FIELD(httpstatus_smtp_reply, member, FIELD_TEXT, doc)
static const struct field reply_code_fields[] = {
    FIELD(httpstatus_smtp_reply, code, FIELD_INT, "The reply code."),
    REPLY(title, "What it says."),
    REPLY(severity, "success, intermediate, transient or permanent."),
    REPLY(standing, "standard, draft or unofficial."),
    REPLY(explanation, "What happened, and what to do."),
    REPLY(class_title, "What the first digit says."),
    REPLY(class_explanation, "What follows from the first digit."),
    REPLY(category, "What the second digit is about."),
    REPLY(spec, "The defining document."),
    REPLY(note, "What is not certain."),
    REPLY(source, "The tags of its sources, \"; \" between them."),
};

#define ENHANCED(member, kind, doc) FIELD(httpstatus_smtp_enhanced, member, kind, doc)
static const struct field enhanced_fields[] = {
    NAMED(httpstatus_smtp_enhanced, "code", status_class, FIELD_DOTTED, "The code: \"5.1.1\"."),
    ENHANCED(title, FIELD_TEXT, "What the detail says."),
    ENHANCED(severity, FIELD_TEXT, "success, transient or permanent."),
    ENHANCED(standing, FIELD_TEXT, "standard or deprecated."),
    ENHANCED(explanation, FIELD_TEXT, "What happened."),
    NAMED(httpstatus_smtp_enhanced, "status_class", status_class, FIELD_OPTIONAL, "2, 4 or 5."),
    ENHANCED(subject, FIELD_INT, "The second number."),
    ENHANCED(detail, FIELD_INT, "The third number."),
    ENHANCED(class_title, FIELD_TEXT, "What the class says."),
    ENHANCED(class_explanation, FIELD_TEXT, "What follows from the class."),
    ENHANCED(subject_title, FIELD_TEXT, "What the subject is about."),
    ENHANCED(subject_explanation, FIELD_TEXT, "What the subject covers."),
    ENHANCED(basic, FIELD_CODES, "The reply codes that IANA associates with it."),
    ENHANCED(basic_note, FIELD_TEXT, "What IANA has in place of a list of reply codes, such as \"any\"."),
    ENHANCED(specs, FIELD_LIST, "The defining documents."),
    ENHANCED(note, FIELD_TEXT, "What is not certain."),
    ENHANCED(source, FIELD_TEXT, "The tags of its sources, \"; \" between them."),
};

static const struct field reply_fields[] = {
    {"code",     FIELD_OBJECT, 0, "The reply code, 200..599."                               },
    {"enhanced", FIELD_OBJECT, 0, "The enhanced code, such as \"5.1.1\", or None."          },
    {"text",     FIELD_OBJECT, 0, "What it says without its codes; lines are parted by \\n."},
    {"severity", FIELD_OBJECT, 0, "success, intermediate, transient or permanent."          },
    {"meaning",  FIELD_OBJECT, 0, "The ReplyCode, or None where it is not known."           },
    {"detail",   FIELD_OBJECT, 0, "The EnhancedCode, or None."                              },
};

#define PAIRING(member, kind, doc) FIELD(httpstatus_smtp_pairing, member, kind, doc)
static const struct field pairing_fields[] = {
    NAMED(httpstatus_smtp_pairing, "enhanced", status_class, FIELD_DOTTED, "The enhanced code."),
    PAIRING(code, FIELD_INT, "The reply code."),
    PAIRING(text, FIELD_TEXT, "What is said with them."),
    PAIRING(agrees, FIELD_BOOL, "Whether IANA's registry associates the two."),
    PAIRING(note, FIELD_TEXT, "What IANA's registry has instead, or what is more usual."),
};

#define SUBSTATUS(member, kind, doc) FIELD(httpstatus_iis_substatus, member, kind, doc)
static const struct field substatus_fields[] = {
    SUBSTATUS(code, FIELD_INT, "The status code."),
    SUBSTATUS(sub, FIELD_INT, "The sub-code behind the dot."),
    SUBSTATUS(title, FIELD_TEXT, "What it says."),
    SUBSTATUS(since, FIELD_TEXT, "The version that has it."),
    SUBSTATUS(explanation, FIELD_TEXT, "What happened, and what to do."),
    SUBSTATUS(note, FIELD_TEXT, "What is not certain."),
    SUBSTATUS(source, FIELD_TEXT, "The tags of its sources, \"; \" between them."),
};

#define CLOUDFLARE(member, kind, doc) FIELD(httpstatus_cloudflare_error, member, kind, doc)
static const struct field cloudflare_fields[] = {
    CLOUDFLARE(code, FIELD_INT, "The 1xxx number."),
    CLOUDFLARE(title, FIELD_TEXT, "What it says."),
    CLOUDFLARE(http_status, FIELD_OPTIONAL, "The status of the response, or None where it is not known."),
    CLOUDFLARE(status_inferred, FIELD_BOOL, "Whether http_status is a conclusion, and no statement of the vendor."),
    CLOUDFLARE(retry_after, FIELD_OPTIONAL, "Seconds that the vendor says to wait, or None."),
    CLOUDFLARE(explanation, FIELD_TEXT, "What happened, and who can do something."),
    CLOUDFLARE(note, FIELD_TEXT, "What is not certain."),
    CLOUDFLARE(source, FIELD_TEXT, "The tags of its sources, \"; \" between them."),
};

#define GRPC(member, kind, doc) FIELD(httpstatus_grpc_status, member, kind, doc)
static const struct field grpc_fields[] = {
    GRPC(number, FIELD_INT, "The gRPC status code."),
    GRPC(name, FIELD_TEXT, "Its name."),
    GRPC(http, FIELD_INT, "The HTTP status that google.rpc maps it to."),
    GRPC(title, FIELD_TEXT, "What it means."),
    GRPC(note, FIELD_TEXT, "What is special about the mapping."),
    GRPC(source, FIELD_TEXT, "The tags of its sources, \"; \" between them."),
};

#define POLICY(member, kind, doc) FIELD(httpstatus_retry_policy, member, kind, doc)
static const struct field policy_fields[] = {
    POLICY(id, FIELD_TEXT, "The id that retry.policy() takes."),
    POLICY(client, FIELD_TEXT, "The client."),
    POLICY(codes, FIELD_SET, "What it repeats: a StatusSet."),
    POLICY(version, FIELD_TEXT, "The version of the client that was read."),
    POLICY(rule, FIELD_TEXT, "What else it asks for before it repeats a request."),
    POLICY(methods, FIELD_LIST, "The methods that it repeats; empty: any."),
    POLICY(source, FIELD_TEXT, "The tags of its sources, \"; \" between them."),
};

/* In the order of enum record_kind. */
static const struct record_spec specs[RECORD_KINDS] = {
    {"httpstatus.Meaning",              "What one origin says that a status code means.",           meaning_fields,       COUNT(meaning_fields),    5},
    {"httpstatus.Header",               "A header field that belongs to a status code.",            header_fields,        COUNT(header_fields),     5},
    {"httpstatus.Rule",                 "A rule about a status code, with the place that sets it.", rule_fields,          COUNT(rule_fields),       3},
    {"httpstatus.Origin",               "Whoever gives codes a meaning.",                           origin_fields,        COUNT(origin_fields),     2},
    {"httpstatus.StatusLine",           "A status line; it unpacks into version, code and reason.", status_line_fields,
     COUNT(status_line_fields),                                                                                                                     3},
    {"httpstatus.warning.WarningCode",  "A code of the Warning header field.",                      warning_fields,       COUNT(warning_fields),    3},
    {"httpstatus.warning.WarningValue", "One value of a Warning header field.",                     warning_value_fields,
     COUNT(warning_value_fields),                                                                                                                   4},
    {"httpstatus.smtp.ReplyCode",       "A reply code of SMTP.",                                    reply_code_fields,    COUNT(reply_code_fields), 4},
    {"httpstatus.smtp.EnhancedCode",    "An enhanced mail system status code.",                     enhanced_fields,      COUNT(enhanced_fields),
     4                                                                                                                                               },
    {"httpstatus.smtp.Reply",           "A reply of a mail server.",                                reply_fields,         COUNT(reply_fields),      4},
    {"httpstatus.smtp.Pairing",         "A reply code and an enhanced code that are met together.", pairing_fields,
     COUNT(pairing_fields),                                                                                                                         4},
    {"httpstatus.iis.SubStatus",        "A sub-status of Microsoft IIS.",                           substatus_fields,     COUNT(substatus_fields),  4},
    {"httpstatus.cloudflare.ErrorCode", "A 1xxx error of Cloudflare.",                              cloudflare_fields,    COUNT(cloudflare_fields), 3},
    {"httpstatus.grpc.StatusCode",      "A status code of gRPC.",                                   grpc_fields,          COUNT(grpc_fields),       3},
    {"httpstatus.retry.Policy",         "What a well-known client repeats by itself.",              policy_fields,        COUNT(policy_fields),     3},
};

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

static PyObject *record_compare(PyObject *self, PyObject *other, int operation) {
  if ((operation != Py_EQ && operation != Py_NE) || Py_TYPE(self) != Py_TYPE(other)) {
    Py_RETURN_NOTIMPLEMENTED;
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

static PyObject *record_asdict(PyObject *self, PyObject *Py_UNUSED(none)) {
  const struct record_spec *spec = record_at(self)->spec;
  PyObject *dict = PyDict_New();
  for (size_t i = 0; i < spec->count && dict != NULL; i++) {
    if (PyDict_SetItemString(dict, spec->fields[i].name, record_at(self)->values[i]) < 0) {
      Py_SETREF(dict, NULL);
    }
  }
  return dict;
}

/* A pickle holds the name of the type and the fields by name, so that records may get more of them later. */
static PyObject *record_reduce(PyObject *self, PyObject *Py_UNUSED(none)) {
  struct state *state = state_of_type(Py_TYPE(self));
  PyObject *restore = PyObject_GetAttrString(state->module, "_restore");
  PyObject *dict = restore == NULL ? NULL : record_asdict(self, NULL);
  PyObject *result = dict == NULL ? NULL : Py_BuildValue("O(sO)", restore, record_at(self)->spec->name, dict);
  Py_XDECREF(restore);
  Py_XDECREF(dict);
  return result;
}

static PyMethodDef record_methods[] = {
    {"_asdict",    record_asdict, METH_NOARGS, "_asdict($self, /)\n--\n\nThe fields as a dict, in their order."},
    {"__reduce__", record_reduce, METH_NOARGS, NULL                                                            },
    {NULL,         NULL,          0,           NULL                                                            },
};

enum {
  RECORD_FLAGS = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_IMMUTABLETYPE
};

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
      {0,                 NULL                                        },
  };
  static PyType_Spec spec = {
      .name = "httpstatus.Record",
      .basicsize = (int)offsetof(struct record, values),
      .flags = RECORD_FLAGS | Py_TPFLAGS_BASETYPE,
      .slots = slots,
  };
  PyObject **slot = &state_of(module)->record_base;
  PyObject *type = slot_get(slot);
  return type != NULL ? type : slot_fill(slot, new_type(module, &spec, NULL));
}

static PyObject *make_type(PyObject *module, const struct record_spec *spec) {
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
      {Py_tp_doc,      (void *)spec->doc      },
      {Py_tp_dealloc,  (void *)record_dealloc },
      {Py_tp_traverse, (void *)record_traverse},
      {Py_tp_members,  members                },
      {0,              NULL                   },
  };
  PyType_Spec type_spec = {
      .name = spec->name,
      .basicsize = (int)(offsetof(struct record, values) + spec->count * sizeof(PyObject *)),
      .flags = RECORD_FLAGS,
      .slots = slots,
  };
  PyObject *base = record_base(module);
  PyObject *type = base == NULL ? NULL : new_type(module, &type_spec, base);
  PyObject *names = type == NULL ? NULL : PyTuple_New((Py_ssize_t)spec->count);
  for (size_t i = 0; i < spec->count && names != NULL; i++) {
    PyObject *name = PyUnicode_InternFromString(spec->fields[i].name);
    if (name == NULL) {
      Py_SETREF(names, NULL);
    } else {
      PyTuple_SET_ITEM(names, (Py_ssize_t)i, name);
    }
  }
  /* Into the dict itself: the type is immutable for everybody else. */
  if (names == NULL || PyDict_SetItemString(((PyTypeObject *)type)->tp_dict, "_fields", names) < 0 ||
      PyDict_SetItemString(((PyTypeObject *)type)->tp_dict, "__match_args__", names) < 0) {
    Py_CLEAR(type);
  } else {
    PyType_Modified((PyTypeObject *)type);
  }
  Py_XDECREF(names);
  return type;
}

/* The type of a kind, made when it is first asked for. Borrowed reference. */
PyObject *httpstatus__record_type(PyObject *module, enum record_kind kind) {
  PyObject **slot = &state_of(module)->record_types[kind];
  PyObject *type = slot_get(slot);
  return type != NULL ? type : slot_fill(slot, make_type(module, &specs[kind]));
}

/* ---- Records ---- */

/* A record without values. */
static struct record *new_record(PyObject *module, enum record_kind kind) {
  PyTypeObject *type = (PyTypeObject *)httpstatus__record_type(module, kind);
  struct record *record = type == NULL ? NULL : (struct record *)type->tp_alloc(type, 0);
  if (record != NULL) {
    record->spec = &specs[kind]; /* at once: the collector may come with the next allocation */
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

/* A record of a struct of the core. */
PyObject *httpstatus__record(PyObject *module, enum record_kind kind, const void *from) {
  struct record *record = new_record(module, kind);
  for (size_t i = 0; record != NULL && i < specs[kind].count; i++) {
    record->values[i] = field_value(module, &specs[kind].fields[i], from);
    if (record->values[i] == NULL) {
      Py_SETREF(record, NULL);
    }
  }
  return (PyObject *)record;
}

/* A record of values, as many as it has fields; steals them, and is NULL where one is. */
PyObject *httpstatus__record_of(PyObject *module, enum record_kind kind, PyObject *const *values) {
  bool good = true;
  for (size_t i = 0; i < specs[kind].count; i++) {
    good = good && values[i] != NULL;
  }
  struct record *record = good ? new_record(module, kind) : NULL;
  for (size_t i = 0; i < specs[kind].count; i++) {
    if (record != NULL) {
      record->values[i] = values[i];
    } else {
      Py_XDECREF(values[i]);
    }
  }
  return (PyObject *)record;
}

/* The kind of a name, with its module; RECORD_KINDS with an exception set where there is none. */
static enum record_kind find_kind(PyObject *name) {
  int kind = 0;
  while (kind < RECORD_KINDS &&
         !(PyUnicode_Check(name) && PyUnicode_CompareWithASCIIString(name, specs[kind].name) == 0)) {
    kind++;
  }
  if (kind == RECORD_KINDS) {
    PyErr_Format(PyExc_ValueError, "httpstatus has no record type %R", name);
  }
  return (enum record_kind)kind;
}

/* _record_type(name): the type of that name. */
PyObject *httpstatus__find_record_type(PyObject *module, PyObject *name) {
  enum record_kind kind = find_kind(name);
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
  enum record_kind kind = find_kind(name);
  if (kind == RECORD_KINDS) {
    return NULL;
  }
  /* PyDict_GetItemString would take a key that cannot be made for one that is not there. */
  bool good = true;
  for (size_t i = 0; i < specs[kind].count; i++) {
    PyObject *key = good ? PyUnicode_FromString(specs[kind].fields[i].name) : NULL;
    PyObject *value = key == NULL ? NULL : PyDict_GetItemWithError(fields, key); /* borrowed */
    good = value != NULL || (key != NULL && !PyErr_Occurred());
    values[i] = good ? new_ref(value == NULL ? Py_None : value) : NULL;
    Py_XDECREF(key);
  }
  return httpstatus__record_of(module, kind, values);
}

/* ---- Rows of the registry ---- */

union row {
  httpstatus_meaning meaning;
  httpstatus_origin origin;
  httpstatus_warning warning;
  httpstatus_smtp_reply reply;
  httpstatus_smtp_enhanced enhanced;
  httpstatus_smtp_pairing pairing;
  httpstatus_iis_substatus substatus;
  httpstatus_cloudflare_error error;
  httpstatus_grpc_status grpc;
  httpstatus_retry_policy policy;
};

static size_t row_count(enum record_kind kind) {
  switch (kind) {
    case RECORD_MEANING:
      return httpstatus_meaning_count();
    case RECORD_ORIGIN:
      return httpstatus_origin_count();
    case RECORD_WARNING_CODE:
      return httpstatus_warning_count();
    case RECORD_REPLY_CODE:
      return httpstatus_smtp_reply_count();
    case RECORD_ENHANCED_CODE:
      return httpstatus_smtp_enhanced_count();
    case RECORD_PAIRING:
      return httpstatus_smtp_pairing_count();
    case RECORD_SUBSTATUS:
      return httpstatus_iis_substatus_count();
    case RECORD_CLOUDFLARE_ERROR:
      return httpstatus_cloudflare_error_count();
    case RECORD_GRPC_STATUS:
      return httpstatus_grpc_count();
    case RECORD_RETRY_POLICY:
      return httpstatus_retry_policy_count();
    default:
      return 0;
  }
}

static void read_row(enum record_kind kind, size_t index, union row *row) {
  switch (kind) {
    case RECORD_MEANING:
      httpstatus_meaning_at(index, &row->meaning);
      break;
    case RECORD_ORIGIN:
      httpstatus_origin_at(index, &row->origin);
      break;
    case RECORD_WARNING_CODE:
      httpstatus_warning_at(index, &row->warning);
      break;
    case RECORD_REPLY_CODE:
      httpstatus_smtp_reply_at(index, &row->reply);
      break;
    case RECORD_ENHANCED_CODE:
      httpstatus_smtp_enhanced_at(index, &row->enhanced);
      break;
    case RECORD_PAIRING:
      httpstatus_smtp_pairing_at(index, &row->pairing);
      break;
    case RECORD_SUBSTATUS:
      httpstatus_iis_substatus_at(index, &row->substatus);
      break;
    case RECORD_CLOUDFLARE_ERROR:
      httpstatus_cloudflare_error_at(index, &row->error);
      break;
    case RECORD_GRPC_STATUS:
      httpstatus_grpc_at(index, &row->grpc);
      break;
    default:
      httpstatus_retry_policy_at(index, &row->policy);
      break;
  }
}

/* Makes room for the records of all rows, in one block. */
int httpstatus__add_rows(struct state *state) {
  size_t total = 0;
  for (int kind = 0; kind < RECORD_KINDS; kind++) {
    total += row_count((enum record_kind)kind);
  }
  state->row_slots = (PyObject **)PyMem_Calloc(total, sizeof(PyObject *));
  if (state->row_slots == NULL) {
    PyErr_NoMemory();
    return -1;
  }
  state->row_total = total;
  for (int kind = 0, at = 0; kind < RECORD_KINDS; kind++) {
    state->rows[kind] = state->row_slots + at;
    at += (int)row_count((enum record_kind)kind);
  }
  return 0;
}

/* The record of a row, made when it is first asked for. New reference. */
PyObject *httpstatus__row(PyObject *module, enum record_kind kind, size_t index) {
  struct state *state = state_of(module);
  PyObject **slot = &state->rows[kind][index];
  PyObject *record = slot_get(slot);
  if (record == NULL) {
    union row row;
    read_row(kind, index, &row);
    record = slot_fill(slot, httpstatus__record(module, kind, &row));
  }
  Py_XINCREF(record);
  return record;
}

PyObject *httpstatus__rows_between(PyObject *module, enum record_kind kind, size_t first, size_t count) {
  PyObject *tuple = PyTuple_New((Py_ssize_t)count);
  for (size_t i = 0; i < count && tuple != NULL; i++) {
    PyObject *record = httpstatus__row(module, kind, first + i);
    if (record == NULL) {
      Py_SETREF(tuple, NULL);
    } else {
      PyTuple_SET_ITEM(tuple, (Py_ssize_t)i, record);
    }
  }
  return tuple;
}

/* _rows(name): every row of the table whose records have that type. */
PyObject *httpstatus__all_rows(PyObject *module, PyObject *name) {
  enum record_kind kind = find_kind(name);
  return kind == RECORD_KINDS ? NULL : httpstatus__rows_between(module, kind, 0, row_count(kind));
}
