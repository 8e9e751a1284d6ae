/*
 * What a log looks like, judged by a block of its lines: the envelopes around a line, the format, and within the format
 * the key, the columns, and what stands behind the bytes. The format that gives a status on the most lines is taken.
 */
#include <string.h>

#include "../ascii.h"
#include "logs.h"

struct block {
  struct httpstatus__slice lines[HTTPSTATUS_LOG_BLOCK_LINES];
  int count;
  char *scratch; /* SCRATCH bytes */
};

/* How well something fits: lines with a code from 100, lines with another or none, and all that have something. */
struct fit {
  int good, weak;
  int first; /* the line that is the first good one */
};

static int score(struct fit fit) {
  return 2 * fit.good + fit.weak;
}

static void add(struct fit *fit, int status, int line) {
  fit->first = fit->good == 0 ? line : fit->first;
  fit->good += status >= 100;
  fit->weak += status < 100 && status >= LOG_NONE;
}

enum { JSON_KEYS, EQUAL_KEYS, COLON_KEYS, KEY_KINDS };

struct verdict {
  struct fit formats[LOG_FORMATS];
  struct fit keys[KEY_KINDS][LOG_KEYS];
  int tails[TAIL_OTHER + 1];
  int lines;              /* that are not blank */
  int known[LOG_FORMATS]; /* statuses that are known, where that matters */
  int numbers;            /* of SHAPE_COMMON: bytes that would be known statuses */
  int number;             /* of SHAPE_COMMON: the first of these */
  bool numbers_differ;    /* of SHAPE_COMMON: whether there are others */
  int ambiguous;          /* of SHAPE_COMMON: lines that can be read in two ways */
  int doubtful;           /* the same of the formats that are a last resort */
  int time_key;
  int best, key;
};

/* Whether lines end with CR alone, as they did on old systems: the whole log would be one line. */
static bool ends_with_cr(const char *text, size_t length) {
  int alone = 0, newlines = 0;
  for (size_t i = 0; i < length; i++) {
    newlines += text[i] == '\n';
    alone += text[i] == '\r' && i + 1 < length && text[i + 1] != '\n' && text[i + 1] != '\r';
  }
  return alone > newlines;
}

static void split(struct block *block, const char *text, size_t length, bool at_start) {
  const char *at = text, *end = text + length;
  block->count = 0;
  if (at_start && length >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0) {
    at += 3;
  }
  while (at < end && block->count < HTTPSTATUS_LOG_BLOCK_LINES) {
    const char *newline = (const char *)memchr(at, '\n', (size_t)(end - at));
    const char *stop = newline != NULL ? newline : end;
    struct httpstatus__slice line = {at, (size_t)(stop - at)};
    if (line.length > HTTPSTATUS_LOG_LINE_MAX) {
      line.length = HTTPSTATUS_LOG_LINE_MAX;
    }
    line.length -= line.length > 0 && line.at[line.length - 1] == '\r';
    if (line.length > 0 || block->count == 0) {
      block->lines[block->count++] = line;
    }
    at = newline != NULL ? newline + 1 : end;
  }
}

/* ---- One line against every format ---- */

static void add_keys(struct fit *keys, const int *statuses, int line) {
  for (int i = 0; i < LOG_KEYS; i++) {
    add(&keys[i], statuses[i], line);
  }
}

static int three_digit_number(struct httpstatus__slice text) {
  return text.at != NULL && text.length == 3 ? httpstatus__three_digits(text.at) : -1;
}

static void try_line(const httpstatus_log *log, int format, const char *line, size_t length, struct verdict *verdict) {
  const struct httpstatus__log_format *kind = &httpstatus__log_format_rows[format];
  struct httpstatus__reading reading;
  memset(&reading, 0, sizeof reading);
  int statuses[LOG_KEYS];
  int status = LOG_MISFIT, tail = TAIL_ANY;
  switch (kind->shape) {
    case SHAPE_PATTERN:
      status = httpstatus__match(format, line, length, &reading);
      verdict->known[format] += kind->fallback && httpstatus_is_known(status);
      verdict->doubtful += kind->fallback && status == LOG_AMBIGUOUS;
      break;
    case SHAPE_COMMON:
      status = httpstatus__read_common(log, line, length, &reading, &tail);
      verdict->tails[tail] += status >= LOG_NONE;
      verdict->ambiguous += status == LOG_AMBIGUOUS;
      if (status >= 100) {
        int number = three_digit_number(reading.inner);
        verdict->known[format] += httpstatus_is_known(status);
        if (httpstatus_is_known(number)) {
          verdict->number = verdict->numbers == 0 ? number : verdict->number;
          verdict->numbers_differ = verdict->numbers_differ || number != verdict->number;
          verdict->numbers++;
        }
      }
      break;
    case SHAPE_JSON:
      if (*log->key != '\0') {
        status = httpstatus__read_json(log, line, length, &reading);
      }
      if (length > 1 && httpstatus__json_usual(line, length, statuses, &verdict->time_key)) {
        add_keys(verdict->keys[JSON_KEYS], statuses, verdict->lines);
      }
      break;
    case SHAPE_PAIRS:
      if (*log->key != '\0') {
        status = httpstatus__read_pairs(log, (char)log->separator, line, length, &reading);
      } else if (*kind->key != '\0') {
        status = httpstatus__has(line, length, kind->mark) ? 0 : LOG_MISFIT;
        if (status == 0) {
          httpstatus__pairs_usual(kind->separator, line, length, statuses);
          status = statuses[0];
        }
      } else {
        httpstatus__pairs_usual(kind->separator, line, length, statuses);
        add_keys(verdict->keys[kind->separator == '=' ? EQUAL_KEYS : COLON_KEYS], statuses, verdict->lines);
      }
      break;
    default: /* columns that are set up already */
      status = httpstatus__read_columns(log, line, length, &reading);
  }
  add(&verdict->formats[format], status, verdict->lines);
}

/* The line inside of the envelopes that the log has, without colors. */
static bool peel(const httpstatus_log *log, struct httpstatus__slice *line, char *scratch) {
  struct httpstatus__reading reading;
  memset(&reading, 0, sizeof reading);
  if (!httpstatus__open_envelopes(log, &line->at, &line->length, scratch, &reading)) {
    return false;
  }
  if (line->length > 0 && memchr(line->at, '\x1b', line->length) != NULL) {
    line->length = httpstatus__without_colors(line->at, line->length, scratch);
    line->at = scratch;
  }
  return true;
}

/* Sets up what must be known before a line can be read; false where the block does not say it. */
static bool set_up(httpstatus_log *log, int format, const struct block *block) {
  const struct httpstatus__log_format *kind = &httpstatus__log_format_rows[format];
  static const char separators[] = " \t,;|";
  if (kind->shape == SHAPE_FIELDS || (kind->shape == SHAPE_COLUMN && log->asked_column == 0)) {
    for (int i = 0; i < block->count; i++) {
      struct httpstatus__slice line = block->lines[i];
      if (peel(log, &line, block->scratch) && httpstatus__read_fields(log, line.at, line.length)) {
        return true;
      }
    }
  }
  struct httpstatus__slice first = block->lines[0];
  if ((kind->shape == SHAPE_HEADER || (kind->shape == SHAPE_COLUMN && log->asked_column == 0)) && !log->is_started &&
      peel(log, &first, block->scratch)) {
    for (const char *separator = separators + (kind->shape == SHAPE_HEADER); *separator != '\0'; separator++) {
      if (httpstatus__read_header(log, *separator, first.at, first.length)) {
        return true;
      }
    }
  }
  return kind->shape != SHAPE_FIELDS && kind->shape != SHAPE_HEADER &&
         (kind->shape != SHAPE_COLUMN || log->asked_column > 0);
}

/* Judges every step-th line of the block: by one format that is asked for, or by all. */
static void judge_lines(httpstatus_log *log, const struct block *block, int step, int asked, struct verdict *verdict) {
  bool ready[LOG_FORMATS] = {false};
  memset(verdict, 0, sizeof *verdict);
  verdict->time_key = -1;
  for (int format = 1; format < LOG_FORMATS; format++) {
    const struct httpstatus__log_format *kind = &httpstatus__log_format_rows[format];
    bool columns = kind->shape == SHAPE_FIELDS || kind->shape == SHAPE_HEADER || kind->shape == SHAPE_COLUMN;
    ready[format] = asked != 0 ? format == asked : !kind->asked;
    if (ready[format] && columns) {
      /* Each of these has its own columns, so that they are tried one after another. */
      ready[format] = false;
      if (set_up(log, format, block)) {
        for (int i = 0; i < block->count; i += step) {
          struct httpstatus__slice line = block->lines[i];
          if (peel(log, &line, block->scratch) && line.length > 0 && *line.at != '#' && (i > 0 || log->header == 0)) {
            try_line(log, format, line.at, line.length, verdict);
          }
        }
        verdict->formats[format].weak += kind->shape == SHAPE_FIELDS;
      }
    }
  }
  for (int i = 0; i < block->count; i += step) {
    struct httpstatus__slice line = block->lines[i];
    if (line.length == 0) {
      continue;
    }
    verdict->lines += *line.at != '#';
    if (!peel(log, &line, block->scratch)) {
      continue;
    }
    for (int format = 1; format < LOG_FORMATS; format++) {
      if (ready[format]) {
        try_line(log, format, line.at, line.length, verdict);
      }
    }
  }
}

/* The best key of a kind gives its fit to the format. */
static int best_key(const struct fit *keys, struct fit *fit) {
  int best = -1;
  for (int i = 0; i < LOG_KEYS; i++) {
    if (keys[i].good > 0 && (best < 0 || keys[i].good > keys[best].good ||
                             (keys[i].good == keys[best].good && keys[i].first < keys[best].first))) {
      best = i;
    }
  }
  if (best >= 0) {
    *fit = keys[best];
  }
  return best;
}

/*
 * Whether the number behind the request is another one than the status, where what is read as bytes would be a known
 * status on nearly all lines. If few numbers before it are, they are the lengths of requests. If they are too, and
 * something follows that may be the bytes, the log has two statuses, and nobody knows which one is the server's; but
 * bytes that are always the same are those of one page.
 */
static bool is_another_number(const struct verdict *verdict, int format, int asked) {
  int good = verdict->formats[format].good;
  bool two = asked == 0 && verdict->numbers_differ && 2 * verdict->tails[TAIL_OTHER] > good;
  return 10 * verdict->numbers >= 9 * good && (2 * verdict->known[format] < good || two);
}

/* The format that fits best, the first of those that fit equally; 0 where none does. */
static void decide(const httpstatus_log *log, int asked, struct verdict *verdict) {
  verdict->best = 0;
  verdict->key = -1;
  for (int format = 1; format < LOG_FORMATS; format++) {
    const struct httpstatus__log_format *kind = &httpstatus__log_format_rows[format];
    struct fit fit = verdict->formats[format];
    int key = -1;
    if (*log->key == '\0' && (kind->shape == SHAPE_JSON || (kind->shape == SHAPE_PAIRS && *kind->key == '\0'))) {
      int kinds = kind->shape == SHAPE_JSON ? JSON_KEYS : kind->separator == '=' ? EQUAL_KEYS : COLON_KEYS;
      key = best_key(verdict->keys[kinds], &fit);
    }
    if (kind->shape == SHAPE_COMMON && fit.good > 0 && is_another_number(verdict, format, asked)) {
      verdict->ambiguous++; /* no other format reads it better */
      continue;
    }
    if (kind->fallback && asked == 0 &&
        (verdict->best != 0 || verdict->ambiguous > 0 || 2 * verdict->doubtful > fit.good ||
         2 * verdict->known[format] < fit.good)) {
      continue;
    }
    bool enough = asked != 0 ? score(fit) > 0
                  : kind->bare
                      ? 2 * (fit.good + fit.weak) >= verdict->lines && score(fit) > 0
                      : fit.good > 0 || (fit.weak > 0 && (kind->shape == SHAPE_FIELDS || kind->shape == SHAPE_COMMON ||
                                                          (kind->shape == SHAPE_PATTERN && !kind->fallback)));
    if (enough && (verdict->best == 0 || score(fit) > score(verdict->formats[verdict->best]))) {
      verdict->best = format;
      verdict->key = key;
    }
    verdict->formats[format] = fit;
  }
}

/* Whether the format is a last resort, which reads many lines as they are within an envelope, and not all of them. */
static bool is_fallback(const struct verdict *verdict) {
  return verdict->best != 0 && httpstatus__log_format_rows[verdict->best].fallback;
}

static bool is_clear(const struct verdict *verdict, int percent) {
  return verdict->best != 0 && (verdict->formats[verdict->best].good + verdict->formats[verdict->best].weak) * 100 >=
                                   verdict->lines * percent;
}

/* A few lines are often enough: all of 8, most of 32, or whatever there is. */
static void judge_level(httpstatus_log *log, const struct block *block, int asked, struct verdict *verdict) {
  static const struct {
    int lines, percent;
  } rounds[] = {
      {8,                          100},
      {32,                         75 },
      {HTTPSTATUS_LOG_BLOCK_LINES, 0  },
  };
  for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++) {
    int step = (block->count + rounds[i].lines - 1) / rounds[i].lines;
    judge_lines(log, block, step > 0 ? step : 1, asked, verdict);
    decide(log, asked, verdict);
    if (is_clear(verdict, rounds[i].percent)) {
      return;
    }
  }
}

/* The envelope that most lines have at this level, or -1. */
static int find_envelope(const httpstatus_log *log, const struct block *block) {
  int step = (block->count + 31) / 32;
  for (int envelope = 0; envelope < LOG_ENVELOPES; envelope++) {
    int fitting = 0, lines = 0;
    for (int i = 0; i < block->count; i += step) {
      struct httpstatus__slice line = block->lines[i];
      struct httpstatus__reading reading;
      memset(&reading, 0, sizeof reading);
      lines += line.length > 0;
      fitting += line.length > 0 && peel(log, &line, block->scratch) &&
                 httpstatus__open_envelope(envelope, &line.at, &line.length, block->scratch, &reading);
    }
    if (2 * fitting > lines) {
      return envelope;
    }
  }
  return -1;
}

/*
 * Where the last part of a key begins that stands in quotes in a line: objects within each other have their own keys,
 * or a key has dots in it.
 */
static int find_leaf(const char *key, const char *line, size_t length) {
  for (const char *from = key; from != NULL; from = strchr(from, '.')) {
    char quoted[HTTPSTATUS_LOG_KEY_SIZE + 2] = "\"";
    from += from > key;
    size_t size = strlen(from);
    memcpy(quoted + 1, from, size + 1);
    quoted[size + 1] = '"';
    if (httpstatus__has(line, length, quoted)) {
      return (int)(from - key);
    }
  }
  return -1;
}

/* Keeps what was found out. */
static void settle(httpstatus_log *log, const struct block *block, const struct verdict *verdict) {
  const struct httpstatus__log_format *kind = &httpstatus__log_format_rows[verdict->best];
  log->is_found = true;
  log->format = verdict->best;
  set_up(log, verdict->best, block);
  if (verdict->key >= 0) {
    memcpy(log->key, httpstatus__log_keys[verdict->key].key, sizeof httpstatus__log_keys[verdict->key].key);
    memcpy(log->sub_key, httpstatus__log_keys[verdict->key].sub_key, sizeof httpstatus__log_keys[verdict->key].sub_key);
  }
  if (kind->shape == SHAPE_COMMON) {
    int best = TAIL_END;
    for (int tail = TAIL_QUOTE; tail <= TAIL_OTHER; tail++) {
      best = verdict->tails[tail] > verdict->tails[best] ? tail : best;
    }
    log->tail = best;
  }
  if (kind->shape == SHAPE_PAIRS) {
    log->separator = kind->separator != '\0' ? kind->separator : log->separator;
    if (*kind->key != '\0') {
      memcpy(log->key, kind->key, sizeof kind->key);
      memcpy(log->sub_key, kind->sub_key, sizeof kind->sub_key);
    }
  }
  for (int i = 0; i < block->count && kind->shape == SHAPE_JSON && log->leaf <= 0; i++) {
    log->leaf = find_leaf(log->key, block->lines[i].at, block->lines[i].length);
  }
  log->leaf = log->leaf < 0 ? 0 : log->leaf;
  log->line_separator = log->separator;
  for (int i = 0; i < block->count && kind->shape == SHAPE_FIELDS; i++) {
    const struct httpstatus__slice *line = &block->lines[i];
    if (line->length > 0 && *line->at != '#' && memchr(line->at, '\t', line->length) != NULL) {
      log->line_separator = '\t';
    }
  }
  if (kind->shape == SHAPE_JSON && verdict->time_key >= 0) {
    memcpy(log->time_key, httpstatus__log_time_keys[verdict->time_key], sizeof *httpstatus__log_time_keys);
  }
  for (int i = 0; kind->shape == SHAPE_PAIRS && i < LOG_TIME_KEYS && *log->time_key == '\0'; i++) {
    memcpy(log->time_key, httpstatus__log_time_keys[i], sizeof *httpstatus__log_time_keys);
    bool found = false;
    for (int j = 0; j < block->count && j < 8; j++) {
      struct httpstatus__slice line = block->lines[j];
      struct httpstatus__reading reading;
      memset(&reading, 0, sizeof reading);
      int64_t seconds;
      if (peel(log, &line, block->scratch)) {
        httpstatus__read_pairs(log, (char)log->separator, line.at, line.length, &reading);
        size_t bracket = reading.time.length > 0 && *reading.time.at == '[';
        found =
            found || (reading.time.at != NULL &&
                      httpstatus__read_time(reading.time.at + bracket, reading.time.length - bracket, &seconds) > 0);
      }
    }
    if (!found) {
      memset(log->time_key, 0, sizeof log->time_key);
    }
  }
}

/* The separator with which the caller's key or column gives a status on the most lines. */
static void find_separator(httpstatus_log *log, const struct block *block) {
  const struct httpstatus__log_format *kind = &httpstatus__log_format_rows[log->form];
  const char *separators = kind->shape == SHAPE_PAIRS ? "=:" : " \t,;|";
  int best = -1, chosen = (unsigned char)*separators;
  for (const char *each = separators; *each != '\0'; each++) {
    struct verdict verdict;
    log->separator = (unsigned char)*each;
    judge_lines(log, block, 1, log->form, &verdict);
    if (score(verdict.formats[log->form]) > best) {
      best = score(verdict.formats[log->form]);
      chosen = (unsigned char)*each;
    }
  }
  log->separator = chosen;
}

void httpstatus__judge(httpstatus_log *log, const char *text, size_t length, char *scratch) {
  struct block block;
  struct verdict verdict, inner;
  int envelopes = 0;
  block.scratch = scratch;
  split(&block, text, length, log->lines + log->directives == 0);
  if (block.count == 0 || ends_with_cr(text, length)) {
    return;
  }
  bool separated = log->form > 0 && httpstatus__log_format_rows[log->form].asked &&
                   (httpstatus__log_format_rows[log->form].shape == SHAPE_PAIRS || log->asked_column > 0);
  log->envelopes = 0;
  if (separated) {
    find_separator(log, &block);
  }
  judge_level(log, &block, log->form, &verdict);
  while ((!is_clear(&verdict, 90) || is_fallback(&verdict)) && log->envelopes < HTTPSTATUS_LOG_ENVELOPES) {
    int envelope = find_envelope(log, &block);
    if (envelope < 0) {
      break;
    }
    log->envelope[log->envelopes++] = envelope;
    if (separated) {
      find_separator(log, &block);
    }
    judge_level(log, &block, log->form, &inner);
    /* By their shares: either may have been clear after a few lines. */
    const int outside = score(verdict.formats[verdict.best]) * inner.lines;
    const int inside = score(inner.formats[inner.best]) * verdict.lines;
    if (inner.best != 0 && (verdict.best == 0 || inside > outside || (inside == outside && is_fallback(&verdict)))) {
      verdict = inner;
      envelopes = log->envelopes;
    }
  }
  log->envelopes = envelopes;
  if (verdict.best != 0) {
    if (separated) {
      find_separator(log, &block);
    }
    settle(log, &block, &verdict);
  }
}
