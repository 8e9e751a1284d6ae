/* UnknownStatusError, and the wording of every error: what was given, and the way out. */
#ifndef HTTPSTATUS_ERRORS_H
#define HTTPSTATUS_ERRORS_H

#include "state.h"

/* Text that goes to the core: str or a bytes-like object. convert.h fills and releases it. */
struct text {
  const char *text;
  size_t length;
  Py_buffer view; /* held while text is used, if the object has a buffer */
  bool has_view, is_bytes;
};

PyObject *httpstatus__near_names(const httpstatus_near *near, size_t count);
PyObject *httpstatus__shown(PyObject *given);
PyObject *httpstatus__shown_to_python(PyObject *module, PyObject *given);
PyObject *httpstatus__raise_format(PyObject *type, const char *format, ...);
PyObject *httpstatus__raise_about(PyObject *type, const char *format, PyObject *given);
PyObject *httpstatus__raise_unknown_text(struct state *state, const struct text *text);
PyObject *httpstatus__raise_unknown_origin(struct state *state, const struct text *text);
PyObject *httpstatus__raise_unknown_standing(struct state *state, const struct text *text);
PyObject *httpstatus__raise_unknown_edition(const struct text *text);
PyObject *httpstatus__raise_no_meaning(struct state *state, int code, PyObject *given, const httpstatus_origin *origin);
PyObject *httpstatus__raise_parse(const char *what, const struct text *text, const httpstatus_error *error);
PyObject *httpstatus__raise_parse_set(const struct text *text, const char *where, const httpstatus_error *error);
PyObject *httpstatus__unknown_code(PyObject *module, PyObject *arguments);
PyObject *httpstatus__not_listed(PyObject *module, PyObject *arguments);
int httpstatus__add_errors(PyObject *module, struct state *state);

#endif
