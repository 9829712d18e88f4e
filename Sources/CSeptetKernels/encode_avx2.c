// Text into the octets of a part, with the bit shuffles of BMI2: eight octets at a time.
//
// The pseudo-code is that of `Kernel.encodeSeptetsByWords` in Swift. What differs:
//
// 1. Eight septets become 56 bits in one step, by pext.
// 2. Nothing checks bounds within a step; each step is sure of its room before it begins.

#include "kernels.h"

#if CSEPTET_X86_64

#include <stdbool.h>

#include "GeneratedCodecTables.h"
#include "words_avx2.h"

enum { ESCAPE = 0x1B, ABSENT = 0xFF, SEPTETS_OF_A_PART = 160 };

typedef struct {
    uint8_t code;
    uint8_t octets;
} Code;

// The code of a character; `left` octets follow from its first one on.
AVX2_INLINE Code code_of(const uint8_t *octets, intptr_t left) {
    uint8_t lead = octets[0], second = octets[left > 1];
    if (lead >= 0xE0) {
        bool euro = left > 2 && lead == EURO_LEAD && second == EURO_MIDDLE && octets[2] == EURO_LAST;
        return (Code){euro ? EURO_CODE : ABSENT, 3};
    }
    // Either is looked up, so that nothing is to be guessed among ASCII and two octets.
    const uint8_t *behind = lead == 0xC3 ? codes_behind_c3 : codes_behind_c2;
    behind = lead == 0xCE ? codes_behind_ce : behind;
    bool isRow = lead == 0xC2 || lead == 0xC3 || lead == 0xCE;
    uint8_t two = isRow ? behind[second & 0x3F] : ABSENT;
    uint8_t one = codes_of_ascii[lead & 0x7F];
    return lead < 0x80 ? (Code){one, 1} : (Code){two, 2};
}

AVX2_INLINE void pack(const uint8_t *septets, intptr_t count, unsigned fill, uint8_t *packed) {
    uint64_t carry = 0;
    while (count > 8) {
        uint64_t bits = _pext_u64(load_word(septets), EACH(0x7F)) << fill | carry;
        // 56 bits and at least one more septet make eight octets or more.
        store_word(packed, bits);
        carry = bits >> 56;
        septets += 8;
        packed += 7;
        count -= 8;
    }
    uint64_t bits = _pext_u64(load_rest(septets, count), EACH(0x7F)) << fill | carry;
    for (intptr_t left = (fill + 7 * count + 7) / 8; left > 0; left--) {
        *packed++ = (uint8_t)bits;
        bits >>= 8;
    }
}

AVX2 intptr_t cseptet_avx2_encode_septets(const uint8_t *octets, intptr_t octetCount,
                                          intptr_t room, intptr_t fillBitCount, uint8_t *packed,
                                          intptr_t *read) {
    // A step stores eight octets, from the last septet of a part on at most.
    uint8_t septets[SEPTETS_OF_A_PART + 8];
    intptr_t position = 0, written = 0;
    if (room > SEPTETS_OF_A_PART) room = SEPTETS_OF_A_PART;
    while (position < octetCount) {
        uint64_t word = load_at(octets, octetCount, position);
        store_word(septets + written, word);
        intptr_t count = (intptr_t)(_tzcnt_u64(not_their_own_septet(word)) / 8);
        if (count > room - written) count = room - written;
        position += count;
        written += count;
        if (count == 8) continue;
        if (position >= octetCount) break;
        Code code = code_of(octets + position, octetCount - position);
        intptr_t septetCount = 1 + (code.code >> 7);
        if (code.code == ABSENT || septetCount > room - written) break;
        septets[written] = ESCAPE;
        written += septetCount;
        septets[written - 1] = code.code & 0x7F;
        position += code.octets;
    }
    pack(septets, written, (unsigned)fillBitCount, packed);
    *read = position;
    return written;
}

AVX2 void cseptet_avx2_pack(const uint8_t *septets, intptr_t septetCount, intptr_t fillBitCount,
                            uint8_t *packed) {
    pack(septets, septetCount, (unsigned)fillBitCount, packed);
}

#endif
