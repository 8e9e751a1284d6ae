/* The readers that fast.c includes once for each set of instructions. */
#include "scan.h"

/* The last block of a piece is padded, so that no byte behind the piece is read. */
static inline struct block64 load_some(const char *at, const char *end) {
  if (LIKELY(end - at >= BLOCK)) {
    return load_block(at);
  }
  char padded[BLOCK];
  pad_block(padded, at, end);
  return load_block(padded);
}

/* ---- Common Log Format ---- */

/* The lowest bit; any number where there is none. */
static inline int bit_or_any(uint64_t mask) {
#if HTTPSTATUS_AVX2
  return (int)_tzcnt_u64(mask);
#else
  return httpstatus__lowest_bit(mask | UINT64_C(1) << 63);
#endif
}

/* A line while its quotes are looked at. */
struct common_line {
  const char *line, *open, *close;
  bool odd;
};

/* A quote that may begin or end the request. */
static inline void see_quote(struct common_line *in, const char *at) {
  if (in->open != NULL) {
    if (at[1] == ' ' && (httpstatus__is_digit(at[2]) || at[2] == '-' || at[2] == ' ')) {
      in->odd = in->odd || in->close != NULL;
      in->close = at;
    }
  } else if (at - in->line >= 3 && at[-1] == ' ') {
    in->open = at[-2] == ']' ? at : NULL;
    in->odd = in->odd || at[-2] == ' ';
  }
}

/* Returns whether there is room for another line. */
static inline bool end_common_line(struct httpstatus__fast *fast, struct common_line *in, const char *stop) {
  int status =
      in->close != NULL && !in->odd && stop - in->line <= HTTPSTATUS_LOG_LINE_MAX ? simple_status(in->close, stop) : -1;
  if (status >= 0 && fast->times == NULL) {
    count_status(fast, status);
  } else if (status < 0 || !httpstatus__fast_time(fast, in->line, in->open - 2, status)) {
    httpstatus__slow_line(fast, in->line, stop);
  }
  in->line = stop + 1;
  in->open = in->close = NULL;
  in->odd = false;
  return !httpstatus__times_are_full(fast->times);
}

/*
 * A line is simple where one quote behind the time is followed by a blank and a digit. The places of such quotes and of
 * line ends are put into a list first, for some thousand bytes: how many a block has, no processor can foresee.
 */
static void fast_common(struct httpstatus__fast *fast, const char *piece, const char *end) {
  enum { STRETCH = 8192, SPARE = 2 };
  uint16_t places[STRETCH + SPARE];
  struct common_line in = {piece, NULL, NULL, false};
  uint64_t blank_carry = 0, before_carry = 0;
  for (const char *base = piece; base < end; base += STRETCH) {
    const size_t length = end - base < STRETCH ? (size_t)(end - base) : (size_t)STRETCH;
    size_t count = 0;
    for (size_t from = 0; from < length; from += BLOCK) {
      struct block64 block = load_some(base + from, end);
      uint64_t quotes = block_equal(block, '"'), blanks = block_equal(block, ' ');
      uint64_t before = blanks | block_equal(block, ']');
      /* A quote, a blank and another quote end another field than the request. What is after the block is looked at
       * below. */
      uint64_t closing = quotes & (blanks >> 1 | UINT64_C(1) << 63) & ~(quotes >> 2);
      uint64_t opening = quotes & (blanks << 1 | blank_carry) & (before << 2 | before_carry);
      uint64_t mask = opening | closing | block_equal(block, '\n');
      blank_carry = blanks >> 63;
      before_carry = before >> 62;
      uint16_t *place = places + count;
      count += (size_t)count_bits(mask);
      place[0] = (uint16_t)(from + (size_t)bit_or_any(mask)); /* what is too many is written over */
      mask &= mask - 1;
      place[1] = (uint16_t)(from + (size_t)bit_or_any(mask));
      mask &= mask - 1;
      for (place += SPARE; mask != 0; mask &= mask - 1) {
        *place++ = (uint16_t)(from + (size_t)httpstatus__lowest_bit(mask));
      }
    }
    for (size_t i = 0; i < count; i++) {
      const char *at = base + places[i];
      if (i + 2 < count && in.open == NULL && !in.odd && *at == '"' && at[-1] == ' ' && at[-2] == ']' &&
          at - in.line >= 3) { /* nearly all lines: a quote that opens, one that closes, and the end */
        /* NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): both are before count */
        const char *close = base + places[i + 1], *stop = base + places[i + 2];
        if (*stop == '\n' && *close == '"' && close[1] == ' ' && httpstatus__is_digit(close[2])) {
          in.open = at;
          in.close = close;
          i += 2;
          if (end_common_line(fast, &in, stop)) {
            continue;
          }
          fast->stopped = in.line;
          return;
        }
      }
      if (*at == '"') {
        see_quote(&in, at);
      } else if (!end_common_line(fast, &in, at)) {
        fast->stopped = in.line;
        return;
      }
    }
  }
}

/* ---- W3C extended format ---- */

/* A line is simple where it has no quotes, tabs or runs of blanks: the n-th blank is before the n-th column. */
static void fast_fields(struct httpstatus__fast *fast, const char *piece, const char *end, char separator) {
  const httpstatus_log *log = fast->log;
  const int wanted = log->status_column;
  const bool has_sub = log->substatus_column >= 0;
  const char *line = piece, *status_at = wanted == 0 ? piece : NULL;
  int seen = 0;
  bool odd = *piece == '#';
  uint64_t carry = 1; /* whether the byte before was a separator or a line end */
  for (const char *base = piece; base < end; base += BLOCK) {
    struct block64 block = load_some(base, end);
    uint64_t blanks = block_equal(block, separator), newlines = block_equal(block, '\n');
    uint64_t quotes = block_equal(block, '"') | (separator == ' ' ? block_equal(block, '\t') : 0);
    uint64_t runs = separator == ' ' ? blanks & ((blanks | newlines) << 1 | carry) : 0;
    carry = (blanks | newlines) >> 63;
    uint64_t strange = quotes | runs, left = ~UINT64_C(0);
    for (;;) {
      uint64_t rest = newlines & left;
      uint64_t stretch = rest != 0 ? left & ((rest & (~rest + 1)) - 1) : left; /* up to the next line end */
      uint64_t separators = blanks & stretch;
      odd = odd || (strange & stretch) != 0;
      if (status_at == NULL) {
        int count = count_bits(separators);
        if (seen + count >= wanted) {
          for (int skip = wanted - seen - 1; skip > 0; skip--) {
            separators &= separators - 1;
          }
          status_at = base + httpstatus__lowest_bit(separators) + 1;
        }
        seen += count;
      }
      if (rest == 0) {
        break;
      }
      const char *stop = base + httpstatus__lowest_bit(rest);
      odd = odd || stop - line > HTTPSTATUS_LOG_LINE_MAX;
      int status = !odd && status_at != NULL && stop - status_at >= 3 ? three_digits_before(status_at, separator) : -1;
      if (status >= 0 && (!has_sub || httpstatus__fast_sub(fast, status, status_at + 4, stop, separator))) {
        count_status(fast, status);
      } else {
        httpstatus__slow_line(fast, line, stop);
        if (fast->changed) {
          fast->stopped = stop + 1;
          return;
        }
      }
      line = stop + 1;
      seen = 0;
      odd = line < end && *line == '#';
      status_at = wanted == 0 ? line : NULL;
      left = httpstatus__lowest_bit(rest) == 63 ? 0 : ~UINT64_C(0) << (httpstatus__lowest_bit(rest) + 1);
      if (left == 0) {
        break;
      }
    }
  }
}

/* ---- JSON ---- */

/* A bit for each byte inside of a string, its opening quote among them: an exclusive or of all bits below. */
static uint64_t inside_strings(uint64_t quotes) {
  quotes ^= quotes << 1;
  quotes ^= quotes << 2;
  quotes ^= quotes << 4;
  quotes ^= quotes << 8;
  quotes ^= quotes << 16;
  quotes ^= quotes << 32;
  return quotes;
}

/* The bytes before which there is an odd number of backslashes; *carry says so of the first byte of the next block. */
static uint64_t escaped_bytes(uint64_t slashes, uint64_t *carry) {
  uint64_t escaped = *carry;
  *carry = 0;
  slashes &= ~escaped;
  while (slashes != 0) {
    int at = httpstatus__lowest_bit(slashes);
    if (at == 63) {
      *carry = 1;
      break;
    }
    escaped |= UINT64_C(2) << at;
    slashes &= ~(UINT64_C(3) << at);
  }
  return escaped;
}

/*
 * A line is simple where it is an object, its strings and brackets end, and the key comes once, in the right object.
 * Where a string holds the key, its quotes are escaped, so that the key in quotes is one, or the line is not JSON.
 */
static void fast_json(struct httpstatus__fast *fast, const char *piece, const char *end) {
  enum { DEEPEST = 16 };
  const char *leaf = fast->log->key + fast->log->leaf;
  const size_t leaf_length = strlen(leaf);
  const size_t sub_length = strlen(fast->log->sub_key);
  const struct text sub_key = {fast->log->sub_key, sub_length};
  const char *parents[DEEPEST];
  size_t lengths[DEEPEST];
  int parent_count = 0;
  for (const char *at = fast->log->key; at < leaf && parent_count < DEEPEST - 2;) {
    parents[parent_count] = at;
    lengths[parent_count] = strcspn(at, ".");
    at += lengths[parent_count++] + 1;
  }
  const char *line = piece;
  const char *braces[DEEPEST] = {0};
  const char *found = NULL;
  int depth = 0;
  bool odd = false;
  uint64_t carry = 0, in_string = 0;
  for (const char *base = piece; base < end;) {
    struct block64 block = load_some(base, end);
    uint64_t newlines = block_equal(block, '\n'), slashes = block_equal(block, '\\');
    uint64_t all_quotes = block_equal(block, '"'), quotes = all_quotes;
    if ((slashes | carry) != 0) {
      quotes &= ~escaped_bytes(slashes, &carry);
    }
    uint64_t strings = inside_strings(quotes) ^ in_string;
    struct block64 lowered = block_lowered(block);
    uint64_t ups = block_equal(lowered, '{') & ~strings, downs = block_equal(lowered, '}') & ~strings;
    uint64_t keys = end - base > BLOCK ? quotes & block_equal(load_block(base + 1), *leaf) : quotes;
    uint64_t mask = keys | newlines | (parent_count > 0 ? ups | downs : 0);
    uint64_t done = 0; /* brackets that are counted in depth */
    const char *next = base + BLOCK;
    in_string = strings >> 63 != 0 ? ~UINT64_C(0) : 0;
    for (; mask != 0; mask &= mask - 1) {
      int i = httpstatus__lowest_bit(mask);
      uint64_t bit = UINT64_C(1) << i;
      const char *at = base + i;
      if ((bit & (ups | downs)) != 0) {
        depth += (bit & ups) != 0 ? 1 : -1;
        done |= bit;
        if ((bit & ups) != 0 && depth > 0 && depth < DEEPEST) {
          braces[depth] = at;
        }
        continue;
      }
      if ((bit & newlines) == 0) {
        if ((size_t)(end - at) <= leaf_length + 2 || at[leaf_length + 1] != '"' ||
            memcmp(at + 1, leaf, leaf_length) != 0) {
          continue;
        }
        const char *colon = at + leaf_length + 2;
        while (colon < end && (httpstatus__is_blank(*colon) || *colon == '\r')) {
          colon++;
        }
        if (colon == end || *colon != ':') {
          continue;
        }
        int here = depth;
        if (parent_count == 0) {
          here += count_bits(ups & ~done & (bit - 1)) - count_bits(downs & ~done & (bit - 1));
        }
        bool right = here == parent_count + 1 && (bit & strings) != 0;
        for (int level = 0; right && level < parent_count; level++) {
          right = is_under(line, braces[level + 2], parents[level], lengths[level]);
        }
        odd = odd || found != NULL || !right;
        found = colon + 1;
        continue;
      }
      if (parent_count == 0) {
        uint64_t before = ~done & (bit - 1);
        depth += count_bits(ups & before) - count_bits(downs & before);
        done |= bit - 1;
      }
      const char *stop = at > line && at[-1] == '\r' ? at - 1 : at;
      bool whole = (strings & bit) == 0 && depth == 0 && stop - line >= 2 && *line == '{' && stop[-1] == '}';
      odd = odd || at - line > HTTPSTATUS_LOG_LINE_MAX;
      int status = whole && !odd && found != NULL ? simple_value(found, stop) : -1;
      if (status >= 0 && (sub_key.length == 0 || lacks_sub(line, stop, sub_key))) {
        count_status(fast, status);
      } else {
        httpstatus__slow_line(fast, line, at);
      }
      line = at + 1;
      found = NULL;
      odd = false;
      if (!whole) { /* the rest of the block was taken for what it is not */
        depth = 0;
        in_string = carry = 0;
        next = line;
        break;
      }
    }
    if (next == base + BLOCK && parent_count == 0) {
      depth += count_bits(ups & ~done) - count_bits(downs & ~done);
    }
    base = next;
  }
}

/* ---- Lines of any format ---- */

/* Nothing is found faster but the ends of lines; what else count_line does for a line has nothing to do here. */
static void fast_any(struct httpstatus__fast *fast, const char *piece, const char *end) {
  char *const scratch = fast->scratch;
  struct httpstatus__reading reading;
  memset(&reading, 0, sizeof reading);
  const httpstatus_log *log = fast->log;
  const int shape = httpstatus__log_format_rows[log->format].shape;
  const bool direct = shape == SHAPE_PATTERN && log->envelopes == 0;
  const bool directives = shape == SHAPE_FIELDS || shape == SHAPE_COLUMN;
  const char *line = piece;
  for (const char *base = piece; base < end; base += BLOCK) {
    for (uint64_t newlines = block_equal(load_some(base, end), '\n'); newlines != 0; newlines &= newlines - 1) {
      const char *stop = base + httpstatus__lowest_bit(newlines);
      size_t length = (size_t)(stop - line);
      int status = LOG_MISFIT;
      if (length <= HTTPSTATUS_LOG_LINE_MAX && !(directives && (*line == '#' || log->envelopes > 0))) {
        length -= length > 0 && stop[-1] == '\r';
        reading.sub.length = 0;
        status = direct ? httpstatus__match(log->format, line, length, &reading) : LOG_MISFIT;
        if (!direct) {
          status = httpstatus__read_line(log, line, length, scratch, &reading);
        } else if (status < LOG_NONE && memchr(line, '\x1b', length) != NULL) {
          reading.sub.length = 0;
          status = httpstatus__match(log->format, scratch, httpstatus__without_colors(line, length, scratch), &reading);
        }
      }
      if (status >= 0 && reading.sub.length == 0) {
        count_status(fast, status);
      } else if (status >= 0) {
        httpstatus__fast_count(fast, status, reading.sub);
      } else {
        httpstatus__slow_line(fast, line, stop);
      }
      line = stop + 1;
    }
  }
}

static const char *fast_lines(struct httpstatus__fast *fast, enum httpstatus__way way, const char *piece,
                              const char *end) {
  fast->stopped = end;
  switch (way) {
    case WAY_PLAIN:
      fast_plain(fast, piece, end);
      break;
    case WAY_COMMON:
      fast_common(fast, piece, end);
      break;
    case WAY_JSON:
      fast_json(fast, piece, end);
      break;
    case WAY_FIELDS:
      fast_fields(fast, piece, end, (char)fast->log->line_separator);
      break;
    default:
      fast_any(fast, piece, end);
  }
  return fast->stopped;
}
