/*
 * Replies of mail servers (RFC 5321), as servers send them, and as logs and bounces quote them.
 *
 * Logs lose the line ends of a reply, bounces fold it. Whatever had to be put right is told in `repaired`; what reads
 * like more than one reply is refused.
 */
#include <string.h>

#include "../ascii.h"
#include "../tables.h"
#include "../writer.h"

/* ---- Enhanced codes ---- */

/* Reads an enhanced code at the beginning of a text; returns its length, or 0 with *wrong at what is not one. */
static size_t read_enhanced(const char *text, size_t length, int *numbers, size_t *wrong) {
  size_t at = 0;
  for (int i = 0; i < 3; i++) {
    *wrong = at;
    if (i > 0) {
      if (at == length || text[at] != '.') {
        return 0;
      }
      *wrong = ++at;
    }
    size_t used = httpstatus__read_number(text + at, length - at, &numbers[i]);
    if (used == 0 || (i == 0 && numbers[0] != 2 && numbers[0] != 4 && numbers[0] != 5)) {
      return 0;
    }
    at += used;
  }
  return at;
}

bool httpstatus_smtp_parse_enhanced(const char *text, size_t length, int *status_class, int *subject, int *detail,
                                    httpstatus_error *error) {
  int numbers[3];
  size_t wrong;
  size_t used = read_enhanced(text, length, numbers, &wrong);
  if (used == 0) {
    return httpstatus__fail(error, "expected class.subject.detail, with the class 2, 4 or 5, such as 5.1.1", wrong);
  }
  if (used != length) {
    return httpstatus__fail(error, "expected the end after the enhanced code", used);
  }
  *status_class = numbers[0];
  *subject = numbers[1];
  *detail = numbers[2];
  return true;
}

/* ---- Commands ---- */

static const char *command_name(int index) {
  return httpstatus__text_at(httpstatus__smtp_commands[index].text);
}

/* What logs and people call a command, where its name is not the first word. */
static const struct {
  const char *words, *command;
} phrases[] = {
    {".",                       "END-OF-MESSAGE"},
    {"end of data",             "END-OF-MESSAGE"},
    {"message body",            "END-OF-MESSAGE"},
    {"body",                    "END-OF-MESSAGE"},
    {"header",                  "END-OF-MESSAGE"},
    {"content",                 "END-OF-MESSAGE"},
    {"banner",                  "CONNECT"       },
    {"greeting",                "CONNECT"       },
    {"initial connection",      "CONNECT"       },
    {"initial server greeting", "CONNECT"       },
};

/* What logs put before a command. */
static const char *const fillers[] = {"pipelined ", "sending ", "receiving ", "performing ", "the "};

/* Whether a text begins with words, in any case, and they end there. */
static bool begins(const char *text, size_t length, const char *words) {
  size_t size = strlen(words);
  if (length < size || !httpstatus__same_word(text, size, words)) {
    return false;
  }
  char next = length > size ? text[size] : ' ';
  return words[size - 1] == ' ' || httpstatus__is_space(next) || next == ':' || next == '<' || next == '(';
}

/* The index of the command that a text begins with, 0 if there is none. */
static int find_command(const char *text, size_t length) {
  httpstatus__trim(&text, &length);
  for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++) {
    if (begins(text, length, fillers[i])) {
      text += strlen(fillers[i]);
      length -= strlen(fillers[i]);
    }
  }
  for (int i = 1; i < (int)httpstatus__smtp_commands_count; i++) {
    if (begins(text, length, command_name(i))) {
      return i;
    }
  }
  for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
    if (begins(text, length, phrases[i].words)) {
      return find_command(phrases[i].command, strlen(phrases[i].command));
    }
  }
  return 0;
}

const char *httpstatus_smtp_command(const char *text, size_t length) {
  return command_name(find_command(text, length));
}

/* ---- Where a reply stands ---- */

/* A reply in a text, before it is taken apart. */
struct source {
  const char *text;
  size_t start, end;
  unsigned repaired;
  int command;
  int numbers[3];  /* the delivery status of a log line that quotes no reply; numbers[0] is -1 if there is none */
  unsigned missed; /* what was looked for in vain up to the end of the text, so that it is not looked for again */
  size_t remote;   /* where Exim's REMOTE stands; 0 if that is not known yet */
};

enum { MISSED_ADDRESS = 1, MISSED_REJECT = 2, MISSED_STATUS = 4 };

/* The reply code at a place, with what has to follow it; -1 if there is none. */
static int code_at(const char *text, size_t at, size_t end) {
  if (end - at < 3) {
    return -1;
  }
  int code = httpstatus__three_digits(text + at);
  bool good =
      code >= 200 && code <= 599 &&
      (end - at == 3 || text[at + 3] == ' ' || text[at + 3] == '-' || text[at + 3] == '\r' || text[at + 3] == '\n');
  return good ? code : -1;
}

/* Whether a reply without its reply code begins at a place: an enhanced code by itself, maybe with a colon. */
static bool enhanced_at(const char *text, size_t at, size_t end) {
  int numbers[3];
  size_t wrong, used = read_enhanced(text + at, end - at, numbers, &wrong);
  at += used;
  at += at < end && text[at] == ':';
  return used > 0 && (at == end || httpstatus__is_space(text[at]));
}

static bool reply_at(const char *text, size_t at, size_t end) {
  return at < end && httpstatus__is_digit(text[at]) && (code_at(text, at, end) >= 0 || enhanced_at(text, at, end));
}

static size_t skip_space(const char *text, size_t at, size_t end) {
  while (at < end && httpstatus__is_space(text[at])) {
    at++;
  }
  return at;
}

/* Whether the words stand right before a place. */
static bool stands_before(const char *text, size_t start, size_t at, const char *words) {
  size_t size = strlen(words);
  return at - start >= size && memcmp(text + at - size, words, size) == 0;
}

/* The last place of words in a part of a text, or its end. */
static size_t find_last(const char *text, size_t start, size_t end, const char *words) {
  size_t size = strlen(words);
  for (size_t at = end; at >= start + size; at--) {
    if (stands_before(text, start, at, words)) {
      return at - size;
    }
  }
  return end;
}

/* The first place of words in a part of a text, or its end. */
static size_t find_first(const char *text, size_t start, size_t end, const char *words) {
  size_t size = strlen(words);
  while (start < end) {
    const char *found = (const char *)memchr(text + start, words[0], end - start);
    if (found == NULL || (size_t)(text + end - found) < size) {
      return end;
    }
    if (memcmp(found, words, size) == 0) {
      return (size_t)(found - text);
    }
    start = (size_t)(found - text) + 1;
  }
  return end;
}

/* Where an address between < and > ends, in which anything may be quoted; the place itself if it has no end. */
static size_t skip_address(const char *text, size_t at, size_t end) {
  bool quoted = false;
  for (size_t i = at + 1; i < end && text[i] != '\n'; i++) {
    if (text[i] == '\\' && quoted) {
      i++;
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (text[i] == '>' && !quoted) {
      return i;
    }
  }
  return at;
}

/* Postfix tells the command behind the reply: "... (in reply to RCPT TO command)". */
static void cut_command(struct source *source) {
  static const char before[] = " (in reply to ", after[] = " command)";
  size_t at = find_last(source->text, source->start, source->end, before);
  if (at < source->end && stands_before(source->text, at, source->end, after)) {
    at += sizeof before - 1;
    source->command = find_command(source->text + at, source->end - at);
    source->end = at - (sizeof before - 1);
  }
}

/* Whether a reply is quoted after a colon, and there its beginning: "host mx.example[192.0.2.1] said: 550 ...". */
static bool is_quoted(struct source *source, size_t colon, size_t end) {
  size_t at = skip_space(source->text, colon + 1, end);
  bool greeting = stands_before(source->text, 0, colon, " refused to talk to me");
  if (at == colon + 1 || !(greeting || stands_before(source->text, 0, colon, " said")) ||
      !reply_at(source->text, at, end)) {
    return false;
  }
  source->start = at;
  source->end = end;
  source->command = greeting ? find_command("CONNECT", 7) : 0;
  cut_command(source);
  return true;
}

/* Postfix's delivery agents: "dsn=5.1.1, status=bounced (host ... said: 550 5.1.1 ... (in reply to RCPT TO command))".
 */
static bool read_status(struct source *source, size_t at, size_t end) {
  static const char *const events[] = {" while ", "timed out while "};
  const char *text = source->text;
  size_t word = at;
  while (at < end && text[at] >= 'a' && text[at] <= 'z') {
    at++;
  }
  if (end - at < 2 || text[at] != ' ' || text[at + 1] != '(') {
    return false;
  }
  size_t inside = at + 2, close = find_last(text, inside, end, ")");
  if (reply_at(text, inside, close) && code_at(text, inside, close) >= 0) {
    const char *command = text[word] == 's' ? "END-OF-MESSAGE" : "RCPT"; /* sent; or deliverable, a probe */
    source->start = inside;
    source->end = close;
    source->command = find_command(command, strlen(command));
    cut_command(source);
    source->numbers[0] = -1;
    return true;
  }
  for (size_t i = inside; i < close; i++) {
    if (text[i] == ':' && is_quoted(source, i, close)) {
      source->numbers[0] = -1;
      return true;
    }
  }
  if (source->numbers[0] < 0) {
    return false;
  }
  source->start = inside;
  source->end = close;
  size_t event = find_first(text, inside, close, events[0]);
  if (event < close) {
    event += strlen(events[0]);
    source->command = find_command(text + event, close - event);
  }
  return true;
}

/* Postfix's server: "reject: RCPT from client[192.0.2.1]: 550 5.1.1 ...; from=<a@example> to=<b@example> ...". */
static bool read_reject(struct source *source, size_t at, size_t end) {
  const char *text = source->text;
  size_t found = end;
  bool open = false;                                                /* there is an address without an end */
  bool of_content = at < end && text[at] >= 'a' && text[at] <= 'z'; /* a header or body line, which may say anything */
  for (size_t i = at; i < end && (found == end || of_content); i++) {
    if (text[i] == '<' && !open) {
      size_t close = skip_address(text, i, end);
      open = close == i;
      i = close;
    }
    if (text[i] == ':' && i + 2 < end && text[i + 1] == ' ' && reply_at(text, i + 2, end)) {
      found = i + 2;
    }
  }
  if (found == end) {
    return false;
  }
  source->start = found;
  source->end = find_first(text, found, end, "; from=<");
  source->command = find_command(text + at, found - at);
  return true;
}

/* A reply between quotation marks. */
static bool read_marks(struct source *source, size_t at, size_t end) {
  const char *text = source->text;
  if (at >= end || text[at] != '"' || code_at(text, at + 1, end) < 0) {
    return false;
  }
  source->start = at + 1;
  source->end = at + 1;
  while (source->end < end && text[source->end] != '"') {
    source->end++;
  }
  return true;
}

/* OpenSMTPD quotes with the marks of the text itself, so the last one ends it. */
static bool read_last_marks(struct source *source, size_t at, size_t end) {
  bool good = read_marks(source, at, end);
  if (good) {
    source->end = find_last(source->text, source->start, end, "\"");
  }
  return good;
}

/* What a field of a log line says: at is behind its "=". */
static bool read_field(struct source *source, size_t at, size_t end) {
  const char *text = source->text;
  size_t sign = at - 1, wrong;
  if (stands_before(text, 0, sign, " dsn")) {
    size_t used = read_enhanced(text + at, end - at, source->numbers, &wrong);
    source->numbers[0] = used > 0 ? source->numbers[0] : -1;
    return false;
  }
  if (stands_before(text, 0, sign, " status")) {
    bool found = (source->missed & MISSED_STATUS) == 0 && read_status(source, at, end);
    source->missed |= MISSED_STATUS;
    return found;
  }
  if (stands_before(text, 0, sign, " stat")) {
    return read_last_marks(source, at, end);
  }
  if (stands_before(text, 0, sign, " C")) { /* Exim's "=>" lines */
    source->command = find_command("END-OF-MESSAGE", 14);
    return read_marks(source, at, end);
  }
  if (stands_before(text, 0, sign, " result") && read_last_marks(source, at, end)) { /* OpenSMTPD's server */
    size_t command = find_first(text, 0, sign, " command=\"");
    source->command = command == sign ? 0 : find_command(text + command + 10, sign - command - 10);
    return true;
  }
  return false;
}

/* What stands behind a colon and a blank. */
static bool read_colon(struct source *source, size_t colon, size_t end) {
  static const char remote[] = " error from remote mail server after ";
  const char *text = source->text;
  if (stands_before(text, 0, colon, "reject") && colon + 1 < end && text[colon + 1] == ' ') {
    bool found = (source->missed & MISSED_REJECT) == 0 && read_reject(source, colon + 2, end);
    source->missed |= MISSED_REJECT;
    return found;
  }
  size_t at = skip_space(text, colon + 1, end);
  if (at == colon + 1 || !reply_at(text, at, end)) {
    return false;
  }
  if (is_quoted(source, colon, end)) {
    return true;
  }
  source->start = at;
  source->end = end;
  if (stands_before(text, 0, colon, "BANNER rejected")) { /* OpenSMTPD's "mta error" */
    source->command = find_command("CONNECT", 7);
    return true;
  }
  if (source->remote == 0) {
    source->remote = find_first(text, 0, end, remote);
  }
  size_t after = source->remote;
  if (after < colon) { /* Exim */
    after += sizeof remote - 1;
    source->command = find_command(text + after, colon - after);
    return true;
  }
  return false;
}

/* Finds the reply that a log line or a bounce quotes. */
static bool find_quote(struct source *source, size_t end) {
  const char *text = source->text;
  for (size_t i = 0; i < end; i++) {
    if (text[i] == '<' && (source->missed & MISSED_ADDRESS) == 0) {
      size_t close = skip_address(text, i, end);
      source->missed |= close == i ? (unsigned)MISSED_ADDRESS : 0U;
      i = close;
    } else if ((text[i] == '=' && read_field(source, i + 1, end)) || (text[i] == ':' && read_colon(source, i, end))) {
      source->repaired |= HTTPSTATUS_SMTP_FROM_LOG;
      return true;
    }
  }
  return false;
}

/*
 * Takes away the "Diagnostic-Code: smtp;" of a bounce (RFC 3464, section 2.3.6), or the "smtp;" alone. Returns 1, 0 if
 * there is none, -1 with *error if the type is another one or nothing follows.
 */
static int cut_type(struct source *source, size_t end, httpstatus_error *error) {
  static const char field[] = "diagnostic-code:";
  const char *text = source->text;
  size_t at = skip_space(text, 0, end);
  if (end - at >= sizeof field - 1 && httpstatus__same_word(text + at, sizeof field - 1, field)) {
    at = skip_space(text, at + sizeof field - 1, end);
  }
  size_t type = at;
  while (at < end && (httpstatus__is_digit(text[at]) || text[at] == '-' ||
                      (httpstatus__lower(text[at]) >= 'a' && httpstatus__lower(text[at]) <= 'z'))) {
    at++;
  }
  size_t size = at - type;
  at = skip_space(text, at, end);
  if (size == 0 || at == end || text[at] != ';') {
    return 0;
  }
  if (!httpstatus__same_word(text + type, size, "smtp")) {
    httpstatus__fail(error, "expected the type smtp; a Diagnostic-Code of another type is not an SMTP reply", type);
    return -1;
  }
  source->start = skip_space(text, at + 1, end);
  source->end = end;
  source->repaired |= HTTPSTATUS_SMTP_FROM_BOUNCE;
  if (source->start == end) {
    httpstatus__fail(error, "expected a reply after smtp;", end);
    return -1;
  }
  return 1;
}

/* ---- Lines of a reply ---- */

static const char DIFFERENT_CODES[] = "all lines of a reply must have the same code";

/* A line of a reply, taken apart. */
struct reply_line {
  int code;       /* -1 if the reply has an enhanced code only */
  bool last;      /* a space or the end after the code, and not "-" */
  int numbers[3]; /* the enhanced code */
  bool has_enhanced;
  size_t text, text_end; /* where the rest stands */
  size_t next;           /* where the next line begins */
  unsigned repaired;
  size_t joined_end, joined_next; /* where a line ends in which lines were joined, and the next one begins; else 0 */
};

/* The enhanced code behind a reply code, also written as 5.1.1:, #5.1.1, (5.1.1) or [#5.1.1]; moves *at behind it. */
static void take_enhanced(const char *text, size_t *at, size_t end, struct reply_line *line) {
  size_t from = *at, wrong;
  char open = from < end ? text[from] : '\0';
  from += open == '(' || open == '[';
  bool hash = from < end && text[from] == '#';
  from += hash;
  size_t used = read_enhanced(text + from, end - from, line->numbers, &wrong);
  size_t behind = from + used;
  if (used == 0) {
    return;
  }
  bool odd = hash;
  if (open == '(' || open == '[') {
    if (behind == end || text[behind] != (open == '(' ? ')' : ']')) {
      return;
    }
    behind++;
    odd = true;
  }
  if (behind < end && (text[behind] == ':' || text[behind] == ',' || text[behind] == ';')) {
    behind++;
    odd = true;
  }
  if (behind < end && !httpstatus__is_space(text[behind])) {
    return;
  }
  odd = odd || (behind < end && text[behind] == '\t'); /* a space follows in RFC 2034, section 4 */
  int severity = line->code / 100;
  if (line->code >= 0 && line->numbers[0] != severity) {
    if (severity < 4 || line->numbers[0] < 4) {
      return; /* a success and a failure have nothing to do with each other: it is text */
    }
    line->repaired |= HTTPSTATUS_SMTP_OTHER_CLASS;
  }
  line->repaired |= odd ? (unsigned)HTTPSTATUS_SMTP_NOTATION : 0U;
  line->has_enhanced = true;
  *at = behind < end && httpstatus__is_blank(text[behind]) ? behind + 1 : skip_space(text, behind, end);
}

/* The enhanced code of qmail and its kin, at the end of the text: "no mailbox here by that name. (#5.1.1)". */
static void take_last_enhanced(const char *text, struct reply_line *line) {
  size_t at = find_last(text, line->text, line->text_end, "(#"), wrong;
  size_t used = at == line->text_end ? 0 : read_enhanced(text + at + 2, line->text_end - at - 2, line->numbers, &wrong);
  if (used > 0 && at + used + 3 == line->text_end && line->numbers[0] == line->code / 100) {
    line->has_enhanced = true;
    line->repaired |= HTTPSTATUS_SMTP_NOTATION;
    line->text_end = at > line->text && text[at - 1] == ' ' ? at - 1 : at;
  }
}

/* Finds the end of a line, whose text begins at `after`, over folds: a line end with a blank behind it. */
static bool find_line_end(const char *text, size_t after, size_t end, struct reply_line *line,
                          httpstatus_error *error) {
  size_t from = after;
  for (;;) {
    const char *newline = (const char *)memchr(text + from, '\n', end - from);
    size_t line_end = newline != NULL ? (size_t)(newline - text) : end;
    size_t next = newline != NULL ? line_end + 1 : end;
    if (line_end > from && text[line_end - 1] == '\r') {
      line_end--;
    }
    for (size_t i = from; i < line_end; i++) {
      if (text[i] == '\r' || text[i] == '\0') {
        return httpstatus__fail(error, "a line of a reply must not contain CR or NUL", i);
      }
    }
    size_t behind = next;
    while (behind < end && httpstatus__is_blank(text[behind])) {
      behind++;
    }
    line->text_end = line_end;
    line->next = next;
    if (behind == next) {
      return true;
    }
    line->repaired |= HTTPSTATUS_SMTP_FOLDED;
    line->next = behind;
    if (behind == end) {
      return true;
    }
    int code = code_at(text, behind, end);
    if (line->code >= 0 && code == line->code) {
      return !line->last || httpstatus__fail(error, "expected the end after the last line of the reply", behind);
    }
    if (!line->last && code >= 0) {
      return httpstatus__fail(error, DIFFERENT_CODES, behind);
    }
    from = behind;
  }
}

/*
 * Finds where the lines of a reply were joined, with a blank (Postfix) or with a backslash and an n (Exim), and ends
 * the line there. Only asked where nothing follows a line that announces another.
 */
static bool cut_joined(const char *text, size_t after, struct reply_line *line, httpstatus_error *error) {
  size_t end = line->text_end;
  for (size_t i = after; i < end; i++) {
    bool escaped = text[i] == '\\' && end - i > 1 && text[i + 1] == 'n';
    if (!escaped && !httpstatus__is_space(text[i])) {
      continue;
    }
    size_t next = i + 1 + escaped;
    int code = code_at(text, next, end);
    if (code == line->code) {
      line->joined_end = end;
      line->joined_next = line->next;
      line->text_end = i;
      line->next = next;
      line->repaired |= escaped ? HTTPSTATUS_SMTP_ESCAPED : HTTPSTATUS_SMTP_JOINED;
      return true;
    }
    if (code >= 0 && (escaped || (end - next > 4 && enhanced_at(text, next + 4, end)))) {
      return httpstatus__fail(error, DIFFERENT_CODES, next);
    }
  }
  return true;
}

static bool read_line(const char *text, size_t at, size_t end, bool first, struct reply_line *line,
                      httpstatus_error *error) {
  line->repaired = 0;
  line->has_enhanced = false;
  line->last = true;
  line->code = end - at >= 3 ? httpstatus__three_digits(text + at) : -1;
  size_t after = at;
  if (line->code < 200 || line->code > 599) {
    line->code = -1;
    if (!first || !enhanced_at(text, at, end)) {
      return httpstatus__fail(error, "expected a reply code of three digits, 200 to 599", at);
    }
    line->repaired |= HTTPSTATUS_SMTP_NO_CODE;
  } else {
    after += 3;
    char sign = after < end ? text[after] : ' ';
    if (sign != ' ' && sign != '-' && sign != '\r' && sign != '\n') {
      return httpstatus__fail(error, "expected a space or - after the reply code", after);
    }
    line->last = sign != '-';
    after += after < end && (sign == ' ' || sign == '-');
  }
  if (first) {
    line->joined_end = 0;
  }
  if (line->joined_end > 0) {
    line->text_end = line->joined_end;
    line->next = line->joined_next;
  } else if (!find_line_end(text, after, end, line, error)) {
    return false;
  }
  if (!line->last && line->next == end && !cut_joined(text, after, line, error)) {
    return false;
  }
  take_enhanced(text, &after, line->text_end, line);
  line->text = after;
  if (line->last && !line->has_enhanced && line->text_end > after && text[line->text_end - 1] == ')') {
    take_last_enhanced(text, line);
  }
  return true;
}

/* ---- Replies ---- */

struct found {
  httpstatus_smtp_value value;
  unsigned repaired;
  struct reply_line only; /* the line, if there is one only */
};

static bool read_lines(const struct source *source, struct found *found, httpstatus_error *error) {
  const char *text = source->text;
  size_t at = source->start;
  static const httpstatus_smtp_value none = {-1, -1, -1, -1, 0};
  found->value = none;
  found->repaired = source->repaired;
  if (source->numbers[0] >= 0) { /* a log line that quotes no reply, but says the delivery status */
    for (size_t i = at; i < source->end; i++) {
      if (text[i] == '\r' || text[i] == '\n' || text[i] == '\0') {
        return httpstatus__fail(error, "a delivery status must not contain a line end or NUL", i);
      }
    }
    found->only.text = source->start;
    found->only.text_end = source->end;
    found->value.status_class = source->numbers[0];
    found->value.subject = source->numbers[1];
    found->value.detail = source->numbers[2];
    found->value.lines = 1;
    found->repaired |= HTTPSTATUS_SMTP_NO_CODE;
    return true;
  }
  for (;;) {
    struct reply_line *line = &found->only;
    if (!read_line(text, at, source->end, at == source->start, line, error)) {
      return false;
    }
    if (found->value.lines > 0 && line->code != found->value.code) {
      return httpstatus__fail(error, DIFFERENT_CODES, at);
    }
    found->value.code = line->code;
    found->repaired |= line->repaired;
    if (line->has_enhanced && found->value.status_class < 0) {
      found->value.status_class = line->numbers[0];
      found->value.subject = line->numbers[1];
      found->value.detail = line->numbers[2];
    }
    found->value.lines++;
    at = line->next;
    if (line->last) {
      break;
    }
    if (at == source->end) {
      /* OpenSMTPD leaves out the codes of all lines but the first one, and a long line of a log may be cut. */
      bool cut = text[at - 1] != '\n' && memchr(text + source->start, '\n', at - source->start) == NULL;
      if (!cut || !(line->code >= 400 || (found->repaired & HTTPSTATUS_SMTP_FROM_LOG) != 0)) {
        return httpstatus__fail(error, "the last line of a reply must have a space after its code", line->text_end);
      }
      found->repaired |= HTTPSTATUS_SMTP_UNFINISHED;
      break;
    }
  }
  return at == source->end || httpstatus__fail(error, "expected the end after the last line of the reply", at);
}

/* Reads a reply as a server sends it, else one that a bounce or a log line quotes. */
static bool read_reply(const char *text, size_t length, struct source *source, struct found *found,
                       httpstatus_error *error) {
  struct source whole = {
      text, 0, length, 0, 0, {-1, -1, -1},
           0, 0
  };
  httpstatus_error fault = {NULL, 0};
  *source = whole;
  if (read_lines(source, found, &fault)) {
    return true;
  }
  int type = length > 0 && httpstatus__is_digit(text[0]) ? 0 : cut_type(source, length, &fault);
  if (type > 0 || (type == 0 && find_quote(source, length))) {
    if (read_lines(source, found, &fault)) {
      return true;
    }
  }
  return httpstatus__fail(error, fault.message, fault.at);
}

bool httpstatus_smtp_read(const char *text, size_t length, httpstatus_smtp_reading *reading, httpstatus_error *error) {
  struct source source;
  struct found found;
  if (!read_reply(text, length, &source, &found, error)) {
    return false;
  }
  reading->code = found.value.code;
  reading->status_class = found.value.status_class;
  reading->subject = found.value.subject;
  reading->detail = found.value.detail;
  reading->lines = found.value.lines;
  reading->repaired = found.repaired;
  reading->command = command_name(source.command);
  reading->quote = text + source.start;
  reading->quote_length = source.end - source.start;
  bool whole = found.value.lines == 1 && (found.repaired & HTTPSTATUS_SMTP_FOLDED) == 0;
  reading->text = whole ? text + found.only.text : NULL;
  reading->text_length = whole ? found.only.text_end - found.only.text : 0;
  return true;
}

bool httpstatus_smtp_parse(const char *text, size_t length, httpstatus_smtp_value *value, httpstatus_error *error) {
  struct source source;
  struct found found;
  if (!read_reply(text, length, &source, &found, error)) {
    return false;
  }
  *value = found.value;
  return true;
}

/* Writes the text of a line; a fold is one space. */
static void put_line(struct httpstatus__writer *out, const char *text, const struct reply_line *line) {
  for (size_t i = line->text; i < line->text_end; i++) {
    if (text[i] != '\n' && text[i] != '\r') {
      httpstatus__put(out, text[i]);
    } else if (text[i] == '\n') {
      httpstatus__put(out, ' ');
      while (i + 1 < line->text_end && httpstatus__is_blank(text[i + 1])) {
        i++;
      }
    }
  }
}

size_t httpstatus_smtp_text(const char *text, size_t length, char *buffer, size_t size) {
  struct httpstatus__writer out = {buffer, size, 0};
  struct source source;
  struct found found;
  bool good = read_reply(text, length, &source, &found, NULL);
  struct reply_line line = found.only;
  size_t at = good ? source.start : 0, end = good ? source.end : length;
  for (size_t i = 0; good ? i < found.value.lines : at < end; i++) {
    if ((!good || found.value.lines > 1) && !read_line(text, at, end, i == 0, &line, NULL)) {
      break;
    }
    at = line.next;
    if (i > 0) {
      httpstatus__put(&out, '\n');
    }
    put_line(&out, text, &line);
  }
  return httpstatus__end(&out);
}

/* ---- Situations ---- */

enum { SAID_MAX = 1000 }; /* so many bytes of a reply are searched for words */

/* Sets the bits of the words that begin where a word of the text begins. */
static void hear(const char *text, size_t length, uint32_t *heard) {
  bool within = false;
  if (length > SAID_MAX) {
    length = SAID_MAX;
  }
  heard[0] = heard[1] = heard[2] = 0;
  for (size_t at = 0; at < length; at++) {
    char letter = httpstatus__lower(text[at]);
    bool is_letter = letter >= 'a' && letter <= 'z';
    if (is_letter && !within) {
      const uint8_t *first = httpstatus__smtp_word_first + (letter - 'a');
      for (unsigned i = first[0]; i < first[1]; i++) {
        const char *word = httpstatus__text_at(httpstatus__smtp_words[i].text);
        size_t used = 1;
        while (word[used] != '\0' && at + used < length && httpstatus__lower(text[at + used]) == word[used]) {
          used++;
        }
        heard[i / 32] |= word[used] == '\0' ? 1U << i % 32 : 0U;
      }
    }
    within = is_letter;
  }
}

static bool fits(int number, int wanted) {
  return wanted == -1 || number == wanted;
}

bool httpstatus_smtp_situation_of(const httpstatus_smtp_reading *reading, size_t *index) {
  int severity = reading->code >= 0 ? reading->code / 100 : reading->status_class;
  if (severity < 2 || severity > 5) {
    return false;
  }
  int code = reading->code >= 0 ? reading->code : severity * 100 + 99; /* a class fits it, and no code of a server */
  int status_class = reading->status_class < severity ? reading->status_class : severity; /* in doubt, wait */
  bool present = status_class >= 0, answers = *reading->command != '\0';
  const uint16_t *first =
      httpstatus__smtp_match_first + (ptrdiff_t)(severity - 2) * 4 + (ptrdiff_t)present * 2 + answers;
  int command = answers ? find_command(reading->command, strlen(reading->command)) : 0;
  uint32_t heard[3];
  bool listened = false;
  for (size_t i = first[0]; i < first[1]; i++) {
    const struct httpstatus__smtp_match_row *row = &httpstatus__smtp_matches[i];
    if (code < row->first || code > row->last || (row->commands != 0 && (row->commands >> command & 1U) == 0) ||
        !fits(status_class, row->status_class) || !fits(reading->subject, row->subject) ||
        !fits(reading->detail, row->detail)) {
      continue;
    }
    bool any = (row->says[0] | row->says[1] | row->says[2]) == 0;
    if (!any && !listened) {
      hear(reading->quote, reading->quote_length, heard);
      listened = true;
    }
    if (any || (row->says[0] & heard[0]) != 0 || (row->says[1] & heard[1]) != 0 || (row->says[2] & heard[2]) != 0) {
      *index = row->situation;
      return true;
    }
  }
  return false;
}

/* ---- What was repaired ---- */

const char *httpstatus_smtp_repair_name(unsigned repaired, size_t index) {
  static const char *const names[] = {
      "from-bounce", "from-log", "folded", "joined", "escaped", "unfinished", "notation", "no-code", "other-class",
  };
  for (size_t bit = 0; bit < sizeof names / sizeof *names; bit++) {
    if ((repaired & 1U << bit) != 0 && index-- == 0) {
      return names[bit];
    }
  }
  return "";
}
