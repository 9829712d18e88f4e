// Where the last record of comma-separated values ends, octet by octet by the rules of RFC 4180.

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "kernel_tests.h"

typedef enum { AT_BEGINNING, IN_PLAIN_FIELD, IN_QUOTED_FIELD, BEHIND_QUOTE, BEHIND_RETURN } Place;

// False when a quote stands where none may; `rows` is what the kernel has to say else.
static bool find_rows(const uint8_t *octets, intptr_t octetCount, uint8_t delimiter,
                      CSeptetRows *rows) {
    Place place = AT_BEGINNING;
    intptr_t line_feeds = 0;
    *rows = (CSeptetRows){0};
    for (intptr_t index = 0; index < octetCount; index++) {
        uint8_t octet = octets[index];
        line_feeds += octet == '\n';
        bool divides = octet == delimiter || octet == '\n';
        if (place == BEHIND_RETURN && octet != '\n') return false;
        if (place == BEHIND_QUOTE && !divides && octet != '"' && octet != '\r') return false;
        if (octet == '"') {
            if (place == IN_PLAIN_FIELD) return false;
            place = place == IN_QUOTED_FIELD ? BEHIND_QUOTE : IN_QUOTED_FIELD;
        } else if (place == BEHIND_QUOTE && octet == '\r') {
            place = BEHIND_RETURN;
        } else if (place != IN_QUOTED_FIELD) {
            place = divides ? AT_BEGINNING : IN_PLAIN_FIELD;
            if (octet == '\n') *rows = (CSeptetRows){.end = index + 1, .lineFeedCount = line_feeds};
        }
    }
    return true;
}

static void check_rows(const CSeptetKernel *kernel, const uint8_t *octets, intptr_t octetCount,
                       uint8_t delimiter) {
    CSeptetRows found = {0}, expected;
    bool is_sound = kernel->rows(octets, octetCount, delimiter, &found);
    bool is_expected = find_rows(octets, octetCount, delimiter, &expected);
    if (is_sound != is_expected) fail(kernel->name, "sound or not", octets, octetCount);
    if (is_sound &&
        (found.end != expected.end || found.lineFeedCount != expected.lineFeedCount)) {
        fail(kernel->name, "another end of rows", octets, octetCount);
    }
}

void test_rows(const CSeptetKernel *kernel, const uint8_t *octets, intptr_t octetCount) {
    if (kernel->rows == NULL) return;
    check_rows(kernel, octets, octetCount, ',');
    // Texts of the other tests have few quotes: sound values of their lengths, then one octet other.
    static const char *fields[] = {"a", "", "\"a,\"", "\"\"", "\"\n\"", "\"\"\"\"", "b\r", "\xC5\x82"};
    static const char *dividers[] = {";", ";", ";", "\n", "\r\n"};
    char *values = calloc((size_t)octetCount + 8, 1);
    intptr_t count = 0;
    while (count < octetCount) {
        const char *piece = fields[next_random(sizeof fields / sizeof *fields)];
        const char *divider = dividers[next_random(sizeof dividers / sizeof *dividers)];
        count += (intptr_t)strlen(strcpy(values + count, piece));
        if (count < octetCount) count += (intptr_t)strlen(strcpy(values + count, divider));
    }
    uint8_t *exact = malloc((size_t)octetCount);
    if (octetCount > 0) memcpy(exact, values, (size_t)octetCount);
    check_rows(kernel, exact, octetCount, ';');
    if (octetCount > 0 && next_random(4) == 0) {
        exact[next_random((uint64_t)octetCount)] = (uint8_t)"\";\n\ra"[next_random(5)];
        check_rows(kernel, exact, octetCount, ';');
    }
    free(exact);
    free(values);
}
