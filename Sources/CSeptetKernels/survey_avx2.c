// The survey of an expensive message with AVX2: 32 octets at a time. In pseudo-code:
//
//     for each character outside of the alphabet's ASCII:
//         look up its entry; stop when there is none
//         when the entry has not this message's number: write down the slot, if it forces
//         give the entry the message's number
//         sum up and combine the bits of the entry
//
// Departures: ASCII of the alphabet is passed over by a mask, its extension table counted in one
// step; the slot is always written, and only the count of slots says whether it stays.

#include "kernels.h"

#if CSEPTET_X86_64

#include <stdbool.h>

#include "avx2.h"

AVX2_INLINE uint32_t equal_octets(__m256i octets, int octet) {
    return top_bits(_mm256_cmpeq_epi8(octets, _mm256_set1_epi8((char)octet)));
}

// The octets that begin a character which has to be looked up: neither ASCII of the alphabet, form
// feed apart, nor the continuation of another.
AVX2_INLINE uint32_t characters_to_look_up(__m256i octets) {
    // As numbers with a sign, C0 to FF are -64 to -1, and 80 to BF are below.
    __m256i above = _mm256_cmpgt_epi8(octets, _mm256_set1_epi8(-65));
    __m256i control = _mm256_cmpgt_epi8(_mm256_set1_epi8(0x20), octets);
    uint32_t odd = equal_octets(octets, 0x60) | equal_octets(octets, 0x7F);
    uint32_t even = equal_octets(octets, 0x0A) | equal_octets(octets, 0x0D);
    return (top_bits(_mm256_and_si256(above, control)) & ~even) | odd;
}

// [ \ ] ^ { | } ~
AVX2_INLINE uint32_t ascii_of_extension_table(__m256i octets) {
    __m256i folded = _mm256_or_si256(octets, _mm256_set1_epi8(0x20));
    __m256i above = _mm256_cmpgt_epi8(folded, _mm256_set1_epi8(0x7A));
    __m256i below = _mm256_cmpgt_epi8(_mm256_set1_epi8(0x7F), folded);
    return top_bits(_mm256_and_si256(above, below));
}

// The scalar at the beginning of valid UTF-8.
AVX2_INLINE uint32_t scalar_at(const uint8_t *octets) {
    uint32_t lead = octets[0];
    if (lead < 0x80) return lead;
    if (lead < 0xE0) return (lead & 0x1F) << 6 | (octets[1] & 0x3F);
    if (lead < 0xF0) {
        return (lead & 0x0F) << 12 | (uint32_t)(octets[1] & 0x3F) << 6 | (octets[2] & 0x3F);
    }
    return (lead & 0x07) << 18 | (uint32_t)(octets[1] & 0x3F) << 12 |
           (uint32_t)(octets[2] & 0x3F) << 6 | (octets[3] & 0x3F);
}

AVX2 intptr_t cseptet_avx2_survey(const uint8_t *octets, intptr_t octetCount, intptr_t offset,
                                  const CSeptetSurveyTables *given, CSeptetSurvey *result) {
    const CSeptetSurveyTables tables = *given;
    CSeptetSurvey survey = *result;
    while (offset < octetCount) {
        intptr_t rest = octetCount - offset;
        __m256i vector = rest >= 32 ? _mm256_loadu_si256((const __m256i *)(octets + offset))
                                    : load_up_to_31(octets + offset, rest);
        uint32_t mask = characters_to_look_up(vector);
        if (rest < 32) mask = _bzhi_u32(mask, (unsigned)rest);
        uint32_t escaped = ascii_of_extension_table(vector);
        while (mask != 0) {
            intptr_t place = offset + (intptr_t)_tzcnt_u32(mask);
            uint32_t scalar = scalar_at(octets + place);
            uint32_t slot = (uint32_t)tables.pages[scalar >> CSEPTET_SURVEY_PAGE_BITS]
                                << CSEPTET_SURVEY_PAGE_BITS |
                            (scalar & ((1 << CSEPTET_SURVEY_PAGE_BITS) - 1));
            uint64_t entry = tables.entries[slot];
            uint32_t bits = (uint32_t)entry;
            if (bits == 0) {
                // The extension table's characters up to here.
                uint32_t before = (uint32_t)(place - offset);
                survey.escapeCount += _mm_popcnt_u32(_bzhi_u32(escaped, before));
                *result = survey;
                return place;
            }
            tables.entries[slot] = tables.stamp | bits;
            tables.slots[survey.kindCount] = slot;
            survey.kindCount += (entry ^ tables.stamp) >> 32 != 0 && bits & CSEPTET_SURVEY_FORCING;
            survey.escapeCount += bits >> CSEPTET_SURVEY_ESCAPE_SHIFT & 1;
            survey.surrogatePairCount += bits >> CSEPTET_SURVEY_PAIR_SHIFT & 1;
            survey.replacementSeptetCount += bits >> CSEPTET_SURVEY_REPLACEMENT_SHIFT & 0xFF;
            survey.common &= bits;
            survey.any |= bits;
            mask = _blsr_u32(mask);
        }
        survey.escapeCount += _mm_popcnt_u32(escaped);
        offset += 32;
    }
    *result = survey;
    return octetCount;
}

#endif
