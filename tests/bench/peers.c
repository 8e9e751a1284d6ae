/* See peers.h. What they know comes from the registry, through HTTPSTATUS_MAP. */
#include "peers.h"

#include <stddef.h>

#include "httpstatus_codes.h"

const char *peer_empty(int code) {
  (void)code;
  return "";
}

const char *peer_switch(int code) {
  switch (code) {
#define CASE(number, name, phrase) \
  case number:                     \
    return phrase;
    HTTPSTATUS_MAP(CASE)
#undef CASE
    default:
      return "";
  }
}

const char *peer_linear(int code) {
  static const struct {
    int code;
    const char *phrase;
  } table[] = {
#define ROW(number, name, phrase) {number, phrase},
      HTTPSTATUS_MAP(ROW)
#undef ROW
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    if (table[i].code == code) {
      return table[i].phrase;
    }
  }
  return "";
}

int peer_empty_predicate(int code) {
  (void)code;
  return 0;
}

int peer_is_client_error(int code) {
  return code >= 400 && code < 500;
}
