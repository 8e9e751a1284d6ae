/*
 * What well-known clients repeat by themselves.
 */
#include "binding.h"

TABLE(retry_policy, httpstatus_retry_policy, RETRY_POLICY_FIELDS, httpstatus_retry_policy_at)

/*
 * retry.policies() -> array
 */
ALL_ROWS(retry_policies, "retry.policies", push_retry_policy, httpstatus_retry_policy_count)

/*
 * retry.policy(id) -> table | nil, message
 */
static int retry_policy(lua_State *L) {
  httpstatus_retry_policy policy;
  const char *names[NAMES_MAX];
  size_t length, count = 0;
  const char *id = check_text(L, 1, "retry.policy", &length);
  check_count(L, 1, "retry.policy");
  for (; count < NAMES_MAX && httpstatus_retry_policy_at(count, &policy); count++) {
    names[count] = policy.id;
    if (strlen(policy.id) == length && memcmp(policy.id, id, length) == 0) {
      push_retry_policy(L, count);
      return 1;
    }
  }
  return fail(L, "%s", push_unknown(L, "retry policy", id, length, names, count));
}

/*
 * retry.clients(code) -> array of the ids of the clients that retry after a code; without one, of all clients
 */
static int retry_clients(lua_State *L) {
  httpstatus_retry_policy policy;
  httpstatus_set set;
  bool all = !is_given(L, 1);
  int code = all ? NO_CODE : check_code(L, 1, "retry.clients");
  size_t found = 0;
  check_count(L, 1, "retry.clients");
  lua_newtable(L);
  for (size_t i = 0; httpstatus_retry_policy_at(i, &policy); i++) {
    if (all ||
        (httpstatus_set_parse(policy.codes, strlen(policy.codes), &set, NULL) && httpstatus_set_contains(&set, code))) {
      lua_pushstring(L, policy.id);
      set_raw(L, -2, ++found);
    }
  }
  return 1;
}

static const luaL_Reg retry_functions[] = {
    {"clients",  retry_clients },
    {"policies", retry_policies},
    {"policy",   retry_policy  },
    {NULL,       NULL          }
};
