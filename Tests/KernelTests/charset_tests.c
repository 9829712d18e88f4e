// Single-byte charsets into UTF-8 and back, beside a loop over the characters, in memory of exactly
// the room that may be written. The charsets are made up: no kernel knows any by name.

#include <stdlib.h>
#include <string.h>

#include "kernel_tests.h"

enum { CHARSET_COUNT = 5, PAGE_OCTETS = 64, UNTOUCHED = 0xA5 };

typedef struct {
    // The character of each octet 80...FF, 0 where there is none.
    uint32_t scalars[128];
    uint8_t forms[3][128];
    uint8_t pages[128][PAGE_OCTETS];
    CSeptetPagePrefix prefixes[128];
    CSeptetSingleByteTable table;
} Charset;

typedef struct {
    uint8_t octets[4];
    intptr_t count;
} Form;

static Form form_of(uint32_t scalar) {
    if (scalar < 0x800) {
        return (Form){{(uint8_t)(0xC0 | scalar >> 6), (uint8_t)(0x80 | (scalar & 0x3F))}, 2};
    }
    return (Form){{(uint8_t)(0xE0 | scalar >> 12), (uint8_t)(0x80 | (scalar >> 6 & 0x3F)),
                   (uint8_t)(0x80 | (scalar & 0x3F))},
                  3};
}

// The prefix of a page, of which the characters differ in their low six bits.
static CSeptetPagePrefix prefix_of(uint32_t scalar) {
    Form form = form_of(scalar);
    const uint32_t four_times = 0x01010101;
    if (form.count == 2) return (CSeptetPagePrefix){0, form.octets[0] * four_times};
    return (CSeptetPagePrefix){form.octets[0] * four_times, form.octets[1] * four_times};
}

static void add_pages(Charset *charset, intptr_t octets_of_form) {
    for (int index = 0; index < 128; index++) {
        uint32_t scalar = charset->scalars[index];
        if (scalar == 0 || form_of(scalar).count != octets_of_form) continue;
        CSeptetPagePrefix prefix = prefix_of(scalar);
        intptr_t page = 0;
        while (page < charset->table.pageCount &&
               memcmp(&charset->prefixes[page], &prefix, sizeof prefix) != 0) {
            page++;
        }
        if (page == charset->table.pageCount) charset->table.pageCount++;
        charset->prefixes[page] = prefix;
        charset->pages[page][scalar & 0x3F] = (uint8_t)(0x80 | index);
    }
}

static bool has(const Charset *charset, uint32_t scalar) {
    for (int index = 0; index < 128; index++) {
        if (charset->scalars[index] == scalar) return true;
    }
    return false;
}

// What the texts of all tests are made of, among others.
static const uint32_t frequent[] = {0xE9, 0xF1, 0x3A9, 0x20AC, 0xBF, 0x17C, 0x2082, 0x939, 0x6F22,
                                    0xFFFD, 0x80, 0x7FF, 0x800, 0xFFFF};

static void make_charset(Charset *charset, uint64_t kind) {
    // The bound of its scalars: Latin, all of two octets, many pages; with holes or without.
    static const uint32_t bounds[CHARSET_COUNT] = {0x180, 0x800, 0x10000, 0x2200, 0x180};
    for (int index = 0; index < 128; index++) {
        uint32_t scalar = 0;
        while (scalar < 0x80 || (scalar >= 0xD800 && scalar < 0xE000) || has(charset, scalar)) {
            scalar = next_random(3) == 0 ? frequent[next_random(sizeof frequent / sizeof *frequent)]
                                         : (uint32_t)next_random(bounds[kind]);
            if (has(charset, scalar)) scalar = (uint32_t)next_random(0x10000);
        }
        charset->scalars[index] = scalar;
    }
    for (int index = 0; kind >= 3 && index < 128; index++) {
        if (next_random(20) == 0) charset->scalars[index] = 0;
    }
    for (int index = 0; index < 128; index++) {
        Form form = form_of(charset->scalars[index]);
        for (int place = 0; place < 3 && charset->scalars[index] != 0; place++) {
            charset->forms[place][index] = form.octets[place];
        }
    }
    add_pages(charset, 2);
    charset->table.twoOctetPageCount = charset->table.pageCount;
    add_pages(charset, 3);
    charset->table.firsts = charset->forms[0];
    charset->table.seconds = charset->forms[1];
    charset->table.thirds = charset->forms[2];
    charset->table.pages = charset->pages[0];
    charset->table.prefixes = charset->prefixes;
}

static const Charset *any_charset(void) {
    static Charset charsets[CHARSET_COUNT];
    static bool made = false;
    for (uint64_t kind = 0; !made && kind < CHARSET_COUNT; kind++) {
        make_charset(&charsets[kind], kind);
    }
    made = true;
    return &charsets[next_random(CHARSET_COUNT)];
}

// Room for none, for some, for exactly or for more than all.
static intptr_t any_room(intptr_t needed) {
    switch (next_random(4)) {
    case 0: return (intptr_t)next_random((uint64_t)needed + 1);
    case 1: return needed + (intptr_t)next_random(200);
    default: return needed;
    }
}

// Says whether what was written is `expected`, and the rest as it was.
static bool wrote(const uint8_t *target, intptr_t room, const uint8_t *expected, intptr_t count) {
    if (count < 0 || count > room || memcmp(target, expected, (size_t)count) != 0) return false;
    for (intptr_t index = count; index < room; index++) {
        if (target[index] != UNTOUCHED) return false;
    }
    return true;
}

// What an octet or a character becomes; nothing when `read` is 0.
typedef struct {
    uint8_t octets[4];
    intptr_t read;
    intptr_t count;
} Step;

typedef Step Stepping(const Charset *charset, const uint8_t *octets, intptr_t left);

static Step decoding_step(const Charset *charset, const uint8_t *octets, intptr_t left) {
    (void)left;
    if (octets[0] < 0x80) return (Step){{octets[0]}, 1, 1};
    uint32_t scalar = charset->scalars[octets[0] & 0x7F];
    if (scalar == 0) return (Step){{0}, 0, 0};
    Form form = form_of(scalar);
    return (Step){{form.octets[0], form.octets[1], form.octets[2]}, 1, form.count};
}

static Step encoding_step(const Charset *charset, const uint8_t *octets, intptr_t left) {
    if (octets[0] < 0x80) return (Step){{octets[0]}, 1, 1};
    for (int index = 0; index < 128; index++) {
        if (charset->scalars[index] == 0) continue;
        Form form = form_of(charset->scalars[index]);
        if (form.count <= left && memcmp(form.octets, octets, (size_t)form.count) == 0) {
            return (Step){{(uint8_t)(0x80 | index)}, form.count, 1};
        }
    }
    return (Step){{0}, 0, 0};
}

static void check(const CSeptetKernel *kernel, const Charset *charset, const uint8_t *octets,
                  intptr_t octetCount, Stepping *step, const char *what,
                  intptr_t (*function)(const uint8_t *, intptr_t, intptr_t,
                                       const CSeptetSingleByteTable *, uint8_t *, intptr_t *)) {
    if (function == NULL) return;
    // What each place that a kernel may stop at has before it.
    uint8_t *expected = malloc(3 * (size_t)octetCount + 1);
    intptr_t *counts = malloc(((size_t)octetCount + 1) * sizeof *counts);
    memset(counts, 0xFF, ((size_t)octetCount + 1) * sizeof *counts);
    intptr_t end = 0, needed = 0;
    counts[0] = 0;
    while (end < octetCount) {
        Step next = step(charset, octets + end, octetCount - end);
        if (next.read == 0) break;
        memcpy(expected + needed, next.octets, (size_t)next.count);
        end += next.read;
        needed += next.count;
        counts[end] = needed;
    }
    intptr_t room = any_room(needed), read = -1;
    uint8_t *target = malloc((size_t)room);
    if (room > 0) memset(target, UNTOUCHED, (size_t)room);
    intptr_t count = function(octets, octetCount, room, &charset->table, target, &read);
    if (read < 0 || read > end || counts[read] != count ||
        !wrote(target, room, expected, count)) {
        fail(kernel->name, what, octets, octetCount);
    }
    // With room for all, all of it; otherwise up to less than 64 octets before the one without room.
    bool is_short = false;
    // A character that begins less than 64 octets behind ends less than 67 behind.
    for (intptr_t place = read; place <= end && place < read + 67; place++) {
        is_short = is_short || counts[place] > room;
    }
    if (read != end && !is_short) fail(kernel->name, "stopped too early", octets, octetCount);
    free(target);
    free(counts);
    free(expected);
}

void test_decode_single_byte(const CSeptetKernel *kernel, const uint8_t *octets,
                             intptr_t octetCount) {
    const Charset *charset = any_charset();
    check(kernel, charset, octets, octetCount, decoding_step, "decoded wrongly", kernel->decodeSingleByte);
    // Texts of the other tests have few of the octets.
    uint8_t *any = malloc((size_t)octetCount);
    uint64_t bound = 0x80 + next_random(0x81);
    for (intptr_t index = 0; index < octetCount; index++) any[index] = (uint8_t)next_random(bound);
    check(kernel, charset, any, octetCount, decoding_step, "decoded wrongly", kernel->decodeSingleByte);
    free(any);
}

void test_encode_single_byte(const CSeptetKernel *kernel, const uint8_t *octets,
                             intptr_t octetCount) {
    const Charset *charset = any_charset();
    check(kernel, charset, octets, octetCount, encoding_step, "encoded wrongly", kernel->encodeSingleByte);
    // Text of a charset, so that there is more than the first character it lacks.
    if (kernel->decodeSingleByte == NULL) return;
    intptr_t read = 0;
    uint8_t *room = malloc(3 * (size_t)octetCount);
    intptr_t count = kernel->decodeSingleByte(octets, octetCount, 3 * octetCount,
                                              &charset->table, room, &read);
    uint8_t *utf8 = malloc((size_t)count);
    if (count > 0) memcpy(utf8, room, (size_t)count);
    check(kernel, charset, utf8, count, encoding_step, "encoded wrongly", kernel->encodeSingleByte);
    free(utf8);
    free(room);
}
