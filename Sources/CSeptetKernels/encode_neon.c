// Text into the octets of a part, with NEON: 16 octets at a time. In pseudo-code:
//
//     while there is text and room:
//         load 16 octets; for the last octet of each character look up its septet
//         put an escape before each septet of the extension table
//         drop the places without escape, and those of octets that are not the last
//         when not all have room, keep those characters that do
//     pack all septets
//
//     octets    P     r     C3    A9    5B    E2    82    AC        é [ €
//     codes     50    72    --    05    BC    --    --    E5        bit 7: in the extension table
//     pairs     -- 50 -- 72 -- -- -- 05 1B 3C -- -- -- -- 1B 65
//     septets   50 72 05 1B 3C 1B 65
//
// What differs from one octet at a time, beside that:
//
// 1. Sixteen octets of ASCII without one of the extension table are stored at once.
// 2. A character that continues behind the sixteen octets counts as absent: the next sixteen begin
//    with it and find it. When none is found, the first is absent.

#include "kernels.h"

#if CSEPTET_NEON

#include "septets_neon.h"

enum { SEPTETS_OF_A_PART = 160, ABSENT = 0xFF };

// The characters of sixteen octets, one bit or code at the last octet of each.
typedef struct {
    uint8x16_t codes;
    unsigned last;
    unsigned escaped;
} Characters;

// Looks up the low six bits of octets behind a lead in its table; other codes stay.
NEON_INLINE uint8x16_t look_up_behind(uint8x16_t lanes, const uint8_t *entries, uint8x16_t octets,
                                      uint8x16_t codes) {
    uint8x16_t index = vandq_u8(octets, vdupq_n_u8(0x3F));
    return vbslq_u8(lanes, vqtbl4q_u8(vld1q_u8_x4(entries), index), codes);
}

// The characters of the first `count` octets, up to the first that is absent or goes on behind them.
NEON_INLINE Characters find_characters(uint8x16_t octets, uint8x16_t codes, unsigned count) {
    const uint8x16_t none = vdupq_n_u8(0);
    uint8x16_t one = MOVED_UP(none, octets, 1), two = MOVED_UP(none, octets, 2);
    uint8x16_t c2 = equal(one, 0xC2), c3 = equal(one, 0xC3), ce = equal(one, 0xCE);
    codes = look_up_behind(c2, codes_behind_c2, octets, codes);
    codes = look_up_behind(c3, codes_behind_c3, octets, codes);
    codes = look_up_behind(ce, codes_behind_ce, octets, codes);
    uint8x16_t euro = vandq_u8(vandq_u8(equal(two, EURO_LEAD), equal(one, EURO_MIDDLE)),
                               equal(octets, EURO_LAST));
    codes = vbslq_u8(euro, vdupq_n_u8(EURO_CODE), codes);
    uint8x16_t had = vmvnq_u8(equal(codes, ABSENT));
    uint8x16_t pair = vandq_u8(vorrq_u8(vorrq_u8(c2, c3), ce), had);
    uint8x16_t ascii = vandq_u8(vcgezq_s8(vreinterpretq_s8_u8(octets)), had);
    unsigned pairs = bits_of(pair), euros = bits_of(euro);
    unsigned last = bits_of(ascii) | pairs | euros;
    // An octet that is neither the last one of a character nor before such a one; the bits below it.
    unsigned absent = ~(last | pairs >> 1 | euros >> 1 | euros >> 2) | 1u << count;
    last &= (absent & (0 - absent)) - 1;
    return (Characters){codes, last, last & bits_of(vtstq_u8(codes, vdupq_n_u8(0x80)))};
}

// Stores the septets of characters, and whatever behind them: 32 at most.
NEON_INLINE void store_septets(uint8_t *septets, Characters characters) {
    uint8x16_t codes = vandq_u8(characters.codes, vdupq_n_u8(0x7F));
    store_kept(septets, vzipq_u8(vdupq_n_u8(ESCAPE), codes),
               vzipq_u8(lanes_of(characters.escaped), lanes_of(characters.last)));
}

intptr_t cseptet_neon_encode_septets(const uint8_t *octets, intptr_t octetCount, intptr_t room,
                                     intptr_t fillBitCount, uint8_t *packed, intptr_t *read) {
    // Each store writes 32 septets, the last one at most at the end of a part.
    uint8_t septets[SEPTETS_OF_A_PART + 32];
    intptr_t position = 0, count = 0;
    if (room > SEPTETS_OF_A_PART) room = SEPTETS_OF_A_PART;
    while (position < octetCount && count < room) {
        intptr_t left = octetCount - position;
        uint8x16_t vector = load_up_to_16(octets, octetCount, position, ' ');
        uint8x16_t codes = look_up_in_128(codes_of_ascii, vector);
        if (left >= 16 && room - count >= 16 && vmaxvq_u8(vorrq_u8(vector, codes)) < 0x80) {
            // In bounds: sixteen septets have room.
            vst1q_u8(septets + count, codes);
            position += 16;
            count += 16;
            continue;
        }
        Characters found = find_characters(vector, codes, left < 16 ? (unsigned)left : 16);
        intptr_t septetCount = __builtin_popcount(found.last) + __builtin_popcount(found.escaped);
        while (septetCount > room - count) {
            unsigned end = 31 - (unsigned)__builtin_clz(found.last);
            septetCount -= 1 + (found.escaped >> end & 1);
            found.last &= ~(1u << end);
        }
        if (found.last == 0) break;
        store_septets(septets + count, found);
        count += septetCount;
        position += 32 - __builtin_clz(found.last);
    }
    cseptet_neon_pack(septets, count, fillBitCount, packed);
    *read = position;
    return count;
}

#endif
