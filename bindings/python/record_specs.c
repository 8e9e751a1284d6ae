/* What each kind of record has: its name, its fields, and where the core keeps them. */
#include "records.h"

#include <stddef.h>

#define FIELD(type, member, kind, doc) \
  { #member, kind, offsetof(type, member), doc }
#define NAMED(type, name, member, kind, doc) \
  { name, kind, offsetof(type, member), doc }
#define COUNT(array) (sizeof(array) / sizeof *(array))

#define MEANING(member, kind, doc) FIELD(httpstatus_meaning, member, kind, doc)
static const struct field meaning_fields[] = {
    MEANING(code, FIELD_INT, "The status code."),
    MEANING(origin, FIELD_TEXT, "Who gives the code this meaning: an id of origins()."),
    MEANING(name, FIELD_TEXT, "The constant's name."),
    MEANING(phrase, FIELD_TEXT, "The reason phrase, \"\" where the origin gives none."),
    MEANING(standing, FIELD_TEXT, "standard, temporary, deprecated, obsolete, reserved, draft or unofficial."),
    MEANING(spec, FIELD_TEXT, "The defining document, such as \"RFC 9110\"; \"\" for none."),
    MEANING(section, FIELD_TEXT, "The section in it, such as \"15.5.5\"."),
    MEANING(url, FIELD_TEXT, "Where to read it."),
    MEANING(explanation, FIELD_TEXT, "What it means: a sentence or two for anyone."),
    MEANING(definition, FIELD_TEXT, "What it means for the engineer, and what sender and receiver have to do."),
    MEANING(uses, FIELD_LIST, "Common uses, a few words each."),
    MEANING(former_phrases, FIELD_LIST, "Every other wording of the phrase, of older documents or seen on the wire."),
    MEANING(former_names, FIELD_LIST, "Names of the constant before."),
    MEANING(aliases, FIELD_LIST, "Names that other libraries give it."),
    MEANING(other_specs, FIELD_LIST, "Documents that defined it before."),
    MEANING(see_also, FIELD_CODES, "Related codes."),
    {"headers", FIELD_HEADERS, 0, "The header fields that belong to it: a tuple of Header."},
    {"rules",   FIELD_RULES,   0, "Its semantics with their citations: a tuple of Rule."   },
    MEANING(history, FIELD_TEXT, "Where the code comes from."),
    MEANING(note, FIELD_TEXT, "Where sources disagree, and what is not certain."),
    MEANING(source, FIELD_TEXT, "The tags of its sources, \"; \" between them."),
};

#define HEADER(member, doc) FIELD(httpstatus_header, member, FIELD_TEXT, doc)
static const struct field header_fields[] = {
    HEADER(name, "The field's name."),
    HEADER(message, "\"request\" or \"response\"."),
    HEADER(need, "\"must\", \"should\" or \"may\"."),
    HEADER(when, "In which case."),
    HEADER(reference, "The document and section that say so."),
};

#define RULE(member, doc) FIELD(httpstatus_rule, member, FIELD_TEXT, doc)
static const struct field rule_fields[] = {
    RULE(topic, "\"content\", \"cache\", \"redirect\" or \"repeat\"."),
    RULE(text, "The rule."),
    RULE(reference, "The document and section that set it."),
};

#define ORIGIN(member, doc) FIELD(httpstatus_origin, member, FIELD_TEXT, doc)
static const struct field origin_fields[] = {
    ORIGIN(id, "The id that functions take."),
    ORIGIN(name, "The name to show."),
    ORIGIN(class_name, "What its enum in httpstatus.vendors is called."),
    ORIGIN(url, "Where it documents its codes."),
    ORIGIN(about, "Who that is."),
};

static const struct field status_line_fields[] = {
    {"version", FIELD_OBJECT, 0, "\"HTTP/1.1\"."                  },
    {"code",    FIELD_OBJECT, 0, "The status code, 100..999."     },
    {"reason",  FIELD_OBJECT, 0, "The reason phrase, maybe empty."},
};

#define WARNING(member, kind, doc) FIELD(httpstatus_warning, member, kind, doc)
static const struct field warning_fields[] = {
    WARNING(code, FIELD_INT, "The warn code."),
    WARNING(name, FIELD_TEXT, "The constant's name."),
    WARNING(phrase, FIELD_TEXT, "The warn text that goes with it."),
    WARNING(persistent, FIELD_BOOL, "Whether it stays when a response is validated."),
    WARNING(persistence, FIELD_TEXT, "The rule on that, in words."),
    WARNING(explanation, FIELD_TEXT, "What it means: a sentence or two for anyone."),
    WARNING(definition, FIELD_TEXT, "What it means for the engineer."),
    WARNING(spec, FIELD_TEXT, "The defining document."),
    WARNING(section, FIELD_TEXT, "The section in it."),
    WARNING(other_specs, FIELD_LIST, "Documents that defined it before."),
    WARNING(obsoleted_by, FIELD_TEXT, "What made it obsolete."),
    WARNING(former_code, FIELD_OPTIONAL, "Its number in RFC 2068, or None."),
    WARNING(note, FIELD_TEXT, "What is not certain."),
    WARNING(source, FIELD_TEXT, "The tags of its sources, \"; \" between them."),
};

static const struct field warning_value_fields[] = {
    {"code",  FIELD_OBJECT, 0, "The warn code, 0..999."                             },
    {"agent", FIELD_OBJECT, 0, "Who added it: host and port, a pseudonym, or \"-\"."},
    {"text",  FIELD_OBJECT, 0, "The warn text."                                     },
    {"date",  FIELD_OBJECT, 0, "The warn date as it stands, or None."               },
};

#define REPLY(member, doc) FIELD(httpstatus_smtp_reply, member, FIELD_TEXT, doc)
static const struct field reply_code_fields[] = {
    FIELD(httpstatus_smtp_reply, code, FIELD_INT, "The reply code."),
    REPLY(title, "What it says."),
    REPLY(severity, "success, intermediate, transient or permanent."),
    REPLY(standing, "standard, draft or unofficial."),
    REPLY(explanation, "What happened, and what to do."),
    REPLY(class_title, "What the first digit says."),
    REPLY(class_explanation, "What follows from the first digit."),
    REPLY(category, "What the second digit is about."),
    REPLY(spec, "The defining document."),
    REPLY(note, "What is not certain."),
    REPLY(source, "The tags of its sources, \"; \" between them."),
};

#define ENHANCED(member, kind, doc) FIELD(httpstatus_smtp_enhanced, member, kind, doc)
static const struct field enhanced_fields[] = {
    NAMED(httpstatus_smtp_enhanced, "code", status_class, FIELD_DOTTED, "The code: \"5.1.1\"."),
    ENHANCED(title, FIELD_TEXT, "What the detail says."),
    ENHANCED(severity, FIELD_TEXT, "success, transient or permanent."),
    ENHANCED(standing, FIELD_TEXT, "standard or deprecated."),
    ENHANCED(explanation, FIELD_TEXT, "What happened."),
    NAMED(httpstatus_smtp_enhanced, "status_class", status_class, FIELD_OPTIONAL, "2, 4 or 5."),
    ENHANCED(subject, FIELD_INT, "The second number."),
    ENHANCED(detail, FIELD_INT, "The third number."),
    ENHANCED(class_title, FIELD_TEXT, "What the class says."),
    ENHANCED(class_explanation, FIELD_TEXT, "What follows from the class."),
    ENHANCED(subject_title, FIELD_TEXT, "What the subject is about."),
    ENHANCED(subject_explanation, FIELD_TEXT, "What the subject covers."),
    ENHANCED(basic, FIELD_CODES, "The reply codes that IANA associates with it."),
    ENHANCED(basic_note, FIELD_TEXT, "What IANA has in place of a list of reply codes, such as \"any\"."),
    ENHANCED(specs, FIELD_LIST, "The defining documents."),
    ENHANCED(note, FIELD_TEXT, "What is not certain."),
    ENHANCED(source, FIELD_TEXT, "The tags of its sources, \"; \" between them."),
};

static const struct field reply_fields[] = {
    {"code",     FIELD_OBJECT, 0, "The reply code, 200..599."                               },
    {"enhanced", FIELD_OBJECT, 0, "The enhanced code, such as \"5.1.1\", or None."          },
    {"text",     FIELD_OBJECT, 0, "What it says without its codes; lines are parted by \\n."},
    {"severity", FIELD_OBJECT, 0, "success, intermediate, transient or permanent."          },
    {"meaning",  FIELD_OBJECT, 0, "The ReplyCode, or None where it is not known."           },
    {"detail",   FIELD_OBJECT, 0, "The EnhancedCode, or None."                              },
};

#define PAIRING(member, kind, doc) FIELD(httpstatus_smtp_pairing, member, kind, doc)
static const struct field pairing_fields[] = {
    NAMED(httpstatus_smtp_pairing, "enhanced", status_class, FIELD_DOTTED, "The enhanced code."),
    PAIRING(code, FIELD_INT, "The reply code."),
    PAIRING(text, FIELD_TEXT, "What is said with them."),
    PAIRING(agrees, FIELD_BOOL, "Whether IANA's registry associates the two."),
    PAIRING(note, FIELD_TEXT, "What IANA's registry has instead, or what is more usual."),
};

#define SUBSTATUS(member, kind, doc) FIELD(httpstatus_iis_substatus, member, kind, doc)
static const struct field substatus_fields[] = {
    SUBSTATUS(code, FIELD_INT, "The status code."),
    SUBSTATUS(sub, FIELD_INT, "The sub-code behind the dot."),
    SUBSTATUS(title, FIELD_TEXT, "What it says."),
    SUBSTATUS(since, FIELD_TEXT, "The version that has it."),
    SUBSTATUS(explanation, FIELD_TEXT, "What happened, and what to do."),
    SUBSTATUS(note, FIELD_TEXT, "What is not certain."),
    SUBSTATUS(source, FIELD_TEXT, "The tags of its sources, \"; \" between them."),
};

#define CLOUDFLARE(member, kind, doc) FIELD(httpstatus_cloudflare_error, member, kind, doc)
static const struct field cloudflare_fields[] = {
    CLOUDFLARE(code, FIELD_INT, "The 1xxx number."),
    CLOUDFLARE(title, FIELD_TEXT, "What it says."),
    CLOUDFLARE(http_status, FIELD_OPTIONAL, "The status of the response, or None where it is not known."),
    CLOUDFLARE(status_inferred, FIELD_BOOL, "Whether http_status is a conclusion, and no statement of the vendor."),
    CLOUDFLARE(retry_after, FIELD_OPTIONAL, "Seconds that the vendor says to wait, or None."),
    CLOUDFLARE(explanation, FIELD_TEXT, "What happened, and who can do something."),
    CLOUDFLARE(note, FIELD_TEXT, "What is not certain."),
    CLOUDFLARE(source, FIELD_TEXT, "The tags of its sources, \"; \" between them."),
};

#define GRPC(member, kind, doc) FIELD(httpstatus_grpc_status, member, kind, doc)
static const struct field grpc_fields[] = {
    GRPC(number, FIELD_INT, "The gRPC status code."),
    GRPC(name, FIELD_TEXT, "Its name."),
    GRPC(http, FIELD_INT, "The HTTP status that google.rpc maps it to."),
    GRPC(title, FIELD_TEXT, "What it means."),
    GRPC(note, FIELD_TEXT, "What is special about the mapping."),
    GRPC(source, FIELD_TEXT, "The tags of its sources, \"; \" between them."),
};

#define POLICY(member, kind, doc) FIELD(httpstatus_retry_policy, member, kind, doc)
static const struct field policy_fields[] = {
    POLICY(id, FIELD_TEXT, "The id that retry.policy() takes."),
    POLICY(client, FIELD_TEXT, "The client."),
    POLICY(codes, FIELD_SET, "What it repeats: a StatusSet."),
    POLICY(version, FIELD_TEXT, "The version of the client that was read."),
    POLICY(rule, FIELD_TEXT, "What else it asks for before it repeats a request."),
    POLICY(methods, FIELD_LIST, "The methods that it repeats; empty: any."),
    POLICY(source, FIELD_TEXT, "The tags of its sources, \"; \" between them."),
};

#define RECORD(name, doc, fields, shown) \
  { name, doc, fields, COUNT(fields), shown }

/* In the order of enum record_kind. The last number is how many fields the repr shows. */
const struct record_spec httpstatus__record_specs[RECORD_KINDS] = {
    RECORD("httpstatus.Meaning", "What one origin says that a status code means.", meaning_fields, 5),
    RECORD("httpstatus.Header", "A header field that belongs to a status code.", header_fields, 5),
    RECORD("httpstatus.Rule", "A rule about a status code, with the place that sets it.", rule_fields, 3),
    RECORD("httpstatus.Origin", "Whoever gives codes a meaning.", origin_fields, 2),
    RECORD("httpstatus.StatusLine", "A status line; it unpacks into version, code and reason.", status_line_fields, 3),
    RECORD("httpstatus.warning.WarningCode", "A code of the Warning header field.", warning_fields, 3),
    RECORD("httpstatus.warning.WarningValue", "One value of a Warning header field.", warning_value_fields, 4),
    RECORD("httpstatus.smtp.ReplyCode", "A reply code of SMTP.", reply_code_fields, 4),
    RECORD("httpstatus.smtp.EnhancedCode", "An enhanced mail system status code.", enhanced_fields, 4),
    RECORD("httpstatus.smtp.Reply", "A reply of a mail server.", reply_fields, 4),
    RECORD("httpstatus.smtp.Pairing", "A reply code and an enhanced code that are met together.", pairing_fields, 4),
    RECORD("httpstatus.iis.SubStatus", "A sub-status of Microsoft IIS.", substatus_fields, 4),
    RECORD("httpstatus.cloudflare.ErrorCode", "A 1xxx error of Cloudflare.", cloudflare_fields, 3),
    RECORD("httpstatus.grpc.StatusCode", "A status code of gRPC.", grpc_fields, 3),
    RECORD("httpstatus.retry.Policy", "What a well-known client repeats by itself.", policy_fields, 3),
};
