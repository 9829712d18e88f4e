// Encoding and decoding: into memory of exactly the octets that may be written, and back again.

#include <stdlib.h>
#include <string.h>

#include "kernel_tests.h"

static intptr_t packed_count(intptr_t septets, intptr_t fill) { return (fill + 7 * septets + 7) / 8; }

// Whether a text was left where the next character is absent or has no room.
static bool stops_well(const CSeptetKernel *kernel, const uint8_t *octets, intptr_t octetCount,
                       intptr_t read, intptr_t free_septets) {
    if (read == octetCount) return true;
    CSeptetTextScan scan = kernel->scan(octets, octetCount);
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
    // What was written before a character that the alphabet lacks means nothing.
    if (read < octetCount && read == kernel->scan(octets, octetCount).outsideOffset) return;
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

// Packs septets bit by bit; the memory is the caller's to free, and one octet longer.
static uint8_t *pack_plainly(const uint8_t *septets, intptr_t septetCount, intptr_t fill) {
    uint8_t *packed = calloc((size_t)packed_count(septetCount, fill) + 1, 1);
    for (intptr_t bit = 0; bit < 7 * septetCount; bit++) {
        int value = septets[bit / 7] >> (bit % 7) & 1;
        packed[(fill + bit) / 8] |= (uint8_t)(value << ((fill + bit) % 8));
    }
    return packed;
}

void test_pack(const CSeptetKernel *kernel, const uint8_t *octets, intptr_t octetCount) {
    if (kernel->pack == NULL) return;
    intptr_t fill = (intptr_t)next_random(7), packedCount = packed_count(octetCount, fill);
    uint8_t *septets = malloc((size_t)octetCount);
    for (intptr_t index = 0; index < octetCount; index++) septets[index] = octets[index] & 0x7F;
    uint8_t *packed = make_output(packedCount);
    uint8_t *expected = pack_plainly(septets, octetCount, fill);
    kernel->pack(septets, octetCount, fill, packed);
    check_output(kernel, octets, octetCount);
    if (memcmp(packed, expected, (size_t)packedCount) != 0) {
        fail(kernel->name, "packed wrongly", octets, octetCount);
    }
    free(expected);
    free(septets);
}

// TS 23.038 §6.2.1 by septet; an escape that escapes nothing shows a space.
static const char *const shown[128] = {
    "@", "£", "$", "¥", "è", "é", "ù", "ì", "ò", "Ç", "\n", "Ø", "ø", "\r", "Å", "å",
    "Δ", "_", "Φ", "Γ", "Λ", "Ω", "Π", "Ψ", "Σ", "Θ", "Ξ", " ", "Æ", "æ", "ß", "É",
    " ", "!", "\"", "#", "¤", "%", "&", "'", "(", ")", "*", "+", ",", "-", ".", "/",
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ":", ";", "<", "=", ">", "?",
    "¡", "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O",
    "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z", "Ä", "Ö", "Ñ", "Ü", "§",
    "¿", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o",
    "p", "q", "r", "s", "t", "u", "v", "w", "x", "y", "z", "ä", "ö", "ñ", "ü", "à",
};

// TS 23.038 §6.2.1.1: what a septet shows behind an escape, that of the main table when nothing else.
static const char *shown_escaped(uint8_t septet) {
    switch (septet) {
        case 0x0A: return "\f";
        case 0x14: return "^";
        case 0x28: return "{";
        case 0x29: return "}";
        case 0x2F: return "\\";
        case 0x3C: return "[";
        case 0x3D: return "~";
        case 0x3E: return "]";
        case 0x40: return "|";
        case 0x65: return "€";
        default: return shown[septet];
    }
}

// Compares what a kernel decodes with what a loop over septets shows.
static void check_decoding(const CSeptetKernel *kernel, const uint8_t *octets, intptr_t octetCount,
                           intptr_t first, intptr_t count) {
    uint8_t *text = make_output(2 * count);
    memset(text, 0xA5, (size_t)(2 * count));
    intptr_t textCount = kernel->decodeSeptets(octets, octetCount, first, count, text);
    check_output(kernel, octets, octetCount);
    intptr_t expected = 0;
    bool is_escaped = false, same = true;
    for (intptr_t index = 0; index < count || is_escaped; index++) {
        uint8_t septet = 0x1B;
        if (index < count) {
            intptr_t bit = first + 7 * index;
            unsigned pair = octets[bit / 8];
            if (bit % 8 > 1) pair |= (unsigned)octets[bit / 8 + 1] << 8;
            septet = pair >> (bit % 8) & 0x7F;
            if (septet == 0x1B && !is_escaped) {
                is_escaped = true;
                continue;
            }
        }
        for (const char *next = is_escaped ? shown_escaped(septet) : shown[septet]; *next != 0;
             next++) {
            same = same && expected < textCount && text[expected] == (uint8_t)*next;
            expected++;
        }
        is_escaped = false;
    }
    // Only what is returned is written.
    for (intptr_t index = textCount; index < 2 * count; index++) same &= text[index] == 0xA5;
    if (!same || textCount != expected) fail(kernel->name, "other text", octets, octetCount);
}

// Any octets are septets; each shows two octets at most. Then many escapes are among them.
void test_decode(const CSeptetKernel *kernel, const uint8_t *octets, intptr_t octetCount) {
    if (kernel->decodeSeptets == NULL) return;
    intptr_t first = (intptr_t)next_random((uint64_t)(8 * octetCount + 1));
    check_decoding(kernel, octets, octetCount, first, (8 * octetCount - first) / 7);

    static const uint8_t extension[] = {0x0A, 0x14, 0x28, 0x29, 0x2F, 0x3C, 0x3D, 0x3E, 0x40, 0x65};
    uint8_t *septets = malloc((size_t)octetCount);
    uint64_t rarity = 1 + next_random(20);
    for (intptr_t index = 0; index < octetCount; index++) {
        septets[index] = octets[index] & 0x7F;
        if (next_random(rarity) == 0) septets[index] = 0x1B;
        else if (next_random(rarity) == 0) septets[index] = extension[next_random(sizeof extension)];
    }
    intptr_t fill = (intptr_t)next_random(7), packedCount = packed_count(octetCount, fill);
    uint8_t *packed = pack_plainly(septets, octetCount, fill);
    uint8_t *exact = malloc((size_t)packedCount);
    memcpy(exact, packed, (size_t)packedCount);
    check_decoding(kernel, exact, packedCount, fill, octetCount);
    free(exact);
    free(packed);
    free(septets);
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

// Any octets are units; beside what UTF-8 makes of them come many surrogates, with and without partner.
void test_decode_utf16(const CSeptetKernel *kernel, const uint8_t *octets, intptr_t octetCount) {
    if (kernel->decodeUTF16 == NULL) return;
    uint8_t *units = malloc((size_t)octetCount);
    uint64_t rarity = 1 + next_random(20);
    for (intptr_t index = 0; index < octetCount; index++) {
        units[index] = octets[index];
        if (index % 2 == 0 && next_random(3) == 0) units[index] = 0;
        if (index % 2 == 0 && next_random(rarity) == 0) units[index] = (uint8_t)(0xD8 + next_random(8));
    }
    uint8_t *text = make_output(octetCount / 2 * 3);
    memset(text, 0xFF, (size_t)(octetCount / 2 * 3));
    intptr_t textCount = kernel->decodeUTF16(units, octetCount, text);
    check_output(kernel, octets, octetCount);
    intptr_t position = 0;
    bool same = true;
    for (intptr_t index = 0; index + 1 < octetCount; index += 2) {
        uint32_t expected = (uint32_t)units[index] << 8 | units[index + 1];
        if ((expected & 0xF800) == 0xD800) {
            uint32_t next = 0;
            if (index + 3 < octetCount) next = (uint32_t)units[index + 2] << 8 | units[index + 3];
            bool is_pair = expected < 0xDC00 && (next & 0xFC00) == 0xDC00;
            expected = is_pair ? 0x10000 + ((expected & 0x3FF) << 10 | (next & 0x3FF)) : 0xFFFD;
            if (is_pair) index += 2;
        }
        same = same && position < textCount && next_scalar(text, &position) == expected;
    }
    // Only what is returned is written.
    for (intptr_t index = textCount; index < octetCount / 2 * 3; index++) same &= text[index] == 0xFF;
    if (!same || position != textCount) fail(kernel->name, "other text", octets, octetCount);
    free(units);
}
