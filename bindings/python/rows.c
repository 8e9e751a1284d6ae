/* Records of the registry's rows, each made when it is first asked for. */
#include "insides.h"
#include "records.h"

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
    state->row_first[kind] = total;
    total += row_count((enum record_kind)kind);
  }
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
  enum record_kind kind = httpstatus__record_kind(name);
  return kind == RECORD_KINDS ? NULL : httpstatus__rows_between(module, kind, 0, row_count(kind));
}
