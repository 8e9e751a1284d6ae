/* Status codes of gRPC, and the two maps between them and HTTP's. */
#include <string.h>

#include "../ascii.h"
#include "../names.h"
#include "../tables.h"

enum { GRPC_UNKNOWN = 2 }; /* the code for whatever has no better one (grpc/grpc doc/statuscodes.md) */

enum { NAME_SIZE = 32 }; /* longer than any name */

/* A name without what styles of writing differ in; CANCELLED is "canceled" in half of the languages. */
static size_t fold(const char *name, size_t length, char folded[NAME_SIZE]) {
  size_t used = 0;
  length = httpstatus__fold(name, length, folded, NAME_SIZE);
  for (size_t i = 0; i < length; i++) {
    if (i == 0 || folded[i] != 'l' || folded[i - 1] != 'l') {
      folded[used++] = folded[i];
    }
  }
  return used;
}

static int number_of(const char *name, size_t length) {
  char given[NAME_SIZE], known[NAME_SIZE];
  length = fold(name, length, given);
  for (size_t i = 0; length > 0 && i < httpstatus__grpc_status_rows_count; i++) {
    const char *text = httpstatus__text_at(httpstatus__grpc_status_rows[i].name);
    if (fold(text, strlen(text), known) == length && memcmp(given, known, length) == 0) {
      return httpstatus__grpc_status_rows[i].number;
    }
  }
  return -1;
}

int httpstatus_grpc_number(const char *name, size_t length) {
  int number = number_of(name, length);
  for (int words = 0; number < 0 && words < LEADING_WORDS_MAX; words++) { /* StatusCode.NOT_FOUND, codes.NotFound */
    size_t used = httpstatus__word_length(name, length);
    if (used == 0) {
      break;
    }
    name += used;
    length -= used;
    number = number_of(name, length);
  }
  return number;
}

int httpstatus_grpc_to_http(int number) {
  bool known = number >= 0 && (size_t)number < httpstatus__grpc_status_rows_count;
  return httpstatus__grpc_status_rows[known ? number : GRPC_UNKNOWN].http;
}

int httpstatus_grpc_from_http(int code) {
  for (size_t i = 0; i < httpstatus__grpc_from_http_count; i++) {
    if (httpstatus__grpc_from_http[i].http == code) {
      return httpstatus__grpc_from_http[i].number;
    }
  }
  return httpstatus__grpc_default.number;
}

const char *httpstatus_grpc_note(void) {
  return httpstatus__text_at(httpstatus__grpc_rules[0].text);
}

/* ---- The maps by name ---- */

/* The index of a map, or -1. */
static int map_of(const char *name, size_t length) {
  for (size_t i = 0; i < httpstatus__grpc_map_rows_count; i++) {
    const char *id = httpstatus__text_at(httpstatus__grpc_map_rows[i].id);
    if (strlen(id) == length && memcmp(id, name, length) == 0) {
      return (int)i;
    }
  }
  return -1;
}

static int find(const struct httpstatus__grpc_range_row *rows, size_t count, int map, int number) {
  for (size_t i = 0; i < count; i++) {
    if (rows[i].map == map && rows[i].first <= number && number <= rows[i].last) {
      return rows[i].result;
    }
  }
  return HTTPSTATUS_GRPC_NONE;
}

int httpstatus_grpc_map_to_http(const char *name, size_t length, int number) {
  int map = map_of(name, length);
  bool known = number >= 0 && (size_t)number < httpstatus__grpc_status_rows_count;
  return map < 0 ? HTTPSTATUS_GRPC_NO_MAP
                 : find(httpstatus__grpc_maps_to, httpstatus__grpc_maps_to_count, map, known ? number : GRPC_UNKNOWN);
}

int httpstatus_grpc_map_from_http(const char *name, size_t length, int code) {
  int map = map_of(name, length);
  int least = code < 0 ? 0 : code > 1000 ? 1000 : code; /* what is outside of the rows is one of the others */
  return map < 0 ? HTTPSTATUS_GRPC_NO_MAP
                 : find(httpstatus__grpc_maps_from, httpstatus__grpc_maps_from_count, map, least);
}
