// What the decoders of all instruction sets share.

#ifndef CSEPTET_DECODE_H
#define CSEPTET_DECODE_H

#include <stdint.h>

// The escapes that escape something: of several in a row the first, the third and so on.
static inline uint64_t opening_escapes(uint64_t escapes) {
    uint64_t opening = escapes;
    if (escapes & escapes << 1) {
        opening = 0;
        for (uint64_t left = escapes; left != 0; left &= left - 1) {
            uint64_t escape = left & (0 - left);
            if ((opening << 1 & escape) == 0) opening |= escape;
        }
    }
    return opening;
}

#endif
