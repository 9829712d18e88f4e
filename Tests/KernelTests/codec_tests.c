// Encoding and decoding: into memory of exactly the octets that may be written, and back again.

#include <stdlib.h>
#include <string.h>

#include "kernel_tests.h"

static intptr_t packed_count(intptr_t septets, intptr_t fill) { return (fill + 7 * septets + 7) / 8; }

// Whether a text was left where the next character is absent or has no room.
static bool stops_well(const CSeptetKernel *kernel, const uint8_t *octets, intptr_t octetCount,
                       intptr_t read, intptr_t free_septets) {
    if (read == octetCount) return true;
    CSeptetTextScan scan;
    kernel->scan(octets, octetCount, &scan);
    if (read >= scan.outsideOffset) return read == scan.outsideOffset;
    if (free_septets > 1) return false;
    uint8_t next = octets[read];
    return free_septets == 0 || next == 0x0C || next == 0xE2 || (next | 0x20) > 0x7A;
}

void test_septets(const CSeptetKernel *kernel, const uint8_t *octets, intptr_t octetCount) {
    if (kernel->encodeSeptets == NULL) return;
    intptr_t room = (intptr_t)next_random(161), fill = (intptr_t)next_random(7), read = -1;
    uint8_t *packed = make_output(packed_count(room, fill));
    intptr_t count = kernel->encodeSeptets(octets, octetCount, room, fill, packed, &read);
    check_output(kernel, octets, octetCount);
    if (count < 0 || count > room || read < 0 || read > octetCount) {
        fail(kernel->name, "encoded past the end", octets, octetCount);
    }
    if (!stops_well(kernel, octets, octetCount, read, room - count)) {
        fail(kernel->name, "stopped too early or too late", octets, octetCount);
    }
    uint8_t *exact = malloc((size_t)packed_count(count, fill));
    memcpy(exact, packed, (size_t)packed_count(count, fill));
    uint8_t *text = make_output(2 * count);
    intptr_t textCount =
        kernel->decodeSeptets(exact, packed_count(count, fill), fill, count, text);
    check_output(kernel, octets, octetCount);
    if (textCount != read || memcmp(text, octets, (size_t)read) != 0) {
        fail(kernel->name, "another text came back", octets, octetCount);
    }
    free(exact);
}

void test_pack(const CSeptetKernel *kernel, const uint8_t *octets, intptr_t octetCount) {
    if (kernel->pack == NULL) return;
    intptr_t fill = (intptr_t)next_random(7), packedCount = packed_count(octetCount, fill);
    uint8_t *septets = malloc((size_t)octetCount);
    for (intptr_t index = 0; index < octetCount; index++) septets[index] = octets[index] & 0x7F;
    uint8_t *packed = make_output(packedCount);
    uint8_t *expected = calloc((size_t)packedCount + 1, 1);
    for (intptr_t bit = 0; bit < 7 * octetCount; bit++) {
        int value = septets[bit / 7] >> (bit % 7) & 1;
        expected[(fill + bit) / 8] |= (uint8_t)(value << ((fill + bit) % 8));
    }
    kernel->pack(septets, octetCount, fill, packed);
    check_output(kernel, octets, octetCount);
    if (memcmp(packed, expected, (size_t)packedCount) != 0) {
        fail(kernel->name, "packed wrongly", octets, octetCount);
    }
    free(expected);
    free(septets);
}

// Any octets are septets; each shows two octets at most.
void test_decode(const CSeptetKernel *kernel, const uint8_t *octets, intptr_t octetCount) {
    if (kernel->decodeSeptets == NULL) return;
    intptr_t first = (intptr_t)next_random((uint64_t)(8 * octetCount + 1));
    intptr_t count = (8 * octetCount - first) / 7;
    uint8_t *text = make_output(2 * count);
    intptr_t textCount = kernel->decodeSeptets(octets, octetCount, first, count, text);
    check_output(kernel, octets, octetCount);
    if (textCount < count / 2 || textCount > 2 * count) {
        fail(kernel->name, "decoded past the end", octets, octetCount);
    }
}

static uint32_t next_scalar(const uint8_t *octets, intptr_t *position) {
    uint8_t lead = octets[*position];
    int more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    uint32_t scalar = more == 0 ? lead : lead & (0x3F >> more);
    for (int index = 1; index <= more; index++) {
        scalar = scalar << 6 | (octets[*position + index] & 0x3F);
    }
    *position += 1 + more;
    return scalar;
}

static bool is_unit(const uint8_t *octets, uint32_t unit) {
    return octets[0] == unit >> 8 && octets[1] == (unit & 0xFF);
}

void test_utf16(const CSeptetKernel *kernel, const uint8_t *octets, intptr_t octetCount) {
    if (kernel->encodeUTF16 == NULL) return;
    intptr_t room = (intptr_t)next_random((uint64_t)octetCount + 2), read = -1;
    uint8_t *units = make_output(2 * room);
    intptr_t count = kernel->encodeUTF16(octets, octetCount, room, units, &read);
    check_output(kernel, octets, octetCount);
    intptr_t position = 0, written = 0;
    bool same = true;
    while (position < octetCount) {
        intptr_t next = position;
        uint32_t scalar = next_scalar(octets, &next);
        if (written + (scalar > 0xFFFF ? 2 : 1) > room) break;
        if (scalar > 0xFFFF) {
            same &= is_unit(units + 2 * written++, 0xD800 | (scalar - 0x10000) >> 10);
            scalar = 0xDC00 | (scalar & 0x3FF);
        }
        same &= is_unit(units + 2 * written++, scalar);
        position = next;
    }
    if (!same || count != written || read != position) {
        fail(kernel->name, "other units", octets, octetCount);
    }
}
