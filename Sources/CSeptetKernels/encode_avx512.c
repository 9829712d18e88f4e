// Text into the octets of a part, with AVX-512. In pseudo-code:
//
//     load all octets that can have room; when none is beyond ASCII, look them up together
//     when none is escaped or absent either: pack them as they are
//     otherwise, while there is text and room, for each block of 64 octets:
//         look up a code for the last octet of each character
//         double each octet: an escape, and the code
//         drop unneeded escapes, and the octets that are not the last               vpcompressb
//         when not all have room, keep those characters that do
//     pack all septets
//
//     octets    P     r     C3    A9    5B    E2    82    AC        é [ €
//     codes     50    72    --    05    BC    --    --    E5        bit 7: in the extension table
//     doubled   1B 50 1B 72 1B -- 1B 05 1B 3C 1B -- 1B -- 1B 65
//     dropped   50 72 05 1B 3C 1B 65
//
// Nothing branches on a single character, so it does not matter how they are mixed. The septets of
// a block are stored behind those of the one before it, wherever these end; they are counted in
// masks, which need not wait for the septets. Octets before others are loaded again instead of
// being moved, because no port is short of loads.

#include "kernels.h"

#if CSEPTET_X86_64

#include "GeneratedCodecTables.h"
#include "avx512.h"

enum { ESCAPE = 0x1B, SEPTETS_OF_A_PART = 160 };

// The octet for the escape, and the one for the code behind it.
static const uint64_t ESCAPES = 0x5555555555555555;
static const uint64_t CODES = 0xAAAAAAAAAAAAAAAA;

// The first 32 octets, each twice; 0x20 more in each takes the other 32.
#define FIRST_OCTETS_TWICE                                                                  \
    _mm512_set_epi64(0x1F1F1E1E1D1D1C1C, 0x1B1B1A1A19191818, 0x1717161615151414,            \
                     0x1313121211111010, 0x0F0F0E0E0D0D0C0C, 0x0B0B0A0A09090808,            \
                     0x0707060605050404, 0x0303020201010000)

// The characters of a block.
typedef struct {
    __m512i codes;     // in the last octet of each
    uint64_t last;     // the last octet of each
    uint64_t escaped;  // the last octet of those of the extension table
    uint64_t absent;   // where the alphabet lacks one
} Characters;

enum { NONE = 0xFF };

AVX512_INLINE __m512i code_of_ascii(__m512i octets) {
    return look_up_128(load_table_128(codes_of_ascii), octets);
}

AVX512_INLINE __mmask64 also_equal(__mmask64 mask, __m512i octets, int octet) {
    return _mm512_mask_cmpeq_epi8_mask(mask, octets, _mm512_set1_epi8((char)octet));
}

// What was already, and what differs from an octet.
AVX512_INLINE __m512i or_differing(__m512i already, __m512i octets, int octet) {
    return _mm512_or_si512(already, _mm512_xor_si512(octets, _mm512_set1_epi8((char)octet)));
}

// The characters that end in a block; each octet comes with the two that stand before it.
AVX512_INLINE Characters look_up(__m512i octets, __m512i before, __m512i before_that,
                                 __mmask64 all) {
    const __m512i none = _mm512_set1_epi8((char)NONE);
    __m512i codes = _mm512_mask_mov_epi8(code_of_ascii(octets), _mm512_movepi8_mask(octets), none);
    codes = _mm512_mask_permutexvar_epi8(codes, equal(before, 0xC2), octets, LOAD(codes_behind_c2));
    codes = _mm512_mask_permutexvar_epi8(codes, equal(before, 0xC3), octets, LOAD(codes_behind_c3));
    codes = _mm512_mask_permutexvar_epi8(codes, equal(before, 0xCE), octets, LOAD(codes_behind_ce));
    __m512i other = _mm512_xor_si512(octets, _mm512_set1_epi8((char)EURO_LAST));
    other = or_differing(other, before, EURO_MIDDLE);
    other = or_differing(other, before_that, EURO_LEAD);
    __mmask64 euros = _mm512_testn_epi8_mask(other, other);
    codes = _mm512_mask_mov_epi8(codes, euros, _mm512_set1_epi8((char)EURO_CODE));
    Characters found = {.last = _mm512_cmpneq_epi8_mask(codes, none) & all};
    // The first octets of characters have no code, nor has the middle of a euro sign.
    __mmask64 begins = _mm512_cmpge_epu8_mask(octets, _mm512_set1_epi8((char)0xC0));
    found.absent = all & ~(found.last | begins | euros >> 1);
    if (found.absent != 0) {
        // The last octet of a euro sign may be in the next block.
        __mmask64 middles = also_equal(equal(before, EURO_LEAD), octets, EURO_MIDDLE);
        found.absent &= ~middles;
    }
    found.escaped = _mm512_movepi8_mask(codes) & found.last;
    found.codes = _mm512_and_si512(codes, _mm512_set1_epi8(0x7F));
    return found;
}

// Stores the septets of 32 octets; returns how many there are.
AVX512_INLINE intptr_t store_half(uint8_t *septets, Characters found, int half) {
    __m512i twice = _mm512_or_si512(FIRST_OCTETS_TWICE, _mm512_set1_epi8((char)(32 * half)));
    __m512i codes = _mm512_permutexvar_epi8(twice, found.codes);
    codes = _mm512_mask_mov_epi8(codes, ESCAPES, _mm512_set1_epi8(ESCAPE));
    uint64_t there = _pdep_u64(found.last >> (32 * half), CODES) |
                     _pdep_u64(found.escaped >> (32 * half), ESCAPES);
    // In bounds: 64 octets, for which the caller has room.
    _mm512_storeu_si512(septets, _mm512_maskz_compress_epi8(there, codes));
    return _mm_popcnt_u64(there);
}

// Stores the septets of a block; returns how many there are. 128 octets may be overwritten.
AVX512_INLINE intptr_t store_block(uint8_t *septets, Characters found) {
    intptr_t stored = store_half(septets, found, 0);
    return stored + store_half(septets + stored, found, 1);
}

// How many of some septets are not escapes.
AVX512_INLINE intptr_t characters_in(const uint8_t *septets, intptr_t count) {
    intptr_t characters = count;
    for (; count > 0; septets += 64, count -= 64) {
        uint64_t all = LOW_BITS(count < 64 ? count : 64);
        characters -= (intptr_t)_mm_popcnt_u64(equal(LOAD(septets), ESCAPE) & all);
    }
    return characters;
}

// Behind the last octet of the first `count` characters of a step.
AVX512_INLINE intptr_t end_of(intptr_t count, const uint64_t last[BLOCKS]) {
    for (int index = 0; index < BLOCKS && count > 0; index++) {
        intptr_t here = (intptr_t)_mm_popcnt_u64(last[index]);
        if (count <= here) {
            uint64_t at_end = _pdep_u64(1ULL << (count - 1), last[index]);
            return 64 * index + 1 + (intptr_t)_tzcnt_u64(at_end);
        }
        count -= here;
    }
    return 0;
}

// Packs the septets of a block behind zero bits: of each eight, pairs, then fours, then all in 56
// bits. `before` are the words of the block before. Writes `octets` octets, 56 at most.
AVX512_INLINE void pack_block(__m512i septets, intptr_t octets, unsigned fill, __m512i *before,
                              uint8_t *packed) {
    const __m512i low28 = _mm512_set1_epi64(0x0FFFFFFF);
    const __m512i low56 = _mm512_set1_epi64(0x00FFFFFFFFFFFFFF);
    __m512i words = _mm512_maddubs_epi16(_mm512_set1_epi16((short)0x8001), septets);
    words = _mm512_madd_epi16(words, _mm512_set1_epi32(0x40000001));
    words = _mm512_or_si512(_mm512_and_si512(words, low28),
                            _mm512_srli_epi64(_mm512_andnot_si512(low28, words), 4));
    if (fill > 0) {
        // The bits that the fill bits push out of 56 begin the next 56.
        __m512i shifted = _mm512_sllv_epi64(words, _mm512_set1_epi64(fill));
        __m512i previous = _mm512_alignr_epi64(words, *before, 7);
        __m512i pushed = _mm512_srlv_epi64(previous, _mm512_set1_epi64(56 - fill));
        *before = words;
        words = _mm512_and_si512(_mm512_or_si512(shifted, pushed), low56);
    }
    __m512i together = _mm512_maskz_compress_epi8(0x7F7F7F7F7F7F7F7F, words);
    intptr_t here = octets < 56 ? octets : 56;
    // In bounds: only the octets that the septets and the fill bits take.
    _mm512_mask_storeu_epi8(packed, LOW_BITS(here > 0 ? here : 0), together);
}

// Packs any number of septets behind zero bits.
AVX512_INLINE void pack(const uint8_t *septets, intptr_t count, unsigned fill, uint8_t *packed) {
    intptr_t octets = (fill + 7 * count + 7) / 8;
    __m512i before = _mm512_setzero_si512();
    for (; octets > 0; septets += 64, count -= 64, packed += 56, octets -= 56) {
        __m512i block = load_masked(septets, mask_of_rest(count > 0 ? count : 0));
        pack_block(block, octets, fill, &before, packed);
    }
}

// Packs `count` octets, 160 at most, of which each is a septet of its own; false when one is not.
// All blocks are processed, the last ones without effect if need be: no branch depends on how many
// there are.
AVX512_INLINE bool pack_own_septets(const uint8_t *octets, intptr_t count, unsigned fill,
                                    uint8_t *packed) {
    // The letter @ in place of missing octets: its septet is 0.
    Step step = load_step(octets, count, '@');
    __m512i all = _mm512_setzero_si512(), before = all;
    for (int index = 0; index < BLOCKS; index++) all = _mm512_or_si512(all, step.block[index]);
    if (_mm512_movepi8_mask(all) != 0) return false;
    for (int index = 0; index < BLOCKS; index++) {
        step.block[index] = code_of_ascii(step.block[index]);
        all = _mm512_or_si512(all, step.block[index]);
    }
    // Bit 7 of a code: escaped or absent.
    if (_mm512_movepi8_mask(all) != 0) return false;
    intptr_t left = (fill + 7 * count + 7) / 8;
    for (int index = 0; index < BLOCKS; index++, left -= 56) {
        pack_block(step.block[index], left, fill, &before, packed + 56 * index);
    }
    return true;
}

// Encodes a text of any characters.
AVX512 static intptr_t encode_mixed(const uint8_t *octets, intptr_t octetCount, intptr_t room,
                                    unsigned fill, uint8_t *packed, intptr_t *read) {
    // In bounds: a step begins behind 159 septets at most, so its last block behind 159 + 2 * 128,
    // and a block stores 128 at most, what it overwrites included: 543.
    uint8_t septets[SEPTETS_OF_A_PART + 2 * STEP] __attribute__((aligned(64)));
    intptr_t position = 0, count = 0;
    bool goes_on = true;
    while (goes_on && position < octetCount && count < room) {
        intptr_t left = octetCount - position, begin = count, characters = 0;
        uint64_t last[BLOCKS] = {0};
        for (int index = 0; index < BLOCKS && left > 64 * index; index++) {
            const uint8_t *here = octets + position + 64 * index;
            __mmask64 all = mask_of_rest(left - 64 * index);
            // In bounds: in the first block, what would be before the text is left out.
            bool is_first = index == 0 && position == 0;
            __m512i before = load_masked(here - 1, is_first ? all & ~1ULL : all);
            __m512i before_that = load_masked(here - 2, is_first ? all & ~3ULL : all);
            Characters found = look_up(load_masked(here, all), before, before_that, all);
            // A branch, because then the rest need not wait for the answer.
            if (found.absent != 0) {
                // No octet of the first absent character has been taken for its last.
                found.last &= _blsmsk_u64(found.absent);
                found.escaped &= found.last;
                goes_on = false;
            }
            last[index] = found.last;
            characters += (intptr_t)_mm_popcnt_u64(found.last);
            if (!goes_on) {
                intptr_t all_septets = count + (intptr_t)_mm_popcnt_u64(found.last) +
                                       (intptr_t)_mm_popcnt_u64(found.escaped);
                if (all_septets <= room) {
                    // What a text begins with that travels in UCS-2 is of no use to anyone.
                    *read = position + end_of(characters, last);
                    return all_septets;
                }
            }
            count += store_block(septets + count, found);
            if (!goes_on) break;
        }
        if (count > room) {
            // A pair that would be cut has no room.
            count = septets[room - 1] == ESCAPE ? room - 1 : room;
            characters = characters_in(septets + begin, count - begin);
            goes_on = false;
        }
        bool is_end = goes_on && left <= STEP;
        position = is_end ? octetCount : position + end_of(characters, last);
    }
    pack(septets, count, fill, packed);
    *read = position;
    return count;
}

AVX512 intptr_t cseptet_avx512_encode_septets(const uint8_t *octets, intptr_t octetCount,
                                              intptr_t room, intptr_t fillBitCount,
                                              uint8_t *packed, intptr_t *read) {
    unsigned fill = (unsigned)fillBitCount;
    if (room > SEPTETS_OF_A_PART) room = SEPTETS_OF_A_PART;
    intptr_t count = octetCount < room ? octetCount : room;
    if (!pack_own_septets(octets, count, fill, packed)) {
        return encode_mixed(octets, octetCount, room, fill, packed, read);
    }
    *read = count;
    return count;
}

AVX512 void cseptet_avx512_pack(const uint8_t *septets, intptr_t septetCount,
                                intptr_t fillBitCount, uint8_t *packed) {
    pack(septets, septetCount, (unsigned)fillBitCount, packed);
}

#endif
