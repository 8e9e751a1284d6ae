/* Records of the registry's rows, each made when it is first asked for. */
#include "insides.h"
#include "records.h"

union row {
#define ROW(kind, stem, type) type stem;
  RECORD_ROWS(ROW)
#undef ROW
};

static size_t row_count(enum record_kind kind) {
  switch (kind) {
#define ROW(kind, stem, type) \
  case kind:                  \
    return httpstatus_##stem##_count();
    RECORD_ROWS(ROW)
#undef ROW
    default:
      return 0;
  }
}

static void read_row(enum record_kind kind, size_t index, union row *row) {
  switch (kind) {
#define ROW(kind, stem, type)                        \
  case kind:                                         \
    (void)httpstatus_##stem##_at(index, &row->stem); \
    break;
    RECORD_ROWS(ROW)
#undef ROW
    default:
      break;
  }
}

/* Makes room for the records of all rows, in one block. */
int httpstatus__add_rows(struct state *state) {
  size_t total = 0;
  for (int kind = 0; kind < RECORD_KINDS; kind++) {
    state->row_first[kind] = total;
    total += row_count((enum record_kind)kind);
  }
  state->enhanced_first = total;
  total += ENHANCED_PLACES;
  state->rows = (PyObject **)PyMem_Calloc(total, sizeof(PyObject *));
  if (state->rows == NULL) {
    PyErr_NoMemory();
    return -1;
  }
  state->row_total = total;
  return 0;
}

/* The record of a row, made when it is first asked for. New reference. */
PyObject *httpstatus__row(PyObject *module, enum record_kind kind, size_t index) {
  struct state *state = state_of(module);
  PyObject **slot = &state->rows[state->row_first[kind] + index];
  PyObject *record = slot_get(slot);
  if (record == NULL) {
    union row row;
    read_row(kind, index, &row);
    record = slot_fill(slot, httpstatus__record(module, kind, &row));
  }
  Py_XINCREF(record);
  return record;
}

/* The record of an enhanced status code, kept like a row if its numbers are small, or None. New reference. */
PyObject *httpstatus__enhanced_code(PyObject *module, int status_class, int subject, int detail) {
  struct state *state = state_of(module);
  httpstatus_smtp_enhanced found;
  bool small = status_class >= 0 && subject < ENHANCED_SUBJECTS && detail < ENHANCED_DETAILS;
  size_t place =
      small ? (size_t)((status_class - 2) * ENHANCED_SUBJECTS + subject) * ENHANCED_DETAILS + (size_t)detail : 0;
  PyObject **slot = &state->rows[state->enhanced_first + place];
  PyObject *record = small ? slot_get(slot) : NULL;
  if (record != NULL) {
    return new_ref(record);
  }
  if (!httpstatus_smtp_enhanced_lookup(status_class, subject, detail, &found)) {
    return new_ref(Py_None);
  }
  record = httpstatus__record(module, RECORD_SMTP_ENHANCED, &found);
  return small ? Py_XNewRef(slot_fill(slot, record)) : record;
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

PyObject *httpstatus__rows_at(PyObject *module, enum record_kind kind, const size_t *indexes, size_t count) {
  PyObject *tuple = PyTuple_New((Py_ssize_t)count);
  for (size_t i = 0; i < count && tuple != NULL; i++) {
    PyObject *record = httpstatus__row(module, kind, indexes[i]);
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
  enum record_kind kind = httpstatus__record_kind(name);
  return kind == RECORD_KINDS ? NULL : httpstatus__rows_between(module, kind, 0, row_count(kind));
}
