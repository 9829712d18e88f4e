// Finding three octets with AVX2: 64 octets at a time. In pseudo-code:
//
//     for each octet:
//         when it is one of the three: write its position
//
// Positions are written four at a time, as many as most words have, and those behind the last are
// written again by what follows. So the branch is nearly always predicted.

#include "kernels.h"

#if CSEPTET_X86_64

#include "avx2.h"

AVX2_INLINE uint32_t any_of_three(const uint8_t *octets, __m256i first, __m256i second,
                                  __m256i third) {
    // In bounds: the caller has 32 octets or more left.
    __m256i vector = _mm256_loadu_si256((const __m256i *)octets);
    return top_bits(_mm256_or_si256(
        _mm256_or_si256(_mm256_cmpeq_epi8(vector, first), _mm256_cmpeq_epi8(vector, second)),
        _mm256_cmpeq_epi8(vector, third)));
}

// Writes the places of the bits of a mask; up to three positions more are overwritten.
AVX2_INLINE intptr_t write_positions(uint64_t mask, uint32_t offset, uint32_t *positions) {
    intptr_t count = (intptr_t)_mm_popcnt_u64(mask);
    for (intptr_t written = 0; written < count; written += 4) {
        for (int next = 0; next < 4; next++) {
            // In bounds: behind no more positions than octets there are those that are slack.
            positions[written + next] = offset + (uint32_t)_tzcnt_u64(mask);
            mask = _blsr_u64(mask);
        }
    }
    return count;
}

AVX2 intptr_t cseptet_avx2_find(const uint8_t *octets, intptr_t octetCount, uint8_t first,
                                uint8_t second, uint8_t third, uint32_t *positions) {
    __m256i a = _mm256_set1_epi8((char)first);
    __m256i b = _mm256_set1_epi8((char)second);
    __m256i c = _mm256_set1_epi8((char)third);
    intptr_t count = 0, offset = 0;
    for (; octetCount - offset >= 64; offset += 64) {
        uint64_t mask = any_of_three(octets + offset, a, b, c) |
                        (uint64_t)any_of_three(octets + offset + 32, a, b, c) << 32;
        count += write_positions(mask, (uint32_t)offset, positions + count);
    }
    for (; offset < octetCount; offset++) {
        uint8_t octet = octets[offset];
        if (octet == first || octet == second || octet == third) {
            positions[count++] = (uint32_t)offset;
        }
    }
    return count;
}

#endif
