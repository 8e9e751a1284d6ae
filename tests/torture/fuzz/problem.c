/* Problem documents: one with the input as its detail and as the name and the value of an extension, read again. */
#include "fuzz.h"

/* The characters of UTF-8 (RFC 3629, section 4). */
static const struct {
  unsigned char first, last, least, most;
  size_t length;
} forms[] = {
    {0x00, 0x7F, 0,    0,    1},
    {0xC2, 0xDF, 0x80, 0xBF, 2},
    {0xE0, 0xE0, 0xA0, 0xBF, 3},
    {0xE1, 0xEC, 0x80, 0xBF, 3},
    {0xED, 0xED, 0x80, 0x9F, 3},
    {0xEE, 0xEF, 0x80, 0xBF, 3},
    {0xF0, 0xF0, 0x90, 0xBF, 4},
    {0xF1, 0xF3, 0x80, 0xBF, 4},
    {0xF4, 0xF4, 0x80, 0x8F, 4},
};

/*
 * How many bytes at the beginning of a text are those of a character, or of the beginning of one if that is all
 * (Unicode, section 3.9): 1 if there is no character that begins with them.
 */
static size_t character(struct slice text, bool *whole) {
  size_t longest = 1;
  *whole = false;
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    const unsigned char *at = (const unsigned char *)text.at;
    size_t fitting = at[0] >= forms[i].first && at[0] <= forms[i].last;
    while (fitting > 0 && fitting < forms[i].length && fitting < text.length &&
           at[fitting] >= (fitting == 1 ? forms[i].least : 0x80) &&
           at[fitting] <= (fitting == 1 ? forms[i].most : 0xBF)) {
      fitting++;
    }
    longest = fitting > longest ? fitting : longest;
    *whole = *whole || fitting == forms[i].length;
  }
  return longest;
}

static void skip(struct slice *text, size_t count) {
  CHECK(count > 0 && count <= text->length);
  text->at += count;
  text->length -= count;
}

static void expect(struct slice *json, const char *text) {
  CHECK(json->length >= strlen(text) && memcmp(json->at, text, strlen(text)) == 0);
  skip(json, strlen(text));
}

/* The byte that an escape stands for. */
static char escaped(struct slice *json) {
  static const char letters[] = "\"\\bfnrt", bytes[] = "\"\\\b\f\n\r\t";
  unsigned byte;
  expect(json, "\\");
  CHECK(json->length > 0);
  if (*json->at == 'u') {
    CHECK(json->length >= 5 && sscanf(json->at, "u%4x", &byte) == 1 && byte < 32);
    skip(json, 5);
    return (char)byte;
  }
  const char *letter = strchr(letters, *json->at);
  CHECK(letter != NULL && *letter != '\0');
  skip(json, 1);
  return bytes[letter - letters];
}

/* A string of JSON is the text, but for what is not UTF-8, which U+FFFD replaces. */
static void check_string(struct slice *json, struct slice text) {
  expect(json, "\"");
  while (text.length > 0) {
    bool whole, read;
    size_t bytes = character(text, &whole);
    if (!whole) {
      expect(json, "\xEF\xBF\xBD");
    } else if ((unsigned char)*text.at < ' ' || *text.at == '"' || *text.at == '\\') {
      CHECK(escaped(json) == *text.at);
    } else {
      CHECK(character(*json, &read) == bytes && read && memcmp(json->at, text.at, bytes) == 0);
      skip(json, bytes);
    }
    skip(&text, bytes);
  }
  expect(json, "\"");
}

static void check_document(struct slice text, const httpstatus_problem *problem, size_t length) {
  char *whole = malloc(length + 1), *part;
  CHECK(whole != NULL);
  CHECK(httpstatus_write_problem(whole, length + 1, problem, NULL) == length && strlen(whole) == length);
  struct slice json = {whole, length};
  expect(&json, "{\"title\":\"Not Found\",\"status\":404,\"detail\":");
  check_string(&json, text);
  expect(&json, ",");
  check_string(&json, text);
  expect(&json, ":");
  check_string(&json, text);
  expect(&json, "}");
  CHECK(json.length == 0);
  size_t size = text.length > 0 ? (unsigned char)*text.at % (length + 2) : 0;
  part = malloc(size + 1);
  CHECK(part != NULL);
  part[size] = '#';
  CHECK(httpstatus_write_problem(part, size, problem, NULL) == length && part[size] == '#');
  CHECK(size == 0 || (strlen(part) < size && strncmp(part, whole, strlen(part)) == 0));
  free(part);
  free(whole);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct slice text = {(const char *)data, size};
  httpstatus_error error = {NULL, 0};
  httpstatus_extension extension = {text.at, text.length, text.at, text.length, 0};
  httpstatus_problem problem = {0};
  problem.code = 404;
  problem.detail = text.at;
  problem.detail_length = text.length;
  problem.extensions = &extension;
  problem.extensions_count = 1;
  size_t length = httpstatus_write_problem(NULL, 0, &problem, &error);
  bool own = matches("type|title|status|detail|instance", text, NULL, 0);
  CHECK((length == 0) == own);
  if (own) {
    check_error(&error, text.length);
  } else if (text.at != NULL) {
    check_document(text, &problem, length);
  }
  return 0;
}
