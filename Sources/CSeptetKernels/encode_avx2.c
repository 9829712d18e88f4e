// Text into the octets of a part, with AVX2. In pseudo-code:
//
//     while there is text and room, for each block of 64 octets:
//         make the septet of each, and mark the octets that have none of their own
//         up to each mark, copy septets
//         look up the character that begins at the mark, and store an escape and its septet
//     pack all septets
//
//     octets    P     r     C3    A9    5B    E2    82    AC        é [ €
//     septets   50    72    --    --    --    --    --    --
//     marks                 ^     ^     ^     ^     ^     ^         those within a character go
//     stored    50 72 05 1B 3C 1B 65
//
// Where the next character is marked depends on the mask only, not on what was stored before, and no
// branch depends on whether a character is escaped or has two octets.

#include "kernels.h"

#if CSEPTET_X86_64

#include "GeneratedCodecTables.h"
#include "avx2.h"

enum { ESCAPE = 0x1B, SEPTETS_OF_A_PART = 160, NONE = 0xFF, BLOCK = 64 };

// The septets of 32 octets, and bits where an octet has none of its own.
typedef struct {
    __m256i septets;
    uint32_t others;
} Septets;

AVX2_INLINE Septets own_septets(__m256i octets) {
    __m256i class = _mm256_and_si256(look_up(septet_class_by_low, low_nibbles(octets)),
                                     look_up(septet_class_by_high, high_nibbles(octets)));
    __m256i septets = _mm256_xor_si256(octets, look_up(septet_change, class));
    // What is 8 or more has its top bit set then.
    return (Septets){septets, top_bits(_mm256_adds_epu8(class, _mm256_set1_epi8(0x78)))};
}

// Bits of the octets that continue a character.
AVX2_INLINE uint32_t continuing(__m256i octets) {
    return top_bits(_mm256_cmpgt_epi8(_mm256_set1_epi8(-64), octets));
}

// The octets of a block as far as there are any, and zeros.
AVX2_INLINE void load_block(const uint8_t *octets, intptr_t left, __m256i block[2]) {
    block[0] = left >= 32 ? load_32(octets) : load_up_to_31(octets, left);
    block[1] = _mm256_setzero_si256();
    if (left >= 64) block[1] = load_32(octets + 32);
    else if (left > 32) block[1] = load_up_to_31(octets + 32, left - 32);
}

typedef struct {
    unsigned code, octets;
} Character;

// The code of a character of valid UTF-8 that has no septet of its own; NONE if it is absent.
AVX2_INLINE Character look_up_one(const uint8_t *octets, intptr_t left) {
    unsigned lead = octets[0];
    if (lead >= 0xD0) {
        bool is_euro = left > 2 && lead == EURO_LEAD && octets[1] == EURO_MIDDLE &&
                       octets[2] == EURO_LAST;
        return (Character){is_euro ? EURO_CODE : NONE, 3};
    }
    // Both are made, because a branch on which it is would often be mispredicted.
    unsigned is_beyond = lead >> 7;
    unsigned pair = (lead & 0x1F) << 6 | (octets[is_beyond & (left > 1)] & 0x3F);
    return (Character){codes_below_400[is_beyond ? pair & 0x3FF : lead], 1 + is_beyond};
}

// Copies 64 septets at once; `septets` has room for them, and at least 32 more are behind `from`.
AVX2_INLINE void copy_run(uint8_t *septets, const uint8_t *from, intptr_t count) {
    _mm256_storeu_si256((__m256i *)septets, load_32(from));
    if (count > 32) _mm256_storeu_si256((__m256i *)(septets + 32), load_32(from + 32));
}

// Thirty-two septets as 28 octets behind zero bits, each fourteen in a half. `before` are the words
// of the 32 before.
AVX2_INLINE __m256i pack_32(__m256i septets, unsigned fill, __m256i *before) {
    const __m256i low28 = _mm256_set1_epi64x(0x0FFFFFFF);
    const __m256i sevens = _mm256_broadcastsi128_si256(
        _mm_set_epi64x((long long)0x80800E0D0C0B0A09, 0x0806050403020100));
    // Of each eight septets pairs, then fours, then all in 56 bits.
    __m256i words = _mm256_maddubs_epi16(_mm256_set1_epi16((short)0x8001), septets);
    words = _mm256_madd_epi16(words, _mm256_set1_epi32(0x40000001));
    words = _mm256_or_si256(_mm256_and_si256(words, low28),
                            _mm256_srli_epi64(_mm256_andnot_si256(low28, words), 4));
    // The bits that the fill bits push out of 56 begin the next 56; the eighth octet is dropped.
    __m256i previous = SHIFT_UP(words, *before, 8);
    __m256i pushed = _mm256_srl_epi64(previous, _mm_cvtsi32_si128((int)(56 - fill)));
    *before = words;
    words = _mm256_or_si256(_mm256_sll_epi64(words, _mm_cvtsi32_si128((int)fill)), pushed);
    return _mm256_shuffle_epi8(words, sevens);
}

// Stores the octets of 32 septets, of which no more than `octets` have room.
AVX2_INLINE void store_packed(uint8_t *packed, __m256i both, intptr_t octets) {
    __m128i low = _mm256_castsi256_si128(both), high = _mm256_extracti128_si256(both, 1);
    if (octets >= 30) {
        // In bounds: thirty octets have room; the next step writes the last two again.
        _mm_storeu_si128((__m128i *)packed, low);
        _mm_storeu_si128((__m128i *)(packed + 14), high);
        return;
    }
    uint8_t copy[30];
    _mm_storeu_si128((__m128i *)copy, low);
    _mm_storeu_si128((__m128i *)(copy + 14), high);
    // In bounds: so many octets are left.
    memcpy(packed, copy, (size_t)(octets < 28 ? octets : 28));
}

AVX2 void cseptet_avx2_pack(const uint8_t *septets, intptr_t septetCount, intptr_t fillBitCount,
                            uint8_t *packed) {
    intptr_t octets = (fillBitCount + 7 * septetCount + 7) / 8;
    __m256i before = _mm256_setzero_si256();
    for (; octets > 0; septets += 32, septetCount -= 32, octets -= 28, packed += 28) {
        __m256i block = septetCount >= 32 ? load_32(septets)
                        : septetCount > 0 ? load_up_to_31(septets, septetCount)
                                          : _mm256_setzero_si256();
        store_packed(packed, pack_32(block, (unsigned)fillBitCount, &before), octets);
    }
}

AVX2 intptr_t cseptet_avx2_encode_septets(const uint8_t *octets, intptr_t octetCount,
                                          intptr_t room, intptr_t fillBitCount, uint8_t *packed,
                                          intptr_t *read) {
    // A block and what is copied with it begin behind 160 septets at most.
    uint8_t septets[SEPTETS_OF_A_PART + BLOCK + 32] __attribute__((aligned(32)));
    // Octets behind the block are copied and not used.
    uint8_t own[2 * BLOCK] __attribute__((aligned(32)));
    if (room > SEPTETS_OF_A_PART) room = SEPTETS_OF_A_PART;
    intptr_t position = 0, count = 0;
    while (position < octetCount && count < room) {
        intptr_t left = octetCount - position, here = left < BLOCK ? left : BLOCK;
        __m256i block[2];
        load_block(octets + position, left, block);
        Septets first = own_septets(block[0]), second = own_septets(block[1]);
        uint64_t others = first.others | (uint64_t)second.others << 32;
        others &= _bzhi_u64(~0ULL, (unsigned)here);
        if (others == 0) {
            if (here > room - count) here = room - count;
            _mm256_storeu_si256((__m256i *)(septets + count), first.septets);
            _mm256_storeu_si256((__m256i *)(septets + count + 32), second.septets);
            count += here;
            position += here;
            continue;
        }
        _mm256_store_si256((__m256i *)own, first.septets);
        _mm256_store_si256((__m256i *)(own + 32), second.septets);
        // The characters that have no septet of their own, without the octets that continue one.
        uint64_t begins = others & ~(continuing(block[0]) | (uint64_t)continuing(block[1]) << 32);
        intptr_t offset = 0;
        bool goes_on = true;
        for (; begins != 0 && goes_on; begins = _blsr_u64(begins)) {
            intptr_t run = (intptr_t)_tzcnt_u64(begins) - offset;
            copy_run(septets + count, own + offset, run);
            if (run > room - count) run = room - count, goes_on = false;
            count += run;
            offset += run;
            Character next = look_up_one(octets + position + offset, left - offset);
            if (goes_on & (next.code == NONE)) {
                // What a text begins with that travels in UCS-2 is of no use to anyone.
                *read = position + offset;
                return count;
            }
            intptr_t septetCount = 1 + (intptr_t)(next.code >> 7);
            goes_on &= (next.code != NONE) & (septetCount <= room - count);
            if (!goes_on) break;
            septets[count] = ESCAPE;
            septets[count + septetCount - 1] = next.code & 0x7F;
            count += septetCount;
            offset += next.octets;
        }
        // The last character may go on behind the block.
        if (goes_on && offset < here) {
            intptr_t run = here - offset;
            copy_run(septets + count, own + offset, run);
            if (run > room - count) run = room - count;
            count += run;
            offset += run;
        }
        position += offset;
        if (!goes_on) break;
    }
    _mm256_storeu_si256((__m256i *)(septets + count), _mm256_setzero_si256());
    uint8_t copy[(SEPTETS_OF_A_PART / 32) * 28 + 32];
    intptr_t packedCount = (fillBitCount + 7 * count + 7) / 8;
    __m256i before = _mm256_setzero_si256();
    for (intptr_t done = 0, target = 0; target < packedCount; done += 32, target += 28) {
        __m256i both = pack_32(load_32(septets + done), (unsigned)fillBitCount, &before);
        _mm_storeu_si128((__m128i *)(copy + target), _mm256_castsi256_si128(both));
        _mm_storeu_si128((__m128i *)(copy + target + 14), _mm256_extracti128_si256(both, 1));
    }
    copy_octets(packed, copy, packedCount);
    *read = position;
    return count;
}

#endif
