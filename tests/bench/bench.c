/*
 * bench LINKAGE MIX [quick] : what one call costs in C, beside other designs; a result as JSON on stdout.
 *
 * Rounds time every contender once, one behind the other, and each time is kept: ratios are taken within a round.
 * LINKAGE is what the rows are named after, since the same source is linked in several ways. MIX is mix.tsv.
 */
#define _POSIX_C_SOURCE 199309L
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "httpstatus.h"
#include "peers.h"

enum { CODES = 4096, ROUNDS_MAX = 64, CONTENDERS_MAX = 8 };

static int fixed[CODES], mixed[CODES], uniform[CODES];

static volatile size_t sink; /* keeps results in use */

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

/* A loop for each contender: a call through a pointer would cost all of them the same, and more than the difference. */
#define LOOP(name, expression)                                   \
  static size_t loop_##name(const int *codes, int repetitions) { \
    size_t sum = 0;                                              \
    for (int n = 0; n < repetitions; n++) {                      \
      for (int i = 0; i < CODES; i++) {                          \
        int code = codes[i];                                     \
        sum += (size_t)(expression);                             \
      }                                                          \
    }                                                            \
    return sum;                                                  \
  }

LOOP(phrase, httpstatus_phrase(code))
LOOP(empty, peer_empty(code))
LOOP(switch, peer_switch(code))
LOOP(linear, peer_linear(code))
LOOP(is_client_error, httpstatus_is_client_error(code))
LOOP(function_is_client_error, (httpstatus_is_client_error)(code))
LOOP(is_error, httpstatus_is_error(code))
LOOP(allows_content, httpstatus_allows_content(code))
LOOP(empty_predicate, peer_empty_predicate(code))
LOOP(peer_is_client_error, peer_is_client_error(code))
LOOP(inline, code >= 400 && code < 500)

struct contender {
  const char *name;
  size_t (*loop)(const int *codes, int repetitions);
};

static const struct contender phrases[] = {
    {"httpstatus_phrase",         loop_phrase},
    {"empty call",                loop_empty },
    {"generated switch (llhttp)", loop_switch},
    {"linear search (libsoup)",   loop_linear},
    {NULL,                        NULL       },
};

static const struct contender predicates[] = {
    {"httpstatus_is_client_error",    loop_is_client_error         },
    {"the function behind the macro", loop_function_is_client_error},
    {"httpstatus_is_error",           loop_is_error                },
    {"httpstatus_allows_content",     loop_allows_content          },
    {"empty call",                    loop_empty_predicate         },
    {"comparison behind a call",      loop_peer_is_client_error    },
    {"comparison inline",             loop_inline                  },
    {NULL,                            NULL                         },
};

static const struct row {
  const char *name;
  const int *codes;
  const struct contender *contenders;
} rows[] = {
    {"httpstatus_phrase(404)",                   fixed,   phrases   },
    {"httpstatus_phrase, codes of a real log",   mixed,   phrases   },
    {"httpstatus_phrase, codes 100..599 evenly", uniform, phrases   },
    {"predicates, codes of a real log",          mixed,   predicates},
    {"predicates, codes 100..599 evenly",        uniform, predicates},
};

/* The same numbers everywhere, and none of rand()'s. */
static unsigned next(unsigned *seed) {
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

/* Reads how often each code comes in a real log, and draws codes in these proportions. */
static bool fill(const char *path) {
  static int codes[32], counts[32];
  size_t kinds = 0;
  unsigned total = 0, seed = 9110;
  FILE *file = fopen(path, "r");
  if (file == NULL) {
    return false;
  }
  while (kinds < 32 && fscanf(file, "%d %d", &codes[kinds], &counts[kinds]) == 2) {
    total += (unsigned)counts[kinds++];
  }
  fclose(file);
  for (int i = 0; i < CODES && total > 0; i++) {
    int at = (int)(next(&seed) % total);
    size_t place = 0;
    while (at >= counts[place]) {
      at -= counts[place++];
    }
    fixed[i] = HTTPSTATUS_NOT_FOUND;
    mixed[i] = codes[place];
    uniform[i] = 100 + (int)(next(&seed) % 500);
  }
  return total > 0;
}

static void measure(const struct row *row, const char *linkage, int rounds, int repetitions, int first) {
  static double times[CONTENDERS_MAX][ROUNDS_MAX];
  int count = 0;
  while (row->contenders[count].name != NULL) {
    sink += row->contenders[count++].loop(row->codes, repetitions);
  }
  for (int round = 0; round < rounds; round++) {
    for (int turn = 0; turn < count; turn++) {
      int each = (turn + round) % count;
      double start = now();
      sink += row->contenders[each].loop(row->codes, repetitions);
      times[each][round] = (now() - start) / ((double)repetitions * CODES);
    }
  }
  printf("%s{\"row\": \"%s, %s\", \"unit\": \"ns\", \"floors\": [\"empty call\"], \"left_out\": {}, \"times\": {",
         first ? "" : ", ", row->name, linkage);
  for (int each = 0; each < count; each++) {
    printf("%s\"%s\": [", each == 0 ? "" : ", ", row->contenders[each].name);
    for (int round = 0; round < rounds; round++) {
      printf("%s%.4f", round == 0 ? "" : ", ", times[each][round]);
    }
    printf("]");
  }
  printf("}}");
}

int main(int argc, char **argv) {
  int quick = argc > 3 && strcmp(argv[3], "quick") == 0;
  int rounds = quick ? 5 : 40, repetitions = quick ? 20 : 250;
  if (argc < 3 || !fill(argv[2])) {
    fprintf(stderr, "usage: bench LINKAGE MIX [quick]\n");
    return 2;
  }
  printf("{\"suite\": \"c\", \"platform\": \"C\", \"versions\": {\"compiler\": \"%s\"}, \"rows\": [", __VERSION__);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    measure(&rows[i], argv[1], rounds, repetitions, i == 0);
  }
  printf("]}\n");
  return 0;
}
