/* Status codes of gRPC, and the two maps between them and HTTP's. */
#include "../ascii.h"
#include "../tables.h"

enum { GRPC_UNKNOWN = 2 }; /* the code for whatever has no better one (grpc/grpc doc/statuscodes.md) */

size_t httpstatus_grpc_count(void) {
  return httpstatus__grpc_codes_count;
}

bool httpstatus_grpc_at(size_t index, httpstatus_grpc_status *status) {
  if (index >= httpstatus__grpc_codes_count) {
    return false;
  }
  const struct httpstatus__grpc_row *row = &httpstatus__grpc_codes[index];
  status->number = row->number;
  status->name = httpstatus__text_at(row->name);
  status->title = httpstatus__text_at(row->title);
  status->http = row->http;
  status->note = httpstatus__text_at(row->note);
  status->source = httpstatus__text_at(row->source);
  return true;
}

int httpstatus_grpc_number(const char *name, size_t length) {
  for (size_t i = 0; i < httpstatus__grpc_codes_count; i++) {
    if (httpstatus__same_word(name, length, httpstatus__text_at(httpstatus__grpc_codes[i].name))) {
      return httpstatus__grpc_codes[i].number;
    }
  }
  return -1;
}

int httpstatus_grpc_to_http(int number) {
  bool known = number >= 0 && (size_t)number < httpstatus__grpc_codes_count;
  return httpstatus__grpc_codes[known ? number : GRPC_UNKNOWN].http;
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
