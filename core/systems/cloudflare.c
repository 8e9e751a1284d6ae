/* Cloudflare's 1xxx errors. */
#include "../tables.h"

size_t httpstatus_cloudflare_error_count(void) {
  return httpstatus__cloudflare_errors_count;
}

bool httpstatus_cloudflare_error_at(size_t index, httpstatus_cloudflare_error *error) {
  if (index >= httpstatus__cloudflare_errors_count) {
    return false;
  }
  const struct httpstatus__cloudflare_row *row = &httpstatus__cloudflare_errors[index];
  error->code = row->code;
  error->title = httpstatus__text_at(row->title);
  error->explanation = httpstatus__text_at(row->explanation);
  error->http_status = row->http_status;
  error->status_inferred = row->inferred != 0;
  error->retry_after = row->retry_after;
  error->note = httpstatus__text_at(row->note);
  error->source = httpstatus__text_at(row->source);
  return true;
}

size_t httpstatus_cloudflare_errors(int code, size_t *first) {
  size_t count = 0;
  *first = 0;
  for (size_t i = 0; i < httpstatus__cloudflare_errors_count; i++) {
    if (httpstatus__cloudflare_errors[i].code == code && count++ == 0) {
      *first = i;
    }
  }
  return count;
}
