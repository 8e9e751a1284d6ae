/* What well-known clients repeat by themselves. */
#include "../tables.h"

size_t httpstatus_retry_policy_count(void) {
  return httpstatus__policies_count;
}

bool httpstatus_retry_policy_at(size_t index, httpstatus_retry_policy *policy) {
  if (index >= httpstatus__policies_count) {
    return false;
  }
  const struct httpstatus__policy_row *row = &httpstatus__policies[index];
  policy->id = httpstatus__text_at(row->id);
  policy->client = httpstatus__text_at(row->client);
  policy->version = httpstatus__text_at(row->version);
  policy->codes = httpstatus__text_at(row->codes);
  policy->rule = httpstatus__text_at(row->rule);
  policy->methods = httpstatus__text_at(row->methods);
  policy->source = httpstatus__text_at(row->source);
  return true;
}
