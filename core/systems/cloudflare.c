/* Cloudflare's 1xxx errors. */
#include "../tables.h"

size_t httpstatus_cloudflare_errors(int code, size_t *first) {
  size_t count = 0;
  *first = 0;
  for (size_t i = 0; i < httpstatus__cloudflare_error_rows_count; i++) {
    if (httpstatus__cloudflare_error_rows[i].code == code && count++ == 0) {
      *first = i;
    }
  }
  return count;
}
