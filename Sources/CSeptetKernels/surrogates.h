// What the decoders of UTF-16 of all instruction sets share.

#ifndef CSEPTET_SURROGATES_H
#define CSEPTET_SURROGATES_H

#include <stdint.h>

static inline uint32_t unit_at(const uint8_t *octets) {
    return (uint32_t)octets[0] << 8 | octets[1];
}

// Writes the character that a surrogate begins: a pair, or U+FFFD. Returns the octets read.
static inline intptr_t store_surrogate(const uint8_t *octets, intptr_t left, uint8_t **utf8) {
    uint32_t unit = unit_at(octets), next = left >= 4 ? unit_at(octets + 2) : 0;
    uint8_t *target = *utf8;
    if (unit >= 0xDC00 || (next & 0xFC00) != 0xDC00) {
        target[0] = 0xEF;
        target[1] = 0xBF;
        target[2] = 0xBD;
        *utf8 += 3;
        return 2;
    }
    uint32_t scalar = 0x10000 + ((unit & 0x3FF) << 10 | (next & 0x3FF));
    target[0] = (uint8_t)(0xF0 | scalar >> 18);
    target[1] = (uint8_t)(0x80 | (scalar >> 12 & 0x3F));
    target[2] = (uint8_t)(0x80 | (scalar >> 6 & 0x3F));
    target[3] = (uint8_t)(0x80 | (scalar & 0x3F));
    *utf8 += 4;
    return 4;
}

#endif
