/* Functions of a code: table look-ups behind one bounds check. */
#include "tables.h"

/* The place of a code in the tables. What is below the first becomes large, so that one comparison checks both ends. */
static inline unsigned place(int code) {
  return (unsigned)code - HTTPSTATUS__FIRST;
}

static inline unsigned traits(int code) {
  return place(code) < HTTPSTATUS__COUNT ? httpstatus__traits_of[place(code)] : 0;
}

const char *httpstatus_version(void) {
  return HTTPSTATUS_VERSION;
}

const char *httpstatus_phrase(int code) {
  return httpstatus__text_at(place(code) < HTTPSTATUS__COUNT ? httpstatus__phrase_at[place(code)] : 0);
}

const char *httpstatus_name(int code) {
  return httpstatus__text_at(place(code) < HTTPSTATUS__COUNT ? httpstatus__name_at[place(code)] : 0);
}

const char *httpstatus_title(int code) {
  if (httpstatus_is_known(code)) {
    httpstatus__text phrase = httpstatus__meaning_rows[httpstatus__first[code]].phrase;
    if (phrase != 0) {
      return httpstatus__text_at(phrase);
    }
  }
  int status_class = httpstatus_status_class(code);
  return status_class == 0 ? "Unknown Status"
                           : httpstatus__text_at(httpstatus__class_info_rows[status_class - 1].title);
}

const char *httpstatus_phrase_edition(int code, int edition) {
  if (edition < 0 || edition >= HTTPSTATUS_EDITIONS) {
    return httpstatus__text_at(0);
  }
  for (size_t i = 0; i < httpstatus__editions_count; i++) {
    const struct httpstatus__edition_row *row = &httpstatus__editions[i];
    if (row->code == code && row->edition == edition) {
      return httpstatus__text_at(row->phrase);
    }
  }
  return httpstatus_phrase(code);
}

#ifdef HTTPSTATUS_NO_INLINE
#error "HTTPSTATUS_NO_INLINE is for programs: without the header's macros, the functions below would call themselves"
#endif

/* The functions behind the header's macros, for those who take their address or load the library at run time. */
int(httpstatus_status_class)(int code) {
  return httpstatus_status_class(code);
}

const char *httpstatus_class_name(int status_class) {
  return httpstatus__text_at(status_class >= 1 && status_class <= 5 ? httpstatus__class_name_at[status_class] : 0);
}

const char *httpstatus_label(int code) {
  return httpstatus__text_at(httpstatus__label_at[httpstatus_status_class(code)]);
}

int httpstatus_effective(int code) {
  int status_class = httpstatus_status_class(code);
  if (status_class == 0) {
    return HTTPSTATUS_INTERNAL_SERVER_ERROR;
  }
  return traits(code) & HTTPSTATUS__REGISTERED ? code : status_class * 100;
}

bool(httpstatus_is_informational)(int code) {
  return httpstatus_is_informational(code);
}

bool(httpstatus_is_success)(int code) {
  return httpstatus_is_success(code);
}

bool(httpstatus_is_redirection)(int code) {
  return httpstatus_is_redirection(code);
}

bool(httpstatus_is_client_error)(int code) {
  return httpstatus_is_client_error(code);
}

bool(httpstatus_is_server_error)(int code) {
  return httpstatus_is_server_error(code);
}

bool(httpstatus_is_error)(int code) {
  return httpstatus_is_error(code);
}

bool httpstatus_is_known(int code) {
  return (unsigned)code < HTTPSTATUS__LIMIT && httpstatus__first[code + 1] > httpstatus__first[code];
}

bool httpstatus_is_retryable(int code, bool idempotent) {
  return (traits(code) & (idempotent ? HTTPSTATUS__RETRY : HTTPSTATUS__RETRY_ANY)) != 0;
}

#include "predicates.h"
