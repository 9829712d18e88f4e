#ifndef ALLOCATION_COUNTING_H
#define ALLOCATION_COUNTING_H

#include <stdbool.h>
#include <stdint.h>

/// How many times the calling thread has asked for memory since it began.
///
/// Counts malloc, calloc, realloc, posix_memalign, aligned_alloc and memalign of everything in the
/// process that links this target, the Swift runtime included. Each thread has a count of its own,
/// so that tests which run beside one another do not disturb it.
uint64_t allocation_count(void);

/// Whether anything is counted: not under the address and thread sanitizers, which have a malloc of their own.
bool allocations_are_counted(void);

#endif
