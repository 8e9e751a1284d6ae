/*
 * Tallies of logs: files, open files, and logs in memory.
 */
#include "binding.h"

enum {
  PIECE = 2 * HTTPSTATUS_LOG_LINE_MAX, /* the buffer: more than the core ever leaves over */
  PORTION = 1 << 18,                   /* bytes that are read at once, which stay in the cache */
  TIME_COUNTS = 1 << 16,               /* counts of codes in intervals; more are an error */
};

/* A log that is being read, with the beginning of its first line that is not empty, for the error. */
struct reader {
  httpstatus_log log;
  httpstatus_log_times times;
  bool is_timed; /* whether only some times count, or intervals */
  bool has_too_many_times;
  size_t first_length;
  char first[4096]; /* more than is shown: the hint reads it */
};

/*
 * list_formats(names, first)
 * Lists the names of the formats from one on, and returns how many there are.
 */
static size_t list_formats(const char **names, int first) {
  size_t count = 0;
  for (int i = first; i < HTTPSTATUS_LOG_FORMATS; i++) {
    names[count++] = httpstatus_log_format_name(i);
  }
  return count;
}

/*
 * check_time(L, options, name, seconds)
 * Reads a time among the options, if it is given; raises an error for a text that is none.
 */
static bool check_time(lua_State *L, const struct options *options, const char *name, int64_t *seconds) {
  char message[HTTPSTATUS__MESSAGE_SIZE];
  size_t length;
  if (!get_option(L, options, name, LUA_TSTRING)) {
    return false;
  }
  const char *text = lua_tolstring(L, -1, &length);
  if (strcmp(name, "per") == 0) {
    *seconds = httpstatus_log_period(text, length);
    if (*seconds > 0) {
      return true;
    }
    httpstatus__say_invalid_period(text, length, message, sizeof message);
  } else {
    if (httpstatus_log_time(text, length, (int64_t)time(NULL), seconds)) {
      return true;
    }
    httpstatus__say_invalid_time(text, length, message, sizeof message);
  }
  refuse(L, options->blame, options->argument, options->function, message);
  return false;
}

/*
 * begin_times(L, options, has_options, reader)
 * Reads the options since, until and per; pushes the memory for the counts of intervals.
 */
static void begin_times(lua_State *L, const struct options *options, bool has_options, struct reader *reader) {
  httpstatus_log_times *times = &reader->times;
  httpstatus_log_times_begin(times);
  reader->is_timed = reader->has_too_many_times = false;
  if (has_options) {
    const bool has_since = check_time(L, options, "since", &times->since);
    const bool has_until = check_time(L, options, "until", &times->until);
    reader->is_timed = check_time(L, options, "per", &times->per) || has_since || has_until;
  }
  if (times->per > 0) {
    times->max = TIME_COUNTS;
    times->counts = (httpstatus_time_count *)new_userdata(L, TIME_COUNTS * sizeof *times->counts);
  }
}

static int compare_time_counts(const void *a, const void *b) {
  const httpstatus_time_count *left = (const httpstatus_time_count *)a, *right = (const httpstatus_time_count *)b;
  return left->begin != right->begin ? (left->begin < right->begin ? -1 : 1) : left->code - right->code;
}

/*
 * join_times(times)
 * Sorts the counts of intervals, and adds up those of the same code and interval.
 */
static void join_times(httpstatus_log_times *times) {
  size_t used = 0;
  if (times->used == 0) {
    return;
  }
  qsort(times->counts, times->used, sizeof *times->counts, compare_time_counts);
  for (size_t i = 1; i < times->used; i++) {
    if (compare_time_counts(&times->counts[used], &times->counts[i]) == 0) {
      times->counts[used].count += times->counts[i].count;
    } else {
      times->counts[++used] = times->counts[i];
    }
  }
  times->used = used + 1;
}

/*
 * push_times(L, times)
 * Pushes an array of intervals in order: the first second, and the tally.
 */
static void push_times(lua_State *L, httpstatus_log_times *times) {
  size_t entries = 0;
  join_times(times);
  lua_newtable(L);
  for (size_t i = 0; i < times->used; entries++) {
    const int64_t begin = times->counts[i].begin;
    lua_createtable(L, 0, 2);
    lua_pushinteger(L, (lua_Integer)begin);
    lua_setfield(L, -2, "time");
    struct tally *tally = new_tally(L, 0);
    for (; i < times->used && times->counts[i].begin == begin; i++) {
      const int code = times->counts[i].code;
      *(code < 0 ? &tally->codes.skipped : &tally->codes.counts[code]) += times->counts[i].count;
    }
    lua_setfield(L, -2, "tally");
    set_raw(L, -2, entries + 1);
  }
}

/*
 * begin_log(L, function)
 * Pushes a reader, in the format that the options tell; they are the second argument of the function.
 */
static struct reader *begin_log(lua_State *L, const char *function) {
  const struct options options = {
      function, 2, CALLER, {"format", "since", "until", "per", NULL}
  };
  const char *format = httpstatus_log_format_name(HTTPSTATUS_LOG_AUTO);
  size_t length = strlen(format);
  bool has_options = check_options(L, &options);
  check_count(L, 2, function);
  if (has_options && get_option(L, &options, "format", LUA_TSTRING)) {
    format = lua_tolstring(L, -1, &length);
  }
  struct reader *reader = (struct reader *)new_userdata(L, sizeof *reader);
  reader->first_length = 0;
  begin_times(L, &options, has_options, reader);
  if (!httpstatus_log_begin(&reader->log, format, length)) {
    if (httpstatus_log_format(format, length) > HTTPSTATUS_LOG_AUTO) {
      lua_pushfstring(L, "the log format '%s' needs a name or a number; write %s:NAME", format, format);
      refuse(L, CALLER, 2, function, lua_tostring(L, -1));
    }
    const char *names[HTTPSTATUS_LOG_FORMATS];
    size_t count = list_formats(names, HTTPSTATUS_LOG_AUTO);
    refuse(L, CALLER, 2, function, push_unknown(L, "log format", format, length, names, count));
  }
  return reader;
}

/*
 * feed_log(reader, piece, length, last)
 * httpstatus_log_feed, which remembers the first line.
 */
static size_t feed_log(struct reader *reader, const char *piece, size_t length, bool last) {
  if (reader->first_length == 0) {
    size_t at = 0;
    while (at < length && (piece[at] == '\r' || piece[at] == '\n')) {
      at++;
    }
    while (at < length && piece[at] != '\r' && piece[at] != '\n' && reader->first_length < sizeof reader->first) {
      reader->first[reader->first_length++] = piece[at++];
    }
  }
  if (!reader->is_timed) {
    return httpstatus_log_feed(&reader->log, piece, length, last);
  }
  httpstatus_log_times *times = &reader->times;
  size_t used = 0;
  bool is_full = true;
  while (is_full && !reader->has_too_many_times) {
    used += httpstatus_log_feed_times(&reader->log, piece + used, length - used, last, times);
    is_full = times->per > 0 && times->used == times->max;
    if (is_full) {
      join_times(times);
      reader->has_too_many_times = times->used > times->max / 2;
    }
  }
  return reader->has_too_many_times ? length : used;
}

/*
 * end_log(L, reader, name)
 * Pushes the tally, or nil and a message where the log is not empty and no line of it has fitted any format.
 */
static int end_log(lua_State *L, struct reader *reader, const char *name) {
  const httpstatus_log *log = &reader->log;
  if (log->fitting == 0 && log->lines > 0) {
    char message[HTTPSTATUS__MESSAGE_SIZE];
    const char *first = push_quoted(L, reader->first, reader->first_length);
    httpstatus__say_unknown_log(log->format, first, reader->first, reader->first_length, message, sizeof message);
    return fail(L, "cannot read %s: %s", name, message);
  }
  if (reader->is_timed && log->fitting > 0 && reader->times.timed == 0) {
    char message[HTTPSTATUS__MESSAGE_SIZE];
    httpstatus__say_no_times(log->format, message, sizeof message);
    return fail(L, "cannot tell the times of %s: %s", name, message);
  }
  if (reader->has_too_many_times) {
    return fail(L, "too many intervals in %s; pass a longer period as per, or since and until", name);
  }
  if (reader->times.per > 0) {
    push_times(L, &reader->times);
    return 1;
  }
  size_t substatuses = 0;
  for (size_t i = 0; i < HTTPSTATUS_LOG_SUBSTATUSES; i++) {
    substatuses += log->substatuses[i].count > 0;
  }
  struct tally *tally = new_tally(L, substatuses);
  tally->codes = log->tally;
  tally->substatuses_lost = log->substatuses_lost;
  for (size_t i = 0; i < HTTPSTATUS_LOG_SUBSTATUSES; i++) {
    if (log->substatuses[i].count > 0) {
      tally->substatuses[tally->substatus_count++] = log->substatuses[i];
    }
  }
  qsort(tally->substatuses, substatuses, sizeof *tally->substatuses, compare_substatuses);
  return 1;
}

/*
 * read_log(reader, source, buffer)
 * Feeds a source to the end, through a buffer of PIECE bytes. It calls nothing of Lua, so that no error of Lua's can
 * leave the file open.
 */
static void read_log(struct reader *reader, struct source *source, char *buffer) {
  size_t held = 0;
  bool last = false;
  while (!last) {
    size_t room = PORTION < PIECE - held ? PORTION : PIECE - held;
    size_t got = read_source(source, buffer + held, room);
    if (source->error != 0 || source->has_problem || reader->has_too_many_times) {
      return;
    }
    last = got < room;
    held += got;
    size_t used = feed_log(reader, buffer, held, last);
    held -= used;
    memmove(buffer, buffer + used, held);
  }
}

/*
 * fail_file(L, name, error)
 * nil, the message and the number of the error, as Lua's io library has it.
 */
static int fail_file(lua_State *L, const char *name, int error) {
  (void)fail(L, "%s: %s", name, strerror(error));
  lua_pushinteger(L, error);
  return 3;
}

/*
 * tally_source(L, reader, source, name)
 * end_log, or nil and a message where the source has failed.
 */
static int tally_source(lua_State *L, struct reader *reader, const struct source *source, const char *name) {
  if (source->error != 0) {
    return fail_file(L, name, source->error);
  }
  return source->has_problem ? fail(L, "%s: %s", name, source->problem) : end_log(L, reader, name);
}

/*
 * file_of(L, index)
 * The C file behind a handle of Lua's io library, NULL for a closed handle and for every other value.
 */
static FILE *file_of(lua_State *L, int index) {
  FILE *file = NULL;
  if (lua_type(L, index) == LUA_TUSERDATA && lua_getmetatable(L, index)) {
    luaL_getmetatable(L, LUA_FILEHANDLE);
    if (lua_rawequal(L, -1, -2)) {
#if LUA_VERSION_NUM >= 502
      const luaL_Stream *stream = (const luaL_Stream *)lua_touserdata(L, index);
      file = stream->closef != NULL ? stream->f : NULL;
#else
      file = *(FILE **)lua_touserdata(L, index); /* LuaJIT's handle begins with it too */
#endif
    }
    lua_pop(L, 2);
  }
  return file;
}

/*
 * tally_log(path or file, options) -> tally | nil, message, error number
 */
static int tally_of_log(lua_State *L) {
  FILE *file = file_of(L, 1);
  const char *path = NULL, *name = "file";
  size_t length = 0;
  if (file == NULL) {
    if (lua_type(L, 1) != LUA_TSTRING) {
      return refuse_type(L, CALLER, 1, "tally_log", "path or open file");
    }
    path = lua_tolstring(L, 1, &length);
  }
  struct reader *reader = begin_log(L, "tally_log");
  if (path != NULL) {
    name = push_escaped(L, path, length, PATH_SHOWN_MAX);
  }
  struct source *source = (struct source *)new_userdata(L, sizeof *source);
  char *buffer = (char *)new_userdata(L, PIECE);
  if (path != NULL) {
    if (strlen(path) != length) {
      return fail(L, "%s: a path cannot contain NUL", name);
    }
    file = fopen(path, "rb");
    if (file == NULL) {
      return fail_file(L, name, errno);
    }
    setvbuf(file, NULL, _IONBF, 0); /* the pieces are larger than any buffer */
  }
  open_source(source, file, NULL, 0);
  read_log(reader, source, buffer);
  close_source(source);
  if (path == NULL) {
    clearerr(file);
  } else {
    fclose(file);
  }
  return tally_source(L, reader, source, name);
}

/*
 * tally_text(text, options) -> tally | nil, message
 */
static int tally_of_text(lua_State *L) {
  size_t length;
  const char *text = check_text(L, 1, "tally_text", &length);
  struct reader *reader = begin_log(L, "tally_text");
  if (!is_gzip(text, length)) {
    feed_log(reader, text, length, true);
    return end_log(L, reader, "text");
  }
  struct source *source = (struct source *)new_userdata(L, sizeof *source);
  char *buffer = (char *)new_userdata(L, PIECE);
  open_source(source, NULL, text, length);
  read_log(reader, source, buffer);
  close_source(source);
  return tally_source(L, reader, source, "text");
}

/*
 * log_formats() -> array of names
 */
static int log_formats(lua_State *L) {
  check_count(L, 0, "log_formats");
  lua_createtable(L, HTTPSTATUS_LOG_FORMATS, 0);
  for (int i = 0; i < HTTPSTATUS_LOG_FORMATS; i++) {
    lua_pushstring(L, httpstatus_log_format_name(i));
    set_raw(L, -2, (size_t)i + 1);
  }
  return 1;
}

static const luaL_Reg log_functions[] = {
    {"tally_log",   tally_of_log },
    {"tally_text",  tally_of_text},
    {"log_formats", log_formats  },
    {NULL,          NULL         },
};
