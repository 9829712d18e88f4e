// What the scans of all instruction sets share.

#ifndef CSEPTET_SCAN_H
#define CSEPTET_SCAN_H

#include <stdbool.h>

#include "GeneratedScanTables.h"
#include "kernels.h"

// Where the character begins that the octet at `position` belongs to.
static inline intptr_t character_start(const uint8_t *octets, intptr_t position) {
    while (position > 0 && (octets[position] & 0xC0) == 0x80) position--;
    return position;
}

// Whether octets, of which all before are sound, end in the middle of a character.
static inline bool ends_unfinished(const uint8_t *octets, intptr_t octetCount) {
    return (octetCount > 0 && octets[octetCount - 1] >= 0xC0) ||
           (octetCount > 1 && octets[octetCount - 2] >= 0xE0) ||
           (octetCount > 2 && octets[octetCount - 3] >= 0xF0);
}

// Fills parts with the characters of a block of up to 64 octets.
//
// `starts` are the octets that begin a character, one unit each; `pairs` those of them that begin a
// pair, one unit more.
static inline __attribute__((always_inline)) void fill_block(uint64_t starts, uint64_t pairs,
                                                             intptr_t capacity,
                                                             CSeptetPartFilling *filling) {
    intptr_t units = __builtin_popcountll(starts) + __builtin_popcountll(pairs);
    while (units > capacity - filling->openUnitCount) {
        // The longest prefix of the block that has room; the octet behind it begins what has none.
        intptr_t left = capacity - filling->openUnitCount, prefix = 0, taken = 0;
        for (int step = 32; step > 0; step /= 2) {
            uint64_t below = ((uint64_t)1 << (prefix + step)) - 1;
            intptr_t count =
                __builtin_popcountll(starts & below) + __builtin_popcountll(pairs & below);
            if (count <= left) {
                prefix += step;
                taken = count;
            }
        }
        filling->closedPartCount++;
        filling->closedUnitCount += filling->openUnitCount + taken;
        filling->openUnitCount = 0;
        units -= taken;
        starts &= ~(uint64_t)0 << prefix;
        pairs &= ~(uint64_t)0 << prefix;
    }
    filling->openUnitCount += units;
}

#endif
