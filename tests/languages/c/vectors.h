/*
 * Reads the files of tests/contract/vectors and tests/contract/facts, whose form the README.md of the former tells, and
 * compares what they expect with what the library answers.
 *
 *     struct vectors file;
 *     vectors_open(&file, "codes.tsv");
 *     while (vectors_next(&file)) {
 *       vectors_expect_text(&file, "phrase", httpstatus_phrase((int)vectors_number(&file, "code")));
 *     }
 *     vectors_close(&file);
 *
 * A row that fails is reported with file and line, and the others still run: vectors_close then fails the test. It
 * fails too where the file had no rows, since a test of nothing must not pass.
 */
#ifndef HTTPSTATUS_TESTS_VECTORS_H
#define HTTPSTATUS_TESTS_VECTORS_H

/* cmocka.h wants these before it. */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
/* clang-format on */

enum { VECTORS_COLUMNS = 24 };

struct vectors {
  const char *name;
  char *text; /* the whole file; lines and cells are cut apart in place */
  char *next; /* the line to be read next */
  size_t line, rows, failures;
  size_t columns;
  const char *column[VECTORS_COLUMNS];
  char *cell[VECTORS_COLUMNS]; /* decoded, with a NUL behind */
  size_t length[VECTORS_COLUMNS];
  bool nothing[VECTORS_COLUMNS];
};

/* Opens a file of the directory that HTTPSTATUS_VECTORS names, tests/contract/vectors by default. */
void vectors_open(struct vectors *file, const char *name);
bool vectors_next(struct vectors *file);
void vectors_close(struct vectors *file);

/* The cells of the row; asking for a column that the file does not have fails the test. */
bool vectors_is_nothing(const struct vectors *file, const char *column);
const char *vectors_text(const struct vectors *file, const char *column);
size_t vectors_length(const struct vectors *file, const char *column);
long long vectors_number(const struct vectors *file, const char *column); /* nothing is -1 */
bool vectors_is(const struct vectors *file, const char *column, const char *text);

/* Reports a row. */
void vectors_check(struct vectors *file, bool good, const char *what);
void vectors_expect_text(struct vectors *file, const char *column, const char *actual);
void vectors_expect_bytes(struct vectors *file, const char *column, const char *actual, size_t length);
void vectors_expect_number(struct vectors *file, const char *column, long long actual);
void vectors_expect_yes(struct vectors *file, const char *column, bool actual); /* the cell is 1 or 0 */
void vectors_expect_at(struct vectors *file, size_t actual);                    /* nothing: any place will do */

/* Cuts the next number off a list with commas; false at its end. */
bool vectors_next_number(const char **list, long long *number);

/* Whether a list of texts, as the library has them, holds a text. */
bool list_holds(const char *list, const char *text);

/*
 * Calls something that writes to a buffer as snprintf does with every size from 0 to beyond the whole text: the length
 * that it returns is always the whole one, what is written is the beginning of it and ends with NUL, and nothing is
 * written behind. The text is what it must be in full.
 */
typedef size_t writer(char *buffer, size_t size, const void *context);
void check_every_size(writer *write, const void *context, const char *text, size_t length);

#endif
