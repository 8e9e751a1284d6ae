/*
 * The neighbouring systems: Warning, SMTP, IIS, Cloudflare, gRPC, and what clients repeat. Each is a table of
 * functions within the module; the names in their messages are those that a user types.
 */
#ifndef HTTPSTATUS_LUA_SYSTEMS_H
#define HTTPSTATUS_LUA_SYSTEMS_H

/*
 * Defines a function that returns all rows of a table as an array.
 */
#define ALL_ROWS(function, push_row, count) \
  static int function(lua_State *L) {       \
    push_rows(L, push_row, 0, count());     \
    return 1;                               \
  }

/*
 * push_found(L, push_row, first, count, what)
 * Pushes the first of the rows that share the number given as the first argument, or nil and a message.
 */
static int push_found(lua_State *L, push_row_function *push_row, size_t first, size_t count, const char *what) {
  if (count == 0) {
    const char *given = lua_type(L, 1) == LUA_TNUMBER ? push_number(L, 1) : lua_tostring(L, 1);
    return fail(L, "%s is no %s that is known", given, what);
  }
  push_row(L, first);
  return 1;
}

/* ---- Warning ---- */

/*
 * warning.lookup(code) -> table | nil, message
 */
static int warning_lookup(lua_State *L) {
  httpstatus_warning warning;
  if (!httpstatus_warning_lookup(check_code(L, 1, "warning.lookup"), &warning)) {
    return push_found(L, push_warning, 0, 0, "warn code");
  }
  push_record(L, warning_fields, COUNT(warning_fields), &warning, 0);
  return 1;
}

/*
 * push_unquoted(L, text, length)
 * Pushes the content of a quoted string. Without its backslashes a text is never longer than with them.
 */
static void push_unquoted(lua_State *L, const char *text, size_t length) {
  if (memchr(text, '\\', length) == NULL) {
    lua_pushlstring(L, text, length);
    return;
  }
  char *buffer = (char *)new_userdata(L, length + 1);
  lua_pushlstring(L, buffer, httpstatus_unquote(text, length, buffer, length + 1));
  lua_remove(L, -2);
}

/*
 * warning.parse(text) -> array of { code, agent, text, date } | nil, message, position
 */
static int warning_parse(lua_State *L) {
  httpstatus_warning_value value;
  httpstatus_error error;
  size_t length, at = 0, count = 0;
  int found;
  const char *text = check_text(L, 1, "warning.parse", &length);
  lua_newtable(L);
  while ((found = httpstatus_warning_next(text, length, &at, &value, &error)) > 0) {
    lua_createtable(L, 0, 4);
    lua_pushinteger(L, value.code);
    lua_setfield(L, -2, "code");
    lua_pushlstring(L, value.agent, value.agent_length);
    lua_setfield(L, -2, "agent");
    push_unquoted(L, value.text, value.text_length);
    lua_setfield(L, -2, "text");
    if (value.date_length > 0) {
      push_unquoted(L, value.date, value.date_length);
      lua_setfield(L, -2, "date");
    }
    set_raw(L, -2, ++count);
  }
  return found == 0 ? 1 : fail_parse(L, "Warning field", text, length, &error);
}

/*
 * warning.list() -> array, warning.status() -> string
 */
ALL_ROWS(warning_list, push_warning, httpstatus_warning_count)

static int warning_status(lua_State *L) {
  lua_pushstring(L, httpstatus_warning_status());
  return 1;
}

static const luaL_Reg warning_functions[] = {
    {"lookup", warning_lookup},
    {"parse",  warning_parse },
    {"list",   warning_list  },
    {"status", warning_status},
    {NULL,     NULL          },
};

/* ---- SMTP ---- */

/*
 * smtp.reply(code) -> table | nil, message: the first of smtp.replies(code) -> array
 */
static int smtp_reply(lua_State *L) {
  size_t first;
  size_t count = httpstatus_smtp_replies(check_code(L, 1, "smtp.reply"), &first);
  return push_found(L, push_smtp_reply, first, count, "SMTP reply code");
}

static int smtp_replies(lua_State *L) {
  size_t first;
  size_t count = httpstatus_smtp_replies(check_code(L, 1, "smtp.replies"), &first);
  push_rows(L, push_smtp_reply, first, count);
  return 1;
}

/*
 * smtp.severity(code) -> string | nil
 */
static int smtp_severity(lua_State *L) {
  push_text_or_nil(L, httpstatus_smtp_severity(check_code(L, 1, "smtp.severity")));
  return 1;
}

static void push_enhanced(lua_State *L, const httpstatus_smtp_enhanced *enhanced) {
  push_record(L, smtp_enhanced_fields, COUNT(smtp_enhanced_fields), enhanced, 1);
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
  if (!httpstatus_smtp_parse_enhanced(text, length, &status_class, &subject, &detail, &error)) {
    return fail_parse(L, "enhanced status code", text, length, &error);
  }
  if (!httpstatus_smtp_enhanced_lookup(status_class, subject, detail, &enhanced)) {
    return push_found(L, push_smtp_enhanced, 0, 0, "enhanced status code");
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
ALL_ROWS(smtp_list, push_smtp_reply, httpstatus_smtp_reply_count)
ALL_ROWS(smtp_details, push_smtp_enhanced, httpstatus_smtp_enhanced_count)
ALL_ROWS(smtp_pairings, push_smtp_pairing, httpstatus_smtp_pairing_count)

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

/* ---- IIS ---- */

/*
 * find_substatuses(L, function, first, count)
 * Finds the rows that "404.13", or 404 and 13, ask for. Returns 0, or how many values are pushed that say what is wrong
 * with the text.
 */
static int find_substatuses(lua_State *L, const char *function, size_t *first, size_t *count) {
  int code, sub;
  if (lua_type(L, 1) == LUA_TSTRING) {
    httpstatus_error error;
    size_t length;
    const char *text = lua_tolstring(L, 1, &length);
    if (is_given(L, 2)) {
      refuse_type(L, CALLER, 2, function, "nothing more");
    }
    if (!httpstatus_iis_parse(text, length, &code, &sub, &error)) {
      return fail_parse(L, "sub-status", text, length, &error);
    }
  } else {
    if (!to_code(L, 1, &code)) {
      refuse_type(L, CALLER, 1, function, "string or integer");
    }
    sub = check_code(L, 2, function);
  }
  *count = httpstatus_iis_substatuses(code, sub, first);
  return 0;
}

/*
 * iis.substatus(text) or iis.substatus(code, sub) -> table | nil, message, position: the first of
 * iis.substatuses(...) -> array | nil, message, position
 */
static int iis_substatus(lua_State *L) {
  size_t first, count;
  int failed = find_substatuses(L, "iis.substatus", &first, &count);
  if (failed != 0) {
    return failed;
  }
  if (count == 0 && lua_type(L, 1) != LUA_TSTRING) {
    const char *code = push_number(L, 1);
    lua_pushfstring(L, "%s.%s", code, push_number(L, 2));
    lua_replace(L, 1);
  }
  return push_found(L, push_iis_substatus, first, count, "sub-status");
}

static int iis_substatuses(lua_State *L) {
  size_t first, count;
  int failed = find_substatuses(L, "iis.substatuses", &first, &count);
  if (failed == 0) {
    push_rows(L, push_iis_substatus, first, count);
  }
  return failed != 0 ? failed : 1;
}

/*
 * iis.list() -> array
 */
ALL_ROWS(iis_list, push_iis_substatus, httpstatus_iis_substatus_count)

static const luaL_Reg iis_functions[] = {
    {"substatus",   iis_substatus  },
    {"substatuses", iis_substatuses},
    {"list",        iis_list       },
    {NULL,          NULL           },
};

/* ---- Cloudflare ---- */

/*
 * cloudflare.error(code) -> table | nil, message: the first of cloudflare.errors(code) -> array
 */
static int cloudflare_error(lua_State *L) {
  size_t first;
  size_t count = httpstatus_cloudflare_errors(check_code(L, 1, "cloudflare.error"), &first);
  return push_found(L, push_cloudflare_error, first, count, "Cloudflare error");
}

static int cloudflare_errors(lua_State *L) {
  size_t first;
  size_t count = httpstatus_cloudflare_errors(check_code(L, 1, "cloudflare.errors"), &first);
  push_rows(L, push_cloudflare_error, first, count);
  return 1;
}

/*
 * cloudflare.list() -> array
 */
ALL_ROWS(cloudflare_list, push_cloudflare_error, httpstatus_cloudflare_error_count)

static const luaL_Reg cloudflare_functions[] = {
    {"error",  cloudflare_error },
    {"errors", cloudflare_errors},
    {"list",   cloudflare_list  },
    {NULL,     NULL             },
};

/* ---- gRPC ---- */

/*
 * grpc.to_http(number) -> integer, grpc.from_http(code) -> integer
 * Two published maps; they are not each other's inverse.
 */
static int grpc_to_http(lua_State *L) {
  lua_pushinteger(L, httpstatus_grpc_to_http(check_code(L, 1, "grpc.to_http")));
  return 1;
}

static int grpc_from_http(lua_State *L) {
  lua_pushinteger(L, httpstatus_grpc_from_http(check_code(L, 1, "grpc.from_http")));
  return 1;
}

/*
 * grpc.number(name) -> integer | nil, message
 */
static int grpc_number(lua_State *L) {
  size_t length;
  const char *name = check_text(L, 1, "grpc.number", &length);
  int number = httpstatus_grpc_number(name, length);
  if (number < 0) {
    return fail(L, "%s names no gRPC status", push_quoted(L, name, length));
  }
  lua_pushinteger(L, number);
  return 1;
}

/*
 * grpc.name(number) -> string | nil, message
 */
static int grpc_name(lua_State *L) {
  httpstatus_grpc_status status;
  int number = check_code(L, 1, "grpc.name");
  for (size_t i = 0; httpstatus_grpc_at(i, &status); i++) {
    if (status.number == number) {
      lua_pushstring(L, status.name);
      return 1;
    }
  }
  return push_found(L, push_grpc_status, 0, 0, "gRPC status");
}

/*
 * grpc.list() -> array, grpc.note() -> string
 */
ALL_ROWS(grpc_list, push_grpc_status, httpstatus_grpc_count)

static int grpc_note(lua_State *L) {
  lua_pushstring(L, httpstatus_grpc_note());
  return 1;
}

static const luaL_Reg grpc_functions[] = {
    {"to_http",   grpc_to_http  },
    {"from_http", grpc_from_http},
    {"number",    grpc_number   },
    {"name",      grpc_name     },
    {"list",      grpc_list     },
    {"note",      grpc_note     },
    {NULL,        NULL          },
};

/* ---- What clients repeat ---- */

/*
 * retry.policies() -> array
 */
ALL_ROWS(retry_policies, push_retry_policy, httpstatus_retry_policy_count)

/*
 * retry.policy(id) -> table | nil, message
 */
static int retry_policy(lua_State *L) {
  httpstatus_retry_policy policy;
  size_t length;
  const char *id = check_text(L, 1, "retry.policy", &length);
  for (size_t i = 0; httpstatus_retry_policy_at(i, &policy); i++) {
    if (strlen(policy.id) == length && memcmp(policy.id, id, length) == 0) {
      push_retry_policy(L, i);
      return 1;
    }
  }
  lua_pushfstring(L, "%s is the id of no retry policy; there are", push_quoted(L, id, length));
  for (size_t i = 0; httpstatus_retry_policy_at(i, &policy); i++) {
    lua_pushfstring(L, "%s%s %s", lua_tostring(L, -1), i == 0 ? "" : ",", policy.id);
    lua_remove(L, -2);
  }
  return fail(L, "%s", lua_tostring(L, -1));
}

static const luaL_Reg retry_functions[] = {
    {"policies", retry_policies},
    {"policy",   retry_policy  },
    {NULL,       NULL          }
};

#endif
