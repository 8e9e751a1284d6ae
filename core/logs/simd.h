/* Which instructions every machine of this kind has: SSE2 is part of every x86-64, and NEON of every arm64. */
#ifndef HTTPSTATUS_LOGS_SIMD_H
#define HTTPSTATUS_LOGS_SIMD_H

#include <stddef.h>
#include <stdint.h>

#if defined(HTTPSTATUS_PLAIN_C)
#elif defined(__SSE2__) || defined(_M_X64)
#define HTTPSTATUS_SSE2 1
#include <emmintrin.h>
#if defined(__GNUC__) && !defined(__clang__)
#define HTTPSTATUS_WIDER 1
#include <immintrin.h>
#endif
#elif defined(__aarch64__) && (defined(__GNUC__) || defined(__clang__))
#define HTTPSTATUS_NEON 1
#include <arm_neon.h>
#endif

static inline int httpstatus__lowest_bit(uint64_t mask) {
#if defined(__GNUC__)
  return __builtin_ctzll(mask);
#else
  int bit = 0;
  for (; (mask & 1) == 0; mask >>= 1) {
    bit++;
  }
  return bit;
#endif
}

/* Where a byte is first found, or end. For distances at which a call of memchr costs more than the search. */
static inline const char *httpstatus__find_byte(const char *at, const char *end, char wanted) {
#if defined(HTTPSTATUS_SSE2)
  const __m128i all = _mm_set1_epi8(wanted);
  for (; end - at >= 16; at += 16) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
    unsigned mask = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, all));
    if (mask != 0) {
      return at + httpstatus__lowest_bit(mask);
    }
  }
#elif defined(HTTPSTATUS_NEON)
  const uint8x16_t all = vdupq_n_u8((uint8_t)wanted);
  for (; end - at >= 16; at += 16) {
    /* Four bits of each byte are left. */
    uint16x8_t equal = vreinterpretq_u16_u8(vceqq_u8(vld1q_u8((const uint8_t *)at), all));
    uint64_t mask = vget_lane_u64(vreinterpret_u64_u8(vshrn_n_u16(equal, 4)), 0);
    if (mask != 0) {
      return at + httpstatus__lowest_bit(mask) / 4;
    }
  }
#endif
  while (at < end && *at != wanted) {
    at++;
  }
  return at;
}

/*
 * Copies bytes up to one that is wanted, or to end, and returns how many. The buffer has room for all bytes up to end,
 * which may be written over.
 */
static inline size_t httpstatus__copy_to(const char *at, const char *end, char wanted, char *buffer) {
  const char *from = at;
#if defined(HTTPSTATUS_SSE2)
  const __m128i all = _mm_set1_epi8(wanted);
  for (; end - at >= 16; at += 16) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
    unsigned mask = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, all));
    _mm_storeu_si128((__m128i *)(void *)(buffer + (at - from)), bytes);
    if (mask != 0) {
      return (size_t)(at - from) + (size_t)httpstatus__lowest_bit(mask);
    }
  }
#endif
  for (; at < end && *at != wanted; at++) {
    buffer[at - from] = *at;
  }
  return (size_t)(at - from);
}

#endif
