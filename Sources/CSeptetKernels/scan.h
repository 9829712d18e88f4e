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

#endif
