/*
 * The fields of the core's structs that a Lua table has: what a record is, told once.
 *
 * Each list calls X(S, KIND, member) for every field in order, with the struct as S. The kinds: TEXT and INTEGER
 * (nil in Lua if the core has "" or -1), BOOLEAN, LIST (of texts), INTEGERS (with the struct's member_count).
 */
#ifndef HTTPSTATUS_LUA_FIELDS_H
#define HTTPSTATUS_LUA_FIELDS_H

/* clang-format off */

#define MEANING_FIELDS(X, S) \
  X(S, INTEGER, code) \
  X(S, TEXT, name) \
  X(S, TEXT, phrase) \
  X(S, TEXT, origin) \
  X(S, TEXT, standing) \
  X(S, TEXT, spec) \
  X(S, TEXT, section) \
  X(S, TEXT, url) \
  X(S, TEXT, explanation) \
  X(S, TEXT, definition) \
  X(S, LIST, uses) \
  X(S, LIST, former_phrases) \
  X(S, LIST, former_names) \
  X(S, LIST, aliases) \
  X(S, LIST, other_specs) \
  X(S, TEXT, history) \
  X(S, TEXT, note) \
  X(S, TEXT, source) \
  X(S, INTEGERS, see_also)

#define HEADER_FIELDS(X, S) \
  X(S, TEXT, name) \
  X(S, TEXT, message) \
  X(S, TEXT, need) \
  X(S, TEXT, when) \
  X(S, TEXT, reference)

#define RULE_FIELDS(X, S) \
  X(S, TEXT, topic) \
  X(S, TEXT, text) \
  X(S, TEXT, reference)

#define ORIGIN_FIELDS(X, S) \
  X(S, TEXT, id) \
  X(S, TEXT, name) \
  X(S, TEXT, class_name) \
  X(S, TEXT, url) \
  X(S, TEXT, about)

#define CLASS_FIELDS(X, S) \
  X(S, INTEGER, digit) \
  X(S, TEXT, name) \
  X(S, TEXT, label) \
  X(S, TEXT, title) \
  X(S, TEXT, section) \
  X(S, TEXT, explanation) \
  X(S, TEXT, definition)

#define WARNING_FIELDS(X, S) \
  X(S, INTEGER, code) \
  X(S, TEXT, name) \
  X(S, TEXT, phrase) \
  X(S, BOOLEAN, persistent) \
  X(S, TEXT, persistence) \
  X(S, TEXT, explanation) \
  X(S, TEXT, definition) \
  X(S, TEXT, spec) \
  X(S, TEXT, section) \
  X(S, LIST, other_specs) \
  X(S, TEXT, obsoleted_by) \
  X(S, INTEGER, former_code) \
  X(S, TEXT, note) \
  X(S, TEXT, source)

#define SMTP_REPLY_FIELDS(X, S) \
  X(S, INTEGER, code) \
  X(S, TEXT, title) \
  X(S, TEXT, explanation) \
  X(S, TEXT, severity) \
  X(S, TEXT, class_title) \
  X(S, TEXT, class_explanation) \
  X(S, TEXT, category) \
  X(S, TEXT, standing) \
  X(S, TEXT, spec) \
  X(S, TEXT, note) \
  X(S, TEXT, source)

#define SMTP_ENHANCED_FIELDS(X, S) \
  X(S, INTEGER, status_class) \
  X(S, INTEGER, subject) \
  X(S, INTEGER, detail) \
  X(S, TEXT, title) \
  X(S, TEXT, explanation) \
  X(S, TEXT, severity) \
  X(S, TEXT, class_title) \
  X(S, TEXT, class_explanation) \
  X(S, TEXT, subject_title) \
  X(S, TEXT, subject_explanation) \
  X(S, INTEGERS, basic) \
  X(S, TEXT, basic_note) \
  X(S, TEXT, standing) \
  X(S, LIST, specs) \
  X(S, TEXT, note) \
  X(S, TEXT, source)

#define SMTP_PAIRING_FIELDS(X, S) \
  X(S, INTEGER, code) \
  X(S, INTEGER, status_class) \
  X(S, INTEGER, subject) \
  X(S, INTEGER, detail) \
  X(S, TEXT, text) \
  X(S, BOOLEAN, agrees) \
  X(S, TEXT, note)

#define IIS_SUBSTATUS_FIELDS(X, S) \
  X(S, INTEGER, code) \
  X(S, INTEGER, sub) \
  X(S, TEXT, title) \
  X(S, TEXT, explanation) \
  X(S, TEXT, since) \
  X(S, TEXT, note) \
  X(S, TEXT, source)

#define CLOUDFLARE_ERROR_FIELDS(X, S) \
  X(S, INTEGER, code) \
  X(S, TEXT, title) \
  X(S, TEXT, explanation) \
  X(S, INTEGER, http_status) \
  X(S, BOOLEAN, status_inferred) \
  X(S, INTEGER, retry_after) \
  X(S, TEXT, note) \
  X(S, TEXT, source)

#define GRPC_STATUS_FIELDS(X, S) \
  X(S, INTEGER, number) \
  X(S, TEXT, name) \
  X(S, TEXT, title) \
  X(S, INTEGER, http) \
  X(S, TEXT, note) \
  X(S, TEXT, source)

#define RETRY_POLICY_FIELDS(X, S) \
  X(S, TEXT, id) \
  X(S, TEXT, client) \
  X(S, TEXT, version) \
  X(S, TEXT, codes) \
  X(S, TEXT, rule) \
  X(S, LIST, methods) \
  X(S, TEXT, source)

/* clang-format on */

#endif
