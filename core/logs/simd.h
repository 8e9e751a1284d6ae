/* Which instructions every machine of this kind has: SSE2 is part of every x86-64, and NEON of every arm64. */
#ifndef HTTPSTATUS_LOGS_SIMD_H
#define HTTPSTATUS_LOGS_SIMD_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

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
#elif defined(__wasm_simd128__)
#define HTTPSTATUS_WASM_SIMD 1
#include <wasm_simd128.h>
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

#if defined(HTTPSTATUS_SSE2) || defined(HTTPSTATUS_NEON)
#define HTTPSTATUS_BY_16 1

/* Bits for 16 bytes, PER_BYTE of them from one byte to the next: the lowest one is set where the byte is wanted. */
#if defined(HTTPSTATUS_SSE2)
enum { PER_BYTE = 1 };

static inline uint64_t httpstatus__equal_16(const char *at, char wanted) {
  __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
  return (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(wanted)));
}
#else
enum { PER_BYTE = 4 };

static inline uint64_t httpstatus__equal_16(const char *at, char wanted) {
  uint8x16_t equal = vceqq_u8(vld1q_u8((const uint8_t *)at), vdupq_n_u8((uint8_t)wanted));
  uint8x8_t halves = vshrn_n_u16(vreinterpretq_u16_u8(equal), 4);
  return vget_lane_u64(vreinterpret_u64_u8(halves), 0) & UINT64_C(0x1111111111111111);
}
#endif
#endif

/* Where a byte is first found, or end. For distances at which a call of memchr costs more than the search. */
static inline const char *httpstatus__find_byte(const char *at, const char *end, char wanted) {
#if HTTPSTATUS_BY_16
  for (; end - at >= 16; at += 16) {
    uint64_t mask = httpstatus__equal_16(at, wanted);
    if (mask != 0) {
      return at + httpstatus__lowest_bit(mask) / PER_BYTE;
    }
  }
#endif
  while (at < end && *at != wanted) {
    at++;
  }
  return at;
}

/* Where a text of one byte or more is first found, or NULL: where its first byte and its last one are, it may be. */
static inline const char *httpstatus__find_text(const char *at, const char *end, const char *text, size_t length) {
  if (end - at < (ptrdiff_t)length) {
    return NULL;
  }
  const char *last = end - length + 1;
#if HTTPSTATUS_BY_16
  for (; last - at >= 16; at += 16) {
    uint64_t mask = httpstatus__equal_16(at, text[0]) & httpstatus__equal_16(at + length - 1, text[length - 1]);
    for (; mask != 0; mask &= mask - 1) {
      const char *found = at + httpstatus__lowest_bit(mask) / PER_BYTE;
      if (length <= 2 || memcmp(found, text, length) == 0) {
        return found;
      }
    }
  }
#endif
  for (; at < last; at++) {
    if (*at == *text && memcmp(at, text, length) == 0) {
      return at;
    }
  }
  return NULL;
}

/*
 * Copies bytes up to one that is wanted, or to end, and returns how many. The buffer may be the same memory as the
 * text, if it begins at the text or before it.
 */
static inline size_t httpstatus__copy_to(const char *at, const char *end, char wanted, char *buffer) {
  const char *from = at;
#if HTTPSTATUS_BY_16
  for (; end - at >= 16; at += 16) {
    if (httpstatus__equal_16(at, wanted) != 0) {
      break;
    }
    memmove(buffer + (at - from), at, 16);
  }
#endif
  for (; at < end && *at != wanted; at++) {
    buffer[at - from] = *at;
  }
  return (size_t)(at - from);
}

#endif
