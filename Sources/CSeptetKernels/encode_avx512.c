// Text into the octets of a part, with AVX-512: three blocks of 64 octets at a time. In
// pseudo-code:
//
//     look up the codes of all octets that can have room, as if they were ASCII
//     when none is beyond ASCII, escaped or absent: pack them as they are
//     else, while there is text and room:
//         for each block:
//             look up a code for the last octet of each character
//             drop the other octets                                          vpcompressb
//             open a gap before each septet of the extension table, for the escape  vpexpandb
//         when not all have room, keep those characters that have
//         pack all septets
//
//     octets    P  r  C3 A9  5B  E2 82 AC        é [ €
//     codes     50 72 -- 05  BC  -- -- E5        bit 7: in the extension table
//     dropped   50 72 05 BC E5
//     opened    50 72 05 1B 3C 1B 65
//
// Nothing branches on a single character, so it does not matter how they are mixed; nor on how many
// blocks the text fills, because all three are gone through, the last ones in vain if need be. What
// a block has found is opened behind the septets of the one before it, wherever these have ended.

#include "kernels.h"

#if CSEPTET_X86_64

#include "GeneratedCodecTables.h"
#include "avx512.h"

enum { ESCAPE = 0x1B, SEPTETS_OF_A_PART = 160 };

// Bits in which every other one belongs to a character and the one before it to its escape.
static const uint64_t ESCAPES = 0x5555555555555555;
static const uint64_t CHARACTERS = 0xAAAAAAAAAAAAAAAA;

// The characters of a block.
typedef struct {
    __m512i codes;    // in the last octet of each, elsewhere NONE
    uint64_t last;    // the last octet of each
    uint64_t absent;  // where the alphabet lacks one
} Characters;

enum { NONE = 0xFF };

AVX512_INLINE __m512i code_of_ascii(__m512i octets) {
    return look_up_128(load_table_128(codes_of_ascii), octets);
}

AVX512_INLINE __mmask64 also_equal(__mmask64 mask, __m512i octets, int octet) {
    return _mm512_mask_cmpeq_epi8_mask(mask, octets, _mm512_set1_epi8((char)octet));
}

// The characters that end in a block; each octet comes with the two that stand before it.
AVX512_INLINE Characters look_up(__m512i octets, __m512i before, __m512i before_that) {
    const __m512i none = _mm512_set1_epi8((char)NONE);
    __m512i codes = _mm512_mask_mov_epi8(code_of_ascii(octets), _mm512_movepi8_mask(octets), none);
    codes = _mm512_mask_permutexvar_epi8(codes, equal(before, 0xC2), octets, LOAD(codes_behind_c2));
    codes = _mm512_mask_permutexvar_epi8(codes, equal(before, 0xC3), octets, LOAD(codes_behind_c3));
    codes = _mm512_mask_permutexvar_epi8(codes, equal(before, 0xCE), octets, LOAD(codes_behind_ce));
    __mmask64 euros = also_equal(equal(before_that, EURO_LEAD), before, EURO_MIDDLE);
    codes = _mm512_mask_mov_epi8(codes, also_equal(euros, octets, EURO_LAST),
                                 _mm512_set1_epi8((char)EURO_CODE));
    // What begins a character has no code, nor has the middle of a euro sign.
    __mmask64 begins = _mm512_cmpge_epu8_mask(octets, _mm512_set1_epi8((char)0xC0));
    __mmask64 middles = also_equal(equal(before, EURO_LEAD), octets, EURO_MIDDLE);
    Characters found = {.codes = codes};
    found.last = _mm512_cmpneq_epi8_mask(codes, none);
    found.absent = ~(found.last | begins | middles);
    return found;
}

// Opens the gaps of 32 characters or fewer, and gives how many septets they are.
AVX512_INLINE intptr_t store_opened(uint8_t *septets, __m512i codes, uint32_t escaped,
                                    unsigned count) {
    // Two bits for each character, of which the lower one is only there for an escape.
    uint64_t there = (_pdep_u64(escaped, ESCAPES) | CHARACTERS) & LOW_BITS(2 * count);
    uint64_t characters = _pext_u64(CHARACTERS, there);
    __m512i opened = _mm512_mask_expand_epi8(_mm512_set1_epi8(ESCAPE), characters, codes);
    _mm512_storeu_si512(septets, opened);
    return _mm_popcnt_u64(there);
}

// Stores the septets of a block; gives how many they are. 128 may be overwritten.
AVX512_INLINE intptr_t store_block(uint8_t *septets, Characters found) {
    unsigned count = (unsigned)_mm_popcnt_u64(found.last);
    unsigned first = count < 32 ? count : 32;
    __m512i codes = _mm512_maskz_compress_epi8(found.last, found.codes);
    uint64_t escaped = _mm512_movepi8_mask(codes);
    codes = _mm512_and_si512(codes, _mm512_set1_epi8(0x7F));
    __m512i others = _mm512_shuffle_i64x2(codes, codes, 0x0E);
    uint32_t escaped_others = (uint32_t)(escaped >> 32);
    intptr_t stored = store_opened(septets, codes, (uint32_t)escaped, first);
    return stored + store_opened(septets + stored, others, escaped_others, count - first);
}

// How many of some septets are no escapes.
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

// Packs the septets of a step behind zero bits: of each eight, pairs, then fours, then all in 56
// bits. `before` are the last words of the step before.
AVX512_INLINE void pack_step(Step septets, intptr_t octets, unsigned fill, __m512i *before,
                             uint8_t *packed) {
    const __m512i low28 = _mm512_set1_epi64(0x0FFFFFFF);
    const __m512i low56 = _mm512_set1_epi64(0x00FFFFFFFFFFFFFF);
    for (int index = 0; index < BLOCKS; index++, octets -= 56) {
        __m512i words = septets.block[index];
        words = _mm512_maddubs_epi16(_mm512_set1_epi16((short)0x8001), words);
        words = _mm512_madd_epi16(words, _mm512_set1_epi32(0x40000001));
        words = _mm512_or_si512(_mm512_and_si512(words, low28),
                                _mm512_srli_epi64(_mm512_andnot_si512(low28, words), 4));
        if (fill > 0) {
            // What the fill bits push out of 56 bits is the beginning of the next 56.
            __m512i shifted = _mm512_sllv_epi64(words, _mm512_set1_epi64(fill));
            __m512i previous = _mm512_alignr_epi64(words, *before, 7);
            __m512i pushed = _mm512_srlv_epi64(previous, _mm512_set1_epi64(56 - fill));
            *before = words;
            words = _mm512_and_si512(_mm512_or_si512(shifted, pushed), low56);
        }
        __m512i together = _mm512_maskz_compress_epi8(0x7F7F7F7F7F7F7F7F, words);
        intptr_t here = octets < 56 ? octets : 56;
        // In bounds: no octets but those that the septets and the fill bits take.
        _mm512_mask_storeu_epi8(packed + 56 * index, LOW_BITS(here > 0 ? here : 0), together);
    }
}

// Packs any number of septets behind zero bits.
AVX512_INLINE void pack(const uint8_t *septets, intptr_t count, unsigned fill, uint8_t *packed) {
    intptr_t octets = (fill + 7 * count + 7) / 8;
    __m512i before = _mm512_setzero_si512();
    for (; octets > 0; septets += STEP, count -= STEP, packed += 7 * STEP / 8) {
        pack_step(load_step(septets, count, 0), octets, fill, &before, packed);
        octets -= 7 * STEP / 8;
    }
}

// Packs `count` octets, 160 at most, of which each is a septet of its own; false when one is not.
AVX512_INLINE bool pack_own_septets(const uint8_t *octets, intptr_t count, unsigned fill,
                                    uint8_t *packed) {
    // The letter @ in place of what is not there: its septet is 0.
    Step step = load_step(octets, count, '@');
    __m512i all = _mm512_setzero_si512(), before = all;
    for (int index = 0; index < BLOCKS; index++) {
        __m512i codes = code_of_ascii(step.block[index]);
        all = _mm512_or_si512(all, _mm512_or_si512(step.block[index], codes));
        step.block[index] = codes;
    }
    // Bit 7 of an octet is beyond ASCII, of a code escaped or absent.
    if (_mm512_movepi8_mask(all) != 0) return false;
    pack_step(step, (fill + 7 * count + 7) / 8, fill, &before, packed);
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
        Step step = load_step(octets + position, left, 0);
        uint64_t last[BLOCKS] = {0};
        __m512i octets_before = _mm512_setzero_si512(), before_before = octets_before;
        for (int index = 0; index < BLOCKS; index++, left -= 64) {
            __m512i block = step.block[index];
            __m512i before = shift_up_by_one(block, octets_before);
            Characters found = look_up(block, before, shift_up_by_one(before, before_before));
            octets_before = block;
            before_before = before;
            uint64_t all = left > 0 ? mask_of_rest(left) : 0;
            found.last &= all;
            // A branch, so that what follows need not wait for the answer.
            if ((found.absent & all) != 0) {
                // Of the first one that is absent no octet has been taken for the last.
                found.last &= _blsmsk_u64(found.absent & all);
                goes_on = false;
            }
            last[index] = found.last;
            characters += (intptr_t)_mm_popcnt_u64(found.last);
            count += store_block(septets + count, found);
            if (!goes_on) break;
        }
        if (count > room) {
            // A pair that would be cut has no room.
            count = septets[room - 1] == ESCAPE ? room - 1 : room;
            characters = characters_in(septets + begin, count - begin);
            goes_on = false;
        }
        position += end_of(characters, last);
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
