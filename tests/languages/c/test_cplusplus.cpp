// The header is C++ too: this compiles it as C++17, links against the C library and calls a few functions. It has no
// cmocka, so that it also shows what a program of a user looks like.
// It comes first, since it needs nothing before it.
// clang-format off
#include "httpstatus.h"
// clang-format on

#include <cstdio>
#include <cstring>
#include <string>

static int failures = 0;

static void check(bool good, const char *what) {
  std::printf("[ %s ] %s\n", good ? "      OK" : "  FAILED", what);
  failures += good ? 0 : 1;
}

// Constants are constants: they may stand in a switch and in a template.
template <int Code>
struct Is404 {
  static constexpr bool value = Code == HTTPSTATUS_NOT_FOUND;
};

static const char *in_words(int code) {
  switch (code) {
#define HTTPSTATUS_CASE(number, name, phrase) \
  case HTTPSTATUS_##name:                     \
    return phrase;
    HTTPSTATUS_MAP(HTTPSTATUS_CASE)
#undef HTTPSTATUS_CASE
    default:
      return "";
  }
}

int main() {
  static_assert(Is404<404>::value, "HTTPSTATUS_NOT_FOUND is a constant expression");
  check(std::string(httpstatus_phrase(404)) == "Not Found", "phrase");
  check(httpstatus_effective(471) == HTTPSTATUS_BAD_REQUEST, "effective");
  bool same = true;
  for (int code = -10; code <= 1100; code++) {
    same = same && std::strcmp(in_words(code), httpstatus_phrase(code)) == 0;
  }
  check(same, "HTTPSTATUS_MAP agrees with phrase");
  const std::string text = "not found";
  check(httpstatus_code(text.data(), text.size()) == 404, "code");
  httpstatus_meaning meaning{};
  check(httpstatus_lookup(499, "nginx", &meaning) && std::string(meaning.origin) == "nginx", "lookup");
  httpstatus_set set{};
  const std::string codes = "2xx,!204";
  check(httpstatus_set_parse(codes.data(), codes.size(), &set, nullptr) && httpstatus_set_count(&set) == 99, "set");
  httpstatus_log log{};
  const std::string lines = "200\n404\n";
  check(httpstatus_log_begin(&log, "auto", 4) &&
            httpstatus_log_feed(&log, lines.data(), lines.size(), true) == lines.size() && log.tally.counts[404] == 1,
        "log");
  std::printf("[ %s ] C++: %d failure(s)\n", failures == 0 ? " PASSED " : " FAILED ", failures);
  return failures == 0 ? 0 : 1;
}
