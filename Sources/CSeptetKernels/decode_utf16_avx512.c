// UTF-16, most significant octet first, into UTF-8 with AVX-512: 16 units at a time.
//
//     while there are units:
//         load 16, each into 32 bits; those before the first surrogate are taken
//         make the one, two or three octets of each, lowest first
//         drop the places without an octet, store
//         take a surrogate, which is rare, by itself or with its partner
//
//     unit                    00000000 0lllllll   00000mmm mmllllll   uuuummmm mmllllll
//     octets     first        0lllllll            110mmmmm            1110uuuu
//                second                           10llllll            10mmmmmm
//                third                                                10llllll

#include "kernels.h"

#if CSEPTET_X86_64

#include "avx512.h"
#include "surrogates.h"

// The octets of each unit in its 32 bits.
AVX512_INLINE __m512i octets_of(__m512i units, __mmask16 two, __mmask16 three) {
    const __m512i six = _mm512_set1_epi32(0x3F);
    __m512i low = _mm512_and_si512(units, six);
    __m512i middle = _mm512_and_si512(_mm512_srli_epi32(units, 6), six);
    __m512i high = _mm512_srli_epi32(units, 12);
    __m512i pairs = _mm512_or_si512(_mm512_srli_epi32(units, 6), _mm512_slli_epi32(low, 8));
    __m512i triples = _mm512_or_si512(
        high, _mm512_or_si512(_mm512_slli_epi32(middle, 8), _mm512_slli_epi32(low, 16)));
    pairs = _mm512_or_si512(pairs, _mm512_set1_epi32(0x80C0));
    triples = _mm512_or_si512(triples, _mm512_set1_epi32(0x8080E0));
    return _mm512_mask_mov_epi32(_mm512_mask_mov_epi32(units, two, pairs), three, triples);
}

AVX512 intptr_t cseptet_avx512_decode_utf16(const uint8_t *octets, intptr_t octetCount,
                                            uint8_t *utf8) {
    // Swap the two octets of each unit.
    const __m256i swapped =
        _mm256_set_epi64x(0x0E0F0C0D0A0B0809, 0x0607040502030001, 0x0E0F0C0D0A0B0809,
                          0x0607040502030001);
    uint8_t *start = utf8;
    intptr_t position = 0, end = octetCount & ~(intptr_t)1;
    while (position < end) {
        intptr_t left = end - position;
        unsigned count = left < 32 ? (unsigned)left / 2 : 16;
        __m256i block = _mm256_maskz_loadu_epi8((__mmask32)LOW_BITS(2 * count), octets + position);
        __m512i units = _mm512_cvtepu16_epi32(_mm256_shuffle_epi8(block, swapped));
        __mmask16 surrogates = _mm512_cmpeq_epi32_mask(
            _mm512_and_si512(units, _mm512_set1_epi32(0xF800)), _mm512_set1_epi32(0xD800));
        if (surrogates != 0) count = (unsigned)_tzcnt_u32(surrogates);
        __mmask16 all = (__mmask16)LOW_BITS(count);
        __mmask16 two = _mm512_mask_cmpge_epu32_mask(all, units, _mm512_set1_epi32(0x80));
        __mmask16 three = _mm512_mask_cmpge_epu32_mask(all, units, _mm512_set1_epi32(0x800));
        uint64_t there = _pdep_u64(all, 0x1111111111111111) | _pdep_u64(two, 0x2222222222222222) |
                         _pdep_u64(three, 0x4444444444444444);
        __m512i dense = _mm512_maskz_compress_epi8(there, octets_of(units, two, three));
        intptr_t written = (intptr_t)_mm_popcnt_u64(there);
        // In bounds: no more than three octets for each unit.
        _mm512_mask_storeu_epi8(utf8, LOW_BITS(written), dense);
        utf8 += written;
        position += 2 * count;
        if (surrogates != 0) {
            position += store_surrogate(octets + position, end - position, &utf8);
        }
    }
    return utf8 - start;
}

#endif
