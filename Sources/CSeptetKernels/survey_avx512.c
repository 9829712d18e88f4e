// The survey of an expensive message with AVX-512: 64 octets at a time, and of their characters that have
// to be looked up 16. In pseudo-code:
//
//     for each 64 octets:
//         where are the characters outside of the alphabet's ASCII?
//         for each 16 of these:
//             their scalars, the slots of those, the entries there
//             stop before the first that has none
//             sum up and combine the bits of the entries
//             for each forcing one whose entry has not this message's number:
//                 give the entry the number and write down the slot, unless one before has done so
//
// Departures: none writes the number but those that are asked for it, so an entry that does not
// force never changes. Sums of septets stay in their lanes until the end.

#include "kernels.h"

#if CSEPTET_X86_64

#include <stdbool.h>
#include <stddef.h>

#include "avx512.h"

enum { LANES = 16 };

// The octets that begin a character which has to be looked up: neither ASCII of the alphabet, form
// feed apart, nor the continuation of another.
AVX512_INLINE __mmask64 characters_to_look_up(__m512i octets) {
    __mmask64 beyond = _mm512_cmpge_epu8_mask(octets, _mm512_set1_epi8((char)0xC0));
    __mmask64 control = _mm512_cmplt_epu8_mask(octets, _mm512_set1_epi8(0x20));
    __mmask64 line_end = _mm512_cmpeq_epi8_mask(octets, _mm512_set1_epi8('\n')) |
                         _mm512_cmpeq_epi8_mask(octets, _mm512_set1_epi8('\r'));
    __mmask64 odd = _mm512_cmpeq_epi8_mask(octets, _mm512_set1_epi8(0x60)) |
                    _mm512_cmpeq_epi8_mask(octets, _mm512_set1_epi8(0x7F));
    return beyond | (control & ~line_end) | odd;
}

// [ \ ] ^ { | } ~
AVX512_INLINE __mmask64 ascii_of_extension_table(__m512i octets) {
    __m512i folded = _mm512_or_si512(octets, _mm512_set1_epi8(0x20));
    __m512i above = _mm512_sub_epi8(folded, _mm512_set1_epi8('{'));
    return _mm512_cmple_epu8_mask(above, _mm512_set1_epi8('~' - '{'));
}

// The scalars that begin at 16 of the octets of a block, which `next` follows.
AVX512_INLINE __m512i scalars_at(__m128i places, __m512i block, __m512i next) {
    // Places p q ... become p p+1 p+2 p+3, q q+1 q+2 q+3, ...
    __m512i four_times = _mm512_shuffle_epi8(
        _mm512_broadcast_i32x4(places),
        _mm512_set_epi64(0x0F0F0F0F0E0E0E0E, 0x0D0D0D0D0C0C0C0C, 0x0B0B0B0B0A0A0A0A,
                         0x0909090908080808, 0x0707070706060606, 0x0505050504040404,
                         0x0303030302020202, 0x0101010100000000));
    __m512i indices = _mm512_add_epi8(four_times, _mm512_set1_epi32(0x03020100));
    __m512i octets = _mm512_permutex2var_epi8(block, indices, next);

    // lead, second, third, fourth -> 000lllll llssssss, 0000tttt ttffffff
    __m512i payload = _mm512_and_si512(octets, _mm512_set1_epi32(0x3F3F3F1F));
    __m512i pairs = _mm512_maddubs_epi16(payload, _mm512_set1_epi16(0x0140));
    __m512i first_pair = _mm512_and_si512(pairs, _mm512_set1_epi32(0xFFFF));
    __m512i second_pair = _mm512_srli_epi32(pairs, 16);

    __m512i lead = _mm512_and_si512(octets, _mm512_set1_epi32(0xFF));
    __mmask16 one = _mm512_cmplt_epu32_mask(lead, _mm512_set1_epi32(0x80));
    __mmask16 three = _mm512_cmpge_epu32_mask(lead, _mm512_set1_epi32(0xE0));
    __mmask16 four = _mm512_cmpge_epu32_mask(lead, _mm512_set1_epi32(0xF0));
    __m512i scalars = _mm512_mask_mov_epi32(first_pair, one, lead);
    scalars = _mm512_mask_or_epi32(scalars, three, _mm512_slli_epi32(first_pair, 6),
                                   _mm512_srli_epi32(second_pair, 6));
    // The lead of four octets leaves a bit above those of any scalar.
    __m512i of_four = _mm512_or_si512(_mm512_slli_epi32(first_pair, 12), second_pair);
    return _mm512_mask_and_epi32(scalars, four, of_four, _mm512_set1_epi32(0x1FFFFF));
}

// The slots of 16 scalars; one of two octets, as nearly all are in most scripts, is its own slot.
AVX512_INLINE __m512i slots_of(__m512i scalars, __mmask16 lanes, const uint16_t *pages) {
    const __m512i own = _mm512_set1_epi32(CSEPTET_SURVEY_OWN_PAGES << CSEPTET_SURVEY_PAGE_BITS);
    __mmask16 others = _mm512_mask_cmpge_epu32_mask(lanes, scalars, own);
    if (others == 0) return scalars;
    // In bounds: there is a page number behind that of the last scalar's page.
    __m512i found = _mm512_mask_i32gather_epi32(
        scalars, others, _mm512_srli_epi32(scalars, CSEPTET_SURVEY_PAGE_BITS), pages, 2);
    found = _mm512_slli_epi32(_mm512_and_si512(found, _mm512_set1_epi32(0xFFFF)),
                              CSEPTET_SURVEY_PAGE_BITS);
    const __m512i within = _mm512_set1_epi32((1 << CSEPTET_SURVEY_PAGE_BITS) - 1);
    return _mm512_mask_or_epi32(scalars, others, _mm512_and_si512(scalars, within), found);
}

// The entries of 16 slots: their bits, and the messages that had them last.
typedef struct {
    __m512i bits, messages;
} Entries;

AVX512_INLINE __m256i half(__m512i lanes, int number) {
    return number == 0 ? _mm512_castsi512_si256(lanes) : _mm512_extracti64x4_epi64(lanes, 1);
}

AVX512_INLINE Entries entries_at(__m512i slots, __mmask16 lanes, const uint64_t *entries) {
    __m512i zero = _mm512_setzero_si512();
    // In bounds: a slot lies in a page that has been made, and of other lanes nothing is read.
    __m512i low =
        _mm512_mask_i32gather_epi64(zero, (__mmask8)lanes, half(slots, 0), entries, 8);
    __m512i high =
        _mm512_mask_i32gather_epi64(zero, (__mmask8)(lanes >> 8), half(slots, 1), entries, 8);
    __m512i even = _mm512_set_epi32(30, 28, 26, 24, 22, 20, 18, 16, 14, 12, 10, 8, 6, 4, 2, 0);
    __m512i odd = _mm512_or_si512(even, _mm512_set1_epi32(1));
    return (Entries){_mm512_permutex2var_epi32(low, even, high),
                     _mm512_permutex2var_epi32(low, odd, high)};
}

AVX512_INLINE __mmask16 lanes_with(__m512i bits, __mmask16 lanes, int bit) {
    return _mm512_mask_test_epi32_mask(lanes, bits, _mm512_set1_epi32(bit));
}

AVX512_INLINE intptr_t count_lanes(__mmask16 lanes) { return _mm_popcnt_u32(lanes); }

// Two stores, because a load of two of these together would wait for two stores. In bounds: the
// struct is five words, the last one of two halves, in this order.
AVX512_INLINE void store(CSeptetSurvey survey, CSeptetSurvey *result) {
    _Static_assert(sizeof survey == 40 && offsetof(CSeptetSurvey, kindCount) == 24 &&
                       offsetof(CSeptetSurvey, any) == 36,
                   "four words, then two halves of one");
    __m256i words = _mm256_set_epi64x(survey.kindCount, survey.replacementSeptetCount,
                                      survey.escapeCount, survey.surrogatePairCount);
    _mm256_storeu_si256((__m256i *)(void *)result, words);
    _mm_storeu_si64(&result->common, _mm_set_epi32(0, 0, (int)survey.any, (int)survey.common));
}

AVX512 intptr_t cseptet_avx512_survey(const uint8_t *octets, intptr_t octetCount, intptr_t offset,
                                      const CSeptetSurveyTables *given, CSeptetSurvey *result) {
    const CSeptetSurveyTables tables = *given;
    CSeptetSurvey survey = *result;
    const __m512i message = _mm512_set1_epi32((int)(tables.stamp >> 32));
    __m512i common = _mm512_set1_epi32((int)survey.common);
    __m512i any = _mm512_setzero_si512();
    __m512i septets = _mm512_setzero_si512();
    intptr_t end = octetCount;
    while (offset < end) {
        intptr_t rest = octetCount - offset;
        __mmask64 there = mask_of_rest(rest);
        __m512i block = load_masked(octets + offset, there);
        __mmask64 wanted = characters_to_look_up(block) & there;
        __mmask64 escaped = ascii_of_extension_table(block) & there;
        if (wanted != 0) {
            // In bounds: without octets behind the block none are read.
            __m512i next = rest > 64 ? load_masked(octets + offset + 64, mask_of_rest(rest - 64))
                                     : _mm512_setzero_si512();
            _Alignas(64) uint8_t places[64];
            _mm512_store_si512(places, _mm512_maskz_compress_epi8(wanted, INDEX_OF_ITSELF));
            int count = (int)_mm_popcnt_u64(wanted);
            for (int first = 0; first < count; first += LANES) {
                int left = count - first;
                __mmask16 lanes = (__mmask16)LOW_BITS(left < LANES ? left : LANES);
                __m128i here = _mm_load_si128((const __m128i *)(const void *)(places + first));
                __m512i scalars = scalars_at(here, block, next);
                __m512i slots = slots_of(scalars, lanes, tables.pages);
                Entries entries = entries_at(slots, lanes, tables.entries);

                __mmask16 unknown =
                    _mm512_mask_testn_epi32_mask(lanes, entries.bits, entries.bits);
                if (unknown != 0) {
                    unsigned lane = _tzcnt_u32(unknown);
                    lanes = (__mmask16)_bzhi_u32(lanes, lane);
                    end = offset + places[first + (int)lane];
                    escaped &= LOW_BITS(places[first + (int)lane]);
                }
                survey.escapeCount +=
                    count_lanes(lanes_with(entries.bits, lanes, 1 << CSEPTET_SURVEY_ESCAPE_SHIFT));
                survey.surrogatePairCount +=
                    count_lanes(lanes_with(entries.bits, lanes, 1 << CSEPTET_SURVEY_PAIR_SHIFT));
                __m512i costs = _mm512_srli_epi32(entries.bits, CSEPTET_SURVEY_REPLACEMENT_SHIFT);
                septets = _mm512_mask_add_epi32(septets, lanes, septets,
                                                _mm512_and_si512(costs, _mm512_set1_epi32(0xFF)));
                common = _mm512_mask_and_epi32(common, lanes, common, entries.bits);
                any = _mm512_mask_or_epi32(any, lanes, any, entries.bits);

                __mmask16 unmet =
                    lanes_with(entries.bits, lanes, CSEPTET_SURVEY_FORCING) &
                    _mm512_cmpneq_epi32_mask(entries.messages, message);
                if (unmet != 0) {
                    _Alignas(64) uint32_t slot_of_lane[LANES];
                    _mm512_store_si512(slot_of_lane, slots);
                    for (; unmet != 0; unmet = (__mmask16)_blsr_u32(unmet)) {
                        uint32_t slot = slot_of_lane[_tzcnt_u32(unmet)];
                        uint64_t entry = tables.entries[slot];
                        tables.entries[slot] = tables.stamp | (uint32_t)entry;
                        // In bounds: there is room for every kind and one more.
                        tables.slots[survey.kindCount] = slot;
                        survey.kindCount += (entry ^ tables.stamp) >> 32 != 0;
                    }
                }
                if (unknown != 0) break;
            }
        }
        survey.escapeCount += (intptr_t)_mm_popcnt_u64(escaped);
        offset += 64;
    }
    survey.replacementSeptetCount += _mm512_reduce_add_epi32(septets);
    survey.common = (uint32_t)_mm512_reduce_and_epi32(common);
    survey.any |= (uint32_t)_mm512_reduce_or_epi32(any);
    store(survey, result);
    return end;
}

#endif
