/*
 * What of the C library every scripting language gets, whatever its typemaps. A language's own file (python.i, ...)
 * says %module and its typemaps, and then includes this one.
 *
 * Everything of the header is ignored but what is named here: the structs are for C, and a language that wants one
 * turns it into an object of its own with typemaps.
 */
%{
#include "httpstatus.h"
%}

%ignore "";

/* Functions of a code. */
%rename(phrase) httpstatus_phrase;
%rename(name) httpstatus_name;
%rename(status_class) httpstatus_status_class;
%rename(label) httpstatus_label;
%rename(effective) httpstatus_effective;
%rename(is_informational) httpstatus_is_informational;
%rename(is_success) httpstatus_is_success;
%rename(is_redirection) httpstatus_is_redirection;
%rename(is_client_error) httpstatus_is_client_error;
%rename(is_server_error) httpstatus_is_server_error;
%rename(is_error) httpstatus_is_error;
%rename(is_registered) httpstatus_is_registered;
%rename(is_known) httpstatus_is_known;
%rename(allows_content) httpstatus_allows_content;
%rename(is_heuristically_cacheable) httpstatus_is_heuristically_cacheable;
%rename(is_followable_redirect) httpstatus_is_followable_redirect;
%rename(preserves_method) httpstatus_preserves_method;
%rename(is_permanent_redirect) httpstatus_is_permanent_redirect;
%rename(is_retryable) httpstatus_is_retryable;

/* Text to code. */
%rename(code) httpstatus_code;

/* The neighbouring systems' functions of a number or a name. */
%rename(smtp_severity) httpstatus_smtp_severity;
%rename(grpc_to_http) httpstatus_grpc_to_http;
%rename(grpc_from_http) httpstatus_grpc_from_http;
%rename(grpc_number) httpstatus_grpc_number;
%rename(grpc_note) httpstatus_grpc_note;
%rename(warning_status) httpstatus_warning_status;

#define HTTPSTATUS_API
