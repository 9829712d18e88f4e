// Packed septets into UTF-8, default alphabet, with AVX-512: 64 septets at a time. In pseudo-code:
//
//     while there are septets:
//         take 64 of them out of 57 octets, one an octet                  vpermb, vpmultishiftqb
//         look up the first and the second octet of UTF-8 of each
//         where an escape is before a septet, look both up in the extension table
//         interleave first and second octets, drop the escapes and what is not there
//
//     qword     the 8 octets from 7 i on: 64 bits, of which 56 are eight septets
//     shifts    b, b + 7, b + 14 ... b + 49     b: the bit of the octet at which the first begins
//
// A euro sign has three octets, but also two septets: its first two octets take the place of the
// escape, the third that of the septet behind it. A block never ends with an escape while more
// septets come.

#include "kernels.h"

#if CSEPTET_X86_64

#include "GeneratedCodecTables.h"
#include "avx512.h"
#include "decode.h"

enum { ESCAPE = 0x1B, SPACE = 0x20 };

#define TABLE_128(octets, index) \
    _mm512_permutex2var_epi8(LOAD(octets), index, LOAD((octets) + 64))

// In each qword the eight octets from the seventh times its number on.
#define SEVENS                                                                              \
    _mm512_set_epi64(0x3837363534333231, 0x31302F2E2D2C2B2A, 0x2A29282726252423,            \
                     0x232221201F1E1D1C, 0x1C1B1A1918171615, 0x1514131211100F0E,            \
                     0x0E0D0C0B0A090807, 0x0706050403020100)

// Sixty-four septets that begin at a bit; those behind the octets are 0.
AVX512_INLINE __m512i unpack(const uint8_t *octets, intptr_t octetCount, intptr_t bit) {
    intptr_t first = bit >> 3, left = octetCount - first;
    // In bounds: only the octets that are left are read.
    __m512i packed = _mm512_maskz_loadu_epi8(LOW_BITS(left < 64 ? left : 64), octets + first);
    __m512i shifts = _mm512_add_epi8(_mm512_set1_epi64(0x312A231C150E0700),
                                     _mm512_set1_epi8((char)(bit & 7)));
    __m512i septets =
        _mm512_multishift_epi64_epi8(shifts, _mm512_permutexvar_epi8(SEVENS, packed));
    return _mm512_and_si512(septets, _mm512_set1_epi8(0x7F));
}

// Stores 32 of the first and second octets that are there; returns how many.
AVX512_INLINE intptr_t store_half(uint8_t *utf8, __m512i pairs, uint32_t first, uint32_t second) {
    uint64_t there = _pdep_u64(first, 0x5555555555555555) | _pdep_u64(second, 0xAAAAAAAAAAAAAAAA);
    intptr_t count = (intptr_t)_mm_popcnt_u64(there);
    // In bounds: no more than two octets for each septet.
    _mm512_mask_storeu_epi8(utf8, LOW_BITS(count), _mm512_maskz_compress_epi8(there, pairs));
    return count;
}

AVX512 intptr_t cseptet_avx512_decode_septets(const uint8_t *octets, intptr_t octetCount,
                                              intptr_t firstBit, intptr_t septetCount,
                                              uint8_t *utf8) {
    uint8_t *start = utf8;
    intptr_t done = 0;
    while (done < septetCount) {
        intptr_t count = septetCount - done < 64 ? septetCount - done : 64;
        __m512i septets = unpack(octets, octetCount, firstBit + 7 * done);
        uint64_t all = LOW_BITS(count);
        uint64_t escapes = _mm512_cmpeq_epi8_mask(septets, _mm512_set1_epi8(ESCAPE)) & all;
        __m512i first = TABLE_128(first_octets, septets);
        if (escapes == 0 && (_mm512_movepi8_mask(first) & all) == 0) {
            // In bounds: one octet for each septet.
            _mm512_mask_storeu_epi8(utf8, all, first);
            utf8 += count;
            done += count;
            continue;
        }
        __m512i second = TABLE_128(second_octets, septets);
        if (escapes != 0) {
            uint64_t opening = opening_escapes(escapes);
            uint64_t last_one = 1ULL << (count - 1);
            if (opening & last_one && done + count < septetCount) {
                count--;
                all >>= 1;
                opening &= all;
            }
            uint64_t escaped = opening << 1 & all;
            first = _mm512_mask_mov_epi8(first, escaped, TABLE_128(first_octets + 128, septets));
            second = _mm512_mask_mov_epi8(second, escaped, TABLE_128(second_octets + 128, septets));
            uint64_t euro =
                escaped & _mm512_cmpeq_epi8_mask(first, _mm512_set1_epi8((char)EURO_LEAD));
            first = _mm512_mask_mov_epi8(first, euro, _mm512_set1_epi8((char)EURO_LAST));
            second = _mm512_maskz_mov_epi8(~euro, second);
            first = _mm512_mask_mov_epi8(first, euro >> 1, _mm512_set1_epi8((char)EURO_LEAD));
            second = _mm512_mask_mov_epi8(second, euro >> 1, _mm512_set1_epi8((char)EURO_MIDDLE));
            // An escape at the end shows the space of its own entry.
            all &= ~(opening & ~(euro >> 1) & ~last_one);
        }
        uint64_t two = _mm512_movepi8_mask(second) & all;
        __m512i index = INTERLEAVE_FIRST;
        utf8 += store_half(utf8, _mm512_permutex2var_epi8(first, index, second), (uint32_t)all,
                           (uint32_t)two);
        if (count > 32) {
            index = _mm512_add_epi8(index, _mm512_set1_epi8(0x20));
            utf8 += store_half(utf8, _mm512_permutex2var_epi8(first, index, second),
                               (uint32_t)(all >> 32), (uint32_t)(two >> 32));
        }
        done += count;
    }
    return utf8 - start;
}

#endif
