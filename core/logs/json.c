/*
 * The status in a line of JSON. The line is walked once, from key to key, and what is not on the way to the status is
 * passed over: strings by memchr, objects and arrays by counting brackets. Nothing is kept and nothing recurses.
 */
#include <string.h>

#include "../ascii.h"
#include "logs.h"
#include "simd.h"

/* A place in a line. */
struct cursor {
  const char *at, *end;
};

static inline void skip_space(struct cursor *c) {
  while (c->at < c->end && httpstatus__is_space(*c->at)) {
    c->at++;
  }
}

static inline bool skip(struct cursor *c, char wanted) {
  skip_space(c);
  if (c->at < c->end && *c->at == wanted) {
    c->at++;
    return true;
  }
  return false;
}

/* Passes over a string whose opening quote was read; false where it does not end. */
static inline bool skip_string(struct cursor *c) {
  for (;;) {
    const char *quote = httpstatus__find_byte(c->at, c->end, '"');
    if (quote == c->end) {
      return false;
    }
    const char *slash = quote;
    while (slash > c->at && slash[-1] == '\\') {
      slash--;
    }
    bool escaped = (quote - slash) % 2 != 0;
    c->at = quote + 1;
    if (!escaped) {
      return true;
    }
  }
}

/* Passes over a value, whatever it is; false where the line ends in it, and *levels says in how many brackets. */
static inline bool skip_value(struct cursor *c, size_t *levels) {
  size_t depth = 0;
  *levels = 0;
  skip_space(c);
  if (c->at < c->end && *c->at == '"') {
    c->at++;
    return skip_string(c);
  }
  while (c->at < c->end) {
    char ch = *c->at;
    if (ch == '"') {
      c->at++;
      if (!skip_string(c)) {
        return false;
      }
    } else if (ch == '{' || ch == '[') {
      depth++;
      c->at++;
    } else if (depth > 0 && (ch == '}' || ch == ']')) {
      depth--;
      c->at++;
    } else if (depth == 0 && (ch == ',' || ch == '}')) {
      return true;
    } else {
      c->at++;
      continue;
    }
    if (depth == 0) {
      return true;
    }
  }
  *levels = depth;
  return false;
}

/*
 * A status: a number, with zeros before it or a fraction of zeros behind it too (nginx writes 009), or a string that
 * begins with one, such as "200 OK". LOG_NONE for null, "-" and what is out of range, LOG_MISFIT for another value.
 */
static int read_value(struct cursor *c) {
  skip_space(c);
  const char *at = c->at;
  bool quoted = at < c->end && *at == '"';
  at += quoted;
  const char *digits = at;
  int number = 0;
  at += at < c->end && *at == '-';
  bool minus = at > digits;
  while (at < c->end && httpstatus__is_digit(*at)) {
    number = number > 9999 ? number : number * 10 + (*at - '0');
    at++;
  }
  size_t used = (size_t)(at - digits) - minus;
  if (at + 1 < c->end && used > 0 && *at == '.') {
    for (at++; at < c->end && *at == '0';) {
      at++;
    }
  }
  char after = at < c->end ? *at : '\0';
  bool ends = quoted ? after == '"' || (used == 3 && after == ' ')
                     : after == ',' || after == '}' || httpstatus__is_space(after);
  if (!ends) {
    bool null = !quoted && c->end - c->at >= 4 && memcmp(c->at, "null", 4) == 0;
    return null ? LOG_NONE : LOG_MISFIT;
  }
  if (used == 0) {
    return quoted ? LOG_NONE : LOG_MISFIT;
  }
  return minus || number > 999 ? LOG_NONE : number;
}

/* What is found under a path: the place of its value, and where else it is. */
struct finding {
  const char *value; /* NULL where there is none */
  const char *again; /* the value under the same path once more */
  bool broken;       /* the line is not JSON */
};

/*
 * Looks for paths in an object; dots of a path stand between the keys of nested objects, or in a key, as some loggers
 * flatten objects.
 */
static void find_paths(const char *line, size_t length, const char *const *paths, struct finding *findings, int count) {
  enum { DEEPEST = 16 };
  struct cursor c = {line, line + length};
  const char *rests[DEEPEST][3]; /* what is left of each path at each depth; NULL off the path */
  size_t lefts[DEEPEST][3];      /* how long that is */
  int depth = 0;
  size_t levels;
  bool good = skip(&c, '{');
  for (int i = 0; i < count; i++) {
    rests[0][i] = paths[i];
    lefts[0][i] = strlen(paths[i]);
    memset(&findings[i], 0, sizeof findings[i]);
  }
  if (skip(&c, '}')) {
    return;
  }
  while (good) {
    good = skip(&c, '"');
    const char *key = c.at;
    good = good && skip_string(&c);
    size_t key_length = (size_t)(c.at - 1 - key);
    good = good && skip(&c, ':');
    if (!good) {
      break;
    }
    skip_space(&c);
    bool enters = false;
    for (int i = 0; i < count; i++) {
      const char *rest = rests[depth][i];
      bool begins = rest != NULL && key_length <= lefts[depth][i] &&
                    (rest[key_length] == '\0' || rest[key_length] == '.') && memcmp(rest, key, key_length) == 0;
      if (depth + 1 < DEEPEST) {
        rests[depth + 1][i] = NULL;
      }
      if (begins && rest[key_length] == '\0') {
        *(findings[i].value == NULL ? &findings[i].value : &findings[i].again) = c.at;
      } else if (begins && rest[key_length] == '.' && depth + 1 < DEEPEST && c.at < c.end && *c.at == '{') {
        rests[depth + 1][i] = rest + key_length + 1;
        lefts[depth + 1][i] = lefts[depth][i] - key_length - 1;
        enters = true;
      }
    }
    if (enters) {
      c.at++;
      depth++;
      if (!skip(&c, '}')) {
        continue;
      }
      depth--;
    } else {
      good = skip_value(&c, &levels);
      if (levels > 0) { /* cut off; the strings are sound */
        findings[0].value = NULL;
        return;
      }
    }
    while (good && !skip(&c, ',')) {
      good = skip(&c, '}');
      if (good && depth-- == 0) {
        skip_space(&c);
        good = c.at == c.end;
        if (good) {
          return;
        }
      }
    }
  }
  for (int i = 0; i < count; i++) {
    findings[i].broken = true;
  }
}

static int value_at(const char *at, const char *end) {
  struct cursor c = {at, end};
  return read_value(&c);
}

/*
 * Where a server writes JSON without escaping what a client sent, the line is not JSON. The key, in quotes and with a
 * value that is a status, is looked for even so; where it comes twice and differs, a client may have written it.
 */
static int search_broken(const char *line, const char *end, const char *name) {
  size_t length = strlen(name);
  int status = LOG_MISFIT;
  const char *at = line;
  while ((at = (const char *)memchr(at, '"', (size_t)(end - at))) != NULL) {
    at++;
    if ((size_t)(end - at) <= length || memcmp(at, name, length) != 0 || at[length] != '"') {
      continue;
    }
    struct cursor c = {at + length + 1, end};
    if (!skip(&c, ':')) {
      continue;
    }
    int found = read_value(&c);
    if (found >= LOG_NONE) {
      if (status != LOG_MISFIT && status != found) {
        return LOG_AMBIGUOUS;
      }
      status = found;
    }
  }
  return status;
}

/* A whole object: one that is cut off ends otherwise. */
static bool is_object(const char **line, size_t *length) {
  httpstatus__trim(line, length);
  return *length >= 2 && **line == '{' && (*line)[*length - 1] == '}';
}

static void string_at(const char *at, const char *end, struct httpstatus__slice *found) {
  struct cursor c = {at + (*at == '"'), end};
  const char *from = c.at;
  if (*at == '"') {
    found->at = from;
    found->length = skip_string(&c) ? (size_t)(c.at - 1 - from) : (size_t)(end - from);
  } else {
    while (c.at < end && *c.at != ',' && *c.at != '}') {
      c.at++;
    }
    found->at = from;
    found->length = (size_t)(c.at - from);
  }
}

int httpstatus__read_json(const httpstatus_log *log, const char *line, size_t length,
                          struct httpstatus__reading *reading) {
  const char *paths[3] = {log->key, log->sub_key, log->time_key};
  struct finding findings[3];
  if (!is_object(&line, &length)) {
    return LOG_MISFIT;
  }
  int count = reading == NULL || *log->time_key == '\0' ? *log->sub_key != '\0' ? 2 : 1 : 3;
  find_paths(line, length, paths, findings, count);
  const char *end = line + length;
  if (findings[0].broken) {
    return search_broken(line, end, log->key + log->leaf);
  }
  if (findings[0].value == NULL) {
    return LOG_MISFIT;
  }
  int status = value_at(findings[0].value, end);
  if (findings[0].again != NULL && value_at(findings[0].again, end) != status) {
    return LOG_AMBIGUOUS;
  }
  if (reading != NULL) {
    if (count > 1 && findings[1].value != NULL && *log->sub_key != '\0') {
      string_at(findings[1].value, end, &reading->sub);
    }
    if (count > 2 && findings[2].value != NULL) {
      string_at(findings[2].value, end, &reading->time);
    }
  }
  return status;
}

bool httpstatus__json_string(const char *line, size_t length, const char *path, struct httpstatus__slice *found) {
  struct finding finding;
  if (!is_object(&line, &length)) {
    return false;
  }
  find_paths(line, length, &path, &finding, 1);
  if (finding.broken || finding.value == NULL || finding.again != NULL) {
    return false;
  }
  string_at(finding.value, line + length, found);
  return *finding.value == '"';
}

/* ---- Which of the usual keys a line has ---- */

/* Goes through all members of the objects within each other, with their whole paths. */
bool httpstatus__json_usual(const char *line, size_t length, int *statuses, int *time_key) {
  enum { DEEPEST = 8 };
  char path[HTTPSTATUS_LOG_KEY_SIZE];
  size_t lengths[DEEPEST] = {0}, levels;
  int depth = 0;
  for (int i = 0; i < LOG_KEYS; i++) {
    statuses[i] = LOG_MISFIT;
  }
  if (!is_object(&line, &length)) {
    return false;
  }
  struct cursor c = {line + 1, line + length};
  if (skip(&c, '}')) {
    return true;
  }
  for (;;) {
    if (!skip(&c, '"')) {
      break;
    }
    const char *key = c.at;
    if (!skip_string(&c)) {
      break;
    }
    size_t key_length = (size_t)(c.at - 1 - key);
    if (!skip(&c, ':')) {
      break;
    }
    skip_space(&c);
    size_t base = lengths[depth], whole = base + key_length;
    bool fits = whole + 1 < sizeof path;
    if (fits) {
      memcpy(path + base, key, key_length);
    }
    if (fits && c.at < c.end && *c.at == '{' && depth + 1 < DEEPEST) {
      path[whole] = '.';
      c.at++;
      if (!skip(&c, '}')) {
        lengths[++depth] = whole + 1;
        continue;
      }
    } else {
      if (fits) {
        for (int i = 0; i < LOG_KEYS; i++) {
          const struct httpstatus__log_key *usual = &httpstatus__log_keys[i];
          if (usual->length == whole && memcmp(usual->key, path, whole) == 0) {
            struct cursor value = c;
            statuses[i] = read_value(&value);
          }
        }
        for (int i = 0; i < LOG_TIME_KEYS && time_key != NULL; i++) {
          const char *usual = httpstatus__log_time_keys[i];
          if (strlen(usual) == whole && memcmp(usual, path, whole) == 0 && (*time_key < 0 || i < *time_key)) {
            struct httpstatus__slice text;
            int64_t seconds;
            string_at(c.at, c.end, &text);
            *time_key = httpstatus__read_time(text.at, text.length, &seconds) > 0 ? i : *time_key;
          }
        }
      }
      if (!skip_value(&c, &levels)) {
        if (levels > 0) {
          return true;
        }
        break;
      }
    }
    while (!skip(&c, ',')) {
      if (!skip(&c, '}')) {
        goto broken;
      }
      if (depth-- == 0) {
        return true;
      }
    }
  }
broken:
  for (int i = 0; i < LOG_KEYS; i++) {
    const char *key = httpstatus__log_keys[i].key;
    const char *dot = strrchr(key, '.');
    statuses[i] = search_broken(line, line + length, dot != NULL ? dot + 1 : key);
  }
  return true;
}

/* ---- Strings ---- */

static int hex_value(char c) {
  c = httpstatus__lower(c);
  return httpstatus__is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Writes a string as it was before it was escaped; characters beyond ASCII that are escaped become "?". */
size_t httpstatus__unescape(struct httpstatus__slice text, char *buffer, size_t size) {
  const char *at = text.at, *end = text.at + text.length;
  size_t used = 0;
  while (at < end && used < size) {
    const char *slash = (const char *)memchr(at, '\\', (size_t)(end - at));
    size_t plain = (size_t)((slash != NULL ? slash : end) - at);
    plain = plain < size - used ? plain : size - used;
    memmove(buffer + used, at, plain);
    used += plain;
    at += plain;
    if (slash == NULL || at != slash || used == size) {
      break;
    }
    char c = at + 1 < end ? at[1] : '\\';
    at += at + 1 < end ? 2 : 1;
    if (c == 'u') {
      int code = 0;
      for (int i = 0; i < 4 && at < end && hex_value(*at) >= 0; i++) {
        code = code * 16 + hex_value(*at++);
      }
      c = code > 0 && code < 128 ? (char)code : '?';
    } else {
      c = c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c == 'b' ? '\b' : c == 'f' ? '\f' : c;
    }
    buffer[used++] = c;
  }
  return used;
}
