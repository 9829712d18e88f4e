// Finding where the last record of comma-separated values ends, with AVX2: 64 octets at a time.
// In pseudo-code:
//
//     for each octet:
//         a quote opens or closes a field
//         an opening one stands behind a delimiter, a line feed or the quote that closed
//         behind a closing one stands a delimiter, a line feed, CR LF or the quote that opens again
//         a line feed outside of fields ends a record
//
// Two quotes in a quoted field close it and open it again, which comes to the same. When all
// quotes stand so, counting them tells what is inside:
//
//     octets            a , " b , c " \n " d \n e " \n
//     quotes            0 0 1 0 0 0 1 0  1 0 0  0 1 0
//     xor of all before 0 0 1 1 1 1 0 0  1 1 1  1 0 0    inside
//     line feeds        0 0 0 0 0 0 0 1  0 0 1  0 0 1
//     not inside                      1             1    ends of records
//
// When one quote does not, the answer is no, and plain code finds the records one by one.

#include "kernels.h"

#if CSEPTET_X86_64

#include <stdbool.h>

#include "avx2.h"

AVX2_INLINE uint64_t places(__m256i low, __m256i high, uint8_t octet) {
    __m256i wanted = _mm256_set1_epi8((char)octet);
    return top_bits(_mm256_cmpeq_epi8(low, wanted)) |
           (uint64_t)top_bits(_mm256_cmpeq_epi8(high, wanted)) << 32;
}

// For each bit the xor of itself and all below.
AVX2_INLINE uint64_t xor_of_all_before(uint64_t bits) {
    for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
    return bits;
}

AVX2 bool cseptet_avx2_rows(const uint8_t *octets, intptr_t octetCount, uint8_t delimiter,
                            CSeptetRows *rows) {
    CSeptetRows found = {0};
    intptr_t lineFeedCount = 0;
    uint64_t inside = 0;                          // all ones when the last octet was in a field
    uint64_t divided = 1, closed = 0, ending = 0;  // what the last octet was, in the lowest bit
    uint8_t last_octets[64];
    for (intptr_t offset = 0; offset < octetCount; offset += 64) {
        const uint8_t *block = octets + offset;
        intptr_t rest = octetCount - offset;
        if (rest < 64) {
            memset(last_octets, 0, sizeof last_octets);
            memcpy(last_octets, block, (size_t)rest);
            block = last_octets;
        }
        uint64_t there = rest < 64 ? _bzhi_u64(~0ULL, (unsigned)rest) : ~0ULL;
        __m256i low = load_32(block);
        __m256i high = load_32(block + 32);
        uint64_t quotes = places(low, high, '"') & there;
        uint64_t delimiters = places(low, high, delimiter) & there;
        uint64_t line_feeds = places(low, high, '\n') & there;
        uint64_t returns = places(low, high, '\r') & there;

        uint64_t within = xor_of_all_before(quotes) ^ inside;
        uint64_t closing = quotes & ~within;
        uint64_t divisions = quotes | delimiters | line_feeds;
        uint64_t behind_closing = closing << 1 | closed;
        uint64_t ending_returns = behind_closing & returns;
        uint64_t odd = (quotes & within & ~(divisions << 1 | divided)) |
                       (behind_closing & ~(divisions | returns)) |
                       ((ending_returns << 1 | ending) & ~line_feeds);
        if (odd & there) return false;

        uint64_t ends = line_feeds & ~within;
        if (ends != 0) {
            unsigned last = 63 - (unsigned)_lzcnt_u64(ends);
            found.end = offset + last + 1;
            // The line feeds up to the last end; no shift by 64.
            found.lineFeedCount =
                lineFeedCount + _mm_popcnt_u64(line_feeds << (63 - last));
        }
        lineFeedCount += _mm_popcnt_u64(line_feeds);
        inside = 0 - (within >> 63);
        divided = divisions >> 63;
        closed = closing >> 63;
        ending = ending_returns >> 63;
    }
    *rows = found;
    return true;
}

#endif
