// The runtime of the page's module on this machine: blocks are aligned, apart from each other, and used again.

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *septet_runtime_allocate(size_t octets);
void septet_runtime_free(void *memory);
int septet_runtime_compare(const void *left, const void *right, size_t count);
void septet_runtime_fill(void *to, size_t count);

// Memory as the module's: pages that follow each other, and an end.
static size_t grown;
static unsigned char *memory;
enum { LIMIT = 64 << 20, PAGE = 65536 };

unsigned char *test_memory(size_t octets) {
    if (memory == NULL) memory = aligned_alloc(PAGE, LIMIT);
    octets = (octets + PAGE - 1) / PAGE * PAGE;
    if (grown + octets > LIMIT) return NULL;
    grown += octets;
    return memory + grown - octets;
}

enum { COUNT = 400 };
static unsigned char *blocks[COUNT];
static size_t sizes[COUNT];
static uint32_t state = 1;

static uint32_t random_number(uint32_t limit) {
    state = state * 1664525 + 1013904223;
    return (state >> 8) % limit;
}

static void check(int index) {
    for (size_t at = 0; at < sizes[index]; at++) assert(blocks[index][at] == (unsigned char)index);
}

int main(void) {
    for (int turn = 0; turn < 200000; turn++) {
        int index = (int)random_number(COUNT);
        if (blocks[index] != NULL) {
            check(index);
            septet_runtime_free(blocks[index]);
        }
        sizes[index] = random_number(turn % 50 == 0 ? 40000 : 200);
        blocks[index] = septet_runtime_allocate(sizes[index]);
        assert(blocks[index] != NULL && (uintptr_t)blocks[index] % 16 == 0);
        memset(blocks[index], index, sizes[index]);
    }
    for (int index = 0; index < COUNT; index++) {
        check(index);
        septet_runtime_free(blocks[index]);
    }
    size_t before = grown;
    for (int turn = 0; turn < 1000; turn++) septet_runtime_free(septet_runtime_allocate(30000));
    assert(grown - before <= PAGE);
    septet_runtime_free(NULL);

    // Blocks that do not fit are rejected, and smaller ones still fit.
    assert(septet_runtime_allocate((size_t)LIMIT * 2) == NULL);
    assert(septet_runtime_allocate((size_t)1 << 40) == NULL);
    assert(septet_runtime_allocate(SIZE_MAX) == NULL);
    assert(septet_runtime_allocate(0) != NULL);

    assert(septet_runtime_compare("abc", "abd", 2) == 0);
    assert(septet_runtime_compare("abc", "abd", 3) < 0);
    assert(septet_runtime_compare("\xff", "a", 1) > 0);
    unsigned char seeds[2][16];
    septet_runtime_fill(seeds[0], 16);
    septet_runtime_fill(seeds[1], 16);
    assert(septet_runtime_compare(seeds[0], seeds[1], 16) != 0);
    puts("ok");
    return 0;
}
