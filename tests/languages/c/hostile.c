/*
 * hostile [CASE LENGTH]: give a function LENGTH bytes that are made to take it long; without arguments, name the cases.
 * hostile.sh counts the instructions of each at several lengths: twice the length must take about twice as many.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "httpstatus.h"

static void read_warnings(const char *text, size_t length) {
  httpstatus_warning_value value;
  size_t at = 0;
  while (httpstatus_warning_next(text, length, &at, &value, NULL) == 1) {
  }
}

static void read_reply(const char *text, size_t length) {
  httpstatus_smtp_value value;
  if (httpstatus_smtp_parse(text, length, &value, NULL)) {
    httpstatus_smtp_text(text, length, NULL, 0);
  }
}

static void read_set(const char *text, size_t length) {
  httpstatus_set set;
  httpstatus_set_parse(text, length, &set, NULL);
}

static void read_line(const char *text, size_t length) {
  httpstatus_line line;
  if (httpstatus_parse_status_line(text, length, &line, NULL)) {
    httpstatus_write_status_line(NULL, 0, &line, NULL);
  }
}

static void write_detail(const char *text, size_t length) {
  httpstatus_problem problem = {0};
  problem.code = 404;
  problem.detail = text;
  problem.detail_length = length;
  httpstatus_write_problem(NULL, 0, &problem, NULL);
}

static void read_name(const char *text, size_t length) {
  httpstatus_near near[8];
  httpstatus_origin origin;
  httpstatus_code(text, length);
  httpstatus_candidates(text, length, NULL, 0);
  httpstatus_nearest(text, length, near, 8);
  httpstatus_nearest_origin(text, length, near, 8);
  httpstatus_find_origin(text, length, &origin);
  httpstatus_retry_after(text, length, 0);
}

static void read_query(const char *text, size_t length) {
  size_t found[8];
  httpstatus_search(text, length, found, 8);
}

static void unquote(const char *text, size_t length) {
  httpstatus_unquote(text, length, NULL, 0);
}

/* In pieces of what a reader may have, as it comes, and what is left over again with the next one. */
static void read_log(const char *format, const char *text, size_t length) {
  static httpstatus_log log;
  enum { PIECE = 1 << 18 };
  httpstatus_log_begin(&log, format, strlen(format));
  for (size_t from = 0, to = 0; to < length;) {
    to = length - to < PIECE ? length : to + PIECE;
    from += httpstatus_log_feed(&log, text + from, to - from, to == length);
  }
}

static void read_auto(const char *text, size_t length) {
  read_log("auto", text, length);
}

static void read_common(const char *text, size_t length) {
  read_log("common", text, length);
}

static void read_json(const char *text, size_t length) {
  read_log("json", text, length);
}

static void read_nested(const char *text, size_t length) {
  read_log("json:a.a.a.a.a.a.a.a", text, length);
}

static void read_w3c(const char *text, size_t length) {
  read_log("w3c", text, length);
}

static void read_alb(const char *text, size_t length) {
  read_log("alb", text, length);
}

/* What stands at the beginning, again and again between, and at the end. */
static const struct {
  const char *name;
  void (*run)(const char *text, size_t length);
  const char *before, *again, *after;
} cases[] = {
    {"set-terms",          read_set,      "",                                     "000-999,",                     "404"         },
    {"set-classes",        read_set,      "!4xx",                                 ",!1xx-9xx,1xx-9xx",            ""            },
    {"set-spaces",         read_set,      "404",                                  " \t",                          ",404"        },
    {"set-no-end",         read_set,      "",                                     "404,",                         ""            },
    {"code-separators",    read_name,     "not",                                  " -_",                          "found"       },
    {"code-apostrophes",   read_name,     "not",                                  "'",                            " found"      },
    {"code-spaces",        read_name,     "",                                     " \r\n\t",                      "404"         },
    {"code-reason",        read_name,     "404 ",                                 "a\t",                          ""            },
    {"code-long",          read_name,     "",                                     "not found ",                   ""            },
    {"search-words",       read_query,    "",                                     "a ",                           ""            },
    {"search-long-word",   read_query,    "not found ",                           "a",                            ""            },
    {"search-no-words",    read_query,    "not",                                  " ,-",                          "found"       },
    {"problem-detail",     write_detail,  "",                                     "\xf0\x9f\"",                   ""            },
    {"line-reason",        read_line,     "HTTP/1.1 404 ",                        "\t\xff",                       "\r\n"        },
    {"warning-values",     read_warnings, "110 - \"\"",                           ",110 - \"\"",                  ""            },
    {"warning-commas",     read_warnings, "",                                     ", ",                           "110 -"       },
    {"warning-escapes",    read_warnings, "110 - \"",                             "\\\\\\\"",                     "\""          },
    {"warning-no-end",     read_warnings, "110 - \"",                             "\\",                           ""            },
    {"unquote",            unquote,       "",                                     "\\\"",                         ""            },
    {"smtp-lines",         read_reply,    "",                                     "250-2.1.5 a\r\n",              "250 b"       },
    {"smtp-empty-lines",   read_reply,    "",                                     "250-\n",                       "250"         },
    {"smtp-one-line",      read_reply,    "250 ",                                 "5.1.1 ",                       ""            },
    {"auto-empty-lines",   read_auto,     "",                                     "\n",                           ""            },
    {"auto-no-format",     read_auto,     "",                                     "{\"a\":[ \"] \\\"#http\n",     ""            },
    {"auto-directives",    read_auto,     "",                                     "#F",                           "\n"          },
    {"auto-endless-line",  read_auto,     "",                                     "{\"",                          ""            },
    {"common-quotes",      read_common,   "",                                     "] \" \"",                      "\n"          },
    {"common-escapes",     read_common,   "- - - [t] \"",                         "\\\"",                         "\n"          },
    {"common-backslashes", read_common,   "- - - [t] \"",                         "\\",                           "\" 200"      },
    {"common-no-request",  read_common,   "",                                     "\"] ",                         "\n"          },
    {"json-members",       read_json,     "{",                                    "\"a\":{},",                    "\"b\":1}\n"  },
    {"json-deep",          read_json,     "{\"a\":",                              "[{",                           "}\n"         },
    {"json-escapes",       read_json,     "{\"a\":\"",                            "\\\"",                         "\"}\n"       },
    {"json-no-key",        read_json,     "",                                     "{\"a\":\"\\\\\",\"b\":0}\n",   ""            },
    {"json-half-keys",     read_nested,   "{",                                    "\"a.a\":{\"a\":{\"a.a\":0}},", "}\n"         },
    {"json-deep-keys",     read_nested,   "",                                     "{\"a\":",                      "}\n"         },
    {"w3c-columns",        read_w3c,      "#Fields: a",                           " a",                           " sc-status\n"},
    {"w3c-far-status",     read_w3c,      "#Fields: a a a a a a a a sc-status\n", " ",                            "\n"          },
    {"w3c-many-fields",    read_w3c,      "",                                     "#Fields: sc-status\n200\n",    ""            },
    {"alb-columns",        read_alb,      "http",                                 " ",                            "\n"          },
};

int main(int argc, char **argv) {
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    if (argc == 1) {
      puts(cases[i].name);
    } else if (argc == 3 && strcmp(argv[1], cases[i].name) == 0) {
      size_t before = strlen(cases[i].before), again = strlen(cases[i].again), after = strlen(cases[i].after);
      size_t times = strtoul(argv[2], NULL, 10) / again;
      char *text = (char *)malloc(before + times * again + after), *at = text;
      if (text == NULL) {
        return 1;
      }
      memcpy(at, cases[i].before, before);
      at += before;
      for (size_t j = 0; j < times; j++, at += again) {
        memcpy(at, cases[i].again, again);
      }
      memcpy(at, cases[i].after, after);
      cases[i].run(text, before + times * again + after);
      free(text);
      return 0;
    }
  }
  return argc != 1;
}
