// UTF-8 into UTF-16, most significant octet first, with NEON: 16 octets at a time.
//
//     while there is text and room:
//         load 16 octets, filled up with ASCII where the text ends
//         make a unit where a character has its last octet: where the next one begins
//         drop the other places, store
//         a character of four octets, which is rare, is made by itself
//
//     octets, last of a character   0lllllll   10llllll   10llllll
//     the one before                           110uuumm   10mmmmmm
//     the one before that                                 1110uuuu
//     unit: upper half              00000000   00000uuu   uuuummmm    from the two before
//           lower half              0lllllll   mmllllll   mmllllll    from the last and the one before
//
// What differs from one octet at a time, beside that:
//
// 1. The last character that begins in a vector is left to the next one, whether it ends there or
//    not. So nothing is asked of what follows, and each vector begins with a character.
// 2. Places are dropped by a shuffle of four units, of which there are sixteen.
// 3. Sixteen octets of ASCII are stored with zeros between them by one instruction.
// 4. Sixteen units are written at once while they have room, and by way of a copy when not.

#include "kernels.h"

#if CSEPTET_NEON

#include "neon.h"

#define UNIT(number) 2 * (number), 2 * (number) + 1

// For four bits, the units whose bit is set, from the lowest on.
static const uint8_t kept_units[16][8] = {
    {0},
    {UNIT(0)},
    {UNIT(1)},
    {UNIT(0), UNIT(1)},
    {UNIT(2)},
    {UNIT(0), UNIT(2)},
    {UNIT(1), UNIT(2)},
    {UNIT(0), UNIT(1), UNIT(2)},
    {UNIT(3)},
    {UNIT(0), UNIT(3)},
    {UNIT(1), UNIT(3)},
    {UNIT(0), UNIT(1), UNIT(3)},
    {UNIT(2), UNIT(3)},
    {UNIT(0), UNIT(2), UNIT(3)},
    {UNIT(1), UNIT(2), UNIT(3)},
    {UNIT(0), UNIT(1), UNIT(2), UNIT(3)},
};

// The unit of each octet that ends a character of up to three octets, its upper half first.
NEON_INLINE uint8x16x2_t units_of(uint8x16_t octets, uint8x16_t starts) {
    uint8x16_t none = vdupq_n_u8(0);
    // Continuations apart, no octet has another one before it.
    uint8x16_t second = vbicq_u8(MOVED_UP(none, octets, 1), starts);
    uint8x16_t third = vbicq_u8(MOVED_UP(none, second, 1), starts);
    // Both insert the low bits of one octet above those of the other.
    uint8x16_t upper = vsliq_n_u8(vshrq_n_u8(second, 2), third, 4);
    uint8x16_t lower = vbslq_u8(starts, octets, vsliq_n_u8(octets, second, 6));
    return vzipq_u8(upper, lower);
}

// Stores those of four units whose bits are set, and whatever behind them; gives where they end.
NEON_INLINE uint8_t *store_kept(uint8_t *target, uint8x8_t units, unsigned bits) {
    vst1_u8(target, vtbl1_u8(units, vld1_u8(kept_units[bits])));
    return target + 2 * count_of_four(bits);
}

// Stores those of sixteen units whose bits are set, and whatever behind them.
NEON_INLINE void store_units(uint8_t *target, uint8x16x2_t units, unsigned bits) {
    // In bounds: there is room for sixteen units. Before each four that are stored, at most four
    // for each step before were kept.
    target = store_kept(target, vget_low_u8(units.val[0]), bits & 0xF);
    target = store_kept(target, vget_high_u8(units.val[0]), bits >> 4 & 0xF);
    target = store_kept(target, vget_low_u8(units.val[1]), bits >> 8 & 0xF);
    store_kept(target, vget_high_u8(units.val[1]), bits >> 12);
}

// Writes a character of four octets as a surrogate pair.
NEON_INLINE void store_pair(const uint8_t *octets, uint8_t *units) {
    uint32_t word;
    memcpy(&word, octets, 4);
    word = __builtin_bswap32(word);
    uint32_t scalar = (word >> 24 & 0x07) << 18 | (word >> 16 & 0x3F) << 12 |
                      (word >> 8 & 0x3F) << 6 | (word & 0x3F);
    uint32_t pair = (0xD7C0 + (scalar >> 10)) << 16 | 0xDC00 | (scalar & 0x3FF);
    pair = __builtin_bswap32(pair);
    memcpy(units, &pair, 4);
}

intptr_t cseptet_neon_encode_utf16(const uint8_t *octets, intptr_t octetCount, intptr_t room,
                                   uint8_t *units, intptr_t *read) {
    intptr_t position = 0, written = 0;
    while (position < octetCount && written < room) {
        intptr_t left = octetCount - position, free = room - written;
        uint8_t *target = units + 2 * written;
        uint8x16_t vector = load_up_to_16(octets, octetCount, position, ' ');
        uint8_t largest = vmaxvq_u8(vector);
        if (largest < 0x80 && left >= 16 && free >= 16) {
            // In bounds: sixteen units have room.
            const uint8x16x2_t halves = {{vdupq_n_u8(0), vector}};
            vst2q_u8(target, halves);
            position += 16;
            written += 16;
            continue;
        }
        uint8x16_t starting_lanes = starting(vector);
        // The characters of the text and, when it ends here, what begins behind it.
        unsigned starts = bits_of(starting_lanes);
        if (left < 16) starts &= (2u << left) - 1;
        if (largest >= 0xF0) {
            unsigned fours = bits_of(leads_of_four(vector));
            // The bits up to the first of them.
            starts &= fours ^ (fours - 1);
            if (fours & 1) {
                if (left < 4 || free < 2) break;
                // In bounds: four octets are left, and two units have room.
                store_pair(octets + position, target);
                position += 4;
                written += 2;
                continue;
            }
        }
        // A character ends before the next one begins.
        unsigned ends = starts >> 1;
        if (ends == 0) break;
        intptr_t count = __builtin_popcount(ends);
        uint8x16x2_t made = units_of(vector, starting_lanes);
        if (free >= 16) {
            store_units(target, made, ends);
        } else {
            uint8_t copy[32];
            store_units(copy, made, ends);
            // What begins behind the last unit that has room is left.
            for (; count > free; count--) starts ^= 1u << (31 - __builtin_clz(starts));
            // In bounds: `count` units have room, and no more than sixteen were made.
            memcpy(target, copy, (size_t)(2 * count));
        }
        position += 31 - __builtin_clz(starts);
        written += count;
    }
    *read = position;
    return written;
}

#endif
