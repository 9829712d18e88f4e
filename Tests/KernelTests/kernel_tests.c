// Runs the C kernels on buffers that end exactly where their texts end, and asks for the same
// answers as a loop over octets gives. Built with sanitizers by Scripts/check kernels.
//
// Each text stands three times: in memory of its own size, which the address sanitizer watches;
// before a page that cannot be read; and behind one. What kernels write ends before such a page too,
// so that what runs without sanitizer, as under an emulator, is watched as well.

#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "kernel_tests.h"

static const struct {
    KernelTest *run;
    bool takes_any_octets;  // else they are UTF-8
} tests[] = {
    {test_scan, false},
    {test_validate_and_scan, true},
    {test_fill, false},
    {test_septets, false},
    {test_pack, true},
    {test_decode, true},
    {test_utf16, false},
    {test_decode_utf16, true},
    {test_find, true},
    {test_rows, true},
    {test_survey, false},
    {test_decode_single_byte, true},
    {test_encode_single_byte, true},
};

static uint64_t random_state = 0x5E97E701;

uint64_t next_random(uint64_t bound) {
    uint64_t bits = random_state += 0x9E3779B97F4A7C15;
    bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
    bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
    return (bits ^ (bits >> 31)) % bound;
}

// Pages between two that can be neither read nor written.
typedef struct {
    uint8_t *octets;
    size_t count;
} Guarded;

static Guarded guarded, guarded_output;

static Guarded make_guarded(size_t page_count) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE), count = page_count * page;
    uint8_t *pages = mmap(NULL, count + 2 * page, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED || mprotect(pages, page, PROT_NONE) != 0 ||
        mprotect(pages + page + count, page, PROT_NONE) != 0) {
        perror("kernel tests: guard pages");
        exit(70);
    }
    return (Guarded){pages + page, count};
}

// What stands before an output; no kernel writes more at once than these.
static const uint8_t border[64] = {[0 ... 63] = 0xA5};
static uint8_t *output;

uint8_t *make_output(intptr_t octetCount) {
    size_t count = (size_t)octetCount;
    if (count + sizeof border > guarded_output.count) {
        fprintf(stderr, "kernel tests: no room for %zu octets\n", count);
        exit(70);
    }
    output = guarded_output.octets + guarded_output.count - count;
    memcpy(output - sizeof border, border, sizeof border);
    return output;
}

void check_output(const CSeptetKernel *kernel, const uint8_t *octets, intptr_t octetCount) {
    if (memcmp(output - sizeof border, border, sizeof border) != 0) {
        fail(kernel->name, "wrote before its output", octets, octetCount);
    }
}

void fail(const char *kernel, const char *what, const uint8_t *octets, intptr_t octetCount) {
    fprintf(stderr, "%s: %s:", kernel, what);
    for (intptr_t index = 0; index < octetCount; index++) fprintf(stderr, " %02X", octets[index]);
    fprintf(stderr, "\n");
    exit(1);
}

// Calls a test with the octets at each kind of place.
static void at_every_place(const CSeptetKernel *kernel, KernelTest *test, const uint8_t *octets,
                           intptr_t octetCount) {
    size_t count = (size_t)octetCount;
    uint8_t *exact = calloc(count, 1);
    if (count > 0) memcpy(exact, octets, count);
    test(kernel, exact, octetCount);
    free(exact);
    if (count > guarded.count) return;
    uint8_t *last = guarded.octets + guarded.count - count;
    if (count > 0) memcpy(last, octets, count);
    test(kernel, last, octetCount);
    if (count > 0) memcpy(guarded.octets, octets, count);
    test(kernel, guarded.octets, octetCount);
}

// Pieces of texts: all kinds of characters, and what is no UTF-8.
static const char *const sound[] = {"a", "b", "[", "}", "\x0C", "\n", "\r", "é", "ñ", "Ω", "€", "¿",
                                    "\x1B", "`", "ż", "₂", "ガ", "ℬ", "ह", "漢", "\xEF\xBF\xBF", "😀",
                                    "\xF4\x8F\xBF\xBF"};
static const char *const unsound[] = {"\x80", "\xC3", "\xC0\x80", "\xE2\x82", "\xED\xA0\x80",
                                      "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xFF"};

// A text of exactly `octetCount` octets; what is cut off at its end is made ASCII when it is sound.
static void make_text(uint8_t *octets, intptr_t octetCount, bool is_sound) {
    // Texts of the default alphabet alone come first in the list of pieces.
    uint64_t kinds = next_random(2) == 0 ? 12 : sizeof sound / sizeof *sound;
    const char *only = next_random(3) == 0 ? sound[next_random(kinds)] : NULL;
    intptr_t count = 0;
    while (count < octetCount) {
        const char *piece = only != NULL && next_random(20) != 0
                                ? only
                                : sound[next_random(kinds)];
        if (!is_sound && next_random(60) == 0) {
            piece = unsound[next_random(sizeof unsound / sizeof *unsound)];
        }
        intptr_t piece_count = (intptr_t)strlen(piece);
        if (is_sound && count + piece_count > octetCount) {
            piece = "z";
            piece_count = 1;
        }
        for (intptr_t index = 0; index < piece_count && count < octetCount; index++) {
            octets[count++] = (uint8_t)piece[index];
        }
    }
}

static void run_all(const CSeptetKernel *kernel, const uint8_t *octets, intptr_t octetCount,
                    bool is_sound) {
    for (size_t index = 0; index < sizeof tests / sizeof *tests; index++) {
        if (is_sound || tests[index].takes_any_octets) {
            at_every_place(kernel, tests[index].run, octets, octetCount);
        }
    }
}

// Each piece alone amid letters, at every place of a block and across its end.
static long run_pieces(const CSeptetKernel *kernel) {
    enum {
        SOUND_COUNT = sizeof sound / sizeof *sound,
        ALL = SOUND_COUNT + sizeof unsound / sizeof *unsound,
    };
    uint8_t octets[136];
    long text_count = 0;
    for (int index = 0; index < ALL; index++) {
        const char *piece = index < SOUND_COUNT ? sound[index] : unsound[index - SOUND_COUNT];
        intptr_t piece_count = (intptr_t)strlen(piece);
        for (intptr_t place = 0; place <= 64; place++) {
            memset(octets, 'a', sizeof octets);
            memcpy(octets + place, piece, (size_t)piece_count);
            run_all(kernel, octets, sizeof octets, index < SOUND_COUNT);
            text_count++;
        }
    }
    return text_count;
}

static void run(const CSeptetKernel *kernel) {
    uint8_t octets[400];
    long text_count = 0;
    for (intptr_t count = 0; count <= 300; count++) {
        for (int round = 0; round < 80; round++) {
            make_text(octets, count, round % 2 == 0);
            run_all(kernel, octets, count, round % 2 == 0);
            text_count++;
        }
    }
    text_count += run_pieces(kernel);
    // Every alignment within a cache line.
    uint8_t *aligned = aligned_alloc(64, 64 * 8);
    for (intptr_t offset = 0; offset < 64; offset++) {
        for (intptr_t count = 0; count <= 200; count += 1 + (intptr_t)next_random(7)) {
            make_text(aligned + offset, count, true);
            for (size_t index = 0; index < sizeof tests / sizeof *tests; index++) {
                tests[index].run(kernel, aligned + offset, count);
            }
            text_count++;
        }
    }
    free(aligned);
    printf("%s: %ld texts\n", kernel->name, text_count);
}

int main(void) {
    guarded = make_guarded(1);
    guarded_output = make_guarded(2);
    for (intptr_t index = 0; cseptet_kernel(index) != NULL; index++) run(cseptet_kernel(index));
    return 0;
}
