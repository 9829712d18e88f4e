// What the kernels for arm64 with NEON share.

#ifndef CSEPTET_NEON_H
#define CSEPTET_NEON_H

#include <arm_neon.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define NEON_INLINE static inline __attribute__((always_inline))

// Sixty-four octets.
typedef uint8x16x4_t Block;

// Looks up octets in a table of sixteen; those above 15 give 0.
NEON_INLINE uint8x16_t look_up(const uint8_t *entries, uint8x16_t index) {
    return vqtbl1q_u8(vld1q_u8(entries), index);
}

NEON_INLINE uint8x16_t low_nibbles(uint8x16_t octets) { return vandq_u8(octets, vdupq_n_u8(0x0F)); }

NEON_INLINE uint8x16_t high_nibbles(uint8x16_t octets) { return vshrq_n_u8(octets, 4); }

NEON_INLINE uint8x16_t equal(uint8x16_t octets, uint8_t octet) {
    return vceqq_u8(octets, vdupq_n_u8(octet));
}

// The octets that begin a character: as numbers with a sign, 80 to BF are the lowest there are.
NEON_INLINE uint8x16_t starting(uint8x16_t octets) {
    return vcgeq_s8(vreinterpretq_s8_u8(octets), vdupq_n_s8(-64));
}

NEON_INLINE uint8x16_t leads_of_four(uint8x16_t octets) {
    return vcgeq_u8(octets, vdupq_n_u8(0xF0));
}

NEON_INLINE bool any(uint8x16_t octets) { return vmaxvq_u32(vreinterpretq_u32_u8(octets)) != 0; }

NEON_INLINE uint8x16_t all_of(Block block) {
    return vorrq_u8(vorrq_u8(block.val[0], block.val[1]), vorrq_u8(block.val[2], block.val[3]));
}

// For each octet the one that stands `by` before it, 1...15; the first ones are from `before`.
#define MOVED_UP(before, octets, by) vextq_u8((before), (octets), 16 - (by))

// The bit of each lane among eight.
#define WEIGHTS vreinterpretq_u8_u64(vdupq_n_u64(0x8040201008040201))

// One bit for each lane of which all bits are set, where the others are 0; the lowest is the first.
//
// Adding neighbours three times makes one octet of eight lanes.
NEON_INLINE uint64_t bits_of_block(Block lanes) {
    uint8x16_t low = vpaddq_u8(vandq_u8(lanes.val[0], WEIGHTS), vandq_u8(lanes.val[1], WEIGHTS));
    uint8x16_t high = vpaddq_u8(vandq_u8(lanes.val[2], WEIGHTS), vandq_u8(lanes.val[3], WEIGHTS));
    uint8x16_t both = vpaddq_u8(low, high);
    return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(both, both)), 0);
}

// One bit for each of sixteen lanes of which all bits are set, where the others are 0.
NEON_INLINE unsigned bits_of(uint8x16_t lanes) {
    uint8x16_t sums = vandq_u8(lanes, WEIGHTS);
    for (int step = 0; step < 3; step++) sums = vpaddq_u8(sums, sums);
    return vgetq_lane_u16(vreinterpretq_u16_u8(sums), 0);
}

// The lanes of sixteen bits: all ones or 0.
NEON_INLINE uint8x16_t lanes_of(unsigned bits) {
    uint8x16_t octets = vcombine_u8(vdup_n_u8((uint8_t)bits), vdup_n_u8((uint8_t)(bits >> 8)));
    return vtstq_u8(octets, WEIGHTS);
}

// How many of four bits are set: the digit of their number.
NEON_INLINE unsigned count_of_four(unsigned bits) {
    return (unsigned)(0x4332322132212110 >> (4 * bits)) & 0xF;
}

// The octets of a vector from a position on, and `fill` where there are no more.
NEON_INLINE uint8x16_t load_up_to_16(const uint8_t *octets, intptr_t octetCount, intptr_t position,
                                     uint8_t fill) {
    intptr_t count = octetCount - position;
    uint8x16_t filled = vdupq_n_u8(fill);
    if (count <= 0) return filled;
    // In bounds: sixteen octets are left.
    if (count >= 16) return vld1q_u8(octets + position);
    if (octetCount >= 16) {
        // In bounds: the last sixteen of all octets. Those wanted are moved to the beginning; an
        // index above 15 leaves what is filled.
        const uint8x16_t index = vcombine_u8(vcreate_u8(0x0706050403020100),
                                             vcreate_u8(0x0F0E0D0C0B0A0908));
        return vqtbx1q_u8(filled, vld1q_u8(octets + octetCount - 16),
                          vaddq_u8(index, vdupq_n_u8((uint8_t)(16 - count))));
    }
    uint8_t copy[16];
    vst1q_u8(copy, filled);
    // In bounds: `count` octets are left, fewer than sixteen.
    memcpy(copy, octets + position, (size_t)count);
    return vld1q_u8(copy);
}

// The last octets of a text, fewer than 64, and `fill` behind them. Called once for each text.
static __attribute__((noinline, unused)) Block load_rest(const uint8_t *octets,
                                                         intptr_t octetCount, intptr_t position,
                                                         uint8_t fill) {
    Block block;
    for (int part = 0; part < 4; part++) {
        block.val[part] = load_up_to_16(octets, octetCount, position + 16 * part, fill);
    }
    return block;
}

// The octets of a block from a position on, and `fill` where there are no more.
NEON_INLINE Block load_block(const uint8_t *octets, intptr_t octetCount, intptr_t position,
                             uint8_t fill) {
    // In bounds: 64 octets are left.
    if (octetCount - position >= 64) return vld1q_u8_x4(octets + position);
    return load_rest(octets, octetCount, position, fill);
}

#endif
