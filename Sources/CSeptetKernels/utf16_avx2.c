// UTF-8 into UTF-16, most significant octet first, with AVX2.
//
// The pseudo-code is that of `Kernel.encodeUTF16ByWords` in Swift. What differs:
//
// 1. ASCII is widened sixteen octets at a time.
// 2. Two characters of three octets and four of two are taken from one word with pext.

#include "kernels.h"

#if CSEPTET_X86_64

#include "avx2.h"

AVX2_INLINE void store_word(uint8_t *octets, uint64_t word) { memcpy(octets, &word, 8); }

// The first `count` octets, 0...4, and zeros behind them.
AVX2_INLINE uint64_t load_rest(const uint8_t *octets, intptr_t count) {
    uint64_t word = 0;
    for (intptr_t index = 0; index < count; index++) word |= (uint64_t)octets[index] << (8 * index);
    return word;
}

// Sixteen octets of ASCII as units.
AVX2_INLINE __m256i widened(__m128i octets) {
    return _mm256_slli_epi16(_mm256_cvtepu8_epi16(octets), 8);
}

typedef struct {
    uint32_t scalar;
    intptr_t octets;
} Character;

// The character at the beginning of valid UTF-8.
AVX2_INLINE Character character(const uint8_t *octets, intptr_t left) {
    uint64_t word = load_rest(octets, left < 4 ? left : 4);
    uint32_t big = __builtin_bswap32((uint32_t)word);
    if (octets[0] < 0x80) return (Character){octets[0], 1};
    if (octets[0] < 0xE0) return (Character){_pext_u32(big, 0x1F3F0000), 2};
    if (octets[0] < 0xF0) return (Character){_pext_u32(big, 0x0F3F3F00), 3};
    return (Character){_pext_u32(big, 0x073F3F3F), 4};
}

AVX2_INLINE void store_unit(uint8_t *units, uint32_t unit) {
    units[0] = (uint8_t)(unit >> 8);
    units[1] = (uint8_t)unit;
}

AVX2 intptr_t cseptet_avx2_encode_utf16(const uint8_t *octets, intptr_t octetCount, intptr_t room,
                                        uint8_t *units, intptr_t *read) {
    intptr_t position = 0, written = 0;
    // As long as sixteen units have room, and sixteen octets are there to be loaded.
    while (octetCount - position >= 16 && room - written >= 16) {
        __m128i vector = _mm_loadu_si128((const __m128i *)(octets + position));
        uint32_t beyond = (uint32_t)_mm_movemask_epi8(vector);
        if ((beyond & 1) == 0) {
            intptr_t count = (intptr_t)_tzcnt_u32(beyond | 0x10000);
            _mm256_storeu_si256((__m256i *)(units + 2 * written), widened(vector));
            position += count;
            written += count;
            continue;
        }
        uint64_t word = (uint64_t)_mm_cvtsi128_si64(vector);
        uint64_t big = __builtin_bswap64(word);
        if ((word & 0x0000C0C0F0C0C0F0) == 0x00008080E08080E0) {
            uint32_t two = (uint32_t)_pext_u64(big, 0x0F3F3F0F3F3F0000);
            store_unit(units + 2 * written, two >> 16);
            store_unit(units + 2 * written + 2, two);
            position += 6;
            written += 2;
        } else if ((word & 0xC0E0C0E0C0E0C0E0) == 0x80C080C080C080C0) {
            uint64_t four = _pdep_u64(_pext_u64(big, 0x1F3F1F3F1F3F1F3F), 0x07FF07FF07FF07FF);
            store_word(units + 2 * written, __builtin_bswap64(four));
            position += 8;
            written += 4;
        } else {
            Character next = character(octets + position, 16);
            if (next.octets == 4) {
                store_unit(units + 2 * written++, 0xD800 | (next.scalar - 0x10000) >> 10);
                next.scalar = 0xDC00 | (next.scalar & 0x3FF);
            }
            store_unit(units + 2 * written++, next.scalar);
            position += next.octets;
        }
    }
    while (position < octetCount && written < room) {
        Character next = character(octets + position, octetCount - position);
        if (next.octets > octetCount - position) break;
        if (next.octets == 4) {
            if (room - written < 2) break;
            store_unit(units + 2 * written++, 0xD800 | (next.scalar - 0x10000) >> 10);
            next.scalar = 0xDC00 | (next.scalar & 0x3FF);
        }
        store_unit(units + 2 * written++, next.scalar);
        position += next.octets;
    }
    *read = position;
    return written;
}

#endif
