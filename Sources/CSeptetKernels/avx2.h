// What the kernels for x86-64 with AVX2 share.

#ifndef CSEPTET_AVX2_H
#define CSEPTET_AVX2_H

#include <immintrin.h>
#include <stdint.h>
#include <string.h>

#define AVX2 __attribute__((target(CSEPTET_AVX2_TARGET)))
#define AVX2_INLINE static inline __attribute__((always_inline, target(CSEPTET_AVX2_TARGET)))

AVX2_INLINE __m256i load_32(const uint8_t *octets) {
    return _mm256_loadu_si256((const __m256i *)octets);
}

// A table of sixteen octets, in both halves of a vector.
AVX2_INLINE __m256i load_table(const uint8_t *entries) {
    return _mm256_broadcastsi128_si256(_mm_load_si128((const __m128i *)entries));
}

// Looks up the low nibble of each octet; octets of which the top bit is set give 0.
AVX2_INLINE __m256i look_up(const uint8_t *entries, __m256i octets) {
    return _mm256_shuffle_epi8(load_table(entries), octets);
}

AVX2_INLINE __m256i low_nibbles(__m256i octets) {
    return _mm256_and_si256(octets, _mm256_set1_epi8(0x0F));
}

AVX2_INLINE __m256i high_nibbles(__m256i octets) {
    return low_nibbles(_mm256_srli_epi16(octets, 4));
}

// The top bit of each of 32 octets.
AVX2_INLINE uint32_t top_bits(__m256i octets) { return (uint32_t)_mm256_movemask_epi8(octets); }

// Copies octets, and writes no others.
AVX2_INLINE void copy_octets(uint8_t *target, const uint8_t *octets, intptr_t count) {
    if (count < 32) {
        memcpy(target, octets, (size_t)count);
        return;
    }
    for (intptr_t done = 0; done < count - 32; done += 32) {
        _mm256_storeu_si256((__m256i *)(target + done), load_32(octets + done));
    }
    // The last 32, of which the loop may have copied some.
    _mm256_storeu_si256((__m256i *)(target + count - 32), load_32(octets + count - 32));
}

// Moves all octets up by some, fewer than 16; the last ones of `before` become the first ones.
//
//     before: ... b16...b31, octets: o0...o15 o16... -> across: b16...b31 o0...o15
#define SHIFT_UP(octets, before, by) \
    _mm256_alignr_epi8((octets), _mm256_permute2x128_si256((before), (octets), 0x21), 16 - (by))

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
        uint32_t first, last;
        memcpy(&first, octets, 4);
        memcpy(&last, octets + count - 4, 4);
        low = first | (uint64_t)last << (8 * (count - 4));
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
    return _mm256_set_m128i(load_up_to_16(octets + 16, count - 16), low);
}

#endif
