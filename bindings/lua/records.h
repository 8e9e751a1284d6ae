/*
 * The core's structs as Lua tables. Each struct is described once, by its fields; one function reads them all.
 *
 * A text that is empty and a number that is -1 do not exist in the core, and are nil in Lua; a list is always a
 * table, if an empty one. Every table is made afresh, so that whoever gets it may change it.
 */
#ifndef HTTPSTATUS_LUA_RECORDS_H
#define HTTPSTATUS_LUA_RECORDS_H

enum kind { KIND_TEXT, KIND_LIST, KIND_INTEGER, KIND_BOOLEAN, KIND_INTEGERS };

struct field {
  const char *name;
  enum kind kind;
  size_t at, count_at; /* offsets within the struct; the second one for KIND_INTEGERS */
};

/*
 * The fields of the struct that the macro RECORD names, as the core's header has them.
 */
#define TEXT_FIELD(member) \
  { #member, KIND_TEXT, offsetof(RECORD, member), 0 }
#define LIST_FIELD(member) \
  { #member, KIND_LIST, offsetof(RECORD, member), 0 }
#define INTEGER_FIELD(member) \
  { #member, KIND_INTEGER, offsetof(RECORD, member), 0 }
#define BOOLEAN_FIELD(member) \
  { #member, KIND_BOOLEAN, offsetof(RECORD, member), 0 }
#define INTEGERS_FIELD(member) \
  { #member, KIND_INTEGERS, offsetof(RECORD, member), offsetof(RECORD, member##_count) }

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A field of a table that stays empty when the text or the number does not exist. */
static void field_text(lua_State *L, const char *name, const char *text) {
  if (*text != '\0') {
    lua_pushstring(L, text);
    lua_setfield(L, -2, name);
  }
}

static void field_integer(lua_State *L, const char *name, int number) {
  if (number >= 0) {
    lua_pushinteger(L, number);
    lua_setfield(L, -2, name);
  }
}

static void field_list(lua_State *L, const char *name, const char *list) {
  size_t count = 0;
  for (const char *text = list; *text != '\0'; text += strlen(text) + 1) {
    count++;
  }
  lua_createtable(L, (int)count, 0);
  count = 0;
  for (const char *text = list; *text != '\0'; text += strlen(text) + 1) {
    lua_pushstring(L, text);
    set_raw(L, -2, ++count);
  }
  lua_setfield(L, -2, name);
}

static void field_integers(lua_State *L, const char *name, const int16_t *numbers, size_t count) {
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_pushinteger(L, numbers[i]);
    set_raw(L, -2, i + 1);
  }
  lua_setfield(L, -2, name);
}

/*
 * push_record(L, fields, count, record, more)
 * Pushes the table of a struct, with room for some more fields. Members are copied out, since only the described type
 * tells what stands at an offset.
 */
static void push_record(lua_State *L, const struct field *fields, size_t count, const void *record, int more) {
  lua_createtable(L, 0, (int)count + more);
  for (size_t i = 0; i < count; i++) {
    const char *at = (const char *)record + fields[i].at;
    const char *text;
    const int16_t *numbers;
    size_t numbers_count;
    int number;
    bool yes;
    switch (fields[i].kind) {
      case KIND_TEXT:
        memcpy(&text, at, sizeof text);
        field_text(L, fields[i].name, text);
        break;
      case KIND_LIST:
        memcpy(&text, at, sizeof text);
        field_list(L, fields[i].name, text);
        break;
      case KIND_INTEGER:
        memcpy(&number, at, sizeof number);
        field_integer(L, fields[i].name, number);
        break;
      case KIND_BOOLEAN:
        memcpy(&yes, at, sizeof yes);
        lua_pushboolean(L, yes);
        lua_setfield(L, -2, fields[i].name);
        break;
      case KIND_INTEGERS:
        memcpy(&numbers, at, sizeof numbers);
        memcpy(&numbers_count, (const char *)record + fields[i].count_at, sizeof numbers_count);
        field_integers(L, fields[i].name, numbers, numbers_count);
        break;
    }
  }
}

/* A function that pushes the row of a table of the core that stands at a place. */
typedef void push_row_function(lua_State *L, size_t index);

/*
 * push_rows(L, push_row, first, count)
 * Pushes an array of rows.
 */
static void push_rows(lua_State *L, push_row_function *push_row, size_t first, size_t count) {
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    push_row(L, first + i);
    set_raw(L, -2, i + 1);
  }
}

/*
 * Defines push_NAME, which pushes the row at a place, for a struct whose fields are in NAME_fields and whose rows come
 * from httpstatus_NAME_at. The place is known to exist.
 */
#define PUSH_ROW(name, record_at)                                      \
  static void push_##name(lua_State *L, size_t index) {                \
    RECORD record;                                                     \
    if (record_at(index, &record)) {                                   \
      push_record(L, name##_fields, COUNT(name##_fields), &record, 2); \
    }                                                                  \
  }

/* ---- The registry ---- */

#define RECORD httpstatus_meaning
static const struct field meaning_fields[] = {
    INTEGER_FIELD(code),      TEXT_FIELD(name),       TEXT_FIELD(phrase),       TEXT_FIELD(origin),
    TEXT_FIELD(standing),     TEXT_FIELD(spec),       TEXT_FIELD(section),      TEXT_FIELD(url),
    TEXT_FIELD(explanation),  TEXT_FIELD(definition), LIST_FIELD(uses),         LIST_FIELD(former_phrases),
    LIST_FIELD(former_names), LIST_FIELD(aliases),    LIST_FIELD(other_specs),  TEXT_FIELD(history),
    TEXT_FIELD(note),         TEXT_FIELD(source),     INTEGERS_FIELD(see_also), TEXT_FIELD(expires),
    TEXT_FIELD(confidence),
};
#undef RECORD

#define RECORD httpstatus_header
static const struct field header_fields[] = {TEXT_FIELD(name), TEXT_FIELD(message), TEXT_FIELD(need), TEXT_FIELD(when),
                                             TEXT_FIELD(reference)};
#undef RECORD

#define RECORD httpstatus_rule
static const struct field rule_fields[] = {TEXT_FIELD(topic), TEXT_FIELD(text), TEXT_FIELD(reference)};
#undef RECORD

/*
 * push_meaning(L, index)
 * A meaning has header fields and rules of its own, each an array of tables.
 */
static void push_meaning(lua_State *L, size_t index) {
  httpstatus_meaning meaning;
  httpstatus_header header;
  httpstatus_rule rule;
  if (!httpstatus_meaning_at(index, &meaning)) {
    lua_pushnil(L);
    return;
  }
  push_record(L, meaning_fields, COUNT(meaning_fields), &meaning, 2);
  lua_createtable(L, (int)meaning.headers_count, 0);
  for (size_t i = 0; httpstatus_meaning_header(&meaning, i, &header); i++) {
    push_record(L, header_fields, COUNT(header_fields), &header, 0);
    set_raw(L, -2, i + 1);
  }
  lua_setfield(L, -2, "headers");
  lua_createtable(L, (int)meaning.rules_count, 0);
  for (size_t i = 0; httpstatus_meaning_rule(&meaning, i, &rule); i++) {
    push_record(L, rule_fields, COUNT(rule_fields), &rule, 0);
    set_raw(L, -2, i + 1);
  }
  lua_setfield(L, -2, "rules");
}

#define RECORD httpstatus_origin
static const struct field origin_fields[] = {TEXT_FIELD(id), TEXT_FIELD(name), TEXT_FIELD(class_name), TEXT_FIELD(url),
                                             TEXT_FIELD(about)};
#undef RECORD

#define RECORD httpstatus_class_info
static const struct field class_fields[] = {
    INTEGER_FIELD(digit), TEXT_FIELD(name),        TEXT_FIELD(label),      TEXT_FIELD(title),
    TEXT_FIELD(section),  TEXT_FIELD(explanation), TEXT_FIELD(definition),
};
#undef RECORD

/* ---- Neighbouring systems ---- */

#define RECORD httpstatus_warning
static const struct field warning_fields[] = {
    INTEGER_FIELD(code),     TEXT_FIELD(name),        TEXT_FIELD(phrase),       BOOLEAN_FIELD(persistent),
    TEXT_FIELD(persistence), TEXT_FIELD(explanation), TEXT_FIELD(definition),   TEXT_FIELD(spec),
    TEXT_FIELD(section),     LIST_FIELD(other_specs), TEXT_FIELD(obsoleted_by), INTEGER_FIELD(former_code),
    TEXT_FIELD(note),        TEXT_FIELD(source),
};
PUSH_ROW(warning, httpstatus_warning_at)
#undef RECORD

#define RECORD httpstatus_smtp_reply
static const struct field smtp_reply_fields[] = {
    INTEGER_FIELD(code),  TEXT_FIELD(title),       TEXT_FIELD(explanation),
    TEXT_FIELD(severity), TEXT_FIELD(class_title), TEXT_FIELD(class_explanation),
    TEXT_FIELD(category), TEXT_FIELD(standing),    TEXT_FIELD(spec),
    TEXT_FIELD(note),     TEXT_FIELD(source),
};
PUSH_ROW(smtp_reply, httpstatus_smtp_reply_at)
#undef RECORD

#define RECORD httpstatus_smtp_enhanced
static const struct field smtp_enhanced_fields[] = {
    INTEGER_FIELD(status_class),
    INTEGER_FIELD(subject),
    INTEGER_FIELD(detail),
    TEXT_FIELD(title),
    TEXT_FIELD(explanation),
    TEXT_FIELD(severity),
    TEXT_FIELD(class_title),
    TEXT_FIELD(class_explanation),
    TEXT_FIELD(subject_title),
    TEXT_FIELD(subject_explanation),
    INTEGERS_FIELD(basic),
    TEXT_FIELD(basic_note),
    TEXT_FIELD(standing),
    LIST_FIELD(specs),
    TEXT_FIELD(note),
    TEXT_FIELD(source),
};
PUSH_ROW(smtp_enhanced, httpstatus_smtp_enhanced_at)
#undef RECORD

#define RECORD httpstatus_smtp_pairing
static const struct field smtp_pairing_fields[] = {
    INTEGER_FIELD(code), INTEGER_FIELD(status_class), INTEGER_FIELD(subject), INTEGER_FIELD(detail),
    TEXT_FIELD(text),    BOOLEAN_FIELD(agrees),       TEXT_FIELD(note),
};
PUSH_ROW(smtp_pairing, httpstatus_smtp_pairing_at)
#undef RECORD

#define RECORD httpstatus_iis_substatus
static const struct field iis_substatus_fields[] = {
    INTEGER_FIELD(code), INTEGER_FIELD(sub), TEXT_FIELD(title),  TEXT_FIELD(explanation),
    TEXT_FIELD(since),   TEXT_FIELD(note),   TEXT_FIELD(source),
};
PUSH_ROW(iis_substatus, httpstatus_iis_substatus_at)
#undef RECORD

#define RECORD httpstatus_cloudflare_error
static const struct field cloudflare_error_fields[] = {
    INTEGER_FIELD(code),
    TEXT_FIELD(title),
    TEXT_FIELD(explanation),
    INTEGER_FIELD(http_status),
    BOOLEAN_FIELD(status_inferred),
    INTEGER_FIELD(retry_after),
    TEXT_FIELD(note),
    TEXT_FIELD(source),
};
PUSH_ROW(cloudflare_error, httpstatus_cloudflare_error_at)
#undef RECORD

#define RECORD httpstatus_grpc_status
static const struct field grpc_status_fields[] = {
    INTEGER_FIELD(number), TEXT_FIELD(name), TEXT_FIELD(title),
    INTEGER_FIELD(http),   TEXT_FIELD(note), TEXT_FIELD(source),
};
PUSH_ROW(grpc_status, httpstatus_grpc_at)
#undef RECORD

#define RECORD httpstatus_retry_policy
static const struct field retry_policy_fields[] = {
    TEXT_FIELD(id),   TEXT_FIELD(client),  TEXT_FIELD(version), TEXT_FIELD(codes),
    TEXT_FIELD(rule), LIST_FIELD(methods), TEXT_FIELD(source),
};
PUSH_ROW(retry_policy, httpstatus_retry_policy_at)
#undef RECORD

#endif
