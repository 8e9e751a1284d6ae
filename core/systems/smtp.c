/* Replies of mail servers (RFC 5321) and enhanced status codes (RFC 3463): the tables and the parsers. */
#include <string.h>

#include "../ascii.h"
#include "../tables.h"
#include "../writer.h"

/* The title and explanation of a digit; empty ones for a digit that has no row. */
static struct httpstatus__digit_row find_digit(const struct httpstatus__digit_row *rows, size_t count, int digit) {
  static const struct httpstatus__digit_row none = {0, 0, 0};
  for (size_t i = 0; i < count; i++) {
    if (rows[i].digit == digit) {
      return rows[i];
    }
  }
  return none;
}

size_t httpstatus_smtp_reply_count(void) {
  return httpstatus__smtp_reply_rows_count;
}

const char *httpstatus_smtp_severity(int code) {
  static const char *const severities[] = {"", "", "success", "intermediate", "transient", "permanent"};
  return code >= 200 && code <= 599 ? severities[code / 100] : "";
}

bool httpstatus_smtp_reply_at(size_t index, httpstatus_smtp_reply *reply) {
  if (index >= httpstatus__smtp_reply_rows_count) {
    return false;
  }
  const struct httpstatus__smtp_reply_row *row = &httpstatus__smtp_reply_rows[index];
  struct httpstatus__digit_row class_row =
      find_digit(httpstatus__reply_classes, httpstatus__reply_classes_count, row->code / 100);
  struct httpstatus__digit_row category =
      find_digit(httpstatus__reply_categories, httpstatus__reply_categories_count, row->code / 10 % 10);
  httpstatus__smtp_reply_fill(row, reply);
  reply->severity = httpstatus_smtp_severity(row->code);
  reply->class_title = httpstatus__text_at(class_row.title);
  reply->class_explanation = httpstatus__text_at(class_row.explanation);
  reply->category = httpstatus__text_at(category.title);
  return true;
}

size_t httpstatus_smtp_replies(int code, size_t *first) {
  size_t count = 0;
  *first = 0;
  for (size_t i = 0; i < httpstatus__smtp_reply_rows_count; i++) {
    if (httpstatus__smtp_reply_rows[i].code == code && count++ == 0) {
      *first = i;
    }
  }
  return count;
}

size_t httpstatus_smtp_enhanced_count(void) {
  return httpstatus__smtp_enhanced_rows_count;
}

static void fill_enhanced(const struct httpstatus__smtp_enhanced_row *row, int status_class,
                          httpstatus_smtp_enhanced *enhanced) {
  struct httpstatus__digit_row class_row =
      find_digit(httpstatus__enhanced_classes, httpstatus__enhanced_classes_count, status_class);
  struct httpstatus__digit_row subject =
      find_digit(httpstatus__enhanced_subjects, httpstatus__enhanced_subjects_count, row->subject);
  httpstatus__smtp_enhanced_fill(row, enhanced);
  enhanced->status_class = status_class;
  enhanced->severity = httpstatus_smtp_severity(status_class * 100);
  enhanced->class_title = httpstatus__text_at(class_row.title);
  enhanced->class_explanation = httpstatus__text_at(class_row.explanation);
  enhanced->subject_title = httpstatus__text_at(subject.title);
  enhanced->subject_explanation = httpstatus__text_at(subject.explanation);
}

bool httpstatus_smtp_enhanced_at(size_t index, httpstatus_smtp_enhanced *enhanced) {
  if (index >= httpstatus__smtp_enhanced_rows_count) {
    return false;
  }
  fill_enhanced(&httpstatus__smtp_enhanced_rows[index], -1, enhanced);
  return true;
}

bool httpstatus_smtp_enhanced_lookup(int status_class, int subject, int detail, httpstatus_smtp_enhanced *enhanced) {
  if (status_class != 2 && status_class != 4 && status_class != 5) {
    return false;
  }
  for (size_t i = 0; i < httpstatus__smtp_enhanced_rows_count; i++) {
    if (httpstatus__smtp_enhanced_rows[i].subject == subject && httpstatus__smtp_enhanced_rows[i].detail == detail) {
      fill_enhanced(&httpstatus__smtp_enhanced_rows[i], status_class, enhanced);
      return true;
    }
  }
  return false;
}

/* ---- Enhanced codes ---- */

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

/* ---- Replies ---- */

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
  struct httpstatus__writer out = {buffer, size, 0};
  struct reply_line line;
  size_t at = 0;
  while (at < length && read_reply_line(text, length, at, &line, NULL)) {
    if (at > 0) {
      httpstatus__put(&out, '\n');
    }
    httpstatus__put_bytes(&out, text + line.text, line.text_end - line.text);
    at = line.next;
  }
  return httpstatus__end(&out);
}
