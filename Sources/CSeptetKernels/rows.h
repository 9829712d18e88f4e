// Finding where the last record of comma-separated values ends: 64 octets at a time, of which an
// instruction set says where the quotes and the other octets that matter are. In pseudo-code:
//
//     for each octet:
//         a quote opens or closes a field
//         an opening one stands behind a delimiter, a line feed or the quote that closed
//         behind a closing one stands a delimiter, a line feed, CR LF or the quote that opens again
//         a line feed outside of fields ends a record
//
// Two quotes in a quoted field close it and open it again, which is equivalent. When all quotes
// follow this rule, counting them shows what is inside:
//
//     octets            a , " b , c " \n " d \n e " \n
//     quotes            0 0 1 0 0 0 1 0  1 0 0  0 1 0
//     xor of all before 0 0 1 1 1 1 0 0  1 1 1  1 0 0    inside
//     line feeds        0 0 0 0 0 0 0 1  0 0 1  0 0 1
//     not inside                      1             1    ends of records
//
// When one quote does not, the answer is no, and plain Swift finds the records one by one.
//
// Departures: whether a block has an end of a record is practically random, so the last block that
// has one is kept without a branch, and examined only when all have been passed.

#ifndef CSEPTET_ROWS_H
#define CSEPTET_ROWS_H

#include "kernels.h"

// Where the octets that matter are in a block, one bit for each octet.
typedef struct {
    uint64_t quotes, delimiters, line_feeds, returns;
} RowMarks;

// What was found in all blocks so far.
typedef struct {
    uint64_t inside;                  // all ones when the last octet was in a field
    uint64_t divided, closed, ending;  // what the last octet was, in the lowest bit
    intptr_t lineFeedCount;

    // The last block with an end of a record: where it is, its ends and line feeds, and the line
    // feeds before it.
    intptr_t offset, lineFeedCountBefore;
    uint64_t ends, line_feeds;
} RowSearch;

#define ROWS_BEGIN ((RowSearch){.divided = 1})
#define ROWS_INLINE static inline __attribute__((always_inline))

// For each bit the xor of itself and all below.
ROWS_INLINE uint64_t xor_of_all_before(uint64_t bits) {
    for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
    return bits;
}

// The first where all bits of `mask` are set, the second where none is.
ROWS_INLINE uint64_t either(uint64_t mask, uint64_t first, uint64_t second) {
    return (first & mask) | (second & ~mask);
}

// Takes the next block; `there` marks its octets. False when a quote stands where none may.
ROWS_INLINE bool take_rows(RowSearch *search, RowMarks marks, uint64_t there, intptr_t offset) {
    uint64_t within = xor_of_all_before(marks.quotes) ^ search->inside;
    uint64_t closing = marks.quotes & ~within;
    uint64_t divisions = marks.quotes | marks.delimiters | marks.line_feeds;
    uint64_t behind_closing = closing << 1 | search->closed;
    uint64_t ending = behind_closing & marks.returns;
    uint64_t odd = (marks.quotes & within & ~(divisions << 1 | search->divided)) |
                   (behind_closing & ~(divisions | marks.returns)) |
                   ((ending << 1 | search->ending) & ~marks.line_feeds);
    if (odd & there) return false;

    uint64_t ends = marks.line_feeds & ~within;
    uint64_t keeps = (uint64_t)(ends != 0) - 1;  // all ones when there is no end
    search->ends = either(keeps, search->ends, ends);
    search->line_feeds = either(keeps, search->line_feeds, marks.line_feeds);
    search->offset = (intptr_t)either(keeps, (uint64_t)search->offset, (uint64_t)offset);
    search->lineFeedCountBefore = (intptr_t)either(keeps, (uint64_t)search->lineFeedCountBefore,
                                                   (uint64_t)search->lineFeedCount);

    search->lineFeedCount += __builtin_popcountll(marks.line_feeds);
    search->inside = 0 - (within >> 63);
    search->divided = divisions >> 63;
    search->closed = closing >> 63;
    search->ending = ending >> 63;
    return true;
}

// The answer when all blocks have been taken.
ROWS_INLINE CSeptetRows found_rows(const RowSearch *search) {
    if (search->ends == 0) return (CSeptetRows){0};
    int last = 63 - __builtin_clzll(search->ends);
    // The line feeds up to the last end; no shift by 64.
    uint64_t line_feeds = search->line_feeds << (63 - last);
    return (CSeptetRows){
        .end = search->offset + last + 1,
        .lineFeedCount = search->lineFeedCountBefore + __builtin_popcountll(line_feeds)};
}

#endif
