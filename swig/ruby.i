/* Ruby: require "httpstatus"; Httpstatus.phrase(404), Httpstatus.error?(404), Httpstatus::Set.new("2xx"). */
%module httpstatus

%{
#include <stdbool.h>

typedef VALUE host;
static VALUE unknown_status_error;
struct message;
static void say(struct message *message, const char *text);

static host host_nothing(void) {
  return Qnil;
}
static bool host_is_nothing(host value) {
  return NIL_P(value);
}
static host host_truth(bool truth) {
  return truth ? Qtrue : Qfalse;
}
static host host_number(long long number) {
  return LL2NUM(number);
}
static host host_text(const char *text, size_t length) {
  return rb_utf8_str_new(text, (long)length);
}
static host host_list(void) {
  return rb_ary_new();
}
static void host_push(host list, host value) {
  rb_ary_push(list, value);
}
static host host_record(void) {
  return rb_hash_new();
}
static void host_put(host record, const char *key, host value) {
  rb_hash_aset(record, ID2SYM(rb_intern(key)), value);
}

/* An Integer, of any size; Floats would have to be cut. */
static bool host_code(host value, int *code) {
  if (FIXNUM_P(value)) {
    long number = FIX2LONG(value);
    *code = number < INT_MIN || number > INT_MAX ? -1 : (int)number;
    return true;
  }
  *code = -1;
  return RB_TYPE_P(value, T_BIGNUM);
}

/* A String or a Symbol. */
static bool host_bytes(host value, const char **text, size_t *length) {
  if (SYMBOL_P(value)) {
    value = rb_sym2str(value);
  }
  if (!RB_TYPE_P(value, T_STRING)) {
    return false;
  }
  *text = RSTRING_PTR(value);
  *length = (size_t)RSTRING_LEN(value);
  return true;
}

static void host_say(struct message *message, host value) {
  VALUE shown = rb_inspect(value);
  say(message, StringValueCStr(shown));
}

#define WRONG_TYPE rb_eTypeError
#define UNKNOWN unknown_status_error
#define FAIL(kind, words) rb_raise(kind, "%s", words)
%}

%define %give(value) $result = value; %enddef

%init %{
  unknown_status_error = rb_define_class_under(mHttpstatus, "UnknownStatusError", rb_eArgError);
%}

%mixin Set "Enumerable";
%rename(size) Set::count; /* Enumerable has a count of its own */
%alias Set::text "to_s";
%alias Set::codes "to_a";
%alias Set::contains "include?,member?,===";
%alias Set::unite "|";
%alias Set::intersection "&";
%alias Set::difference "-";
%alias Set::complement "~";
%alias Set::same "==,eql?";

/* What is no set is another than this one, and no error. */
%typemap(in) httpstatus_set other (void *object) {
  if (!SWIG_IsOK(SWIG_ConvertPtr($input, &object, $descriptor(Set *), 0)) || object == NULL) {
    return Qfalse;
  }
  $1 = *(Set *)object;
}
%extend Set {
  bool same(httpstatus_set other) {
    return httpstatus_set_equal($self, &other);
  }
  VALUE each() {
    for (int code = httpstatus_set_next($self, -1); code >= 0; code = httpstatus_set_next($self, code)) {
      rb_yield(INT2FIX(code));
    }
    return Qnil;
  }
  VALUE hash() {
    return LL2NUM((long)rb_memhash($self, sizeof *$self));
  }
}

%include "objects.i"

/* Predicates under names that end as Ruby's do: error? for is_error. */
%init %{
  VALUE names = rb_obj_singleton_methods(0, NULL, mHttpstatus);
  for (long i = 0; i < RARRAY_LEN(names); i++) {
    const char *name = rb_id2name(SYM2ID(rb_ary_entry(names, i)));
    if (strncmp(name, "is_", 3) == 0 || strcmp(name, "allows_content") == 0 || strcmp(name, "preserves_method") == 0) {
      VALUE question = rb_sprintf("%s?", strncmp(name, "is_", 3) == 0 ? name + 3 : name);
      rb_define_alias(rb_singleton_class(mHttpstatus), StringValueCStr(question), name);
    }
  }
%}
