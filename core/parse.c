/* Parsers of the neighbouring systems: Warning fields, SMTP replies, enhanced codes and IIS sub-codes. */
#include <string.h>

#include "ascii.h"
#include "tables.h"

/* ---- Warning fields: #( 3DIGIT SP agent SP quoted-string [ SP quoted-date ] ) ---- */

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
  size_t used = 0;
  for (size_t i = 0; i < length; i++) {
    if (text[i] == '\\' && i + 1 < length) {
      i++;
    }
    if (used + 1 < size) {
      buffer[used] = text[i];
    }
    used++;
  }
  if (size > 0) {
    buffer[used < size ? used : size - 1] = '\0';
  }
  return used;
}

/* ---- Numbers with dots ---- */

/* Reads an enhanced code at the beginning of a text; returns its length, or 0 with *wrong at what is not one. */
static size_t read_enhanced(const char *text, size_t length, int *numbers, size_t *wrong) {
  size_t at = 0;
  for (int i = 0; i < 3; i++) {
    *wrong = at;
    if (i > 0) {
      if (at == length || text[at] != '.') {
        return 0;
      }
      *wrong = ++at;
    }
    size_t used = httpstatus__read_number(text + at, length - at, &numbers[i]);
    if (used == 0 || (i == 0 && numbers[0] != 2 && numbers[0] != 4 && numbers[0] != 5)) {
      return 0;
    }
    at += used;
  }
  return at;
}

bool httpstatus_smtp_parse_enhanced(const char *text, size_t length, int *status_class, int *subject, int *detail,
                                    httpstatus_error *error) {
  int numbers[3];
  size_t wrong;
  size_t used = read_enhanced(text, length, numbers, &wrong);
  if (used == 0) {
    return httpstatus__fail(error, "expected class.subject.detail, with the class 2, 4 or 5, such as 5.1.1", wrong);
  }
  if (used != length) {
    return httpstatus__fail(error, "expected the end after the enhanced code", used);
  }
  *status_class = numbers[0];
  *subject = numbers[1];
  *detail = numbers[2];
  return true;
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

/* ---- SMTP replies ---- */

/* A line of a reply, taken apart. */
struct reply_line {
  int code;
  bool last;      /* a space or the end after the code, and not "-" */
  int numbers[3]; /* the enhanced code */
  bool has_enhanced;
  size_t text, text_end; /* where the rest stands */
  size_t next;           /* where the next line begins */
};

static bool read_reply_line(const char *text, size_t length, size_t at, struct reply_line *line,
                            httpstatus_error *error) {
  const char *newline = (const char *)memchr(text + at, '\n', length - at);
  size_t end = newline != NULL ? (size_t)(newline - text) : length;
  line->next = newline != NULL ? end + 1 : end;
  if (end > at && text[end - 1] == '\r') {
    end--;
  }
  line->code = end - at >= 3 ? httpstatus__three_digits(text + at) : -1;
  if (line->code < 200 || line->code > 599) {
    return httpstatus__fail(error, "expected a reply code of three digits, 200 to 599", at);
  }
  size_t after = at + 3;
  if (after < end && text[after] != ' ' && text[after] != '-') {
    return httpstatus__fail(error, "expected a space or - after the reply code", after);
  }
  line->last = after == end || text[after] == ' ';
  after += after < end;
  size_t wrong;
  size_t used = read_enhanced(text + after, end - after, line->numbers, &wrong);
  line->has_enhanced =
      used > 0 && (after + used == end || text[after + used] == ' ') && line->numbers[0] == line->code / 100;
  if (line->has_enhanced) {
    after += used + (after + used < end);
  }
  for (size_t i = after; i < end; i++) {
    if (text[i] == '\r' || text[i] == '\0') {
      return httpstatus__fail(error, "a reply has no CR or NUL within a line", i);
    }
  }
  line->text = after;
  line->text_end = end;
  return true;
}

bool httpstatus_smtp_parse(const char *text, size_t length, httpstatus_smtp_value *value, httpstatus_error *error) {
  httpstatus_smtp_value found = {-1, -1, -1, -1, 0};
  size_t at = 0;
  for (;;) {
    struct reply_line line;
    if (!read_reply_line(text, length, at, &line, error)) {
      return false;
    }
    if (found.lines == 0) {
      found.code = line.code;
    } else if (line.code != found.code) {
      return httpstatus__fail(error, "the lines of a reply have one and the same code", at);
    }
    if (line.has_enhanced && found.status_class < 0) {
      found.status_class = line.numbers[0];
      found.subject = line.numbers[1];
      found.detail = line.numbers[2];
    }
    found.lines++;
    at = line.next;
    if (line.last) {
      break;
    }
    if (at == length) {
      return httpstatus__fail(error, "the last line of a reply has a space after its code", line.text_end);
    }
  }
  if (at != length) {
    return httpstatus__fail(error, "expected the end after the last line of the reply", at);
  }
  *value = found;
  return true;
}

size_t httpstatus_smtp_text(const char *text, size_t length, char *buffer, size_t size) {
  size_t used = 0, at = 0;
  struct reply_line line;
  while (at < length && read_reply_line(text, length, at, &line, NULL)) {
    for (size_t i = at == 0 ? line.text : line.text - 1; i < line.text_end; i++) {
      if (used + 1 < size) {
        buffer[used] = i < line.text ? '\n' : text[i];
      }
      used++;
    }
    at = line.next;
  }
  if (size > 0) {
    buffer[used < size ? used : size - 1] = '\0';
  }
  return used;
}
