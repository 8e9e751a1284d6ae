/*
 * The header and the trailer of a member are read here, by RFC 1952; zlib inflates what is between them in one call,
 * and knows nothing of gzip. The words for what is broken are zlib's, which the binding hands on.
 */
#include "gzip_oracle.h"

#define ZLIB_CONST
#include <zlib.h>

enum { NAMES_FLAG = 0x18, EXTRA_FLAG = 4, CHECKSUM_FLAG = 2, FUTURE_FLAGS = 0xe0 };

/* ---- Undone ---- */

#define CUT_OFF "the gzip data is truncated"
#define BROKEN "the gzip data is corrupt: "

static unsigned long little_endian(struct slice bytes) {
  unsigned long number = 0;
  for (size_t i = bytes.length; i > 0; i--) {
    number = number << 8 | (unsigned char)bytes.at[i - 1];
  }
  return number;
}

static unsigned long checksum(struct slice bytes) {
  return crc32(0, (const unsigned char *)bytes.at, (unsigned)bytes.length);
}

/* Takes bytes off the beginning; false where there are not so many. */
static bool take(struct slice *rest, size_t length, struct slice *taken) {
  if (rest->length < length) {
    return false;
  }
  taken->at = rest->at;
  taken->length = length;
  rest->at += length;
  rest->length -= length;
  return true;
}

/* Takes the header of a member off; returns what is wrong with it, or NULL. */
static const char *take_header(struct slice *rest) {
  struct slice all = *rest, magic, bytes, text;
  if (!take(rest, 2, &magic)) {
    return CUT_OFF;
  }
  if (little_endian(magic) != 0x8b1f) {
    return BROKEN "incorrect header check";
  }
  if (!take(rest, 2, &bytes)) {
    return CUT_OFF;
  }
  unsigned flags = (unsigned char)bytes.at[1];
  if (bytes.at[0] != 8) {
    return BROKEN "unknown compression method";
  }
  if ((flags & FUTURE_FLAGS) != 0) {
    return BROKEN "unknown header flags set";
  }
  if (!take(rest, 6, &bytes)) {
    return CUT_OFF;
  }
  if ((flags & EXTRA_FLAG) != 0 && (!take(rest, 2, &bytes) || !take(rest, little_endian(bytes), &text))) {
    return CUT_OFF;
  }
  for (unsigned flag = 8; (flag & NAMES_FLAG) != 0; flag <<= 1) {
    if ((flags & flag) != 0 && !cut(*rest, '\0', &text, rest)) {
      return CUT_OFF;
    }
  }
  all.length -= rest->length;
  if ((flags & CHECKSUM_FLAG) != 0) {
    if (!take(rest, 2, &bytes)) {
      return CUT_OFF;
    }
    if (little_endian(bytes) != (checksum(all) & 0xffff)) {
      return BROKEN "header crc mismatch";
    }
  }
  return NULL;
}

/* Inflates what is behind the header into some room; returns what is wrong, or NULL. */
static const char *take_content(struct slice *rest, char *to, size_t room, struct slice *content) {
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  CHECK(inflateInit2(&stream, -MAX_WBITS) == Z_OK);
  stream.next_in = (const unsigned char *)rest->at;
  stream.avail_in = (unsigned)rest->length;
  stream.next_out = (unsigned char *)to;
  stream.avail_out = (unsigned)room;
  int result = inflate(&stream, Z_FINISH);
  CHECK(stream.avail_out > 0);
  content->at = to;
  content->length = room - stream.avail_out;
  rest->at += rest->length - stream.avail_in;
  rest->length = stream.avail_in;
  static char broken[100];
  snprintf(broken, sizeof broken, BROKEN "%s", result == Z_DATA_ERROR ? stream.msg : "");
  CHECK(inflateEnd(&stream) == Z_OK);
  return result == Z_STREAM_END ? NULL : result == Z_DATA_ERROR ? broken : CUT_OFF;
}

/* Takes the trailer of a member off; returns what is wrong with it, or NULL. */
static const char *take_trailer(struct slice *rest, struct slice content) {
  struct slice bytes;
  if (!take(rest, 4, &bytes)) {
    return CUT_OFF;
  }
  if (little_endian(bytes) != checksum(content)) {
    return BROKEN "incorrect data check";
  }
  if (!take(rest, 4, &bytes)) {
    return CUT_OFF;
  }
  return little_endian(bytes) == content.length ? NULL : BROKEN "incorrect length check";
}

void unpack(struct slice packed, struct unpacked *unpacked) {
  static char *memory;
  static size_t size;
  size_t needed = packed.length * 1040 + 1024; /* deflate makes nothing smaller than by 1032 */
  unpacked->text = packed;
  unpacked->problem[0] = '\0';
  if (packed.length < 2 || packed.at[0] != '\x1f' || packed.at[1] != '\x8b') {
    return;
  }
  if (size < needed) {
    size = needed;
    memory = (char *)realloc(memory, size);
    CHECK(memory != NULL);
  }
  const char *problem = NULL;
  size_t length = 0;
  while (packed.length > 0 && problem == NULL) {
    struct slice content = {memory + length, 0};
    problem = take_header(&packed);
    problem = problem != NULL ? problem : take_content(&packed, memory + length, size - length, &content);
    problem = problem != NULL ? problem : take_trailer(&packed, content);
    length += content.length;
    while (problem == NULL && packed.length > 0 && packed.at[0] == '\0') {
      packed.at++;
      packed.length--;
    }
  }
  unpacked->text.at = memory;
  unpacked->text.length = length;
  snprintf(unpacked->problem, sizeof unpacked->problem, "%s", problem != NULL ? problem : "");
}

/* ---- To be undone ---- */

enum { DAMAGES = 3, ALL_FIELDS = 4, ZEROS_BETWEEN = 8, STRATEGY = 0x30, AS_IT_IS = 0x80 }; /* of the first byte */

static size_t add_member(char *to, size_t room, struct slice content, int level, unsigned choice) {
  static unsigned char extra[] = "ab\2\0cd", name[] = "access.log", comment[] = "\xff";
  gz_header header;
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  memset(&header, 0, sizeof header);
  header.extra = extra;
  header.extra_len = sizeof extra - 1;
  header.name = name;
  header.comment = comment;
  header.hcrc = 1;
  /* A small window and little memory take least time, and are undone as all others are. */
  CHECK(deflateInit2(&stream, level, Z_DEFLATED, 16 + 10, 1, (int)((choice & STRATEGY) >> 4)) == Z_OK);
  CHECK((choice & ALL_FIELDS) == 0 || deflateSetHeader(&stream, &header) == Z_OK);
  stream.next_in = (const unsigned char *)content.at;
  stream.avail_in = (unsigned)content.length;
  stream.next_out = (unsigned char *)to;
  stream.avail_out = (unsigned)room;
  CHECK(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  CHECK(deflateEnd(&stream) == Z_OK);
  return room - stream.avail_out;
}

/* Changes bytes, or cuts the rest off. */
static size_t damage(char *bytes, size_t length, struct slice changes) {
  for (size_t i = 0; i + 3 <= changes.length && length > 0; i += 3) {
    size_t place = ((size_t)(unsigned char)changes.at[i] << 8 | (unsigned char)changes.at[i + 1]) % length;
    if (changes.at[i + 2] == '\0') {
      length = place;
    } else {
      bytes[place] = (char)(bytes[place] ^ changes.at[i + 2]);
    }
  }
  return length;
}

struct slice pack(struct slice input) {
  struct slice rest = input, first = {"", 1}, changes = {NULL, 0}, packed;
  take(&rest, 1, &first);
  unsigned choice = (unsigned char)first.at[0];
  size_t room = 2 * input.length + 1024, length = 0;
  char *bytes = (char *)malloc(room);
  CHECK(bytes != NULL);
  if ((choice & AS_IT_IS) != 0) {
    length = rest.length;
    memcpy(bytes, rest.at, length);
  } else {
    take(&rest, choice & DAMAGES ? 3 * (choice & DAMAGES) : 0, &changes);
    struct slice half = {rest.at, rest.length / 2}, other = {rest.at + half.length, rest.length - half.length};
    length = add_member(bytes, room, half, Z_BEST_COMPRESSION, choice);
    memset(bytes + length, '\0', 5);
    length += (choice & ZEROS_BETWEEN) != 0 ? 5 : 0;
    length += add_member(bytes + length, room - length, other, Z_NO_COMPRESSION, choice);
    length = damage(bytes, length, changes);
  }
  packed.at = (char *)malloc(length + (length == 0));
  packed.length = length;
  CHECK(packed.at != NULL);
  memcpy((void *)(uintptr_t)packed.at, bytes, length);
  free(bytes);
  return packed;
}
