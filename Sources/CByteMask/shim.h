// One bit for each of 64 bytes that equals one of four, or of 16 bytes that equals one of three or
// lies below a bound as a signed number (a control character, or any byte beyond ASCII): the
// instruction for it (PMOVMSKB, or a NEON twin) has no counterpart in Swift's SIMD types, whose ways
// around cost a third more.

#ifndef TRAMONTO_BYTE_MASK_H
#define TRAMONTO_BYTE_MASK_H

#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>

static inline uint64_t byte_mask_64(const uint8_t *bytes, uint8_t a, uint8_t b, uint8_t c, uint8_t d) {
  const __m128i va = _mm_set1_epi8((char)a), vb = _mm_set1_epi8((char)b);
  const __m128i vc = _mm_set1_epi8((char)c), vd = _mm_set1_epi8((char)d);
  uint64_t mask = 0;
  for (int part = 0; part < 4; part++) {
    const __m128i v = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
    const __m128i hit = _mm_or_si128(
        _mm_or_si128(_mm_cmpeq_epi8(v, va), _mm_cmpeq_epi8(v, vb)),
        _mm_or_si128(_mm_cmpeq_epi8(v, vc), _mm_cmpeq_epi8(v, vd)));
    mask |= (uint64_t)(uint16_t)_mm_movemask_epi8(hit) << (16 * part);
  }
  return mask;
}

static inline uint32_t byte_mask_16(const uint8_t *bytes, int8_t below, uint8_t a, uint8_t b, uint8_t c) {
  const __m128i v = _mm_loadu_si128((const __m128i *)bytes);
  const __m128i hit = _mm_or_si128(
      _mm_or_si128(_mm_cmplt_epi8(v, _mm_set1_epi8((char)below)), _mm_cmpeq_epi8(v, _mm_set1_epi8((char)a))),
      _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8((char)b)), _mm_cmpeq_epi8(v, _mm_set1_epi8((char)c))));
  return (uint32_t)_mm_movemask_epi8(hit);
}

#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>

static inline uint64_t byte_mask_64(const uint8_t *bytes, uint8_t a, uint8_t b, uint8_t c, uint8_t d) {
  const uint8x16_t va = vdupq_n_u8(a), vb = vdupq_n_u8(b), vc = vdupq_n_u8(c), vd = vdupq_n_u8(d);
  const uint8x16_t bits = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  uint8x16_t hit[4];
  for (int part = 0; part < 4; part++) {
    const uint8x16_t v = vld1q_u8(bytes + 16 * part);
    hit[part] = vandq_u8(
        vorrq_u8(vorrq_u8(vceqq_u8(v, va), vceqq_u8(v, vb)),
                 vorrq_u8(vceqq_u8(v, vc), vceqq_u8(v, vd))),
        bits);
  }
  uint8x16_t sum = vpaddq_u8(vpaddq_u8(hit[0], hit[1]), vpaddq_u8(hit[2], hit[3]));
  sum = vpaddq_u8(sum, sum);
  return vgetq_lane_u64(vreinterpretq_u64_u8(sum), 0);
}

static inline uint32_t byte_mask_16(const uint8_t *bytes, int8_t below, uint8_t a, uint8_t b, uint8_t c) {
  const uint8x16_t bits = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const uint8x16_t v = vld1q_u8(bytes);
  const uint8x16_t hit = vorrq_u8(
      vorrq_u8(vcltq_s8(vreinterpretq_s8_u8(v), vdupq_n_s8(below)), vceqq_u8(v, vdupq_n_u8(a))),
      vorrq_u8(vceqq_u8(v, vdupq_n_u8(b)), vceqq_u8(v, vdupq_n_u8(c))));
  const uint8x16_t kept = vandq_u8(hit, bits);
  return (uint32_t)vaddv_u8(vget_low_u8(kept)) | (uint32_t)vaddv_u8(vget_high_u8(kept)) << 8;
}

#else

static inline uint64_t byte_mask_64(const uint8_t *bytes, uint8_t a, uint8_t b, uint8_t c, uint8_t d) {
  uint64_t mask = 0;
  for (int index = 0; index < 64; index++) {
    const uint8_t v = bytes[index];
    mask |= (uint64_t)(v == a || v == b || v == c || v == d) << index;
  }
  return mask;
}

static inline uint32_t byte_mask_16(const uint8_t *bytes, int8_t below, uint8_t a, uint8_t b, uint8_t c) {
  uint32_t mask = 0;
  for (int index = 0; index < 16; index++) {
    const uint8_t v = bytes[index];
    mask |= (uint32_t)((int8_t)v < below || v == a || v == b || v == c) << index;
  }
  return mask;
}

#endif

#endif
