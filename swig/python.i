/*
 * Python: typemaps that make the generated wrappers as fast as hand-written ones, and the docstrings.
 *
 * No value crosses as a SWIG pointer: structs become records (bindings/python/records.c). bindings/python/module.c
 * includes the generated file and registers its method table; SWIG's own module initialisation never runs.
 */
%module _swig

/* ---- Arguments ---- */

/* A status code, or a number of a neighboring system: the one rule. */
%typemap(in) int code {
  if (convert_number($input, "$symname", &$1) < 0) SWIG_fail;
}
%apply int code { int number, int sub, int status_class, int subject, int detail };

/* Text with its length: str or bytes. */
%typemap(in) (const char *text, size_t length) (struct text held) {
  if (httpstatus__convert_text($input, "the text", &held) < 0) SWIG_fail;
  $1 = (char *)held.text;
  $2 = held.length;
}
/* SWIG frees every argument when an earlier one is bad, or their number is. */
%typemap(arginit) (const char *text, size_t length) {
  held$argnum.has_view = false;
}
%typemap(freearg) (const char *text, size_t length) {
  httpstatus__release_text(&held$argnum);
}
%apply (const char *text, size_t length) { (const char *name, size_t length) };

/* What functions fill: room for it is made here, and the typemap of the result turns it into an object. */
%typemap(in, numinputs=0) size_t *first (size_t room) { $1 = &room; }
%typemap(in, numinputs=0) httpstatus_error *error (httpstatus_error room) { $1 = &room; }
%typemap(in, numinputs=0) httpstatus_line *line (httpstatus_line room) { $1 = &room; }
%typemap(in, numinputs=0) httpstatus_warning *warning (httpstatus_warning room) { $1 = &room; }
%typemap(in, numinputs=0) httpstatus_smtp_enhanced *enhanced (httpstatus_smtp_enhanced room) { $1 = &room; }
%typemap(in, numinputs=0) int *ROOM (int room) { $1 = &room; }
/* Ids of systems come from the package's own files: str, which ends with a NUL. */
%typemap(in) const char *system (struct text system_held) {
  if (httpstatus__convert_text($input, "the id of a system", &system_held) < 0) SWIG_fail;
  $1 = (char *)system_held.text;
}
%typemap(arginit) const char *system {
  system_held$argnum.has_view = false;
}
%typemap(freearg) const char *system {
  httpstatus__release_text(&system_held$argnum);
}
%typemap(in, numinputs=0) (size_t *entries, size_t max) (size_t room[HTTPSTATUS_ENTRIES_MAX]) {
  $1 = room;
  $2 = HTTPSTATUS_ENTRIES_MAX;
}
%apply (size_t *entries, size_t max) { (size_t *systems, size_t max) };
%{
enum { NEAR_NAMES = 3 }; /* more than that help nobody */
%}
%typemap(in, numinputs=0) (httpstatus_near *near, size_t max) (httpstatus_near room[NEAR_NAMES]) {
  $1 = room;
  $2 = NEAR_NAMES;
}
%typemap(in, numinputs=0) (char *buffer, size_t size) (char room[HTTPSTATUS_SPELLING_SIZE]) {
  $1 = room;
  $2 = HTTPSTATUS_SPELLING_SIZE;
}
%apply int *ROOM { int *status_class, int *subject, int *detail, int *code, int *sub };

/* ---- Results ---- */

%typemap(out) bool {
  $result = new_ref($1 ? Py_True : Py_False);
}

%typemap(out) int {
  $result = PyLong_FromLong($1);
}

/* Most codes are their own: the object that was given stands for them, since making another takes as long as the call. */
%typemap(out) int httpstatus_effective {
  $result = $1 == arg1 && PyLong_CheckExact(swig_obj[0]) ? new_ref(swig_obj[0]) : PyLong_FromLong($1);
}

%typemap(out) const char * {
  $result = PyUnicode_FromString($1);
}

/* These were made at import. */
%typemap(out) const char *httpstatus_name {
  (void)$1;
  $result = name_of(state_of(self), arg1);
}
%typemap(out) const char *httpstatus_title {
  (void)$1;
  $result = title_of(state_of(self), arg1);
}
%typemap(out) const char *httpstatus_label {
  (void)$1;
  $result = label_of(state_of(self), arg1);
}

%typemap(out) int httpstatus_status_class {
  $result = new_ref(state_of(self)->classes[$1]);
}

/* A name that is none, or several, is an error. */
%typemap(out) int httpstatus_code {
  if ($1 < 0) {
    $result = httpstatus__raise_unknown_text(state_of(self), &held1);
  } else {
    $result = PyLong_FromLong($1);
  }
}

%typemap(out) bool httpstatus_parse_status_line {
  $result = $1 ? httpstatus__line_record(self, arg3, held1.is_bytes)
               : httpstatus__raise_parse("status line", &held1, arg4);
}

/* Rows that share a number: a tuple of records, maybe empty. */
%typemap(out) size_t httpstatus_meanings {
  $result = httpstatus__rows_between(self, RECORD_MEANING, *arg2, $1);
}
%typemap(out) size_t httpstatus_smtp_replies {
  $result = httpstatus__rows_between(self, RECORD_SMTP_REPLY, *arg2, $1);
}
%typemap(out) size_t httpstatus_iis_substatuses {
  $result = httpstatus__rows_between(self, RECORD_IIS_SUBSTATUS, *arg3, $1);
}
%typemap(out) size_t httpstatus_cloudflare_errors {
  $result = httpstatus__rows_between(self, RECORD_CLOUDFLARE_ERROR, *arg2, $1);
}

/* Rows by their indexes, names, and a text that was written. */
%typemap(out) size_t httpstatus_system_lookup {
  $result = httpstatus__rows_at(self, RECORD_SYSTEM_ENTRY, arg4, $1);
}
%typemap(out) size_t httpstatus_system_matches {
  $result = httpstatus__rows_at(self, RECORD_SYSTEM, arg3, $1);
}
%typemap(out) size_t httpstatus_system_nearest {
  $result = httpstatus__near_names(arg4, $1);
}
%typemap(out) size_t httpstatus_system_spelling {
  $result = PyUnicode_FromStringAndSize(arg4, (Py_ssize_t)$1);
}

/* A record, or None. */
%typemap(out) bool httpstatus_warning_lookup {
  $result = $1 ? httpstatus__record(self, RECORD_WARNING, arg2) : new_ref(Py_None);
}
%typemap(out) bool httpstatus_smtp_enhanced_lookup {
  $result = $1 ? httpstatus__record(self, RECORD_SMTP_ENHANCED, arg4) : new_ref(Py_None);
}

/* Numbers out of a text: a tuple of int. */
%typemap(out) bool httpstatus_smtp_parse_enhanced {
  $result = $1 ? Py_BuildValue("iii", *arg3, *arg4, *arg5)
               : httpstatus__raise_parse("enhanced status code", &held1, arg6);
}
%typemap(out) bool httpstatus_iis_parse {
  $result = $1 ? Py_BuildValue("ii", *arg3, *arg4)
               : httpstatus__raise_parse("sub-status", &held1, arg5);
}

%include "httpstatus.i"
%include "python_names.i" /* docstrings; what the package builds on; and what takes keywords is ignored */
%include "httpstatus.h"
