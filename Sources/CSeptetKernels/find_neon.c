// Finding three octets with NEON: 64 octets at a time. In pseudo-code:
//
//     for each octet:
//         when it is one of the three: write its position
//
// What differs:
//
// 1. One test passes over 64 octets that have none of the three; bits are made where they have one.

#include "kernels.h"

#if CSEPTET_NEON

#include "neon.h"

intptr_t cseptet_neon_find(const uint8_t *octets, intptr_t octetCount, uint8_t first,
                           uint8_t second, uint8_t third, uint32_t *positions) {
    intptr_t count = 0;
    for (intptr_t offset = 0; offset < octetCount; offset += 64) {
        Block block = load_block(octets, octetCount, offset, 0), found;
        for (int part = 0; part < 4; part++) {
            uint8x16_t vector = block.val[part];
            found.val[part] = vorrq_u8(vorrq_u8(equal(vector, first), equal(vector, second)),
                                       equal(vector, third));
        }
        if (!any(all_of(found))) continue;
        uint64_t bits = bits_of_block(found);
        // Behind the last octets what is filled up may be looked for.
        if (octetCount - offset < 64) bits &= ((uint64_t)1 << (octetCount - offset)) - 1;
        while (bits != 0) {
            // In bounds: there is a position for each octet, and each bit is another one.
            positions[count++] = (uint32_t)(offset + __builtin_ctzll(bits));
            bits &= bits - 1;
        }
    }
    return count;
}

#endif
