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

/// The kernels of one instruction set.
///
/// A function that is NULL has no form of its own here: plain Swift is as fast or faster.
typedef struct {
    /// The name that `SEPTET_KERNEL` knows; static memory, never NULL.
    const char *name;

    /// Scans valid UTF-8. `octets` may be NULL when `octetCount` is 0.
    void (*scan)(const uint8_t *octets, intptr_t octetCount, CSeptetTextScan *scan);

    /// Packs the septets of valid UTF-8 in the default alphabet behind 0 to 6 fill bits.
    ///
    /// Takes whole characters as long as each has room among `room` septets, 160 at most, and
    /// stops at the first that the alphabet lacks. Writes just the octets that they and the fill
    /// bits take. `read` is where it stopped; returns the septets.
    intptr_t (*encodeSeptets)(const uint8_t *octets, intptr_t octetCount, intptr_t room,
                              intptr_t fillBitCount, uint8_t *packed, intptr_t *read);

    /// Packs septets, one an octet, behind 0 to 6 fill bits; writes just the octets they take.
    void (*pack)(const uint8_t *septets, intptr_t septetCount, intptr_t fillBitCount,
                 uint8_t *packed);

    /// Writes valid UTF-8 as UTF-16, most significant octet first.
    ///
    /// Takes whole characters as long as each has room among `room` units, and writes just these.
    /// `read` is where it stopped; returns the units.
    intptr_t (*encodeUTF16)(const uint8_t *octets, intptr_t octetCount, intptr_t room,
                            uint8_t *units, intptr_t *read);
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
