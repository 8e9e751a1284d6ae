/*
 * Cloudflare's 1xxx errors.
 */
#include "binding.h"

TABLE(cloudflare_error, httpstatus_cloudflare_error, CLOUDFLARE_ERROR_FIELDS, httpstatus_cloudflare_error_at)

/*
 * check_error(L, function)
 * The only argument as the number of an error: an integer, or its four digits as text.
 */
static int check_error(lua_State *L, const char *function) {
  int code;
  if (!to_integer(L, 1, &code) && !digits_to_code(L, 1, 4, &code)) {
    refuse_type(L, CALLER, 1, function, "integer or text of four digits");
  }
  check_count(L, 1, function);
  return code;
}

/*
 * cloudflare.error(code) -> table | nil, message: the first of cloudflare.errors(code) -> array
 */
static int cloudflare_error(lua_State *L) {
  size_t first;
  int code = check_error(L, "cloudflare.error");
  size_t count = httpstatus_cloudflare_errors(code, &first);
  return push_found(L, push_cloudflare_error, first, count, "Cloudflare error", "cloudflare.list");
}

static int cloudflare_errors(lua_State *L) {
  size_t first;
  int code = check_error(L, "cloudflare.errors");
  size_t count = httpstatus_cloudflare_errors(code, &first);
  push_rows(L, push_cloudflare_error, first, count);
  return 1;
}

/*
 * cloudflare.list() -> array
 */
ALL_ROWS(cloudflare_list, "cloudflare.list", push_cloudflare_error, httpstatus_cloudflare_error_count)

static const luaL_Reg cloudflare_functions[] = {
    {"error",  cloudflare_error },
    {"errors", cloudflare_errors},
    {"list",   cloudflare_list  },
    {NULL,     NULL             },
};
