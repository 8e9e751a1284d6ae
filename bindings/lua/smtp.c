/*
 * Reply codes and enhanced status codes of SMTP.
 */
#include "binding.h"

TABLE(smtp_reply, httpstatus_smtp_reply, SMTP_REPLY_FIELDS, httpstatus_smtp_reply_at)
TABLE(smtp_enhanced, httpstatus_smtp_enhanced, SMTP_ENHANCED_FIELDS, httpstatus_smtp_enhanced_at)
TABLE(smtp_situation, httpstatus_smtp_situation, SMTP_SITUATION_FIELDS, httpstatus_smtp_situation_at)
TABLE(smtp_pairing, httpstatus_smtp_pairing, SMTP_PAIRING_FIELDS, httpstatus_smtp_pairing_at)

/*
 * smtp.reply(code) -> table | nil, message: the first of smtp.replies(code) -> array
 */
static int smtp_reply(lua_State *L) {
  size_t first;
  int code = check_code(L, 1, "smtp.reply");
  check_count(L, 1, "smtp.reply");
  size_t count = httpstatus_smtp_replies(code, &first);
  return push_found(L, push_smtp_reply, first, count, "SMTP reply code", "smtp.list");
}

static int smtp_replies(lua_State *L) {
  size_t first;
  int code = check_code(L, 1, "smtp.replies");
  check_count(L, 1, "smtp.replies");
  size_t count = httpstatus_smtp_replies(code, &first);
  push_rows(L, push_smtp_reply, first, count);
  return 1;
}

/*
 * smtp.severity(code) -> string | nil
 */
static int smtp_severity(lua_State *L) {
  int code = check_code(L, 1, "smtp.severity");
  check_count(L, 1, "smtp.severity");
  push_text_or_nil(L, httpstatus_smtp_severity(code));
  return 1;
}

static void push_enhanced(lua_State *L, const httpstatus_smtp_enhanced *enhanced) {
  push_record(L, &smtp_enhanced_record, enhanced, 1);
  lua_pushfstring(L, "%d.%d.%d", enhanced->status_class, enhanced->subject, enhanced->detail);
  lua_setfield(L, -2, "code");
}

/*
 * smtp.enhanced(text) -> table | nil, message, position
 */
static int smtp_enhanced(lua_State *L) {
  httpstatus_smtp_enhanced enhanced;
  httpstatus_error error;
  size_t length;
  int status_class, subject, detail;
  const char *text = check_text(L, 1, "smtp.enhanced", &length);
  check_count(L, 1, "smtp.enhanced");
  if (!httpstatus_smtp_parse_enhanced(text, length, &status_class, &subject, &detail, &error)) {
    return fail_parse(L, "enhanced status code", text, length, &error);
  }
  if (!httpstatus_smtp_enhanced_lookup(status_class, subject, detail, &enhanced)) {
    return push_found(L, push_smtp_enhanced, 0, 0, "enhanced status code", "smtp.details");
  }
  push_enhanced(L, &enhanced);
  return 1;
}

/* The command that an argument names, or NULL if it is not given. */
static const char *check_command(lua_State *L, int argument, const char *function) {
  size_t length;
  if (!is_given(L, argument)) {
    return NULL;
  }
  const char *text = check_text(L, argument, function, &length);
  const char *command = httpstatus_smtp_command(text, length);
  if (*command == '\0') {
    const char *quoted = push_quoted(L, text, length);
    refuse(L, CALLER, argument, function,
           lua_pushfstring(
               L, "unknown command %s; pass a verb such as RCPT, CONNECT for the greeting, or END-OF-MESSAGE", quoted));
  }
  return command;
}

static int push_reading(lua_State *L, const char *text, size_t length, const httpstatus_smtp_reading *found,
                        const char *command) {
  httpstatus_smtp_reading reading = *found;
  httpstatus_smtp_enhanced enhanced;
  size_t first;
  char *buffer = NULL;
  if (reading.text == NULL) {
    buffer = (char *)new_userdata(L, reading.quote_length + 1); /* what a reply says is never longer */
  }
  lua_createtable(L, 0, 9);
  if (reading.code >= 0) {
    lua_pushinteger(L, reading.code);
    lua_setfield(L, -2, "code");
  }
  if (buffer == NULL) {
    lua_pushlstring(L, reading.text, reading.text_length);
  } else {
    lua_pushlstring(L, buffer, httpstatus_smtp_text(text, length, buffer, reading.quote_length + 1));
  }
  lua_setfield(L, -2, "text");
  push_count(L, reading.lines);
  lua_setfield(L, -2, "lines");
  field_text(L, "severity", httpstatus_smtp_severity(reading.code >= 0 ? reading.code : reading.status_class * 100));
  if (httpstatus_smtp_replies(reading.code, &first) > 0) {
    push_smtp_reply(L, first);
    lua_setfield(L, -2, "meaning");
  }
  if (reading.status_class >= 0) {
    lua_pushfstring(L, "%d.%d.%d", reading.status_class, reading.subject, reading.detail);
    lua_setfield(L, -2, "enhanced");
    if (httpstatus_smtp_enhanced_lookup(reading.status_class, reading.subject, reading.detail, &enhanced)) {
      push_enhanced(L, &enhanced);
      lua_setfield(L, -2, "detail");
    }
  }
  reading.command = command != NULL ? command : reading.command;
  field_text(L, "command", reading.command);
  if (httpstatus_smtp_situation_of(&reading, &first)) {
    httpstatus_smtp_situation situation;
    httpstatus_smtp_situation_at(first, &situation);
    field_text(L, "party", situation.party);
    field_text(L, "action", situation.action);
    push_smtp_situation(L, first);
    lua_setfield(L, -2, "situation");
  }
  if (reading.repaired != 0) {
    lua_newtable(L);
    for (int i = 0; *httpstatus_smtp_repair_name(reading.repaired, (size_t)i) != '\0'; i++) {
      lua_pushstring(L, httpstatus_smtp_repair_name(reading.repaired, (size_t)i));
      lua_rawseti(L, -2, i + 1);
    }
    lua_setfield(L, -2, "repaired");
  }
  return 1;
}

/*
 * smtp.parse(text [, command]) -> { code, enhanced, text, lines, severity, meaning, detail, command, repaired }
 * | nil, message, position. meaning and detail are what is known of the reply code and of the enhanced code.
 */
static int smtp_parse(lua_State *L) {
  httpstatus_smtp_reading reading;
  httpstatus_error error;
  size_t length;
  const char *text = check_text(L, 1, "smtp.parse", &length);
  const char *command = check_command(L, 2, "smtp.parse");
  check_count(L, 2, "smtp.parse");
  if (!httpstatus_smtp_read(text, length, &reading, &error)) {
    return fail_parse(L, "SMTP reply", text, length, &error);
  }
  return push_reading(L, text, length, &reading, command);
}

/*
 * smtp.find(line [, command]) -> the same | nil: without a message, since most lines of a log quote no reply
 */
static int smtp_find(lua_State *L) {
  httpstatus_smtp_reading reading;
  size_t length;
  const char *text = check_text(L, 1, "smtp.find", &length);
  const char *command = check_command(L, 2, "smtp.find");
  check_count(L, 2, "smtp.find");
  if (!httpstatus_smtp_read(text, length, &reading, NULL)) {
    lua_pushnil(L);
    return 1;
  }
  return push_reading(L, text, length, &reading, command);
}

/*
 * smtp.list() -> array of replies, smtp.details() -> array of enhanced codes, smtp.pairings() -> array
 */
ALL_ROWS(smtp_list, "smtp.list", push_smtp_reply, httpstatus_smtp_reply_count)
ALL_ROWS(smtp_details, "smtp.details", push_smtp_enhanced, httpstatus_smtp_enhanced_count)
ALL_ROWS(smtp_situations, "smtp.situations", push_smtp_situation, httpstatus_smtp_situation_count)
ALL_ROWS(smtp_pairings, "smtp.pairings", push_smtp_pairing, httpstatus_smtp_pairing_count)

static const luaL_Reg smtp_functions[] = {
    {"reply",      smtp_reply     },
    {"replies",    smtp_replies   },
    {"severity",   smtp_severity  },
    {"enhanced",   smtp_enhanced  },
    {"parse",      smtp_parse     },
    {"find",       smtp_find      },
    {"list",       smtp_list      },
    {"details",    smtp_details   },
    {"pairings",   smtp_pairings  },
    {"situations", smtp_situations},
    {NULL,         NULL           },
};
