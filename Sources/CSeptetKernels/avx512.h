// What the kernels for x86-64 with AVX-512 share.

#ifndef CSEPTET_AVX512_H
#define CSEPTET_AVX512_H

#include <immintrin.h>
#include <stdint.h>

#define AVX512 __attribute__((target(CSEPTET_AVX512_TARGET)))
#define AVX512_INLINE static inline __attribute__((always_inline, target(CSEPTET_AVX512_TARGET)))

// The lowest `count` bits; all of them for 64...255.
#define LOW_BITS(count) _bzhi_u64(~0ULL, (unsigned)(count))

// One bit for each of the octets that are left, up to 64 of them.
AVX512_INLINE __mmask64 mask_of_rest(intptr_t rest) { return LOW_BITS(rest < 64 ? rest : 64); }

// Reads only the octets that the mask marks; zeros stand for the others.
AVX512_INLINE __m512i load_masked(const uint8_t *octets, __mmask64 mask) {
    return _mm512_maskz_loadu_epi8(mask, octets);
}

// What a step takes at once: all of nearly any message, so that no branch depends on its length.
enum { BLOCKS = 3, STEP = 64 * BLOCKS };

typedef struct {
    __m512i block[BLOCKS];
} Step;

// Reads up to STEP octets of the `left` ones that there are, none outside them; `filler` stands for
// the others.
AVX512_INLINE Step load_step(const uint8_t *octets, intptr_t left, char filler) {
    Step step;
    intptr_t rest = left < STEP ? left : STEP;
    for (int index = 0; index < BLOCKS; index++, rest -= 64) {
        __mmask64 there = LOW_BITS(rest > 0 ? rest : 0);
        // As a number: a block behind the end, or no text at all, has no pointer of its own.
        uintptr_t address = (uintptr_t)octets + 64 * (uintptr_t)index;
        step.block[index] =
            _mm512_mask_loadu_epi8(_mm512_set1_epi8(filler), there, (const void *)address);
    }
    return step;
}

// 64 octets of a table.
#define LOAD(octets) _mm512_loadu_si512((const void *)(octets))

// The 128 entries of a table, looked up by the low seven bits of each octet.
typedef struct {
    __m512i low, high;
} Table128;

AVX512_INLINE Table128 load_table_128(const uint8_t *entries) {
    return (Table128){LOAD(entries), LOAD(entries + 64)};
}

AVX512_INLINE __mmask64 equal(__m512i octets, int octet) {
    return _mm512_cmpeq_epi8_mask(octets, _mm512_set1_epi8((char)octet));
}

AVX512_INLINE __m512i look_up_128(Table128 table, __m512i octets) {
    return _mm512_permutex2var_epi8(table.low, octets, table.high);
}

// Moves all octets up by one; the last octet of `before` becomes the first one.
AVX512_INLINE __m512i shift_up_by_one(__m512i octets, __m512i before) {
    // before: ... b48...b63, octets: o0...o15 o16... -> b48...b63 o0...o15 ..., by quarters
    __m512i quarters = _mm512_alignr_epi64(octets, before, 6);
    return _mm512_alignr_epi8(octets, quarters, 15);
}

// For each octet its index.
#define INDEX_OF_ITSELF                                                                     \
    _mm512_set_epi64(0x3F3E3D3C3B3A3938, 0x3736353433323130, 0x2F2E2D2C2B2A2928,            \
                     0x2726252423222120, 0x1F1E1D1C1B1A1918, 0x1716151413121110,            \
                     0x0F0E0D0C0B0A0908, 0x0706050403020100)

// For each octet the index of the one before it; 63 for the first.
#define INDEX_OF_BEFORE                                                                     \
    _mm512_set_epi64(0x3E3D3C3B3A393837, 0x363534333231302F, 0x2E2D2C2B2A292827,            \
                     0x262524232221201F, 0x1E1D1C1B1A191817, 0x161514131211100F,            \
                     0x0E0D0C0B0A090807, 0x060504030201003F)

// Takes the first 32 octets of two vectors in turn; 0x20 more in each takes the other 32.
#define INTERLEAVE_FIRST                                                                    \
    _mm512_set_epi64(0x5F1F5E1E5D1D5C1C, 0x5B1B5A1A59195818, 0x5717561655155414,            \
                     0x5313521251115010, 0x4F0F4E0E4D0D4C0C, 0x4B0B4A0A49094808,            \
                     0x4707460645054404, 0x4303420241014000)

#endif
