/*
 * Logs that are read by bindings/lua/gzip.c, with gzip undone: from memory, and from a file that gives what it likes at
 * a time and may fail. What comes out must not depend on how it is asked for.
 */
#define _GNU_SOURCE /* fopencookie */
#include <errno.h>
#include <sanitizer/allocator_interface.h>

#include "fuzz.h"
#include <gzip.c> /* of bindings/lua: this file has the same name */
#include "gzip_oracle.h"

/* ---- Memory ---- */

enum { MEMORY_MAX = 1 << 16 }; /* zlib's state, its window of 32 KB, and the buffer of a file */

static __thread bool counting; /* libFuzzer has threads of its own */
static size_t held, most;

static void count_more(const volatile void *at, size_t size) {
  (void)at;
  held += counting ? size : 0;
  most = held > most ? held : most;
}

static void count_less(const volatile void *at) {
  held -= counting && at != NULL ? __sanitizer_get_allocated_size(at) : 0;
}

/* ---- A file ---- */

struct unsteady {
  struct slice rest;
  bool fails; /* in the end */
  size_t limit;
  struct random random;
};

static ssize_t read_unsteady(void *cookie, char *to, size_t room) {
  struct unsteady *file = (struct unsteady *)cookie;
  if (file->rest.length == 0 && file->fails) {
    errno = ENOTCONN; /* a number that nobody would think of by himself */
    return -1;
  }
  size_t length = 1 + random_below(&file->random, file->limit);
  length = length < room ? length : room;
  length = length < file->rest.length ? length : file->rest.length;
  memcpy(to, file->rest.at, length);
  file->rest.at += length;
  file->rest.length -= length;
  return (ssize_t)length;
}

static FILE *open_unsteady(struct unsteady *file) {
  static const cookie_io_functions_t functions = {read_unsteady, NULL, NULL, NULL};
  FILE *opened = fopencookie(file, "rb", functions);
  CHECK(opened != NULL);
  if (random_below(&file->random, 2) == 0) {
    setvbuf(opened, NULL, _IONBF, 0); /* as the binding opens one */
  }
  return opened;
}

/* ---- Reading ---- */

static size_t size_of_pieces(struct random *random, size_t whole) {
  static const size_t limits[] = {1, 2, 9, 80, 1000, 70000, 300000};
  size_t limit = limits[random_below(random, sizeof limits / sizeof *limits)];
  return limit > whole / 64 ? limit : whole / 64;
}

/* Reads a source to its end and compares; the number of what the file fails with, or 0. */
static void read_whole(struct source *source, struct random *random, const struct unpacked *expected, int failure) {
  size_t at = 0, got, room, limit = size_of_pieces(random, expected->text.length);
  do {
    room = 1 + random_below(random, limit);
    char *piece = (char *)malloc(room);
    CHECK(piece != NULL);
    counting = true;
    got = read_source(source, piece, room);
    counting = false;
    CHECK(got <= room && got <= expected->text.length - at);
    CHECK(got == 0 || memcmp(piece, expected->text.at + at, got) == 0);
    free(piece);
    at += got;
  } while (got == room);
  char more = '#';
  CHECK(read_source(source, &more, 1) == 0 && more == '#');
  if (source->error != 0) {
    CHECK(source->error == failure && !source->has_problem);
    return;
  }
  CHECK(at == expected->text.length);
  CHECK(source->has_problem == (expected->problem[0] != '\0'));
  CHECK(!source->has_problem || strcmp(source->problem, expected->problem) == 0);
  CHECK(source->has_problem || failure == 0);
}

/* Reads from a file, or from the text where there is none. */
static void check(FILE *file, struct slice text, struct random *random, const struct unpacked *expected, int failure) {
  struct source *source = (struct source *)malloc(sizeof *source);
  CHECK(source != NULL);
  memset(source, 0x5a, sizeof *source);
  held = most = 0;
  counting = true;
  open_source(source, file, file == NULL ? text.at : NULL, file == NULL ? text.length : 0);
  counting = false;
  read_whole(source, random, expected, failure);
  counting = true;
  close_source(source);
  counting = false;
  CHECK(most <= MEMORY_MAX && (file != NULL || held == 0));
  free(source);
}

int LLVMFuzzerInitialize(int *argc, char ***argv);

/* The first library that is loaded has the loader allocate what it keeps. */
int LLVMFuzzerInitialize(int *argc, char ***argv) {
  struct source source;
  (void)argc;
  (void)argv;
  open_source(&source, NULL, "\x1f\x8b", 2);
  close_source(&source);
  CHECK(__sanitizer_install_malloc_and_free_hooks(count_more, count_less) > 0);
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct slice input = {(const char *)data, size}, packed = pack(input), none = {NULL, 0};
  struct random random = random_of(input);
  struct unpacked expected;
  unpack(packed, &expected);
  check(NULL, packed, &random, &expected, 0);
  struct unsteady file = {packed, random_below(&random, 4) == 0, 0, random};
  file.limit = size_of_pieces(&random, packed.length);
  if (file.fails) {
    file.rest.length = random_below(&random, packed.length + 1);
  }
  FILE *opened = open_unsteady(&file);
  check(opened, none, &random, &expected, file.fails ? ENOTCONN : 0);
  fclose(opened);
  free((void *)(uintptr_t)packed.at);
  return 0;
}
