// UTF-8 into UTF-16, most significant octet first, with AVX-512: 64 octets at a time.
//
//     while there is text and room:
//         load 64 octets; make a unit where a character has its last octet
//         drop the other places, interleave the halves of the units, store
//         a character of four octets, which is rare, is made by itself
//
//     octets, last of a character   0lllllll   10llllll   10llllll
//     the one before                           110uuumm   10mmmmmm
//     the one before that                                 1110uuuu
//     unit: upper half              00000000   00000uuu   uuuummmm    from the two before
//           lower half              0lllllll   mmllllll   mmllllll    from the last and the one before

#include "kernels.h"

#if CSEPTET_X86_64

#include "avx512.h"

// Where a character has its last octet among `count`; one that goes on behind them has none.
AVX512_INLINE uint64_t ends_of_characters(uint64_t starts, uint64_t leads, __m512i octets,
                                          unsigned count) {
    // Each character ends before the next one starts, and the last one before the text does.
    uint64_t ends = starts >> 1 | 1ULL << (count - 1);
    if (leads >> (count - 1) & 1) {
        ends &= LOW_BITS(count - 1);
    } else if (count > 1 && leads >> (count - 2) & 1) {
        uint64_t three = _mm512_cmpge_epu8_mask(octets, _mm512_set1_epi8((char)0xE0));
        if (three >> (count - 2) & 1) ends &= LOW_BITS(count - 2);
    }
    return ends & LOW_BITS(count);
}

// Writes a character of four octets as a surrogate pair.
AVX512_INLINE void store_pair(const uint8_t *octets, uint8_t *units) {
    uint32_t scalar = (uint32_t)(octets[0] & 0x07) << 18 | (uint32_t)(octets[1] & 0x3F) << 12 |
                      (uint32_t)(octets[2] & 0x3F) << 6 | (octets[3] & 0x3F);
    uint32_t high = 0xD800 | (scalar - 0x10000) >> 10, low = 0xDC00 | (scalar & 0x3FF);
    units[0] = (uint8_t)(high >> 8);
    units[1] = (uint8_t)high;
    units[2] = (uint8_t)(low >> 8);
    units[3] = (uint8_t)low;
}

AVX512 intptr_t cseptet_avx512_encode_utf16(const uint8_t *octets, intptr_t octetCount,
                                            intptr_t room, uint8_t *units, intptr_t *read) {
    const __m512i before = INDEX_OF_BEFORE;
    const __m512i first = INTERLEAVE_FIRST;
    const __m512i last = _mm512_add_epi8(first, _mm512_set1_epi8(0x20));
    intptr_t position = 0, written = 0;
    while (position < octetCount && written < room) {
        intptr_t left = octetCount - position;
        unsigned count = left < 64 ? (unsigned)left : 64;
        __m512i octet = load_masked(octets + position, LOW_BITS(count));
        uint64_t beyond = _mm512_movepi8_mask(octet);
        __m512i lower = octet, upper = _mm512_setzero_si512();
        uint64_t ends;
        if (beyond == 0) {
            ends = LOW_BITS(count);
        } else {
            uint64_t four = _mm512_cmpge_epu8_mask(octet, _mm512_set1_epi8((char)0xF0));
            unsigned part = count;
            if (four != 0) {
                part = (unsigned)_tzcnt_u64(four);
                if (part == 0) {
                    if (left < 4 || room - written < 2) break;
                    store_pair(octets + position, units + 2 * written);
                    position += 4;
                    written += 2;
                    continue;
                }
            }
            uint64_t leads = _mm512_cmpge_epu8_mask(octet, _mm512_set1_epi8((char)0xC0));
            uint64_t continuing = beyond & ~leads;
            ends = ends_of_characters(~continuing, leads, octet, part);
            __m512i second = _mm512_maskz_permutexvar_epi8(continuing, before, octet);
            __m512i third =
                _mm512_maskz_permutexvar_epi8(continuing & continuing << 1, before, second);
            // Shifts of 16 bits, whose strays across an octet border are masked.
            upper = _mm512_or_si512(
                _mm512_and_si512(_mm512_slli_epi16(third, 4), _mm512_set1_epi8((char)0xF0)),
                _mm512_and_si512(_mm512_srli_epi16(second, 2), _mm512_set1_epi8(0x0F)));
            lower = _mm512_or_si512(
                _mm512_and_si512(_mm512_slli_epi16(second, 6), _mm512_set1_epi8((char)0xC0)),
                _mm512_and_si512(octet, _mm512_set1_epi8(0x7F)));
            upper = _mm512_maskz_compress_epi8(ends, upper);
            lower = _mm512_maskz_compress_epi8(ends, lower);
        }
        if (ends == 0) break;
        intptr_t unitCount = (intptr_t)_mm_popcnt_u64(ends);
        if (unitCount > room - written) {
            unitCount = room - written;
            ends &= _blsmsk_u64(_pdep_u64(1ULL << (unitCount - 1), ends));
        }
        // In bounds: only the units that have room are stored.
        uint8_t *target = units + 2 * written;
        uint64_t stored = LOW_BITS(unitCount);
        _mm512_mask_storeu_epi16(target, (__mmask32)stored,
                                 _mm512_permutex2var_epi8(upper, first, lower));
        if (stored >> 32 != 0) {
            _mm512_mask_storeu_epi16(target + 64, (__mmask32)(stored >> 32),
                                     _mm512_permutex2var_epi8(upper, last, lower));
        }
        written += unitCount;
        position += 64 - (intptr_t)_lzcnt_u64(ends);
    }
    *read = position;
    return written;
}

#endif
