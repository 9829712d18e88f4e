// The scan of a text, octet by octet.

#include <string.h>

#include "kernel_tests.h"

static const char *const alphabet =
    "\n\r !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
    "¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ";
static const char *const extension = "\f[\\]^{|}~€";

static intptr_t character_count(uint8_t lead) {
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

static bool has(const char *characters, const uint8_t *octets, intptr_t count) {
    for (const char *next = characters; *next != 0; next += character_count((uint8_t)*next)) {
        if (character_count((uint8_t)*next) == count && memcmp(next, octets, (size_t)count) == 0) {
            return true;
        }
    }
    return false;
}

// Unicode Standard, table 3-7.
static bool is_character(const uint8_t *octets, intptr_t rest) {
    uint8_t lead = octets[0];
    if (lead < 0x80) return true;
    if (lead < 0xC2 || lead > 0xF4 || character_count(lead) > rest) return false;
    uint8_t least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    uint8_t most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (octets[1] < least || octets[1] > most) return false;
    for (intptr_t index = 2; index < character_count(lead); index++) {
        if (octets[index] < 0x80 || octets[index] > 0xBF) return false;
    }
    return true;
}

static bool scan_plainly(const uint8_t *octets, intptr_t octetCount, CSeptetTextScan *scan) {
    *scan = (CSeptetTextScan){.outsideOffset = octetCount};
    for (intptr_t offset = 0; offset < octetCount;) {
        if (!is_character(octets + offset, octetCount - offset)) return false;
        intptr_t count = character_count(octets[offset]);
        scan->scalarCount++;
        scan->surrogatePairCount += count == 4;
        if (scan->outsideOffset == octetCount) {
            if (has(extension, octets + offset, count)) {
                scan->escapedCount++;
            } else if (!has(alphabet, octets + offset, count)) {
                scan->outsideOffset = offset;
            }
        }
        offset += count;
    }
    return true;
}

void test_scan(const CSeptetKernel *kernel, const uint8_t *octets, intptr_t octetCount) {
    if (kernel->scan == NULL) return;
    CSeptetTextScan found = kernel->scan(octets, octetCount), expected;
    scan_plainly(octets, octetCount, &expected);
    if (memcmp(&found, &expected, sizeof found) != 0) fail(kernel->name, "scan", octets, octetCount);
    // An empty text may lie nowhere.
    if (octets != NULL && octetCount == 0) test_scan(kernel, NULL, 0);
}

void test_validate_and_scan(const CSeptetKernel *kernel, const uint8_t *octets,
                            intptr_t octetCount) {
    if (kernel->validateAndScan == NULL) return;
    CSeptetTextScan found, expected;
    bool is_valid = kernel->validateAndScan(octets, octetCount, &found);
    if (is_valid != scan_plainly(octets, octetCount, &expected)) {
        fail(kernel->name, "validity", octets, octetCount);
    }
    if (is_valid && memcmp(&found, &expected, sizeof found) != 0) {
        fail(kernel->name, "validate and scan", octets, octetCount);
    }
    if (octets != NULL && octetCount == 0) test_validate_and_scan(kernel, NULL, 0);
}

// Only texts of the alphabet may be asked for septets: what comes before the first other one.
static void check_filling(const CSeptetKernel *kernel, const uint8_t *octets, intptr_t octetCount,
                          intptr_t capacity, bool is_utf16) {
    CSeptetPartFilling expected = {.openUnitCount = (intptr_t)next_random((uint64_t)capacity + 1),
                                   .closedPartCount = 7,
                                   .closedUnitCount = 70};
    CSeptetPartFilling found = expected;
    for (intptr_t offset = 0; offset < octetCount; offset += character_count(octets[offset])) {
        intptr_t count = character_count(octets[offset]);
        intptr_t units = (is_utf16 ? count == 4 : has(extension, octets + offset, count)) ? 2 : 1;
        if (expected.openUnitCount + units > capacity) {
            expected.closedPartCount++;
            expected.closedUnitCount += expected.openUnitCount;
            expected.openUnitCount = 0;
        }
        expected.openUnitCount += units;
    }
    if (is_utf16) {
        kernel->fillUTF16(octets, octetCount, capacity, &found);
    } else {
        kernel->fillSeptets(octets, octetCount, capacity, &found);
    }
    if (memcmp(&found, &expected, sizeof found) != 0) {
        fail(kernel->name, is_utf16 ? "parts of units" : "parts of septets", octets, octetCount);
    }
}

void test_fill(const CSeptetKernel *kernel, const uint8_t *octets, intptr_t octetCount) {
    static const intptr_t capacities[] = {2, 3, 4, 30, 31, 32, 33, 63, 64, 65, 67, 100, 128, 152, 1000};
    if (kernel->fillSeptets == NULL || kernel->fillUTF16 == NULL) return;
    CSeptetTextScan scan;
    scan_plainly(octets, octetCount, &scan);
    for (size_t index = 0; index < sizeof capacities / sizeof *capacities; index++) {
        intptr_t capacity = capacities[index] + (intptr_t)next_random(3);
        check_filling(kernel, octets, octetCount, capacity, true);
        check_filling(kernel, octets, scan.outsideOffset, capacity, false);
    }
}
