// The tests of kernel functions: each has a line here and one in the list of kernel_tests.c.

#ifndef KERNEL_TESTS_H
#define KERNEL_TESTS_H

#include <stdbool.h>
#include <stdint.h>

#include "CSeptetKernels.h"

/// Runs one function on octets that lie exactly in their memory; calls `fail` when it is wrong.
typedef void KernelTest(const CSeptetKernel *kernel, const uint8_t *octets, intptr_t octetCount);

KernelTest test_scan;
KernelTest test_validate_and_scan;
KernelTest test_fill;
KernelTest test_septets;
KernelTest test_pack;
KernelTest test_decode;
KernelTest test_utf16;
KernelTest test_decode_utf16;
KernelTest test_find;
KernelTest test_rows;
KernelTest test_survey;
KernelTest test_decode_single_byte;
KernelTest test_encode_single_byte;

/// A number below `bound`; the same ones in each run.
uint64_t next_random(uint64_t bound);

/// Memory for what a kernel writes, which ends before a page that cannot be written.
///
/// It is there until the next call. What is written before it, `check_output` finds.
uint8_t *make_output(intptr_t octetCount);

/// Fails when an octet before the output of the last call was written.
void check_output(const CSeptetKernel *kernel, const uint8_t *octets, intptr_t octetCount);

/// Ends the run with status 1 and the octets.
void fail(const char *kernel, const char *what, const uint8_t *octets, intptr_t octetCount);

#endif
