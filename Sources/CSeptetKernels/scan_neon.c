// The scan of a text with NEON: 64 octets at a time.
//
// The pseudo-code and the tables are those of scan_avx2.c: two nibbles of an octet say what it is
// in ASCII, and together with the lead before it, whether the alphabet has a character of two octets.
// What differs:
//
// 1. NEON has no instruction that gathers one bit of each lane. So what is only counted is added up
//    in lanes, and bits are made, of 64 octets at once, where something is outside or escaped.
// 2. The last octets are filled up to 64 with spaces, which count for nothing and end a character
//    that is unfinished.
// 3. Nothing is kept of what stands before a block but its last sixteen octets.
// 4. 64 octets of plain ASCII take one test, which also asks whether one is outside or escaped.
// 5. Octets beyond ASCII are asked for only where a block has one, and euro signs where a character
//    is lacking; behind the first character that is outside, only counts are left to be done.

#include "scan.h"

#if CSEPTET_NEON

#include "neon.h"

// The classes of `ascii_by_low_nibble`; 0 for octets beyond ASCII, whose high nibbles have none.
NEON_INLINE uint8x16_t classes(uint8x16_t octets) {
    return vandq_u8(look_up(ascii_by_low_nibble, low_nibbles(octets)),
                    look_up(ascii_by_high_nibble, high_nibbles(octets)));
}

NEON_INLINE uint8x16_t escaped_of(uint8x16_t classes) {
    return vtstq_u8(classes, vdupq_n_u8(0xC0));
}

// C0 to CF become 0 to 15; for all others the rows are 0.
NEON_INLINE uint8x16_t rows_of_leads(uint8x16_t octets) {
    return look_up(rows_by_lead, vsubq_u8(octets, vdupq_n_u8(0xC0)));
}

// The octets beyond ASCII which are in no character of two octets that the alphabet has.
NEON_INLINE uint8x16_t lacking(uint8x16_t before, uint8x16_t octets) {
    uint8x16_t both = vandq_u8(look_up(rows_by_high_nibble, high_nibbles(octets)),
                               look_up(rows_by_low_nibble, low_nibbles(octets)));
    both = vandq_u8(both, rows_of_leads(MOVED_UP(before, octets, 1)));
    uint8x16_t absent = vceqzq_u8(vorrq_u8(both, rows_of_leads(octets)));
    return vandq_u8(absent, vcltzq_s8(vreinterpretq_s8_u8(octets)));
}

// The octets of complete and incomplete euro signs; those that end one are added to `escaped`.
NEON_INLINE uint8x16_t euro_signs(uint8x16_t before, uint8x16_t octets, uint8x16_t *escaped) {
    uint8x16_t one = MOVED_UP(before, octets, 1), two = MOVED_UP(before, octets, 2);
    uint8x16_t first = equal(octets, EURO_FIRST);
    uint8x16_t second = vandq_u8(equal(one, EURO_FIRST), equal(octets, EURO_SECOND));
    uint8x16_t third = vandq_u8(vandq_u8(equal(two, EURO_FIRST), equal(one, EURO_SECOND)),
                                equal(octets, EURO_THIRD));
    *escaped = vorrq_u8(*escaped, third);
    return vorrq_u8(vorrq_u8(first, second), third);
}

// Not 0 where octets are not UTF-8; see scan_avx2.c.
NEON_INLINE uint8x16_t malformed_octets(uint8x16_t before, uint8x16_t octets) {
    uint8x16_t one = MOVED_UP(before, octets, 1);
    uint8x16_t pair = vandq_u8(vandq_u8(look_up(malformed_by_high_before, high_nibbles(one)),
                                        look_up(malformed_by_low_before, low_nibbles(one))),
                               look_up(malformed_by_high, high_nibbles(octets)));
    // The top bit is left two behind E0 to FF and three behind F0 to FF.
    uint8x16_t third = vqsubq_u8(MOVED_UP(before, octets, 2), vdupq_n_u8(0xE0 - 0x80));
    uint8x16_t fourth = vqsubq_u8(MOVED_UP(before, octets, 3), vdupq_n_u8(0xF0 - 0x80));
    uint8x16_t demanded = vandq_u8(vorrq_u8(third, fourth), vdupq_n_u8(0x80));
    return veorq_u8(pair, demanded);
}

// How many lanes of a block have all bits set, where the others are 0.
NEON_INLINE intptr_t count_of(Block lanes) {
    uint8x16_t sums = vaddq_u8(vaddq_u8(lanes.val[0], lanes.val[1]),
                               vaddq_u8(lanes.val[2], lanes.val[3]));
    // Each lane is -1 at most four times, all together not below -64.
    return -(intptr_t)vaddvq_s8(vreinterpretq_s8_u8(sums));
}

// Counts what is escaped up to the first octet that is outside; true when there is one.
NEON_INLINE bool search(uint8x16_t before, Block block, Block classes, bool is_ascii,
                        const uint8_t *octets, intptr_t position, CSeptetTextScan *scan) {
    Block outside, escaped, missing;
    for (int part = 0; part < 4; part++) {
        outside.val[part] = vtstq_u8(classes.val[part], vdupq_n_u8(NIBBLE_OUTSIDE));
        escaped.val[part] = escaped_of(classes.val[part]);
    }
    if (!is_ascii) {
        for (int part = 0; part < 4; part++) {
            missing.val[part] = lacking(part > 0 ? block.val[part - 1] : before, block.val[part]);
        }
        if (any(all_of(missing))) {
            for (int part = 0; part < 4; part++) {
                uint8x16_t euro = euro_signs(part > 0 ? block.val[part - 1] : before,
                                             block.val[part], &escaped.val[part]);
                outside.val[part] = vorrq_u8(outside.val[part],
                                             vbicq_u8(missing.val[part], euro));
            }
        }
    }
    uint64_t first = any(all_of(outside)) ? bits_of_block(outside) : 0;
    // The bits up to the lowest one of those outside, which is not escaped itself; or all.
    scan->escapedCount += __builtin_popcountll(bits_of_block(escaped) & (first ^ (first - 1)));
    if (first == 0) return false;
    scan->outsideOffset = character_start(octets, position + __builtin_ctzll(first));
    return true;
}

NEON_INLINE bool scan_text(const uint8_t *octets, intptr_t octetCount, CSeptetTextScan *result,
                           const bool is_validating) {
    CSeptetTextScan scan = {.scalarCount = octetCount, .outsideOffset = octetCount};
    uint8x16_t before = vdupq_n_u8(' '), malformed = vdupq_n_u8(0);
    bool is_inside = true;
    for (intptr_t position = 0; position < octetCount; position += 64) {
        Block block = load_block(octets, octetCount, position, ' ');
        Block found = {0};
        uint8x16_t beyond = vandq_u8(vorrq_u8(all_of(block), before), vdupq_n_u8(0x80));
        if (is_inside) {
            for (int part = 0; part < 4; part++) found.val[part] = classes(block.val[part]);
        }
        if (any(vorrq_u8(beyond, all_of(found)))) {
            bool is_ascii = !any(beyond);
            if (is_inside) {
                is_inside = !search(before, block, found, is_ascii, octets, position, &scan);
            }
            if (!is_ascii) {
                Block starts, fours;
                for (int part = 0; part < 4; part++) {
                    starts.val[part] = starting(block.val[part]);
                    fours.val[part] = leads_of_four(block.val[part]);
                    if (is_validating) {
                        uint8x16_t last = part > 0 ? block.val[part - 1] : before;
                        malformed = vorrq_u8(malformed, malformed_octets(last, block.val[part]));
                    }
                }
                scan.scalarCount -= 64 - count_of(starts);
                scan.surrogatePairCount += count_of(fours);
            }
        }
        before = block.val[3];
    }
    *result = scan;
    if (!is_validating) return true;
    // A character that is unfinished at the end of the last block.
    malformed = vorrq_u8(malformed, malformed_octets(before, vdupq_n_u8(' ')));
    return !any(malformed);
}

CSeptetTextScan cseptet_neon_scan(const uint8_t *octets, intptr_t octetCount) {
    CSeptetTextScan scan;
    scan_text(octets, octetCount, &scan, false);
    return scan;
}

bool cseptet_neon_validate_and_scan(const uint8_t *octets, intptr_t octetCount,
                                    CSeptetTextScan *scan) {
    return scan_text(octets, octetCount, scan, true);
}

NEON_INLINE uint8x16_t pairs_of(uint8x16_t octets, const bool is_utf16) {
    if (is_utf16) return leads_of_four(octets);
    return vorrq_u8(escaped_of(classes(octets)), equal(octets, EURO_FIRST));
}

NEON_INLINE void fill(const uint8_t *octets, intptr_t octetCount, intptr_t capacity,
                      CSeptetPartFilling *result, const bool is_utf16) {
    CSeptetPartFilling filling = *result;
    for (intptr_t position = 0; position < octetCount; position += 64) {
        // What is filled up begins no character.
        Block block = load_block(octets, octetCount, position, 0x80);
        Block starts, pairs;
        for (int part = 0; part < 4; part++) {
            starts.val[part] = starting(block.val[part]);
            pairs.val[part] = pairs_of(block.val[part], is_utf16);
        }
        fill_block(bits_of_block(starts), bits_of_block(pairs), capacity, &filling);
    }
    *result = filling;
}

void cseptet_neon_fill_septets(const uint8_t *octets, intptr_t octetCount, intptr_t capacity,
                               CSeptetPartFilling *filling) {
    fill(octets, octetCount, capacity, filling, false);
}

void cseptet_neon_fill_utf16(const uint8_t *octets, intptr_t octetCount, intptr_t capacity,
                             CSeptetPartFilling *filling) {
    fill(octets, octetCount, capacity, filling, true);
}

#endif
