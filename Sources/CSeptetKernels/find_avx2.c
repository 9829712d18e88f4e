// Finding octets with AVX2, first three of them: 64 octets at a time. In pseudo-code:
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

// All ones for the octets that lie in a range.
AVX2_INLINE __m256i within(__m256i octets, int first, int last) {
    __m256i above = _mm256_sub_epi8(octets, _mm256_set1_epi8((char)first));
    __m256i most = _mm256_set1_epi8((char)(last - first));
    return _mm256_cmpeq_epi8(_mm256_min_epu8(above, most), above);
}

AVX2_INLINE __m256i equal(__m256i octets, int octet) {
    return _mm256_cmpeq_epi8(octets, _mm256_set1_epi8((char)octet));
}

// The signs in 32 octets, behind which two more can be read.
AVX2_INLINE uint32_t signs_in(const uint8_t *octets) {
    __m256i block = load_32(octets);
    __m256i ands = equal(block, '&'), slashes = equal(block, '\\');
    __m256i returns = equal(block, '\r');
    // Whether there is C3 is practically random, so what stands two further on is asked for as well.
    __m256i letters =
        _mm256_and_si256(equal(block, 0xC3), within(load_32(octets + 2), 0xC2, 0xFF));
    __m256i any = _mm256_or_si256(_mm256_or_si256(ands, slashes),
                                  _mm256_or_si256(returns, letters));
    if (_mm256_testz_si256(any, any)) return 0;
    __m256i next = load_32(octets + 1);
    __m256i names = _mm256_or_si256(
        within(_mm256_or_si256(next, _mm256_set1_epi8(0x20)), 'a', 'z'), equal(next, '#'));
    __m256i escapes =
        _mm256_or_si256(_mm256_or_si256(equal(next, 'n'), equal(next, 'r')), equal(next, 't'));
    __m256i misread = _mm256_or_si256(
        _mm256_or_si256(within(next, 0x82, 0x85), within(next, 0x8E, 0x91)),
        _mm256_or_si256(within(next, 0xA2, 0xA3), equal(next, 0xB0)));
    return (_mm256_testz_si256(ands, names) ? 0u : CSEPTET_SIGN_ENTITY) |
           (_mm256_testz_si256(letters, misread) ? 0u : CSEPTET_SIGN_MISREAD) |
           (_mm256_testz_si256(slashes, escapes) ? 0u : CSEPTET_SIGN_ESCAPE) |
           (_mm256_testz_si256(returns, equal(next, '\n')) ? 0u : CSEPTET_SIGN_RETURN) |
           (_mm256_testz_si256(letters, within(next, 0x82, 0xB4)) ? 0u : CSEPTET_SIGN_TWO_LETTERS);
}

AVX2 uint32_t cseptet_avx2_signs(const uint8_t *octets, intptr_t octetCount) {
    uint32_t signs = 0;
    for (; octetCount >= 34; octets += 32, octetCount -= 32) signs |= signs_in(octets);
    // Fewer than 34 are left; zeros stand behind them, which mean nothing.
    uint8_t rest[34 + 32] = {0};
    if (octetCount > 0) memcpy(rest, octets, (size_t)octetCount);
    return signs | signs_in(rest) | (octetCount > 32 ? signs_in(rest + 32) : 0);
}

#endif
