/* Problem documents (RFC 9457), written as JSON (RFC 8259). */
#include <string.h>

#include "messages.h"
#include "tables.h"
#include "writer.h"

static const char *const own_members[] = {"type", "title", "status", "detail", "instance"};

static void put_string(struct httpstatus__writer *out, const char *text) {
  httpstatus__put_bytes(out, text, strlen(text));
}

/*
 * How many bytes the character at the beginning of a text has. If it is not UTF-8 (RFC 3629), *good is false, and the
 * bytes are those that one U+FFFD replaces: the beginning of a character, or a byte that none begins with.
 */
static size_t character(const char *text, size_t left, bool *good) {
  const unsigned char *at = (const unsigned char *)text;
  unsigned char least = at[0] == 0xE0   ? 0xA0
                        : at[0] == 0xF0 ? 0x90
                                        : 0x80;                            /* of the second byte: shorter is overlong */
  unsigned char most = at[0] == 0xED ? 0x9F : at[0] == 0xF4 ? 0x8F : 0xBF; /* surrogates; beyond U+10FFFF */
  size_t length = at[0] < 0x80 ? 1 : at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : 4, found = 1;
  *good = at[0] < 0x80 || (at[0] >= 0xC2 && at[0] <= 0xF4);
  while (*good && found < length) {
    *good = found < left && at[found] >= least && at[found] <= most;
    found += *good;
    least = 0x80;
    most = 0xBF;
  }
  return found;
}

static void put_escape(struct httpstatus__writer *out, unsigned char byte) {
  static const char digits[] = "0123456789abcdef", plain[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
  const char *found = byte == '\0' ? NULL : strchr(plain, byte);
  httpstatus__put(out, '\\');
  if (found != NULL) {
    httpstatus__put(out, letters[found - plain]);
    return;
  }
  put_string(out, "u00");
  httpstatus__put(out, digits[byte >> 4]);
  httpstatus__put(out, digits[byte & 15]);
}

static void put_text(struct httpstatus__writer *out, const char *text, size_t length) {
  httpstatus__put(out, '"');
  for (size_t at = 0; at < length;) {
    bool good;
    size_t bytes = character(text + at, length - at, &good);
    if (!good) {
      put_string(out, "\xEF\xBF\xBD");
    } else if ((unsigned char)text[at] < ' ' || text[at] == '"' || text[at] == '\\') {
      put_escape(out, (unsigned char)text[at]);
    } else {
      httpstatus__put_bytes(out, text + at, bytes);
    }
    at += bytes;
  }
  httpstatus__put(out, '"');
}

static void put_number(struct httpstatus__writer *out, int64_t number) {
  char digits[20];
  size_t count = 0;
  uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
  do {
    digits[count++] = (char)('0' + left % 10);
    left /= 10;
  } while (left > 0);
  if (number < 0) {
    httpstatus__put(out, '-');
  }
  while (count > 0) {
    httpstatus__put(out, digits[--count]);
  }
}

static void put_name(struct httpstatus__writer *out, const char *name, size_t length) {
  httpstatus__put(out, out->used == 0 ? '{' : ',');
  put_text(out, name, length);
  httpstatus__put(out, ':');
}

/* A member of the document's own, left out if it is NULL. */
static void put_member(struct httpstatus__writer *out, const char *name, const char *text, size_t length) {
  if (text != NULL) {
    put_name(out, name, strlen(name));
    put_text(out, text, length);
  }
}

static bool is_same(const httpstatus_extension *extension, const char *name, size_t length) {
  return extension->name_length == length && (length == 0 || memcmp(extension->name, name, length) == 0);
}

static bool check_extensions(const httpstatus_problem *problem, httpstatus_error *error) {
  for (size_t i = 0; i < problem->extensions_count; i++) {
    const httpstatus_extension *extension = &problem->extensions[i];
    for (size_t j = 0; j < sizeof own_members / sizeof *own_members; j++) {
      if (is_same(extension, own_members[j], strlen(own_members[j]))) {
        return httpstatus__fail(error, "an extension must not be named type, title, status, detail or instance", i);
      }
    }
    for (size_t j = 0; j < i; j++) {
      if (is_same(extension, problem->extensions[j].name, problem->extensions[j].name_length)) {
        return httpstatus__fail(error, "two extensions must not have the same name", i);
      }
    }
  }
  return true;
}

size_t httpstatus_write_problem(char *buffer, size_t size, const httpstatus_problem *problem, httpstatus_error *error) {
  struct httpstatus__writer out = {buffer, size, 0};
  const char *title = problem->title;
  size_t title_length = problem->title_length;
  if (problem->code < 100 || problem->code > 999) {
    httpstatus__fail(error, HTTPSTATUS__NOT_ON_THE_WIRE, 0);
    return 0;
  }
  if (!check_extensions(problem, error)) {
    return 0;
  }
  if (title == NULL) {
    title = httpstatus_title(problem->code);
    title_length = strlen(title);
  }
  put_member(&out, "type", problem->type, problem->type_length);
  put_member(&out, "title", title, title_length);
  put_name(&out, "status", strlen("status"));
  put_number(&out, problem->code);
  put_member(&out, "detail", problem->detail, problem->detail_length);
  put_member(&out, "instance", problem->instance, problem->instance_length);
  for (size_t i = 0; i < problem->extensions_count; i++) {
    const httpstatus_extension *extension = &problem->extensions[i];
    put_name(&out, extension->name, extension->name_length);
    if (extension->text != NULL) {
      put_text(&out, extension->text, extension->text_length);
    } else {
      put_number(&out, extension->number);
    }
  }
  httpstatus__put(&out, '}');
  return httpstatus__end(&out);
}
