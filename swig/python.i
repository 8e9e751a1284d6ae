/*
 * Python: typemaps that make the generated wrappers as fast as hand-written ones, and the docstrings.
 *
 * No value crosses as a SWIG pointer: structs become records (bindings/python/records.c). bindings/python/module.c
 * includes the generated file and registers its method table; SWIG's own module initialisation never runs.
 */
%module _swig

/* ---- Arguments ---- */

/* A status code: the one rule. */
%typemap(in) int code {
  if (convert_code($input, &$1) < 0) SWIG_fail;
}

/* Numbers of the neighbouring systems follow the same rule. */
%apply int code { int number, int sub, int status_class, int subject, int detail };

/* Text with its length: str or bytes. */
%typemap(in) (const char *text, size_t length) (struct text held) {
  if (httpstatus__convert_text($input, "the text", &held) < 0) SWIG_fail;
  $1 = (char *)held.text;
  $2 = held.length;
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
    $result = httpstatus__raise_unknown_text(state_of(self), swig_obj[0], &held1, $1);
  } else {
    $result = PyLong_FromLong($1);
  }
}

%typemap(out) bool httpstatus_parse_status_line {
  $result = $1 ? httpstatus__line_record(self, arg3, held1.is_bytes)
               : httpstatus__raise_parse("status line", swig_obj[0], &held1, arg4);
}

/* Rows that share a number: a tuple of records, maybe empty. */
%typemap(out) size_t httpstatus_meanings {
  $result = httpstatus__rows_between(self, RECORD_MEANING, *arg2, $1);
}
%typemap(out) size_t httpstatus_smtp_replies {
  $result = httpstatus__rows_between(self, RECORD_REPLY_CODE, *arg2, $1);
}
%typemap(out) size_t httpstatus_iis_substatuses {
  $result = httpstatus__rows_between(self, RECORD_SUBSTATUS, *arg3, $1);
}
%typemap(out) size_t httpstatus_cloudflare_errors {
  $result = httpstatus__rows_between(self, RECORD_CLOUDFLARE_ERROR, *arg2, $1);
}

/* A record, or None. */
%typemap(out) bool httpstatus_warning_lookup {
  $result = $1 ? httpstatus__record(self, RECORD_WARNING_CODE, arg2) : new_ref(Py_None);
}
%typemap(out) bool httpstatus_smtp_enhanced_lookup {
  $result = $1 ? httpstatus__record(self, RECORD_ENHANCED_CODE, arg4) : new_ref(Py_None);
}

/* Numbers out of a text: a tuple of int. */
%typemap(out) bool httpstatus_smtp_parse_enhanced {
  $result = $1 ? Py_BuildValue("iii", *arg3, *arg4, *arg5)
               : httpstatus__raise_parse("enhanced status code", swig_obj[0], &held1, arg6);
}
%typemap(out) bool httpstatus_iis_parse {
  $result = $1 ? Py_BuildValue("ii", *arg3, *arg4)
               : httpstatus__raise_parse("sub-status of IIS", swig_obj[0], &held1, arg5);
}

/* ---- Docstrings ---- */

%define %doc(function, text)
%feature("docstring") function text
%enddef

%doc(httpstatus_name, "name($module, code, /)\n--\n\nThe name of the HTTPStatus member of a code: \"NOT_FOUND\" for 404, \"\" where there is none.\n\ncode: any int. Cost: one look-up.")
%doc(httpstatus_status_class, "status_class($module, code, /)\n--\n\nThe class of a code: a StatusClass, None outside 100..599 (RFC 9110, section 15).\n\ncode: any int. Cost: constant.")
%doc(httpstatus_label, "label($module, code, /)\n--\n\nA label for metrics, of bounded number: \"1xx\" to \"5xx\", and \"other\" outside 100..599.\n\ncode: any int. Cost: constant.")
%doc(httpstatus_effective, "effective($module, code, /)\n--\n\nThe code as which a recipient that knows IANA's registry treats this one (RFC 9110, section 15).\n\ncode: any int. A registered code is itself, another one of its class counts as x00, and one outside 100..599 as\n500. Cost: one look-up.")
%doc(httpstatus_is_informational, "is_informational($module, code, /)\n--\n\nWhether a code is 100..199, registered or not (RFC 9110, section 15.2). code: any int.")
%doc(httpstatus_is_success, "is_success($module, code, /)\n--\n\nWhether a code is 200..299, registered or not (RFC 9110, section 15.3). code: any int.")
%doc(httpstatus_is_redirection, "is_redirection($module, code, /)\n--\n\nWhether a code is 300..399, registered or not (RFC 9110, section 15.4). code: any int.\n\nis_followable_redirect() is about what a client may follow.")
%doc(httpstatus_is_client_error, "is_client_error($module, code, /)\n--\n\nWhether a code is 400..499, registered or not (RFC 9110, section 15.5). code: any int.")
%doc(httpstatus_is_server_error, "is_server_error($module, code, /)\n--\n\nWhether a code is 500..599, registered or not (RFC 9110, section 15.6). code: any int.")
%doc(httpstatus_is_error, "is_error($module, code, /)\n--\n\nWhether a code is 400..599 (RFC 9110, sections 15.5 and 15.6). code: any int.")
%doc(httpstatus_is_registered, "is_registered($module, code, /)\n--\n\nWhether IANA's registry holds the code today; its \"(Unused)\" entries 306 and 418 do not count.\n\ncode: any int. Source: IANA, HTTP Status Code Registry. Cost: one look-up.")
%doc(httpstatus_is_known, "is_known($module, code, /)\n--\n\nWhether the registry holds any meaning for the code, whoever its origin. code: any int. Cost: one look-up.")
%doc(httpstatus_allows_content, "allows_content($module, code, /)\n--\n\nWhether a response with this code may have content.\n\ncode: any int. False for 1xx, 204 and 304, which end with their header section (RFC 9110, section 6.4.1; RFC 9112,\nsection 6.3), and for 205, which must not be given any (section 15.3.6) but is framed like other responses, with a\nlength of zero. No response to HEAD has content, whatever its code, and no 2xx to CONNECT.")
%doc(httpstatus_is_heuristically_cacheable, "is_heuristically_cacheable($module, code, /)\n--\n\nWhether a cache may work out a lifetime of its own for a response that states none.\n\ncode: any int. The list of RFC 9110, section 15.1, and 451 (RFC 7725, section 3).")
%doc(httpstatus_is_followable_redirect, "is_followable_redirect($module, code, /)\n--\n\nWhether a client may follow Location by itself: 301, 302, 303, 307 and 308.\n\ncode: any int. Source: RFC 9110, section 15.4; the redirect statuses of the WHATWG Fetch standard. 300 offers a\nchoice, 304 is no redirect, 305 and 306 are not used.")
%doc(httpstatus_preserves_method, "preserves_method($module, code, /)\n--\n\nWhether following this redirect keeps method and content: 307 and 308 (RFC 9110, sections 15.4.8 and 15.4.9).\n\ncode: any int.")
%doc(httpstatus_is_permanent_redirect, "is_permanent_redirect($module, code, /)\n--\n\nWhether links ought to be changed to the new address: 301 and 308 (RFC 9110, sections 15.4.2 and 15.4.9).\n\ncode: any int.")
%doc(httpstatus_code, "code($module, text, /)\n--\n\nThe code that a text names: 404 for \"not found\".\n\ntext: str or bytes: any current or former phrase or constant name of any origin, in any case, with spaces, \"-\" and\n\"_\" alike; or three digits 100..999, alone or before a space and any reason. IANA's names go before those of\nothers. UnknownStatusError where it names nothing, with the nearest names, or several codes. Cost: linear in the\nlength.")
%doc(httpstatus_smtp_severity, "_smtp_severity($module, code, /)\n--\n\n\"success\", \"intermediate\", \"transient\" or \"permanent\" by the first digit of a reply code, else \"\".\n\ncode: any int. Source: RFC 5321, section 4.2.1.")
%doc(httpstatus_grpc_to_http, "_grpc_to_http($module, number, /)\n--\n\nThe HTTP status for a gRPC status code, as google.rpc.Code maps it.\n\nnumber: any int; one that is no gRPC code maps as UNKNOWN does. This is no inverse of from_http().")
%doc(httpstatus_grpc_from_http, "_grpc_from_http($module, code, /)\n--\n\nThe gRPC status code that a client takes an HTTP response without grpc-status for.\n\ncode: any int; one that the map does not name is UNKNOWN (2). This is no inverse of to_http().")

%doc(httpstatus_grpc_number, "_grpc_number($module, name, /)\n--\n\nThe number of a gRPC status code's name, in any case; -1 for another text.")
%doc(httpstatus_grpc_note, "_grpc_note($module, /)\n--\n\nWhy the two maps are not each other's inverse, and which one is for whom.")
%doc(httpstatus_warning_status, "_warning_status($module, /)\n--\n\nWhat all warn codes have in common: that the field is obsolete, since when and why.")

%doc(httpstatus_parse_status_line, "parse_status_line($module, text, /)\n--\n\nThe parts of a status line: a StatusLine of version, code and reason (RFC 9112, section 4).\n\ntext: str or bytes (whose reason is read as Latin-1), with or without a line end; reason and the space before it may\nbe missing. ValueError that says where for anything else.")
%doc(httpstatus_meanings, "meanings($module, code, /)\n--\n\nEvery meaning of a code: a tuple of Meaning, empty where there is none.\n\ncode: any int. IANA's meaning is first, then the one that a log most likely means; an entry that IANA lists as\n\"(Unused)\" is last.")

%include "httpstatus.i"

/* What the package builds on. */
%rename(parse_status_line) httpstatus_parse_status_line;
%rename(meanings) httpstatus_meanings;
%rename(_warning_lookup) httpstatus_warning_lookup;
%rename(_smtp_replies) httpstatus_smtp_replies;
%rename(_smtp_enhanced_lookup) httpstatus_smtp_enhanced_lookup;
%rename(_smtp_parse_enhanced) httpstatus_smtp_parse_enhanced;
%rename(_iis_parse) httpstatus_iis_parse;
%rename(_iis_substatuses) httpstatus_iis_substatuses;
%rename(_cloudflare_errors) httpstatus_cloudflare_errors;
%rename(_smtp_severity) httpstatus_smtp_severity;
%rename(_grpc_to_http) httpstatus_grpc_to_http;
%rename(_grpc_from_http) httpstatus_grpc_from_http;
%rename(_grpc_number) httpstatus_grpc_number;
%rename(_grpc_note) httpstatus_grpc_note;
%rename(_warning_status) httpstatus_warning_status;

/* These take keywords: bindings/python/keywords.c has them. */
%ignore httpstatus_phrase;
%ignore httpstatus_is_retryable;

%include "httpstatus.h"
