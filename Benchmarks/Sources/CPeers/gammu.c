#include <stddef.h>
#include <stdint.h>

#include "CPeers.h"

#include <gammu.h>

// Exported by the library, though not declared in its public headers.
void EncodeDefault(unsigned char *destination, const unsigned char *source, size_t *length,
                   gboolean use_extensions, unsigned char *extra_alphabet);
void DecodeDefault(unsigned char *destination, const unsigned char *source, size_t length,
                   gboolean use_extensions, unsigned char *extra_alphabet);
int GSM_PackSevenBitsToEight(size_t offset, const unsigned char *input, unsigned char *output,
                             size_t length);
int GSM_UnpackEightBitsToSeven(size_t offset, size_t input_length, size_t output_length,
                               const unsigned char *input, unsigned char *output);

enum { CAPACITY = 8192 };

int64_t gammu_encode(
    const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output) {
    static unsigned char wide[CAPACITY];
    static unsigned char septets[CAPACITY];
    int64_t total = 0;
    for (int64_t i = 0; i < count; i++) {
        DecodeUTF8(wide, (const char *)octets + starts[i], (size_t)(starts[i + 1] - starts[i]));
        size_t length = UnicodeLength(wide);
        EncodeDefault(septets, wide, &length, TRUE, NULL);
        total += GSM_PackSevenBitsToEight(0, septets, output, length);
    }
    return total;
}

/// One field to UCS-2, most significant octet first, with a zero unit behind it.
static void decode(const uint8_t *field, const uint8_t *end, unsigned char *wide) {
    unsigned char septets[256];
    int length = GSM_UnpackEightBitsToSeven(0, (size_t)(end - field - 1), field[0], field + 1,
                                            septets);
    DecodeDefault(wide, septets, (size_t)length, TRUE, NULL);
}

int64_t gammu_decode(
    const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output) {
    int64_t total = 0;
    for (int64_t i = 0; i < count; i++) {
        decode(octets + starts[i], octets + starts[i + 1], output);
        __asm__ volatile("" : : "r"(output) : "memory");
        total++;
    }
    return total;
}

int64_t gammu_decode_utf8(
    const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output) {
    static unsigned char wide[CAPACITY];
    int64_t total = 0;
    for (int64_t i = 0; i < count; i++) {
        decode(octets + starts[i], octets + starts[i + 1], wide);
        EncodeUTF8((char *)output, wide);
        // The length is no more than the caller would want to know.
        for (const uint8_t *octet = output; *octet != 0; octet++) total++;
    }
    return total;
}
