// The scan of a text with AVX-512: three blocks of 64 octets at a time. In pseudo-code:
//
//     for each octet up to the first that is outside:
//         outside <- class of the octet AND class before it, looked up by the octet before, is 0
//         escaped <- bit of the class
//     for each octet: count what continues no character, and what leads four
//
//     octets             41   C3   A9   E2   82   AC   C3   90
//     own class          40   40   06   C0   08   10   40   00
//     class before        .   40   42   40   48   50   40   42
//     AND                40   40   02   40   08   10   40   00
//                                 had       had  had       outside
//
// Where the octets are not known to be UTF-8, a text that is inside all the way has no other pairs of
// neighbours than those of the alphabet's characters; then it is UTF-8 if nothing continues ASCII, and
// as many octets continue characters as their leads demand. Any other text is looked at by nibbles, as
// with AVX2.
//
// Departures from one octet at a time:
//
// 1. A table of 128 entries fits two registers, so one shuffle looks 64 octets up, and no octet has
//    to be taken apart into nibbles.
// 2. A masked load reads only what is there and puts the letter A in place of the rest, which is
//    counted nowhere: the last octets take the same way as all others. The octets before a block are
//    loaded too, instead of being moved: nothing is carried from one block to the next. With 3, 11 ns
//    instead of 24 where characters of two octets are among 100 octets.
// 3. Sets of octets become words of 64 bits; counting them is a single instruction. Moving one
//    between masks and general registers takes two cycles, so masks of what is there are compared.
// 4. Octets beyond ASCII are asked for only where a step has one. A text that is inside has no
//    characters of four octets; one that is outside is only counted from there on.
// 5. A step takes three blocks whether the text fills them or not. Nearly all messages are one step
//    then, and no branch depends on their length, which nothing can predict: 9 ns instead of 22 for
//    100 octets of ASCII on average.

#include "scan.h"

#if CSEPTET_X86_64

#include <stddef.h>

#include "avx512.h"

// The octets of a text that a step holds, one bit each.
typedef struct {
    __mmask64 block[BLOCKS];
} There;

AVX512_INLINE __mmask64 at_least(__m512i octets, int least) {
    return _mm512_cmpge_epu8_mask(octets, _mm512_set1_epi8((char)least));
}

AVX512_INLINE __mmask64 continuing(__m512i octets) {
    // As signed numbers, 0x80...0xBF are the least.
    return _mm512_cmplt_epi8_mask(octets, _mm512_set1_epi8((char)0xC0));
}

AVX512_INLINE intptr_t count(uint64_t mask) { return (intptr_t)_mm_popcnt_u64(mask); }

AVX512_INLINE __m512i classes_of(__m512i ascii) {
    return look_up_128(load_table_128(classes_of_ascii), ascii);
}

// The octets with OCTET_ESCAPED.
AVX512_INLINE __mmask64 escaped_of(__m512i classes) {
    _Static_assert(OCTET_ESCAPED == 0x80, "the highest bit of an octet");
    return _mm512_movepi8_mask(classes);
}

AVX512_INLINE There there_of(intptr_t left) {
    _Static_assert(STEP <= UINT8_MAX, "a count of a step is an octet");
    __m512i end = _mm512_set1_epi8((char)(left < STEP ? left : STEP));
    There there;
    for (int index = 0; index < BLOCKS; index++) {
        __m512i places = _mm512_add_epi8(INDEX_OF_ITSELF, _mm512_set1_epi8((char)(64 * index)));
        there.block[index] = _mm512_cmplt_epu8_mask(places, end);
    }
    return there;
}

// Reads the octets that are there; the letter A stands for the others.
AVX512_INLINE Step load_there(const uint8_t *octets, There there) {
    Step step;
    for (int index = 0; index < BLOCKS; index++) {
        // As a number: a block behind the end, or no text at all, has no pointer of its own.
        uintptr_t address = (uintptr_t)octets + 64 * (uintptr_t)index;
        step.block[index] = _mm512_mask_loadu_epi8(_mm512_set1_epi8('A'), there.block[index],
                                                   (const void *)address);
    }
    return step;
}

// For each octet of a block that is there the one `by` before it, 0 before the beginning.
AVX512_INLINE __m512i load_before(const uint8_t *octets, intptr_t block, __mmask64 there, int by) {
    // Nothing is read before the text.
    if (block == 0) there &= ~0ULL << by;
    return load_masked((const uint8_t *)((uintptr_t)octets + (uintptr_t)block - (uintptr_t)by),
                       there);
}

AVX512_INLINE bool is_ascii(Step step) {
    __m512i all = step.block[0];
    for (int index = 1; index < BLOCKS; index++) all = _mm512_or_si512(all, step.block[index]);
    return _mm512_movepi8_mask(all) == 0;
}

// Whether a step is all ASCII of the default alphabet; then `escapes` are those of the step.
AVX512_INLINE bool is_ascii_inside(Step step, intptr_t *escapes) {
    if (!is_ascii(step)) return false;
    __m512i all = _mm512_set1_epi8(OCTET_INSIDE);
    *escapes = 0;
    for (int index = 0; index < BLOCKS; index++) {
        __m512i classes = classes_of(step.block[index]);
        all = _mm512_and_si512(all, classes);
        *escapes += count(escaped_of(classes));
    }
    return _mm512_testn_epi8_mask(all, all) == 0;
}

AVX512_INLINE __m512i table_16(const uint8_t *entries) {
    return _mm512_broadcast_i32x4(_mm_load_si128((const __m128i *)entries));
}

AVX512_INLINE __m512i low_nibbles(__m512i octets) {
    return _mm512_and_si512(octets, _mm512_set1_epi8(0x0F));
}

AVX512_INLINE __m512i high_nibbles(__m512i octets) {
    return low_nibbles(_mm512_srli_epi16(octets, 4));
}

// What of three sets of bits, a, b and c, is meant.
enum { A_AND_B_AND_C = 0x80, A_OR_B_AND_C = 0xA8 };

// Not 0 where a block is not UTF-8, except for a character that its end cuts.
AVX512_INLINE __m512i malformed_octets(__m512i block, const uint8_t *octets, intptr_t position,
                                       __mmask64 there) {
    __m512i one = load_before(octets, position, there, 1);
    __m512i pair = _mm512_ternarylogic_epi64(
        _mm512_shuffle_epi8(table_16(malformed_by_high_before), high_nibbles(one)),
        _mm512_shuffle_epi8(table_16(malformed_by_low_before), low_nibbles(one)),
        _mm512_shuffle_epi8(table_16(malformed_by_high), high_nibbles(block)),
        A_AND_B_AND_C);
    // The top bit is left two behind E0 to FF and three behind F0 to FF.
    __m512i third = _mm512_subs_epu8(load_before(octets, position, there, 2),
                                     _mm512_set1_epi8(0xE0 - 0x80));
    __m512i fourth = _mm512_subs_epu8(load_before(octets, position, there, 3),
                                      _mm512_set1_epi8(0xF0 - 0x80));
    __m512i demanded = _mm512_ternarylogic_epi64(third, fourth, _mm512_set1_epi8((char)0x80),
                                                 A_OR_B_AND_C);
    return _mm512_xor_si512(pair, demanded);
}

AVX512_INLINE void store(intptr_t scalars, intptr_t pairs, intptr_t escapes, intptr_t outside,
                         CSeptetTextScan *scan) {
    // One store, because a load of two of these together would wait for two stores. In bounds: the
    // struct is these four words, in this order.
    _Static_assert(sizeof *scan == 32 && offsetof(CSeptetTextScan, outsideOffset) == 24,
                   "a scan is four words, the last one its outsideOffset");
    _mm256_storeu_si256((__m256i *)scan, _mm256_set_epi64x(outside, escapes, pairs, scalars));
}

// Counts a text that has a character outside; `step` is that from `loaded` on.
AVX512_INLINE bool scan_outside(const uint8_t *octets, intptr_t octetCount, Step step, There there,
                                intptr_t loaded, intptr_t escapes, intptr_t outside,
                                CSeptetTextScan *result, const bool is_validating) {
    intptr_t scalars = octetCount, pairs = 0;
    __m512i malformed = _mm512_setzero_si512();
    for (intptr_t position = 0; position < octetCount; position += STEP) {
        if (position != loaded) {
            there = there_of(octetCount - position);
            step = load_there(octets + position, there);
        }
        for (int index = 0; index < BLOCKS; index++) {
            __m512i block = step.block[index];
            scalars -= count(continuing(block));
            pairs += count(at_least(block, 0xF0));
            if (!is_validating) continue;
            malformed = _mm512_or_si512(malformed,
                                        malformed_octets(block, octets, position + 64 * index,
                                                         there.block[index]));
        }
    }
    store(scalars, pairs, escapes, outside, result);
    return !is_validating || (_mm512_test_epi8_mask(malformed, malformed) == 0 &&
                              !ends_unfinished(octets, octetCount));
}

AVX512_INLINE bool scan_text(const uint8_t *octets, intptr_t octetCount, CSeptetTextScan *result,
                             const bool is_validating) {
    There there = there_of(octetCount);
    Step step = load_there(octets, there);
    intptr_t escapes = 0;
    // Before what all other texts need is loaded and saved.
    if (octetCount <= STEP && is_ascii_inside(step, &escapes)) {
        store(octetCount, 0, escapes, octetCount, result);
        return true;
    }
    intptr_t continued = 0, demanded = 0;
    uint64_t malformed = 0;
    escapes = 0;
    for (intptr_t position = 0; position < octetCount; position += STEP) {
        if (position > 0) {
            there = there_of(octetCount - position);
            step = load_there(octets + position, there);
        }
        intptr_t more;
        if (octetCount > STEP && is_ascii_inside(step, &more)) {
            escapes += more;
            continue;
        }
        for (int index = 0; index < BLOCKS; index++) {
            intptr_t position_of_block = position + 64 * index;
            __m512i block = step.block[index];
            __m512i before = load_before(octets, position_of_block, there.block[index], 1);
            __mmask64 beyond = _mm512_movepi8_mask(block), continues = continuing(block);
            __m512i classes = _mm512_mask_mov_epi8(
                classes_of(block), beyond, look_up_128(load_table_128(classes_beyond_ascii), block));
            __m512i allowed = look_up_128(load_table_128(classes_before), before);
            uint64_t outside = _mm512_testn_epi8_mask(classes, allowed);
            uint64_t escaped = escaped_of(classes);
            if (outside != 0) {
                uint64_t starts = _blsmsk_u64(outside) & ~(uint64_t)continues;
                intptr_t start;
                // Which octet of its character is outside, no branch could guess.
                if (starts != 0) {
                    int place = 63 - (int)_lzcnt_u64(starts);
                    start = position_of_block + place;
                    escapes += count(escaped & LOW_BITS(place));
                } else {
                    // Its first octet was taken for that of a euro sign.
                    start = character_start(octets, position_of_block);
                    escapes -= octets[start] == EURO_FIRST;
                }
                return scan_outside(octets, octetCount, step, there, position == 0 ? 0 : -1, escapes,
                                    start, result, is_validating);
            }
            escapes += count(escaped);
            continued += count(continues);
            if (is_validating) {
                demanded += count(at_least(block, 0xC0)) + count(escaped & beyond);
                malformed |=
                    _mm512_mask_cmpge_epi8_mask(continues, before, _mm512_setzero_si512());
            }
        }
    }
    store(octetCount - continued, 0, escapes, octetCount, result);
    return !is_validating || (malformed == 0 && continued == demanded);
}

AVX512 CSeptetTextScan cseptet_avx512_scan(const uint8_t *octets, intptr_t octetCount) {
    CSeptetTextScan scan;
    scan_text(octets, octetCount, &scan, false);
    return scan;
}

AVX512 bool cseptet_avx512_validate_and_scan(const uint8_t *octets, intptr_t octetCount,
                                             CSeptetTextScan *scan) {
    return scan_text(octets, octetCount, scan, true);
}

AVX512_INLINE void fill(const uint8_t *octets, intptr_t octetCount, intptr_t capacity,
                        CSeptetPartFilling *result, const bool is_utf16) {
    CSeptetPartFilling filling = *result;
    for (intptr_t position = 0; position < octetCount; position += 64) {
        __mmask64 rest = mask_of_rest(octetCount - position);
        __m512i block = load_masked(octets + position, rest);
        uint64_t starts = rest & ~continuing(block);
        uint64_t pairs = is_utf16
                             ? at_least(block, 0xF0)
                             : (escaped_of(classes_of(block)) & rest &
                                ~_mm512_movepi8_mask(block)) |
                                   equal(block, EURO_FIRST);
        fill_block(starts, pairs, capacity, &filling);
    }
    *result = filling;
}

AVX512 void cseptet_avx512_fill_septets(const uint8_t *octets, intptr_t octetCount,
                                        intptr_t capacity, CSeptetPartFilling *filling) {
    fill(octets, octetCount, capacity, filling, false);
}

AVX512 void cseptet_avx512_fill_utf16(const uint8_t *octets, intptr_t octetCount,
                                      intptr_t capacity, CSeptetPartFilling *filling) {
    fill(octets, octetCount, capacity, filling, true);
}

#endif
