/*
 * httpstatus - every HTTP status code that anyone sends, with its owner, standing, source, texts and semantics.
 *
 * What holds for every function of the C library, whose manual this is:
 *
 * - Codes are plain ints. A function of a code answers for every int, however large or negative, in constant time.
 * - Nothing allocates, nothing keeps state, nothing does input or output: every function may be called from any
 *   thread, from a signal handler and before main(). What a function fills belongs to the caller.
 * - Every string is static, UTF-8 and ends with NUL; do not free it. A text that does not exist is "", never NULL.
 *   A list of texts is one block: each text ends with NUL and an empty text ends the list:
 *       for (const char *s = meaning.uses; *s != '\0'; s += strlen(s) + 1)
 *         puts(s);
 * - Text that goes in is given with its length in bytes and need not end with NUL; it may hold any bytes.
 * - A number that does not exist is -1. Functions that fill a struct return false, and leave it as it was, when
 *   there is nothing to fill in.
 *
 * Terms are those of RFC 9110. A *meaning* is what one *origin* (IANA, nginx, Cloudflare, ...) says a code means; a
 * code may have several. Link with -lhttpstatus, or ask pkg-config --cflags --libs httpstatus.
 */
#ifndef HTTPSTATUS_H
#define HTTPSTATUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "httpstatus_codes.h" /* HTTPSTATUS_NOT_FOUND and the other constants; HTTPSTATUS_VERSION; HTTPSTATUS_MAP */

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Marks what the shared library exports. Whoever compiles the sources of the library into something else defines
 * HTTPSTATUS_EMBEDDED for all of them: nothing of the library is then seen from outside.
 */
#if defined(HTTPSTATUS_EMBEDDED)
#if defined(__GNUC__) && !defined(_WIN32)
#define HTTPSTATUS_API __attribute__((visibility("hidden")))
#else
#define HTTPSTATUS_API
#endif
#elif defined(_WIN32) && defined(HTTPSTATUS_SHARED)
#ifdef HTTPSTATUS_BUILDING
#define HTTPSTATUS_API __declspec(dllexport)
#else
#define HTTPSTATUS_API __declspec(dllimport)
#endif
#elif defined(__GNUC__)
#define HTTPSTATUS_API __attribute__((visibility("default")))
#else
#define HTTPSTATUS_API
#endif

/* The version of the library that is running, such as "1.2.3"; HTTPSTATUS_VERSION is the one compiled against. */
HTTPSTATUS_API const char *httpstatus_version(void);

/* ---- Functions of a code ---------------------------------------------------------------------------------------- */

/*
 * The reason phrase that IANA registers for a code: "Not Found" for 404. "" for a code without one: unregistered
 * codes, vendors' codes (ask httpstatus_lookup for theirs) and 306. 418 gives "I'm a Teapot" (RFC 2324).
 */
HTTPSTATUS_API const char *httpstatus_phrase(int code);

/* The editions of HTTP whose phrases are kept. */
enum httpstatus_edition {
  HTTPSTATUS_RFC2616 = 0, /* 1999: 413 Request Entity Too Large */
  HTTPSTATUS_RFC7231 = 1, /* 2014: 413 Payload Too Large */
  HTTPSTATUS_RFC9110 = 2, /* 2022 and today: 413 Content Too Large */
  HTTPSTATUS_EDITIONS = 3
};

/*
 * The phrase in force when that RFC was current. A code younger than the edition has the phrase that it was born
 * with. An edition that is not in the enum gives "".
 */
HTTPSTATUS_API const char *httpstatus_phrase_edition(int code, int edition);

/* The edition of a name, "rfc2616", "rfc7231" or "rfc9110" in any case; -1 for another one. */
HTTPSTATUS_API int httpstatus_edition(const char *text, size_t length);

/* The name of an edition, "rfc9110"; "" for another number. */
HTTPSTATUS_API const char *httpstatus_edition_name(int edition);

/* The constant's name that belongs to the phrase: "NOT_FOUND" for 404, "" where httpstatus_phrase gives "". */
HTTPSTATUS_API const char *httpstatus_name(int code);

/* The class of a code, 1 to 5, and 0 outside 100..599 (RFC 9110, section 15). */
HTTPSTATUS_API int httpstatus_status_class(int code);

/* The name of a class, 1 to 5: "CLIENT_ERROR" for 4; "" for another number. */
HTTPSTATUS_API const char *httpstatus_class_name(int status_class);

/* A label for metrics, of bounded number: "1xx" to "5xx", and "other" outside 100..599. */
HTTPSTATUS_API const char *httpstatus_label(int code);

/*
 * The code as which a recipient that knows IANA's registry treats this one (RFC 9110, section 15): itself where it is
 * registered, else the x00 of its class, and 500 outside 100..599.
 */
HTTPSTATUS_API int httpstatus_effective(int code);

/* By class alone, registered or not (RFC 9110, section 15): 100..199, 200..299, 300..399, 400..499, 500..599. */
HTTPSTATUS_API bool httpstatus_is_informational(int code);
HTTPSTATUS_API bool httpstatus_is_success(int code);
HTTPSTATUS_API bool httpstatus_is_redirection(int code);
HTTPSTATUS_API bool httpstatus_is_client_error(int code);
HTTPSTATUS_API bool httpstatus_is_server_error(int code);
HTTPSTATUS_API bool httpstatus_is_error(int code); /* 400..599 */

/* Whether IANA's registry holds the code today; its two "(Unused)" entries, 306 and 418, do not count. */
HTTPSTATUS_API bool httpstatus_is_registered(int code);

/* Whether this registry holds any meaning for the code, whoever its origin. */
HTTPSTATUS_API bool httpstatus_is_known(int code);

/*
 * Whether a response with this code may have content: false for 1xx, 204 and 304, which end with their header
 * section (RFC 9110, section 6.4.1; RFC 9112, section 6.3), and for 205, which must not be given any (section 15.3.6)
 * but is framed like other responses, with a length of zero. No response to HEAD has content, whatever its code, and
 * no 2xx to CONNECT.
 */
HTTPSTATUS_API bool httpstatus_allows_content(int code);

/*
 * Whether a cache may work out a lifetime of its own for such a response when it states none: the list of RFC 9110,
 * section 15.1, and 451 (RFC 7725, section 3).
 */
HTTPSTATUS_API bool httpstatus_is_heuristically_cacheable(int code);

/*
 * Whether a client may follow Location by itself: 301, 302, 303, 307 and 308 (RFC 9110, section 15.4; the redirect
 * statuses of the WHATWG Fetch standard). 300 offers a choice, 304 is no redirect, 305 and 306 are not used.
 */
HTTPSTATUS_API bool httpstatus_is_followable_redirect(int code);

/* Whether following keeps method and content: 307 and 308 (RFC 9110, sections 15.4.8 and 15.4.9). */
HTTPSTATUS_API bool httpstatus_preserves_method(int code);

/* Whether links ought to be changed to the new address: 301 and 308 (RFC 9110, sections 15.4.2 and 15.4.9). */
HTTPSTATUS_API bool httpstatus_is_permanent_redirect(int code);

/*
 * Whether sending the same request again later, by itself, makes sense. For any request: 408, 421, 425, 429 and 503,
 * whose definitions say that the request was not acted on (RFC 9110, sections 15.5.9, 15.5.20 and 15.6.4; RFC 8470,
 * section 5.2; RFC 6585, section 4). For an idempotent one (RFC 9110, section 9.2.2) also 500, 502 and 504, which most
 * clients repeat, and Cloudflare's 520 to 524. What single clients do: httpstatus_retry_policy_at. Wait first, and as
 * long as Retry-After says.
 */
HTTPSTATUS_API bool httpstatus_is_retryable(int code, bool idempotent);

/* ---- Text to code ----------------------------------------------------------------------------------------------- */

enum httpstatus_no_code {
  HTTPSTATUS_UNKNOWN = -1,  /* the text names no status code */
  HTTPSTATUS_AMBIGUOUS = -2 /* it names several: httpstatus_candidates has them */
};

/*
 * The code that a text names, or one of enum httpstatus_no_code. Known are every current and former phrase and
 * constant name of every origin, in any case, with spaces, "-" and "_" alike and apostrophes left out; three digits
 * 100..999, alone or before a space and any reason; white space around the text does not count. IANA's names go before
 * those of others. Takes time linear in the length.
 */
HTTPSTATUS_API int httpstatus_code(const char *text, size_t length);

/* The codes that an ambiguous text may mean: fills up to max of them and returns how many there are. */
HTTPSTATUS_API size_t httpstatus_candidates(const char *text, size_t length, int *codes, size_t max);

/* A name near to a misspelt one. */
typedef struct httpstatus_near {
  const char *name; /* canonical: a constant's name, an origin's id */
  int code;         /* its code; -1 for an origin */
} httpstatus_near;

/*
 * The names nearest to a text, nearest first, for an error message: fills up to max of them and returns how many it
 * filled. A text that is far from everything, or longer than 64 bytes, gets none.
 */
HTTPSTATUS_API size_t httpstatus_nearest(const char *text, size_t length, httpstatus_near *near, size_t max);

/* Why and where a text was refused. */
typedef struct httpstatus_error {
  const char *message; /* what was expected */
  size_t at;           /* the byte, from 0, at which it was missing */
} httpstatus_error;

/* A status line (RFC 9112, section 4); the texts point into what was parsed. */
typedef struct httpstatus_line {
  const char *version; /* "HTTP/1.1", "HTTP/2" */
  size_t version_length;
  const char *reason; /* may be empty */
  size_t reason_length;
  int code; /* 100..999 */
} httpstatus_line;

/*
 * Parses "HTTP/1.1 404 Not Found", with or without a line end. Reason and the space before it may be missing; a
 * control character other than a tab in the reason is an error. error may be NULL.
 */
HTTPSTATUS_API bool httpstatus_parse_status_line(const char *text, size_t length, httpstatus_line *line,
                                                 httpstatus_error *error);

/*
 * Writes a status line with its CR LF, and a NUL behind it, into buffer, as much as size allows; returns the length
 * of the whole line without the NUL (as snprintf does), or 0 with *error filled where line has a code outside
 * 100..999, a version that is none, or a control character in the reason. error may be NULL.
 */
HTTPSTATUS_API size_t httpstatus_write_status_line(char *buffer, size_t size, const httpstatus_line *line,
                                                   httpstatus_error *error);

/* ---- The registry ----------------------------------------------------------------------------------------------- */

/* One meaning of a code. */
typedef struct httpstatus_meaning {
  int code;
  const char *name;           /* constant: "CLIENT_CLOSED_REQUEST" */
  const char *phrase;         /* "" where the origin gives none */
  const char *origin;         /* id: "nginx" */
  const char *standing;       /* standard, temporary, deprecated, obsolete, reserved, draft or unofficial */
  const char *spec;           /* "RFC 9110" */
  const char *section;        /* "15.5.5" */
  const char *url;            /* where to read it */
  const char *explanation;    /* a sentence or two for anyone */
  const char *definition;     /* for the engineer */
  const char *uses;           /* list: short common uses */
  const char *former_phrases; /* list: every other wording */
  const char *former_names;   /* list: constants that it had before */
  const char *aliases;        /* list: names that other libraries give it */
  const char *other_specs;    /* list: documents that defined it before */
  const char *history;        /* where it comes from */
  const char *note;           /* where sources disagree, and what is not certain */
  const char *source;         /* tags, "; " between them: httpstatus_source says what each stands for */
  const int16_t *see_also;    /* related codes */
  size_t see_also_count;
  size_t headers_count;   /* how many httpstatus_meaning_header gives */
  size_t rules_count;     /* how many httpstatus_meaning_rule gives */
  size_t index;           /* its place in the registry: httpstatus_meaning_at */
  const char *expires;    /* "2026-11-13": its registration ends on that day; "" for most */
  const char *confidence; /* "documented" by its owner, shown by its "source code", or only "reported" by others */
} httpstatus_meaning;

/* A header field that belongs to a status code. */
typedef struct httpstatus_header {
  const char *name;
  const char *message; /* "request" or "response" */
  const char *need;    /* "must", "should" or "may" */
  const char *when;    /* in which case */
  const char *reference;
} httpstatus_header;

/* A rule with the place that sets it. */
typedef struct httpstatus_rule {
  const char *topic; /* "content", "cache", "redirect" or "repeat" */
  const char *text;
  const char *reference;
} httpstatus_rule;

/* How many meanings the registry holds, and the one at a place, in order of codes: 0 to count - 1. */
HTTPSTATUS_API size_t httpstatus_meaning_count(void);
HTTPSTATUS_API bool httpstatus_meaning_at(size_t index, httpstatus_meaning *meaning);

/*
 * How many meanings a code has, and where the first one stands. IANA's comes first, then the one that a log most
 * likely means; an entry that IANA lists as "(Unused)" is last.
 */
HTTPSTATUS_API size_t httpstatus_meanings(int code, size_t *first);

/* The first meaning of a code, or the first one of an origin (an id; NULL for any). */
HTTPSTATUS_API bool httpstatus_lookup(int code, const char *origin, httpstatus_meaning *meaning);

/* The header fields and the rules of a meaning: 0 to count - 1. */
HTTPSTATUS_API bool httpstatus_meaning_header(const httpstatus_meaning *meaning, size_t index,
                                              httpstatus_header *header);
HTTPSTATUS_API bool httpstatus_meaning_rule(const httpstatus_meaning *meaning, size_t index, httpstatus_rule *rule);

/* Whoever gives a code a meaning. */
typedef struct httpstatus_origin {
  const char *id;         /* "aws-elb" */
  const char *name;       /* "AWS Elastic Load Balancing" */
  const char *class_name; /* "AwsElb": what its enum is called */
  const char *url;
  const char *about;
} httpstatus_origin;

HTTPSTATUS_API size_t httpstatus_origin_count(void);
HTTPSTATUS_API bool httpstatus_origin_at(size_t index, httpstatus_origin *origin);

/* The origin of an id, in any case; and the ids nearest to one that is not there, as httpstatus_nearest. */
HTTPSTATUS_API bool httpstatus_find_origin(const char *id, size_t length, httpstatus_origin *origin);
HTTPSTATUS_API size_t httpstatus_nearest_origin(const char *id, size_t length, httpstatus_near *near, size_t max);

/* Whether a standing of that name exists (lower case); and the name at a place, "" behind the last one. */
HTTPSTATUS_API bool httpstatus_is_standing(const char *text, size_t length);
HTTPSTATUS_API const char *httpstatus_standing_at(size_t index);

/* What a class, 1 to 5, is about. */
typedef struct httpstatus_class_info {
  int digit;
  const char *name;    /* "CLIENT_ERROR" */
  const char *label;   /* "4xx" */
  const char *title;   /* "Client Error" */
  const char *section; /* of RFC 9110 */
  const char *explanation;
  const char *definition;
} httpstatus_class_info;

HTTPSTATUS_API bool httpstatus_class_at(int status_class, httpstatus_class_info *info);

/* What a tag in a source text stands for; "" for another text. */
HTTPSTATUS_API const char *httpstatus_source(const char *tag, size_t length);

/*
 * Searches words in names, phrases, explanations, definitions and uses: every word must be there, as the beginning of
 * a word, in any case. Fills up to max places of meanings, best first, and returns how many there are. A query of more
 * than 16 words finds nothing.
 */
HTTPSTATUS_API size_t httpstatus_search(const char *words, size_t length, size_t *indexes, size_t max);

/* ---- Sets of codes ---------------------------------------------------------------------------------------------- */

enum {
  HTTPSTATUS_SET_MAX = 999,       /* the largest code that a set holds; the smallest is 0 */
  HTTPSTATUS_SET_TEXT_SIZE = 4096 /* enough room for the text of any set */
};

/* A set of codes 0..999; a value, to be copied and compared freely. All zero is the empty set. */
typedef struct httpstatus_set {
  uint64_t words[16]; /* code c is bit c % 64 of words[c / 64] */
} httpstatus_set;

/*
 * Reads "2xx,301-308,!304": terms between commas, white space around them allowed. A term is a code of three digits,
 * a class ("4xx", "4XX"), or a range from one of these to another ("500-504", "4xx-5xx", "429-4xx": from the first
 * code of the one to the last of the other), and with "!" before it leaves these out. Later terms win over earlier
 * ones; a text that starts with "!" starts from all of 100..599; an empty text is the empty set. error may be NULL.
 * Takes time linear in the length.
 */
HTTPSTATUS_API bool httpstatus_set_parse(const char *text, size_t length, httpstatus_set *set, httpstatus_error *error);

/* Writes the canonical text and a NUL, as snprintf does; equal sets have equal texts, which parse back to them. */
HTTPSTATUS_API size_t httpstatus_set_text(const httpstatus_set *set, char *buffer, size_t size);

/* Any code may be asked for; only 0..999 can be added (true when it was in range). */
HTTPSTATUS_API bool httpstatus_set_contains(const httpstatus_set *set, int code);
HTTPSTATUS_API bool httpstatus_set_add(httpstatus_set *set, int code);

HTTPSTATUS_API size_t httpstatus_set_count(const httpstatus_set *set);

/* The smallest member above a code, or -1: start with -1 to go through a set. */
HTTPSTATUS_API int httpstatus_set_next(const httpstatus_set *set, int code);

/* result may be one of the operands. The complement is taken within 100..599. */
HTTPSTATUS_API void httpstatus_set_union(httpstatus_set *result, const httpstatus_set *a, const httpstatus_set *b);
HTTPSTATUS_API void httpstatus_set_intersection(httpstatus_set *result, const httpstatus_set *a,
                                                const httpstatus_set *b);
HTTPSTATUS_API void httpstatus_set_difference(httpstatus_set *result, const httpstatus_set *a, const httpstatus_set *b);
HTTPSTATUS_API void httpstatus_set_complement(httpstatus_set *result, const httpstatus_set *set);
HTTPSTATUS_API bool httpstatus_set_equal(const httpstatus_set *a, const httpstatus_set *b);

/* ---- Counting --------------------------------------------------------------------------------------------------- */

/* How often each code came. All zero is the empty tally; two are merged by adding up their fields. */
typedef struct httpstatus_tally {
  uint64_t counts[1000]; /* by code, 0..999 */
  uint64_t skipped;      /* codes outside 0..999; lines of a log without a status */
} httpstatus_tally;

/*
 * Counts an array of integers of 1, 2, 4 or 8 bytes each, in this machine's byte order; the array need not be aligned.
 * False, and nothing is counted, for another width.
 */
HTTPSTATUS_API bool httpstatus_tally_integers(httpstatus_tally *tally, const void *values, size_t count, size_t width,
                                              bool is_signed);

/* Adds other to tally. */
HTTPSTATUS_API void httpstatus_tally_merge(httpstatus_tally *tally, const httpstatus_tally *other);

/* All codes counted, skipped ones not among them; those of a class, 1 to 5, or 0 for outside 100..599; of a set. */
HTTPSTATUS_API uint64_t httpstatus_tally_total(const httpstatus_tally *tally);
HTTPSTATUS_API uint64_t httpstatus_tally_class(const httpstatus_tally *tally, int status_class);
HTTPSTATUS_API uint64_t httpstatus_tally_set(const httpstatus_tally *tally, const httpstatus_set *set);

/* The formats of logs. */
enum httpstatus_log_format {
  HTTPSTATUS_LOG_AUTO = 0, /* that of the first line that fits one */
  HTTPSTATUS_LOG_PLAIN,    /* "plain": a code on each line, three digits */
  HTTPSTATUS_LOG_COMMON, /* "common", "clf", "combined", "vhost_combined": the Common Log Format and what extends it */
  HTTPSTATUS_LOG_JSON,   /* "json": an object on each line; "json:http.response.status_code" names the key */
  HTTPSTATUS_LOG_W3C,    /* "w3c", "iis": the W3C extended format, whose #Fields: lines name the columns */
  HTTPSTATUS_LOG_ALB,    /* "alb": AWS Application Load Balancer */
  HTTPSTATUS_LOG_FORMATS
};

/* The name of a format, the first one above; "" for another number. */
HTTPSTATUS_API const char *httpstatus_log_format_name(int format);

/* The format of a name, in lower case; -1 for another text. */
HTTPSTATUS_API int httpstatus_log_format(const char *name, size_t length);

enum {
  HTTPSTATUS_LOG_LINE_MAX = 1 << 16,   /* a line is judged by that many bytes */
  HTTPSTATUS_LOG_KEY_SIZE = 128,       /* room for the key of a JSON log, with its NUL */
  HTTPSTATUS_LOG_SUBSTATUSES = 1 << 10 /* places for different sub-statuses, a power of two */
};

/* How often a code came with a sub-status; the place is free where count is 0. */
typedef struct httpstatus_substatus_count {
  int16_t code;
  int16_t sub;
  uint64_t count;
} httpstatus_substatus_count;

/* A log that is being read. */
typedef struct httpstatus_log {
  httpstatus_tally tally;
  uint64_t lines;                    /* how many have been read, without the directives of W3C logs */
  int format;                        /* HTTPSTATUS_LOG_AUTO until a line has fitted one */
  bool inside_long_line;             /* the rest of a line longer than HTTPSTATUS_LOG_LINE_MAX is yet to come */
  char key[HTTPSTATUS_LOG_KEY_SIZE]; /* JSON: where the status is; "" until that is found */
  int status_column;                 /* W3C: from 0; -1 where #Fields has none */
  int substatus_column;
  uint64_t directives;       /* W3C: "#" lines so far */
  uint64_t substatuses_lost; /* sub-statuses that came when all places were taken */
  httpstatus_substatus_count substatuses[HTTPSTATUS_LOG_SUBSTATUSES];
} httpstatus_log;

/*
 * Begins a log. format is a name as above; of a JSON log, the key that holds the status may follow, with dots between
 * the keys of nested objects. Without one, it is found with the first line that has one of the usual keys. False for
 * another text, or a key that does not fit.
 */
HTTPSTATUS_API bool httpstatus_log_begin(httpstatus_log *log, const char *format, size_t length);

/*
 * Counts the lines of a piece of the log and returns how many bytes it has used: give the rest again in front of the
 * next piece. Fewer than HTTPSTATUS_LOG_LINE_MAX bytes are ever left over. With last set, everything is used, whether
 * a line end is there or not. Lines end with LF or CR LF.
 *
 * A line is counted where its status is three digits at the place that its format gives it, and skipped else; "000"
 * counts as code 0. In JSON the status may be a number, 0..999, or a string of three digits.
 */
HTTPSTATUS_API size_t httpstatus_log_feed(httpstatus_log *log, const char *piece, size_t length, bool last);

/* ---- Neighbouring systems --------------------------------------------------------------------------------------- */

/*
 * Their numbers look like status codes and are none: each is asked for by the name of its system. Tables are read like
 * the registry: a count, and the row at a place; where several rows share a number, the function that finds them
 * returns how many there are and sets *first to the place of the first one.
 */

/* A code of the Warning header field (RFC 7234, section 5.5), which RFC 9111 has made obsolete. */
typedef struct httpstatus_warning {
  int code;
  const char *name;
  const char *phrase;
  bool persistent;         /* 2xx: stays after validation; 1xx: is deleted by it */
  const char *persistence; /* the rule in words */
  const char *explanation;
  const char *definition;
  const char *spec;
  const char *section;
  const char *other_specs; /* list */
  const char *obsoleted_by;
  int former_code; /* the two digits of RFC 2068, or -1 */
  const char *note;
  const char *source;
} httpstatus_warning;

HTTPSTATUS_API size_t httpstatus_warning_count(void);
HTTPSTATUS_API bool httpstatus_warning_at(size_t index, httpstatus_warning *warning);
HTTPSTATUS_API bool httpstatus_warning_lookup(int code, httpstatus_warning *warning);

/* What all warn codes have in common: that the field is obsolete, since when and why. */
HTTPSTATUS_API const char *httpstatus_warning_status(void);

/* One value of a Warning field; the texts point into what was parsed, without the quotes. */
typedef struct httpstatus_warning_value {
  int code;          /* 0..999 */
  const char *agent; /* host and port, or a pseudonym; "-" where unknown */
  size_t agent_length;
  const char *text; /* as quoted: httpstatus_unquote takes the backslashes out */
  size_t text_length;
  const char *date; /* an HTTP-date; length 0 where there is none */
  size_t date_length;
} httpstatus_warning_value;

/*
 * Reads the next of the comma-separated values of a Warning field. *at is where to go on, 0 at first. Returns 1 with
 * *value filled, 0 at the end, and -1 with *error (may be NULL) filled where the text is not a Warning field.
 */
HTTPSTATUS_API int httpstatus_warning_next(const char *text, size_t length, size_t *at, httpstatus_warning_value *value,
                                           httpstatus_error *error);

/* Writes the content of a quoted string without its escaping backslashes, and a NUL, as snprintf does. */
HTTPSTATUS_API size_t httpstatus_unquote(const char *text, size_t length, char *buffer, size_t size);

/* A reply code of SMTP (RFC 5321). */
typedef struct httpstatus_smtp_reply {
  int code;
  const char *title;
  const char *explanation;
  const char *severity; /* "success", "intermediate", "transient", "permanent"; "" for a code that SMTP cannot send */
  const char *class_title;
  const char *class_explanation;
  const char *category; /* of the second digit */
  const char *standing;
  const char *spec;
  const char *note;
  const char *source;
} httpstatus_smtp_reply;

HTTPSTATUS_API size_t httpstatus_smtp_reply_count(void);
HTTPSTATUS_API bool httpstatus_smtp_reply_at(size_t index, httpstatus_smtp_reply *reply);
HTTPSTATUS_API size_t httpstatus_smtp_replies(int code, size_t *first);

/* "success", "intermediate", "transient" or "permanent" for 200..599, by the first digit alone; "" for others. */
HTTPSTATUS_API const char *httpstatus_smtp_severity(int code);

/* An enhanced mail system status code (RFC 3463), such as 5.1.1. */
typedef struct httpstatus_smtp_enhanced {
  int status_class; /* 2, 4 or 5 */
  int subject;
  int detail;
  const char *title;
  const char *explanation;
  const char *severity;
  const char *class_title;
  const char *class_explanation;
  const char *subject_title;
  const char *subject_explanation;
  const int16_t *basic; /* the reply codes that IANA associates with it */
  size_t basic_count;
  const char *basic_note; /* where that is no list */
  const char *standing;
  const char *specs; /* list */
  const char *note;
  const char *source;
} httpstatus_smtp_enhanced;

/* The registered details; status_class is -1 in what _at gives, since a detail goes with every class. */
HTTPSTATUS_API size_t httpstatus_smtp_enhanced_count(void);
HTTPSTATUS_API bool httpstatus_smtp_enhanced_at(size_t index, httpstatus_smtp_enhanced *enhanced);
HTTPSTATUS_API bool httpstatus_smtp_enhanced_lookup(int status_class, int subject, int detail,
                                                    httpstatus_smtp_enhanced *enhanced);

/* Reads "5.1.1": class 2, 4 or 5, subject and detail 0..999 without leading zeros (RFC 3463, section 2). */
HTTPSTATUS_API bool httpstatus_smtp_parse_enhanced(const char *text, size_t length, int *status_class, int *subject,
                                                   int *detail, httpstatus_error *error);

/* A reply as it came: numbers, and what remains for httpstatus_smtp_text. */
typedef struct httpstatus_smtp_value {
  int code;
  int status_class; /* of its enhanced code; these three are -1 where it has none */
  int subject;
  int detail;
  size_t lines;
} httpstatus_smtp_value;

/*
 * Parses a whole reply, of one line or several ("250-..." and last "250 ..."), with CR LF or LF, the last one optional.
 * An enhanced code counts where its class is the first digit of the reply code (RFC 2034, section 4).
 */
HTTPSTATUS_API bool httpstatus_smtp_parse(const char *text, size_t length, httpstatus_smtp_value *value,
                                          httpstatus_error *error);

/*
 * Writes what a reply says, without its codes, its lines with LF between them, and a NUL, as snprintf does; for a text
 * that httpstatus_smtp_parse takes.
 */
HTTPSTATUS_API size_t httpstatus_smtp_text(const char *text, size_t length, char *buffer, size_t size);

/* A reply code and an enhanced code that are met together, and whether IANA's registry associates them. */
typedef struct httpstatus_smtp_pairing {
  int code;
  int status_class;
  int subject;
  int detail;
  const char *text;
  bool agrees;
  const char *note;
} httpstatus_smtp_pairing;

HTTPSTATUS_API size_t httpstatus_smtp_pairing_count(void);
HTTPSTATUS_API bool httpstatus_smtp_pairing_at(size_t index, httpstatus_smtp_pairing *pairing);

/* A sub-status of Microsoft IIS, such as 404.13; it is logged, and not sent. */
typedef struct httpstatus_iis_substatus {
  int code;
  int sub;
  const char *title;
  const char *explanation;
  const char *since; /* "IIS 7.0" */
  const char *note;
  const char *source;
} httpstatus_iis_substatus;

HTTPSTATUS_API size_t httpstatus_iis_substatus_count(void);
HTTPSTATUS_API bool httpstatus_iis_substatus_at(size_t index, httpstatus_iis_substatus *substatus);
HTTPSTATUS_API size_t httpstatus_iis_substatuses(int code, int sub, size_t *first);

/* Reads "404.13": three digits, a dot, and a number 0..999. */
HTTPSTATUS_API bool httpstatus_iis_parse(const char *text, size_t length, int *code, int *sub, httpstatus_error *error);

/* A 1xxx error of Cloudflare, which stands in the body of a response. */
typedef struct httpstatus_cloudflare_error {
  int code;
  const char *title;
  const char *explanation;
  int http_status;      /* the status that the response has, or -1 */
  bool status_inferred; /* the vendor's pages do not state it outright */
  int retry_after;      /* seconds that the vendor says to wait, or -1 */
  const char *note;
  const char *source;
} httpstatus_cloudflare_error;

HTTPSTATUS_API size_t httpstatus_cloudflare_error_count(void);
HTTPSTATUS_API bool httpstatus_cloudflare_error_at(size_t index, httpstatus_cloudflare_error *error);
HTTPSTATUS_API size_t httpstatus_cloudflare_errors(int code, size_t *first);

/* A status code of gRPC. */
typedef struct httpstatus_grpc_status {
  int number;
  const char *name;
  const char *title;
  int http; /* what google.rpc maps it to */
  const char *note;
  const char *source;
} httpstatus_grpc_status;

HTTPSTATUS_API size_t httpstatus_grpc_count(void);
HTTPSTATUS_API bool httpstatus_grpc_at(size_t index, httpstatus_grpc_status *status);

/* The number of a name ("NOT_FOUND", any case), or -1. */
HTTPSTATUS_API int httpstatus_grpc_number(const char *name, size_t length);

/*
 * The two published maps. They are not each other's inverse, and answer different questions: to_http is for a gateway
 * that answers HTTP on behalf of a gRPC service (google.rpc.Code); from_http is for a gRPC client that got an HTTP
 * response without grpc-status, from a proxy say, and for nobody else (http-grpc-status-mapping of gRPC). A number that
 * is no gRPC code maps as UNKNOWN does; an HTTP code that the second map does not name is UNKNOWN (2).
 */
HTTPSTATUS_API int httpstatus_grpc_to_http(int number);
HTTPSTATUS_API int httpstatus_grpc_from_http(int code);
HTTPSTATUS_API const char *httpstatus_grpc_note(void);

/* What a well-known client repeats by itself. */
typedef struct httpstatus_retry_policy {
  const char *id;
  const char *client;
  const char *version; /* of the source that it was read from */
  const char *codes;   /* a set's text */
  const char *rule;    /* what else it asks for */
  const char *methods; /* list; empty: any method */
  const char *source;
} httpstatus_retry_policy;

HTTPSTATUS_API size_t httpstatus_retry_policy_count(void);
HTTPSTATUS_API bool httpstatus_retry_policy_at(size_t index, httpstatus_retry_policy *policy);

/* ---- Compiled into the caller ----------------------------------------------------------------------------------- */

/*
 * The class of a code is arithmetic that takes less time than a call: these macros stand before the functions of the
 * same name, evaluate their argument once, and take what the functions take. Whoever needs the function writes its name
 * without a parenthesis behind it, or in parentheses; HTTPSTATUS_NO_INLINE leaves the macros out.
 */
static inline int httpstatus__class_of(int code) {
  return (unsigned)code - 100 < 500 ? code / 100 : 0;
}

static inline bool httpstatus__is_between(int code, unsigned first, unsigned last) {
  return (unsigned)code - first <= last - first;
}

#ifndef HTTPSTATUS_NO_INLINE
#define httpstatus_status_class(code) httpstatus__class_of(code)
#define httpstatus_is_informational(code) httpstatus__is_between(code, 100, 199)
#define httpstatus_is_success(code) httpstatus__is_between(code, 200, 299)
#define httpstatus_is_redirection(code) httpstatus__is_between(code, 300, 399)
#define httpstatus_is_client_error(code) httpstatus__is_between(code, 400, 499)
#define httpstatus_is_server_error(code) httpstatus__is_between(code, 500, 599)
#define httpstatus_is_error(code) httpstatus__is_between(code, 400, 599)
#endif

#ifdef __cplusplus
}
#endif

#endif
