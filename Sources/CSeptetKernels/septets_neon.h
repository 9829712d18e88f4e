// What encoding and decoding septets with NEON share.

#ifndef CSEPTET_SEPTETS_NEON_H
#define CSEPTET_SEPTETS_NEON_H

#include "GeneratedCodecTables.h"
#include "neon.h"

enum { ESCAPE = 0x1B };

// Looks octets up in a table of 128; those above 127 give 0.
NEON_INLINE uint8x16_t look_up_in_128(const uint8_t *entries, uint8x16_t octets) {
    uint8x16_t low = vqtbl4q_u8(vld1q_u8_x4(entries), octets);
    return vqtbx4q_u8(low, vld1q_u8_x4(entries + 64), vsubq_u8(octets, vdupq_n_u8(64)));
}

// For four bits, the octets whose bit is set, from the lowest on.
static const uint8_t kept_octets[16][4] = {
    {0}, {0}, {1}, {0, 1}, {2}, {0, 2}, {1, 2}, {0, 1, 2},
    {3}, {0, 3}, {1, 3}, {0, 1, 3}, {2, 3}, {0, 2, 3}, {1, 2, 3}, {0, 1, 2, 3},
};

// Stores those of 32 octets that are there, and garbage behind them; returns where they end.
NEON_INLINE uint8_t *store_kept(uint8_t *target, uint8x16x2_t octets, uint8x16x2_t there) {
    for (int half = 0; half < 2; half++) {
        uint32x4_t fours = vreinterpretq_u32_u8(octets.val[half]);
        unsigned bits = bits_of(there.val[half]);
        for (int step = 0; step < 4; step++, bits >>= 4) {
            uint32_t index;
            memcpy(&index, kept_octets[bits & 0xF], 4);
            uint8x8_t four = vreinterpret_u8_u32(vget_low_u32(fours));
            uint8x8_t kept = vtbl1_u8(four, vcreate_u8(index));
            // In bounds: there is room for 32 octets. Before each four that are stored, at most four
            // for each step before were kept.
            uint32_t word = vget_lane_u32(vreinterpret_u32_u8(kept), 0);
            memcpy(target, &word, 4);
            target += count_of_four(bits & 0xF);
            fours = vextq_u32(fours, fours, 1);
        }
    }
    return target;
}

#endif
