// Finding where the last record of comma-separated values ends, with AVX-512; see rows.h.

#include "rows.h"

#if CSEPTET_X86_64

#include "avx512.h"

AVX512_INLINE uint64_t places(__m512i block, __mmask64 there, uint8_t octet) {
    return _mm512_mask_cmpeq_epi8_mask(there, block, _mm512_set1_epi8((char)octet));
}

AVX512 bool cseptet_avx512_rows(const uint8_t *octets, intptr_t octetCount, uint8_t delimiter,
                                CSeptetRows *rows) {
    RowSearch search = ROWS_BEGIN;
    for (intptr_t offset = 0; offset < octetCount; offset += 64) {
        __mmask64 there = mask_of_rest(octetCount - offset);
        __m512i block = load_masked(octets + offset, there);
        RowMarks marks = {.quotes = places(block, there, '"'),
                          .delimiters = places(block, there, delimiter),
                          .line_feeds = places(block, there, '\n'),
                          .returns = places(block, there, '\r')};
        if (!take_rows(&search, marks, there, offset)) return false;
    }
    *rows = found_rows(&search);
    return true;
}

#endif
