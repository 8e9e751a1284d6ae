/*
 * What well-known clients repeat by themselves.
 */
#include "binding.h"

TABLE(retry_policy, httpstatus_retry_policy, RETRY_POLICY_FIELDS, httpstatus_retry_policy_at)

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
