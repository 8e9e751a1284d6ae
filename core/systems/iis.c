/* Sub-statuses of Microsoft IIS, such as 404.13: the table and the parser. */
#include "../ascii.h"
#include "../tables.h"

size_t httpstatus_iis_substatuses(int code, int sub, size_t *first) {
  size_t count = 0;
  *first = 0;
  for (size_t i = 0; i < httpstatus__iis_substatus_rows_count; i++) {
    const struct httpstatus__iis_substatus_row *row = &httpstatus__iis_substatus_rows[i];
    if (row->code == code && row->sub == sub && count++ == 0) {
      *first = i;
    }
  }
  return count;
}

bool httpstatus_iis_parse(const char *text, size_t length, int *code, int *sub, httpstatus_error *error) {
  int found = length >= 3 ? httpstatus__three_digits(text) : -1;
  int found_sub;
  if (found < 100) {
    return httpstatus__fail(error, "expected a status code of three digits and a sub-code, such as 404.13", 0);
  }
  if (length == 3 || text[3] != '.') {
    return httpstatus__fail(error, "expected a dot and a sub-code after the status code", 3);
  }
  size_t used = httpstatus__read_number(text + 4, length - 4, &found_sub);
  if (used == 0) {
    return httpstatus__fail(error, "expected a sub-code, 0 to 999", 4);
  }
  if (used != length - 4) {
    return httpstatus__fail(error, "expected the end after the sub-code", 4 + used);
  }
  *code = found;
  *sub = found_sub;
  return true;
}
