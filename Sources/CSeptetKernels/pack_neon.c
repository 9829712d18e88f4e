// Packing septets with NEON: 16 at a time into 14 octets. In pseudo-code:
//
//     for each sixteen septets:
//         of each two make 14 bits, of each two of these 28, of each two of these 56
//         move these up by the fill bits; what is moved out comes below the next 56
//         store the seven octets of each 56 bits
//
//     octets         0bbbbbbb 0aaaaaaa
//     b moved down            0bbbbbbb
//     b inserted     00bbbbbb baaaaaaa    above the seven bits of a, one instruction; then so on
//
// Sixteen octets are stored at once while they have room, and by way of a copy at the end.

#include "kernels.h"

#if CSEPTET_NEON

#include "neon.h"

// Sixteen septets as two numbers of 56 bits.
NEON_INLINE uint64x2_t words_of(uint8x16_t septets) {
    uint16x8_t pairs = vreinterpretq_u16_u8(septets);
    pairs = vsliq_n_u16(pairs, vshrq_n_u16(pairs, 8), 7);
    uint32x4_t fours = vreinterpretq_u32_u16(pairs);
    fours = vsliq_n_u32(fours, vshrq_n_u32(fours, 16), 14);
    uint64x2_t words = vreinterpretq_u64_u32(fours);
    return vsliq_n_u64(words, vshrq_n_u64(words, 32), 28);
}

void cseptet_neon_pack(const uint8_t *septets, intptr_t septetCount, intptr_t fillBitCount,
                       uint8_t *packed) {
    // The octets 0 to 6 of both words; 0 behind them.
    const uint8x16_t sevens = vcombine_u8(vcreate_u8(0x0806050403020100),
                                          vcreate_u8(0xFFFF0E0D0C0B0A09));
    const int64x2_t up = vdupq_n_s64(fillBitCount), down = vdupq_n_s64(fillBitCount - 56);
    intptr_t octets = (fillBitCount + 7 * septetCount + 7) / 8;
    uint64x2_t before = vdupq_n_u64(0);
    for (intptr_t done = 0; octets > 0; done += 16, octets -= 14, packed += 14) {
        uint64x2_t words = words_of(load_up_to_16(septets, septetCount, done, 0));
        // The bits shifted out of the 56 before; a left shift by less than 0 is one to the right. The
        // bits shifted out of these lie in their eighth octet, which is dropped.
        uint64x2_t below = vshlq_u64(vextq_u64(before, words, 1), down);
        uint64x2_t filled = vorrq_u64(vshlq_u64(words, up), below);
        uint8x16_t together = vqtbl1q_u8(vreinterpretq_u8_u64(filled), sevens);
        before = words;
        if (octets >= 16) {
            // In bounds: sixteen octets have room; the next step writes the last two again.
            vst1q_u8(packed, together);
        } else {
            uint8_t copy[16];
            vst1q_u8(copy, together);
            // In bounds: so many octets are left.
            memcpy(packed, copy, (size_t)(octets < 14 ? octets : 14));
        }
    }
}

#endif
