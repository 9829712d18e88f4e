// The scan of a text with AVX-512: three blocks of 64 octets at a time. In pseudo-code:
//
//     for each octet up to the first that is outside:
//         when it is ASCII: look up whether it is outside or escaped
//         else:
//             class <- looked up by the octet itself
//             both <- class AND class of the octet before, if that is a lead
//             had <- it is a lead the alphabet has, or `both` is in a row of the alphabet,
//                    or it ends a euro sign
//             outside <- not had
//     for each octet: count what continues no character, and what leads four
//
// and, where the octets are not known to be UTF-8,
//
//     continues must be leads moved by 1 OR leads of three moved by 2 OR leads of four moved by 3
//     refused <- `both` is a continuation that its lead does not allow
//
//     octets            41   C3   A9   E2   82   AC   ED   A0   80
//     lead's class       .   02    .   08    .    .   20    .    .
//       moved by one     .    .   02    .   08    .    .   20    .
//     own class          .    .   A6    .   58   A2    .   A6   50
//     AND                .    .   02    .   08    .    .   20    .
//                                 had       had           refused
//
// Departures from one octet at a time:
//
// 1. A table of 128 entries fits two registers, so one shuffle looks 64 octets up, and no octet has
//    to be taken apart into nibbles.
// 2. A masked load reads only what is there and puts the letter A in place of the rest, which is
//    counted nowhere: the last octets take the same way as all others.
// 3. Sets of octets become words of 64 bits; counting and moving them are single instructions.
// 4. Octets beyond ASCII are asked for only where a step has one; behind the first character
//    that is outside, only counts are left to be done, and the validation where it is asked for.
// 5. A step takes three blocks whether the text fills them or not. Nearly all messages are one step
//    then, and no branch depends on their length, which nothing can predict: 9 ns instead of 22 for
//    100 octets of ASCII on average, 24 instead of 37 with characters of two octets among them.

#include "scan.h"

#if CSEPTET_X86_64

#include <stddef.h>

#include "avx512.h"

// What the octets before a block demand of its first ones.
typedef struct {
    __m512i classes;  // of the leads, 0 for other octets
    uint64_t leads, leads_of_three, leads_of_four;
    uint64_t euro_first, euro_second;
} Before;

// What is found in one block, one bit for each octet.
typedef struct {
    uint64_t outside, escaped, malformed;
} Found;

AVX512_INLINE uint64_t moved(uint64_t mask, uint64_t before, int by) {
    return mask << by | before >> (64 - by);
}

AVX512_INLINE uint64_t at_least(__m512i octets, int least) {
    return _mm512_cmpge_epu8_mask(octets, _mm512_set1_epi8((char)least));
}

AVX512_INLINE uint64_t continuing(__m512i octets) {
    // As signed numbers, 0x80...0xBF are the least.
    return _mm512_cmplt_epi8_mask(octets, _mm512_set1_epi8((char)0xC0));
}

AVX512_INLINE uint64_t any(__m512i classes, int bits) {
    return _mm512_test_epi8_mask(classes, _mm512_set1_epi8((char)bits));
}

AVX512_INLINE intptr_t count(uint64_t mask) { return (intptr_t)_mm_popcnt_u64(mask); }

AVX512_INLINE __m512i classes_of(__m512i ascii) {
    return look_up_128(load_table_128(classes_of_ascii), ascii);
}

// The octets with OCTET_ESCAPED, without using port 5.
AVX512_INLINE uint64_t escaped_of(__m512i classes) {
    _Static_assert(OCTET_ESCAPED == 0x80, "the highest bit of an octet");
    return _mm512_movepi8_mask(classes);
}

// The octets of complete and incomplete euro signs; those that end one are `escaped`.
AVX512_INLINE uint64_t euro_signs(__m512i octets, Before *before, uint64_t *escaped) {
    uint64_t first = equal(octets, EURO_FIRST);
    uint64_t second = moved(first, before->euro_first, 1) & equal(octets, EURO_SECOND);
    uint64_t third = moved(second, before->euro_second, 1) & equal(octets, EURO_THIRD);
    before->euro_first = first;
    before->euro_second = second;
    *escaped |= third;
    return third;
}

// Classifies the octets of a block, as far as is asked.
AVX512_INLINE Found classify(__m512i octets, Before *before, bool is_inside,
                             const bool is_validating) {
    uint64_t beyond = _mm512_movepi8_mask(octets);
    uint64_t leads = at_least(octets, 0xC0);
    __m512i own = look_up_128(load_table_128(classes_beyond_ascii), octets);
    __m512i classes = _mm512_maskz_mov_epi8(leads, own);
    __m512i both = _mm512_and_si512(own, shift_up_by_one(classes, before->classes));
    before->classes = classes;
    Found found = {0};
    if (is_validating) {
        uint64_t leads_of_three = at_least(octets, 0xE0);
        uint64_t leads_of_four = at_least(octets, 0xF0);
        uint64_t demanded = moved(leads, before->leads, 1) |
                            moved(leads_of_three, before->leads_of_three, 2) |
                            moved(leads_of_four, before->leads_of_four, 3);
        // Where `both` stands for no continuation, what was demanded is missing too.
        found.malformed = (demanded ^ continuing(octets)) | any(both, OCTET_REFUSED);
        before->leads = leads;
        before->leads_of_three = leads_of_three;
        before->leads_of_four = leads_of_four;
    }
    if (is_inside) {
        __m512i ascii = classes_of(octets);
        found.escaped = escaped_of(ascii) & ~beyond;
        uint64_t had = any(_mm512_or_si512(classes, both), OCTET_HAD);
        had |= euro_signs(octets, before, &found.escaped);
        found.outside = (any(ascii, OCTET_OUTSIDE) & ~beyond) | (beyond & ~had);
    }
    return found;
}

AVX512_INLINE uint64_t unfinished(Before before) {
    return before.leads >> 63 | before.leads_of_three >> 62 | before.leads_of_four >> 61;
}

// Whether a step is all ASCII of the default alphabet; then `escapes` are those of the step.
AVX512_INLINE bool is_ascii_inside(Step step, intptr_t *escapes) {
    __m512i classes[BLOCKS], all = _mm512_setzero_si512();
    *escapes = 0;
    for (int index = 0; index < BLOCKS; index++) {
        classes[index] = classes_of(step.block[index]);
        all = _mm512_or_si512(all, classes[index]);
        *escapes += count(escaped_of(classes[index]));
    }
    return any(all, OCTET_OUTSIDE) == 0;
}

AVX512_INLINE bool is_ascii(Step step) {
    __m512i all = step.block[0];
    for (int index = 1; index < BLOCKS; index++) all = _mm512_or_si512(all, step.block[index]);
    return _mm512_movepi8_mask(all) == 0;
}

AVX512_INLINE void store(intptr_t scalars, intptr_t pairs, intptr_t escapes, intptr_t outside,
                         CSeptetTextScan *scan) {
    // One store, because a load of two of these together would wait for two stores. In bounds: the
    // struct is these four words, in this order.
    _Static_assert(sizeof *scan == 32 && offsetof(CSeptetTextScan, outsideOffset) == 24,
                   "a scan is four words, the last one its outsideOffset");
    _mm256_storeu_si256((__m256i *)scan, _mm256_set_epi64x(outside, escapes, pairs, scalars));
}

// Scans a step that is the whole text, when it is all ASCII of the default alphabet.
AVX512_INLINE bool scan_ascii(Step step, intptr_t octetCount, CSeptetTextScan *scan) {
    intptr_t escapes;
    if (octetCount > STEP || !is_ascii(step) || !is_ascii_inside(step, &escapes)) return false;
    store(octetCount, 0, escapes, octetCount, scan);
    return true;
}

AVX512_INLINE bool scan_text(const uint8_t *octets, intptr_t octetCount, CSeptetTextScan *result,
                             const bool is_validating) {
    Step step = load_step(octets, octetCount, 'A');
    // Before what all other texts need is loaded and saved.
    if (scan_ascii(step, octetCount, result)) return true;
    intptr_t scalars = octetCount, pairs = 0, escapes = 0, outside = octetCount;
    const Before nothing = {.classes = _mm512_setzero_si512()};
    Before before = nothing;
    uint64_t malformed = 0;
    bool is_inside = true;
    for (intptr_t position = 0; position < octetCount; position += STEP) {
        if (position > 0) step = load_step(octets + position, octetCount - position, 'A');
        if (is_ascii(step)) {
            malformed |= unfinished(before);
            before = nothing;
            intptr_t more;
            if (!is_inside) continue;
            if (is_ascii_inside(step, &more)) {
                escapes += more;
                continue;
            }
        } else {
            for (int index = 0; index < BLOCKS; index++) {
                scalars -= count(continuing(step.block[index]));
                pairs += count(at_least(step.block[index], 0xF0));
            }
            if (!is_inside && !is_validating) continue;
        }
        for (int index = 0; index < BLOCKS; index++) {
            Found found = classify(step.block[index], &before, is_inside, is_validating);
            malformed |= found.malformed;
            if (!is_inside) continue;
            // The bits up to the lowest one of `outside`, which is not escaped itself.
            escapes += count(found.escaped & _blsmsk_u64(found.outside));
            if (found.outside == 0) continue;
            intptr_t block = position + 64 * index;
            uint64_t starts = _blsmsk_u64(found.outside) & ~continuing(step.block[index]);
            // Which octet of its character is outside, no branch could guess.
            outside = starts != 0 ? block + 63 - (intptr_t)_lzcnt_u64(starts)
                                  : character_start(octets, block);
            is_inside = false;
            if (!is_validating) break;
        }
    }
    store(scalars, pairs, escapes, outside, result);
    return (malformed | unfinished(before)) == 0;
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
