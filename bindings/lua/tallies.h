/*
 * Tallies: how often each code came, in an array or in a log.
 *
 * A tally is a userdata that holds an httpstatus_tally. Its metatable is an upvalue of every function that makes or
 * takes one, and in no registry, so that two versions of this module in one state do not meet.
 */
#ifndef HTTPSTATUS_LUA_TALLIES_H
#define HTTPSTATUS_LUA_TALLIES_H

enum { TALLY = 1, METHODS = 2 }; /* upvalues: the metatable, and the methods */

/*
 * to_tally(L, index)
 * The tally that a value is, or NULL.
 */
static httpstatus_tally *to_tally(lua_State *L, int index) {
  bool is_one = false;
  if (lua_type(L, index) == LUA_TUSERDATA && lua_getmetatable(L, index)) {
    is_one = lua_rawequal(L, -1, lua_upvalueindex(TALLY)) != 0;
    lua_pop(L, 1);
  }
  return is_one ? (httpstatus_tally *)lua_touserdata(L, index) : NULL;
}

static httpstatus_tally *check_tally(lua_State *L, int argument, const char *function) {
  httpstatus_tally *tally = to_tally(L, argument);
  if (tally == NULL) {
    refuse_type(L, CALLER, argument, function, "tally");
  }
  return tally;
}

static httpstatus_tally *new_tally(lua_State *L) {
  httpstatus_tally *tally = (httpstatus_tally *)new_userdata(L, sizeof *tally);
  memset(tally, 0, sizeof *tally);
  lua_pushvalue(L, lua_upvalueindex(TALLY));
  lua_setmetatable(L, -2);
  return tally;
}

/* ---- What a tally answers ---- */

/*
 * push_classes(L, tally)
 * The counts by label: "1xx" to "5xx", and "other".
 */
static void push_classes(lua_State *L, const httpstatus_tally *tally) {
  httpstatus_class_info info;
  lua_createtable(L, 0, 6);
  for (int digit = 1; httpstatus_class_at(digit, &info); digit++) {
    push_count(L, httpstatus_tally_class(tally, digit));
    lua_setfield(L, -2, info.label);
  }
  push_count(L, httpstatus_tally_class(tally, 0));
  lua_setfield(L, -2, httpstatus_label(NO_CODE));
}

/*
 * tally[key]
 * A code gives its count, "total", "skipped" and "classes" what they say, and the name of a method the method.
 */
static int tally_index(lua_State *L) {
  const httpstatus_tally *tally = check_tally(L, 1, "tally");
  int code;
  if (to_code(L, 2, &code)) {
    push_count(L, code >= 0 && code <= HTTPSTATUS_SET_MAX ? tally->counts[code] : 0);
    return 1;
  }
  if (lua_type(L, 2) == LUA_TSTRING) {
    const char *key = lua_tostring(L, 2);
    if (strcmp(key, "total") == 0) {
      push_count(L, httpstatus_tally_total(tally));
      return 1;
    }
    if (strcmp(key, "skipped") == 0) {
      push_count(L, tally->skipped);
      return 1;
    }
    if (strcmp(key, "classes") == 0) {
      push_classes(L, tally);
      return 1;
    }
    lua_pushvalue(L, 2);
    lua_rawget(L, lua_upvalueindex(METHODS));
    if (!lua_isnil(L, -1)) {
      return 1;
    }
  }
  const char *got = push_value(L, 2);
  push_where(L, CALLER);
  lua_pushfstring(L, "%sbad index of a tally (code, total, skipped, classes or method expected, got %s)",
                  lua_tostring(L, -1), got);
  return lua_error(L);
}

/*
 * tally:count(set) -> integer, tally:rate(set) -> number, of the bytes of a set: see httpstatus/set.lua
 */
static int tally_count(lua_State *L) {
  httpstatus_set set;
  const httpstatus_tally *tally = check_tally(L, 1, "count");
  check_set(L, 2, "count", &set);
  push_count(L, httpstatus_tally_set(tally, &set));
  return 1;
}

static int tally_rate(lua_State *L) {
  httpstatus_set set;
  const httpstatus_tally *tally = check_tally(L, 1, "rate");
  check_set(L, 2, "rate", &set);
  uint64_t total = httpstatus_tally_total(tally);
  lua_pushnumber(L, total == 0 ? 0 : (lua_Number)httpstatus_tally_set(tally, &set) / (lua_Number)total);
  return 1;
}

/*
 * next_count(tally, code) -> code, count | nil
 * The next code that came, in ascending order; nil to begin with.
 */
static int next_count(lua_State *L) {
  const httpstatus_tally *tally = check_tally(L, 1, "each");
  int code = NO_CODE;
  if (is_given(L, 2)) {
    code = check_code(L, 2, "each");
  }
  for (code = code < 0 ? 0 : code + (code <= HTTPSTATUS_SET_MAX); code <= HTTPSTATUS_SET_MAX; code++) {
    if (tally->counts[code] > 0) {
      lua_pushinteger(L, code);
      push_count(L, tally->counts[code]);
      return 2;
    }
  }
  lua_pushnil(L);
  return 1;
}

/*
 * tally:each() -> next_count, tally, nil; pairs(tally) is the same from Lua 5.2 on
 */
static int tally_each(lua_State *L) {
  check_tally(L, 1, "each");
  lua_settop(L, 1);
  lua_pushvalue(L, lua_upvalueindex(TALLY));
  lua_pushcclosure(L, next_count, 1);
  lua_insert(L, 1);
  return 2;
}

/*
 * tally + tally -> tally
 */
static int tally_add(lua_State *L) {
  const httpstatus_tally *a = check_tally(L, 1, "tally + tally");
  const httpstatus_tally *b = check_tally(L, 2, "tally + tally");
  httpstatus_tally *sum = new_tally(L);
  httpstatus_tally_merge(sum, a);
  httpstatus_tally_merge(sum, b);
  return 1;
}

static int tally_equal(lua_State *L) {
  const httpstatus_tally *a = to_tally(L, 1);
  const httpstatus_tally *b = to_tally(L, 2);
  lua_pushboolean(L, a != NULL && b != NULL && memcmp(a, b, sizeof *a) == 0);
  return 1;
}

/*
 * tostring(tally) -> "200: 2, 404: 1; total 3, skipped 0"
 */
static int tally_text(lua_State *L) {
  const httpstatus_tally *tally = check_tally(L, 1, "tostring");
  luaL_Buffer buffer;
  char piece[64];
  luaL_buffinit(L, &buffer);
  for (int code = 0; code <= HTTPSTATUS_SET_MAX; code++) {
    if (tally->counts[code] > 0) {
      snprintf(piece, sizeof piece, "%03d: %" PRIu64 ", ", code, tally->counts[code]);
      luaL_addstring(&buffer, piece);
    }
  }
  snprintf(piece, sizeof piece, "total %" PRIu64 ", skipped %" PRIu64, httpstatus_tally_total(tally), tally->skipped);
  luaL_addstring(&buffer, piece);
  luaL_pushresult(&buffer);
  return 1;
}

/* ---- Tallies of arrays ---- */

/*
 * tally(codes) -> tally
 */
static int tally_of_array(lua_State *L) {
  if (lua_type(L, 1) != LUA_TTABLE) {
    return refuse_type(L, CALLER, 1, "tally", "array of integers");
  }
  httpstatus_tally *tally = new_tally(L);
  size_t length = raw_length(L, 1);
  for (size_t i = 1; i <= length; i++) {
    int code;
    get_raw(L, 1, i);
    if (!to_code(L, -1, &code)) {
      const char *expected = lua_pushfstring(L, "integer as item %d", (int)i);
      return refuse_value(L, CALLER, 1, "tally", expected, lua_gettop(L) - 1);
    }
    if (code >= 0 && code <= HTTPSTATUS_SET_MAX) {
      tally->counts[code]++;
    } else {
      tally->skipped++;
    }
    lua_pop(L, 1);
  }
  return 1;
}

/* ---- Tallies of logs ---- */

enum {
  PIECE = 4 * HTTPSTATUS_LOG_LINE_MAX, /* bytes that are read at once: more than the core ever leaves over */
  PATH_SHOWN_MAX = 1024                /* bytes of a path that a message shows */
};

/* A log that is being read, with the beginning of its first line that is not empty, for the error. */
struct reader {
  httpstatus_log log;
  size_t first_length;
  char first[QUOTED_MAX + 1]; /* a byte more than is shown, so that the cut is seen */
};

/*
 * begin_log(L, function)
 * Pushes a reader, in the format that the options tell; they are the second argument of the function.
 */
static struct reader *begin_log(lua_State *L, const char *function) {
  const struct options options = {function, 2, CALLER, {"format", NULL}};
  struct reader *reader = (struct reader *)new_userdata(L, sizeof *reader);
  reader->first_length = 0;
  httpstatus_log_begin(&reader->log, "auto", 4);
  if (check_options(L, &options) && get_option(L, &options, "format", LUA_TSTRING)) {
    size_t length;
    const char *name = lua_tolstring(L, -1, &length);
    if (!httpstatus_log_begin(&reader->log, name, length)) {
      lua_pushfstring(L, "%s is no format of logs; there are", push_quoted(L, name, length));
      for (int i = 0; i < HTTPSTATUS_LOG_FORMATS; i++) {
        const char *between = i == 0 ? "" : i + 1 == HTTPSTATUS_LOG_FORMATS ? " and" : ",";
        lua_pushfstring(L, "%s%s %s", lua_tostring(L, -1), between, httpstatus_log_format_name(i));
        lua_remove(L, -2);
      }
      refuse(L, CALLER, 2, function, lua_tostring(L, -1));
    }
  }
  return reader;
}

/*
 * feed_log(reader, piece, length, last)
 * httpstatus_log_feed, which remembers the first line.
 */
static size_t feed_log(struct reader *reader, const char *piece, size_t length, bool last) {
  if (reader->first_length == 0) {
    size_t at = 0;
    while (at < length && (piece[at] == '\r' || piece[at] == '\n')) {
      at++;
    }
    while (at < length && piece[at] != '\r' && piece[at] != '\n' && reader->first_length < sizeof reader->first) {
      reader->first[reader->first_length++] = piece[at++];
    }
  }
  return httpstatus_log_feed(&reader->log, piece, length, last);
}

/*
 * end_log(L, reader, name)
 * Pushes the tally, or nil and a message where the log is not empty and no line of it has fitted any format.
 */
static int end_log(lua_State *L, const struct reader *reader, const char *name) {
  if (reader->log.format != HTTPSTATUS_LOG_AUTO || reader->log.lines == 0) {
    memcpy(new_tally(L), &reader->log.tally, sizeof reader->log.tally);
    return 1;
  }
  const char *first = push_quoted(L, reader->first, reader->first_length);
  lua_pushliteral(L, "");
  for (int i = HTTPSTATUS_LOG_AUTO + 1; i < HTTPSTATUS_LOG_FORMATS; i++) {
    const char *between = i == HTTPSTATUS_LOG_AUTO + 1 ? "" : ", ";
    lua_pushfstring(L, "%s%s%s", lua_tostring(L, -1), between, httpstatus_log_format_name(i));
    lua_remove(L, -2);
  }
  const char *formats = lua_tostring(L, -1);
  return fail(L, "%s: no line fits one of the formats known: %s; the first line is %s", name, formats, first);
}

/*
 * read_log(reader, file, buffer)
 * Feeds a file to the end, through a buffer of PIECE bytes, and returns 0 or the number of the error. It calls nothing of Lua, so that no error of
 * Lua's can leave the file open.
 */
static int read_log(struct reader *reader, FILE *file, char *buffer) {
  size_t held = 0;
  bool last = false;
  while (!last) {
    errno = 0;
    size_t room = PIECE - held;
    size_t got = fread(buffer + held, 1, room, file);
    if (got < room && ferror(file)) {
      return errno != 0 ? errno : EIO;
    }
    last = got < room;
    held += got;
    size_t used = feed_log(reader, buffer, held, last);
    held -= used;
    memmove(buffer, buffer + used, held);
  }
  return 0;
}

/*
 * fail_file(L, name, error)
 * nil, the message and the number of the error, as Lua's io library has it.
 */
static int fail_file(lua_State *L, const char *name, int error) {
  (void)fail(L, "%s: %s", name, strerror(error));
  lua_pushinteger(L, error);
  return 3;
}

/*
 * tally_log(path or file, options) -> tally | nil, message, error number
 */
static int tally_of_log(lua_State *L) {
  FILE *file = file_of(L, 1);
  const char *path = NULL, *name = "file";
  size_t length = 0;
  int error;
  lua_settop(L, 2);
  if (file == NULL) {
    if (lua_type(L, 1) != LUA_TSTRING) {
      return refuse_type(L, CALLER, 1, "tally_log", "path or open file");
    }
    path = lua_tolstring(L, 1, &length);
    name = push_escaped(L, path, length, PATH_SHOWN_MAX);
  }
  struct reader *reader = begin_log(L, "tally_log");
  char *buffer = (char *)new_userdata(L, PIECE);
  if (path == NULL) {
    error = read_log(reader, file, buffer);
    clearerr(file);
  } else if (strlen(path) != length) {
    return fail(L, "%s: a path has no NUL", name);
  } else {
    file = fopen(path, "rb");
    if (file == NULL) {
      return fail_file(L, name, errno);
    }
    setvbuf(file, NULL, _IONBF, 0); /* the pieces are larger than any buffer */
    error = read_log(reader, file, buffer);
    fclose(file);
  }
  return error != 0 ? fail_file(L, name, error) : end_log(L, reader, name);
}

/*
 * tally_text(text, options) -> tally | nil, message
 */
static int tally_of_text(lua_State *L) {
  size_t length;
  const char *text = check_text(L, 1, "tally_text", &length);
  struct reader *reader = begin_log(L, "tally_text");
  feed_log(reader, text, length, true);
  return end_log(L, reader, "text");
}

/*
 * log_formats() -> array of names
 */
static int log_formats(lua_State *L) {
  lua_createtable(L, HTTPSTATUS_LOG_FORMATS, 0);
  for (int i = 0; i < HTTPSTATUS_LOG_FORMATS; i++) {
    lua_pushstring(L, httpstatus_log_format_name(i));
    set_raw(L, -2, (size_t)i + 1);
  }
  return 1;
}

/* ---- Who is who ---- */

static const luaL_Reg tally_functions[] = {
    {"tally", tally_of_array}, {"tally_log", tally_of_log}, {"tally_text", tally_of_text},
    {"log_formats", log_formats}, {NULL, NULL},
};

static const luaL_Reg tally_methods[] = {{"each", tally_each}, {NULL, NULL}};

static const luaL_Reg tally_metamethods[] = {
    {"__index", tally_index}, {"__add", tally_add},       {"__eq", tally_equal},
    {"__pairs", tally_each},  {"__tostring", tally_text}, {NULL, NULL},
};

static const luaL_Reg tally_of_set_functions[] = {
    {"tally_count", tally_count},
    {"tally_rate", tally_rate},
    {NULL, NULL},
};

#endif
