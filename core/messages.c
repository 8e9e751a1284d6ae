/* The sentences of errors. See messages.h. */
#include <string.h>

#include "messages.h"
#include "names.h"
#include "tables.h"
#include "writer.h"

enum {
  SUGGESTIONS = 3, /* names that a message offers */
  CODES_MAX = 16   /* codes that an ambiguous text can stand for */
};

static void put_text(struct httpstatus__writer *out, const char *text) {
  httpstatus__put_bytes(out, text, strlen(text));
}

/* ---- Values ---- */

/* Whether a terminal would act upon a character, hide it, or reorder what is around it. */
static bool is_harmful(unsigned long character) {
  static const struct {
    unsigned long first, last;
  } ranges[] = {
      {0x0000,  0x001F }, /* controls */
      {0x007F,  0x009F },
      {0x00AD,  0x00AD }, /* soft hyphen */
      {0x061C,  0x061C }, /* marks of direction, spaces without width, separators of lines */
      {0x180E,  0x180E },
      {0x200B,  0x200F },
      {0x2028,  0x202E },
      {0x2060,  0x206F },
      {0xD800,  0xDFFF }, /* halves of characters */
      {0xFEFF,  0xFEFF }, /* byte order mark */
      {0xFFF9,  0xFFFB },
      {0xE0000, 0xE0FFF}, /* tags */
  };
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
    if (character >= ranges[i].first && character <= ranges[i].last) {
      return true;
    }
  }
  return character > 0x10FFFF;
}

/*
 * How many bytes the character at the beginning of a text has, if a terminal may show it as it is; 0 if it has to be
 * escaped: what is harmful, quotes, backslashes, and what is not UTF-8.
 */
static size_t printable(const char *text, size_t left) {
  static const unsigned long least[] = {0, 0, 0x80, 0x800, 0x10000}; /* shorter ones are overlong */
  const unsigned char *at = (const unsigned char *)text;
  size_t length = at[0] < 0x80 ? 1 : at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : 4;
  unsigned long character = at[0] & (length == 1 ? 0x7Fu : 0xFFu >> (length + 1));
  if (at[0] == '\'' || at[0] == '\\' || (at[0] >= 0x80 && at[0] < 0xC2) || at[0] > 0xF4 || length > left) {
    return 0;
  }
  for (size_t i = 1; i < length; i++) {
    if ((at[i] & 0xC0) != 0x80) {
      return 0;
    }
    character = character << 6 | (at[i] & 0x3Fu);
  }
  return character < least[length] || is_harmful(character) ? 0 : length;
}

static void put_escape(struct httpstatus__writer *out, unsigned char byte) {
  static const char digits[] = "0123456789ABCDEF";
  httpstatus__put(out, '\\');
  if (byte == '\'' || byte == '\\') {
    httpstatus__put(out, (char)byte);
  } else if (byte == '\n' || byte == '\r' || byte == '\t') {
    httpstatus__put(out, byte == '\n' ? 'n' : byte == '\r' ? 'r' : 't');
  } else {
    httpstatus__put(out, 'x');
    httpstatus__put(out, digits[byte >> 4]);
    httpstatus__put(out, digits[byte & 15]);
  }
}

static void put_escaped(struct httpstatus__writer *out, const char *text, size_t length, size_t max) {
  size_t at = 0;
  while (at < length && at < max) {
    size_t plain = printable(text + at, length - at);
    if (plain > 0) {
      httpstatus__put_bytes(out, text + at, plain);
      at += plain;
    } else {
      put_escape(out, (unsigned char)text[at]);
      at++;
    }
  }
  if (at < length) {
    put_text(out, "...");
  }
}

static void put_quoted(struct httpstatus__writer *out, const char *text, size_t length) {
  httpstatus__put(out, '\'');
  put_escaped(out, text, length, HTTPSTATUS__SHOWN);
  httpstatus__put(out, '\'');
}

static void put_number(struct httpstatus__writer *out, size_t number) {
  char digits[20];
  size_t count = 0;
  do {
    digits[count++] = (char)('0' + number % 10);
    number /= 10;
  } while (number > 0);
  while (count > 0) {
    httpstatus__put(out, digits[--count]);
  }
}

size_t httpstatus__escape(const char *text, size_t length, size_t max, char *buffer, size_t size) {
  struct httpstatus__writer out = {buffer, size, 0};
  put_escaped(&out, text, length, max);
  return httpstatus__end(&out);
}

size_t httpstatus__quote(const char *text, size_t length, char *buffer, size_t size) {
  struct httpstatus__writer out = {buffer, size, 0};
  put_quoted(&out, text, length);
  return httpstatus__end(&out);
}

/* ---- Unknown names ---- */

static void put_unknown(struct httpstatus__writer *out, const char *what, const char *text, size_t length) {
  put_text(out, "unknown ");
  put_text(out, what);
  httpstatus__put(out, ' ');
  put_quoted(out, text, length);
}

static const char *between(size_t i, size_t count) {
  return i == 0 ? "" : i + 1 == count ? " or " : ", ";
}

static void put_near(struct httpstatus__writer *out, const httpstatus_near *near, size_t count) {
  for (size_t i = 0; i < count; i++) {
    put_text(out, i == 0 ? "; did you mean " : between(i, count));
    if (near[i].code < 0) {
      httpstatus__put(out, '\'');
      put_text(out, near[i].name);
      httpstatus__put(out, '\'');
    } else {
      put_text(out, near[i].name);
      put_text(out, " (");
      put_number(out, (size_t)near[i].code);
      httpstatus__put(out, ')');
    }
  }
  if (count > 0) {
    httpstatus__put(out, '?');
  }
}

size_t httpstatus__say_near(const httpstatus_near *near, size_t count, char *buffer, size_t size) {
  struct httpstatus__writer out = {buffer, size, 0};
  put_near(&out, near, count);
  return httpstatus__end(&out);
}

size_t httpstatus__say_unknown_status(const char *text, size_t length, char *buffer, size_t size) {
  struct httpstatus__writer out = {buffer, size, 0};
  int codes[CODES_MAX];
  size_t count = httpstatus_candidates(text, length, codes, CODES_MAX);
  if (count > 0) {
    put_text(&out, "ambiguous status ");
    put_quoted(&out, text, length);
    put_text(&out, ": it means ");
    for (size_t i = 0; i < count && i < CODES_MAX; i++) {
      put_text(&out, between(i, count));
      put_number(&out, (size_t)codes[i]);
    }
    put_text(&out, "; use the number");
    return httpstatus__end(&out);
  }
  httpstatus_near near[SUGGESTIONS] = {
      {NULL, 0}
  };
  put_unknown(&out, "status", text, length);
  put_near(&out, near, httpstatus_nearest(text, length, near, SUGGESTIONS));
  return httpstatus__end(&out);
}

size_t httpstatus__say_unknown_origin(const char *id, size_t length, char *buffer, size_t size) {
  struct httpstatus__writer out = {buffer, size, 0};
  httpstatus_near near[SUGGESTIONS] = {
      {NULL, 0}
  };
  size_t count = httpstatus_nearest_origin(id, length, near, SUGGESTIONS);
  put_unknown(&out, "origin", id, length);
  put_near(&out, near, count);
  if (count == 0) {
    put_text(&out, "; httpstatus.origins() lists them");
  }
  return httpstatus__end(&out);
}

size_t httpstatus__say_unknown(const char *what, const char *text, size_t length, const char *const *names,
                               size_t count, char *buffer, size_t size) {
  struct httpstatus__writer out = {buffer, size, 0};
  httpstatus_near near[1] = {
      {NULL, 0}
  };
  size_t found = httpstatus__nearest_of(text, length, names, count, near, 1);
  put_unknown(&out, what, text, length);
  put_near(&out, near, found);
  for (size_t i = 0; found == 0 && i < count; i++) {
    put_text(&out, i == 0 ? "; known: " : ", ");
    put_text(&out, names[i]);
  }
  return httpstatus__end(&out);
}

size_t httpstatus__say_unknown_edition(const char *text, size_t length, char *buffer, size_t size) {
  const char *names[HTTPSTATUS_EDITIONS];
  for (int i = 0; i < HTTPSTATUS_EDITIONS; i++) {
    names[i] = httpstatus_edition_name(i);
  }
  return httpstatus__say_unknown("edition", text, length, names, HTTPSTATUS_EDITIONS, buffer, size);
}

size_t httpstatus__say_unknown_standing(const char *text, size_t length, char *buffer, size_t size) {
  const char *names[HTTPSTATUS__STANDINGS];
  for (size_t i = 0; i < HTTPSTATUS__STANDINGS; i++) {
    names[i] = httpstatus_standing_at(i);
  }
  return httpstatus__say_unknown("standing", text, length, names, HTTPSTATUS__STANDINGS, buffer, size);
}

size_t httpstatus__say_unknown_code(const char *system, const char *text, size_t length, char *buffer, size_t size) {
  struct httpstatus__writer out = {buffer, size, 0};
  char form[HTTPSTATUS_SPELLING_SIZE];
  httpstatus_near near[SUGGESTIONS] = {
      {form, -1}
  };
  size_t count = httpstatus_system_spelling(system, text, length, form, sizeof form) > 0;
  if (count == 0) {
    count = httpstatus_system_nearest(system, text, length, near, SUGGESTIONS);
  }
  put_text(&out, "unknown ");
  put_text(&out, system);
  put_text(&out, " code ");
  put_quoted(&out, text, length);
  put_near(&out, near, count);
  if (count == 0) {
    put_text(&out, "; httpstatus.");
    put_text(&out, system);
    put_text(&out, ".entries() lists them");
  }
  return httpstatus__end(&out);
}

size_t httpstatus__say_unknown_system(const char *text, size_t length, char *buffer, size_t size) {
  const char *ids[HTTPSTATUS__SYSTEMS];
  for (size_t i = 0; i < HTTPSTATUS__SYSTEMS; i++) {
    ids[i] = httpstatus__text_at(httpstatus__system_rows[i].id);
  }
  return httpstatus__say_unknown("system", text, length, ids, HTTPSTATUS__SYSTEMS, buffer, size);
}

/* ---- Unknown numbers ---- */

size_t httpstatus__say_not_listed(const char *what, const char *shown, const char *lists, const char *hint,
                                  char *buffer, size_t size) {
  struct httpstatus__writer out = {buffer, size, 0};
  put_text(&out, "unknown ");
  put_text(&out, what);
  httpstatus__put(&out, ' ');
  put_text(&out, shown);
  put_text(&out, "; ");
  put_text(&out, hint != NULL ? hint : lists);
  put_text(&out, hint != NULL ? "" : " lists them");
  return httpstatus__end(&out);
}

size_t httpstatus__say_no_meaning(int code, const char *shown, const httpstatus_origin *origin, char *buffer,
                                  size_t size) {
  struct httpstatus__writer out = {buffer, size, 0};
  httpstatus_meaning meaning;
  bool known = httpstatus_lookup(code, NULL, &meaning);
  put_text(&out, "status code ");
  put_text(&out, shown);
  if (origin == NULL || !known) {
    put_text(&out, " has no known meaning");
    return httpstatus__end(&out);
  }
  put_text(&out, " has no meaning from ");
  put_text(&out, origin->name);
  put_text(&out, "; ");
  put_text(&out, meaning.origin);
  put_text(&out, " has one");
  return httpstatus__end(&out);
}

/* ---- Parse errors ---- */

size_t httpstatus__say_invalid_item(const char *what, const char *text, size_t length, const char *where,
                                    const httpstatus_error *error, size_t position, char *buffer, size_t size) {
  struct httpstatus__writer out = {buffer, size, 0};
  put_text(&out, "invalid ");
  put_text(&out, what);
  httpstatus__put(&out, ' ');
  put_quoted(&out, text, length);
  put_text(&out, where);
  put_text(&out, ": ");
  put_text(&out, error->message);
  put_text(&out, " at position ");
  put_number(&out, position);
  return httpstatus__end(&out);
}

static size_t say_invalid_text(const char *what, const char *text, size_t length, const char *write, char *buffer,
                               size_t size) {
  struct httpstatus__writer out = {buffer, size, 0};
  put_text(&out, "invalid ");
  put_text(&out, what);
  httpstatus__put(&out, ' ');
  put_quoted(&out, text, length);
  put_text(&out, "; write ");
  put_text(&out, write);
  return httpstatus__end(&out);
}

size_t httpstatus__say_invalid_time(const char *text, size_t length, char *buffer, size_t size) {
  return say_invalid_text("time", text, length,
                          "a time such as '2026-11-30 12:00' or '2026-11-30T12:00:00+01:00', or a period before now, "
                          "such as '1h'",
                          buffer, size);
}

size_t httpstatus__say_invalid_period(const char *text, size_t length, char *buffer, size_t size) {
  return say_invalid_text("period", text, length, "whole seconds, such as '30s', '1m', '2h' or '1d'", buffer, size);
}

size_t httpstatus__say_no_times(int format, char *buffer, size_t size) {
  const char *name = httpstatus_log_format_name(format);
  struct httpstatus__writer out = {buffer, size, 0};
  put_text(&out, "no line of format ");
  put_quoted(&out, name, strlen(name));
  put_text(&out, " has a time, which since, until and per need");
  return httpstatus__end(&out);
}

size_t httpstatus__say_invalid(const char *what, const char *text, size_t length, const httpstatus_error *error,
                               size_t position, char *buffer, size_t size) {
  return httpstatus__say_invalid_item(what, text, length, "", error, position, buffer, size);
}

/* ---- Logs ---- */

size_t httpstatus__say_unknown_log(int format, const char *shown, const char *piece, size_t length, char *buffer,
                                   size_t size) {
  struct httpstatus__writer out = {buffer, size, 0};
  char hint[HTTPSTATUS__MESSAGE_SIZE / 2];
  put_text(&out, "no line fits ");
  if (format == HTTPSTATUS_LOG_AUTO) {
    put_text(&out, "the known formats");
  } else {
    const char *name = httpstatus_log_format_name(format);
    put_text(&out, "format ");
    put_quoted(&out, name, strlen(name));
  }
  put_text(&out, "; its first line is ");
  put_text(&out, shown);
  if (httpstatus_log_hint(piece, length, hint, sizeof hint) > 0) {
    put_text(&out, "; ");
    put_text(&out, hint);
  }
  return httpstatus__end(&out);
}
