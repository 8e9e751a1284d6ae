/* Perl: use HTTPStatus; HTTPStatus::phrase(404), HTTPStatus::is_error(404), HTTPStatus::Set->new("2xx"). */
%module HTTPStatus

%{
#include <limits.h>
#include <stdbool.h>

typedef SV *host;
struct message;
static void say(struct message *message, const char *text);
static void say_quoted(struct message *message, const char *text, size_t length);

static host host_nothing(void) {
  return newSV(0);
}
static bool host_is_nothing(host value) {
  return !SvOK(value);
}
static host host_truth(bool truth) {
  return newSVsv(boolSV(truth));
}
static host host_number(long long number) {
  return newSViv((IV)number);
}
static host host_text(const char *text, size_t length) {
  return newSVpvn_utf8(text, length, TRUE);
}
static host host_list(void) {
  return newRV_noinc((SV *)newAV());
}
static void host_push(host list, host value) {
  av_push((AV *)SvRV(list), value);
}
static host host_record(void) {
  return newRV_noinc((SV *)newHV());
}
static void host_put(host record, const char *key, host value) {
  (void)hv_store((HV *)SvRV(record), key, (I32)strlen(key), value, 0);
}

/* A number without a fraction, of any size, and a text that is one, since Perl makes no difference. */
static bool host_code(host value, int *code) {
  *code = -1;
  SvGETMAGIC(value);
  if (SvROK(value)) { /* such as a Math::BigInt */
    SV *number = SvAMAGIC(value) ? amagic_call(value, &PL_sv_undef, numer_amg, AMGf_noright | AMGf_unary) : NULL;
    return number != NULL && !SvROK(number) && host_code(number, code);
  }
  if (SvIOK(value)) {
    if (!SvIsUV(value) && SvIVX(value) >= INT_MIN && SvIVX(value) <= INT_MAX) {
      *code = (int)SvIVX(value);
    }
    return true;
  }
  if (SvNOK(value)) {
    NV number = SvNVX(value);
    if (number >= INT_MIN && number <= INT_MAX) {
      *code = (int)number;
      return (NV)*code == number;
    }
    return number - number == 0 && Perl_floor(number) == number; /* neither NaN nor infinite */
  }
  if (SvPOK(value)) {
    UV number = 0;
    int kind = grok_number(SvPVX_const(value), SvCUR(value), &number);
    if (kind == 0 || (kind & (IS_NUMBER_NOT_INT | IS_NUMBER_INFINITY | IS_NUMBER_NAN)) != 0) {
      return false;
    }
    if ((kind & IS_NUMBER_IN_UV) != 0 && number <= INT_MAX) {
      *code = (kind & IS_NUMBER_NEG) != 0 ? -(int)number : (int)number;
    }
    return true;
  }
  return false;
}

static bool host_bytes(host value, const char **text, size_t *length) {
  STRLEN bytes;
  SvGETMAGIC(value);
  if (!SvOK(value) || (SvROK(value) && !SvAMAGIC(value))) {
    return false;
  }
  *text = SvPV_nomg(value, bytes);
  *length = bytes;
  return true;
}

static void host_say(struct message *message, host value) {
  STRLEN length;
  if (!SvOK(value)) {
    say(message, "undef");
  } else {
    const char *text = SvPV(value, length);
    say_quoted(message, text, length);
  }
}

#define WRONG_TYPE 0
#define UNKNOWN 0
#define FAIL(kind, words) croak("%s", words)
%}

%define %give(value) $result = sv_2mortal(value); argvi++; %enddef

%include "objects.i"

%perlcode %{
our $VERSION = version();

# SWIG makes variables of constants; functions are what Perl's own are: NOT_FOUND.
our @EXPORT_OK = grep { /^[a-z]/ && !/^bootstrap$/ && defined &{"HTTPStatusc::$_"} && defined &$_ } keys %HTTPStatusc::;
for my $constant (grep { /^[A-Z]/ && defined ${"HTTPStatusc::$_"} } keys %HTTPStatusc::) {
    my $value = ${"HTTPStatusc::$constant"};
    *$constant = sub () { $value };
    push @EXPORT_OK, $constant;
}

package HTTPStatus::Set;
use overload
    '""' => sub { $_[0]->text },
    '==' => sub { $_[0]->equals($_[1]) },
    'eq' => sub { $_[0]->text eq "$_[1]" },
    '|' => sub { $_[0]->union($_[1]) },
    '&' => sub { $_[0]->intersection($_[1]) },
    '-' => sub { $_[2] ? HTTPStatus::Set->new($_[1])->difference($_[0]) : $_[0]->difference($_[1]) },
    '~' => sub { $_[0]->complement },
    'bool' => sub { 1 };

package HTTPStatus;
%}
