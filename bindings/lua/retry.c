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

static const luaL_Reg retry_functions[] = {
    {"policies", retry_policies},
    {"policy",   retry_policy  },
    {NULL,       NULL          }
};
