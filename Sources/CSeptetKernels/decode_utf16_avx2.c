// UTF-16, most significant octet first, into UTF-8 with AVX2: eight units at a time.
//
//     while there are units:
//         load eight; those before the first surrogate are taken
//         when all are ASCII: store them at once
//         when all have two octets at most: make both of each in its 16 bits, and what to keep
//         otherwise: make the three of each in 32 bits, and what to keep
//         drop the places without an octet, eight at a time with pext; store
//         take a surrogate, which is rare, by itself or with its partner
//
// The octets of a unit are those of decode_utf16_avx512.c. Eight octets are stored at once, and later
// ones overwrite what is too many; the last units are written by way of a copy.

#include "kernels.h"

#if CSEPTET_X86_64

#include "avx2.h"
#include "surrogates.h"

enum { UNITS = 8 };

// Stores those of eight octets that are kept; returns where they end.
AVX2_INLINE uint8_t *store_kept(uint8_t *utf8, uint64_t octets, uint64_t keep) {
    uint64_t kept = _pext_u64(octets, keep);
    memcpy(utf8, &kept, 8);
    return utf8 + _mm_popcnt_u64(keep) / 8;
}

// Units below 800, of which `there` marks those that count.
AVX2_INLINE uint8_t *store_pairs(uint8_t *utf8, __m128i units, __m128i there) {
    __m128i second = _mm_or_si128(_mm_and_si128(units, _mm_set1_epi16(0x3F)),
                                  _mm_set1_epi16(0x80));
    __m128i pairs = _mm_or_si128(_mm_or_si128(_mm_srli_epi16(units, 6), _mm_set1_epi16(0xC0)),
                                 _mm_slli_epi16(second, 8));
    __m128i ascii = _mm_cmpgt_epi16(_mm_set1_epi16(0x80), units);
    __m128i octets = _mm_blendv_epi8(pairs, units, ascii);
    __m128i keep = _mm_and_si128(there, _mm_or_si128(_mm_andnot_si128(ascii, there),
                                                     _mm_set1_epi16(0xFF)));
    utf8 = store_kept(utf8, (uint64_t)_mm_cvtsi128_si64(octets),
                      (uint64_t)_mm_cvtsi128_si64(keep));
    return store_kept(utf8, (uint64_t)_mm_extract_epi64(octets, 1),
                      (uint64_t)_mm_extract_epi64(keep, 1));
}

// Any units but surrogates.
AVX2_INLINE uint8_t *store_triples(uint8_t *utf8, __m128i narrow, __m128i there) {
    const __m256i six = _mm256_set1_epi32(0x3F);
    __m256i units = _mm256_cvtepu16_epi32(narrow);
    __m256i low = _mm256_and_si256(units, six);
    __m256i middle = _mm256_and_si256(_mm256_srli_epi32(units, 6), six);
    __m256i pairs = _mm256_or_si256(_mm256_srli_epi32(units, 6), _mm256_slli_epi32(low, 8));
    __m256i triples = _mm256_or_si256(
        _mm256_srli_epi32(units, 12),
        _mm256_or_si256(_mm256_slli_epi32(middle, 8), _mm256_slli_epi32(low, 16)));
    pairs = _mm256_or_si256(pairs, _mm256_set1_epi32(0x80C0));
    triples = _mm256_or_si256(triples, _mm256_set1_epi32(0x8080E0));
    __m256i two = _mm256_cmpgt_epi32(units, _mm256_set1_epi32(0x7F));
    __m256i three = _mm256_cmpgt_epi32(units, _mm256_set1_epi32(0x7FF));
    __m256i octets = _mm256_blendv_epi8(_mm256_blendv_epi8(units, pairs, two), triples, three);
    __m256i keep = _mm256_or_si256(
        _mm256_set1_epi32(0xFF),
        _mm256_or_si256(_mm256_and_si256(two, _mm256_set1_epi32(0xFF00)),
                        _mm256_and_si256(three, _mm256_set1_epi32(0xFF0000))));
    keep = _mm256_and_si256(keep, _mm256_cvtepi16_epi32(there));
    for (int half = 0; half < 2; half++) {
        __m128i of = half == 0 ? _mm256_castsi256_si128(octets) : _mm256_extracti128_si256(octets, 1);
        __m128i kept = half == 0 ? _mm256_castsi256_si128(keep) : _mm256_extracti128_si256(keep, 1);
        utf8 = store_kept(utf8, (uint64_t)_mm_cvtsi128_si64(of), (uint64_t)_mm_cvtsi128_si64(kept));
        utf8 = store_kept(utf8, (uint64_t)_mm_extract_epi64(of, 1),
                          (uint64_t)_mm_extract_epi64(kept, 1));
    }
    return utf8;
}

// Stores the first characters of `left` octets, and up to eight octets more; returns how many octets
// they have, and moves `utf8` behind what they become.
AVX2_INLINE intptr_t step(const uint8_t *octets, intptr_t left, uint8_t **utf8) {
    const __m128i swapped = _mm_set_epi64x(0x0E0F0C0D0A0B0809, 0x0607040502030001);
    const __m128i indices = _mm_set_epi16(7, 6, 5, 4, 3, 2, 1, 0);
    intptr_t count = left < 2 * UNITS ? left / 2 : UNITS;
    __m128i units = _mm_shuffle_epi8(load_up_to_16(octets, 2 * count), swapped);
    if (_mm_testz_si128(units, _mm_set1_epi16((short)0xFF80))) {
        _mm_storel_epi64((__m128i *)*utf8, _mm_packus_epi16(units, units));
        *utf8 += count;
        return 2 * count;
    }
    if (_mm_testz_si128(units, _mm_set1_epi16((short)0xF800))) {
        __m128i there = _mm_cmpgt_epi16(_mm_set1_epi16((short)count), indices);
        *utf8 = store_pairs(*utf8, units, there);
        return 2 * count;
    }
    __m128i surrogates = _mm_cmpeq_epi16(_mm_and_si128(units, _mm_set1_epi16((short)0xF800)),
                                         _mm_set1_epi16((short)0xD800));
    uint32_t found = (uint32_t)_mm_movemask_epi8(surrogates);
    if (found & 1) return store_surrogate(octets, left, utf8);
    if (found != 0) count = (intptr_t)_tzcnt_u32(found) / 2;
    __m128i there = _mm_cmpgt_epi16(_mm_set1_epi16((short)count), indices);
    *utf8 = store_triples(*utf8, units, there);
    return 2 * count;
}

AVX2 intptr_t cseptet_avx2_decode_utf16(const uint8_t *octets, intptr_t octetCount,
                                        uint8_t *utf8) {
    uint8_t *start = utf8;
    intptr_t position = 0, end = octetCount & ~(intptr_t)1;
    // In bounds: eight units or more come behind a step, and each has an octet at least.
    while (end - position >= 4 * UNITS) position += step(octets + position, end - position, &utf8);
    uint8_t copy[3 * 2 * UNITS + UNITS], *target = copy;
    while (position < end) position += step(octets + position, end - position, &target);
    // In bounds: three octets have room for each unit.
    copy_octets(utf8, copy, target - copy);
    return utf8 + (target - copy) - start;
}

#endif
