/*
 * What the files of the binding share. core.c includes them all, and everything is static: httpstatus.core exports
 * luaopen_httpstatus_core, and nothing else.
 */
#ifndef HTTPSTATUS_LUA_BINDING_H
#define HTTPSTATUS_LUA_BINDING_H

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "compat.h"
#include "fields.h"
#include "messages.h"
#include "gzip.h"
#include "httpstatus.h"

enum {
  NO_CODE = -1,         /* stands for every integer that no int holds: all functions answer alike for those */
  SUGGESTIONS = 3,      /* names that a message offers */
  CANDIDATES_MAX = 8,   /* names that are looked at for them */
  NAMES_MAX = 64,       /* names of one kind */
  PATH_SHOWN_MAX = 1024 /* bytes of a path that a message shows */
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- messages.c ---- */

/* Whose mistake a bad argument is. */
enum blame {
  CALLER, /* whoever has called the running C function */
  BEYOND, /* whoever has called the C function for which the running one is a metamethod */
  USER    /* whoever has called into the Lua file that has called the running C function */
};

static const char *push_escaped(lua_State *L, const char *text, size_t length, size_t max);
static const char *push_quoted(lua_State *L, const char *text, size_t length);
static const char *push_number(lua_State *L, int index);
static const char *push_value(lua_State *L, int index);
static void push_where(lua_State *L, enum blame blame);

static int refuse(lua_State *L, enum blame blame, int argument, const char *function, const char *why);
static int refuse_value(lua_State *L, enum blame blame, int argument, const char *function, const char *expected,
                        int index);
static int refuse_type(lua_State *L, enum blame blame, int argument, const char *function, const char *expected);

/*
 * fail(L, format, ...)
 * Leaves nil and the message behind: what a function returns that finds nothing. (A macro, since a va_list cannot go
 * to lua_pushfstring.)
 */
#define fail(L, ...) (lua_pushfstring(L, __VA_ARGS__), lua_pushnil(L), lua_insert(L, -2), 2)

static void refuse_library(lua_State *L, int level, const char *what);
static int fail_parse(lua_State *L, const char *what, const char *text, size_t length, const httpstatus_error *error);

static const char *push_list(lua_State *L, const char *const *names, size_t count);
static const char *push_unknown(lua_State *L, const char *what, const char *text, size_t length,
                                const char *const *names, size_t count);
static const char *push_near(lua_State *L, const httpstatus_near *near, size_t count);
static const char *push_unknown_origin(lua_State *L, const char *id, size_t length);

/* ---- arguments.c ---- */

#define A_CODE "integer or text of three digits" /* what a status code is */
#define NOTHING "no further argument"            /* what follows the last argument */

static inline bool to_integer(lua_State *L, int index, int *integer);
static inline bool to_code(lua_State *L, int index, int *code);
static bool digits_to_code(lua_State *L, int index, size_t digits, int *code);
static int check_integer(lua_State *L, int argument, const char *function);
static inline int check_code(lua_State *L, int argument, const char *function);
static const char *check_text(lua_State *L, int argument, const char *function, size_t *length);
static void refuse_surplus(lua_State *L, enum blame blame, int count, const char *function);
static inline void check_count(lua_State *L, int count, const char *function);
static bool is_given(lua_State *L, int argument);
static bool is_index(lua_State *L, int key, int value, size_t length);
static void check_array(lua_State *L, int index, enum blame blame, int number, const char *function,
                        const char *expected);

/* Who takes a table of options as an argument, and which; known ends with NULL. */
struct options {
  const char *function;
  int argument;
  enum blame blame;
  const char *known[5];
};

static bool check_options(lua_State *L, const struct options *options);
static bool get_option(lua_State *L, const struct options *options, const char *name, int type);

/* ---- records.c ---- */

enum kind { KIND_TEXT, KIND_LIST, KIND_INTEGER, KIND_LONG, KIND_BOOLEAN, KIND_INTEGERS };

struct field {
  const char *name;
  enum kind kind;
  size_t at, count_at; /* offsets within the struct; the second one for KIND_INTEGERS */
};

/* A struct of the core by its fields. */
struct record {
  const struct field *fields;
  size_t count;
};

/*
 * RECORD(NAME, TYPE, FIELDS) defines NAME_record, which describes a struct of the core by its list of fields.h.
 */
#define NO_COUNT(S, member) 0
#define COUNT_OF(S, member) offsetof(S, member##_count)
#define COUNT_AT_TEXT NO_COUNT
#define COUNT_AT_LIST NO_COUNT
#define COUNT_AT_INTEGER NO_COUNT
#define COUNT_AT_LONG NO_COUNT
#define COUNT_AT_BOOLEAN NO_COUNT
#define COUNT_AT_INTEGERS COUNT_OF
#define FIELD(S, KIND, member) {#member, KIND_##KIND, offsetof(S, member), COUNT_AT_##KIND(S, member)},
#define RECORD(name, type, fields)                                   \
  static const struct field name##_fields[] = {fields(FIELD, type)}; \
  static const struct record name##_record = {name##_fields, COUNT(name##_fields)};

/*
 * TABLE(NAME, TYPE, FIELDS, AT) defines NAME_record and push_NAME, which pushes the row that AT gives for an index. The
 * index is known to exist.
 */
#define TABLE(name, type, fields, row_at)               \
  RECORD(name, type, fields)                            \
  static void push_##name(lua_State *L, size_t index) { \
    type row;                                           \
    if (row_at(index, &row)) {                          \
      push_record(L, &name##_record, &row, 0);          \
    }                                                   \
  }

/*
 * ALL_ROWS(FUNCTION, NAME, PUSH_ROW, COUNT) defines a function that returns all rows of a table as an array. NAME is
 * the one that a user types.
 */
#define ALL_ROWS(function, name, push_row, count) \
  static int function(lua_State *L) {             \
    check_count(L, 0, name);                      \
    push_rows(L, push_row, 0, count());           \
    return 1;                                     \
  }

/* A function that pushes the row of a table of the core at an index. */
typedef void push_row_function(lua_State *L, size_t index);

static void push_record(lua_State *L, const struct record *record, const void *values, int more);
static void push_rows(lua_State *L, push_row_function *push_row, size_t first, size_t count);
static int push_found(lua_State *L, push_row_function *push_row, size_t first, size_t count, const char *what,
                      const char *list);
static void push_text_or_nil(lua_State *L, const char *text);
static void field_text(lua_State *L, const char *name, const char *text);

#endif
