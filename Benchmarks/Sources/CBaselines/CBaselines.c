#include "CBaselines.h"

#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

// Longer than any message that is measured.
enum { UNIT_CAPACITY = 65536 };

int64_t baseline_copy(
    const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output) {
    int64_t total = 0;
    for (int64_t i = 0; i < count; i++) {
        int64_t length = starts[i + 1] - starts[i];
        memcpy(output, octets + starts[i], (size_t)length);
        // The copy must not be left out because nobody reads it.
        __asm__ volatile("" : : "r"(output) : "memory");
        total += length;
    }
    return total;
}

int64_t baseline_icu_utf16(
    const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output) {
    int64_t total = 0;
    UChar *units = (UChar *)(void *)output;
    for (int64_t i = 0; i < count; i++) {
        UErrorCode error = U_ZERO_ERROR;
        int32_t unit_count = 0;
        u_strFromUTF8(units, UNIT_CAPACITY, &unit_count, (const char *)octets + starts[i],
                      (int32_t)(starts[i + 1] - starts[i]), &error);
        if (U_FAILURE(error)) return -1;
        for (int32_t u = 0; u < unit_count; u++) units[u] = __builtin_bswap16(units[u]);
        __asm__ volatile("" : : "r"(output) : "memory");
        total += unit_count * 2;
    }
    return total;
}

/// From a charset to UTF-8.
static int64_t decode(const char *name, const uint8_t *octets, const int64_t *starts,
                      int64_t count, uint8_t *output) {
    static UChar units[UNIT_CAPACITY];
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &error);
    int64_t total = 0;
    for (int64_t i = 0; i < count; i++) {
        ucnv_resetToUnicode(converter);
        int32_t unit_count =
            ucnv_toUChars(converter, units, UNIT_CAPACITY, (const char *)octets + starts[i],
                          (int32_t)(starts[i + 1] - starts[i]), &error);
        int32_t length = 0;
        u_strToUTF8((char *)output, UNIT_CAPACITY, &length, units, unit_count, &error);
        if (U_FAILURE(error)) break;
        __asm__ volatile("" : : "r"(output) : "memory");
        total += length;
    }
    ucnv_close(converter);
    return U_FAILURE(error) ? -1 : total;
}

/// From UTF-8 to a charset.
static int64_t encode(const char *name, const uint8_t *octets, const int64_t *starts,
                      int64_t count, uint8_t *output) {
    static UChar units[UNIT_CAPACITY];
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &error);
    int64_t total = 0;
    for (int64_t i = 0; i < count; i++) {
        int32_t unit_count = 0;
        u_strFromUTF8(units, UNIT_CAPACITY, &unit_count, (const char *)octets + starts[i],
                      (int32_t)(starts[i + 1] - starts[i]), &error);
        ucnv_resetFromUnicode(converter);
        int32_t length = ucnv_fromUChars(converter, (char *)output, UNIT_CAPACITY, units,
                                         unit_count, &error);
        if (U_FAILURE(error)) break;
        __asm__ volatile("" : : "r"(output) : "memory");
        total += length;
    }
    ucnv_close(converter);
    return U_FAILURE(error) ? -1 : total;
}

int64_t baseline_icu_from_windows1250(
    const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output) {
    return decode("windows-1250", octets, starts, count, output);
}

int64_t baseline_icu_to_windows1250(
    const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output) {
    return encode("windows-1250", octets, starts, count, output);
}

int64_t baseline_icu_gsm_encode(
    const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output) {
    return encode("gsm-03.38", octets, starts, count, output);
}

int64_t baseline_icu_gsm_decode(
    const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output) {
    return decode("gsm-03.38", octets, starts, count, output);
}
