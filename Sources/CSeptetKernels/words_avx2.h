// Eight octets in one word, the first one lowest; shared by the kernels that work on words.

#ifndef CSEPTET_WORDS_AVX2_H
#define CSEPTET_WORDS_AVX2_H

#include "avx2.h"

#define EACH(octet) ((uint64_t)(octet) * 0x0101010101010101)

AVX2_INLINE uint64_t load_word(const uint8_t *octets) {
    uint64_t word;
    memcpy(&word, octets, 8);
    return word;
}

AVX2_INLINE void store_word(uint8_t *octets, uint64_t word) { memcpy(octets, &word, 8); }

// The first `count` octets, 0...8, and zeros behind them.
AVX2_INLINE uint64_t load_rest(const uint8_t *octets, intptr_t count) {
    uint64_t word = 0;
    if (count == 8) return load_word(octets);
    for (intptr_t index = 0; index < count; index++) word |= (uint64_t)octets[index] << (8 * index);
    return word;
}

// The octets from a position before the end on, and zeros behind the end.
AVX2_INLINE uint64_t load_at(const uint8_t *octets, intptr_t count, intptr_t position) {
    intptr_t left = count - position;
    if (left >= 8) return load_word(octets + position);
    // The last octets are the upper ones of the last whole word.
    if (count >= 8) return load_word(octets + count - 8) >> (8 * (8 - left));
    return load_rest(octets + position, left);
}

// The top bit of each octet that is not its own septet: all but letters and 20 to 3F save 24.
AVX2_INLINE uint64_t not_their_own_septet(uint64_t word) {
    uint64_t low = word & EACH(0x7F), folded = low | EACH(0x20), upper = low << 1;
    uint64_t letters = (folded + EACH(0x1F)) & ~(folded + EACH(0x05)) & upper;
    uint64_t signs = (low + EACH(0x60)) & ((low ^ EACH(0x24)) + EACH(0x7F)) & ~upper;
    return (~(letters | signs) | word) & EACH(0x80);
}

#endif
