/* Arrays of integers, counted one by one. The first byte says how wide they are, whether signed, and where they lie. */
#include "fuzz.h"

static void count(httpstatus_tally *tally, const unsigned char *at, size_t width, bool is_signed) {
  int64_t value = 0;
  uint64_t unsigned_value = 0;
#define READ(type, unsigned_type)                \
  do {                                           \
    type number;                                 \
    unsigned_type unsigned_number;               \
    memcpy(&number, at, sizeof number);          \
    memcpy(&unsigned_number, at, sizeof number); \
    value = number;                              \
    unsigned_value = unsigned_number;            \
  } while (0)
  switch (width) {
    case 1:
      READ(int8_t, uint8_t);
      break;
    case 2:
      READ(int16_t, uint16_t);
      break;
    case 4:
      READ(int32_t, uint32_t);
      break;
    default:
      READ(int64_t, uint64_t);
      break;
  }
  bool in_range = is_signed ? value >= 0 && value <= 999 : unsigned_value <= 999;
  if (in_range) {
    tally->counts[unsigned_value]++;
  } else {
    tally->skipped++;
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static httpstatus_tally tally, expected, twice;
  static const httpstatus_tally empty;
  if (size == 0) {
    return 0;
  }
  size_t width = (size_t)1 << (data[0] & 3), shift = (size_t)(data[0] >> 3) % 8;
  bool is_signed = (data[0] & 4) != 0;
  size_t length = (size - 1) / width;
  unsigned char *values = (unsigned char *)malloc(shift + length * width + 1); /* unaligned, if the shift says so */
  CHECK(values != NULL);
  if (length > 0) {
    memcpy(values + shift, data + 1, length * width);
  }
  tally = expected = empty;
  CHECK(httpstatus_tally_integers(&tally, values + shift, length, width, is_signed));
  for (size_t i = 0; i < length; i++) {
    count(&expected, values + shift + i * width, width, is_signed);
  }
  free(values);
  CHECK(memcmp(&tally, &expected, sizeof tally) == 0);
  CHECK(httpstatus_tally_total(&tally) + tally.skipped == length);

  uint64_t total = 0;
  for (int status_class = 0; status_class <= 5; status_class++) {
    httpstatus_set set = {{0}};
    uint64_t members = 0;
    for (int code = 0; code <= HTTPSTATUS_SET_MAX; code++) {
      if (httpstatus_status_class(code) == status_class) {
        members += expected.counts[code];
        httpstatus_set_add(&set, code);
      }
    }
    CHECK(httpstatus_tally_class(&tally, status_class) == members);
    CHECK(httpstatus_tally_set(&tally, &set) == members);
    total += members;
  }
  CHECK(total == httpstatus_tally_total(&tally));

  twice = tally;
  httpstatus_tally_merge(&twice, &tally);
  for (int code = 0; code <= HTTPSTATUS_SET_MAX; code++) {
    CHECK(twice.counts[code] == 2 * tally.counts[code]);
  }
  CHECK(twice.skipped == 2 * tally.skipped);
  CHECK(!httpstatus_tally_integers(&twice, data, 1, data[0] % 8 == 0 ? 16 : 3, false));
  return 0;
}
