// Finding octets with AVX-512, first three of them: 64 octets at a time. In pseudo-code:
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

// Which of the marked octets lie in a range.
AVX512_INLINE __mmask64 within(__m512i octets, __mmask64 marked, int first, int last) {
    __m512i above = _mm512_sub_epi8(octets, _mm512_set1_epi8((char)first));
    return _mm512_mask_cmple_epu8_mask(marked, above, _mm512_set1_epi8((char)(last - first)));
}

// The signs among the marked octets, `next` being those that follow them.
AVX512_INLINE uint32_t signs_in(__m512i next, __mmask64 ands, __mmask64 slashes,
                                __mmask64 returns, __mmask64 letters) {
    __mmask64 entities = within(_mm512_or_si512(next, _mm512_set1_epi8(0x20)), ands, 'a', 'z') |
                         (ands & equal(next, '#'));
    __mmask64 escapes = slashes & (equal(next, 'n') | equal(next, 'r') | equal(next, 't'));
    __mmask64 misread = within(next, letters, 0x82, 0x85) | within(next, letters, 0x8E, 0x91) |
                        within(next, letters, 0xA2, 0xA3) | (letters & equal(next, 0xB0));
    return (entities ? CSEPTET_SIGN_ENTITY : 0u) | (misread ? CSEPTET_SIGN_MISREAD : 0u) |
           (escapes ? CSEPTET_SIGN_ESCAPE : 0u) |
           (returns & equal(next, '\n') ? CSEPTET_SIGN_RETURN : 0u) |
           (within(next, letters, 0x82, 0xB4) ? CSEPTET_SIGN_TWO_LETTERS : 0u);
}

// Whether a block has C3 is practically random, so the branch asks for what stands two further on
// as well.
AVX512 uint32_t cseptet_avx512_signs(const uint8_t *octets, intptr_t octetCount) {
    uint32_t signs = 0;
    for (intptr_t offset = 0; offset < octetCount; offset += 64) {
        intptr_t rest = octetCount - offset;
        __m512i block = load_masked(octets + offset, mask_of_rest(rest));
        // In bounds: of what lies further on only what is there. Zeros for the rest mean nothing.
        __m512i third = load_masked(octets + offset + 2, mask_of_rest(rest > 2 ? rest - 2 : 0));
        __mmask64 ands = equal(block, '&'), slashes = equal(block, '\\');
        __mmask64 returns = equal(block, '\r');
        __mmask64 letters = _mm512_mask_cmpge_epu8_mask(equal(block, 0xC3), third,
                                                        _mm512_set1_epi8((char)0xC2));
        if ((ands | slashes | returns | letters) == 0) continue;
        __m512i next = load_masked(octets + offset + 1, mask_of_rest(rest - 1));
        signs |= signs_in(next, ands, slashes, returns, letters);
    }
    return signs;
}

#endif
