/*
 * What Perl, Ruby and Tcl have beyond httpstatus.i: optional arguments, meanings as hashes of their own, and sets as
 * objects. (Python has better ones, written by hand.)
 *
 * The file of a language defines, before it includes this one, the type `host` of its values and how they are made and
 * read, each a static function named host_...; FAIL(kind, message), which ends a wrapper with an error; and the macro
 * %give(value), with which a typemap hands out a result.
 */
%{
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "httpstatus.h"
#include "messages.h"

enum { NO_CODE = -1 }; /* stands for every integer that no int holds: all functions answer alike for those */

/* ---- Messages ---- */

struct message {
  char text[HTTPSTATUS__MESSAGE_SIZE];
  size_t length;
};

/* What does not fit is left out. */
static void say(struct message *message, const char *text) {
  size_t length = strlen(text), room = sizeof message->text - 1 - message->length;
  if (length > room) {
    length = room;
  }
  memcpy(message->text + message->length, text, length);
  message->length += length;
  message->text[message->length] = '\0';
}

static struct message begin(const char *text) {
  struct message message = {"", 0};
  say(&message, text);
  return message;
}

/* A text as it was given, between quotes, and readable on any terminal. */
static inline void say_quoted(struct message *message, const char *text, size_t length) {
  enum { SHOWN = 60 };
  say(message, "\"");
  for (size_t i = 0; i < length && i < SHOWN; i++) {
    unsigned char byte = (unsigned char)text[i];
    char shown[8];
    snprintf(shown, sizeof shown, byte < ' ' || byte >= 0x7F ? "\\x%02X" : byte == '"' || byte == '\\' ? "\\%c" : "%c",
             byte);
    say(message, shown);
  }
  say(message, length > SHOWN ? "...\"" : "\"");
}

/* Why httpstatus_code has refused a text. */
static void say_unknown(struct message *message, const char *text, size_t length) {
  message->length = httpstatus__say_unknown_status(text, length, message->text, sizeof message->text);
}

/* ---- What is given ---- */

static bool find_origin(const char *text, size_t length, char **id, struct message *message) {
  httpstatus_origin origin;
  if (httpstatus_find_origin(text, length, &origin)) {
    *id = (char *)origin.id; /* SWIG has no const for it */
    return true;
  }
  message->length = httpstatus__say_unknown_origin(text, length, message->text, sizeof message->text);
  return false;
}

static bool find_edition(const char *text, size_t length, int *edition, struct message *message) {
  *edition = httpstatus_edition(text, length);
  if (*edition >= 0) {
    return true;
  }
  message->length = httpstatus__say_unknown_edition(text, length, message->text, sizeof message->text);
  return false;
}

static bool find_system(const char *text, size_t length, char **id, struct message *message) {
  httpstatus_system system;
  if (httpstatus_system_find(text, length, &system)) {
    *id = (char *)system.id;
    return true;
  }
  message->length = httpstatus__say_unknown_system(text, length, message->text, sizeof message->text);
  return false;
}

static bool parse_set(const char *text, size_t length, httpstatus_set *set, struct message *message) {
  httpstatus_error error;
  if (httpstatus_set_parse(text, length, set, &error)) {
    return true;
  }
  message->length =
      httpstatus__say_invalid("status set", text, length, &error, error.at, message->text, sizeof message->text);
  return false;
}

/* ---- What comes out ---- */

static host text_or_nothing(const char *text) {
  return *text == '\0' ? host_nothing() : host_text(text, strlen(text));
}

static host list_of_texts(const char *list) {
  host made = host_list();
  for (; *list != '\0'; list += strlen(list) + 1) {
    host_push(made, host_text(list, strlen(list)));
  }
  return made;
}

static host record_of_meaning(const httpstatus_meaning *meaning) {
  const struct {
    const char *key, *text;
  } texts[] = {
      {"name", meaning->name},
      {"phrase", meaning->phrase},
      {"origin", meaning->origin},
      {"standing", meaning->standing},
      {"spec", meaning->spec},
      {"section", meaning->section},
      {"url", meaning->url},
      {"explanation", meaning->explanation},
      {"definition", meaning->definition},
      {"history", meaning->history},
      {"note", meaning->note},
      {"source", meaning->source},
      {"expires", meaning->expires},
      {"confidence", meaning->confidence},
  };
  const struct {
    const char *key, *list;
  } lists[] = {
      {"uses", meaning->uses},
      {"former_phrases", meaning->former_phrases},
      {"former_names", meaning->former_names},
      {"aliases", meaning->aliases},
      {"other_specs", meaning->other_specs},
  };
  host record = host_record(), see_also = host_list(), headers = host_list(), rules = host_list();
  httpstatus_header header;
  httpstatus_rule rule;
  host_put(record, "code", host_number(meaning->code));
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    host_put(record, texts[i].key, text_or_nothing(texts[i].text));
  }
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
    host_put(record, lists[i].key, list_of_texts(lists[i].list));
  }
  for (size_t i = 0; i < meaning->see_also_count; i++) {
    host_push(see_also, host_number(meaning->see_also[i]));
  }
  for (size_t i = 0; httpstatus_meaning_header(meaning, i, &header); i++) {
    host each = host_record();
    host_put(each, "name", text_or_nothing(header.name));
    host_put(each, "message", text_or_nothing(header.message));
    host_put(each, "need", text_or_nothing(header.need));
    host_put(each, "when", text_or_nothing(header.when));
    host_put(each, "reference", text_or_nothing(header.reference));
    host_push(headers, each);
  }
  for (size_t i = 0; httpstatus_meaning_rule(meaning, i, &rule); i++) {
    host each = host_record();
    host_put(each, "topic", text_or_nothing(rule.topic));
    host_put(each, "text", text_or_nothing(rule.text));
    host_put(each, "reference", text_or_nothing(rule.reference));
    host_push(rules, each);
  }
  host_put(record, "see_also", see_also);
  host_put(record, "headers", headers);
  host_put(record, "rules", rules);
  return record;
}

static host number_or_nothing(int64_t number) {
  return number < 0 ? host_nothing() : host_number(number);
}

static host record_of_entry(const httpstatus_system_entry *entry) {
  const struct {
    const char *key, *text;
  } texts[] = {
      {"system", entry->system},
      {"key", entry->key},
      {"title", entry->title},
      {"part", entry->part},
      {"explanation", entry->explanation},
      {"definition", entry->definition},
      {"http_status_note", entry->http_status_note},
      {"retry", entry->retry},
      {"retry_note", entry->retry_note},
      {"standing", entry->standing},
      {"spec", entry->spec},
      {"section", entry->section},
      {"url", entry->url},
      {"since", entry->since},
      {"note", entry->note},
      {"evidence", entry->evidence},
      {"source", entry->source},
  };
  host record = host_record();
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    host_put(record, texts[i].key, text_or_nothing(texts[i].text));
  }
  host_put(record, "number", number_or_nothing(entry->number));
  host_put(record, "last", number_or_nothing(entry->last));
  host_put(record, "step", number_or_nothing(entry->step));
  host_put(record, "http_status", number_or_nothing(entry->http_status));
  host_put(record, "names", list_of_texts(entry->names));
  return record;
}

static host record_of_system(size_t index) {
  httpstatus_system system = {0};
  host record = host_record();
  (void)httpstatus_system_at(index, &system);
  host_put(record, "id", text_or_nothing(system.id));
  host_put(record, "title", text_or_nothing(system.title));
  host_put(record, "about", text_or_nothing(system.about));
  host_put(record, "prefix", text_or_nothing(system.prefix));
  host_put(record, "key", text_or_nothing(system.key));
  host_put(record, "case_matters", host_truth(system.case_matters));
  host_put(record, "compose", text_or_nothing(system.compose));
  host_put(record, "separator", text_or_nothing(system.separator));
  host_put(record, "spec", text_or_nothing(system.spec));
  host_put(record, "section", text_or_nothing(system.section));
  host_put(record, "url", text_or_nothing(system.url));
  host_put(record, "note", text_or_nothing(system.note));
  host_put(record, "source", text_or_nothing(system.source));
  return record;
}

static void push_entry(host list, size_t index) {
  httpstatus_system_entry entry;
  if (httpstatus_system_entry_at(index, &entry)) {
    host_push(list, record_of_entry(&entry));
  }
}

static void push_meaning(host list, size_t index) {
  httpstatus_meaning meaning;
  if (httpstatus_meaning_at(index, &meaning)) {
    host_push(list, record_of_meaning(&meaning));
  }
}

/* ---- Functions with optional arguments, and such as answer in values of the language ---- */

static const char *phrase(int code, int edition) {
  return httpstatus_phrase_edition(code, edition);
}

static bool is_retryable(int code, bool idempotent) {
  return httpstatus_is_retryable(code, idempotent);
}

static host retry_after(const char *text, size_t length, long long now) {
  int64_t seconds = httpstatus_retry_after(text, length, now);
  return seconds < 0 ? host_nothing() : host_number(seconds);
}

static host lookup(int code, const char *origin) {
  httpstatus_meaning meaning;
  return httpstatus_lookup(code, origin, &meaning) ? record_of_meaning(&meaning) : host_nothing();
}

static host meanings(int code) {
  host list = host_list();
  size_t first, count = httpstatus_meanings(code, &first);
  for (size_t i = 0; i < count; i++) {
    push_meaning(list, first + i);
  }
  return list;
}

static host search(const char *text, size_t length) {
  enum { FOUND_MAX = 256 };
  size_t indexes[FOUND_MAX];
  host list = host_list();
  size_t count = httpstatus_search(text, length, indexes, FOUND_MAX);
  for (size_t i = 0; i < count && i < FOUND_MAX; i++) {
    push_meaning(list, indexes[i]);
  }
  return list;
}

/* ---- Systems of codes ---- */

static host systems(void) {
  host list = host_list();
  for (size_t i = 0; i < httpstatus_system_count(); i++) {
    host_push(list, record_of_system(i));
  }
  return list;
}

static host system_entries(const char *system) {
  host list = host_list();
  httpstatus_system found;
  if (httpstatus_system_find(system, strlen(system), &found)) {
    for (size_t i = 0; i < found.entries_count; i++) {
      push_entry(list, found.first + i);
    }
  }
  return list;
}

/* The entries that explain a code; none for an unknown one. */
static host system_lookup(const char *system, const char *text, size_t length) {
  size_t entries[HTTPSTATUS_ENTRIES_MAX];
  host list = host_list();
  size_t count = httpstatus_system_lookup(system, text, length, entries, HTTPSTATUS_ENTRIES_MAX);
  for (size_t i = 0; i < count; i++) {
    push_entry(list, entries[i]);
  }
  return list;
}

/* The systems that know a code without being named. */
static host system_matches(const char *text, size_t length) {
  enum { FOUND_MAX = 64 };
  size_t found[FOUND_MAX];
  host list = host_list();
  size_t count = httpstatus_system_matches(text, length, found, FOUND_MAX);
  for (size_t i = 0; i < count && i < FOUND_MAX; i++) {
    host_push(list, record_of_system(found[i]));
  }
  return list;
}

/* The right form of a misspelled code; nothing where there is none. */
static host system_spelling(const char *system, const char *text, size_t length) {
  char form[HTTPSTATUS_SPELLING_SIZE];
  size_t used = httpstatus_system_spelling(system, text, length, form, sizeof form);
  return used == 0 ? host_nothing() : host_text(form, used);
}

/* ---- Sets ---- */

typedef httpstatus_set Set;

static Set *new_set(const httpstatus_set *value) {
  Set *set = (Set *)malloc(sizeof *set);
  if (set != NULL) {
    *set = *value;
  }
  return set;
}
%}

/* ---- Arguments ---- */

/* A status code: the one rule. */
%typemap(in) int code {
  if (!host_code($input, &$1)) {
    struct message message = begin("a status code is an integer, not ");
    host_say(&message, $input);
    FAIL(WRONG_TYPE, message.text);
  }
}
%apply int code { int number };

%typemap(in) (const char *text, size_t length) {
  const char *given;
  if (!host_bytes($input, &given, &$2)) {
    struct message message = begin("a text is wanted, not ");
    host_say(&message, $input);
    FAIL(WRONG_TYPE, message.text);
  }
  $1 = (char *)given;
}
%apply (const char *text, size_t length) { (const char *name, size_t length) };

%define %named(find)
  const char *given;
  size_t length;
  if (!host_bytes($input, &given, &length)) {
    struct message message = begin("a name is wanted, not ");
    host_say(&message, $input);
    FAIL(WRONG_TYPE, message.text);
  }
  struct message message = begin("");
  if (!find(given, length, &$1, &message)) {
    FAIL(UNKNOWN, message.text);
  }
%enddef
%typemap(in) int edition { %named(find_edition) }
%typemap(default) const char *origin { $1 = NULL; }
%typemap(default) long long now { $1 = (long long)time(NULL); }
%typemap(in) const char *origin {
  if (!host_is_nothing($input)) {
    %named(find_origin)
  }
}

/* The id or prefix of a system. */
%typemap(in) const char *system { %named(find_system) }

/* A set: an object or a text. */
%typemap(in) httpstatus_set value {
  void *object = NULL;
  const char *given;
  size_t length;
  if (SWIG_IsOK(SWIG_ConvertPtr($input, &object, $descriptor(Set *), 0)) && object != NULL) {
    $1 = *(Set *)object;
  } else if (!host_bytes($input, &given, &length)) {
    struct message message = begin("a set or its text is wanted, not ");
    host_say(&message, $input);
    FAIL(WRONG_TYPE, message.text);
  } else {
    struct message message = begin("");
    if (!parse_set(given, length, &$1, &message)) {
      FAIL(UNKNOWN, message.text);
    }
  }
}
%typemap(check) Set *self {
  if ($1 == NULL) {
    FAIL(WRONG_TYPE, "this is no set");
  }
}

/* ---- Results ---- */

%typemap(out) host { %give($1) }
%typemap(out) bool { %give(host_truth($1)) }
%typemap(out) int, size_t { %give(host_number((long long)$1)) }
%typemap(out) const char * { %give(text_or_nothing($1)) }
%typemap(out) int httpstatus_status_class { %give($1 == 0 ? host_nothing() : host_number($1)) }
%typemap(out) int httpstatus_grpc_number { %give($1 < 0 ? host_nothing() : host_number($1)) }

/* A name that is none, or several, is an error. */
%typemap(out) int httpstatus_code {
  if ($1 < 0) {
    struct message message = begin("");
    say_unknown(&message, arg1, arg2);
    FAIL(UNKNOWN, message.text);
  }
  %give(host_number($1))
}

/* ---- Declarations ---- */

%nodefaultctor Set;
typedef struct {
} Set;
%newobject Set::unite;
%newobject Set::intersection;
%newobject Set::difference;
%newobject Set::complement;
%rename("union") Set::unite;
%extend Set {
  Set(httpstatus_set value) {
    return new_set(&value);
  }
  ~Set() {
    free($self);
  }
  bool contains(int code) {
    return httpstatus_set_contains($self, code);
  }
  size_t count() {
    return httpstatus_set_count($self);
  }
  host text() {
    char text[HTTPSTATUS_SET_TEXT_SIZE];
    return host_text(text, httpstatus_set_text($self, text, sizeof text));
  }
  host codes() {
    host list = host_list();
    for (int code = httpstatus_set_next($self, -1); code >= 0; code = httpstatus_set_next($self, code)) {
      host_push(list, host_number(code));
    }
    return list;
  }
  Set *unite(httpstatus_set value) {
    httpstatus_set_union(&value, $self, &value);
    return new_set(&value);
  }
  Set *intersection(httpstatus_set value) {
    httpstatus_set_intersection(&value, $self, &value);
    return new_set(&value);
  }
  Set *difference(httpstatus_set value) {
    httpstatus_set_difference(&value, $self, &value);
    return new_set(&value);
  }
  Set *complement() {
    httpstatus_set value;
    httpstatus_set_complement(&value, $self);
    return new_set(&value);
  }
  bool equals(httpstatus_set value) {
    return httpstatus_set_equal($self, &value);
  }
}

const char *phrase(int code, int edition = HTTPSTATUS_RFC9110);
bool is_retryable(int code, bool idempotent = true);
host retry_after(const char *text, size_t length, long long now);
host lookup(int code, const char *origin);
host meanings(int code);
host search(const char *text, size_t length);
host systems(void);
host system_entries(const char *system);
host system_lookup(const char *system, const char *text, size_t length);
host system_matches(const char *text, size_t length);
host system_spelling(const char *system, const char *text, size_t length);

%include "httpstatus.i"

%rename(version) httpstatus_version;
%ignore httpstatus_phrase;
%ignore httpstatus_is_retryable;

/* The constants of the codes, and of no other enum. */
%rename("%s") httpstatus_codes;
%rename("%(strip:[HTTPSTATUS_])s", %$isenumitem) "";
%include "httpstatus_codes.h"
%rename("$ignore", %$isenumitem) "";
%include "httpstatus.h"
