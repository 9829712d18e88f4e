#include "AllocationCounting.h"

#include <errno.h>
#include <stddef.h>

// These definitions take the place of glibc's, which are reached by the names below. Releasing
// memory is left to glibc.
extern void *__libc_malloc(size_t octets);
extern void *__libc_calloc(size_t count, size_t octets);
extern void *__libc_realloc(void *memory, size_t octets);
extern void *__libc_memalign(size_t alignment, size_t octets);

// The address and thread sanitizers replace malloc themselves; then nothing is counted.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define IS_SANITIZED 1
#endif
#endif

// The initial-exec model keeps the count itself from allocating on its first use in a thread.
static _Thread_local uint64_t count __attribute__((tls_model("initial-exec")));

uint64_t allocation_count(void) { return count; }

#ifdef IS_SANITIZED

bool allocations_are_counted(void) { return false; }

#else

bool allocations_are_counted(void) { return true; }

void *malloc(size_t octets) {
    count++;
    return __libc_malloc(octets);
}

void *calloc(size_t number, size_t octets) {
    count++;
    return __libc_calloc(number, octets);
}

void *realloc(void *memory, size_t octets) {
    count++;
    return __libc_realloc(memory, octets);
}

void *memalign(size_t alignment, size_t octets) {
    count++;
    return __libc_memalign(alignment, octets);
}

void *aligned_alloc(size_t alignment, size_t octets) {
    count++;
    return __libc_memalign(alignment, octets);
}

int posix_memalign(void **memory, size_t alignment, size_t octets) {
    count++;
    if (alignment < sizeof(void *) || (alignment & (alignment - 1)) != 0) return EINVAL;
    void *new_memory = __libc_memalign(alignment, octets);
    if (new_memory == NULL) return ENOMEM;
    *memory = new_memory;
    return 0;
}

#endif
