/* Texts of the core as str: phrases, names and labels, made at import, and lists of texts. */
#ifndef HTTPSTATUS_TEXTS_H
#define HTTPSTATUS_TEXTS_H

#include "state.h"

PyObject *httpstatus__text_list(const char *list);
int httpstatus__fill_texts(struct state *state);

/* New references to what httpstatus_phrase, _name and _label return. */
static inline PyObject *text_of(struct state *state, PyObject *const *texts, int code) {
  PyObject *text = (unsigned)code - MEMBERS_FIRST < MEMBERS ? texts[code - MEMBERS_FIRST] : NULL;
  return new_ref(text != NULL ? text : state->empty);
}

static inline PyObject *phrase_of(struct state *state, int code) {
  return text_of(state, state->phrases, code);
}

/* Most codes that are asked for have a phrase, which is their title. */
static inline PyObject *title_of(struct state *state, int code) {
  PyObject *text = (unsigned)code - MEMBERS_FIRST < MEMBERS ? state->phrases[code - MEMBERS_FIRST] : NULL;
  return text != NULL ? new_ref(text) : PyUnicode_FromString(httpstatus_title(code));
}

static inline PyObject *name_of(struct state *state, int code) {
  return text_of(state, state->names, code);
}

static inline PyObject *label_of(struct state *state, int code) {
  return new_ref(state->labels[httpstatus_status_class(code)]);
}

#endif
