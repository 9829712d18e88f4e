#include <osmocom/gsm/gsm_utils.h>
#include <string.h>

#include "CPeers.h"

enum {
    SEPTETS_ALONE = 140 * 8 / 7,
    HEADER_OCTETS = 6,
    SEPTETS_BESIDE_HEADER = (140 - HEADER_OCTETS) * 8 / 7,
    ESCAPE = 0x1B,
    // Two octets for each of the longest message.
    SEPTET_CAPACITY = 4096,
};

int64_t osmocore_count(
    const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output) {
    int64_t units = 0;
    int64_t parts = 0;
    for (int64_t i = 0; i < count; i++) {
        int septets = gsm_septet_encode(output, (const char *)octets + starts[i]);
        units += septets;
        parts += septets <= SEPTETS_ALONE
                     ? 1
                     : (septets + SEPTETS_BESIDE_HEADER - 1) / SEPTETS_BESIDE_HEADER;
    }
    return units + parts * 1000003;
}

/// The septets of a part from `start` on; an escape stays with what follows it.
static int part_length(const uint8_t *septets, int start, int length) {
    if (length - start <= SEPTETS_BESIDE_HEADER) return length - start;
    int end = start + SEPTETS_BESIDE_HEADER;
    return septets[end - 1] == ESCAPE ? end - 1 - start : end - start;
}

int64_t osmocore_encode(
    const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output) {
    static uint8_t septets[SEPTET_CAPACITY];
    int64_t total = 0;
    for (int64_t i = 0; i < count; i++) {
        int length = gsm_septet_encode(septets, (const char *)octets + starts[i]);
        if (length <= SEPTETS_ALONE) {
            total += gsm_septet_pack(output, septets, (size_t)length, 0);
            continue;
        }
        uint8_t parts = 0;
        for (int start = 0; start < length; parts++) {
            start += part_length(septets, start, length);
        }
        uint8_t *field = output;
        uint8_t sequence = 0;
        for (int start = 0; start < length;) {
            int taken = part_length(septets, start, length);
            const uint8_t header[HEADER_OCTETS] = {5, 0, 3, 0, parts, ++sequence};
            memcpy(field, header, HEADER_OCTETS);
            field += HEADER_OCTETS;
            field += gsm_septet_pack(field, septets + start, (size_t)taken, 1);
            start += taken;
        }
        total += field - output;
    }
    return total;
}

int64_t osmocore_decode(
    const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output) {
    int64_t total = 0;
    for (int64_t i = 0; i < count; i++) {
        const uint8_t *field = octets + starts[i];
        total += gsm_7bit_decode_n((char *)output, SEPTETS_ALONE + 1, field + 1, field[0]);
    }
    return total;
}
