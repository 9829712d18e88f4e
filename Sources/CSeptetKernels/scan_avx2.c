// The scan of a text with AVX2: 32 octets at a time. In pseudo-code:
//
//     for each octet up to the first that is outside:
//         class <- class of the low nibble AND class of the high nibble
//         when it is ASCII: class says whether it is outside or escaped
//         else: outside <- neither a lead whose row the alphabet has,
//                          nor a continuation which that row has,
//                          nor one of the three octets of the euro sign
//     for each octet: count what continues no character, and what leads four
//
// A row is the part of a table that shares a lead and a high nibble. The default alphabet has
// two-octet characters in exactly eight rows, so one bit stands for each:
//
//     bit         0     1     2     3     4     5     6     7
//     lead        C2    C2    C3    C3    C3    C3    CE    CE
//     high        A     B     8     9     A     B     9     A
//
//     lead before    C3  ->  0011 1100   rows of C3
//     high nibble    A.  ->  1001 0001   rows A of any lead
//     low nibble     .9  ->  1011 0100   rows that have a character there
//                            ---------
//     AND                    0001 0000   C3 A9 is in the alphabet
//
// Whether octets are UTF-8 is asked in the same way: by the two nibbles of an octet and the high
// nibble of the one behind it, after Keiser and Lemire, "Validating UTF-8 in less than one
// instruction per byte" (2020).
//
// Departures from one octet at a time:
//
// 1. Three shuffles look up 32 octets in tables of sixteen entries.
// 2. The last octets are taken with those before them, and what was seen is shifted out; only a
//    text of fewer than 32 octets is put together from pieces.
// 3. Octets beyond ASCII are asked for only where a block has one; behind the first character
//    that is outside, only counts are left to be done.

#include "scan.h"

#if CSEPTET_X86_64

#include "avx2.h"

// What stands before a block, as far as it matters to those that follow.
typedef struct {
    __m256i octets;
    __m256i rows;  // of the leads, 0 for other octets
    uint32_t euro_first, euro_second;
    bool is_ascii;
} Before;

// What is found in one block, one bit for each octet.
typedef struct {
    uint32_t outside, escaped, malformed;
} Found;

AVX2_INLINE uint32_t equal(__m256i octets, int octet) {
    return top_bits(_mm256_cmpeq_epi8(octets, _mm256_set1_epi8((char)octet)));
}

AVX2_INLINE uint32_t zero(__m256i octets) {
    return top_bits(_mm256_cmpeq_epi8(octets, _mm256_setzero_si256()));
}

AVX2_INLINE uint32_t continuing(__m256i octets) {
    // 80 to BF are the lowest numbers there are when octets have a sign.
    return top_bits(_mm256_cmpgt_epi8(_mm256_set1_epi8((char)0xC0), octets));
}

AVX2_INLINE uint32_t leads_of_four(__m256i octets) {
    __m256i larger = _mm256_max_epu8(octets, _mm256_set1_epi8((char)0xF0));
    return top_bits(_mm256_cmpeq_epi8(octets, larger));
}

AVX2_INLINE __m256i rows_of_leads(__m256i octets) {
    // C0 to CF become 70 to 7F; all others get the top bit, for which a shuffle gives 0.
    __m256i index = _mm256_adds_epu8(_mm256_xor_si256(octets, _mm256_set1_epi8((char)0xC0)),
                                     _mm256_set1_epi8(0x70));
    return look_up(rows_by_lead, index);
}

AVX2_INLINE Found ascii(__m256i octets) {
    // The first shuffle gives 0 for octets beyond ASCII.
    __m256i classes = _mm256_and_si256(look_up(ascii_by_low_nibble, octets),
                                       look_up(ascii_by_high_nibble, high_nibbles(octets)));
    __m256i outside = _mm256_and_si256(classes, _mm256_set1_epi8(NIBBLE_OUTSIDE));
    // Bit 7, or bit 6 moved there.
    __m256i escaped = _mm256_or_si256(classes, _mm256_add_epi8(classes, classes));
    return (Found){.outside = ~zero(outside), .escaped = top_bits(escaped)};
}

// The octets of complete and incomplete euro signs; those that end one are `escaped`.
AVX2_INLINE uint32_t euro_signs(__m256i octets, int skipped, Before *before, uint32_t *escaped) {
    uint32_t first = equal(octets, EURO_FIRST) >> skipped;
    uint32_t second = (first << 1 | before->euro_first) & (equal(octets, EURO_SECOND) >> skipped);
    uint32_t third = (second << 1 | before->euro_second) & (equal(octets, EURO_THIRD) >> skipped);
    before->euro_first = first >> 31;
    before->euro_second = second >> 31;
    *escaped |= third;
    return first | second | third;
}

AVX2_INLINE uint32_t absent(__m256i octets, Before *before) {
    __m256i rows = rows_of_leads(octets);
    __m256i both = _mm256_and_si256(look_up(rows_by_high_nibble, high_nibbles(octets)),
                                    look_up(rows_by_low_nibble, low_nibbles(octets)));
    both = _mm256_and_si256(both, SHIFT_UP(rows, before->rows, 1));
    before->rows = rows;
    return zero(_mm256_or_si256(both, rows));
}

AVX2_INLINE uint32_t malformed_octets(__m256i octets, __m256i before) {
    __m256i one = SHIFT_UP(octets, before, 1);
    __m256i pair = _mm256_and_si256(
        _mm256_and_si256(look_up(malformed_by_high_before, high_nibbles(one)),
                         look_up(malformed_by_low_before, low_nibbles(one))),
        look_up(malformed_by_high, high_nibbles(octets)));
    // The top bit is left two behind E0 to FF and three behind F0 to FF.
    __m256i third = _mm256_subs_epu8(SHIFT_UP(octets, before, 2), _mm256_set1_epi8(0xE0 - 0x80));
    __m256i fourth = _mm256_subs_epu8(SHIFT_UP(octets, before, 3), _mm256_set1_epi8(0xF0 - 0x80));
    __m256i demanded = _mm256_and_si256(_mm256_or_si256(third, fourth),
                                        _mm256_set1_epi8((char)0x80));
    return ~zero(_mm256_xor_si256(pair, demanded));
}

// Scans 32 octets, of which the first `skipped` were scanned before.
AVX2_INLINE Found scan_block(__m256i octets, int skipped, Before *before, CSeptetTextScan *scan,
                             const bool is_inside, const bool is_validating) {
    Found found = {0};
    if (is_inside) {
        found = ascii(octets);
        found.outside >>= skipped;
        found.escaped >>= skipped;
    }
    uint32_t beyond = top_bits(octets) >> skipped;
    if (is_validating && !(beyond == 0 && before->is_ascii)) {
        found.malformed = malformed_octets(octets, before->octets) >> skipped;
    }
    before->octets = octets;
    before->is_ascii = beyond == 0;
    if (beyond == 0) {
        // No character of UTF-8 is left over from before.
        before->rows = _mm256_setzero_si256();
        before->euro_first = before->euro_second = 0;
        return found;
    }
    scan->scalarCount -= _mm_popcnt_u32(continuing(octets) >> skipped);
    scan->surrogatePairCount += _mm_popcnt_u32(leads_of_four(octets) >> skipped);
    if (is_inside) {
        uint32_t lacking = beyond & (absent(octets, before) >> skipped);
        found.outside |= lacking & ~euro_signs(octets, skipped, before, &found.escaped);
    }
    return found;
}

// Ends the search for what is outside at the first such octet; true when there is one.
AVX2_INLINE bool take(Found found, const uint8_t *octets, intptr_t position,
                      CSeptetTextScan *scan) {
    if (found.outside == 0) {
        scan->escapedCount += _mm_popcnt_u32(found.escaped);
        return false;
    }
    // The bits up to the lowest one of `outside`, which is not escaped itself.
    scan->escapedCount += _mm_popcnt_u32(found.escaped & _blsmsk_u32(found.outside));
    scan->outsideOffset = character_start(octets, position + (intptr_t)_tzcnt_u32(found.outside));
    return true;
}

AVX2_INLINE bool scan_text(const uint8_t *octets, intptr_t octetCount, CSeptetTextScan *result,
                           const bool is_validating) {
    CSeptetTextScan scan = {.scalarCount = octetCount, .outsideOffset = octetCount};
    Before before = {_mm256_setzero_si256(), _mm256_setzero_si256(), 0, 0, true};
    intptr_t position = 0;
    bool is_inside = true;
    uint32_t malformed = 0;
    for (; is_inside && octetCount - position >= 32; position += 32) {
        __m256i block = load_32(octets + position);
        Found found = scan_block(block, 0, &before, &scan, true, is_validating);
        malformed |= found.malformed;
        is_inside = !take(found, octets, position, &scan);
    }
    for (; octetCount - position >= 32; position += 32) {
        __m256i block = load_32(octets + position);
        malformed |= scan_block(block, 0, &before, &scan, false, is_validating).malformed;
    }
    int rest = (int)(octetCount - position);
    if (rest > 0) {
        // The last 32 octets, of which some were scanned; or all there are.
        int skipped = position > 0 ? 32 - rest : 0;
        __m256i block = position > 0 ? load_32(octets + octetCount - 32)
                                     : load_up_to_31(octets, rest);
        if (is_validating && position > 0) {
            // The three octets before these: where more were scanned, they are among the 32.
            int32_t last = 0;
            if (octetCount >= 36) memcpy(&last, octets + octetCount - 36, 4);
            before.octets = _mm256_set_epi32(last, 0, 0, 0, 0, 0, 0, 0);
        }
        if (is_inside) {
            Found found = scan_block(block, skipped, &before, &scan, true, is_validating);
            found.outside = _bzhi_u32(found.outside, (unsigned)rest);
            malformed |= found.malformed;
            take(found, octets, position, &scan);
        } else {
            malformed |= scan_block(block, skipped, &before, &scan, false, is_validating).malformed;
        }
    }
    *result = scan;
    return malformed == 0 && !(is_validating && ends_unfinished(octets, octetCount));
}

AVX2 CSeptetTextScan cseptet_avx2_scan(const uint8_t *octets, intptr_t octetCount) {
    CSeptetTextScan scan;
    scan_text(octets, octetCount, &scan, false);
    return scan;
}

AVX2 bool cseptet_avx2_validate_and_scan(const uint8_t *octets, intptr_t octetCount,
                                         CSeptetTextScan *scan) {
    return scan_text(octets, octetCount, scan, true);
}

AVX2_INLINE uint32_t pairs_of(__m256i octets, const bool is_utf16) {
    if (is_utf16) return leads_of_four(octets);
    return ascii(octets).escaped | equal(octets, EURO_FIRST);
}

AVX2_INLINE void fill(const uint8_t *octets, intptr_t octetCount, intptr_t capacity,
                      CSeptetPartFilling *result, const bool is_utf16) {
    CSeptetPartFilling filling = *result;
    intptr_t position = 0;
    for (; octetCount - position >= 32; position += 32) {
        __m256i block = load_32(octets + position);
        fill_block((uint32_t)~continuing(block), pairs_of(block, is_utf16), capacity, &filling);
    }
    intptr_t rest = octetCount - position;
    if (rest > 0) {
        // The last 32 octets, of which some were taken; or all there are.
        int skipped = position > 0 ? 32 - (int)rest : 0;
        __m256i block =
            position > 0 ? load_32(octets + octetCount - 32) : load_up_to_31(octets, rest);
        uint32_t starts = _bzhi_u32(~continuing(block) >> skipped, (unsigned)rest);
        fill_block(starts, pairs_of(block, is_utf16) >> skipped, capacity, &filling);
    }
    *result = filling;
}

AVX2 void cseptet_avx2_fill_septets(const uint8_t *octets, intptr_t octetCount, intptr_t capacity,
                                    CSeptetPartFilling *filling) {
    fill(octets, octetCount, capacity, filling, false);
}

AVX2 void cseptet_avx2_fill_utf16(const uint8_t *octets, intptr_t octetCount, intptr_t capacity,
                                  CSeptetPartFilling *filling) {
    fill(octets, octetCount, capacity, filling, true);
}

#endif
