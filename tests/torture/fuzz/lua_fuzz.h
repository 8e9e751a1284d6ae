/* What the parts of the fuzz target of the Lua module share: calls of its functions, and questions about what came. */
#ifndef HTTPSTATUS_TESTS_FUZZ_LUA_FUZZ_H
#define HTTPSTATUS_TESTS_FUZZ_LUA_FUZZ_H

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include "fuzz.h"

extern lua_State *L;

/*
 * begin_call("smtp.parse") puts the function on the stack, the arguments come next, and end_call calls it: results are
 * at 1, 2, ... then, and nothing else is on the stack. passes says whether the call may raise no error, or must.
 */
void begin_call(const char *function);
int end_call(int arguments, bool passes);

void push_slice(struct slice text);

/* What stands at an index. An empty text of the core and its -1 are nil. */
bool is_slice(int index, struct slice text);
bool is_text(int index, const char *text);
bool is_integer(int index, long long number);

/* What stands in a field of the table at an index. */
bool has_slice(int index, const char *field, struct slice text);
bool has_text(int index, const char *field, const char *text);
bool has_integer(int index, const char *field, long long number);

/* The results are nil and a message, and with an error its position, counted from 1. */
void check_failure(int results, const httpstatus_error *error);

/* Takes the first byte off, 0 where there is none. */
unsigned take_byte(struct slice *input);

/* Each judges a function, or a few that take the same, on an input. */
typedef void judge(struct slice input);
judge judge_code, judge_status_line, judge_search, judge_names, judge_phrases, judge_set, judge_warning, judge_smtp,
    judge_dotted, judge_log, judge_numbers, judge_tally;

#endif
