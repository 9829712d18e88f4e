// The hot loops, written with intrinsics: one file for each instruction set, chosen at run time.
//
// Only integers, plain structs and pointers are named here, so that Swift sees no intrinsics. What
// each function must answer is defined by plain Swift in the module that calls it; a kernel only
// answers it sooner. No kernel reads or writes an octet outside what it is given.

#ifndef CSEPTET_KERNELS_H
#define CSEPTET_KERNELS_H

#include <stdbool.h>
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

/// One set of kernels: those of an instruction set, or none at all.
///
/// A function that is NULL has no form of its own here: plain Swift is as fast or faster.
typedef struct {
    /// The name that `SEPTET_KERNEL` knows; static memory, never NULL.
    const char *name;

    /// Scans valid UTF-8. `octets` may be NULL when `octet_count` is 0.
    void (*scan)(const uint8_t *octets, intptr_t octet_count, CSeptetTextScan *scan);

    /// Scans any octets. False when they are not UTF-8; then `scan` says nothing.
    bool (*validate_and_scan)(const uint8_t *octets, intptr_t octet_count, CSeptetTextScan *scan);
} CSeptetKernel;

/// The kernels that were compiled and that this CPU can run, slowest first; NULL behind the last.
///
/// The first one has no functions: plain Swift. What is pointed to is constant and never freed.
const CSeptetKernel *cseptet_kernel(intptr_t index);

/// The value of the environment variable `SEPTET_KERNEL`, or NULL when it is not set.
///
/// The memory belongs to the environment.
const char *cseptet_requested_kernel(void);

/// What `cseptet_chosen_kernel` has chosen, or NULL. Read it there.
extern const CSeptetKernel *cseptet_kept_choice;

/// Chooses a kernel and keeps the choice. Two threads may do so at once: they choose the same.
const CSeptetKernel *cseptet_choose_kernel(void);

/// The kernel to be used: the last of those that can run, or the one that `SEPTET_KERNEL` names; when
/// it names none of them, the first. Chosen once, then only read. Never NULL.
static inline const CSeptetKernel *cseptet_chosen_kernel(void) {
    // What the pointer leads to was there before the program began, so no order is needed.
    const CSeptetKernel *kept = __atomic_load_n(&cseptet_kept_choice, __ATOMIC_RELAXED);
    return kept != 0 ? kept : cseptet_choose_kernel();
}

#endif
