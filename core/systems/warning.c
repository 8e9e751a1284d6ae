/* Codes of the Warning header field (RFC 7234, section 5.5): the table, and the parser of the field. */
#include <string.h>

#include "../ascii.h"
#include "../tables.h"
#include "../writer.h"

size_t httpstatus_warning_count(void) {
  return httpstatus__warning_rows_count;
}

bool httpstatus_warning_at(size_t index, httpstatus_warning *warning) {
  if (index >= httpstatus__warning_rows_count) {
    return false;
  }
  const struct httpstatus__warning_row *row = &httpstatus__warning_rows[index];
  httpstatus__warning_fill(row, warning);
  warning->persistence = httpstatus__text_at(httpstatus__warning_rules[row->persistent != 0].text);
  return true;
}

bool httpstatus_warning_lookup(int code, httpstatus_warning *warning) {
  for (size_t i = 0; i < httpstatus__warning_rows_count; i++) {
    if (httpstatus__warning_rows[i].code == code) {
      return httpstatus_warning_at(i, warning);
    }
  }
  return false;
}

const char *httpstatus_warning_status(void) {
  return httpstatus__text_at(httpstatus__warning_rules[2].text);
}

/* ---- The field: #( 3DIGIT SP agent SP quoted-string [ SP quoted-date ] ) ---- */

/* Reads a quoted string that begins at *at; sets what stands between the quotes. */
static bool quoted(const char *text, size_t length, size_t *at, const char **content, size_t *content_length) {
  size_t i = *at;
  if (i == length || text[i] != '"') {
    return false;
  }
  size_t first = ++i;
  while (i < length && text[i] != '"') {
    if (text[i] == '\\') {
      i++;
    }
    i++;
  }
  if (i >= length) {
    return false;
  }
  *content = text + first;
  *content_length = i - first;
  *at = i + 1;
  return true;
}

static size_t skip_blanks(const char *text, size_t length, size_t at) {
  while (at < length && httpstatus__is_blank(text[at])) {
    at++;
  }
  return at;
}

int httpstatus_warning_next(const char *text, size_t length, size_t *at, httpstatus_warning_value *value,
                            httpstatus_error *error) {
  httpstatus_warning_value found = {-1, "", 0, "", 0, "", 0};
  size_t i = *at;
  /* A recipient takes empty list elements in its stride (RFC 9110, section 5.6.1.2). */
  while (i < length && (httpstatus__is_blank(text[i]) || text[i] == ',')) {
    i++;
  }
  if (i == length) {
    *at = i;
    return 0;
  }
  found.code = length - i >= 3 ? httpstatus__three_digits(text + i) : -1;
  if (found.code < 0) {
    httpstatus__fail(error, "expected a warn code of three digits", i);
    return -1;
  }
  i += 3;
  if (i == length || text[i] != ' ') {
    httpstatus__fail(error, "expected a space and the agent after the warn code", i);
    return -1;
  }
  size_t agent = ++i;
  while (i < length && text[i] > ' ' && text[i] < 0x7f && text[i] != '"' && text[i] != ',') {
    i++;
  }
  if (i == agent) {
    httpstatus__fail(error, "expected the agent: a host, a pseudonym or -", i);
    return -1;
  }
  found.agent = text + agent;
  found.agent_length = i - agent;
  i = skip_blanks(text, length, i);
  if (!quoted(text, length, &i, &found.text, &found.text_length)) {
    httpstatus__fail(error, "expected the warn text between double quotes", i);
    return -1;
  }
  size_t date = skip_blanks(text, length, i);
  if (date > i && date < length && text[date] == '"') {
    if (!quoted(text, length, &date, &found.date, &found.date_length)) {
      httpstatus__fail(error, "expected the warn date between double quotes", date);
      return -1;
    }
    i = date;
  }
  i = skip_blanks(text, length, i);
  if (i < length && text[i] != ',') {
    httpstatus__fail(error, "expected a comma or the end", i);
    return -1;
  }
  *value = found;
  *at = i;
  return 1;
}

size_t httpstatus_unquote(const char *text, size_t length, char *buffer, size_t size) {
  struct httpstatus__writer out = {buffer, size, 0};
  for (size_t i = 0; i < length; i++) {
    if (text[i] == '\\' && i + 1 < length) {
      i++;
    }
    httpstatus__put(&out, text[i]);
  }
  return httpstatus__end(&out);
}
