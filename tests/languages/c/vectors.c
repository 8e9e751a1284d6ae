#include "vectors.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef VECTORS_DIRECTORY
#define VECTORS_DIRECTORY "tests/contract/vectors"
#endif

enum { REPORTED = 10 }; /* rows of one file that are told in full; more help nobody */

/* ---- The file ---- */

static char *read_whole(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    fail_msg("%s cannot be opened: set HTTPSTATUS_VECTORS to the directory of the vectors", path);
  }
  size_t size = 0, room = 1 << 16;
  char *text = (char *)malloc(room);
  assert_non_null(text);
  for (size_t got; (got = fread(text + size, 1, room - size - 1, file)) > 0;) {
    size += got;
    if (room - size < 2) {
      room *= 2;
      text = (char *)realloc(text, room);
      assert_non_null(text);
    }
  }
  fclose(file);
  text[size] = '\0';
  return text;
}

/* Cuts a line into cells; returns how many there are. */
static size_t cut(char *line, char *cells[VECTORS_COLUMNS]) {
  size_t count = 0;
  for (char *at = line; at != NULL; count++) {
    assert_true(count < VECTORS_COLUMNS);
    cells[count] = at;
    at = strchr(at, '\t');
    if (at != NULL) {
      *at++ = '\0';
    }
  }
  return count;
}

/* Takes the next line that is no comment; NULL at the end. */
static char *take_line(struct vectors *file) {
  while (*file->next != '\0') {
    char *line = file->next;
    char *end = strchr(line, '\n');
    if (end == NULL) {
      fail_msg("%s: the last line does not end", file->name);
    }
    *end = '\0';
    file->next = end + 1;
    file->line++;
    if (*line != '#') {
      return line;
    }
  }
  return NULL;
}

void vectors_open(struct vectors *file, const char *name) {
  const char *directory = getenv("HTTPSTATUS_VECTORS");
  char path[4096];
  char *cells[VECTORS_COLUMNS];
  memset(file, 0, sizeof *file);
  snprintf(path, sizeof path, "%s/%s", directory != NULL ? directory : VECTORS_DIRECTORY, name);
  file->name = name;
  file->text = file->next = read_whole(path);
  char *line = take_line(file);
  assert_non_null(line);
  file->columns = cut(line, cells);
  for (size_t i = 0; i < file->columns; i++) {
    file->column[i] = cells[i];
  }
}

static void free_cells(struct vectors *file) {
  for (size_t i = 0; i < file->columns; i++) {
    free(file->cell[i]);
    file->cell[i] = NULL;
  }
}

void vectors_close(struct vectors *file) {
  free_cells(file);
  free(file->text);
  file->text = NULL;
  if (file->rows == 0) {
    fail_msg("%s has no rows", file->name);
  }
  if (file->failures > 0) {
    fail_msg("%s: %lu checks failed in %lu rows", file->name, (unsigned long)file->failures, (unsigned long)file->rows);
  }
}

/* ---- Cells ---- */

static int hexadecimal(char c) {
  const char *digits = "0123456789abcdef";
  const char *found = c == '\0' ? NULL : strchr(digits, c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c);
  return found != NULL ? (int)(found - digits) : -1;
}

/*
 * Decodes one escape, or one other byte, at the beginning of a cell: *raw moves behind it. What it stands for is count
 * times a text of length bytes, which begins at *text; a single byte is put into *byte and *text set to that.
 */
static bool decode_one(const char **raw, char *byte, const char **text, size_t *length, size_t *count) {
  const char *at = *raw;
  const char *shorts = "tnr0\\", *meanings = "\t\n\r\0\\";
  *text = byte;
  *length = *count = 1;
  if (at[0] != '\\') {
    *byte = at[0];
    *raw = at + 1;
    return true;
  }
  if (at[1] == 'x' && hexadecimal(at[2]) >= 0 && hexadecimal(at[3]) >= 0) {
    *byte = (char)(hexadecimal(at[2]) * 16 + hexadecimal(at[3]));
    *raw = at + 4;
    return true;
  }
  if (at[1] == '{') {
    char *space;
    const char *close = strchr(at, '}');
    *count = (size_t)strtoul(at + 2, &space, 10);
    if (close == NULL || *space != ' ' || space > close) {
      return false;
    }
    *text = space + 1;
    *length = (size_t)(close - space - 1);
    *raw = close + 1;
    return true;
  }
  const char *found = at[1] == '\0' ? NULL : strchr(shorts, at[1]);
  if (found == NULL) {
    return false;
  }
  *byte = meanings[found - shorts];
  *raw = at + 2;
  return true;
}

static char *decode(const struct vectors *file, const char *raw, size_t *length) {
  char byte = '\0';
  const char *text;
  size_t size, count, total = 0;
  for (const char *at = raw; *at != '\0';) {
    if (!decode_one(&at, &byte, &text, &size, &count)) {
      fail_msg("%s:%lu: unknown escape", file->name, (unsigned long)file->line);
    }
    total += size * count;
  }
  char *decoded = (char *)malloc(total + 1);
  assert_non_null(decoded);
  char *end = decoded;
  for (const char *at = raw; *at != '\0';) {
    decode_one(&at, &byte, &text, &size, &count);
    for (; count > 0; count--, end += size) {
      memcpy(end, text, size);
    }
  }
  *end = '\0';
  *length = total;
  return decoded;
}

bool vectors_next(struct vectors *file) {
  char *cells[VECTORS_COLUMNS];
  char *line = take_line(file);
  free_cells(file);
  if (line == NULL) {
    return false;
  }
  if (cut(line, cells) != file->columns) {
    fail_msg("%s:%lu: not as many cells as columns", file->name, (unsigned long)file->line);
  }
  for (size_t i = 0; i < file->columns; i++) {
    file->nothing[i] = strcmp(cells[i], "\\-") == 0;
    file->cell[i] = decode(file, file->nothing[i] ? "" : cells[i], &file->length[i]);
  }
  file->rows++;
  return true;
}

static size_t find(const struct vectors *file, const char *column) {
  for (size_t i = 0; i < file->columns; i++) {
    if (strcmp(file->column[i], column) == 0) {
      return i;
    }
  }
  fail_msg("%s has no column %s", file->name, column);
  return 0;
}

bool vectors_is_nothing(const struct vectors *file, const char *column) {
  return file->nothing[find(file, column)];
}

const char *vectors_text(const struct vectors *file, const char *column) {
  return file->cell[find(file, column)];
}

size_t vectors_length(const struct vectors *file, const char *column) {
  return file->length[find(file, column)];
}

long long vectors_number(const struct vectors *file, const char *column) {
  size_t i = find(file, column);
  char *end;
  if (file->nothing[i]) {
    return -1;
  }
  long long number = strtoll(file->cell[i], &end, 10);
  if (*end != '\0') {
    fail_msg("%s:%lu: %s is no number", file->name, (unsigned long)file->line, column);
  }
  return number;
}

bool vectors_is(const struct vectors *file, const char *column, const char *text) {
  return strcmp(vectors_text(file, column), text) == 0;
}

/* ---- Reports ---- */

static bool failed(struct vectors *file) {
  if (++file->failures > REPORTED) {
    return false;
  }
  print_error("%s:%lu: ", file->name, (unsigned long)file->line);
  return true;
}

void vectors_check(struct vectors *file, bool good, const char *what) {
  if (!good && failed(file)) {
    print_error("not so: %s\n", what);
  }
}

void vectors_expect_text(struct vectors *file, const char *column, const char *actual) {
  vectors_expect_bytes(file, column, actual, strlen(actual));
}

void vectors_expect_bytes(struct vectors *file, const char *column, const char *actual, size_t length) {
  size_t i = find(file, column);
  if ((length != file->length[i] || memcmp(actual, file->cell[i], length) != 0) && failed(file)) {
    print_error("%s is \"%.*s\", expected \"%.200s\"\n", column, (int)(length < 200 ? length : 200), actual,
                file->cell[i]);
  }
}

void vectors_expect_number(struct vectors *file, const char *column, long long actual) {
  long long expected = vectors_number(file, column);
  if (actual != expected && failed(file)) {
    print_error("%s is %lld, expected %lld\n", column, actual, expected);
  }
}

void vectors_expect_yes(struct vectors *file, const char *column, bool actual) {
  assert_true(vectors_is(file, column, "0") || vectors_is(file, column, "1"));
  vectors_expect_number(file, column, actual);
}

void vectors_expect_at(struct vectors *file, size_t actual) {
  if (!vectors_is_nothing(file, "at")) {
    vectors_expect_number(file, "at", (long long)actual);
  }
}

bool vectors_next_number(const char **list, long long *number) {
  char *end;
  if (**list == '\0') {
    return false;
  }
  *number = strtoll(*list, &end, 10);
  assert_true(end != *list && (*end == ',' || *end == '\0'));
  *list = *end == ',' ? end + 1 : end;
  return true;
}

bool list_holds(const char *list, const char *text) {
  for (; *list != '\0'; list += strlen(list) + 1) {
    if (strcmp(list, text) == 0) {
      return true;
    }
  }
  return false;
}

void check_every_size(writer *write, const void *context, const char *text, size_t length) {
  const char untouched = '\x5a';
  assert_int_equal(write(NULL, 0, context), length);
  char *buffer = (char *)malloc(length + 4);
  assert_non_null(buffer);
  for (size_t size = 0; size <= length + 2; size++) {
    size_t kept = size == 0 ? 0 : (size - 1 < length ? size - 1 : length);
    memset(buffer, untouched, length + 4);
    assert_int_equal(write(buffer, size, context), length);
    assert_memory_equal(buffer, text, kept);
    if (size > 0) {
      assert_int_equal(buffer[kept], '\0');
    }
    for (size_t i = size > 0 ? kept + 1 : 0; i < length + 4; i++) {
      assert_int_equal(buffer[i], untouched);
    }
  }
  free(buffer);
}
