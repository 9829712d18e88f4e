// What the kernels for x86-64 with AVX2 share.

#ifndef CSEPTET_AVX2_H
#define CSEPTET_AVX2_H

#include <immintrin.h>
#include <stdint.h>
#include <string.h>

#define AVX2 __attribute__((target(CSEPTET_AVX2_TARGET)))
#define AVX2_INLINE static inline __attribute__((always_inline, target(CSEPTET_AVX2_TARGET)))

// The same sixteen octets in both halves of a vector.
#define TABLE(...) _mm256_broadcastsi128_si256(_mm_setr_epi8(__VA_ARGS__))

// One bit for each of 32 octets: its top bit.
#define MASK(vector) ((uint32_t)_mm256_movemask_epi8(vector))

// The first `count` octets of a vector, 0...16, and zeros behind them.
AVX2_INLINE __m128i load_up_to_16(const uint8_t *octets, intptr_t count) {
    uint64_t low = 0, high = 0;
    if (count == 16) return _mm_loadu_si128((const __m128i *)octets);
    if (count >= 8) {
        // Two loads that overlap; what the second repeats is shifted out, in two steps because
        // nothing may be shifted by 64.
        memcpy(&low, octets, 8);
        memcpy(&high, octets + count - 8, 8);
        high = high >> (8 * (15 - count)) >> 8;
    } else if (count >= 4) {
        uint32_t a, b;
        memcpy(&a, octets, 4);
        memcpy(&b, octets + count - 4, 4);
        low = a | (uint64_t)b << (8 * (count - 4));
    } else if (count > 0) {
        low = octets[0] | (uint64_t)octets[count / 2] << (8 * (count / 2)) |
              (uint64_t)octets[count - 1] << (8 * (count - 1));
    }
    return _mm_set_epi64x((long long)high, (long long)low);
}

// The first `count` octets of a vector, 0...31, and zeros behind them.
AVX2_INLINE __m256i load_up_to_31(const uint8_t *octets, intptr_t count) {
    if (count <= 16) return _mm256_zextsi128_si256(load_up_to_16(octets, count));
    __m128i low = _mm_loadu_si128((const __m128i *)octets);
    __m128i high = load_up_to_16(octets + 16, count - 16);
    return _mm256_set_m128i(high, low);
}

#endif
