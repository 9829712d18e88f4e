// The hot loops, written with intrinsics: one file for each instruction set, chosen at run time.
//
// Only integers, plain structs and pointers are named here, so that Swift sees no intrinsics. What
// each function must answer is defined by plain Swift in the module that calls it; a kernel only
// answers it sooner. No kernel reads or writes an octet outside what it is given.

#ifndef CSEPTET_KERNELS_H
#define CSEPTET_KERNELS_H

#include <stdint.h>

/// What one pass over a text finds.
typedef struct {
    /// How many characters the text has.
    intptr_t scalarCount;
    /// How many of them are above U+FFFF, which makes them a surrogate pair in UTF-16.
    intptr_t surrogatePairCount;
    /// How many characters before `outsideOffset` are in the default extension table.
    intptr_t escapedCount;
    /// Where the first character begins that the default alphabet lacks; the end when it has all.
    intptr_t outsideOffset;
} CSeptetTextScan;

/// How many numbers behind the last position `find` may overwrite.
#define CSEPTET_FIND_SLACK 4

/// The kernels of one instruction set.
///
/// A function that is NULL has no form of its own here: plain Swift is as fast or faster.
typedef struct {
    /// The name that `SEPTET_KERNEL` knows; static memory, never NULL.
    const char *name;

    /// Scans valid UTF-8. `octets` may be NULL when `octetCount` is 0.
    void (*scan)(const uint8_t *octets, intptr_t octetCount, CSeptetTextScan *scan);

    /// Writes where any of three octets stands, in order, and returns how many places there are.
    ///
    /// There are fewer than 2^32 octets. `positions` has room for as many numbers as there are
    /// octets and CSEPTET_FIND_SLACK more, which may be overwritten.
    intptr_t (*find)(const uint8_t *octets, intptr_t octetCount, uint8_t first, uint8_t second,
                     uint8_t third, uint32_t *positions);
} CSeptetKernel;

/// The kernels that were compiled and that this CPU can run, slowest first; NULL behind the last.
///
/// Asks the CPU each time: keep the answer. What it points to is constant and never freed.
const CSeptetKernel *cseptet_kernel(intptr_t index);

/// The value of the environment variable `SEPTET_KERNEL`, or NULL when it is not set.
///
/// The memory belongs to the environment.
const char *cseptet_requested_kernel(void);

#endif
