// The survey of a text, character by character, over tables in which each scalar has its own slot.

#include <stdlib.h>
#include <string.h>

#include "kernel_tests.h"

enum {
    PAGE_SCALARS = 1 << CSEPTET_SURVEY_PAGE_BITS,
    PAGES = 0x110000 / PAGE_SCALARS,
    KNOWN = 1 << 6,
};

// Allocated one by one, so that the address sanitizer watches each of them.
static uint16_t *pages;
static uint64_t *entries;
static uint64_t message;

static void make_tables(void) {
    if (pages != NULL) return;
    pages = malloc((PAGES + 1) * sizeof *pages);
    entries = malloc((size_t)PAGES * PAGE_SCALARS * sizeof *entries);
    if (pages == NULL || entries == NULL) abort();
    for (int page = 0; page < PAGES; page++) {
        bool is_own = page < CSEPTET_SURVEY_OWN_PAGES;
        pages[page] = (uint16_t)(is_own ? page : PAGES - 1 + CSEPTET_SURVEY_OWN_PAGES - page);
    }
    pages[PAGES] = UINT16_MAX;
    for (int slot = 0; slot < PAGES * PAGE_SCALARS; slot++) {
        // Few are unknown; all combinations of the other bits occur.
        entries[slot] = next_random(64) == 0 ? 0 : next_random(1 << 18) | KNOWN;
    }
}

static uint32_t scalar_at(const uint8_t *octets, int *count) {
    uint32_t lead = octets[0];
    *count = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    uint32_t scalar = *count == 1 ? lead : lead & (0x7F >> *count);
    for (int index = 1; index < *count; index++) scalar = scalar << 6 | (octets[index] & 0x3F);
    return scalar;
}

static bool is_looked_up(uint8_t octet) {
    return octet >= 0xC0 || octet == 0x60 || octet == 0x7F ||
           (octet < 0x20 && octet != '\n' && octet != '\r');
}

static bool is_escaped(uint8_t octet) { return octet != 0 && strchr("[\\]^{|}~", octet) != NULL; }

// As the kernel's; `slots` may be written where it may write.
static intptr_t survey(const uint8_t *octets, intptr_t octetCount, intptr_t offset,
                       uint64_t stamp, uint32_t *slots, CSeptetSurvey *found) {
    for (; offset < octetCount; offset++) {
        if (!is_looked_up(octets[offset])) {
            found->escapeCount += is_escaped(octets[offset]);
            continue;
        }
        int count;
        uint32_t scalar = scalar_at(octets + offset, &count);
        uint32_t slot = (uint32_t)pages[scalar / PAGE_SCALARS] * PAGE_SCALARS +
                        scalar % PAGE_SCALARS;
        uint32_t bits = (uint32_t)entries[slot];
        if (bits == 0) return offset;
        if ((bits & CSEPTET_SURVEY_FORCING) != 0 && entries[slot] >> 32 != stamp >> 32) {
            slots[found->kindCount++] = slot;
        }
        entries[slot] = stamp | bits;
        found->escapeCount += bits >> CSEPTET_SURVEY_ESCAPE_SHIFT & 1;
        found->surrogatePairCount += bits >> CSEPTET_SURVEY_PAIR_SHIFT & 1;
        found->replacementSeptetCount += bits >> CSEPTET_SURVEY_REPLACEMENT_SHIFT & 0xFF;
        found->common &= bits;
        found->any |= bits;
    }
    return octetCount;
}

void test_survey(const CSeptetKernel *kernel, const uint8_t *octets, intptr_t octetCount) {
    if (kernel->survey == NULL) return;
    make_tables();
    uint64_t stamp = ++message << 32, reference_stamp = ++message << 32;
    uint32_t *slots = (uint32_t *)(void *)make_output(4 * (octetCount + 1));
    uint32_t *expected_slots = malloc(4 * (size_t)(octetCount + 1));
    if (expected_slots == NULL) abort();
    CSeptetSurvey found = {.common = UINT32_MAX}, expected = found;
    intptr_t offset = 0;
    // Behind a character that is unknown it goes on, as if that had been learned.
    while (offset < octetCount) {
        CSeptetSurveyTables tables = {pages, entries, stamp, slots};
        intptr_t stop = kernel->survey(octets, octetCount, offset, &tables, &found);
        check_output(kernel, octets, octetCount);
        intptr_t expected_stop =
            survey(octets, octetCount, offset, reference_stamp, expected_slots, &expected);
        if (stop != expected_stop || memcmp(&found, &expected, sizeof found) != 0 ||
            memcmp(slots, expected_slots, 4 * (size_t)found.kindCount) != 0) {
            fail(kernel->name, "another survey", octets, octetCount);
        }
        if (stop == octetCount) break;
        int count;
        scalar_at(octets + stop, &count);
        offset = stop + count;
    }
    free(expected_slots);
}
