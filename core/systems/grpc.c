/* Status codes of gRPC, and the two maps between them and HTTP's. */
#include "../ascii.h"
#include "../tables.h"

enum { GRPC_UNKNOWN = 2 }; /* the code for whatever has no better one (grpc/grpc doc/statuscodes.md) */

int httpstatus_grpc_number(const char *name, size_t length) {
  for (size_t i = 0; i < httpstatus__grpc_status_rows_count; i++) {
    if (httpstatus__same_word(name, length, httpstatus__text_at(httpstatus__grpc_status_rows[i].name))) {
      return httpstatus__grpc_status_rows[i].number;
    }
  }
  return -1;
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
