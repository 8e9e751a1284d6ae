/*
 * The core's structs as Lua tables. Each struct is described once, by its fields in fields.h; one function reads them
 * all.
 *
 * A text that is empty and a number that is -1 do not exist in the core, and are nil in Lua; a list is always a
 * table, if an empty one. Every table is made afresh, so that whoever gets it may change it.
 */
#include "binding.h"

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
 * push_record(L, record, values, more)
 * Pushes the table of a struct, with room for some more fields. Members are copied out, since only the described type
 * tells what stands at an offset.
 */
static void push_record(lua_State *L, const struct record *record, const void *values, int more) {
  lua_createtable(L, 0, (int)record->count + more);
  for (size_t i = 0; i < record->count; i++) {
    const struct field *field = &record->fields[i];
    const char *at = (const char *)values + field->at;
    const char *text;
    const int16_t *numbers;
    size_t numbers_count;
    int number;
    int64_t long_number;
    bool yes;
    switch (field->kind) {
      case KIND_TEXT:
        memcpy(&text, at, sizeof text);
        field_text(L, field->name, text);
        break;
      case KIND_LIST:
        memcpy(&text, at, sizeof text);
        field_list(L, field->name, text);
        break;
      case KIND_INTEGER:
        memcpy(&number, at, sizeof number);
        field_integer(L, field->name, number);
        break;
      case KIND_LONG:
        memcpy(&long_number, at, sizeof long_number);
        if (long_number >= 0) {
          push_count(L, long_number);
          lua_setfield(L, -2, field->name);
        }
        break;
      case KIND_BOOLEAN:
        memcpy(&yes, at, sizeof yes);
        lua_pushboolean(L, yes);
        lua_setfield(L, -2, field->name);
        break;
      case KIND_INTEGERS:
        memcpy(&numbers, at, sizeof numbers);
        memcpy(&numbers_count, (const char *)values + field->count_at, sizeof numbers_count);
        field_integers(L, field->name, numbers, numbers_count);
        break;
    }
  }
}

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
 * push_found(L, push_row, first, count, what, list)
 * Pushes the first of the rows that share the number given as the first argument, or nil and a message.
 */
static int push_found(lua_State *L, push_row_function *push_row, size_t first, size_t count, const char *what,
                      const char *list) {
  if (count == 0) {
    const char *given = lua_type(L, 1) == LUA_TNUMBER ? push_number(L, 1) : lua_tostring(L, 1);
    char message[HTTPSTATUS__MESSAGE_SIZE];
    httpstatus__say_not_listed(what, given, lua_pushfstring(L, "httpstatus.%s()", list), NULL, message, sizeof message);
    return fail(L, "%s", message);
  }
  push_row(L, first);
  return 1;
}
