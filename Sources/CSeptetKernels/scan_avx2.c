// The scan of a text with AVX2: 32 octets at a time. In pseudo-code:
//
//     for each octet:
//         class <- the class of its low nibble AND the class of its high nibble
//         escaped <- class is one of the extension table's ASCII rows
//         outside <- class is one of the rows that the default alphabet lacks
//         when it is beyond ASCII:
//             outside <- neither a lead whose row the alphabet has,
//                        nor a continuation which that row has,
//                        nor one of the three octets of the euro sign
//     stop asking for `outside` at the first one; count characters to the end
//
// A row is the part of a table that shares a lead and a high nibble. The default alphabet has
// two-octet characters in exactly eight rows, so one bit stands for each:
//
//     bit         0     1     2     3     4     5     6     7
//     lead        C2    C2    C3    C3    C3    C3    CE    CE
//     high        A     B     8     9     A     B     9     A
//
//     lead octet before    1100 0011  ->  0011 1100   rows of C3
//     high nibble          1010 ....  ->  1001 0001   rows A of any lead
//     low nibble           .... 1001  ->  1101 0000   rows that have a character there
//                                         ---------
//     AND                                 0001 0000   C3 A9 is in the alphabet

#include "kernels.h"

#if CSEPTET_X86_64

#include <stdbool.h>

#include "avx2.h"

// Classes of ASCII octets. Bits 0...3: not in the alphabet; bits 6 and 7: in the extension table.
enum {
    CONTROL_0 = 0x01,  // 00 to 0F save line feed, form feed and carriage return
    CONTROL_1 = 0x02,  // 10 to 1F
    BACKTICK = 0x04,   // 60
    DELETE = 0x08,     // 7F
    FORM_FEED = 0x40,  // 0C
    BRACKETS = 0x80,   // 5B to 5E and 7B to 7E
    OUTSIDE = 0x0F
};

// Rows of two-octet characters; see the picture above.
enum { C2_A = 1, C2_B = 2, C3_8 = 4, C3_9 = 8, C3_A = 16, C3_B = 32, CE_9 = 64, CE_A = -128 };

AVX2_INLINE __m256i ascii_by_low_nibble(void) {
    const int8_t both = CONTROL_0 | CONTROL_1;
    return TABLE(both | BACKTICK, both, both, both, both, both, both, both, both, both, CONTROL_1,
                 both | (int8_t)BRACKETS, CONTROL_1 | FORM_FEED | (int8_t)BRACKETS,
                 CONTROL_1 | (int8_t)BRACKETS, both | (int8_t)BRACKETS, both | DELETE);
}

AVX2_INLINE __m256i ascii_by_high_nibble(void) {
    return TABLE(CONTROL_0 | FORM_FEED, CONTROL_1, 0, 0, 0, (int8_t)BRACKETS, BACKTICK,
                 DELETE | (int8_t)BRACKETS, 0, 0, 0, 0, 0, 0, 0, 0);
}

// By the low nibble of a lead octet C0 to CF.
AVX2_INLINE __m256i rows_by_lead(void) {
    return TABLE(0, 0, C2_A | C2_B, C3_8 | C3_9 | C3_A | C3_B, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                 CE_9 | CE_A, 0);
}

AVX2_INLINE __m256i rows_by_high_nibble(void) {
    return TABLE(0, 0, 0, 0, 0, 0, 0, 0, C3_8, C3_9 | CE_9, C2_A | C3_A | CE_A, C2_B | C3_B, 0, 0,
                 0, 0);
}

AVX2_INLINE __m256i rows_by_low_nibble(void) {
    return TABLE(C3_A | CE_A,                              // à Π
                 C2_A | C3_9 | C3_B,                       // ¡ Ñ ñ
                 C3_B,                                     // ò
                 C2_A | CE_9 | CE_A,                       // £ Γ Σ
                 C2_A | C3_8 | C3_A | CE_9,                // ¤ Ä ä Δ
                 C2_A | C3_8 | C3_A,                       // ¥ Å å
                 C3_8 | C3_9 | C3_A | C3_B | CE_A,         // Æ Ö æ ö Φ
                 C2_A | C3_8,                              // § Ç
                 C3_9 | C3_A | C3_B | CE_9 | CE_A,         // Ø è ø Θ Ψ
                 C3_8 | C3_A | C3_B | CE_A,                // É é ù Ω
                 0,                                        //
                 CE_9,                                     // Λ
                 C3_9 | C3_A | C3_B,                       // Ü ì ü
                 0,                                        //
                 CE_9,                                     // Ξ
                 C2_B | C3_9);                             // ¿ ß
}

// What stands at the end of the octets before, as far as it matters to those that follow.
typedef struct {
    __m256i rows;         // of the lead octets
    uint32_t euroFirst;   // 1 when the last octet was E2
    uint32_t euroSecond;  // 1 when the last two were E2 82
} Before;

typedef struct {
    uint32_t outside;
    uint32_t escaped;
    uint32_t continuing;
    uint32_t leadsFour;
} Masks;

AVX2_INLINE __m256i rows_of_leads(__m256i octets) {
    // C0 to CF become 70 to 7F; all others get the top bit, for which a shuffle answers 0.
    __m256i index = _mm256_adds_epu8(_mm256_xor_si256(octets, _mm256_set1_epi8((char)0xC0)),
                                     _mm256_set1_epi8(0x70));
    return _mm256_shuffle_epi8(rows_by_lead(), index);
}

AVX2_INLINE uint32_t equal(__m256i octets, int octet) {
    return MASK(_mm256_cmpeq_epi8(octets, _mm256_set1_epi8((char)octet)));
}

AVX2_INLINE uint32_t continuing_octets(__m256i octets) {
    // 80 to BF are the lowest numbers there are when octets have a sign.
    return MASK(_mm256_cmpgt_epi8(_mm256_set1_epi8((char)0xC0), octets));
}

AVX2_INLINE uint32_t leads_of_four(__m256i octets) {
    __m256i larger = _mm256_max_epu8(octets, _mm256_set1_epi8((char)0xF0));
    return MASK(_mm256_cmpeq_epi8(octets, larger));
}

// Classifies 32 octets, of which the first `skipped` were classified before.
AVX2_INLINE Masks classify(__m256i octets, int skipped, Before *before) {
    Masks masks = {0};
    __m256i nibble = _mm256_set1_epi8(0x0F);
    __m256i high = _mm256_and_si256(_mm256_srli_epi16(octets, 4), nibble);
    // A shuffle answers 0 for octets beyond ASCII.
    __m256i class = _mm256_and_si256(_mm256_shuffle_epi8(ascii_by_low_nibble(), octets),
                                     _mm256_shuffle_epi8(ascii_by_high_nibble(), high));
    masks.outside = MASK(_mm256_cmpgt_epi8(_mm256_and_si256(class, _mm256_set1_epi8(OUTSIDE)),
                                           _mm256_setzero_si256())) >> skipped;
    masks.escaped = MASK(_mm256_or_si256(class, _mm256_add_epi8(class, class))) >> skipped;

    uint32_t beyond = MASK(octets) >> skipped;
    if (beyond == 0) {
        before->rows = _mm256_setzero_si256();
        before->euroFirst = before->euroSecond = 0;
        return masks;
    }
    masks.continuing = continuing_octets(octets) >> skipped;
    masks.leadsFour = leads_of_four(octets) >> skipped;

    // rows:    ... r13 r14 r15 | r16 r17 ...      the rows of each lead, moved up by one octet:
    // shifted: ... r12 r13 r14 | r15 r16 ...      the shuffle of halves brings r15 across
    __m256i rows = rows_of_leads(octets);
    __m256i across = _mm256_permute2x128_si256(before->rows, rows, 0x21);
    __m256i shifted = _mm256_alignr_epi8(rows, across, 15);
    __m256i had = _mm256_and_si256(
        _mm256_and_si256(shifted, _mm256_shuffle_epi8(rows_by_high_nibble(), high)),
        _mm256_shuffle_epi8(rows_by_low_nibble(), _mm256_and_si256(octets, nibble)));
    uint32_t absent = MASK(_mm256_cmpeq_epi8(_mm256_or_si256(had, rows), _mm256_setzero_si256()));
    uint32_t lacking = beyond & (absent >> skipped);

    uint32_t first = equal(octets, 0xE2) >> skipped;
    uint32_t second = (first << 1 | before->euroFirst) & (equal(octets, 0x82) >> skipped);
    uint32_t third = (second << 1 | before->euroSecond) & (equal(octets, 0xAC) >> skipped);
    masks.outside |= lacking & ~(first | second | third);
    masks.escaped |= third;

    before->rows = rows;
    before->euroFirst = first >> 31;
    before->euroSecond = second >> 31;
    return masks;
}

AVX2_INLINE void count_characters(__m256i octets, int skipped, CSeptetTextScan *scan) {
    scan->scalarCount -= _mm_popcnt_u32(continuing_octets(octets) >> skipped);
    scan->surrogatePairCount += _mm_popcnt_u32(leads_of_four(octets) >> skipped);
}

// Counts what was classified; true when a character is among it that the alphabet lacks.
AVX2_INLINE bool count_masks(Masks masks, const uint8_t *octets, intptr_t position,
                             CSeptetTextScan *scan) {
    scan->scalarCount -= _mm_popcnt_u32(masks.continuing);
    scan->surrogatePairCount += _mm_popcnt_u32(masks.leadsFour);
    if (masks.outside == 0) {
        scan->escapedCount += _mm_popcnt_u32(masks.escaped);
        return false;
    }
    // The bits below the lowest one of `outside`.
    scan->escapedCount += _mm_popcnt_u32(masks.escaped & _blsmsk_u32(masks.outside) >> 1);
    position += (intptr_t)_tzcnt_u32(masks.outside);
    while (position > 0 && (octets[position] & 0xC0) == 0x80) position--;
    scan->outsideOffset = position;
    return true;
}

AVX2 void cseptet_avx2_scan(const uint8_t *octets, intptr_t octetCount,
                            CSeptetTextScan *result) {
    CSeptetTextScan found = {.scalarCount = octetCount, .outsideOffset = octetCount};
    Before before = {_mm256_setzero_si256(), 0, 0};
    intptr_t position = 0;
    bool isInside = true;
    for (; isInside && octetCount - position >= 32; position += 32) {
        __m256i vector = _mm256_loadu_si256((const __m256i *)(octets + position));
        isInside = !count_masks(classify(vector, 0, &before), octets, position, &found);
    }
    for (; octetCount - position >= 32; position += 32) {
        count_characters(_mm256_loadu_si256((const __m256i *)(octets + position)), 0, &found);
    }
    int rest = (int)(octetCount - position);
    if (rest > 0) {
        // The last 32 octets, of which some were seen; or all there are.
        int skipped = octetCount >= 32 ? 32 - rest : 0;
        __m256i vector = octetCount >= 32
                             ? _mm256_loadu_si256((const __m256i *)(octets + octetCount - 32))
                             : load_up_to_31(octets, rest);
        if (isInside) {
            Masks masks = classify(vector, skipped, &before);
            masks.outside = _bzhi_u32(masks.outside, (unsigned)rest);
            count_masks(masks, octets, position, &found);
        } else {
            count_characters(vector, skipped, &found);
        }
    }
    *result = found;
}

#endif
