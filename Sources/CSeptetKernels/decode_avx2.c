// Packed septets into UTF-8, default alphabet, with the bit shuffles of BMI2: eight at a time.
//
// The pseudo-code is that of `Kernel.decodeSeptetsByWords` in Swift. What differs:
//
// 1. 56 bits become eight septets in one step, by pdep.
// 2. The octets that a septet shows are looked up, not made.

#include "kernels.h"

#if CSEPTET_X86_64

#include "GeneratedCodecTables.h"
#include "words_avx2.h"

enum { ESCAPE = 0x1B, SPACE = 0x20 };

// Writes what a code shows: a septet, with bit 7 behind an escape.
AVX2_INLINE uint8_t *show(uint8_t code, uint8_t *utf8) {
    *utf8++ = first_octets[code];
    if (second_octets[code] == 0) return utf8;
    *utf8++ = second_octets[code];
    if (code == EURO_CODE) *utf8++ = EURO_LAST;
    return utf8;
}

AVX2 intptr_t cseptet_avx2_decode_septets(const uint8_t *octets, intptr_t octetCount,
                                          intptr_t firstBit, intptr_t septetCount,
                                          uint8_t *utf8) {
    uint8_t *start = utf8;
    uint8_t escaped = 0;
    for (intptr_t done = 0; done < septetCount; done += 8) {
        intptr_t bit = firstBit + 7 * done;
        uint64_t packed = load_at(octets, octetCount, bit >> 3) >> (bit & 7);
        uint64_t septets = _pdep_u64(packed, EACH(0x7F));
        intptr_t count = septetCount - done;
        if (count >= 8 && escaped == 0 && not_their_own_septet(septets) == 0) {
            // Two octets are reserved for each septet.
            store_word(utf8, septets);
            utf8 += 8;
            continue;
        }
        for (intptr_t index = 0; index < (count < 8 ? count : 8); index++) {
            uint8_t septet = (uint8_t)(septets >> (8 * index));
            if (septet == ESCAPE && escaped == 0) {
                escaped = 0x80;
                continue;
            }
            utf8 = show(septet | escaped, utf8);
            escaped = 0;
        }
    }
    if (escaped != 0) *utf8++ = SPACE;
    return utf8 - start;
}

#endif
