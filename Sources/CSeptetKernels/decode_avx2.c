// Packed septets into UTF-8, default alphabet, with AVX2. In pseudo-code:
//
//     for each 160 septets at most:
//         take 32 at a time out of 28 octets, one an octet; mark those that do not show ASCII
//         up to each mark, copy what they show
//         look up what the septet at the mark shows, or the one behind it if it is an escape
//
//     octets      .bbbbbbb aaaaaaa.   moved down to where a begins, then spread
//     septets     .bbbbbbb .aaaaaaa   first fours, then pairs, then each in its octet
//
// Text is made in a buffer that has room behind it, and copied from there.

#include "kernels.h"

#if CSEPTET_X86_64

#include "GeneratedCodecTables.h"
#include "avx2.h"

enum { ESCAPE = 0x1B, CHUNK = 160 };

// A chunk of septets and what they show.
typedef struct {
    // Behind them is room for what is read behind the last one, and a copy of 32.
    uint8_t septets[CHUNK + 32] __attribute__((aligned(32)));
    uint8_t ascii[CHUNK + 64] __attribute__((aligned(32)));
    // One bit for each septet that does not show ASCII.
    uint32_t others[CHUNK / 32];
} Chunk;

// Thirty-two septets that begin at a bit of octets, of which `left` are there.
AVX2_INLINE __m256i unpack_32(const uint8_t *octets, intptr_t left, unsigned bit) {
    // Two words of eight octets in each half, the second one seven octets on.
    const __m256i sevens = _mm256_broadcastsi128_si256(
        _mm_set_epi64x(0x0E0D0C0B0A090807, 0x0706050403020100));
    __m128i low, high;
    if (left >= 30) {
        low = _mm_loadu_si128((const __m128i *)octets);
        high = _mm_loadu_si128((const __m128i *)(octets + 14));
    } else {
        low = load_up_to_16(octets, left < 16 ? left : 16);
        high = left > 14 ? load_up_to_16(octets + 14, left - 14) : _mm_setzero_si128();
    }
    __m256i words = _mm256_shuffle_epi8(_mm256_set_m128i(high, low), sevens);
    words = _mm256_srl_epi64(words, _mm_cvtsi32_si128((int)bit));
    __m256i fours = _mm256_or_si256(
        _mm256_and_si256(words, _mm256_set1_epi64x(0x0FFFFFFF)),
        _mm256_and_si256(_mm256_slli_epi64(words, 4), _mm256_set1_epi64x(0x0FFFFFFF00000000)));
    __m256i pairs = _mm256_or_si256(
        _mm256_and_si256(fours, _mm256_set1_epi32(0x3FFF)),
        _mm256_and_si256(_mm256_slli_epi32(fours, 2), _mm256_set1_epi32(0x3FFF0000)));
    return _mm256_or_si256(
        _mm256_and_si256(pairs, _mm256_set1_epi16(0x7F)),
        _mm256_and_si256(_mm256_slli_epi16(pairs, 1), _mm256_set1_epi16(0x7F00)));
}

// Takes the septets of a chunk; returns whether all of them show ASCII.
AVX2_INLINE bool unpack(Chunk *chunk, const uint8_t *octets, intptr_t octetCount, intptr_t bit,
                        intptr_t count) {
    uint32_t any = 0;
    for (intptr_t done = 0; done < count; done += 32, bit += 7 * 32) {
        const uint8_t *first = octets + (bit >> 3);
        __m256i septets = unpack_32(first, octetCount - (bit >> 3), (unsigned)bit & 7);
        __m256i class = _mm256_and_si256(look_up(ascii_class_by_low, septets),
                                         look_up(ascii_class_by_high, high_nibbles(septets)));
        __m256i ascii = _mm256_xor_si256(septets, look_up(ascii_change, class));
        uint32_t others = top_bits(_mm256_adds_epu8(class, _mm256_set1_epi8(0x78)));
        others &= _bzhi_u32(~0u, (unsigned)(count - done < 32 ? count - done : 32));
        _mm256_store_si256((__m256i *)(chunk->septets + done), septets);
        _mm256_store_si256((__m256i *)(chunk->ascii + done), ascii);
        chunk->others[done / 32] = others;
        any |= others;
    }
    return any == 0;
}

// Writes the UTF-8 of the septets of a chunk, and octets without meaning behind it; returns how many count.
AVX2_INLINE intptr_t show(const Chunk *chunk, intptr_t count, uint8_t *utf8) {
    uint8_t *start = utf8;
    intptr_t position = 0;
    while (position < count) {
        // In bounds: a run ends with its 32 septets, and what is copied behind it is not used.
        _mm256_storeu_si256((__m256i *)utf8, load_32(chunk->ascii + position));
        intptr_t end = (position | 31) + 1;
        if (end > count) end = count;
        uint64_t others = chunk->others[position / 32] >> (position & 31);
        intptr_t run = (intptr_t)_tzcnt_u64(others | 1ULL << (end - position));
        utf8 += run;
        position += run;
        if (position == end) continue;
        unsigned septet = chunk->septets[position++];
        if (septet == ESCAPE && position < count) septet = 128 + chunk->septets[position++];
        utf8[0] = first_octets[septet];
        utf8[1] = second_octets[septet];
        utf8[2] = EURO_LAST;
        utf8 += 1 + (second_octets[septet] != 0) + (first_octets[septet] == EURO_LEAD);
    }
    return utf8 - start;
}

// Whether the last of the septets is an escape that the next one belongs to.
static bool ends_with_escape(const uint8_t *septets, intptr_t count) {
    intptr_t escapes = 0;
    while (escapes < count && septets[count - 1 - escapes] == ESCAPE) escapes++;
    return escapes & 1;
}

AVX2 intptr_t cseptet_avx2_decode_septets(const uint8_t *octets, intptr_t octetCount,
                                          intptr_t firstBit, intptr_t septetCount,
                                          uint8_t *utf8) {
    uint8_t *start = utf8;
    Chunk chunk;
    for (intptr_t done = 0; done < septetCount;) {
        intptr_t left = septetCount - done, count = left < CHUNK ? left : CHUNK;
        if (unpack(&chunk, octets, octetCount, firstBit + 7 * done, count)) {
            // In bounds: two octets have room for each septet.
            copy_octets(utf8, chunk.ascii, count);
            utf8 += count;
        } else {
            if (count < left && ends_with_escape(chunk.septets, count)) count--;
            // Two octets for each septet, and 32 that are copied behind them.
            uint8_t shown[2 * CHUNK + 32];
            intptr_t shownCount = show(&chunk, count, shown);
            // In bounds as above.
            copy_octets(utf8, shown, shownCount);
            utf8 += shownCount;
        }
        done += count;
    }
    return utf8 - start;
}

#endif
