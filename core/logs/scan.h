/*
 * Bytes in blocks of 64: a bit for each byte that is wanted. fast.c includes this once for what every machine has, and
 * once for AVX2: SSE2 is part of every x86-64, NEON of every arm64, and WebAssembly has vectors if it is compiled with
 * -msimd128; elsewhere eight bytes are compared at a time. All give the same answers.
 */
#if HTTPSTATUS_AVX2

struct block64 {
  __m256i part[2];
};

static inline struct block64 load_block(const char *at) {
  struct block64 block;
  for (int i = 0; i < 2; i++) {
    block.part[i] = _mm256_loadu_si256((const __m256i *)(const void *)(at + 32 * i));
  }
  return block;
}

static inline uint64_t block_equal(struct block64 block, char wanted) {
  __m256i all = _mm256_set1_epi8(wanted);
  uint32_t low = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(block.part[0], all));
  uint32_t high = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(block.part[1], all));
  return low | (uint64_t)high << 32;
}

/* With the bit of lower case set in each byte. */
static inline struct block64 block_lowered(struct block64 block) {
  __m256i bit = _mm256_set1_epi8(0x20);
  for (int i = 0; i < 2; i++) {
    block.part[i] = _mm256_or_si256(block.part[i], bit);
  }
  return block;
}

#elif HTTPSTATUS_SSE2

struct block64 {
  __m128i part[4];
};

static inline struct block64 load_block(const char *at) {
  const __m128i *parts = (const __m128i *)(const void *)at;
  struct block64 block = {
      {_mm_loadu_si128(parts), _mm_loadu_si128(parts + 1), _mm_loadu_si128(parts + 2), _mm_loadu_si128(parts + 3)}
  };
  return block;
}

static inline uint64_t join_masks(__m128i a, __m128i b, __m128i c, __m128i d) {
  uint64_t low = (uint64_t)(uint32_t)_mm_movemask_epi8(a) | (uint64_t)(uint32_t)_mm_movemask_epi8(b) << 16;
  uint64_t high = (uint64_t)(uint32_t)_mm_movemask_epi8(c) | (uint64_t)(uint32_t)_mm_movemask_epi8(d) << 16;
  return low | high << 32;
}

static inline uint64_t block_equal(struct block64 block, char wanted) {
  __m128i all = _mm_set1_epi8(wanted);
  return join_masks(_mm_cmpeq_epi8(block.part[0], all), _mm_cmpeq_epi8(block.part[1], all),
                    _mm_cmpeq_epi8(block.part[2], all), _mm_cmpeq_epi8(block.part[3], all));
}

/* With the bit of lower case set in each byte. */
static inline struct block64 block_lowered(struct block64 block) {
  __m128i bit = _mm_set1_epi8(0x20);
  for (int i = 0; i < 4; i++) {
    block.part[i] = _mm_or_si128(block.part[i], bit);
  }
  return block;
}

#elif HTTPSTATUS_NEON

struct block64 {
  uint8x16_t part[4];
};

static inline struct block64 load_block(const char *at) {
  struct block64 block;
  for (int i = 0; i < 4; i++) {
    block.part[i] = vld1q_u8((const uint8_t *)at + (ptrdiff_t)16 * i);
  }
  return block;
}

static inline uint64_t block_equal(struct block64 block, char wanted) {
  static const uint8_t bits[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  uint8x16_t all = vdupq_n_u8((uint8_t)wanted), bit = vld1q_u8(bits);
  uint8x16_t a = vandq_u8(vceqq_u8(block.part[0], all), bit), b = vandq_u8(vceqq_u8(block.part[1], all), bit);
  uint8x16_t c = vandq_u8(vceqq_u8(block.part[2], all), bit), d = vandq_u8(vceqq_u8(block.part[3], all), bit);
  uint8x16_t sum = vpaddq_u8(vpaddq_u8(a, b), vpaddq_u8(c, d));
  return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(sum, sum)), 0);
}

static inline struct block64 block_lowered(struct block64 block) {
  for (int i = 0; i < 4; i++) {
    block.part[i] = vorrq_u8(block.part[i], vdupq_n_u8(0x20));
  }
  return block;
}

#elif HTTPSTATUS_WASM_SIMD

struct block64 {
  v128_t part[4];
};

static inline struct block64 load_block(const char *at) {
  struct block64 block;
  for (int i = 0; i < 4; i++) {
    block.part[i] = wasm_v128_load(at + (ptrdiff_t)16 * i);
  }
  return block;
}

static inline uint64_t block_equal(struct block64 block, char wanted) {
  v128_t all = wasm_i8x16_splat((int8_t)wanted);
  uint64_t mask = 0;
  for (int i = 0; i < 4; i++) {
    mask |= (uint64_t)wasm_i8x16_bitmask(wasm_i8x16_eq(block.part[i], all)) << 16 * i;
  }
  return mask;
}

static inline struct block64 block_lowered(struct block64 block) {
  for (int i = 0; i < 4; i++) {
    block.part[i] = wasm_v128_or(block.part[i], wasm_i8x16_splat(0x20));
  }
  return block;
}

#else

struct block64 {
  uint64_t part[8];
};

static inline struct block64 load_block(const char *at) {
  struct block64 block;
  for (int i = 0; i < 8; i++) { /* the first byte is the lowest one, on every machine */
    const unsigned char *bytes = (const unsigned char *)at + 8 * i;
    block.part[i] = 0;
    for (int j = 0; j < 8; j++) {
      block.part[i] |= (uint64_t)bytes[j] << 8 * j;
    }
  }
  return block;
}

static inline uint64_t block_equal(struct block64 block, char wanted) {
  const uint64_t ones = UINT64_C(0x0101010101010101), low = UINT64_C(0x7f7f7f7f7f7f7f7f);
  uint64_t mask = 0;
  for (int i = 0; i < 8; i++) {
    uint64_t differs = block.part[i] ^ ones * (unsigned char)wanted;
    uint64_t zero = ~(((differs & low) + low) | differs | low); /* the high bit of each byte that is equal */
    mask |= ((zero >> 7) * UINT64_C(0x0102040810204080) >> 56) << 8 * i;
  }
  return mask;
}

static inline struct block64 block_lowered(struct block64 block) {
  for (int i = 0; i < 8; i++) {
    block.part[i] |= UINT64_C(0x2020202020202020);
  }
  return block;
}

#endif

static inline int count_bits(uint64_t mask) {
#if defined(__POPCNT__) || defined(__aarch64__)
  return __builtin_popcountll(mask);
#else
  mask -= mask >> 1 & UINT64_C(0x5555555555555555);
  mask = (mask & UINT64_C(0x3333333333333333)) + (mask >> 2 & UINT64_C(0x3333333333333333));
  mask = (mask + (mask >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
  return (int)(mask * UINT64_C(0x0101010101010101) >> 56);
#endif
}
