/* Tcl: package require httpstatus; httpstatus::phrase 404; httpstatus::is_error 404; httpstatus::Set s 2xx. */
%module httpstatus

%{
#include <limits.h>
#include <stdbool.h>
#include <tclTomMath.h>

typedef Tcl_Obj *host;
struct message;
static void say_quoted(struct message *message, const char *text, size_t length);

static host host_nothing(void) {
  return Tcl_NewObj();
}
static bool host_is_nothing(host value) {
  return *Tcl_GetString(value) == '\0';
}
static host host_truth(bool truth) {
  return Tcl_NewBooleanObj(truth);
}
static host host_number(long long number) {
  return Tcl_NewWideIntObj((Tcl_WideInt)number);
}
static host host_text(const char *text, size_t length) {
  return Tcl_NewStringObj(text, (int)length);
}
static host host_list(void) {
  return Tcl_NewListObj(0, NULL);
}
static void host_push(host list, host value) {
  Tcl_ListObjAppendElement(NULL, list, value);
}
static host host_record(void) {
  return Tcl_NewDictObj();
}
static void host_put(host record, const char *key, host value) {
  Tcl_DictObjPut(NULL, record, Tcl_NewStringObj(key, -1), value);
}

/* What Tcl takes for an integer, of any size. Tcl_GetIntFromObj would let some large ones wrap around. */
static bool host_code(host value, int *code) {
  mp_int any;
  double size;
  Tcl_WideInt wide;
  *code = -1;
  if (Tcl_GetBignumFromObj(NULL, value, &any) != TCL_OK) {
    return false;
  }
  Tcl_Obj *owner = Tcl_NewBignumObj(&any);
  Tcl_IncrRefCount(owner);
  Tcl_DecrRefCount(owner);
  if (Tcl_GetDoubleFromObj(NULL, value, &size) == TCL_OK && size >= INT_MIN && size <= INT_MAX &&
      Tcl_GetWideIntFromObj(NULL, value, &wide) == TCL_OK) {
    *code = (int)wide;
  }
  return true;
}

/*
 * Everything is a text. A NUL in it, which Tcl keeps as two bytes, is turned into one in a copy; the copy lives where
 * the result will be, and so until the wrapper is done with it.
 */
static bool text_of(Tcl_Interp *interp, host value, const char **text, size_t *length) {
  int size, used = 0;
  const char *given = *text = Tcl_GetStringFromObj(value, &size);
  *length = (size_t)size;
  if (strstr(given, "\300\200") != NULL) {
    Tcl_Obj *copy = Tcl_NewByteArrayObj(NULL, size);
    unsigned char *bytes = Tcl_GetByteArrayFromObj(copy, NULL);
    for (int at = 0; at < size; at++) {
      bool is_nul = strncmp(given + at, "\300\200", 2) == 0;
      bytes[used++] = is_nul ? 0 : (unsigned char)given[at];
      at += is_nul;
    }
    Tcl_SetObjResult(interp, copy);
    *text = (const char *)bytes;
    *length = (size_t)used;
  }
  return true;
}
#define host_bytes(value, text, length) text_of(interp, value, text, length)

static void host_say(struct message *message, host value) {
  int length;
  const char *text = Tcl_GetStringFromObj(value, &length);
  say_quoted(message, text, (size_t)length);
}

#define WRONG_TYPE "ARGUMENT"
#define UNKNOWN "UNKNOWN"
#define FAIL(kind, words)                                   \
  do {                                                      \
    Tcl_SetObjResult(interp, Tcl_NewStringObj(words, -1));  \
    Tcl_SetErrorCode(interp, "HTTPSTATUS", kind, (char *)NULL); \
    SWIG_fail;                                              \
  } while (0)
%}

%typemap(in) bool (int truth) {
  if (Tcl_GetBooleanFromObj(interp, $input, &truth) != TCL_OK) {
    SWIG_fail;
  }
  $1 = truth != 0;
}

/* SWIG's own typemap forgets that a new object belongs to its command. */
%typemap(out) Set *unite, Set *intersection, Set *difference, Set *complement {
  Tcl_SetObjResult(interp, SWIG_NewInstanceObj((void *)$1, $1_descriptor, $owner));
}

%define %give(value) Tcl_SetObjResult(interp, value); %enddef

%include "objects.i"
