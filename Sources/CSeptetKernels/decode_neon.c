// Packed septets into UTF-8, default alphabet, with NEON: 16 septets at a time. In pseudo-code:
//
//     while there are septets:
//         take 16 of them out of 15 octets, one an octet
//         look up the first and the second octet of UTF-8 of each
//         where an escape is before a septet, look both up in the extension table
//         interleave first and second octets, drop the escapes and what is not there
//
//     octets      .bbbbbbb aaaaaaa.   moved down to where a begins; the bits of b inserted above
//     septets     .bbbbbbb .aaaaaaa   those of a, one place further: first 28, then 14, then 7
//
// A euro sign has three octets, but also two septets: its first two octets take the place of the
// escape, the third that of the septet behind it. Sixteen never end with an escape while more
// septets come.
//
// What differs from one septet at a time, beside that:
//
// 1. Sixteen septets that show ASCII are stored at once.
// 2. Octets are dropped by a shuffle of four, of which there are sixteen.
// 3. Four octets are written at once as long as later octets overwrite the dropped ones, and
//    through a copy otherwise.

#include "kernels.h"

#if CSEPTET_NEON

#include "decode.h"
#include "septets_neon.h"

// Sixteen septets that begin at a bit; those behind the octets are 0.
NEON_INLINE uint8x16_t unpack(const uint8_t *octets, intptr_t octetCount, intptr_t bit) {
    // Two words of eight octets, the second one seven octets on.
    const uint8x16_t sevens = vcombine_u8(vcreate_u8(0x0706050403020100),
                                          vcreate_u8(0x0E0D0C0B0A090807));
    uint8x16_t vector = vqtbl1q_u8(load_up_to_16(octets, octetCount, bit >> 3, 0), sevens);
    // A shift to the left by less than 0 is one to the right.
    uint64x2_t words = vshlq_u64(vreinterpretq_u64_u8(vector), vdupq_n_s64(-(bit & 7)));
    uint32x4_t fours =
        vreinterpretq_u32_u64(vsliq_n_u64(words, vshrq_n_u64(words, 28), 32));
    uint16x8_t pairs = vreinterpretq_u16_u32(vsliq_n_u32(fours, vshrq_n_u32(fours, 14), 16));
    uint8x16_t septets = vreinterpretq_u8_u16(vsliq_n_u16(pairs, vshrq_n_u16(pairs, 7), 8));
    return vandq_u8(septets, vdupq_n_u8(0x7F));
}

// The first and second octets of septets; 0 where there is none, as no character is.
typedef struct {
    uint8x16_t first, second;
} Shown;

// Inserts what escaped septets show. Escapes that are `silent` show nothing, except before a euro
// sign; one at the very end keeps its space.
NEON_INLINE Shown with_escaped(Shown shown, uint8x16_t septets, unsigned opening,
                               unsigned silent) {
    uint8x16_t escaped = lanes_of(opening << 1);
    uint8x16_t first = vbslq_u8(escaped, look_up_in_128(first_octets + 128, septets), shown.first);
    uint8x16_t second =
        vbslq_u8(escaped, look_up_in_128(second_octets + 128, septets), shown.second);
    uint8x16_t euro = vandq_u8(escaped, equal(first, EURO_LEAD));
    uint8x16_t before_euro = vextq_u8(euro, vdupq_n_u8(0), 1);
    first = vbicq_u8(first, lanes_of(silent));
    first = vbslq_u8(before_euro, vdupq_n_u8(EURO_LEAD), first);
    first = vbslq_u8(euro, vdupq_n_u8(EURO_LAST), first);
    second = vbslq_u8(before_euro, vdupq_n_u8(EURO_MIDDLE), second);
    second = vbicq_u8(second, euro);
    return (Shown){first, second};
}

// Stores the octets that are there, and garbage behind them; returns where they end.
NEON_INLINE uint8_t *store_shown(uint8_t *utf8, Shown shown) {
    uint8x16x2_t pairs = vzipq_u8(shown.first, shown.second), there;
    for (int half = 0; half < 2; half++) {
        there.val[half] = vtstq_u8(pairs.val[half], pairs.val[half]);
    }
    return store_kept(utf8, pairs, there);
}

intptr_t cseptet_neon_decode_septets(const uint8_t *octets, intptr_t octetCount,
                                     intptr_t firstBit, intptr_t septetCount, uint8_t *utf8) {
    uint8_t *start = utf8;
    intptr_t done = 0;
    while (done < septetCount) {
        intptr_t left = septetCount - done, count = left < 16 ? left : 16;
        uint8x16_t septets = unpack(octets, octetCount, firstBit + 7 * done);
        uint8x16_t escapes = equal(septets, ESCAPE);
        Shown shown = {.first = look_up_in_128(first_octets, septets)};
        if (left >= 16 && vmaxvq_u8(vorrq_u8(shown.first, escapes)) < 0x80) {
            // In bounds: each of sixteen septets has room for two octets.
            vst1q_u8(utf8, shown.first);
            utf8 += 16;
            done += 16;
            continue;
        }
        shown.second = look_up_in_128(second_octets, septets);
        if (any(escapes)) {
            unsigned opening = (unsigned)opening_escapes(bits_of(escapes));
            unsigned last = 1u << (count - 1);
            if (left > 16 && opening & last) count--;
            shown = with_escaped(shown, septets, opening, opening & ~last);
        }
        uint8x16_t all = lanes_of((1u << count) - 1);
        shown.first = vandq_u8(shown.first, all);
        shown.second = vandq_u8(shown.second, all);
        if (left >= 32) {
            // At least sixteen septets come behind these, which show eight octets or more.
            utf8 = store_shown(utf8, shown);
        } else {
            uint8_t copy[32];
            intptr_t shown_count = store_shown(copy, shown) - copy;
            // In bounds: two octets have room for each septet.
            memcpy(utf8, copy, (size_t)shown_count);
            utf8 += shown_count;
        }
        done += count;
    }
    return utf8 - start;
}

#endif
