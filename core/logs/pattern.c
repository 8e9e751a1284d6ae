/*
 * What is behind the patterns: %r, which can end in several places, is tried at each of them; the Common Log Format has
 * more than a pattern says.
 */
#include <string.h>

#include "../ascii.h"
#include "logs.h"
#include "tokens.h"

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

bool httpstatus__has(const char *line, size_t length, const char *text) {
  return httpstatus__find_text(line, line + length, text, strlen(text)) != NULL;
}

/* ---- %r: what can end in several places ---- */

/* The readings of one kind: where the first of them ends, and whether others differ from it. */
struct choice {
  const char *at;
  int count, status, tail;
  bool differs, versioned, versioned_differs;
};

static void choose(struct choice *choice, const char *at, int status, bool versioned, int tail) {
  bool first = choice->count == 0;
  choice->count++;
  if (versioned && !first && !choice->versioned && choice->tail == TAIL_OTHER) {
    /* What follows the bytes is the rest of a request line: the quote was the client's. */
    first = true;
    choice->differs = choice->versioned_differs = false;
  }
  if (first) {
    choice->at = at;
    choice->status = status;
    choice->versioned = versioned;
    choice->tail = tail;
  } else if (choice->status != status) {
    choice->differs = true;
    choice->versioned_differs = choice->versioned_differs || versioned;
  }
}

/*
 * A request that ends as HTTP/1.1 and later ones end, with "HTTP/1.1", is one; what else looks like an end stands in a
 * field behind it, with quotes that were not escaped.
 */
static int chosen(const struct choice *choice) {
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

/* What follows the text at a place where it may end. */
static int try_rest(struct walk *walk, const char *at, int status, struct text close, httpstatus__rest *rest) {
  walk->tail_found = TAIL_ANY;
  return rest(walk, at + close.length, status);
}

/* The end of what begins at from is tried wherever the text comes that follows it in the pattern. */
int httpstatus__walk_request(struct walk *walk, const char *from, int status, struct text close,
                             httpstatus__rest *rest) {
  enum { DOUBTFUL, OTHER_TAIL, GOOD, KINDS };
  struct choice choices[KINDS];
  const bool quoted = *close.at == '"';
  for (int kind = 0; kind < KINDS; kind++) {
    choices[kind].count = 0;
    choices[kind].differs = choices[kind].versioned_differs = false;
  }
  const struct httpstatus__reading before = *walk->reading;
  const char *tried = NULL;
  for (const char *at = from; (at = find_text(at, walk->end, close)) != NULL; at++) {
    if (quoted && is_escaped(from, at)) {
      continue;
    }
    if (tried != NULL) {
      *walk->reading = before;
    }
    tried = at;
    int found = try_rest(walk, at, status, close, rest);
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
    choose(&choices[kind], at, found, versioned, walk->tail_found);
  }
  for (int kind = GOOD; kind >= DOUBTFUL; kind--) {
    if (choices[kind].count > 0) {
      if (choices[kind].at != tried) {
        *walk->reading = before;
        try_rest(walk, choices[kind].at, status, close, rest);
      }
      walk->tail_found = choices[kind].tail;
      return chosen(&choices[kind]);
    }
  }
  return LOG_MISFIT;
}

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
int httpstatus__find_version(const char *line, const char *end) {
  const struct text version = {"HTTP/", 5};
  int status = LOG_MISFIT;
  for (const char *at = line; (at = find_text(at, end, version)) != NULL;) {
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

/* The status and the bytes behind the quote that ends a request, and the blank after it. */
static int after_request(struct walk *walk, const char *at, int status) {
  at = take_status(skip_blanks(at, walk->end), walk->end, &status);
  return at != NULL && read_tail(walk, at) != NULL ? status : LOG_MISFIT;
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
  const struct text quote = {"\" ", 2};
  int status = httpstatus__walk_request(&walk, from, NO_STATUS, quote, after_request);
  *tail = walk.tail_found;
  return status;
}
