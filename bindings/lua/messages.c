/*
 * The words of messages: values shown so that any terminal can show them, whose mistake an error is, and names that are
 * near to a misspelt one.
 */
#include "binding.h"

/*
 * is_harmful(character)
 * Whether a terminal would act upon a character, or hide it, or reorder what stands around it.
 */
static bool is_harmful(unsigned long character) {
  static const struct {
    unsigned long first, last;
  } ranges[] = {
      {0x0000,  0x001F }, /* controls */
      {0x007F,  0x009F },
      {0x00AD,  0x00AD }, /* soft hyphen */
      {0x061C,  0x061C }, /* marks of direction, spaces without width, separators of lines */
      {0x180E,  0x180E },
      {0x200B,  0x200F },
      {0x2028,  0x202E },
      {0x2060,  0x206F },
      {0xD800,  0xDFFF }, /* halves of characters */
      {0xFEFF,  0xFEFF }, /* byte order mark */
      {0xFFF9,  0xFFFB },
      {0xE0000, 0xE0FFF}, /* tags */
  };
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
    if (character >= ranges[i].first && character <= ranges[i].last) {
      return true;
    }
  }
  return character > 0x10FFFF;
}

/*
 * printable(text, left)
 * How many bytes the character at the beginning of text has, if it may be shown on a terminal as it is; 0 where it has
 * to be escaped: what is harmful, quotes, backslashes, and what is no UTF-8.
 */
static size_t printable(const char *text, size_t left) {
  static const unsigned long least[] = {0, 0, 0x80, 0x800, 0x10000}; /* shorter ones are overlong */
  const unsigned char *at = (const unsigned char *)text;
  size_t length = at[0] < 0x80 ? 1 : at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : 4;
  unsigned long character = at[0] & (length == 1 ? 0x7F : 0xFF >> (length + 1));
  if (at[0] == '\'' || at[0] == '\\' || (at[0] >= 0x80 && at[0] < 0xC2) || at[0] > 0xF4 || length > left) {
    return 0;
  }
  for (size_t i = 1; i < length; i++) {
    if ((at[i] & 0xC0) != 0x80) {
      return 0;
    }
    character = character << 6 | (at[i] & 0x3F);
  }
  return character < least[length] || is_harmful(character) ? 0 : length;
}

/*
 * push_escaped(L, text, length, max)
 * Pushes a text as it may be shown on any terminal, and cut where it is longer than max bytes.
 */
static const char *push_escaped(lua_State *L, const char *text, size_t length, size_t max) {
  static const char digits[] = "0123456789ABCDEF";
  luaL_Buffer buffer;
  size_t at = 0;
  luaL_buffinit(L, &buffer);
  while (at < length && at < max) {
    size_t plain = printable(text + at, length - at);
    unsigned char byte = (unsigned char)text[at];
    char escaped[4] = {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
    if (plain > 0) {
      luaL_addlstring(&buffer, text + at, plain);
      at += plain;
      continue;
    }
    if (byte == '\'' || byte == '\\') {
      escaped[1] = (char)byte;
    } else if (byte == '\n' || byte == '\r' || byte == '\t') {
      escaped[1] = byte == '\n' ? 'n' : byte == '\r' ? 'r' : 't';
    }
    luaL_addlstring(&buffer, escaped, escaped[1] == 'x' ? 4 : 2);
    at++;
  }
  if (at < length) {
    luaL_addstring(&buffer, "...");
  }
  luaL_pushresult(&buffer);
  return lua_tostring(L, -1);
}

/*
 * push_quoted(L, text, length)
 * The same between quotes, of a length that suits a message.
 */
static const char *push_quoted(lua_State *L, const char *text, size_t length) {
  return lua_pushfstring(L, "'%s'", push_escaped(L, text, length, QUOTED_MAX));
}

/*
 * push_number(L, index)
 * Pushes the text of a number. (lua_tostring alone would turn the caller's number into a string, and C libraries do not
 * agree about the sign of NaN.)
 */
static const char *push_number(lua_State *L, int index) {
  lua_Number number = lua_tonumber(L, index);
  if (number != number) {
    lua_pushliteral(L, "nan");
  } else {
    lua_pushvalue(L, index);
  }
  return lua_tostring(L, -1);
}

/*
 * push_value(L, index)
 * Pushes what a value is, for a message: string '4x4', number 404.5, nil, table.
 */
static const char *push_value(lua_State *L, int index) {
  size_t length;
  const char *text;
  switch (lua_type(L, index)) {
    case LUA_TSTRING:
      text = lua_tolstring(L, index, &length);
      return lua_pushfstring(L, "string %s", push_quoted(L, text, length));
    case LUA_TNUMBER:
      return lua_pushfstring(L, "number %s", push_number(L, index));
    case LUA_TBOOLEAN:
      return lua_pushfstring(L, "boolean %s", lua_toboolean(L, index) ? "true" : "false");
    case LUA_TNONE: /* LuaJIT's closures cannot tell the two apart */
      lua_pushliteral(L, "nil");
      return lua_tostring(L, -1);
    default:
      lua_pushstring(L, luaL_typename(L, index));
      return lua_tostring(L, -1);
  }
}

/*
 * push_where(L, blame)
 * Pushes "file:line: " of who is to blame, or "" where that is not known.
 */
static void push_where(lua_State *L, enum blame blame) {
  lua_Debug file, frame;
  int level = blame == BEYOND ? 2 : 1;
  if (blame == USER && lua_getstack(L, level, &file) && lua_getinfo(L, "S", &file)) {
    do {
      level++;
    } while (lua_getstack(L, level, &frame) && lua_getinfo(L, "S", &frame) && strcmp(frame.source, file.source) == 0);
  }
  luaL_where(L, level);
}

/*
 * refuse(L, blame, argument, function, why)
 * Raises the error for an argument that cannot be what it is. why ends the message.
 */
static int refuse(lua_State *L, enum blame blame, int argument, const char *function, const char *why) {
  push_where(L, blame);
  lua_pushfstring(L, "%sbad argument #%d to '%s' (%s)", lua_tostring(L, -1), argument, function, why);
  return lua_error(L);
}

/*
 * refuse_value(L, blame, argument, function, expected, index)
 * The same for a value of the wrong type, wherever it stands.
 */
static int refuse_value(lua_State *L, enum blame blame, int argument, const char *function, const char *expected,
                        int index) {
  const char *got = push_value(L, index);
  return refuse(L, blame, argument, function, lua_pushfstring(L, "%s expected, got %s", expected, got));
}

/* The same for an argument of the wrong type. */
static int refuse_type(lua_State *L, enum blame blame, int argument, const char *function, const char *expected) {
  return refuse_value(L, blame, argument, function, expected, argument);
}

/*
 * refuse_library(L, level, what)
 * Raises an error if the function at a level is a C function, which takes an object for an array. Lua 5.1 and 5.2 look
 * at the type instead.
 */
static void refuse_library(lua_State *L, int level, const char *what) {
#if LUA_VERSION_NUM >= 503
  lua_Debug caller;
  if (lua_getstack(L, level, &caller) && lua_getinfo(L, "S", &caller) && *caller.what == 'C') {
    luaL_where(L, level + 1);
    lua_pushfstring(L, "%sa %s is not an array; use its method each", lua_tostring(L, -1), what);
    lua_error(L);
  }
#else
  (void)L;
  (void)level;
  (void)what;
#endif
}

/*
 * refuse_argument(argument, function, expected, value, hint)
 * For the functions that are written in Lua. The hint, which may be nil, says what to do instead.
 */
static int refuse_argument(lua_State *L) {
  int argument = (int)lua_tointeger(L, 1);
  const char *function = lua_tostring(L, 2);
  const char *expected = lua_tostring(L, 3);
  const char *hint = lua_tostring(L, 5);
  luaL_checkany(L, 4);
  const char *got = push_value(L, 4);
  const char *why = lua_pushfstring(L, "%s expected, got %s%s%s", expected != NULL ? expected : "?", got,
                                    hint != NULL ? "; " : "", hint != NULL ? hint : "");
  return refuse(L, USER, argument, function != NULL ? function : "?", why);
}

/*
 * fail_parse(L, what, text, length, error)
 * nil, the message, and the position of the byte that was wrong, counted from 1 as Lua counts.
 */
static int fail_parse(lua_State *L, const char *what, const char *text, size_t length, const httpstatus_error *error) {
  const char *quoted = push_quoted(L, text, length);
  (void)fail(L, "invalid %s %s: %s at position %d", what, quoted, error->message, (int)error->at + 1);
  push_count(L, error->at + 1);
  return 3;
}

/*
 * push_list(L, names, count)
 * Pushes names with commas between them.
 */
static const char *push_list(lua_State *L, const char *const *names, size_t count) {
  lua_pushstring(L, names[0]);
  for (size_t i = 1; i < count; i++) {
    lua_pushfstring(L, "%s, %s", lua_tostring(L, -1), names[i]);
    lua_remove(L, -2);
  }
  return lua_tostring(L, -1);
}

static char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

/*
 * distance(text, length, name)
 * How many letters have to be changed, added, left out or swapped with the next one to turn a text into the name;
 * NEAR_MAX if one of them is longer than that.
 */
static size_t distance(const char *text, size_t length, const char *name) {
  size_t rows[3][NEAR_MAX + 1]; /* the one before the last, the last and this one */
  size_t name_length = strlen(name);
  if (length > NEAR_MAX || name_length > NEAR_MAX) {
    return NEAR_MAX;
  }
  for (size_t i = 0; i <= length; i++) {
    size_t *row = rows[i % 3];
    const size_t *last = rows[(i + 2) % 3];
    for (size_t j = 0; j <= name_length; j++) {
      if (i == 0 || j == 0) {
        row[j] = i + j;
        continue;
      }
      size_t changed = last[j - 1] + (lower(text[i - 1]) != lower(name[j - 1]));
      size_t shorter = (last[j] < row[j - 1] ? last[j] : row[j - 1]) + 1;
      row[j] = changed < shorter ? changed : shorter;
      if (i > 1 && j > 1 && text[i - 1] == name[j - 2] && text[i - 2] == name[j - 1] &&
          rows[(i + 1) % 3][j - 2] + 1 < row[j]) {
        row[j] = rows[(i + 1) % 3][j - 2] + 1;
      }
    }
  }
  return rows[length % 3][name_length];
}

/*
 * push_unknown(L, what, text, length, names, count)
 * Pushes the message for a text that is none of a few names: the nearest one, or all of them.
 */
static const char *push_unknown(lua_State *L, const char *what, const char *text, size_t length,
                                const char *const *names, size_t count) {
  const char *quoted = push_quoted(L, text, length);
  const char *nearest = "";
  size_t least = length / 2 < 3 ? length / 2 + 1 : 3; /* what is further away is another name */
  for (size_t i = 0; i < count; i++) {
    size_t steps = distance(text, length, names[i]);
    if (steps < least) {
      least = steps;
      nearest = names[i];
    }
  }
  if (*nearest != '\0') {
    return lua_pushfstring(L, "unknown %s %s; did you mean '%s'?", what, quoted, nearest);
  }
  return lua_pushfstring(L, "unknown %s %s; known: %s", what, quoted, push_list(L, names, count));
}

/*
 * push_near(L, near, count)
 * Pushes "; did you mean A (1), B (2) or C (3)?", or "" if count is 0. A name without a code is quoted.
 */
static const char *push_near(lua_State *L, const httpstatus_near *near, size_t count) {
  lua_pushstring(L, count > 0 ? "; did you mean " : "");
  for (size_t i = 0; i < count; i++) {
    const char *before = lua_tostring(L, -1);
    const char *between = i == 0 ? "" : i + 1 == count ? " or " : ", ";
    if (near[i].code < 0) {
      lua_pushfstring(L, "%s%s'%s'", before, between, near[i].name);
    } else {
      lua_pushfstring(L, "%s%s%s (%d)", before, between, near[i].name, near[i].code);
    }
    lua_remove(L, -2);
  }
  if (count > 0) {
    lua_pushliteral(L, "?");
    lua_concat(L, 2);
  }
  return lua_tostring(L, -1);
}

/*
 * push_unknown_origin(L, id, length)
 * Pushes the message for an id that no origin has.
 */
static const char *push_unknown_origin(lua_State *L, const char *id, size_t length) {
  httpstatus_near near[SUGGESTIONS];
  size_t count = httpstatus_nearest_origin(id, length, near, SUGGESTIONS);
  const char *quoted = push_quoted(L, id, length);
  const char *hint = count > 0 ? push_near(L, near, count) : "; httpstatus.origins() lists them";
  return lua_pushfstring(L, "unknown origin %s%s", quoted, hint);
}
