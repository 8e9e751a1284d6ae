/*
 * The status in a line of JSON. The line is walked once, from key to key, and what is not on the way to the status is
 * passed over: strings by memchr, objects and arrays by counting brackets. Nothing is kept and nothing recurses.
 */
#include <string.h>

#include "ascii.h"
#include "log.h"

/* Where web servers, proxies, platforms and log libraries put the status; the first that a line has is taken. */
static const char *const usual_keys[] = {
    "status",                    /* nginx by custom, Caddy */
    "status_code",               /* many applications */
    "statusCode",                /* Node */
    "response_code",             /* Envoy, Istio */
    "response_status",           /* Apache and others by custom */
    "http_status",               /* Rails, Heroku and others */
    "http.response.status_code", /* Elastic Common Schema */
    "http.status_code",          /* OpenTelemetry, Datadog */
    "httpRequest.status",        /* Google Cloud */
    "response.status",           /* Kong, Vector */
    "response.status_code",      /* frameworks */
    "res.statusCode",            /* pino, bunyan */
    "resp.status",               /* frameworks */
    "DownstreamStatus",          /* Traefik */
    "EdgeResponseStatus",        /* Cloudflare */
    "sc-status",                 /* Amazon CloudFront, real-time */
};

/* A place in a line. */
struct cursor {
  const char *at, *end;
};

static void skip_space(struct cursor *c) {
  while (c->at < c->end && httpstatus__is_space(*c->at)) {
    c->at++;
  }
}

static bool skip(struct cursor *c, char wanted) {
  skip_space(c);
  if (c->at < c->end && *c->at == wanted) {
    c->at++;
    return true;
  }
  return false;
}

/* Passes over a string whose opening quote was read; false where it does not end. */
static bool skip_string(struct cursor *c) {
  for (;;) {
    const char *quote = (const char *)memchr(c->at, '"', (size_t)(c->end - c->at));
    if (quote == NULL) {
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

/* Passes over a value, whatever it is; false where the line ends in it. */
static bool skip_value(struct cursor *c) {
  size_t depth = 0;
  skip_space(c);
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
  return false;
}

/* A status: a number 0..999, or a string of three digits; -1 for another value. */
static int read_status(struct cursor *c) {
  bool is_string = skip(c, '"');
  size_t left = (size_t)(c->end - c->at);
  int code = -1;
  if (is_string) {
    return left > 3 && c->at[3] == '"' ? httpstatus__three_digits(c->at) : -1;
  }
  size_t used = httpstatus__read_number(c->at, left, &code);
  if (used == 0 || used == left) {
    return -1;
  }
  char after = c->at[used];
  return after == ',' || after == '}' || httpstatus__is_space(after) ? code : -1;
}

/*
 * The status under a key of an object; -1 where there is none. With nested, dots of the key stand between the keys of
 * nested objects, and without, the key is one with dots in it, as some loggers flatten objects.
 */
static int find_key(const char *line, size_t length, const char *path, bool nested) {
  struct cursor c = {line, line + length};
  skip(&c, '{');
  for (;;) {
    if (!skip(&c, '"')) {
      return -1;
    }
    const char *key = c.at;
    if (!skip_string(&c)) {
      return -1;
    }
    size_t key_length = (size_t)(c.at - 1 - key);
    if (!skip(&c, ':')) {
      return -1;
    }
    if (strlen(path) == key_length && memcmp(path, key, key_length) == 0) {
      return read_status(&c);
    }
    if (nested && key_length < strlen(path) && memcmp(path, key, key_length) == 0 && path[key_length] == '.' &&
        skip(&c, '{')) {
      path += key_length + 1;
      continue;
    }
    if (!skip_value(&c) || !skip(&c, ',')) {
      return -1;
    }
  }
}

static int find_status(const char *line, size_t length, const char *path) {
  int code = find_key(line, length, path, false);
  return code < 0 && strchr(path, '.') != NULL ? find_key(line, length, path, true) : code;
}

/* A whole object: one that is cut off ends otherwise. */
static bool is_object(const char *line, size_t length) {
  while (length > 0 && httpstatus__is_space(line[length - 1])) {
    length--;
  }
  struct cursor c = {line, line + length};
  skip_space(&c);
  return c.at + 1 < c.end && *c.at == '{' && line[length - 1] == '}';
}

int httpstatus__json_line(httpstatus_log *log, const char *line, size_t length) {
  if (!is_object(line, length)) {
    return -1;
  }
  if (*log->key != '\0') {
    return find_status(line, length, log->key);
  }
  for (size_t i = 0; i < sizeof usual_keys / sizeof *usual_keys; i++) {
    int code = find_status(line, length, usual_keys[i]);
    if (code >= 0) {
      memcpy(log->key, usual_keys[i], strlen(usual_keys[i]) + 1);
      return code;
    }
  }
  return -1;
}
