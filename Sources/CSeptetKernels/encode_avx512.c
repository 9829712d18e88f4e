// Text into the octets of a part, with AVX-512: 64 octets at a time. In pseudo-code:
//
//     while there is text and room:
//         load 64 octets; for the last octet of each character look up its septet
//         drop the other octets                                              vpcompressb
//         open a gap before each septet of the extension table, for the escape    vpexpandb
//         when not all have room, keep those characters that have
//     pack all septets
//
//     octets    P  r  C3 A9  5B  E2 82 AC        é [ €
//     codes     50 72 -- 05  BC  -- -- E5        bit 7: in the extension table
//     dropped   50 72 05 BC E5
//     opened    50 72 05 1B 3C 1B 65
//
// Nothing branches on a single character, so it does not matter how they are mixed.

#include "kernels.h"

#if CSEPTET_X86_64

#include "GeneratedCodecTables.h"
#include "avx512.h"

enum { ESCAPE = 0x1B, SEPTETS_OF_A_PART = 160 };

// Bits in which every other one belongs to a character and the one before it to its escape.
static const uint64_t ESCAPES = 0x5555555555555555;
static const uint64_t CHARACTERS = 0xAAAAAAAAAAAAAAAA;

typedef struct {
    __m512i codes;       // of the characters, one behind the other
    uint64_t last;       // the last octet of each character
    uint64_t escaped;    // the characters in the extension table
    unsigned characters;
} Block;

// The characters of `count` octets, up to the first that is absent or goes on behind them.
AVX512_INLINE Block look_up(__m512i octets, unsigned count) {
    __mmask64 all = LOW_BITS(count);
    __mmask64 beyond = _mm512_movepi8_mask(octets);
    __m512i codes = _mm512_permutex2var_epi8(LOAD(codes_of_ascii), octets,
                                             LOAD(codes_of_ascii + 64));
    Block block;
    if (beyond == 0) {
        __mmask64 absent = _mm512_cmpeq_epi8_mask(codes, _mm512_set1_epi8((char)0xFF)) & all;
        block.last = _blsmsk_u64(absent) >> 1;
        if (absent == 0) block.last = all;
        block.last &= all;
        block.codes = codes;
        block.characters = (unsigned)_mm_popcnt_u64(block.last);
        block.escaped = _mm512_movepi8_mask(codes) & block.last;
        return block;
    }
    // For each octet the one before it, none for the first.
    __m512i before = _mm512_maskz_permutexvar_epi8(~1ULL, INDEX_OF_BEFORE, octets);
    __mmask64 c2 = _mm512_cmpeq_epi8_mask(before, _mm512_set1_epi8((char)0xC2));
    __mmask64 c3 = _mm512_cmpeq_epi8_mask(before, _mm512_set1_epi8((char)0xC3));
    __mmask64 ce = _mm512_cmpeq_epi8_mask(before, _mm512_set1_epi8((char)0xCE));
    __mmask64 euro = _mm512_cmpeq_epi8_mask(octets, _mm512_set1_epi8((char)EURO_LEAD)) << 2 &
                     _mm512_cmpeq_epi8_mask(octets, _mm512_set1_epi8((char)EURO_MIDDLE)) << 1 &
                     _mm512_cmpeq_epi8_mask(octets, _mm512_set1_epi8((char)EURO_LAST));
    codes = _mm512_mask_permutexvar_epi8(codes, c2, octets, LOAD(codes_behind_c2));
    codes = _mm512_mask_permutexvar_epi8(codes, c3, octets, LOAD(codes_behind_c3));
    codes = _mm512_mask_permutexvar_epi8(codes, ce, octets, LOAD(codes_behind_ce));
    codes = _mm512_mask_mov_epi8(codes, euro, _mm512_set1_epi8((char)EURO_CODE));
    __mmask64 had = _mm512_cmpneq_epi8_mask(codes, _mm512_set1_epi8((char)0xFF));
    __mmask64 two = (c2 | c3 | ce) & had;
    __mmask64 last = (~beyond & had) | two | euro;
    // An octet that is neither the last one of a character nor before such a one.
    __mmask64 absent = ~(last | two >> 1 | euro >> 1 | euro >> 2) & all;
    if (absent != 0) all = _blsmsk_u64(absent) >> 1;
    block.last = last & all;
    block.codes = _mm512_maskz_compress_epi8(block.last, codes);
    block.characters = (unsigned)_mm_popcnt_u64(block.last);
    block.escaped = _mm512_movepi8_mask(block.codes);
    return block;
}

// Opens the gaps of 32 characters; gives where the characters themselves stand among the septets.
AVX512_INLINE uint64_t store_opened(uint8_t *septets, __m512i codes, uint32_t escaped,
                                    unsigned count) {
    // Two bits for each character, of which the lower one is only there for an escape.
    uint64_t there = (_pdep_u64(escaped, ESCAPES) | CHARACTERS) & LOW_BITS(2 * count);
    uint64_t characters = _pext_u64(CHARACTERS, there);
    __m512i opened = _mm512_mask_expand_epi8(_mm512_set1_epi8(ESCAPE), characters, codes);
    _mm512_storeu_si512(septets, opened);
    return characters;
}

typedef struct {
    unsigned septets;
    unsigned characters;
} Taken;

// Stores the septets of a block, of as many whole characters as have room.
AVX512_INLINE Taken store_block(uint8_t *septets, Block block, unsigned room) {
    if (block.escaped == 0) {
        unsigned count = block.characters < room ? block.characters : room;
        _mm512_storeu_si512(septets, block.codes);
        return (Taken){count, count};
    }
    Taken taken = {0, 0};
    __m512i codes = _mm512_and_si512(block.codes, _mm512_set1_epi8(0x7F));
    for (unsigned done = 0; done < block.characters; done += 32) {
        unsigned count = block.characters - done < 32 ? block.characters - done : 32;
        uint64_t characters = store_opened(septets + taken.septets, codes,
                                           (uint32_t)(block.escaped >> done), count);
        unsigned left = room - taken.septets;
        uint64_t fitting = _bzhi_u64(characters, left < 64 ? left : 64);
        taken.characters += (unsigned)_mm_popcnt_u64(fitting);
        // Up to the last character: an escape without one behind it is not taken.
        taken.septets += 64 - (unsigned)_lzcnt_u64(fitting);
        if (fitting != characters) break;
        codes = _mm512_shuffle_i64x2(codes, codes, 0x0E);
    }
    return taken;
}

// Packs septets behind zero bits: of each eight, pairs, then fours, then all in 56 bits.
AVX512_INLINE void pack(const uint8_t *septets, intptr_t count, unsigned fill, uint8_t *packed) {
    intptr_t octets = (fill + 7 * count + 7) / 8;
    const __m512i low28 = _mm512_set1_epi64(0x0FFFFFFF);
    const __m512i low56 = _mm512_set1_epi64(0x00FFFFFFFFFFFFFF);
    __m512i before = _mm512_setzero_si512();
    for (intptr_t done = 0; octets > 0; done += 64, octets -= 56, packed += 56) {
        intptr_t left = count - done;
        __m512i words = _mm512_maskz_loadu_epi8(left > 0 ? LOW_BITS(left < 64 ? left : 64) : 0,
                                                septets + done);
        words = _mm512_maddubs_epi16(_mm512_set1_epi16((short)0x8001), words);
        words = _mm512_madd_epi16(words, _mm512_set1_epi32(0x40000001));
        words = _mm512_or_si512(_mm512_and_si512(words, low28),
                                _mm512_srli_epi64(_mm512_andnot_si512(low28, words), 4));
        if (fill > 0) {
            // What the fill bits push out of 56 bits is the beginning of the next 56.
            __m512i shifted = _mm512_sllv_epi64(words, _mm512_set1_epi64(fill));
            __m512i previous = _mm512_alignr_epi64(words, before, 7);
            __m512i pushed = _mm512_srlv_epi64(previous, _mm512_set1_epi64(56 - fill));
            before = words;
            words = _mm512_and_si512(_mm512_or_si512(shifted, pushed), low56);
        }
        __m512i together = _mm512_maskz_compress_epi8(0x7F7F7F7F7F7F7F7F, words);
        _mm512_mask_storeu_epi8(packed, LOW_BITS(octets < 56 ? octets : 56), together);
    }
}

AVX512 intptr_t cseptet_avx512_encode_septets(const uint8_t *octets, intptr_t octetCount,
                                              intptr_t room, intptr_t fillBitCount,
                                              uint8_t *packed, intptr_t *read) {
    // Each store writes 64 septets, the last one at most at the end of a part.
    uint8_t septets[SEPTETS_OF_A_PART + 64];
    intptr_t position = 0, count = 0;
    if (room > SEPTETS_OF_A_PART) room = SEPTETS_OF_A_PART;
    while (position < octetCount && count < room) {
        intptr_t left = octetCount - position;
        unsigned size = left < 64 ? (unsigned)left : 64;
        __m512i vector = _mm512_maskz_loadu_epi8(LOW_BITS(size), octets + position);
        Block block = look_up(vector, size);
        if (block.characters == 0) break;
        Taken taken = store_block(septets + count, block, (unsigned)(room - count));
        count += taken.septets;
        if (taken.characters < block.characters) {
            if (taken.characters > 0) {
                uint64_t end = _pdep_u64(1ULL << (taken.characters - 1), block.last);
                position += (intptr_t)_tzcnt_u64(end) + 1;
            }
            break;
        }
        position += 64 - (intptr_t)_lzcnt_u64(block.last);
    }
    pack(septets, count, (unsigned)fillBitCount, packed);
    *read = position;
    return count;
}

AVX512 void cseptet_avx512_pack(const uint8_t *septets, intptr_t septetCount,
                                intptr_t fillBitCount, uint8_t *packed) {
    pack(septets, septetCount, (unsigned)fillBitCount, packed);
}

#endif
