// What Embedded Swift asks of the C library, for a module that has none and imports nothing.
//
// The allocator keeps free blocks in lists by size, powers of two from 32 octets on, and asks for
// more memory when a list is empty. A block has its class in the 16 octets before it.

#include <stddef.h>
#include <stdint.h>

#define PAGE 65536u
#define SMALLEST 5
#define CLASSES 27
#define HEAD 16u

typedef struct Block {
    uint32_t class;
    struct Block *next;
    uint32_t padding[2];
} Block;

#ifdef SEPTET_RUNTIME_TEST
// A test on another machine has its own memory to cut blocks from.
extern unsigned char *test_memory(size_t octets);
static uintptr_t grow(size_t octets) { return (uintptr_t)test_memory(octets); }
#else
static uintptr_t grow(size_t octets) {
    size_t pages = (octets + PAGE - 1) / PAGE;
    size_t before = __builtin_wasm_memory_grow(0, pages);
    return before == (size_t)-1 ? 0 : before * PAGE;
}
#endif

static Block *free_blocks[CLASSES];
static uintptr_t unused, unused_end;

static unsigned class_of(size_t octets) {
    unsigned class = 0;
    while (class < CLASSES && ((size_t)1 << (class + SMALLEST)) < octets) class++;
    return class;
}

// Aligned to 16 octets; NULL when there is no more memory.
void *septet_runtime_allocate(size_t octets) {
    if (octets > ((size_t)1 << (CLASSES - 1 + SMALLEST)) - HEAD) return NULL;
    unsigned class = class_of(octets + HEAD);
    Block *block = free_blocks[class];
    if (block != NULL) {
        free_blocks[class] = block->next;
        return (unsigned char *)block + HEAD;
    }
    size_t size = (size_t)1 << (class + SMALLEST);
    if (unused_end - unused < size) {
        // What is left over of the last stretch is small; it stays unused.
        size_t stretch = size < PAGE ? PAGE : size;
        uintptr_t more = grow(stretch);
        if (more == 0) return NULL;
        unused = more;
        unused_end = more + (stretch + PAGE - 1) / PAGE * PAGE;
    }
    block = (Block *)unused;
    unused += size;
    block->class = class;
    return (unsigned char *)block + HEAD;
}

void septet_runtime_free(void *memory) {
    if (memory == NULL) return;
    Block *block = (Block *)((unsigned char *)memory - HEAD);
    block->next = free_blocks[block->class];
    free_blocks[block->class] = block;
}

#ifndef SEPTET_RUNTIME_TEST
void free(void *memory) { septet_runtime_free(memory); }

int posix_memalign(void **memory, size_t alignment, size_t octets) {
    // Swift asks for 16 at most; nothing here needs more.
    *memory = alignment <= 16 ? septet_runtime_allocate(octets) : NULL;
    return *memory == NULL ? 12 : 0;
}

// One instruction each: `memory.copy` and `memory.fill`.
void *memcpy(void *restrict to, const void *restrict from, size_t count) {
    return __builtin_memcpy(to, from, count);
}

void *memmove(void *to, const void *from, size_t count) {
    return __builtin_memmove(to, from, count);
}

void *memset(void *to, int octet, size_t count) { return __builtin_memset(to, octet, count); }
#endif

int septet_runtime_compare(const void *left, const void *right, size_t count) {
    const unsigned char *a = left, *b = right;
    for (size_t index = 0; index < count; index++) {
        if (a[index] != b[index]) return a[index] < b[index] ? -1 : 1;
    }
    return 0;
}

// Seeds of hash tables. The module has no source of chance, and needs none: whoever gives it a text
// is its only user.
void septet_runtime_fill(void *to, size_t count) {
    static uint32_t state = 2463534242u;
    unsigned char *octets = to;
    for (size_t index = 0; index < count; index++) {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        octets[index] = (unsigned char)(state >> 11);
    }
}

#ifndef SEPTET_RUNTIME_TEST
int memcmp(const void *left, const void *right, size_t count) {
    return septet_runtime_compare(left, right, count);
}

size_t strlen(const char *text) {
    size_t count = 0;
    while (text[count] != 0) count++;
    return count;
}

int strcmp(const char *left, const char *right) {
    while (*left != 0 && *left == *right) left++, right++;
    return (unsigned char)*left - (unsigned char)*right;
}

void arc4random_buf(void *to, size_t count) { septet_runtime_fill(to, count); }

// There is no environment, and so no choice of a kernel.
char *getenv(const char *name) {
    (void)name;
    return NULL;
}

// What Swift prints before it traps goes nowhere.
int putchar(int octet) { return octet; }
#endif
