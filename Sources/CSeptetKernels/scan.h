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
static inline bool ends_unfinished(const uint8_t *octets, intptr_t octet_count) {
    return (octet_count > 0 && octets[octet_count - 1] >= 0xC0) ||
           (octet_count > 1 && octets[octet_count - 2] >= 0xE0) ||
           (octet_count > 2 && octets[octet_count - 3] >= 0xF0);
}

#endif
