// Single-byte charsets into UTF-8 and back with AVX-512: 64 octets at a time.
//
// Into UTF-8:
//
//     while there is text:
//         load 64 octets; where none is above 7F, store them
//         look up the first and the second octet of each form
//         put the two side by side, drop the places that hold nothing, store
//         where a form has a third octet, put four places side by side instead
//
//     octets        w        i        ę        k        forms of two octets, seconds below
//     side by side  w ..     i ..     C4 99    k ..
//     stored        w i C4 99 k
//
// Out of UTF-8 a page of 64 octets serves the characters that differ in their last octet only:
//
//     while there is text:
//         load 64 octets; where none is above 7F, store them
//         for each page: where its prefix stands before a continuation octet, look that up
//         keep ASCII and what was found, drop the other places, store
//
// All octets of the characters found are accounted for. The first octet that is not begins a
// character without a place, one that the block cuts, or invalid UTF-8: the block ends there.

#include "kernels.h"

#if CSEPTET_X86_64

#include "avx512.h"

// Looks up the octets above 7F; the others stay, or become zeros.
AVX512_INLINE __m512i look_up_or_keep(Table128 table, __mmask64 beyond, __m512i octets) {
    return _mm512_mask2_permutex2var_epi8(table.low, octets, beyond, table.high);
}

AVX512_INLINE __m512i look_up_or_zero(Table128 table, __mmask64 beyond, __m512i octets) {
    return _mm512_maskz_permutex2var_epi8(beyond, table.low, octets, table.high);
}

// Looks up by the low six bits, those of a continuation octet, where the mask says so.
AVX512_INLINE __m512i look_up_page(__m512i found, __mmask64 here, __m512i octets,
                                   const uint8_t *page) {
    // In bounds: a page has 64 octets, and the caller only asks for existing pages.
    return _mm512_mask_permutexvar_epi8(found, here, octets, LOAD(page));
}

// Stores the places that are kept, and nothing behind them; returns their number. In bounds: the
// caller has compared the number with the room.
AVX512_INLINE intptr_t store_kept(uint8_t *target, __mmask64 kept, __m512i octets) {
    intptr_t count = (intptr_t)_mm_popcnt_u64(kept);
    _mm512_mask_storeu_epi8(target, LOW_BITS(count), _mm512_maskz_compress_epi8(kept, octets));
    return count;
}

// The first of every two or four places.
#define FIRST_OF_2 0x5555555555555555
#define FIRST_OF_4 0x1111111111111111

// Words 0, 4, 1, 5 ... because unpacking works on quarters: this keeps the octets in order.
#define SPREAD_WORDS _mm512_set_epi64(7, 3, 6, 2, 5, 1, 4, 0)

// For the first sixteen octets of two vectors of spread words: one of the first, one of the second,
// and two places more.
#define QUARTER_OF_TWO                                                                      \
    _mm512_set_epi64(0x0000571700005616, 0x0000551500005414, 0x0000531300005212,            \
                     0x0000511100005010, 0x0000470700004606, 0x0000450500004404,            \
                     0x0000430300004202, 0x0000410100004000)

// How far the other quarters are from it in spread words.
static const uint8_t quarter_offsets[4] = {0, 32, 8, 40};

AVX512 intptr_t cseptet_avx512_decode_single_byte(const uint8_t *octets, intptr_t octetCount,
                                                  intptr_t room,
                                                  const CSeptetSingleByteTable *table,
                                                  uint8_t *utf8, intptr_t *read) {
    const Table128 firsts = load_table_128(table->firsts);
    const Table128 seconds = load_table_128(table->seconds);
    intptr_t position = 0, written = 0;
    while (position < octetCount) {
        intptr_t left = octetCount - position;
        unsigned count = left < 64 ? (unsigned)left : 64;
        __m512i octet = load_masked(octets + position, LOW_BITS(count));
        __mmask64 beyond = _mm512_movepi8_mask(octet);
        if (beyond == 0 && count == 64) {
            if (count > room - written) break;
            // In bounds: there is room for as many.
            _mm512_mask_storeu_epi8(utf8 + written, LOW_BITS(count), octet);
            position += count;
            written += count;
            continue;
        }
        __m512i spread = _mm512_permutexvar_epi64(SPREAD_WORDS, octet);
        __mmask64 spread_beyond = _mm512_movepi8_mask(spread);
        __m512i first = look_up_or_keep(firsts, spread_beyond, spread);
        __m512i second = look_up_or_zero(seconds, spread_beyond, spread);
        if (_mm512_mask_testn_epi8_mask(spread_beyond, first, first) != 0) {
            // An octet without a character, which is rare: the text ends before it.
            __m512i in_order = look_up_or_keep(firsts, beyond, octet);
            __mmask64 undefined = _mm512_mask_testn_epi8_mask(beyond, in_order, in_order);
            octetCount = position + (intptr_t)_tzcnt_u64(undefined);
            continue;
        }
        uint8_t *target = utf8 + written;
        __mmask64 longer =
            _mm512_mask_cmpge_epu8_mask(spread_beyond, first, _mm512_set1_epi8((char)0xE0));
        if (longer == 0) {
            if (count + (intptr_t)_mm_popcnt_u64(beyond) > room - written) break;
            __mmask64 low = FIRST_OF_2 | _pdep_u64(beyond, ~FIRST_OF_2);
            __mmask64 high = FIRST_OF_2 | _pdep_u64(beyond >> 32, ~FIRST_OF_2);
            low &= LOW_BITS(count < 32 ? 2 * count : 64);
            high &= LOW_BITS(count < 32 ? 0 : 2 * (count - 32));
            target += store_kept(target, low, _mm512_unpacklo_epi8(first, second));
            target += store_kept(target, high, _mm512_unpackhi_epi8(first, second));
        } else {
            intptr_t more = (intptr_t)(_mm_popcnt_u64(beyond) + _mm_popcnt_u64(longer));
            if (count + more > room - written) break;
            __m512i third = look_up_or_zero(load_table_128(table->thirds), spread_beyond, spread);
            for (unsigned quarter = 0; 16 * quarter < count; quarter++) {
                __m512i places = _mm512_add_epi8(
                    QUARTER_OF_TWO, _mm512_set1_epi8((char)quarter_offsets[quarter]));
                unsigned rest = count - 16 * quarter;
                __m512i forms =
                    _mm512_maskz_permutex2var_epi8(FIRST_OF_4 * 3, first, places, second);
                forms = _mm512_mask_permutexvar_epi8(
                    forms, FIRST_OF_4 << 2, _mm512_slli_epi32(places, 16), third);
                __mmask64 kept = FIRST_OF_4 | _mm512_test_epi8_mask(forms, forms);
                target += store_kept(target, kept & LOW_BITS(rest < 16 ? 4 * rest : 64), forms);
            }
        }
        written = target - utf8;
        position += count;
    }
    *read = position;
    return written;
}

AVX512 intptr_t cseptet_avx512_encode_single_byte(const uint8_t *utf8, intptr_t octetCount,
                                                  intptr_t room,
                                                  const CSeptetSingleByteTable *table,
                                                  uint8_t *octets, intptr_t *read) {
    const __m512i index_of_before = INDEX_OF_BEFORE;
    intptr_t position = 0, written = 0;
    while (position < octetCount) {
        intptr_t left = octetCount - position;
        unsigned count = left < 64 ? (unsigned)left : 64;
        __m512i octet = load_masked(utf8 + position, LOW_BITS(count));
        __mmask64 beyond = _mm512_movepi8_mask(octet);
        if (beyond == 0 && count == 64) {
            if (count > room - written) break;
            // In bounds: there is room for as many.
            _mm512_mask_storeu_epi8(octets + written, LOW_BITS(count), octet);
            position += count;
            written += count;
            continue;
        }
        __mmask64 leads = _mm512_cmpge_epu8_mask(octet, _mm512_set1_epi8((char)0xC0));
        __mmask64 longer = _mm512_cmpge_epu8_mask(octet, _mm512_set1_epi8((char)0xE0));
        // A character that the block cuts is left to the next block, which can then begin before the
        // pages of this one were looked up. One that the text cuts is treated as unknown.
        if (count == 64) count -= leads >> 63 ? 1 : longer >> 62 & 1 ? 2 : 0;
        __mmask64 continuing = beyond & ~leads & ~(__mmask64)1;
        __m512i before = _mm512_permutexvar_epi8(index_of_before, octet);
        __m512i found = octet;
        __mmask64 last = 0;
        intptr_t page = 0;
        for (; page < table->twoOctetPageCount; page++) {
            __m512i prefix = _mm512_set1_epi32((int)table->prefixes[page].last);
            __mmask64 here = _mm512_mask_cmpeq_epi8_mask(continuing, before, prefix);
            found = look_up_page(found, here, octet, table->pages + 64 * page);
            last |= here;
        }
        last = _mm512_mask_test_epi8_mask(last, found, found);
        __mmask64 known = last | last >> 1;
        if (longer != 0) {
            __m512i first = _mm512_permutexvar_epi8(index_of_before, before);
            __mmask64 third = 0;
            for (; page < table->pageCount; page++) {
                __m512i lead = _mm512_set1_epi32((int)table->prefixes[page].first);
                __m512i prefix = _mm512_set1_epi32((int)table->prefixes[page].last);
                __mmask64 here = _mm512_mask_cmpeq_epi8_mask(continuing, before, prefix);
                here = _mm512_mask_cmpeq_epi8_mask(here & continuing << 1, first, lead);
                found = look_up_page(found, here, octet, table->pages + 64 * page);
                third |= here;
            }
            third = _mm512_mask_test_epi8_mask(third, found, found);
            last |= third;
            known |= third | third >> 1 | third >> 2;
        }
        __mmask64 unknown = beyond & ~known & LOW_BITS(count);
        if (__builtin_expect(unknown != 0, 0)) count = (unsigned)_tzcnt_u64(unknown);
        __mmask64 kept = (~beyond | last) & LOW_BITS(count);
        if (count == 0 || (intptr_t)_mm_popcnt_u64(kept) > room - written) break;
        written += store_kept(octets + written, kept, found);
        position += count;
    }
    *read = position;
    return written;
}

#endif
