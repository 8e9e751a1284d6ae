/*
 * Bytes of a log, from a file or a text, with gzip undone.
 *
 * zlib undoes it. It is loaded when the first gzip log is met, so that nothing has to be installed for whoever has
 * none; its interface has not changed since 1995, and what is used of it is declared here. Nothing below calls Lua: no
 * error of Lua's can leave a stream open.
 */
#include "gzip.h"

#if defined(_WIN32)
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#define ZLIB "zlib1.dll"
#else
#include <dlfcn.h>
#if defined(__APPLE__)
#define ZLIB "libz.1.dylib"
#else
#define ZLIB "libz.so.1"
#endif
#endif

/*
 * close_source(source)
 * Lets go of zlib; the file stays its owner's.
 */
static void close_source(struct source *source) {
  if (source->zlib.library == NULL) {
    return;
  }
  if (source->stream.state != NULL) {
    source->zlib.end(&source->stream);
  }
#if defined(_WIN32)
  FreeLibrary((HMODULE)source->zlib.library);
#else
  dlclose(source->zlib.library);
#endif
  source->zlib.library = NULL;
}

static bool set_problem(struct source *source, const char *what, const char *detail) {
  source->has_problem = true;
  snprintf(source->problem, sizeof source->problem, "%s%s%s", what, *detail == '\0' ? "" : ": ", detail);
  return false;
}

/* The address of a function of zlib, into a pointer to a function: ISO C has no cast from one to the other. */
static bool find_function(const struct zlib *zlib, const char *name, void *function) {
#if defined(_WIN32)
  FARPROC found = GetProcAddress((HMODULE)zlib->library, name);
#else
  void *found = dlsym(zlib->library, name);
#endif
  memcpy(function, &found, sizeof found);
  return found != NULL;
}

/*
 * start_gzip(source)
 * Loads zlib and begins a stream; false with a problem where that fails.
 */
static bool start_gzip(struct source *source) {
  struct zlib *zlib = &source->zlib;
#if defined(_WIN32)
  zlib->library = (void *)LoadLibraryA(ZLIB);
#else
  zlib->library = dlopen(ZLIB, RTLD_NOW | RTLD_LOCAL);
#endif
  if (zlib->library == NULL) {
    return set_problem(source, "reading gzip needs zlib, but " ZLIB " was not found; install it or decompress the log",
                       "");
  }
  if (!find_function(zlib, "inflateInit2_", &zlib->init) || !find_function(zlib, "inflate", &zlib->inflate) ||
      !find_function(zlib, "inflateReset", &zlib->reset) || !find_function(zlib, "inflateEnd", &zlib->end) ||
      zlib->init(&source->stream, ZLIB_GZIP, "1", (int)sizeof source->stream) != ZLIB_OK) {
    return set_problem(source, "cannot start zlib", source->stream.msg != NULL ? source->stream.msg : ZLIB);
  }
  source->in_member = true;
  return true;
}

/*
 * read_raw(source, to, room)
 * Bytes as they are; fewer than there is room for only at the end, or with an error set.
 */
static size_t read_raw(struct source *source, char *to, size_t room) {
  if (source->file == NULL) {
    size_t got = source->length < room ? source->length : room;
    memcpy(to, source->text, got);
    source->text += got;
    source->length -= got;
    return got;
  }
  errno = 0;
  size_t got = fread(to, 1, room, source->file);
  if (got < room && ferror(source->file)) {
    source->error = errno != 0 ? errno : EIO;
  }
  return got;
}

/* Reads the next compressed bytes once the last ones are used up, none at the end; false with an error set. */
static bool refill(struct source *source) {
  if (source->held == 0) {
    source->at = 0;
    source->held = read_raw(source, source->piece, sizeof source->piece);
  }
  return source->error == 0;
}

/*
 * next_member(source)
 * Begins the next gzip member, behind zeros that some tapes leave; false at the end, or with a problem.
 */
static bool next_member(struct source *source) {
  while (refill(source) && source->held > 0) {
    if (source->piece[source->at] != '\0') {
      source->in_member = source->zlib.reset(&source->stream) == ZLIB_OK;
      return source->in_member || set_problem(source, "the gzip data is corrupt", "");
    }
    source->at++;
    source->held--;
  }
  return false;
}

/*
 * read_gzip(source, to, room)
 * read_raw, of what was compressed.
 */
static size_t read_gzip(struct source *source, char *to, size_t room) {
  struct zlib_stream *stream = &source->stream;
  stream->next_out = (unsigned char *)to;
  stream->avail_out = (unsigned)room;
  while (stream->avail_out > 0 && (source->in_member || next_member(source)) && refill(source)) {
    stream->next_in = (const unsigned char *)source->piece + source->at;
    stream->avail_in = (unsigned)source->held;
    int result = source->zlib.inflate(stream, 0);
    source->at += source->held - stream->avail_in;
    source->held = stream->avail_in;
    source->in_member = result != ZLIB_STREAM_END;
    if (result == ZLIB_BUFFER_ERROR) { /* not sooner: zlib keeps what there was no room for */
      set_problem(source, "the gzip data is truncated", "");
      break;
    }
    if (result != ZLIB_OK && result != ZLIB_STREAM_END) {
      set_problem(source, "the gzip data is corrupt", stream->msg != NULL ? stream->msg : "");
      break;
    }
  }
  return room - stream->avail_out;
}

static bool is_gzip(const char *bytes, size_t length) {
  return length >= 2 && memcmp(bytes, "\x1f\x8b", 2) == 0;
}

/*
 * open_source(source, file, text, length)
 * Makes a source of a file, or of a text where file is NULL. Its first bytes tell whether gzip is to be undone.
 */
static void open_source(struct source *source, FILE *file, const char *text, size_t length) {
  memset(source, 0, offsetof(struct source, piece));
  source->file = file;
  source->text = text;
  source->length = length;
  source->held = 0;
  if (refill(source) && is_gzip(source->piece, source->held)) {
    start_gzip(source);
  }
}

/*
 * read_source(source, to, room)
 * The next bytes; fewer than there is room for only at the end, or where error or has_problem tells why.
 */
static size_t read_source(struct source *source, char *to, size_t room) {
  if (source->has_problem || source->error != 0) {
    return 0;
  }
  if (source->zlib.library != NULL) {
    return read_gzip(source, to, room);
  }
  size_t first = source->held < room ? source->held : room;
  memcpy(to, source->piece + source->at, first);
  source->at += first;
  source->held -= first;
  return first + read_raw(source, to + first, room - first);
}
