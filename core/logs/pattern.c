/*
 * Lines by pattern. core/registry/README.md says what a pattern is made of. A pattern is walked once along the line;
 * only %r, which can end in several places, is tried at each of them.
 */
#include <string.h>

#include "../ascii.h"
#include "logs.h"

enum { NO_STATUS = -9 }; /* no status was read yet */

struct walk {
  const char *end;
  struct httpstatus__reading *reading;
  int tail;       /* the tail that the log's lines have, of SHAPE_COMMON */
  int tail_found; /* that of this line */
};

static int walk_on(struct walk *walk, const char *pattern, const char *at, int status);

static bool is_word(char c) {
  return httpstatus__is_digit(c) || (httpstatus__lower(c) >= 'a' && httpstatus__lower(c) <= 'z') || c == '_' ||
         c == '.' || c == '-' || c == '%' || c == '+';
}

/* A status is a token: what follows is neither a letter nor a digit. */
size_t httpstatus__read_status(const char *text, size_t length, int *status) {
  size_t i = 0;
  int number = 0;
  bool minus = length > 0 && *text == '-';
  while (i + minus < length && i < 5 && httpstatus__is_digit(text[i + minus])) {
    number = number * 10 + (text[i + minus] - '0');
    i++;
  }
  size_t used = i + minus;
  if (used == 0 || i > 4 || (used < length && is_word(text[used]))) {
    return 0;
  }
  *status = i == 0 || minus || number > 999 ? LOG_NONE : number;
  return used;
}

/* The byte of a text that is looked for: one that few lines have many of. */
static size_t rare_byte(const char *text, size_t length) {
  size_t other = length;
  for (size_t i = 0; i < length; i++) {
    char c = text[i];
    if (c == '"' || c == '[' || c == '{' || c == '|' || c == '=' || c == '<' || c == '>') {
      return i;
    }
    other = other == length && c != ' ' ? i : other;
  }
  return other < length ? other : 0;
}

/* Where the text of a pattern up to its next token is found first; NULL where it is not. */
static const char *find(const char *at, const char *end, const char *text, size_t length) {
  const size_t rare = rare_byte(text, length);
  while ((size_t)(end - at) >= length) {
    const char *found = (const char *)memchr(at + rare, text[rare], (size_t)(end - at) - length + 1);
    if (found == NULL) {
      return NULL;
    }
    found -= rare;
    size_t i = 0;
    while (i < length && found[i] == text[i]) {
      i++;
    }
    if (i == length) {
      return found;
    }
    at = found + 1;
  }
  return NULL;
}

bool httpstatus__has(const char *line, size_t length, const char *text) {
  return find(line, line + length, text, strlen(text)) != NULL;
}

static size_t literal_length(const char *pattern) {
  size_t length = 0;
  while (pattern[length] != '\0' && pattern[length] != '%') {
    length++;
  }
  return length;
}

static const char *skip_blanks(const char *at, const char *end) {
  while (at < end && *at == ' ') {
    at++;
  }
  return at;
}

static bool is_any(char c, const char *wanted) {
  return c != '\0' && strchr(wanted, c) != NULL;
}

static const char *skip_digits(const char *at, const char *end) {
  while (at < end && httpstatus__is_digit(*at)) {
    at++;
  }
  return at;
}

/* ---- %r: what can end in several places ---- */

/* The readings of one kind: the first, and whether others differ from it. */
struct choice {
  int count, status, tail;
  bool differs, versioned, versioned_differs;
  struct httpstatus__reading reading;
};

static void choose(struct choice *choice, int status, bool versioned, const struct walk *walk) {
  bool first = choice->count == 0;
  choice->count++;
  if (versioned && !first && !choice->versioned && choice->tail == TAIL_OTHER) {
    /* What follows the bytes is the rest of a request line: the quote was the client's. */
    first = true;
    choice->differs = choice->versioned_differs = false;
  }
  if (first) {
    choice->status = status;
    choice->versioned = versioned;
    choice->reading = *walk->reading;
    choice->tail = walk->tail_found;
  } else if (choice->status != status) {
    choice->differs = true;
    choice->versioned_differs = choice->versioned_differs || versioned;
  }
}

/*
 * A request that ends as HTTP/1.1 and later ones end, with "HTTP/1.1", is one; what else looks like an end stands in a
 * field behind it, with quotes that were not escaped.
 */
static int chosen(const struct choice *choice, struct walk *walk) {
  *walk->reading = choice->reading;
  walk->tail_found = choice->tail;
  return (choice->versioned ? choice->versioned_differs : choice->differs) ? LOG_AMBIGUOUS : choice->status;
}

/* Whether the text ends with the version of a request line. */
static bool ends_with_version(const char *from, const char *end) {
  static const char version[] = " HTTP/";
  if (end - from < 7 || !httpstatus__is_digit(end[-1])) {
    return false;
  }
  const char *at = end - 1;
  at -= end - from >= 9 && at[-1] == '.' && httpstatus__is_digit(at[-2]) ? 2 : 0;
  return at - from >= 6 && memcmp(at - 6, version, 6) == 0;
}

static bool is_escaped(const char *from, const char *quote) {
  const char *slash = quote;
  while (slash > from && slash[-1] == '\\') {
    slash--;
  }
  return (quote - slash) % 2 != 0;
}

/* The end of what begins at from is tried wherever the text comes that follows it in the pattern. */
static int walk_request(struct walk *walk, const char *pattern, const char *from, int status) {
  enum { DOUBTFUL, OTHER_TAIL, GOOD, KINDS };
  struct choice choices[KINDS];
  size_t length = literal_length(pattern);
  bool quoted = *pattern == '"';
  for (int kind = 0; kind < KINDS; kind++) {
    choices[kind].count = 0;
    choices[kind].differs = choices[kind].versioned_differs = false;
  }
  struct httpstatus__reading before = *walk->reading;
  for (const char *at = from; (at = find(at, walk->end, pattern, length)) != NULL; at++) {
    if (quoted && is_escaped(from, at)) {
      continue;
    }
    walk->tail_found = TAIL_ANY;
    *walk->reading = before;
    int found = walk_on(walk, pattern, at, status);
    if (found < LOG_NONE) {
      if (found == LOG_AMBIGUOUS) {
        return found;
      }
      continue;
    }
    bool versioned = quoted && ends_with_version(from, at);
    int kind = quoted && !versioned && found < 100                                                        ? DOUBTFUL
               : walk->tail != TAIL_ANY && walk->tail_found != TAIL_ANY && walk->tail_found != walk->tail ? OTHER_TAIL
                                                                                                          : GOOD;
    choose(&choices[kind], found, versioned, walk);
  }
  for (int kind = GOOD; kind >= DOUBTFUL; kind--) {
    if (choices[kind].count > 0) {
      return chosen(&choices[kind], walk);
    }
  }
  return LOG_MISFIT;
}

/* ---- Tokens: each returns where it ends, or NULL ---- */

/* Bytes and what follows them in the Common Log Format; a line may end before them. */
static const char *read_tail(struct walk *walk, const char *at) {
  const char *next = skip_blanks(at, walk->end);
  if (next == walk->end) {
    walk->tail_found = TAIL_END;
    return next;
  }
  if (next == at) {
    return NULL;
  }
  const char *bytes = next;
  at = *next == '-' ? next + 1 : skip_digits(next, walk->end);
  if (at == next || (at < walk->end && *at != ' ')) {
    return NULL;
  }
  next = skip_blanks(at, walk->end);
  walk->reading->inner.at = bytes;
  walk->reading->inner.length = (size_t)(at - bytes);
  walk->tail_found = next == walk->end ? TAIL_END : *next == '"' ? TAIL_QUOTE : TAIL_OTHER;
  return walk->end;
}

/* One of the options between "(" and ")"; the first that the text begins with. */
static const char *read_choice(const char **pattern, const char *at, const char *end) {
  const char *option = *pattern + 1, *found = NULL;
  bool is_found = false;
  while (option[-1] != ')') {
    const char *text = at;
    while (*option != '|' && *option != ')' && text < end && *text == *option) {
      option++;
      text++;
    }
    bool whole = *option == '|' || *option == ')';
    found = !is_found && whole ? text : found;
    is_found = is_found || whole;
    while (*option != '|' && *option != ')') {
      option++;
    }
    option++;
  }
  *pattern = option;
  return found;
}

/* "-" or elements in brackets, whose values may hold brackets in quotes; the blank after them too. */
static const char *read_structured_data(const char *at, const char *end) {
  if (at < end && *at == '-') {
    at++;
  } else {
    const char *begin = at;
    while (at < end && *at == '[') {
      bool quoted = false;
      for (at++; at < end && (quoted || *at != ']'); at++) {
        if (quoted && *at == '\\') {
          at++; /* what follows is escaped */
        } else {
          quoted = *at == '"' ? !quoted : quoted;
        }
      }
      if (at >= end) {
        return NULL;
      }
      at++;
    }
    if (at == begin) {
      return NULL;
    }
  }
  at = at < end && *at == ' ' ? at + 1 : at;
  return end - at >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0 ? at + 3 : at;
}

static const char *read_syslog_time(const char *at, const char *end) {
  static const char form[] = "Aaa dd dd:dd:dd";
  if (end - at < 15) {
    return NULL;
  }
  for (int i = 0; i < 15; i++) {
    char c = at[i], f = form[i];
    bool good = f == 'A'   ? c >= 'A' && c <= 'Z'
                : f == 'a' ? c >= 'a' && c <= 'z'
                : f == 'd' ? httpstatus__is_digit(c) || (i == 4 && c == ' ')
                           : c == f;
    if (!good) {
      return NULL;
    }
  }
  return at + 15;
}

static const char *read_priority(const char *at, const char *end) {
  if (at == end || *at != '<') {
    return at;
  }
  const char *next = skip_digits(at + 1, end);
  return next > at + 1 && next < end && *next == '>' ? next + 1 : at;
}

/* A number with a fraction; whole ones and "-" are too. */
static const char *read_number(const char *at, const char *end, bool fraction) {
  const char *from = at;
  at += at < end && (*at == '-' || *at == '+');
  const char *digits = at;
  at = skip_digits(at, end);
  if (at == digits) {
    return !fraction && at > from && *from == '-' ? at : NULL;
  }
  if (at + 1 < end && *at == '.' && httpstatus__is_digit(at[1])) {
    return skip_digits(at + 1, end);
  }
  return fraction ? NULL : at;
}

/* HAProxy's five times: "0/0/0/1/1", "-1/-1/-1/-1/+5" */
static const char *read_timers(const char *at, const char *end) {
  for (int i = 0; i < 5; i++) {
    if (i > 0) {
      if (at == end || *at != '/') {
        return NULL;
      }
      at++;
    }
    at += at < end && (*at == '-' || *at == '+');
    const char *next = skip_digits(at, end);
    if (next == at) {
      return NULL;
    }
    at = next;
  }
  return at;
}

static bool is_sub(char c) {
  return (httpstatus__lower(c) >= 'a' && httpstatus__lower(c) <= 'z') || c == '_' || c == ',' || c == '-';
}

/* The tag of syslog, with a process id or without; JSON and key=value are none. */
static const char *read_tag(const char *at, const char *end) {
  const char *from = at;
  while (at < end && (is_word(*at) || is_any(*at, "/[]()@*"))) {
    at++;
  }
  return at > from ? at : NULL;
}

static const char *read_run(const char *at, const char *end, char stop) {
  const char *from = at;
  if (stop == '%' || stop == '\0' || stop == ' ') {
    const char *blank = at < end ? (const char *)memchr(at, ' ', (size_t)(end - at)) : NULL;
    at = blank != NULL ? blank : end;
    return at > from ? at : NULL;
  }
  while (at < end && *at != ' ' && *at != stop) {
    at++;
  }
  return at > from ? at : NULL;
}

static const char around_columns[] = " \"'|,;\t";

/* Whether a column before the version holds what may be a status too, other than the one after it. */
static bool has_rival(const char *line, const char *version, int status) {
  for (const char *at = line; version - at > 3; at++) {
    if (httpstatus__is_digit(*at) && (at == line || is_any(at[-1], around_columns)) && is_any(at[3], around_columns)) {
      int rival = httpstatus__three_digits(at);
      if (rival != status && httpstatus_is_known(rival)) {
        return true;
      }
    }
  }
  return false;
}

/*
 * A version, and a status after it: in quotes, bars or tabs, wherever the line has it. Where it has several that
 * differ, nobody knows.
 */
static int find_version(const char *line, const char *end) {
  static const char version[] = "HTTP/";
  int status = LOG_MISFIT;
  for (const char *at = line; (at = find(at, end, version, 5)) != NULL;) {
    const char *before = at;
    at = skip_digits(at + 5, end);
    at = at < end && *at == '.' ? skip_digits(at + 1, end) : at;
    const char *next = at;
    while (next < end && is_any(*next, around_columns)) {
      next++;
    }
    if (before == line || next == at || end - next < 3 || !is_any(before[-1], around_columns) ||
        (end - next > 3 && !is_any(next[3], around_columns))) {
      continue;
    }
    int found = httpstatus__three_digits(next);
    if (found >= 0) {
      if ((status != LOG_MISFIT && status != found) || has_rival(line, before, found)) {
        return LOG_AMBIGUOUS;
      }
      status = found;
    }
  }
  return status;
}

static const char *read_token(struct walk *walk, const char **pattern, const char *at, int *status) {
  const char *end = walk->end;
  const char *from = at;
  char token = **pattern;
  if (token == '(') {
    return read_choice(pattern, at, end);
  }
  char next = *++*pattern;
  switch (token) {
    case 's':
      at += httpstatus__read_status(at, (size_t)(end - at), status);
      /* A line may be cut off within its status, and 20 may have been 200; servers do write 0 and 99. */
      return at > from && (at - from >= 3 || *status < 0 || (at < end && (*status == 0 || *status >= 60))) ? at : NULL;
    case '3':
      *status = end - at >= 3 ? httpstatus__three_digits(at) : -1;
      return *status >= 0 && (end - at == 3 || !is_word(at[3])) ? at + 3 : NULL;
    case 'S':
      while (at < end && is_sub(*at)) {
        at++;
      }
      walk->reading->sub.at = from;
      walk->reading->sub.length = (size_t)(at - from);
      return at > from ? at : NULL;
    case 'w':
      return read_run(at, end, next);
    case 'a':
      at = read_run(at, end, ' ');
      return at != NULL && skip_digits(from, at) < at ? at : NULL;
    case 'n':
      at = skip_digits(at, end);
      return at > from ? at : NULL;
    case 'b':
      at = at < end && *at == '-' ? at + 1 : skip_digits(at, end);
      return at > from ? at : NULL;
    case 'f':
      return read_number(at, end, false);
    case 'd':
      return read_number(at, end, true);
    case 't':
      at += httpstatus__skip_time(at, (size_t)(end - at));
      walk->reading->time.at = from;
      walk->reading->time.length = (size_t)(at - from);
      return at > from ? at : NULL;
    case 'T':
      return read_timers(at, end);
    case 'm':
      while (at < end && ((*at >= 'A' && *at <= 'Z') || *at == '-' || *at == '_')) {
        at++;
      }
      return at > from ? at : NULL;
    case 'p':
      while (at < end && (*at == ' ' || *at == '\'' || *at == '-' ||
                          (httpstatus__lower(*at) >= 'a' && httpstatus__lower(*at) <= 'z'))) {
        at++;
      }
      return at;
    case 'h':
      while (at < end && (httpstatus__is_digit(*at) || (*at >= 'a' && *at <= 'f'))) {
        at++;
      }
      return at - from >= 8 ? at : at < end && *at == '-' ? at + 1 : NULL;
    case 'u':
      at = read_run(at, end, ' ');
      return at != NULL && find(from, at, "://", 3) != NULL ? at : NULL;
    case 'i':
      return read_priority(at, end);
    case 'y':
      return read_syslog_time(at, end);
    case 'g':
      return read_tag(at, end);
    case 'D':
      return read_structured_data(at, end);
    case 'B':
      return read_tail(walk, at);
    case '{':
      return at < end && *at == '{' ? at : NULL;
    default: /* 'e' */
      walk->reading->inner.at = at;
      walk->reading->inner.length = (size_t)(end - at);
      *status = 0;
      return end;
  }
}

static int walk_on(struct walk *walk, const char *pattern, const char *at, int status) {
  const char *end = walk->end;
  for (;;) {
    if (*pattern == '\0') {
      return at == end && status != NO_STATUS ? status : LOG_MISFIT;
    }
    if (*pattern == ' ') {
      const char *next = skip_blanks(at, end);
      if (next == at) {
        return LOG_MISFIT;
      }
      at = next;
      pattern++;
    } else if (*pattern != '%') {
      if (at == end || *at != *pattern) {
        return LOG_MISFIT;
      }
      at++;
      pattern++;
    } else if (pattern[1] == '*') {
      pattern += 2;
      size_t length = literal_length(pattern);
      if (length == 0) {
        return status != NO_STATUS ? status : LOG_MISFIT;
      }
      at = find(at, end, pattern, length);
      if (at == NULL) {
        return LOG_MISFIT;
      }
    } else if (pattern[1] == 'r') {
      return walk_request(walk, pattern + 2, at, status);
    } else if (pattern[1] == 'H') {
      return find_version(at, end);
    } else {
      pattern++;
      at = read_token(walk, &pattern, at, &status);
      if (at == NULL) {
        return LOG_MISFIT;
      }
    }
  }
}

int httpstatus__match(const char *patterns, const char *line, size_t length, struct httpstatus__reading *reading) {
  struct walk walk = {line + length, reading, TAIL_ANY, TAIL_ANY};
  int best;
  const struct httpstatus__reading before = *reading;
  for (;;) {
    best = walk_on(&walk, patterns, line, NO_STATUS);
    if (best != LOG_MISFIT) {
      return best;
    }
    patterns = httpstatus__next_text(patterns);
    if (*patterns == '\0') {
      return best;
    }
    *reading = before;
  }
}

/* ---- The Common Log Format ---- */

/*
 * The quote that begins the request: the first one behind the time. A user's name may have quotes of its own.
 */
const char *httpstatus__after_time(const char *line, const char *end) {
  const char *at = line + 1;
  while (at < end && (at = (const char *)memchr(at, ']', (size_t)(end - at))) != NULL) {
    const char *quote = skip_blanks(at + 1, end);
    if (quote > at + 1 && quote < end && *quote == '"') {
      return quote + 1;
    }
    at++;
  }
  return NULL;
}

int httpstatus__read_common(const httpstatus_log *log, const char *line, size_t length,
                            struct httpstatus__reading *reading, int *tail) {
  const char *end = line + length;
  const char *from = length > 1 ? httpstatus__after_time(line, end) : NULL;
  if (from == NULL) {
    return LOG_MISFIT;
  }
  struct walk walk = {end, reading, log->tail, TAIL_ANY};
  const char *close = from - 1;
  while (close > line && *close != ']') {
    close--;
  }
  const char *open = close;
  while (open > line && *open != '[') {
    open--;
  }
  reading->time.at = open + (*open == '[');
  reading->time.length = (size_t)(close - reading->time.at);
  int status = walk_on(&walk, "%r\" %s%B", from, NO_STATUS);
  *tail = walk.tail_found;
  return status;
}
