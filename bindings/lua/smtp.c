/*
 * Reply codes and enhanced status codes of SMTP.
 */
#include "binding.h"

TABLE(smtp_reply, httpstatus_smtp_reply, SMTP_REPLY_FIELDS, httpstatus_smtp_reply_at)
TABLE(smtp_enhanced, httpstatus_smtp_enhanced, SMTP_ENHANCED_FIELDS, httpstatus_smtp_enhanced_at)
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

/*
 * smtp.parse(text) -> { code, enhanced, text, lines, severity, reply, detail } | nil, message, position
 * reply and detail are what is known of the reply code and of the enhanced code.
 */
static int smtp_parse(lua_State *L) {
  httpstatus_smtp_value value;
  httpstatus_smtp_enhanced enhanced;
  httpstatus_error error;
  size_t length, first;
  const char *text = check_text(L, 1, "smtp.parse", &length);
  check_count(L, 1, "smtp.parse");
  if (!httpstatus_smtp_parse(text, length, &value, &error)) {
    return fail_parse(L, "SMTP reply", text, length, &error);
  }
  char *buffer = (char *)new_userdata(L, length + 1); /* what a reply says is never longer than the reply */
  lua_createtable(L, 0, 7);
  lua_pushinteger(L, value.code);
  lua_setfield(L, -2, "code");
  lua_pushlstring(L, buffer, httpstatus_smtp_text(text, length, buffer, length + 1));
  lua_setfield(L, -2, "text");
  push_count(L, value.lines);
  lua_setfield(L, -2, "lines");
  field_text(L, "severity", httpstatus_smtp_severity(value.code));
  if (httpstatus_smtp_replies(value.code, &first) > 0) {
    push_smtp_reply(L, first);
    lua_setfield(L, -2, "meaning");
  }
  if (value.status_class >= 0) {
    lua_pushfstring(L, "%d.%d.%d", value.status_class, value.subject, value.detail);
    lua_setfield(L, -2, "enhanced");
    if (httpstatus_smtp_enhanced_lookup(value.status_class, value.subject, value.detail, &enhanced)) {
      push_enhanced(L, &enhanced);
      lua_setfield(L, -2, "detail");
    }
  }
  return 1;
}

/*
 * smtp.list() -> array of replies, smtp.details() -> array of enhanced codes, smtp.pairings() -> array
 */
ALL_ROWS(smtp_list, "smtp.list", push_smtp_reply, httpstatus_smtp_reply_count)
ALL_ROWS(smtp_details, "smtp.details", push_smtp_enhanced, httpstatus_smtp_enhanced_count)
ALL_ROWS(smtp_pairings, "smtp.pairings", push_smtp_pairing, httpstatus_smtp_pairing_count)

static const luaL_Reg smtp_functions[] = {
    {"reply",    smtp_reply   },
    {"replies",  smtp_replies },
    {"severity", smtp_severity},
    {"enhanced", smtp_enhanced},
    {"parse",    smtp_parse   },
    {"list",     smtp_list    },
    {"details",  smtp_details },
    {"pairings", smtp_pairings},
    {NULL,       NULL         },
};
