// Finding where the last record of comma-separated values ends, with AVX2; see rows.h.

#include "rows.h"

#if CSEPTET_X86_64

#include "avx2.h"

AVX2_INLINE uint64_t places(__m256i low, __m256i high, uint8_t octet) {
    __m256i wanted = _mm256_set1_epi8((char)octet);
    return top_bits(_mm256_cmpeq_epi8(low, wanted)) |
           (uint64_t)top_bits(_mm256_cmpeq_epi8(high, wanted)) << 32;
}

AVX2 bool cseptet_avx2_rows(const uint8_t *octets, intptr_t octetCount, uint8_t delimiter,
                            CSeptetRows *rows) {
    RowSearch search = ROWS_BEGIN;
    uint8_t last_octets[64];
    for (intptr_t offset = 0; offset < octetCount; offset += 64) {
        const uint8_t *block = octets + offset;
        intptr_t rest = octetCount - offset;
        if (rest < 64) {
            memset(last_octets, 0, sizeof last_octets);
            // In bounds: fewer than the 64 octets of the copy.
            memcpy(last_octets, block, (size_t)rest);
            block = last_octets;
        }
        uint64_t there = rest < 64 ? _bzhi_u64(~0ULL, (unsigned)rest) : ~0ULL;
        __m256i low = load_32(block);
        __m256i high = load_32(block + 32);
        RowMarks marks = {.quotes = places(low, high, '"') & there,
                          .delimiters = places(low, high, delimiter) & there,
                          .line_feeds = places(low, high, '\n') & there,
                          .returns = places(low, high, '\r') & there};
        if (!take_rows(&search, marks, there, offset)) return false;
    }
    *rows = found_rows(&search);
    return true;
}

#endif
