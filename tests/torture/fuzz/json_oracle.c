/*
 * The status in a line of JSON: the line is first checked as a whole, by recursion, and then looked through. Strings
 * and words may hold any bytes, which RFC 8259 does not allow and which do not matter here.
 */
#include "log_oracle.h"

static const char *const usual_keys[] = {
    "status",
    "status_code",
    "statusCode",
    "response_code",
    "response_status",
    "http_status",
    "http.response.status_code",
    "http.status_code",
    "httpRequest.status",
    "response.status",
    "response.status_code",
    "res.statusCode",
    "resp.status",
    "DownstreamStatus",
    "EdgeResponseStatus",
    "sc-status",
};

enum { DEEPEST = 500 }; /* what is nested deeper is not judged */

static const char *spaces(const char *at, const char *end) {
  while (at < end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n')) {
    at++;
  }
  return at;
}

/* Each of these returns where something ends, or NULL where it is wrong. */

static const char *value(const char *at, const char *end, unsigned depth);

static const char *string(const char *at, const char *end) {
  if (at == end || *at != '"') {
    return NULL;
  }
  for (at++; at < end && *at != '"'; at++) {
    if (*at == '\\') {
      at++;
    }
  }
  return at < end ? at + 1 : NULL;
}

struct member {
  struct slice key, value;
};

/* A member of an object, with the spaces around it. */
static const char *member(const char *at, const char *end, struct member *found, unsigned depth) {
  found->key.at = spaces(at, end);
  at = string(found->key.at, end);
  if (at == NULL) {
    return NULL;
  }
  found->key.length = (size_t)(at - found->key.at) - 2;
  found->key.at++;
  at = spaces(at, end);
  if (at == end || *at != ':') {
    return NULL;
  }
  found->value.at = spaces(at + 1, end);
  at = value(found->value.at, end, depth);
  if (at == NULL) {
    return NULL;
  }
  found->value.length = (size_t)(at - found->value.at);
  return spaces(at, end);
}

static const char *object_or_array(const char *at, const char *end, unsigned depth) {
  char close = *at == '{' ? '}' : ']';
  struct member ignored;
  at = spaces(at + 1, end);
  if (at < end && *at == close) {
    return at + 1;
  }
  for (;;) {
    if (close == '}') {
      at = member(at, end, &ignored, depth);
    } else {
      at = value(spaces(at, end), end, depth);
      at = at != NULL ? spaces(at, end) : NULL;
    }
    if (at == NULL || at == end) {
      return NULL;
    }
    if (*at == close) {
      return at + 1;
    }
    if (*at++ != ',') {
      return NULL;
    }
  }
}

static const char *value(const char *at, const char *end, unsigned depth) {
  if (at == end || depth == DEEPEST) {
    return NULL;
  }
  if (*at == '{' || *at == '[') {
    return object_or_array(at, end, depth + 1);
  }
  if (*at == '"') {
    return string(at, end);
  }
  const char *first = at;
  while (at < end && memchr(" \t\r\n\"{}[],:", *at, 11) == NULL) {
    at++;
  }
  return at > first ? at : NULL;
}

static int status_of(struct slice found) {
  if (matches("\"[0-9]{3}\"", found, NULL, 0)) {
    struct slice digits = {found.at + 1, 3};
    return to_number(digits);
  }
  return matches("0|[1-9][0-9]{0,2}", found, NULL, 0) ? to_number(found) : NO_STATUS;
}

/*
 * The status under a path. The first member that is the whole path decides; with nested also the first one that is an
 * object and the beginning of the path, up to a dot.
 */
static int find(struct slice object, const char *path, bool nested) {
  const char *end = object.at + object.length, *at = object.at + 1;
  struct member each;
  while ((at = member(at, end, &each, 0)) != NULL) {
    if (same_text(each.key, path)) {
      return status_of(each.value);
    }
    if (nested && strlen(path) > each.key.length && path[each.key.length] == '.' &&
        (each.key.length == 0 || memcmp(path, each.key.at, each.key.length) == 0) && each.value.at[0] == '{') {
      return find(each.value, path + each.key.length + 1, true);
    }
    at++;
  }
  return NO_STATUS;
}

int naive_json(struct slice line, char *key) {
  line = trimmed(line);
  if (line.length < 2 || line.at[0] != '{' || line.at[line.length - 1] != '}') {
    return NO_STATUS;
  }
  if (value(line.at, line.at + line.length, 0) != line.at + line.length) {
    return NO_JSON;
  }
  for (size_t i = 0; i < (*key != '\0' ? 1 : sizeof usual_keys / sizeof *usual_keys); i++) {
    const char *path = *key != '\0' ? key : usual_keys[i];
    int code = find(line, path, false);
    code = code < 0 && strchr(path, '.') != NULL ? find(line, path, true) : code;
    if (code >= 0) {
      if (*key == '\0') {
        strcpy(key, path);
      }
      return code;
    }
  }
  return NO_STATUS;
}
