// Finding three octets with AVX-512: 64 octets at a time. In pseudo-code:
//
//     for each octet:
//         when it is one of the three: write its position
//
// Positions are written sixteen at a time, as many as nearly all blocks have, and those behind the
// last are written again by what follows. So the branch is nearly always predicted.
//
//     octets      a  ,  "  b  ,  c  "  ...
//     found       0  1  1  0  1  0  1
//     compressed  1  2  4  6  .  .  .        of the places 0 1 2 ... 63

#include "kernels.h"

#if CSEPTET_X86_64

#include "avx512.h"

// Writes the places of the bits of a mask; up to CSEPTET_FIND_SLACK positions more are overwritten.
AVX512_INLINE intptr_t write_positions(uint64_t mask, uint32_t offset, uint32_t *positions) {
    intptr_t count = (intptr_t)_mm_popcnt_u64(mask);
    __m512i places = _mm512_maskz_compress_epi8(mask, INDEX_OF_ITSELF);
    intptr_t written = 0;
    do {
        __m512i next = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(places));
        next = _mm512_add_epi32(next, _mm512_set1_epi32((int)offset));
        // In bounds: behind no more positions than octets there are those that are slack.
        _mm512_storeu_si512(positions + written, next);
        places = _mm512_shuffle_i32x4(places, places, 0x39);  // the next quarter comes first
        written += 16;
    } while (written < count);
    return count;
}

AVX512 intptr_t cseptet_avx512_find(const uint8_t *octets, intptr_t octetCount, uint8_t first,
                                    uint8_t second, uint8_t third, uint32_t *positions) {
    __m512i a = _mm512_set1_epi8((char)first);
    __m512i b = _mm512_set1_epi8((char)second);
    __m512i c = _mm512_set1_epi8((char)third);
    intptr_t count = 0;
    for (intptr_t offset = 0; offset < octetCount; offset += 64) {
        __mmask64 there = mask_of_rest(octetCount - offset);
        __m512i block = load_masked(octets + offset, there);
        uint64_t found = _mm512_mask_cmpeq_epi8_mask(there, block, a) |
                         _mm512_mask_cmpeq_epi8_mask(there, block, b) |
                         _mm512_mask_cmpeq_epi8_mask(there, block, c);
        count += write_positions(found, (uint32_t)offset, positions + count);
    }
    return count;
}

#endif
